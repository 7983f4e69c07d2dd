"""A word on stderr when a question names a zone that no act speaks of: most often it is misspelt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..queries.states import rows_at
from ..text import fold
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

        view = register.view()
        ids = [name for (name,) in connection.execute(_ZONES)]
        named = {row["zone"]: row["name"] or "" for row in rows_at(view, "zone", "9999-12-31")}
        near = [each for each in ids if fold(zone) == fold(named.get(each, ""))] or get_close_matches(zone, ids, 1)
        near = near or [each for each in ids if fold(zone) in fold(named.get(each, ""))]
        shown = f"{near[0]} ({named[near[0]]})" if near and named.get(near[0]) else "".join(near[:1])
        say(f"No act names a zone {zone}." + (f" Did you mean {shown}?" if shown else " The zones: reformlog zones"))
