"""With `--zone`: rows, effects and acts of one zone, as known then; later acts change nothing of it."""

from __future__ import annotations

from typing import Any

import pytest

import reformlog
from acts import act
from reformlog.formats.sentences import japanese
from reformlog.queries.history import log
from reformlog.queries.search import search

ORDER = act("order", "cabinet-order", {"zone": "za", "is": "designated"}, enforced="2020-02-01")
PLAN = act("plan", "plan-approval", {"plan": "px", "zone": "za", "is": "approved"}, approved="2020-02-02")
CHANGE = act("change", "plan-approval", {"plan": "px", "is": "change-approved"}, approved="2020-02-05")


@pytest.fixture
def register(tmp_path):
    with reformlog.open(tmp_path / "r.db", create=True) as made:
        yield made


def test_an_effect_of_a_plan_that_no_act_has_bound_yet_is_of_the_zone_in_its_id(register):
    """Published and not approved on a known day: pending, before and after the plan is known otherwise."""
    register.append([ORDER, act("u", "plan-approval", {"plan": "za", "is": "approved"}, published="2020-02-14")])

    def pending(zone: str, known: int | None = None) -> list[str]:
        return [row.act for row in register.zones("2020-02-20", known, zone=zone).pending]

    assert pending("za") == ["u"] and pending("zb") == []
    register.append(act("v", "plan-application", {"plan": "za", "is": "applied"}, applied="2020-02-03"))
    assert pending("za", 2) == pending("za") == ["u"]
    register.withdraw("v", reason="別の区域")
    assert pending("za") == ["u"]


def test_what_binds_a_plan_later_changes_no_answer_given_before(register):
    register.append([ORDER, CHANGE], accept_conflict="例")
    register.append(act("w", "plan-application", {"plan": "px", "zone": "zc", "is": "applied"}, applied="2020-02"))

    def conflicts(known: int | None) -> list[str]:
        return [row.act for row in register.zones("2020-03-10", known, zone="zc").conflicts]

    assert conflicts(2) == [] and conflicts(3) == ["change"]
    register.withdraw("w", reason="取り違え")
    assert conflicts(None) == []


def test_a_plan_learned_to_be_of_another_zone_is_a_difference_of_both(register):
    register.append([ORDER, act("other", "cabinet-order", {"zone": "zb", "is": "designated"}, enforced="2020-02-01")])
    register.append(act("a", "plan-approval", {"plan": "za", "is": "approved"}, approved="2020-03-01"))
    register.append(act("b", "zone-council", {"plan": "za", "zone": "zb", "is": "agreed"}, held="2020-02-10"))
    for zone in ("za", "zb"):
        told = register.diff(as_of="2020-04-01", known=(3, 4), zone=zone)
        (change,) = told.changes
        assert (change.id, change.field, change.before, change.after) == ("za", "zone", "za", "zb")
        assert [event["act"] for event in told.events] == ["b"]
    assert register.diff(as_of="2020-04-01", known=(3, 4), zone="zc").changes == []


def test_an_event_that_took_an_act_away_from_a_zone_is_among_those_from_which_was_learned_of_it(register):
    """Also where only the act behind its state became another: withdrawn, or corrected to one of another zone."""
    first, second = (
        act(name, "council-meeting", {"zone": "za", "is": "endorsed"}, held=day)
        for name, day in (("first", "2020-01-01"), ("second", "2020-01-02"))
    )
    register.append([first, second])
    register.correct("first", {**first, "effects": [{"zone": "zb", "is": "endorsed"}]}, reason="別の区域")
    register.correct("first", first, reason="元のとおり")
    register.withdraw("first", reason="取り違え")
    for one, other in ((2, 3), (4, 5)):
        told = register.diff(as_of="2020-02-01", known=(one, other), zone="za")
        assert told.changes == [] and [event["act"] for event in told.events] == ["first"]


