"""What a projection file says of its rows: whose they are, which code made them, and how far they go."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from . import schema


def read(connection: sqlite3.Connection) -> dict[str, Any]:
    """Its table of that name as a dict; nothing when there is none."""
    query = "SELECT count(*) FROM main.sqlite_master WHERE name = 'about'"
    (tables,) = connection.execute(query).fetchone()
    return dict(connection.execute("SELECT key, value FROM main.about")) if tables else {}


def made_here(told: Mapping[str, Any], origin: str) -> bool:
    """Whether this code made the rows, from the log of that origin."""
    return (told.get("fingerprint"), told.get("origin")) == (schema.fingerprint(), origin)


def position(told: Mapping[str, Any]) -> int:
    """Up to which position the rows go; -1 when that is not told in a number."""
    found = told.get("position")
    return found if type(found) is int else -1
