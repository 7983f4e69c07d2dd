"""A checkpoint: a log's name, how many lines it had, and the root over them all, in three lines that can be signed.

Source: C2SP tlog-checkpoint; an empty log carries SHA-256 of nothing (RFC 6962 §2.1; C2SP tlog-witness).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..errors import Refused
from ..log import merkle
from . import notes
from .fields import MAX_NUMBER, base64_text, exact_base64, shown, whole_number
from .keys import Signer, Verifier

MAX_LINE = 1024
MAX_EXTENSIONS = 100

_LINE = re.compile(rf"[^\x00-\x1f\ud800-\udfff]{{1,{MAX_LINE}}}")
_HINT = "Its first three lines are the log's origin, the number of lines, and the root in base64."


@dataclass(frozen=True)
class Checkpoint:
    """What a log says of itself. size: lines in the log; root: 32 bytes; extensions: further lines, of no meaning here.

    Raises Refused for anything that cannot be written as three lines and read back the same.
    """

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not _LINE.fullmatch(self.origin):
            raise Refused("checkpoint-origin", f"{shown(self.origin)} is not the name of a log.", _HINT)
        if not 0 <= self.size <= MAX_NUMBER:
            raise Refused("checkpoint-size", f"A log cannot have {self.size} lines.", _HINT)
        if len(self.root) != merkle.HASH_BYTES:
            raise Refused(
                "checkpoint-root-length",
                f"The root has {len(self.root)} bytes; SHA-256 has {merkle.HASH_BYTES}.",
                _HINT,
            )
        if self.size == 0 and self.root != merkle.EMPTY:
            raise Refused("checkpoint-empty", "The log is said to be empty, but the root is that of some line.", _HINT)
        if len(self.extensions) > MAX_EXTENSIONS or not all(map(_LINE.fullmatch, self.extensions)):
            raise Refused("checkpoint-extension", "After the root there is a line that is empty or not text.", _HINT)

    @property
    def text(self) -> str:
        """The lines that are signed, each with its newline."""
        lines = (self.origin, str(self.size), base64_text(self.root), *self.extensions)
        return "".join(line + "\n" for line in lines)


def read_text(text: str, origin: str | None = None) -> Checkpoint:
    """The checkpoint in a note's text. origin: the log it must be of, or None for any. Raises Refused."""
    lines = text.split("\n", MAX_EXTENSIONS + 4)
    if lines.pop() != "" or not 3 <= len(lines) <= MAX_EXTENSIONS + 3:
        raise Refused(
            "checkpoint-malformed", "This is not a checkpoint: it is not three whole lines and few more.", _HINT
        )
    size, root = whole_number(lines[1]), exact_base64(lines[2])
    if size is None:
        raise Refused(
            "checkpoint-size", f"{shown(lines[1])} is not a number of lines: plain digits, no leading zero.", _HINT
        )
    if root is None:
        raise Refused("checkpoint-root", f"{shown(lines[2])} is not a root in base64.", _HINT)
    checkpoint = Checkpoint(lines[0], size, root, tuple(lines[3:]))
    if origin is not None and checkpoint.origin != origin:
        raise Refused(
            "checkpoint-other-log",
            f"This checkpoint is of the log {shown(checkpoint.origin)}, not of {shown(origin)}.",
            "Give a checkpoint of this log, or name the other log's file.",
        )
    return checkpoint


def sign(checkpoint: Checkpoint, signer: Signer, existing: Sequence[notes.Signature] = ()) -> bytes:
    """The checkpoint as a signed note, below the signatures it has already.

    Whoever calls this makes sure that it continues every one signed before.
    """
    return notes.sign(checkpoint.text, [signer], existing)


def open_checkpoint(
    data: bytes, verifiers: Iterable[Verifier], origin: str | None = None
) -> tuple[Checkpoint, notes.Note]:
    """The checkpoint in a note that a known key has signed. Raises Refused when malformed, false, or another log's."""
    note = notes.open_note(data, verifiers)
    return read_text(note.text, origin), note


def open_own(data: bytes, verifiers: Iterable[Verifier], origin: str | None = None) -> tuple[Checkpoint, notes.Note]:
    """Like `open_checkpoint`, of a log whose own key, which bears the log's name, is among those known and has signed.

    For who holds the keys of several logs and witnesses: none of them speaks for another log. Raises Refused.
    """
    checkpoint, note = open_checkpoint(data, verifiers, origin)
    if not any(signature.name == checkpoint.origin and signature.time is None for signature in note.verified):
        raise Refused(
            "checkpoint-signer",
            f"No key we know of the log {shown(checkpoint.origin)} has signed its checkpoint, only "
            f"{notes.named(note.verified)}.",
            "Give the verifier key of that log, as its office published it.",
        )
    return checkpoint, note


def read_unverified(data: bytes, origin: str | None = None) -> Checkpoint:
    """The checkpoint in a note whoever signed it: good for naming it, not for trusting it."""
    return read_text(notes.split(data)[0], origin)
