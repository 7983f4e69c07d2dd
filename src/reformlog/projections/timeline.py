"""A timeline: the states of one group at the end of each day that made something certain, as known at each position.

One routine settles every change, in order or back-dated: the facts from the changed day on are folded again until a
day is reached after which nothing differs. An act recorded in order is its shortest case.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any, NamedTuple

from ..dates import LAST_DAY
from .facts import Fact, make
from .folds import Conflict, Fold, State
from .life import NEVER, Life
from .schema import OPEN


class Point(NamedTuple):
    """The state of a group at the end of `day`, known from one position until before another (`OPEN`: still)."""

    day: str
    state: State
    known_from: int
    known_to: int = OPEN


class Clash(NamedTuple):
    """An effect that was not applied, known from one position until before another. accepted: the reason given, or
    None."""

    fact: Fact
    conflict: Conflict
    known_from: int
    accepted: str | None = None
    known_to: int = OPEN

    @property
    def key(self) -> tuple[str, int]:
        """Which effect it is: the act and the index of the effect in it."""
        return self.fact.act, self.fact.index


class Gone(NamedTuple):
    """A fact that no longer holds, for the event at the position corrected or withdrew its act; it speaks for that."""

    position: int
    fact: Fact

    @property
    def latest(self) -> str:
        return self.fact.latest

    @property
    def rank(self) -> int:
        return self.fact.rank

    @property
    def data(self) -> Mapping[str, Any]:
        return self.fact.data


_DAY = attrgetter("day")
Said = Fact | Gone  # what an event says of a group; a fact is put in at its own position


class Change(NamedTuple):
    """What one event does to one group. accepted: the reason for which its conflicts were accepted, or None."""

    position: int
    removed: list[Fact]
    added: list[Fact]
    accepted: str | None = None


def changes(said: Iterable[Said], accepted: Mapping[int, str]) -> list[Change]:
    """What was said of a group, event by event. accepted: position → reason."""
    found: list[Change] = []
    for one in said:
        if not found or found[-1].position != one.position:
            found.append(Change(one.position, [], [], accepted.get(one.position)))
        if isinstance(one, Gone):
            found[-1].removed.append(one.fact)
        else:
            found[-1].added.append(one)
    return found


def fold_day(fold: Fold, state: State, facts: Iterable[Fact], life: Life) -> tuple[State, list[tuple[Fact, Conflict]]]:
    """The state after the facts, and those that were not applied."""
    conflicts = []
    for fact in facts:
        new = fold.step(state, fact, life)
        if isinstance(new, Conflict):
            conflicts.append((fact, new.of(fact)))
        else:
            state = new
    return state, conflicts


class Timeline:
    """The facts, points and conflicts of one group, from some day on; `base` is the state before that day.

    own: how many facts, here or before that day, are the group's own and not felt of its zone's life. While there is
    none, nothing is known of the group, whatever befell the zone.
    closed and ended collect the points and conflicts that were superseded; what is still open is in `points` and
    `clashes`.
    """

    def __init__(
        self,
        fold: Fold,
        base: State,
        facts: Iterable[Fact] = (),
        points: Iterable[Point] = (),
        clashes: Iterable[Clash] = (),
        life: Life = NEVER,
        own: int = 0,
    ):
        self.fold, self.base, self.life, self.own = fold, base, life, own
        self.facts = sorted(facts, key=lambda fact: fact[:6])
        self.points = list(points)
        self.clashes = {clash.key: clash for clash in clashes}
        self.closed: list[Point] = []
        self.ended: list[Clash] = []

    def take(self, said: Sequence[Said], accepted: Mapping[int, str]) -> None:
        """Takes what events said of the group, one event after the other."""
        count, end = len(said), 0
        while (at := self._go_on(said, end, accepted)) < count:
            position, end = said[at].position, at + 1
            while end < count and said[end].position == position:
                end += 1
            [change] = changes(said[at:end], accepted)
            self.change(change)

    def _go_on(self, said: Sequence[Said], at: int, accepted: Mapping[int, str]) -> int:
        """The shortest case: from a place in `said` on, facts that come one by one, each after all there are.

        Returns the place where they end.
        """
        facts, points, step, life = self.facts, self.points, self.fold.step, self.life
        state, begin, last = self._state(), at, len(said) - 1
        while at <= last:
            fact = said[at]
            if type(fact) is not Fact or (facts and not (points and fact > facts[-1])):
                break  # what comes before it is folded with it
            position = fact.position
            if at < last and said[at + 1].position == position:
                break
            at += 1
            facts.append(fact)
            new = step(state, fact, life)
            if isinstance(new, Conflict):
                self.clashes[fact.act, fact.index] = Clash(fact, new.of(fact), position, accepted.get(position))
            elif new is not state and new != state:
                state = new
                if points and points[-1].day == fact.latest:
                    self.closed.append(points.pop()._replace(known_to=position))
                    if state == self._state():  # as at the end of the day before
                        continue
                points.append(make(Point, (fact.latest, state, position, OPEN)))
        self.own += at - begin
        return at

    def _state(self) -> State:
        """The last state."""
        return self.points[-1].state if self.points else self.base

    def change(
        self,
        change: Change,
        life: Life | None = None,
        marks: tuple[list[Fact], list[Fact]] = ([], []),
        base: State | None = None,
    ) -> None:
        """Takes out and puts in facts, as known from a position on.

        life: with the old and new marks, when the zone's life is another from that position on. base: when the ground
        itself is another, because a plan turns out to belong to another zone.
        """
        span = [fact.latest for fact in change.removed] + [fact.latest for fact in change.added]
        if life is not None and life is not self.life:
            changed = [f for f in life.facts if f not in self.life.facts] + [
                f for f in self.life.facts if f not in life.facts
            ]
            # Preconditions look at the end of a day, also ahead of what is certain: everything after is judged again.
            span += [LAST_DAY, *(fact.earliest for fact in changed)]
            self.life = life
        if base is not None:
            span += ["", LAST_DAY]
            self.base = base
        facts = self.facts  # a tuple of the first fields comes before every fact that begins so
        for fact in change.removed + marks[0]:
            del facts[bisect_left(facts, fact[:6])]
        for fact in change.added + marks[1]:
            facts.insert(bisect_left(facts, fact[:6]), fact)
        self.own += len(change.added) - len(change.removed)
        if span:
            if not self.points or not self.own:  # what befell the zone before was not yet folded, or is folded no more
                span += ["", LAST_DAY]
            self._settle(min(span), max(span), change)

    def _settle(self, first: str, last: str, change: Change) -> None:
        """Folds again from `first`; stops on a day after `last` from which on nothing differs."""
        start = bisect_left(self.points, first, key=_DAY)
        state = self.points[start - 1].state if start else self.base
        new: list[Point] = []
        clashes: list[tuple[Fact, Conflict]] = []
        facts, end = self.facts if self.own else [], len(self.points)
        at, count = bisect_left(facts, (first,)), len(facts)
        while at < count:
            day, begin, before = facts[at].latest, at, state
            at += 1
            while at < count and facts[at].latest == day:
                at += 1
            state, conflicts = fold_day(self.fold, state, facts[begin:at], self.life)
            if conflicts:
                clashes += conflicts
            if state is not before and state != before:
                new.append(Point(day, state, change.position))
            if at < count and day >= last:
                reached = bisect_right(self.points, day, key=_DAY)
                if (self.points[reached - 1].state if reached else self.base) == state:
                    end = reached
                    last = day
                    break
        else:
            last = LAST_DAY
        self._replace(start, end, new, change.position)
        self._clash(first, last, clashes, change)

    def _replace(self, start: int, end: int, new: list[Point], position: int) -> None:
        """Puts the new points in place of the old ones; what is the same keeps the position it is known from."""
        if start == end:
            self.points[start:end] = new
            return
        old = {point.day: point for point in self.points[start:end]}
        kept: list[Point] = []
        for point in new:
            was = old.get(point.day)
            if was is not None and was.state == point.state:
                kept.append(was)
                del old[point.day]
            else:
                kept.append(point)
        self.closed += [point._replace(known_to=position) for point in old.values()]
        self.points[start:end] = kept

    def _clash(self, first: str, last: str, found: list[tuple[Fact, Conflict]], change: Change) -> None:
        """Brings the conflicts of the days folded again up to date; one that stays keeps its reason for being
        accepted."""
        if not found and not self.clashes:
            return
        gone = {key: clash for key, clash in self.clashes.items() if first <= clash.fact.latest <= last}
        for fact, conflict in found:
            was = gone.pop((fact.act, fact.index), None)
            if was is not None and was.fact == fact and was.conflict == conflict:
                continue
            if was is not None:
                self.ended.append(was._replace(known_to=change.position))
            accepted = was.accepted if was is not None and was.accepted is not None else change.accepted
            self.clashes[fact.act, fact.index] = Clash(fact, conflict, change.position, accepted)
        for key, clash in gone.items():
            self.ended.append(clash._replace(known_to=change.position))
            del self.clashes[key]

    def rows(self) -> list[Point]:
        """Every point, superseded and open, that was ever visible (one superseded at the position it came with never
        was)."""
        return [point for point in self.closed if point.known_from < point.known_to] + self.points
