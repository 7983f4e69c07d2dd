"""The checkpoints a log is known by: files in a folder beside it, which an older copy of the log cannot take back.

`reformlog.db` has `reformlog.checkpoints/`, and in it `57.checkpoint` over the first 57 events, with every cosignature
it has been given, and `57.tsr` with its time stamp, `57.2.tsr` with a second. The same notes lie in the log itself
(`Log.notes`), where signing is ordered; but who brings back an old file brings back old notes, and only what lies
outside the file can tell.
"""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import NamedTuple

from ..errors import Damaged, Error, Refused
from ..log import Log
from ..log.files import place, sync_folder, write_down
from ..proof import checkpoints, notes
from ..proof.checkpoints import Checkpoint
from ..proof.fields import whole_number

SUFFIX = ".checkpoint"
STAMP = ".tsr"


class Kept(NamedTuple):
    """A checkpoint that is kept somewhere.

    where: as messages name it. outside: whether it lies apart from the log. size: what it is kept under, or None.
    """

    where: str
    note: bytes
    outside: bool
    size: int | None = None


def sizes(folder: Path | None) -> list[int]:
    """The sizes of the checkpoints in a folder, the least first; none when there is no folder."""
    names = [] if folder is None else _names(folder)
    found = (whole_number(name.removesuffix(SUFFIX)) for name in names if name.endswith(SUFFIX))
    return sorted(size for size in found if size is not None)


def _names(folder: Path) -> list[str]:
    try:
        return [path.name for path in folder.iterdir()]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise _unusable(folder, error) from None


def stamps(folder: Path) -> list[tuple[int, str]]:
    """The time stamps in a folder, the first of each size first: (size, what its files' names have behind the size)."""
    found = []
    for name in _names(folder):
        size, dot, number = name.removesuffix(STAMP).partition(".")
        which = whole_number(number) if dot else 1
        if name.endswith(STAMP) and (at := whole_number(size)) is not None and which:
            found.append((at, which, dot + number))
    return [(at, middle) for at, _, middle in sorted(found)]


def path_of(folder: Path, size: int, suffix: str = SUFFIX) -> Path:
    """Where the checkpoint over so many events lies, or its time stamp (`STAMP`)."""
    return folder / f"{size}{suffix}"


def read(folder: Path, size: int, suffix: str = SUFFIX) -> bytes:
    """The bytes of a file in the folder. Raises Refused when it cannot be read."""
    path = path_of(folder, size, suffix)
    try:
        if path.exists() and not path.is_file():  # a pipe would never end
            raise OSError(None, "it is no file")
        with path.open("rb") as file:
            return file.read(notes.MAX_BYTES + 1)
    except OSError as error:
        raise _unusable(path, error) from None


def keep(folder: Path, size: int, data: bytes, suffix: str = SUFFIX, *, beside: bool = False) -> bool:
    """Write a file of the folder, whole or not at all, and on the disk when this returns.

    beside: never in the place of one that is there; then nothing is written, and False is returned.
    """
    path = path_of(folder, size, suffix)
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        folder.mkdir(exist_ok=True)
        write_down(fresh, data)
        if beside:
            place(fresh, path)
            fresh.unlink(missing_ok=True)
        else:
            fresh.replace(path)
        sync_folder(folder)
        sync_folder(folder.absolute().parent)
    except FileExistsError:
        fresh.unlink(missing_ok=True)
        return False
    except OSError as error:
        raise _unusable(path, error) from None
    return True


def all_kept(log: Log, folder: Path | None) -> list[Kept]:
    """Every checkpoint kept beside the log, then those in it in the order they were signed. Raises Damaged."""
    beside = [_kept(folder, size) for size in sizes(folder) if folder]
    inside = log.notes()
    if any((type(size), type(note)) != (int, bytes) for size, note in inside):
        message = f"A checkpoint kept in {log.name} is not what it was."
        raise Damaged("checkpoint-unreadable", message, "Keep the file and bring back a backup.")
    return beside + [
        Kept(f"{log.name}, checkpoint over {size}", note, outside=False, size=size) for size, note in inside
    ]


def _kept(folder: Path, size: int) -> Kept:
    """The checkpoint over so many events that is kept in a folder beside the log. Raises Refused, as `read` does."""
    return Kept(str(path_of(folder, size)), read(folder, size), outside=True, size=size)


def hold(log: Log, kept: Kept) -> Checkpoint:
    """Hold a checkpoint against the log: its first lines must still be those it was signed over.

    Returns what it says; whether its signature is right is not looked at. Raises Damaged naming both sizes.
    """
    try:
        checkpoint = checkpoints.read_unverified(kept.note)
    except Error as error:
        hint = error.hint if kept.size is None else "Bring back the file."
        raise Damaged("checkpoint-unreadable", f"{kept.where}: {error.message}", hint) from None
    if kept.size not in (None, checkpoint.size):
        message = f"{kept.where} is kept as one over {kept.size} events, but it covers {checkpoint.size}."
        raise Damaged("checkpoint-unreadable", message, "Bring back the file.")
    if checkpoint.origin != log.origin:
        message = f"{kept.where} is of the log {checkpoint.origin}; {log.name} is {log.origin}."
        raise Damaged("checkpoint-other-log", message, "Name the log that belongs to the checkpoint: --db FILE")
    position = log.position()
    if checkpoint.size > position:
        message = f"{log.name} ends at {position}, but {kept.where} covers {checkpoint.size}: events were taken away."
        raise Damaged("rolled-back", message, "Keep the file, and bring back a later copy: reformlog restore FILE")
    if log.root(checkpoint.size) != checkpoint.root:
        message = (
            f"{log.name}, which ends at {position}, is not the history that {kept.where} covers: "
            f"of the first {checkpoint.size} events some were changed."
        )
        raise Damaged("other-history", message, "Keep the file, and bring back the true one: reformlog restore FILE")
    return checkpoint


def size_of(log: Log, note: bytes) -> int:
    """How many events of the log a checkpoint covers. Raises Damaged when it is not of this history, as `hold` does."""
    return hold(log, Kept("the checkpoint", note, outside=True)).size


def newest(log: Log, folder: Path | None) -> Kept | None:
    """The checkpoint over the most events, wherever it is kept; of several over as many the one kept last."""
    kept = all_kept(log, folder)
    return max(kept[::-1], key=lambda checkpoint: checkpoint.size or 0, default=None)


def watch(log: Log, folder: Path | None) -> None:
    """Notice before an append that the log was rolled back behind the newest checkpoint beside it. Raises Damaged."""
    known = sizes(folder)
    if folder is not None and known:
        hold(log, _kept(folder, known[-1]))


def _unusable(path: Path | None, error: OSError) -> Refused:
    return Refused("checkpoint-file", f"{path} cannot be used: {error.strerror}.", "Look at the rights of the folder.")
