"""The Basic Policy 基本方針: endorsed by the Council, decided by the Cabinet, amended."""

from __future__ import annotations

from ..facts import Fact
from ..life import Life
from ..shapes import blank
from .fold import Conflict, Fold, State, since


def initial(name: str) -> State:
    """A basic policy of which nothing is known."""
    return blank("basic-policy", {"basic-policy": name, "status": "none"}, {})


def step(state: State, fact: Fact, life: Life) -> State | Conflict:
    """The next state of the basic policy."""
    word, article = fact.effect.word, fact.effect.article
    if word == "endorsed":
        return {**state, "in_progress": "endorsed"}
    if word == "decided":
        if state["status"] == "decided":
            return Conflict(
                "basic-policy.decided: decided already", article, "It is already decided; a change is amended."
            )
        return {**state, "status": "decided", "in_progress": None, "version": 1, **since(fact)}
    if state["status"] != "decided":
        return Conflict("basic-policy.amended: not decided", article, "It is not decided then.")
    return {**state, "in_progress": None, "version": state["version"] + 1}


FOLD = Fold(initial, step, lambda state: state["status"] != "none" or state["in_progress"] is not None)
