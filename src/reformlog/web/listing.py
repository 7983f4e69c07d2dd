"""All acts and the whole log, a page at a time: what grows with the record is never read whole for one page."""

from __future__ import annotations

import threading
from bisect import insort
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, NamedTuple

from ..errors import Usage
from ..events.streams import is_act
from ..log import Event
from ..log.lines import read
from ..projections.facts import row_date
from ..projections.schema import OPEN
from ..queries import chronology, history
from ..queries.view import View, coordinates
from .addresses import Address

PAGE = 100  # rows of one page
MAX_ROWS = 20_000  # rows of one download

Answer = dict[str, Any]
"""The data of an address, as `--json` prints it."""


class Part(NamedTuple):
    """A part of an answer. total: how many rows all of it has."""

    answer: Answer
    total: int


@dataclass(slots=True)
class _Version:
    """A version of an act: the days of its row date, empty where it has none, and the positions between which it held.

    order: within the day. first: position of the act's first version. position: its own. until: before which position
    it held. part_of: the act in whose row it asks to be shown.
    """

    act: str
    first: int
    position: int
    earliest: str = ""
    latest: str = ""
    order: int = 0
    until: int = OPEN
    part_of: str | None = None

    def held(self, position: int) -> bool:
        """Whether it was the version that stood at a position."""
        return self.position <= position < self.until


_place = attrgetter("earliest", "latest", "order", "first", "position")


class _Calendar:
    """Every version of every act in the order of row dates, with the positions between which it held.

    It is read once and extended as the log grows, so that a page of many acts does not read the log again.
    """

    def __init__(self, origin: str):
        self.origin, self.position, self.root = origin, 0, b""
        self._dated: list[_Version] = []
        self._versions: dict[str, list[_Version]] = {}
        self._shown: tuple[int, list[_Version], dict[str, list[str]]] | None = None  # the last answer of `shown`

    def is_of(self, view: View) -> bool:
        """Whether the view's log continues the one this was read from."""
        if view.log.origin != self.origin or view.log.position() < self.position:
            return False
        return self.position == 0 or view.log.root(self.position) == self.root

    def extend(self, view: View) -> None:
        """Reads on to the view's position."""
        if view.position <= self.position:
            return
        self._shown = None
        for event in view.log.events(self.position + 1, view.position):
            if is_act(event.act):
                self._add(event, read(event.line).get("body"))
        self.position, self.root = view.position, view.log.root(view.position)

    def _add(self, event: Event, body: dict[str, Any] | None) -> None:
        versions = self._versions.setdefault(event.act, [])
        if versions:
            versions[-1].until = min(versions[-1].until, event.position)
        version = _Version(event.act, versions[0].first if versions else event.position, event.position)
        versions.append(version)
        if body is None:
            version.until = event.position  # a withdrawal is no act
            return
        version.part_of = body.get("part-of")
        if (date := row_date(body)) is not None:
            version.earliest, version.latest, version.order = date.earliest, date.latest, body.get("order", 0)
            insort(self._dated, version, key=_place)

    def shown(self, position: int) -> tuple[list[_Version], dict[str, list[str]]]:
        """The versions that have a row of their own as known at a position, and under which acts the others stand."""
        if self._shown is None or self._shown[0] != position:
            held = [version for version in self._dated if version.held(position)]
            parts: dict[str, list[str]] = {}
            for version in held:
                if version.part_of is not None and self._is_part(version.part_of, position):
                    parts.setdefault(version.part_of, []).append(version.act)
            inside = {act for acts in parts.values() for act in acts}
            self._shown = position, [version for version in held if version.act not in inside], parts
        return self._shown[1:]

    def _dated_version(self, act: str, position: int) -> _Version | None:
        """The version of an act as known at a position, None when no chronology shows it."""
        return next(
            (version for version in self._versions.get(act, ()) if version.held(position) and version.earliest), None
        )

    def _is_part(self, whole: str, position: int) -> bool:
        """Whether an act that is part of another is shown in its row: one level only, so that none is ever lost."""
        version = self._dated_version(whole, position)
        return version is not None and (
            version.part_of is None or self._dated_version(version.part_of, position) is None
        )


_lock = threading.Lock()
_calendars: list[_Calendar] = []  # the last one used


def some_acts(view: View, start: int, count: int) -> Part:
    """Some rows of `all_acts`: `count` of them from the row `start` on; the others are not read."""
    with _lock:
        if not _calendars or not _calendars[0].is_of(view):
            _calendars[:] = [_Calendar(view.log.origin)]
        _calendars[0].extend(view)
        versions, parts = _calendars[0].shown(view.position)
    made = []
    for version in versions[start : start + count]:
        body = read(view.line(version.position))["body"]
        place = (version.earliest, version.latest, version.order, version.first)
        made.append(chronology.row((place, version.position, body), (), parts))
    return Part({**coordinates(view), "rows": made}, len(versions))


def all_acts(view: View, day: str, address: Address) -> Answer:
    """The chronology of everything. Usage when it is too long for one download."""
    bounded(view, "reformlog chronology --format csv")
    return chronology.chronology(view)


def some_events(view: View, start: int, count: int) -> Part:
    """The events in recorded order, the last first."""
    last = view.position - start
    first = max(1, last - count + 1)
    rows = []
    for event in view.log.events(first, last) if last > 0 else ():
        line = read(event.line)
        rows.append(history.event_row(event, line, line.get("body") or history.body_before(view, event)))
    return Part({**coordinates(view), "events": rows[::-1]}, view.position)


def log_events(view: View, day: str, address: Address) -> Answer:
    """The whole log, as `reformlog log` prints it. Usage when it is too long for one download."""
    bounded(view, "reformlog log --format csv")
    return history.log(view)


def bounded(view: View, command: str) -> None:
    """Usage, naming the command without such a bound, when all would be read and that is too much for a page."""
    if view.position > MAX_ROWS:
        message = f"All {view.position:,} events are too many to be read for one page; at most {MAX_ROWS:,} are."
        raise Usage("too-many-rows", message, command)
