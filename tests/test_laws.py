"""The laws of the semantics, tried on random histories and against the model."""

from __future__ import annotations

import os
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import histories
import model
from acts import act
from reformlog import Refused, answers
from reformlog.projections import settle, store
from reformlog.recording import record
from world import World, in_any_order, without_words

LONG = os.environ.get("REFORMLOG_HYPOTHESIS") == "long"
# A history is long; making it as small as can be takes minutes, and is worth them only when asked for.
PHASES = list(Phase) if os.environ.get("REFORMLOG_HYPOTHESIS_SHRINK") else [Phase.explicit, Phase.generate]
SCALE = int(os.environ.get("REFORMLOG_HYPOTHESIS_SCALE", "20")) if LONG else 1


def tried(times: int) -> settings:
    """How often a law is tried: always on the same histories, or with REFORMLOG_HYPOTHESIS=long on many new ones."""
    return settings(
        max_examples=times * SCALE,
        derandomize=not LONG,
        database=None,
        phases=PHASES,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
    )


days = st.sampled_from(histories.DAYS)
axes = st.sampled_from(["effective", "effective", "decided", "promulgated", "closed", "published"])


def assert_as_the_model(world: World, name: str, day: str, known: int, axis: str, possible: bool) -> None:
    asked = world.register.ask(name, known, as_of=day, axis=axis, include_possible=possible)
    expected = model.answer(world.log, name, day, known, axis, possible)
    rows = asked["measures" if name == "uses" else name]
    where = f"{name} on {day} as known at {known} along {axis}, possible={possible}"
    assert in_any_order(rows) == in_any_order(expected["rows"]), where
    for beside in ("possible", "pending"):
        assert in_any_order(asked[beside]) == in_any_order(expected[beside]), f"{beside} of {where}"
    conflicts = asked["conflicts"]
    assert in_any_order(without_words(conflicts)) == in_any_order(expected["conflicts"]), f"conflicts of {where}"
    given = model.reasons(world.log, known) if conflicts else {}
    for row in conflicts:
        assert row["accepted"] in given.get((row["act"], row["effect"]), {None}), f"{row} of {where}"


@tried(60)
@given(histories.histories(), st.data())
def test_every_answer_is_that_of_the_model_on_any_day_at_any_position_along_any_axis(
    history: Any, data: st.DataObject
) -> None:
    with World() as world:
        for batch in history:
            world.play(batch)
        for known in range(world.head + 1) if LONG else {world.head, data.draw(st.integers(0, world.head))}:
            for name in model.ANSWERS:
                day, axis, possible = data.draw(st.tuples(days, axes, st.booleans()))
                assert_as_the_model(world, name, day, known, axis, possible)
                assert_as_the_model(world, name, day, known, "effective", False)


@tried(40)
@given(histories.histories(), st.booleans())
def test_a_chronology_shows_the_acts_of_the_model_in_its_order(history: Any, worded: bool) -> None:
    with World() as world:
        for batch in history:
            world.play(batch)
        for known in range(0, world.head + 1, 1 if LONG else 3):
            for zone in histories.ZONES:
                rows = world.register.chronology(zone, worded=worded, as_known=known)
                found = [(row.act, row.acts) for row in rows]
                assert found == model.chronology(world.log, zone, known, worded), f"{zone} at {known}"


@tried(60)
@given(histories.histories())
def test_rows_kept_up_batch_by_batch_are_row_for_row_those_worked_out_from_zero(history: Any) -> None:
    with World() as world:
        for batch in history:
            world.play(batch)
        kept = world.rows()
        world.register.rebuild()
        again = world.rows()
        for table in kept:
            assert kept[table] == again[table], table


