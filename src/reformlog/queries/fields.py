"""The fields of a state as a difference or an explanation tells them: a zone's policy is an entity of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import orjson

from ..projections.shapes import ROWS, SINCE, kind_of
from .kept import More, Read

if TYPE_CHECKING:  # a difference of kept states needs nothing that folds
    from ..projections.folds import State
    from .entities import Entity

Field = tuple[str, str]  # entity, field
Difference = tuple[Field, Any, Any]  # field, before, after
Change = dict[str, Any]  # a difference as an answer lists it: entity, id, field, before, after, acts

_HIDDEN = frozenset({"until_latest", "until_act", "until_position", "over"})
_OF_POLICY = {"policy": "status", "policy_in_progress": "in_progress"}
# Fields of a row that say which entity it is, or are borrowed from another.
_NAMES = {
    "use": ("measure", "zone", "part", "title", "until"),
    "measure": ("measure", "zone", "part"),
    "call": ("proposal", "call", "measure", "by"),
}
_POLICY = ("version", "issues", "measures", "goals")
_IN_ANY_ORDER = frozenset({("zone", "areas"), ("zone", "proposed_areas")})


def _told(kind: str) -> list[Field]:
    """The fields at the head of a row that are told; the plan that a zone's row shows is told in `plan`."""
    names = [name for name in ROWS[kind] if name not in SINCE]
    if kind != "zone":
        return [(kind, name) for name in names]
    return [("policy", _OF_POLICY[name]) if name in _OF_POLICY else (kind, name) for name in names if name != "plan"]


_ROW = {kind: _told(kind) for kind in ROWS}


def differences(kind: str, old: State, new: State) -> list[Difference]:
    """What differs between two whole states of a group of a kind."""
    return _of_rows(kind, old.values(), new.values()) + _of_more(kind, old["more"], new["more"])


def differences_of_kept(kind: str, before: bytes, after: bytes, read: Read) -> list[Difference]:
    """What differs between two states of a group as the file keeps them (see `kept`), which are read only as needed."""
    row, _, more = before.partition(b"\n")
    other_row, _, other_more = after.partition(b"\n")
    found = _of_rows(kind, orjson.loads(row), orjson.loads(other_row))
    return found if more == other_more else found + _of_more(kind, read(more), read(other_more))


def _of_rows(kind: str, old: Iterable[Any], new: Iterable[Any]) -> list[Difference]:
    """The fields of two rows that differ, from their values in order."""
    return [
        (field, was, now)
        for field, was, now in zip(_ROW[kind], old, new)  # noqa: B905  # of the whole state only its head
        if was != now
    ]


def _of_more(kind: str, old: More, new: More) -> list[Difference]:
    """What differs in `more`, the part of a state that no row shows; a field that only the new one has is not told."""
    moved: list[Difference] = [
        ((kind, name), was, now) for name, was in old.items() if was != (now := new.get(name)) and name not in _HIDDEN
    ]
    if kind != "zone":
        return moved
    own = [each for each in moved if each[0] != ("zone", "policy")]
    was, now = old["policy"], new["policy"]
    return own + [
        (("policy", name), was.get(name), now.get(name)) for name in _POLICY if was.get(name) != now.get(name)
    ]


def is_order_alone(field: Field, was: Any, now: Any) -> bool:
    """Whether a field differs in the order of its areas alone, to which the law gives no meaning."""
    return field in _IN_ANY_ORDER and sorted(was) == sorted(now)


def change(name: str, field: Field, was: Any, now: Any, acts: list[str]) -> Change:
    """A difference of an entity of this id as an answer lists it, with the acts that made it."""
    return {"entity": field[0], "id": name, "field": field[1], "before": was, "after": now, "acts": acts}


def each_once(acts: list[str]) -> list[str]:
    """The acts as a change lists them when it is not known in which order they made it."""
    return sorted(set(acts)) if len(acts) > 1 else acts


def fields(kind: str, state: State) -> dict[Field, Any]:
    """Every field of a whole state: (entity, field) → value."""
    return {field: value for field, (value,) in columns(kind, [state.values()], [state["more"]])}


def columns(kind: str, rows: Iterable[Iterable[Any]], mores: Sequence[More]) -> Iterator[tuple[Field, Sequence[Any]]]:
    """Every field of states of one group, with its values in these one after the other. rows: of these the values."""
    yield from zip(_ROW[kind], zip(*rows))  # noqa: B905  # of the rows only their heads
    for name in mores[0]:
        if name == "policy":
            yield from ((("policy", key), [more[name].get(key) for more in mores]) for key in _POLICY)
        elif name not in _HIDDEN:
            yield (kind, name), [more.get(name) for more in mores]


def of_entity(subject: Entity, state: State) -> dict[str, Any]:
    """The fields of an entity in the state of its group, without those that only repeat its id or are another's."""
    found = fields(kind_of(subject.group), state)
    names = _NAMES.get(subject.sort, (subject.sort,))
    return {name: value for (sort, name), value in found.items() if sort == subject.sort and name not in names}
