"""Walking through the life of one entity, effect by effect: what each changed, or why it did not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import orjson

from ..projections.binding import binding, bound_zone
from ..projections.facts import Fact, zone_of_use
from ..projections.folds import FOLDS, Conflict, State, plan
from ..projections.folds import measure as measures_fold
from ..projections.life import NEVER, Life
from ..projections.rows import FACT, fact_of
from ..projections.settle import felt
from ..projections.shapes import kind_of
from .fields import Difference, differences
from .view import View

_FACTS = f"SELECT {FACT}, known_to FROM fact WHERE grp = ? ORDER BY latest, earliest, ord, rank, first, idx, known_from"


class Kept(NamedTuple):
    """A fact as the register ever knew it: from the position of its version until before `known_to`."""

    fact: Fact
    known_to: int


class Step(NamedTuple):
    """One effect folded: the states before and after it. changed: what it changed, empty when nothing.

    conflict: why it was not applied, or None.
    """

    fact: Fact
    before: State
    after: State
    changed: list[Difference]
    conflict: Conflict | None = None


class Walk(NamedTuple):
    """The effects of a group up to a day, and the state they leave, a measure's as it reads on that day.

    binder: of a plan the effect that binds it to its zone, which may be of a later day; None where its id says whose
    it is.
    """

    steps: list[Step]
    state: State
    life: Life
    binder: Fact | None = None


def ever(view: View, group: str) -> list[Kept]:
    """The facts of every version of every act that names the group, whatever the view knows of them."""
    return [Kept(fact_of(row), row[-1]) for row in view.rows(_FACTS, (group,)).fetchall()]


def visible(view: View, kept: Iterable[Kept]) -> list[Fact]:
    """Those the view knows, in the order of folding."""
    return [fact for fact, known_to in kept if fact.position <= view.position < known_to]


def life_of(view: View, zone: str) -> Life:
    """The life of a zone as the view knows it."""
    query = "SELECT facts FROM life WHERE zone = ? AND known_from <= ? AND known_to > ?"
    row = view.rows(query, (zone, view.position, view.position)).fetchone()
    return Life(Fact(*fact) for fact in orjson.loads(row[0])) if row else NEVER


def zone_of_group(group: str, facts: Iterable[Fact]) -> str | None:
    """The zone whose life a group is judged by; None for the menu, calls, proposals and bills."""
    kind, name = kind_of(group), group.partition(":")[2]
    if kind == "use":
        return zone_of_use(name)
    return {"zone": name, "plan": bound_zone(name, facts) if kind == "plan" else ""}.get(kind)


def beginning(group: str, zone: str | None) -> State:
    """The state of a group before any effect on it. zone: the one it is judged by, which a plan is bound to."""
    kind, name = kind_of(group), group.partition(":")[2]
    return {**plan.initial(name), "zone": zone} if kind == "plan" else FOLDS[kind].initial(name)


def walk(
    view: View,
    group: str,
    on: str,
    facts: list[Fact] | None = None,
    lives: Callable[[View, str], Life] = life_of,
) -> Walk:
    """Folds a group up to the end of a day, effect by effect.

    facts: those it has in the order of folding, when they are at hand already. lives: what tells the life of a zone.
    """
    kind = kind_of(group)
    own = visible(view, ever(view, group)) if facts is None else facts
    zone = zone_of_group(group, own)
    life = lives(view, zone) if zone else NEVER
    state = beginning(group, zone)
    reached = [fact for fact in [*own, *felt(group, life)] if fact.latest <= on]
    steps = list(folded(kind, state, reached, life))
    state = steps[-1].after if steps else state
    if kind == "measure":
        state = measures_fold.on(state, on)
    return Walk(steps, state, life, binding(own) if kind == "plan" else None)


def folded(kind: str, state: State, facts: Iterable[Fact], life: Life) -> Iterator[Step]:
    """Each fact in the order of folding as a step."""
    fold = FOLDS[kind].step
    for fact in sorted(facts, key=lambda fact: fact[:6]):
        new = fold(state, fact, life)
        if isinstance(new, Conflict):
            yield Step(fact, state, state, [], new.of(fact))
        else:
            yield Step(fact, state, new, differences(kind, state, new))
            state = new
