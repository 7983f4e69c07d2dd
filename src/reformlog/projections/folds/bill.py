"""A bill 法律案: decided by the Cabinet, submitted; passed, lapsed, rejected or taken back."""

from __future__ import annotations

from .steps import NO_SINCE, State, latest_word


def initial(bill: str) -> State:
    """A bill of which nothing is known; `law` is the law it became or would change."""
    return {"bill": bill, "status": "none", "law": None, **NO_SINCE, "more": {}}


FOLD = latest_word(initial, ("law",), ended=("passed", "lapsed", "rejected"))
