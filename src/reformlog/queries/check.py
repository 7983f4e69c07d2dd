"""What is wrong or unsettled in the record: conflicts, ties of a day, references that lead nowhere, numbers used twice.

To look for one more thing, add a function acts → findings and name it in `check`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

import orjson

from ..dates import LAST_DAY
from ..events.effects import entity_of, named
from ..events.kinds import KINDS
from ..projections.chronologies import named_beside
from ..projections.facts import Whose, default_zone, facts_along, row_date, subject, zone_of
from ..text import fold
from . import known, refold
from .binding import binder, bound_by
from .series import series, twice
from .sources import readings
from .statements import standing
from .states import conflicts_at
from .view import View, coordinates

Acts = dict[str, dict[str, Any]]


def finding(code: str, message: str, *acts: str, hint: str | None = None) -> dict[str, Any]:
    """One thing a person should look at."""
    return {"code": code, "message": message, "acts": list(acts), "hint": hint}


def check(view: View) -> dict[str, Any]:
    """Everything `check` knows to look for; an empty list of findings when all is well."""
    acts = {body["id"]: body for _, _, body in refold.visible(view.log, view.position)}
    whose = binder(view)
    of_plans = (partial(_strangers, whose), partial(_elsewhere, view, whose), partial(_misnamed, whose))
    looks = (_undated, _twice, _ties, _references, *of_plans, _numbers, _contradictions)
    findings = [*_conflicts(view), *(found for look in looks for found in look(acts)), *_remarks(view)]
    return {**coordinates(view), "findings": findings}


def _conflicts(view: View) -> Iterator[dict[str, Any]]:
    for row in conflicts_at(view, None, LAST_DAY):
        law = f" ({row['article']})" if row["article"] else ""
        accepted = f" Accepted: {row['accepted']}" if row["accepted"] else ""
        message = (
            f"{row['act']}, effect {row['effect'] + 1}, {named(row)}: {row['rule']}{law}. {row['message']}{accepted}"
        )
        yield finding("conflict", message, row["act"], hint="Correct the act that is wrong.")


def _remarks(view: View) -> Iterator[dict[str, Any]]:
    """Remarks on an act that is not recorded, or on a finding whose rule, zone or act there is not."""
    for stream, _, body in standing(view.projection.connection, "remark", view.position):
        from . import remarks  # most records have none, and need not know the rules of the audit

        if (lost := remarks.lost(view, body["remark"])) is not None:
            hint = f"{lost.hint}   Then: reformlog withdraw '{stream}' --reason TEXT"
            yield finding("remark-on-nothing", f"{stream}: {lost.message}", stream, hint=hint)


def _undated(acts: Acts) -> Iterator[dict[str, Any]]:
    for act, body in acts.items():
        if row_date(body) is None:
            date = KINDS[body["kind"]].effective
            hint = f"reformlog correct {act} --set {date}=DATE --reason TEXT"
            yield finding("undated", f"{act} has no date; no chronology shows it.", act, hint=hint)


def _twice(acts: Acts) -> Iterator[dict[str, Any]]:
    """Acts that may be one and the same: of one kind, title, number and effects, on days that meet.

    Acts of which each has an `order` of its own are told apart by it, and not listed.
    """
    alike: dict[tuple[Any, ...], list[tuple[str, str, int, str]]] = defaultdict(list)
    for place, (act, body) in enumerate(acts.items()):
        if (day := row_date(body)) is not None:
            alike[substance(body)].append((day.earliest, day.latest, place, act))
    for several in alike.values():
        for meeting in _meeting(several) if len(several) > 1 else ():
            names = [act for _, act in sorted(meeting)]
            orders = {acts[act].get("order") for act in names}
            if len(names) > 1 and (None in orders or len(orders) < len(names)):
                message = f"{' and '.join(names)} may be one act: the same kind, title and effects, on days that meet."
                withdraw = f"If so: reformlog withdraw {names[-1]} --reason TEXT"
                yield finding(
                    "twice", message, *names, hint=f"{withdraw}   Else give each an order: order: 1, order: 2 …"
                )


def substance(body: Mapping[str, Any]) -> tuple[Any, ...]:
    """What an act is about, however it is sourced and dated: two of the same are perhaps one."""
    told = [body.get(field) for field in ("number", "numbers", "body", "zones", "for")]
    effects = sorted(orjson.dumps(effect, option=orjson.OPT_SORT_KEYS) for effect in body.get("effects", ()))
    return body["kind"], fold(body["title"]), orjson.dumps(told, option=orjson.OPT_SORT_KEYS), *effects


def _meeting(dated: list[tuple[str, str, int, str]]) -> Iterator[list[tuple[int, str]]]:
    """The acts (place, id) in groups: within one, the days of each act meet those of another act of it."""
    group: list[tuple[int, str]] = []
    end = ""
    for earliest, latest, place, act in sorted(dated):
        if earliest > end:
            yield group
            group = []
        group.append((place, act))
        end = max(end, latest)
    yield group


def _ties(acts: Acts) -> Iterator[dict[str, Any]]:
    """Acts of one exact day that touch one entity and do not say in which order they happened."""
    touching: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for act, body in acts.items():
        for fact in facts_along("effective", body, 0, 0):
            if fact.earliest == fact.latest:
                touching[subject(fact.data), fact.latest][act] = fact.order
    seen = set()
    for (touched, day), orders in sorted(touching.items()):
        for act, order in orders.items():
            tied = [other for other, rank in orders.items() if other != act and rank == order]
            pair = frozenset([act, *tied])
            if tied and pair not in seen:
                seen.add(pair)
                names = " and ".join(sorted(pair))
                hint = "Give each an order: order: 1, order: 2 …"
                yield finding(
                    "tie", f"{names} touch {touched} on {day} and do not say in which order.", *sorted(pair), hint=hint
                )


def _references(acts: Acts) -> Iterator[dict[str, Any]]:
    for act, body in acts.items():
        for met in body.get("meets", ()):
            if met not in acts:
                why = "which is not recorded"
            elif met == act:
                why = "which is the act itself"
            elif not acts[met].get("expects"):
                why = "which expects nothing"
            else:
                continue
            yield finding("meets-nothing", f"{act} meets {met}, {why}.", act, hint="Correct meets:")
        whole = body.get("part-of")
        if whole is not None and (whole not in acts or "part-of" in acts[whole]):
            what = "is not recorded" if whole not in acts else "is itself a part; one level only"
            yield finding("part-of-nothing", f"{act} is part of {whole}, which {what}.", act, hint="Correct part-of:")


def _strangers(whose: Whose, acts: Acts) -> Iterator[dict[str, Any]]:
    """Measures used or named, and zones with a plan, a policy, a number or words, that no act ever introduces."""
    introduced: set[str | None] = set()
    spoken_of: dict[tuple[str, str], str] = {}
    beside: dict[tuple[str, str], str] = {}
    for act, body in acts.items():
        for zone in named_beside(body):
            beside.setdefault(("zone", zone), act)
        for effect in body.get("effects", ()):
            introduced.add(known.introduced_by(effect))
            for place in known.spoken_of(whose, effect):
                spoken_of.setdefault(place, act)
            if entity_of(effect) == "policy":
                spoken_of |= {("measure", measure): act for measure in effect.get("measures", ())}
    if any(found and found.startswith("zone:") for found in introduced):  # else the record is not of zones yet
        spoken_of = beside | spoken_of
    lost = [(sort, name, act) for (sort, name), act in sorted(spoken_of.items()) if f"{sort}:{name}" not in introduced]
    ids: dict[str, list[str]] = defaultdict(list)
    for sort, _, name in sorted(found.partition(":") for found in introduced if found):
        ids[sort].append(name)
    for number, (sort, name, act) in enumerate(lost):
        compared = ids[sort][: known.COMPARED] if number < known.LOOKED_UP else ()
        message = f"{act} speaks of the {sort} {name}, which no act introduces."
        record = "Else record the act that created it." if sort == "measure" else "Else record its designation."
        yield finding("never-introduced", message, act, hint=f"{known.asked(sort, sort, name, compared)} {record}")


def _elsewhere(view: View, whose: Whose, acts: Acts) -> Iterator[dict[str, Any]]:
    """Effects that tell a plan of another zone than the one it is bound to: by an act, or by its id alone."""
    for act, body in acts.items():
        for effect in body.get("effects", ()):
            zone = zone_of(effect)
            if entity_of(effect) != "plan" or zone is None or zone == (own := whose(plan := effect["plan"])):
                continue
            if (first := bound_by(view, plan)) is not None:
                message = f"{act} tells the plan {plan} of the zone {zone}; {first} bound it to {own}."
                hint = "Correct zone: in the act that is wrong."
            else:
                message = f"{act} tells the plan {plan} of the zone {zone} on no day, and so the id binds it to {own}."
                hint = f"Correct the act when the day is known, or the plan: {zone}"
            yield finding("plan-elsewhere", message, act, hint=hint)


def _misnamed(whose: Whose, acts: Acts) -> Iterator[dict[str, Any]]:
    """Plans whose id carries the id of a zone and which are bound to another: whoever reads the id is misled."""
    effects = [(act, effect) for act, body in acts.items() for effect in body.get("effects", ())]
    zones = {effect["zone"] for _, effect in effects if entity_of(effect) == "zone"}
    plans: dict[str, str] = {}
    for act, effect in effects:
        if entity_of(effect) == "plan" and default_zone(effect["plan"]) in zones:
            plans.setdefault(effect["plan"], act)
    for plan, act in plans.items():
        if (own := whose(plan)) != (named_ := default_zone(plan)):
            message = f"The plan {plan} has the id of the zone {named_} and is bound to {own}."
            hint = f"Correct the acts about it: plan: {own}, a second plan {own}/2; or zone: {named_}"
            yield finding("plan-misnamed", message, act, hint=hint)


def _numbers(acts: Acts) -> Iterator[dict[str, Any]]:
    for name, counted in series(acts.values()).items():
        for _, carriers, message in twice(name, counted):
            yield finding("number-twice", message, *carriers, hint="Correct the number of one of them.")


def _contradictions(acts: Acts) -> Iterator[dict[str, Any]]:
    """Sources that give another day than the act and for which nobody wrote down why they are not followed."""
    for act, body in acts.items():
        for reading in readings(body):
            if reading.relation == "contradicts" and reading.explained is None:
                source = body["sources"][reading.source]
                says = f"{source['title']} says {reading.field} {reading.words}"
                message = f"{act}: {says}, the act says {body[reading.field]}."
                yield finding(
                    "contradiction", message, act, hint="Correct the date, or write why-not: under the source."
                )