def test_a_zone_that_only_a_superseded_version_named_for_a_plan_is_kept_as_from_zero() -> None:
    def applied(act: str, *effects: dict[str, str]) -> histories.Put:
        body = {
            "id": act,
            "kind": "plan-application",
            "title": act,
            "applied": "2024-03-01",
            "sources": [{"title": "官報"}],
        }
        return histories.Put(act, {**body, "effects": [{"is": "applied", **effect} for effect in effects]})

    with World() as world:
        world.play([applied("a1", {"plan": "z1"}, {"plan": "p1", "zone": "z1"})])
        world.play([applied("a1", {"plan": "z1"})])
        world.play([applied("a2", {"plan": "p1", "zone": "z2"})])
        kept = world.rows()["member"]
        world.register.rebuild()
        assert kept == world.rows()["member"]
        assert {("plan:p1", "zone:z1"), ("plan:p1", "zone:z2")} <= set(kept)


def test_of_a_plan_all_of_whose_acts_were_withdrawn_nothing_is_left_for_the_act_that_comes_after() -> None:
    """The zone it was of was cancelled before; the act that comes after speaks of another zone's plan."""

    def put(act: str, kind: str, effect: dict[str, Any], **dates: str) -> histories.Put:
        body = {"id": act, "kind": kind, "title": act, "effects": [effect], "sources": [{"title": "官報"}]}
        return histories.Put(act, {**body, **dates})

    with World() as world:
        world.play([put("a1", "cabinet-order", {"zone": "z1", "is": "designated"}, enforced="2024-01-01")])
        world.play([put("a2", "cabinet-order", {"zone": "z1", "is": "cancelled"}, enforced="2024-02-01")])
        world.play([put("a3", "plan-application", {"plan": "p1", "zone": "z1", "is": "applied"}, applied="2024-02-02")])
        world.play([histories.Drop("a3")])
        world.play([put("a4", "plan-application", {"plan": "p1", "is": "applied"}, applied="2024-02-03")])
        kept = world.rows()
        world.register.rebuild()
        assert kept == world.rows()


def test_an_act_that_names_the_zone_of_a_plan_binds_it_on_every_day_and_withdrawn_leaves_it_free() -> None:
    applied = act("a", "plan-application", {"plan": "p1", "is": "applied"}, applied="2024-01-01")
    named = act("b", "council-meeting", {"plan": "p1", "zone": "z1", "is": "endorsed"}, held="2024-02-01")
    with World() as world:

        def zones() -> list[str]:
            return [row.zone for day in ("2024-01-15", "2024-02-15") for row in world.register.plans(day).plans]

        world.register.append(applied)
        assert zones() == ["p1", "p1"]
        world.register.append(named)
        assert zones() == ["z1", "z1"]
        world.register.withdraw("b", reason="誤り")
        assert zones() == ["p1", "p1"]


def test_what_is_first_heard_of_after_its_zone_was_cancelled_begins_as_ended() -> None:
    orders = [
        act("o1", "cabinet-order", {"zone": "z1", "is": "designated"}, enforced="2024-01-02"),
        act("o2", "cabinet-order", {"zone": "z1", "is": "cancelled"}, enforced="2024-01-10"),
    ]
    started = act("s", "project-start", {"measure": "m1", "zone": "z1", "is": "started"}, started="2024-02-01")
    agreed = act("a", "zone-council", {"plan": "z1", "is": "agreed"}, held="2024-02-01")
    with World() as world:
        world.register.append(orders)
        world.register.append(started, accept_conflict="両方の資料のとおり")
        world.register.append(agreed)
        assert [row.rule for row in world.register.measures("2024-02-01", zone="z1").conflicts] == [
            "measure.started: use ended"
        ]
        assert world.register.measures("2024-02-01", zone="z1").measures == []
        (plan,) = world.register.plans("2024-02-01").plans
        assert (plan.status, plan.in_progress, plan.act) == ("ended", "agreed", "o2")
        approved = act("p", "plan-approval", {"plan": "z1/2", "is": "approved"}, approved="2024-02-02")
        world.register.append(approved, accept_conflict="両方の資料のとおり")
        assert [row.plan for row in world.register.plans("2024-02-02").plans] == ["z1"]  # nothing was begun of z1/2


