"""Of a difference what is one zone's: its own fields, and those of its policy, its plans and their uses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...log.lines import read
from ...projections.chronologies import shown_by
from ...projections.facts import Whose, zone_of_use
from ..binding import binder
from ..view import View


def of_zone(view: View, difference: Mapping[str, Any], zone: str) -> dict[str, Any]:
    """A difference with the changes of one zone alone, and with the events from which these were learned.

    A plan that was learned to be another zone's is a change of both.
    """
    positions = {difference[end]["position"] for end in ("from", "to")}
    binders = [binder(view._replace(position=position)) for position in sorted(positions)]
    changes = [change for change in difference["changes"] if any(_zone(change, whose) == zone for whose in binders)]
    kept: dict[str, Any] = {**difference, "changes": changes}
    if "events" in difference:
        named = {position for change in changes for position in change["events"]}
        kept["events"] = [
            row for row in difference["events"] if row["position"] in named or _shown(view, row, binders, zone)
        ]
    return kept


def _zone(change: Mapping[str, Any], whose: Whose) -> str | None:
    """Whose an entity is; None of what is no zone's."""
    sort, name = change["entity"], change["id"]
    if sort in ("zone", "policy"):
        return str(name)
    return whose(name) if sort == "plan" else zone_of_use(name) if sort == "use" else None


def _shown(view: View, row: Mapping[str, Any], binders: Sequence[Whose], zone: str) -> bool:
    """Whether the chronology of the zone shows the act as an event left it, or showed it as the event found it."""
    events = [event for event in view.log.versions(row["act"]) if event.position <= row["position"]]
    bodies = [body for event in events[-2:] if (body := read(event.line).get("body")) is not None]
    return any(zone in shown_by(whose, body) for body in bodies for whose in binders)
