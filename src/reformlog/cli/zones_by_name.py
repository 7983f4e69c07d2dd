"""A zone written by its name where its id belongs: the refusal says the id that the register has for it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from ..errors import Error
from ..events.refusals.fields import NoEntity

if TYPE_CHECKING:
    from ..queries.view import View

_OF_ZONES = frozenset(("zone", "plan", "policy", "zones"))  # fields whose ids are those of zones
_BY_ZONE = frozenset(("numbers", "words"))  # fields that have something for each zone
_OPEN = re.compile(r"…   \(.*\)\Z")  # what a hint leaves open, and where the ids stand


def say_ids(error: Error, asked: Callable[[], View]) -> None:
    """Puts into each hint the id of the zone whose name was written; those of a name nobody recorded stay.

    asked: opens the register; called where a name was written.
    """
    written = [one for one in error.errors if isinstance(one, NoEntity) and one.name in _OF_ZONES | _BY_ZONE]
    if not written:
        return
    from ..queries import known

    view = asked()
    for one in written:
        meant = known.zone_meant(view, str(one.value))
        if meant is not None and one.hint is not None:
            id_, name = meant[0], meant[1] or str(one.value)
            if one.name in _OF_ZONES:
                said = f"{id_}   ({name})"
            elif one.hint.startswith("…"):  # an answer of the form, which has no name of a field before it
                said = f"{id_}=…   ({name})"
            else:
                said = f"…   ({name}: {id_})"
            one.hint = _OPEN.sub(said, one.hint)
