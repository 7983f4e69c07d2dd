"""The states of every group as known at one position, held in memory: when differences are asked for again, they are
told from these and not sought in the file once more.

Measures are left out, for they change by time alone as well.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple
from weakref import WeakKeyDictionary

from ..projections.folds import FOLDS
from ..projections.store import Projection
from .fields import Field, change, each_once, fields
from .giving import CHANGERS
from .kept import KEPT, reader, state
from .view import View

if TYPE_CHECKING:
    from .moved import Moved

MOST = 25_000  # states that are held; of a register that has more, none are
MEASURES = "({0} > 'measure:' AND {0} < 'measure;')"

_KNOWN = f"known_from <= :known AND known_to > :known AND NOT {MEASURES.format('grp')}"
_TOO_MANY = f"SELECT count(*) > :most FROM (SELECT 1 FROM point WHERE {_KNOWN} LIMIT :most + 1)"
_STATES = f"SELECT grp, valid, {KEPT} FROM point WHERE {_KNOWN} ORDER BY grp, valid"
_EFFECTS = f"SELECT grp, latest, act, CAST(rank AS TEXT) FROM fact WHERE {_KNOWN} ORDER BY grp, latest"


class Effects(NamedTuple):
    """The days on which effects are certain, as numbers and in their order, and the acts they are of.

    by_name: whether the acts stand as a change lists them, each once and by name; most do, for ids begin with a day.
    """

    days: array[int]
    acts: list[str]
    by_name: bool

    def between(self, low: int, high: int) -> list[str]:
        """The acts of those after one day and up to another, as a change lists them."""
        acts = self.acts[bisect_right(self.days, low) : bisect_right(self.days, high)]
        return acts if self.by_name else each_once(acts)


class Told(NamedTuple):
    """A field in which the states of a group differ. listed: whether its values are lists or mappings.

    changers: the effects that can change it; None, when all of the group can.
    """

    field: Field
    listed: bool
    changers: Effects | None


class Timeline(NamedTuple):
    """One group: its effects, and its states by the days, as numbers, from which each holds.

    The first state, of day 0, is the one when nothing is known. A state has the values of the fields in `told` alone.
    """

    group: str
    name: str
    effects: Effects
    days: array[int]
    states: Sequence[Sequence[Any]]
    told: Sequence[Told]


class _Asked(NamedTuple):
    """What timelines were last asked for, and these once they were asked for again; empty when they are too many."""

    known: tuple[Any, ...]
    timelines: list[Timeline] | None = None


_asked: WeakKeyDictionary[Projection, _Asked] = WeakKeyDictionary()


def held(view: View) -> list[Timeline] | None:
    """The timelines of a view, by group, if it is not the first time that they are asked for and they are not too many.

    They are held until a view of another position is asked, or something is written to the file of the rows.
    """
    rows = view.projection
    known = view.position, *rows.written()
    asked = _asked.get(rows)
    if asked is None or asked.known != known:
        _asked[rows] = _Asked(known)
        return None
    if asked.timelines is None:
        asked = _asked[rows] = _Asked(known, _read(view))
    return asked.timelines or None


def between(timelines: Iterable[Timeline], a: str, b: str) -> list[Moved]:
    """The groups of these whose fields differ on two days."""
    found: list[Moved] = []
    one, other = _number(a), _number(b)
    low, high = min(one, other), max(one, other)
    for group, name, effects, days, states, told in timelines:
        before, after = bisect_right(days, one) - 1, bisect_right(days, other) - 1
        if before == after:
            continue
        first, last = bisect_right(effects.days, low), bisect_right(effects.days, high)
        acts = effects.acts[first:last] if effects.by_name else each_once(effects.acts[first:last])
        changes = []
        for each, was, now in zip(told, states[before], states[after]):  # noqa: B905  # as long: `strict` costs a tenth
            if was is not now and was != now:
                field, listed, changers = each
                if listed:
                    was, now = _given(was), _given(now)
                owed = acts if changers is None else changers.between(low, high)
                changes.append(change(name, field, was, now, owed))
        if changes:
            found.append((group, changes, last - first))
    return found


def _given(value: Any) -> Any:
    """The value for an answer: whoever asked may change its lists, and not those that are held."""
    return None if value is None else value.copy()


def _number(day: str) -> int:
    """A day as a number that sorts as it does."""
    return int(day.replace("-", ""))


def _read(view: View) -> list[Timeline]:
    """All timelines of a view; none when they are too many."""
    values = {"known": view.position, "most": MOST}
    if view.rows(_TOO_MANY, values).fetchone()[0]:
        return []
    effects = {group: [*rows] for group, rows in groupby(view.rows(_EFFECTS, values), itemgetter(0))}
    read = reader(view)
    found = []
    for group, rows in groupby(view.rows(_STATES, values), itemgetter(0)):
        kind, _, name = group.partition(":")
        _, days, kept = zip(*rows, strict=True)
        states = [fields(kind, FOLDS[kind].initial(name)), *(fields(kind, state(kind, each, read)) for each in kept)]
        if kind == "plan":  # whose it is does not change with the days
            states[0]["plan", "zone"] = states[1]["plan", "zone"]
        timeline = _timeline(group, ["0", *days], states, effects.get(group, []))
        if timeline.told:  # else its states differ in act and date alone
            found.append(timeline)
    return found


def _timeline(group: str, days: list[str], states: list[dict[Field, Any]], said: list[tuple[str, ...]]) -> Timeline:
    """A timeline, from whole states and the effects as rows of group, day, act and rank."""
    columns = zip(*(state.values() for state in states), strict=True)
    told, kept = [], []
    for field, values in zip(states[0], columns, strict=True):
        if values.count(values[0]) < len(values):
            ranks = CHANGERS.get(field)
            own = said if ranks is None else [row for row in said if row[3] in ranks]
            listed = any(type(value) is list or type(value) is dict for value in values)
            told.append(Told(field, listed, None if len(own) == len(said) else _effects(own)))
            kept.append(_shared(values))
    name, numbers = group.partition(":")[2], array("L", map(_number, days))
    return Timeline(group, name, _effects(said), numbers, list(zip(*kept, strict=True)), told)


def _shared(values: Iterable[Any]) -> list[Any]:
    """The values in their order; one that equals the one before it is the same object, as is seen at a glance."""
    kept: list[Any] = []
    for value in values:
        kept.append(kept[-1] if kept and kept[-1] == value else value)
    return kept


def _effects(said: Iterable[tuple[str, ...]]) -> Effects:
    acts = [row[2] for row in said]
    return Effects(array("L", [_number(row[1]) for row in said]), acts, acts == each_once(acts))
