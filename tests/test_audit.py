"""audit: the statutory steps of each zone, on the real record and on small ones that keep or break a rule."""

from __future__ import annotations

from typing import Any

import pytest

import reformlog
from conftest import EVENTS
from reformlog.errors import Usage
from reformlog.intake.reading import read_file
from reformlog.queries.audit import audit as query
from reformlog.rules.steps import RULES

KIZUNA = ("miyagi-kumamoto", "fukushima-nagasaki")


def audit(register: Any, zone: str | None = None, as_of: str | None = None, known: Any = None) -> dict[str, Any]:
    return query(register.view(known), zone, as_of=as_of)


def step(told: dict[str, Any], rule: str, of: str | None = None) -> dict[str, Any]:
    rows = [row for row in told["findings"] if row["key"].split("/")[0] == rule and of in (None, row["of"])]
    assert len(rows) == 1, rows
    return rows[0]


def act(name: str, kind: str, *effects: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {"id": name, "kind": kind, "title": name, "effects": list(effects), "sources": [{"title": "資料"}], **fields}


ORDER = act(
    "order",
    "cabinet-order",
    {"zone": "z", "is": "designated"},
    decided="2020-05-10",
    promulgated="2020-05-15",
    enforced="2020-06-01",
)
COUNCIL = act("council", "council-meeting", {"zone": "z", "is": "endorsed"}, held="2020-05-01")
COVERED = {"coverage": "council", "complete-from": "2019-01-01"}


@pytest.fixture
def small(tmp_path):
    with reformlog.open(tmp_path / "small.db", create=True) as register:
        yield register


@pytest.mark.parametrize("zone", KIZUNA)
def test_the_designation_of_a_kizuna_zone_went_the_way_of_the_law(real, zone):
    """Council of 4 June, Cabinet of 21 June, promulgated and in force on 26 June; the policy 71 days later."""
    told = audit(real, zone)
    order = "2024-06-21.cabinet-order"
    council = step(told, "Z1", order)
    assert (council["outcome"], council["act"], council["days"]) == ("done", "2024-06-04.council-63", 17)
    assert [step(told, rule, order)["outcome"] for rule in ("Z3", "Z4", "Z5")] == ["done"] * 3
    policy = step(told, "P1", order)
    assert (policy["act"], policy["days"], policy["article"]) == ("2024-09-05.zone-policy", 71, "法6条1項")
    assert step(told, "P2", "2024-09-05.zone-policy")["act"] == "2024-08-26.council-64"
    assert told["open"] == 0


@pytest.mark.parametrize("zone", KIZUNA)
def test_papers_that_are_not_public_are_not_called_missing(real, zone):
    told = audit(real, zone)
    assert step(told, "Z2", "2024-06-21.cabinet-order")["outcome"] == "not-documented"
    assert step(told, "P3", "2024-09-05.zone-policy")["outcome"] == "not-documented"


def test_on_20_january_2017_four_acts_of_one_day_stand_in_their_recorded_order(real):
    told = audit(real, "hiroshima-imabari")
    approval = "2017-01-20.plan-approval"
    steps = {rule: step(told, rule, approval) for rule in ("L8.L2", "L8.L3", "L8.L5")}
    assert {row["outcome"] for row in steps.values()} == {"done"}
    assert {row["days"] for row in steps.values()} == {0}
    assert steps["L8.L2"]["act"] == "2017-01-20.zone-council"
    assert step(told, "C2", approval)["act"] == "2017-01-04.public-offering"


def test_the_order_of_2016_has_a_contradicting_and_a_weaker_source(real):
    """愛媛県 prints 28 January, the Kantei and the minister 29 January; 千葉市 only January."""
    rows = [
        row
        for row in audit(real)["findings"]
        if row["act"] == "2016-01-29.cabinet-order" and row["rule"] in ("F2", "F3")
    ]
    assert [(row["rule"], row["outcome"]) for row in rows] == [("F3", "weaker-source"), ("F2", "contradiction")]
    assert "平成28年1月28日" in rows[1]["message"] and "2016-01-29" in rows[1]["message"]


def test_articles_are_numbered_as_on_the_day_of_the_act(real):
    assert step(audit(real, "hiroshima-imabari"), "Z1")["article"] == "法2条5項"
    now = step(audit(real, "miyagi-kumamoto"), "Z1")
    assert now["article"] == "法2条6項" and "presumed" in now["certain"]


@pytest.mark.parametrize(
    ("day", "consent", "council"),
    [
        ("2022-10-01", "法8条9項", "法2条6項"),
        ("2023-08-31", "法8条9項", "法2条6項"),
        ("2023-09-01", "法8条10項", "法2条6項"),
    ],
)
def test_article_8_was_renumbered_later_than_article_2(day, consent, council):
    """The text of 2022-10-01 names the ministers' consent as 8条9項, that of 2024-04-01 the Council's opinion."""
    rules = {rule.name: rule for rule in RULES}
    assert rules["L6"].article(day).words == consent and rules["Z1"].article(day).words == council


def test_the_built_in_coverage_tells_missing_from_before_coverage(real, record_copy):
    """The Council is complete from its first sitting to its fifth; were the fourth silent, a policy had no opinion."""
    of = "2014-05-01.zone-policy"
    assert step(audit(real, "kansai-area"), "P2", of)["act"] == "2014-03-28.council-4"
    (fourth,) = [e.tree for e in read_file(EVENTS / "2014.yaml") if e.tree.get("id") == "2014-03-28.council-4"]
    silent = {key: value for key, value in fourth.items() if key != "id"}
    silent["effects"] = [effect for effect in fourth["effects"] if "policy" not in effect]
    with record_copy() as register:
        register.append({"correct": "2014-03-28.council-4", "reason": "区域方針の記載がない", "act": silent})
        told = audit(register, "kansai-area")
        assert step(told, "P2", of)["outcome"] == "missing" and told["open"] == 1
        assert step(audit(register, "aichi"), "P2")["outcome"] == "before-coverage"


def test_days_between_steps_stand_beside_the_median_of_the_other_zones(real):
    row = step(audit(real, "miyagi-kumamoto"), "P1")
    zones = {zone.zone for zone in real.zones().zones} - {"miyagi-kumamoto"}
    others = [step(audit(real, zone), "P1") for zone in sorted(zones)]
    known = sorted(each["days"] for each in others if each["outcome"] == "done" and each["days"] is not None)
    assert row["peers"] == len(known) and known[0] <= row["median"] <= known[-1]


def test_every_rule_has_a_finding_in_every_zone_and_keys_are_never_twice(real):
    told = audit(real)
    zones = {row["zone"] for row in told["summary"]}
    for zone in zones:
        assert {row["rule"] for row in told["findings"] if row["zone"] == zone} >= {
            rule.id for rule in RULES if rule.id[0] != "R"
        }
    keys = [row["key"] for row in told["findings"] if row["outcome"] != "not-applicable"]
    assert len(keys) == len(set(keys))


def test_a_promise_not_kept_is_overdue(real):
    rows = {row["act"] for row in audit(real)["findings"] if row["rule"] == "F1"}
    assert rows == {"2025.plan-approval-kumamoto", "2025-11-28.plan-approval"}


def test_known_gaps_in_a_numbered_series_are_told_as_coverage(real):
    row = next(row for row in audit(real)["findings"] if row["key"] == "N2/council")
    assert row["outcome"] == "before-coverage" and "第6回" in row["message"]


def test_without_the_council_a_designation_is_missing_it_only_where_the_series_is_complete(small):
    small.append(ORDER)
    assert step(audit(small, "z"), "Z1")["outcome"] == "before-coverage" and audit(small)["open"] == 0
    small.append(COVERED)
    assert step(audit(small, "z"), "Z1")["outcome"] == "missing" and audit(small)["open"] == 1


def test_a_zone_that_acts_only_mention_has_no_steps_and_is_no_mistake(small):
    """It has a chronology, and so a page; of a zone nobody mentions there is nothing to say."""
    small.append(act("notice", "announcement", published="2020-05-10", zones=["z"]))
    told = audit(small, "z")
    assert told["open"] == 0 and {row["rule"][0] for row in told["findings"]} <= {"F"}
    with pytest.raises(Usage, match="speaks of a zone named y"):
        audit(small, "y")


def test_a_council_after_the_cabinet_is_out_of_order(small):
    small.append([ORDER, {**COUNCIL, "held": "2020-05-11"}])
    row = step(audit(small, "z"), "Z1")
    assert (row["outcome"], row["act"]) == ("out-of-order", "council") and audit(small)["open"] == 1


def test_on_one_day_the_order_must_be_recorded_to_be_known(small):
    small.append([ORDER, {**COUNCIL, "held": "2020-05-10"}])
    assert step(audit(small, "z"), "Z1")["outcome"] == "same-day-order-unknown" and audit(small)["open"] == 0
    small.correct("council", {**COUNCIL, "held": "2020-05-10", "order": 1}, reason="議事次第")
    small.correct("order", {**ORDER, "order": 2}, reason="議事次第")
    assert step(audit(small, "z"), "Z1")["outcome"] == "done"


def test_overlapping_dates_are_possible(small):
    small.append([ORDER, {**COUNCIL, "held": "2020年5月"}])
    assert step(audit(small, "z"), "Z1")["outcome"] == "possible"


def test_each_endorsement_serves_one_decision(small):
    second = act(
        "change",
        "cabinet-order",
        {"zone": "z", "is": "area-changed", "add": ["04"]},
        decided="2021-05-10",
        enforced="2021-06-01",
    )
    small.append([COUNCIL, ORDER, second, COVERED])
    told = audit(small, "z")
    assert step(told, "Z1")["outcome"] == "done"
    policies = [
        act(f"p{n}", "zone-policy", {"policy": "z", "is": word}, decided=f"202{n}-07-01")
        for n, word in ((0, "decided"), (1, "amended"))
    ]
    small.append([*policies, act("c2", "council-meeting", {"policy": "z", "is": "endorsed"}, held="2020-06-20")])
    told = audit(small, "z")
    assert [step(told, "P2", name)["outcome"] for name in ("p0", "p1")] == ["done", "missing"]


def test_a_remark_on_its_key_answers_a_finding_by_name_and_reason(small):
    small.append([ORDER, COVERED])
    (row,) = [row for row in audit(small)["findings"] if row["outcome"] == "missing"]
    small.append({"remark": row["key"], "text": "議事要旨で了承を確認"}, recorded_by="auditor")
    told = audit(small)
    assert told["open"] == 0
    assert step(told, "Z1")["answered"] | {"recorded_at": ""} == {
        "by": "auditor",
        "text": "議事要旨で了承を確認",
        "recorded_at": "",
        "position": 3,
    }
    assert audit(small, known=2)["open"] == 1


def test_gaps_of_soft_preconditions_never_refuse_and_are_listed(small):
    small.append(
        act("approval", "plan-approval", {"plan": "z", "is": "approved"}, approved="2020-07-01"), accept_conflict="x"
    )
    small.append(ORDER)
    needs = {(row["needs"], row["outcome"]) for row in audit(small, "z")["gaps"] if row["act"] == "approval"}
    assert needs == {("policy.decided", "missing"), ("plan.agreed", "missing"), ("plan.applied", "missing")}


def test_an_act_recorded_long_after_its_day_by_a_register_already_kept_is_late(record_copy):
    import datetime

    with record_copy(datetime.datetime(2027, 3, 1, tzinfo=datetime.UTC)) as register:
        register.append(act("late", "council-meeting", held="2026-12-01", zones=["okinawa"]))
        (row,) = [row for row in audit(register)["findings"] if row["rule"] == "F6"]
        assert (row["act"], row["days"], row["outcome"]) == ("late", 90, "recorded-late")


def test_a_number_used_twice_is_named_with_both_acts(small):
    small.append(
        [
            act("a", "council-meeting", held="2020-01-01", number=1),
            act("b", "council-meeting", held="2020-02-01", number=1),
        ]
    )
    (row,) = [row for row in audit(small)["findings"] if row["rule"] == "N1"]
    assert "a, b" in row["message"]


def test_a_zone_nobody_recorded_is_refused(real):
    with pytest.raises(reformlog.Usage):
        audit(real, "atlantis")


def test_a_yearly_evaluation_is_asked_for_only_while_the_plan_was_approved(small):
    """CATALOGUE E1: each fiscal year with an approved plan; the year after the approval is the first, this one the
    last."""
    zone = {"zone": "z", "is": "designated"}
    plan = {"plan": "z", "projects": ["a"]}
    small.append(
        [
            act("order", "cabinet-order", zone, decided="2015-01-10", promulgated="2015-01-15", enforced="2015-02-01"),
            act("plan", "plan-approval", {**plan, "is": "approved"}, approved="2015-03-19"),
            act("evaluation", "evaluation", {"plan": "z", "is": "evaluated"}, evaluated="2015-12-01"),
            act("off", "plan-revocation", {"plan": "z", "is": "revoked"}, revoked="2017-05-01"),
            act("again", "plan-approval", {**plan, "is": "approved"}, approved="2020-06-01"),
        ]
    )
    small.append({"coverage": "evaluations", "complete-from": "2013-01-01"})
    rows = [row for row in audit(small, "z", "2022-06-01")["findings"] if row["key"].startswith("E1")]
    assert [(row["of_date"], row["outcome"]) for row in rows] == [
        ("2015年度", "done"),
        ("2016～2017年度", "missing"),
        ("2020～2021年度", "missing"),
    ]


@pytest.mark.parametrize(
    ("own", "says", "outcome"),
    [
        ("2024-06-04", "2024-06", ("F3", "weaker-source")),
        ("2024-06", "2024-06-04", ("F3", "sharper-source")),
        ("2024-06-01/2024-06-10", "2024-06-05/2024-06-20", ("F3", "overlapping-source")),
        ("2024-06-04", "2024-06-05", ("F2", "contradiction")),
        ("2024-06-04", "令和6年6月4日", None),
    ],
)
def test_a_source_is_vaguer_sharper_or_at_odds_with_the_date_of_its_act(small, own, says, outcome):
    source = {"title": "官報", "says": {"held": says}}
    small.append(act("hearing", "wg-hearing", held=own) | {"sources": [source]})
    rows = [(row["rule"], row["outcome"]) for row in audit(small)["findings"] if row["rule"] in ("F2", "F3")]
    assert rows == ([] if outcome is None else [outcome])
