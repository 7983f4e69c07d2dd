"""Objecting to a batch: which entity no act introduces and what may be meant; what rests on an act it changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import islice
from typing import Any, NamedTuple

from ..events.effects import entity_key, entity_of
from ..events.streams import is_act
from ..log import Log
from ..log.lines import CHANGES, read
from ..projections.facts import Whose, day_of, default_zone, subject, zone_of
from ..projections.store import Projection
from ..queries import known

LOOKED_AT = 100_000  # events of a batch that are looked at for withdrawals and corrections
SHOWN = 20  # lines of a hint

ACCEPT = '--accept-conflict "reason"'

CARRYING = {
    "zone.designated",
    "zone.cancelled",
    "policy.decided",
    "plan.approved",
    "plan.revoked",
    "use.included",
    "measure.created",
    "measure.extended",
    "measure.ended",
}
"""Effects by which the life of their entity begins, ends or lasts longer: what others ask for before they apply."""
OF_AREAS = {"zone.candidate", "zone.endorsed", "zone.designated", "zone.area-changed"}


class Introduced:
    """The entities that acts introduce: a zone by an effect on the zone itself, anything else by any effect."""

    def __init__(self, projection: Projection, whose: Whose):
        self.rows, self.whose = projection.connection, whose
        self.introducing: dict[tuple[str, str], set[str]] = {}
        self.ids = cache(lambda sort: known.ids(self.rows, sort))
        self.said = cache(self._said)

    def stranger(self, act: str, effect: Mapping[str, Any]) -> tuple[str, str] | None:
        """What to say, and to type, of the entity of an effect that no other act introduces; None when one does."""
        key = entity_key(effect) or "zone"
        zone = _zone(effect, self.whose)
        by_itself = key == "measure" or (key == "plan" and zone != default_zone(effect["plan"]))
        if zone is not None and (said := self._of("zone", zone, act, "zone" if by_itself else key)):
            return said
        return None if key in ("zone", "policy") else self._of(key, str(effect[key]), act, key)

    def _of(self, sort: str, name: str, act: str, key: str) -> tuple[str, str] | None:
        if (sort, name) not in self.introducing:
            if len(self.introducing) >= known.LOOKED_UP:
                return None
            self.introducing[sort, name] = known.introducing(self.rows, sort, name)
        return None if self.introducing[sort, name] - {act} else self.said(sort, name, key)

    def _said(self, sort: str, name: str, key: str) -> tuple[str, str]:
        asked = known.asked(sort, key, name, self.ids(sort))
        record = "its designation" if sort == "zone" else "the act that introduces it"
        hint = f"{asked} Else record {record} first, or in the same batch; when the act is right as recorded: {ACCEPT}"
        return f"No other act introduces a {sort} {name}.", hint


class Gone(NamedTuple):
    """What an act no longer carries after a batch that withdraws or corrects it: what other acts may have rested on."""

    carried: set[str]
    how: str  # `withdraw` or `correct`


def gone(log: Log, since: int) -> dict[str, Gone]:
    """The acts that a batch withdraws or corrects, each with what it carried before and does not carry now."""
    events = islice(log.events(since + 1), LOOKED_AT)
    changes = (event for event in events if event.topic in CHANGES)
    found: dict[str, Gone] = {}
    for act in dict.fromkeys(event.act for event in changes if is_act(event.act)):
        versions = log.versions(act)
        old = next((read(event.line).get("body") for event in reversed(versions) if event.position <= since), None)
        new = read(versions[-1].line).get("body")
        lost = _carries(old or {}) - _carries(new or {})
        found[act] = Gone({what for what, _ in lost}, "withdraw" if new is None else "correct")
    return found


def rests_on(effect: Mapping[str, Any], gone: Mapping[str, Gone], before: Whose, after: Whose) -> str | None:
    """The withdrawn or corrected act that carried what an effect needs; None when none did.

    before, after: whose a plan was before the batch, and is with it.
    """
    needed = _needs(effect, before, after)
    return next((act for act, lost in gone.items() if needed & lost.carried), None)


def _carries(body: Mapping[str, Any]) -> set[tuple[str, str]]:
    """What becomes possible by an act, each with what decides from when to when, or which areas: `areas:` of a zone
    stands for what only its areas decide, `bound:` of a plan for whose it is."""
    carried: set[tuple[str, str]] = set()
    for effect in body.get("effects", ()):
        written, date = f"{entity_of(effect)}.{effect['is']}", day_of(body, effect)
        day = "" if date is None else date.words
        if written in CARRYING:
            carried.add((subject(effect), f"{effect['is']} {day} {effect.get('until')}"))
        if entity_of(effect) == "plan" and "zone" in effect:
            carried.add((f"bound:{effect['plan']}", f"{effect['zone']} {day}"))
        if written in OF_AREAS:
            areas = [effect.get(field) for field in ("areas", "add", "remove")]
            carried.add((f"areas:{effect['zone']}", f"{effect['is']} {day} {areas}"))
    return carried


def _needs(effect: Mapping[str, Any], before: Whose, after: Whose) -> set[str]:
    """What an effect may rest on: its own entity's life, its zone's, and for a change of area the areas; where the
    plan has come to be another zone's, what bound it to the one before."""
    zone = _zone(effect, before)
    needed = {subject(effect)} if zone is None else {subject(effect), f"zone:{zone}"}
    if entity_of(effect) == "plan" and after(effect["plan"]) != zone:
        needed.add(f"bound:{effect['plan']}")
    if entity_of(effect) == "zone" and effect["is"] == "area-changed":
        needed.add(f"areas:{zone}")
    return needed


def _zone(effect: Mapping[str, Any], whose: Whose) -> str | None:
    """The zone an effect is judged by: of a plan the one it is bound to, whichever the effect names."""
    return whose(effect["plan"]) if entity_of(effect) == "plan" else zone_of(effect)


def together(act: str, how: str, others: Sequence[str]) -> str:
    """What to do with the acts that rest on a withdrawn or corrected one, with the lines to write."""
    names = list(dict.fromkeys(others))
    rest = ", act: {…}" if how == "correct" else ""
    lines = [f"  - {{{how}: {name}, reason: …{rest}}}" for name in [*names[:SHOWN], act]]
    if len(names) > SHOWN:
        lines.insert(SHOWN, f"  …and {len(names) - SHOWN} more")
    do = "When the correction is right: correct or withdraw" if how == "correct" else "Withdraw or correct"
    first = f"{do} {', '.join(names[:3])}{' …' if len(names) > 3 else ''} first, or all in one file:"
    last = f"Then: reformlog append FILE   When they are right as recorded all the same: {ACCEPT}"
    return "\n  ".join([first, *lines, last])
