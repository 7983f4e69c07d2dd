"""What changed between two days, or was learned between two states of knowledge: per field, with the acts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import orjson

from ..errors import Usage
from ..events.effects import RANK
from ..projections.folds import FOLDS, State
from ..projections.folds import measure as measures_fold
from ..projections.shapes import row_of
from .fields import Difference, More, Read, differences, differences_of_kept
from .giving import CHANGERS
from .states import state_at
from .view import View, coordinates

_SEEK = (
    "(SELECT CAST(row || char(10) || more AS BLOB) FROM point WHERE grp = e.grp AND valid <= {day} "
    "AND known_from <= {known} AND known_to > {known} ORDER BY valid DESC LIMIT 1)"
)
# Each group with its states on two days and the acts with an effect on it between these, as known at the second:
# rank and act, rank and act …; neither holds a space.
_BOTH = (
    f"SELECT e.grp, {_SEEK.format(day=':day_a', known=':known_a')}, {_SEEK.format(day=':day_b', known=':known_b')}, "
    "(SELECT group_concat(rank || ' ' || act, ' ') FROM fact WHERE grp = e.grp AND latest > min(:day_a, :day_b) "
    "AND latest <= max(:day_a, :day_b) AND known_from <= :known_b AND known_to > :known_b) FROM entity e"
)
_MEASURES = _BOTH + " WHERE e.grp > 'measure:' AND e.grp < 'measure;'"
# The plans and uses of zones that have been cancelled, or whose plan was revoked: they change with these.
_FELT = (
    "SELECT m.grp FROM life l CROSS JOIN member m USING (zone) WHERE l.known_from <= :known AND l.known_to > :known "
    "AND json_array_length(l.facts) > 1 "
    "AND EXISTS (SELECT 1 FROM json_each(l.facts) WHERE value ->> '$[3]' IN (:cancelled, :revoked))"
)
# So many entities that several acts touched are folded again to see which of them changed what; of a difference that is
# wider, every act is named that can have changed the field.
EXACT = 40

Moved = tuple[str, list[Difference], str | None]  # group, what differs, the acts as in `_BOTH`


def diff(view: View, start: Any, end: Any, before: View | None = None) -> dict[str, Any]:
    """What differs between the state on `start`, as `before` knew it, and on `end`, as this view knows it.

    before: the same view for the difference of two days; an earlier one with start = end for what was learned of a day.
    """
    earlier = before or view
    a, b = view.day(start), view.day(end)
    known = {"from": {"as_of": a, "position": earlier.position}, "to": {"as_of": b, "position": view.position}}
    return {**coordinates(view, b), **known, **changes(earlier, a, view, b)}


def refuse_mixed(days: str | None, as_of: Any, known: str | None, as_known: Any) -> None:
    """Usage when it is not clear between what a difference is asked. days, known: `A..B` as asked, or None."""
    if days is None and known is None:
        message = "A difference is between two days, D1..D2, or --known K1..K2."
        raise Usage("diff-what", message, "reformlog diff 2024-06-01..2024-06-30")
    if days is not None and as_of is not None:
        message = "D1..D2 names the days already; --as-of goes with --known alone."
        raise Usage("diff-what", message, f"reformlog diff {days}")
    if known is not None and as_known is not None:
        raise Usage("diff-what", "--known names two states of knowledge, --as-known one.", f"--known {known}")


def changes(earlier: View, a: str, view: View, b: str) -> dict[str, Any]:
    """The same without coordinates: `changes`, and `events` when the views know different things."""
    moved = _moved(earlier, a, view, b)
    expired = _expired(earlier, a, view, b) if a != b else ()
    if earlier.position != view.position:
        return _learned(earlier, view, [*moved, *expired], a, b)
    return {"changes": _told(view, [each for each in (*moved, *expired) if each[1]], a, b)}


def _moved(one: View, a: str, other: View, b: str) -> Iterator[Moved]:
    """The groups whose kept state is another, with what differs: nothing, where only the act or its date does."""
    values = {"day_a": a, "known_a": one.position, "day_b": b, "known_b": other.position}
    read = _reader(other)
    for group, before, after, acts in other.rows(_BOTH, values):
        if before != after:
            yield group, _between(group, before, a, after, b, read), acts


def _expired(one: View, a: str, other: View, b: str) -> Iterator[Moved]:
    """The measures whose kept state is the same, and which change by time alone between the days."""
    values = {"day_a": a, "known_a": one.position, "day_b": b, "known_b": other.position}
    read = _reader(other)
    for group, before, after, acts in other.rows(_MEASURES, values):
        if before is not None and before == after:
            found = _between(group, before, a, after, b, read)
            if found:
                yield group, found, acts


def _reader(view: View) -> Read:
    """Reads `more` as a point keeps it: in full, or by the key of one that many points share."""

    @cache
    def shared(key: bytes) -> More:
        (text,) = view.rows("SELECT more FROM text WHERE key = ?", (key.decode(),)).fetchone()
        more: More = orjson.loads(text)
        return more

    return lambda kept: orjson.loads(kept) if kept.startswith(b"{") else shared(kept)


def _between(group: str, before: bytes | None, a: str, after: bytes | None, b: str, read: Read) -> list[Difference]:
    """What differs between two states of a group as they are kept, on their days."""
    kind, _, name = group.partition(":")
    if kind != "measure" and before is not None and after is not None:
        return differences_of_kept(kind, before, after, read)
    old, new = _state(kind, name, before, a, read), _state(kind, name, after, b, read)
    if kind == "plan":  # whose it is does not change with the days
        zone = (new if before is None else old)["zone"]
        old, new = {**old, "zone": zone}, {**new, "zone": zone}
    return differences(kind, old, new)


def _state(kind: str, name: str, kept: bytes | None, on: str, read: Read) -> State:
    """A state as it reads on a day, also when nothing is known of it."""
    if kept is None:
        return FOLDS[kind].initial(name)
    row, _, more = kept.partition(b"\n")
    state = {**row_of(kind, row), "more": read(more)}
    return measures_fold.on(state, on) if kind == "measure" else state


def _told(view: View, found: list[Moved], a: str, b: str) -> list[dict[str, Any]]:
    """The changes as an answer lists them, each with the acts between the days, either way round, that made it."""
    narrow = len(found) <= EXACT or sum(acts is not None and acts.count(" ") > 1 for _, _, acts in found) <= EXACT
    values = {"known": view.position, "cancelled": RANK["zone", "cancelled"], "revoked": RANK["plan", "revoked"]}
    felt = {group for (group,) in view.rows(_FELT, values)}
    told: list[dict[str, Any]] = []
    for group, differing, named in found:
        words = named.split(" ") if named else []
        if not words or group in felt or (narrow and (len(words) > 2 or group.startswith("measure:"))):
            by_field = _responsible(view, group, a, b)
            told += [_change(group, each, by_field.get(each[:2], [])) for each in differing]
            continue
        name, ranks = group.partition(":")[2], words[::2]
        acts = sorted(set(words[1::2]))
        for entity, field, was, now in differing:
            changers = CHANGERS.get((entity, field))
            own = acts
            if changers is not None and not changers.issuperset(ranks):
                own = sorted({act for rank, act in zip(ranks, words[1::2], strict=True) if rank in changers})
            told.append({"entity": entity, "id": name, "field": field, "before": was, "after": now, "acts": own})
    return told


def _responsible(view: View, group: str, a: str, b: str) -> dict[tuple[str, str], list[str]]:
    """Which act changed which field. An expiry is no act's, so the one that set the last day is named; what was created
    anew after it, and is kept as created before and after, is owed to the act that created it."""
    from .responsible import between_days

    found = between_days(view, group, a, b)
    if group.startswith("measure:") and ("measure", "status") not in found:
        last = max(a, b)
        state = state_at(view, group, last)
        act = measures_fold.on(state, last)["act"] if state else None
        found["measure", "status"] = [act] if act else []
    return found


def _learned(one: View, other: View, found: list[Moved], a: str, b: str) -> dict[str, Any]:
    """The changes between two states of knowledge, and the events from which they were learned: what, why and who.

    Also those by which only the act or date behind a state became another. Where the days differ as well, the acts
    between them stand beside those learned of.
    """
    from .responsible import between_days, events, learned

    told: list[dict[str, Any]] = []
    positions: set[int] = set()
    for group, differing, _ in found:
        explained = learned(one, other, group, max(a, b))
        by_day = between_days(other, group, a, b) if a != b else {}
        if not differing and a == b:
            positions.update(explained[None])
        for each in differing:
            own = explained.get(each[:2]) or ([] if each[:2] in by_day else explained[None])
            positions.update(own)
            acts = [*(other.log.event(position).act for position in own), *by_day.get(each[:2], ())]
            told.append({**_change(group, each, list(dict.fromkeys(acts))), "events": own})
    return {"changes": told, "events": events(other, positions)}


def _change(group: str, difference: Difference, acts: list[str]) -> dict[str, Any]:
    entity, field, was, now = difference
    name = group.split(":", 1)[1]
    return {"entity": entity, "id": name, "field": field, "before": was, "after": now, "acts": acts}
