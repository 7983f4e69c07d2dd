"""Looking for each statutory step in the record of a zone: one test a way of looking, named by the rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ... import dates
from ...rules.steps import Rule
from .finding import EARLY, SAID, Finding, absent, finding, present, reference, severity, told_apart
from .lives import of_life, one_life
from .matching import Reference, between, following, in_turn, matched, relation
from .occasions import decisions, occasions, opened, references
from .record import Happening, Record, in_order
from .sittings import first_sitting, offering
from .years import yearly

Test = Callable[[Record, str | None, Rule], Iterable[Finding]]


def findings(record: Record, zone: str | None, rule: Rule) -> list[Finding]:
    """The findings of one rule on a zone, None for the law as a whole; or one `not-applicable`."""
    found: dict[str, list[Finding]] = {}
    for row in TESTS[rule.test](record, zone, rule):
        found.setdefault(row["key"], []).append(row)
    if found:
        return [row for rows in found.values() for row in told_apart(rows, zone)]
    return [finding(rule, zone, "not-applicable", None, "Nothing recorded asks for this step.")]


def _effect(record: Record, zone: str | None, rule: Rule) -> Iterator[Finding]:
    """The step is an effect of another act, one for each decision, before it."""
    for own in decisions(record, zone, rule):
        held = references(record, rule, own)
        taken = of_life(record, own[0], record.of(rule.effect, own[0].id))
        steps = [h for h in taken if not rule.kinds or h.body["kind"] in rule.kinds]
        start = opened(record, zone, rule, own[0])
        for of, to, step in zip(own, held, matched(held, steps), strict=True):
            if of.name in rule.occasions:
                if step is None:
                    yield absent(record, rule, zone, of, start, to.latest)
                else:
                    yield present(rule, zone, of, step, to, sure=one_life(record, of, step))
            start = to.latest


def _ground(record: Record, zone: str | None, rule: Rule) -> Iterator[Finding]:
    """The step is a standing ground, the zone's policy or the measure of the menu: one for all that rests on it."""
    for of in occasions(record, zone, rule):
        entity = of.effect["measure"] if rule.effect.startswith("measure.") else zone or ""
        steps = [h for h in record.of(rule.effect, entity) if not rule.kinds or h.body["kind"] in rule.kinds]
        steps = of_life(record, of, steps)
        to = reference(of, rule.upto)
        best = _best(steps, to)
        key: dict[str, Any] = {"key": f"{rule.name}/{of.id}/{of.act}"} if rule.effect.startswith("measure.") else {}
        if best is None:
            yield {**absent(record, rule, zone, of, opened(record, zone, rule, of), of.latest), **key}
        else:
            yield present(rule, zone, of, best, to, **key)


def _best(steps: Iterable[Happening], to: Reference) -> Happening | None:
    """The first of the steps that stand best to a day; no further ones are looked at once one was done in order."""
    best, least = None, 0
    for step in steps:
        rank = severity(relation(step, to))
        if best is None or rank < least:
            best, least = step, rank
        if not least:
            break
    return best


def _date(record: Record, zone: str | None, rule: Rule) -> Iterator[Finding]:
    """The step is a date of the act itself; the door has refused dates certainly out of the legal order."""
    for of in occasions(record, zone, rule):
        yield _of_date(rule, zone, of, before=True)


def _date_after(record: Record, zone: str | None, rule: Rule) -> Iterator[Finding]:
    """The step is a date of the act itself that follows the decision: the days are shown, the law sets no limit."""
    for of in occasions(record, zone, rule):
        yield _of_date(rule, zone, of, before=False)


