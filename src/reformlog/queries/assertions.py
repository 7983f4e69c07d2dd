"""Assertions: what the keepers of the record said must be so on a day, held against the rows as known at a position."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from .. import dates
from ..projections.facts import Fact, use_id
from ..projections.shapes import kind_of
from . import giving, walking
from .entities import SORTS, Entity, with_ordered_parts
from .fields import fields
from .statements import standing
from .states import rows_at
from .view import View


class Broken(NamedTuple):
    """An assertion that does not hold. acts: those that gave what was found."""

    name: str
    as_of: str
    what: str
    expected: Any
    found: Any
    acts: list[str]

    @property
    def message(self) -> str:
        """Expected, found, the difference and the acts behind it, in one sentence."""
        difference = ""
        if isinstance(self.expected, list) and isinstance(self.found, list):
            missing = [item for item in self.expected if item not in self.found]
            more = [item for item in self.found if item not in self.expected]
            parts = [
                f"missing {', '.join(map(str, missing))}" if missing else "",
                f"not expected {', '.join(map(str, more))}" if more else "",
            ]
            difference = f" ({'; '.join(filter(None, parts))})"
        behind = f" Behind it: {', '.join(self.acts)}." if self.acts else " No act recorded says so."
        expected, found = _shown(self.expected), _shown(self.found)
        return f"{self.name}, as of {self.as_of}: {self.what} must be {expected} and is {found}{difference}.{behind}"


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(map(str, value)) + "]"
    return "none" if value is None else str(value)


def broken(view: View) -> list[Broken]:
    """Every assertion that stands and does not hold, as known at the view's position."""
    bodies = [body for _, _, body in standing(view.projection.connection, "assert", view.position)]
    return [found for body in bodies for found in _of(view, body)]


def _of(view: View, body: Mapping[str, Any]) -> Iterator[Broken]:
    on = dates.read(body["as-of"]).latest
    for row in body.get("that", ()):
        yield from _row(view, body["assert"], on, row)
    if "designated" in body:
        zones = {row["zone"]: row["act"] for row in rows_at(view, "zone", on) if row["status"] == "designated"}
        expected = sorted(body["designated"])
        if expected != sorted(zones):
            acts = [act for zone, act in zones.items() if zone not in expected]
            what = "the designated zones"
            yield Broken(body["assert"], on, what, expected, sorted(zones), list(dict.fromkeys(acts)))


def _row(view: View, name: str, on: str, row: Mapping[str, Any]) -> Iterator[Broken]:
    subject, named = _subject(row)
    known, owed = _told(view, subject, on)
    if subject.sort == "use" and not _BORROWED.keys().isdisjoint(row):
        borrowed, owed_by = _told(view, Entity("measure", subject.id.partition("@")[0]), on)
        for field, own in _BORROWED.items():
            known[field] = borrowed[own]
            owed |= {field: owed_by[own]} if own in owed_by else {}
    for field, expected in row.items():
        if field in named:
            continue
        if field not in known:
            what = f"{subject.sort} {subject.id}: {field}, which is no field of it (it has {', '.join(known)}),"
            yield Broken(name, on, what, expected, None, [])
        elif not same(expected, known[field]):
            acts = [owed[field].act] if field in owed else []
            yield Broken(name, on, f"{subject.sort} {subject.id}: {field}", expected, known[field], acts)


_BORROWED = {"title": "title", "until": "until", "measure_status": "status"}  # what the row of a use has of its measure


def _told(view: View, subject: Entity, on: str) -> tuple[dict[str, Any], dict[str, Fact]]:
    """The fields of an entity on a day, and the effects that gave them."""
    walk = walking.walk(view, subject.group, on)
    known = fields(kind_of(subject.group), walk.state)
    return {field: value for (sort, field), value in known.items() if sort == subject.sort}, giving.owed(subject, walk)


def _subject(row: Mapping[str, Any]) -> tuple[Entity, set[str]]:
    """The entity a row of an assertion names, and the keys that name it."""
    if "measure" in row and "zone" in row:
        part = row.get("part")
        areas = [part] if isinstance(part, str) else part
        return Entity("use", use_id(row["measure"], row["zone"], areas)), {"measure", "zone", "part"}
    sort = next(sort for sort in SORTS if sort in row)
    return Entity(sort, with_ordered_parts(row[sort]) if sort == "use" else row[sort]), {sort}


def same(expected: Any, found: Any) -> bool:
    """Whether a value is as written in an assertion: numbers as text, `none` for nothing, lists in any order."""
    if isinstance(expected, Mapping) and isinstance(found, Mapping):
        return expected.keys() == found.keys() and all(same(expected[key], found[key]) for key in expected)
    if isinstance(expected, list | tuple) or isinstance(found, list | tuple):
        return _several(expected) == _several(found)
    return ("none" if found is None else str(found)) == ("none" if expected is None else str(expected))


def _several(value: Any) -> list[str]:
    if isinstance(value, list | tuple):
        return sorted(map(str, value))
    return [] if value in (None, "none") else [str(value)]
