"""Replay: history walked through act by act, in the order in which the acts took effect, with what each changed."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from ..log.lines import read
from ..projections.facts import Fact
from ..projections.folds import FOLDS, Conflict, State
from ..projections.folds import measure as measures
from ..projections.life import NEVER, Life
from ..projections.rows import FACT, fact_of
from ..projections.settle import felt
from ..projections.shapes import kind_of
from .fields import differences
from .view import Day, View, coordinates
from .walking import beginning, life_of, zone_of_group

_FACTS = f"SELECT {FACT}, grp FROM fact WHERE known_from <= ? AND known_to > ?"
Placed = tuple[Fact, str]  # a fact and the group that folds it


def replay(view: View, start: Day = None, end: Day = None) -> dict[str, Any]:
    """The walk as one answer: `steps` from one day to another, both included; see `steps`.

    start: a day in words, None for the beginning. end: likewise, None for today. Usage when they run backwards.
    """
    last = view.day(end)
    first, _ = view.days(start, last)
    return {**coordinates(view, last), "from": first, "to": last, "steps": list(steps(view, first, last))}


def steps(view: View, first: str | None, last: str) -> Iterator[dict[str, Any]]:
    """Each act with effects that became certain between two ISO days, both included. first: None for the beginning.

    `step`: its number, from 1. `act`: None where time alone did it (a measure expired). `changes`: entity, id, field,
    before, after. `refused`: effects that were not applied, with rule and article. An act with effects on several days
    is several steps, and so is one between whose effects those of another act of the day are folded.
    """
    walk = _Walk(view, last)
    number, titles = 0, _Titles(view)
    for on, act, position, told in walk.run():
        if first is not None and on < first:
            continue
        number += 1
        row = {"step": number, "day": on, "act": act, "position": position}
        yield {**row, "title": titles.of(position) if act else "期限の到来", **told}


class _Titles:
    """The titles of acts, each read once."""

    def __init__(self, view: View):
        self.view, self.known = view, dict[int, str]()

    def of(self, position: int) -> str:
        if position not in self.known:
            self.known[position] = read(self.view.line(position))["body"]["title"]
        return self.known[position]


class _Walk:
    """The states of every group while history is walked through."""

    def __init__(self, view: View, last: str):
        self.last = last
        self.states: dict[str, State] = {}
        self.lives: dict[str, Life] = {}
        self.ends: list[tuple[str, str]] = []  # when measures expire: day, group
        by_group: dict[str, list[Fact]] = {}
        for row in view.rows(_FACTS, (view.position, view.position)).fetchall():
            by_group.setdefault(row[-1], []).append(fact_of(row))
        zones: dict[str | None, Life] = {None: NEVER}
        self.placed: list[Placed] = []
        for group, facts in by_group.items():
            zone = zone_of_group(group, facts)
            if zone not in zones:
                zones[zone] = life_of(view, zone or "")
            self.lives[group] = zones[zone]
            self.states[group] = beginning(group, zone)
            self.placed += [(f, group) for f in [*facts, *felt(group, zones[zone])] if f.latest <= last]
        self.placed.sort(key=lambda placed: (placed[0][:6], placed[1]))

    def run(self) -> Iterator[tuple[str, str | None, int, dict[str, Any]]]:
        """Day, act, position and what happened, act by act."""
        for (on, act), placed in groupby(self.placed, lambda each: (each[0].latest, each[0].act)):
            yield from self._expiries(on)
            told: dict[str, Any] = {"changes": [], "refused": []}
            for fact, group in placed:
                self._take(fact, group, told)
            yield on, act, fact.position, told
        yield from self._expiries(self.last)

    def _take(self, fact: Fact, group: str, told: dict[str, Any]) -> None:
        kind, old = kind_of(group), self.states[group]
        new = FOLDS[kind].step(old, fact, self.lives[group])
        if isinstance(new, Conflict):
            if (kind, fact.effect.entity) != ("zone", "plan"):  # told in the plan's own group
                told["refused"].append(
                    {"is": fact.effect.name, "id": group.partition(":")[2], **new.of(fact)._asdict()}
                )
            return
        self.states[group] = new
        if kind == "measure":
            self._remember(group, new, fact.latest)
            old, new = measures.on(old, fact.latest), measures.on(new, fact.latest)
        told["changes"] += _changes(group, old, new)

    def _remember(self, group: str, state: State, on: str) -> None:
        """Notes when the measure will expire; one already over on the day of its act reads so at once."""
        over = measures.expiry(state)
        if state["status"] == "created" and over is not None and over > on and (over, group) not in self.ends:
            heapq.heappush(self.ends, (over, group))

    def _expiries(self, until: str) -> Iterator[tuple[str, None, int, dict[str, Any]]]:
        """Measures whose last day passed by a day, unless something else became of them."""
        while self.ends and self.ends[0][0] <= until:
            on, group = heapq.heappop(self.ends)
            state = self.states[group]
            expired = measures.on(state, on)
            if expired["status"] == "expired" and expired["since"] == on:
                told = {"changes": _changes(group, state, expired), "refused": []}
                yield on, None, state["more"]["until_position"], told


def _changes(group: str, old: State, new: State) -> list[dict[str, Any]]:
    name = group.partition(":")[2]
    return [
        {"entity": entity, "id": name, "field": field, "before": was, "after": now}
        for (entity, field), was, now in differences(kind_of(group), old, new)
    ]
