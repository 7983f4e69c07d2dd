"""Soft preconditions: what should have come before an effect, in another entity's life or in its own.

When one fails the effect stands and `audit` lists a gap. Hard ones, which make a conflict, are in `projections.folds`.
"""

from __future__ import annotations

from typing import NamedTuple


class Need(NamedTuple):
    """Effects that should have come before another. effect: as in the catalogue, of a use written `use.…`.

    needs: the effects that should have preceded it. article: as numbered today, empty where none asks for it.
    """

    effect: str
    needs: tuple[str, ...]
    article: str


NEEDS: tuple[Need, ...] = (
    Need("zone.designated", ("zone.endorsed",), "法2条6項"),
    Need("zone.area-changed", ("zone.endorsed",), "法2条6項"),
    Need("zone.cancelled", ("zone.endorsed",), "法2条6項"),
    Need("policy.decided", ("policy.endorsed", "policy.consulted"), "法6条3項"),
    Need("policy.amended", ("policy.endorsed", "policy.consulted"), "法6条3項・6項"),
    Need("basic-policy.decided", ("basic-policy.endorsed",), "法5条3項"),
    Need("basic-policy.amended", ("basic-policy.endorsed",), "法5条3項・6項"),
    Need("plan.applied", ("plan.agreed",), "法8条1項・7項"),
    Need("plan.endorsed", ("plan.applied",), "法8条9項"),
    Need("plan.approved", ("policy.decided", "plan.agreed", "plan.applied"), "法8条1項・8項"),
    Need("plan.change-approved", ("plan.agreed", "plan.applied"), "法9条1項"),
    Need("measure.nationwide", ("measure.created",), ""),
    Need("measure.transferred", ("measure.created",), ""),
    Need("use.included", ("measure.created", "plan.approved"), "法8条2項2–3号"),
    Need("use.started", ("use.included",), "法12条の2–27条"),
    Need("use.ended", ("use.included",), "法9条1項"),
    Need("proposal.under-discussion", ("proposal.submitted",), "法5条7項"),
    Need("proposal.heard", ("proposal.submitted",), "法5条7項"),
    Need("proposal.adopted", ("proposal.submitted",), "法5条7項"),
    Need("proposal.not-adopted", ("proposal.submitted",), "法5条7項"),
    Need("proposal.retracted", ("proposal.submitted",), "法5条7項"),
    Need("call.closed", ("call.opened",), "法5条7項"),
    Need("call.under-discussion", ("call.opened",), "法5条7項"),
    Need("bill.passed", ("bill.submitted",), ""),
    Need("bill.lapsed", ("bill.submitted",), ""),
    Need("bill.rejected", ("bill.submitted",), ""),
    Need("bill.taken-back", ("bill.submitted",), ""),
)
# These also need their zone designated; that the order of the two is not known is a gap, anything worse a conflict.
IN_A_ZONE = ("policy.decided", "plan.approved", "use.included")
# Steps that are taken anew for each decision: one found long after it prepares the next. All others are taken once.
FOR_EACH = (
    "zone.endorsed",
    "policy.endorsed",
    "policy.consulted",
    "basic-policy.endorsed",
    "plan.agreed",
    "plan.applied",
)
# A use needs an approved plan of its zone, whichever; the act that approves it may carry both, in any order.
BY_PLAN = ("use.included", "plan.approved")
