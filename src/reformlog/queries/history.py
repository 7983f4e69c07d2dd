"""What was recorded: the log in order, and one act with its versions and what they changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from ..dates import LegalDate
from ..errors import Usage
from ..events.effects import entity_of
from ..events.kind_names import kind_asked
from ..events.kinds import DATE_NAMES
from ..events.streams import STATEMENTS, is_act, sort_named
from ..log import Event
from ..log.lines import read
from ..projections.ahead import keys
from ..projections.chronologies import shown_by
from ..projections.facts import day_of, row_date
from ..text import position_of
from .binding import binder
from .view import Day, View, coordinates

EVENTS = {"correction": "corrected", "withdrawal": "withdrawn"}


def event_row(event: Event, line: Mapping[str, Any], body: Mapping[str, Any] | None) -> dict[str, Any]:
    """One event as the log lists it. body: of this version, or of the one a withdrawal took back."""
    date = _row_date(event, body)
    late = {"late": line["late"]} if "late" in line else {}
    return {
        "position": event.position,
        "recorded_at": line["recorded_at"],
        "recorded_by": line.get("recorded_by"),
        "act": event.act,
        "version": event.version,
        "event": EVENTS.get(event.topic, "recorded"),
        "kind": _kind(event, body) or event.topic,
        "date": date.words if date else None,
        "title": _title(event, body) if body else None,
        "reason": line.get("reason"),
        **late,
    }


def body_before(view: View, event: Event) -> dict[str, Any] | None:
    """The body that a correction replaced or a withdrawal took back; None when the act had none."""
    stream = view.log.versions(event.act) if event.version > 1 else []
    bodies = (read(older.line).get("body") for older in reversed(stream) if older.version < event.version)
    return next((body for body in bodies if body), None)


def _kind(event: Event, body: Mapping[str, Any] | None) -> str | None:
    """The kind of an act, or the sort of a statement; None of an act whose body was never kept."""
    sort = sort_named(event.act)
    if sort is not None:
        return sort
    return body["kind"] if body else None


def _title(event: Event, body: Mapping[str, Any]) -> str | None:
    """What an act is called, or a statement says."""
    return body["title"] if is_act(event.act) else body.get("text") or body.get("note")


def log(
    view: View,
    *,
    zone: str | None = None,
    kind: str | None = None,
    start: Day = None,
    end: Day = None,
    known_from: int | None = None,
) -> dict[str, Any]:
    """The events in recorded order, corrections and withdrawals included, up to the view's position.

    start, end: days between which the row date may lie. known_from: the first position. An event that made of an act
    another than is asked for (of another zone or kind, on another day) is listed as well.
    """
    wanted = None if kind is None else _kind_named(kind)
    first, last = view.days(start, end)
    events: list[dict[str, Any]] = []
    bodies: dict[str, Any] = {}
    whose = binder(view)

    def is_asked(event: Event, body: Any) -> bool:
        if zone and (not body or zone not in shown_by(whose, body)):
            return False
        return (wanted is None or _kind(event, body) == wanted) and _is_between(_row_date(event, body), first, last)

    for event in view.log.events(1, view.position):
        line = read(event.line)
        before = bodies.get(event.act)
        bodies[event.act] = body = line.get("body") or before
        if event.position < (known_from or 1):
            continue
        if is_asked(event, body) or (before is not None and before is not body and is_asked(event, before)):
            events.append(event_row(event, line, body))
    return {**coordinates(view), "events": events}


def _kind_named(words: str) -> str:
    """The kind of act, or sort of statement, that is meant by its name here or in Japanese. Usage when it is none."""
    for sort, (ja, _) in STATEMENTS.items():
        if words in (sort, ja):
            return sort
    return kind_asked(words).name


def _row_date(event: Event, body: Mapping[str, Any] | None) -> LegalDate | None:
    """The date under which a chronology shows an act; None of a statement, and of an act without one."""
    return row_date(body) if body and is_act(event.act) else None


def _is_between(date: LegalDate | None, first: str | None, last: str | None) -> bool:
    """Whether a date may lie between two ISO days; None for a day leaves that side open, and both ask for no date."""
    if first is None and last is None:
        return True
    return date is not None and (first is None or first <= date.latest) and (last is None or date.earliest <= last)


def show(view: View, act: str) -> dict[str, Any]:
    """One act: its versions with their bodies, its sources, its effects as applied. act: an id or `#position`."""
    position = position_of(act)
    if position is not None:
        if not 1 <= position <= view.position:
            message = f"There is no position {position}; the log is asked as known at {view.position}."
            raise Usage("no-position", message, "reformlog log")
        act = view.log.event(position).act
    stream = [event for event in view.log.versions(act) if event.position <= view.position]
    if not stream:
        from .known import Acts

        asked = Acts(view.log, view.position).asked(act)
        raise Usage("act-unknown", f"No act named {act} is recorded.", asked)
    versions: list[dict[str, Any]] = []
    body: dict[str, Any] | None = None
    for event in stream:
        line = read(event.line)
        body = line.get("body")
        known = body or next((v["body"] for v in reversed(versions) if v["body"]), None)
        row = event_row(event, line, known)
        row["replaces"], row["accepted"], row["body"] = line.get("replaces"), line.get("accepted"), body
        versions.append(row)
    effects = [] if body is None or "effects" not in body else _effects(view, body)
    return {**coordinates(view), "act": act, "withdrawn": body is None, "versions": versions, "effects": effects}


def changed(
    before: Any, after: Any, *, lists_whole: bool = False, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], Any, Any]]:
    """What differs between two bodies, as deep as it goes: the way to it (`sources`, `0`, `publisher`), what was there
    and what is now. lists_whole: not into lists of plain values, such as areas, which are then told as a whole."""
    inside = _paired(before, after, lists_whole)
    if inside is None:
        yield path, before, after
        return
    for name, was, now in inside:
        if was != now:
            yield from changed(was, now, lists_whole=lists_whole, path=(*path, name))


def _paired(before: Any, after: Any, lists_whole: bool) -> list[tuple[str, Any, Any]] | None:
    """What two values hold, by the same name or at the same place; None where they are told as they are."""
    if isinstance(before, dict) and isinstance(after, dict):
        return [(key, before.get(key), after.get(key)) for key in {**before, **after}]
    if not isinstance(before, list) or not isinstance(after, list) or len(before) != len(after):
        return None
    if lists_whole and not any(isinstance(item, dict) for item in before):
        return None
    return [(str(place), *both) for place, both in enumerate(zip(before, after, strict=True))]


def ordered_fields(body: Mapping[str, Any]) -> list[str]:
    """The fields of an act as a person reads them: what it is, its dates in their legal order, then the others."""
    first = ["id", "kind", "title", "detail", *DATE_NAMES]
    return [key for key in first if key in body] + [key for key in body if key not in first]


def _effects(view: View, body: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The effects of an act, when each is reached, and whether it was applied."""
    query = "SELECT idx, entry FROM conflict WHERE act = ? AND known_from <= ? AND known_to > ?"
    refused = dict(view.rows(query, (body["id"], view.position, view.position)).fetchall())
    rows = []
    for index, effect in enumerate(body.get("effects", ())):
        date = day_of(body, effect)
        rows.append(
            {
                "effect": index,
                "entity": entity_of(effect),
                **keys(effect),
                "is": effect["is"],
                "date": date.words if date else None,
                "earliest": date.earliest if date else None,
                "latest": date.latest if date else None,
                "applied": date is not None and index not in refused,
                "conflict": orjson.loads(refused[index]) if index in refused else None,
            }
        )
    return rows
