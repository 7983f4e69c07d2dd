"""What changed between two days, or what was learned between two states of knowledge: per entity and field, with the acts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson

from ..projections.folds import FOLDS, State
from ..projections.folds import measure as measures_fold
from ..projections.settle import kind_of
from .view import View, coordinates, day

_SEEK = (
    "(SELECT valid || ' ' || known_from FROM point WHERE grp = e.grp AND valid <= {day} AND known_from <= {known} "
    "AND known_to > {known} ORDER BY valid DESC LIMIT 1)"
)
_BOTH = (
    "SELECT grp, a, b FROM (SELECT e.grp, "
    + _SEEK.format(day=":day_a", known=":known_a")
    + " a, "
    + _SEEK.format(day=":day_b", known=":known_b")
    + " b FROM entity e) WHERE a IS NOT b"
)
# Fields that say where a status comes from, not what it is.
_ORIGIN = frozenset({"since", "since_earliest", "since_latest", "act", "position"})
_HIDDEN = frozenset({"until_latest", "until_act", "until_position"})


def diff(view: View, start: Any, end: Any, before: View | None = None) -> dict[str, Any]:
    """What differs between the state on `start`, as `before` knew it, and on `end`, as this view knows it.

    before: the same view for the difference of two days; an earlier one with start = end for what was learned about a day.
    """
    earlier = before or view
    a, b = day(start, view.today), day(end, view.today)
    changes = list(_changes(earlier, a, view, b))
    known = {"from": {"as_of": a, "position": earlier.position}, "to": {"as_of": b, "position": view.position}}
    return {**coordinates(view, b), **known, "changes": changes}


def _changes(one: View, a: str, other: View, b: str) -> Iterator[dict[str, Any]]:
    values = {"day_a": a, "known_a": one.position, "day_b": b, "known_b": other.position}
    expiring = set(_expiring(one, a, other, b)) if a != b else set()
    for group, before, after in other.rows(_BOTH, values).fetchall():
        expiring.discard(group)
        yield from _group(other, group, _load(other, group, before), a, _load(other, group, after), b)
    for group, state in expiring_states(other, sorted(expiring), b):
        yield from _group(other, group, state, a, state, b)


def _load(view: View, group: str, key: str | None) -> State | None:
    if key is None:
        return None
    valid, _, known_from = key.partition(" ")
    query = "SELECT row, more FROM point WHERE grp = ? AND valid = ? AND known_from = ?"
    row, more = view.rows(query, (group, valid, int(known_from))).fetchone()
    return {**orjson.loads(row), "more": orjson.loads(more)}


def _expiring(one: View, a: str, other: View, b: str) -> Iterator[str]:
    """Measures, which may change by time alone between the days."""
    for (group,) in other.rows("SELECT grp FROM entity WHERE grp > 'measure:' AND grp < 'measure;'"):
        yield group


def expiring_states(view: View, groups: list[str], on: str) -> Iterator[tuple[str, State]]:
    """The states of groups on a day, those that have one."""
    from .states import state_at

    for group in groups:
        state = state_at(view, group, on)
        if state is not None:
            yield group, state


def fields_of(group: str, state: State | None, on: str) -> dict[tuple[str, str, str], Any]:
    """The fields of a group's entities as a difference sees them: (entity, id, field) → value. A zone's policy is its own."""
    kind, name = kind_of(group), group.partition(":")[2]
    state = FOLDS[kind].initial(name) if state is None else state
    if kind == "measure":
        state = measures_fold.on(state, on)
    more = {key: value for key, value in state["more"].items() if key not in _HIDDEN}
    policy = more.pop("policy", None)
    fields = {(kind, name, key): value for key, value in {**state, **more}.items() if key not in _ORIGIN and key != "more"}
    if kind == "zone":
        fields["policy", name, "status"] = fields.pop(("zone", name, "policy"))
        fields["policy", name, "in_progress"] = fields.pop(("zone", name, "policy_in_progress"))
        del fields["zone", name, "plan"]
        for key in ("version", "issues", "measures", "goals"):
            fields["policy", name, key] = (policy or {}).get(key)
    return fields


def _group(view: View, group: str, before: State | None, a: str, after: State | None, b: str) -> Iterator[dict[str, Any]]:
    old, new = fields_of(group, before, a), fields_of(group, after, b)
    acts: list[str] | None = None
    for key in {**old, **new}:
        if old.get(key) != new.get(key):
            acts = _acts(view, group, a, b) if acts is None else acts
            entity, name, field = key
            yield {"entity": entity, "id": name, "field": field, "before": old.get(key), "after": new.get(key), "acts": acts}


def _acts(view: View, group: str, a: str, b: str) -> list[str]:
    """The acts with an effect on the group between the days (either way round), as known now."""
    low, high = min(a, b), max(a, b)
    query = "SELECT DISTINCT act FROM fact WHERE grp = ? AND latest > ? AND latest <= ? AND known_from <= ? AND known_to > ?"
    return sorted(act for (act,) in view.rows(query, (group, low, high, view.position, view.position)))
