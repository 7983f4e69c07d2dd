"""What held on a day: zones, plans, measures, their uses, proposals and calls, and what was possible or in conflict."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import starmap
from typing import TYPE_CHECKING, Any

import orjson

from ..projections.facts import Fact, Whose, subject
from ..projections.schema import MORE
from ..projections.shapes import NAMING, kind_of, row_of, state_of
from .binding import binder
from .view import Day, View, axis_named, coordinates

if TYPE_CHECKING:  # what folds is loaded when something has to be folded
    from ..projections.folds import State
    from . import refold

# For each answer: the groups its rows come from, and those whose possible, pending and conflicting effects it lists.
GROUPS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "zones": (("zone",), ("zone", "plan")),
    "plans": (("plan",), ("plan",)),
    "measures": (("measure",), ("measure", "use")),
    "uses": (("use",), ("measure", "use")),
    "proposals": (("proposal", "call"), ("proposal", "call")),
    "bills": (("bill",), ("bill",)),
    "basic-policies": (("basic-policy",), ("basic-policy",)),
}

# The rows of all groups of a kind, joined so that they are parsed in one go; SQLite keeps the order of an inner query
# for `group_concat`.
_ROWS = """
SELECT CAST('[' || coalesce(group_concat(kept), '') || ']' AS BLOB) FROM (
    SELECT (SELECT row FROM point WHERE grp = e.grp AND valid <= :day AND known_from <= :known AND known_to > :known
            ORDER BY valid DESC LIMIT 1) AS kept
    FROM entity e WHERE e.grp > :kind || ':' AND e.grp < :kind || ';' ORDER BY e.grp)
"""
_AT = "FROM point WHERE grp = ? AND valid <= ? AND known_from <= ? AND known_to > ? ORDER BY valid DESC LIMIT 1"
_STATE = f"SELECT row, {MORE} {_AT}"
_ROW = f"SELECT CAST(row AS BLOB) {_AT}"


def row_at(view: View, group: str, on: str) -> dict[str, Any] | None:
    """The row of one group on a day, None when there is none yet."""
    found = view.rows(_ROW, (group, on, view.position, view.position)).fetchone()
    return row_of(kind_of(group), found[0]) if found else None


def state_at(view: View, group: str, on: str) -> State | None:
    """The whole state of one group on a day: the row and `more`; None when there is none yet."""
    found = view.rows(_STATE, (group, on, view.position, view.position)).fetchone()
    return state_of(kind_of(group), *found) if found else None


def zone(view: View, zone_id: str, on: str) -> dict[str, Any] | None:
    """The row of one zone on a day, or None when its status is none: one seek."""
    row = row_at(view, "zone:" + zone_id, on)
    return row if row is not None and row["status"] != "none" else None


def rows_at(view: View, kind: str, on: str) -> list[dict[str, Any]]:
    """The rows of every group of a kind on a day, in the order of their ids; those not yet begun are left out."""
    (kept,) = view.rows(_ROWS, {"kind": kind, "day": on, "known": view.position}).fetchone()
    rows = list(starmap(NAMING[kind], orjson.loads(kept)))
    if kind in ("zone", "use"):
        return [row for row in rows if row["status"] != "none"]
    return [row for row in rows if row["status"] != "none" or row.get("in_progress")]


def states(
    view: View,
    answer: str,
    *,
    as_of: Day = None,
    axis: str = "effective",
    zone: str | None = None,
    include_possible: bool = False,
) -> dict[str, Any]:
    """The answer `zones`, `plans`, `measures`, `uses`, `proposals` …: rows with their coordinates.

    axis: `effective`, or the name of a legal date. zone: only what belongs to that zone. include_possible: folds what
    is possible by the day as well.
    """
    on, axis = view.day(as_of), axis_named(axis)
    kinds, listed = GROUPS[answer]
    found: refold.Folded | None = None
    if axis != "effective" or include_possible:
        from . import refold

        found = refold.fold(view, on, axis, include_possible)
        rows = [row for kind in kinds for row in found.rows(kind)]
    else:
        rows = [row for kind in kinds for row in rows_at(view, kind, on)]
    rows = _finished(view, answer, rows, on, found)
    beside = _beside(view, listed, on, axis, found)
    if zone is not None:
        rows, beside = _of_zone(view, answer, rows, beside, zone, found.zone_of if found else binder(view))
    name = "measures" if answer == "uses" else answer
    return {**coordinates(view, on, axis), name: rows, **beside}


def _finished(
    view: View, answer: str, rows: list[dict[str, Any]], on: str, found: refold.Folded | None
) -> list[dict[str, Any]]:
    """Rows as they read on the day: measures expire by time alone; a use shows title, end and status of its measure."""
    if answer not in ("measures", "uses"):
        return rows

    from ..projections.folds import measure as measures_fold

    def menu(measure: str) -> State | None:
        state = found.states.get("measure:" + measure) if found else state_at(view, "measure:" + measure, on)
        return None if state is None or state["status"] == "none" else measures_fold.on(state, on)

    if answer == "measures":
        states_now = ((row, menu(row["measure"])) for row in rows)
        return [row_in(state) if state else row for row, state in states_now]
    return [_use(row, menu(row["measure"])) for row in rows]


def row_in(state: State) -> dict[str, Any]:
    """The row of a whole state, as an answer lists it."""
    return {key: value for key, value in state.items() if key != "more"}


def _use(row: dict[str, Any], measure: State | None) -> dict[str, Any]:
    """A use with what its row borrows from the menu."""
    if measure is None:
        return {**row, "measure_status": None}
    return {**row, "title": measure["title"], "until": measure["until"], "measure_status": measure["status"]}


def _beside(
    view: View, listed: Iterable[str], on: str, axis: str, found: refold.Folded | None
) -> dict[str, list[dict[str, Any]]]:
    """What is possible, pending and in conflict on the day, of the groups an answer is about."""
    kinds = tuple(listed)
    if axis != "effective":
        return {"possible": found.possible(kinds) if found else [], "pending": [], "conflicts": []}
    ahead: dict[str, list[dict[str, Any]]] = {"possible": [], "pending": []}
    for sort, entry in view.rows(_AHEAD.format(kinds=_among(kinds)), (on, on, view.position, view.position)):
        ahead[sort].append(orjson.loads(entry))
    if found:
        ahead["possible"] = []
        conflicts = _with_reasons(view, found.conflicts(kinds))
    else:
        conflicts = conflicts_at(view, kinds, on)
    return {**ahead, "conflicts": conflicts}


def _with_reasons(view: View, conflicts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Conflicts with the reason for which each was accepted, where it stands without what is only possible as well."""
    query = "SELECT entry FROM conflict WHERE act = ? AND idx = ? AND known_from <= ? AND known_to > ?"
    for row in conflicts:
        kept = view.rows(query, (row["act"], row["effect"], view.position, view.position)).fetchone()
        row["accepted"] = orjson.loads(kept[0])["accepted"] if kept else None
    return conflicts