def test_the_log_lists_what_took_an_act_away_from_what_is_asked_for(register):
    """A correction to an act of another zone or kind, or on another day: who asks is not to take it for so still."""
    meeting = act("m", "council-meeting", {"zone": "za", "is": "endorsed"}, held="2020-01-10")
    panel = act("m", "expert-panel", {"zone": "zb", "is": "candidate"}, held="2021-01-10")
    register.append(meeting)
    register.correct("m", panel, reason="取り違え")
    register.withdraw("m", reason="専門調査会でもない")
    view = register.view()
    for was, now in (
        ({"zone": "za"}, {"zone": "zb"}),
        ({"kind": "council-meeting"}, {"kind": "expert-panel"}),
        ({"end": "2020-12-31"}, {"start": "2021-01-01"}),
        ({"zone": "za", "kind": "council-meeting", "end": "2020-12-31"}, {"zone": "zb", "kind": "expert-panel"}),
    ):
        listed = [[row["position"] for row in log(view, **asked)["events"]] for asked in (was, now)]
        assert listed == [[1, 2], [2, 3]]
    assert log(view, zone="za", kind="expert-panel")["events"] == []


def test_the_chronology_of_several_zones_has_every_act_of_each(register):
    register.append([ORDER, PLAN, CHANGE])
    alone = [row.act for row in register.chronology("za")]
    assert alone == [row.act for row in register.chronology("za", "zb")] == ["order", "plan", "change"]


def test_a_day_of_its_own_needs_no_digit(register):
    register.append(act("law", "law", {"measure": "m", "is": "created", "at": "令和元年度"}, enforced="2020-06-01"))
    (row,) = register.measures("2020-04-01").measures
    assert (row.since, row.status) == ("令和元年度", "created")


def test_a_proposal_is_of_the_zone_whose_chronology_shows_an_act_about_it(register):
    effect = {"proposal": "p-2020", "is": "submitted", "by": "市"}
    register.append([ORDER, act("prop", "proposal", effect, submitted="2020-03-01", zones=["za"])])
    asked = {
        zone: [row.proposal for row in register.proposals("2020-04-01", zone=zone).proposals] for zone in ("za", "zb")
    }
    assert asked == {"za": ["p-2020"], "zb": []}


def test_a_call_of_unknown_opening_is_of_its_zone_along_the_day_it_closed_and_among_what_is_pending(register):
    """Its effect is on no day: on the axis of what closed it has one, and until then it is what may still come."""
    call = act("call", "proposal-call", {"call": "c", "is": "opened"}, closed="2020-03-01", zones=["za"])
    register.append([ORDER, call])
    asked = {zone: register.proposals("2020-04-01", axis="closed", zone=zone).proposals for zone in (None, "za", "zb")}
    assert [(row.call, row.status) for row in asked["za"]] == [("c", "opened")]
    assert (asked["za"], asked["zb"]) == (asked[None], [])
    pending = {zone: register.proposals("2020-04-01", zone=zone).pending for zone in (None, "za", "zb")}
    assert [(entry.act, entry.call) for entry in pending["za"]] == [("call", "c")]
    assert (pending["za"], pending["zb"]) == (pending[None], [])


def test_an_area_is_of_a_prefecture_that_there_is(register):
    for code in ("00", "48", "99", "99123"):
        with pytest.raises(reformlog.Refused):
            register.append(
                act("o", "cabinet-order", {"zone": "z", "is": "designated", "areas": [code]}, enforced="2020")
            )


STRAY = act(
    "stray", "plan-approval", {"plan": "px", "zone": "zb", "is": "change-approved"}, approved="2020-02-06", order=1
)


def test_an_act_about_a_zones_plan_is_the_zones_whatever_zone_it_names(register):
    """It stands with the zone the plan is bound to, and with the one it names, and `check` says that they differ."""
    register.append([ORDER, PLAN, CHANGE, STRAY])
    shown = {zone: [row.act for row in register.chronology(zone)] for zone in ("za", "zb")}
    assert shown == {"za": ["order", "plan", "change", "stray"], "zb": ["stray"]}
    listed = {zone: [row["act"] for row in log(register.view(), zone=zone)["events"]] for zone in ("za", "zb")}
    assert listed == shown
    findings = {found.code: found.acts for found in register.check().findings}
    assert findings == {"plan-elsewhere": ["stray"], "never-introduced": ["stray"]}  # nothing designates zb


