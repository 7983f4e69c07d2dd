"""Which chronologies 経緯 show an act: of the zones it changes, names in `numbers` or `zones`, or has `words` for."""

from __future__ import annotations

from ..events.effects import entity_of
from .facts import Body, Reached, Whose, day_of, default_zone, zone_of

BESIDE = {"numbers": None, "zones": None, "words": None}.keys()  # where an act names zones beside its effects


def shown_in(body: Body, when: Reached) -> dict[str, None]:
    """The zones whose chronology shows the act, in order of mention.

    A plan that does not name its zone stands under `plan:ID` as well, to be found from the zone it is bound to. So
    does one told of on no day, whichever zone it names: that binds it to none.
    """
    zones: dict[str, None] = {}
    for effect in body.get("effects", ()):
        zone = zone_of(effect)
        if (zone is None or when.own is None or "at" in effect) and entity_of(effect) == "plan":
            own = default_zone(effect["plan"])
            if zone is None or day_of(body, effect) is None:
                zones["plan:" + effect["plan"]] = None
                zones[own] = None
        if zone is not None:
            zones[zone] = None
    return zones if BESIDE.isdisjoint(body) else zones | named_beside(body)


def shown_by(whose: Whose, body: Body) -> dict[str, None]:
    """The zones whose chronology shows an act, in order of mention.

    As `shown_in`, where it is known whose the plans are: an act about a plan stands with the
    plan's zone, and with another that it names beside the plan as well.
    """
    zones: dict[str, None] = {}
    for effect in body.get("effects", ()):
        if entity_of(effect) == "plan":
            zones[whose(effect["plan"])] = None
        zone = zone_of(effect)
        if zone is not None:
            zones[zone] = None
    return zones | named_beside(body)


def named_beside(body: Body) -> dict[str, None]:
    """The zones an act names beside its effects: under one of `BESIDE`."""
    return {zone: None for key in BESIDE if key in body for zone in body[key]}
