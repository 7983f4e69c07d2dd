"""The file of a log: is it one, may it be written, and how it is opened without leaving a trace."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from pathlib import Path

from reformlog.errors import Damaged, Error, Refused, Usage
from reformlog.log import schema

LOCK_SECONDS = 60.0
"""How long a writer waits for others before it gives up; twenty at once need a second or two."""


def identify(path: str) -> None:
    """Refuse what is not a log of ours, by its first bytes only: nothing is opened, made or changed.

    Usage when there is no file, Damaged when it is something else (also an empty file), Refused when it is newer.
    """
    hint = f"reformlog init {path}"
    try:
        with open(path, "rb") as file:
            header = file.read(100)
    except FileNotFoundError:
        raise Usage("no-log", f"There is no log at {path}.", hint) from None
    except IsADirectoryError:
        raise Usage("no-log", f"{path} is a folder, not a log.", f"reformlog init {path}/reformlog.db") from None
    except OSError as error:
        raise Usage("unreadable", f"{path} cannot be read: {error.strerror}.", "Ask for the right to read it.") from None
    if not header:
        raise Damaged("not-a-log", f"{path} is empty: not a log, or no longer one.", "Bring back a backup of the log.")
    if header[:16] != b"SQLite format 3\x00" or int.from_bytes(header[68:72], "big") != schema.APPLICATION_ID:
        raise Damaged("not-a-log", f"{path} is not a reformlog log; it was left as it is.", "Name the log with --db FILE.")
    _not_newer(path, int.from_bytes(header[60:64], "big"))


def _not_newer(path: str, version: int) -> None:
    if version > schema.VERSION:
        message = f"{path} is of layout {version}, made by a newer reformlog; this one knows up to {schema.VERSION}."
        raise Refused("newer-log", message, "Install a newer reformlog. The file was left as it is.")


def make(path: str, origin: str) -> None:
    """Write an empty log at `path`, whole or not at all: never over a file that is there, even when two try at once."""
    folder = Path(path).absolute().parent
    if os.path.lexists(path):
        raise Usage("exists", f"{path} is there already; it was left as it is.", "Choose another name for the log.")
    try:
        with tempfile.TemporaryDirectory(prefix=".reformlog-", dir=folder) as work:
            fresh = os.path.join(work, "log")
            connection = sqlite3.connect(fresh, isolation_level=None)
            try:
                connection.execute("PRAGMA synchronous = FULL")
                schema.make(connection, origin)
                connection.execute("PRAGMA journal_mode = WAL")
            finally:
                connection.close()
            _place(fresh, path)
    except FileExistsError:
        raise Usage("exists", f"{path} is there already; it was left as it is.", "Choose another name.") from None
    except FileNotFoundError:
        raise Usage("no-folder", f"There is no folder {folder} for the log.", f"mkdir -p {folder}") from None
    except OSError as error:
        raise Refused("cannot-make", f"{path} cannot be made: {error.strerror}.", "Look at the folder's rights.") from None
    _sync_folder(folder)


def _place(fresh: str, path: str) -> None:
    """Give the finished file its name; a link never replaces what is there. Not every disk knows links."""
    try:
        os.link(fresh, path)
    except FileExistsError:
        raise
    except OSError:
        with open(path, "xb"):
            os.replace(fresh, path)


def _sync_folder(folder: Path) -> None:
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


def connect(path: str, *, readonly: bool) -> sqlite3.Connection:
    """A connection to a log that `identify` has let pass.

    Reading through SQLite's `mode=ro` would leave a -wal and a -shm file behind; where no -wal is there the file alone
    holds everything, and it is opened as immutable. Then the caller must watch whether it stays so (`trace`).
    """
    mode = "mode=rw" if not readonly else "mode=ro" if os.path.exists(path + "-wal") else "mode=ro&immutable=1"
    uri = f"{Path(path).absolute().as_uri()}?{mode}"
    connection = sqlite3.connect(
        uri, uri=True, isolation_level=None, timeout=LOCK_SECONDS, check_same_thread=False, cached_statements=64
    )
    try:
        _not_newer(path, connection.execute("PRAGMA user_version").fetchone()[0])
        if not readonly:
            connection.execute("PRAGMA synchronous = FULL")
    except (sqlite3.Error, Error):
        connection.close()
        raise
    return connection


def trace(path: str) -> tuple[int, int, int, int]:
    """What changes when someone writes to the log: of the file and of its -wal, the size and the time of change."""
    file = os.stat(path)
    try:
        beside = os.stat(path + "-wal")
    except FileNotFoundError:
        return file.st_size, file.st_mtime_ns, -1, -1
    return file.st_size, file.st_mtime_ns, beside.st_size, beside.st_mtime_ns
