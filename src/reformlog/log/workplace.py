"""A folder in which a file is made whole before it gets its name; what a killed program left of one is cleared away."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

PREFIX = ".reformlog-"
_LOCK = "in-use"
_PATIENCE = 10.0  # seconds in which another program finds out that a folder is in use after all


@contextmanager
def workplace(folder: Path | str) -> Iterator[Path]:
    """A new, empty folder in another, there until the block ends. Raises OSError.

    Each has a lock in it that ends with the program. So one whose lock is free was left by a program that was killed:
    the next that works in the same place clears it away. One without a lock may be anybody's, and stays.
    """
    clear(Path(folder))
    while True:
        # While it is done away with another program may look at its lock, and leave a file there: that is no failure.
        with tempfile.TemporaryDirectory(prefix=PREFIX, dir=folder, ignore_cleanup_errors=True) as work:
            lock = Path(work, _LOCK)
            with closing(sqlite3.connect(lock, timeout=_PATIENCE, isolation_level=None)) as held:
                with suppress(sqlite3.Error):  # a disk that knows no locks: then nobody else gets this one either
                    held.execute("BEGIN EXCLUSIVE")
                if lock.exists():  # else another program has cleared it away before it was locked
                    yield Path(work)
                    return


def clear(folder: Path) -> None:
    """Does away with what programs that were killed have left in a folder."""
    for left in folder.glob(f"{PREFIX}*"):
        lock = left / _LOCK
        if left.is_symlink() or not lock.is_file():
            continue
        with suppress(sqlite3.Error), closing(sqlite3.connect(lock, timeout=0, isolation_level=None)) as held:
            held.execute("BEGIN EXCLUSIVE")
            shutil.rmtree(left, ignore_errors=True)