def test_check_names_the_act_that_bound_a_plan_which_another_act_tells_of_another_zone(register):
    register.append([ORDER, PLAN, CHANGE, STRAY])
    (found,) = [found for found in register.check().findings if found.code == "plan-elsewhere"]
    assert found.message == "stray tells the plan px of the zone zb; plan bound it to za."
    assert japanese(found.message) == "stray は区域計画 px を区域 zb のものとするが、plan により za のものである。"


def test_an_act_that_names_no_day_binds_no_plan_and_check_says_so(register):
    """What took place on no known day comes first in no order; the plan keeps the zone in its id."""
    undated = act("undated", "plan-approval", {"plan": "za", "zone": "zb", "is": "approved"}, published="2020-02-06")
    register.append([ORDER, undated])
    (found,) = [found for found in register.check().findings if found.code == "plan-elsewhere"]
    assert found.message == "undated tells the plan za of the zone zb on no day, and so the id binds it to za."
    assert "id により za" in (japanese(found.message) or "")
    register.append(act("dated", "plan-application", {"plan": "za", "zone": "za", "is": "applied"}, applied="2020-03"))
    (found,) = [found for found in register.check().findings if found.code == "plan-elsewhere"]
    assert found.message == "undated tells the plan za of the zone zb; dated bound it to za."


def test_an_act_about_a_plan_on_no_day_stands_with_the_zone_the_plan_is_bound_to(register):
    """And with the one it names: first with the zone in the plan's id, then with the one another act binds it to."""
    undated = act("undated", "plan-approval", {"plan": "za", "zone": "zb", "is": "approved"}, published="2020-02-06")

    def shown(known: int | None = None) -> list[str]:
        held = {zone: [row.act for row in register.chronology(zone, as_known=known)] for zone in ("za", "zb", "zc")}
        return [zone for zone, acts in held.items() if "undated" in acts]

    register.append([ORDER, undated])
    assert shown() == ["za", "zb"]
    register.append(act("dated", "plan-application", {"plan": "za", "zone": "zc", "is": "applied"}, applied="2020-03"))
    assert shown() == ["zb", "zc"] and shown(2) == ["za", "zb"]
    register.correct("undated", {**undated, "approved": "2020-02-05"}, reason="認定の日", accept_conflict="例")
    assert shown() == ["zb"]


def test_an_act_on_no_day_that_names_the_zone_in_a_plans_id_stands_with_the_one_the_plan_is_bound_to_as_well(register):
    undated = act("undated", "plan-approval", {"plan": "za", "zone": "za", "is": "approved"}, published="2020-02-06")
    bound = act("bound", "plan-application", {"plan": "za", "zone": "zb", "is": "applied"}, applied="2020-03")
    register.append([ORDER, undated, bound])
    held = {zone: [row.act for row in register.chronology(zone)] for zone in ("za", "zb")}
    assert held == {"za": ["order", "undated"], "zb": ["undated", "bound"]}


def test_a_call_decided_beside_a_plan_is_that_of_the_zone_the_plan_is_bound_to(register):
    """The sitting names no zone; its row stands with zb, whose the plan is, and not with za, as the plan is called."""
    bound = act("bound", "plan-application", {"plan": "za", "zone": "zb", "is": "applied"}, applied="2020-02-03")
    effects = ({"plan": "za", "is": "endorsed"}, {"call": "c", "is": "decided"})
    register.append([ORDER, bound, act("sitting", "council-meeting", *effects, held="2020-02-04")])
    assert [row.act for row in register.chronology("zb")] == ["bound", "sitting"]
    calls = {zone: [row.call for row in register.proposals("2020-04-01", zone=zone).proposals] for zone in ("za", "zb")}
    assert calls == {"za": [], "zb": ["c"]}


