"""Who said so: each field of an entity with the act that last gave it, and when and by whom that was recorded."""

from __future__ import annotations

import datetime
from typing import Any

from .. import dates
from ..log.lines import read
from ..projections.facts import Fact
from . import walking
from .entities import resolve
from .fields import of_entity
from .giving import owed
from .view import Day, View, coordinates


def blame(view: View, entity: str, *, as_of: Day = None) -> dict[str, Any]:
    """`fields`: value, act and date that gave it, when it was recorded, by whom, how late, and its first source.

    delay: days from the legal date (its latest day) to the day of recording in Japan; None where nothing recorded
    gave the field. A measure's expiry is blamed on the act that set its last day.
    """
    on, subject = view.day(as_of), resolve(view, entity)
    walk = walking.walk(view, subject.group, on)
    last = owed(subject, walk)
    rows = [_row(view, name, value, last.get(name)) for name, value in of_entity(subject, walk.state).items()]
    return {**coordinates(view, on), "entity": subject.sort, "id": subject.id, "fields": rows}


def _row(view: View, field: str, value: Any, fact: Fact | None) -> dict[str, Any]:
    row: dict[str, Any] = {"field": field, "value": value}
    if fact is None:
        keys = ("act", "is", "date", "recorded_at", "recorded_by", "delay", "source", "position")
        return row | dict.fromkeys(keys)
    line = read(view.line(fact.position))
    source = line["body"]["sources"][0]
    return row | {
        "act": fact.act,
        "is": fact.effect.name,
        "date": fact.words,
        "recorded_at": line["recorded_at"],
        "recorded_by": line.get("recorded_by"),
        "delay": delay(fact.latest, line["recorded_at"]),
        "source": source["title"] + (f" {source['locator']}" if "locator" in source else ""),
        "position": fact.position,
    }


def delay(latest: str, recorded_at: str) -> int:
    """Days from a legal day to the day in Japan on which it was recorded; negative for what was recorded before."""
    recorded = datetime.date.fromisoformat(dates.jst_day(recorded_at))
    return (recorded - datetime.date.fromisoformat(latest)).days
