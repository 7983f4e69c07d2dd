"""The tables a log is kept in on PostgreSQL, and the triggers that keep it append-only for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, LiteralString

from reformlog.log import schema

if TYPE_CHECKING:
    from psycopg import Connection, Cursor

TABLES = ("stored_events", "ledger", "meta", "notes")

# Names, order and types of the first four columns and of the last are those the library reads. The number of an event
# is given by us and is its position: a sequence would lose numbers whenever an append fails.
_TABLES: LiteralString = """
CREATE TABLE stored_events (
  originator_id text COLLATE "C" NOT NULL,
  originator_version bigint NOT NULL,
  topic text NOT NULL,
  state bytea NOT NULL,
  notification_id bigint NOT NULL CHECK (notification_id > 0),
  CONSTRAINT stored_events_version PRIMARY KEY (originator_id, originator_version),
  CONSTRAINT stored_events_position UNIQUE (notification_id)
);
CREATE TABLE ledger (
  position bigint CONSTRAINT ledger_position PRIMARY KEY,
  recorded_at text COLLATE "C" NOT NULL,
  tree bytea NOT NULL
);
CREATE TABLE meta (key text CONSTRAINT meta_key PRIMARY KEY, value text NOT NULL);
CREATE TABLE notes (number bigint CONSTRAINT notes_number PRIMARY KEY, size bigint NOT NULL, note bytea NOT NULL);
"""

LOCK: LiteralString = "SELECT pg_advisory_xact_lock('{table}'::regclass::oid::bigint)"
"""What every writer holds until it commits; a table lock would need more rights than to append.

The triggers take it too, so that an INSERT by another program waits for its turn like ours.
"""

# What each function does: name -> its body. The order is checked for a whole statement at once, which is some ten
# times as fast as row by row; the functions see what was committed before the lock was granted.
_FUNCTIONS: dict[str, LiteralString] = {
    "log_refuse": "BEGIN RAISE EXCEPTION 'the log is append-only'; END",
    "log_lock": "BEGIN PERFORM pg_advisory_xact_lock('stored_events'::regclass::oid::bigint); RETURN NULL; END",
    "log_events_in_order": """
DECLARE first bigint; last bigint; many bigint; before bigint;
BEGIN
  SELECT min(notification_id), max(notification_id), count(*) INTO first, last, many FROM fresh;
  IF many = 0 THEN RETURN NULL; END IF;
  SELECT coalesce(max(notification_id), 0) INTO before FROM stored_events WHERE notification_id < first;
  IF first <> before + 1 OR last <> before + many OR last <> (SELECT max(notification_id) FROM stored_events) THEN
    RAISE EXCEPTION 'positions are taken in order';
  END IF;
  IF EXISTS (SELECT FROM fresh f WHERE originator_version > 1 AND NOT EXISTS (SELECT FROM stored_events e
      WHERE e.originator_id = f.originator_id AND e.originator_version = f.originator_version - 1
        AND e.notification_id < f.notification_id)) THEN
    RAISE EXCEPTION 'versions are taken in order';
  END IF;
  RETURN NULL;
END""",
    "log_ledger_in_order": """
DECLARE first bigint; last bigint; many bigint; before bigint;
BEGIN
  SELECT min(position), max(position), count(*) INTO first, last, many FROM fresh;
  IF many = 0 THEN RETURN NULL; END IF;
  SELECT coalesce(max(position), 0) INTO before FROM ledger WHERE position < first;
  IF first <> before + 1 OR last <> before + many OR last <> (SELECT max(position) FROM ledger)
      OR last > (SELECT max(notification_id) FROM stored_events) THEN
    RAISE EXCEPTION 'positions are taken in order';
  END IF;
  IF EXISTS (SELECT FROM fresh f JOIN ledger l ON l.position = f.position - 1 WHERE f.recorded_at < l.recorded_at) THEN
    RAISE EXCEPTION 'time does not run backwards';
  END IF;
  RETURN NULL;
END""",
}

_CHECKS = {"stored_events": "log_events_in_order", "ledger": "log_ledger_in_order"}


def make(connection: Connection[Any], origin: str) -> None:
    """Write an empty log into the current schema; the caller's transaction keeps all of it or nothing."""
    from psycopg import sql

    _make_schema(connection)
    connection.execute(_TABLES)
    found = connection.execute("SELECT current_schema() AS name").fetchone()
    place = sql.Identifier(found["name"] if isinstance(found, dict) else found[0] if found else "public")
    for name, body in _FUNCTIONS.items():
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
        if table in _CHECKS:
            function = sql.Identifier(_CHECKS[table])
            made.append(check.format(name=sql.Identifier(f"{table}_in_order"), table=where, function=function))
    return made


def differences(cursor: Cursor[Any]) -> list[str]:
    """What the tables carry that they should not, lack, or carry in another wording; empty when all is well."""
    expected = {f"{table}_{name}" for table in TABLES for name in ("append_only", "lock")}
    expected |= {f"{table}_in_order" for table in _CHECKS}
    triggers = cursor.execute(_TRIGGERS, (list(TABLES),)).fetchall()
    found = {name: (enabled, function, body) for name, enabled, function, body in triggers}
    faults = [f"a foreign trigger `{name}`" for name in sorted(found.keys() - expected)]
    faults += [f"no trigger `{name}`" for name in sorted(expected - found.keys())]
    for name, (enabled, function, body) in sorted(found.items()):
        if name in expected and (enabled != "O" or _FUNCTIONS.get(function) != body):
            faults.append(f"trigger `{name}` is switched off or in another wording")
    kinds = dict(cursor.execute(_KINDS, (list(TABLES),)).fetchall())
    faults += [f"`{name}` is not a table" for name in TABLES if kinds.get(name) != "r"]
    faults += [f"a foreign rule `{name}`" for (name,) in cursor.execute(_RULES, (list(TABLES),))]
    constraints = {name for (name,) in cursor.execute(_CONSTRAINTS, (list(TABLES),))}
    wanted = ("stored_events_version", "stored_events_position", "ledger_position", "meta_key", "notes_number")
    return faults + [f"no constraint `{name}`" for name in wanted if name not in constraints]


_HERE: LiteralString = (
    "JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = current_schema() AND c.relname = ANY(%s)"
)
_KINDS: LiteralString = f"SELECT c.relname, c.relkind::text FROM pg_class c {_HERE}"
_TRIGGERS: LiteralString = (
    "SELECT t.tgname, t.tgenabled::text, p.proname, p.prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid "
    f"JOIN pg_class c ON c.oid = t.tgrelid {_HERE} WHERE NOT t.tgisinternal"
)
_RULES: LiteralString = f"SELECT r.rulename FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class {_HERE}"
_CONSTRAINTS: LiteralString = (
    f"SELECT k.conname FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid {_HERE} WHERE k.convalidated"
)
