"""diff: what changed between two days, what was learned between two positions, with the acts and events responsible."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import histories
import played
import reformlog
from acts import act
from reformlog import formats
from reformlog.log.lines import read
from reformlog.projections.folds import FOLDS
from reformlog.projections.folds import measure as measures
from reformlog.projections.folds.fold import begun
from reformlog.projections.shapes import kind_of
from reformlog.queries import diff as query
from reformlog.queries import states, walking
from reformlog.queries.diff import groups, remembered, responsible
from reformlog.queries.explain import explain
from reformlog.queries.fields import differences, fields
from reformlog.queries.giving import CHANGERS


def changes(told: dict[str, Any], entity: str, name: str) -> dict[str, dict[str, Any]]:
    return {row["field"]: row for row in told["changes"] if (row["entity"], row["id"]) == (entity, name)}


def days(register: Any, one: str, other: str) -> dict[str, Any]:
    return query.diff(register.view(), one, other)


def known(register: Any, one: int, other: int, on: str) -> dict[str, Any]:
    return query.diff(register.view(other), on, on, register.view(one))


def test_in_june_2024_both_kizuna_zones_were_designated_by_the_order(real):
    told = days(real, "2024-06-01", "2024-06-30")
    for zone in ("miyagi-kumamoto", "fukushima-nagasaki"):
        status = changes(told, "zone", zone)["status"]
        assert (status["before"], status["after"]) == ("candidate", "designated")
        assert status["acts"] == ["2024-06-04.council-63", "2024-06-21.cabinet-order"]
        assert changes(told, "zone", zone)["areas"]["acts"] == ["2024-06-21.cabinet-order"]


@pytest.mark.parametrize("until", [{}, {"until": "2023-03-31"}])
def test_a_measure_created_anew_after_it_expired_is_owed_to_the_act_that_created_it(tmp_path, until):
    """Its status is kept as created before and after; what lay between is the expiry, which no act records."""
    first = act("first", "law", {"measure": "m", "is": "created", "until": "2020-03-31"}, enforced="2019-04-01")
    anew = act("anew", "law", {"measure": "m", "is": "created", **until}, enforced="2021-04-01")
    with reformlog.open(tmp_path / "r.db", create=True) as register:
        register.append([first, anew])
        for earlier, later, words in (
            ("2020-12-31", "2021-12-31", ("expired", "created")),
            ("2021-12-31", "2020-12-31", ("created", "expired")),
        ):
            status = changes(days(register, earlier, later), "measure", "m")["status"]
            assert (status["before"], status["after"]) == words
            assert status["acts"] == ["anew"]
        (status,) = days(register, "2020-03-31", "2020-04-01")["changes"]
        assert (status["after"], status["acts"]) == ("expired", ["first"])


def test_a_decision_that_falls_with_a_designation_only_possible_by_then_is_learned_from_its_withdrawal(tmp_path):
    """A zone that may be designated is enough for its policy and plan; the withdrawal takes both away."""
    order = act("order", "cabinet-order", {"zone": "z", "is": "designated"}, enforced="2021-04-01/2022-03-31")
    policy = act("policy", "zone-policy", {"policy": "z", "is": "decided"}, decided="2021-05-21")
    plan = act("plan", "plan-approval", {"plan": "z/2", "is": "approved"}, approved="2021-05-22")
    with reformlog.open(tmp_path / "r.db", create=True) as register:
        register.append([order, policy, plan])
        register.withdraw("order", reason="取り違え", accept_conflict="例")
        told = known(register, 3, 4, "2021-06-10")
        for entity, name in (("policy", "z"), ("plan", "z/2")):
            status = changes(told, entity, name)["status"]
            assert (status["after"], status["acts"], status["events"]) == ("none", ["order"], [4])
        assert [event["position"] for event in told["events"]] == [4]


def test_whose_a_plan_is_is_learned_from_the_act_that_binds_it_also_on_a_later_day(tmp_path):
    """A plan's zone is the one its first effect that names one names, wherever it stands in the order."""
    applied = act("applied", "plan-application", {"plan": "p", "is": "applied"}, applied="2020-01-10")
    approved = act("approved", "plan-approval", {"plan": "p", "zone": "z", "is": "approved"}, approved="2020-03-01")
    with reformlog.open(tmp_path / "r.db", create=True) as register:
        register.append(applied)
        register.append(approved, accept_conflict="例")
        zone = changes(known(register, 1, 2, "2020-02-01"), "plan", "p")["zone"]
        assert (zone["before"], zone["after"], zone["acts"], zone["events"]) == ("p", "z", ["approved"], [2])


