"""Rows added to a table of the projection file, many with one statement."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

TOGETHER = 50  # rows in one statement: a third less work than one by one; more of them save nothing more


def add(connection: sqlite3.Connection, into: str, values: str, flat: Sequence[Any]) -> None:
    """Adds rows in their order: `add(connection, "INTO member", "(?,?)", ["za", "plan:za", "za", "plan:zb"])`.

    into: what follows INSERT. values: one row as SQL, with a mark for each of its values; no row has more than 15, for
    some builds of SQLite take no more than 999 in a statement. flat: the values of one row after those of another.
    """
    if not flat:
        return
    width = values.count("?")
    block = TOGETHER * width
    whole = len(flat) - len(flat) % block
    if whole:
        statement = f"INSERT {into} VALUES {', '.join([values] * TOGETHER)}"
        for at in range(0, whole, block):
            connection.execute(statement, flat[at : at + block])
    rest = iter(flat[whole:])
    connection.executemany(f"INSERT {into} VALUES {values}", zip(*[rest] * width, strict=True))
