"""The only door to the stores: whatever is recorded comes in here, in one order, and is never changed again."""

from __future__ import annotations

import os
import secrets
from types import ModuleType

from reformlog.errors import Usage
from reformlog.log.shapes import Appended, Draft, Event, Head, Stored
from reformlog.log.store import Batch, Log

__all__ = ["Appended", "Batch", "Draft", "Event", "Head", "Log", "Stored", "create", "on_server", "open_log"]


def create(path: str | os.PathLike[str], origin: str | None = None) -> Log:
    """Make an empty log and open it. origin: the name of the register, by default `reformlog/` and 16 random digits.

    path: a file that is not there yet, or the address of a PostgreSQL database (`postgresql://…`). Usage when
    something is there already.
    """
    name, chosen = os.fspath(path), origin or f"reformlog/{secrets.token_hex(8)}"
    if on_server(name):
        _postgres().create(name, chosen)
    else:
        from reformlog.log import files

        files.make(name, chosen)
    return open_log(name)


def open_log(path_or_url: str | os.PathLike[str], *, readonly: bool = False) -> Log:
    """Open a log. Usage when there is none, Damaged when it is something else, Refused when it is newer.

    readonly: never writes and leaves no file behind; a file this user may not write is opened so by itself.
    """
    name = os.fspath(path_or_url)
    if on_server(name):
        log: Log = _postgres().PostgresLog(name, readonly=readonly)
        return log
    from reformlog.log.sqlite import SQLiteLog

    return SQLiteLog(name, readonly=readonly)


def on_server(where: str) -> bool:
    """Whether this is the address of a PostgreSQL database and not the name of a file."""
    return where.startswith(("postgresql://", "postgres://"))


def _postgres() -> ModuleType:
    try:
        from reformlog.log import postgres
    except ModuleNotFoundError:
        message = "A log on PostgreSQL needs a part of reformlog that is not installed."
        raise Usage("not-installed", message, "pip install 'reformlog[postgres]'") from None
    return postgres
