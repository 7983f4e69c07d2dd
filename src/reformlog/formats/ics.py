"""A calendar: each act of a chronology as an all-day event; an imprecise date spans its days and keeps its words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar

from ..text import visible
from . import cells, coordinates, sheet

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def render(answer: Mapping[str, Any], *, lang: str, title: str | None, **_: Any) -> str:
    """The chronology as iCalendar (RFC 5545). UID: act@origin, so that a newer copy replaces the older one's events.

    DTSTAMP is the instant to which the answer knows the record. Rows without a date are left out.
    """
    page = sheet.lay_out(answer, lang=lang, title=title)
    stamp = coordinates.recorded_at(answer) or _EPOCH
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//reformlog//chronology//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", page.title)
    calendar.add("x-wr-caldesc", page.heading)
    origin = visible(str((answer.get("log") or {}).get("origin") or "reformlog"))
    for row in answer["rows"]:
        if row.get("earliest") and row.get("latest"):
            calendar.add_component(_event(row, origin, stamp, lang))
    text: str = calendar.to_ical().decode()
    return text


def _event(row: Mapping[str, Any], origin: str, stamp: datetime, lang: str) -> icalendar.Event:
    first, last = date.fromisoformat(row["earliest"]), date.fromisoformat(row["latest"])
    first = last if first == date.min else first  # an open beginning (`../2024-03`) is shown on the day it ends
    summary = str(row.get("title") or row.get("text") or row["act"])
    if first != last:
        summary = f"{row.get('year') or ''}{row.get('date') or ''} {summary}"
    about = [str(row.get("text") or ""), *(cells.citation(source, lang) for source in row.get("sources") or ())]
    event = icalendar.Event()
    event.add("uid", f"{visible(str(row['act']))}@{origin}")
    event.add("dtstamp", stamp)
    event.add("dtstart", first)
    event.add("dtend", last + timedelta(days=1) if last < date.max else last)
    event.add("summary", visible(summary))
    event.add("description", visible("\n".join(about), keep_newlines=True))
    event.add("transp", "TRANSPARENT")
    return event
