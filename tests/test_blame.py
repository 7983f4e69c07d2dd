"""blame: each field with the act that last gave it, on the real record, on random histories and against the model."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

import histories
import model
import played
from acts import TIMED, act
from reformlog.events.effects import EFFECTS
from reformlog.projections.facts import facts_along
from reformlog.projections.folds import FOLDS
from reformlog.projections.folds.fold import begun
from reformlog.projections.shapes import kind_of
from reformlog.queries import blame as query
from reformlog.queries import giving, refold, walking
from reformlog.queries.entities import resolve
from reformlog.queries.fields import fields
from world import World


def tried(times: int) -> settings:
    return settings(max_examples=times)


def blame(register: Any, entity: str, as_of: str | None = None, known: Any = None) -> dict[str, dict[str, Any]]:
    told = query.blame(register.view(known), entity, as_of=as_of)
    return {row["field"]: row for row in told["fields"]}


def test_the_kizuna_zone_owes_its_status_and_its_name_to_the_order(real):
    """The hearing said the name first; what the zone is called is what the order in force calls it."""
    rows = blame(real, "miyagi-kumamoto", "2024-12-31")
    assert (rows["status"]["act"], rows["status"]["date"]) == ("2024-06-21.cabinet-order", "2024-06-26")
    assert (rows["name"]["act"], rows["name"]["date"]) == ("2024-06-21.cabinet-order", "2024-06-26")
    assert blame(real, "miyagi-kumamoto", "2024-06-25")["name"]["act"] == "2024-06-04.council-63"
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
        register.append(TIMED)
        assert blame(register, "timed", "2022-03-31")["status"]["value"] == "created"
        row = blame(register, "timed", "2022-04-01")["status"]
        assert (row["value"], row["act"]) == ("expired", "x")


def test_the_zone_of_a_plan_is_owed_to_the_act_that_binds_it_and_that_of_a_plan_named_as_its_zone_to_nobody():
    """The plan is the zone's on every day, so also before the act that names it; a later one that names another binds
    nothing."""
    agreed = act("b1", "zone-council", {"plan": "zone-plan", "is": "agreed", "zone": "z"}, held="2024-02-01")
    other = act("b2", "plan-application", {"plan": "zone-plan", "is": "applied", "zone": "y"}, applied="2024-03-01")
    own = act("b3", "plan-application", {"plan": "y", "is": "applied"}, applied="2024-03-01")
    with played.register() as register:
        register.append([other, agreed, own])
        for day in ("2024-01-01", "2024-02-01", "2024-12-31"):
            row = blame(register, "plan:zone-plan", day)["zone"]
            assert (row["value"], row["act"], row["date"]) == ("z", "b1", "2024-02-01")
        assert blame(register, "plan:y", "2024-12-31")["zone"]["act"] is None


ORDER = {"zone": "z", "is": "designated", "name": "甲", "areas": ["04"]}
APPROVED = {"plan": "z", "is": "approved", "projects": 2}
TWICE = (
    act("r1", "cabinet-order", ORDER, enforced="2024-01-02"),
    act("r2", "plan-approval", APPROVED, approved="2024-02-01"),
    act("r3", "plan-revocation", {"plan": "z", "is": "revoked"}, revoked="2024-03-01"),
    act("r4", "plan-approval", APPROVED, approved="2024-04-01"),
    act("r5", "cabinet-order", {"zone": "z", "is": "cancelled"}, enforced="2024-05-02"),
    act("r6", "cabinet-order", ORDER, enforced="2024-06-02"),
)


def acts(register: Any, entity: str, as_of: str) -> dict[str, str]:
    return {field: row["act"] for field, row in blame(register, entity, as_of).items() if row["act"]}


def test_what_was_given_again_is_owed_to_the_act_that_holds_now():
    """A plan approved anew after its revocation, a zone designated anew after its cancellation, both as they were."""
    with played.register() as register:
        register.append(list(TWICE))
        plan = acts(register, "plan:z", "2024-04-15")
        assert {plan[field] for field in ("status", "revision", "projects", "in_progress")} == {"r4"}
        zone = acts(register, "zone:z", "2024-06-05")
        assert {zone[field] for field in ("status", "name", "areas", "in_progress")} == {"r6"}


def test_what_an_effect_leaves_is_owed_to_the_act_before():
    """An amendment without goals, a change without projects, a designation without a name, a lower step."""
    policy = {"policy": "z", "is": "decided", "issues": ["農業"], "goals": ["移住"]}
    amended = {"policy": "z", "is": "amended", "issues": ["農業"]}
    steps = (
        act("s1", "zone-council", {"plan": "z", "is": "agreed"}, held="2024-02-10"),
        act("s2", "plan-application", {"plan": "z", "is": "applied"}, applied="2024-02-11"),
        act("s3", "zone-council", {"plan": "z", "is": "agreed"}, held="2024-02-12"),
    )
    with played.register() as register:
        register.append([*TWICE[:2], *steps, act("p1", "zone-policy", policy, decided="2024-01-03")])
        register.append(act("p2", "zone-policy", amended, decided="2024-01-04"))
        register.append(act("o2", "cabinet-order", {"zone": "z", "is": "cancelled"}, enforced="2024-05-02"))
        register.append(act("o3", "cabinet-order", {"zone": "z", "is": "designated"}, enforced="2024-06-02"))
        assert acts(register, "policy:z", "2024-02-01") == {
            "status": "p1",
            "goals": "p1",
            **dict.fromkeys(("version", "issues", "in_progress"), "p2"),
        }
        assert acts(register, "plan:z", "2024-02-15")["in_progress"] == "s2"
        register.append(act("c1", "plan-approval", {"plan": "z", "is": "change-approved"}, approved="2024-02-20"))
        assert acts(register, "plan:z", "2024-02-25") == {
            "status": "r2",
            "projects": "r2",
            **dict.fromkeys(("revision", "in_progress"), "c1"),
        }
        zone = acts(register, "zone:z", "2024-06-05")
        assert (zone["name"], zone["areas"], zone["status"]) == ("r1", "o3", "o3")


def test_a_measure_created_again_owes_its_status_and_its_last_day_to_that():
    created = {"measure": "m", "is": "created", "until": "2024-03-31", "title": "特例"}
    again = {"measure": "m", "is": "created"}
    with played.register() as register:
        register.append(
            [act("m1", "law", created, enforced="2024-01-01"), act("m2", "law", again, enforced="2024-05-01")]
        )
        assert acts(register, "measure:m", "2024-05-01") == {"status": "m2", "until": "m2", "title": "m1"}


def test_a_use_keeps_why_it_ended_when_a_later_act_says_only_that_it_has_and_loses_it_when_it_begins_again():
    """The business ends; then a change takes it out of the plan and gives no reason."""
    use = {"measure": "m", "zone": "z"}
    with played.register() as register:
        register.append(
            [
                *TWICE[:2],
                act("end", "project-end", {**use, "is": "ended", "because": "移行"}, ended="2024-03-01"),
                act("out", "plan-approval", {**use, "is": "ended"}, approved="2024-04-01"),
                act("back", "plan-approval", {**use, "is": "included"}, approved="2024-05-01"),
            ]
        )
        row = blame(register, "m@z", "2024-04-15")["because"]
        assert (row["value"], row["act"]) == ("移行", "end")
        assert blame(register, "m@z", "2024-05-15")["because"]["value"] is None


def test_what_begins_in_a_cancelled_zone_is_ended_by_the_cancellation():
    step = act("s1", "zone-council", {"plan": "z", "is": "agreed"}, held="2024-05-10")
    with played.register() as register:
        register.append([TWICE[0], TWICE[4], step])
        assert acts(register, "plan:z", "2024-05-10") == {"status": "r5", "in_progress": "s1"}


def test_every_effect_of_the_catalogue_says_which_fields_it_gives():
    """And of the fields it names there is none that no entity has."""
    names = {effect.name for effect in EFFECTS}
    assert {*giving.GIVES, *(name for name in names if name.partition(".")[0] in giving.GIVES_OF_EVERY)} == names
    every = {place for kind, fold in FOLDS.items() for place in fields(kind, fold.initial("x@y"))}
    assert {gift[:2] for gifts in giving.GIFTS for gift in gifts} <= every


FIELD = {"proposed": "proposed_areas"}


def of_the_model(world: World, day: str, known: int) -> dict[str, dict[str, tuple[Any, str, str]]]:
    """What the model holds responsible for each field, by the full name of its entity."""
    found = {}
    for (sort, id_), gave in model.responsible(model.Past(world.log, known), day).items():
        name = id_
        if sort == "use":
            measure, zone, part = id_
            name = f"{measure}@{zone}" + (f"/{','.join(part)}" if part else "")
        found[f"{sort}:{name}"] = {FIELD.get(field, field): told for field, told in gave.items()}
    return found


@tried(60)
@given(histories.histories() | histories.deep_lives(), st.sampled_from(histories.DAYS), st.integers(0, 30))
def test_the_act_blamed_is_the_last_applied_that_gave_the_field(history, day, known):
    """Field by field of every entity as in the model, on any day and at any position."""
    with World() as world:
        for batch in history:
            world.play(batch)
        known = min(known, world.head)
        wanted = of_the_model(world, day, known)
        names = played.subjects(world.register, known)
        assert {name for name, told in wanted.items() if told} <= {*names}
        for name in names:
            rows = blame(world.register, name, day, known)
            found = {field: (row["value"], row["act"], row["is"]) for field, row in rows.items() if row["act"]}
            assert found == wanted.get(name, {}), f"{name} on {day} as known at {known}"


@tried(60)
@given(histories.histories() | histories.deep_lives(), st.sampled_from(histories.DAYS))
def test_no_effect_applied_after_the_one_blamed_gave_the_field_or_changed_it(history, day):
    """In the life of every group: what differs after a step was given by it, and the value is what its giver left."""
    with played.register() as register:
        played.play(register, history)
        view = register.view()
        for (group,) in view.rows("SELECT grp FROM entity").fetchall():
            kind, steps = kind_of(group), walking.walk(view, group, day).steps
            for step in steps:
                gave = giving.given(kind, step)
                assert step.conflict is None or not gave
                before, after = (fields(kind, begun(state)) for state in (step.before, step.after))
                assert {place for place in after if before[place] != after[place]} <= gave | over(kind, step)
            for place, fact in giving.givers(kind, steps).items():
                at = next(number for number, step in enumerate(steps) if step.fact is fact)
                assert all(place not in giving.given(kind, step) for step in steps[at + 1 :])
                left = [fields(kind, state)[place] for state in (steps[at].after, begun(steps[at].after))]
                assert fields(kind, steps[-1].after)[place] in left


def over(kind: str, step: walking.Step) -> set[tuple[str, str]]:
    """What becomes of a plan or a use nobody has spoken of yet when its zone is cancelled or designated anew."""
    unheard = kind in ("plan", "use") and "over" in {**step.before["more"], **step.after["more"]}
    return {(kind, "status")} if unheard and step.fact.effect.entity == "zone" else set()


@tried(60)
@given(histories.histories() | histories.deep_lives(), st.sampled_from(histories.DAYS), st.integers(0, 99))
def test_without_the_acts_of_later_days_the_field_reads_the_same_and_owes_it_to_the_same_act(history, day, pick):
    with played.register() as register:
        played.play(register, history)
        found = [name for name in played.subjects(register) if name.partition(":")[0] not in ("plan", "use", "measure")]
        rows = [(name, field, row) for name in found for field, row in blame(register, name, day).items() if row["act"]]
        if not rows:
            return
        name, field, row = rows[pick % len(rows)]
        subject = resolve(register.view(), name)
        steps = walking.walk(register.view(), subject.group, day).steps
        giver = giving.givers(kind_of(subject.group), steps)[subject.sort, field]
        days = defaultdict(list)
        for first, position, body in refold.visible(register.log, register.head.position):
            days[body["id"]] += [fact[:2] for fact in facts_along("effective", body, position, first)]
        later = [recorded for recorded, own in days.items() if own and all(early > giver.latest for _, early in own)]
        if any(latest > giver.latest for recorded, own in days.items() if recorded not in later for latest, _ in own):
            return  # an act with a day before and a day after, or with both in its interval: nothing is said of these
        for recorded in later:
            register.withdraw(recorded, reason="後の行為", accept_conflict="後の行為")
        again = blame(register, name, day)[field]
        assert [again[key] for key in ("value", "act", "is", "date")] == [
            row[key] for key in ("value", "act", "is", "date")
        ]
