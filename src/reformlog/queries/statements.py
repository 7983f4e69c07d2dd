"""The statements that stand: remarks, coverage, assertions and closed periods, as the rows know them at a position."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

import orjson

from ..projections.schema import OPEN

NOW = OPEN - 1  # a position that everything recorded lies before

_STANDING = (
    "SELECT stream, known_from, body FROM statement WHERE stream > ? AND stream < ? "
    "AND known_from <= ? AND known_to > ? ORDER BY stream"
)


def standing(
    connection: sqlite3.Connection, sort: str, position: int = NOW
) -> Iterator[tuple[str, int, dict[str, Any]]]:
    """Those of one sort (`remark`, `coverage`, `assert`, `close`): stream, position of its version, body.

    Read as they are asked for: whether there is any takes one seek.
    """
    for stream, known_from, body in connection.execute(_STANDING, (f"{sort}:", f"{sort};", position, position)):
        yield stream, known_from, orjson.loads(body)
