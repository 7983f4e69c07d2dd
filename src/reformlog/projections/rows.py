"""The rows of the projection file that folding makes: what is known of a group is read, what was settled is written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from operator import itemgetter
from typing import Any, NamedTuple

import orjson

from .adding import add
from .clashes import clash_of, write_clashes
from .facts import Fact
from .folds import State
from .life import NEVER, Life
from .schema import MORE, OPEN
from .shapes import LONG, key_of, kind_of, state_of
from .timeline import Change, Clash, Point, Said, Timeline

AT_ONCE = 16_000  # values of rows held back, to be added in one go
FACT = "latest, earliest, ord, rank, first, idx, known_from, act, words, CAST(data AS BLOB)"

_INTO_FACT = "INTO fact(latest, earliest, ord, rank, first, idx, known_from, act, words, data, grp, known_to)"
_FACTS = f"SELECT {FACT} FROM fact WHERE grp=? AND latest>=? AND known_from<? AND known_to>=?"
_POINTS = f"SELECT valid, row, {MORE}, known_from FROM point WHERE grp=? AND known_to=? ORDER BY valid DESC"


class Window(NamedTuple):
    """What was known of a group from a day on, before a position, and the state before it (None: there was none)."""

    base: State | None
    facts: list[Fact]
    points: list[Point]
    clashes: list[Clash]


def fact_of(row: Sequence[Any]) -> Fact:
    """A fact as the file keeps it."""
    return Fact._make((*row[:9], orjson.loads(row[9])))


class FileRows:
    """The rows of one projection file, within the transaction its owner holds, before and from a position on.

    fresh: the file was empty before.
    """

    def __init__(self, connection: sqlite3.Connection, since: int):
        self.connection, self.since = connection, since
        self.fresh = since <= 1
        self.clashed = False
        # Most records hold no conflict at all: then no group needs to be asked for its own.
        self._conflicts: bool = connection.execute("SELECT EXISTS (SELECT 1 FROM conflict)").fetchone()[0]
        # Rows held back, the values of one after those of another.
        self._entities: list[str] = []
        self._facts: list[Any] = []
        self._points: list[Any] = []
        self._members: dict[tuple[str, str], None] = {}
        self._texts: dict[str, str] = {}

    def window(self, group: str, start: str) -> Window:
        """What is kept of a group from a day on, and the state before."""
        if self.fresh:
            return Window(None, [], [], [])
        found = self.connection.execute(_FACTS, (group, start, self.since, self.since))
        facts = [fact_of(row) for row in found]
        base, points = self._states(group, start)
        clashes = []
        if self._conflicts:
            query = "SELECT fact, entry, known_from FROM conflict WHERE grp=? AND known_to=? AND valid>=?"
            clashes = [clash_of(*row) for row in self.connection.execute(query, (group, OPEN, start))]
        return Window(base, facts, points, clashes)

    def _states(self, group: str, start: str) -> tuple[State | None, list[Point]]:
        """The points from a day on, and the state before it."""
        points: list[Point] = []
        kind = kind_of(group)
        for day, row, more, known_from in self.connection.execute(_POINTS, (group, OPEN)):
            state = state_of(kind, row, more)
            if day < start:
                return state, points[::-1]
            points.append(Point(day, state, known_from))
        return None, points[::-1]

    def lives(self, zone: str) -> list[tuple[int, Life]]:
        """The life of a zone before, and from each position that changed it since."""
        query = "SELECT known_from, facts FROM life WHERE zone=? AND known_to>=? ORDER BY known_from"
        found = [(at, _life(text)) for at, text in self.connection.execute(query, (zone, self.since))]
        return found if found and found[0][0] < self.since else [(0, NEVER), *found]

    def settle_life(self, zone: str, told: Iterable[Change]) -> None:
        """Brings the life of a zone up to date with one change or more."""
        facts: Iterable[Fact] = () if self.fresh else self.lives(zone)[0][1].facts
        lives: list[tuple[int, list[Fact]]] = []
        for position, gone, new, _ in told:
            facts = sorted([*(fact for fact in facts if fact not in gone), *new], key=lambda fact: fact[:6])
            lives.append((position, facts))
        if not self.fresh:
            query = "UPDATE life SET known_to=? WHERE zone=? AND known_to=?"
            self.connection.execute(query, (lives[0][0], zone, OPEN))
        ends = [position for position, _ in lives[1:]] + [OPEN]
        flat: list[Any] = []
        for (position, kept), end in zip(lives, ends, strict=True):
            flat += (zone, position, end, orjson.dumps([[*fact] for fact in kept]))
        add(self.connection, "INTO life", "(?,?,?,CAST(? AS TEXT))", flat)

    def members(self, zone: str) -> list[str]:
        """The plans and uses that have ever named the zone."""
        return [grp for (grp,) in self.connection.execute("SELECT grp FROM member WHERE zone=?", (zone,))]

    def is_member(self, zone: str, group: str) -> bool:
        """Whether a plan or use has named the zone before, or has spoken of it by its own id."""
        query = "SELECT EXISTS (SELECT 1 FROM member WHERE zone=? AND grp=?)"
        return not self.fresh and bool(self.connection.execute(query, (zone, group)).fetchone()[0])

    def add_member(self, zone: str, group: str) -> None:
        """Remembers that a plan or use has named a zone; or, under a plan of several, the zones."""
        self._members[zone, group] = None

    def zones_named(self, group: str) -> list[str | None]:
        """The zones that effects on a plan have named before, superseded ones too; None where one named none."""
        query = "SELECT DISTINCT data ->> 'zone' FROM fact WHERE grp=?"
        return [] if self.fresh else [zone for (zone,) in self.connection.execute(query, (group,))]

    def add_facts(self, group: str, said: Iterable[Said]) -> None:
        """Keeps the facts put in."""
        flat = self._facts
        for one in said:
            if type(one) is Fact:
                flat += one
                flat[-1] = orjson.dumps(one.data).decode()
                flat.append(group)

    def write(self, group: str, timeline: Timeline) -> None:
        """Closes what was superseded, adds what is new."""
        since, flat, before = self.since, self._points, len(self._points)
        told = kept = None
        points = timeline.rows()
        if timeline.closed:
            points.sort(key=itemgetter(0, 2))
        for day, state, known_from, known_to in points:
            if known_from >= since:
                *row, more = state.values()
                if more is not told:  # many states have one
                    told, kept = more, self._kept(more)
                flat += (group, day, known_from, known_to, orjson.dumps(row).decode(), kept)
        if len(flat) > before:
            self._entities.append(group)
        old = [(p.known_to, group, p.day, p.known_from) for p in timeline.closed if p.known_from < since]
        if old:
            query = "UPDATE point SET known_to=? WHERE grp=? AND valid=? AND known_from=?"
            self.connection.executemany(query, old)
        if timeline.clashes or timeline.ended:
            self.clashed = True
            write_clashes(self.connection, group, timeline, since)
        if len(self._facts) + len(self._points) >= AT_ONCE:
            self.finish()

    def finish(self) -> None:
        """Adds the rows that were held back, in the order of their tables, which is twice as fast."""
        connection = self.connection
        add(connection, _INTO_FACT, f"(?,?,?,?,?,?,?,?,?,?,?,{OPEN})", self._facts)
        add(connection, "OR IGNORE INTO entity", "(?)", self._entities)
        add(connection, "INTO point", "(?,?,?,?,?,?)", self._points)
        add(connection, "OR IGNORE INTO member", "(?,?)", [*chain.from_iterable(sorted(self._members))])
        add(connection, "OR IGNORE INTO text(more, key)", "(?,?)", [*chain.from_iterable(self._texts.items())])
        self._facts, self._entities, self._points, self._members, self._texts = [], [], [], {}, {}

    def _kept(self, more: Mapping[str, Any]) -> str:
        """`more` as a point keeps it: in full, or the key of a long one, which is kept apart."""
        text = orjson.dumps(more).decode()
        if len(text) < LONG:
            return text
        key = self._texts.get(text)
        if key is None:
            key = self._texts[text] = key_of(text)
        return key


def _life(text: str) -> Life:
    return Life(Fact._make(fact) for fact in orjson.loads(text))
