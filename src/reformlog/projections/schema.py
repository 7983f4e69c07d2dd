"""The tables of the projection file. Everything in it may be deleted: `reformlog rebuild` makes it again."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from functools import cache
from pathlib import Path

from .shapes import ROWS

APPLICATION_ID = 0x7266_6C70  # "rflp"
OPEN = 1 << 62  # known_to of what has not been superseded

TABLES = """
CREATE TABLE about(key TEXT PRIMARY KEY, value) WITHOUT ROWID;
-- one row a group: zone:…, plan:…, use:…, measure:…, proposal:…, call:…, bill:…, basic-policy:…
CREATE TABLE entity(grp TEXT PRIMARY KEY) WITHOUT ROWID;
-- the effects of every version of every act, by the days on which they are certain
CREATE TABLE fact(grp TEXT, latest TEXT, known_from INT, idx INT, known_to INT, rank INT, act TEXT, earliest TEXT,
                  ord INT, first INT, words TEXT, data TEXT,
                  PRIMARY KEY(grp, latest, known_from, idx)) WITHOUT ROWID;
-- the state of a group at the end of a day, as known from one position until before another
-- row: the values of the fields of its kind, more: what only some questions ask for, or the key of it in text
CREATE TABLE point(grp TEXT, valid TEXT, known_from INT, known_to INT, row TEXT, more TEXT,
                   PRIMARY KEY(grp, valid, known_from)) WITHOUT ROWID;
-- a long `more`, by the key that points have in its place
CREATE TABLE text(key TEXT PRIMARY KEY, more TEXT) WITHOUT ROWID;
-- the names of the values in the rows of each kind
CREATE TABLE field(kind TEXT, place INT, name TEXT, PRIMARY KEY(kind, place)) WITHOUT ROWID;
CREATE TABLE conflict(grp TEXT, act TEXT, idx INT, known_from INT, known_to INT, valid TEXT, entry TEXT, fact TEXT,
                      PRIMARY KEY(grp, act, idx, known_from)) WITHOUT ROWID;
-- designations, cancellations and the like of a zone, which its plans and uses are judged by
CREATE TABLE life(zone TEXT, known_from INT, known_to INT, facts TEXT, PRIMARY KEY(zone, known_from)) WITHOUT ROWID;
-- which plans and uses have named a zone, and under plan:… which zones a plan of several has named
CREATE TABLE member(zone TEXT, grp TEXT, PRIMARY KEY(zone, grp)) WITHOUT ROWID;
-- effects that are possible or pending from one day until before another, and on no day those whose act has no date
CREATE TABLE ahead(known_from INT, idx INT, sort TEXT, from_day TEXT, until_day TEXT, known_to INT, grp TEXT,
                   entry TEXT,
                   PRIMARY KEY(known_from, idx, sort)) WITHOUT ROWID;
-- which acts a zone's chronology shows, in its order
CREATE TABLE chronology(zone TEXT, earliest TEXT, latest TEXT, ord INT, first INT, known_from INT, known_to INT,
                        PRIMARY KEY(zone, earliest, latest, ord, first, known_from)) WITHOUT ROWID;
-- what is said about the record itself: remarks, coverage, assertions, closed periods
CREATE TABLE statement(stream TEXT, known_from INT, known_to INT, body TEXT,
                       PRIMARY KEY(stream, known_from)) WITHOUT ROWID;
"""

# `more` of a point in full, and its row with the names of the fields.
MORE = "iif(more >= '{', more, (SELECT text.more FROM text WHERE key = point.more))"
_KIND = "substr(point.grp, 1, instr(point.grp, ':') - 1)"
NAMED_ROW = f"(SELECT json_group_object(name, row -> place) FROM field WHERE kind = {_KIND})"
VIEWS = {
    "states_now": f"SELECT grp, valid, {NAMED_ROW} AS row, {MORE} AS more FROM point WHERE known_to = 1 << 62 "
    "ORDER BY grp, valid",
    "conflicts_now": "SELECT grp, act, idx, valid, entry FROM conflict WHERE known_to = 1 << 62",
}
NAMES = tuple(re.findall(r"CREATE TABLE (\w+)", TABLES))
# What a kind and an effect mean, which streams are acts, and how lines of older versions are read.
_MEANINGS = ("events/articles.py", "events/effects.py", "events/kinds.py", "events/streams.py", "log/lines.py")
ASIDE = ("search",)  # made when first asked for, by the question itself


def create(connection: sqlite3.Connection) -> None:
    """Makes the tables in an empty file, and the views that a person with Datasette opens first."""
    import sqlite_utils

    for statement in TABLES.split(";"):
        if statement.strip():
            connection.execute(statement)
    fields = ((kind, place, name) for kind, names in ROWS.items() for place, name in enumerate(names))
    connection.executemany("INSERT INTO field VALUES(?,?,?)", fields)
    database = sqlite_utils.Database(connection)
    for name, query in VIEWS.items():
        database.create_view(name, query)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


@cache
def fingerprint() -> str:
    """What tells rows made by other code: a hash of the files that decide what the rows are."""
    digest = hashlib.sha256()
    for path in sources():
        digest.update(path.read_bytes())
    return digest.hexdigest()[:32]


def sources() -> list[Path]:
    """Those files: how dates are read, how rows are worked out, and `_MEANINGS`. A test holds them to what is imported.

    What an act must be to be let in (`events/door.py` and what it asks) is not among them: the acts in a log are in it.
    Nor is what says why there can be no rows.
    """
    package = Path(__file__).parents[1]
    whole = sorted(path for folder in ("dates", "projections") for path in (package / folder).rglob("*.py"))
    whole.remove(package / "projections" / "unreadable.py")
    return [*whole, *(package / name for name in _MEANINGS)]
