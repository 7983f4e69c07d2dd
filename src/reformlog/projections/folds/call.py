"""A call 募集 for proposals, members or candidates: decided, opened, closed, its proposals under discussion."""

from __future__ import annotations

from .steps import NO_SINCE, State, latest_word


def initial(call: str) -> State:
    """A call of which nothing is known."""
    row = {"proposal": None, "call": call, "measure": None, "by": None, "status": "none", "counts": None}
    return {**row, **NO_SINCE, "more": {}}


FOLD = latest_word(initial, ("counts",))
