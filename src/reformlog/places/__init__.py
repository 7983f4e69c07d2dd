"""Names of places: areas by their JIS code (X 0401, X 0402), the English names of zones; for printing and for hints."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path


@cache
def _table(name: str) -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = json.loads((Path(__file__).parent / name).read_text("utf-8"))
    return table


def area(code: str, lang: str = "ja") -> str:
    """The name of an area: `04` → 宮城県, in English Miyagi Prefecture; the code itself when it is not in the table."""
    return _table("areas.json").get(code, {}).get(lang, code)


def codes(name: str) -> list[str]:
    """The codes of the areas of the table that have a Japanese name: 宮城県 → 04; none when none has."""
    return [code for code, names in _table("areas.json").items() if names["ja"] == name]


def prefectures() -> dict[str, dict[str, str]]:
    """The 47 prefectures: code → {"ja", "en"}, in the order of their codes."""
    return {code: names for code, names in _table("areas.json").items() if len(code) == 2}


def zone(zone_id: str) -> tuple[str, str] | None:
    """The English name of a zone with `official` or `unofficial`, or None when the table has none."""
    entry = _table("zones.json").get(zone_id)
    return (entry["name-en"], entry["name-en-status"]) if entry else None
