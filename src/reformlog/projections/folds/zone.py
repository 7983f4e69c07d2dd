"""A zone with its policy: candidate, endorsed, designated, changed, renamed, cancelled; policy decided and amended.

The row shows the status of the zone's own plan too, so the zone feels that plan's approvals and revocations, which
stand in its life; they are judged in `plan`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from ...events.effects import EFFECTS, RANK
from ..facts import Fact
from ..life import Life
from ..shapes import blank
from .fold import NO_SINCE, Conflict, Fold, State, forward, since
from .plan import status_after

POLICY_STEPS = ("consulted", "endorsed")


def initial(zone: str) -> State:
    """A zone of which nothing is known."""
    known = {"zone": zone, "status": "none", "areas": [], "proposed_areas": [], "policy": "none", "plan": "none"}
    more = {"council_name": None, "evaluations": 0, "policy": {"version": None, **NO_SINCE}}
    return blank("zone", known, more)


def _named(fact: Fact) -> State:
    """What a candidate, an endorsed or a designated zone is said to be: a given value replaces, an absent one keeps."""
    return {key: fact.data[key] for key in ("name", "type", "nickname") if key in fact.data}


def _proposed(state: State, data: Any) -> list[str]:
    if "areas" in data:
        return _each_once(data["areas"])
    kept = [area for area in state["proposed_areas"] if area not in data.get("remove", ())]
    return _each_once([*kept, *data.get("add", ())])


def _each_once(areas: Iterable[str]) -> list[str]:
    """Areas in the order written; one named twice is one area."""
    return list(dict.fromkeys(areas))


def _candidate(state: State, fact: Fact, life: Life) -> State:
    if state["status"] in ("designated", "cancelled"):
        return state
    new = {**state, **_named(fact), "proposed_areas": _proposed(state, fact.data)}
    return {**new, "status": "candidate", **since(fact)} if state["status"] == "none" else new


def _endorsed(state: State, fact: Fact, life: Life) -> State:
    if state["status"] in ("designated", "cancelled"):
        return {**state, "in_progress": "endorsed"}
    new = {**state, **_named(fact), "proposed_areas": _proposed(state, fact.data)}
    return new if state["status"] == "endorsed" else {**new, "status": "endorsed", **since(fact)}


def _designated(state: State, fact: Fact, life: Life) -> State | Conflict:
    if state["status"] == "designated":
        return Conflict("zone.designated: already designated", "法2条1項", "The zone is already designated.")
    areas = fact.data.get("areas", state["proposed_areas"] or state["areas"])
    new = {**state, **_named(fact), "areas": _each_once(areas), "proposed_areas": [], "in_progress": None}
    new |= {"status": "designated", **since(fact)}
    if "council-name" in fact.data:
        new["more"] = {**state["more"], "council_name": fact.data["council-name"]}
    # What was decided or approved within the interval of this very designation is of the new life already.
    if state["policy"] == "ended":
        new |= {"policy": "none", "policy_in_progress": None}
        new["more"] = {**new["more"], "policy": {"version": None, **NO_SINCE}}
    if state["plan"] == "ended":
        new["plan"] = "none"
    return new


def _needs_designation(
    step: Callable[[State, Fact], State | Conflict],
) -> Callable[[State, Fact, Life], State | Conflict]:
    """A step of a zone's life that only a designated zone can take."""

    def judged(state: State, fact: Fact, life: Life) -> State | Conflict:
        if state["status"] != "designated":
            message = f"The zone is not designated then (its status is {state['status']})."
            return Conflict(f"{fact.effect.name}: zone not designated", fact.effect.article, message)
        return step(state, fact)

    return judged


