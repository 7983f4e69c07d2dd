"""Which zone a plan is bound to, from its facts: the one its first effect that names one names, for ever."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from .facts import Fact, default_zone, zone_of
from .life import RANKS
from .timeline import Change, Gone

S = TypeVar("S", Fact, Fact | Gone)


def binding(own: Iterable[Fact]) -> Fact | None:
    """The first of a plan's effects that names a zone."""
    return min([fact for fact in own if zone_of(fact.data)], key=lambda fact: fact[:6], default=None)


def bound_zone(plan_id: str, own: Iterable[Fact]) -> str:
    """The zone a plan belongs to: the one in its id while no effect of it names one."""
    return _zone(plan_id, binding(own))


def bindings(plan_id: str, own: Iterable[Fact], told: Iterable[Change]) -> Iterator[tuple[Change, list[Fact], str]]:
    """Each change of a plan's facts, with the facts after it and the zone they bind it to. own: the facts before."""
    own = list(own)
    binder = binding(own)
    for change in told:
        gone = change.removed
        own = [fact for fact in own if fact not in gone] + change.added if gone else own + change.added
        binder = binding(own if gone or binder is None else [binder, *change.added])
        yield change, own, _zone(plan_id, binder)


def in_life(zone: str, own: Sequence[Fact], told: Iterable[Change]) -> Iterator[Change]:
    """What the plan of a zone's id does to the zone's life: its approvals and revocations belong to that while the plan
    is bound to the zone, and leave it when the plan turns out to be another's. own, told: the plan's, as above."""
    before = telling(own) if bound_zone(zone, own) == zone else []
    for change, facts, bound in bindings(zone, own, told):
        after = telling(facts) if bound == zone else []
        gone, new = [f for f in before if f not in after], [f for f in after if f not in before]
        if gone or new:
            yield Change(change.position, gone, new)
        before = after


def merged(told: Iterable[Change]) -> list[Change]:
    """The changes of several groups as one sequence, one for each position."""
    found: dict[int, Change] = {}
    for change in sorted(told, key=lambda change: change.position):
        one = found.setdefault(change.position, Change(change.position, [], []))
        one.removed.extend(change.removed)
        one.added.extend(change.added)
    return list(found.values())


def telling(said: Iterable[S]) -> list[S]:
    """What of it tells of the life of a zone."""
    return [one for one in said if one.rank in RANKS]


def _zone(plan_id: str, binder: Fact | None) -> str:
    return (zone_of(binder.data) if binder else None) or default_zone(plan_id)
