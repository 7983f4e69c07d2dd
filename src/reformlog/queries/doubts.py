"""What may be a slip in acts that were just recorded: a name nothing has, a day far ahead. None is refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from ..dates import LegalDate, read
from ..events.effects import entity_of
from ..events.kinds import KINDS
from ..events.streams import is_act
from ..log.lines import read as read_line
from ..projections.facts import Whose, default_zone, zone_of
from . import known
from .binding import binder
from .view import View

LOOKED_AT = 1_000  # events of a batch that are looked at
TOLD = 20  # doubts of a batch
AHEAD = 20  # years; what an authority decides takes effect sooner, and 2206 was typed for 2026


def doubts(view: View, since: int) -> list[dict[str, Any]]:
    """What a person should look at in the acts recorded after a position: `act`, `message`, `hint`."""
    whose = binder(view)
    found: dict[str, dict[str, Any]] = {}
    for event in islice(view.log.events(since + 1, view.position), LOOKED_AT):
        body = read_line(event.line).get("body") if is_act(event.act) else None
        for message, hint in (*_far_ahead(view, body), *_strangers(view, whose, body)) if body else ():
            found.setdefault(message, {"act": event.act, "message": f"{event.act}: {message}", "hint": hint})
        if len(found) >= TOLD:
            break
    return list(found.values())[:TOLD]


def _far_ahead(view: View, body: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Dates of an act that lie decades ahead; a term (`until`) may."""
    year = int(view.today[:4])
    for field in KINDS[body["kind"]].dates:
        date: LegalDate | None = read(body[field]) if field in body else None
        if date is not None and (ahead := int(date.earliest[:4]) - year) > AHEAD:
            message = f"{field} is {body[field]}, {ahead} years ahead."
            yield message, f"If it was mistyped: reformlog correct {body['id']} --set {field}=DATE --reason TEXT"


def _strangers(view: View, whose: Whose, body: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Zones and measures that its effects speak of and no act introduces, as `check` finds them; a plan that no other
    act names, where one is named much like it."""
    rows = view.projection.connection
    for effect in body.get("effects", ()):
        entity = entity_of(effect)
        asked = []
        if entity in ("use", "plan", "policy"):
            asked.append(("zone", zone_of(effect) or whose(effect["plan"])))
        if entity == "use":
            asked.append(("measure", effect["measure"]))
        for sort, name in asked:
            if not known.introducing(rows, sort, name):
                yield _said(view, sort, name, f"no act introduces the {sort} {name}.")
        if entity == "plan" and default_zone(plan := effect["plan"]) != whose(plan):
            others = known.introducing(rows, "plan", plan) - {body["id"]}
            if not others and known.near(plan, known.ids(rows, "plan")):
                yield _said(view, "plan", plan, f"no other act names the plan {plan}.")


def _said(view: View, sort: str, name: str, message: str) -> tuple[str, str]:
    """The message, and what may be meant instead."""
    return message, known.asked(sort, sort, name, known.ids(view.projection.connection, sort))
