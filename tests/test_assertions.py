"""Assertions in the record: checked after every append as known then; what would break one is refused."""

from __future__ import annotations

from typing import Any

import pytest

import reformlog
from acts import act

KIZUNA = {
    "assert": "kizuna",
    "as-of": "2024-06-30",
    "that": [
        {"zone": "miyagi-kumamoto", "status": "designated", "areas": ["43", "04"]},
        {"policy": "miyagi-kumamoto", "status": "none"},
        {"plan": "miyagi-kumamoto", "revision": "none"},
    ],
}


ORDER = act("order", "cabinet-order", {"zone": "z", "is": "designated", "areas": ["04"]}, enforced="2024-06-26")
ALL = {"assert": "all", "as-of": "2024-06-30", "designated": ["z"]}


@pytest.fixture
def small(tmp_path):
    with reformlog.open(tmp_path / "small.db", create=True) as register:
        register.append([ORDER, ALL])
        yield register


def refused(call: Any) -> str:
    with pytest.raises(reformlog.Refused) as error:
        call()
    assert error.value.code == "assertion-broken" and error.value.hint
    return error.value.message


def test_an_assertion_that_holds_is_recorded_and_costs_nothing_else(record_copy):
    with record_copy() as register:
        assert register.append(KIZUNA) == [register.head.position]
        assert register.append(KIZUNA) == [register.head.position]


def test_an_assertion_that_does_not_hold_is_refused_itself(record_copy):
    with record_copy() as register:
        wrong = {**KIZUNA, "that": {"zone": "miyagi-kumamoto", "status": "endorsed"}}
        message = refused(lambda: register.append(wrong))
        assert "status must be endorsed and is designated. Behind it: 2024-06-21.cabinet-order." in message


def test_a_correction_that_breaks_an_assertion_is_refused_with_expected_found_and_acts(small):
    head = small.head
    message = refused(lambda: small.correct("order", {**ORDER, "enforced": "2024-07-01"}, reason="官報"))
    assert (
        message
        == "all, as of 2024-06-30: the designated zones must be [z] and is [] (missing z). No act recorded says so."
    )
    assert small.head == head and small.zone("z", as_of="2024-06-30").status == "designated"


def test_a_zone_nobody_expected_is_named_with_its_act(small):
    other = act("other", "cabinet-order", {"zone": "y", "is": "designated"}, enforced="2024-06-28")
    message = refused(lambda: small.append(other))
    assert "(not expected y). Behind it: other." in message


def test_a_withdrawal_is_checked_too_and_reason_for_a_conflict_does_not_help(small):
    refused(lambda: small.withdraw("order", reason="x", accept_conflict="両方正しい"))


def test_what_lies_after_the_day_breaks_nothing(small):
    before = small.head.position
    other = act("other", "cabinet-order", {"zone": "y", "is": "designated"}, enforced="2024-07-01")
    assert small.append(other) == [before + 1]


def test_the_assertion_may_be_corrected_in_the_batch_that_changes_the_record(small):
    small.append(
        [
            act("other", "cabinet-order", {"zone": "y", "is": "designated"}, enforced="2024-06-28"),
            {
                "correct": "assert:all",
                "reason": "同じ政令で2区域",
                "act": {"as-of": "2024-06-30", "designated": ["y", "z"]},
            },
        ]
    )
    assert small.head.position == 4


def test_a_withdrawn_assertion_binds_nobody(small):
    refused(lambda: small.withdraw("order", reason="別の政令"))
    small.withdraw("assert:all", reason="範囲を改める")
    small.withdraw("order", reason="別の政令")
    assert small.zone("z", as_of="2024-06-30") is None


def test_an_assertion_about_a_field_that_does_not_exist_is_refused(small):
    message = refused(
        lambda: small.append({"assert": "b", "as-of": "2024-06-30", "that": {"zone": "z", "colour": "red"}})
    )
    assert "no field of it" in message


def test_uses_and_expired_measures_can_be_asserted(small):
    law = act("law", "law", {"measure": "m", "is": "created", "until": "2024-12-31"}, enforced="2024-01-01")
    use = act(
        "start", "project-start", {"measure": "m", "zone": "z", "part": ["04"], "is": "started"}, started="2024-07-01"
    )
    started = {"measure": "m", "zone": "z", "part": "04", "status": "started"}
    expired = {"measure": "m", "status": "expired"}
    small.append([law, use])
    small.append({"assert": "use", "as-of": "2024-08-01", "that": started})
    small.append({"assert": "gone", "as-of": "2025-01-01", "that": expired})
    eve = {"assert": "eve", "as-of": "2024-06-30", "that": started}
    last = {"assert": "last", "as-of": "2024-12-31", "that": expired}
    assert "status must be started and is none" in refused(lambda: small.append(eve))
    assert "status must be expired and is created" in refused(lambda: small.append(last))