def test_nothing_is_learned_of_a_plan_that_nobody_had_spoken_of_by_the_day(tmp_path):
    """Its zone's cancellation is kept with it before it begins; whose a later act says it is tells nothing yet."""
    lived = [
        act("order", "cabinet-order", {"zone": "z1", "is": "designated"}, enforced="2020-01-01"),
        act("cancellation", "cabinet-order", {"zone": "z1", "is": "cancelled"}, enforced="2021-01-01"),
        act("other", "cabinet-order", {"zone": "z2", "is": "designated"}, enforced="2020-01-01"),
    ]
    agreed = act("agreed", "zone-council", {"plan": "z1", "is": "agreed"}, held="2023-01-01")
    bound = act("bound", "plan-approval", {"plan": "z1", "zone": "z2", "is": "approved"}, approved="2022-06-01")
    with reformlog.open(tmp_path / "r.db", create=True) as register:
        register.append([*lived, agreed, bound])
        register.withdraw("bound", reason="取り違え")
        for one, other in ((4, 5), (5, 6)):
            assert changes(known(register, one, other, "2022-01-01"), "plan", "z1") == {}
            assert {"status", "revision"} <= {*changes(known(register, one, other, "2022-06-01"), "plan", "z1")}
            assert "zone" not in changes(known(register, one, other, "2022-06-01"), "plan", "z1")
            told = changes(known(register, one, other, "2023-01-01"), "plan", "z1")["zone"]
            assert {told["before"], told["after"]} == {"z1", "z2"}


def test_what_is_added_up_is_learned_from_every_act_that_adds_to_it(tmp_path):
    """A revision, a version, areas, evaluations; not from one that counted before, whatever else was learned of it."""
    zone, policy, plan, basic = ({key: "z"} for key in ("zone", "policy", "plan", "basic-policy"))
    order = act("order", "cabinet-order", {**zone, "is": "designated", "areas": ["04"]}, enforced="2020-01-01")
    decided = act("decided", "zone-policy", {**policy, "is": "decided"}, decided="2020-02-01")
    cabinet = act("cabinet", "cabinet-decision", {**basic, "is": "decided"}, decided="2020-02-01")
    approved = act("approved", "plan-approval", {**plan, "is": "approved"}, approved="2020-02-01")
    changed = act("changed", "plan-approval", {**plan, "is": "change-approved"}, approved="2020-03-01")
    learned: list[dict[str, Any]] = []
    for n in ("1", "2"):
        added = {**zone, "is": "area-changed", "add": ["1" + n]}
        learned += [
            act("order" + n, "cabinet-order", added, enforced="2021-01-0" + n),
            act("policy" + n, "zone-policy", {**policy, "is": "amended"}, decided="2021-01-0" + n),
            act("basic" + n, "cabinet-decision", {**basic, "is": "amended"}, decided="2021-01-0" + n),
            act("plan" + n, "plan-approval", {**plan, "is": "change-approved"}, approved="2021-01-0" + n),
            act("look" + n, "evaluation", {**plan, "is": "evaluated"}, evaluated="2021-01-0" + n),
        ]
    with reformlog.open(tmp_path / "r.db", create=True) as register:
        register.append([order, decided, cabinet, approved, changed])
        register.append(learned)
        register.correct("approved", {**approved, "title": "第1回"}, reason="件名")
        told = {(row["entity"], row["field"]): row["acts"] for row in known(register, 5, 16, "2022-01-01")["changes"]}
        fields = {("zone", "areas"): "order", ("policy", "version"): "policy", ("basic-policy", "version"): "basic"}
        fields |= {("plan", "revision"): "plan", ("plan", "evaluations"): "look"}
        assert told == {field: [name + "1", name + "2"] for field, name in fields.items()}


