"""The proof that one event stands in the log: its place, the hashes beside its path to the root, and the checkpoint.

Source: C2SP tlog-proof (`c2sp.org/tlog-proof@v1`); the hashes are an RFC 6962 §2.1.1 audit path. It is checked
without the log.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..errors import Refused
from ..log import merkle
from . import checkpoints, notes
from .checkpoints import Checkpoint
from .fields import MAX_HASHES, base64_text, exact_base64, hash_of_line, plain_text, shown, unmarked, whole_number
from .keys import Verifier

HEADER = "c2sp.org/tlog-proof@v1"
MAX_BYTES = 64 << 20  # of an act with hundreds of long quotations

_HINT = "Is this the file that `reformlog prove ACT -o FILE` wrote, whole and unchanged?"


@dataclass(frozen=True)
class Proof:
    """A proof for one event, nothing of it verified yet.

    index: the event's position less one; hashes: from the neighbour of the leaf up to the child of the root, 32 bytes
    each; checkpoint: the signed note; extra: further bytes or None, which count for nothing until they hash to the
    leaf.
    """

    index: int
    hashes: tuple[bytes, ...]
    checkpoint: bytes
    extra: bytes | None = None

    def __post_init__(self) -> None:
        size = checkpoints.read_unverified(self.checkpoint).size
        if not 0 <= self.index < size:
            raise Refused(
                "tlog-proof-index",
                f"The proof is for event {self.index + 1}, but its checkpoint has {size} events.",
                _HINT,
            )
        if len(self.hashes) > MAX_HASHES or any(len(digest) != merkle.HASH_BYTES for digest in self.hashes):
            raise Refused(
                "tlog-proof-hash", f"The path to the root is no list of at most {MAX_HASHES} SHA-256 hashes.", _HINT
            )


def write(proof: Proof) -> bytes:
    """The proof as the text of a `.tlog-proof` file. Refused when that would be longer than what `read` takes."""
    lines = [HEADER]
    if proof.extra is not None:
        lines.append("extra " + base64_text(proof.extra))
    lines.append(f"index {proof.index}")
    lines.extend(map(base64_text, proof.hashes))
    data = "".join(line + "\n" for line in lines).encode() + b"\n" + proof.checkpoint
    if len(data) > MAX_BYTES:
        message = f"The proof would have {len(data):,} bytes; more than {MAX_BYTES:,} nobody reads."
        raise Refused("tlog-proof-long", message, "Hand out the whole log: reformlog backup FILE")
    return data


def read(data: bytes) -> Proof:
    """The proof in a file's bytes, in the one way it can be written. Raises Refused, naming the line at fault."""
    if data.startswith(b"PK\x03\x04"):
        message = "This is a ZIP and no proof."
        raise Refused("tlog-proof-malformed", message, "An evidence package is checked by the verify.py in it.")
    text = plain_text(data, MAX_BYTES, "tlog-proof-malformed", "The proof")
    head, blank, checkpoint = text.partition("\n\n")
    lines = head.split("\n", MAX_HASHES + 4)
    if lines.pop(0) != HEADER:
        raise Refused(
            "tlog-proof-header", f"The file does not begin with «{HEADER}»: it is no proof.", unmarked(text, _HINT)
        )
    extra = None
    if lines and lines[0].startswith("extra "):
        extra = exact_base64(lines.pop(0).removeprefix("extra "))
        if extra is None:
            raise Refused("tlog-proof-extra", "The line «extra» is not base64.", _HINT)
    index = whole_number(lines[0].removeprefix("index ")) if lines and lines[0].startswith("index ") else None
    if index is None:
        raise Refused("tlog-proof-index", "There is no line «index» with the event's place in plain digits.", _HINT)
    hashes = [_hash(line) for line in lines[1:]]
    if not blank:
        raise Refused("tlog-proof-malformed", "The proof is cut off: no checkpoint follows the hashes.", _HINT)
    return Proof(index, tuple(hashes), checkpoint.encode(), extra)


def verify(
    proof: Proof, verifiers: Iterable[Verifier], line: bytes | None = None, origin: str | None = None
) -> tuple[Checkpoint, notes.Note]:
    """The checkpoint that the event is proved to stand under, and its opened note.

    line: the event as exported, without its newline; None takes the proof's own `extra`. origin: the log, or None for
    any. Raises Refused when no known key of the log signed the checkpoint, when it is altered, or when the event is not
    at that place.
    """
    checkpoint, note = checkpoints.open_own(proof.checkpoint, verifiers, origin)
    check_inclusion(proof, checkpoint, line)
    return checkpoint, note


def check_inclusion(proof: Proof, checkpoint: Checkpoint, line: bytes | None = None) -> None:
    """Silent when the event leads to the root of the checkpoint, whose signature is not looked at. Raises Refused."""
    line = proof.extra if line is None else line
    if line is None:
        raise Refused(
            "tlog-proof-no-event",
            "The proof does not carry the event, so there is nothing to compare.",
            "Give the event's line: verify-proof FILE --event LINE",
        )
    leaf = merkle.leaf_hash(line)
    if not merkle.verify_inclusion(leaf, proof.index, checkpoint.size, list(proof.hashes), checkpoint.root):
        raise Refused(
            "tlog-proof-invalid",
            f"This is not event {proof.index + 1} of the {checkpoint.size} that the checkpoint of "
            f"{shown(checkpoint.origin)} covers, or the proof was altered.",
            "Take proof and event as they were sent, for every byte counts; or ask for them anew: reformlog prove ACT",
        )


def _hash(line: str) -> bytes:
    raw = hash_of_line(line)
    if raw is None:
        raise Refused("tlog-proof-hash", f"{shown(line)} is not a SHA-256 hash in base64.", _HINT)
    return raw