def test_a_measure_reads_alike_in_its_row_and_in_those_of_its_uses_with_what_is_possible_and_along_another_axis() -> (
    None
):
    adopted = act("c", "council-meeting", {"measure": "m1", "is": "adopted"}, held="2024-05-01")
    created = {"measure": "m1", "is": "created", "title": "甲"}
    order = act("o", "cabinet-order", created, decided="2024-05-20", enforced="2024年7月")
    started = act("s", "project-start", {"measure": "m1", "zone": "z1", "is": "started"}, started="2024-06-01")
    with World() as world:
        world.register.append([adopted, order, started])

        def read(day: str, **asked: Any) -> tuple[list[Any], list[Any]]:
            menu = world.register.measures(day, **asked).measures
            uses = world.register.measures(day, zone="z1", **asked).measures
            return [(row.status, row.act) for row in menu], [(row.measure_status, row.title) for row in uses]

        assert read("2024-07-15") == ([("adopted", "c")], [("adopted", None)])
        assert read("2024-07-15", include_possible=True) == ([("created", "o")], [("created", "甲")])
        assert read("2024-06-15", axis="decided") == ([("created", "o")], [])


@tried(40)
@given(histories.histories(), st.integers(1, 5))
def test_how_much_is_held_in_memory_at_a_time_changes_no_row(history: Any, held: int) -> None:
    with World() as world:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(settle, "HELD", held)
            patch.setattr(store, "BLOCK", 2)
            patch.setattr(record, "BLOCK", 2)
            for batch in history:
                world.play(batch)
            kept = world.rows()
            world.register.rebuild()
            again = world.rows()
        world.register.rebuild()
        whole = world.rows()
        for table in whole:
            assert kept[table] == again[table] == whole[table], table


ZONES = histories.ZONES
Fields = dict[tuple[str, str, str], Any]


def everything(world: World, known: int, on: Any = ("2024-02-15", "2024-03-10", "2024-04-28")) -> list[Any]:
    """Every answer about some days at a position, without the heading that names log and position."""
    found: list[Any] = []
    for name in model.ANSWERS:
        rows = "measures" if name == "uses" else name
        for day in on:
            for possible in (False, True):
                answer = world.register.ask(name, known, as_of=day, include_possible=possible)
                found.append([answer[rows], answer["possible"], answer["pending"], answer["conflicts"]])
    found += [world.register.chronology(zone, as_known=known) for zone in ZONES]
    return found


@tried(20)
@given(histories.histories(4), st.data())
def test_the_whole_log_asked_at_a_position_answers_as_the_log_up_to_it(history: Any, data: st.DataObject) -> None:
    """A log that ends in the middle of a batch cannot be appended to; it is told event by event, each accepted."""
    with World() as world, World() as prefix:
        for batch in history:
            world.play(batch)
        known = data.draw(st.integers(0, world.head))
        for event in world.log[:known]:
            entry: Any = event.body
            if event.body is None:
                entry = {"withdraw": event.act, "reason": "撤回"}
            elif event.version > 1:
                entry = {"correct": event.act, "act": event.body, "reason": "訂正"}
            prefix.register.append(entry, accept_conflict=event.accepted or "前の半分")
        assert prefix.register.head.position == known
        whole, part = everything(world, known), everything(prefix, known)
        assert without_reasons(whole) == without_reasons(part)


def without_reasons(told: list[Any]) -> list[Any]:
    """Answers without why a conflict was accepted, which the half of a batch was asked for by itself."""
    states = [[*answer[:3], [{**row, "accepted": None} for row in answer[3]]] for answer in told[: -len(ZONES)]]
    return [*states, *told[-len(ZONES) :]]


@tried(15)
@given(histories.histories(4), histories.batches(), st.data())
def test_appending_later_changes_no_answer_at_an_earlier_position(
    history: Any, later: Any, data: st.DataObject
) -> None:
    with World() as world:
        for batch in history:
            world.play(batch)
        known = data.draw(st.integers(0, world.head))
        before = everything(world, known)
        world.play(later)
        assert everything(world, known) == before