def test_what_makes_an_act_known_before_apply_now_explains_what_it_gives(tmp_path):
    """The end of a measure nobody had created was not applied; what else was learned does not explain why it is."""
    heard = act("heard", "wg-hearing", {"measure": "m", "is": "heard"}, held="2020-02-10")
    ended = act("ended", "law", {"measure": "m", "is": "ended"}, enforced="2020-02-10")
    created = act("created", "law", {"measure": "m", "is": "created"}, enforced="2020-01-06")
    with reformlog.open(tmp_path / "r.db", create=True) as register:
        register.append([heard, ended], accept_conflict="措置は未収録")
        register.withdraw("heard", reason="取り違え")
        register.append(created)
        status = changes(known(register, 2, 4, "2021-01-01"), "measure", "m")["status"]
        assert (status["before"], status["after"], status["events"]) == ("heard", "ended", [3, 4])
        status = changes(known(register, 2, 3, "2021-01-01"), "measure", "m")["status"]
        assert (status["after"], status["events"]) == ("none", [3])


def test_areas_named_in_another_order_are_no_difference(tmp_path):
    """Between two days, from the file or from memory, and of what was learned; a zone has them as its order does."""
    first, turned = ({"zone": "z", "is": "designated", "areas": areas} for areas in (["04", "43"], ["43", "04"]))
    order = act("order", "cabinet-order", first, enforced="2020-01-01")
    end = act("end", "cabinet-order", {"zone": "z", "is": "cancelled"}, enforced="2021-01-01")
    anew = act("anew", "cabinet-order", turned, enforced="2022-01-01")
    more = act("more", "cabinet-order", {"zone": "z", "is": "area-changed", "add": ["13"]}, enforced="2023-01-01")
    candidate = act("c", "expert-panel", {"zone": "y", "is": "candidate", "areas": ["13", "27"]}, held="2020-01-01")
    endorsed = act("e", "council-meeting", {"zone": "y", "is": "endorsed", "areas": ["27", "13"]}, held="2022-01-01")
    with reformlog.open(tmp_path / "r.db", create=True) as register:
        register.append([order, end, anew, more, candidate, endorsed])
        for _ in range(3):
            told = days(register, "2020-06-01", "2022-06-01")
            assert "areas" not in changes(told, "zone", "z")
            assert {*changes(told, "zone", "y")} == {"status"}
            areas = changes(days(register, "2020-06-01", "2023-06-01"), "zone", "z")["areas"]
            assert (areas["before"], areas["after"]) == (["04", "43"], ["43", "04", "13"])
        assert register.zone("z", "2022-06-01").areas == ["43", "04"]
        register.correct("order", {**order, "effects": [turned]}, reason="官報の順")
        told = known(register, 6, 7, "2020-06-01")
        assert told["changes"] == [] and [event["act"] for event in told["events"]] == ["order"]


def test_on_20_january_2017_only_the_approval_moved_imabaris_revision(real):
    """Four acts of one day touch the plan; one of them changed its revision."""
    told = changes(days(real, "2017-01-19", "2017-01-20"), "plan", "hiroshima-imabari")
    assert told["revision"]["acts"] == ["2017-01-20.plan-approval"]
    assert (told["revision"]["before"], told["revision"]["after"]) == (2, 3)


def test_the_order_of_2016_changed_name_and_area_of_fukuoka(real):
    told = changes(days(real, "2016-01-28", "2016-01-29"), "zone", "fukuoka-kitakyushu")
    assert told["name"]["after"] == "福岡市・北九州市" and told["name"]["acts"] == ["2016-01-29.cabinet-order"]


def test_a_knowledge_diff_lists_exactly_the_correction_its_reason_and_who_made_it(record_copy):
    """愛媛県's day for the order of 2016: had it been recorded, this is what a reader would have learned."""
    with record_copy() as register:
        head = register.head.position
        body = read(register.log.versions("2016-01-29.cabinet-order")[0].line)["body"]
        register.append({"remark": "2016-01-29.cabinet-order", "text": "愛媛県の記載を照会中"})
        earlier = {**body, "promulgated": "2016-01-28", "enforced": "2016-01-28"}
        position = register.correct(body["id"], earlier, reason="愛媛県による", recorded_by="auditor")
        told = known(register, head, position, "2016-01-28")
        assert {row["id"] for row in told["changes"]} == {"hiroshima-imabari", "tokyo-area", "fukuoka-kitakyushu"}
        assert all(
            row["acts"] == ["2016-01-29.cabinet-order"] and row["events"] == [position] for row in told["changes"]
        )
        (event,) = told["events"]
        assert (event["event"], event["reason"], event["recorded_by"]) == ("corrected", "愛媛県による", "auditor")
        assert known(register, head, position, "2016-01-29")["changes"] == []


