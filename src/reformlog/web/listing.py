"""All acts and the whole log, a page at a time: what grows with the record is never read whole for one page."""

from __future__ import annotations

import threading
from bisect import insort
from typing import Any, NamedTuple

from ..errors import Usage
from ..events.streams import is_act
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


class _Calendar:
    """Every version of every act in the order of row dates, with the positions between which it held.

    It is read once and extended as the log grows, so that a page of many acts does not read the log again.
    """

    def __init__(self, origin: str):
        self.origin, self.position, self.root = origin, 0, b""
        self._rows: list[list[Any]] = []  # earliest, latest, order, first, position, until, act, part-of
        self._versions: dict[str, list[list[Any]]] = {}
        self._shown: tuple[int, list[list[Any]], dict[str, list[str]]] | None = None  # the last answer of `shown`

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
            if not is_act(event.act):
                continue
            versions = self._versions.setdefault(event.act, [])
            if versions:
                versions[-1][5] = min(versions[-1][5], event.position)
            body = read(event.line).get("body")
            day = row_date(body) if body else None
            first = versions[0][3] if versions else event.position
            row = [*("", "", 0), first, event.position, OPEN, event.act, (body or {}).get("part-of")]
            versions.append(row)
            if body and day:
                row[:3] = day.earliest, day.latest, body.get("order", 0)
                insort(self._rows, row)
            elif not body:
                row[5] = event.position  # a withdrawal is no act
        self.position, self.root = view.position, view.log.root(view.position)

    def shown(self, position: int) -> tuple[list[list[Any]], dict[str, list[str]]]:
        """The rows as known at a position, and under which acts the others stand."""
        if self._shown is None or self._shown[0] != position:
            rows = [row for row in self._rows if row[4] <= position < row[5]]
            parts: dict[str, list[str]] = {}
            for row in [row for row in rows if row[7] is not None and self._part_of(row, position)]:
                parts.setdefault(row[7], []).append(row[6])
            inside = {act for acts in parts.values() for act in acts}
            self._shown = position, [row for row in rows if row[6] not in inside] if inside else rows, parts
        return self._shown[1:]

    def _row_of(self, act: str, position: int) -> list[Any] | None:
        """The row of an act as known at a position, None when it is not shown."""
        return next((row for row in self._versions.get(act, ()) if row[4] <= position < row[5] and row[0]), None)

    def _part_of(self, row: list[Any], position: int) -> bool:
        """Whether the row is shown in that of another act: one level only, so that none is ever lost."""
        whole = None if row[7] is None else self._row_of(row[7], position)
        return whole is not None and (whole[7] is None or self._row_of(whole[7], position) is None)


_lock = threading.Lock()
_calendars: list[_Calendar] = []  # the last one used


def some_acts(view: View, day: str, address: Address, start: int, count: int) -> Part:
    """The same as `all_acts`, of which only some rows are read."""
    with _lock:
        if not _calendars or not _calendars[0].is_of(view):
            _calendars[:] = [_Calendar(view.log.origin)]
        _calendars[0].extend(view)
        rows, parts = _calendars[0].shown(view.position)
    made = []
    for earliest, latest, order, first, position, *_ in rows[start : start + count]:
        body = read(view.line(position))["body"]
        made.append(chronology.row(((earliest, latest, order, first), position, body), (), parts))
    return Part({**coordinates(view), "rows": made}, len(rows))


def all_acts(view: View, day: str, address: Address) -> Answer:
    """The chronology of everything. Usage when it is too long for one download."""
    bounded(view, "reformlog chronology --format csv")
    return chronology.chronology(view)


def some_events(view: View, day: str, address: Address, start: int, count: int) -> Part:
    """The events in recorded order, the last first."""
    last = view.position - start
    first = max(1, last - count + 1)
    rows = []
    for event in view.log.events(first, last) if last > 0 else ():
        line = read(event.line)
        rows.append(history.event_row(event, line, line.get("body") or _last_body(view, event.act, event.version)))
    return Part({**coordinates(view), "events": rows[::-1]}, view.position)


def log_events(view: View, day: str, address: Address) -> Answer:
    """The whole log, as `reformlog log` prints it. Usage when it is too long for one download."""
    bounded(view, "reformlog log --format csv")
    return history.log(view)


def _last_body(view: View, act: str, version: int) -> dict[str, Any] | None:
    """The body that a withdrawal took back."""
    for event in reversed(view.log.versions(act)):
        if event.version < version and (body := read(event.line).get("body")):
            return dict(body)
    return None


def bounded(view: View, command: str) -> None:
    """Usage, naming the command without such a bound, when all would be read and that is too much for a page."""
    if view.position > MAX_ROWS:
        message = f"All {view.position:,} events are too many to be read for one page; at most {MAX_ROWS:,} are."
        raise Usage("too-many-rows", message, command)
