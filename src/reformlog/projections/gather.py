"""What events say before anything is folded: facts by group, places in chronologies, what lies ahead, statements."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain
from sys import intern
from typing import Any, NamedTuple

import orjson

from .adding import add
from .ahead import ahead
from .chronologies import shown_in
from .facts import Body, facts, reached
from .schema import OPEN
from .shapes import as_text
from .timeline import Gone, Said

MANY = 20_000  # facts, from which on memory is worth the time it takes to share the texts they have in common


class Recorded(NamedTuple):
    """An event as the projection needs it. body: None for a withdrawal. first: position of the act's first version.

    was: position and body of the version it supersedes, None for a first version or one after a withdrawal.
    accepted: the reason for which its conflicts were accepted, or None. statement: of an event that is no act, its
    stream and its body; such an event changes no state, and `body` is None.
    """

    position: int
    first: int
    body: Body | None
    was: tuple[int, Body] | None = None
    accepted: str | None = None
    statement: tuple[str, Body | None] | None = None


class _Rows:
    """Rows to be added, and keys of rows to be closed; each list is written in one go."""

    def __init__(self) -> None:
        self.shown: list[tuple[Any, ...]] = []
        self.ahead: list[tuple[Any, ...]] = []
        self.old_shown: list[tuple[Any, ...]] = []
        self.old_ahead: list[tuple[int, int]] = []

    @property
    def held(self) -> int:
        """How many there are."""
        return len(self.shown) + len(self.ahead) + len(self.old_shown) + len(self.old_ahead)

    def write(self, connection: sqlite3.Connection) -> None:
        """Adds and closes them; in the order of the tables, which is twice as fast."""
        self.shown.sort()
        add(connection, "INTO chronology", f"(?,?,?,?,?,?,{OPEN})", [*chain.from_iterable(self.shown)])
        add(connection, "INTO ahead", f"(?,?,?,?,?,{OPEN},?,?)", [*chain.from_iterable(self.ahead)])
        if self.old_ahead:  # of every version superseded
            place = "zone=? AND earliest=? AND latest=? AND first=? AND known_from=?"
            connection.executemany(f"UPDATE chronology SET known_to=? WHERE {place}", self.old_shown)
            connection.executemany("UPDATE ahead SET known_to=? WHERE known_from=?", self.old_ahead)


class Gathering:
    """Takes runs of events, in the order of positions, and holds what has to be folded for them.

    since: the first position taken. said: group → what events put in and took out, in their order. accepted: position
    → the reason for which the conflicts of an event were accepted.
    """

    def __init__(self, connection: sqlite3.Connection):
        self.connection = connection
        self.since = self._facts = 0
        self._are_many = False
        self.rows = _Rows()
        self.taken_out: list[tuple[Any, ...]] = []  # keys of facts
        self.said: defaultdict[str, list[Said]] = defaultdict(list)
        self.accepted: dict[int, str] = {}

    def take(self, events: Sequence[Recorded]) -> None:
        """Takes the next events."""
        self.since = self.since or (events[0].position if events else 0)
        for position, first, body, was, accepted, statement in events:
            if accepted is not None:
                self.accepted[position] = accepted
            if was is not None:
                self._take_out(position, first, *was)
            if body is not None:
                self._put_in(position, first, body)
            elif statement is not None:
                _keep_statement(self.connection, position, *statement)
        if self._facts >= MANY and not self._are_many:
            self._are_many = True
            _share(one.data for said in self.said.values() for one in said)

    @property
    def held(self) -> int:
        """How many facts are in memory that are put in or taken out."""
        return self._facts + len(self.taken_out)

    def write(self) -> None:
        """Keeps what the events said that nothing is folded for, and holds it no longer."""
        self.rows.write(self.connection)
        self.rows = _Rows()

    def close(self) -> None:
        """Closes the facts taken out, once those put in are kept with the groups that fold them."""
        if not self.taken_out:
            return
        close = "UPDATE fact SET known_to=? WHERE grp=? AND latest=? AND known_from=? AND idx=?"
        self.connection.executemany(close, self.taken_out)

    def _put_in(self, position: int, first: int, body: Body) -> None:
        """An act as it reads from a position on: its facts, where chronologies show it, what of it is not certain."""
        when, rows, said = reached(body), self.rows, self.said
        if self._are_many:
            _share(body.get("effects", ()))
        found = facts(body, position, first, when.own)
        for group, fact in found:
            said[group].append(fact)
        self._facts += len(found)
        if when.row is not None:
            _, earliest, latest, _ = when.row
            order = body.get("order", 0)
            for zone in shown_in(body, when):
                rows.shown.append((zone, earliest, latest, order, first, position))
        for a in ahead(body, when):
            spans = (a.sort, a.from_day, a.until_day)
            rows.ahead.append((position, a.index, *spans, a.group, as_text(a.entry)))

    def _take_out(self, position: int, first: int, at: int, body: Body) -> None:
        """A version, recorded at another position, that no longer holds."""
        when, rows = reached(body), self.rows
        for group, fact in facts(body, at, first, when.own):
            self.said[group].append(Gone(position, fact))
            self.taken_out.append((position, group, fact.latest, at, fact.index))
        if when.row is not None:
            day = when.row
            rows.old_shown += [(position, zone, day.earliest, day.latest, first, at) for zone in shown_in(body, when)]
        rows.old_ahead.append((position, at))


def _share(effects: Iterable[Any]) -> None:
    """Makes one text of those that many effects have in common, for they are held by the thousand."""
    for effect in effects:
        effect["is"] = intern(effect["is"])
        if "zone" in effect:
            effect["zone"] = intern(effect["zone"])
        if "plan" in effect:
            effect["plan"] = intern(effect["plan"])


def _keep_statement(connection: sqlite3.Connection, position: int, stream: str, body: Body | None) -> None:
    """Keeps what is said about the record itself; a later version or a withdrawal closes the one before."""
    close = "UPDATE statement SET known_to=? WHERE stream=? AND known_to=?"
    connection.execute(close, (position, stream, OPEN))
    if body is not None:
        row = (stream, position, OPEN, orjson.dumps(body, option=orjson.OPT_SORT_KEYS).decode())
        connection.execute("INSERT INTO statement VALUES(?,?,?,?)", row)
