"""Search: acts whose titles, details, words, sources or quotes hold all the words asked for, however they were typed.

The texts are folded into a copy for searching (`text.fold`), kept beside the other rows and filled when first asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from .. import text
from ..errors import Usage
from ..events.streams import is_act
from ..log.lines import read
from ..projections.facts import row_date
from .view import View, coordinates

_TABLE = "CREATE TABLE IF NOT EXISTS search(position INTEGER PRIMARY KEY, act TEXT, folded TEXT)"
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
    _fill(view)
    query = (
        "SELECT position FROM search s WHERE position <= ? AND "
        + " AND ".join(["folded LIKE ? ESCAPE '\\'"] * len(asked))
        + " AND NOT EXISTS (SELECT 1 FROM search o WHERE o.act = s.act AND o.position > s.position AND o.position <= ?)"
    )
    patterns = ["%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%" for word in asked]
    found = [at for (at,) in view.rows(query, (view.position, *patterns, view.position))]
    results = sorted(
        (_result(view, at, asked) for at in found), key=lambda row: (row["earliest"], row["latest"], row["position"])
    )
    return {**coordinates(view), "words": words, "found": len(results), "results": results[:limit]}


def _fill(view: View) -> None:
    """Brings the copy up to the log's head."""
    connection = view.projection.connection
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute(_TABLE)
        connection.execute("CREATE INDEX IF NOT EXISTS search_act ON search(act, position)")
        (last,) = connection.execute("SELECT coalesce(max(position), 0) FROM search").fetchone()
        events = view.log.events(last + 1)
        while block := list(islice(events, _BLOCK)):
            acts = (event for event in block if is_act(event.act))
            rows = (
                (event.position, event.act, text.fold("\n".join(_texts(read(event.line).get("body")))))
                for event in acts
            )
            connection.executemany("INSERT INTO search VALUES(?,?,?)", rows)
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


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