def _of_date(rule: Rule, zone: str | None, of: Happening, before: bool) -> Finding:
    date = of.date(rule.date)
    if date is None:
        message = f"The act is recorded, its date {rule.date} is not."
        return finding(rule, zone, "not-documented", of, message)
    own = dates.LegalDate(of.words, of.earliest, of.latest, False)
    other = of.date(rule.upto) if rule.upto else own
    outcome, apart = "possible", None
    if other is not None:
        first, second = (date, other) if before else (other, date)
        outcome = "done" if before and rule.upto is None else in_turn(first, second)
        apart = between((first.earliest, first.latest), (second.earliest, second.latest))
    message = SAID[outcome] if before or outcome != "out-of-order" else EARLY
    return finding(rule, zone, outcome, of, message, None, act=of.act, date=date.words, days=apart)


def _own(record: Record, zone: str | None, rule: Rule) -> Iterator[Finding]:
    """The act itself is of the kind the law asks for; the catalogue allows the effect to no other."""
    for of in occasions(record, zone, rule):
        yield finding(rule, zone, "done", of, SAID["done"], of)


def _follows(record: Record, zone: str | None, rule: Rule) -> Iterator[Finding]:
    """The step comes after what asks for it, without a limit of time."""
    for of in occasions(record, zone, rule):
        steps = of_life(record, of, record.of(rule.effect, zone or ""))
        step = next((h for h in steps if h.latest >= of.earliest and h.body["kind"] in rule.kinds), None)
        if step is None:
            yield absent(record, rule, zone, of, of.earliest, record.on)
            continue
        outcome = following(of, step, record.on)
        apart = between((of.earliest, of.latest), (step.earliest, step.latest))
        yield finding(rule, zone, outcome, of, SAID[outcome], step, days=apart)


def _by_plan(record: Record, zone: str | None, rule: Rule) -> Iterator[Finding]:
    """A use stands in an approved plan: by the same act, whichever of its dates carries the use, or one before."""
    plans = [*record.in_zone("plan.approved", zone), *record.in_zone("plan.change-approved", zone)]
    by_act: dict[str, list[Happening]] = {}
    for plan in plans:
        by_act.setdefault(plan.act, []).append(plan)
    for of in occasions(record, zone, rule):
        to = reference(of, rule.upto)
        best = _best(by_act.get(of.act) or of_life(record, of, plans), to)
        key = f"{rule.name}/{of.id}/{of.act}"
        if best is None:
            yield {**absent(record, rule, zone, of, opened(record, zone, rule, of), of.latest), "key": key}
        elif best.act == of.act and relation(best, to) != "done":
            yield finding(rule, zone, "done", of, SAID["done"], best, key=key, days=None)
        else:
            yield present(rule, zone, of, best, to, key=key)


def _menu(record: Record, zone: str | None, rule: Rule) -> Iterator[Finding]:
    """How the measure of a use came to the menu: heard and adopted before it was created."""
    seen = set()
    for use in occasions(record, zone, rule):
        measure = use.effect["measure"]
        created = record.of("measure.created", measure)
        if measure in seen or not created:
            continue
        seen.add(measure)
        of, to = created[0], reference(created[0], None)
        step = matched([to], _of_measure(record, rule, measure))[0]
        key = f"{rule.name}/{zone}/{measure}"
        if step is None:
            yield {**absent(record, rule, zone, of, opened(record, zone, rule, of), to.latest), "key": key}
        else:
            yield present(rule, zone, of, step, to, key=key)


def _of_measure(record: Record, rule: Rule, measure: str) -> list[Happening]:
    """What happened to a measure, or to a proposal for it, under the names of a rule."""
    steps = list(record.of(rule.effect, measure))
    for proposal in record.asking.get(measure, ()) if rule.through else ():
        steps += record.of(rule.through, proposal)
    return sorted(steps, key=in_order)


TESTS: dict[str, Test] = {
    "effect": _effect,
    "ground": _ground,
    "date": _date,
    "date-after": _date_after,
    "own": _own,
    "follows": _follows,
    "first-sitting": first_sitting,
    "offering": offering,
    "yearly": yearly,
    "by-plan": _by_plan,
    "menu": _menu,
}
