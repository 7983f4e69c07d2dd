"""Which ids are known: the entities that acts introduce, and zones with their names; which one a clerk may mean."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from ..dates import LAST_DAY
from ..events.effects import RANK, entity_of
from ..events.fields import LISTED
from ..events.streams import is_act
from ..log import Log
from ..projections.facts import Whose, group_of, zone_of
from ..projections.schema import OPEN
from ..projections.shapes import row_of
from ..text import fold
from .entities import is_spoken_of
from .states import rows_at
from .view import View

COMPARED = 20_000  # ids that one is compared with
ACTS_COMPARED = 5_000  # ids of acts that one is compared with
LATELY = 100_000  # events, the newest, whose acts an unknown id is compared with
LOOKED_UP = 100  # ids of one answer for which it is looked what may be meant
ALIKE = 0.6  # how like an id has to be, to be offered in place of another

_OF_ZONES = [rank for (entity, _), rank in RANK.items() if entity == "zone"]


def introduced_by(effect: Mapping[str, Any]) -> str | None:
    """The entity an effect introduces, as `sort:id`; None for a policy, which introduces nothing.

    A zone is introduced by an effect on the zone itself, anything else by any effect. `introducing` and `ids` hold to
    the same, of effects that have a day.
    """
    entity = entity_of(effect)
    return None if entity in (None, "policy") else group_of(str(entity), effect)


def introducing(connection: sqlite3.Connection, sort: str, name: str) -> set[str]:
    """Acts that introduce an entity, as known now: two at most, which tells whether there is another beside one."""
    query = f"SELECT DISTINCT act FROM fact WHERE grp = ? AND {_introduces(sort)} LIMIT 2"
    return {act for (act,) in connection.execute(query, (f"{sort}:{name}",))}


def ids(connection: sqlite3.Connection, sort: str) -> list[str]:
    """The entities of a sort that some act introduces, as known now; not more than an id is compared with."""
    query = f"SELECT DISTINCT grp FROM fact WHERE grp > ? AND grp < ? AND {_introduces(sort)} LIMIT {COMPARED}"
    return [group.partition(":")[2] for (group,) in connection.execute(query, (sort + ":", sort + ";"))]


def _introduces(sort: str) -> str:
    """Which facts introduce entities of a sort: those known now, of a zone only effects on the zone itself."""
    ranks = f" AND rank BETWEEN {min(_OF_ZONES)} AND {max(_OF_ZONES)}" if sort == "zone" else ""
    return f"known_to = {OPEN}{ranks}"


def everything(connection: sqlite3.Connection) -> list[str]:
    """The ids of all entities that any act ever had an effect on, each once: a zone and its plan share one."""
    groups = connection.execute("SELECT grp FROM entity")
    return list(dict.fromkeys(group.partition(":")[2] for (group,) in groups))


def spoken_of(whose: Whose, effect: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The zone and the measure that an effect speaks of and does not introduce, as (`zone`, id), (`measure`, id)."""
    entity = entity_of(effect)
    if entity in ("use", "plan", "policy"):
        yield "zone", zone_of(effect) or whose(effect["plan"])
    if entity == "use":
        yield "measure", effect["measure"]


def asked(sort: str, key: str, name: str, known: Iterable[str]) -> str:
    """What to ask of an id that nothing introduces: whether another is meant, else whether it is right.

    key: what stands before the id in an act, as in `policy: okinawa`, whose sort is zone.
    """
    return question(sort, key, near(name, known))


def question(sort: str, key: str, found: str | None) -> str:
    """What to ask of an id that nothing introduces. found: the id that may be meant, None where none is."""
    if found:
        return f"Did you mean  {key}: {found}  ?"
    return f"Is the id right (reformlog {LISTED[sort]})?" if sort in LISTED else "Is the id right?"


def near(name: str, known: Iterable[str], like: float = ALIKE) -> str | None:
    """The id most like another, None when none is as like it as that."""
    from ..events.meant import nearest

    return nearest(name, [other for other in known if other != name], like)


