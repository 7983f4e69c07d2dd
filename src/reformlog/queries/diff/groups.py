"""Which groups are in another state on another day, or as known at another position, and in what they differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import orjson

from ...projections.folds import FOLDS, State
from ...projections.folds import measure as measures
from ...projections.shapes import row_of
from ..fields import Change, Difference, change, differences, differences_of_kept, each_once, is_order_alone
from ..giving import CHANGERS
from ..kept import KEPT, Read, reader, state
from ..view import View
from .remembered import MEASURES, remembered
from .timelines import between

Moved = tuple[str, list[Change], int]
"""A group, what differs (nothing, where only the act or its date does), and how many effects it has between the days,
as known at the second position; a change has the acts of those of them that can have changed the field."""

_SEEK = (
    f"(SELECT {KEPT} FROM point WHERE grp = e.grp AND valid <= {{day}} "
    "AND known_from <= {known} AND known_to > {known} ORDER BY valid DESC LIMIT 1)"
)
# The effects of a group as a JSON list, its ranks and acts in turn: what a line is called may hold any character.
_BOTH = (
    f"SELECT e.grp, {_SEEK.format(day=':day_a', known=':known_a')}, {_SEEK.format(day=':day_b', known=':known_b')}, "
    "(SELECT '[\"' || group_concat(rank || '\",' || json_quote(act), ',\"') || ']' FROM fact "
    "WHERE grp = e.grp AND latest > min(:day_a, :day_b) AND latest <= max(:day_a, :day_b) "
    "AND known_from <= :known_b AND known_to > :known_b) FROM entity e WHERE "
)
_OTHERS = f"{_BOTH} NOT {MEASURES.format('e.grp')}"
_WHOSE = ("plan", "zone")  # the first field of a plan that is told
_MEASURES = f"{_BOTH} {MEASURES.format('e.grp')}"


def moved(one: View, a: str, other: View, b: str) -> list[Moved]:
    """The groups that moved, in the order of their ids, measures last.

    one, a: what was known, and of which day, before; other, b: after.
    """
    timelines = remembered(other) if one.position == other.position else None
    found = between(timelines, a, b) if timelines else [*_of_file(_OTHERS, one, a, other, b)]
    return [*found, *_of_file(_MEASURES, one, a, other, b, by_time=a != b)]


def _of_file(query: str, one: View, a: str, other: View, b: str, *, by_time: bool = False) -> Iterator[Moved]:
    """The groups of a query that moved. by_time: states that are kept as the same may read otherwise on the days."""
    values = {"day_a": a, "known_a": one.position, "day_b": b, "known_b": other.position}
    read = reader(other)
    for group, before, after, effects in other.rows(query, values):
        if before != after or (by_time and before is not None):
            found = [each for each in _differences(group, before, a, after, b, read) if not is_order_alone(*each)]
            if found or before != after:
                words = orjson.loads(effects) if effects else []
                yield group, _changes(group, found, words[::2], words[1::2]), len(words) // 2


def _changes(group: str, found: Iterable[Difference], ranks: list[str], acts: list[str]) -> list[Change]:
    """Differences as changes, with the acts. ranks, acts: of the effects between the days."""
    name, every = group.partition(":")[2], each_once(acts)
    told = []
    for each in found:
        changers, own = CHANGERS.get(each[0]), every
        if changers is not None and not changers.issuperset(ranks):
            own = each_once([act for rank, act in zip(ranks, acts, strict=True) if rank in changers])
        told.append(change(name, *each, own))
    return told


def _differences(group: str, before: bytes | None, a: str, after: bytes | None, b: str, read: Read) -> list[Difference]:
    """What differs between two states of a group as they are kept, on their days."""
    kind, _, name = group.partition(":")
    if kind != "measure" and before is not None and after is not None:
        found = differences_of_kept(kind, before, after, read)
        # A plan nobody has spoken of is kept with whose it would be, for what befalls that zone.
        if found and found[0][0] == _WHOSE and not (_is_listed(before) and _is_listed(after)):
            return found[1:]
        return found
    old, new = _on(kind, name, before, a, read), _on(kind, name, after, b, read)
    if kind == "plan":  # whose it is does not change with the days
        zone = (new if before is None else old)["zone"]
        old, new = {**old, "zone": zone}, {**new, "zone": zone}
    return differences(kind, old, new)


def _is_listed(kept: bytes) -> bool:
    """Whether an answer lists a plan whose state is kept so."""
    return FOLDS["plan"].listed(row_of("plan", kept.partition(b"\n")[0]))


def _on(kind: str, name: str, kept: bytes | None, day: str, read: Read) -> State:
    """A state as it reads on a day, also when nothing is known of it."""
    if kept is None:
        return FOLDS[kind].initial(name)
    found = state(kind, kept, read)
    return measures.on(found, day) if kind == "measure" else found
