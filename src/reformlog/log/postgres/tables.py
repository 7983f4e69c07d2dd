"""The tables a log is kept in on PostgreSQL, and the triggers that keep it append-only for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, LiteralString

from .. import schema

if TYPE_CHECKING:
    from psycopg import Connection

# Names, order and types of the first four columns and of the last are those the library reads. The number of an event
# is given by us and is its position: a sequence would lose numbers whenever an append fails.
COLUMNS: dict[LiteralString, tuple[LiteralString, ...]] = {
    "stored_events": (
        'originator_id text COLLATE "C" NOT NULL',
        "originator_version bigint NOT NULL",
        "topic text NOT NULL",
        "state bytea NOT NULL",
        "notification_id bigint NOT NULL",
    ),
    "ledger": ("position bigint NOT NULL", 'recorded_at text COLLATE "C" NOT NULL', "tree bytea NOT NULL"),
    "meta": ("key text NOT NULL", "value text NOT NULL"),
    "notes": ("number bigint NOT NULL", "size bigint NOT NULL", "note bytea NOT NULL"),
}
"""The columns of each table, in their order and as the server words them."""

CONSTRAINTS: dict[LiteralString, dict[LiteralString, LiteralString]] = {
    "stored_events": {
        "stored_events_version": "PRIMARY KEY (originator_id, originator_version)",
        "stored_events_position": "UNIQUE (notification_id)",
        "stored_events_notification_id_check": "CHECK ((notification_id > 0))",
    },
    "ledger": {"ledger_position": "PRIMARY KEY (position)"},
    "meta": {"meta_key": "PRIMARY KEY (key)"},
    "notes": {"notes_number": "PRIMARY KEY (number)"},
}
"""What each table holds its rows to, as the server words it; a key has an index of its name."""

TABLES = tuple(COLUMNS)

LOCK: LiteralString = "SELECT pg_advisory_xact_lock('{table}'::regclass::oid::bigint)"
"""What every writer holds until it commits; a table lock would need more rights than to append.

The triggers take it too, so that an INSERT by another program waits for its turn like ours.
"""


def _in_order(table: LiteralString, number: LiteralString, more: LiteralString = "") -> LiteralString:
    """The body of a function that lets rows in only behind the last, without gaps. more: what else must hold of them.

    It is checked once for a whole statement, not for each row, and sees what was committed before the lock was
    granted, and all that the statement writes, also into other tables.
    """
    return f"""
DECLARE first bigint; last bigint; many bigint; before bigint;
BEGIN
  SELECT min({number}), max({number}), count(*) INTO first, last, many FROM fresh;
  IF many = 0 THEN RETURN NULL; END IF;
  SELECT coalesce(max({number}), 0) INTO before FROM {table} WHERE {number} < first;
  IF first <> before + 1 OR last <> before + many OR last <> (SELECT max({number}) FROM {table}) THEN
    RAISE EXCEPTION 'positions are taken in order';
  END IF;{more}
  RETURN NULL;
END"""


# What each function does: name -> its body. An event and its row of the ledger come in one statement: one alone would
# be refused by every later append, and whoever may only insert could stop the log for all.
FUNCTIONS: dict[str, LiteralString] = {
    "log_refuse": "BEGIN RAISE EXCEPTION 'the log is append-only'; END",
    "log_lock": "BEGIN PERFORM pg_advisory_xact_lock('stored_events'::regclass::oid::bigint); RETURN NULL; END",
    "log_events_in_order": _in_order(
        "stored_events",
        "notification_id",
        """
  IF last IS DISTINCT FROM (SELECT max(position) FROM ledger) THEN
    RAISE EXCEPTION 'events and ledger grow together';
  END IF;
  IF EXISTS (SELECT FROM fresh f WHERE originator_version > 1 AND NOT EXISTS (SELECT FROM stored_events e
      WHERE e.originator_id = f.originator_id AND e.originator_version = f.originator_version - 1
        AND e.notification_id < f.notification_id)) THEN
    RAISE EXCEPTION 'versions are taken in order';
  END IF;""",
    ),
    "log_ledger_in_order": _in_order(
        "ledger",
        "position",
        """
  IF last IS DISTINCT FROM (SELECT max(notification_id) FROM stored_events) THEN
    RAISE EXCEPTION 'events and ledger grow together';
  END IF;
  IF EXISTS (SELECT FROM fresh f JOIN ledger l ON l.position = f.position - 1 WHERE f.recorded_at < l.recorded_at) THEN
    RAISE EXCEPTION 'time does not run backwards';
  END IF;""",
    ),
    "log_notes_in_order": _in_order("notes", "number"),
}

CHECKS = {"stored_events": "log_events_in_order", "ledger": "log_ledger_in_order", "notes": "log_notes_in_order"}
"""The function that looks at what was inserted, for the tables that have one."""


def make(connection: Connection[Any], origin: str) -> None:
    """Write an empty log into the current schema; the caller's transaction keeps all of it or nothing."""
    from psycopg import sql

    _make_schema(connection)
    for table, columns in COLUMNS.items():
        keys = [f"CONSTRAINT {name} {wording}" for name, wording in CONSTRAINTS[table].items()]
        connection.execute(f"CREATE TABLE {table} ({', '.join([*columns, *keys])})")
    found = connection.execute("SELECT current_schema() AS name").fetchone()
    place = sql.Identifier(found["name"] if isinstance(found, dict) else found[0] if found else "public")
    for name, body in FUNCTIONS.items():
        statement = sql.SQL(
            "CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SET search_path = {place}, pg_temp AS {body}"
        )
        connection.execute(statement.format(name=sql.Identifier(name), place=place, body=sql.Literal(body)))
    for statement_ in _triggers():
        connection.execute(statement_)
    rows = [("origin", origin), ("layout", str(schema.VERSION))]
    connection.cursor().executemany("INSERT INTO meta (key, value) VALUES (%s, %s)", rows)


def _make_schema(connection: Connection[Any]) -> None:
    """Make the first schema the address names (`options=-csearch_path=…`), when none it names is there."""
    from psycopg import sql
    from psycopg.rows import tuple_row

    with connection.cursor(row_factory=tuple_row) as cursor:
        cursor.execute("SELECT current_schema(), parse_ident(split_part(current_setting('search_path'), ',', 1))")
        here, wanted = cursor.fetchone() or (None, [])
        if here is None and len(wanted) == 1:
            cursor.execute(sql.SQL("CREATE SCHEMA {name}").format(name=sql.Identifier(wanted[0])))


def _triggers() -> list[Any]:
    """The statements that make the triggers; their names begin with the table's."""
    from psycopg import sql

    refuse = sql.SQL(
        "CREATE TRIGGER {name} BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} EXECUTE FUNCTION log_refuse()"
    )
    lock = sql.SQL("CREATE TRIGGER {name} BEFORE INSERT ON {table} EXECUTE FUNCTION log_lock()")
    check = sql.SQL(
        "CREATE TRIGGER {name} AFTER INSERT ON {table} REFERENCING NEW TABLE AS fresh EXECUTE FUNCTION {function}()"
    )
    made: list[Any] = []
    for table in TABLES:
        where = sql.Identifier(table)
        made.append(refuse.format(name=sql.Identifier(f"{table}_append_only"), table=where))
        made.append(lock.format(name=sql.Identifier(f"{table}_lock"), table=where))
        if table in CHECKS:
            function = sql.Identifier(CHECKS[table])
            made.append(check.format(name=sql.Identifier(f"{table}_in_order"), table=where, function=function))
    return made
