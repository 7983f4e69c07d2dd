"""Rows added to a table of the projection file, many with one statement."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from itertools import chain
from typing import Any

AT_ONCE = 50  # rows in one statement: a third less work than one by one; more of them save nothing more


def add(connection: sqlite3.Connection, into: str, values: str, rows: Sequence[Sequence[Any]]) -> None:
    """Adds rows in their order: `add(connection, "INTO entity", "(?)", [("zone:za",), …])`.

    into: what follows INSERT. values: one row as SQL, with a mark for each of its values; no row has more than 15, for
    some builds of SQLite take no more than 999 in a statement.
    """
    whole = len(rows) - len(rows) % AT_ONCE
    if whole:
        statement = f"INSERT {into} VALUES {', '.join([values] * AT_ONCE)}"
        for at in range(0, whole, AT_ONCE):
            connection.execute(statement, tuple(chain.from_iterable(rows[at : at + AT_ONCE])))
    connection.executemany(f"INSERT {into} VALUES {values}", rows[whole:])
