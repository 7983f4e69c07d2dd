"""due: what time alone did between two days, on the real record and on small ones."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import histories
import played
import reformlog
from acts import act
from cli_running import run
from reformlog.queries import due as query
from reformlog.queries import states


def due(register: Any, start: str | None = None, end: str | None = None, **asked: Any) -> dict[str, Any]:
    return query.due(register.view(asked.pop("known", None)), start, end, **asked)


def test_the_order_decided_on_the_21st_came_into_force_by_time_alone_on_the_26th(real):
    rows = due(real, "2024-06-22", "2024-06-30")["due"]
    assert [(row["day"], row["how"], row["zone"]) for row in rows] == [
        ("2024-06-26", "in-force", "fukushima-nagasaki"),
        ("2024-06-26", "in-force", "miyagi-kumamoto"),
        ("2024-06-26", "in-force", "hokkaido"),
    ]


def test_an_imprecise_hearing_becomes_certain_on_its_last_day(real):
    """5月中下旬 is certain on the 31st."""
    rows = due(real, "2024-05-31", "2024-05-31")["due"]
    assert {(row["how"], row["is"], row["act"]) for row in rows} == {("certain", "candidate", "2024-05.wg-hearing")}


def test_between_decision_and_enforcement_the_order_is_pending(real):
    assert [row["act"] for row in due(real, "2024-06-22", "2024-06-25")["pending"]] == ["2024-06-21.cabinet-order"] * 3


def test_a_promise_is_foreseen_until_its_last_day_then_overdue_unless_met(real):
    """熊本県で2事業を開始 … 今年度中: nobody recorded that they began; the report foreseen for June 2024 was made."""
    kept = "2025.plan-approval-kumamoto"
    assert kept in {row["act"] for row in due(real, "2026-03-31", "2026-03-31")["foreseen"]}
    assert kept in {row["act"] for row in due(real, "2026-04-01", "2026-04-01")["overdue"]}
    assert "2023-12-26.council-61" in {row["act"] for row in due(real, "2024-06-03", "2024-06-03")["foreseen"]}
    later = due(real, "2024-06-04", "2024-06-04")
    assert "2023-12-26.council-61" not in {row["act"] for row in later["foreseen"] + later["overdue"]}


def test_a_measure_goes_out_of_force_the_day_after_its_last(tmp_path):
    law = act("law", "law", {"measure": "m", "is": "created", "until": "2022-03-31"}, enforced="2020-04-01")
    with reformlog.open(tmp_path / "r.db", create=True) as register:
        register.append(law)
        assert due(register, "2022-03-01", "2022-03-31")["due"] == []
        (row,) = due(register, "2022-03-31", "2022-04-01")["due"]
        named = {"measure": "m", "is": "expired", "act": "law", "position": 1}
        assert row == {"day": "2022-04-01", "how": "expired", **named, "applied": True}
        longer = act("longer", "law", {"measure": "m", "is": "extended", "until": "2024-03-31"}, enforced="2022-01-01")
        register.append(longer)
        assert due(register, "2022-03-31", "2022-04-01")["due"] == []
        (row,) = due(register, "2024-01-01", "2024-12-31")["due"]
        assert (row["day"], row["act"], row["position"]) == ("2024-04-01", "longer", 2)


def test_a_measure_that_was_certain_only_after_its_last_day_goes_out_of_force_on_the_day_it_is_certain(tmp_path):
    """Created on some day of a year, until a day in it: out of force by time alone all the same."""
    law = act("law", "law", {"measure": "m", "is": "created", "until": "2020-12-31"}, enforced="令和2年度")
    with reformlog.open(tmp_path / "r.db", create=True) as register:
        register.append(law)
        (row,) = [row for row in due(register, "2020-04-01", "2021-07-05")["due"] if row["how"] == "expired"]
        assert (row["day"], row["measure"], row["act"]) == ("2021-03-31", "m", "law")
        assert [row["how"] for row in due(register, "2021-04-01", "2021-07-05")["due"]] == []
        (measure,) = register.measures("2021-03-31").measures
        assert (measure.status, measure.since) == ("expired", "2021-01-01")
        register.append(act("council", "council-meeting", {"measure": "m", "is": "adopted"}, held="2021-06-01"))
        assert [row["how"] for row in due(register, "2021-04-01", "2021-07-05")["due"]] == []


def test_a_measure_that_lasts_to_the_last_of_all_days_never_goes_out_of_force(tmp_path):
    law = act("law", "law", {"measure": "m", "is": "created", "until": "9999-12-31"}, enforced="2020-04-01")
    with reformlog.open(tmp_path / "r.db", create=True) as register:
        register.append(law)
        assert due(register, "2020-04-02", "9999-12-31")["due"] == []
        assert [step["act"] for step in register.replay(end="9999-12-31").steps] == ["law"]
        (row,) = register.measures("9999-12-31").measures
        assert (row.status, row.until) == ("created", "9999-12-31")


def test_since_i_last_looked_lists_what_was_recorded_and_begins_on_that_day(record_copy):
    with record_copy() as register:
        head = register.head.position
        register.append({"remark": "2024-06-21.cabinet-order", "text": "確認した"})
        told = due(register, since=head)
        assert (told["from"], told["to"]) == ("2026-11-01", "2026-11-02")
        assert [row["act"] for row in told["events"]] == ["remark:2024-06-21.cabinet-order"]


def test_days_the_wrong_way_round_and_a_position_to_come_are_refused(real):
    for asked in ({"start": "2024-06-30", "end": "2024-06-01"}, {"since": 10_000}):
        with pytest.raises(reformlog.Usage):
            due(real, **asked)


@settings(max_examples=40)
@given(histories.histories(), st.sampled_from(histories.DAYS), st.sampled_from(histories.DAYS))
def test_what_stops_being_pending_or_possible_in_between_is_due(history, one, other):
    """Listed beside the state on the first day and not on the last: then it is due in between, and nothing else is."""
    start, end = sorted((one, other))
    with played.register() as register:
        played.play(register, history)
        view = register.view()

        def waiting(on: str, sort: str) -> set[tuple[str, str]]:
            listed = [
                states.states(view, answer, as_of=on)[sort] for answer in ("zones", "measures", "proposals", "bills")
            ]
            return {(row["act"], row["is"]) for rows in listed for row in rows}

        rows = due(register, start, end)["due"]
        certain = {(row["act"], row["is"]) for row in rows if row["how"] == "certain"}
        assert waiting(start, "possible") - waiting(end, "possible") <= certain
        came = {(row["act"], row["is"]) for row in rows if row["how"] in ("in-force", "possible")}
        assert waiting(start, "pending") - waiting(end, "pending") <= came
        assert all(start <= row["day"] <= end for row in rows)


def test_what_is_due_of_many_sorts_stands_in_one_column_for_a_reader_and_in_its_own_as_data(record_file):
    asked = ("--db", str(record_file), "due", "--from", "2024-01-01", "--to", "2024-12-31")
    head, *rows = [line.split() for line in run(*asked).out.partition("\n\n")[2].splitlines()]
    assert head == ["日", "経過", "行為", "対象", "効果", "適用", "位置"]
    line = ["2024-01-31", "確定", "2024-01.proposal-hokkaido", "提案", "hokkaido-2024-finance", "提出", "はい"]
    assert line in [row[:7] for row in rows]
    line = ["2024-06-26", "効力発生", "2024-06-21.cabinet-order", "区域", "miyagi-kumamoto", "指定", "はい"]
    assert line in [row[:7] for row in rows]
    assert "proposal,is,applied,position,measure,call,zone" in run(*asked, "--format", "csv").out


def test_since_a_day_lists_all_that_was_recorded_from_that_day_on_and_since_an_instant_what_came_after_it(record_copy):
    with record_copy() as register:

        def due(*days: str, since: str) -> dict[str, Any]:
            return register.due(*days, since=since).model_dump(mode="json")

        head = register.head
        register.append({"remark": "2024-06-21.cabinet-order", "text": "確認した"})
        told = due(since="2026-11-02")  # the day on which it was recorded
        assert (told["from"], told["since"]) == ("2026-11-02", head.position)
        assert [row["act"] for row in told["events"]] == ["remark:2024-06-21.cabinet-order"]
        assert due(since=head.recorded_at)["events"] == told["events"]
        since = due(since="2026-10-31")  # a day on which nothing was: it is the first day all the same
        assert (since["from"], since["since"], since["to"]) == ("2026-10-31", 0, "2026-11-02")
        assert due("2026-11-01", since="令和8年11月2日")["from"] == "2026-11-01"


def test_since_what_is_not_known_yet_says_what_to_type_behind_since():
    assert run("init").code == 0
    for words, hint in (("2999-01-01", "--since 20"), ("5", "--since 0"), ("-1", "--since 0")):
        done = run("due", "--since", words)
        assert (done.code, done.out) == (2, "")
        assert hint in done.err and "--as-known" not in done.err


def test_a_promise_is_met_by_another_act_never_by_the_one_that_makes_it(tmp_path):
    """`meets: [b]` in b itself is a slip, listed by `check`; the promise stays foreseen, and then overdue."""
    promise = act("b", "request", made="2024-11-01", expects=[{"text": "要望する", "date": "2024-12"}], meets=["b"])
    with reformlog.open(tmp_path / "r.db", create=True) as register:
        register.append(promise)
        assert [row["act"] for row in due(register, "2024-12-31", "2024-12-31")["foreseen"]] == ["b"]
        assert [row["act"] for row in due(register, "2025-01-01", "2025-01-01")["overdue"]] == ["b"]
        assert [found.message for found in register.check().findings] == ["b meets b, which is the act itself."]
        register.append(act("c", "request", made="2024-12-20", meets=["b"]))
        assert due(register, "2025-01-01", "2025-01-01")["overdue"] == []
