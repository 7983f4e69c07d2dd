"""The chronology これまでの経緯: a zone's acts in the order of their row dates, in the cells of the official table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import orjson

from .. import dates
from ..events.kinds import row_words
from ..log.lines import VERSION, read
from ..projections.chronologies import shown_by
from ..projections.facts import day_of, default_zone, row_date
from . import refold
from .binding import binder
from .view import Day, View, coordinates

_PLACES = (
    "SELECT c.earliest, c.latest, c.ord, c.first, c.known_from, s.state FROM chronology c "
    "JOIN stored_events s ON s.rowid = c.known_from "
    "WHERE c.zone = ? AND c.known_from <= ? AND c.known_to > ? ORDER BY c.earliest, c.latest, c.ord, c.first"
)

_ELSEWHERE = """
WITH plans AS MATERIALIZED (SELECT grp FROM member WHERE zone = :zone AND grp > 'plan:' AND grp < 'plan;')
SELECT substr(grp, 6), grp FROM plans WHERE grp <> 'plan:' || :zone
AND EXISTS (SELECT 1 FROM chronology WHERE zone = grp)
UNION ALL
SELECT substr(plans.grp, 6), substr(other.grp, 6) FROM plans CROSS JOIN member other
WHERE other.zone = plans.grp AND other.grp <> 'zone:' || :zone
"""

Entry = tuple[tuple[str, str, int, int], int, dict[str, Any]]  # place in the order, position of the version, body


def chronology(
    view: View, zones: Sequence[str] = (), *, worded: bool = False, start: Day = None, end: Day = None
) -> dict[str, Any]:
    """The rows of the zones' chronology, all acts when no zone is named.

    worded: only rows for which an act has the official table's own words, in these: those for the first of the zones
    named, of the zones in the order of their ids when none is. start, end: only rows whose date may lie between.
    """
    first, last = view.days(start, end)
    rows = rows_of(view, zones, worded=worded)
    if first is not None:
        rows = [row for row in rows if row["latest"] >= first]
    if last is not None:
        rows = [row for row in rows if row["earliest"] <= last]
    answer = {**coordinates(view), "rows": rows}
    if len(zones) == 1:
        from .states import row_at

        zone = row_at(view, "zone:" + zones[0], dates.LAST_DAY)
        answer |= {"zone": zones[0], "zone_name": zone["name"] if zone else None}
    return answer


def rows_of(view: View, zones: Sequence[str] = (), *, worded: bool = False) -> list[dict[str, Any]]:
    """The rows of the zones' chronology, or of all acts, without coordinates. worded: see `chronology`."""
    entries = entries_of(view, zones)
    if worded:
        entries = [entry for entry in entries if _has_words(entry[2], zones)]
    bodies = [body for _, _, body in entries]
    shown = {body["id"] for body in bodies}
    # One level only: an act is shown in the row of another that is a row itself, so that none is ever lost.
    wholes = {body["id"] for body in bodies if body.get("part-of") not in shown}
    parts: dict[str, list[str]] = {}
    main = []
    for entry, body in zip(entries, bodies, strict=True):
        whole = body.get("part-of")
        if whole is not None and whole in wholes:
            parts.setdefault(whole, []).append(body["id"])
        else:
            main.append(entry)
    return [row(entry, entry[2]["words"] if worded and not zones else zones, parts) for entry in main]


def _has_words(body: Mapping[str, Any], zones: Sequence[str]) -> bool:
    """Whether an act has the official table's own words for one of the zones, or, when none is named, for any."""
    words = body.get("words", ())
    return any(zone in words for zone in zones) if zones else bool(words)


def entries_of(view: View, zones: Sequence[str]) -> list[Entry]:
    """The acts a chronology shows, in its order."""
    if not zones:
        return sorted(_everything(view), key=lambda entry: entry[0])
    if len(zones) == 1:
        return _of_zone(view, zones[0])
    found = {entry[0][3]: entry for zone in zones for entry in _of_zone(view, zone)}
    return sorted(found.values(), key=lambda entry: entry[0])


