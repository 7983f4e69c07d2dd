"""The file a log is kept in: its tables, and the triggers that keep it append-only (SQLite)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

APPLICATION_ID = 0x52464C47
"""`RFLG` in the header of the file, so that `file` and we ourselves know a log when we see one."""

VERSION = 1
"""The layout below, as `PRAGMA user_version`. A file of a greater one is left untouched."""

# `rowid` by that name, because the library asks for it: as a column it survives VACUUM, and it is the position.
TABLES = {
    "stored_events": """
CREATE TABLE stored_events (
  rowid INTEGER PRIMARY KEY CHECK (rowid > 0),
  originator_id TEXT NOT NULL,
  originator_version INTEGER NOT NULL,
  topic TEXT NOT NULL,
  state BLOB NOT NULL,
  UNIQUE (originator_id, originator_version)
)""",
    "ledger": """
CREATE TABLE ledger (
  position INTEGER PRIMARY KEY,
  recorded_at TEXT NOT NULL,
  tree BLOB NOT NULL
)""",
    "meta": """
CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID""",
    "notes": """
CREATE TABLE notes (
  number INTEGER PRIMARY KEY,
  size INTEGER NOT NULL,
  note BLOB NOT NULL
)""",
}

# INSERT OR REPLACE deletes without firing a DELETE trigger, so each INSERT trigger also refuses what is there already.
# In a BEFORE trigger SQLite shows a rowid it has yet to choose as -1; it will choose the greatest + 1.
_IN_ORDER = {
    "stored_events": """
  SELECT RAISE(ABORT, 'positions are taken in order') WHERE NEW.rowid <> -1
    AND NEW.rowid <> 1 + coalesce((SELECT max(rowid) FROM stored_events), 0);
  SELECT RAISE(ABORT, 'versions are taken in order') FROM
    (SELECT max(originator_version) AS last FROM stored_events WHERE originator_id = NEW.originator_id)
    WHERE NEW.originator_version <= last OR NEW.originator_version > 1 + coalesce(last, 0);""",
    "ledger": """
  SELECT RAISE(ABORT, 'positions are taken in order')
    WHERE NEW.position <> 1 + coalesce((SELECT max(position) FROM ledger), 0);
  SELECT RAISE(ABORT, 'time does not run backwards')
    WHERE NEW.recorded_at < (SELECT recorded_at FROM ledger WHERE position = NEW.position - 1);""",
    "meta": """
  SELECT RAISE(ABORT, 'the log is append-only') FROM meta WHERE key = NEW.key;""",
    "notes": """
  SELECT RAISE(ABORT, 'positions are taken in order') WHERE NEW.number <> -1
    AND NEW.number <> 1 + coalesce((SELECT max(number) FROM notes), 0);""",
}


def _triggers() -> dict[str, str]:
    made = {}
    for table, conditions in _IN_ORDER.items():
        made[f"{table}_in_order"] = f"CREATE TRIGGER {table}_in_order BEFORE INSERT ON {table} BEGIN{conditions}\nEND"
        for word in ("UPDATE", "DELETE"):
            made[f"{table}_no_{word.lower()}"] = (
                f"CREATE TRIGGER {table}_no_{word.lower()} BEFORE {word} ON {table} BEGIN\n"
                "  SELECT RAISE(ABORT, 'the log is append-only');\nEND"
            )
    return made


OBJECTS: dict[str, str] = {name: sql.strip() for name, sql in TABLES.items()} | _triggers()
"""Everything the file may hold: name -> its SQL, as `sqlite_master` repeats it."""


def make(connection: sqlite3.Connection, origin: str) -> None:
    """Write an empty log into a new database."""
    connection.execute("BEGIN IMMEDIATE")
    for sql in OBJECTS.values():
        connection.execute(sql)
    connection.execute("INSERT INTO meta (key, value) VALUES ('origin', ?)", (origin,))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("COMMIT")


# What SQLite makes by itself: the index of a key, which has no SQL of its own, and the tables of ANALYZE. Its names
# begin with `sqlite_`, but a name proves nothing: who may write `sqlite_master` can give a trigger such a name as well.
MADE_BY_SQLITE = (
    "(type = 'index' AND name GLOB 'sqlite_autoindex_*' AND sql IS NULL) OR "
    "(type = 'table' AND name IN ('sqlite_stat1', 'sqlite_stat4'))"
)


def differences(connection: sqlite3.Connection) -> list[str]:
    """What the file holds that it should not, lacks, or holds in another wording; empty when all is as it was made."""
    made = f"coalesce({MADE_BY_SQLITE}, 0)"
    rows = connection.execute(f"SELECT name, type, sql FROM sqlite_master WHERE NOT {made}").fetchall()
    names = [name for name, _, _ in rows]
    foreign = [f"a foreign {kind} `{name}`" for name, kind, _ in rows if name not in OBJECTS]
    missing = [f"no `{name}`" for name in OBJECTS if name not in names]
    double = [f"`{name}` twice" for name in OBJECTS if names.count(name) > 1]
    changed = [f"`{name}` in another wording" for name, _, sql in rows if OBJECTS.get(name, sql) != sql]
    return foreign + missing + double + changed or _odd_rows(connection)


COUNTS = "SELECT (SELECT count(*) FROM stored_events), (SELECT count(*) FROM ledger)"


def uneven(counted: Iterable[tuple[int, int]]) -> list[str]:
    """What is wrong where there are not as many events as rows of the ledger. counted: the row of `COUNTS`."""
    return [f"{events} events, but a ledger of {ledger}" for events, ledger in counted if events != ledger]


def below(counted: Iterable[tuple[int]]) -> list[str]:
    """What is wrong where rows lie below position 1, where no reader looks. counted: how many, in one row."""
    return [f"rows below position 1: {rows}" for (rows,) in counted if rows]


def _odd_rows(connection: sqlite3.Connection) -> list[str]:
    """Rows beside the events that we did not write, or no longer find."""
    found = [f"a foreign entry `{key}`" for (key,) in connection.execute("SELECT key FROM meta WHERE key <> 'origin'")]
    for kept, first, last in connection.execute("SELECT count(*), min(number), coalesce(max(number), 0) FROM notes"):
        if (kept, first) != (last, 1 if kept else None):
            found.append(f"{kept} signed checkpoints, but the last is number {last}")
    return found
