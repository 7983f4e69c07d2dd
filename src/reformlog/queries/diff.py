"""What changed between two days, or was learned between two states of knowledge: per field, with the acts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson

from ..projections.folds import FOLDS, State
from ..projections.folds import measure as measures_fold
from .changers import CHANGERS
from .states import state_at
from .view import View, coordinates, day

_SEEK = (
    "(SELECT CAST(row || char(10) || more AS BLOB) FROM point WHERE grp = e.grp AND valid <= {day} "
    "AND known_from <= {known} AND known_to > {known} ORDER BY valid DESC LIMIT 1)"
)
_BOTH = (
    "SELECT e.grp, "
    + _SEEK.format(day=":day_a", known=":known_a")
    + ", "
    + _SEEK.format(day=":day_b", known=":known_b")
    + " FROM entity e"
)
# The acts with an effect on each group of a list between two days, as known now: rank and act, rank and act …; neither
# holds a space.
_ACTS = (
    "SELECT (SELECT group_concat(rank || ' ' || act, ' ') FROM fact WHERE grp = g.value AND latest > ?2 "
    "AND latest <= ?3 AND known_from <= ?4 AND known_to > ?4) FROM json_each(?1) g ORDER BY g.key"
)
# So many entities that several acts touched are folded again to see which of them changed what; of a difference that is
# wider, every act is named that can have changed the field.
EXACT = 40
# Fields that say where a status comes from, not what it is; they follow one another, the first in JSON as below.
_UNTOLD = frozenset({"since", "since_earliest", "since_latest", "act", "position", "more"})
_SINCE = b',"since":'
_HIDDEN = frozenset({"over", "until_latest", "until_act", "until_position"})
_OF_POLICY = {"policy": "status", "policy_in_progress": "in_progress"}
_POLICY = ("version", "issues", "measures", "goals")

Difference = tuple[str, str, Any, Any]  # entity, field, before, after


def diff(view: View, start: Any, end: Any, before: View | None = None) -> dict[str, Any]:
    """What differs between the state on `start`, as `before` knew it, and on `end`, as this view knows it.

    before: the same view for the difference of two days; an earlier one with start = end for what was learned of a day.
    """
    earlier = before or view
    a, b = day(start, view.today), day(end, view.today)
    known = {"from": {"as_of": a, "position": earlier.position}, "to": {"as_of": b, "position": view.position}}
    return {**coordinates(view, b), **known, **changes(earlier, a, view, b)}


def changes(earlier: View, a: str, view: View, b: str) -> dict[str, Any]:
    """The same without coordinates: `changes`, and `events` when the views know different things."""
    found = [*_moved(earlier, a, view, b), *(_expired(earlier, a, view, b) if a != b else ())]
    if earlier.position != view.position:
        return _learned(earlier, view, found, a, b)
    return {"changes": _told(view, found, a, b)}


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


def _between(group: str, before: bytes | None, a: str, after: bytes | None, b: str) -> list[Difference]:
    """What differs between two states of a group as they are kept, on their days."""
    kind, name = group.split(":", 1)
    if kind == "measure" or before is None or after is None:
        old, new = _state(kind, name, before, a), _state(kind, name, after, b)
        if kind == "plan":  # whose it is does not change with the days
            old, new = (old, {**new, "zone": old["zone"]}) if after is None else ({**old, "zone": new["zone"]}, new)
        return _of_rows(kind, old, new) + _of_more(kind, old["more"], new["more"])
    row, more = before.split(b"\n")
    other_row, other_more = after.split(b"\n")
    # Where the status comes from stands last in a row and is told nowhere here: most of what need not be read.
    row, other_row = row[: row.index(_SINCE)], other_row[: other_row.index(_SINCE)]
    found = [] if row == other_row else _of_rows(kind, orjson.loads(row + b"}"), orjson.loads(other_row + b"}"))
    return found if more == other_more else found + _of_more(kind, orjson.loads(more), orjson.loads(other_more))


def _state(kind: str, name: str, kept: bytes | None, on: str) -> State:
    """A state as it is kept, or that of a group of which nothing is known; a measure as it reads on the day."""
    if kept is None:
        state = FOLDS[kind].initial(name)
    else:
        row, more = kept.split(b"\n")
        state = {**orjson.loads(row), "more": orjson.loads(more)}
    return measures_fold.on(state, on) if kind == "measure" else state


def _of_rows(kind: str, old: dict[str, Any], new: dict[str, Any]) -> list[Difference]:
    """The fields of two rows that differ. A zone's policy is an entity of its own; the plan is told in `plan`."""
    moved = [field for field in old if old[field] != new[field]]
    if kind != "zone":
        return [(kind, field, old[field], new[field]) for field in moved if field not in _UNTOLD]
    return [
        ("policy" if field in _OF_POLICY else kind, _OF_POLICY.get(field, field), old[field], new[field])
        for field in moved
        if field not in _UNTOLD and field != "plan"
    ]


