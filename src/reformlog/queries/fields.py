"""The fields of a state as a difference or an explanation tells them: a zone's policy is an entity of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..projections.folds import State

Difference = tuple[str, str, Any, Any]  # entity, field, before, after

# Fields that say where a status comes from, not what it is.
_ORIGIN = frozenset({"since", "since_earliest", "since_latest", "act", "position"})
_HIDDEN = frozenset({"until_latest", "until_act", "until_position", "over"})
_OF_POLICY = {"policy": "status", "policy_in_progress": "in_progress"}
_POLICY = ("version", "issues", "measures", "goals")


def differences(kind: str, old: State, new: State) -> list[Difference]:
    """What differs between two whole states of a group of a kind."""
    return of_rows(kind, old, new) + of_more(kind, old["more"], new["more"])


def of_rows(kind: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Difference]:
    """The fields of two rows that differ. The plan that a zone's row shows is told in `plan`."""
    found = []
    for field in old if old.keys() >= new.keys() else {**old, **new}:
        if field not in _ORIGIN and (was := old.get(field)) != (now := new.get(field)) and field != "more":
            if kind != "zone":
                found.append((kind, field, was, now))
            elif field != "plan":
                entity = "policy" if field in _OF_POLICY else kind
                found.append((entity, _OF_POLICY.get(field, field), was, now))
    return found


def of_more(kind: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Difference]:
    """The same of what a row does not show."""
    found = []
    for field in {**old, **new}:
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
        if field == "more" or field in _ORIGIN or (kind == "zone" and field == "plan"):
            continue
        entity = "policy" if kind == "zone" and field in _OF_POLICY else kind
        found[entity, _OF_POLICY.get(field, field) if entity == "policy" else field] = value
    for field, value in state["more"].items():
        if field == "policy":
            found |= {("policy", key): (value or {}).get(key) for key in _POLICY}
        elif field not in _HIDDEN:
            found[kind, field] = value
    return found
