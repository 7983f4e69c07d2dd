"""Who is responsible for a difference: the acts that changed a field, or the events from which it was learned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ...events.effects import RANK
from ...log.lines import read
from ...projections.facts import Fact
from ...projections.folds import State
from ...projections.life import CANCELLED, DESIGNATED, NEVER, Life
from ...projections.settle import felt
from ...projections.shapes import kind_of
from .. import walking
from ..fields import Field, differences, is_order_alone
from ..giving import built, given
from ..history import body_before, changed, event_row
from ..states import state_at
from ..view import View

_LIFE = (DESIGNATED, CANCELLED)  # what a zone is judged by also while it is only possible
_PLANS_LIFE = (RANK["plan", "approved"], RANK["plan", "revoked"])  # whether a plan is revoked, which ends its uses
_IN_A_ZONE = ("policy", "plan", "use")  # what depends on whether its zone is designated
_ENTITIES = {"zone": ("zone", "policy")}  # the entities of a group, where they are more than its own
# So many acts of which something was learned are left out of a group one by one, to see what would then read otherwise.
SINGLY = 10


def between_days(view: View, group: str, start: str, end: str) -> dict[Field, list[str]]:
    """For each field of a group the acts that changed it between two days, in the order of folding."""
    low, high = min(start, end), max(start, end)
    kept = walking.ever(view, group)
    facts = walking.visible(view, kept)
    zone = walking.zone_of_group(group, facts)
    life = walking.life_of(view, zone) if zone else NEVER
    state = state_at(view, group, low) or walking.beginning(group, zone)
    found: dict[Field, list[str]] = {}
    own = [fact for fact in [*facts, *felt(group, life)] if low < fact.latest <= high]
    for step in walking.folded(kind_of(group), state, own, life):
        for field, _, _ in step.changed:
            acts = found.setdefault(field, [])
            if step.fact.act not in acts:
                acts.append(step.fact.act)
    return found


def learned(
    earlier: View, later: View, group: str, on: str, *, singly: bool = False
) -> tuple[dict[Field, list[int]], dict[str, list[int]]]:
    """The positions of the events between two views that explain what differs in a group.

    For each field those of the act that gave it before or that gives it now, and where it was added up (a revision, the
    areas) of each act that only one of the views counts. For each entity, where no event of these lies between, or they
    do not explain why an effect is applied now, every event between that changed an effect which bears on it.
    singly: also those of each act without which the field would read otherwise, when they are not too many.
    """
    kind, own = kind_of(group), walking.ever(later, group)
    between, bearing = _learned_of(_that_bear(later, group, own), kind, on, earlier.position, later.position)
    walks = [walking.walk(view, group, on, walking.visible(view, own)) for view in (earlier, later)]
    before, after = (built(kind, walk.steps) for walk in walks)
    found: dict[Field, list[int]] = {}
    for field in {**before, **after}:
        acts = _behind(before.get(field, []), after.get(field, []), between)
        places = set().union(*(between.get(act, set()) for act in acts))
        now = after[field][-1] if field in after else None
        if now and places and not between.get(now.act) and not _gave(field, now, kind, walks[0].steps):
            places |= bearing[field[0]]  # why an effect that was known and not applied is so now
        found[field] = sorted(places)
    touched = [act for act, places in between.items() if places]
    if singly and 1 < len(touched) <= SINGLY:
        for act, field in _needed(touched, earlier, later, group, on, own, walks[1].state):
            found[field] = sorted({*found.get(field, ()), *between[act]})
    return found, {entity: sorted(places) for entity, places in bearing.items()}


def _that_bear(view: View, group: str, own: list[walking.Kept]) -> Iterator[walking.Kept]:
    """The facts that may change how a group reads: its own, those of its zone and, of a use, of the zone's plan."""
    yield from own
    kind, zone = kind_of(group), walking.zone_of_group(group, walking.visible(view, own) or [fact for fact, _ in own])
    if zone and kind != "zone":
        yield from walking.ever(view, f"zone:{zone}")
    if kind == "use":  # which a revocation ends, if it is of the zone's own plan
        yield from walking.ever(view, f"plan:{zone}")


