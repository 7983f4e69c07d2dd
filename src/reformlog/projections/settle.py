"""What a run of events changes in the rows: group by group, position by position, as if each had come alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from .facts import Body, Fact, default_zone, facts, groups, zone_of
from .folds import FOLDS, State, plan
from .life import NEVER, RANKS, Life
from .timeline import Change, Clash, Point, Timeline


class Recorded(NamedTuple):
    """An event as the projection needs it. body: None for a withdrawal. first: position of the act's first version.

    was: position and body of the version it supersedes, None for a first version or one after a withdrawal.
    accepted: the reason for which its conflicts were accepted, or None. statement: of an event that is no act, its
    stream and its body; such an event changes no state, and `body` is None.
    """

    position: int
    first: int
    body: Body | None
    was: tuple[int, Body] | None = None
    accepted: str | None = None
    statement: tuple[str, Body | None] | None = None


class Window(NamedTuple):
    """What the store holds of a group from a day on, and the state before it (None: the group is new to it)."""

    base: State | None
    facts: list[Fact]
    points: list[Point]
    clashes: list[Clash]


class Rows(Protocol):
    """What settling asks of the place where rows are kept (`rows.FileRows`), which builds on what is settled here."""

    def window(self, group: str, start: str) -> Window: ...
    def life(self, zone: str) -> Life: ...
    def members(self, zone: str) -> list[str]: ...
    def write_timeline(self, group: str, timeline: Timeline, since: int) -> None: ...
    def write_life(self, zone: str, history: Sequence[tuple[int, Life]]) -> None: ...
    def write_facts(self, group: str, changes: Iterable[Change]) -> None: ...
    def pass_on_reasons(self, since: int) -> None: ...
    def write_members(self, pairs: Iterable[tuple[str, str]]) -> None: ...
    def write_acts(self, events: Sequence[Recorded]) -> None: ...
    def finish(self) -> None: ...
    def write_statements(self, events: Sequence[Recorded]) -> None: ...


def kind_of(group: str) -> str:
    """`zone:miyagi-kumamoto` → `zone`."""
    return group.partition(":")[0]


class Settlement:
    """Settles one run of events, in position order, into `rows`."""

    def __init__(self, rows: Rows, events: Sequence[Recorded]):
        self.rows, self.events = rows, events
        self.since = events[0].position if events else 0
        self.accepted = {event.position: event.accepted for event in events if event.accepted is not None}
        self.changes: dict[str, list[Change]] = defaultdict(list)
        self.lives: dict[str, list[tuple[int, Life]]] = {}

    def run(self) -> None:
        """Works out and writes every row; the zones first, for plans and uses are judged by their lives."""
        pairs: dict[tuple[str, str], None] = {}
        for event in self.events:
            self._collect(event, pairs)
        self.rows.write_members(pairs)
        zones = [group for group in self.changes if kind_of(group) == "zone"]
        for group in zones:
            self._zone(group)
        dependents = {
            member: None
            for zone, history in self.lives.items()
            if len(history) > 1
            for member in self.rows.members(zone)
        }
        for group in {**self.changes, **dependents}:
            if kind_of(group) in ("plan", "use"):
                self._dependent(group)
            elif kind_of(group) != "zone":
                self._settle(group, NEVER, [])
        self.rows.finish()
        self.rows.pass_on_reasons(self.since)
        self.rows.write_acts(self.events)
        said = [event for event in self.events if event.statement is not None]
        if said:
            self.rows.write_statements(said)

    def _collect(self, event: Recorded, pairs: dict[tuple[str, str], None]) -> None:
        """Sorts what the event takes out and puts in by group."""
        touched: dict[str, tuple[list[Fact], list[Fact]]] = {}
        changes, position, accepted = self.changes, event.position, event.accepted
        if event.was is not None:
            for fact in facts(event.was[1], event.was[0], event.first):
                for group in groups(fact.data):
                    touched.setdefault(group, ([], []))[0].append(fact)
        if event.body is not None:
            for fact in facts(event.body, event.position, event.first):
                for group in groups(fact.data):
                    touched.setdefault(group, ([], []))[1].append(fact)
                    if group.startswith(("plan:", "use:")):
                        zone = zone_of(fact.data) or default_zone(group.partition(":")[2])
                        pairs[zone, group] = None
        for group, (removed, added) in touched.items():
            changes[group].append(Change(position, removed, added, accepted))

    def _life(self, zone: str) -> list[tuple[int, Life]]:
        """The life of a zone before the run and from each position of the run that changed it."""
        if zone not in self.lives:
            self.lives[zone] = [(0, self.rows.life(zone))]
        return self.lives[zone]

    def _zone(self, group: str) -> None:
        """Settles a zone with its policy, and what the run does to its life."""
        zone = group.partition(":")[2]
        history = self._life(zone)
        for change in self.changes[group]:
            gone = [fact for fact in change.removed if fact.rank in RANKS]
            new = [fact for fact in change.added if fact.rank in RANKS]
            if gone or new:
                kept = [fact for fact in history[-1][1].facts if fact not in gone]
                history.append((change.position, Life(kept + new)))
        if len(history) > 1:
            self.rows.write_life(zone, history)
        self._settle(group, history[0][1], history[1:])

    def _dependent(self, group: str) -> None:
        """Settles a plan or a use by the life of the zone it belongs to."""
        if kind_of(group) == "use":
            history = self._life(group.partition("@")[2].partition("/")[0])
            self._settle(group, history[0][1], history[1:])
        else:
            self._plan(group)

    def _settle(self, group: str, life: Life, lives: Sequence[tuple[int, Life]]) -> None:
        """Takes a group's changes, and those of its zone's life, in the order of their positions."""
        start = "" if lives else first_day(self.changes[group])
        window = self.rows.window(group, start)
        if start and kind_of(group) == "use" and (window.base is None or any(c.removed for c in self.changes[group])):
            start, window = "", self.rows.window(group, "")
        base = window.base or FOLDS[kind_of(group)].initial(group.partition(":")[2])
        timeline = timeline_of(group, base, window, life, start)
        for change, new in self._merged(group, lives):
            if new is None:
                timeline.change(change)
            else:
                timeline.change(change, new, (felt(group, timeline.life), felt(group, new)))
        self._write(group, timeline)

    def _plan(self, group: str) -> None:
        """Settles a plan: as `_settle`, but the zone it is bound to may itself turn out to be another one."""
        changes, name = self.changes.get(group, []), group.partition(":")[2]
        start = first_day(changes)
        window = self.rows.window(group, start)
        tail = _surely_bound(window, changes) and len(self._life(window.base["zone"])) == 1  # type: ignore[index]
        if not tail:
            start, window = "", self.rows.window(group, "")
        own, binder = list(window.facts), binding(window.facts)
        zone = window.base["zone"] if tail and window.base else bound_zone(name, own)
        base = window.base or {**plan.initial(name), "zone": zone}
        timeline = timeline_of(group, base, window, self._life(zone)[0][1], start)
        for change in self._with_lives(changes, zone):
            if tail:
                now = zone
            else:
                gone = change.removed
                own = [fact for fact in own if fact not in gone] + change.added if gone else own + change.added
                binder = binding(own if gone or binder is None else [binder, *change.added])
                now = (zone_of(binder.data) if binder else None) or default_zone(name)
            life = life_at(self._life(now), change.position)
            if now == zone and life is timeline.life:
                timeline.change(change)
                continue
            marks = felt(group, timeline.life), felt(group, life)
            if now == zone:
                timeline.change(change, life, marks)
            else:
                zone, base = now, {**plan.initial(name), "zone": now}
                timeline.change(change, life, marks, base)
        self._write(group, timeline)

    def _with_lives(self, changes: Sequence[Change], zone: str) -> list[Change]:
        """The changes, with an empty one at each position where the life of a zone that matters changed."""
        zones = {zone, *(z for c in changes for f in c.removed + c.added if (z := zone_of(f.data)))}
        positions = {position for z in zones for position, _ in self._life(z)[1:]}
        if not positions:
            return [*changes]
        missing = positions - {change.position for change in changes}
        return sorted([*changes, *map(self._nothing, missing)], key=lambda c: c.position)

    def _merged(self, group: str, lives: Sequence[tuple[int, Life]]) -> list[tuple[Change, Life | None]]:
        """A group's changes and its zone's new lives as one sequence by position."""
        changes = self.changes.get(group, [])
        by_position: dict[int, tuple[Change, Life | None]] = {change.position: (change, None) for change in changes}
        for position, life in lives:
            change, _ = by_position.get(position, (self._nothing(position), None))
            by_position[position] = (change, life)
        return [by_position[position] for position in sorted(by_position)]

    def _nothing(self, position: int) -> Change:
        """An event that changes a group by its zone's life only; the conflicts it makes are accepted for its reason."""
        return Change(position, [], [], self.accepted.get(position))

    def _write(self, group: str, timeline: Timeline) -> None:
        self.rows.write_timeline(group, timeline, self.since)
        if group in self.changes:
            self.rows.write_facts(group, self.changes[group])


