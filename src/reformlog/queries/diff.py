"""What changed between two days, or what was learned between two states of knowledge: per entity and field, with the acts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson

from ..projections.folds import FOLDS, State
from ..projections.folds import measure as measures_fold
from .view import View, coordinates, day

_SEEK = (
    "(SELECT row || char(10) || more FROM point WHERE grp = e.grp AND valid <= {day} AND known_from <= {known} "
    "AND known_to > {known} ORDER BY valid DESC LIMIT 1)"
)
_BOTH = (
    "SELECT e.grp, "
    + _SEEK.format(day=":day_a", known=":known_a")
    + ", "
    + _SEEK.format(day=":day_b", known=":known_b")
    + " FROM entity e"
)
# The acts with an effect on each group of a list between two days, as known now; no id of an act holds a space.
_ACTS = (
    "SELECT (SELECT group_concat(act, ' ') FROM fact WHERE grp = g.value AND latest > ?2 AND latest <= ?3 "
    "AND known_from <= ?4 AND known_to > ?4) FROM json_each(?1) g ORDER BY g.key"
)
# Fields that say where a status comes from, not what it is.
_ORIGIN = frozenset({"since", "since_earliest", "since_latest", "act", "position"})
_HIDDEN = frozenset({"over", "until_latest", "until_act", "until_position", "over"})
_OF_POLICY = {"policy": "status", "policy_in_progress": "in_progress"}
_POLICY = ("version", "issues", "measures", "goals")

Difference = tuple[str, str, Any, Any]  # entity, field, before, after


def diff(view: View, start: Any, end: Any, before: View | None = None) -> dict[str, Any]:
    """What differs between the state on `start`, as `before` knew it, and on `end`, as this view knows it.

    before: the same view for the difference of two days; an earlier one with start = end for what was learned about a day.
    """
    earlier = before or view
    a, b = day(start, view.today), day(end, view.today)
    found = [*_moved(earlier, a, view, b), *(_expired(earlier, a, view, b) if a != b else ())]
    known = {"from": {"as_of": a, "position": earlier.position}, "to": {"as_of": b, "position": view.position}}
    return {**coordinates(view, b), **known, "changes": _told(view, found, a, b)}


def _moved(one: View, a: str, other: View, b: str) -> Iterator[tuple[str, list[Difference]]]:
    """The groups whose kept state is another, with what differs."""
    values = {"day_a": a, "known_a": one.position, "day_b": b, "known_b": other.position}
    for group, before, after in other.rows(_BOTH, values).fetchall():
        if before != after:
            differences = _between(group, before, a, after, b)
            if differences:
                yield group, differences


def _expired(one: View, a: str, other: View, b: str) -> Iterator[tuple[str, list[Difference]]]:
    """The measures whose kept state is the same, and which change by time alone between the days."""
    values = {"day_a": a, "known_a": one.position, "day_b": b, "known_b": other.position}
    query = _BOTH + " WHERE e.grp > 'measure:' AND e.grp < 'measure;'"
    for group, before, after in other.rows(query, values).fetchall():
        if before is not None and before == after:
            differences = _between(group, before, a, after, b)
            if differences:
                yield group, differences


def _between(group: str, before: str | None, a: str, after: str | None, b: str) -> list[Difference]:
    """What differs between two states of a group as they are kept, on their days."""
    kind, name = group.split(":", 1)
    if kind == "measure" or before is None or after is None:
        return _of_states(kind, _state(kind, name, before, a), _state(kind, name, after, b))
    old, new = before.split("\n"), after.split("\n")
    found = [] if old[0] == new[0] else _of_rows(kind, orjson.loads(old[0]), orjson.loads(new[0]))
    return found if old[1] == new[1] else found + _of_more(kind, orjson.loads(old[1]), orjson.loads(new[1]))


def _state(kind: str, name: str, kept: str | None, on: str) -> State:
    """A state as it is kept, or that of a group of which nothing is known; a measure as it reads on the day."""
    if kept is None:
        state = FOLDS[kind].initial(name)
    else:
        row, more = kept.split("\n")
        state = {**orjson.loads(row), "more": orjson.loads(more)}
    return measures_fold.on(state, on) if kind == "measure" else state


def _of_states(kind: str, old: State, new: State) -> list[Difference]:
    return _of_rows(kind, old, new) + _of_more(kind, old["more"], new["more"])


def _of_rows(kind: str, old: dict[str, Any], new: dict[str, Any]) -> list[Difference]:
    """The fields of two rows that differ. A zone's policy is an entity of its own; the plan is told in `plan`."""
    found = []
    for field in old if old.keys() >= new.keys() else {**old, **new}:
        if field not in _ORIGIN and (was := old.get(field)) != (now := new.get(field)) and field != "more":
            if kind != "zone":
                found.append((kind, field, was, now))
            elif field != "plan":
                entity = "policy" if field in _OF_POLICY else kind
                found.append((entity, _OF_POLICY.get(field, field), was, now))
    return found


def _of_more(kind: str, old: dict[str, Any], new: dict[str, Any]) -> list[Difference]:
    """The same of what a row does not show."""
    found = []
    for field in {**old, **new}:
        was, now = old.get(field), new.get(field)
        if was != now and field not in _HIDDEN:
            if field == "policy":
                was, now = was or {}, now or {}
                found += [("policy", key, was.get(key), now.get(key)) for key in _POLICY if was.get(key) != now.get(key)]
            else:
                found.append((kind, field, was, now))
    return found


def _told(view: View, found: list[tuple[str, list[Difference]]], a: str, b: str) -> list[dict[str, Any]]:
    """The changes as an answer lists them, with the acts between the days (either way round), as known now."""
    groups = orjson.dumps([group for group, _ in found]).decode()
    acts = view.rows(_ACTS, (groups, min(a, b), max(a, b), view.position)).fetchall()
    changes = []
    for (group, differences), (named,) in zip(found, acts, strict=True):
        name = group.split(":", 1)[1]
        between = sorted(set(named.split(" "))) if named else []
        changes += [
            {"entity": entity, "id": name, "field": field, "before": was, "after": now, "acts": between}
            for entity, field, was, now in differences
        ]
    return changes
