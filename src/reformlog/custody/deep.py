"""Are the rows what the log says? They are worked out from zero in a temporary file and compared, table by table."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path

from reformlog.errors import Damaged
from reformlog.log import Log
from reformlog.projections import schema
from reformlog.projections.store import Projection

_HINT = "The log itself is not touched by this. Work the rows out again: reformlog rebuild"


def compare(log: Log, projection: Projection, progress: Callable[[int, int], object] | None = None) -> str:
    """Compare every row of a projection with a fresh one and say what was compared. Damaged names the first row."""
    head = projection.catch_up()
    with tempfile.TemporaryDirectory(prefix="reformlog-") as folder:
        path = str(Path(folder, "fresh.db"))
        fresh = Projection(log, path)
        try:
            with fresh.writing():
                fresh.bring_to(head, progress)
        finally:
            fresh.close()
        connection = projection.connection
        connection.execute("ATTACH ? AS fresh", (Path(path).absolute().as_uri() + "?mode=ro",))
        try:
            _same_structure(connection, projection.path)
            rows = sum(_same_rows(connection, table, projection.path) for table in schema.NAMES)
        finally:
            connection.execute("DETACH fresh")
    return f"{rows} rows in {len(schema.NAMES)} tables equal those worked out from zero, to position {head}"


def _same_structure(connection: sqlite3.Connection, path: str) -> None:
    query = "SELECT type, name, sql FROM {}.sqlite_master WHERE name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY name"
    mine, fresh = (set(connection.execute(query.format(name))) for name in ("main", "fresh"))
    for kind, name, _ in sorted(mine ^ fresh, key=str):
        raise Damaged("projection", f"{path}: the {kind} {name} is foreign, missing or in another wording.", _HINT)


def _same_rows(connection: sqlite3.Connection, table: str, path: str) -> int:
    """How many rows the table has, when they are the same."""
    for here, there, word in (("main", "fresh", "should not be"), ("fresh", "main", "is missing")):
        query = f"SELECT * FROM {here}.{table} EXCEPT SELECT * FROM {there}.{table} LIMIT 1"
        for row in connection.execute(query):
            shown = ", ".join(str(value)[:40] for value in row[:3])
            raise Damaged("projection", f"{path}, table {table}: a row ({shown} …) {word}.", _HINT)
    count = "SELECT (SELECT count(*) FROM main.{0}), (SELECT count(*) FROM fresh.{0})"
    [(mine, fresh)] = connection.execute(count.format(table))
    if mine != fresh:
        raise Damaged("projection", f"{path}, table {table}: {mine} rows instead of {fresh}.", _HINT)
    return int(mine)
