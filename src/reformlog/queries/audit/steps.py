"""Looking for each statutory step in the record of a zone: one test a way of looking, named by the rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from ... import dates
from ...rules.steps import Rule
from .finding import SAID, Finding, absent, finding, present, reference
from .matching import between, matched, relation
from .record import Happening, Record

Test = Callable[[Record, str | None, Rule], Iterable[Finding]]


def findings(record: Record, zone: str | None, rule: Rule) -> list[Finding]:
    """The findings of one rule on a zone, None for the law as a whole; or one `not-applicable`."""
    found = list(TESTS[rule.test](record, zone, rule))
    if found:
        return found
    return [finding(rule, zone, "not-applicable", None, "Nothing recorded asks for this step.")]


def occasions(record: Record, zone: str | None, rule: Rule) -> list[Happening]:
    """The effects in a zone that ask for a step, in order; only those certain by the day of the audit."""
    found = [h for name in rule.occasions for h in record.in_zone(name, zone)]
    found = [h for h in found if rule.since <= h.latest <= record.on]
    return found if len(rule.occasions) == 1 else sorted(found, key=lambda h: (h.latest, h.earliest, h.order, h.first))


def _effect(record: Record, zone: str | None, rule: Rule) -> Iterator[Finding]:
    """The step is an effect of another act, one for each decision, before it."""
    for entity, own in _by_entity(occasions(record, zone, rule)):
        references = [reference(of, rule.upto) for of in own]
        steps = [h for h in record.of(rule.effect, entity) if not rule.kinds or h.body["kind"] in rule.kinds]
        start = min((h.earliest for h in steps), default=dates.LAST_DAY)
        for of, to, step in zip(own, references, matched(references, steps), strict=True):
            if step is None:
                yield absent(record, rule, zone, of, min(start, of.earliest), to.latest)
            else:
                yield present(rule, zone, of, step, to)
            start = to.latest


def _by_entity(own: Sequence[Happening]) -> list[tuple[str, list[Happening]]]:
    """The occasions of each entity: a zone with two plans has two lines of decisions."""
    found: dict[str, list[Happening]] = {}
    for of in own:
        found.setdefault(of.id, []).append(of)
    return list(found.items())


def _ground(record: Record, zone: str | None, rule: Rule) -> Iterator[Finding]:
    """The step is a standing ground, the zone's policy or the measure of the menu: one for all that rests on it."""
    for of in occasions(record, zone, rule):
        entity = of.effect["measure"] if rule.effect.startswith("measure.") else zone or ""
        steps = [h for h in record.of(rule.effect, entity) if not rule.kinds or h.body["kind"] in rule.kinds]
        to = reference(of, rule.upto)
        best = min(steps, key=lambda step: list(SAID).index(relation(step, to)), default=None)
        key = {"key": f"{rule.name}/{of.id}/{of.act}"} if rule.effect.startswith("measure.") else {}
        if best is None:
            yield {**absent(record, rule, zone, of, of.earliest, of.latest), **key}
        else:
            yield present(rule, zone, of, best, to, **key)


def _date(record: Record, zone: str | None, rule: Rule) -> Iterator[Finding]:
    """The step is a date of the act itself; the door has refused dates certainly out of the legal order."""
    for of in occasions(record, zone, rule):
        yield _of_date(rule, zone, of, before=True)


def _date_after(record: Record, zone: str | None, rule: Rule) -> Iterator[Finding]:
    """The same for what follows the act without delay: the days are shown, the law sets no limit."""
    for of in occasions(record, zone, rule):
        yield _of_date(rule, zone, of, before=False)


def _of_date(rule: Rule, zone: str | None, of: Happening, before: bool) -> Finding:
    date = of.date(rule.date)
    if date is None:
        message = f"The act is recorded, its date {rule.date} is not."
        return finding(rule, zone, "not-documented", of, message)
    other = of.date(rule.upto) if rule.upto else dates.LegalDate(of.words, of.earliest, of.latest, False)
    outcome, apart = "done", None
    if other is not None:
        one, two = ((date.earliest, date.latest), (other.earliest, other.latest))
        apart = between(one, two) if before else between(two, one)
        first, second = (one, two) if before else (two, one)
        outcome = "done" if first[1] <= second[0] or first == second else "possible"
    return finding(rule, zone, outcome, of, SAID[outcome], None, act=of.act, date=date.words, days=apart)


def _own(record: Record, zone: str | None, rule: Rule) -> Iterator[Finding]:
    """The act itself is of the kind the law asks for; the catalogue allows the effect to no other."""
    for of in occasions(record, zone, rule):
        yield finding(rule, zone, "done", of, SAID["done"], of)


def _follows(record: Record, zone: str | None, rule: Rule) -> Iterator[Finding]:
    """The step comes after what asks for it, without a limit of time."""
    for of in occasions(record, zone, rule):
        steps = [
            h for h in record.of(rule.effect, zone or "") if h.latest >= of.earliest and h.body["kind"] in rule.kinds
        ]
        if not steps:
            yield absent(record, rule, zone, of, of.latest, record.on)
            continue
        told = finding(rule, zone, "done", of, SAID["done"], steps[0])
        yield {**told, "days": None if told["days"] is None else -told["days"]}


