"""Dates as Japanese officials write them: 令和6年6月26日, R6.6.26, 2024年5月中下旬, 2024年2月下旬～, 5月17日・20日.

Two layers are kept apart. What is written stays as it is; reading works on a copy in which full-width and squared
characters are plain (NFKC) and spaces are gone. In that copy both wave dashes (～ U+FF5E and 〜 U+301C) are 〜 and mean
"from … to": NFKC alone would turn ～ into `~`, which means "about" in the international notation.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from ..errors import Refused
from . import civil, eras, slips, spans, year_patterns
from .edtf import impossible, read_single
from .eras import ERA_MARKS
from .figures import NUMBER, number
from .late_hints import Nearest
from .spans import Span

WEEKDAY = (
    r"(?:\((?P<weekday>[月火水木金土日])(?:曜日?)?(?:[・/](?:祝日?|休日?|振休))?\)"
    r"|\((?P<english>[A-Za-z]{3,9})\.?\))"
)
POINT = (
    r"(?:"
    r"(?P<iso>[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?)(?![0-9])"
    rf"|(?P<short_era>{ERA_MARKS})(?P<short_year>元|[0-9]{{1,4}})(?P<mark>[./-])"
    r"(?P<short_month>[0-9]{1,2})(?:(?P=mark)(?P<short_day>[0-9]{1,2}))?(?![0-9])"
    r"|(?P<figures>[0-9]{4}(?P<between>[./])[0-9]{1,2}(?P=between)[0-9]{1,2})(?![0-9])"
    rf"|(?:{year_patterns.OF_A_DATE})?(?P<within>度内?|年?内)?(?:(?P<month>{NUMBER})月)?"
    rf"(?:(?P<day>{NUMBER})日|(?P<third>上中旬|中下旬|上旬|中旬|下旬)|(?P<season>秋))?"
    r")" + WEEKDAY + "?"
)
JOINT = r"(?P<range>〜|から|[-\u2010-\u2015\u2212](?=[^\u2010-\u2015\u2212-]))|(?P<set>[・、,]|及び|と)"


class Point(NamedTuple):
    """One date of a range or set: the days it can mean, and the year, month and era a later one may leave out."""

    first: date
    last: date
    year: int
    month: int | None
    mark: str | None = None


@cache
def _point() -> re.Pattern[str]:
    return re.compile(POINT)


@cache
def _joint() -> re.Pattern[str]:
    return re.compile(JOINT)


def working_copy(words: str) -> str:
    """The copy that is read: wave dashes as 〜, everything else NFKC, spaces out (but not from between two digits)."""
    plain = unicodedata.normalize("NFKC", words.replace("～", "〜"))
    return re.sub(r"(?<![0-9])\s+|\s+(?![0-9])", "", plain)


def read_written(words: str, year: int | None = None) -> tuple[Span, bool]:
    """The first and last day that `words` can mean, and whether the end is open.

    year: the western year of a date that names none, from its document's heading; without it such a date is refused.
    A later date of a range or set takes the year and month it leaves out from the one before (5月17日・20日).
    """
    work = _units_filled(working_copy(words))
    slips.check(work, words)
    points: list[Point] = []
    at, open_start = (1, True) if work.startswith("〜") else (0, False)
    ranged, from_word = open_start, False
    while True:
        matched = _point().match(work, at)
        if matched is None or matched.end() == at:
            raise slips.unreadable(words)
        try:
            points.append(_read_point(matched, points[-1] if points else None, year, words))
        except Nearest as refusal:
            refusal.around = work[:at], work[matched.end() :]
            raise
        at = matched.end()
        if work.startswith("まで", at) and (from_word or len(points) == 1):
            open_start, ranged, at = open_start or len(points) == 1, True, at + 2
        if at == len(work):
            return _bounds(points, open_start, ranged, words), False
        joint = _joint().match(work, at)
        if joint is None:
            raise slips.unreadable(words)
        at = joint.end()
        if at == len(work) and joint["range"] in ("〜", "から") and not ranged:
            return _bounds(points, open_start, ranged, words), True
        ranged, from_word = ranged or joint["range"] is not None, joint["range"] == "から"


def _bounds(points: list[Point], open_start: bool, ranged: bool, words: str) -> Span:
    """From the earliest of the first to the latest of the last; each must begin no earlier than the one before."""
    for before, after in pairwise(points):
        if after.first < before.first:
            raise slips.out_of_order(words, points, ranged)
    return Span(date.min if open_start else points[0].first, points[-1].last)


def _units_filled(work: str) -> str:
    """Write out what a range or set shares: 5～6月 -> 5月～6月, 17・20日 -> 17日・20日, 中・下旬 -> 中下旬."""
    work = re.sub(r"上[・、〜]中旬", "上中旬", re.sub(r"中[・、〜]下旬", "中下旬", work))
    unit = r"(年度|年|月|日)"
    first = rf"(?<![0-9]){NUMBER}(?=(?:[・、,〜]{NUMBER})+{unit})"
    between = rf"([・、,〜]{NUMBER})(?=(?:[・、,〜]{NUMBER})+{unit})"
    return re.sub(first, r"\g<0>\1", re.sub(between, r"\1\2", work))


def _read_point(found: re.Match[str], before: Point | None, year: int | None, words: str) -> Point:
    try:
        if found["iso"]:
            span = read_single(found["iso"], words)
            point = Point(span.first, span.last, span.first.year, span.first.month)
        elif found["figures"]:
            point = _dated(None, *(int(part) for part in found["figures"].split(found["between"])), words=words)
        elif found["short_era"]:
            mark = found["short_era"].upper()
            western = eras.western_year(mark, number(found["short_year"]), words)
            day = found["short_day"]
            point = _dated(mark, western, int(found["short_month"]), int(day) if day else None, words=words)
        else:
            point = _read_kanji(found, before, year, words)
    except ValueError:
        raise slips.unreadable(words) from None
    _check_weekday(found, point, words)
    return point


def _read_kanji(found: re.Match[str], before: Point | None, given: int | None, words: str) -> Point:
    mark, year = _year(found, before, words)
    within, third = found["within"], found["third"]
    if within and (found["month"] or found["day"] or third or found["season"] or (year is None and within != "年内")):
        raise slips.unreadable(words)
    month = number(found["month"]) if found["month"] else None
    day = number(found["day"]) if found["day"] else None
    if year is None and before:
        year = before.year
        if month is None:
            month = before.month
        elif before.month and month < before.month:
            raise slips.turns_the_year(words, found, year + 1, month, before.mark)
    if month is None and (day is not None or third):
        raise slips.no_month(words, found)
    year = given if year is None else year
    if year is None:
        raise slips.no_year(words, found.string)
    spans.check_year(year, words)
    if within in ("度", "度内"):
        span = spans.fiscal_year_span(year)
        return Point(span.first, span.last, year, None, mark)
    if found["season"] and month is None:
        return _held(mark, spans.season_span(year, spans.SEASON_CODES["秋"]), year, None, words, "秋")
    if found["season"]:
        raise slips.unreadable(words)
    return _dated(mark, year, month, day, words=words, third=third)


def _year(found: re.Match[str], before: Point | None, words: str) -> tuple[str | None, int | None]:
    """The era's name or letter and the western year that are written; a second year in parentheses must agree.

    A short year in a range or set is of the era named before: 平成26年～28年.
    """
    if found["era"]:
        mark = found["era"].upper()
        year: int = eras.western_year(mark, number(found["era_year"]), words)
    elif found["western"]:
        mark, year = None, number(found["western"])
        if year <= eras.MAX_ERA_YEAR and before and before.mark:
            mark, year = before.mark, eras.western_year(before.mark, year, words)
        elif year < 1000 and len(found["western"]) < 4:
            raise slips.short_year(words, found, year)
    else:
        return None, None
    also = found["also"] or found["also_inside"]
    if also:
        other = also[:2] if also[:2] in eras.BY_MARK else None
        second = eras.western_year(other, number(also[2:]), words) if other else number(also)
        if second != year:
            message = f"「{words}」 names two years, {year} and {second}."
            raise Refused("date-era", message, "Write the one that is right.")
    return mark, year


def _dated(
    mark: str | None, year: int, month: int | None, day: int | None = None, *, words: str, third: str | None = None
) -> Point:
    """A year, a month, a third of a month or a day, checked against the calendar and the era."""
    spans.check_year(year, words)
    if month is None:
        return _held(mark, spans.year_span(year), year, None, words)
    reason = spans.why_impossible(year, month, day)
    if reason:
        near = _spelled(mark, spans.nearest_day(year, month, day or 1), day is not None)
        raise impossible(words, reason, near + (third or ""))
    first, last = spans.THIRDS[third] if third else (day or 1, day or 31)
    return _held(mark, spans.month_span(year, month, first, last), year, month, words, third)


def _held(mark: str | None, span: Span, year: int, month: int | None, words: str, third: str | None = None) -> Point:
    """The part of the days that the era named held; refused when it held none of them."""
    if mark is None:
        return Point(span.first, span.last, year, month)
    held = eras.held_by(mark, year)
    if span.last < held.first or span.first > held.last:
        right = eras.era_year_of(span.first)
        if span.first == span.last:
            right = f"{eras.era(span.first.isoformat())} ({span.first.isoformat()})"
        else:
            right += (f"{month}月" if month else "") + (third or "")
        raise eras.outside_era(words, mark, right)
    return Point(max(span.first, held.first), min(span.last, held.last), year, month, mark)


def _spelled(mark: str | None, day: date, whole: bool) -> str:
    """A day as the clerk would write it: in era years when an era was used, else in western years."""
    text = civil.japanese(day.isoformat())
    if mark and day >= eras.GREGORIAN_FROM:
        text = eras.era(day.isoformat())
    return text if whole else text[: text.index("月") + 1]


def _check_weekday(found: re.Match[str], point: Point, words: str) -> None:
    """Refuse a weekday that is not the day's, or that stands after something that is no day."""
    written = found["weekday"] or slips.ENGLISH_WEEKDAYS.get((found["english"] or "").lower()[:3])
    if written is None:
        if found["english"]:
            raise slips.unreadable(words)
        return
    if point.first != point.last:
        raise Refused(
            "date-weekday", f"「{words}」 has a weekday but names no day.", "Write the day, or leave the weekday out."
        )
    right = spans.WEEKDAYS[point.first.weekday()]
    if written == right:
        return
    raise slips.wrong_weekday(found, point.first, written, right, words)
