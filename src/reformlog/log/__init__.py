"""The only door to the stores: whatever is recorded comes in here, in one order, and is never changed again."""

from __future__ import annotations

import os
import secrets

from reformlog.log.shapes import Appended, Draft, Event, Head, Stored
from reformlog.log.store import Batch, Log

__all__ = ["Appended", "Batch", "Draft", "Event", "Head", "Log", "Stored", "create", "open_log"]


def create(path: str | os.PathLike[str], origin: str | None = None) -> Log:
    """Make an empty log and open it. origin: the name of the register, by default `reformlog/` and 16 random digits.

    Usage when something is at `path` already.
    """
    from reformlog.log import files

    name = os.fspath(path)
    files.make(name, origin or f"reformlog/{secrets.token_hex(8)}")
    return open_log(name)


def open_log(path: str | os.PathLike[str], *, readonly: bool = False) -> Log:
    """Open a log. Usage when there is none, Damaged when the file is something else, Refused when it is newer.

    readonly: never writes and leaves no file behind; a file this user may not write is opened so by itself.
    """
    from reformlog.log.sqlite import SQLiteLog

    return SQLiteLog(os.fspath(path), readonly=readonly)
