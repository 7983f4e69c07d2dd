"""Of which day an answer is, and of how much of which log: its coordinates, in one line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ..dates.clock import jst_day
from ..errors import Damaged
from . import cells, labels

COORDINATES = ("as_of", "axis", "as_known", "log", "token", "from", "to")


def heading(answer: Mapping[str, Any], lang: str) -> str:
    """All coordinates of an answer in one line: as-of, axis, position with its time, the log's origin and root."""
    parts: list[str] = []
    if answer.get("from") is not None or answer.get("to") is not None:
        parts.append(f"{_point(answer.get('from'))} → {_point(answer.get('to'))}")
    if answer.get("as_of"):
        parts.append(labels.phrase("end of day", lang).format(answer["as_of"]))
    if answer.get("axis"):
        parts.append(labels.column(answer["axis"], lang) if lang == "ja" else str(answer["axis"]))
    if answer.get("as_known") is not None:
        parts.append(labels.phrase("known to", lang).format(_point(answer["as_known"])))
    log = answer.get("log") or {}
    if log.get("origin"):
        parts.append(str(log["origin"]))
    if log.get("root"):
        parts.append(f"root {log['root']}")
    return " · ".join(parts)


def recorded_at(answer: Mapping[str, Any]) -> datetime | None:
    """The instant (UTC) up to which the answer knows the record, the one clock of a document; None for an empty log.

    Damaged when the log says a time that is none.
    """
    text = (answer.get("as_known") or {}).get("recorded_at")
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        message = f"The log says of its last event that it was recorded at {text!a}, which is no time."
        raise Damaged("time", message, "reformlog verify") from None


def recorded_on(answer: Mapping[str, Any]) -> str:
    """The day in Japan up to which the answer knows the record, as ISO; empty for an empty log."""
    instant = recorded_at(answer)
    return jst_day(instant.isoformat()) if instant else ""


def _point(value: Any) -> str:
    if isinstance(value, Mapping):
        known = value.get("as_known", value)
        text = f"#{known.get('position')}" if isinstance(known, Mapping) else str(known)
        if isinstance(known, Mapping) and known.get("recorded_at"):
            text += f" ({known['recorded_at']})"
        return f"{value['as_of']} {text}" if value.get("as_of") else text
    return f"#{value}" if isinstance(value, int) else cells.plain(value)
