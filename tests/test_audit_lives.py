"""audit: which step belongs to which decision, when steps are imprecise or old, and when a zone lives twice."""

from __future__ import annotations

from typing import Any

import pytest

import reformlog
from acts import act
from reformlog.queries.audit import audit


def order(name: str, word: str, day: str) -> dict[str, Any]:
    return act(name, "cabinet-order", {"zone": "z", "is": word}, decided=day, promulgated=day, enforced=day)


def council(name: str, entity: str, held: str) -> dict[str, Any]:
    return act(name, "council-meeting", {entity: "z", "is": "endorsed"}, held=held)


def policy(name: str, word: str, decided: str) -> dict[str, Any]:
    return act(name, "zone-policy", {"policy": "z", "is": word}, decided=decided)


@pytest.fixture
def register(tmp_path):
    with reformlog.open(tmp_path / "r.db", create=True) as made:
        made.append([{"coverage": subject, "complete-from": "2013-01-01"} for subject in ("council", "policy:z")])
        yield made


def found(register: Any, rule: str) -> dict[str, tuple[str, str | None]]:
    rows = audit(register.view(), "z", as_of="2024-01-01")["findings"]
    return {row["of"]: (row["outcome"], row["act"]) for row in rows if row["key"].startswith(rule + "/")}


LIVES_TWICE = [order("o1", "designated", "2014-05-01"), order("end", "cancelled", "2018-03-01")]
LIVES_TWICE += [order("o2", "designated", "2020-05-01")]


def test_a_decision_has_the_step_that_is_certain_and_leaves_the_doubtful_one_to_the_next(register):
    """The last step that may be before the first decision could serve it; one that surely is does."""
    register.append([order("o1", "designated", "2014-05-01"), policy("p1", "decided", "2015-06-01")])
    register.append([policy("p2", "amended", "2016-02-01"), council("sure", "policy", "2015-05-01")])
    register.append(council("vague", "policy", "2015年度"))
    assert found(register, "P2") == {"p1": ("done", "sure"), "p2": ("possible", "vague")}


@pytest.mark.parametrize(("held", "outcome"), [("2019-03-01", "done"), ("2014-06-01", "possible")])
def test_what_lies_years_before_a_decision_may_have_served_another(register, held, outcome):
    register.append([order("o1", "designated", "2014-05-01"), policy("p1", "decided", "2020-06-01")])
    register.append(council("c", "policy", held))
    assert found(register, "P2") == {"p1": (outcome, "c")}


def test_a_zones_policy_is_a_ground_of_its_plan_however_old(register):
    register.append([order("o1", "designated", "2014-05-01"), policy("p1", "decided", "2014-06-01")])
    register.append(act("a", "plan-approval", {"plan": "z", "is": "approved"}, approved="2022-06-01"))
    assert found(register, "L4") == {"a": ("done", "p1")}


def test_no_step_of_a_cancelled_zone_serves_the_zone_designated_anew(register):
    register.append([*LIVES_TWICE, policy("p1", "decided", "2015-06-01"), policy("p2", "decided", "2020-09-01")])
    register.append([council("c1", "policy", "2015-05-01"), council("left", "policy", "2018-02-01")])
    assert found(register, "P2") == {"p1": ("done", "c1"), "p2": ("missing", None)}


def test_each_designation_asks_for_a_policy_and_a_council_of_its_own_life(register):
    register.append([*LIVES_TWICE, policy("p2", "decided", "2020-09-01")])
    register.append(act("s", "zone-council", held="2014-07-01", numbers={"z": 1}))
    assert found(register, "P1") == {"o1": ("missing", None), "o2": ("done", "p2")}
    assert found(register, "C1") == {"o1": ("done", "s"), "o2": ("before-coverage", None)}


def test_a_plan_rests_on_the_policy_of_its_zones_own_life(register):
    register.append([*LIVES_TWICE, policy("p1", "decided", "2015-06-01")])
    register.append(act("a", "plan-approval", {"plan": "z", "is": "approved"}, approved="2020-06-01"))
    assert found(register, "L4") == {"a": ("missing", None)}
    (gap,) = [row for row in register.audit("z").gaps if (row["act"], row["needs"]) == ("a", "policy.decided")]
    assert gap["outcome"] == "missing"