def _first_sitting(record: Record, zone: str | None, rule: Rule) -> Iterator[Finding]:
    """The first sitting of the zone's council, by its number; a record that begins later does not prove it."""
    sittings = sorted(
        (dates.read(body["held"]).latest, body.get("numbers", {}).get(zone, 0), act)
        for act in record.shown_in(rule.kinds[0], zone)
        if "held" in (body := record.acts[act])
    )
    for of in occasions(record, zone, rule)[:1]:
        after = [sitting for sitting in sittings if sitting[0] >= of.earliest and sitting[0] <= record.on]
        if not after:
            yield absent(record, rule, zone, of, of.latest, record.on)
            continue
        _, number, act = after[0]
        date = dates.read(record.acts[act]["held"])
        apart = between((of.earliest, of.latest), (date.earliest, date.latest))
        more = {"act": act, "date": date.words, "days": apart}
        if number == 1:
            yield finding(rule, zone, "done", of, SAID["done"], None, **more)
        else:
            which = f"第{number}回" if number else "not numbered"
            message = f"The first sitting recorded is {which}; the first of all is not recorded."
            yield finding(rule, zone, "before-coverage", of, message, None, **more)


def _offering(record: Record, zone: str | None, rule: Rule) -> Iterator[Finding]:
    """A public call before operators are named: asked for only where the plan names one."""
    named = {use.act for use in record.in_zone("use.included", zone) if "operators" in use.effect}
    wanted = [of for of in occasions(record, zone, rule) if of.act in named]
    calls = _calls(record, zone, rule) if wanted else []
    for of in wanted:
        to = reference(of, rule.upto)
        step = matched([to], calls)[0]
        if step is None:
            yield absent(record, rule, zone, of, of.earliest, of.latest)
        else:
            yield present(rule, zone, of, step, to)


def _calls(record: Record, zone: str | None, rule: Rule) -> list[Happening]:
    """The public calls of a zone for what the rule names, in order."""
    found = []
    for act in record.shown_in(rule.kinds[0], zone):
        body = record.acts[act]
        if body.get("for") == rule.effect and "opened" in body:
            date = dates.read(body["opened"])
            span = (date.earliest, date.latest, date.words)
            found.append(Happening("", "", zone, act, body, {}, *span, body.get("order", 0), 0, 0))
    return sorted(found, key=lambda call: (call.latest, call.earliest))


def _yearly(record: Record, zone: str | None, rule: Rule) -> Iterator[Finding]:
    """One in each fiscal year from the year after the decision, while what was decided stands for a part of the year;
    years alike and without an act are told together."""
    first = next(iter(occasions(record, zone, rule)), None)
    if first is None:
        return
    entity, (kind, status) = first.id, first.name.split(".")
    done = {dates.fiscal_year(h.latest): h for h in record.of(rule.effect, entity) if h.body["kind"] in rule.kinds}
    years = range(dates.fiscal_year(first.latest) + 1, dates.fiscal_year(record.on))
    stood = record.standing(f"{kind}:{entity}", status)
    asked = [y for y in years if y in done or any(a <= f"{y + 1}-03-31" and b > f"{y}-04-01" for a, b in stood)]
    outcomes = [(year, year - at, _of_year(record, zone, rule, year, done)) for at, year in enumerate(asked)]
    for (_, outcome), run in groupby(outcomes, key=lambda each: each[1:] if each[2] != "done" else (each[0], "done")):
        span = [year for year, *_ in run]
        label = f"{span[0]}年度" if len(span) == 1 else f"{span[0]}～{span[-1]}年度"
        step = done.get(span[0])
        message = SAID["done"] if step else "No evaluation is recorded for these fiscal years."
        key = "/".join(filter(None, [rule.name, zone, str(span[0])]))
        yield finding(rule, zone, outcome, first, message, step, key=key, of_date=label, days=None)


def _of_year(record: Record, zone: str | None, rule: Rule, year: int, done: dict[int, Happening]) -> str:
    if year in done:
        return "done"
    series = rule.series.format(zone=zone)
    return "missing" if record.complete(series, f"{year}-04-01", f"{year + 1}-03-31") else "before-coverage"


def _by_plan(record: Record, zone: str | None, rule: Rule) -> Iterator[Finding]:
    """A use stands in an approved plan: by the same act, or one before."""
    plans = [*record.in_zone("plan.approved", zone), *record.in_zone("plan.change-approved", zone)]
    for of in occasions(record, zone, rule):
        to = reference(of, rule.upto)
        told = sorted(
            ((list(SAID).index(relation(p, to)), p) for p in plans), key=lambda each: (each[1].act != of.act, each[0])
        )
        key = f"{rule.name}/{of.id}/{of.act}"
        if not told:
            yield {**absent(record, rule, zone, of, of.earliest, of.latest), "key": key}
        else:
            yield present(rule, zone, of, told[0][1], to, key=key)


def _menu(record: Record, zone: str | None, rule: Rule) -> Iterator[Finding]:
    """How the measure of a use came to the menu: heard and adopted before it was created."""
    seen = set()
    for of in occasions(record, zone, rule):
        measure = of.effect["measure"]
        created = record.of("measure.created", measure)
        if measure in seen or not created:
            continue
        seen.add(measure)
        to = reference(created[0], None)
        step = matched([to], record.of(rule.effect, measure))[0]
        key = f"{rule.name}/{zone}/{measure}"
        if step is None:
            yield {**absent(record, rule, zone, created[0], to.earliest, to.latest), "key": key}
        else:
            yield present(rule, zone, created[0], step, to, key=key)


TESTS: dict[str, Test] = {
    "effect": _effect,
    "ground": _ground,
    "date": _date,
    "date-after": _date_after,
    "own": _own,
    "follows": _follows,
    "first-sitting": _first_sitting,
    "offering": _offering,
    "yearly": _yearly,
    "by-plan": _by_plan,
    "menu": _menu,
}
