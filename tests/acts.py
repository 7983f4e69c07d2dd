"""Acts as a file would give them, with no more than they need."""

from __future__ import annotations

from typing import Any


def act(name: str, kind: str, *effects: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """An act of a kind whose title is its id, with its effects, its dates and whatever else is given."""
    return {"id": name, "kind": kind, "title": name, "effects": list(effects), "sources": [{"title": "資料"}], **fields}


# A measure that may be used until the end of March 2022.
TIMED = act("x", "law", {"measure": "timed", "is": "created", "until": "2022-03-31"}, enforced="2020-04-01")
