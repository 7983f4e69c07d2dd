"""The fields of a state as a difference or an explanation tells them: a zone's policy is an entity of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import orjson

if TYPE_CHECKING:  # a difference of kept states needs nothing that folds
    from ..projections.folds import State

Difference = tuple[str, str, Any, Any]  # entity, field, before, after

# Fields that say where a status comes from, not what it is; they follow one another, the first in JSON as below.
_UNTOLD = frozenset({"since", "since_earliest", "since_latest", "act", "position", "more"})
_SINCE = b',"since":'
_HIDDEN = frozenset({"until_latest", "until_act", "until_position", "over"})
_ASIDE = _UNTOLD | _HIDDEN
_OF_POLICY = {"policy": "status", "policy_in_progress": "in_progress"}
_POLICY = ("version", "issues", "measures", "goals")


def differences(kind: str, old: State, new: State) -> list[Difference]:
    """What differs between two whole states of a group of a kind."""
    return of_rows(kind, old, new) + of_more(kind, old["more"], new["more"])


def differences_of_kept(kind: str, before: bytes, after: bytes) -> list[Difference]:
    """The same between two states as they are kept: the row, a line break, `more`."""
    row, _, more = before.partition(b"\n")
    other_row, _, other_more = after.partition(b"\n")
    found = of_rows(kind, _row(row), _row(other_row))
    return found if more == other_more else found + of_more(kind, orjson.loads(more), orjson.loads(other_more))


def told_of_kept(kept: bytes) -> State:
    """Of a state as it is kept what a difference tells."""
    row, _, more = kept.partition(b"\n")
    return {**_row(row), "more": orjson.loads(more)}


def _row(kept: bytes) -> dict[str, Any]:
    """A row without where the status comes from, which stands last: most of what need not be read."""
    row: dict[str, Any] = orjson.loads(kept[: kept.index(_SINCE)] + b"}")
    return row


def of_rows(kind: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Difference]:
    """The fields of two rows that differ. The plan that a zone's row shows is told in `plan`."""
    moved = _moved(kind, old, new)
    if kind != "zone":
        return moved
    return [
        ("policy", _OF_POLICY[field], was, now) if field in _OF_POLICY else (kind, field, was, now)
        for kind, field, was, now in moved
        if field != "plan"
    ]


def of_more(kind: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Difference]:
    """The same of what a row does not show. What is in only one of them is hidden."""
    moved = _moved(kind, old, new)
    if kind != "zone":
        return moved
    own = [each for each in moved if each[1] != "policy"]
    was, now = old["policy"], new["policy"]
    return own + [
        ("policy", field, was.get(field), now.get(field)) for field in _POLICY if was.get(field) != now.get(field)
    ]


def _moved(kind: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Difference]:
    return [
        (kind, field, was, now) for field, was in old.items() if was != (now := new.get(field)) and field not in _ASIDE
    ]


def fields(kind: str, state: State) -> dict[tuple[str, str], Any]:
    """Every field of a whole state: (entity, field) → value."""
    found: dict[tuple[str, str], Any] = {}
    for field, value in state.items():
        if field in _UNTOLD or (kind == "zone" and field == "plan"):
            continue
        entity = "policy" if kind == "zone" and field in _OF_POLICY else kind
        found[entity, _OF_POLICY.get(field, field) if entity == "policy" else field] = value
    for field, value in state["more"].items():
        if field == "policy":
            found |= {("policy", key): (value or {}).get(key) for key in _POLICY}
        elif field not in _HIDDEN:
            found[kind, field] = value
    return found
