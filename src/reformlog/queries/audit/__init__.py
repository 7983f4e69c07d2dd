"""The audit: statutory steps found, missing or out of order in each zone; sources, numbers and gaps."""

from __future__ import annotations

from collections import Counter, defaultdict
from statistics import median
from typing import Any

from ...errors import Usage
from ...log.lines import read
from ...rules.steps import BASIC_POLICY, RULES
from .. import known
from ..blame import delay
from ..statements import standing
from ..states import row_at
from ..view import View, coordinates
from . import papers, steps
from .finding import Finding
from .gaps import gaps
from .record import Record, read_record

OUTCOMES = (
    "done",
    "possible",
    "same-day-order-unknown",
    "out-of-order",
    "missing",
    "not-documented",
    "before-coverage",
    "not-applicable",
)


def audit(view: View, zone: str | None = None, *, as_of: Any = None) -> dict[str, Any]:
    """Every finding on a day, as known; zone: only those of one zone.

    `findings`: the steps of each zone in the order of the rules, then the papers. `gaps`: soft preconditions that fail.
    `summary`: a row a zone. `open`: how many findings need an answer: a duty out of order, or missing in a complete
    series, and no remark recorded on it. Usage for a zone of which no act speaks; one that acts only mention has none.
    """
    on = view.day(as_of)
    record = read_record(view, on)
    spoken_of = {*record.zones}.union(*record.shown.values())
    if zone is not None and zone not in spoken_of:
        raise Usage("zone-unknown", f"No act of this log speaks of a zone named {zone}.", _meant(view, zone))
    found = [row for rule in BASIC_POLICY for row in steps.findings(record, None, rule)]
    rules = [rule for rule in RULES if rule not in BASIC_POLICY]
    found += [row for audited in record.zones for rule in rules for row in steps.findings(record, audited, rule)]
    _compare(found)
    found += papers.findings(record)
    _late(record, found)
    _answer(view, found)
    every = gaps(record)
    if zone is not None:
        found = [row for row in found if row["zone"] == zone or zone in row.get("zones", ())]
        every = [row for row in every if row["zone"] == zone]
    named = {"zone": zone, "zone_name": (row_at(view, "zone:" + zone, on) or {}).get("name")} if zone else {}
    summary = [_summary(view, audited, found, on) for audited in record.zones if zone in (None, audited)]
    listed = [{key: value for key, value in row.items() if key != "zones"} for row in found]
    open_ = sum(needs_answer(row) for row in found)
    return {**coordinates(view, on), **named, "open": open_, "summary": summary, "findings": listed, "gaps": every}


def _meant(view: View, zone: str) -> str:
    """What to type in place of a zone that there is not."""
    meant = known.zone_meant(view, zone)
    return f"Did you mean {meant[0]}?" if meant else "reformlog zones   lists the zones"


def needs_answer(row: Finding) -> bool:
    """A duty out of order, or missing inside a complete series, on which no remark is recorded."""
    return row["force"] == "must" and row["outcome"] in ("out-of-order", "missing") and row["answered"] is None


def _compare(found: list[Finding]) -> None:
    """Beside the days of each step that was done, the median of the other zones and how many they are."""
    told = [row for row in found if row["days"] is not None]
    alike: dict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
    for row in told:
        if row["outcome"] == "done":
            alike[row["rule"], row["step"]].append((row["days"], row["zone"] or ""))
    own: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for step, days in alike.items():
        days.sort()
        for place, (_, zone) in enumerate(days):
            own[(*step, zone)].append(place)
    for row in told:
        step = row["rule"], row["step"]
        row["median"], row["peers"] = _median_of_others(alike.get(step, []), own.get((*step, row["zone"] or ""), []))


def _median_of_others(days: list[tuple[int, str]], own: list[int]) -> tuple[int, int] | tuple[None, None]:
    """The median of sorted days without those at the places of one zone, and how many there are."""
    count = len(days) - len(own)
    if not count:
        return None, None

    def at(place: int) -> int:
        for left_out in own:
            if left_out > place:
                break
            place += 1
        return days[place][0]

    return round((at((count - 1) // 2) + at(count // 2)) / 2), count


def _late(record: Record, found: list[Finding]) -> None:
    """How many days after its legal date each act found was recorded."""
    from ...projections.facts import row_date

    known: dict[str, int | None] = {}
    for row in found:
        act = row["act"]
        if act is not None and act not in known:
            date = row_date(record.acts[act])
            recorded_at = record.view.log.recorded_at(record.positions[act])
            known[act] = delay(date.latest, recorded_at) if date and recorded_at else None
        row["recorded_after"] = known.get(act)
        row.setdefault("median", None)
        row.setdefault("peers", None)


def _answer(view: View, found: list[Finding]) -> None:
    """The remark recorded on a finding, by its key; a remark on an act answers what is found about its papers."""
    remarks: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for _, position, body in standing(view.projection.connection, "remark", view.position):
        remarks[body["remark"]].append((position, body["text"]))
    for row in found:
        told = remarks.get(row["key"]) or (remarks.get(row["act"]) if row["force"] == "info" and row["act"] else None)
        row["answered"] = _told(view, *told[-1]) if told else None


def _told(view: View, position: int, text: str) -> dict[str, Any]:
    line = read(view.line(position))
    return {"by": line.get("recorded_by"), "text": text, "recorded_at": line["recorded_at"], "position": position}


def _summary(view: View, zone: str, found: list[Finding], on: str) -> dict[str, Any]:
    """How often each outcome stands for a zone, what needs an answer, and how late its acts were recorded."""
    own = [row for row in found if row["zone"] == zone and row["force"] != "info"]
    counts = Counter(row["outcome"] for row in own)
    late = [row["recorded_after"] for row in own if row["recorded_after"] is not None]
    name = (row_at(view, "zone:" + zone, on) or {}).get("name")
    row = {"zone": zone, "name": name, "open": sum(map(needs_answer, own))}
    row |= {outcome.replace("-", "_"): counts[outcome] for outcome in OUTCOMES}
    return row | {"recorded_after": round(median(late)) if late else None}
