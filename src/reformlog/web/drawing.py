"""The drawing of a zone through time: a bar each for zone, policy and plan, and a stroke for every act."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from ..formats import labels
from .words import status

WIDTH, LEFT, TOP = 1000, 120, 10  # units of the drawing; names stand to the left
LANE = 34  # height of a lane
LANES = (("zone", "status"), ("policy", "policy"), ("plan", "plan"))
MAX_STROKES = 500

State = tuple[str, Mapping[str, Any]]  # the day from which a zone's row holds, and the row


class Bar(NamedTuple):
    """A stretch of one status. x, width: in units; word: the status; label: empty when it is too narrow for one."""

    x: float
    width: float
    word: str
    label: str
    title: str


class Lane(NamedTuple):
    """One entity through time."""

    name: str
    y: float
    bars: list[Bar]


class Stroke(NamedTuple):
    """One act. x: its day."""

    x: float
    title: str


class Drawing(NamedTuple):
    """Everything to be drawn. years: (x, year) of each new year shown. now: x of the chosen day, None when outside."""

    height: float
    lanes: list[Lane]
    strokes: list[Stroke]
    years: list[tuple[float, str]]
    now: float | None


def draw(states: Sequence[State], rows: Sequence[Mapping[str, Any]], day: str, lang: str) -> Drawing | None:
    """The drawing of a zone from its states and the rows of its chronology; None when there is nothing to draw."""
    dated = [(_stroke_day(row), row) for row in rows[-MAX_STROKES:]]
    known = [on for on, _ in dated if on] + [valid for valid, _ in states]
    if not known:
        return None
    first = min(known)[:4] + "-01-01"
    last = min(max([*known, day]), str(int(max(known)[:4]) + 30) + "-12-31")
    scale = _Scale(first, last)
    lanes = [
        Lane(labels.word("entity", entity, lang), TOP + index * LANE, _bars(states, field, scale, lang))
        for index, (entity, field) in enumerate(LANES)
    ]
    strokes = [Stroke(scale.x(on), f"{row['year']}{row['date']} {row['title']}") for on, row in dated if on]
    now = scale.x(day) if first <= day <= last else None
    return Drawing(TOP + (len(LANES) + 1) * LANE + 24, lanes, strokes, scale.years(), now)


class _Scale:
    """Days to units of the drawing."""

    def __init__(self, first: str, last: str):
        self._first, self._last = _number(first), _number(last)
        self._unit = (WIDTH - LEFT - 10) / max(self._last - self._first, 1)

    def x(self, day: str) -> float:
        return round(LEFT + (min(_number(day), self._last) - self._first) * self._unit, 1)

    @property
    def end(self) -> float:
        return WIDTH - 10

    def years(self) -> list[tuple[float, str]]:
        first = datetime.date.fromordinal(self._first).year
        last = datetime.date.fromordinal(self._last).year
        step = max(1, -(-(last - first + 1) // 14))
        return [(self.x(f"{year:04}-01-01"), str(year)) for year in range(first, last + 1, step)]


def _number(day: str) -> int:
    return datetime.date.fromisoformat(day).toordinal()


def _stroke_day(row: Mapping[str, Any]) -> str | None:
    """The day an act is drawn on: when it has certainly happened, else when it may have begun; None for neither."""
    for day in (row["latest"], row["earliest"]):
        if "1800" < day < "9999":
            return str(day)
    return None


def _bars(states: Sequence[State], field: str, scale: _Scale, lang: str) -> list[Bar]:
    changes: list[tuple[str, str]] = []
    for valid, row in states:
        if not changes or changes[-1][1] != row[field]:
            changes.append((valid, row[field]))
    bars = []
    for index, (valid, word) in enumerate(changes):
        end = scale.x(changes[index + 1][0]) if index + 1 < len(changes) else scale.end
        x = scale.x(valid)
        if word != "none":
            width, name = round(max(end - x, 2), 1), status(word, lang)
            label = name if width > 11 * len(name) * (0.7 if lang == "en" else 1.25) else ""
            bars.append(Bar(x, width, word, label, f"{valid} {name}"))
    return bars
