"""What may be a slip in acts that were just recorded: a name nothing has, a day far ahead. None is refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice
from typing import Any

from ..dates import LegalDate, read
from ..events.effects import entity_of
from ..events.kinds import KINDS
from ..events.streams import is_act
from ..log.lines import read as read_line
from ..projections.chronicle import BESIDE, named_beside
from ..projections.facts import default_zone, row_date
from . import known
from .binding import binder
from .view import View

LOOKED_AT = 1_000  # events of a batch that are looked at
TOLD = 20  # doubts of a batch
SLIP = 0.85  # how like another the id of a new zone is when it may be a slip; osaka- and tsukuba-supercity are less
AHEAD = 20  # years; what an authority decides takes effect sooner, and 2206 was typed for 2026


def doubts(view: View, since: int) -> list[dict[str, Any]]:
    """What a person should look at in the acts recorded after a position: `act`, `message`, `hint`."""
    names = _Names(view)
    found: dict[str, dict[str, Any]] = {}
    for event in islice(view.log.events(since + 1, view.position), LOOKED_AT):
        body = read_line(event.line).get("body") if is_act(event.act) else None
        for message, hint in (*_undated(body), *_far_ahead(view, body), *_strangers(names, body)) if body else ():
            found.setdefault(message, {"act": event.act, "message": f"{event.act}: {message}", "hint": hint})
        if len(found) >= TOLD:
            break
    return list(found.values())[:TOLD]


def _undated(body: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """An act without any date, which an empty answer or option makes of one."""
    if row_date(body) is None:
        date = KINDS[body["kind"]].effective
        hint = f"reformlog correct {body['id']} --set {date}=DATE --reason TEXT"
        yield "it has no date; no chronology shows it.", hint


def _far_ahead(view: View, body: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Dates of an act that lie decades ahead; a term (`until`) may."""
    year = int(view.today[:4])
    for field in KINDS[body["kind"]].dates:
        date: LegalDate | None = read(body[field]) if field in body else None
        if date is not None and (ahead := int(date.earliest[:4]) - year) > AHEAD:
            message = f"{field} is {body[field]}, {ahead} years ahead."
            yield message, f"If it was mistyped: reformlog correct {body['id']} --set {field}=DATE --reason TEXT"


class _Names:
    """The names that acts introduce, each looked for once, whatever the number of acts that speak of it."""

    def __init__(self, view: View):
        self.rows, self.whose = view.projection.connection, binder(view)
        self.introducing = cache(lambda sort, name: known.introducing(self.rows, sort, name))
        self.ids = cache(lambda sort: known.ids(self.rows, sort))
        self.near = cache(lambda sort, name: known.near(name, self.ids(sort)))
        self.slip = cache(lambda zone: known.near(zone, self.ids("zone"), SLIP))

    def asked(self, body: Mapping[str, Any], place: int, sort: str, name: str) -> str:
        """What to ask of a name in an effect of an act, under the key that has it there, and how it is mended."""
        effect = body["effects"][place]
        key = sort if effect.get(sort) == name else next((key for key in effect if effect[key] == name), sort)
        near = self.near(sort, name)
        question = known.question(sort, key, near)
        if near is None or effect.get(key) != name:
            return question
        return f"{question}   If so: reformlog correct {body['id']} --set effects.{place}.{key}={near} --reason TEXT"


def _strangers(names: _Names, body: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Zones and measures that it speaks of and no act introduces, as `check` finds them; a plan that no other act
    names, and a zone that no other act introduces, where one is named much like it."""
    for place, effect in enumerate(body.get("effects", ())):
        for sort, name in known.spoken_of(names.whose, effect):
            if not names.introducing(sort, name):
                yield f"no act introduces the {sort} {name}.", names.asked(body, place, sort, name)
        if entity_of(effect) == "plan" and _alone(names, body["id"], effect["plan"]):
            yield f"no other act names the plan {effect['plan']}.", names.asked(body, place, "plan", effect["plan"])
        if entity_of(effect) == "zone" and _new(names, body["id"], effect["zone"]):
            yield (
                f"no other act introduces the zone {effect['zone']}.",
                names.asked(body, place, "zone", effect["zone"]),
            )
    for zone in named_beside(body):
        if not names.introducing("zone", zone) and names.ids("zone"):  # else the record is not of zones yet
            key = next(key for key in BESIDE if zone in body.get(key, ()))
            yield f"no act introduces the zone {zone}.", known.question("zone", key, names.near("zone", zone))


def _alone(names: _Names, act: str, plan: str) -> bool:
    """Whether no other act names a plan, and one is named much like it; a zone's own plan has the zone's id."""
    if default_zone(plan) == names.whose(plan) or names.introducing("plan", plan) - {act}:
        return False
    return names.near("plan", plan) is not None


def _new(names: _Names, act: str, zone: str) -> bool:
    """Whether no other act introduces a zone, and one is named so like it that it may be meant."""
    return not names.introducing("zone", zone) - {act} and names.slip(zone) is not None