def test_an_act_about_a_plan_bound_to_another_zone_is_not_the_zones_in_its_id(register):
    """`za` is the plan of `zb`, for its first effect says so; what names `za` beside it is `za`'s as well."""
    first = act("first", "plan-application", {"plan": "za", "zone": "zb", "is": "applied"}, applied="2020-02-03")
    silent = act("silent", "plan-minor-change", {"plan": "za", "is": "minor-changed"}, made="2020-02-04")
    naming = act("naming", "plan-minor-change", {"plan": "za", "is": "minor-changed"}, made="2020-02-05", zones=["za"])
    register.append([ORDER, first, silent, naming], accept_conflict="例")
    shown = {zone: [row.act for row in register.chronology(zone)] for zone in ("za", "zb")}
    assert shown == {"za": ["order", "naming"], "zb": ["first", "silent", "naming"]}
    assert [row.act for row in register.chronology("za", "zc")] == shown["za"]
    listed = {zone: [row["act"] for row in log(register.view(), zone=zone)["events"]] for zone in ("za", "zb")}
    assert listed == shown
    register.withdraw("first", reason="取り違え", accept_conflict="例")
    assert [row.act for row in register.chronology("za")] == ["order", "silent", "naming"]


def test_an_audit_counts_an_approval_that_names_no_zone_with_the_zone_its_plan_is_bound_to(register):
    register.append([ORDER, PLAN, CHANGE])
    assert {row.zone for row in register.audit(as_of="2020-03-01").findings if row.act == "change"} == {"za"}


@pytest.mark.parametrize("plan", ["za", "za/2"])
def test_check_lists_a_plan_that_has_a_zones_id_and_is_bound_to_another(register, plan):
    """`za/2` reads as the second plan of `za`; its first act binds it to `zb`, and it is `zb`'s in every answer."""
    zones = act("zones", "cabinet-order", *({"zone": z, "is": "designated"} for z in ("za", "zb")), enforced="2020-02")
    first = act("first", "plan-application", {"plan": plan, "zone": "zb", "is": "applied"}, applied="2020-03-03")
    later = act("later", "plan-application", {"plan": plan, "is": "applied"}, applied="2020-04-03")
    own = act("own", "plan-application", {"plan": "zb/2", "is": "applied"}, applied="2020-04-04")
    register.append([zones, first, later, own])
    (found,) = register.check().findings
    assert (found.code, found.acts) == ("plan-misnamed", ["first"])
    assert found.message == f"The plan {plan} has the id of the zone za and is bound to zb."
    assert [row.plan for row in register.plans("2020-05-01", zone="za").plans] == []


def test_check_asks_for_the_order_of_acts_of_one_day_only_where_they_touch_one_entity(register):
    """A zone, its policy and its plan are three: they are judged by the end of the day, whichever came first."""
    decided = act("decided", "zone-policy", {"policy": "za", "is": "decided"}, decided="2020-02-01")
    approved = act("approved", "plan-approval", {"plan": "za", "is": "approved"}, approved="2020-02-01")
    register.append([ORDER, decided, approved])
    assert register.check().findings == []
    endorsed = act("endorsed", "council-meeting", {"policy": "za", "is": "endorsed"}, held="2020-02-01")
    register.append(endorsed)
    (found,) = register.check().findings
    assert (found.code, found.acts) == ("tie", ["decided", "endorsed"])
    assert found.message == "decided and endorsed touch policy:za on 2020-02-01 and do not say in which order."


def test_the_adoption_of_a_proposal_that_names_its_measure_is_the_proposals(register):
    """No measure's adoption names a proposal, so the word tells of the proposal; it may name what it asks for."""
    effect = {"proposal": "p", "measure": "m", "is": "adopted"}
    register.append(act("told", "announcement", effect, published="2020-03-01"))
    assert [(row.proposal, row.status) for row in register.proposals("2020-04-01").proposals] == [("p", "adopted")]
    assert register.measures("2020-04-01").measures == []


