"""The record as an audit reads it: every effect that took effect, by entity, and what of it is covered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, NamedTuple

from ... import dates
from ...events.effects import entity_of
from ...projections.chronologies import shown_by
from ...projections.facts import Body, Whose, day_of, use_id
from ...projections.shapes import kind_of, row_of
from .. import refold
from ..binding import binder
from ..statements import standing
from ..view import View


class Happening(NamedTuple):
    """One effect of one act. name: `zone.designated`. id: of the entity. zone: whose it is, None for menu and law.

    earliest, latest: the ISO days between which it took effect; words: its date as written. order: its place within its
    day, 0 when nobody said. first: position of the act's first version; position: of the version that is read.
    """

    name: str
    id: str
    zone: str | None
    act: str
    body: Body
    effect: Mapping[str, Any]
    earliest: str
    latest: str
    words: str
    order: int
    first: int
    position: int

    def date(self, name: str) -> dates.LegalDate | None:
        """One of the act's legal dates, None when it is not recorded."""
        return dates.read(self.body[name]) if name in self.body else None


class Record(NamedTuple):
    """The record as known at a view, up to the end of a day (`on`, ISO), arranged as the steps are looked for.

    acts: id → body, those that are visible. positions: act → position of its version. happenings: (name of an effect,
    id of an entity) → what happened, in order of time. zones: the ids of all that an effect on a zone names. shown: act
    → the zones whose chronology shows it. coverage: series → what the record says of its completeness. by_zone: (name
    of an effect, zone) → what happened to any entity of the zone, in order. by_kind: (kind of act, zone) → the acts
    that the chronology of the zone shows. asking: measure → the proposals for it.
    """

    view: View
    on: str
    acts: dict[str, Body]
    happenings: dict[tuple[str, str], list[Happening]]
    zones: list[str]
    positions: dict[str, int]
    shown: dict[str, list[str]]
    coverage: dict[str, Body]
    by_zone: dict[tuple[str, str | None], list[Happening]]
    by_kind: dict[tuple[str, str], list[str]]
    asking: dict[str, list[str]]

    def of(self, name: str, entity: str) -> list[Happening]:
        """What happened to an entity under one name, in order."""
        return self.happenings.get((name, entity), [])

    def in_zone(self, name: str, zone: str | None) -> list[Happening]:
        """What happened under one name to the entities of a zone (itself, its plans, its uses), in order."""
        return self.by_zone.get((name, zone), [])

    def shown_in(self, kind: str, zone: str | None) -> list[str]:
        """The acts of a kind that the chronology of a zone shows."""
        return self.by_kind.get((kind, zone or ""), [])

    def standing(self, group: str, status: str) -> list[tuple[str, str]]:
        """The stretches of time in which an entity had a status, as (the first day, the first day after).

        Of one that lasts the second is `LAST_DAY`.
        """
        query = (
            "SELECT valid, row FROM point WHERE grp = ? AND valid <= ? AND known_from <= ? AND known_to > ? "
            "ORDER BY valid"
        )
        found: list[tuple[str, str]] = []
        start: str | None = None
        for day, row in self.view.rows(query, (group, self.on, self.view.position, self.view.position)):
            holds = row_of(kind_of(group), row)["status"] == status
            if start is not None and not holds:
                found.append((start, day))
            start = (start or day) if holds else None
        return found if start is None else [*found, (start, dates.LAST_DAY)]

    def complete(self, series: str, start: str, end: str) -> bool:
        """Whether the record says that it holds every act of a series from one day to another."""
        said = self.coverage.get(series, {})
        if "complete-from" not in said:
            return False
        first = dates.read(said["complete-from"]).earliest
        last = dates.read(said["complete-to"]).latest if "complete-to" in said else self.on
        return first <= start and end <= last


def in_order(h: Happening) -> tuple[Any, ...]:
    """The place of an effect among others in time."""
    return (h.latest, h.earliest, h.order, h.first)


def read_record(view: View, on: str) -> Record:
    """Everything the view knows, up to the end of a day; effects that conflict did not happen."""
    query = "SELECT act, idx FROM conflict WHERE known_from <= ? AND known_to > ?"
    refused = set(view.rows(query, (view.position, view.position)).fetchall())
    whose = binder(view)
    acts: dict[str, Body] = {}
    positions: dict[str, int] = {}
    found: dict[tuple[str, str], list[Happening]] = defaultdict(list)
    for first, position, body in refold.visible(view.log, view.position):
        acts[body["id"]], positions[body["id"]] = body, position
        for index, effect in enumerate(body.get("effects", ())):
            day = day_of(body, effect)
            if day is None or day.earliest > on or (body["id"], index) in refused:
                continue
            name, entity, zone = _named(effect, whose)
            place = (day.earliest, day.latest, day.words, body.get("order", 0), first, position)
            found[name, entity].append(Happening(name, entity, zone, body["id"], body, effect, *place))
    for happenings in found.values():
        happenings.sort(key=in_order)
    zones = sorted({h.zone for (name, _), own in found.items() if name.startswith("zone.") for h in own if h.zone})
    shown = {act: list(shown_by(whose, body)) for act, body in acts.items()}
    by_zone: dict[tuple[str, str | None], list[Happening]] = defaultdict(list)
    asking: dict[str, dict[str, None]] = defaultdict(dict)
    for happening in sorted((h for own in found.values() for h in own), key=in_order):
        by_zone[happening.name, happening.zone].append(happening)
        if "measure" in happening.effect and "proposal" in happening.effect:
            asking[happening.effect["measure"]][happening.effect["proposal"]] = None
    by_kind: dict[tuple[str, str], list[str]] = defaultdict(list)
    for act, zones_shown in shown.items():
        for zone in zones_shown:
            by_kind[acts[act]["kind"], zone].append(act)
    asked = {measure: list(proposals) for measure, proposals in asking.items()}
    return Record(view, on, acts, dict(found), zones, positions, shown, _coverage(view), by_zone, by_kind, asked)


def _named(effect: Mapping[str, Any], whose: Whose) -> tuple[str, str, str | None]:
    """The name of an effect, the id of its entity, and the zone it belongs to."""
    entity = entity_of(effect) or ""
    name = f"{entity}.{effect['is']}"
    if entity == "use":
        return name, use_id(effect["measure"], effect["zone"], effect.get("part")), effect["zone"]
    if entity == "plan":
        return name, effect["plan"], whose(effect["plan"])
    zone = effect[entity] if entity in ("zone", "policy") else None
    return name, effect[entity], zone


def _coverage(view: View) -> dict[str, Body]:
    stated = standing(view.projection.connection, "coverage", view.position)
    return {body["coverage"]: body for _, _, body in stated}