def first_day(changes: Sequence[Change]) -> str:
    """The first day that changes touch; no day at all when they touch none."""
    return min((f.latest for c in changes for f in (*c.removed, *c.added)), default="9999-12-31")


def timeline_of(group: str, base: State, window: Window, life: Life, start: str) -> Timeline:
    """A group's timeline from a day on, with what it feels of its zone's life."""
    marks = [mark for mark in felt(group, life) if mark.latest >= start]
    own = len(window.facts) + (window.base is not None)
    return Timeline(FOLDS[kind_of(group)], base, window.facts + marks, window.points, window.clashes, life, own)


def bound_zone(plan_id: str, own: Iterable[Fact]) -> str:
    """The zone a plan belongs to: the one its first effect that names any names, for ever."""
    named = binding(own)
    return (zone_of(named.data) if named else None) or default_zone(plan_id)


def binding(own: Iterable[Fact]) -> Fact | None:
    """The first of a plan's effects that names a zone."""
    return min([fact for fact in own if zone_of(fact.data)], key=lambda fact: fact[:6], default=None)


def _surely_bound(window: Window, changes: Sequence[Change]) -> bool:
    """Whether the changes cannot touch the zone the plan is bound to, so that its later days are enough to look at."""
    if window.base is None:
        return False
    named = {zone_of(fact.data) for change in changes for fact in change.added}
    return not any(change.removed for change in changes) and named <= {window.base["zone"], None}


def life_at(history: Sequence[tuple[int, Life]], position: int) -> Life:
    """The life of a zone as known at a position."""
    if len(history) == 1:
        return history[0][1]
    return next(life for known_from, life in reversed(history) if known_from <= position)


def felt(group: str, life: Life) -> list[Fact]:
    """What of a zone's life a group feels as facts of its own: its plans and uses; the zone folds them itself."""
    kind = kind_of(group)
    return life.marks if kind == "plan" else life.use_marks if kind == "use" else []
