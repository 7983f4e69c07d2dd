"""A word on stderr when a question names a zone that no act speaks of: most often it is misspelt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .output import say

if TYPE_CHECKING:
    from ..register import Register


def note_unknown(register: Register, zones: Sequence[str]) -> None:
    """Says which of the zones no recorded act names, and which one may be meant. The answer is empty but no error."""
    if not zones:
        return
    from ..queries import known

    for zone in zones:
        if known.is_zone(register.view(), zone):
            continue
        meant = known.zone_meant(register.view(), zone)
        asked = " The zones: reformlog zones"
        if meant is not None:
            asked = f" Did you mean {meant[0]}{f' ({meant[1]})' if meant[1] else ''}?"
        say(f"No act names a zone {zone}.{asked}")
