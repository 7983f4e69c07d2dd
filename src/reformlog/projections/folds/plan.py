"""A zone plan: agreed, applied, endorsed on the way; approved, changed, revoked."""

from __future__ import annotations

from ...events.effects import EFFECTS
from ..facts import Fact, default_zone
from ..life import CANCELLED, DESIGNATED, Life
from ..shapes import blank
from .fold import Conflict, Fold, State, begun, forward, over, since

STEPS = ("agreed", "applied", "endorsed")
OF_ZONE = (DESIGNATED, CANCELLED)  # the effects on its zone that a plan feels


def initial(plan: str) -> State:
    """A plan of which nothing is known."""
    known = {"plan": plan, "zone": default_zone(plan), "status": "none"}
    return blank("plan", known, {"projects": None, "part": None, "evaluations": 0})


def status_after(status: str, fact: Fact, life: Life) -> str | Conflict:
    """The status a plan's effect leaves, or the conflict: the one rule the plan's row and its zone's row share."""
    effect = EFFECTS[fact.rank]
    if effect.word in STEPS:
        return status
    if effect.word == "approved":
        if not life.designated(fact.latest):
            message = "The zone is not designated at the end of that day."
            return Conflict("plan.approved: zone not designated", "法8条8項", message)
        if status == "approved":
            message = "The plan is already approved; a change is change-approved."
            return Conflict("plan.approved: approved already", "法8条8項、9条1項", message)
        return "approved"
    if status != "approved":
        return Conflict(
            f"{effect.name}: not approved", effect.article, f"The plan is not approved then (its status is {status})."
        )
    return "revoked" if effect.word == "revoked" else "approved"


def _of_zone(state: State, fact: Fact) -> State:
    """What a cancellation of the zone, or the designation after it, does to its plan."""
    if fact.rank != DESIGNATED:
        return {**over(state, fact), "in_progress": None}
    # What was approved within the interval of this very designation is of the new life already.
    return {**initial(state["plan"]), "zone": state["zone"]} if begun(state)["status"] == "ended" else state


def step(state: State, fact: Fact, life: Life) -> State | Conflict:
    """The next state of the plan."""
    if fact.rank in OF_ZONE:
        return _of_zone(state, fact)
    word, state = EFFECTS[fact.rank].word, begun(state)
    status = status_after(state["status"], fact, life)
    if isinstance(status, Conflict):
        return status
    if word in STEPS:
        return {**state, "in_progress": forward(STEPS, state["in_progress"], word)}
    if word == "minor-changed":
        return state
    if word == "evaluated":
        return {**state, "more": {**state["more"], "evaluations": state["more"]["evaluations"] + 1}}
    if word == "revoked":
        return {**state, "status": status, "in_progress": None, **since(fact)}
    more = {**state["more"]}
    for key in ("projects", "part"):
        if key in fact.data:
            more[key] = fact.data[key]
    if word == "approved":
        return {**state, "status": status, "in_progress": None, "revision": 1, **since(fact), "more": more}
    return {**state, "in_progress": None, "revision": state["revision"] + 1, "more": more}


FOLD = Fold(initial, step, lambda state: state["status"] != "none" or state["in_progress"] is not None)
