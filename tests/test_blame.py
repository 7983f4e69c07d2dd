"""blame: each field with the act that last changed it, on the real record and on random histories."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

import histories
import played
from reformlog.projections.facts import facts_along, groups
from reformlog.queries import blame as query
from reformlog.queries import refold
from reformlog.queries.entities import resolve
from reformlog.queries.fields import fields


def blame(register: Any, entity: str, as_of: str | None = None, known: Any = None) -> dict[str, dict[str, Any]]:
    told = query.blame(register.view(known), entity, as_of=as_of)
    return {row["field"]: row for row in told["fields"]}


def test_the_kizuna_zone_owes_its_status_to_the_order_and_its_name_to_the_hearing(real):
    rows = blame(real, "miyagi-kumamoto", "2024-12-31")
    assert (rows["status"]["act"], rows["status"]["date"]) == ("2024-06-21.cabinet-order", "2024-06-26")
    assert (rows["name"]["act"], rows["name"]["date"]) == ("2024-05.wg-hearing", "2024年5月中下旬")
    assert rows["areas"]["value"] == ["04", "43"]


def test_the_other_kizuna_zone_owes_its_policy_to_the_prime_ministers_decision(real):
    rows = blame(real, "policy:fukushima-nagasaki", "2024-12-31")
    assert {rows[name]["act"] for name in ("status", "version", "goals")} == {"2024-09-05.zone-policy"}


def test_delay_is_the_days_from_the_legal_date_to_the_day_of_recording_in_japan(real):
    """In force on 2024-06-26, recorded on 2026-11-01."""
    row = blame(real, "miyagi-kumamoto", "2024-12-31")["status"]
    assert (row["delay"], row["recorded_by"], row["recorded_at"][:10]) == (858, "registrar", "2026-11-01")


def test_imabaris_plan_of_20_january_2017_is_told_apart_from_its_first_approval(real):
    """2017-01-20: zone council, application, Council and approval on one day; the approval is the last of them."""
    rows = blame(real, "plan:hiroshima-imabari", "2017-01-20")
    assert (rows["revision"]["value"], rows["revision"]["act"]) == (3, "2017-01-20.plan-approval")
    assert rows["status"]["act"] == "2016.plan-approval-imabari"
    assert rows["in_progress"]["value"] is None and rows["in_progress"]["act"] == "2017-01-20.plan-approval"


def test_what_nothing_recorded_changed_is_blamed_on_nobody(real):
    row = blame(real, "miyagi-kumamoto")["evaluations"]
    assert (row["value"], row["act"], row["delay"]) == (0, None, None)


def test_an_expiry_is_blamed_on_the_act_that_set_the_last_day(record_copy):
    with record_copy() as register:
        body = {
            "id": "x",
            "kind": "law",
            "title": "時限の特例",
            "enforced": "2020-04-01",
            "sources": [{"title": "官報"}],
        }
        register.append({**body, "effects": [{"measure": "timed", "is": "created", "until": "2022-03-31"}]})
        assert blame(register, "timed", "2022-03-31")["status"]["value"] == "created"
        row = blame(register, "timed", "2022-04-01")["status"]
        assert (row["value"], row["act"]) == ("expired", "x")


def by_group(register: Any) -> dict[str, list[Any]]:
    found = defaultdict(list)
    for first, position, body in refold.visible(register.log, register.head.position):
        for fact in facts_along("effective", body, position, first):
            for group in groups(fact.data):
                found[group].append(fact)
    return found


def value(folded: Any, subject: Any, field: str) -> Any:
    kind = "zone" if subject.kind == "policy" else subject.kind
    return fields(kind, folded.states[subject.group])[subject.kind, field]


@settings(max_examples=40, deadline=None)
@given(histories.histories(), st.sampled_from(histories.DAYS), st.integers(0, 99))
def test_the_act_blamed_is_the_last_that_changed_the_field(history, day, pick):
    """Folded from the log: after the act's day the value never differs, and without the effect it is another."""
    with played.register() as register:
        played.play(register, history)
        found = [name for name in played.subjects(register) if not name.startswith("measure:")]
        if not found:
            return
        name = found[pick % len(found)]
        every, subject = by_group(register), resolve(register.view(), name)
        days = sorted({fact.latest for own in every.values() for fact in own if fact.latest <= day})
        folded = {on: refold.fold_groups(every, on) for on in days}
        for field, row in blame(register, name, day).items():
            if row["act"] is None:
                continue
            starts = {
                fact.latest for own in every.values() for fact in own if fact.act == row["act"] and fact.latest <= day
            }
            values = {on: value(folded[on], subject, field) for on in days}
            assert any(all(values[on] == row["value"] for on in days if on >= start) for start in starts)
            blamed = [
                fact for fact in every[subject.group] if (fact.act, fact.position) == (row["act"], row["position"])
            ]
            if subject.kind in ("call", "proposal", "bill", "zone") and blamed:
                earlier = ([fact for fact in every[subject.group] if fact[:6] < each[:6]] for each in blamed)
                without = [refold.fold_groups({**every, subject.group: own}, day) for own in earlier]
                assert any(value(before, subject, field) != row["value"] for before in without)