def zones(view: View) -> list[str]:
    """Every zone whose chronology shows some act, by id. The id of a plan that is another zone's is none."""
    query = "SELECT DISTINCT zone FROM chronology WHERE known_from <= ? AND known_to > ?"
    places = {zone for (zone,) in view.rows(query, (view.position, view.position))}
    plans = {place.removeprefix("plan:") for place in places if place.startswith("plan:")}
    doubtful = {default_zone(plan) for plan in plans} | set(map(binder(view), plans))
    sure = (zone for zone in places - doubtful if not zone.startswith("plan:"))
    return sorted([*sure, *(zone for zone in doubtful if _of_zone(view, zone))])


def _of_zone(view: View, zone: str) -> list[Entry]:
    """The acts that the chronology of one zone shows, in its order.

    An act about a plan belongs to the zone that the plan is bound to. Its rows may stand under another zone, under the
    plan itself, or, when the act names no zone, under the zone in the plan's id, so all of these are looked through.
    """
    plans, whose = view.rows(_ELSEWHERE, {"zone": zone}).fetchall(), binder(view)
    if not plans:
        return [e for e in _of(view, zone) if not _tells_of_another(zone, e[2]) or zone in shown_by(whose, e[2])]
    places = dict.fromkeys([zone, *(place for plan, place in plans if whose(plan) == zone)])
    told = (entry for place in places for entry in _of(view, place) if zone in shown_by(whose, entry[2]))
    return sorted({entry[0][3]: entry for entry in told}.values(), key=lambda entry: entry[0])


def _tells_of_another(zone: str, body: dict[str, Any]) -> bool:
    """Whether the act tells a plan of another zone, or of none and on no day: whose that is has to be asked, for by
    such effects alone no plan is known as this zone's (`shown_in`)."""
    for effect in body.get("effects", ()):  # a loop, for it is asked of every row
        if "plan" in effect and effect.get("zone") != zone and ("zone" in effect or day_of(body, effect) is None):
            return True
    return False


def _of(view: View, zone: str) -> Iterator[Entry]:
    values = (zone, view.position, view.position)
    for earliest, latest, order, first, position, line in view.rows(_PLACES, values):
        entry = orjson.loads(line)
        yield (earliest, latest, order, first), position, (entry if entry["v"] == VERSION else read(line))["body"]


def _everything(view: View) -> Iterator[Entry]:
    for first, position, body in refold.visible(view.log, view.position):
        day = row_date(body)
        if day is not None:
            yield (day.earliest, day.latest, body.get("order", 0), first), position, body


def row(entry: Entry, zones: Iterable[str], parts: dict[str, list[str]]) -> dict[str, Any]:
    """One row: the cells as printed, and where they come from."""
    (earliest, latest, _, _), position, body = entry
    words = next((body["words"][zone] for zone in zones if zone in body["words"]), None) if "words" in body else None
    told = body if words is None else {"title": words} if isinstance(words, str) else words
    cell = None if words is None else told.get("date")
    if cell is None:
        cell = _date_cell(row_words(body))  # which it has, or it had no row
    act = body["id"]
    return {
        "year": "不明" if earliest == dates.FIRST_DAY else earliest[:4] + "年",  # `../2020-01-01` has no first year
        "date": cell + "〔推定〕" if "inferred" in body else cell,
        "text": text_cell(told),
        "title": told["title"],
        "detail": told.get("detail"),
        "earliest": earliest,
        "latest": latest,
        "act": act,
        "acts": parts.get(act, []),
        "position": position,
        "sources": body["sources"],
    }


def text_cell(told: str | Mapping[str, Any]) -> str:
    """What the official table prints of an act beside its date: its title, one space, and its detail where it has one.

    told: the body of the act, or the table's own words for it, which may be one text for the whole cell.
    """
    if isinstance(told, str):
        return told
    return f"{told['title']} {told['detail']}" if told.get("detail") else str(told["title"])


@lru_cache(maxsize=65_536)
def _date_cell(words: str) -> str:
    """The date as the official table prints it: as written, without its year."""
    return dates.without_year(words)
