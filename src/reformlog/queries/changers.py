"""Which fields an effect can change, as data: what the folds do, told without folding."""

from __future__ import annotations

from ..events.effects import EFFECTS, RANK

_KNOWN = "name type nickname"
_POLICY_TEXT = "policy.issues policy.measures policy.goals"
# effect → the fields it can change; those of another entity are written with it. What is not listed can change any.
CAN: dict[str, str] = {
    "zone.candidate": f"status proposed_areas {_KNOWN}",
    "zone.consulted": "",
    "zone.endorsed": f"status in_progress proposed_areas {_KNOWN}",
    "zone.designated": f"status in_progress areas proposed_areas council_name {_KNOWN} policy.status "
    f"policy.in_progress policy.version {_POLICY_TEXT}",
    "zone.area-changed": "areas in_progress",
    "zone.renamed": "name in_progress",
    "zone.nicknamed": "nickname",
    "zone.evaluated": "evaluations",
    "zone.cancelled": "status in_progress policy.status policy.in_progress",
    "policy.consulted": "in_progress",
    "policy.endorsed": "in_progress",
    "policy.decided": "status in_progress version issues measures goals",
    "policy.amended": "in_progress version issues measures goals",
    "plan.agreed": "in_progress",
    "plan.applied": "in_progress",
    "plan.endorsed": "in_progress",
    "plan.change-approved": "in_progress revision projects part",
    "plan.minor-changed": "",
    "plan.evaluated": "evaluations",
    "plan.revoked": "status in_progress",
    "basic-policy.endorsed": "in_progress",
    "basic-policy.amended": "in_progress version",
}


def _changers() -> dict[tuple[str, str], frozenset[str]]:
    """(entity, field) → the ranks, as text, of the effects that can change it."""
    found: dict[tuple[str, str], set[str]] = {}
    for effect in EFFECTS:
        for word in CAN.get(effect.name, "").split():
            entity, dot, field = word.partition(".")
            place = (entity, field) if dot else (effect.entity, word)
            found.setdefault(place, set()).add(str(RANK[effect.entity, effect.word]))
    free: dict[str, set[str]] = {effect.entity: set() for effect in EFFECTS}
    for rank, effect in enumerate(EFFECTS):
        if effect.name not in CAN:
            free[effect.entity].add(str(rank))
    return {place: frozenset(ranks | free[place[0]]) for place, ranks in found.items()}


CHANGERS = _changers()