def test_a_knowledge_diff_lists_its_events_also_where_nothing_was_recorded_between(real):
    """Who reads it need not ask first whether the two positions are the same. The difference of two days has none."""
    for position in (0, 57, real.head.position):
        told = known(real, position, position, "2024-06-30")
        assert told["changes"] == [] and told["events"] == []
    assert "events" not in real.diff("2024-06-01", "2024-06-30").model_dump()


def test_a_corrected_date_is_learned_also_of_days_on_which_the_state_is_the_same(record_copy):
    with record_copy() as register:
        head = register.head.position
        order = "2024-06-21.cabinet-order"
        body = read(register.log.versions(order)[0].line)["body"]
        register.correct(order, {**body, "enforced": "2024-06-28"}, reason="官報による")
        told = known(register, head, head + 1, "2024-10-01")
        assert told["changes"] == []
        (event,) = told["events"]
        assert event["reason"] == "官報による"
        assert event["changed"] == [{"field": "enforced", "before": "2024-06-26", "after": "2024-06-28"}]


def test_a_withdrawal_explains_what_is_no_longer_so(record_copy):
    with record_copy() as register:
        head = register.head.position
        position = register.withdraw("2024-09-05.zone-policy", reason="別の文書", recorded_by="auditor")
        told = known(register, head, position, "2024-12-31")
        assert changes(told, "policy", "miyagi-kumamoto")["status"]["after"] == "none"
        assert [(row["event"], row["reason"], row["title"]) for row in told["events"]] == [
            ("withdrawn", "別の文書", "区域方針の決定（福島県・長崎県、宮城県・熊本県）")
        ]


def test_what_was_learned_of_the_zone_explains_what_became_of_its_use(tmp_path):
    """A use is refused before its zone is known to be designated; the order explains it and never names the use."""
    use = {"measure": "m", "zone": "z", "is": "included"}
    with reformlog.open(tmp_path / "r.db", create=True) as register:
        register.append(act("plan", "plan-approval", use, approved="2024-03-01"), accept_conflict="指定は未確認")
        register.append(act("order", "cabinet-order", {"zone": "z", "is": "designated"}, enforced="2024-02-01"))
        told = changes(known(register, 1, 2, "2024-04-01"), "use", "m@z")
        assert told["status"]["after"] == "included" and told["status"]["events"] == [2]


def test_what_was_learned_of_a_zone_explains_its_use_only_where_it_says_whether_the_zone_is_designated(tmp_path):
    """A nickname learned together with the order changed no use and no policy."""
    use, policy = {"measure": "m", "zone": "z", "is": "included"}, {"policy": "z", "is": "decided"}
    with reformlog.open(tmp_path / "r.db", create=True) as register:
        register.append(
            [
                act("plan", "plan-approval", use, approved="2024-03-01"),
                act("policy", "zone-policy", policy, decided="2024-03-01"),
            ],
            accept_conflict="指定は未確認",
        )
        order = act("order", "cabinet-order", {"zone": "z", "is": "designated"}, enforced="2024-02-01")
        name = act("name", "announcement", {"zone": "z", "is": "nicknamed", "nickname": "通称"}, published="2024-02-02")
        register.append([order, name])
        told = known(register, 2, 4, "2024-04-01")
        for row in (changes(told, "use", "m@z")["status"], changes(told, "policy", "z")["status"]):
            assert (row["acts"], row["events"]) == (["order"], [3])
        assert changes(told, "zone", "z")["nickname"]["acts"] == ["name"]


