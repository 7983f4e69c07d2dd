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
    "on_server",
    "open_log",
    "open_or_create",
    "refuse_misspelt",
]


# What is meant for an address, also half of one (`clerk:secret@db.example/reform`); `C:/` is a disk.
_ADDRESS = re.compile(
    r"\s*(postgres(ql)?([:：]|//)|[A-Z][A-Z0-9+.-]+:/|([^/\\]*//)?[^/\\@:：]*[:：](?!/)[^\\@]*@)|.*\bpassword *=",
    re.IGNORECASE,
)


def create(path: str | os.PathLike[str], origin: str | None = None) -> Log:
    """Make an empty log and open it. origin: the name of the register, by default `reformlog/` and 16 random digits.

    path: a file that is not there yet, or the address of a PostgreSQL database (`postgresql://…`). Usage when
    something is there already.
    """
    import secrets

    name, chosen = os.fspath(path), origin or f"reformlog/{secrets.token_hex(8)}"
    refuse_misspelt(name)
    if on_server(name):
        _postgres().create(name, chosen)
    else:
        from . import files

        files.make(name, chosen)
    return open_log(name)


def open_or_create(path: str | os.PathLike[str], origin: str | None = None) -> Log:
    """Open a log, or make it when there is none. When another program makes it at the same moment, theirs is opened.

    path, origin: as for `create`. Raises what `open_log` raises for what is there and is no log.
    """
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
    """Open the log at a path or at the address of a PostgreSQL database.

    readonly: never writes, and leaves no file behind. A file that this user may not write is opened so in any case.
    Raises Usage when there is no log, Damaged when something else is there, Refused when a newer program made it.
    """
    name = os.fspath(path_or_url)
    refuse_misspelt(name)
    if on_server(name):
        log: Log = _postgres().PostgresLog(name, readonly=readonly)
        return log
    from .sqlite import SQLiteLog

    return SQLiteLog(name, readonly=readonly)


def on_server(where: str) -> bool:
    """Whether this is the address of a PostgreSQL database and not the name of a file."""
    return where.startswith(("postgresql://", "postgres://"))


def refuse_misspelt(where: str) -> None:
    """Raise Usage for an address with a wrong beginning: taken for a file, it would be shown with its password."""
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
