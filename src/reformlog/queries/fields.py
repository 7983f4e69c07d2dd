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
_OF_POLICY = {"policy": "status", "policy_in_progress": "in_progress"}
_POLICY = ("version", "issues", "measures", "goals")


def differences(kind: str, old: State, new: State) -> list[Difference]:
    """What differs between two whole states of a group of a kind."""
    return of_rows(kind, old, new) + of_more(kind, old["more"], new["more"])


def differences_of_kept(kind: str, before: bytes, after: bytes) -> list[Difference]:
    """The same between two states as they are kept: the row, a line break, `more`."""
    row, _, more = before.partition(b"\n")
    other_row, _, other_more = after.partition(b"\n")
    # Where the status comes from stands last in a row and is told nowhere: most of what need not be read.
    row, other_row = row[: row.index(_SINCE)], other_row[: other_row.index(_SINCE)]
    found = [] if row == other_row else of_rows(kind, orjson.loads(row + b"}"), orjson.loads(other_row + b"}"))
    return found if more == other_more else found + of_more(kind, orjson.loads(more), orjson.loads(other_more))


def of_rows(kind: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Difference]:
    """The fields of two rows that differ. The plan that a zone's row shows is told in `plan`."""
    moved = [(field, was, now) for field, was in old.items() if was != (now := new[field]) and field not in _UNTOLD]
    if kind != "zone":
        return [(kind, *each) for each in moved]
    return [
        ("policy", _OF_POLICY[field], was, now) if field in _OF_POLICY else ("zone", field, was, now)
        for field, was, now in moved
        if field != "plan"
    ]


def of_more(kind: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Difference]:
    """The same of what a row does not show."""
    found = []
    for field in old if old.keys() == new.keys() else {**old, **new}:
        was, now = old.get(field), new.get(field)
        if was != now and field not in _HIDDEN:
            if field == "policy":
                was, now = was or {}, now or {}
                found += [
                    ("policy", key, was.get(key), now.get(key)) for key in _POLICY if was.get(key) != now.get(key)
                ]
            else:
                found.append((kind, field, was, now))
    return found


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