def test_an_expiry_between_two_days_is_owed_to_the_last_day_also_where_something_else_was_learned(tmp_path):
    law = act("law", "law", {"measure": "m", "is": "created", "until": "2024-03-31"}, enforced="2024-01-01")
    with reformlog.open(tmp_path / "r.db", create=True) as register:
        register.append(law)
        register.append(act("meeting", "council-meeting", {"measure": "m", "is": "adopted"}, held="2023-12-01"))
        told = query.diff(register.view(2), "2024-03-01", "2024-05-01", register.view(1))
        status = changes(told, "measure", "m")["status"]
        assert (status["before"], status["after"], status["acts"]) == ("created", "expired", ["law"])


def test_what_was_learned_of_the_zones_plan_explains_what_became_of_its_use(tmp_path):
    """Its revocation ends the use; whoever tells the plan of another zone takes that back. Neither names the use."""
    zones = [{"zone": name, "is": "designated"} for name in ("z", "y")]
    telling = {"plan": "z", "zone": "y", "is": "applied"}
    with reformlog.open(tmp_path / "r.db", create=True) as register:
        register.append(act("order", "cabinet-order", *zones, enforced="2024-02-01"))
        register.append(act("plan", "plan-approval", {"plan": "z", "is": "approved"}, approved="2024-03-01"))
        use = {"measure": "m", "zone": "z", "is": "started"}
        register.append(act("start", "project-start", use, started="2024-03-02"))
        register.append(act("end", "plan-revocation", {"plan": "z", "is": "revoked"}, revoked="2024-03-03"))
        register.append(act("told", "plan-application", telling, applied="2024-03-04"))
        ended = changes(known(register, 3, 4, "2024-04-01"), "use", "m@z")["status"]
        assert (ended["after"], ended["events"]) == ("ended", [4])
        again = changes(known(register, 4, 5, "2024-04-01"), "use", "m@z")["status"]
        assert (again["after"], again["events"]) == ("started", [5])


def test_what_an_earlier_act_said_does_not_explain_a_field_that_a_later_one_gave():
    """Both are corrected at once; the name is what the order says, before and after, though it had said the same."""
    source = [{"title": "資料"}]
    panel = {"id": "a", "kind": "expert-panel", "title": "候補", "held": "2024-01-10", "sources": source}
    order = {"id": "b", "kind": "cabinet-order", "title": "政令", "enforced": "2024-02-01", "sources": source}
    with played.register() as register:
        register.append([{**panel, "effects": [{"zone": "z", "is": "candidate", "name": "甲"}]}])
        register.append([{**order, "effects": [{"zone": "z", "is": "designated", "name": "甲"}]}])
        register.correct("a", {**panel, "effects": [{"zone": "z", "is": "candidate", "name": "丙"}]}, reason="訂正")
        register.correct("b", {**order, "effects": [{"zone": "z", "is": "designated", "name": "乙"}]}, reason="訂正")
        assert changes(known(register, 2, 4, "2024-03-01"), "zone", "z")["name"]["events"] == [4]


def test_both_days_and_knowledge_can_differ(record_copy):
    with record_copy() as register:
        head = register.head.position
        register.withdraw("2024-09-05.zone-policy", reason="別の文書")
        told = query.diff(register.view(), "2024-06-22", "2024-12-31", register.view(head))
        assert (told["from"], told["to"]["as_of"]) == ({"as_of": "2024-06-22", "position": head}, "2024-12-31")
        assert changes(told, "zone", "miyagi-kumamoto")["status"]["acts"] == ["2024-06-21.cabinet-order"]


@pytest.mark.parametrize("format", ["text", "md", "json", "csv"])
def test_a_difference_is_written_in_every_format(real, format):
    written = formats.render(days(real, "2024-06-01", "2024-06-30"), format)
    assert "miyagi-kumamoto" in written and ("designated" in written or "指定" in written)


def whole(register: Any, group: str, on: str, position: int) -> dict[tuple[str, str], Any]:
    """Every field of a group on a day, those of an entity nothing happened to when there is no state."""
    kind, name = kind_of(group), group.partition(":")[2]
    state = states.state_at(register.view(position), group, on) or FOLDS[kind].initial(name)
    return fields(kind, measures.on(state, on) if kind == "measure" else state)


def in_any_order(state: dict[tuple[str, str], Any]) -> dict[tuple[str, str], Any]:
    """A state whose areas are compared as a difference compares them."""
    return {place: sorted(value) if place[1].endswith("areas") else value for place, value in state.items()}