@tried(25)
@given(histories.histories(3), histories.bodies("b0"), st.booleans())
def test_to_record_and_withdraw_is_as_if_it_had_never_been_there(history: Any, body: Any, together: bool) -> None:
    with World() as world:
        for batch in history:
            world.play(batch)
        before = everything(world, world.head)
        entries = [body, {"withdraw": "b0", "reason": "なかった"}]
        if together:
            world.register.append(entries)
        else:
            for entry in entries:
                world.register.append(entry, accept_conflict="試し")
        after = everything(world, world.register.head.position)
        assert without_reasons(after) == without_reasons(before)
        if together:  # apart, what the act made good is in conflict anew when it goes, and accepted anew
            assert after == before


@tried(25)
@given(histories.histories(3))
def test_replacing_an_act_by_an_equal_body_or_recording_it_again_records_nothing(history: Any) -> None:
    with World() as world:
        for batch in history:
            world.play(batch)
        lines, rows = world.lines(), world.rows()
        for act in model.visible(world.log, world.head):
            turned = dict(reversed(act.body.items()))
            assert world.register.correct(act.id, turned, reason="同じ") == act.position
            same_bodies = [e.position for e in world.log if e.act == act.id and e.body == act.body]
            assert world.register.append(turned) == [same_bodies[0]]
        for act_id in {event.act for event in world.log} - {act.id for act in model.visible(world.log, world.head)}:
            last = max(event.position for event in world.log if event.act == act_id)
            reason = next(e for e in world.register.log.versions(act_id) if e.position == last)
            assert world.register.withdraw(act_id, reason=reason_of(reason.line)) == last
        assert (world.lines(), world.rows()) == (lines, rows)


def reason_of(line: bytes) -> str:
    return str(orjson.loads(line)["reason"])


@tried(30)
@given(histories.histories(4), histories.batches())
def test_a_refused_batch_leaves_log_and_rows_as_they_were(history: Any, batch: Any) -> None:
    with World() as world:
        for earlier in history:
            lines, rows = world.lines(), world.rows()
            if not world.play(earlier, accept=False):
                assert (world.lines(), world.rows()) == (lines, rows)
        lines, rows = world.lines(), world.rows()
        with pytest.raises(Refused):
            world.register.append([*world.told(batch)[0], {"withdraw": "never-recorded", "reason": "ない"}])
        assert (world.lines(), world.rows()) == (lines, rows)


@tried(30)
@given(
    st.lists(histories.one_zone("z1"), min_size=1, max_size=6),
    st.lists(histories.one_zone("z2"), max_size=6),
    st.data(),
)
def test_the_order_in_which_unrelated_zones_are_recorded_changes_positions_only(
    one: Any, other: Any, data: st.DataObject
) -> None:
    acts = [{**body, "id": f"a{number}"} for number, body in enumerate(one)]
    more = [{**body, "id": f"b{number}"} for number, body in enumerate(other)]
    mixed = data.draw(st.permutations([0] * len(acts) + [1] * len(more)))
    turns = (iter(acts), iter(more))
    with World() as apart, World() as together:
        for body in [*acts, *more]:
            apart.register.append(body, accept_conflict="試し")
        for turn in mixed:
            together.register.append(next(turns[turn]), accept_conflict="試し")
        head = apart.register.head.position
        assert without_positions(everything(apart, head)) == without_positions(everything(together, head))


def without_positions(value: Any) -> Any:
    """Answers in any order of rows, without the positions."""
    if isinstance(value, dict):
        return {key: without_positions(item) for key, item in value.items() if key != "position"}
    if isinstance(value, list):
        return sorted((without_positions(item) for item in value), key=repr)
    return value if not hasattr(value, "model_dump") else without_positions(value.model_dump(mode="json"))


@tried(40)
@given(histories.histories(), days, days)
def test_what_is_certain_on_a_day_is_applied_or_refused_alike_on_every_later_day(
    history: Any, one: str, other: str
) -> None:
    early, late = sorted((one, other))
    with World() as world:
        for batch in history:
            world.play(batch)
        for name in model.ANSWERS:
            before = in_any_order(world.register.ask(name, as_of=early)["conflicts"])
            after = in_any_order(world.register.ask(name, as_of=late)["conflicts"])
            assert set(before) <= set(after)
        first = world.register.ask("zones", as_of=early)["zones"]
        second = {row["zone"] for row in world.register.ask("zones", as_of=late)["zones"]}
        assert {row["zone"] for row in first} <= second


