"""Which fields an effect gives, as data, and to which effect a field is owed: the last applied one that gave it.

An effect gives a field when it says what the field is, even where it was so before. One that says nothing of it (a
policy amended without `goals`) does not give it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from ..events.effects import EFFECTS
from ..projections.folds.fold import begun
from ..projections.shapes import kind_of
from .fields import Field, differences, fields

if TYPE_CHECKING:  # a wide difference asks for the table only
    from ..projections.facts import Fact
    from .entities import Entity
    from .walking import Step, Walk

_KNOWN = "name? type? nickname?"
_PROPOSED = "proposed_areas< name< type< nickname<"
_POLICY_TEXT = "issues? measures? goals?"
_ANEW = (
    "policy.status* policy.in_progress* policy.version* policy.issues* policy.measures* policy.goals* "
    "plan.status* plan.in_progress* plan.revision* plan.projects* plan.part* plan.evaluations* "
    "use.status* use.operators* use.projects* use.because*"
)
# effect → the fields it gives; those of another entity are written with it. Given is:
#   field    whenever the effect is applied
#   field?   where the effect carries it
#   field<   where the effect carries it and the zone has not been designated yet
#   field~   where the effect changes it
#   field^   where it reads the word of the effect afterwards: a lower step does not replace a higher one
#   field*   where it begins anew, because its zone is designated after a cancellation
GIVES: dict[str, str] = {
    "zone.candidate": f"status~ {_PROPOSED}",
    "zone.consulted": "",
    "zone.endorsed": f"status~ in_progress^ {_PROPOSED}",
    "zone.designated": f"status in_progress areas proposed_areas council_name? {_KNOWN} {_ANEW}",
    "zone.area-changed": "areas~ in_progress",
    "zone.renamed": "name? in_progress",
    "zone.nicknamed": "nickname?",
    "zone.evaluated": "evaluations",
    "zone.cancelled": "status in_progress policy.status policy.in_progress plan.status~ plan.in_progress use.status~",
    "policy.consulted": "in_progress^",
    "policy.endorsed": "in_progress^",
    "policy.decided": f"status in_progress version {_POLICY_TEXT}",
    "policy.amended": f"in_progress version {_POLICY_TEXT}",
    "basic-policy.endorsed": "in_progress^",
    "basic-policy.decided": "status in_progress version",
    "basic-policy.amended": "in_progress version",
    "plan.agreed": "in_progress^",
    "plan.applied": "in_progress^",
    "plan.endorsed": "in_progress^",
    "plan.approved": "status in_progress revision projects? part?",
    "plan.change-approved": "in_progress revision projects? part?",
    "plan.minor-changed": "",
    "plan.evaluated": "evaluations",
    "plan.revoked": "status in_progress use.status~",
    "measure.proposed": "status~ title? issue? proposal?",
    "measure.heard": "status~ title? issue? proposal?",
    "measure.adopted": "status~ title?",
    "measure.created": "status until title? ministry?",
    "measure.extended": "until",
    "measure.nationwide": "status~",
    "measure.transferred": "status~ to?",
    "measure.ended": "status~ because?",
    "use.included": "status~ operators? projects? because~",
    "use.started": "status~",
    "use.ended": "status~ because?",
}
# Of which every effect gives the same: the last word holds.
GIVES_OF_EVERY = {
    "proposal": "status~ call? measure? by? counts?",
    "call": "status~ counts?",
    "bill": "status~ law?",
}
# Of the effects that give these fields the ones that add to what they were.
_ADDING = {
    ("zone.area-changed", "areas"),
    ("zone.evaluated", "evaluations"),
    ("policy.amended", "version"),
    ("basic-policy.amended", "version"),
    ("plan.change-approved", "revision"),
    ("plan.evaluated", "evaluations"),
}
# Keys of an effect that give a field of another name.
_CARRIED = {"council_name": ("council-name",), "proposed_areas": ("areas", "add", "remove")}


class Gift(NamedTuple):
    """A field an effect can give. how: the mark in the table, empty where it is always given."""

    entity: str
    field: str
    how: str


def _gifts() -> list[tuple[Gift, ...]]:
    """What each effect can give, by rank."""
    found = []
    for effect in EFFECTS:
        text = GIVES[effect.name] if effect.name in GIVES else GIVES_OF_EVERY[effect.entity]
        gifts = []
        for word in text.split():
            name, how = (word[:-1], word[-1]) if word[-1] in _HOW else (word, "")
            entity, dot, field = name.rpartition(".")
            gifts.append(Gift(entity if dot else effect.entity, field, how))
        found.append(tuple(gifts))
    return found


class _Taken(NamedTuple):
    """An effect as it was applied: the fields before and after it, and which of them differ."""

    fact: Fact
    before: Mapping[Field, Any]
    after: Mapping[Field, Any]
    changed: frozenset[Field]


def _carries(taken: _Taken, gift: Gift) -> bool:
    return any(key in taken.fact.data for key in _CARRIED.get(gift.field, (gift.field,)))


def _is_proposed(taken: _Taken, gift: Gift) -> bool:
    return taken.before["zone", "status"] not in ("designated", "cancelled") and _carries(taken, gift)


def _begins_anew(taken: _Taken, gift: Gift) -> bool:
    place = (gift.entity, "status")
    return (taken.before[place], taken.after[place]) == ("ended", "none")


_HOW: dict[str, Callable[[_Taken, Gift], bool]] = {
    "": lambda taken, gift: True,
    "?": _carries,
    "<": _is_proposed,
    "~": lambda taken, gift: gift[:2] in taken.changed,
    "^": lambda taken, gift: bool(taken.after[gift[:2]] == taken.fact.effect.word),
    "*": _begins_anew,
}
GIFTS = _gifts()


def given(kind: str, step: Step) -> set[Field]:
    """The fields a step in the life of a group gave; none when its effect was not applied.

    What befalls a zone gives nothing to a plan or a use nobody has spoken of yet (`over`).
    """
    of_zone = kind != "zone" and step.fact.effect.entity == "zone"
    if step.conflict is not None or (of_zone and ("over" in step.before["more"] or "over" in step.after["more"])):
        return set()
    before = begun(step.before)
    was, now = fields(kind, before), fields(kind, step.after)
    changed = frozenset(field for field, _, _ in differences(kind, before, step.after))
    taken = _Taken(step.fact, was, now, changed)
    gifts = GIFTS[step.fact.rank]
    return {gift[:2] for gift in gifts if (gift.entity, "status") in now and _HOW[gift.how](taken, gift)}


def built(kind: str, steps: Iterable[Step]) -> dict[Field, list[Fact]]:
    """For each field of a group the effects its value is made of, in the order of folding: the last that gave it, and
    before it, where that one added to what was there, those it added to. A field nothing recorded gave is absent.

    A plan or a use that begins in a cancelled zone owes it to the cancellation that it begins as ended.
    """
    last: dict[Field, list[Fact]] = {}
    ended: Fact | None = None
    for step in steps:
        if step.fact.effect.entity != kind:
            ended = step.fact if step.fact.effect.name == "zone.cancelled" else ended
        elif ended and "over" in step.before["more"] and "over" not in step.after["more"]:
            last[kind, "status"] = [ended]
        for field in given(kind, step):
            if field in last and _adds(step.fact, field):
                last[field].append(step.fact)
            else:
                last[field] = [step.fact]
    return last


def givers(kind: str, steps: Iterable[Step]) -> dict[Field, Fact]:
    """For each field of a group the last effect that gave it; a field nothing recorded gave is absent."""
    return {field: facts[-1] for field, facts in built(kind, steps).items()}


def _adds(fact: Fact, field: Field) -> bool:
    """Whether an effect that gives a field adds to what it was; others say the whole of it."""
    if field == ("zone", "proposed_areas"):
        return fact.effect.word == "endorsed" and "areas" not in fact.data
    return (fact.effect.name, field[1]) in _ADDING


def owed(subject: Entity, walk: Walk) -> dict[str, Fact]:
    """For each field of an entity the last effect that gave it; a measure that expired owes it to its last day, and a
    plan its zone to the effect that binds it, of whatever day that is."""
    gave = givers(kind_of(subject.group), walk.steps)
    last = {field: fact for (sort, field), fact in gave.items() if sort == subject.sort}
    if walk.state.get("status") == "expired":
        last["status"] = last["until"]
    if walk.binder is not None:
        last["zone"] = walk.binder
    return last


def _changers() -> dict[Field, frozenset[str]]:
    """(entity, field) → the ranks, as text, of the effects that can change it."""
    found: dict[Field, set[str]] = {}
    for rank, gifts in enumerate(GIFTS):
        for gift in gifts:
            found.setdefault(gift[:2], set()).add(str(rank))
    found["measure", "status"] |= found["measure", "until"]  # by which it expires
    return {place: frozenset(ranks) for place, ranks in found.items()}


CHANGERS = _changers()
