"""The year cell of a chronology: western, era, or both."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

STYLES = ("western", "era", "both")


def year_cell(row: Mapping[str, Any], style: str) -> str:
    """The year of a row as printed: 2024年, 令和6年 or 2024年（令和6年）.

    The western year is the row's own; the era is that of its `earliest` day (1989年1月7日 is 昭和64年).
    A row without an earliest day, or from before 1873, keeps the western year alone.
    """
    year = row.get("year")
    western = "" if year is None else str(year)
    if western.isdecimal():
        western += "年"
    if style == "western":
        return western
    era = _era_year(str(row.get("earliest") or ""))
    if era is None:
        return western
    return era if style == "era" else f"{western}（{era}）"


def _era_year(day: str) -> str | None:
    from ..dates.eras import GREGORIAN_FROM, era_year_of

    try:
        known = date.fromisoformat(day)
    except ValueError:
        return None
    return era_year_of(known) if known >= GREGORIAN_FROM else None
