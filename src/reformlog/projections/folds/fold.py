"""What the folds share: a state is a row and `more`, a step gives the next state or a conflict."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from ...events.articles import numbered
from ..facts import Fact
from ..life import Life
from ..shapes import SINCE

# The row an answer prints, and under "more" what only other questions ask for. Never changed in place.
State = dict[str, Any]


class Conflict(NamedTuple):
    """A hard precondition that does not hold: the effect is not applied. rule: a stable word; article: the law."""

    rule: str
    article: str
    message: str

    def of(self, fact: Fact) -> Conflict:
        """This conflict as one of a certain fact: its article as it was numbered on the day of the fact."""
        return self._replace(article=numbered(self.article, fact.latest))


Step = Callable[[State, Fact, Life], State | Conflict]


class Fold(NamedTuple):
    """initial: id → the state when nothing has happened. step: pure. listed: whether an answer shows the row."""

    initial: Callable[[str], State]
    step: Step
    listed: Callable[[State], bool]


def since(fact: Fact) -> State:
    """The five fields that say which effect gave the present status."""
    return {
        "since": fact.words,
        "since_earliest": fact.earliest,
        "since_latest": fact.latest,
        "act": fact.act,
        "position": fact.position,
    }


NO_SINCE: State = dict.fromkeys(SINCE)


def over(state: State, fact: Fact) -> State:
    """What a cancellation of the zone makes of what hangs on it; what has not begun yet begins as ended (`begun`)."""
    if state["status"] == "none" and state.get("in_progress") is None:
        return {**state, "more": {**state["more"], "over": since(fact)}}
    return {**state, "status": "ended", **since(fact)}


def begun(state: State) -> State:
    """The state in which an effect finds a plan or a use: ended when its zone was cancelled before it was heard of."""
    if "over" not in state["more"]:
        return state
    more = dict(state["more"])
    return {**state, "status": "ended", **more.pop("over"), "more": more}


def forward(words: tuple[str, ...], now: str | None, step: str) -> str:
    """The higher of two words of a life: a lower word never replaces a higher one."""
    return now if now is not None and words.index(now) > words.index(step) else step


def latest_word(
    initial: Callable[[str], State], fields: tuple[str, ...], ends: tuple[str, ...] = (), ended: tuple[str, ...] = ()
) -> Fold:
    """A fold for entities that only have a status: the last word in folding order holds.

    fields: keys of an effect that replace what the row knew. ends: words that conflict when the status is one of
    `ended` already.
    """

    def step(state: State, fact: Fact, life: Life) -> State | Conflict:
        word = fact.effect.word
        if word in ends and state["status"] in ended:
            message = f"{fact.effect.en}: it had already ended ({state['status']})."
            return Conflict(f"{fact.effect.name}: already ended", fact.effect.article, message)
        known = {key: fact.data[key] for key in fields if key in fact.data}
        return {**state, **known} if state["status"] == word else {**state, **known, "status": word, **since(fact)}

    return Fold(initial, step, lambda state: state["status"] != "none")
