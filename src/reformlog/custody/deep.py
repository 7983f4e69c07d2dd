"""Are the rows what the log says? They are worked out from zero in a temporary file and compared, table by table."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from ..errors import Damaged, Refused, Stale
from ..log import Log, files
from ..log.mirror import KEPT_LINES, Mirror
from ..log.schema import MADE_BY_SQLITE
from ..projections import file, schema
from ..projections.store import Progress, Projection
from ..queries import search

_HINT = "The log itself is not touched by this. Work the rows out again: reformlog rebuild"
# Not worked out from the log: when the rows were last current, what the server was called, who folded the search copy.
_SAID = "('current', 'log', 'search')"


def compare(log: Log, projection: Projection, progress: Progress | None = None) -> str:
    """Compare every row of a projection with a fresh one and say what was compared. Damaged names the first row.

    With the rows the lines that are kept of a log on a server, and the copy that is searched, when there is one.
    """
    path = projection.path
    try:
        projection.catch_up()
        with (
            tempfile.TemporaryDirectory(prefix="reformlog-") as work,
            closing(Projection(log, str(Path(work, "fresh.db")))) as fresh,
            _attached(projection.connection, fresh.path),
        ):
            connection, head = projection.connection, projection.position()
            searched = search.made_here(connection)
            _work_out(fresh, connection, log, head, searched, progress)
            _whole(connection, path)
            _same_structure(connection, path, searched)
            tables = (*schema.NAMES, *(schema.ASIDE if searched else ()))
            rows = sum(_same_rows(connection, table, path) for table in tables)
            lines = [_same_rows(connection, table, path) for table in KEPT_LINES if log.remote]
    except sqlite3.DatabaseError as error:
        if file.is_lost(error) or file.is_altered(error):
            raise Damaged("projection", f"{path} cannot be compared: {error}.", _HINT) from None
        raise file.failed(error, f"{path}, or what it is compared with among the temporary files,") from None
    except OSError as error:
        message = f"The rows cannot be worked out again among the temporary files: {error.strerror or error}."
        raise Refused("system", message, "TMPDIR=FOLDER names another for temporary files.") from None
    found = f"{rows} rows in {len(tables)} tables equal those worked out from zero, to position {head}"
    return f"{found}; {lines[0]} lines kept with them are those of the server" if lines else found


@contextmanager
def _attached(connection: sqlite3.Connection, path: str) -> Iterator[None]:
    """The fresh file attached, and one view of the rows from here on, whatever other processes record meanwhile."""
    connection.execute("ATTACH ? AS fresh", (files.address(path, "ro"),))
    try:
        connection.execute("BEGIN")
        try:
            yield
        finally:
            connection.execute("ROLLBACK")
    finally:
        connection.execute("DETACH fresh")


def _work_out(
    fresh: Projection,
    connection: sqlite3.Connection,
    log: Log,
    head: int,
    searched: bool,
    progress: Progress | None,
) -> None:
    """Fill the fresh file with what should be in the other up to a position. Stale when a standby lags behind it."""
    if log.remote and log.position() < head:
        message = f"{log.name} has {log.position()} events so far, but the rows here go to {head}."
        raise Stale("behind", message, "Repeat the command when the standby has been sent the rest.")
    with fresh.exclusive(fresh.connection):
        if isinstance(log, Mirror):  # asked without the server: the lines in the file are the log
            Mirror(fresh.connection, log.origin, log.name).make()
        fresh.bring_to(head, progress)
        if searched:
            (last,) = connection.execute("SELECT coalesce(max(position), 0) FROM main.search").fetchone()
            search.fill(fresh.connection, fresh.lines, min(last, head))


def _whole(connection: sqlite3.Connection, path: str) -> None:
    """A table whose rows lie in another order than its key says gives wrong answers, though each row is right."""
    [(found,)] = connection.execute("PRAGMA main.integrity_check(1)")
    if found != "ok":
        raise Damaged("projection", f"{path} is damaged: {found}.", _HINT)


def _same_structure(connection: sqlite3.Connection, path: str, searched: bool) -> None:
    aside = (
        "" if searched else " AND NOT (type = 'table' AND name = 'search' OR type = 'index' AND name = 'search_act')"
    )
    query = f"SELECT type, name, tbl_name, sql FROM {{}}.sqlite_master WHERE NOT coalesce({MADE_BY_SQLITE}, 0){aside}"
    mine, fresh = (set(connection.execute(query.format(name))) for name in ("main", "fresh"))
    for kind, name, *_ in sorted(mine ^ fresh, key=str):
        raise Damaged("projection", f"{path}: the {kind} {name} is foreign, missing or in another wording.", _HINT)


def _same_rows(connection: sqlite3.Connection, table: str, path: str) -> int:
    """How many rows the table has, when they are the same; each is sought in the other file by its key."""
    columns = list(connection.execute(f"PRAGMA fresh.table_info({table})"))
    same = " AND ".join(f"b.{name} {'=' if key else 'IS'} a.{name}" for _, name, _, _, _, key in columns)
    some = f"key NOT IN {_SAID}" if table == "about" else "1"
    for here, there, word in (("main", "fresh", "should not be"), ("fresh", "main", "is missing")):
        sought = f"SELECT 1 FROM {there}.{table} b WHERE {same}"
        for row in connection.execute(f"SELECT * FROM {here}.{table} a WHERE {some} AND NOT EXISTS ({sought}) LIMIT 1"):
            shown = ", ".join(str(value)[:40] for value in row[:3])
            raise Damaged("projection", f"{path}, table {table}: a row ({shown} …) {word}.", _HINT)
    counted = f"SELECT count(*) FROM {{}}.{table} WHERE {some}"
    mine, fresh = (connection.execute(counted.format(name)).fetchone()[0] for name in ("main", "fresh"))
    if mine != fresh:
        raise Damaged("projection", f"{path}, table {table}: {mine} rows instead of {fresh}.", _HINT)
    return int(mine)
