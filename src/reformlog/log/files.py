"""The file of a log: is it one, may it be written, and how it is opened without leaving a trace."""

from __future__ import annotations

import errno
import os
import sqlite3
import stat
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from ..errors import Damaged, Error, Refused, Usage, shell_word
from . import schema

ORIGIN = "SELECT value FROM meta WHERE key = 'origin'"
LOOKED_AT = 100
"""Files of a folder in which a log is looked for when there is none of the name given."""
_NAMING = 2.0  # seconds in which another program is done with giving a new log its name
LOCK_SECONDS = 60.0
"""How long a writer waits for others before it gives up; twenty at once need a second or two."""


def identify(path: str) -> None:
    """Refuse what is not a log of ours, by its first bytes only: nothing is locked, made or changed.

    Usage when there is no file, Damaged when it is something else (also an empty file, or of a layout that never was),
    Refused when it is newer.
    """
    unreadable = "Look at the file's rights."
    try:
        state = Path(path).stat()
    except FileNotFoundError:
        raise Usage("no-log", f"There is no log at {path}.", _elsewhere(path)) from None
    except OSError as error:
        raise Usage("unreadable", f"{path} cannot be read: {error.strerror}.", unreadable) from None
    except ValueError:
        raise no_name(path) from None
    if stat.S_ISDIR(state.st_mode):
        inside = str(Path(path) / "reformlog.db")
        hint = f"--db {shell_word(inside)}" if is_log(inside) else f"reformlog --db {shell_word(inside)} init"
        raise Usage("no-log", f"{path or '.'} is a folder, not a log.", hint)
    if not os.access(path, os.R_OK):
        raise Usage("unreadable", f"{path} cannot be read: {os.strerror(errno.EACCES)}.", unreadable)
    if not state.st_size:
        raise Damaged("not-a-log", f"{path} is empty: not a log, or no longer one.", "Bring back a backup of the log.")
    found = marks(path)
    if found is None or found[0] != schema.APPLICATION_ID:
        raise Damaged("not-a-log", f"{path} is not a log of reformlog; it was left as it is.", "Name a log: --db FILE")
    _of_our_layout(path, found[1])


def is_log(path: str) -> bool:
    """Whether a log of ours lies there, by its header."""
    return Path(path).is_file() and (marks(path) or (None,))[0] == schema.APPLICATION_ID


def _elsewhere(path: str) -> str:
    """What to type where there is no log: most often it lies in another folder, and a second one is soon made."""
    try:
        near = [os.path.relpath(log) for log in _near(Path(path).absolute()) if is_log(str(log))]
    except OSError:
        near = []
    named = " or ".join(f"--db {shell_word(log)}" for log in near[:3])
    there = f"It may be {named}" if near else "If it lies elsewhere: --db FILE"
    return f"{there}   To make one here: reformlog --db {shell_word(path)} init"


def _near(path: Path) -> Iterator[Path]:
    """The databases of the same folder, and files of the same name in the folders above."""
    if path.parent.is_dir():
        yield from sorted(path.parent.glob("*.db"))[:LOOKED_AT]
    yield from (folder / path.name for folder in path.parent.parents)


def no_name(path: str) -> Usage:
    """The refusal of what no file can be called: with a null character, or half a surrogate pair."""
    return Usage("file-name", f"{path!a} is no name of a file.", "Name another.")


def marks(path: str) -> tuple[int, int] | None:
    """Whose file it is and of what layout (application_id, user_version), from its header; None: it is no database.

    Read by SQLite, never by an `open` of Python: when a process closes any descriptor of a file, POSIX drops all locks
    it has on that file. Another process would then take an open log for one at rest and delete its -wal with what is
    appended into it (https://www.sqlite.org/howtocorrupt.html, 2.2). `immutable` takes no lock and makes no file.
    """
    try:
        with closing(_as_it_lies(path)) as connection:
            connection.execute("PRAGMA writable_schema = ON")  # fewer pages than it says: let others tell of damage
            [(application,)] = connection.execute("PRAGMA application_id")
            [(version,)] = connection.execute("PRAGMA user_version")
    except sqlite3.DatabaseError:
        return None
    return application, version


def is_bare(path: str) -> bool:
    """Whether it is a database without a table, a write-ahead log left aside; read as `marks` reads."""
    try:
        with closing(_as_it_lies(path)) as connection:
            [(tables,)] = connection.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.DatabaseError:
        return False
    return bool(tables == 0)


def _as_it_lies(path: str) -> sqlite3.Connection:
    return sqlite3.connect(address(path, "immutable"), uri=True)


def _of_our_layout(path: str, version: int) -> None:
    if version > schema.VERSION:
        message = f"{path} is of layout {version}, made by a newer reformlog; this one knows up to {schema.VERSION}."
        raise Refused("newer-log", message, "Install a newer reformlog. The file was left as it is.")
    if version != schema.VERSION:
        message = f"{path} says to be of layout {version}, which no release of reformlog has made."
        raise Damaged("layout", message, "Keep the file and bring back a backup.")


