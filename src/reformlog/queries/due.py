"""What time alone did between two days: what came into force or became certain, expired, or is overdue."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson

from .. import dates
from ..errors import Usage
from ..projections.folds import measure as measures_fold
from ..projections.schema import MORE
from ..projections.shapes import state_of
from . import history
from .view import Day, View, coordinates

Row = dict[str, Any]

_VISIBLE = "known_from <= :known AND known_to > :known"
_REACHED = (
    f"SELECT known_from, idx, sort, until_day, grp, entry FROM ahead WHERE {_VISIBLE} "
    "AND sort IN ('pending', 'possible') AND until_day BETWEEN :start AND :end AND from_day < until_day "
    "ORDER BY until_day, known_from, idx"
)
_OPEN = (
    f"SELECT sort, entry FROM ahead WHERE {_VISIBLE} AND sort IN ('pending', 'possible') AND from_day <= :end "
    "AND until_day > :end ORDER BY until_day, from_day, known_from, idx"
)
# What is foreseen, and what acts say was done; `grp` names the act that made the promise. Paired in memory, for to seek
# each promise's acts here takes the square of their number.
_PROMISES = (
    f"SELECT known_from, idx, sort, grp, entry FROM ahead WHERE {_VISIBLE} AND sort IN ('foreseen', 'meets') "
    "AND from_day <= :end ORDER BY known_from, idx"
)
_MEASURES = (
    f"SELECT grp, valid, row, {MORE} FROM point WHERE grp > 'measure:' AND grp < 'measure;' AND valid <= :end "
    f"AND {_VISIBLE} ORDER BY grp, valid"
)


def due(view: View, start: Day = None, end: Day = None, *, since: int | None = None) -> Row:
    """What happened by time alone from one day to another, both included, and what is pending, foreseen, overdue then.

    since: a position, for "since I last looked": without `start` the days begin on the day it was recorded, and
    `events` lists what was recorded after it. Without `end` they end today; without both `start` is today as well.
    """
    last = view.day(end)
    first = view.day(start) if start is not None else _day_of(view, since, last)
    view.days(first, last)
    asked = {"known": view.position, "start": first, "end": last}
    waiting: dict[str, list[Row]] = {"pending": [], "possible": []}
    for sort, entry in view.rows(_OPEN, asked):
        waiting[sort].append(orjson.loads(entry))
    promises = [row for _, row in foreseen(view, last)]
    rows = sorted([*_reached(view, asked), *_expired(view, first, last)], key=lambda row: (row["day"], row["how"]))
    answer = {**coordinates(view, last), "from": first, "to": last, "due": rows, **waiting}
    answer["foreseen"] = [row for row in promises if row["latest"] >= last]
    answer["overdue"] = [row for row in promises if row["latest"] < last]
    if since is not None:
        answer |= {"since": since, "events": history.log(view, known_from=since + 1)["events"]}
    return answer


def foreseen(view: View, on: str) -> list[tuple[int, Row]]:
    """The promises that stand on a day: what acts begun by then expect, and no other act begun by then says was done.

    Each as its index among the act's `expects`, and its row as answers list it.
    """
    rows = view.rows(_PROMISES, {"known": view.position, "end": on}).fetchall()
    keepers: dict[str, set[int]] = {}
    for at, _, sort, group, _ in rows:
        if sort == "meets":
            keepers.setdefault(group, set()).add(at)
    return [
        (index, orjson.loads(entry))
        for at, index, sort, group, entry in rows
        if sort == "foreseen" and keepers.get(group, set()) <= {at}
    ]


def _day_of(view: View, since: int | None, last: str) -> str:
    """The day in Japan on which a position was recorded; the last day itself when none is named."""
    if since is None:
        return last
    if not 0 <= since <= view.position:
        raise Usage(
            "no-position", f"There is no position {since}; the log goes to {view.position}.", f"--since {view.position}"
        )
    recorded = view.log.recorded_at(since) if since else None
    return min(last, dates.jst_day(recorded)) if recorded else dates.FIRST_DAY


def _reached(view: View, asked: Row) -> Iterator[Row]:
    """Effects of acts already under way whose day came, and possible ones that became certain."""
    found = view.rows(_REACHED, asked).fetchall()
    also_possible = {
        (at, index)
        for at, index in view.rows(f"SELECT known_from, idx FROM ahead WHERE {_VISIBLE} AND sort = 'possible'", asked)
    }
    refused = {(act, index) for act, index in view.rows(f"SELECT act, idx FROM conflict WHERE {_VISIBLE}", asked)}
    for at, index, sort, until, _, text in found:
        entry = orjson.loads(text)
        how = "certain" if sort == "possible" else "possible" if (at, index) in also_possible else "in-force"
        kept = {key: value for key, value in entry.items() if key not in ("effective", "earliest", "latest")}
        applied = (entry["act"], index) not in refused
        yield {"day": until, "how": how, **kept, "applied": applied, "position": at}


def _expired(view: View, first: str, last: str) -> Iterator[Row]:
    """Measures whose last day passed: out of force from the day after, without any act."""
    points = view.rows(_MEASURES, {"known": view.position, "end": last}).fetchall()
    before: tuple[str, str] | None = None  # the measure and the expiry that the point before this one speaks of
    for place, (group, valid, row, more) in enumerate(points):
        state = state_of("measure", row, more)
        kept, expiry = state["more"], measures_fold.expiry(state)
        if state["status"] != "created" or expiry is None:
            before = None
            continue
        after = points[place + 1] if place + 1 < len(points) and points[place + 1][0] == group else None
        # What became certain only after its last day was out of force from the day on which it was certain.
        day = max(valid, expiry)
        told, before = before == (group, expiry) and valid > expiry, (group, expiry)
        if not told and first <= day <= last and (after is None or day < after[1]):
            named = {"measure": state["measure"], "is": "expired", "act": kept["until_act"]}
            yield {"day": day, "how": "expired", **named, "applied": True, "position": kept["until_position"]}
