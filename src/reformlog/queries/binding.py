"""Which zone a plan is bound to, as known: the one its first effect that names one names, for ever."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from ..events.effects import entity_of
from ..projections.chronicle import named_in
from ..projections.facts import Body, default_zone, zone_of
from .view import View

Whose = Callable[[str], str]  # plan → the zone it is bound to

_FIRST = (
    "SELECT json_extract(data, '$.zone') zone FROM fact WHERE grp = ? AND known_from <= ? AND known_to > ? "
    "AND zone IS NOT NULL ORDER BY latest, earliest, ord, rank, first, idx LIMIT 1"
)


def bound(view: View, plan: str) -> str:
    """The zone of a plan, by its group (`plan:kansai-area`); the one in its id while no effect names another."""
    found = view.rows(_FIRST, (plan, view.position, view.position)).fetchone()
    return str(found[0]) if found else default_zone(plan.partition(":")[2])


def binder(view: View) -> Whose:
    """Tells whose a plan is, asking once for each."""
    return cache(lambda plan: bound(view, "plan:" + plan))


def shown_by(whose: Whose, body: Body) -> dict[str, None]:
    """The zones whose chronology shows an act, in order of mention.

    As `projections.chronicle.shown_in`, where it is known whose the plans are: an act about a plan stands with the
    plan's zone, and with another that it names beside the plan as well.
    """
    zones: dict[str, None] = {}
    for effect in body.get("effects", ()):
        if entity_of(effect) == "plan":
            zones[whose(effect["plan"])] = None
        zone = zone_of(effect)
        if zone is not None:
            zones[zone] = None
    return zones | named_in(body)
