"""The only door to the stores: whatever is recorded comes in here, in one order, and is never changed again."""

from __future__ import annotations

import os
import re
from types import ModuleType

from ..errors import Usage, install
from .shapes import Draft, Event, Head, Stored
from .store import Batch, Log, Progress

__all__ = [
    "Batch",
    "Draft",
    "Event",
    "Head",
    "Log",
    "Progress",
    "Stored",
    "create",
    "not_misspelt",
    "on_server",
    "open_log",
    "open_or_create",
]


_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/|.*\bpassword *=")  # `C:/` is a disk


def create(path: str | os.PathLike[str], origin: str | None = None) -> Log:
    """Make an empty log and open it. origin: the name of the register, by default `reformlog/` and 16 random digits.

    path: a file that is not there yet, or the address of a PostgreSQL database (`postgresql://…`). Usage when
    something is there already.
    """
    import secrets

    name, chosen = os.fspath(path), origin or f"reformlog/{secrets.token_hex(8)}"
    not_misspelt(name)
    if on_server(name):
        _postgres().create(name, chosen)
    else:
        from . import files

        files.make(name, chosen)
    return open_log(name)


def open_or_create(path: str | os.PathLike[str], origin: str | None = None) -> Log:
    """Open a log, or make it when there is none; when another makes it at the same moment, it is theirs."""
    name = os.fspath(path)
    if not on_server(name):
        return open_log(name) if os.path.lexists(name) else create(name, origin)
    try:
        return open_log(name)
    except Usage as missing:
        if missing.code != "no-log":
            raise
    try:
        return create(name, origin)
    except Usage as taken:
        if taken.code != "exists":
            raise
        return open_log(name)


def open_log(path_or_url: str | os.PathLike[str], *, readonly: bool = False) -> Log:
    """Open a log. Usage when there is none, Damaged when it is something else, Refused when it is newer.

    readonly: never writes and leaves no file behind; a file this user may not write is opened so by itself.
    """
    name = os.fspath(path_or_url)
    not_misspelt(name)
    if on_server(name):
        log: Log = _postgres().PostgresLog(name, readonly=readonly)
        return log
    from .sqlite import SQLiteLog

    return SQLiteLog(name, readonly=readonly)


def on_server(where: str) -> bool:
    """Whether this is the address of a PostgreSQL database and not the name of a file."""
    return where.startswith(("postgresql://", "postgres://"))


def not_misspelt(where: str) -> None:
    """Refuse an address with a wrong beginning: taken for a file, it would be shown with its password. Usage."""
    if not on_server(where) and _ADDRESS.match(where):
        message = "That is not the address of a PostgreSQL database, nor the name of a file."
        raise Usage("address", message, "postgresql://USER@HOST/DATABASE, the password in ~/.pgpass")


def _postgres() -> ModuleType:
    try:
        from . import postgres
    except ModuleNotFoundError:
        message = "A log on PostgreSQL needs a part of reformlog that is not installed."
        raise Usage("not-installed", message, install("postgres")) from None
    return postgres
