"""A bill 法律案: decided by the Cabinet, submitted; passed, lapsed, rejected or taken back."""

from __future__ import annotations

from ..shapes import blank
from .steps import State, latest_word


def initial(bill: str) -> State:
    """A bill of which nothing is known; `law` is the law it became or would change."""
    return blank("bill", {"bill": bill, "status": "none"}, {})


FOLD = latest_word(initial, ("law",), ended=("passed", "lapsed", "rejected"))
