"""A use: a measure of the national menu in one zone's plan, perhaps in a part of the zone: included, started, ended."""

from __future__ import annotations

from ...events.effects import RANK
from ..facts import Fact
from ..life import DESIGNATED, Life
from ..shapes import blank
from .fold import Conflict, Fold, State, begun, over, since

REVOKED = RANK["plan", "revoked"]


def initial(use: str) -> State:
    """A use of which nothing is known; `until` and `title` are those of the measure, filled in by the answer."""
    measure, _, place = use.partition("@")
    zone, _, part = place.partition("/")
    known = {"measure": measure, "zone": zone, "part": part.split(",") if part else None, "status": "none"}
    return blank("use", known, {"operators": None, "projects": None, "because": None})


def step(state: State, fact: Fact, life: Life) -> State | Conflict:
    """The next state of the use. A cancellation of its zone and a revocation of its plan end it."""
    effect = fact.effect
    if effect.entity == "zone" and fact.rank == DESIGNATED:
        return initial_of(state) if begun(state)["status"] == "ended" else state
    if effect.entity == "zone":
        return state if state["status"] == "ended" else over(state, fact)
    if effect.entity == "plan":
        return state if state["status"] == "none" else _to(state, fact, "ended")
    state = begun(state)
    if effect.word == "included":
        if not life.designated(fact.latest):
            message = "The zone is not designated at the end of that day."
            return Conflict("measure.included: zone not designated", "法8条2項2–3号", message)
        word = "started" if state["status"] == "started" else "included"
        given = {key: fact.data[key] for key in ("operators", "projects") if key in fact.data}
        # What begins again has no reason for an end, whatever it once ended for.
        return {**_to(state, fact, word), "more": {**state["more"], "because": None, **given}}
    if effect.word == "started":
        if state["status"] == "ended":
            return Conflict("measure.started: use ended", "法12条の2–27条", "The use has ended.")
        return _to(state, fact, "started")
    given = {"because": fact.data["because"]} if "because" in fact.data else {}
    return {**_to(state, fact, "ended"), "more": {**state["more"], **given}}


def initial_of(state: State) -> State:
    """The state of the same use before anything happened."""
    place = f"{state['zone']}/{','.join(state['part'])}" if state["part"] else state["zone"]
    return initial(f"{state['measure']}@{place}")


def _to(state: State, fact: Fact, word: str) -> State:
    return state if state["status"] == word else {**state, "status": word, **since(fact)}


FOLD = Fold(initial, step, lambda state: state["status"] != "none")
