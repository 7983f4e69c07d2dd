"""Findings about the papers: promises overdue, sources that disagree or are weak, dates inferred, late, numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ... import dates
from ...log.lines import read
from ...projections.facts import row_date
from ...rules.steps import PAPERS
from ..blame import delay
from ..due import foreseen
from ..series import not_carried, series, twice
from ..sources import WEAK, readings
from .finding import Finding
from .record import Record

# An act recorded so many days after it happened, by a register that was already kept then, was recorded late.
LATE = 30


def findings(record: Record) -> list[Finding]:
    """All of them, an act shown in several zones once; `zones` says in which."""
    return [*_promises(record), *_sources(record), *_late(record), *_numbers(record)]


def _finding(
    record: Record, rule: str, outcome: str, act: str | None, message: str, date: str | None, **more: Any
) -> Finding:
    zones = [] if act is None else record.shown[act]
    row = {
        "key": f"{rule}/{act}",
        "rule": rule,
        "zone": zones[0] if len(zones) == 1 else None,
        "step": PAPERS[rule][0],
        "outcome": outcome,
        "article": None,
        "act": act,
        "date": date,
        "of": None,
        "of_date": None,
        "days": None,
        "force": "info",
        "who": None,
        "certain": "certain",
        "message": message,
        "zones": zones,
    }
    return {**row, **more}


RELATIONS = {  # relation of a source to the act's date → rule, outcome
    "weaker": ("F3", "weaker-source"),
    "sharper": ("F3", "sharper-source"),
    "overlaps": ("F3", "overlapping-source"),
    "contradicts": ("F2", "contradiction"),
}


def _promises(record: Record) -> Iterator[Finding]:
    """Those `due` calls overdue on the day."""
    for index, row in foreseen(record.view, record.on):
        if row["latest"] < record.on:
            date = dates.read(record.acts[row["act"]]["expects"][index]["date"])
            message = f"{row['text']}: foreseen for {row['words']}; no act says it was done."
            key = f"F1/{row['act']}/{index + 1}"
            yield _finding(record, "F1", "overdue", row["act"], message, date.words, key=key)


def _sources(record: Record) -> Iterator[Finding]:
    for act, body in record.acts.items():
        row = row_date(body)
        date = row.words if row else None
        keys = set()
        for reading in readings(body):
            if reading.relation == "same":
                continue
            source = body["sources"][reading.source]
            rule, outcome = RELATIONS[reading.relation]
            why = f" Not followed: {reading.explained}" if reading.explained else ""
            hint = " The act may be corrected to it." if reading.relation == "sharper" else ""
            said = f"{source['title']} says {reading.field} {reading.words}; the act says {body[reading.field]}."
            message = said + hint + why
            key = f"{rule}/{act}/{reading.source + 1}"
            key = f"{key}/{reading.field}" if key in keys else key  # two dates of one source are two findings
            keys.add(key)
            yield _finding(record, rule, outcome, act, message, date, key=key)
        grades = [source.get("grade") for source in body["sources"]]
        if all(grade in WEAK for grade in grades):
            message = (
                f"No source is a law or of an authority; they are graded {', '.join(str(grade) for grade in grades)}."
            )
            yield _finding(record, "F4", "weak-source", act, message, date)
        elif len(grades) == 1:
            yield _finding(record, "F4", "single-source", act, f"One source: {body['sources'][0]['title']}.", date)
        if "inferred" in body:
            yield _finding(record, "F5", "inferred", act, body["inferred"], date)


def _late(record: Record) -> Iterator[Finding]:
    """Acts of days on which the register was kept already, recorded later than a month after."""
    view = record.view
    begun = view.log.recorded_at(1) if view.position else None
    if begun is None:
        return
    for act, body in record.acts.items():
        date = row_date(body)
        if date is None or date.latest <= dates.jst_day(begun):
            continue
        line = read(view.log.versions(act)[0].line)
        days = delay(date.latest, line["recorded_at"])
        if days > LATE:
            message = (
                f"Recorded {days} days after: {line['late']}." if "late" in line else f"Recorded {days} days after."
            )
            yield _finding(record, "F6", "recorded-late", act, message, date.words, days=days)


def _numbers(record: Record) -> Iterator[Finding]:
    for name, counted in series(record.acts.values()).items():
        for number, acts, message in twice(name, counted):
            yield _finding(record, "N1", "number-twice", acts[0], message, None, key=f"N1/{name}/{number}")
        said = record.coverage.get(name, {}).get("known-missing", [])
        missing = not_carried(counted)
        if missing:
            unsaid = [number for number in missing if number not in said]
            told = "、".join(f"第{number}回" for number in (unsaid or missing))
            outcome = "number-gap" if unsaid else "before-coverage"
            message = f"Not recorded: {told}." + ("" if unsaid else " The record says so itself.")
            zone = name.split(":")[1] if name.startswith(("zone-council:", "subcommittee:")) else None
            more = {"key": f"N2/{name}", "zone": zone, "zones": [zone] if zone else []}
            yield _finding(record, "N2", outcome, None, message, None, **more)
