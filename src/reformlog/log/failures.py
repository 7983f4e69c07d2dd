"""What the store says when it cannot, in plain words: a full disk, a lock held too long, a file only to be read."""

from __future__ import annotations

import sqlite3

from reformlog.errors import Damaged, Error, Refused, Stale


def of_sqlite(error: BaseException, where: str) -> Error | None:
    """The refusal a failure of SQLite amounts to, None when it is not one. where: the file.

    The library raises its own errors and keeps the one of SQLite as their cause.
    """
    if isinstance(error, UnicodeError):
        return _damaged(where, error)
    cause = error if isinstance(error, sqlite3.Error) else error.__cause__
    if not isinstance(cause, sqlite3.Error):
        return None
    name = getattr(cause, "sqlite_errorname", "") or ""
    if name == "SQLITE_FULL":
        return Refused("disk-full", f"The disk is full: {where} cannot grow.", "Free some space and repeat it.")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        message = f"Another program has kept {where} locked for a minute."
        return Refused("locked", message, "Wait until it is done, or end it, and repeat the command.")
    if name.startswith("SQLITE_READONLY"):
        return Refused("read-only", f"{where} may only be read here.", "Ask for the right to write it.")
    if name.startswith("SQLITE_CANTOPEN"):
        message = f"{where} cannot be opened: the file, its folder or a file beside it may not be read or written."
        return Refused("cannot-open", message, "Look at the rights of the file and of its folder.")
    if name.startswith("SQLITE_IOERR"):
        message = f"The disk failed while {where} was in use ({name})."
        return Error("io", message, "Look after the disk first; then `reformlog verify` says what is there.")
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")) or "no such" in str(cause) or "decode" in str(cause):
        return _damaged(where, cause)
    if name.startswith("SQLITE_CONSTRAINT"):
        message = f"{where} refuses the entry: {cause}."
        return Stale("taken", message, "Someone else may have been first: look with `reformlog log`.")
    return Error("store", f"{where} cannot be used: {cause}.")


def _damaged(where: str, cause: Exception) -> Damaged:
    message = f"{where} is damaged: {str(cause)[:80]!a}."
    return Damaged("damaged", message, "Keep the file as it is and bring back a backup: `reformlog restore`.")


def unknown_end(error: Error) -> Error:
    """The same failure met while committing: all of the batch is kept or none, and only reading again can tell."""
    message = f"{error.message} Whether the last entries were kept is not known; half of them never are."
    hint = "Repeat the command when the cause is gone: what was kept is not recorded twice."
    return type(error)(error.code, message, hint)
