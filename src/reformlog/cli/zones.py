"""A word on stderr when a question names a zone that no act speaks of: most often it is misspelt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .output import say

if TYPE_CHECKING:
    from ..register import Register


_ZONES = "SELECT DISTINCT zone FROM chronology WHERE zone NOT LIKE 'plan:%'"


def note_unknown(register: Register, zones: Sequence[str]) -> None:
    """Says which of the zones no recorded act names, and which one may be meant. The answer is empty but no error."""
    connection = register.projection.connection
    for zone in zones:
        if connection.execute("SELECT 1 FROM chronology WHERE zone = ? LIMIT 1", (zone,)).fetchone():
            continue
        from difflib import get_close_matches

        names = [name for (name,) in connection.execute(_ZONES)]
        near = get_close_matches(zone, names, 1)
        say(f"No act names a zone {zone}." + (f" Did you mean {near[0]}?" if near else ""))
