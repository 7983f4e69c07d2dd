"""audit: the statutory steps of each zone, on the real record and on small ones that keep or break a rule."""

from __future__ import annotations

import datetime
from importlib import import_module
from typing import Any

import pytest

import reformlog
from acts import act
from conftest import EVENTS
from reformlog.errors import Usage
from reformlog.events.articles import numbered
from reformlog.intake.reading import read_file
from reformlog.queries import states
from reformlog.queries.audit import audit as query
from reformlog.queries.audit.matching import relation
from reformlog.queries.due import due
from reformlog.queries.explain import explain
from reformlog.rules.steps import RULES

KIZUNA = ("miyagi-kumamoto", "fukushima-nagasaki")


def audit(register: Any, zone: str | None = None, as_of: str | None = None, known: Any = None) -> dict[str, Any]:
    return query(register.view(known), zone, as_of=as_of)


def step(told: dict[str, Any], rule: str, of: str | None = None) -> dict[str, Any]:
    rows = [row for row in told["findings"] if row["key"].split("/")[0] == rule and of in (None, row["of"])]
    assert len(rows) == 1, rows
    return rows[0]


ORDER = act(
    "order",
    "cabinet-order",
    {"zone": "z", "is": "designated"},
    decided="2020-05-10",
    promulgated="2020-05-15",
    enforced="2020-06-01",
)
COUNCIL = act("council", "council-meeting", {"zone": "z", "is": "endorsed"}, held="2020-05-01")
COVERED = {"coverage": "council", "complete-from": "2014-01-07"}


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


@pytest.mark.parametrize(
    ("words", "then"),
    [
        ("法2条6項、30条1項1号", "法2条5項、30条1項1号"),
        ("法2条1項・6項", "法2条1項・5項"),
        ("法8条1項、8条8項1号", "法8条1項、8条7項1号"),
        ("法8条3項", "法8条3項"),
        ("法30条1項・8項、令8条8項", "法30条1項・8項、令8条8項"),
        ("憲法73条6号", "憲法73条6号"),
    ],
)
def test_an_article_of_today_is_told_with_the_numbers_of_its_day(words, then):
    """Paragraph by paragraph, those that moved only."""
    assert (numbered(words, "2016-03-10"), numbered(words, "2024-04-01")) == (then, words)


def test_every_answer_about_acts_of_2016_names_the_articles_of_2016(small):
    """SEMANTICS §4: a rule names its article with the days on which that number was right."""
    order = ORDER | {"decided": "2016-02-01", "promulgated": "2016-02-01", "enforced": "2016-02-01"}
    changed = act("r", "cabinet-order", {"zone": "z", "is": "area-changed", "add": ["07"]}, enforced="2016-05-10")
    twice = [act(f"a{n}", "plan-approval", PLAN, approved=f"2016-0{n}-10") for n in (3, 4)]
    small.append([order, agreed("2016-03-01"), *twice, changed], accept_conflict="x")
    told = audit(small, "z")
    assert step(told, "L6", "a3")["article"] == "法8条9項" and step(told, "Z6.Z1")["article"] == "法2条5項、10条3項"
    assert {row["article"] for row in told["gaps"]} == {"法8条1項・7項", "法2条5項"}
    acts = {(row["act"], row["outcome"]): row["article"] for row in explain(small.view(), "plan:z")["acts"]}
    assert acts["agreed", "took-effect"] == "法8条6項" and acts["a3", "took-effect"] == "法8条7項"
    assert acts["a4", "conflict"] == "法8条7項、9条1項"
    conflicts = states.states(small.view(), "zones")["conflicts"]
    assert [row["article"] for row in conflicts if row["act"] == "a4"] == ["法8条7項、9条1項"]


