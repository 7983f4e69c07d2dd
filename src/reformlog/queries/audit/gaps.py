"""Gaps: effects that stand although what should come before is not recorded, came later, or in an unknown order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...events.articles import numbered
from ...projections.facts import use_id
from ...rules.needs import BY_PLAN, FOR_EACH, IN_A_ZONE, NEEDS
from ..walking import life_of
from .lives import of_life, one_life
from .matching import Reference, relation, shortly_after
from .record import Happening, Record, in_order

_UNSURE = {"possible", "same-day-order-unknown"}


def gaps(record: Record) -> list[dict[str, Any]]:
    """Every soft precondition that fails: act, entity, effect, what it needs, and how it fails."""
    found = [row for need in NEEDS for row in _of(record, need.effect, need.needs, need.article)]
    return sorted([*found, *_undesignated(record)], key=lambda row: (row["act"], row["is"], row["needs"]))


def _of(record: Record, effect: str, needs: tuple[str, ...], article: str) -> Iterator[dict[str, Any]]:
    for (name, _), happenings in record.happenings.items():
        if name != effect:
            continue
        for h in happenings:
            for needed in needs:
                outcome = _outcome(record, h, needed)
                if outcome is not None:
                    yield _row(h, needed, outcome, article)


def _outcome(record: Record, h: Happening, needed: str) -> str | None:
    to = Reference(h.earliest, h.latest, h.order, h.act)
    by_plan = (h.name, needed) == BY_PLAN
    steps = record.in_zone(needed, h.zone) if by_plan else record.of(needed, _entity(h, needed))
    steps = of_life(record, h, steps)
    told = set()
    for step in steps:
        how = "done" if by_plan and step.act == h.act else relation(step, to)
        told.add(how if how != "done" or one_life(record, h, step) else "possible")
        if "done" in told:
            return None
    if told & _UNSURE:
        return "order-not-known"
    late = any(shortly_after(step, to) for step in steps) if needed in FOR_EACH else bool(steps)
    return "out-of-order" if late else "missing"


def _entity(h: Happening, needed: str) -> str:
    """Whose life the needed step is of: the zone's policy or plan, the measure of the menu, or the entity's own."""
    sort = needed.split(".")[0]
    if sort == "measure":
        return str(h.effect["measure"])
    if sort == "use":
        return use_id(h.effect["measure"], h.effect["zone"], h.effect.get("part"))
    return h.zone or h.id if sort in ("policy", "plan", "zone") and not h.name.startswith(sort + ".") else h.id


def _undesignated(record: Record) -> Iterator[dict[str, Any]]:
    """Effects in a zone that was designated, or designated again, on that very day, or only possibly by then."""
    for (name, _), happenings in record.happenings.items():
        if name not in IN_A_ZONE:
            continue
        for h in happenings:
            lives = [*record.in_zone("zone.designated", h.zone), *record.in_zone("zone.cancelled", h.zone)]
            to = Reference(h.earliest, h.latest, h.order, h.act)
            before = [step.name for step in sorted(lives, key=in_order) if relation(step, to) == "done"]
            if before[-1:] != ["zone.designated"] and life_of(record.view, h.zone or "").designated(h.latest):
                yield _row(h, "zone.designated", "order-not-known", "")


def _row(h: Happening, needed: str, outcome: str, article: str) -> dict[str, Any]:
    row = {"act": h.act, "date": h.words, "is": h.name, "entity": h.id, "zone": h.zone}
    return {**row, "needs": needed, "outcome": outcome, "article": numbered(article, h.latest) or None}
