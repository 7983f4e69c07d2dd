"""Time stamps over checkpoints (RFC 3161): asked for, kept beside the checkpoint, and checked again.

A stamp is over the bytes of a file. A checkpoint gains cosignatures later, so the bytes that were stamped are kept with
the stamp: `57.stamped` and `57.tsr`, which `openssl ts -verify -data 57.stamped -in 57.tsr` checks as well.
"""

from __future__ import annotations

from pathlib import Path

from reformlog.custody import known, proving
from reformlog.errors import Error, Refused
from reformlog.log import Log
from reformlog.proof import checkpoints, timestamps
from reformlog.proof.timestamps import Stamp

STAMPED = ".stamped"


def request(log: Log, folder: Path) -> bytes:
    """The request for the newest checkpoint. Refused when there is none."""
    return timestamps.request(proving.covering(log, folder, 0))


def add(log: Log, folder: Path, token: bytes, roots: bytes, intermediates: bytes) -> tuple[int, Stamp]:
    """Keep an authority's answer with the checkpoint it stamps: (its size, the stamp). Refused when it stamps none."""
    failed: Error | None = None
    for kept in reversed(known.all_kept(log, folder)):
        try:
            stamp = timestamps.check(token, kept.note, roots, intermediates)
        except Refused as error:
            if error.code != "timestamp-other-file":
                raise
            failed = failed or error
            continue
        size = checkpoints.read_unverified(kept.note).size
        known.keep(folder, size, kept.note, STAMPED)
        known.keep(folder, size, token, known.STAMP)
        return size, stamp
    raise failed or Refused("no-checkpoint", "No checkpoint was signed yet.", "reformlog checkpoint --key FILE")


def check(log: Log, folder: Path, roots: bytes, intermediates: bytes) -> list[tuple[int, Stamp]]:
    """Every stamp that is kept, checked: (size, stamp). Refused or Damaged when one fails or is not of this history."""
    found = []
    for size in known.sizes(folder, known.STAMP):
        note = known.read(folder, size, STAMPED)
        known.hold(log, known.Kept(str(known.path_of(folder, size, STAMPED)), note, True))
        found.append((size, timestamps.check(known.read(folder, size, known.STAMP), note, roots, intermediates)))
    return found
