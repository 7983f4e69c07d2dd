"""The rows of the projection file: read a group from a day on, write what was settled."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import Any

import orjson

from .ahead import ahead
from .chronicle import shown_in
from .facts import Fact, row_date
from .folds import Conflict
from .life import NEVER, Life
from .schema import OPEN
from .settle import Recorded, Window
from .timeline import Change, Clash, Point, Timeline

_FACT = "latest, earliest, ord, rank, first, idx, known_from, act, words, data"


def _text(value: Any) -> str:
    return orjson.dumps(value).decode()


def fact_of(row: Sequence[Any]) -> Fact:
    """A fact as the file keeps it."""
    return Fact._make([*row[:9], orjson.loads(row[9])])


class FileRows:
    """The rows of one projection file, within the transaction its owner holds. fresh: the file was empty before."""

    def __init__(self, connection: sqlite3.Connection, fresh: bool):
        self.connection, self.fresh = connection, fresh
        self.clashed = False
        # Most records hold no conflict at all: then no group needs to be asked for its own.
        self._conflicts: bool = connection.execute("SELECT EXISTS (SELECT 1 FROM conflict)").fetchone()[0]
        self._entities: list[tuple[str]] = []
        self._points: list[tuple[Any, ...]] = []
        self._facts: list[tuple[Any, ...]] = []

    def window(self, group: str, start: str) -> Window:
        """What is kept of a group from a day on, as known now, and the state before."""
        if self.fresh:
            return Window(None, [], [], [])
        execute = self.connection.execute
        base, points = None, []
        query = "SELECT valid, row, more, known_from FROM point WHERE grp=? AND known_to=? ORDER BY valid DESC"
        for day, row, more, known_from in execute(query, (group, OPEN)):
            state = {**orjson.loads(row), "more": orjson.loads(more)}
            if day < start:
                base = state
                break
            points.append(Point(day, state, known_from))
        query = f"SELECT {_FACT} FROM fact WHERE grp=? AND latest>=? AND known_to=?"
        facts = [fact_of(row) for row in execute(query, (group, start, OPEN))]
        clashes = []
        if self._conflicts:
            query = "SELECT fact, entry, known_from FROM conflict WHERE grp=? AND known_to=? AND valid>=?"
            clashes = [_clash(*row) for row in execute(query, (group, OPEN, start))]
        return Window(base, facts, points[::-1], clashes)

    def life(self, zone: str) -> Life:
        """The zone's life as known now."""
        if self.fresh:
            return NEVER
        query = "SELECT facts FROM life WHERE zone=? AND known_to=?"
        row = self.connection.execute(query, (zone, OPEN)).fetchone()
        return Life(fact_of([*fact[:9], _text(fact[9])]) for fact in orjson.loads(row[0])) if row else NEVER

    def members(self, zone: str) -> list[str]:
        """The plans and uses that have ever named the zone."""
        return [grp for (grp,) in self.connection.execute("SELECT grp FROM member WHERE zone=?", (zone,))]

    def write_timeline(self, group: str, timeline: Timeline, since: int) -> None:
        """Closes what was superseded, adds what is new since a position."""
        many = self.connection.executemany
        new = [p for p in timeline.rows() if p.known_from >= since]
        if new:
            self._entities.append((group,))
            self._points += [(group, p.day, p.known_from, p.known_to, *_row(p)) for p in new]
        old = [(p.known_to, group, p.day, p.known_from) for p in timeline.closed if p.known_from < since]
        if old:
            many("UPDATE point SET known_to=? WHERE grp=? AND valid=? AND known_from=?", old)
        if timeline.clashes or timeline.ended:
            self._write_clashes(group, timeline, since)

    def _write_clashes(self, group: str, timeline: Timeline, since: int) -> None:
        self.clashed = True
        many = self.connection.executemany
        gone = [c for c in timeline.ended if c.known_from < c.known_to]
        new = [c for c in (*gone, *timeline.clashes.values()) if c.known_from >= since]
        many("INSERT INTO conflict VALUES(?,?,?,?,?,?,?,?)", [_clash_row(group, clash) for clash in new])
        old = [(c.known_to, group, *c.key, c.known_from) for c in gone if c.known_from < since]
        many("UPDATE conflict SET known_to=? WHERE grp=? AND act=? AND idx=? AND known_from=?", old)

    def pass_on_reasons(self, since: int) -> None:
        """Gives a conflict the reason for which it was accepted before, on another entity or with other words.

        One that stands anew without a reason was not refused, so it stood before its batch and ceased within it only.
        """
        if not self.clashed:
            return
        query = (
            "SELECT known_from, act, idx, known_to, grp, entry FROM conflict WHERE known_from >= ? ORDER BY known_from"
        )
        new = self.connection.execute(query, (since,)).fetchall()
        reasons: dict[tuple[str, int], list[tuple[int, str]]] = {}
        query = (
            "SELECT act, idx, known_to, entry FROM conflict WHERE known_from < ? AND known_to < ? "
            "AND act IN (SELECT value FROM json_each(?))"
        )
        acts = _text(sorted({row[1] for row in new}))
        for act, index, known_to, entry in self.connection.execute(query, (since, OPEN, acts)):
            if (reason := orjson.loads(entry)["accepted"]) is not None:
                reasons.setdefault((act, index), []).append((known_to, reason))
        for known_from, act, index, known_to, group, entry in new:
            told = orjson.loads(entry)
            before = max((given for given in reasons.get((act, index), ()) if given[0] <= known_from), default=None)
            if before and told["accepted"] != before[1] and (before[0] == known_from or told["accepted"] is None):
                told["accepted"] = before[1]
                query = "UPDATE conflict SET entry=? WHERE grp=? AND act=? AND idx=? AND known_from=?"
                self.connection.execute(query, (_text(told), group, act, index, known_from))
            if told["accepted"] is not None and known_to < OPEN:
                reasons.setdefault((act, index), []).append((known_to, told["accepted"]))

    def write_life(self, zone: str, history: Sequence[tuple[int, Life]]) -> None:
        """Closes the zone's life as it was and adds the new ones, each known until before the next."""
        self.connection.execute("UPDATE life SET known_to=? WHERE zone=? AND known_to=?", (history[1][0], zone, OPEN))
        ends = [position for position, _ in history[2:]] + [OPEN]
        rows = [
            (zone, position, end, _text([list(fact) for fact in life.facts]))
            for (position, life), end in zip(history[1:], ends, strict=True)
        ]
        self.connection.executemany("INSERT INTO life VALUES(?,?,?,?)", rows)

    def write_facts(self, group: str, changes: Iterable[Change]) -> None:
        """Keeps the facts put in and closes those taken out."""
        gone: dict[tuple[Any, ...], int] = {}
        new: list[Fact] = []
        for change in changes:
            new += change.added
            for fact in change.removed:
                gone[group, *fact[:7]] = change.position
        if not gone:
            self._facts += [(group, *fact[:9], _text(fact.data), OPEN) for fact in new]
        else:
            self._facts += [(group, *fact[:9], _text(fact.data), gone.pop((group, *fact[:7]), OPEN)) for fact in new]
        if gone:
            query = (
                "UPDATE fact SET known_to=? WHERE grp=? AND latest=? AND earliest=? AND ord=? AND rank=? AND first=? "
                "AND idx=? AND known_from=?"
            )
            self.connection.executemany(query, [(position, *key) for key, position in gone.items()])

    def finish(self) -> None:
        """Adds the new rows that were held back, in the order of their tables, which is twice as fast."""
        many = self.connection.executemany
        if self._points:
            many("INSERT OR IGNORE INTO entity VALUES(?)", sorted(self._entities))
            many("INSERT INTO point VALUES(?,?,?,?,?,?)", sorted(self._points, key=itemgetter(0, 1, 2)))
        many("INSERT INTO fact VALUES(?,?,?,?,?,?,?,?,?,?,?,?)", sorted(self._facts, key=itemgetter(slice(0, 8))))
        self._entities, self._points, self._facts = [], [], []

    def write_members(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Remembers which plans and uses have named which zones."""
        self.connection.executemany("INSERT OR IGNORE INTO member VALUES(?,?)", sorted(pairs))

    def write_acts(self, events: Sequence[Recorded]) -> None:
        """Keeps where chronologies show the acts, what of them is possible or pending; closes what is superseded."""
        closed = {event.was[0]: event for event in events if event.was is not None}
        ends = {position: event.position for position, event in closed.items()}
        shown: list[tuple[Any, ...]] = []
        waiting: list[tuple[Any, ...]] = []
        for event in events:
            if event.body is not None:
                end = ends.pop(event.position, OPEN)
                shown += _shown(event.body, event.first, event.position, end)
                for a in ahead(event.body):
                    spans = (a.sort, a.from_day, a.until_day)
                    waiting.append((event.position, a.index, *spans, end, a.group, _text(a.entry)))
        many = self.connection.executemany
        many("INSERT INTO chronology VALUES(?,?,?,?,?,?,?)", sorted(shown))
        if waiting:
            many("INSERT INTO ahead VALUES(?,?,?,?,?,?,?,?)", waiting)
        if ends:
            old = [
                (end, *key)
                for position, end in ends.items()
                for key in _shown(closed[position].was[1], closed[position].first, position)  # type: ignore[index]
            ]
            place = "zone=? AND earliest=? AND latest=? AND ord=? AND first=? AND known_from=?"
            many(f"UPDATE chronology SET known_to=? WHERE {place}", old)
            many("UPDATE ahead SET known_to=? WHERE known_from=?", [(end, position) for position, end in ends.items()])

    def write_statements(self, events: Sequence[Recorded]) -> None:
        """Keeps what is said about the record itself; a later version or a withdrawal closes the one before."""
        for event in events:
            stream, body = event.statement or ("", None)
            close = "UPDATE statement SET known_to=? WHERE stream=? AND known_to=?"
            self.connection.execute(close, (event.position, stream, OPEN))
            if body is not None:
                row = (stream, event.position, OPEN, orjson.dumps(body, option=orjson.OPT_SORT_KEYS).decode())
                self.connection.execute("INSERT INTO statement VALUES(?,?,?,?)", row)


def _row(point: Point) -> tuple[str, str]:
    state = dict(point.state)
    more = state.pop("more")
    return _text(state), _text(more)


def _shown(body: Any, first: int, *rest: int) -> list[tuple[Any, ...]]:
    """The places of an act in chronologies: zone, row date, order, first position, and what the caller adds."""
    day = row_date(body)
    if day is None:
        return []
    order = body.get("order", 0)
    return [(zone, day.earliest, day.latest, order, first, *rest) for zone in shown_in(body)]


def _clash_row(group: str, clash: Clash) -> tuple[Any, ...]:
    fact, conflict = clash.fact, clash.conflict
    entry = {
        "rule": conflict.rule,
        "article": conflict.article,
        "message": conflict.message,
        "accepted": clash.accepted,
    }
    kept = _text([*fact[:9], fact.data])
    return (group, *clash.key, clash.known_from, clash.known_to, fact.latest, _text(entry), kept)


def _clash(fact: str, entry: str, known_from: int) -> Clash:
    *fields, data = orjson.loads(fact)
    told = orjson.loads(entry)
    conflict = Conflict(told["rule"], told["article"], told["message"])
    return Clash(Fact._make([*fields, data]), conflict, known_from, told["accepted"])
