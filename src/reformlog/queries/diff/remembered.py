"""The timelines of all groups as known at one position, remembered: when differences are asked for again, they are
told from these and not sought in the file once more.

Measures are left out, for they change by time alone as well.
"""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

import orjson

from ...projections.shapes import kind_of, row_of
from ...projections.store import Projection
from ..fields import columns
from ..kept import reader
from ..view import View
from .timelines import Timeline, timeline

MOST = 15_000  # states that are remembered; of a register that has more, none are
MEASURES = "({0} > 'measure:' AND {0} < 'measure;')"

_KNOWN = f"known_from <= :known AND known_to > :known AND NOT {MEASURES.format('grp')}"
_TOO_MANY = f"SELECT count(*) > :most FROM (SELECT 1 FROM point WHERE {_KNOWN} LIMIT :most + 1)"
_NUMBER = "CAST(replace({0}, '-', '') AS INT)"
_STATES = (
    f"SELECT grp, {_NUMBER.format('valid')}, CAST(row AS BLOB), CAST(more AS BLOB) FROM point WHERE {_KNOWN} "
    "ORDER BY grp, valid"
)
_EFFECTS = (
    f"SELECT grp, {_NUMBER.format('latest')}, act, CAST(rank AS TEXT) FROM fact WHERE {_KNOWN} ORDER BY grp, latest"
)


class _Asked(NamedTuple):
    """What timelines were last asked for, and these once they were asked for again; empty when they are too many."""

    known: tuple[Any, ...]
    timelines: list[Timeline] | None = None


_asked: WeakKeyDictionary[Projection, _Asked] = WeakKeyDictionary()


def remembered(view: View) -> list[Timeline] | None:
    """The timelines of a view, by group, if it is not the first time that they are asked for and they are not too many.

    They are remembered until a view of another position is asked, or something is written to the file of the rows.
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


def _read(view: View) -> list[Timeline]:
    """All timelines of a view; none when they are too many."""
    from ..walking import beginning  # what folds: a difference asked for once needs none of it

    values = {"known": view.position, "most": MOST}
    if view.rows(_TOO_MANY, values).fetchone()[0]:
        return []
    effects = {group: [*rows] for group, rows in groupby(view.rows(_EFFECTS, values), itemgetter(0))}
    read = reader(view)
    found = []
    for group, points in groupby(view.rows(_STATES, values), itemgetter(0)):
        kind = kind_of(group)
        _, days, rows, mores = zip(*points, strict=True)
        states = [orjson.loads(row) for row in rows]
        start = beginning(group, row_of(kind, rows[0])["zone"] if kind == "plan" else None)
        told = columns(kind, [start.values(), *states], [start["more"], *map(read, mores)])
        line = timeline(group, (0, *days), told, effects.get(group, []))
        if line.told:  # else its states differ in act and date alone
            found.append(line)
    return found