def test_a_plan_approved_again_after_its_revocation_is_applied_for_again(register):
    plan = {"plan": "z"}
    register.append({"coverage": "plan-applications", "complete-from": "2013"})
    register.append(order("o1", "designated", "2014-05-01"))
    register.append(
        [
            act("ap", "plan-application", {**plan, "is": "applied"}, applied="2015-01-01"),
            act("ap2", "plan-application", {**plan, "is": "applied"}, applied="2015-09-01"),
            act("a", "plan-approval", {**plan, "is": "approved"}, approved="2015-02-01"),
            act("off", "plan-revocation", {**plan, "is": "revoked"}, revoked="2016-01-01"),
            act("again", "plan-approval", {**plan, "is": "approved"}, approved="2016-06-01"),
        ]
    )
    assert found(register, "L3") == {"a": ("done", "ap"), "again": ("missing", None)}


def test_two_dates_that_one_source_gives_otherwise_are_two_findings_answered_one_by_one(register):
    said = {"title": "県", "says": {"decided": "2014-04-01", "enforced": "2014-04-02"}}
    register.append({**order("o1", "designated", "2014-05-01"), "sources": [said]})

    def answers() -> dict[str, bool]:
        rows = audit(register.view(), "z")["findings"]
        return {row["key"]: row["answered"] is not None for row in rows if row["rule"] == "F2"}

    assert answers() == {"F2/o1/1": False, "F2/o1/1/enforced": False}
    register.append({"remark": "F2/o1/1/enforced", "text": "県の誤り"})
    assert answers() == {"F2/o1/1": False, "F2/o1/1/enforced": True}
    assert "remark-on-nothing" not in [finding.code for finding in register.check().findings]


def test_a_step_that_may_lie_before_the_cancellation_is_only_possibly_of_the_new_life(register):
    register.append([*LIVES_TWICE, policy("p2", "decided", "2020-05-09"), council("c", "policy", "2018")])
    assert found(register, "P2") == {"p2": ("possible", "c")}
    register.correct("end", order("end", "cancelled", "2018-06-01"), reason="官報による")
    register.correct("c", council("c", "policy", "2018-10-01"), reason="議事録による")
    assert found(register, "P2") == {"p2": ("done", "c")}


@pytest.mark.parametrize(("rule", "sort"), [("C2", "zone-council-members"), ("L1", "operators")])
def test_a_public_call_that_may_lie_before_the_cancellation_is_only_possibly_of_the_new_life(register, rule, sort):
    use = {"measure": "m", "zone": "z", "is": "included", "operators": ["甲社"]}
    call = act("call", "public-offering", opened="2018", zones=["z"], **{"for": sort})
    register.append([*LIVES_TWICE, call], accept_conflict="x")
    approval = act("a", "plan-approval", {"plan": "z", "is": "approved"}, use, approved="2020-05-09")
    register.append(approval, accept_conflict="x")
    assert found(register, rule) == {"a": ("possible", "call")}
    register.correct("call", {**call, "opened": "2018-10-01"}, reason="公告による")
    assert found(register, rule) == {"a": ("done", "call")}


def test_the_steps_of_an_audit_are_told_in_japanese_and_with_the_rule_they_repeat(register):
    register.append([order("o1", "designated", "2014-05-01"), order("end", "cancelled", "2018-03-01")])
    steps = {row["step"] for row in audit(register.view(), "z", as_of="2024-01-01")["findings"]}
    assert {"Z1 諮問会議の意見（政令の立案の前）", "ヒアリング（提案から措置まで）", "取消しの公示"} <= steps
    assert not [step for step in steps if step[0].islower()]


@pytest.mark.parametrize(
    ("designated", "approved", "outcome"),
    [
        ("2020-05-01", "2020-05-02", None),
        ("2020-05-01", "2020-05-01", "order-not-known"),
        ("2020-05", "2020-05-20", "order-not-known"),
        ("2020-05-01", "2018-02-28", None),  # in the life before
    ],
)
def test_the_designation_that_a_plan_needs_is_that_of_its_own_life(register, designated, approved, outcome):
    """Designated in 2014, cancelled in 2018: the designation of 2014 does not make that of 2020 any surer."""
    register.append([order("o1", "designated", "2014-05-01"), order("end", "cancelled", "2018-03-01")])
    register.append(order("o2", "designated", designated))
    register.append(act("a", "plan-approval", {"plan": "z", "is": "approved"}, approved=approved))
    gaps = [row["outcome"] for row in register.audit("z").gaps if row["needs"] == "zone.designated"]
    assert gaps == ([] if outcome is None else [outcome])


def plan(name: str, word: str, day: str, *more: dict[str, Any]) -> dict[str, Any]:
    kind, date = ("plan-revocation", "revoked") if word == "revoked" else ("plan-approval", "approved")
    return act(name, kind, {"plan": "z", "is": word}, *more, **{date: day})


