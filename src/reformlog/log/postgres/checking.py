"""Whether the tables of a log on PostgreSQL are those we made, told from the catalogue, which any reader may read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, LiteralString, NamedTuple

from .. import schema
from .tables import CHECKS, COLUMNS, CONSTRAINTS, FUNCTIONS, TABLES

if TYPE_CHECKING:
    from psycopg import Cursor

Made = Mapping[tuple[str, str], object]
"""What there is of one sort: (table, name) -> what makes it what it is."""


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
        if table in CHECKS:
            made[table, f"{table}_in_order"] = _Trigger(CHECKS[table], _AFTER_INSERT, "fresh")
    return made


def differences(cursor: Cursor[Any]) -> list[str]:
    """What the schema holds that it should not, lacks, or holds in another wording; empty when all is well."""

    def found(query: LiteralString) -> list[Any]:
        return cursor.execute(query, (list(TABLES),)).fetchall()

    def made(query: LiteralString) -> dict[tuple[str, str], object]:
        return {(table, name): wording for table, name, wording in found(query)}

    kinds = dict(found(_KINDS))
    faults = [f"`{name}` is not a table" for name in TABLES if kinds.get(name, "")[:1] != "r"]
    faults += [f"`{name}` is unlogged: a crash of the server empties it" for name in TABLES if kinds.get(name) == "ru"]
    rows = found(_TRIGGERS)
    triggers = {(table, name): (_Trigger(*what), body, plain) for table, name, *what, body, plain in rows}
    wanted = {place: (trigger, FUNCTIONS[trigger.function], True) for place, trigger in _expected().items()}
    faults += _compared("trigger", wanted, triggers, "is switched off or in another wording")
    faults += _compared("column", _columns(), made(_COLUMNS))
    faults += _compared("constraint", _constraints(), made(_CONSTRAINTS))
    faults += _compared("index", _indexes(), made(_INDEXES), "is not in use or in another wording")
    faults += [f"a foreign rule `{name}`" for (name,) in found(_RULES)]
    faults += [f"a foreign {kind} `{name}`" for kind, name in found(_FOREIGN)]
    faults += [f"a foreign {kind} `{name}`" for kind, name in cursor.execute(_NAMED, (list(FUNCTIONS),)).fetchall()]
    faults += [f"rows of `{name}` come from another table" for (name,) in found(_HEIRS)]
    faults += [f"`{name}` is written by way of another table" for (name,) in found(_HEIR_OF)]
    faults += [f"`{name}` is written by a subscription" for (name,) in found(_SUBSCRIBED)]
    faults += [f"the event trigger `{name}` runs at each login" for (name,) in cursor.execute(_AT_LOGIN)]
    faults += [f"rows of `{name}` are hidden by policies" for (name,) in found(_HIDDEN)]
    faults += ["triggers are switched off by session_replication_role" for _ in cursor.execute(_SWITCHED_OFF)]
    return faults or _odd_rows(cursor)


def _compared(sort: str, expected: Made, found: Made, otherwise: str = "is in another wording") -> list[str]:
    """What there is too much of, what is missing, and what is there in another form."""
    faults = [f"a foreign {sort} `{name}`" for _, name in sorted(found.keys() - expected.keys())]
    faults += [f"no {sort} `{name}`" for _, name in sorted(expected.keys() - found.keys())]
    both = sorted(found.keys() & expected.keys())
    return faults + [f"{sort} `{place[1]}` {otherwise}" for place in both if found[place] != expected[place]]


def _columns() -> Made:
    made: dict[tuple[str, str], object] = {}
    for table, columns in COLUMNS.items():
        for number, (name, _, kind) in enumerate((wording.partition(" ") for wording in columns), 1):
            made[table, f"{table}.{name}"] = f"{number} {kind}"
    return made


def _constraints() -> dict[tuple[str, str], str]:
    return {(table, name): wording for table, made in CONSTRAINTS.items() for name, wording in made.items()}


def _indexes() -> Made:
    """Those of the keys; a key ends with its columns."""
    keys = ((place, wording.rpartition(" (")[2]) for place, wording in _constraints().items() if "CHECK" not in wording)
    return {place: f"CREATE UNIQUE INDEX {place[1]} USING btree ({columns}" for place, columns in keys}


def _odd_rows(cursor: Cursor[Any]) -> list[str]:
    """Rows beside the events that we did not write, or no longer find."""
    found = []
    for key, value in cursor.execute("SELECT key, value FROM meta ORDER BY key").fetchall():
        if key not in ("origin", "layout"):
            found.append(f"a foreign entry `{key}`")
        elif key == "layout" and value != str(schema.VERSION):
            found.append(f"the entry `layout` is not {schema.VERSION}")
    for kept, first, last in cursor.execute("SELECT count(*), min(number), max(number) FROM notes"):
        if (kept, first) != (last or 0, 1 if kept else None):
            found.append(f"{kept} signed checkpoints, but the last is number {last}")
    return found


_SCHEMA: LiteralString = "JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = current_schema()"
_HERE: LiteralString = f"{_SCHEMA} AND c.relname = ANY(%s)"
_KINDS: LiteralString = f"SELECT c.relname, c.relkind::text || c.relpersistence::text FROM pg_class c {_HERE}"
# Also those marked as internal: a key of ours has none, and who may write the catalogue can mark any. The last value is
# whether it is switched on, for all columns and rows, at once, without arguments, and its function is ours in all else.
_TRIGGERS: LiteralString = (
    "SELECT c.relname, t.tgname, p.proname, t.tgtype::int, t.tgnewtable, p.prosrc, t.tgenabled = 'O' AND "
    "t.tgattr = '' AND t.tgqual IS NULL AND t.tgnargs = 0 AND t.tgoldtable IS NULL AND NOT t.tgdeferrable AND "
    "NOT t.tgisinternal AND p.pronamespace = n.oid AND l.lanname = 'plpgsql' AND NOT p.prosecdef AND "
    "p.proconfig = ARRAY['search_path=' || quote_ident(n.nspname::text) || ', pg_temp'] "
    "FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_language l ON l.oid = p.prolang "
    f"JOIN pg_class c ON c.oid = t.tgrelid {_HERE}"
)
# The collations by their numbers, which are fixed (100 is the database's own, 950 "C"): another may have their names.
_COLUMNS: LiteralString = (
    "SELECT c.relname, c.relname || '.' || a.attname, "
    "row_number() OVER (PARTITION BY c.oid ORDER BY a.attnum) || ' ' || format_type(a.atttypid, a.atttypmod) || "
    "CASE a.attcollation WHEN 0 THEN '' WHEN 100 THEN '' WHEN 950 THEN ' COLLATE \"C\"' ELSE ' COLLATE other' END || "
    "CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END || "
    "CASE WHEN a.atthasdef OR a.attidentity <> '' THEN ' DEFAULT' ELSE '' END "
    f"FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid {_HERE} WHERE a.attnum > 0 AND NOT a.attisdropped"
)
# NOT NULL, which PostgreSQL 18 keeps here as well, is looked for among the columns.
_CONSTRAINTS: LiteralString = (
    "SELECT c.relname, k.conname, replace(pg_get_constraintdef(k.oid), '\"', '') FROM pg_constraint k "
    f"JOIN pg_class c ON c.oid = k.conrelid {_HERE} WHERE k.contype <> 'n' OR NOT k.convalidated"
)
_INDEXES: LiteralString = (
    "SELECT c.relname, x.relname, replace(regexp_replace(pg_get_indexdef(i.indexrelid), ' ON .* USING ', ' USING '), "
    "'\"', '') || CASE WHEN i.indisvalid AND i.indisready AND i.indislive AND i.indimmediate THEN '' ELSE ' off' END "
    "FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid "
    f"JOIN pg_class c ON c.oid = i.indrelid {_HERE}"
)
_RULES: LiteralString = f"SELECT r.rulename FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class {_HERE}"
# Also what an extension has: anything can be made part of one, and would be hidden by it.
_FOREIGN: LiteralString = (
    "SELECT CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'view' WHEN 'S' THEN 'sequence' WHEN 'c' THEN 'type' "
    f"ELSE 'table' END, c.relname FROM pg_class c {_SCHEMA} "
    "WHERE c.relkind NOT IN ('i', 'I') AND c.relname <> ALL(%s) ORDER BY 2"
)
# A function or operator with a closer type than the server's own is taken in its place, also by what is asked here.
_NAMED: LiteralString = (
    "SELECT kind, name FROM (SELECT pronamespace, 'function', proname::text FROM pg_proc "
    "WHERE NOT (proname = ANY(%s) AND pronargs = 0 AND prokind = 'f') "
    "UNION ALL SELECT oprnamespace, 'operator', oprname FROM pg_operator "
    "UNION ALL SELECT typnamespace, 'type', typname FROM pg_type WHERE typrelid = 0 AND typtype <> 'b' "
    "UNION ALL SELECT collnamespace, 'collation', collname FROM pg_collation) AS found (place, kind, name) "
    "JOIN pg_namespace n ON n.oid = place AND n.nspname = current_schema() ORDER BY 1, 2"
)
_HEIRS: LiteralString = f"SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhparent {_HERE}"
# Our triggers fire once for each statement that names their table; one that names a table above it fires none of them.
_HEIR_OF: LiteralString = f"SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid {_HERE}"
_SUBSCRIBED: LiteralString = f"SELECT c.relname FROM pg_subscription_rel s JOIN pg_class c ON c.oid = s.srrelid {_HERE}"
_AT_LOGIN: LiteralString = "SELECT evtname FROM pg_event_trigger WHERE evtevent = 'login' AND evtenabled <> 'D'"
_HIDDEN: LiteralString = f"SELECT c.relname FROM pg_class c {_HERE} WHERE c.relrowsecurity"
# Here, or for anybody by a setting of a role or this database: no trigger of ours fires for whom it is not `origin`.
_SWITCHED_OFF: LiteralString = (
    "SELECT WHERE current_setting('session_replication_role') <> 'origin' OR EXISTS ("
    "SELECT FROM pg_db_role_setting s, unnest(s.setconfig) AS one WHERE s.setdatabase IN "
    "(0, (SELECT oid FROM pg_database WHERE datname = current_database())) "
    "AND split_part(one, '=', 1) = 'session_replication_role' AND split_part(one, '=', 2) <> 'origin')"
)
