"""Holding two dates against each other: what came first, what may have, and which step belongs to which decision."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import NamedTuple

from ... import dates
from .record import Happening

# A step found only after the decision, within so many days, came in the wrong order; later, it prepares the next one.
OUT_OF_ORDER_WITHIN = 60
# A step so many days before the decision may have served another, of which nobody recorded anything.
DOUBTED_AFTER = 730


class Reference(NamedTuple):
    """The day a step is held against: interval, order within the day, act, words.

    until: the last day of the decision it belongs to, where that is later. known: whether the day is recorded.
    """

    earliest: str
    latest: str
    order: int
    act: str
    words: str = ""
    until: str = ""
    known: bool = True


def relation(step: Happening, to: Reference) -> str:
    """`done`, `out-of-order`, `same-day-order-unknown`, or `possible`: the intervals overlap or the day is unknown."""
    if step.latest < to.earliest:
        return "done"
    if step.earliest > to.latest:
        return "out-of-order"
    if step.act == to.act and (step.earliest, step.latest) == (to.earliest, to.latest):
        return "done"
    exact = step.earliest == step.latest == to.earliest == to.latest
    if not exact or not to.known:
        return "possible"
    if step.order and to.order and step.order != to.order:
        return "done" if step.order < to.order else "out-of-order"
    return "same-day-order-unknown"


def following(of: Happening, step: Happening, on: str) -> str:
    """How a step stands to what it should follow; `possible` too when it is not certain by a day to have happened."""
    outcome = relation(of, Reference(step.earliest, step.latest, step.order, step.act))
    return "possible" if outcome == "done" and step.latest > on else outcome


def in_turn(first: dates.LegalDate, second: dates.LegalDate) -> str:
    """The same for two dates of one act, of which nobody says in what order they were on one day: it is allowed."""
    if first.latest <= second.earliest:
        return "done"
    return "out-of-order" if first.earliest > second.latest else "possible"


def matched(occasions: Sequence[Reference], steps: Sequence[Happening]) -> list[Happening | None]:
    """The step of each decision: the last certainly before it that none earlier used, else the last that may be; else
    the first of those shortly after it.

    Both in order of time. What may be before a decision and does not serve it is left to the next. A step passed over,
    or after all of them, is out of order for the nearest decision before it and for no other.
    """
    found: list[Happening | None] = []
    left = list(steps)
    for occasion in occasions:
        told = [(step, relation(step, occasion)) for step in left]
        before = [step for step, how in told if how == "done"] or [s for s, how in told if how != "out-of-order"]
        own = before[-1] if before else None
        found.append(own)
        left = [step for step, how in told if how != "done" and step is not own]
    if None in found:
        used = {id(step) for step in found}
        for step in steps:
            near = [place for place, occasion in enumerate(occasions) if shortly_after(step, occasion)]
            if near and found[near[-1]] is None and id(step) not in used:
                found[near[-1]] = step
    return found


def long_before(step: Happening, to: Reference) -> bool:
    """Whether a step lies years before what it would serve: whether it did is then not certain."""
    return to.known and step.act != to.act and days(step.latest, to.earliest) > DOUBTED_AFTER


def shortly_after(step: Happening, to: Reference) -> bool:
    """Whether a step follows so soon that it was taken in the wrong order, and does not prepare the next decision."""
    return to.latest <= step.earliest and days(to.until or to.latest, step.earliest) <= OUT_OF_ORDER_WITHIN


def days(one: str, other: str) -> int:
    """From one ISO day to another; negative when the other is before."""
    return (datetime.date.fromisoformat(other) - datetime.date.fromisoformat(one)).days


def between(one: tuple[str, str], other: tuple[str, str]) -> int | None:
    """Days from one exact day to another; None when either is not one day."""
    return days(one[0], other[0]) if one[0] == one[1] and other[0] == other[1] else None
