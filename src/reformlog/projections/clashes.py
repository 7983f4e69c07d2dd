"""The conflicts in the projection file: which effects were not applied, from when to when, why they were accepted."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any

import orjson

from ..log import Event
from ..log.lines import read
from .adding import add
from .facts import Fact
from .folds import Conflict
from .schema import OPEN
from .shapes import as_text
from .timeline import Clash, Timeline


def write_clashes(connection: sqlite3.Connection, group: str, timeline: Timeline, since: int) -> None:
    """Closes the conflicts of a group that ended, adds those that are new since a position."""
    gone = [c for c in timeline.ended if c.known_from < c.known_to]
    new = [c for c in (*gone, *timeline.clashes.values()) if c.known_from >= since]
    add(connection, "INTO conflict", "(?,?,?,?,?,?,?,?)", [value for clash in new for value in _row(group, clash)])
    old = [(c.known_to, group, *c.key, c.known_from) for c in gone if c.known_from < since]
    connection.executemany("UPDATE conflict SET known_to=? WHERE grp=? AND act=? AND idx=? AND known_from=?", old)


def new_clashes(connection: sqlite3.Connection, since: int) -> list[tuple[str, str, int, str, str]]:
    """Conflicts that stand now and did not at a position: group, act, index of the effect, entry, fact (JSON)."""
    query = (
        "SELECT grp, act, idx, entry, fact FROM conflict c WHERE known_from > ? AND known_to = ? AND NOT EXISTS "
        "(SELECT 1 FROM conflict o WHERE o.act = c.act AND o.idx = c.idx AND o.known_from <= ? AND o.known_to > ?)"
    )
    return connection.execute(query, (since, OPEN, since, since)).fetchall()


def pass_on_reasons(connection: sqlite3.Connection, since: int, event: Callable[[int], Event]) -> None:
    """Gives a conflict the reason for which it was accepted before, on another entity or with other words.

    One that stands anew without a reason was not refused, so it stood before its batch and ceased within it only. Of
    one with a reason that is so when it ceased in the same batch. event: the event at a position.
    """
    query = "SELECT known_from, act, idx, known_to, grp, entry FROM conflict WHERE known_from >= ? ORDER BY known_from"
    new = connection.execute(query, (since,)).fetchall()
    reasons: dict[tuple[str, int], list[tuple[int, str]]] = {}
    query = (
        "SELECT act, idx, known_to, entry FROM conflict WHERE known_from < ? AND known_to < ? "
        "AND act IN (SELECT value FROM json_each(?))"
    )
    acts = as_text(sorted({row[1] for row in new}))
    for act, index, known_to, entry in connection.execute(query, (since, OPEN, acts)):
        if (reason := orjson.loads(entry)["accepted"]) is not None:
            reasons.setdefault((act, index), []).append((known_to, reason))
    for known_from, act, index, known_to, group, entry in new:
        told = orjson.loads(entry)
        ceased, reason = max(
            (given for given in reasons.get((act, index), ()) if given[0] <= known_from), default=(0, None)
        )
        if reason not in (None, told["accepted"]) and (
            told["accepted"] is None or _batch(event(ceased)) == _batch(event(known_from))
        ):
            told["accepted"] = reason
            query = "UPDATE conflict SET entry=? WHERE grp=? AND act=? AND idx=? AND known_from=?"
            connection.execute(query, (as_text(told), group, act, index, known_from))
        if told["accepted"] is not None and known_to < OPEN:
            reasons.setdefault((act, index), []).append((known_to, told["accepted"]))


def _batch(event: Event) -> tuple[str, str | None]:
    """What the events of a batch share: their moment and the reason given for conflicts. After a clock stepped back
    several batches have one moment."""
    line = read(event.line)
    return line["recorded_at"], line.get("accepted")


def _row(group: str, clash: Clash) -> tuple[Any, ...]:
    fact, conflict = clash.fact, clash.conflict
    entry = {
        "rule": conflict.rule,
        "article": conflict.article,
        "message": conflict.message,
        "accepted": clash.accepted,
    }
    kept = as_text([*fact[:9], fact.data])
    return (group, *clash.key, clash.known_from, clash.known_to, fact.latest, as_text(entry), kept)


def clash_of(fact: str, entry: str, known_from: int) -> Clash:
    """A conflict as the file keeps it."""
    told = orjson.loads(entry)
    conflict = Conflict(told["rule"], told["article"], told["message"])
    return Clash(Fact._make(orjson.loads(fact)), conflict, known_from, told["accepted"])
