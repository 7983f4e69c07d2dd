"""Closed periods: a later act or correction dated inside needs a reason for being late, and its line keeps it."""

from __future__ import annotations

from typing import Any

import pytest

import reformlog
from cli_running import run
from reformlog.log.lines import read
from reformlog.queries import history


def meeting(name: str, held: str) -> dict[str, Any]:
    return {"id": name, "kind": "council-meeting", "title": name, "held": held, "sources": [{"title": "資料"}]}


@pytest.fixture
def register(tmp_path):
    with reformlog.open(tmp_path / "r.db", create=True) as made:
        made.append([meeting("sep", "2024-09-05"), meeting("oct", "2024-10-05"), {"close": "2024-09"}])
        yield made


def refused(call: Any) -> reformlog.Error:
    with pytest.raises(reformlog.Refused) as error:
        call()
    assert {refusal.code for refusal in error.value.errors} == {"period-closed"}
    return error.value


def test_a_later_act_dated_inside_is_refused_without_a_reason(register):
    error = refused(lambda: register.append(meeting("late", "2024-09-20")))
    assert "2024-09, which is closed" in error.message and "--late-reason" in error.hint
    assert register.head.position == 3


def test_with_a_reason_it_is_recorded_and_tagged_in_its_line(register):
    (position,) = register.append(meeting("late", "2024-09-20"), late_reason="資料の公表が遅れた")
    assert read(register.log.event(position).line)["late"] == "資料の公表が遅れた"
    (row,) = history.log(register.view(), known_from=position)["events"]
    assert row["late"] == "資料の公表が遅れた" and register.verify()


def test_what_is_dated_outside_needs_none_and_is_not_tagged(register):
    (position,) = register.append(meeting("nov", "2024-11-01"), late_reason="not needed")
    assert "late" not in read(register.log.event(position).line)


def test_an_imprecise_date_that_may_lie_inside_counts_as_inside(register):
    refused(lambda: register.append(meeting("year", "2024")))


def test_moving_an_act_out_of_or_into_a_closed_period_is_late_as_well(register):
    refused(lambda: register.correct("sep", meeting("sep", "2024-10-01"), reason="官報"))
    refused(lambda: register.correct("oct", meeting("oct", "2024-09-30"), reason="官報"))
    refused(lambda: register.withdraw("sep", reason="重複"))
    position = register.withdraw("sep", reason="重複", late_reason="監査の指摘")
    assert read(register.log.event(position).line)["late"] == "監査の指摘"


def test_all_late_acts_of_a_batch_are_refused_at_once_and_none_recorded(register):
    error = refused(
        lambda: register.append([meeting("a", "2024-09-01"), meeting("b", "2024-12-01"), meeting("c", "2024-09-30")])
    )
    assert len(error.errors) == 2 and register.head.position == 3


def test_recording_again_what_is_recorded_is_never_late(register):
    assert register.append(meeting("sep", "2024-09-05")) == [1]


def test_a_period_opened_again_needs_no_reason(register):
    register.withdraw("close:2024-09", reason="追加の資料")
    before = register.head.position
    assert register.append(meeting("late", "2024-09-20")) == [before + 1]


def test_closing_counts_within_the_batch_from_there_on(register):
    refused(lambda: register.append([{"close": "2024-12"}, meeting("dec", "2024-12-01")]))
    register.append([meeting("dec", "2024-12-01"), {"close": "2024-12"}])


def test_a_closed_year_covers_its_days_and_statements_are_never_late(register):
    register.append([{"close": "2023"}, {"remark": "sep", "text": "確認"}])
    refused(lambda: register.append(meeting("old", "2023-05-01")))


def test_an_empty_reason_is_no_reason(register):
    with pytest.raises(reformlog.Usage):
        register.append(meeting("late", "2024-09-20"), late_reason=" ")


def test_a_period_has_one_name_however_it_is_written(register):
    for written in ("令和6年9月", "2024-09", "2024年9月", "2024-09-01/2024-09-30"):
        assert register.append({"close": written}) == [3]
    refused(lambda: register.append(meeting("late", "2024-09-20")))
    register.withdraw("close:2024-09", reason="追加の資料")
    before = register.head.position
    assert register.append(meeting("late", "2024-09-20")) == [before + 1]
    assert register.append([{"close": "令和6年度"}, {"close": "令和6年"}, {"close": "2024-10-01"}])
    names = [event.act for event in register.log.events(before + 2)]
    assert names == ["close:2024-04-01/2025-03-31", "close:2024", "close:2024-10-01"]


def test_a_closing_is_found_by_any_spelling_of_its_period(tmp_path):
    log = tmp_path / "r.db"
    assert run("--db", str(log), "init").code == 0
    assert run("--db", str(log), "close", "令和6年9月").code == 0
    done = run("--db", str(log), "correct", "close:令和6年9月", "--set", "note=確認済み", "--reason", "補足")
    assert (done.code, done.out) == (0, "#2 close:2024-09\n"), done.err
    assert run("--db", str(log), "withdraw", "close:2024年9月", "--reason", "追加").out == "#3 close:2024-09\n"
    told = run("--db", str(log), "close", "nonsense", "--note", "a\x01b")
    assert told.code == 2 and "nonsense" in told.err and "U+0001" in told.err


def test_a_period_without_an_end_is_not_closed(register):
    with pytest.raises(reformlog.Refused) as error:
        register.append({"close": "2024-10/.."})
    assert error.value.code == "period-open"
