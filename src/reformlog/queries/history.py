"""What was recorded: the log in order, and one act with its versions and what they changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..errors import Usage
from ..events.effects import entity_of
from ..events.kind_names import kind_asked
from ..events.kinds import DATE_NAMES
from ..events.streams import STATEMENTS, sort_of_stream
from ..log import Event
from ..log.lines import read
from ..projections.ahead import keys
from ..projections.chronicle import shown_by
from ..projections.facts import day_of, row_date
from ..text import ordinal
from .binding import binder
from .view import View, coordinates

EVENTS = {"correction": "corrected", "withdrawal": "withdrawn"}


def event_row(event: Event, line: Mapping[str, Any], body: Mapping[str, Any] | None) -> dict[str, Any]:
    """One event as the log lists it. body: of this version, or of the one a withdrawal took back."""
    said = sort_of_stream(event.act)
    date = row_date(body) if body and said is None else None
    late = {"late": line["late"]} if "late" in line else {}
    return {
        "position": event.position,
        "recorded_at": line["recorded_at"],
        "recorded_by": line.get("recorded_by"),
        "act": event.act,
        "version": event.version,
        "event": EVENTS.get(event.topic, "recorded"),
        "kind": said or (body["kind"] if body else event.topic),
        "date": date.words if date else None,
        "title": None if not body else body["title"] if said is None else body.get("text") or body.get("note"),
        "reason": line.get("reason"),
        **late,
    }


def log(
    view: View,
    *,
    zone: str | None = None,
    kind: str | None = None,
    start: Any = None,
    end: Any = None,
    known_from: int | None = None,
) -> dict[str, Any]:
    """The events in recorded order, corrections and withdrawals included, up to the view's position.

    start, end: days between which the row date may lie. known_from: the first position.
    """
    if kind is not None:
        kind = next((sort for sort, (ja, _) in STATEMENTS.items() if kind in (sort, ja)), None) or kind_asked(kind).name
    first, last = view.days(start, end)
    events: list[dict[str, Any]] = []
    bodies: dict[str, Any] = {}
    whose = binder(view)
    for event in view.log.events(1, view.position):
        line = read(event.line)
        body = line.get("body") or bodies.get(event.act)
        bodies[event.act] = body
        said = sort_of_stream(event.act)
        if event.position < (known_from or 1) or (kind and (said or (body or {}).get("kind")) != kind):
            continue
        if zone and (not body or zone not in shown_by(whose, body)):
            continue
        date = row_date(body) if body and said is None else None
        if (first or last) and (date is None or (first and date.latest < first) or (last and date.earliest > last)):
            continue
        events.append(event_row(event, line, body))
    return {**coordinates(view), "events": events}


def show(view: View, act: str) -> dict[str, Any]:
    """One act: its versions with their bodies, its sources, its effects as applied. act: an id or `#position`."""
    position = ordinal(act[1:]) if act.startswith("#") else None
    if position is not None:
        if not 1 <= position <= view.position:
            raise Usage(
                "no-position", f"There is no position {position}; the log is asked as known at {view.position}."
            )
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
    effects = [] if body is None or "effects" not in body else _effects(view, stream[-1].position, body)
    return {**coordinates(view), "act": act, "withdrawn": body is None, "versions": versions, "effects": effects}


def in_order(body: Mapping[str, Any]) -> list[str]:
    """The fields of an act as a person reads them: what it is, its dates in their legal order, then the others."""
    first = ["id", "kind", "title", "detail", *DATE_NAMES]
    return [key for key in first if key in body] + [key for key in body if key not in first]


def _effects(view: View, position: int, body: Mapping[str, Any]) -> list[dict[str, Any]]:
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
                "conflict": _told(refused.get(index)),
            }
        )
    return rows


def _told(entry: str | None) -> dict[str, Any] | None:
    if entry is None:
        return None
    import orjson

    told: dict[str, Any] = orjson.loads(entry)
    return told
