"""What a witness has seen: for each log the last checkpoint it cosigned, in a small file that is replaced in one step.

The witness is only as good as this folder: restoring an older copy of it lets a log roll back, so it is never restored.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from ..errors import Damaged, Error, Refused
from ..log.files import sync_folder, write_down
from . import checkpoints
from .checkpoints import Checkpoint

LOCK_SECONDS = 30.0


@contextlib.contextmanager
def locked(folder: Path | str, seconds: float = LOCK_SECONDS) -> Iterator[None]:
    """Hold the folder alone, making it when it is not there. Raises Refused when another holds it for `seconds`."""
    folder = Path(folder)
    with _in_words(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    # SQLite's own file lock: it works on every system and goes with its process, so a kill leaves nothing to repair.
    lock = sqlite3.connect(folder / "lock", timeout=seconds, isolation_level=None)
    try:
        try:
            lock.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            raise Refused(
                "witness-busy",
                f"The folder {folder} is in use by another witness, or cannot be written ({error}).",
                "Try again.",
            ) from None
        yield
    finally:
        lock.close()


def last_seen(folder: Path | str, origin: str) -> Checkpoint | None:
    """The last checkpoint of a log this witness cosigned, or None. Raises Damaged when the memory cannot be trusted."""
    path = _path(folder, origin)
    try:
        kept = json.loads(path.read_bytes())
        checkpoint = checkpoints.read_unverified(kept["checkpoint"].encode(), origin)
        if (kept["origin"], kept["size"], kept["root"]) != _summary(checkpoint):
            raise ValueError
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _unwritable(path, error) from None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, Error):
        raise Damaged(
            "witness-memory",
            f"{path} is not what this witness wrote, so it cannot say what it saw.",
            "Do not delete the file: a witness that forgot must stop. Keep it, and make a new witness key.",
        ) from None
    return checkpoint


def remember(folder: Path | str, origin: str, note: bytes) -> None:
    """Keep a signed checkpoint as the last one seen; on disk when this returns. Call it inside `locked`."""
    path = _path(folder, origin)
    seen_origin, size, root = _summary(checkpoints.read_unverified(note, origin))
    kept = {"origin": seen_origin, "size": size, "root": root, "checkpoint": note.decode()}
    beside = path.with_suffix(".new")
    with _in_words(path):
        write_down(beside, json.dumps(kept, ensure_ascii=False, indent=1).encode() + b"\n")
        beside.replace(path)
        sync_folder(path.parent)  # the new name itself must survive a power cut


def _path(folder: Path | str, origin: str) -> Path:
    return Path(folder) / (hashlib.sha256(origin.encode()).hexdigest()[:32] + ".json")


def _summary(checkpoint: Checkpoint) -> tuple[str, int, str]:
    return checkpoint.origin, checkpoint.size, checkpoint.root.hex()


@contextlib.contextmanager
def _in_words(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _unwritable(path, error) from None


def _unwritable(path: Path, error: OSError) -> Refused:
    return Refused(
        "witness-memory-unwritable",
        f"{path} cannot be used: {error.strerror}. Nothing was signed.",
        "Give the witness a folder of its own on a disk with room.",
    )
