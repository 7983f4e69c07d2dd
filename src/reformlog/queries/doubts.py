"""What may be a slip in acts that were just recorded: a name nothing has, a day far ahead. None is refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice
from typing import Any

from ..dates import FIRST_DAY, LegalDate, read
from ..events.effects import entity_of
from ..events.kinds import KINDS
from ..events.streams import is_act
from ..log import Event
from ..log.lines import CHANGES
from ..log.lines import read as read_line
from ..projections.chronologies import BESIDE, named_beside, shown_in
from ..projections.facts import day_of, default_zone, reached, row_date
from . import known
from .binding import binder
from .view import View

LOOKED_AT = 1_000  # events of a batch that are looked at
TOLD = 20  # doubts of a batch
COMPARED = 20  # acts of one day and zone with which another is compared
SLIP = 0.85  # how like another the id of a new zone is when it may be a slip; osaka- and tsukuba-supercity are less
AHEAD = 10  # years; what an authority decides takes effect sooner, and 令和26年 was typed for 平成26年
AGO = 20  # years after which a date is compared with those of other acts: 平成6年 was typed for 令和6年
APART = 10  # years between two dates of one act, or between an act and all others


def doubts(view: View, since: int) -> list[dict[str, Any]]:
    """What a person should look at in the acts recorded after a position: `act`, `message`, `hint`.

    What is said of an act itself is said of each; of a name that several acts speak of, at the first of them.
    """
    names, others = _Names(view), _Others(view)
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for event in islice(view.log.events(since + 1, view.position), LOOKED_AT):
        body = read_line(event.line).get("body") if is_act(event.act) else None
        told = [(event.act, *one) for one in _again(view, since, event)]
        if body is not None:
            own = (*_undated(body), *_backwards(body), *_far(view, others, body), *_twice(view, since, body))
            told += [*((event.act, *one) for one in own), *(("", *one) for one in _strangers(names, body))]
        for of, message, hint in told:
            row = {"act": event.act, "message": f"{event.act}: {message}", "hint": hint}
            found.setdefault((of, message), row)
        if len(found) >= TOLD:
            break
    return list(found.values())[:TOLD]


def _again(view: View, since: int, event: Event) -> Iterator[tuple[str, str]]:
    """A correction or withdrawal that says what an earlier one said, with another between them: most often a file that
    changes an act twice, appended again. It is recorded, for it may be a second thought."""
    if event.topic not in CHANGES:
        return
    said = _said(event)
    for before in view.log.versions(event.act):
        if before.position <= since and before.topic == event.topic and _said(before) == said:
            hint = f"If a file was appended again, name in it what each replaces, here  replaces: {before.version - 1}"
            yield f"#{event.position} repeats #{before.position}, with the same reason.", hint
            return


def _said(event: Event) -> tuple[Any, Any]:
    """The reason and the body of a correction or withdrawal."""
    line = read_line(event.line)
    return line.get("reason"), line.get("body")


def _undated(body: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """An act without any date, which an empty answer or option makes of one."""
    if row_date(body) is None:
        date = KINDS[body["kind"]].effective
        hint = f"reformlog correct {body['id']} --set {date}=DATE --reason TEXT"
        yield "it has no date; no chronology shows it.", hint


def _backwards(body: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """An effect whose last day in force is certainly before the first."""
    for index, effect in enumerate(body.get("effects", ())):
        day = day_of(body, effect) if "until" in effect else None
        if day is not None and read(effect["until"]).latest < day.earliest:
            told = f"until is {effect['until']}, before the effect itself ({day.words})."
            yield told, _mistyped(body, f"effects.{index}.until")


def _far(view: View, others: _Others, body: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Dates of an act that lie years ahead of today, before its own other dates, or before all other acts: of most the
    era is another. A term (`until`) may lie ahead."""
    this = int(view.today[:4])
    years = {field: _year(read(body[field])) for field in KINDS[body["kind"]].dates if field in body}
    for field, year in years.items():
        later, last = max((other, name) for name, other in years.items())
        if year - this > AHEAD:
            told = f"{year - this} years ahead"
        elif later - year > APART:
            told = f"{later - year} years before {last}"
        elif this - year > AGO and (first := others.first(body["id"])) is not None and first - year > APART:
            told = f"{first - year} years before every other act of a zone"
        else:
            continue
        yield f"{field} is {body[field]}, {told}.", _mistyped(body, field)


def _mistyped(body: Mapping[str, Any], field: str) -> str:
    """What to type when a date of an act is wrong. field: as `--set` names it."""
    return f"If it was mistyped: reformlog correct {body['id']} --set {field}=DATE --reason TEXT"


def _year(date: LegalDate) -> int:
    """The year in which it begins; of one whose beginning is unknown that in which it ends."""
    return int((date.latest if date.earliest == FIRST_DAY else date.earliest)[:4])


class _Others:
    """When the record begins, looked for once and only when it is asked about a date long ago."""

    def __init__(self, view: View):
        self.view = view
        self.begin: list[tuple[int, str]] | None = None

    def first(self, act: str) -> int | None:
        """The year of the first act that a zone's chronology shows beside this one; None where there is none."""
        if self.begin is None:
            query = (
                "SELECT first, min(earliest) FROM chronology WHERE known_to > ? GROUP BY first ORDER BY 2, 1 LIMIT 2"
            )
            self.begin = self.view.rows(query, (self.view.position,)).fetchall()
        own = _first(self.view, act)
        return next((int(earliest[:4]) for first, earliest in self.begin if first != own), None)


def _first(view: View, act: str) -> int:
    """The position of the first version of an act, by which the chronology names it."""
    return view.log.versions(act)[0].position


def _twice(view: View, since: int, body: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """An act that may be one recorded before it, of the same day in a zone's chronology, as `check` asks of all: most
    often by a colleague, under another id."""
    when = reached(body)
    zones = [*shown_in(body, when)]
    if when.row is None or "order" in body or not zones:
        return
    query = (
        "SELECT DISTINCT first FROM chronology WHERE zone = ? AND earliest = ? AND known_to > ? AND first <= ? LIMIT ?"
    )
    asked = (zones[0], when.row.earliest, view.position, since, COMPARED)
    found = {first for (first,) in view.rows(query, asked)}
    if not found:
        return
    from .check import substance  # which loads what folds, and most acts are alone on their day

    for first in sorted(found - {_first(view, body["id"])}):
        act = view.log.event(first).act
        other = read_line(view.log.versions(act)[-1].line).get("body")
        if other is not None and substance(other) == substance(body):
            hint = f"If so: reformlog withdraw {body['id']} --reason TEXT   Else give each an order."
            yield f"it may be {act}: the same day, kind, title and effects.", hint


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
