"""Steps owed once in each fiscal year."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from ... import dates
from ...rules.steps import Rule
from .finding import SAID, Finding, finding, told_apart
from .occasions import entities
from .record import Happening, Record

_MESSAGES = {"done": SAID["done"], "possible": "Found; it may lie in another fiscal year."}


class Year(NamedTuple):
    """A fiscal year in which a step is owed, with what became of it and the effect that proves it."""

    year: int
    outcome: str
    step: Happening | None


def yearly(record: Record, zone: str | None, rule: Rule) -> Iterator[Finding]:
    """One in each fiscal year from the year after the first decision on an entity, while what was decided stands for a
    part of the year; years alike and without an act are told together."""
    found = [row for first, *_ in entities(record, zone, rule) for row in _of_entity(record, zone, rule, first)]
    yield from told_apart(found, zone)


def _of_entity(record: Record, zone: str | None, rule: Rule, first: Happening) -> Iterator[Finding]:
    asked = list(enumerate(_years(record, zone, rule, first)))
    for _, run in groupby(asked, key=lambda at: (at[1].outcome, at[1].year if at[1].step else at[1].year - at[0])):
        own = [year for _, year in run]
        start, outcome, step = own[0]
        label = f"{start}年度" if len(own) == 1 else f"{start}～{own[-1].year}年度"
        message = _MESSAGES.get(outcome, "No evaluation is recorded for these fiscal years.")
        key = "/".join(filter(None, [rule.name, zone, str(start)]))
        yield finding(rule, zone, outcome, first, message, step, key=key, of_date=label, days=None)


def _years(record: Record, zone: str | None, rule: Rule, first: Happening) -> Iterator[Year]:
    """The years in which the step is owed, and those in which it was taken although it was not."""
    kind, status = first.name.split(".")
    stood = record.standing(f"{kind}:{first.id}", status)
    steps = [h for h in record.of(rule.effect, first.id) if h.body["kind"] in rule.kinds]
    spans = [(dates.fiscal_year(h.earliest), dates.fiscal_year(h.latest), h) for h in steps]
    series = rule.series.format(zone=zone)
    for year in range(dates.fiscal_year(first.latest) + 1, dates.fiscal_year(record.on)):
        start, end = f"{year}-04-01", f"{year + 1}-03-31"
        sure = [h for first_year, last_year, h in spans if first_year == last_year == year]
        maybe = [h for first_year, last_year, h in spans if first_year <= year <= last_year]
        if sure or maybe:
            yield Year(year, "done" if sure else "possible", (sure or maybe)[-1])
        elif any(since <= end and until > start for since, until in stood):
            yield Year(year, "missing" if record.complete(series, start, end) else "before-coverage", None)
