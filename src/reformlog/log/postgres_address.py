"""Reaching a PostgreSQL server by its address, which no message ever shows with its password."""

from __future__ import annotations

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.rows import DictRow, dict_row

from reformlog.errors import Usage
from reformlog.log import failures


def connect(url: str) -> psycopg.Connection[DictRow]:
    """A connection that commits each statement by itself. The message of a failure never holds the address as given."""
    try:
        patience = conninfo_to_dict(url).get("connect_timeout") or 10
    except psycopg.ProgrammingError:
        message = "That is not the address of a PostgreSQL database."
        raise Usage("address", message, "postgresql://USER@HOST/DATABASE, the password in ~/.pgpass") from None
    try:
        conninfo = make_conninfo(url, connect_timeout=patience)
        connection = psycopg.connect(conninfo, autocommit=True, row_factory=dict_row)
    except psycopg.Error as error:
        raise failures.of_postgres(error, plain_address(url)) from None
    connection.prepare_threshold = 2  # the questions are few and always the same
    return connection


def plain_address(url: str) -> str:
    """The address without its password and options, fit for any message."""
    try:
        parts = conninfo_to_dict(url)
    except psycopg.ProgrammingError:
        return "the PostgreSQL address"
    user, host, port = parts.get("user"), str(parts.get("host") or ""), parts.get("port")
    who = f"{user}@" if user else ""
    where = "" if host.startswith("/") else host
    return f"postgresql://{who}{where}{f':{port}' if port and where else ''}/{parts.get('dbname') or ''}"