def test_the_built_in_coverage_tells_missing_from_before_coverage(real, record_copy):
    """The Council is complete from first sitting to twelfth; were the fourth silent, a policy had no opinion."""
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
    known = sorted(row["days"] for row in others if row["outcome"] == "done" and row["days"] is not None)
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
    assert row["outcome"] == "before-coverage" and "第46回" in row["message"] and "第6回" not in row["message"]


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


PLAN = {"plan": "z", "is": "approved"}
DESIGNATED = act(
    "d", "cabinet-order", {"zone": "z", "is": "designated"}, decided="2022-01-01", promulgated="2022-01-02"
) | {"enforced": "2022-01-03"}
APPROVED = act("approval", "plan-approval", PLAN, approved="2023-06-01")
APPLIED = act("applied", "plan-application", {"plan": "z", "is": "applied"}, applied="2023-05-01")


def agreed(day: str, name: str = "agreed") -> dict[str, Any]:
    return act(name, "zone-council", {"plan": "z", "is": "agreed"}, held=day)


@pytest.mark.parametrize(("day", "outcome"), [("2023-04-30", "done"), ("2023-05-10", "out-of-order")])
def test_a_plan_is_agreed_before_it_is_applied_for_and_not_only_before_it_is_approved(small, day, outcome):
    """CATALOGUE L2: ≤ plan.applied."""
    small.append([DESIGNATED, APPLIED, APPROVED, agreed(day)])
    row = step(audit(small, "z"), "L2")
    assert (row["outcome"], row["act"], row["of"]) == (outcome, "agreed", "approval")
    assert "Held against applied of 2023-05-01" in row["message"]


def test_a_change_too_is_agreed_before_its_own_application(small):
    change = act("change", "plan-approval", PLAN | {"is": "change-approved"}, approved="2024-06-01")
    again = act("again", "plan-application", {"plan": "z", "is": "applied"}, applied="2024-05-01")
    small.append([DESIGNATED, APPLIED, APPROVED, agreed("2023-04-30"), change, again, agreed("2024-05-02", "late")])
    told = audit(small, "z")
    assert [step(told, rule)["outcome"] for rule in ("L2", "L8.L2")] == ["done", "out-of-order"]


def test_without_an_application_an_agreement_is_held_against_the_approval(small):
    small.append([DESIGNATED, APPROVED, agreed("2023-05-10")])
    row = step(audit(small, "z"), "L2")
    assert (row["outcome"], row["days"], row["message"]) == ("done", 22, "Found, in order.")


def test_an_opinion_on_the_first_plan_serves_no_change_of_it(small):
    """One step for each decision, also where the first decision and its changes are asked about by two rules."""
    change = act("change", "plan-approval", PLAN | {"is": "change-approved"}, approved="2024-06-01")
    opinion = act("opinion", "council-meeting", {"plan": "z", "is": "endorsed"}, held="2023-05-20")
    small.append([DESIGNATED, APPROVED, change, opinion])
    told = audit(small, "z")
    assert [step(told, rule)["outcome"] for rule in ("L5", "L8.L5")] == ["done", "not-applicable"]


@pytest.mark.parametrize(("day", "outcome"), [("2023-04-30", "done"), ("2023-05-10", "out-of-order")])
@pytest.mark.parametrize(("rule", "sort"), [("C2", "zone-council-members"), ("L1", "operators")])
def test_a_public_call_comes_before_the_agreement_that_names_the_operators(small, rule, sort, day, outcome):
    """CATALOGUE C2, L1: ≤ plan.agreed."""
    use = {"measure": "m", "zone": "z", "is": "included", "operators": ["甲社"]}
    call = act("call", "public-offering", opened=day, zones=["z"]) | {"for": sort}
    approval = APPROVED | {"effects": [PLAN, use]}
    small.append([DESIGNATED, agreed("2023-05-01"), approval, call], accept_conflict="x")
    assert step(audit(small, "z"), rule)["outcome"] == outcome


