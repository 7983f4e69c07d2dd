"""Rows added to a table of the projection file, many with one statement."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from itertools import chain
from typing import Any

TOGETHER = 50  # rows in one statement: a third less work than one by one; more of them save nothing more


def add(connection: sqlite3.Connection, into: str, values: str, rows: Sequence[Sequence[Any]]) -> None:
    """Adds rows in their order: `add(connection, "INTO entity", "(?)", [("zone:za",), …])`.

    into: what follows INSERT. values: one row as SQL, with a mark for each of its values; no row has more than 15, for
    some builds of SQLite take no more than 999 in a statement.
    """
    whole = len(rows) - len(rows) % TOGETHER
    if whole:
        statement = f"INSERT {into} VALUES {', '.join([values] * TOGETHER)}"
        for at in range(0, whole, TOGETHER):
            connection.execute(statement, tuple(chain.from_iterable(rows[at : at + TOGETHER])))
    connection.executemany(f"INSERT {into} VALUES {values}", rows[whole:])
