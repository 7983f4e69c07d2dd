"""Who is responsible for a difference: the acts that changed a field, or the events from which it was learned."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..log.lines import read
from ..projections.folds import FOLDS
from ..projections.life import NEVER
from ..projections.settle import felt
from ..projections.shapes import kind_of
from . import walking
from .history import event_row
from .states import state_at
from .view import View

Field = tuple[str, str]  # entity, field


def between_days(view: View, group: str, one: str, other: str) -> dict[Field, list[str]]:
    """For each field of a group the acts that changed it between two days, in the order of folding."""
    low, high = min(one, other), max(one, other)
    kept = walking.ever(view, group)
    facts = walking.visible(view, kept)
    zone = walking.zone_of_group(group, facts)
    life = walking.life_of(view, zone) if zone else NEVER
    state = state_at(view, group, low)
    if state is None:
        state = FOLDS[kind_of(group)].initial(group.partition(":")[2])
    found: dict[Field, list[str]] = {}
    own = [fact for fact in [*facts, *felt(group, life)] if low < fact.latest <= high]
    for step, _ in walking.folded(kind_of(group), state, own, life):
        for entity, field, _, _ in step.changed:
            acts = found.setdefault((entity, field), [])
            if step.fact.act not in acts:
                acts.append(step.fact.act)
    return found


def learned(one: View, other: View, group: str, on: str) -> dict[Field | None, list[int]]:
    """For each field of a group the positions of the events between two views that explain its difference.

    Those of the act that gave the field before or that gives it now; where no event of these lies between, under None:
    every event between that touches the group, or the life of the zone it is judged by.
    """
    kept = walking.ever(other, group)
    zone = walking.zone_of_group(group, walking.visible(other, kept) or [fact for fact, _ in kept])
    if zone and kind_of(group) != "zone":
        kept = [*kept, *walking.ever(other, "zone:" + zone)]
    between: dict[str, set[int]] = {}
    for fact, known_to in kept:
        if fact.latest <= on:
            places = {at for at in (fact.position, known_to) if one.position < at <= other.position}
            between.setdefault(fact.act, set()).update(places)
    found: dict[Field | None, list[int]] = {None: sorted(set().union(*between.values()))}
    blamed = [_blamed(view, group, on) for view in (one, other)]
    for field in {**blamed[0], **blamed[1]}:
        acts = {each[field] for each in blamed if field in each}
        found[field] = sorted(set().union(*(between.get(act, set()) for act in acts)))
    return found


def _blamed(view: View, group: str, on: str) -> dict[Field, str]:
    """The act that last changed each field by the end of a day."""
    steps = walking.walk(view, group, on).steps
    return {(entity, field): step.fact.act for step in steps for entity, field, _, _ in step.changed}


def events(view: View, positions: Iterable[int]) -> list[dict[str, Any]]:
    """The events at these positions as the log lists them: what, why and who. A withdrawal shows what it took back, a
    correction in `changed` the fields of the act that it changed."""
    rows = []
    for position in sorted(set(positions)):
        event = view.log.event(position)
        line = read(event.line)
        body, before = line.get("body"), None
        if event.version > 1:
            bodies = [read(e.line).get("body") for e in view.log.versions(event.act) if e.position < position]
            before = next((each for each in reversed(bodies) if each is not None), None)
        row = event_row(event, line, body or before)
        if body is not None and before is not None:
            row["changed"] = [
                {"field": key, "before": before.get(key), "after": body.get(key)}
                for key in {**before, **body}
                if before.get(key) != body.get(key)
            ]
        rows.append(row)
    return rows
