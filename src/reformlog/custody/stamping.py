"""Time stamps over checkpoints (RFC 3161): asked for, kept beside the checkpoint, and checked again.

A stamp is over the bytes of a file. A checkpoint gains cosignatures later, so the bytes that were stamped are kept with
the stamp: `57.stamped` and `57.tsr`, which `openssl ts -verify -data 57.stamped -in 57.tsr` checks as well. A further
stamp over the same events, of another authority or over more cosignatures, is kept as `57.2.stamped` and `57.2.tsr`.
"""

from __future__ import annotations

from pathlib import Path

from ..errors import Error, Refused
from ..log import Log
from ..proof import checkpoints, timestamps
from ..proof.timestamps import Stamp
from . import keeping, proving

STAMPED = ".stamped"


def request(log: Log, folder: Path) -> bytes:
    """The request for the newest checkpoint. Refused when there is none."""
    return timestamps.request(proving.covering(log, folder, 0))


def add(log: Log, folder: Path, token: bytes, roots: bytes, intermediates: bytes) -> tuple[int, Stamp]:
    """Keep an authority's answer with the checkpoint it stamps: (its size, the stamp). Refused when it stamps none."""
    failed: Error | None = None
    for kept in reversed(keeping.all_kept(log, folder)):
        try:
            stamp = timestamps.check(token, kept.note, roots, intermediates)
        except Refused as error:
            if error.code != "timestamp-other-file":
                raise
            failed = failed or error
            continue
        size = checkpoints.read_unverified(kept.note).size
        _keep(folder, size, kept.note, token)
        return size, stamp
    raise failed or Refused("no-checkpoint", "No checkpoint was signed yet.", "reformlog checkpoint --key FILE")


def _keep(folder: Path, size: int, note: bytes, token: bytes) -> None:
    """Keep a stamp with what it is over, beside those that are there; not once more when it is one of them."""
    there = (keeping.read(folder, size, middle + keeping.STAMP) for at, middle in keeping.stamps(folder) if at == size)
    if token in there:
        return
    middle, number = "", 1
    while not keeping.keep(folder, size, note, middle + STAMPED, beside=True):
        number += 1
        middle = f".{number}"
    keeping.keep(folder, size, token, middle + keeping.STAMP)


def check(log: Log, folder: Path, roots: bytes, intermediates: bytes) -> list[tuple[int, Stamp]]:
    """Every stamp that is kept, checked: (size, stamp). Refused or Damaged when one fails or is not of this history."""
    found = []
    for size, middle in keeping.stamps(folder):
        note = keeping.read(folder, size, middle + STAMPED)
        keeping.hold(log, keeping.Kept(str(keeping.path_of(folder, size, middle + STAMPED)), note, outside=True))
        token = keeping.read(folder, size, middle + keeping.STAMP)
        found.append((size, timestamps.check(token, note, roots, intermediates)))
    return found
