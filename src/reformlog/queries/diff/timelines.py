"""The states of a group through time, in memory: the fields that ever differ, and which acts can have changed them."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from ..fields import Field, change, each_once, is_order_alone
from ..giving import CHANGERS

if TYPE_CHECKING:
    from .groups import Moved

Said = tuple[str, int, str, str]
"""An effect: its group, the day on which it is certain (`number`), its act and its rank as text."""
_MUTABLE = frozenset((list, dict))  # of JSON


class Effects(NamedTuple):
    """The days on which effects are certain, as numbers and in their order, and the acts they are of.

    by_name: whether the acts stand as a change lists them, each once and by name; most do, for ids begin with a day.
    """

    days: array[int]
    acts: list[str]
    by_name: bool

    def between(self, low: int, high: int) -> list[str]:
        """The acts of those after one day and up to another, as a change lists them."""
        acts = self.acts[bisect_right(self.days, low) : bisect_right(self.days, high)]
        return acts if self.by_name else each_once(acts)


class Told(NamedTuple):
    """A field in which the states of a group differ. listed: whether its values are lists or mappings.

    changers: the effects that can change it; None, when all of the group can.
    """

    field: Field
    listed: bool
    changers: Effects | None


class Timeline(NamedTuple):
    """One group: its effects, and its states by the days, as numbers, from which each holds.

    The first state, of day 0, is the one when nothing is known. A state has the values of the fields in `told` alone.
    moving: the places in it of those that differ also between two later states.
    """

    group: str
    name: str
    effects: Effects
    days: array[int]
    states: Sequence[Sequence[Any]]
    told: Sequence[Told]
    moving: Sequence[int]


def number(day: str) -> int:
    """A day as a number that sorts as it does."""
    return int(day.replace("-", ""))


def between(timelines: Iterable[Timeline], a: str, b: str) -> list[Moved]:
    """The groups of these whose fields differ on two days."""
    found: list[Moved] = []
    one, other = number(a), number(b)
    low, high = min(one, other), max(one, other)
    for group, name, (certain, acts, by_name), days, states, told, moving in timelines:
        before, after = bisect_right(days, one) - 1, bisect_right(days, other) - 1
        if before == after:
            continue
        first, last = bisect_right(certain, low), bisect_right(certain, high)
        every = acts[first:last] if by_name else each_once(acts[first:last])
        old, new = states[before], states[after]
        changes = []
        for place in moving if before and after else range(len(told)):
            was, now = old[place], new[place]
            if was is not now and was != now:
                field, listed, changers = told[place]
                if listed and is_order_alone(field, was, now):
                    continue
                if listed:  # whoever asked may change the lists of an answer, and not those that are remembered
                    was, now = was if was is None else was.copy(), now if now is None else now.copy()
                owed = every if changers is None else changers.between(low, high)
                changes.append(change(name, field, was, now, owed))
        if changes:
            found.append((group, changes, last - first))
    return found


def timeline(
    group: str, days: Iterable[int], fields: Iterable[tuple[Field, Sequence[Any]]], said: list[Said]
) -> Timeline:
    """A timeline. fields: each with its values in all states, the first included. said: the effects, by their days."""
    told: list[Told] = []
    kept: list[Sequence[Any]] = []
    for field, values in fields:
        if values.count(values[0]) < len(values):
            ranks = CHANGERS.get(field)
            own = said if ranks is None else [each for each in said if each[3] in ranks]
            listed = not _MUTABLE.isdisjoint(map(type, values))
            told.append(_by_all(field, listed) if len(own) == len(said) else Told(field, listed, _effects(own)))
            kept.append(_shared(values) if listed else values)
    moving = tuple(place for place, (_, first, *later) in enumerate(kept) if later.count(first) < len(later))
    states = list(zip(*kept, strict=True))
    return Timeline(group, group.partition(":")[2], _effects(said), array("I", days), states, told, moving)


@cache
def _by_all(field: Field, listed: bool) -> Told:
    """A field that every effect of the group can change: one object for all groups of a kind, as they are so many."""
    return Told(field, listed, None)


def _shared(values: Iterable[Any]) -> list[Any]:
    """Lists in their order; one that equals the one before it is the same object, as is seen at a glance."""
    kept: list[Any] = []
    for value in values:
        kept.append(kept[-1] if kept and kept[-1] == value else value)
    return kept


def _effects(said: Sequence[Said]) -> Effects:
    acts = [act for _, _, act, _ in said]
    return Effects(array("I", [day for _, day, _, _ in said]), acts, acts == each_once(acts))
