"""Which step belongs to which decision: the same as when every step is held against every decision."""

from __future__ import annotations

import datetime
from operator import attrgetter
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from reformlog.queries.audit import matching
from reformlog.queries.audit.matching import Reference, matched, relation, shortly_after
from reformlog.queries.audit.record import Happening, in_order

START = datetime.date(2020, 1, 1)


def day(number: int) -> str:
    return (START + datetime.timedelta(number)).isoformat()


def step(first: int, span: int, order: int, act: int) -> Happening:
    empty: dict[str, Any] = {}
    return Happening("n", "i", None, f"a{act}", empty, empty, day(first), day(first + span), "", order, act, act)


def decision(first: int, span: int, order: int, act: int, until: int, known: bool) -> Reference:
    end = day(first + span + until) if until else ""
    return Reference(day(first), day(first + span), order, f"a{act}", until=end, known=known)


small, order = st.integers(0, 120), st.integers(0, 2)
spans = st.sampled_from([0, 0, 0, 3, 40])
steps = st.lists(st.builds(step, small, spans, order, st.integers(0, 30)), max_size=12)
decisions = st.lists(
    st.builds(decision, small, spans, order, st.integers(0, 30), st.sampled_from([0, 0, 30]), st.booleans()),
    max_size=12,
)


def one_by_one(occasions: list[Reference], taken: list[Happening]) -> list[Happening | None]:
    """As the rule reads: the last certainly before each that none earlier used, else the last that may be; else the
    first shortly after it."""
    found: list[Happening | None] = []
    left = list(taken)
    for occasion in occasions:
        told = [(step, relation(step, occasion)) for step in left]
        before = [step for step, how in told if how == "done"] or [step for step, how in told if how != "out-of-order"]
        found.append(before[-1] if before else None)
        left = [step for step, how in told if how != "done" and step is not found[-1]]
    used = {id(step) for step in found}
    for step in taken:
        near = [place for place, occasion in enumerate(occasions) if shortly_after(step, occasion)]
        if near and found[near[-1]] is None and id(step) not in used:
            found[near[-1]] = step
    return found


@given(decisions, steps)
def test_each_decision_has_the_step_that_it_has_when_all_are_held_against_all(occasions, taken):
    occasions, taken = sorted(occasions, key=attrgetter("latest", "earliest")), sorted(taken, key=in_order)
    assert list(map(id, matched(occasions, taken))) == list(map(id, one_by_one(occasions, taken)))


def test_of_thousands_of_steps_each_is_held_against_few_decisions(monkeypatch):
    asked = 0

    def counted(*given: Any) -> str:
        nonlocal asked
        asked += 1
        return relation(*given)

    monkeypatch.setattr(matching, "relation", counted)
    taken = [step(number, 0, 0, number) for number in range(0, 6000, 2)]
    occasions = [decision(number, 0, 0, -number, 0, True) for number in range(1, 6001, 2)]
    assert matched(occasions, taken) == taken
    assert asked <= 2 * len(taken)
