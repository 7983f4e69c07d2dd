"""A bill 法律案: decided by the Cabinet, submitted; passed, lapsed, rejected or taken back."""

from __future__ import annotations

from ..shapes import blank
from .fold import State, latest_word


def initial(bill: str) -> State:
    """A bill of which nothing is known; `law` is the law it became or would change."""
    return blank("bill", {"bill": bill, "status": "none"}, {})


_ENDS = ("passed", "lapsed", "rejected")
# A bill that has ended, by being taken back as well, is not passed, lapsed or rejected any more.
FOLD = latest_word(initial, ("law",), ends=_ENDS, ended=(*_ENDS, "taken-back"))
