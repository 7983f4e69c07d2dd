"""The log handed out: its lines, which are the leaves of the tree, and the folder of static tiles."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from ..errors import Refused, Usage
from ..log import Log, files
from ..log.workplace import workplace
from ..proof import notes, tiles
from . import keeping

_LINKS = 40  # that lead from one to the next, as Linux follows them


def events(log: Log) -> Iterator[bytes]:
    """The stored lines in order, each with a newline that is not part of it."""
    for event in log.events():
        yield event.line + b"\n"


def event_file(log: Log, target: Path | str) -> None:
    """Writes the stored lines, each with a newline, into a file: all of them or none. Raises Usage when it cannot."""
    spare(target)
    try:
        put(target, events(log))
    except OSError as error:
        raise _unwritable(Path(target), error) from None


def put(target: Path | str, parts: Iterable[bytes]) -> None:
    """Write a file whole or not at all: what was there before stays until all is written. Raises OSError.

    Behind a link the file itself is written. What is no file (a pipe, a terminal), what somebody has open
    (`/dev/stdout`, to which it is added), and what lies in a folder that may not be written is written as it comes.
    """
    named, path = Path(target), Path(os.path.realpath(target))
    stream = (named.exists() and not named.is_file()) or _is_open(named)
    if stream or not os.access(path.parent, os.W_OK):
        with named.open("ab" if stream else "wb") as file:
            file.writelines(parts)
        return
    with workplace(path.parent) as work:
        whole = work / "whole"
        with whole.open("wb") as file:
            file.writelines(parts)
        if path.exists():
            shutil.copymode(path, whole)
        whole.replace(path)


def _is_open(named: Path) -> bool:
    """Whether a name leads through what a program has open, as `/dev/stdout` does, also where that is a file."""
    with suppress(OSError):  # a system without such names, or a name that leads nowhere: opening it will tell
        held = Path("/dev/fd").stat().st_dev  # of the file system that lists what is open
        for _ in range(_LINKS):
            if named.parent.stat().st_dev == held:
                return True
            if not named.is_symlink():
                break
            named = named.parent / named.readlink()
    return False


def tile_folder(log: Log, note: bytes, target: Path | str) -> int:
    """Write the tiles of a signed checkpoint into a new folder, whole or not at all. Returns how many files it has.

    Usage when something is there already: a folder half of one checkpoint and half of another would verify under none.
    """
    target = Path(target)
    size = keeping.size_of(log, note)
    if target.exists():
        raise Usage("exists", f"{target} is there already; it was left as it is.", "Name a new folder: -o DIR")
    lines = (event.line for event in log.events(1, size))  # asked for in order, so one pass over the log is enough
    count = 0
    try:
        with workplace(target.absolute().parent) as work:
            whole = work / "tiles"
            for name, data in tiles.files(note, log.node, lambda _: next(lines)):
                path = whole / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
                count += 1
            whole.rename(target)
    except OSError as error:
        raise _unwritable(target, error) from None
    return count


def spare(target: Path | str, data: bytes = b"") -> None:
    """Raises Usage when writing `data` to a file would take away what cannot be made again: a database or what SQLite
    keeps beside it, a private key, or a signed note, which only another note may follow."""
    what = _precious(Path(target), data)
    if what is not None:
        raise Usage("would-overwrite", f"{target} is {what}; it was left as it is.", "Name another file: -o FILE")


def _precious(target: Path, data: bytes) -> str | None:
    database, dash, end = os.path.realpath(target).rpartition("-")
    if dash and end in ("wal", "shm", "journal") and files.marks(database) is not None:
        return "a part of a database, or would be taken for one"  # a -wal holds what was recorded last
    try:
        if not target.is_file() or not target.stat().st_size:
            return None
        if files.marks(str(target)) is not None:  # asked of SQLite: to open a log here would drop our own locks on it
            return "a database"
        with target.open("rb") as file:
            begin = file.read(notes.MAX_BYTES + 1)
    except OSError:  # writing will tell
        return None
    if begin.startswith(b"PRIVATE+KEY+"):
        return "a private key"
    return "a signed checkpoint" if _is_note(begin) and not _is_note(data) else None


def _is_note(data: bytes) -> bool:
    try:
        return bool(notes.split(data)[1])
    except Refused:
        return False


def _unwritable(target: Path, error: OSError) -> Usage:
    """As for every file or folder that is named to be written: the place is wrong, whatever is the matter with it."""
    message = f"{target} cannot be written: {error.strerror}."
    return Usage("cannot-write", message, "Choose another place: -o PATH")
