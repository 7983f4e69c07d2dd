"""Search: acts whose titles, details, words, sources or quotes hold all the words asked for, however they were typed.

The texts are folded into a copy for searching (`text.fold`), kept beside the other rows and filled when first asked.
A copy that other code folded, which knew other glyphs, is thrown away and made again.
"""

from __future__ import annotations

import hashlib
import sqlite3
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from .. import text
from ..errors import Usage
from ..events.streams import is_act
from ..log import Event, Log
from ..log.lines import read
from ..projections import schema
from ..projections.facts import row_date
from .view import View, coordinates

_TABLE = (
    "CREATE TABLE IF NOT EXISTS main.search"
    "(position INTEGER PRIMARY KEY, act TEXT, earliest TEXT, latest TEXT, folded TEXT)"
)
_INDEX = "CREATE INDEX IF NOT EXISTS main.search_act ON search(act, position)"
_SOURCES = ("text.py", "glyphs.py", "queries/search.py")
_BLOCK = 5_000
# Fields that are no text for people: ids, dates and the like are found by `show` and `log`.
_SILENT = frozenset({"sha256", "kind", "order", "grade", "is", "at", "earliest", "latest"})


def search(view: View, words: str, *, limit: int = 200) -> dict[str, Any]:
    """The acts visible to the view that hold every word, in the order of row dates. limit: of the results listed."""
    asked = [folded for word in words.split() if (folded := text.fold(word))]
    if not asked:
        raise Usage("nothing-to-search", "There is no word to search for.", "reformlog search 諮問会議 第61回")
    if len(words) > text.MAX_TITLE:
        message = f"{len(words):,} characters are too many to search for; at most {text.MAX_TITLE:,} are."
        raise Usage("search-too-long", message, "reformlog search 諮問会議 第61回")
    with view.projection.exclusive(view.projection.connection):
        fill(view.projection.connection, view.log)
    query = (
        "SELECT position, count(*) OVER () FROM search s WHERE position <= ? AND "
        + " AND ".join(["folded LIKE ? ESCAPE '\\'"] * len(asked))
        + " AND NOT EXISTS (SELECT 1 FROM search o WHERE o.act = s.act AND o.position > s.position AND o.position <= ?)"
        + " ORDER BY earliest, latest, position LIMIT ?"
    )
    patterns = ["%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%" for word in asked]
    listed = view.rows(query, (view.position, *patterns, view.position, max(limit, 1))).fetchall()
    results = [_result(view, at, asked) for at, _ in listed[:limit]]  # only of these the lines are read
    found = listed[0][1] if listed else 0
    return {**coordinates(view), "words": words, "found": found, "results": results}


@cache
def fingerprint() -> str:
    """What tells a copy folded by other code: a hash of the files that decide what is in it, and of Unicode's tables.

    It includes that of the rows (`projections.schema.fingerprint`), which covers how lines and dates are read, and not
    the reverse: a glyph more is no reason to work the rows out again.
    """
    package = Path(__file__).parents[1]
    digest = hashlib.sha256(f"{unicodedata.unidata_version} {schema.fingerprint()}".encode())
    for name in _SOURCES:
        digest.update((package / name).read_bytes())
    return digest.hexdigest()[:32]


def made_here(connection: sqlite3.Connection) -> bool:
    """Whether this code folded the copy in a projection file; also false when there is none."""
    said = connection.execute("SELECT value FROM main.about WHERE key = 'search'").fetchone()
    return said is not None and said[0] == fingerprint()


def fill(connection: sqlite3.Connection, log: Log, stop: int | None = None) -> None:
    """Brings the copy up to a position, None for the log's head; within a transaction of the caller."""
    if not made_here(connection):
        connection.execute("DROP TABLE IF EXISTS main.search")
        connection.execute("INSERT OR REPLACE INTO main.about VALUES('search', ?)", (fingerprint(),))
    connection.execute(_TABLE)
    connection.execute(_INDEX)
    (last,) = connection.execute("SELECT coalesce(max(position), 0) FROM main.search").fetchone()
    events = log.events(last + 1, stop)
    while block := list(islice(events, _BLOCK)):
        acts = (event for event in block if is_act(event.act))
        connection.executemany("INSERT INTO main.search VALUES(?,?,?,?,?)", map(_row, acts))


def _row(event: Event) -> tuple[int, str, str, str, str]:
    """An event as it is searched: its place, the first and last day under which it is listed, and its texts folded."""
    body = read(event.line).get("body") or {}
    date = row_date(body) if body else None
    days = (date.earliest, date.latest) if date else ("", "")
    return event.position, event.act, *days, text.fold("\n".join(_texts(body)))


def _texts(value: Any, key: str = "") -> Iterator[str]:
    """Every text of a body that a person may remember."""
    if isinstance(value, str):
        if key not in _SILENT:
            yield value
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield from _texts(item, name)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item, key)


def _result(view: View, position: int, asked: list[str]) -> dict[str, Any]:
    """One act that was found, with the first of its texts that holds one of the words."""
    body = read(view.line(position))["body"]
    date = row_date(body)
    where = next((t for t in _texts(body) if any(word in text.fold(t) for word in asked)), "")
    return {
        "date": date.words if date else None,
        "act": body["id"],
        "kind": body["kind"],
        "title": body["title"],
        "found": where if len(where) <= 120 else where[:119] + "…",
        "earliest": date.earliest if date else "",
        "latest": date.latest if date else "",
        "position": position,
    }