_AHEAD = (
    "SELECT sort, entry FROM ahead WHERE from_day <= ? AND until_day > ? AND known_from <= ? AND known_to > ? "
    "AND ({kinds}) ORDER BY until_day, from_day, known_from, idx"
)


def _among(kinds: Iterable[str]) -> str:
    """The condition that a group is of one of these kinds."""
    return " OR ".join(f"(grp > '{kind}:' AND grp < '{kind};')" for kind in kinds)


def conflicts_at(view: View, kinds: Iterable[str] | None, on: str) -> list[dict[str, Any]]:
    """The effects that were reached by the day and not applied, with rule and article. kinds: None for all."""
    where = f"AND ({_among(kinds)})" if kinds is not None else ""
    query = (
        "SELECT act, idx, entry, fact FROM conflict WHERE valid <= ? AND known_from <= ? AND known_to > ? "
        f"{where} ORDER BY valid, act, idx"
    )
    return [kept_conflict(*row) for row in view.rows(query, (on, view.position, view.position))]


def kept_conflict(act: str, index: int, entry: str, fact: str) -> dict[str, Any]:
    """One conflict as answers list it, from what the rows keep: why, and the effect."""
    return conflict_row(act, index, Fact._make(orjson.loads(fact)).data, orjson.loads(entry))


def conflict_row(act: str, index: int, effect: Any, told: dict[str, Any]) -> dict[str, Any]:
    """One conflict as answers list it, from the effect and what is told of it: rule, article, message, reason."""
    from ..projections.ahead import keys

    return {"act": act, **keys(effect), "is": effect["is"], "effect": index, **told}


def _told_of(view: View, zone: str) -> set[str]:
    """The calls, proposals and bills of a zone: they name none, and are its when its chronology shows an act about
    them."""
    from .chronology import entries_of

    return {subject(effect) for _, _, body in entries_of(view, [zone]) for effect in body.get("effects", ())}


def _of_zone(
    view: View,
    answer: str,
    rows: list[dict[str, Any]],
    beside: dict[str, list[dict[str, Any]]],
    zone: str,
    whose: Whose,
) -> tuple[list[dict[str, Any]], dict[str, list[dict[str, Any]]]]:
    """The rows, and the lists beside them, without what belongs to other zones only.

    An effect on a plan belongs to the zone it names and to the one its plan is bound to (`whose`), as its row shows.
    """
    mine = {f"policy:{zone}"} | (_told_of(view, zone) if answer in ("proposals", "bills") else set())

    def by_name(entry: dict[str, Any]) -> bool:
        named = next((f"{key}:{entry[key]}" for key in ("policy", "proposal", "call", "bill") if entry.get(key)), None)
        return named in mine

    def is_row_of(row: dict[str, Any]) -> bool:
        return bool(row["zone"] == zone) if "zone" in row else by_name(row)

    def is_effect_of(entry: dict[str, Any]) -> bool:
        if entry.get("zone") == zone:
            return True
        return whose(entry["plan"]) == zone if "plan" in entry else by_name(entry)

    kept = {name: [entry for entry in entries if is_effect_of(entry)] for name, entries in beside.items()}
    return [row for row in rows if is_row_of(row)], kept
