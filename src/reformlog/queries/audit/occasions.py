"""The occasions of a step, the decisions of a zone that ask for it, and the day each is held against."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...rules.steps import Rule
from .finding import reference
from .lives import begun, ends, life, of_life
from .matching import Reference, matched
from .record import Happening, Record, in_order


def occasions(record: Record, zone: str | None, rule: Rule) -> list[Happening]:
    """The effects in a zone that ask for a step, in order; only those certain by the day of the audit."""
    return _certain(record, zone, rule, rule.occasions)


def entities(record: Record, zone: str | None, rule: Rule) -> Iterator[list[Happening]]:
    """For each entity the decisions among which the steps of a rule are shared out; a zone with two plans gives two."""
    found: dict[str, list[Happening]] = {}
    for of in _certain(record, zone, rule, rule.among or rule.occasions):
        found.setdefault(of.id, []).append(of)
    yield from found.values()


def decisions(record: Record, zone: str | None, rule: Rule) -> Iterator[list[Happening]]:
    """The decisions of each life of each entity by themselves: no step before a cancellation serves what came after."""
    for own in entities(record, zone, rule):
        yield from lives(record, own)


def lives(record: Record, own: Sequence[Happening]) -> Iterator[list[Happening]]:
    """Effects on one entity, those of each of its lives together."""
    found: dict[int, list[Happening]] = {}
    for of in own:
        found.setdefault(life(of, ends(record, of)), []).append(of)
    yield from found.values()


def _certain(record: Record, zone: str | None, rule: Rule, names: Sequence[str]) -> list[Happening]:
    """The effects of these names in a zone; of several that one act has on one entity the first, for it asks once."""
    every = sorted((h for name in names for h in record.in_zone(name, zone)), key=in_order)
    found: dict[tuple[str, str], Happening] = {}
    for h in every:
        if rule.since <= h.latest <= record.on:
            found.setdefault((h.act, h.id), h)
    return list(found.values())


def references(record: Record, rule: Rule, own: Sequence[Happening]) -> list[Reference]:
    """What the step of each decision on one entity must precede: the decision, or what is recorded to have led to it.

    An agreement is held against the application that belongs to the approval, not against the approval itself.
    """
    found = [reference(of, rule.upto) for of in own]
    for name in rule.against if own else ():
        steps = matched(found, of_life(record, own[0], record.of(name, own[0].id)))
        found = [to if step is None else _led(to, step) for to, step in zip(found, steps, strict=True)]
    return found


def _led(to: Reference, step: Happening) -> Reference:
    return Reference(step.earliest, step.latest, step.order, step.act, step.words, until=max(to.until, step.latest))


def opened(record: Record, zone: str | None, rule: Rule, of: Happening) -> str:
    """The first day on which a step could be taken for a first decision: from then on its series must be complete."""
    opening = (h for name in rule.opens for h in record.in_zone(name, zone) if h.act != of.act)
    of_zone = rule.effect.startswith("policy.")  # which the revocation of a plan does not end
    since = begun(of, record.in_zone("zone.cancelled", of.zone) if of_zone else ends(record, of), rule.since)
    days = (h.earliest for h in of_life(record, of, opening) if since <= h.earliest <= of.earliest)
    return min(days, default=min(since, of.earliest))