@tried(40)
@given(histories.histories(), days, days)
def test_a_difference_applied_to_one_day_gives_the_other(history: Any, start: str, end: str) -> None:
    with World() as world:
        for batch in history:
            world.play(batch)
        changes = world.register.diff(start, end).changes
        assert_leads(fields(world, start), changes, fields(world, end))
        middle = world.head // 2
        learned = world.register.diff(as_of=end, known=(middle, world.head)).changes
        assert_leads(fields(world, end, middle), learned, fields(world, end))


def assert_leads(start: Fields, changes: Any, end: Fields) -> None:
    """The changes lead from one state to the other. The policy of a zone without a row was not to be seen."""
    found = applied(start, changes)
    steps = [key for key in {**found, **end} if key[2] in ("policy", "policy_in_progress")]
    unseen = {key for key in steps if ("zone", key[1], "status") not in start}
    left, right = ({key: value for key, value in state.items() if key not in unseen} for state in (found, end))
    assert left == right


# What is no part of a state: whose it is, and which effect gave it; and of a zone its plan, which has a row of its own.
NAMED = {"zone": ["zone", "plan"], "plan": ["plan", "zone"], "measure": ["measure", "zone"], "bill": ["bill"]}
NAMED |= {"proposal": ["proposal", "call"], "call": ["call"]}
ORIGIN = ["since", "since_earliest", "since_latest", "act", "position"]
ROWS = {"zones": "zone", "plans": "plan", "measures": "measure", "proposals": "proposal", "bills": "bill"}


def fields(world: World, day: str, known: int | None = None) -> Fields:
    """The state on a day as (entity, id, field) → value, for what the rows of answers show."""
    state: Fields = {}
    for answer, sort in ROWS.items():
        for row in world.register.ask(answer, known, as_of=day)[answer]:
            kind = "call" if sort == "proposal" and row["proposal"] is None else sort
            state |= {(kind, row[kind], name): row[name] for name in row.keys() - {*NAMED[kind], *ORIGIN}}
    return shown(state)


def shown(state: Fields) -> Fields:
    """A state without what says nothing, and without zones of which no row is shown."""
    said = {key: value for key, value in state.items() if value not in (None, [], "none")}
    whole = [key for key in said if key[0] != "zone" or ("zone", key[1], "status") in said]
    return {key: said[key] for key in whole if key[2] not in NAMED[key[0]]}


def applied(state: Fields, changes: Any) -> Fields:
    """A state after the changes. A policy is an entity of its own there, and stands in the row of its zone here."""
    policy, new = {"status": "policy", "in_progress": "policy_in_progress"}, dict(state)
    for change in changes:
        key = (change.entity, change.id, change.field)
        if change.entity == "policy":
            key = ("zone", change.id, policy.get(change.field, ""))
        new[key] = change.after
    models = [answers.ROWS[answer] for answer in ROWS if answer in answers.ROWS]
    printed = {"law", *(name for row in models for name in row.model_fields)}
    return shown({key: value for key, value in new.items() if key[2] in printed and key[0] in NAMED})


@tried(25)
@given(histories.histories(), st.data())
def test_one_zone_is_its_row_among_all_and_a_model_is_what_json_prints(history: Any, data: st.DataObject) -> None:
    with World() as world:
        for batch in history:
            world.play(batch)
        day, known = data.draw(days), data.draw(st.integers(0, world.head))
        whole = world.register.zones(day, known)
        rows = {row.zone: row for row in whole.zones}
        for zone in ZONES:
            assert world.register.zone(zone, day, known) == rows.get(zone)
        asked: dict[str, str | None] = {"zones": None, "plans": None, "measures": None, "proposals": None, "uses": "z1"}
        for name, within in asked.items():
            method = getattr(world.register, "measures" if name == "uses" else name)
            expected = world.register.ask(name, known, as_of=day, zone=within)
            assert method(day, known, zone=within).model_dump(mode="json") == expected