def test_a_search_that_lists_nothing_still_says_how_many_there_are(register):
    register.append([ORDER, act("order2", "law", enforced="2020-02-01")])
    told = search(register.view(), "order", limit=0)
    assert (told["found"], told["results"]) == (2, [])


def test_the_parts_of_a_use_are_the_same_in_whatever_order_they_are_named(register):
    """And are told in the order of their codes, in the row and in the lists beside it."""
    included = {"measure": "m", "zone": "za", "part": ["43", "04"], "is": "included"}
    started = {"measure": "m", "zone": "za", "part": ["04", "43"], "is": "started"}
    register.append([ORDER, act("included", "plan-approval", included, approved="2020-02-03", consented="2020-02-01")])
    register.append(act("started", "project-start", started, started="2020-02-04"))
    (row,) = register.measures("2020-03-01", zone="za").measures
    assert (row.part, row.status, row.act) == (["04", "43"], "started", "started")
    (ahead,) = register.measures("2020-02-02", zone="za").pending
    assert ahead.part == row.part
    assert register.explain("m@za/43,04", as_of="2020-03-01").id == "m@za/04,43"


ZONES = act("zones", "cabinet-order", *({"zone": z, "is": "designated"} for z in ("za", "zb")), enforced="2020-02-01")
APPROVAL = act("approval", "plan-approval", {"plan": "za", "is": "approved"}, approved="2020-02-03")
USE = act("use", "project-start", {"measure": "m", "zone": "za", "is": "started"}, started="2020-02-04")
REVOKED = act("revoked", "plan-revocation", {"plan": "za", "is": "revoked"}, revoked="2020-02-06")
BINDING = act("binding", "plan-application", {"plan": "za", "zone": "zb", "is": "applied"}, applied="2020-02-09")


def shown(register, **asked: Any) -> list[tuple[str, str]]:
    """The zones with the status of their own plan."""
    return [(row.zone, row.plan) for row in register.zones(**{"as_of": "2020-02-05", **asked}).zones]


def test_a_zones_row_shows_the_plan_of_its_id_only_while_that_plan_is_bound_to_it(register):
    """`binding` tells the plan `za` of `zb`: from then on it is no plan of `za`, also on the days before that act."""
    register.append([ZONES, APPROVAL])
    own, none = [("za", "approved"), ("zb", "none")], [("za", "none"), ("zb", "none")]
    assert shown(register) == shown(register, include_possible=True) == own
    register.append(BINDING)
    assert shown(register) == shown(register, as_of="2020-03-01", include_possible=True) == none
    assert shown(register, as_known=2) == own
    assert [(row.plan, row.zone) for row in register.plans("2020-02-05").plans] == [("za", "zb")]
    register.correct("binding", {**BINDING, "effects": [{"plan": "za", "zone": "za", "is": "applied"}]}, reason="誤記")
    assert shown(register) == own
    register.correct("binding", BINDING, reason="やはり", accept_conflict="例")
    assert shown(register) == none
    register.withdraw("binding", reason="取り違え")
    assert shown(register) == own and shown(register, as_known=3) == shown(register, as_known=5) == none
    assert register.verify(deep=True).verified


def test_a_revocation_ends_the_uses_of_the_zone_only_while_the_plan_is_that_zones(register):
    register.append([ZONES, APPROVAL, USE, REVOKED])

    def use(known: int | None = None) -> list[str]:
        return [row.status for row in register.measures("2020-03-01", known, zone="za").measures]

    assert use() == ["ended"]
    register.append(BINDING)
    assert use() == ["started"] and use(4) == ["ended"]
    register.withdraw("binding", reason="取り違え")
    assert use() == ["ended"] and register.verify(deep=True).verified


