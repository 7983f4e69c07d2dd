"""What each page shows beside its data: the map and its course, a zone's past, an act's versions, a part of a list."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from ..errors import Damaged, Usage
from ..formats import sheet
from ..log.merkle import leaf_hash
from ..projections.shapes import row_of
from ..queries import chronology, explain, states
from ..queries.entities import is_spoken_of
from ..queries.view import View
from . import drawing, maps
from .addresses import Address
from .asking import Subject
from .listing import MAX_ROWS, PAGE, Answer, Part, some_acts, some_events
from .render import Site, html

MAX_ACTS = 200  # of one zone listed on its page; its chronology has all
MAX_STATES = 500  # the last days of change of one zone told on its page
MAX_COURSES = 16  # states of knowledge whose course of the map is kept

More = dict[str, Any]
PARTS: dict[tuple[str, ...], Callable[[View, int, int], Part]] = {
    ("chronology",): some_acts,
    ("log",): some_events,
}


class Page(NamedTuple):
    """A page as text. pages: of how many, with the one it is, the list on it consists."""

    text: str
    pages: int


def page(site: Site, subject: Subject, address: Address, view: View, day: str) -> Page:
    """The page of an address, all of it from one view."""
    part = PARTS.get(subject.path)
    if part is not None:
        number = _number(address)
        answer, total = part(view, (number - 1) * PAGE, PAGE)
        more = _paging(number, total)
        if total > MAX_ROWS:
            more["downloads"] = []
    else:
        answer = subject.ask(view, day, address)
        more = _CONTEXTS[subject.template](address, view, day, answer)
    return Page(html(site, subject, address, view, day, answer, **more), more.get("pages", 1))


def _number(address: Address) -> int:
    return int(address.field("page") or 1)


def _paging(number: int, total: int) -> More:
    """Usage where a list has fewer pages: an empty one would say that nothing is recorded."""
    pages = max(1, -(-total // PAGE))
    if number > pages:
        raise Usage("no-page-number", f"There is no page {number}; the list ends with page {pages}.", f"page={pages}")
    return {"number": number, "pages": pages, "total": total, "title": None}


_AUDITED = ("zone", "rule", "step", "outcome", "article", "act", "date", "of", "days", "message", "answered")


def _cut(answer: Answer, number: int) -> Answer:
    """One page of the main list of an answer, and the beginning of the lists beside it."""
    mains = sheet.main_lists(answer)
    if "gaps" in answer:  # of an audit, whose findings have more columns than a page is wide
        shown = _AUDITED if "zone" not in answer else _AUDITED[1:]  # on the page of a zone it is the same in all
        answer = {**answer, "findings": [{key: row[key] for key in shown} for row in answer["findings"]]}
    first = (number - 1) * PAGE
    cut = {key: answer[key][first : first + PAGE] for key in mains}
    return {**answer, **cut, **{key: answer[key][:PAGE] for key in sheet.ASIDE if key in answer}}


def _listing(address: Address, view: View, day: str, answer: Answer) -> More:
    number = _number(address)
    mains = sheet.main_lists(answer)
    total = max((len(answer[key]) for key in mains), default=0)
    return {"answer": _cut(answer, number), **_paging(number, total)}


def _home(address: Address, view: View, day: str, answer: Answer) -> More:
    found, every = course_of(view)
    before, after = maps.neighbours(every, day)
    width, height = maps.size()
    return {
        **_listing(address, view, day, answer),
        "squares": maps.draw(answer["zones"], address.lang),
        "width": width,
        "height": height,
        "side": maps.SIDE,
        "before": before,
        "after": after,
        "statuses": maps.STATUSES,
        "course": found.data(address) if found else None,
        "days": every if len(every) <= maps.MAX_DAYS else [],
    }


_courses: dict[tuple[str, int, bytes], tuple[maps.Course | None, list[str]]] = {}


def course_of(view: View) -> tuple[maps.Course | None, list[str]]:
    """The course of the map and its days; worked out once for each state of knowledge, of which the last are kept."""
    key = (view.log.origin, view.position, view.log.root(view.position))
    kept = dict(_courses)
    if key in kept:
        return kept[key]
    if len(kept) >= MAX_COURSES:
        _courses.clear()
    course = _courses[key] = maps.course(view), maps.days(view)
    return course


def _zone(address: Address, view: View, day: str, answer: Answer) -> More:
    zone = address.page[1]
    past, days = _states(view, zone)
    rows = chronology.rows_of(view, [zone])
    lists = {
        "plans": _plans(view, zone, day),
        "measures": states.states(view, "uses", as_of=day, zone=zone)["measures"],
    }
    return {
        "answer": answer,
        "zone": zone,
        "row": answer["zones"][0] if answer["zones"] else None,
        "last": past[-1][1] if past else None,
        "rows": rows[-MAX_ACTS:],
        "acts": len(rows),
        "lists": {name: found[:PAGE] for name, found in lists.items()},
        "counts": {name: len(found) for name, found in lists.items()},
        "drawing": drawing.draw(past, rows, day, address.lang),
        "changes": _changes(past, days > len(past)),
        "changed": (days, len(past)),
        "explained": _explained(view, zone, day),
        **_neighbours(view, zone, day),
    }


_OWN = "FROM point WHERE grp = ? AND known_from <= ? AND known_to > ?"


def _states(view: View, zone: str) -> tuple[list[drawing.State], int]:
    """The last states of a zone, and how many there are of them in all."""
    asked = ("zone:" + zone, view.position, view.position)
    rows = view.rows(f"SELECT valid, row {_OWN} ORDER BY valid DESC LIMIT ?", (*asked, MAX_STATES)).fetchall()
    (total,) = view.rows(f"SELECT count(*) {_OWN}", asked).fetchone()
    return [(valid, row_of("zone", row)) for valid, row in reversed(rows)], total


def _neighbours(view: View, zone: str, day: str) -> More:
    """The last day of change of a zone before a day, and the first after it."""
    asked = ("zone:" + zone, view.position, view.position, day)
    (before,) = view.rows(f"SELECT max(valid) {_OWN} AND valid < ?", asked).fetchone()
    (after,) = view.rows(f"SELECT min(valid) {_OWN} AND valid > ?", asked).fetchone()
    return {"before": before, "after": after}


_LISTED = ("status", "name", "nickname", "type", "areas", "policy", "plan", "in_progress", "policy_in_progress")


def _changes(past: list[drawing.State], earlier: bool) -> list[dict[str, Any]]:
    """Each change of a zone's state: day, field, before and after. earlier: the first state of these had one before."""
    changes: list[dict[str, Any]] = []
    before = past[0][1] if earlier else dict.fromkeys(_LISTED)
    for valid, row in past:
        for field in _LISTED:
            old, new = before[field], row[field]
            if old != new and not (old in (None, "none", []) and new in (None, "none", [])):
                changes.append({"day": valid, "field": field, "before": old, "after": new})
        before = row
    return changes


