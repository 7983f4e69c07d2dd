"""Where it is written: the sources of acts, and their places in the log."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from typing import Any

from ..log.lines import read
from .view import View

Row = dict[str, Any]


def origins(view: View, positions: Iterable[int], hindsight: bool) -> dict[str, list[Row]]:
    """The sources of each version of the acts, and its place in the log: the one that stands beside one corrected."""
    sources: list[Row] = []
    events: list[Row] = []
    checkpoints = sorted(size for size, _ in view.log.notes()) if hindsight else []
    for position in positions:
        line = read(view.line(position))
        act = line["body"]["id"]
        for source in line["body"]["sources"]:
            keys = ("title", "publisher", "dated", "locator", "quote", "url", "grade", "says")
            sources.append({"act": act, "position": position, **{key: source.get(key) for key in keys}})
        events.append(
            {
                "act": act,
                "title": line["body"]["title"],
                "position": position,
                "recorded_at": line["recorded_at"],
                "recorded_by": line.get("recorded_by"),
                "leaf": base64.b64encode(view.log.leaf(position)).decode(),
                **({"checkpoint": next((size for size in checkpoints if size >= position), None)} if hindsight else {}),
            }
        )
    return {"sources": sources, "events": events}
