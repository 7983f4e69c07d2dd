"""A word on stderr after recording, of what may be a slip in it; the exit code stays 0."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from .output import say

if TYPE_CHECKING:
    from ..queries.view import View


def of(view: View, first: int | None) -> list[dict[str, Any]]:
    """The doubts about what was recorded from a position on; none when nothing was."""
    if first is None:
        return []
    from ..queries.doubts import doubts

    return doubts(view, first - 1)


def tell(found: Iterable[Mapping[str, Any]]) -> None:
    """Two lines for each."""
    for doubt in found:
        say(f"Look again: {doubt['message']}")
        say(f"  {doubt['hint']}")
