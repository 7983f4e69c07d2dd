"""The lives of an entity: a cancelled zone may be designated again, a revoked plan approved again; each starts anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .matching import Reference, relation
from .record import Happening, Record, in_order


def ends(record: Record, of: Happening) -> list[Happening]:
    """What ended the lives of the entity of an effect: the cancellations of its zone, of a plan its revocations too."""
    ended = record.in_zone("zone.cancelled", of.zone) if of.zone else []
    return [*ended, *record.of("plan.revoked", of.id)] if of.name.startswith("plan.") else list(ended)


def life(of: Happening, ended: Sequence[Happening]) -> int:
    """In which life an effect was applied, the first being 0: how many ends are folded before it."""
    return sum(end.act != of.act and in_order(end) < in_order(of) for end in ended)


def begun(of: Happening, ended: Sequence[Happening], since: str) -> str:
    """The day from which on the life of an effect could begin: that of the end before it, else `since`."""
    before = [end.latest for end in ended if end.act != of.act and in_order(end) < in_order(of)]
    return max(before, default=since)


def of_life(record: Record, of: Happening, steps: Iterable[Happening]) -> list[Happening]:
    """Those of the steps that may have been taken in the life an effect is of; the menu's have no lives."""
    if not record.in_zone("zone.cancelled", of.zone) and not record.in_zone("plan.revoked", of.zone):
        return list(steps)  # by far the most
    return [step for step in steps if step.zone is None or _serves(step, of, _between(record, of, step))]


def one_life(record: Record, of: Happening, step: Happening) -> bool:
    """Whether it is certain in which lives of the entity an effect was applied and a step was taken."""
    ended = [] if step.zone is None else _between(record, of, step)
    return not ended or len(_lives(step, ended)) == len(_lives(of, ended)) == 1


def _between(record: Record, of: Happening, step: Happening) -> list[Happening]:
    """What may come between a step and the effect it serves: a cancellation of the zone, and the revocation of a plan
    where the step is the plan's. A plan approved again rests on the same policy, a use not on what was revoked."""
    if of.name.startswith("plan.") and step.name.startswith(("zone.", "policy.")):
        return record.in_zone("zone.cancelled", of.zone)
    return ends(record, step if of.name.startswith("use.") and step.name.startswith("plan.") else of)


def _serves(step: Happening, of: Happening, ended: Sequence[Happening]) -> bool:
    """Whether a step and an effect may be of one life."""
    return not ended or not set(_lives(of, ended)).isdisjoint(_lives(step, ended))


def _lives(step: Happening, ended: Iterable[Happening]) -> range:
    """The lives in which a step may have been taken, or an effect applied."""
    to = Reference(step.earliest, step.latest, step.order, step.act)
    told = [relation(end, to) for end in ended if end.act != step.act]
    sure, open_ = told.count("done"), len(told) - told.count("out-of-order")
    return range(sure, open_ + 1)
