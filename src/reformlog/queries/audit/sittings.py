"""Steps that are acts without an effect: the first sitting of a zone's council, and public calls."""

from __future__ import annotations

from collections.abc import Iterator

from ... import dates
from ...rules.steps import Rule
from .finding import EARLY, SAID, Finding, absent, finding, present, reference, severity
from .lives import of_life, one_life
from .matching import Reference, between, following, matched, relation
from .occasions import decisions, lives, occasions, opened, references
from .record import Happening, Record, in_order


def first_sitting(record: Record, zone: str | None, rule: Rule) -> Iterator[Finding]:
    """The first sitting of the zone's council, by its number; a record that begins later does not prove it."""
    every = _acts(record, zone, rule.kinds[0], "held")
    for of, *_ in lives(record, occasions(record, zone, rule)):
        sittings = of_life(record, of, every)
        first = next((sitting for sitting in sittings if _number(sitting) == 1), None)
        later = (sitting for sitting in sittings if _number(sitting) or sitting.latest >= of.earliest)
        step = first or next(later, None)
        if step is None:
            yield absent(record, rule, zone, of, of.earliest, record.on)
            continue
        outcome, message = _in_time(record, zone, of, step)
        if step is not first and outcome != "out-of-order":
            which = f"第{_number(step)}回" if _number(step) else "not numbered"
            outcome = "before-coverage"
            message = f"The first sitting recorded is {which}; the first of all is not recorded."
        apart = between((of.earliest, of.latest), (step.earliest, step.latest))
        yield finding(rule, zone, outcome, of, message, step, days=apart)


def _number(sitting: Happening) -> int:
    return int(sitting.body.get("numbers", {}).get(sitting.zone, 0))


def _in_time(record: Record, zone: str | None, of: Happening, step: Happening) -> tuple[str, str]:
    """How a sitting stands to the designation before it and to the first agreement on a plan after it: the worse."""
    outcome = following(of, step, record.on)
    worst = outcome, EARLY if outcome == "out-of-order" else SAID[outcome]
    for agreed in of_life(record, of, record.in_zone("plan.agreed", zone))[:1]:
        until = relation(step, reference(agreed, None))
        if severity(until) > severity(outcome):
            worst = until, f"{SAID[until]} Held against {agreed.act} of {agreed.words}."
    return worst


def offering(record: Record, zone: str | None, rule: Rule) -> Iterator[Finding]:
    """A public call before operators are named: asked for only where the plan names one."""
    named = {use.act for use in record.in_zone("use.included", zone) if "operators" in use.effect}
    asking = [of for of in occasions(record, zone, rule) if of.act in named]
    # Members are called for once for all uses of an act, operators for each plan.
    wanted = {(of.act, of.id if of.name in rule.among else ""): of for of in reversed(asking)}
    calls = [call for call in _acts(record, zone, rule.kinds[0], "opened") if call.body.get("for") == rule.effect]
    held: dict[tuple[str, str], Reference] = {}
    for own in decisions(record, zone, rule) if wanted else ():
        for of, to in zip(own, references(record, rule, own), strict=True):
            held |= {(of.act, of.id): to, (of.act, ""): held.get((of.act, ""), to)}
    for place, of in reversed(wanted.items()):
        to = held.get(place) or held.get((of.act, "")) or reference(of, rule.upto)
        step = matched([to], of_life(record, of, calls))[0]
        if step is None:
            yield absent(record, rule, zone, of, opened(record, zone, rule, of), to.latest)
        else:
            yield present(rule, zone, of, step, to, sure=one_life(record, of, step))


def _acts(record: Record, zone: str | None, kind: str, field: str) -> list[Happening]:
    """The acts of a kind that the chronology of a zone shows, at one of their dates, in order, those begun by the day
    of the audit."""
    found = []
    for act in record.shown_in(kind, zone):
        body = record.acts[act]
        if field in body and (date := dates.read(body[field])).earliest <= record.on:
            span = (date.earliest, date.latest, date.words)
            found.append(Happening("", "", zone, act, body, {}, *span, body.get("order", 0), record.positions[act], 0))
    return sorted(found, key=in_order)
