"""Dates in the international notation: ISO 8601 days, months and years, and EDTF levels 0 and 1.

The notation is strict: no spaces, two digits for months and days, a hyphen between them. `?`, `~` and `%` say how sure
the writer was and move no bound. Read from the Extended Date/Time Format of 4 February 2019 (Library of Congress).
Not read, and refused by name: times of day, years outside 0001 to 9999 (`Y17000`, `-0044`, `0000`), level 2 (sets in
brackets, qualifiers inside a date, other unspecified digits).
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import cache

from ..errors import Refused
from .late_hints import Nearest, Slip
from .spans import (
    SEASONS,
    Span,
    check_year,
    month_span,
    nearest_day,
    season_span,
    why_impossible,
    year_span,
)

OPEN = ("..", "")


@cache
def _single() -> re.Pattern[str]:
    return re.compile(r"([0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX))?)?[?~%]?")


def read_edtf(words: str) -> tuple[Span, bool]:
    """The first and last day that `words` can mean, and whether the end is open.

    An interval is read from the earliest day of its first part to the latest of its last; it is refused when its last
    part begins before its first. With an open end the bounds are those of the beginning. One end must be a date.
    """
    first_words, slash, last_words = words.partition("/")
    if not slash:
        return read_single(words, words), False
    if "/" in last_words:
        raise _unreadable(words)
    if first_words in OPEN and last_words in OPEN:
        raise Refused(
            "date-unreadable", f"「{words}」 has neither a beginning nor an end.", "Write at least one of them."
        )
    if last_words in OPEN:
        return _part(first_words, words, ("", f"/{last_words}")), True
    last = _part(last_words, words, (f"{first_words}/", ""))
    if first_words in OPEN:
        return Span(date.min, last.last), False
    first = _part(first_words, words, ("", f"/{last_words}"))
    if last.first < first.first:
        raise backwards(words, f"{last_words}/{first_words}")
    return Span(first.first, last.last), False


def _part(text: str, words: str, around: tuple[str, str]) -> Span:
    try:
        return read_single(text, words)
    except Nearest as refusal:
        refusal.around = around
        raise


def read_single(text: str, words: str) -> Span:
    """One date of an interval, or the whole of it; `words` is what the clerk wrote, for the refusal."""
    matched = _single().fullmatch(text)
    if matched is None:
        raise _unreadable(words)
    year_text, month_text, day_text = matched.groups()
    if year_text.endswith("X"):
        if month_text:
            raise _left_out_digits(words)
        decade = int(year_text.replace("X", "0")), int(year_text.replace("X", "9"))
        check_year(decade[0], words)
        return Span(date(decade[0], 1, 1), date(decade[1], 12, 31))
    year = int(year_text)
    check_year(year, words)
    return _within_year(year, month_text, day_text, words)


def _within_year(year: int, month_text: str | None, day_text: str | None, words: str) -> Span:
    if month_text is None or (month_text == "XX" and day_text in (None, "XX")):
        return year_span(year)
    if month_text == "XX":
        raise _left_out_digits(words)
    month = int(month_text)
    if month in SEASONS and day_text is None:
        return season_span(year, month)
    day = None if day_text in (None, "XX") else int(day_text or 0)
    reason = why_impossible(year, month, day)
    if reason:
        near = nearest_day(year, month, day or 1).isoformat()
        raise impossible(words, reason, near if day is not None else near[:7])
    return month_span(year, month) if day is None else Span(date(year, month, day), date(year, month, day))


def impossible(words: str, reason: str, nearest: str) -> Refused:
    """A day or month that the calendar does not have; `nearest` is the nearest right reading."""
    return Nearest("date-impossible", f"「{words}」: {reason}.", "The nearest that exists:", nearest)


def backwards(words: str, turned: str) -> Refused:
    """An interval whose end begins before its beginning; `turned` is how it may have been meant."""
    return Refused("date-backwards", f"「{words}」 ends before it begins.", f"If the ends are swapped: {turned}")


def _left_out_digits(words: str) -> Refused:
    """Level 2: 156X-12-25."""
    from . import slips

    return slips.left_out_digits(words)


def _unreadable(words: str) -> Refused:
    """Name what is wrong with a date in the notation, and how it is written."""
    if re.search(r"[0-9]T|:", words):
        message = f"「{words}」 has a time of day; a legal date is a civil day in Japan."
        return Slip("date-time", message, lambda _: _day_only(words))
    if re.match(r"[Yy]-?[0-9]|[-+][0-9]|[0-9]{5,}[?~%]?$", words) and not re.fullmatch(r"[0-9]{8}", words):
        check_year(0, words)
    if right := _respelled(words):
        return Refused("date-spelling", f"「{words}」 is not written as the notation wants it.", f"Write {right}")
    from . import slips

    return slips.unreadable(words)


def _day_only(words: str) -> str:
    """The day before a time of day, or the nearest that exists."""
    found = re.match(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", words)
    if found is None or not int(found[1]):
        return "Write the day only, as YYYY-MM-DD."
    year, month, day = (int(part) for part in found.groups())
    if why_impossible(year, month, day):
        return f"Write the day only. The nearest that exists: {nearest_day(year, month, day).isoformat()}"
    return f"Write the day only: {found[0]}"


def _respelled(words: str) -> str | None:
    """The right spelling of what is plainly meant, or None: 2024-6-21, 20240621, 2024/6, 199u, 1984?~, 2004/unknown."""
    plain = re.sub("[\u2010-\u2015\u2212]", "-", unicodedata.normalize("NFKC", words)).replace(" ", "")
    loose = re.fullmatch(r"([0-9]{4})[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?", plain)
    loose = loose or re.fullmatch(r"([0-9]{4})([0-9]{2})([0-9]{2})", plain)
    if loose and why_impossible(int(loose[1]) or 1, int(loose[2]), int(loose[3] or 1)) is None:
        return "-".join([loose[1], *(f"{int(part):02}" for part in loose.groups()[1:] if part)])
    tried = plain.replace("unknown", "..").replace("open", "..")
    tried = tried.replace("u", "X").replace("x", "X").replace("?~", "%").replace("~?", "%")
    if tried == words:
        return None
    try:
        read_edtf(tried)
    except Refused:
        return None
    return tried
