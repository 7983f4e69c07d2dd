"""Words on stderr beside an answer: a slip in what was recorded, a zone no act names, a password others can see.

None of them is an error; the exit code stays what it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from .output import say
from .passwords import holds_password

if TYPE_CHECKING:
    from ..log import Log
    from ..queries.view import View
    from ..register import Register


def doubts_since(view: View, first: int | None) -> list[dict[str, Any]]:
    """What may be a slip in what was recorded from the position `first` on; nothing when that is None."""
    if first is None:
        return []
    from ..queries.doubts import doubts

    return doubts(view, first - 1)


def tell_doubts(doubts: Iterable[Mapping[str, Any]]) -> None:
    """Two lines for each: what may be wrong, and what to do then."""
    for doubt in doubts:
        say(f"Look again: {doubt['message']}")
        say(f"  {doubt['hint']}")


def note_unknown_zones(register: Register, zones: Sequence[str]) -> None:
    """Says which of the zones asked about no recorded act names, and which zone may be meant: most are misspelt."""
    if not zones:
        return
    from ..queries import known

    view = register.view()
    for zone in zones:
        if known.is_zone(view, zone):
            continue
        meant = known.zone_meant(view, zone)
        asked = " The zones: reformlog zones"
        if meant is not None:
            asked = f" Did you mean {meant[0]}{f' ({meant[1]})' if meant[1] else ''}?"
        say(f"No act names a zone {zone}.{asked}")


def tell_unguarded(log: Log | None) -> None:
    """Says that nothing would notice an older copy of the log, where the folder of checkpoints that is named is silent.

    log: None for one that is not there.
    """
    from ..custody import unguarded

    found = unguarded(log)
    if found is not None:
        say(f"An older copy of the log would not be noticed: {found[0]}.")
        say(f"  {found[1]}")


def warn_of_password(address: str) -> None:
    """Says where a password belongs, when the address of a log given on the command line holds one."""
    if holds_password(address):
        say("Others on this machine can see the password in the list of processes: keep it in ~/.pgpass.")
