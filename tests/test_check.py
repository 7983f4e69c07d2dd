"""check: what a person should look at in the record, each with what to type."""

from __future__ import annotations

from typing import Any

import pytest

import reformlog


@pytest.fixture
def findings(tmp_path):
    """What check finds when these acts are recorded: code, acts, message, hint."""

    def found(*acts: dict[str, Any]) -> list[tuple[str, list[str], str, str | None]]:
        with reformlog.open(tmp_path / "r.db", create=True) as register:
            register.append([*acts])
            return [(row.code, row.acts, row.message, row.hint) for row in register.check().findings]

    return found


def request(name: str, **fields: Any) -> dict[str, Any]:
    return {
        "id": name,
        "kind": "request",
        "title": name,
        "made": "2024-11-03",
        "sources": [{"title": "官報"}],
        **fields,
    }


def test_a_record_in_order_has_no_finding(findings):
    assert findings(request("a"), request("b", made="2024-11-04")) == []


def test_an_act_without_a_date_stands_in_no_chronology(findings):
    act = request("a")
    del act["made"]
    hint = "reformlog correct a --set made=DATE --reason TEXT"
    assert findings(act) == [("undated", ["a"], "a has no date; no chronology shows it.", hint)]


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ([], "a meets b, which is not recorded."),
        ([request("b", made="2024-11-01")], "a meets b, which expects nothing."),
    ],
)
def test_an_act_meets_only_what_another_act_expects(findings, other, why):
    """meets: [b], where b is not there, or promises nothing."""
    assert findings(*other, request("a", meets=["b"])) == [("meets-nothing", ["a"], why, "Correct meets:")]


def test_a_promise_that_an_act_meets_is_in_order(findings):
    promise = request("b", made="2024-11-01", expects=[{"text": "要望する", "date": "2024-11"}])
    assert findings(promise, request("a", meets=["b"])) == []


@pytest.mark.parametrize(
    ("others", "why"),
    [
        ([], "a is part of b, which is not recorded."),
        (
            [request("b", made="2024-11-01", **{"part-of": "c"}), request("c", made="2024-11-02")],
            "a is part of b, which is itself a part; one level only.",
        ),
    ],
)
def test_an_act_is_part_of_a_whole_that_is_there_and_no_part_itself(findings, others, why):
    found = findings(*others, request("a", **{"part-of": "b"}))
    assert found == [("part-of-nothing", ["a"], why, "Correct part-of:")]


def test_two_acts_of_one_day_that_touch_one_zone_are_asked_for_their_order(findings):
    """指定 and 区域の変更 on 26 June 2024, and nobody says which came first."""
    order = {"kind": "cabinet-order", "enforced": "2024-06-26", "sources": [{"title": "官報"}]}
    zone = {"zone": "okinawa", "is": "designated", "name": "沖縄", "areas": ["47"]}
    change = {"zone": "okinawa", "is": "area-changed", "add": ["46"]}
    acts = [
        {**order, "id": "a", "title": "甲", "effects": [zone]},
        {**order, "id": "b", "title": "乙", "effects": [change]},
    ]
    (tie,) = findings(*acts)
    assert tie[:2] == ("tie", ["a", "b"])
    assert tie[2] == "a and b touch zone:okinawa on 2024-06-26 and do not say in which order."