def needed(register: Any, of: str, needs: str) -> list[str]:
    return [row["outcome"] for row in register.audit("z").gaps if (row["act"], row["needs"]) == (of, needs)]


@pytest.mark.parametrize(
    ("decided", "outcome", "gaps"), [("2014-06-01", "done", []), ("2017-01-01", "out-of-order", ["out-of-order"])]
)
def test_a_plan_approved_again_after_its_revocation_rests_on_the_same_policy(register, decided, outcome, gaps):
    """The revocation ends a life of the plan and none of the policy."""
    register.append([order("o1", "designated", "2014-05-01"), policy("p", "decided", decided)])
    register.append([plan("a", "approved", "2015-02-01"), plan("off", "revoked", "2016-01-01")])
    register.append(plan("again", "approved", "2016-06-01"))
    assert found(register, "L4") == dict.fromkeys(("a", "again"), (outcome, "p"))
    assert needed(register, "again", "policy.decided") == gaps


def test_that_no_policy_is_recorded_before_a_second_approval_is_missing_only_where_the_record_says_it_has_all(tmp_path):
    """Policies are complete from 2015-06; that of a zone designated in 2014 may have been decided before."""
    with reformlog.open(tmp_path / "r.db", create=True) as made:
        made.append({"coverage": "policy:z", "complete-from": "2015-06-01"})
        made.append([order("o1", "designated", "2014-05-01"), plan("a", "approved", "2015-02-01")])
        made.append([plan("off", "revoked", "2016-01-01"), plan("again", "approved", "2016-06-01")])
        assert found(made, "L4") == dict.fromkeys(("a", "again"), ("before-coverage", None))


@pytest.mark.parametrize(
    ("more", "outcome"),
    [
        ([], "missing"),
        ([plan("again", "approved", "2016-06-01")], "done"),
        ([act("other", "plan-approval", {"plan": "z/2", "is": "approved"}, approved="2015-03-01")], "done"),
    ],
)
def test_a_use_is_under_no_plan_that_was_revoked_before(register, more, outcome):
    """法11条: written into a plan in 2017, whose approval was revoked in 2016."""
    register.append({"coverage": "plan:z", "complete-from": "2014-01-01"})
    register.append([order("o1", "designated", "2014-05-01"), plan("a", "approved", "2015-02-01")])
    register.append([plan("off", "revoked", "2016-01-01"), *more])
    use = {"measure": "m", "zone": "z", "is": "included"}
    register.append(act("use", "plan-approval", use, approved="2017-01-01"))
    assert found(register, "M2")["use"][0] == outcome
    assert needed(register, "use", "plan.approved") == ([outcome] if outcome == "missing" else [])


@pytest.mark.parametrize("first", ["end", "over"])
@pytest.mark.parametrize(
    ("cancelled", "ended", "outcome"),
    [
        ("2018-03-31", "2018-03-31", ["order-not-known"]),
        ("2018-03", "2018-03-31", ["order-not-known"]),
        ("2018-03-01/2018-03-20", "2018-03", ["order-not-known"]),
        ("2018-03-31", "2018-03-30", []),
        ("2018-03-31", "2018-04-01", ["missing"]),
    ],
)
def test_of_which_life_an_effect_is_that_may_be_before_or_after_the_end_is_not_known_whichever_was_recorded_first(
    register, first, cancelled, ended, outcome
):
    """A use ends about when its zone was cancelled."""
    use = {"measure": "m", "zone": "z"}
    register.append(
        [order("o1", "designated", "2014-05-01"), plan("a", "approved", "2015-02-01", use | {"is": "included"})]
    )
    acts = [order("end", "cancelled", cancelled), act("over", "project-end", use | {"is": "ended"}, ended=ended)]
    register.append(acts if first == "end" else acts[::-1])
    assert needed(register, "over", "use.included") == outcome


def test_a_measure_of_the_menu_serves_a_use_in_whichever_life_of_the_zone(register):
    use = {"measure": "m", "zone": "z", "is": "included"}
    register.append([order("o1", "designated", "2014-05-01"), order("end", "cancelled", "2018-03")])
    register.append(act("law", "law", {"measure": "m", "is": "created"}, enforced="2014-04-01"))
    register.append(act("use", "plan-approval", use, approved="2018-03-15"))
    assert needed(register, "use", "measure.created") == []
    assert needed(register, "use", "plan.approved") == ["missing"]
