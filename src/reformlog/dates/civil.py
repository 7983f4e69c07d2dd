"""What a legal date is: the earliest and the latest day it can mean, beside the words as written.

Days are days of the civil calendar in Japan, never instants: no time zone and no locale ever moves one.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

FIRST_DAY, LAST_DAY = date.min.isoformat(), date.max.isoformat()
"""The first and the last of all days: of what began at any time, or goes on for ever."""


class LegalDate(NamedTuple):
    """A date as an official wrote it.

    words: exactly as written. earliest, latest: ISO days, both included; when they are one, the day is known.
    open: written with an open end (`2月下旬～`, `2024-02-21/..`); then earliest and latest bound the day on which it
    began, and nothing is said about its end. An open beginning (`../2024-03`) has the earliest 0001-01-01.
    """

    words: str
    earliest: str
    latest: str
    open: bool


def is_day(written: LegalDate) -> bool:
    """Whether the words name one exact day (a beginning on one exact day counts)."""
    return written.earliest == written.latest


def in_common(first: str, last: str) -> str:
    """The day, month or year that two ISO days share: "2024-05-11", "2024-05-31" -> "2024-05"; else the first year."""
    return next((first[:length] for length in (10, 7) if first[:length] == last[:length]), first[:4])


def last_day_of_month(year: int, month: int) -> int:
    """28 to 31. Raises ValueError for a month that is none."""
    if month == 12:
        return 31
    return (date(year, month + 1, 1) - timedelta(1)).day


def fiscal_year(iso: str) -> int:
    """The fiscal year (1 April to 31 March, 会計法・財政法11条) of an ISO day: "2024-03-31" -> 2023."""
    whole = date.fromisoformat(iso)
    return whole.year if whole.month >= 4 else whole.year - 1


def japanese(iso: str) -> str:
    """An ISO day in western years: "2024-06-26" -> "2024年6月26日"."""
    whole = date.fromisoformat(iso)
    return f"{whole.year}年{whole.month}月{whole.day}日"
