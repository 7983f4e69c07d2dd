"""Holding two dates against each other: what came first, what may have, and which step belongs to which decision."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
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
    """How two dates of one act stand that should follow each other: `done`, `possible` or `out-of-order`.

    On one and the same day they are `done`: an act does not say which of its own dates came first.
    """
    if first.latest <= second.earliest:
        return "done"
    return "out-of-order" if first.earliest > second.latest else "possible"


def matched(occasions: Sequence[Reference], steps: Sequence[Happening]) -> list[Happening | None]:
    """The step of each decision, None where there is none. Both in order of time.

    It is the last step certainly before the decision that no earlier decision used, else the last that may be before
    it, else the first of those that follow it shortly (`OUT_OF_ORDER_WITHIN`). What may be before a decision and does
    not serve it is left to the next. A step passed over, or after all of them, is out of order for the nearest decision
    before it and for no other.
    """
    found = _before(occasions, steps)
    if None in found:
        used = {id(step) for step in found}
        nearest = _Nearest(occasions)
        for step in steps:
            near = None if id(step) in used else nearest(step)
            if near is not None and found[near] is None:
                found[near] = step
    return found


def _before(occasions: Sequence[Reference], steps: Sequence[Happening]) -> list[Happening | None]:
    """The last step before each decision that none earlier used or passed over; of thousands each is looked at once."""
    coming = sorted(enumerate(steps), key=lambda placed: placed[1].earliest, reverse=True)
    left: list[tuple[int, Happening]] = []
    found: list[Happening | None] = []
    for occasion in occasions:
        while coming and coming[-1][1].earliest <= occasion.latest:
            left.append(coming.pop())
        told = [(place, step, relation(step, occasion)) for place, step in left]
        sure = [place for place, _, how in told if how == "done"]
        own = max(sure or [place for place, _, how in told if how != "out-of-order"], default=None)
        found.append(None if own is None else steps[own])
        left = [(place, step) for place, step, how in told if how != "done" and place != own]
    return found


class _Nearest:
    """Tells the place of the last decision that a step follows shortly, None when it follows none so."""

    def __init__(self, occasions: Sequence[Reference]):
        self.sorted = sorted(enumerate(occasions), key=lambda placed: placed[1].latest)
        self.days = [occasion.latest for _, occasion in self.sorted]
        self.ends = list(accumulate((to.until or to.latest for _, to in self.sorted), max))

    def __call__(self, step: Happening) -> int | None:
        near = None
        for at in range(bisect_right(self.days, step.earliest) - 1, -1, -1):
            if days(self.ends[at], step.earliest) > OUT_OF_ORDER_WITHIN:
                break  # all before ended earlier still
            place, occasion = self.sorted[at]
            if shortly_after(step, occasion):
                near = place if near is None else max(near, place)
        return near


def long_before(step: Happening, to: Reference) -> bool:
    """Whether a step lies years before what it would serve: whether it did is then not certain."""
    return to.known and step.act != to.act and days(step.latest, to.earliest) > DOUBTED_AFTER


def shortly_after(step: Happening, to: Reference) -> bool:
    """Whether a step follows so soon that it was taken in the wrong order, and does not prepare the next decision."""
    return to.latest <= step.earliest and days(to.until or to.latest, step.earliest) <= OUT_OF_ORDER_WITHIN


def days(start: str, end: str) -> int:
    """How many days lie from one ISO day to another; negative when the other is before."""
    return (datetime.date.fromisoformat(end) - datetime.date.fromisoformat(start)).days


def between(first: tuple[str, str], second: tuple[str, str]) -> int | None:
    """Days from one exact day to another; None when either is not one day."""
    return days(first[0], second[0]) if first[0] == first[1] and second[0] == second[1] else None