def _of_more(kind: str, old: dict[str, Any], new: dict[str, Any]) -> list[Difference]:
    """The same of what a row does not show."""
    found = []
    for field in {**old, **new}:
        was, now = old.get(field), new.get(field)
        if was != now and field not in _HIDDEN:
            if field == "policy":
                was, now = was or {}, now or {}
                moved = [key for key in _POLICY if was.get(key) != now.get(key)]
                found += [("policy", key, was.get(key), now.get(key)) for key in moved]
            else:
                found.append((kind, field, was, now))
    return found


def _told(view: View, found: list[tuple[str, list[Difference]]], a: str, b: str) -> list[dict[str, Any]]:
    """The changes as an answer lists them, each with the acts between the days, either way round, that made it."""
    groups = orjson.dumps([group for group, _ in found]).decode()
    acts = view.rows(_ACTS, (groups, min(a, b), max(a, b), view.position)).fetchall()
    narrow = len(found) <= EXACT or sum(named is not None and named.count(" ") > 1 for (named,) in acts) <= EXACT
    told: list[dict[str, Any]] = []
    for (group, differences), (named,) in zip(found, acts, strict=True):
        name, words = group.split(":", 1)[1], named.split(" ") if named else []
        if not words or (narrow and (len(words) > 2 or group.startswith("measure:"))):
            by_field = _responsible(view, group, a, b)
            told += [_change(group, each, by_field.get(each[:2], [])) for each in differences]
            continue
        ranks, between = set(words[::2]), sorted(set(words[1::2]))
        for entity, field, was, now in differences:
            changers = CHANGERS.get((entity, field), ranks)
            own = between
            if not ranks <= changers:
                own = sorted({act for rank, act in zip(words[::2], words[1::2], strict=True) if rank in changers})
            told.append({"entity": entity, "id": name, "field": field, "before": was, "after": now, "acts": own})
    return told


def _responsible(view: View, group: str, a: str, b: str) -> dict[tuple[str, str], list[str]]:
    """Which act changed which field; an expiry is no act's, so the one that set the last day is named."""
    from .responsible import between_days

    found = between_days(view, group, a, b)
    if group.startswith("measure:") and ("measure", "status") not in found:
        state = state_at(view, group, max(a, b))
        found["measure", "status"] = [state["more"]["until_act"]] if state and state["more"]["until_act"] else []
    return found


def _learned(one: View, other: View, found: list[tuple[str, list[Difference]]], a: str, b: str) -> dict[str, Any]:
    """The changes between two states of knowledge, and the events from which they were learned: what, why and who.

    Where the days differ as well, the acts between them stand beside those learned of.
    """
    from .responsible import between_days, events, learned

    told: list[dict[str, Any]] = []
    positions: set[int] = set()
    for group, differences in found:
        explained = learned(one, other, group, max(a, b))
        by_day = between_days(other, group, a, b) if a != b else {}
        for each in differences:
            own = explained.get(each[:2]) or ([] if each[:2] in by_day else explained[None])
            positions.update(own)
            acts = [*(other.log.event(position).act for position in own), *by_day.get(each[:2], ())]
            told.append({**_change(group, each, list(dict.fromkeys(acts))), "events": own})
    return {"changes": told, "events": events(other, positions)}


def _change(group: str, difference: Difference, acts: list[str]) -> dict[str, Any]:
    entity, field, was, now = difference
    name = group.split(":", 1)[1]
    return {"entity": entity, "id": name, "field": field, "before": was, "after": now, "acts": acts}