def _learned_of(
    kept: Iterable[walking.Kept], kind: str, on: str, after: int, to: int
) -> tuple[dict[str, set[int]], dict[str, set[int]]]:
    """The positions, after one and up to another, of the events that changed what is known of these facts on a day: for
    each act, and for each entity of a group of this kind on which the facts bear."""
    of_acts: dict[str, set[int]] = {}
    of_entities: dict[str, set[int]] = {entity: set() for entity in _ENTITIES.get(kind, (kind,))}
    for fact, known_to in kept:
        if fact.latest <= on or _binds(fact) or (fact.rank in _LIFE and fact.earliest <= on):
            places = {at for at in (fact.position, known_to) if after < at <= to}
            of_acts.setdefault(fact.act, set()).update(places)
            for entity in of_entities:
                if _bears_on(entity, fact):
                    of_entities[entity].update(places)
    return of_acts, of_entities


def _needed(
    acts: Iterable[str], earlier: View, later: View, group: str, on: str, own: Iterable[walking.Kept], state: State
) -> Iterator[tuple[str, Field]]:
    """Each act with the fields that would read otherwise in the later view if it knew of this act what the earlier did,
    and of all others what it does. own: the facts the group ever had; state: how it reads in the later view."""
    now, then = walking.visible(later, own), walking.visible(earlier, own)
    for act in acts:

        def lives(view: View, zone: str, act: str = act) -> Life:
            return Life(_without(act, *(walking.life_of(each, zone).facts for each in (view, earlier))))

        other = walking.walk(later, group, on, _without(act, now, then), lives).state
        yield from ((act, each[0]) for each in differences(kind_of(group), state, other) if not is_order_alone(*each))


def _without(act: str, now: Iterable[Fact], then: Iterable[Fact]) -> list[Fact]:
    """What is known now, of this act what was known then, in the order of folding."""
    facts = [*(fact for fact in now if fact.act != act), *(fact for fact in then if fact.act == act)]
    return sorted(facts, key=lambda fact: fact[:6])


def _behind(one: list[Fact], other: list[Fact], between: Mapping[str, set[int]]) -> set[str]:
    """The acts behind a field made of some effects in one view and of others in the other: the last of each, and of
    those of which something was learned between the ones that are not in both alike."""
    last = {facts[-1].act for facts in (one, other) if facts}
    said, also = ([(fact.act, fact.data) for fact in facts if between.get(fact.act)] for facts in (one, other))
    return last | {each[0] for each in said if each not in also} | {each[0] for each in also if each not in said}


def _gave(field: Field, fact: Fact, kind: str, steps: Iterable[walking.Step]) -> bool:
    """Whether an effect gave a field in these steps."""
    return any(step.fact == fact and field in given(kind, step) for step in steps)


def _binds(fact: Fact) -> bool:
    """Whether the effect can say whose a plan is, wherever it stands in the order."""
    return fact.effect.entity == "plan" and "zone" in fact.data


def _bears_on(entity: str, fact: Fact) -> bool:
    """Whether an effect can change an entity: one on it, on whether its zone is designated, or on a use's plan."""
    if fact.effect.entity == entity:
        return True
    if fact.rank in _LIFE:
        return entity in _IN_A_ZONE
    return entity == "use" and (fact.rank in _PLANS_LIFE or _binds(fact))


def events(view: View, positions: Iterable[int]) -> list[dict[str, Any]]:
    """The events at these positions as the log lists them: what, why and who. A withdrawal shows what it took back, a
    correction in `changed` the fields of the act that it changed."""
    rows = []
    for position in sorted(set(positions)):
        event = view.log.event(position)
        line = read(event.line)
        body, before = line.get("body"), body_before(view, event)
        row = event_row(event, line, body or before)
        if body is not None and before is not None:
            differing = changed(before, body)
            row["changed"] = [{"field": ".".join(path), "before": was, "after": now} for path, was, now in differing]
        rows.append(row)
    return rows