class Acts:
    """The acts and statements recorded up to a position, to be offered in place of one that nothing has."""

    def __init__(self, log: Log, position: int):
        self.log, self.position = log, position
        self.beginning: dict[str, list[str]] = {}
        self.asked_for = 0

    def asked(self, name: str, beside: Iterable[str] = ()) -> str:
        """What to ask of an id that nothing has: those of which it is the beginning, or the nearest that begin as it
        does, else how an id is found.

        beside: ids that are being recorded with it.
        """
        from ..events.meant import alike

        self.asked_for += 1
        begin = name[:3]
        if self.asked_for <= LOOKED_UP and begin not in self.beginning:
            events = self.log.events(max(1, self.position - LATELY), self.position)
            found = (event.act for event in events if event.act.startswith(begin) and is_act(event.act) == is_act(name))
            self.beginning[begin] = list(dict.fromkeys(islice(found, ACTS_COMPARED)))
        known = [*(other for other in beside if other != name), *self.beginning.get(begin, ())]
        of_day = [other for other in known if other.startswith(name)][:3] if len(name) > 3 else []  # 2024-06-21 alone
        near = of_day or (alike(name, known, 3, ALIKE) if self.asked_for <= LOOKED_UP else [])
        if near:
            return f"Did you mean {' or '.join(near)}?   (reformlog search WORDS finds an id)"
        return "reformlog search WORDS   finds the id of an act"


def zones(connection: sqlite3.Connection) -> list[str]:
    """The zones whose chronology shows some act."""
    query = "SELECT DISTINCT zone FROM chronology WHERE zone NOT LIKE 'plan:%' LIMIT ?"
    return [zone for (zone,) in connection.execute(query, (COMPARED,))]


def zone_names(view: View) -> dict[str, list[str]]:
    """Every zone with the names and nicknames it ever had, whatever the view knows of them."""
    names: dict[str, list[str]] = {}
    for group, row in view.rows("SELECT grp, row FROM point WHERE grp > 'zone:' AND grp < 'zone;'"):
        state = row_of("zone", row)
        known = names.setdefault(group.partition(":")[2], [])
        known += [name for name in (state["name"], state["nickname"]) if name and name not in known]
    return names


def is_zone(view: View, zone: str) -> bool:
    """Whether an act, in whatever version the view knows, has an effect on a zone, on whatever day, or shows there."""
    if is_spoken_of(view, "zone:" + zone):
        return True
    if not shown(view.projection.connection, zone, view.position):
        return False
    plans = "SELECT 1 FROM chronology WHERE (zone = ? OR zone > ? AND zone < ?) AND known_from <= ? LIMIT 1"
    own = f"plan:{zone}"
    if view.rows(plans, (own, f"{own}/", f"{own}0", view.position)).fetchone() is None:
        return True
    from .chronology import entries_of  # which loads what folds, for what may be the name of another zone's plan

    return bool(entries_of(view, [zone]))


def shown(connection: sqlite3.Connection, zone: str, position: int = OPEN) -> bool:
    """Whether the chronology of a zone showed any act by a position."""
    query = "SELECT 1 FROM chronology WHERE zone = ? AND known_from <= ? LIMIT 1"
    return connection.execute(query, (zone, position)).fetchone() is not None


def zone_meant(view: View, typed: str) -> tuple[str, str] | None:
    """The zone that may be meant, and its name or ""; by its whole name, by a like id, or by a part of id or name."""
    from ..events.meant import nearest  # most questions name zones that are there, and compare nothing

    known = [zone for zone in zones(view.projection.connection) if zone != typed]
    names = {row["zone"]: row["name"] or "" for row in rows_at(view, "zone", LAST_DAY)}
    whole = (zone for zone in known if fold(typed) == fold(names.get(zone, "")))
    part = (zone for zone in known if typed.lower() in zone.split("-") or fold(typed) in fold(names.get(zone, "")))
    near = next(whole, None) or nearest(typed, known, ALIKE) or next(part, None)
    return None if near is None else (near, names.get(near, ""))
