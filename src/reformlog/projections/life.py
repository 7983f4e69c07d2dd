"""The life of a zone: when it was certainly or possibly designated. What depends on a zone is judged by this alone.

The approvals and revocations of the plan that has the zone's id are part of it, as long as that plan is bound to the
zone (`binding`): the zone's row shows whether it is approved, and a revocation ends the zone's uses.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from typing import Any

from ..events.effects import RANK
from .facts import Fact

DESIGNATED, CANCELLED = RANK["zone", "designated"], RANK["zone", "cancelled"]
APPROVED, REVOKED = RANK["plan", "approved"], RANK["plan", "revoked"]
RANKS = frozenset((DESIGNATED, CANCELLED, APPROVED, REVOKED))


class Life:
    """The designations and cancellations of one zone as known at one position.

    facts: all of them, with those of the zone's own plan. order: of folding. judge: the whole life, when `facts` are
    only those reached by a day; it says which approvals held. marks: what the zone's plans feel: cancellations
    that took effect, and the designations that follow one. plan: what the zone's row feels: approvals and revocations
    of its plan. use_marks: what its uses feel: the marks, and the revocations that took effect.
    """

    __slots__ = ("_days", "_designated", "_zone", "facts", "marks", "plan", "use_marks")

    def __init__(
        self,
        facts: Iterable[Fact] = (),
        order: Callable[[Fact], tuple[Any, ...]] = lambda fact: fact[:6],
        judge: Life | None = None,
    ):
        self.facts = tuple(sorted(facts, key=order))
        self._zone = [fact for fact in self.facts if fact.rank in (DESIGNATED, CANCELLED)]
        self.marks: list[Fact] = []
        self._days: list[str] = []
        self._designated: list[bool] = []
        for fact, applied in _applied(self._zone):
            if applied:
                if fact.rank == CANCELLED or self.marks:
                    self.marks.append(fact)
                self._days.append(fact.latest)
                self._designated.append(fact.rank == DESIGNATED)
        self.plan = [fact for fact in self.facts if fact.rank in (APPROVED, REVOKED)]
        self.use_marks = self.marks + self._revocations(order, judge or self) if self.plan else self.marks

    def _revocations(self, order: Callable[[Fact], tuple[Any, ...]], judge: Life) -> list[Fact]:
        """The revocations of the zone's own plan that took effect."""
        status, revoked = "none", []
        for fact in sorted(self.marks + self.plan, key=order):
            if fact.rank == APPROVED:
                status = "approved" if judge.designated(fact.latest) else status
            elif fact.rank == CANCELLED:
                status = "none"
            elif fact.rank == REVOKED and status == "approved":
                status = "revoked"
                revoked.append(fact)
        return revoked

    def certainly(self, day: str) -> bool:
        """Whether the zone is designated at the end of the day, by what is certain then."""
        place = bisect_right(self._days, day)
        return place > 0 and self._designated[place - 1]

    def possibly(self, day: str) -> bool:
        """Whether the zone may be designated by the end of the day: a designation is possible then, or would be in
        force if all that is possible had happened."""
        if any(f.rank == DESIGNATED and f.earliest <= day < f.latest for f in self._zone):
            return True
        reached = (f for f in self._zone if f.earliest <= day)
        last = max(reached, key=lambda f: (f.earliest, f.latest, *f[2:6]), default=None)
        return last is not None and last.rank == DESIGNATED

    def designated(self, day: str) -> bool:
        """Whether it is designated at the end of the day, certainly or possibly: enough for what depends on it."""
        return self.certainly(day) or self.possibly(day)


def _applied(facts: Iterable[Fact]) -> Iterable[tuple[Fact, bool]]:
    """Each fact with whether it takes effect: a designation of a zone not designated, a cancellation of one that is."""
    designated = False
    for fact in facts:
        applied = designated == (fact.rank == CANCELLED)
        if applied:
            designated = not designated
        yield fact, applied


NEVER = Life()
