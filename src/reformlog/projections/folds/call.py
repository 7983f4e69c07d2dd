"""A call 募集 for proposals, members or candidates: decided, opened, closed, its proposals under discussion."""

from __future__ import annotations

from ..shapes import blank
from .fold import State, latest_word


def initial(call: str) -> State:
    """A call of which nothing is known."""
    return blank("call", {"call": call, "status": "none"}, {})


FOLD = latest_word(initial, ("counts",))
