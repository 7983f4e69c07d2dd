"""What lies beside a log and is not its own: a -wal or a rollback journal that SQLite would write into it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from ..errors import Damaged, shell_word
from .files import LOCK_SECONDS, ORIGIN, address, has_wal


def refuse_foreign(path: str) -> None:
    """Refuse a log beside which lies a -wal that is not its own, or a journal, before SQLite writes that into the log.

    A log only grows, and its name stays: with its own -wal it is the same register, and at least as long. A file that
    cannot be read as it lies, as when a machine stopped while the -wal was brought in, says nothing.
    """
    if has_hot_journal(path):
        message = f"{path}-journal is not of this log, which keeps none: opening it would write over what is recorded."
        hint = f"Nothing was changed. Keep a copy of both, move {shell_word(path)}-journal away; then: reformlog verify"
        raise Damaged("foreign-journal", message, hint)
    if not has_wal(path) or (alone := _read(path, "immutable")) is None:
        return
    together = _read(path, "ro")
    if together is None or together[:-1] != alone[:-1] or together[-1] < alone[-1]:
        message = f"{path}-wal is not of this log, or damaged: with it {path} is another, a shorter or no log."
        hint = "Nothing was changed. Keep a copy of both; without the -wal the log is as it was when that was left."
        raise Damaged("foreign-wal", message, hint)


def has_hot_journal(path: str) -> bool:
    """Whether a rollback journal lies beside a database that SQLite would write into it, as after a crash.

    What is ours is written through a -wal and has none, whatever happens to it: the journal is of another file of that
    name, or older. SQLite itself is asked, by a connection that may not do it. One that somebody is using is not hot:
    nobody is waited for.
    """
    if not Path(path + "-journal").exists():
        return False
    try:
        with closing(sqlite3.connect(address(path, "ro"), uri=True, timeout=0)) as connection:
            connection.execute("PRAGMA user_version").fetchone()
    except sqlite3.DatabaseError as error:
        return getattr(error, "sqlite_errorname", "") == "SQLITE_READONLY_ROLLBACK"
    return False


def _read(path: str, mode: str) -> tuple[int, int, str, int] | None:
    """(application_id, user_version, origin, position) of a file; None when they cannot be read."""
    try:
        with closing(sqlite3.connect(address(path, mode), uri=True, timeout=LOCK_SECONDS)) as connection:
            asked = ("PRAGMA application_id", "PRAGMA user_version", ORIGIN, "SELECT max(position) FROM ledger")
            application, version, origin, position = (connection.execute(each).fetchone()[0] for each in asked)
            return application, version, origin, position or 0
    except sqlite3.OperationalError as error:
        if "malformed" in str(error) or "no such" in str(error):
            return None
        raise
    except (sqlite3.DatabaseError, TypeError):
        return None
