"""The tables a log is kept in on PostgreSQL, and the triggers that keep it append-only for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, LiteralString, NamedTuple

from . import schema

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


class _Trigger(NamedTuple):
    """What makes a trigger do what it does. kind: `tgtype`, the bits of pg_trigger.h; shown: its new rows, by name."""

    function: str
    kind: int
    shown: str | None = None


_BEFORE_INSERT, _AFTER_INSERT, _BEFORE_CHANGE = 2 + 4, 4, 2 + 8 + 16 + 32  # for each statement: without the bit 1


def _expected() -> dict[tuple[str, str], _Trigger]:
    """The triggers that `_triggers` makes: (table, name) -> what it is."""
    made = {}
    for table in TABLES:
        made[table, f"{table}_append_only"] = _Trigger("log_refuse", _BEFORE_CHANGE)
        made[table, f"{table}_lock"] = _Trigger("log_lock", _BEFORE_INSERT)
        if table in _CHECKS:
            made[table, f"{table}_in_order"] = _Trigger(_CHECKS[table], _AFTER_INSERT, "fresh")
    return made


def differences(cursor: Cursor[Any]) -> list[str]:
    """What the schema holds that it should not, lacks, or holds in another wording; empty when all is well."""
    expected = _expected()
    triggers = cursor.execute(_TRIGGERS, (list(TABLES),)).fetchall()
    found = {(table, name): (_Trigger(*made), body, plain) for table, name, *made, body, plain in triggers}
    faults = [f"a foreign trigger `{name}`" for _, name in sorted(found.keys() - expected.keys())]
    faults += [f"no trigger `{name}`" for _, name in sorted(expected.keys() - found.keys())]
    for place, (trigger, body, plain) in sorted(found.items()):
        if place in expected and (trigger != expected[place] or body != _FUNCTIONS[trigger.function] or not plain):
            faults.append(f"trigger `{place[1]}` is switched off or in another wording")
    kinds = dict(cursor.execute(_KINDS, (list(TABLES),)).fetchall())
    faults += [f"`{name}` is not a table" for name in TABLES if kinds.get(name) != "r"]
    faults += [f"a foreign rule `{name}`" for (name,) in cursor.execute(_RULES, (list(TABLES),))]
    faults += [f"a foreign {kind} `{name}`" for kind, name in cursor.execute(_FOREIGN, (list(TABLES), list(_KEYS)))]
    faults += [f"rows of `{name}` come from another table" for (name,) in cursor.execute(_HEIRS, (list(TABLES),))]
    faults += [f"rows of `{name}` are hidden by policies" for (name,) in cursor.execute(_HIDDEN, (list(TABLES),))]
    keys = dict(cursor.execute(_CONSTRAINTS, (list(TABLES),)).fetchall())
    return faults + [f"no constraint `{name}`" for name, wording in _KEYS.items() if keys.get(name) != wording]


_KEYS = {
    "stored_events_version": "PRIMARY KEY (originator_id, originator_version)",
    "stored_events_position": "UNIQUE (notification_id)",
    "ledger_position": "PRIMARY KEY (position)",
    "meta_key": "PRIMARY KEY (key)",
    "notes_number": "PRIMARY KEY (number)",
}
"""The keys of the tables, each with an index of its name, and how the server words them."""

_SCHEMA: LiteralString = "JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = current_schema()"
_HERE: LiteralString = f"{_SCHEMA} AND c.relname = ANY(%s)"
_KINDS: LiteralString = f"SELECT c.relname, c.relkind::text FROM pg_class c {_HERE}"
# Also those marked as internal: a key of ours has none, and who may write the catalogue can mark any. The last value is
# whether it is switched on, for all columns and rows, at once, without arguments, and its function is ours in all else.
_TRIGGERS: LiteralString = (
    "SELECT c.relname, t.tgname, p.proname, t.tgtype::int, t.tgnewtable, p.prosrc, t.tgenabled = 'O' AND "
    "t.tgattr = '' AND t.tgqual IS NULL AND t.tgnargs = 0 AND t.tgoldtable IS NULL AND NOT t.tgdeferrable AND "
    "NOT t.tgisinternal AND p.pronamespace = n.oid AND l.lanname = 'plpgsql' AND NOT p.prosecdef AND "
    "p.proconfig = ARRAY['search_path=' || quote_ident(n.nspname) || ', pg_temp'] "
    "FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_language l ON l.oid = p.prolang "
    f"JOIN pg_class c ON c.oid = t.tgrelid {_HERE}"
)
_RULES: LiteralString = f"SELECT r.rulename FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class {_HERE}"
_CONSTRAINTS: LiteralString = (
    "SELECT k.conname, replace(pg_get_constraintdef(k.oid), '\"', '') FROM pg_constraint k "
    f"JOIN pg_class c ON c.oid = k.conrelid {_HERE} WHERE k.convalidated"
)
# What came with an extension, such as the view of pg_stat_statements, is the server's.
_FOREIGN: LiteralString = (
    "SELECT CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'view' WHEN 'S' THEN 'sequence' WHEN 'c' THEN 'type' "
    f"WHEN 'i' THEN 'index' ELSE 'table' END, c.relname FROM pg_class c {_SCHEMA} "
    "WHERE NOT (c.relkind <> 'i' AND c.relname = ANY(%s)) AND NOT (c.relkind = 'i' AND c.relname = ANY(%s)) "
    "AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid "
    "AND d.deptype = 'e') ORDER BY 2"
)
_HEIRS: LiteralString = f"SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhparent {_HERE}"
_HIDDEN: LiteralString = f"SELECT c.relname FROM pg_class c {_HERE} WHERE c.relrowsecurity"
