"""Folding from the log itself: other axes than the effective one, and what is possible folded in. Nothing is stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from ..events.streams import is_act
from ..log import Log
from ..log.lines import read
from ..projections.ahead import keys
from ..projections.binding import bound_zone, telling
from ..projections.facts import Fact, default_zone, facts_along, group
from ..projections.folds import FOLDS, Conflict, State
from ..projections.life import NEVER, Life
from ..projections.settle import felt
from ..projections.shapes import kind_of
from .states import conflict_row, row_in
from .view import View
from .walking import beginning, zone_of_group

Key = Callable[[Fact], tuple[Any, ...]]


def certain(fact: Fact) -> tuple[Any, ...]:
    """The order of folding what is certain: by the day on which it is so."""
    return fact[:6]


def possible(fact: Fact) -> tuple[Any, ...]:
    """The order of folding what is possible too: by the first day on which it may be."""
    return (fact.earliest, fact.latest, *fact[2:6])


class Folded(NamedTuple):
    """The states of every group on a day, the effects not applied, and those only possible and not folded in."""

    states: dict[str, State]
    refused: list[tuple[str, Fact, Conflict]]
    ahead: list[tuple[str, Fact]]

    def rows(self, kind: str) -> list[dict[str, Any]]:
        """The rows of the groups of a kind that an answer shows, in the order of their ids."""
        listed = FOLDS[kind].listed
        states = (self.states[group] for group in sorted(self.states) if kind_of(group) == kind)
        return [row_in(state) for state in states if listed(state)]

    def zone_of(self, plan: str) -> str:
        """The zone a plan is bound to here: along another axis it may be another act that binds it first."""
        state = self.states.get("plan:" + plan)
        return default_zone(plan) if state is None else str(state["zone"])

    def possible(self, kinds: Iterable[str]) -> list[dict[str, Any]]:
        """The effects on groups of these kinds that are possible and not folded in, as answers list them."""
        wanted = set(kinds)
        facts = [fact for group, fact in self.ahead if kind_of(group) in wanted]
        facts.sort(key=lambda fact: (fact.latest, fact.earliest, fact.position, fact.index))
        return [
            {"act": f.act, **keys(f.data), "is": f.data["is"], "earliest": f.earliest, "latest": f.latest}
            for f in facts
        ]

    def conflicts(self, kinds: Iterable[str]) -> list[dict[str, Any]]:
        """The effects of groups of these kinds that were not applied, as answers list them."""
        wanted = set(kinds)
        refused = [(fact, conflict) for group, fact, conflict in self.refused if kind_of(group) in wanted]
        refused.sort(key=lambda pair: (pair[0].latest, pair[0].act, pair[0].index))
        return [conflict_row(f.act, f.index, f.data, {**c._asdict(), "accepted": None}) for f, c in refused]


def visible(log: Log, position: int) -> Iterator[tuple[int, int, dict[str, Any]]]:
    """Each act visible at a position, by its first version: first position, position of its version, body."""
    firsts: dict[str, int] = {}
    latest: dict[str, tuple[int, bytes]] = {}
    for event in log.events(1, position):
        if not is_act(event.act):
            continue
        firsts.setdefault(event.act, event.position)
        latest[event.act] = event.position, event.line
    for act, first in firsts.items():
        at, line = latest[act]
        body = read(line).get("body")
        if body is not None:
            yield first, at, body


def fold(view: View, on: str, axis: str, include_possible: bool) -> Folded:
    """Every state at the end of an ISO day, as known at the view. axis: `effective`, or the name of a legal date.

    include_possible: effects that may be reached by the day count as reached.
    """
    by_group: dict[str, list[Fact]] = defaultdict(list)
    for first, position, body in visible(view.log, view.position):
        for fact in facts_along(axis, body, position, first):
            by_group[group(fact.data)].append(fact)
    return fold_groups(by_group, on, include_possible)


def fold_groups(by_group: dict[str, list[Fact]], on: str, include_possible: bool = False) -> Folded:
    """Every state on a day from the facts of every group (`zone:okinawa` → its effects), in any order. See `fold`."""
    order: Key = possible if include_possible else certain
    lives: dict[str, tuple[Life, Life]] = {}

    def reached(fact: Fact) -> bool:
        return (fact.earliest if include_possible else fact.latest) <= on

    def life_of(zone: str) -> tuple[Life, Life]:
        """The whole life of a zone, which judges effects, and the part of it that is reached, which others feel."""
        if zone not in lives:
            own = telling(by_group.get("zone:" + zone, ()))
            plan = by_group.get("plan:" + zone, ())
            if bound_zone(zone, plan) == zone:
                own += telling(plan)
            judge = Life(own)
            lives[zone] = judge, Life((f for f in own if reached(f)), order, judge)
        return lives[zone]

    result = Folded({}, [], [])
    for name, own in by_group.items():
        result.ahead.extend((name, f) for f in own if not reached(f) and f.earliest <= on)
        kind, zone = kind_of(name), zone_of_group(name, own)
        judge, known = life_of(zone) if zone else (NEVER, NEVER)
        state = beginning(name, zone)
        for fact in sorted([f for f in own if reached(f)] + felt(name, known), key=order):
            new = FOLDS[kind].step(state, fact, judge)
            if isinstance(new, Conflict):
                result.refused.append((name, fact, new.of(fact)))
            else:
                state = new
        result.states[name] = state
    return result
