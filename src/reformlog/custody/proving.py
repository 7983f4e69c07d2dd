"""The proof that one event stands in the log, in a file that anyone can check without the log."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ..errors import Refused, Usage
from ..log import Event, Log, merkle
from ..proof import checkpoints, tlog
from ..proof.checkpoints import Checkpoint
from ..proof.keys import Verifier
from ..text import position_typed
from . import keeping


class Proved(NamedTuple):
    """An event that a proof shows to stand in a log. line: as stored; signers: the known keys that signed for it."""

    position: int
    checkpoint: Checkpoint
    line: bytes
    signers: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """As `verify-proof --json` prints it."""
        unchecked = [] if self.signers else ["the signature, for no verifier key was given"]
        return {
            "verified": True,
            "position": self.position,
            "log": {"origin": self.checkpoint.origin, "size": self.checkpoint.size},
            "signed_by": list(self.signers),
            "event": self.line.decode(),
            "not_checked": unchecked,
        }


def event_of(log: Log, act: str) -> tuple[Event, int]:
    """The event `#57` or `57`, or the latest version of an act by its id; and how many versions the act has.

    Raises Usage when there is neither.
    """
    versions, position = log.versions(act), position_typed(act)
    if not versions and position is not None:
        event = log.event(position)
        return event, len(log.versions(event.act))
    if not versions:
        from ..queries.known import Acts

        asked = Acts(log, log.position()).asked(act)
        raise Usage("act-unknown", f"No act named {act} is recorded.", asked)
    return versions[-1], len(versions)


def covering(log: Log, folder: Path | None, position: int) -> bytes:
    """The newest kept checkpoint, when it covers the position. Refused when there is none that does."""
    kept = keeping.newest(log, folder)
    if kept is None or keeping.hold(log, kept).size < position:
        message = f"No signed checkpoint covers #{position} yet." if position else "No checkpoint was signed yet."
        raise Refused("no-checkpoint", message, "Sign one with the log's key: reformlog checkpoint --key FILE")
    return kept.note


def prove(log: Log, position: int, note: bytes) -> bytes:
    """The `.tlog-proof` file for an event under a checkpoint of this log. It carries the event's line with it.

    Takes O(log n) reads. Raises Damaged when the checkpoint is not of this history.
    """
    size = keeping.size_of(log, note)
    hashes = looked_up(log, lambda node: merkle.inclusion_proof(node, position - 1, size))
    return tlog.write(tlog.Proof(position - 1, tuple(hashes), note, log.event(position).line))


def looked_up(log: Log, proof: Callable[[merkle.Node], list[bytes]]) -> list[bytes]:
    """A proof, made of nodes that are asked of the store all at once: the first run only notes which are needed."""
    needed: list[tuple[int, int]] = []

    def noted(level: int, index: int) -> bytes:
        needed.append((level, index))
        return b""

    proof(noted)
    found = dict(zip(needed, log.nodes(needed), strict=True))
    return proof(lambda level, index: found[level, index])


def check(data: bytes, keys: Sequence[Verifier], line: bytes | None = None) -> Proved:
    """What a proof file shows, without the log. line: the event, when the file is not to be believed to carry it.

    Without keys the signature is not checked: then the proof only shows that event and checkpoint belong together.
    Raises Refused when it does not hold.
    """
    proof = tlog.read(data)
    event = (proof.extra if line is None else line) or b""
    if keys:
        checkpoint, note = tlog.verify(proof, keys, line)
        return Proved(proof.index + 1, checkpoint, event, tuple(signature.name for signature in note.verified))
    return Proved(proof.index + 1, _unsigned(proof, line), event, ())


def _unsigned(proof: tlog.Proof, line: bytes | None) -> Checkpoint:
    """The checkpoint when the event leads to its root, whoever signed it."""
    checkpoint = checkpoints.read_unverified(proof.checkpoint)
    tlog.check_inclusion(proof, checkpoint, line)
    return checkpoint