def test_a_council_after_two_decisions_is_out_of_order_for_the_nearer(small):
    """53 days after the policy and 13 after its amendment: the amendment is what it came too late for."""
    policies = [
        act("p1", "zone-policy", {"policy": "z", "is": "decided"}, decided="2023-04-07"),
        act("p2", "zone-policy", {"policy": "z", "is": "amended"}, decided="2023-05-17"),
    ]
    council = act("c", "council-meeting", {"policy": "z", "is": "endorsed"}, held="2023-05-30")
    small.append([DESIGNATED, *policies, council, {"coverage": "council", "complete-from": "2013-01-01"}])
    told = audit(small, "z")
    rows = [step(told, "P2", name) for name in ("p1", "p2")]
    assert [(row["outcome"], row["act"]) for row in rows] == [("missing", None), ("out-of-order", "c")]


def zone_policy(day: str, name: str = "p") -> dict[str, Any]:
    return act(name, "zone-policy", {"policy": "z", "is": "decided"}, decided=day)


def first_sitting(day: str, number: int = 1) -> dict[str, Any]:
    return act(f"sitting-{number}", "zone-council", held=day, numbers={"z": number})


@pytest.mark.parametrize(
    ("enforced", "decided", "as_of", "outcome"),
    [
        ("2022年4月", "2022-04-11", None, "possible"),
        ("2022年4月", "2022-05-11", None, "done"),
        ("2022-01-03", "2022年", "2022-06-01", "possible"),
        ("2022-01-03", "2022-02-01/2022-12-31", "2022-06-01", "possible"),
        ("2022-01-03", "2022-02-01/2022-12-31", "2022-12-31", "done"),
    ],
)
def test_a_policy_is_done_only_if_it_certainly_followed_the_designation_by_the_day(
    small, enforced, decided, as_of, outcome
):
    """CATALOGUE P1: ≥ designated; done is certain, possible is that intervals overlap."""
    small.append([DESIGNATED | {"enforced": enforced}, zone_policy(decided)], accept_conflict="x")
    assert step(audit(small, "z", as_of), "P1")["outcome"] == outcome


def test_a_first_sitting_that_may_lie_before_the_designation_is_possible(small):
    small.append([DESIGNATED, first_sitting("2022-01")])
    row = step(audit(small, "z"), "C1")
    assert (row["outcome"], row["act"], row["days"]) == ("possible", "sitting-1", None)


@pytest.mark.parametrize("more", [[], [first_sitting("2022-02-01", 2)]])
def test_a_first_sitting_before_the_designation_is_out_of_order_and_not_unrecorded(small, more):
    """CATALOGUE C1: ≥ designated."""
    small.append([DESIGNATED, first_sitting("2021-12-01"), *more])
    row = step(audit(small, "z"), "C1")
    assert (row["outcome"], row["act"], row["days"]) == ("out-of-order", "sitting-1", -33)


@pytest.mark.parametrize(("day", "outcome"), [("2022-03-01", "done"), ("2022-05-01", "out-of-order")])
def test_the_council_of_a_zone_sits_before_it_agrees_on_a_plan(small, day, outcome):
    """CATALOGUE C1: ≤ plan.agreed."""
    small.append([DESIGNATED, first_sitting(day), agreed("2022-04-01")])
    assert step(audit(small, "z"), "C1")["outcome"] == outcome


def test_of_sittings_without_the_first_it_is_said_that_it_is_not_recorded(small):
    small.append([DESIGNATED, first_sitting("2022-02-01", 2)])
    row = step(audit(small, "z"), "C1")
    assert row["outcome"] == "before-coverage" and "第2回" in row["message"]


def test_an_evaluation_of_an_uncertain_year_is_possible_in_each(small):
    approval = APPROVED | {"approved": "2022-05-01"}
    evaluation = act("e", "evaluation", {"plan": "z", "is": "evaluated"}, evaluated="2024-03-01/2024-05-01")
    small.append([DESIGNATED, approval, evaluation, {"coverage": "evaluations", "complete-from": "2013-01-01"}])
    told = audit(small, "z", "2025-05-01")
    rows = [row for row in told["findings"] if row["rule"] == "E1"]
    assert [(row["of_date"], row["outcome"], row["act"]) for row in rows] == [
        ("2023年度", "possible", "e"),
        ("2024年度", "possible", "e"),
    ]