@settings(max_examples=40)
@given(
    histories.histories(),
    st.sampled_from(histories.DAYS),
    st.sampled_from(histories.DAYS),
    st.integers(0, 30),
    st.integers(0, 30),
)
def test_a_difference_applied_to_one_state_gives_the_other(history, one, other, p, q):
    """Between two days, two positions, or both."""
    with played.register() as register:
        played.play(register, history)
        head = register.head.position
        p, q = sorted((min(p, head), min(q, head)))
        told = query.diff(register.view(q), one, other, register.view(p))
        groups = [group for (group,) in register.projection.connection.execute("SELECT grp FROM entity")]
        for group in groups:
            state, name = whole(register, group, one, p), group.partition(":")[2]
            for row in told["changes"]:
                if row["id"] == name and (row["entity"], row["field"]) in state:
                    assert state[row["entity"], row["field"]] == row["before"]
                    state[row["entity"], row["field"]] = row["after"]
            wanted = whole(register, group, other, q)
            kept = [states.state_at(register.view(at), group, day) for at, day in ((p, one), (q, other))]
            heard_of = [each is not None and FOLDS[kind_of(group)].listed(each) for each in kept]
            if group.startswith("plan:") and not all(heard_of):  # whose a plan is does not change when it comes or goes
                state["plan", "zone"] = wanted["plan", "zone"]
            assert in_any_order(state) == in_any_order(wanted)
        if p == q:
            every = {version.act for version in register.log.events(1, q)}
            assert all(row["acts"] and set(row["acts"]) <= every for row in told["changes"])
        elif one == other:
            assert all(row["events"] and all(p < at <= q for at in row["events"]) for row in told["changes"])


def again(register: Any, event: Any) -> None:
    """Records what an event of another register says."""
    body, why = read(event.line).get("body"), {"reason": "as it was", "accept_conflict": "both are right"}
    if event.topic == "withdrawal":
        register.withdraw(event.act, **why)
    elif event.topic == "correction":
        register.correct(event.act, body, **why)
    else:
        register.append(body, accept_conflict="both are right")


@settings(max_examples=40)
@given(histories.histories() | histories.deep_lives(), st.sampled_from(histories.DAYS), st.integers(0, 30))
def test_every_act_without_which_a_field_would_read_otherwise_is_among_those_it_was_learned_from(history, day, p):
    """Each is left out in turn of what was recorded since; the rest is recorded anew, and asked again."""
    with played.register() as register:
        played.play(register, history)
        p = min(p, register.head.position)
        told = known(register, p, register.head.position, day)["changes"]
        events = list(register.log.events(1, register.head.position))
        since = {event.act for event in events if event.position > p}
        for act_id in since if len(since) <= responsible.SINGLY else ():
            with played.register() as other:
                for event in events:
                    if event.act != act_id or event.position <= p:
                        again(other, event)
                head = other.head.position
                for row in told:
                    group = ("zone" if row["entity"] == "policy" else row["entity"]) + ":" + row["id"]
                    reads = whole(other, group, day, head)[row["entity"], row["field"]]
                    if (row["entity"], row["field"]) != ("plan", "zone") and reads != row["after"]:
                        assert act_id in row["acts"]


@settings(max_examples=40)
@given(histories.histories(), st.sampled_from(histories.DAYS), st.sampled_from(histories.DAYS))
def test_a_difference_read_backwards_is_its_mirror(history, one, other):
    """The same fields owed to the same acts, before and after exchanged."""
    with played.register() as register:
        played.play(register, history)
        forth, back = (days(register, *span)["changes"] for span in ((one, other), (other, one)))
        assert [{**row, "before": row["after"], "after": row["before"]} for row in back] == forth


