"""What is not certain yet of an act: from which day until before which an effect is possible, pending, foreseen."""

from __future__ import annotations

from typing import Any

import pytest

from acts import act
from reformlog import dates
from reformlog.projections.ahead import ahead
from reformlog.projections.facts import reached

NEVER, ALWAYS = dates.FIRST_DAY, dates.LAST_DAY
DESIGNATED = {"zone": "z", "is": "designated"}


def order(**days: str) -> dict[str, Any]:
    return act("o", "cabinet-order", DESIGNATED, **days)


def call(at: str, **days: str) -> dict[str, Any]:
    return act("c", "proposal-call", {"call": "c", "is": "opened"}, {"call": "c", "is": "closed", "at": at}, **days)


def told(body: dict[str, Any]) -> list[tuple[Any, ...]]:
    """Sort, first day, day before which it ends, and the words of the day that are listed with what is pending."""
    return [
        (one.sort, one.from_day, one.until_day, *([one.entry["effective"]] if "effective" in one.entry else []))
        for one in ahead(body, reached(body))
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (order(enforced="2024-06-26"), []),
        (order(decided="2024-06-26", enforced="2024-06-26"), []),
        (order(enforced="2024-06"), [("possible", "2024-06-01", "2024-06-30")]),
        (
            order(decided="2024-06-21", enforced="2024-06-26"),
            [("pending", "2024-06-21", "2024-06-26", "2024-06-26")],
        ),
        (
            order(decided="2024-06-21", enforced="2024年7月"),
            [("possible", "2024-07-01", "2024-07-31"), ("pending", "2024-06-21", "2024-07-01", "2024年7月")],
        ),
        (order(decided="2024年6月", enforced="2024-06-21"), []),
        (order(decided="2024年6月", enforced="2024-07-01"), [("pending", "2024-06-30", "2024-07-01", "2024-07-01")]),
        (order(decided="2024-06-21"), [("pending", "2024-06-21", ALWAYS, None)]),
        (order(), [("undated", NEVER, NEVER, None)]),
    ],
)
def test_pending_is_what_an_act_begun_by_then_will_do_later_and_possible_what_it_may_have_done(body, expected):
    assert told(body) == expected


@pytest.mark.parametrize(
    ("at", "days", "expected"),
    [
        ("closed", {"closed": "2024-03-31"}, [("pending", "2024-03-01", "2024-03-31", "2024-03-31")]),
        ("closed", {}, [("pending", "2024-03-01", ALWAYS, None)]),
        ("2024-04-05", {}, [("pending", "2024-03-01", "2024-04-05", "2024-04-05")]),
        ("2024-02-05", {}, []),
        ("closed", {"closed": "2024-03"}, [("possible", "2024-03-01", "2024-03-31")]),
    ],
)
def test_an_effect_at_another_day_than_its_act_is_awaited_by_that_day(at, days, expected):
    """A call opened on 1 March 2024."""
    assert told(call(at, opened="2024-03-01", **days)) == expected


def test_a_promise_is_foreseen_from_the_day_its_act_has_begun_and_kept_from_that_of_the_act_that_meets_it():
    promise = {"text": "政令を定める", "date": "2024-06"}
    made = act("m", "council-meeting", held="2024-03-01", expects=[promise, {**promise, "words": "6月をめどに"}])
    first, second = ahead(made, reached(made))
    assert (first.sort, first.from_day, first.until_day, first.group) == ("foreseen", "2024-03-01", ALWAYS, "expects:m")
    assert (first.index, second.index) == (0, 1)
    assert first.entry == {
        "act": "m",
        "text": "政令を定める",
        "words": "2024-06",
        "earliest": "2024-06-01",
        "latest": "2024-06-30",
    }
    assert second.entry["words"] == "6月をめどに"
    kept = act("k", "cabinet-order", enforced="2024-06-26", meets=["m"])
    (meets,) = ahead(kept, reached(kept))
    assert (meets.sort, meets.from_day, meets.until_day, meets.group) == ("meets", "2024-06-26", ALWAYS, "expects:m")
    undated = act("u", "council-meeting", expects=[promise], meets=["m"])
    assert ahead(undated, reached(undated)) == []


def test_an_effect_that_is_awaited_names_its_entity_as_answers_list_it():
    use = {"measure": "m", "zone": "z", "part": ["43", "04", "43"], "is": "included"}
    plan = {"plan": "z/2", "zone": "z", "is": "approved"}
    body = act("p", "plan-approval", use, plan, {"measure": "m", "is": "created"}, approved="2024-06")
    assert [one.entry for one in ahead(body, reached(body))] == [
        {"act": "p", **named, "earliest": "2024-06-01", "latest": "2024-06-30"}
        for named in ({**use, "part": ["04", "43"]}, plan, {"measure": "m", "is": "created"})
    ]
    assert [one.group for one in ahead(body, reached(body))] == ["use:m@z/04,43", "plan:z/2", "measure:m"]
