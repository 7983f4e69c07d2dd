"""The conflicts in the projection file: which effects were not applied, from when to when, why they were accepted."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any, NamedTuple

import orjson

from ..log import Event
from ..log.lines import read
from .adding import add
from .facts import Fact
from .folds import Conflict
from .schema import OPEN
from .shapes import as_text
from .timeline import Clash, Timeline

_VERSION = f"c.fact ->> {Fact._fields.index('position')}"  # of a conflict `c`: the position of that of its act


def write_clashes(connection: sqlite3.Connection, group: str, timeline: Timeline, since: int) -> None:
    """Closes the conflicts of a group that ended, adds those that are new since a position."""
    gone = [c for c in timeline.ended if c.known_from < c.known_to]
    new = [c for c in (*gone, *timeline.clashes.values()) if c.known_from >= since]
    add(connection, "INTO conflict", "(?,?,?,?,?,?,?,?)", [value for clash in new for value in _row(group, clash)])
    old = [(c.known_to, group, *c.key, c.known_from) for c in gone if c.known_from < since]
    connection.executemany("UPDATE conflict SET known_to=? WHERE grp=? AND act=? AND idx=? AND known_from=?", old)


def new_clashes(connection: sqlite3.Connection, since: int) -> list[tuple[str, str, int, str, str]]:
    """Conflicts that stand now and did not at a position: group, act, index of the effect, entry, fact (JSON).

    Of an act corrected since, one on another entity or with another rule is another conflict.
    """
    query = (
        "SELECT grp, act, idx, entry, fact FROM conflict c WHERE known_from > :since AND known_to = :open "
        "AND NOT EXISTS (SELECT 1 FROM conflict o WHERE o.act = c.act AND o.idx = c.idx AND o.known_from <= :since "
        f"AND o.known_to > :since AND ({_VERSION} <= :since OR (o.grp = c.grp "
        "AND o.entry ->> 'rule' = c.entry ->> 'rule')))"
    )
    return connection.execute(query, {"since": since, "open": OPEN}).fetchall()


class _Given(NamedTuple):
    """A reason given for a conflict, and the position at which that ceased; which conflict it was."""

    ceased: int
    reason: str
    group: str
    rule: str
    version: int  # position of that of the act

    def is_for(self, group: str, rule: str, version: int) -> bool:
        """Whether the same effect conflicts there as it did: see `new_clashes`."""
        return version == self.version or (group, rule) == (self.group, self.rule)


def pass_on_reasons(connection: sqlite3.Connection, since: int, event: Callable[[int], Event]) -> None:
    """Gives a conflict the reason for which it was accepted before, on another entity or with other words.

    One that stands anew without a reason was not refused, so it stood before its batch and ceased within it only. Of
    one with a reason that is so when the same ceased in the same batch. event: the event at a position.
    """
    columns = f"act, idx, known_from, known_to, grp, {_VERSION}, entry"
    query = f"SELECT {columns} FROM conflict c WHERE known_from >= ? ORDER BY known_from"
    new = connection.execute(query, (since,)).fetchall()
    query = (
        f"SELECT {columns} FROM conflict c WHERE known_from < ? AND known_to < ? "
        "AND act IN (SELECT value FROM json_each(?))"
    )
    reasons: dict[tuple[str, int], list[_Given]] = {}

    def keep(act: str, index: int, ceased: int, group: str, version: int, told: dict[str, Any]) -> None:
        if told["accepted"] is not None and ceased < OPEN:
            given = _Given(ceased, told["accepted"], group, told["rule"], version)
            reasons.setdefault((act, index), []).append(given)

    acts = as_text(sorted({row[0] for row in new}))
    for act, index, _, known_to, group, version, entry in connection.execute(query, (since, OPEN, acts)):
        keep(act, index, known_to, group, version, orjson.loads(entry))
    for act, index, known_from, known_to, group, version, entry in new:
        told = orjson.loads(entry)
        before = [given for given in reasons.get((act, index), ()) if given.ceased <= known_from]
        if told["accepted"] is not None:
            before = [given for given in before if given.is_for(group, told["rule"], version)]
        last = max(before, default=None)
        if last is not None and (
            told["accepted"] is None
            or (last.reason != told["accepted"] and _batch(event(last.ceased)) == _batch(event(known_from)))
        ):
            told["accepted"] = last.reason
            query = "UPDATE conflict SET entry=? WHERE grp=? AND act=? AND idx=? AND known_from=?"
            connection.execute(query, (as_text(told), group, act, index, known_from))
        keep(act, index, known_to, group, version, told)


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