@settings(max_examples=40)
@given(histories.histories() | histories.deep_lives(), st.sampled_from(histories.DAYS))
def test_what_changed_since_before_everything_is_owed_to_the_acts_that_an_explanation_says_changed_it(history, day):
    """Field by field of every entity; an expiry is no act's, so the act that set the last day is named."""
    with played.register() as register:
        played.play(register, history)
        view = register.view()
        owed = {(r["entity"], r["id"], r["field"]): {*r["acts"]} for r in days(register, "1900-01-01", day)["changes"]}
        for subject in played.subjects(register):
            told = explain(view, subject, as_of=day)
            for field in told["fields"]:
                acts = owed.get((told["entity"], told["id"], field["field"]))
                changed = {row["act"] for row in told["acts"] if field["field"] in row["changed"]}
                expired = {field["act"]} if field["rule"] == "measure.expired" else set()
                assert acts is None or acts | expired == changed | expired


@settings(max_examples=40)
@given(histories.histories(), st.sampled_from(histories.DAYS))
def test_no_effect_changes_a_field_it_is_not_said_to_change(history, day):
    """The table by which a wide difference names its acts, held against the folds."""
    with played.register() as register:
        played.play(register, history)
        view = register.view()
        for (group,) in view.rows("SELECT grp FROM entity").fetchall():
            for step in walking.walk(view, group, day).steps:
                if step.fact.effect.entity == kind_of(group) or kind_of(group) == "zone":
                    for field, _, _ in differences(kind_of(group), begun(step.before), step.after):
                        assert str(step.fact.rank) in CHANGERS.get(field, {str(step.fact.rank)})


@pytest.mark.parametrize("exact", [query.EXACT, -1], ids=["narrow", "wide"])
def test_a_plan_owes_its_end_to_the_order_that_cancelled_its_zone(tmp_path, monkeypatch, exact):
    """Also where one act alone speaks of the plan between the days, and however much else differs."""
    zone, plan = {"zone": "z1"}, {"plan": "z1"}
    with reformlog.open(tmp_path / "r.db", create=True) as register:
        register.append(act("order", "cabinet-order", {**zone, "is": "designated"}, enforced="2014-01-01"))
        register.append(act("approval", "plan-approval", {**plan, "is": "approved"}, approved="2014-02-01"))
        register.append(act("change", "plan-approval", {**plan, "is": "change-approved"}, approved="2014-03-01"))
        register.append(act("cancellation", "cabinet-order", {**zone, "is": "cancelled"}, enforced="2015-01-01"))
        register.append(act("anew", "cabinet-order", {**zone, "is": "designated"}, enforced="2016-01-01"))
        monkeypatch.setattr(query, "EXACT", exact)
        ended = changes(days(register, "2014-02-15", "2015-06-01"), "plan", "z1")
        assert ended["status"]["acts"] == ["cancellation"] and ended["revision"]["acts"] == ["change"]
        anew = changes(days(register, "2014-02-15", "2016-06-01"), "plan", "z1")
        assert anew["status"]["acts"] == ["cancellation", "anew"] and anew["revision"]["acts"] == ["change", "anew"]


@pytest.mark.parametrize("exact", [query.EXACT, -1], ids=["narrow", "wide"])
def test_an_expiry_is_owed_to_the_act_that_set_the_last_day_whatever_else_was_said_between(
    tmp_path, monkeypatch, exact
):
    law = act("law", "law", {"measure": "m", "is": "created", "until": "2020-06-30"}, enforced="2020-01-01")
    heard = act("heard", "wg-hearing", {"measure": "m", "is": "heard"}, held="2020-04-01")
    with reformlog.open(tmp_path / "r.db", create=True) as register:
        register.append([law, heard])
        monkeypatch.setattr(query, "EXACT", exact)
        for span in (("2020-02-01", "2021-01-01"), ("2021-01-01", "2020-02-01")):
            assert "law" in changes(days(register, *span), "measure", "m")["status"]["acts"]


@settings(max_examples=25)
@given(histories.histories(), st.sampled_from(histories.DAYS), st.sampled_from(histories.DAYS))
def test_a_wide_difference_names_at_least_the_acts_that_a_narrow_one_names(history, one, other):
    with played.register() as register:
        played.play(register, history)
        narrow = days(register, one, other)["changes"]
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(query, "EXACT", -1)
            wide = days(register, one, other)["changes"]
        told = [{key: value for key, value in row.items() if key != "acts"} for row in narrow]
        assert told == [{key: value for key, value in row.items() if key != "acts"} for row in wide]
        for exact, each in zip(narrow, wide, strict=True):
            assert set(exact["acts"]) <= set(each["acts"])


