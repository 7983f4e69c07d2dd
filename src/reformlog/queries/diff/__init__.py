"""What changed between two days, or was learned between two states of knowledge: per field, with the acts."""

from __future__ import annotations

from typing import Any

from ...errors import Usage
from ...events.effects import RANK
from ...projections.folds import State
from ...projections.folds import measure as measures_fold
from ..fields import Change, Field, each_once
from ..states import state_at
from ..view import Day, Known, View, coordinates
from .groups import Moved, moved

# The plans and uses of zones that have been cancelled, or whose plan was revoked: they change with these.
_FELT = (
    "SELECT m.grp FROM life l CROSS JOIN member m USING (zone) WHERE l.known_from <= :known AND l.known_to > :known "
    "AND json_array_length(l.facts) > 1 "
    "AND EXISTS (SELECT 1 FROM json_each(l.facts) WHERE value ->> '$[3]' IN (:cancelled, :revoked))"
)
# So many entities that several acts touched are folded again to see which of them changed what; of a difference that is
# wider, every act is named that can have changed the field.
EXACT = 40


def diff(view: View, start: Day, end: Day, before: View | None = None) -> dict[str, Any]:
    """What differs between the state on `start`, as `before` knew it, and on `end`, as this view knows it.

    before: the same view for the difference of two days; an earlier one with start = end for what was learned of a day.
    """
    earlier = before or view
    a, b = view.day(start), view.day(end)
    known = {"from": {"as_of": a, "position": earlier.position}, "to": {"as_of": b, "position": view.position}}
    told = changes(earlier, a, view, b)
    if before is not None:
        told.setdefault("events", [])  # where nothing was recorded between the two, either
    return {**coordinates(view, b), **known, **told}


def refuse_mixed(days: str | None, as_of: Day, known: str | None, as_known: Known) -> None:
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
    """The difference without coordinates: `changes`, and `events` when the two views know different things."""
    found = moved(earlier, a, view, b)
    if earlier.position != view.position:
        return _learned(earlier, view, found, a, b)
    return {"changes": _told(view, [each for each in found if each[1]], a, b)}


def _told(view: View, found: list[Moved], a: str, b: str) -> list[Change]:
    """The changes as an answer lists them, each with the acts between the days, either way round, that made it."""
    narrow = len([group for group, _, effects in found if effects > 1]) <= EXACT
    values = {"known": view.position, "cancelled": RANK["zone", "cancelled"], "revoked": RANK["plan", "revoked"]}
    felt = {group for (group,) in view.rows(_FELT, values)}
    told: list[Change] = []
    for group, differing, effects in found:
        if not effects or group in felt or (narrow and (effects > 1 or group.startswith("measure:"))):
            by_field = _responsible(view, group, a, b)
            differing = [{**each, "acts": by_field.get(_field(each), [])} for each in differing]
        elif group.startswith("measure:"):
            differing = [_with_last_day(view, group, each, a, b) for each in differing]
        told += differing
    return told


def _with_last_day(view: View, group: str, change: Change, a: str, b: str) -> Change:
    """A change of a measure; of one that has expired by the later day also with the act that set the last day, whenever
    that was."""
    later = change["after"] if a <= b else change["before"]
    state = _measure(view, group, max(a, b)) if (change["field"], later) == ("status", "expired") else None
    return change if state is None else {**change, "acts": each_once([*change["acts"], state["act"]])}


def _field(change: Change) -> Field:
    return change["entity"], change["field"]


def _responsible(view: View, group: str, a: str, b: str) -> dict[Field, list[str]]:
    """Which act changed which field between two days. An expiry is no act's, so the one that set the last day is named;
    what was created anew after it, and is kept as created before and after, is owed to the act that created it."""
    from .responsible import between_days

    found = between_days(view, group, a, b)
    if group.startswith("measure:") and ("measure", "status") not in found:
        was, now = (_measure(view, group, day) for day in sorted((a, b)))
        if now and (was is None or was["status"] != now["status"]):
            found["measure", "status"] = [now["act"]]
    return found


def _measure(view: View, group: str, day: str) -> State | None:
    """A measure as it reads on a day; None when nothing is known of it."""
    state = state_at(view, group, day)
    return measures_fold.on(state, day) if state else None


def _learned(one: View, other: View, found: list[Moved], a: str, b: str) -> dict[str, Any]:
    """The changes between two states of knowledge, and the events from which they were learned: what, why and who.

    Also those by which only the act or date behind a state became another. Where the days differ as well, the acts
    between them stand beside those learned of. Back from a later state of knowledge they are the same.
    """
    from .responsible import events, learned

    earlier, later = sorted((one, other), key=lambda view: view.position)
    told: list[dict[str, Any]] = []
    positions: set[int] = set()
    for group, differing, _ in found:
        by_field, by_entity = learned(earlier, later, group, max(a, b), singly=len(found) <= EXACT)
        by_day = _responsible(other, group, a, b) if a != b else {}
        if not differing and a == b:
            positions.update(*by_entity.values())
        for each in differing:
            field = _field(each)
            own = by_field.get(field) or ([] if field in by_day else by_entity[field[0]])
            positions.update(own)
            acts = [*(other.log.event(position).act for position in own), *by_day.get(field, ())]
            told.append({**each, "acts": list(dict.fromkeys(acts)), "events": own})
    return {"changes": told, "events": events(later, positions)}
