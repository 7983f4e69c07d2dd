"""Statements: what is said about the record itself is kept like acts, and changes no state."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import reformlog
from reformlog import builtin
from reformlog.events.json_schema import json_schema
from reformlog.queries import history
from reformlog.queries.audit import audit
from reformlog.recording import record

ORDER = {
    "id": "2024-06-21.cabinet-order",
    "kind": "cabinet-order",
    "title": "政令",
    "enforced": "2024-06-26",
    "effects": [{"zone": "miyagi-kumamoto", "is": "designated", "areas": ["04", "43"]}],
    "sources": [{"title": "資料"}],
}
REMARK = {"remark": "2024-06-21.cabinet-order", "text": "官報で確認した"}
COVERAGE = {"coverage": "council", "complete-from": "2014-01-07", "known-missing": ["6", "7"]}


@pytest.fixture
def register(tmp_path: Path):
    with reformlog.open(tmp_path / "r.db", create=True) as made:
        made.append(ORDER)
        yield made


def bodies(register):
    return dict(register.projection.connection.execute("SELECT stream, body FROM statement WHERE known_to = 1 << 62"))


def test_a_remark_and_a_coverage_are_events_of_the_log_with_streams_no_act_can_have(register):
    assert register.append([REMARK, COVERAGE]) == [2, 3]
    streams = [event["act"] for event in history.log(register.view())["events"]]
    assert streams == ["2024-06-21.cabinet-order", "remark:2024-06-21.cabinet-order", "coverage:council"]
    assert [event.topic for event in register.log.events(2)] == ["remark", "coverage"]
    assert register.verify()


def test_a_statement_changes_no_state_and_stands_in_no_chronology(register):
    before = register.zones(as_of="2024-07-01").zones, register.chronology()
    register.append([REMARK, COVERAGE, {"close": "2024-06"}])
    assert (register.zones(as_of="2024-07-01").zones, register.chronology()) == before
    assert register.check().findings == []


def test_an_equal_statement_is_recorded_once_and_another_body_is_refused(register):
    assert register.append(REMARK) == register.append(dict(REMARK)) == [2]
    with pytest.raises(reformlog.Refused) as refused:
        register.append({**REMARK, "text": "別の文"})
    assert refused.value.code == "id-used"


def test_a_statement_can_be_corrected_and_withdrawn_with_a_reason(register):
    register.append(COVERAGE)
    register.append({"correct": "coverage:council", "reason": "数え直した", "act": {"known-missing": [6]}})
    assert bodies(register) == {"coverage:council": '{"coverage":"council","known-missing":[6]}'}
    register.withdraw("coverage:council", reason="調べていない")
    assert bodies(register) == {}
    shown = history.show(register.view(), "coverage:council")
    assert [version["event"] for version in shown["versions"]] == ["recorded", "corrected", "withdrawn"]


def test_a_correction_never_turns_one_statement_into_another(register):
    register.append(COVERAGE)
    with pytest.raises(reformlog.Refused) as refused:
        register.append({"correct": "coverage:council", "reason": "x", "act": {"coverage": "laws"}})
    assert refused.value.code == "id-changed"


def test_a_second_remark_on_the_same_thing_has_a_name_of_its_own(register):
    assert register.append([REMARK, {**REMARK, "id": "board-of-audit", "text": "会計検査院も確認"}]) == [2, 3]
    assert list(bodies(register)) == [
        "remark:2024-06-21.cabinet-order",
        "remark:2024-06-21.cabinet-order#board-of-audit",
    ]


def test_a_field_by_its_name_in_python_is_kept_by_its_name_in_act_files(register):
    register.append({"coverage": "council", "complete_from": "2014-01-07"})
    assert bodies(register) == {"coverage:council": '{"complete-from":"2014-01-07","coverage":"council"}'}
    register.append({"assert": "a", "as_of": "2024-06-30", "that": {"zone": "okinawa", "in_progress": None}})


def test_a_remark_is_about_what_is_there_and_the_order_in_a_batch_does_not_matter(register):
    """An act, also a withdrawn one; a statement; a finding whose rule, zone and act there are."""
    with pytest.raises(reformlog.Refused) as refused:
        register.append({**REMARK, "remark": "2024-09-05.zone-policy"})
    assert refused.value.code == "remark-on-nothing"
    policy = {"id": "2024-09-05.zone-policy", "kind": "zone-policy", "title": "区域方針の決定", "decided": "2024-09-05"}
    policy |= {"effects": [{"policy": "miyagi-kumamoto", "is": "decided"}], "sources": [{"title": "区域方針"}]}
    assert register.append([{**REMARK, "remark": "P1/miyagi-kumamoto/2024-09-05.zone-policy"}, policy]) == [2, 3]
    register.withdraw("2024-09-05.zone-policy", reason="誤記")
    register.append(
        [COVERAGE, {**REMARK, "remark": "2024-09-05.zone-policy"}, {**REMARK, "remark": "coverage:council"}]
    )
    assert register.check().findings == []


@pytest.mark.parametrize("accepted", [None, "資料のとおり"])
@pytest.mark.parametrize("key", ["Q1/miyagi-kumamoto", "Z1/miyagi-kumamto", "F4/2024-06-22.cabinet-order", "F4/x/1"])
def test_a_remark_on_a_finding_no_audit_could_make_is_refused_whatever_is_accepted(register, key, accepted):
    with pytest.raises(reformlog.Refused) as refused:
        register.append({**REMARK, "remark": key}, accept_conflict=accepted)
    assert refused.value.code == "remark-on-nothing" and refused.value.hint


def test_every_finding_of_the_audit_takes_a_remark_by_its_key(tmp_path):
    with reformlog.open(tmp_path / "demo.db", create=True) as demo:
        demo.record(builtin.entries())
        keys = dict.fromkeys(row["key"] for row in audit(demo.view())["findings"])
        assert len(keys) > 100
        demo.append([{"remark": key, "text": "確認"} for key in keys])
        assert [finding for finding in demo.check().findings if finding.code == "remark-on-nothing"] == []


def test_check_lists_remarks_on_nothing_that_were_recorded_before_they_were_refused(register, monkeypatch):
    with monkeypatch.context() as before:
        before.setattr(record, "remarks_kept", lambda *_: None)
        register.append([{**REMARK, "remark": "2024-06-21.cabinet-ordr"}, {**REMARK, "remark": "Z9/miyagi-kumamoto"}])
    found = register.check().findings
    assert [(finding.code, finding.acts) for finding in found] == [
        ("remark-on-nothing", ["remark:2024-06-21.cabinet-ordr"]),
        ("remark-on-nothing", ["remark:Z9/miyagi-kumamoto"]),
    ]
    register.correct("remark:2024-06-21.cabinet-ordr", {"text": "別の文"}, reason="言い換え")
    for finding in found:
        register.withdraw(finding.acts[0], reason="宛先の誤り")
    assert register.check().findings == []


@pytest.mark.parametrize(
    "said",
    [
        lambda register, words: register.withdraw(REMARK["remark"], reason=words),
        lambda register, words: register.append(REMARK, recorded_by=words),
        lambda register, words: register.append(REMARK, accept_conflict=words),
        lambda register, words: register.append(REMARK, late_reason=words),
    ],
)
def test_a_reason_and_who_records_hold_no_character_that_an_act_may_not_hold(register, said):
    before = register.log.position()
    for words in ("red\x1b[31m", "txt.\u202eexe", "\ud800"):
        with pytest.raises(reformlog.Refused) as refused:
            said(register, words)
        assert refused.value.errors[0].code == "character"
    with pytest.raises(reformlog.Refused) as refused:
        said(register, "x" * 20_001)
    assert refused.value.code == "text-too-long"
    assert register.log.position() == before


def test_a_remark_with_a_name_of_its_own_is_corrected_without_writing_its_target_again(register):
    register.append([REMARK, {**REMARK, "id": "board-of-audit", "text": "会計検査院も確認"}])
    second = "remark:2024-06-21.cabinet-order#board-of-audit"
    register.append({"correct": second, "reason": "誤字", "act": {"text": "会計検査院が確認"}})
    assert json.loads(bodies(register)[second])["text"] == "会計検査院が確認"
    assert len(bodies(register)) == 2


def test_rebuilding_gives_the_same_statements_byte_for_byte(register):
    register.append([REMARK, COVERAGE])
    register.append({"correct": "coverage:council", "reason": "r", "act": {"note": "n"}})
    query = "SELECT * FROM statement ORDER BY stream, known_from"
    before = register.projection.connection.execute(query).fetchall()
    register.rebuild()
    assert register.projection.connection.execute(query).fetchall() == before


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"remark": "x"}, "text-missing"),
        ({"remark": "x", "text": "y", "tex": "z"}, "field-unknown"),
        ({"remark": "x", "text": "a\u202eb"}, "character"),
        ({"coverage": "council", "complete-from": "2014-02-30"}, "date-impossible"),
        ({"coverage": "council", "complete_from": "garbage"}, "date-unreadable"),
        ({"close": "2024-13"}, "date-impossible"),
        ({"assert": "a", "as-of": "2024-06-30"}, "assert-empty"),
        ({"assert": "a", "as-of": "2024-06-30", "that": {"zone": "z"}}, "assert-form"),
        ({"assert": "a", "as-of": "2024-06-30", "that": {"plan": None, "status": "none"}}, "assert-form"),
        ({"assert": "a", "as-of": "2024-06-30", "that": {"measure": "m", "zone": "z", "part": 5}}, "assert-form"),
    ],
)
def test_a_statement_nobody_could_use_is_refused_in_words(register, wrong, code):
    with pytest.raises(reformlog.Refused) as refused:
        register.append(wrong)
    assert refused.value.errors[0].code == code and refused.value.errors[0].hint


def test_an_editor_takes_by_the_schema_what_the_door_takes():
    import jsonschema

    schema = jsonschema.Draft202012Validator(json_schema())
    said = {"assert": "a", "as-of": "2024-06-30", "that": {"zone": "z", "status": "designated"}, "designated": "z"}
    told = [REMARK, COVERAGE, {"close": "2024-09"}, said, {**COVERAGE, "known-missing": 6}]
    told.append({"correct": "coverage:council", "reason": "r", "act": {"note": "n"}})
    told.append({**COVERAGE, "known-missing": "６"})
    told.append({**ORDER, "order": "１", "number": "６５", "counts": {"proposals": "44"}})
    for entry in told:
        schema.validate(entry)
    with pytest.raises(jsonschema.ValidationError):
        schema.validate({**REMARK, "tex": "x"})


def test_a_coverage_that_surely_ends_before_it_begins_is_refused(register):
    """It would cover nothing, and `audit` would call nothing missing for it; of days that meet it may be right."""
    backwards = {"coverage": "council", "complete-from": "2014-01-07", "complete-to": "2013"}
    with pytest.raises(reformlog.Refused) as error:
        register.append(backwards)
    assert error.value.code == "coverage-backwards"
    assert error.value.message == "The coverage of council ends (2013) before it begins (2014-01-07)."
    register.append({**backwards, "complete-to": "2014"})
