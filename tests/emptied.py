"""An empty register in a folder of its own: made once and copied, as making one costs more than many laws do in it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import reformlog
from reformlog.register import Register

ORIGIN = "reformlog.example/played"


@contextmanager
def folder() -> Iterator[Path]:
    """A folder that is gone afterwards; in memory where there is such a place: nothing in it is about disks."""
    shared = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=shared if shared.is_dir() else None) as made:
        yield Path(made)


@cache
def _files() -> dict[str, bytes]:
    """What lies in the folder of an empty register that was closed."""
    with folder() as made:
        reformlog.open(made / "register.db", create=True, origin=ORIGIN).close()
        return {file.name: file.read_bytes() for file in made.iterdir() if file.is_file()}


@contextmanager
def register() -> Iterator[Register]:
    with folder() as own:
        for name, data in _files().items():
            (own / name).write_bytes(data)
        with reformlog.open(own / "register.db") as opened:
            yield opened