@settings(max_examples=60)
@given(
    histories.histories() | histories.deep_lives(),
    st.lists(st.tuples(st.sampled_from(histories.DAYS), st.sampled_from(histories.DAYS)), min_size=1, max_size=4),
    st.integers(0, 30),
)
def test_a_difference_that_is_asked_for_again_is_told_from_memory_as_it_was_from_the_file(history, spans, position):
    """At the head and at an earlier position, narrow and wide."""
    with played.register() as register, pytest.MonkeyPatch.context() as patch:
        played.play(register, history)
        for view in (register.view(), register.view(min(position, register.head.position))):
            for exact in (query.EXACT, -1):
                patch.setattr(query, "EXACT", exact)
                patch.setattr(groups, "remembered", lambda view: None)
                sought = [query.diff(view, *span) for span in spans]
                patch.undo()
                patch.setattr(query, "EXACT", exact)
                remembered.remembered(view)  # from now on it is asked again
                assert [query.diff(view, *span) for span in spans] == sought


def test_what_is_held_in_memory_is_forgotten_when_something_else_is_known(tmp_path):
    """Recorded here, recorded by another process, or put into the rows by hand and worked out again."""
    path, span = tmp_path / "r.db", ("2024-01-01", "2024-12-31")
    order = act("order", "cabinet-order", {"zone": "z", "is": "designated", "name": "甲"}, enforced="2024-02-01")
    renamed = act("renamed", "cabinet-order", {"zone": "z", "is": "renamed", "name": "乙"}, enforced="2024-03-01")
    again = act("again", "cabinet-order", {"zone": "z", "is": "renamed", "name": "丙"}, enforced="2024-04-01")

    def name() -> str:
        for _ in range(3):
            told = changes(days(register, *span), "zone", "z")["name"]["after"]
        return told

    with reformlog.open(path, create=True) as register:
        register.append(order)
        assert name() == "甲"
        register.append(renamed)
        assert name() == "乙"
        with reformlog.open(path) as other:
            other.append(again)
        assert name() == "丙"
        rows = sqlite3.connect(register.projection.path, isolation_level=None)
        rows.execute("UPDATE point SET row = replace(row, '丙', '丁')")
        assert name() == "丁"
        register.rebuild()
        assert name() == "丙"
        rows.close()


def test_who_changes_an_answer_changes_nothing_that_is_held_in_memory(tmp_path):
    order = act("order", "cabinet-order", {"zone": "z", "is": "designated", "areas": ["04"]}, enforced="2024-02-01")
    with reformlog.open(tmp_path / "r.db", create=True) as register:
        register.append(order)
        told = [register.diff("2024-01-01", "2024-12-31").changes for _ in range(3)]
        areas = next(row for row in told[2] if row.field == "areas")
        areas.after.append("43")
        areas.acts.clear()
        assert register.diff("2024-01-01", "2024-12-31").changes == told[0]


def test_states_are_held_in_memory_from_the_second_time_on_unless_they_are_too_many(tmp_path, monkeypatch):
    order = act("order", "cabinet-order", {"zone": "z", "is": "designated", "name": "甲"}, enforced="2024-02-01")
    for most, again in ((1, True), (0, False)):
        monkeypatch.setattr(remembered, "MOST", most)
        with reformlog.open(tmp_path / f"{most}.db", create=True) as register:
            register.append(order)
            found = [remembered.remembered(register.view()) for _ in range(3)]
            assert [bool(each) for each in found] == [False, again, again]


@settings(max_examples=25)
@given(histories.histories(), st.sampled_from(histories.DAYS), st.integers(0, 30))
def test_what_was_learned_read_back_is_its_mirror_learned_from_the_same_events(history, day, p):
    """From a later state of knowledge to an earlier one: nothing is told without the events it comes from."""
    with played.register() as register:
        played.play(register, history)
        head = register.head.position
        forth, back = known(register, min(p, head), head, day), known(register, head, min(p, head), day)
        mirrored = [{**row, "before": row["after"], "after": row["before"]} for row in back["changes"]]
        assert (mirrored, back.get("events")) == (forth["changes"], forth.get("events"))