def _plans(view: View, zone: str, day: str) -> list[dict[str, Any]]:
    named = view.rows("SELECT grp FROM member WHERE zone = ? AND grp > 'plan:' AND grp < 'plan;'", (zone,)).fetchall()
    groups = dict.fromkeys(["plan:" + zone, *(group for (group,) in named)])
    rows = (states.row_at(view, group, day) for group in groups)
    return [row for row in rows if row and row["zone"] == zone and (row["status"] != "none" or row["in_progress"])]


def _explained(view: View, zone: str, day: str) -> list[dict[str, Any]]:
    """What holds of the zone and which act gave it; nothing of a zone that acts only mention."""
    group = f"zone:{zone}"
    told = explain.fields(view, group, as_of=day) if is_spoken_of(view, group) else []
    return [row for row in told if row["act"]]


def _act(address: Address, view: View, day: str, answer: Answer) -> More:
    versions = answer["versions"]
    shown, before = [], None
    for version in versions:
        shown.append({**version, "differences": _differences(before, version["body"]), "proof": _proof(view, version)})
        before = version["body"] or before
    return {"answer": answer, "versions": shown[::-1], "body": before, "act": answer["act"]}


def _differences(old: Mapping[str, Any] | None, new: Mapping[str, Any] | None) -> list[dict[str, Any]] | None:
    """The fields in which two versions differ; None when there is nothing to compare."""
    if old is None or new is None:
        return None
    return [
        {"field": key, "before": old.get(key), "after": new.get(key)}
        for key in {**old, **new}
        if old.get(key) != new.get(key)
    ]


def _proof(view: View, version: Mapping[str, Any]) -> dict[str, str]:
    """The stored line and its leaf hash, computed again. Damaged when it is not the one in the tree."""
    position, line = version["position"], view.line(version["position"])
    leaf = leaf_hash(line) if isinstance(line, bytes) else b""  # a damaged log may hold anything in its place
    if leaf != view.log.leaf(position):
        raise Damaged("leaf", f"The event at position {position} is not what was recorded.", "reformlog verify")
    return {"leaf": base64.b64encode(leaf).decode(), "line": line.decode(), "bytes": f"{len(line):,}"}


def _difference(address: Address, view: View, day: str, answer: Answer) -> More:
    *of, sort, start = address.page
    zone = of[1] if of else None
    return {**_listing(address, view, day, answer), "start": start, "learned": sort == "learned", "zone": zone}


_CONTEXTS: dict[str, Callable[[Address, View, str, Answer], More]] = {
    "answer.html": _listing,
    "search.html": _listing,
    "home.html": _home,
    "zone.html": _zone,
    "act.html": _act,
    "difference.html": _difference,
}
