"""What a run of events changes in the rows: first all they say is kept, then each group they touch is folded once.

Position by position, as if each event had come alone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from ..dates import LAST_DAY
from ..log import Event
from .binding import bindings, bound_zone, in_life, merged, telling
from .clashes import pass_on_reasons
from .facts import Fact, default_zone, zone_of_use
from .folds import FOLDS, State, plan
from .gather import Gathering, Recorded
from .life import NEVER, Life
from .rows import FileRows, Window
from .shapes import kind_of
from .timeline import Change, Gone, Said, Timeline, changes

HELD = 95_000  # facts taken before what follows is worked out; bounds memory
WRITTEN = 20_000  # rows nothing is folded for that are written at a time, in their order
KEPT_LIVES = 4_096  # zones whose lives are remembered while what hangs on them is folded
Lives = Sequence[tuple[int, Life]]  # the life of a zone before the run, and from each position that changed it


class Settlement:
    """Settles one run of events: `take` them, in position order and in portions as memory asks for; then `fold`.

    event: the event at a position. clashed: whether any group it folded has, or had, a conflict.
    """

    def __init__(self, connection: sqlite3.Connection, event: Callable[[int], Event]):
        self.connection, self.event = connection, event
        self.clashed = False
        self.gathered = Gathering(connection)

    def take(self, events: Sequence[Recorded]) -> None:
        """Takes the next events; when memory holds enough of them, works out what follows."""
        self.gathered.take(events)
        if self.gathered.rows.held >= WRITTEN:
            self.gathered.write()
        if self.gathered.held >= HELD:
            self.fold()

    def fold(self) -> None:
        """Works out what follows from all that was taken."""
        gathered, self.gathered = self.gathered, Gathering(self.connection)
        gathered.write()
        if gathered.said:
            rows = FileRows(self.connection, gathered.since)
            _Folding(rows, gathered).run()
            if rows.clashed:
                self.clashed = True
                pass_on_reasons(self.connection, gathered.since, self.event)
        gathered.close()


class _Folding:
    """Folds the groups that a run of events touched."""

    def __init__(self, rows: FileRows, gathered: Gathering):
        self.rows, self.said, self.accepted = rows, gathered.said, gathered.accepted
        self.lives: Callable[[str], Lives] = lru_cache(KEPT_LIVES)(rows.lives)

    def run(self) -> None:
        """The lives of zones first, for all that belongs to a zone is judged by them."""
        groups = dict.fromkeys(self.said)
        for zone in dict.fromkeys(group[5:] for group in self.said if kind_of(group) in ("zone", "plan")):
            told = [*changes(telling(self.said.get("zone:" + zone, ())), {}), *self._of_own_plan(zone)]
            if told:
                self.rows.settle_life(zone, merged(told))
                if not self.rows.fresh:
                    groups |= dict.fromkeys(["zone:" + zone, *self.rows.members(zone)])
        for group in sorted(groups):
            self._group(group)
        self.rows.finish()

    def _of_own_plan(self, zone: str) -> Iterable[Change]:
        """What the plan of a zone's id does to the life of the zone; nothing once acts have bound it to another."""
        group = "plan:" + zone
        said = self.said.get(group, ())
        named = {one.data.get("zone") for one in said}
        if (named <= {None} and not telling(said)) or default_zone(zone) != zone:
            return ()  # by far the most; a second plan, `za/2`, has no zone's id
        if named.isdisjoint((None, zone)) and not self.rows.is_member(zone, group):
            return ()  # nothing of it was ever of this zone
        named.update(self.rows.zones_named(group))
        if named <= {None, zone}:
            return changes(telling(said), {})
        return in_life(zone, self.rows.window(group, "").facts, changes(said, {}))

    def _group(self, group: str) -> None:
        kind, _, name = group.partition(":")
        said = self.said.pop(group, [])
        self.rows.add_facts(group, said)
        if kind == "plan":
            self._plan(group, name, said)
        elif kind == "zone":
            self._settle(group, said, self.lives(name))
        elif kind == "use":
            zone = zone_of_use(name)
            self.rows.add_member(zone, group)
            self._settle(group, said, self.lives(zone))
        else:
            self._settle(group, said, _LIFELESS)

    def _settle(self, group: str, said: Sequence[Said], lives: Lives) -> None:
        """Takes what was said of a group, and the changes of its zone's life, in the order of their positions."""
        kind = kind_of(group)
        start = "" if self.rows.fresh or len(lives) > 1 else first_day(said)
        window = self.rows.window(group, start)
        if start and kind == "use" and (window.base is None or takes_out(said)):
            start, window = "", self.rows.window(group, "")
        base = window.base or FOLDS[kind].initial(group.partition(":")[2])
        self._fold(group, said, window, base, lives, start)

    def _fold(self, group: str, said: Sequence[Said], window: Window, base: State, lives: Lives, start: str) -> None:
        if said and not window.facts and not window.points:  # what befell the zone before is where the group begins
            while len(lives) > 1 and lives[1][0] <= said[0].position:
                lives = lives[1:]
        timeline = timeline_of(group, base, window, lives[0][1], start)
        if len(lives) == 1:
            timeline.take(said, self.accepted)
        else:
            for change, new in self._merged(changes(said, self.accepted), lives[1:]):
                marks = ([], []) if new is None else (felt(group, timeline.life), felt(group, new))
                timeline.change(change, new, marks)
        self.rows.write(group, timeline)

    def _plan(self, group: str, name: str, said: Sequence[Said]) -> None:
        """Settles a plan: as `_settle`, but the zone it is bound to may itself turn out to be another one."""
        own = default_zone(name)
        new = {one.data.get("zone", own) for one in said if type(one) is Fact}
        for zone in new:
            self.rows.add_member(zone, group)
        if not self.rows.fresh and self._later_days(group, said, new):
            return
        window = self.rows.window(group, "")
        named = new.union(zone or own for zone in self.rows.zones_named(group))
        if len(named) == 1:
            zone = named.pop()
            self._fold(group, said, window, {**plan.initial(name), "zone": zone}, self.lives(zone), "")
        else:
            for zone in named:
                self.rows.add_member(group, "zone:" + zone)
            self._wandering(group, name, changes(said, self.accepted), window, named)

    def _later_days(self, group: str, said: Sequence[Said], named: set[str]) -> bool:
        """Settles a plan from the first changed day on, when the zone it is bound to stays the same; whether it did.

        named: the zones that what was said names.
        """
        start = first_day(said)
        window = self.rows.window(group, start)
        if window.base is None or takes_out(said) or not named <= {window.base["zone"]}:
            return False
        lives = self.lives(window.base["zone"])
        if len(lives) > 1:
            return False
        self._fold(group, said, window, window.base, lives, start)
        return True

    def _wandering(self, group: str, name: str, told: Sequence[Change], window: Window, named: set[str]) -> None:
        """Settles a plan of which acts name several zones."""
        zone = bound_zone(name, window.facts)
        timeline = timeline_of(group, {**plan.initial(name), "zone": zone}, window, self.lives(zone)[0][1], "")
        told = self._with_lives(told, named | {zone, default_zone(name)})
        for change, _, now in bindings(name, window.facts, told):
            life = life_at(self.lives(now), change.position)
            if now == zone and life is timeline.life:
                timeline.change(change)
                continue
            marks = felt(group, timeline.life), felt(group, life)
            base = None if now == zone else {**plan.initial(name), "zone": now}
            timeline.change(change, life, marks, base)
            zone = now
        self.rows.write(group, timeline)

    def _with_lives(self, told: Sequence[Change], zones: Iterable[str]) -> list[Change]:
        """The changes, with an empty one at each position where the life of one of the zones changed."""
        positions = {position for zone in zones for position, _ in self.lives(zone)[1:]}
        missing = positions - {change.position for change in told}
        return sorted([*told, *map(self._nothing, missing)], key=lambda change: change.position)

    def _merged(self, told: Sequence[Change], lives: Lives) -> list[tuple[Change, Life | None]]:
        """A group's changes and its zone's new lives as one sequence by position."""
        by_position: dict[int, tuple[Change, Life | None]] = {change.position: (change, None) for change in told}
        for position, life in lives:
            change, _ = by_position.get(position, (self._nothing(position), None))
            by_position[position] = (change, life)
        return [by_position[position] for position in sorted(by_position)]

    def _nothing(self, position: int) -> Change:
        """An event that changes a group by its zone's life only; the conflicts it makes are accepted for its reason."""
        return Change(position, [], [], self.accepted.get(position))


_LIFELESS: Lives = ((0, NEVER),)


def first_day(said: Iterable[Said]) -> str:
    """The first day of which something is said; no day at all when there is none."""
    return min((one.latest for one in said), default=LAST_DAY)


def takes_out(said: Iterable[Said]) -> bool:
    """Whether some fact no longer holds."""
    return any(type(one) is Gone for one in said)


def timeline_of(group: str, base: State, window: Window, life: Life, start: str) -> Timeline:
    """A group's timeline from a day on, with what it feels of its zone's life."""
    marks = [mark for mark in felt(group, life) if mark.latest >= start]
    own = len(window.facts) + (window.base is not None)
    return Timeline(FOLDS[kind_of(group)], base, window.facts + marks, window.points, window.clashes, life, own)


def life_at(history: Lives, position: int) -> Life:
    """The life of a zone as known at a position."""
    if len(history) == 1:
        return history[0][1]
    return next(life for known_from, life in reversed(history) if known_from <= position)


def felt(group: str, life: Life) -> list[Fact]:
    """What of a zone's life a group feels as facts of its own: its plans and uses; of the zone's row, its own plan."""
    kind = kind_of(group)
    return {"plan": life.marks, "use": life.use_marks, "zone": life.plan}.get(kind, [])
