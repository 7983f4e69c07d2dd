"""How an entity's state follows from its facts: one pure function a sort of entity, registered here.

To add a sort of entity, write its file, its line in `FOLDS` and the fields of its row in `shapes.ROWS`.
"""

from __future__ import annotations

from . import basic_policy, bill, call, measure, plan, proposal, use, zone
from .fold import Conflict, Fold, State

FOLDS: dict[str, Fold] = {
    "zone": zone.FOLD,
    "plan": plan.FOLD,
    "use": use.FOLD,
    "measure": measure.FOLD,
    "proposal": proposal.FOLD,
    "call": call.FOLD,
    "bill": bill.FOLD,
    "basic-policy": basic_policy.FOLD,
}

__all__ = ["FOLDS", "Conflict", "Fold", "State"]