@pytest.mark.parametrize(
    ("rule", "fields", "outcome"),
    [
        ("Z3", {"decided": "2022-01-01", "promulgated": None}, "possible"),
        ("Z3", {"decided": "2022-01-02", "promulgated": "2022-01-02"}, "done"),
        ("Z3", {"decided": "2022年1月", "promulgated": "2022年1月", "enforced": "2022年1月"}, "possible"),
        ("Z4", {"decided": "2022年1月", "promulgated": "2022年1月", "enforced": "2022年1月"}, "possible"),
        ("Z4", {"promulgated": "2022-01-03"}, "done"),
    ],
)
def test_two_dates_of_an_order_are_in_order_only_where_both_are_known_and_do_not_overlap(small, rule, fields, outcome):
    order = {key: value for key, value in (DESIGNATED | fields).items() if value is not None}
    small.append(order)
    assert step(audit(small, "z"), rule)["outcome"] == outcome


@pytest.mark.parametrize(("day", "outcome"), [("2023-05", "possible"), ("2023-05-10", "done")])
def test_consent_approval_and_notice_of_one_month_are_in_a_possible_order_of_one_day_in_an_allowed_one(
    small, day, outcome
):
    small.append([DESIGNATED, APPROVED | {"consented": day, "approved": day, "published": day}])
    told = audit(small, "z")
    assert [step(told, rule)["outcome"] for rule in ("L6", "L7")] == [outcome, outcome]


USE = {"measure": "m", "zone": "z", "is": "included"}


def gap(told: dict[str, Any], of: str, needs: str) -> str | None:
    rows = [row["outcome"] for row in told["gaps"] if (row["act"], row["needs"]) == (of, needs)]
    return rows[0] if rows else None


def test_a_standing_ground_found_only_later_is_out_of_order_however_much_later(small):
    """A measure is created and a policy decided once: what is late prepares no other decision, as an opinion may."""
    small.append([DESIGNATED, APPROVED | {"effects": [PLAN, USE]}, zone_policy("2023-09-10")], accept_conflict="x")
    small.append(act("law", "law", {"measure": "m", "is": "created"}, enforced="2023-08-10"))
    small.append([APPLIED | {"applied": "2023-10-01"}], accept_conflict="x")
    told = audit(small, "z")
    assert [step(told, rule)["outcome"] for rule in ("M1", "L4")] == ["out-of-order"] * 2
    assert gap(told, "approval", "measure.created") == gap(told, "approval", "policy.decided") == "out-of-order"
    assert gap(told, "approval", "plan.applied") == "missing"


def test_a_use_included_by_the_approving_act_stands_in_the_plan_whichever_date_of_it_carries_the_use(small):
    """CATALOGUE M2: same act as, or after, plan.approved."""
    approval = APPROVED | {"consented": "2023-05-20", "effects": [PLAN, USE | {"at": "consented"}]}
    small.append([DESIGNATED, approval], accept_conflict="x")
    told = audit(small, "z")
    assert step(told, "M2")["outcome"] == "done" and gap(told, "approval", "plan.approved") is None


def test_a_use_may_rest_on_any_plan_of_its_zone(small):
    small.append([DESIGNATED, APPROVED | {"effects": [PLAN | {"plan": "z/2"}]}], accept_conflict="x")
    small.append(act("more", "plan-approval", USE, approved="2023-07-01"), accept_conflict="x")
    told = audit(small, "z")
    assert step(told, "M2")["outcome"] == "done" and gap(told, "more", "plan.approved") is None


