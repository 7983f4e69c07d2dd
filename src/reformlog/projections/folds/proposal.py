"""A proposal 提案: submitted, under discussion, heard; adopted, not adopted or retracted."""

from __future__ import annotations

from .steps import NO_SINCE, State, latest_word


def initial(proposal: str) -> State:
    """A proposal of which nothing is known; its call is what stands before the slash (`CALL/NN`) unless an act says."""
    call = proposal.partition("/")[0] if "/" in proposal else None
    row = {"proposal": proposal, "call": call, "measure": None, "by": None, "status": "none", "counts": None}
    return {**row, **NO_SINCE, "more": {}}


FOLD = latest_word(initial, ("call", "measure", "by", "counts"))
