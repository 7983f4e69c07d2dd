"""A witness: it signs that a log has only grown since it looked last, and refuses a log that shows two histories.

Source: C2SP tlog-witness (add-checkpoint) and tlog-cosignature. Between two offices the request and the answer are
files.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from ..errors import Refused, Stale, Usage
from ..log import merkle
from . import checkpoints, notes, requests, witness_memory
from .checkpoints import Checkpoint
from .fields import shown
from .keys import COSIGNATURE, Signer, Verifier

_KEEP = "Keep the request and the witness's folder: together they are the evidence. Then ask the log's office."


def sign_request(
    data: bytes, logs: Mapping[str, Sequence[Verifier]], signer: Signer, time: int, folder: Path | str
) -> bytes:
    """The answer to a request: the cosignature line for its checkpoint, remembered on disk before it is given out.

    logs: the keys trusted for each origin. signer: the witness's key (of kind COSIGNATURE). time: seconds since 1970.
    folder: where the witness remembers what it saw; losing it means a new witness key. Raises Refused, or Stale when
    the witness has seen a later size than the request starts from.
    """
    if signer.kind != COSIGNATURE:
        raise Usage(
            "witness-key", "This key is not a witness's: a witness signs with the time.", "reformlog key new --witness"
        )
    request = requests.read(data)
    checkpoint = request.checkpoint
    trusted = logs.get(checkpoint.origin, ())
    if not trusted:
        raise Refused(
            "witness-unknown-log",
            f"The log {shown(checkpoint.origin)} is not one this witness watches.",
            "Give the log's verifier key, obtained from its office.",
        )
    checkpoints.open_checkpoint(request.note, trusted, checkpoint.origin)
    # Looking and remembering are one step under one lock: two requests at once could otherwise roll the witness back.
    with witness_memory.locked(folder):
        judge(request, witness_memory.last_seen(folder, checkpoint.origin))
        answer = notes.split(notes.sign(checkpoint.text, [signer], time=time))[1][0].line.encode()
        witness_memory.remember(folder, checkpoint.origin, request.note)
    return answer


def judge(request: requests.Request, seen: Checkpoint | None) -> None:
    """Whether the request's checkpoint continues the one seen last (None: nothing seen yet); silent when it does.

    Raises Refused for a roll-back, a split view or a proof that fails, naming both sizes; Stale when the request
    starts from another size than the one seen.
    """
    new = request.checkpoint
    if request.old == 0 and request.hashes:
        raise Refused(
            "witness-proof", "A request that starts from nothing must not carry a proof.", "Ask for a new request."
        )
    if seen is not None:
        _refuse_other_history(new, seen)
    last = 0 if seen is None else seen.size
    if request.old != last:
        raise Stale(
            "witness-stale",
            f"The request starts from {request.old} lines, but this witness saw {last} last.",
            f"Ask the log for a request from there: witness request --from {last}",
        )
    if seen is None or seen.size == 0:
        return
    if not merkle.verify_consistency(seen.size, seen.root, new.size, new.root, list(request.hashes)):
        raise Refused(
            "witness-split-view",
            f"The log shows {new.size} lines, but not that the {seen.size} this witness saw are the first of them.",
            _KEEP,
        )


def _refuse_other_history(new: Checkpoint, seen: Checkpoint) -> None:
    if new.size < seen.size:
        raise Refused(
            "witness-roll-back",
            f"The log now shows {new.size} lines, but this witness saw {seen.size}: lines were taken away.",
            _KEEP,
        )
    if new.size == seen.size and new.root != seen.root:
        raise Refused(
            "witness-split-view",
            f"The log shows {new.size} lines and this witness saw {seen.size}, but the roots differ "
            f"({new.root.hex()[:16]}… and {seen.root.hex()[:16]}…): there are two histories.",
            _KEEP,
        )