def test_each_use_is_held_against_a_few_plans_not_against_every_one(small, monkeypatch):
    """A zone of thousands of uses and changes of its plan is audited while a reader waits."""
    held = []

    def counting(step, to):
        held.append(step)
        return relation(step, to)

    for module in ("gaps", "steps"):
        monkeypatch.setattr(import_module(f"reformlog.queries.audit.{module}"), "relation", counting)
    days = [f"2023-{month:02}-{day:02}" for month in (8, 9) for day in range(1, 21)]
    changes = [
        act(f"c{day}", "plan-approval", PLAN | {"is": "change-approved"}, USE | {"measure": f"m{day}"}, approved=day)
        for day in days
    ]
    small.append([DESIGNATED, APPROVED, *changes], accept_conflict="x")
    told = audit(small, "z")
    assert sum(row["rule"] == "M2" and row["outcome"] == "done" for row in told["findings"]) == len(days)
    assert len(held) < 10 * len(days)


@pytest.mark.parametrize(
    ("since", "outcome"),
    [("2023-09-01", "before-coverage"), ("2022-01-04", "before-coverage"), ("2022-01-03", "missing")],
)
def test_a_first_decision_lacks_a_step_only_where_the_series_is_complete_since_the_step_could_be_taken(
    small, since, outcome
):
    """The Council may have sat a day before the series begins; on a policy it can sit since its zone was designated."""
    small.append([DESIGNATED, zone_policy("2023-09-05"), {"coverage": "council", "complete-from": since}])
    assert step(audit(small, "z"), "P2")["outcome"] == outcome


@pytest.mark.parametrize(("since", "outcome"), [("2022-01-04", "before-coverage"), ("2022-01-03", "missing")])
def test_of_a_plan_a_call_its_policy_and_its_approval_too(small, since, outcome):
    use = USE | {"operators": ["甲社"]}
    series = ("zone-council:z", "plan-applications", "public-offerings", "policy:z", "plan:z")
    small.append([DESIGNATED, APPROVED | {"effects": [PLAN, use]}], accept_conflict="x")
    small.append([{"coverage": name, "complete-from": since} for name in series])
    told = audit(small, "z")
    assert {step(told, rule)["outcome"] for rule in ("L1", "L2", "L3", "L4", "C2")} == {outcome}


@pytest.mark.parametrize(
    "effect",
    [
        {"measure": "m", "is": "heard"},
        {"proposal": "p", "is": "heard"},
    ],
)
def test_the_hearing_of_a_proposal_is_the_hearing_of_the_measure_it_asks_for(small, effect):
    """CATALOGUE M3: proposal.heard, measure.adopted."""
    asked = {"measure": "m", "is": "proposed", "proposal": "p"}
    small.append(
        [
            DESIGNATED,
            act("proposal", "proposal", {"proposal": "p", "is": "submitted"}, asked, submitted="2022-01-05"),
            act("hearing", "wg-hearing", effect, held="2022-02-01"),
            act("law", "law", {"measure": "m", "is": "created"}, enforced="2023-04-01"),
            APPROVED | {"effects": [PLAN, USE]},
            {"coverage": "wg-hearings", "complete-from": "2013-01-01"},
        ]
    )
    row = step(audit(small, "z"), "M3.heard")
    assert (row["outcome"], row["act"]) == ("done", "hearing")


@pytest.mark.parametrize(("kind", "outcome"), [("council-meeting", "done"), ("zone-council", "before-coverage")])
def test_the_evaluation_of_a_zone_is_the_councils(small, kind, outcome):
    """CATALOGUE E2: council-meeting: zone.evaluated."""
    small.append([DESIGNATED, act("e", kind, {"zone": "z", "is": "evaluated"}, held="2022-06-01")])
    assert step(audit(small, "z", "2023-06-01"), "E2")["outcome"] == outcome


SECOND = PLAN | {"plan": "z/2"}


