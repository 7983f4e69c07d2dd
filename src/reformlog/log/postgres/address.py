"""Reaching a PostgreSQL server by its address, which no message ever shows with its password."""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.rows import DictRow, dict_row

from ...errors import Usage
from .. import failures


def connect(url: str) -> psycopg.Connection[DictRow]:
    """A connection that commits each statement by itself. The message of a failure never holds the address as given."""
    parts = _parts(url)
    if parts is None:
        message = "That is not the address of a PostgreSQL database."
        hint = "postgresql://USER@HOST/DATABASE, the password in ~/.pgpass; in an address / is %2F and @ is %40"
        raise Usage("address", message, hint)
    patience = parts.get("connect_timeout") or 10
    try:
        conninfo = make_conninfo(url, connect_timeout=patience)
        connection = psycopg.connect(conninfo, autocommit=True, row_factory=dict_row)
    except psycopg.Error as error:
        raise failures.of_postgres(error, plain_address(url)) from None
    connection.prepare_threshold = 2  # the questions are few and always the same
    return connection


def _parts(url: str) -> dict[str, Any] | None:
    """The parts of an address under libpq's names (`host`, `dbname` …); None when it is no address.

    None too when a sign in the password (`/`, `@`) has split the address in the wrong place: host or database then hold
    a piece of the password, which a message would show. And when there is a null character in it, behind which libpq
    would not read on: another database would be opened.
    """
    try:
        parts = conninfo_to_dict(url)
    except (psycopg.ProgrammingError, UnicodeError):
        return None
    ports, database = str(parts.get("port") or ""), str(parts.get("dbname") or "")
    odd = "@" in database or "@" in str(parts.get("host") or "") or not (ports.replace(",", "") or "0").isdecimal()
    return None if odd or "\0" in url else parts


def plain_address(url: str) -> str:
    """The address without its password and options, fit for any message."""
    parts = _parts(url)
    if parts is None:
        return "the PostgreSQL address"
    user, host, port = parts.get("user"), str(parts.get("host") or ""), parts.get("port")
    who = f"{user}@" if user else ""
    where = "" if host.startswith("/") else host
    return f"postgresql://{who}{where}{f':{port}' if port and where else ''}/{parts.get('dbname') or ''}"
