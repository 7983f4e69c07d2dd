"""A proposal 提案: submitted, under discussion, heard; adopted, not adopted or retracted."""

from __future__ import annotations

from ..shapes import blank
from .fold import State, latest_word


def initial(proposal: str) -> State:
    """A proposal of which nothing is known; its call is what stands before the slash (`CALL/NN`) unless an act says."""
    call = proposal.partition("/")[0] if "/" in proposal else None
    return blank("proposal", {"proposal": proposal, "call": call, "status": "none"}, {})


FOLD = latest_word(initial, ("call", "measure", "by", "counts"))
