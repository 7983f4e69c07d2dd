"""Objecting to a batch: which entity no act introduces and what may be meant; which acts rest on one withdrawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

from .events.effects import RANK, entity_key
from .events.meant import nearest
from .events.streams import is_act
from .log import Log
from .log.lines import read
from .projections.facts import default_zone, groups, zone_of
from .projections.schema import OPEN
from .projections.store import Projection

LOOKED_UP = 100  # entities of a batch for which it is looked whether any act introduces them
COMPARED = 20_000  # ids that one is compared with
LOOKED_AT = 100_000  # events of a batch that are looked at for withdrawals
SHOWN = 20  # lines of a hint

ACCEPT = '--accept-conflict "reason"'
_OF_ZONES = [rank for (entity, _), rank in RANK.items() if entity == "zone"]
_LISTED = {"zone": "zones", "plan": "plans", "measure": "measures", "proposal": "proposals", "call": "proposals"}


class Known:
    """The entities that acts introduce: a zone by an effect on the zone itself, anything else by any effect."""

    def __init__(self, projection: Projection):
        self.rows = projection.connection
        self.ids: dict[str, list[str]] = {}
        self.asked: dict[tuple[str, str, str], tuple[str, str] | None] = {}

    def stranger(self, act: str, effect: Mapping[str, Any]) -> tuple[str, str] | None:
        """What to say, and to type, of the entity of an effect that no other act introduces; None when one does."""
        key = entity_key(effect) or "zone"
        zone = zone_of(effect) or (default_zone(effect["plan"]) if key == "plan" else None)
        if zone is not None and (said := self._of("zone", zone, act, "zone" if key == "measure" else key)):
            return said
        return None if key in ("zone", "policy") else self._of(key, str(effect[key]), act, key)

    def _of(self, sort: str, name: str, act: str, key: str) -> tuple[str, str] | None:
        if (sort, name, key) not in self.asked and len(self.asked) < LOOKED_UP:
            self.asked[sort, name, key] = None if self._introduced(sort, name, act) else self._said(sort, name, key)
        return self.asked.get((sort, name, key))

    def _introduced(self, sort: str, name: str, act: str) -> bool:
        query = f"SELECT 1 FROM fact WHERE grp = ? AND act != ? AND {_introducing(sort)} LIMIT 1"
        return self.rows.execute(query, (f"{sort}:{name}", act)).fetchone() is not None

    def _ids(self, sort: str) -> list[str]:
        """The entities of a sort that some act introduces, read once."""
        if sort not in self.ids:
            query = f"SELECT DISTINCT grp FROM fact WHERE grp > ? AND grp < ? AND {_introducing(sort)} LIMIT {COMPARED}"
            found = self.rows.execute(query, (sort + ":", sort + ";"))
            self.ids[sort] = [group.partition(":")[2] for (group,) in found]
        return self.ids[sort]

    def _said(self, sort: str, name: str, key: str) -> tuple[str, str]:
        near = nearest(name, [one for one in self._ids(sort) if one != name], 0.6)
        asked = f"Did you mean  {key}: {near}  ?" if near else "Is the id right?"
        if not near and sort in _LISTED:
            asked = f"Is the id right (reformlog {_LISTED[sort]})?"
        record = "its designation" if sort == "zone" else "the act that introduces it"
        hint = f"{asked} Else record {record} in the same batch; when the act is right as recorded: {ACCEPT}"
        return f"No other act introduces a {sort} {name}.", hint


def _introducing(sort: str) -> str:
    """Which facts introduce entities of a sort: those known now, of a zone only effects on the zone itself."""
    ranks = f" AND rank BETWEEN {min(_OF_ZONES)} AND {max(_OF_ZONES)}" if sort == "zone" else ""
    return f"known_to = {OPEN}{ranks}"


def withdrawn(log: Log, since: int) -> dict[str, set[str]]:
    """The acts that a batch withdraws, each with the groups its effects were folded in."""
    gone: dict[str, set[str]] = {}
    for event in islice(log.events(since + 1), LOOKED_AT):
        if event.topic == "withdrawal" and is_act(event.act):
            bodies = [body for one in log.versions(event.act) if (body := read(one.line).get("body"))]
            effects = bodies[-1].get("effects", ()) if bodies else ()
            gone[event.act] = {group for effect in effects for group in _touched(effect)}
    return gone


def rests_on(group: str, effect: Mapping[str, Any], gone: Mapping[str, set[str]]) -> str | None:
    """The withdrawn act without which an effect conflicts; None when none has to do with it."""
    touched = {group, *_touched(effect)}
    return next((act for act, others in gone.items() if touched & others), None)


def _touched(effect: Mapping[str, Any]) -> set[str]:
    zone = zone_of(effect) or (default_zone(effect["plan"]) if "plan" in effect else None)
    return {*groups(effect)} | ({f"zone:{zone}"} if zone is not None else set())


def together(act: str, others: Sequence[str]) -> str:
    """What to do with the acts that rest on a withdrawn one, with the lines to write."""
    names = list(dict.fromkeys(others))
    lines = [f"  - {{withdraw: {name}, reason: …}}" for name in [*names[:SHOWN], act]]
    if len(names) > SHOWN:
        lines.insert(SHOWN, f"  …and {len(names) - SHOWN} more")
    first = f"Withdraw or correct {', '.join(names[:3])}{' …' if len(names) > 3 else ''} first, or all in one file:"
    last = f"Then: reformlog append FILE   When they are right as recorded all the same: {ACCEPT}"
    return "\n  ".join([first, *lines, last])
