"""A measure 規制の特例措置, an item of the national menu, from its proposal to its end.

It expires by time alone, the day after `until`: no act, so no fact; whoever asks for a day applies `on`.
"""

from __future__ import annotations

import datetime

from ... import dates
from ..facts import Fact
from ..life import Life
from ..shapes import blank
from .fold import Conflict, Fold, State, since

WORDS = ("none", "proposed", "heard", "adopted", "created", "nationwide", "transferred", "ended")
DONE = ("ended", "nationwide", "transferred")


def initial(measure: str) -> State:
    """A measure of which nothing is known."""
    more = {"until_latest": None, "until_act": None, "until_position": None, "ministry": None, "issue": None}
    more |= {"proposal": None, "to": None, "because": None}
    return blank("measure", {"measure": measure, "status": "none"}, more)


def in_force(state: State, day: str) -> bool:
    """Whether it can be used on the day: created, and `until` (the last day in force) not passed."""
    last = state["more"]["until_latest"]
    return state["status"] == "created" and (last is None or day <= last)


def expiry(state: State) -> str | None:
    """The day after `until`, from which it is expired; None when it has no last day, or the last of all days is it."""
    last = state["more"]["until_latest"]
    if last is None or last == datetime.date.max.isoformat():
        return None
    return (datetime.date.fromisoformat(last) + datetime.timedelta(1)).isoformat()


def on(state: State, day: str) -> State:
    """The state as it reads on a day: expired from the day after `until`."""
    over = expiry(state) if state["status"] == "created" else None
    if over is None or day < over:
        return state
    more = state["more"]
    row = {"since": over, "since_earliest": over, "since_latest": over}
    return {**state, "status": "expired", **row, "act": more["until_act"], "position": more["until_position"]}


def _until(fact: Fact) -> State:
    if "until" not in fact.data:
        return {}
    last = dates.read(fact.data["until"]).latest
    return {"until_latest": last, "until_act": fact.act, "until_position": fact.position}


def _refusal(state: State, fact: Fact) -> Conflict | None:
    """The hard precondition of the catalogue that does not hold, if any."""
    word, status, article = fact.effect.word, state["status"], fact.effect.article
    if (
        word == "created"
        and status in ("created", "nationwide", "transferred")
        and on(state, fact.latest)["status"] == status
    ):
        return Conflict(
            "measure.created: created and not ended", article, "The measure exists already and has not ended."
        )
    if word in ("nationwide", "transferred") and status in DONE:
        return Conflict(f"measure.{word}: ended already", article, f"The measure is {status} already.")
    if word in ("extended", "ended") and not in_force(state, fact.latest):
        message = f"The measure is not in force on that day (it is {on(state, fact.latest)['status']})."
        return Conflict(f"measure.{word}: not in force", article, message)
    last = state["more"]["until_latest"]
    if word == "extended" and "until" not in fact.data:
        return Conflict("measure.extended: until not later", article, "The extension does not say until when (until).")
    if word == "extended" and last is not None and dates.read(fact.data["until"]).latest <= last:
        message = f"until {fact.data['until']} is not later than {state['until']}."
        return Conflict("measure.extended: until not later", article, message)
    return None


def step(state: State, fact: Fact, life: Life) -> State | Conflict:
    """The next state of the measure."""
    refused = _refusal(state, fact)
    if refused:
        return refused
    word, data = fact.effect.word, fact.data
    given = {key: data[key] for key in ("ministry", "issue", "proposal", "to", "because") if key in data}
    new = {**state, "more": {**state["more"], **given, **_until(fact)}}
    if "title" in data:
        new["title"] = data["title"]
    if word == "extended":
        return {**new, "until": data["until"]}
    if word == "created":
        if "until" not in data:
            new["more"] |= {"until_latest": None, "until_act": None, "until_position": None}
        return {**new, "status": "created", "until": data.get("until"), **since(fact)}
    if WORDS.index(word) <= WORDS.index(state["status"]):
        return new
    return {**new, "status": word, **since(fact)}


FOLD = Fold(initial, step, lambda state: state["status"] != "none")