def make(path: str, origin: str) -> None:
    """Write an empty log at `path`, whole or not at all: never over what is there, even when two try at once."""
    from .workplace import workplace  # heavy

    folder = Path(path).absolute().parent
    taken = Usage("exists", f"{path} is there already; it was left as it is.", "Choose another name for the log.")
    if os.path.lexists(path):
        raise taken
    for left in (f"{path}-wal", f"{path}-shm", f"{path}-journal"):
        if os.path.lexists(left):  # SQLite would take it for the new log's own and write it into it
            raise Usage("left-over", f"{left} is there, of a log that is gone.", "Move it away.")
    try:
        with workplace(folder) as work:
            fresh = work / "log"
            _write(fresh, origin)
            place(fresh, Path(path))
        sync_folder(folder)
    except FileExistsError:
        raise taken from None
    except ValueError:
        raise no_name(path) from None
    except FileNotFoundError:
        hint = f"mkdir -p {shell_word(folder)}"
        raise Usage("no-folder", f"There is no folder {folder} for the log.", hint) from None
    except OSError as error:
        raise Refused("cannot-make", f"{path} cannot be made: {error.strerror}.", "Look at the folder.") from None
    except sqlite3.Error as error:
        raise Refused("cannot-make", f"{path} cannot be made: {error}.", "Is there room on the disk?") from None


def _write(fresh: Path, origin: str) -> None:
    connection = sqlite3.connect(fresh, isolation_level=None)
    try:
        connection.execute("PRAGMA synchronous = FULL")
        schema.make(connection, origin)
        connection.execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()


def place(fresh: Path, path: Path) -> None:
    """Give the finished file its name; a link never replaces what is there. Not every disk knows links."""
    try:
        os.link(fresh, path)
    except FileExistsError:
        raise
    except OSError:
        with path.open("xb"):
            fresh.replace(path)


def write_down(path: Path, data: bytes) -> None:
    """Write a file whose bytes are on the disk when this returns; its name is only after `sync_folder`."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make the name of a new file as durable as its bytes. Windows has no such call and needs none."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def may_write(path: str) -> bool:
    """Whether this user may write the file, and the two files SQLite keeps beside it."""
    return os.access(path, os.W_OK) and os.access(Path(path).absolute().parent, os.W_OK)


def has_wal(path: str) -> bool:
    """Whether someone has the log open for writing, or left it so: then the -wal belongs to what is recorded."""
    return Path(path + "-wal").exists()


def address(path: str, mode: str) -> str:
    """The URI that opens a file in a mode of `connect`."""
    query = "mode=ro&immutable=1" if mode == "immutable" else f"mode={mode}"
    return f"{Path(path).absolute().as_uri()}?{query}"


def quiet_mode(path: str) -> str:
    """The mode that reads a file and leaves nothing beside it: `ro` where a -wal is there already, else `immutable`."""
    return "ro" if has_wal(path) else "immutable"


def connect(path: str, mode: str) -> sqlite3.Connection:
    """A connection to a log that `identify` has let pass. mode: `rw`, `ro` or `immutable`.

    `ro` leaves a -wal and a -shm file behind where there were none. Without a -wal the file alone holds everything:
    then `immutable` reads it and leaves nothing, but takes no lock, and whoever uses it watches `trace`.
    """
    connection = sqlite3.connect(
        address(path, mode),
        uri=True,
        isolation_level=None,
        timeout=LOCK_SECONDS,
        check_same_thread=False,
    )
    try:
        _of_our_layout(path, connection.execute("PRAGMA user_version").fetchone()[0])
        if mode == "rw":
            connection.execute("PRAGMA synchronous = FULL")
    except (sqlite3.Error, Error):
        connection.close()
        raise
    return connection


def trace(path: str) -> tuple[int, int, bool]:
    """What changes when someone writes to a log that was at rest: size and time of the file, and its -wal."""
    file = Path(path).stat()
    return file.st_size, file.st_mtime_ns, has_wal(path)


def status(path: Path) -> os.stat_result | None:
    """What the system says of the file that bears the name now; None when there is none."""
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def identity(status: os.stat_result | None) -> tuple[int, int] | None:
    """Which file it is, whatever it is called tomorrow."""
    return None if status is None else (status.st_dev, status.st_ino)


def refuse_other_name(path: Path, name: str) -> None:
    """Refuse to write to a file with another name, a hard link: SQLite keeps a -wal for each, and one undoes the other.

    For a moment a new log has two, until `make` is done with it; what was killed just then is cleared away.
    """
    from .workplace import clear  # hardly ever needed

    end = time.monotonic() + _NAMING
    while path.stat().st_nlink > 1:
        if time.monotonic() > end:
            message = f"{name} has another name, a hard link: what is recorded under one is lost under the other."
            hint = f"find / -xdev -samefile {shell_word(path)}   finds it; move it away, or put a copy in its place."
            raise Refused("two-names", message, hint)
        clear(path.parent)
        time.sleep(0.01)
