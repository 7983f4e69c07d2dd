"""The map on a day: what stands in each prefecture's square, the days on which it changes, and its whole course."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import orjson

from .. import places
from ..projections.shapes import row_of
from ..queries.view import View
from . import squares
from .addresses import Address
from .words import phrase, status

RANK = {"none": 0, "cancelled": 1, "candidate": 2, "endorsed": 3, "designated": 4}
STATUSES = ("candidate", "endorsed", "designated", "cancelled")
MAX_POINTS = 1_000  # states of zones beyond which no course is drawn into the page
MAX_DAYS = 1_000  # days of change listed on a page
SIDE, GAP = 60, 4  # of a square, in units of the drawing

_DAYS = (
    "SELECT DISTINCT valid FROM point WHERE grp > 'zone:' AND grp < 'zone;' AND known_from <= ? AND known_to > ? "
    "ORDER BY valid"
)
_POINTS = (
    "SELECT grp, valid, row FROM point WHERE grp > 'zone:' AND grp < 'zone;' AND known_from <= :known "
    "AND known_to > :known LIMIT :most"
)


class Square(NamedTuple):
    """One prefecture's square. status: the furthest of its zones. part: only municipalities. zones: their rows."""

    code: str
    name: str
    short: str
    x: int
    y: int
    status: str
    part: bool
    zones: list[Mapping[str, Any]]
    label: str

    @property
    def several(self) -> bool:
        """Whether more than one zone lies in it."""
        return len(self.zones) > 1


def size() -> tuple[int, int]:
    """Width and height of the drawing."""
    step = SIDE + GAP
    return squares.COLUMNS * step + GAP, squares.ROWS * step + GAP


def areas_of(row: Mapping[str, Any]) -> list[str]:
    """The areas a zone stands on: those of its order, before that the proposed ones."""
    areas: list[str] = row["areas"] or row["proposed_areas"]
    return areas


def _prefectures(codes: list[str]) -> list[tuple[str, bool]]:
    """The prefectures that areas lie in, each with whether only municipalities of it are meant."""
    if len(codes) == 1:
        return [(codes[0][:2], len(codes[0]) > 2)]
    return [(prefecture, prefecture not in codes) for prefecture in dict.fromkeys(code[:2] for code in codes)]


def draw(rows: Iterable[Mapping[str, Any]], lang: str) -> list[Square]:
    """The 47 squares from the zones of a day, from Hokkaido to Okinawa."""
    found: dict[str, list[tuple[int, bool, Mapping[str, Any]]]] = {}
    for row in rows:
        rank = RANK.get(row["status"], 0)
        for prefecture, part in _prefectures(areas_of(row)):
            found.setdefault(prefecture, []).append((rank, part, row))
    return [_square(code, names[lang], found.get(code, []), lang) for code, names in places.prefectures().items()]


def _square(code: str, name: str, here: list[tuple[int, bool, Mapping[str, Any]]], lang: str) -> Square:
    column, row = squares.PLACES[code]
    best = max((rank for rank, _, _ in here), default=0)
    word = next((key for key, rank in RANK.items() if rank == best), "none")
    part = bool(here) and all(partly for rank, partly, _ in here if rank == best)
    zones = [zone for _, _, zone in here]
    what = status(word, lang) + (f"（{phrase('part of it', lang)}）" if part else "")
    named = "、".join(dict.fromkeys(str(zone["name"] or zone["zone"]) for zone in zones[:5]))
    label = f"{name} {what}" + (f" {named}" if named else "")
    step = SIDE + GAP
    short = squares.short_name(name, lang)
    return Square(code, name, short, GAP + column * step, GAP + row * step, word, part, zones, label)


def days(view: View) -> list[str]:
    """Every day on which the state of some zone changes."""
    return [day for (day,) in view.rows(_DAYS, (view.position, view.position))]


def neighbours(days: Sequence[str], day: str) -> tuple[str | None, str | None]:
    """The last day of change before a day, and the first after it."""
    before, after = bisect_left(days, day) - 1, bisect_right(days, day)
    return days[before] if before >= 0 else None, days[after] if after < len(days) else None


class Course(NamedTuple):
    """The course of the map. days: all on which a zone changes. steps: code → [[index of the day, status, part]]."""

    days: list[str]
    steps: dict[str, list[tuple[int, str, bool]]]

    def data(self, address: Address) -> str:
        """The course as the page's script reads it; `<` never stands in it, so it cannot end the element it is in."""
        words = {word: status(word, address.lang) for word in RANK}
        data = {"days": self.days, "steps": self.steps, "words": words, "part": phrase("part of it", address.lang)}
        return orjson.dumps(data).decode().replace("<", "\\u003c")


def course(view: View) -> Course | None:
    """How the map went, as known at the view's position; None when it is too long to be played."""
    points = view.rows(_POINTS, {"known": view.position, "most": MAX_POINTS + 1}).fetchall()
    if len(points) > MAX_POINTS:
        return None
    days = sorted({valid for _, valid, _ in points})
    states: dict[str, Mapping[str, Any]] = {}
    by_day: dict[str, list[tuple[str, str]]] = {}
    for group, valid, row in points:
        by_day.setdefault(valid, []).append((group, row))
    steps: dict[str, list[tuple[int, str, bool]]] = {}
    for index, day in enumerate(days):
        states |= {group: row_of("zone", row) for group, row in by_day[day]}
        for square in draw((row for row in states.values() if row["status"] != "none"), "ja"):
            known = steps.setdefault(square.code, [])
            if (known[-1][1:] if known else ("none", False)) != (square.status, square.part):
                known.append((index, square.status, square.part))
    return Course(days, {code: known for code, known in steps.items() if known})
