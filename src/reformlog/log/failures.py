"""What the store says when it cannot, in plain words: a full disk, a lock held too long, a file only to be read."""

from __future__ import annotations

import re
import sqlite3

from ..errors import Damaged, Error, Refused, Stale, Usage

_SERVER = {
    "08": ("unreachable", "{} cannot be reached.", "Is the server running, and may this machine reach it?"),
    "57P": ("unreachable", "{} was shut down or is starting.", "Wait until it runs again and repeat the command."),
    "28": ("no-entry", "{} does not let this user in.", "Look at the user, the password and the server's rules."),
    "3D": ("no-database", "{} does not exist: the server has no such database.", "createdb {1}   as who may make one"),
    "3F": ("no-schema", "{} names no schema that is there.", "reformlog --db … init   makes the one it names"),
    "42501": ("no-right", "This user has no right to do that at {}.", "Ask for the right to read, or to append."),
    "25006": ("read-only", "{} may only be read: it is a standby or set so.", "Append at the primary server."),
    "53100": ("disk-full", "The disk of {} is full.", "Free some space on the server and repeat the command."),
    "53": ("overloaded", "{} has no room for another connection, or no memory left.", "Try again later."),
    "55P03": ("locked", "Another program has kept {} locked for a minute.", "Wait until it is done and repeat it."),
    "57014": ("timeout", "{} gave up: its time limit for a statement was reached.", "Raise statement_timeout there."),
    "25P": (
        "timeout",
        "{} ended the transaction: it waited too long for us.",
        "Fewer acts at once, or raise idle_in_transaction_session_timeout there.",
    ),
    "58": ("io", "The disk of {} failed.", "Look after the server first; then `reformlog verify` says what is there."),
}
"""The beginning of an SQLSTATE (PostgreSQL, appendix A) -> (code, message, hint); the longest that fits counts.

{} is the address, {1} in a hint the database.
"""

_AT_THE_DOOR = {
    "57P03": "system is (starting|shutting|in recovery|not )|システムは(起動|停止|シャットダウン|リカバリ|接続)",
    "53300": "too many (clients|connections)|connection slots|数が多すぎ|接続が多すぎ|残りの接続",
    "28000": 'authentication failed|pg_hba|role ".*" does not exist|log ?in|no password|認証|ロール".*"は存在|ログイン',
    "3D000": 'database ".*" does not exist|データベース".*"は存在',
    "42501": "permission denied|アクセスが拒否|権限がありません",
}
"""SQLSTATE -> what a server says then, in English or Japanese, to whom it does not let in: libpq gives only the words.

In words of another language it cannot be told from a server that is not there.
"""


def of_sqlite(error: BaseException, where: str) -> Error | None:
    """The refusal a failure of SQLite amounts to, None when it is not one. where: the file.

    The library raises its own errors and keeps the one of SQLite as their cause.
    """
    if isinstance(error, UnicodeEncodeError):  # of what was asked, not of what is kept
        return Usage("not-utf-8", f"{error.object[:80]!a} is no text that UTF-8 can hold.", "Type it again.")
    if isinstance(error, UnicodeError):
        return _damaged(where, error)
    cause = error if isinstance(error, sqlite3.Error) else error.__cause__
    if not isinstance(cause, sqlite3.Error):
        return None
    name = getattr(cause, "sqlite_errorname", "") or ""
    if isinstance(cause, sqlite3.ProgrammingError) and "closed" in str(cause):
        return Usage("closed", f"{where} was closed; nothing can be asked of it any more.", "reformlog.open(…)")
    if isinstance(cause, sqlite3.ProgrammingError) and "binding" in str(cause):  # also of what was asked
        return Usage("no-text", f"What was asked is no text: {cause}.", "Name it by a text.")
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
    if name == "SQLITE_IOERR_SHMSIZE":  # at a COMMIT the entries may be kept all the same, as with other failures
        message = (
            f"{where} needs a file beside it that cannot be made or grow: the disk is full, as far as one can tell."
        )
        return Error("io", message, "Free some space and repeat it.")
    if name.startswith("SQLITE_IOERR"):
        message = f"The disk failed while {where} was in use ({name})."
        return Error("io", message, "Look after the disk first; then `reformlog verify` says what is there.")
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")) or "no such" in str(cause) or "decode" in str(cause):
        return _damaged(where, cause)
    if name.startswith("SQLITE_CONSTRAINT"):
        message = f"{where} refuses the entry: {cause}."
        return Stale("taken", message, "Someone else may have been first: look with `reformlog log`.")
    return Error("store", f"{where} cannot be used: {str(cause).rstrip('.')}.")


def of_postgres(error: BaseException, where: str) -> Error:
    """The refusal a failure of PostgreSQL amounts to. where: the address without a password.

    The server's own words are left out: what libpq says of an address may hold all of it.
    """
    cause = error if hasattr(error, "sqlstate") else error.__cause__
    state = getattr(cause, "sqlstate", None)
    if state is None:  # libpq: no connection, or no longer one
        state = next((known for known, said in _AT_THE_DOOR.items() if re.search(said, str(cause))), "08000")
    if state in ("P0001", "23505"):
        message = f"{where} refuses the entry: its version or position is taken, or not the next."
        hint = "Someone else may have been first: look with `reformlog log`; when it is said again: `reformlog verify`."
        return Stale("taken", message, hint)
    if state[:2] in ("XX", "22") or state in ("42P01", "42703"):
        message = f"{where} is damaged, or not the log it was (SQLSTATE {state})."
        return Damaged("damaged", message, "Keep it as it is and bring back a backup.")
    for length in (5, 3, 2):
        if state[:length] in _SERVER:
            code, message, hint = _SERVER[state[:length]]
            return Refused(code, message.format(where), hint.format(where, where.rpartition("/")[2]))
    return Error("store", f"{where} cannot be used (SQLSTATE {state}).")


def _damaged(where: str, cause: Exception) -> Damaged:
    message = f"{where} is damaged: {str(cause)[:80]!a}."
    return Damaged("damaged", message, "Keep the file as it is and bring back a backup: `reformlog restore`.")


def not_kept(where: str, written: int, kept: int) -> Damaged:
    """What was written did not arrive, and the store called it no error: something in it turns rows away."""
    message = f"{where} did not keep what was written: of {written} rows {kept} arrived. Nothing was recorded."
    return Damaged("not-kept", message, "reformlog verify   says what was put into it that is not ours")


def unknown_end(error: Error) -> Error:
    """A failure that was met while committing: all of the batch is kept or none, and only reading again can tell."""
    message = f"{error.message} Whether the last entries were kept is not known; half of them never are."
    hint = "Repeat the command when the cause is gone: what was kept is not recorded twice."
    return Error(error.code, message, hint)
