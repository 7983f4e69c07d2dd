"""What a log sends to a witness, as a file a courier can carry: the size last seen, a proof, and the new checkpoint.

Source: C2SP tlog-witness, the body of add-checkpoint.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..errors import Refused
from ..log import merkle
from . import checkpoints, notes
from .checkpoints import Checkpoint
from .fields import MAX_HASHES, base64_text, hash_of_line, plain_text, shown, unmarked, whole_number
from .keys import Verifier

MAX_BYTES = notes.MAX_BYTES + 8192

_HINT = "Is this the file that `reformlog witness request` wrote, whole and unchanged?"


@dataclass(frozen=True)
class Request:
    """A request to witness a checkpoint, nothing of it verified yet.

    old: the size the witness is believed to have seen last, 0 for none; hashes: the RFC 6962 §2.1.2 consistency proof
    from there; note: the signed checkpoint's bytes.
    """

    old: int
    hashes: tuple[bytes, ...]
    note: bytes

    def __post_init__(self) -> None:
        size = self.checkpoint.size
        if not 0 <= self.old <= size:
            raise Refused(
                "witness-old-size",
                f"The request starts from {self.old} lines, but its checkpoint has only {size}.",
                _HINT,
            )
        if len(self.hashes) > MAX_HASHES or any(len(digest) != merkle.HASH_BYTES for digest in self.hashes):
            raise Refused(
                "witness-request", f"The proof in the request is no list of at most {MAX_HASHES} SHA-256 hashes.", _HINT
            )

    @property
    def checkpoint(self) -> Checkpoint:
        """The checkpoint, not yet verified."""
        return checkpoints.read_unverified(self.note)


def write(request: Request) -> bytes:
    """The request as a file."""
    lines = [f"old {request.old}", *map(base64_text, request.hashes)]
    return "".join(line + "\n" for line in lines).encode() + b"\n" + request.note


def read(data: bytes) -> Request:
    """The request in a file's bytes. Raises Refused when it could be written in any other way."""
    text = plain_text(data, MAX_BYTES, "witness-request", "The request")
    head, _, note = text.partition("\n\n")
    first, *rest = head.split("\n", MAX_HASHES + 1)
    old = whole_number(first.removeprefix("old ")) if first.startswith("old ") else None
    if old is None:
        raise Refused(
            "witness-request",
            f"The first line {shown(first)} is not «old» and a size in plain digits.",
            unmarked(text, _HINT),
        )
    hashes = []
    for line in rest:
        raw = hash_of_line(line)
        if raw is None:
            raise Refused("witness-request", f"{shown(line)} is not a SHA-256 hash in base64.", _HINT)
        hashes.append(raw)
    return Request(old, tuple(hashes), note.encode())


def add_cosignatures(note: bytes, answer: bytes, witnesses: Sequence[Verifier]) -> bytes:
    """The checkpoint with the cosignatures of known witnesses from an answer added; those of unknown ones are left out.

    Every signature the checkpoint had is kept, but a witness that signs again replaces its own. Raises Refused when
    the answer holds no cosignature of a known witness over this checkpoint, or a false one.
    """
    text, existing = notes.split(note)
    checkpoints.read_text(text)
    block = plain_text(answer, notes.MAX_BYTES, "witness-answer", "The witness's answer")
    verified, _ = notes.sort_signatures(text, notes.signature_lines(block), witnesses)
    if not verified:
        raise Refused(
            "witness-answer",
            "The answer holds no cosignature of a witness we know.",
            "Give the witness's verifier key, obtained from the witness itself.",
        )
    return notes.join(text, existing, verified)