def test_an_effect_that_names_another_zone_is_one_on_the_zones_own_plan_all_the_same(register):
    """The plan was bound to `za` before; what tells it of `zb` later revokes it, in both rows."""
    first = act("first", "plan-application", {"plan": "za", "zone": "za", "is": "applied"}, applied="2020-02-02")
    stray = act("stray", "plan-revocation", {"plan": "za", "zone": "zb", "is": "revoked"}, revoked="2020-02-05")
    register.append([ZONES, first, APPROVAL, stray])
    assert shown(register) == [("za", "revoked"), ("zb", "none")]
    assert [(row.zone, row.status) for row in register.plans("2020-02-05").plans] == [("za", "revoked")]


def test_along_another_axis_what_is_possible_stands_with_the_zone_of_the_plans_row(register):
    """The approval binds the plan to `za`; it has no date of application, along which the plan is bound to `zb`."""
    applied = act("applied", "plan-application", {"plan": "px", "zone": "zb", "is": "applied"}, applied="2020-02-03")
    again = act("again", "plan-application", {"plan": "px", "is": "applied"}, applied="2020-02")
    register.append([ORDER, PLAN, applied, again])
    found = {
        axis: [
            (zone, [row["plan"] for row in told["plans"]], [row["act"] for row in told["possible"]])
            for zone in ("za", "zb")
            for told in [register.ask("plans", as_of="2020-02-10", axis=axis, zone=zone)]
        ]
        for axis in ("effective", "applied")
    }
    assert found == {
        "effective": [("za", ["px"], ["again"]), ("zb", [], [])],
        "applied": [("za", [], []), ("zb", ["px"], ["again"])],
    }


def test_an_act_on_no_day_about_a_plan_bound_to_another_zone_is_not_the_zones_in_its_id(register):
    """It names no zone, and the act that bound the plan never spoke of `za`."""
    undated = act("undated", "plan-revocation", {"plan": "za", "is": "revoked"}, published="2020-02-15")
    register.append([ZONES, BINDING, undated])
    listed = {zone: [row.act for row in register.chronology(zone)] for zone in ("za", "zb")}
    assert listed == {"za": ["zones"], "zb": ["zones", "binding", "undated"]}


def test_a_difference_of_one_zone_is_its_own_changes_and_those_of_its_policy_plans_and_uses(register):
    """A plan of another id is its zone's; another zone, and the national menu, are left out; so it is from a token."""
    policy = act("policy", "zone-policy", {"policy": "za", "is": "decided"}, decided="2020-02-03")
    use = {"measure": "m", "zone": "za", "is": "included"}
    menu = act("menu", "law", {"measure": "m", "is": "created", "title": "特例"}, enforced="2020-01-15")
    other = act("other", "cabinet-order", {"zone": "zb", "is": "designated"}, enforced="2020-02-01")
    register.append([ORDER, menu, other, policy, {**PLAN, "effects": [*PLAN["effects"], use]}])
    told = register.diff("2020-01-01", "2020-03-01", zone="za")
    found = {(row.entity, row.id) for row in told.changes}
    assert found == {("zone", "za"), ("policy", "za"), ("plan", "px"), ("use", "m@za")}
    learned = register.diff(as_of="2020-03-01", known=(0, 5), zone="za")
    assert {row["act"] for row in learned.events} == {"order", "policy", "plan"}
    assert register.diff("2020-01-01", "2020-03-01", zone="zc").changes == []


def test_what_was_learned_of_a_zone_holds_no_act_that_names_it_only_since(register):
    """The order is of zb when it is recorded; that za's chronology shows it is known from its correction on."""
    order = act("o", "cabinet-order", {"zone": "zb", "is": "designated"}, enforced="2020-02-01")
    before = register.head.position
    register.append(order)
    register.correct("o", {**order, "zones": ["za"]}, reason="関係する区域の記載漏れ")
    for zone, acts in (("za", []), ("zb", ["o"])):
        learned = register.diff(as_of="2020-03-01", known=(before, before + 1), zone=zone)
        assert [row["act"] for row in learned.events] == acts