def keys(told: dict[str, Any], rule: str) -> dict[str, str]:
    rows = [row for row in told["findings"] if row["key"].split("/")[0] == rule]
    assert len(rows) == len({row["key"] for row in rows})
    return {row["key"]: row["outcome"] for row in rows}


def test_two_plans_approved_by_one_act_are_two_findings_and_a_remark_answers_one(small):
    covered = {"coverage": "plan-applications", "complete-from": "2014-01-01"}
    small.append([DESIGNATED, APPLIED, APPROVED | {"effects": [PLAN, SECOND]}, covered], accept_conflict="x")
    told = audit(small, "z")
    assert keys(told, "L3") == {"L3/z/approval": "done", "L3/z/2/approval": "missing"}
    assert [row["entity"] for row in told["findings"] if row["rule"] == "L3"] == ["z", "z/2"]
    small.append({"remark": "L3/z/approval", "text": "確認した"})
    assert audit(small, "z")["open"] == 1
    small.append({"remark": "L3/z/2/approval", "text": "照会中"})
    assert audit(small, "z")["open"] == 0


def test_the_key_of_the_only_plan_names_the_zone_whatever_the_name_of_the_plan(small):
    small.append([DESIGNATED, APPROVED | {"effects": [PLAN | {"plan": "other", "zone": "z"}]}], accept_conflict="x")
    assert list(keys(audit(small, "z"), "L3")) == ["L3/z/approval"]


def test_an_order_that_changes_a_zone_and_ends_it_asks_for_each_step_once(small):
    effects = [{"zone": "z", "is": "area-changed", "add": ["04"]}, {"zone": "z", "is": "cancelled"}]
    small.append([DESIGNATED, act("order", "cabinet-order", *effects, decided="2023-01-05", enforced="2023-02-01")])
    assert list(keys(audit(small, "z"), "Z6.Z1")) == ["Z6.Z1/z/order"]


def test_members_are_called_for_once_for_all_uses_of_an_act(small):
    uses = [USE | {"measure": name, "operators": ["甲社"]} for name in ("m", "n")]
    small.append([DESIGNATED, APPROVED | {"effects": [PLAN, *uses]}], accept_conflict="x")
    assert list(keys(audit(small, "z"), "C2")) == ["C2/z/approval"]
    assert list(keys(audit(small, "z"), "M1")) == ["M1/m@z/approval", "M1/n@z/approval"]


def test_each_plan_of_a_zone_is_evaluated_each_year(small):
    """CATALOGUE E1: each fiscal year with an approved plan."""
    approval = APPROVED | {"approved": "2022-05-01", "effects": [PLAN, SECOND]}
    evaluation = act("e", "evaluation", {"plan": "z", "is": "evaluated"}, evaluated="2023-06-01")
    small.append([DESIGNATED, approval, evaluation, {"coverage": "evaluations", "complete-from": "2014-01-01"}])
    told = audit(small, "z", "2025-05-01")
    assert keys(told, "E1") == {"E1/z/2023": "done", "E1/z/2024": "missing", "E1/z/2/2023": "missing"}


@pytest.mark.parametrize(
    ("day", "overdue"),
    [
        ("2023-04-30", []),
        ("2023-06-01", []),
        ("2023-06-15", ["F1/a/1"]),
        ("2023-06-30", ["F1/a/1"]),
        ("2023-07-01", []),
    ],
)
def test_a_promise_is_overdue_until_the_day_of_the_act_that_keeps_it_as_due_says(small, day, overdue):
    small.append(act("a", "announcement", published="2023-05-01", expects=[{"text": "X", "date": "2023-06-01"}]))
    small.append(act("late", "announcement", published="2024-05-01", expects=[{"text": "Y", "date": "2023-03-01"}]))
    small.append(act("m", "announcement", published="2023-07-01", meets=["a"]))
    told = [row["key"] for row in audit(small, as_of=day)["findings"] if row["rule"] == "F1"]
    assert told == overdue == [f"F1/{row['act']}/1" for row in due(small.view(), end=day)["overdue"]]
