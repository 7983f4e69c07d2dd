"""One finding of the audit as answers list it: a step that was found and how it stands to its decision, or none."""

from __future__ import annotations

from typing import Any

from ... import dates
from ...rules.steps import Rule
from .matching import Reference, between, long_before, relation
from .record import Happening, Record

Finding = dict[str, Any]

SAID = {
    "done": "Found, in order.",
    "possible": "Found; the dates overlap or one is not recorded, so the order is not certain.",
    "same-day-order-unknown": "Found on the same day; nobody recorded which came first (order: 1, 2 …).",
    "out-of-order": "Found only after what it should have preceded.",
}
"""What a finding says of a step that was found, by its outcome; the better first."""
EARLY = "Found before what it should have followed."
LONG_BEFORE = "Found years before; it may have served an earlier decision that is not recorded."
OTHER_LIFE = "Found; it may lie before a cancellation or revocation and belong to what that ended."


def severity(outcome: str) -> int:
    """How bad it is what became of a step that was found: 0 when it was done in order."""
    return list(SAID).index(outcome)


def finding(
    rule: Rule,
    zone: str | None,
    outcome: str,
    of: Happening | None,
    message: str,
    step: Happening | None = None,
    **more: Any,
) -> Finding:
    """One finding as answers list it. of: the effect that asks for the step. step: the effect that proves it."""
    article = rule.article(of.latest if of else dates.LAST_DAY)
    presumed = "; the days of this article number are presumed" if article and article.presumed else ""
    row = {
        "key": "/".join(filter(None, [rule.name, zone, of.act if of else None])),
        "rule": rule.id,
        "zone": zone,
        "entity": of.id if of else None,
        "step": rule.step,
        "outcome": outcome,
        "article": article.words if article else None,
        "act": step.act if step else None,
        "date": step.words if step else None,
        "of": of.act if of else None,
        "of_date": of.words if of else None,
        "days": between((step.earliest, step.latest), (of.earliest, of.latest)) if step and of else None,
        "force": rule.force,
        "who": rule.who,
        "certain": rule.certain + presumed,
        "message": message,
    }
    return {**row, **more}


def reference(of: Happening, upto: str | None) -> Reference:
    """The day a step must precede: the date `upto` of the act, or without it the day of the effect.

    Where the act does not record that date, it is taken to lie at any time before the effect (`known` is False).
    """
    if upto is None:
        return Reference(of.earliest, of.latest, of.order, of.act, of.words, of.latest)
    date = of.date(upto)
    if date is None:
        return Reference(dates.FIRST_DAY, of.latest, of.order, of.act, of.words, of.latest, known=False)
    return Reference(date.earliest, date.latest, of.order, of.act, date.words, of.latest)


def present(
    rule: Rule, zone: str | None, of: Happening, step: Happening, to: Reference, sure: bool = True, **more: Any
) -> Finding:
    """A step that was found, with how it stands to the day it is held against; in doubt where it lies years before,
    unless it is a standing ground or belongs to one thing only. sure: whether it is certainly of the decision's life.
    """
    outcome = relation(step, to)
    said = SAID[outcome]
    if outcome == "done" and rule.test in ("effect", "offering") and long_before(step, to):
        outcome, said = "possible", LONG_BEFORE
    elif outcome == "done" and not sure:
        outcome, said = "possible", OTHER_LIFE
    apart = between((step.earliest, step.latest), (to.earliest, to.latest)) if to.known else None
    if to.act != of.act:
        message = f"{said} Held against {to.act} of {to.words}."
        return finding(rule, zone, outcome, of, message, step, **{"days": apart, **more})
    return finding(rule, zone, outcome, of, said, step, **{"of_date": to.words, "days": apart, **more})


def absent(record: Record, rule: Rule, zone: str | None, of: Happening, start: str, end: str) -> Finding:
    """No proof of a step: `missing` only where the record of its series is complete from `start` to `end` (ISO days).

    Else `not-documented` for papers that are seldom made public, `before-coverage` for others, and `not-applicable`
    where the law only allows the step.
    """
    series = rule.series.format(zone=zone)
    if rule.force == "may":
        return finding(
            rule, zone, "not-applicable", of, "The law allows this step and does not ask for it; none is recorded."
        )
    if series and record.complete(series, start, end):
        return finding(rule, zone, "missing", of, f"None is recorded, though {series} is complete for these days.")
    if not rule.published:
        return finding(rule, zone, "not-documented", of, "None is recorded; such papers are seldom made public.")
    return finding(
        rule, zone, "before-coverage", of, f"None is recorded; {series or 'the record'} is not complete for these days."
    )


def told_apart(rows: list[Finding], zone: str | None) -> list[Finding]:
    """The rows with a key for each, also where one step is asked for several entities, as two plans of a zone.

    The plan named as its zone, else the first, keeps the key with the zone in it; every other has its own name there.
    """
    entities = list(dict.fromkeys(row["entity"] for row in rows))
    if len(entities) < 2:
        return rows
    plain = zone if zone in entities else entities[0]
    found = []
    for row in rows:
        entity, (rule, own) = row["entity"], row["key"].split("/", 1)
        if entity != plain:
            own = f"{entity}/{own.removeprefix(f'{zone}/')}"
        found.append({**row, "key": f"{rule}/{own}", "message": f"{entity}: {row['message']}"})
    return found
