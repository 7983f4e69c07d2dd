"""Naming an entity: `miyagi-kumamoto`, `plan:miyagi-kumamoto`, `startup-visa@aichi`, `call:kizuna-2023`."""

from __future__ import annotations

from typing import NamedTuple

from ..errors import Usage
from .view import View

SORTS = ("zone", "policy", "plan", "measure", "use", "proposal", "call", "bill", "basic-policy")


class Entity(NamedTuple):
    """A thing with a life. group: where its effects are folded; a policy's is its zone's."""

    sort: str
    id: str

    @property
    def group(self) -> str:
        """`zone:miyagi-kumamoto` for the zone and for its policy."""
        return f"zone:{self.id}" if self.sort == "policy" else f"{self.sort}:{self.id}"


def resolve(view: View, words: str) -> Entity:
    """The entity that is meant. Usage when there is none, listing the nearest, or when a bare id is several things.

    A zone's bare id is the zone; its policy and plan are `policy:ID` and `plan:ID`.
    """
    sort, colon, name = words.partition(":")
    if colon:
        if sort not in SORTS:
            message = f"There is no sort of entity named {sort}; there are {', '.join(SORTS)}."
            raise Usage("entity-kind", message, "reformlog explain zone:miyagi-kumamoto")
        entity = Entity(sort, with_ordered_parts(name) if sort == "use" else name)
        if not is_spoken_of(view, entity.group):
            raise _unknown(view, words, name)
        return entity
    if "@" in words:
        return resolve(view, "use:" + words)
    found = [sort for sort in SORTS if sort not in ("policy", "use") and is_spoken_of(view, f"{sort}:{words}")]
    if "zone" in found and "plan" in found:
        found.remove("plan")
    if not found:
        raise _unknown(view, words, words)
    if len(found) > 1:  # of which some may have been withdrawn since
        found = [sort for sort in found if _stands(view, f"{sort}:{words}")] or found
    if len(found) > 1:
        several = ", ".join(f"{sort}:{words}" for sort in found)
        raise Usage("entity-several", f"{words} is several things: {several}.", f"Say which: {found[0]}:{words}")
    return Entity(found[0], words)


def with_ordered_parts(use: str) -> str:
    """The id of a use whose parts may be named in any order."""
    from ..projections.facts import use_id

    measure, _, place = use.partition("@")
    zone, _, parts = place.partition("/")
    return use_id(measure, zone, parts.split(",")) if "," in parts else use


def is_spoken_of(view: View, group: str) -> bool:
    """Whether an act, in whatever version the view knows, has an effect on the group, on whatever day."""
    return _spoken_of(view, group, 0)


def _stands(view: View, group: str) -> bool:
    """Whether an act, in the version that holds as the view knows it, has an effect on the group, on whatever day."""
    return _spoken_of(view, group, view.position)


def _spoken_of(view: View, group: str, after: int) -> bool:
    seen = "WHERE grp = ? AND known_from <= ? AND known_to > ? LIMIT 1"
    looks = (f"SELECT 1 FROM fact {seen}", f"SELECT 1 FROM ahead {seen}")
    return any(view.rows(look, (group, view.position, after)).fetchone() for look in looks)


def _unknown(view: View, words: str, name: str) -> Usage:
    from ..events.meant import alike
    from . import known

    near = alike(name, known.everything(view.projection.connection), 3, known.ALIKE)
    meant = None if near else known.zone_meant(view, name)
    if meant is not None:
        near = [f"{meant[0]} ({meant[1]})" if meant[1] else meant[0]]
    hint = f"Did you mean {' or '.join(near)}?" if near else "reformlog zones   lists the zones"
    known_then = "" if view.position == view.log.position() else f", as known at position {view.position}"
    return Usage("entity-unknown", f"No act of this log speaks of {words}{known_then}.", hint)