def _area_changed(state: State, fact: Fact) -> State | Conflict:
    add, remove = fact.data.get("add", ()), fact.data.get("remove", ())
    twice = [area for area in add if area in state["areas"]]
    absent = [area for area in remove if area not in state["areas"]]
    if twice:
        return Conflict(
            "zone.area-changed: area already there", "法2条1項・6項", f"Already in the zone: {', '.join(twice)}."
        )
    if absent:
        return Conflict("zone.area-changed: area not there", "法2条1項・6項", f"Not in the zone: {', '.join(absent)}.")
    kept = [area for area in state["areas"] if area not in remove]
    return {**state, "areas": _each_once([*kept, *add]), "in_progress": None}


def _renamed(state: State, fact: Fact) -> State:
    return {**state, "name": fact.data.get("name", state["name"]), "in_progress": None}


def _evaluated(state: State, fact: Fact) -> State:
    return {**state, "more": {**state["more"], "evaluations": state["more"]["evaluations"] + 1}}


def _cancelled(state: State, fact: Fact) -> State:
    ended = {"policy": "ended", "policy_in_progress": None, "plan": "ended"}
    policy = {**state["more"]["policy"], **since(fact)}
    more = {**state["more"], "policy": policy}
    return {**state, "status": "cancelled", "in_progress": None, **since(fact), **ended, "more": more}


def _nicknamed(state: State, fact: Fact, life: Life) -> State:
    return {**state, "nickname": fact.data.get("nickname", state["nickname"])}


def _consulted(state: State, fact: Fact, life: Life) -> State:
    return state


def _policy_step(state: State, fact: Fact, life: Life) -> State:
    return {**state, "policy_in_progress": forward(POLICY_STEPS, state["policy_in_progress"], fact.effect.word)}


def _policy_text(state: State, fact: Fact) -> State:
    return {
        **state["more"]["policy"],
        **{key: fact.data[key] for key in ("issues", "measures", "goals") if key in fact.data},
    }


def _policy_decided(state: State, fact: Fact, life: Life) -> State | Conflict:
    if not life.designated(fact.latest):
        message = "The zone is not designated at the end of that day."
        return Conflict("policy.decided: zone not designated", "法6条1項", message)
    if state["policy"] == "decided":
        return Conflict(
            "policy.decided: decided already", "法6条1項", "The policy is already decided; a change is amended."
        )
    policy = {**_policy_text(state, fact), "version": 1, **since(fact)}
    return {**state, "policy": "decided", "policy_in_progress": None, "more": {**state["more"], "policy": policy}}


def _policy_amended(state: State, fact: Fact, life: Life) -> State | Conflict:
    if state["policy"] != "decided":
        message = f"The policy is not decided then (its status is {state['policy']})."
        return Conflict("policy.amended: not decided", "法6条5項・6項", message)
    policy = _policy_text(state, fact)
    policy["version"] += 1
    return {**state, "policy_in_progress": None, "more": {**state["more"], "policy": policy}}


_STEPS: dict[str, Callable[[State, Fact, Life], State | Conflict]] = {
    "zone.candidate": _candidate,
    "zone.consulted": _consulted,
    "zone.endorsed": _endorsed,
    "zone.designated": _designated,
    "zone.area-changed": _needs_designation(_area_changed),
    "zone.renamed": _needs_designation(_renamed),
    "zone.nicknamed": _nicknamed,
    "zone.evaluated": _needs_designation(_evaluated),
    "zone.cancelled": _needs_designation(_cancelled),
    "policy.consulted": _policy_step,
    "policy.endorsed": _policy_step,
    "policy.decided": _policy_decided,
    "policy.amended": _policy_amended,
}
# The same by the rank of the effect.
STEPS = {RANK[entity, word]: step for name, step in _STEPS.items() for entity, _, word in [name.partition(".")]}


def step(state: State, fact: Fact, life: Life) -> State | Conflict:
    """The next state of the zone and its policy; of the zone's own plan only the status is kept here."""
    if EFFECTS[fact.rank].entity == "plan":
        status = status_after(state["plan"], fact, life)
        return state if isinstance(status, Conflict) or status == state["plan"] else {**state, "plan": status}
    return STEPS[fact.rank](state, fact, life)


FOLD = Fold(initial, step, lambda state: state["status"] != "none")
