"""Which zone a plan is bound to, as known: the one its first effect that names one names, for ever."""

from __future__ import annotations

from functools import cache

from ..projections.facts import Whose, default_zone
from .view import View

_FIRST = (
    "SELECT json_extract(data, '$.zone') zone, act FROM fact WHERE grp = ? AND known_from <= ? AND known_to > ? "
    "AND zone IS NOT NULL ORDER BY latest, earliest, ord, rank, first, idx LIMIT 1"
)


def bound_by(view: View, plan: str) -> str | None:
    """The act that bound a plan to its zone, by its id; None while no effect with a day names a zone."""
    found = view.rows(_FIRST, ("plan:" + plan, view.position, view.position)).fetchone()
    return str(found[1]) if found else None


def bound(view: View, plan: str) -> str:
    """The zone of a plan, by its group (`plan:kansai-area`); the one in its id while no effect names another."""
    found = view.rows(_FIRST, (plan, view.position, view.position)).fetchone()
    return str(found[0]) if found else default_zone(plan.partition(":")[2])


def binder(view: View) -> Whose:
    """Tells whose a plan is, asking once for each."""
    return cache(lambda plan: bound(view, "plan:" + plan))
