"""The first and last day of a month, its thirds, a year, a fiscal year or a season; and days that do not exist."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from ..errors import Refused
from .civil import last_day_of_month

WEEKDAYS = "月火水木金土日"
ENGLISH_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}
"""The number of a season in EDTF -> its first and its last month."""
SEASON_CODES = {"春": 21, "夏": 22, "秋": 23, "冬": 24}
THIRDS = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31), "上中旬": (1, 20), "中下旬": (11, 31)}


class Span(NamedTuple):
    """The first and the last day of one written date, before it becomes the answer."""

    first: date
    last: date


def fiscal_year_span(year: int) -> Span:
    """令和5年度 is 2023: 2023-04-01 to 2024-03-31. Raises ValueError when that leaves the years 1 to 9999."""
    return Span(date(year, 4, 1), date(year + 1, 3, 31))


def month_span(year: int, month: int, first: int = 1, last: int = 31) -> Span:
    """The days `first` to `last` of a month, `last` cut to the month's end."""
    return Span(date(year, month, first), date(year, month, min(last, last_day_of_month(year, month))))


def year_span(year: int) -> Span:
    """1 January to 31 December."""
    return Span(date(year, 1, 1), date(year, 12, 31))


def season_span(year: int, season: int) -> Span:
    """EDTF 21 to 24 as meteorologists count, but inside the year named: winter (24) is its December."""
    first, last = SEASONS[season]
    return Span(date(year, first, 1), month_span(year, last).last)


def check_year(year: int, words: str) -> None:
    """Refuse a year outside 1 to 9999: no other has four digits in ISO 8601, and no act is that old."""
    if not 1 <= year <= 9999:
        raise Refused(
            "date-out-of-range",
            f"「{words}」 lies outside the years 0001 to 9999, which are all the register reads.",
            "Write a year of four digits, as in YYYY-MM-DD.",
        )


def nearest_day(year: int, month: int, day: int) -> date:
    """The day nearest to one that may not exist: 2024, 2, 30 -> 2024-02-29; month 13 -> December."""
    month = min(max(month, 1), 12)
    return date(year, month, min(max(day, 1), last_day_of_month(year, month)))


def why_impossible(year: int, month: int, day: int | None) -> str | None:
    """The reason a month or day does not exist, as the end of a sentence; None when it does."""
    if not 1 <= month <= 12:
        return f"there is no month {month}"
    if day is None or 1 <= day <= last_day_of_month(year, month):
        return None
    return f"{year:04}-{month:02} has {last_day_of_month(year, month)} days, and no day {day}"