def test_behind_a_broken_assertion_stands_the_act_that_gave_the_field_last(small):
    """As `blame` says: the plan was approved again, with the same revision."""
    plan = {"plan": "z", "projects": ["a"]}
    first = act("first", "plan-approval", {**plan, "is": "approved"}, approved="2025-01-01")
    off = act("off", "plan-revocation", {"plan": "z", "is": "revoked"}, revoked="2025-02-01")
    again = act("again", "plan-approval", {**plan, "is": "approved"}, approved="2025-03-01")
    said = {"assert": "b", "as-of": "2025-06-01", "that": {"plan": "z", "revision": 7}}
    assert "Behind it: again." in refused(lambda: small.append([first, off, again, said]))


@pytest.fixture
def used(small):
    """A use in two parts of the zone, its measure in force to the end of March 2025."""
    created = {"measure": "m", "is": "created", "title": "特例", "until": "2025-03-31"}
    law = act("law", "law", created, enforced="2024-01-01")
    included = {"measure": "m", "zone": "z", "part": ["43", "04"], "is": "included"}
    small.append([law, act("plan", "plan-approval", included, approved="2024-07-01")])
    return small


@pytest.mark.parametrize(
    ("field", "held", "broken", "giver"),
    [
        ("until", "2025-03-31", "none", "law"),
        ("title", "特例", "別の特例", "law"),
        ("measure_status", "created", "ended", "law"),
        ("status", "included", "none", "plan"),
    ],
)
def test_a_use_is_held_to_what_its_row_says_of_its_measure_too(used, field, held, broken, giver):
    (row,) = used.measures(as_of="2024-08-01", zone="z").model_dump()["measures"]
    assert row[field] == held
    said = {"as-of": "2024-08-01", "that": {"use": "m@z/04,43", field: held}}
    used.append({"assert": "a", **said})
    said["that"] = {"measure": "m", "zone": "z", "part": ["04", "43"], field: broken}
    message = refused(lambda: used.append({"assert": "b", **said}))
    assert f"{field} must be {broken} and is {held}. Behind it: {giver}." in message


def test_a_use_is_named_in_an_assertion_with_its_parts_in_any_order(used):
    used.append({"assert": "a", "as-of": "2024-08-01", "that": {"use": "m@z/43,04", "status": "included"}})
    refused(lambda: used.withdraw("plan", reason="別の計画"))


def test_the_basic_policy_can_be_asserted(small):
    decided = act("basic", "cabinet-decision", {"basic-policy": "kokusentoc", "is": "decided"}, decided="2014-02-25")
    small.append(
        [decided, {"assert": "a", "as-of": "2024-06-30", "that": {"basic-policy": "kokusentoc", "version": 1}}]
    )
    assert "Behind it: basic." in refused(
        lambda: small.append(
            {"assert": "b", "as-of": "2024-06-30", "that": {"basic-policy": "kokusentoc", "version": 2}}
        )
    )


def test_counts_are_asserted_as_a_file_has_them_in_text(small):
    opened = act("call", "proposal-call", {"call": "c", "is": "opened"}, opened="2024-06-01", counts={"proposals": 3})
    said = {"assert": "a", "as-of": "2024-06-30", "that": {"call": "c", "counts": {"proposals": "3"}}}
    small.append([opened, said])
    for counts in ({"proposals": "4"}, {"proposals": "3", "applicants": "1"}):
        refused(lambda that=counts: small.append({**said, "assert": "b", "that": {"call": "c", "counts": that}}))


def test_behind_an_expiry_that_was_not_expected_stands_the_act_that_set_the_last_day(small):
    law = act("law", "law", {"measure": "m", "is": "created", "until": "2024-03-31"}, enforced="2024-01-01")
    later = act("later", "law", {"measure": "m", "is": "extended", "until": "2024-05-31"}, enforced="2024-03-01")
    said = {"assert": "a", "as-of": "2024-06-30", "that": {"measure": "m", "status": "created"}}
    assert "must be created and is expired. Behind it: later." in refused(lambda: small.append([law, later, said]))
