"""What is not a date, or not one date: why it is refused, and what was probably meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from types import ModuleType
from typing import TYPE_CHECKING

from ..errors import Refused
from . import eras, spans
from .late_hints import Slip

if TYPE_CHECKING:
    from .written import Point

ENGLISH_WEEKDAYS = dict(zip(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), spans.WEEKDAYS, strict=True))
# Homophones and look-alikes that hands and scanners put in an era's place, and doubled units (平成28年月5月19日).
MISSPELT = {"明冶": "明治", "零和": "令和", "今和": "令和", "照和": "昭和", "平正": "平成"}
MISSPELT |= {"元元年": "元年", "年月": "年"}
# Words of time with more than one meaning; what to write instead is worked out by `hints`.
AMBIGUOUS = (
    "上半期",
    "下半期",
    "上期",
    "下期",
    "四半期",
    "前半",
    "後半",
    "年度末",
    "年末",
    "年始",
    "月末",
    "月初",
    "初旬",
    "月中",
    "春",
    "夏",
    "冬",
    "頃",
    "ごろ",
    "以降",
    "以後",
)
RELATIVE = r"昨年|本年|今年|来年|前年|翌年|同年|先月|今月|来月|同月|昨日|本日|今日|明日|先般|同日"


def _hints() -> ModuleType:
    """Loaded when a person is to see a hint: most words that are tried and refused are seen by nobody."""
    from . import hints

    return hints


def check(work: str, words: str) -> None:
    """Refuse what has a known slip, an ambiguous word, or a meaning only inside its own document."""
    for wrong, right in MISSPELT.items():
        if wrong in work:
            raise _misspelt(work, words, wrong, right)
    for word in AMBIGUOUS:
        if word in work and not (word == "月中" and re.search(r"月中[旬下・、〜]", work)):
            raise _ambiguous(word, work, words)
    if relative := re.search(RELATIVE, work):
        raise Refused(
            "date-relative", f"「{words}」: {relative[0]} depends on the day of its document.", "Write the date it was."
        )
    if re.search(r"[0-9T][0-9]?:[0-9]{2}|[0-9]時", work):
        raise _time_of_day(words)
    if "慶応" in work:
        raise eras.before_1873(words)
    if re.search(f"(?:{eras.ERA_NAMES})年", work):
        message = f"「{words}」 names an era but no year of it."
        raise Slip("date-era", message, lambda _: _hints().era_without_year(work))
    if work.startswith("元年"):
        message = f"「{words}」: 元年 is the first year of an era, and none is named."
        raise Slip("date-era", message, lambda _: _hints().first_year(work))
    if "~" in work:
        raise _tilde(work, words)


def _misspelt(work: str, words: str, wrong: str, right: str) -> Refused:
    meant = work
    while wrong in meant:
        meant = meant.replace(wrong, right)
    message = f"「{words}」: {wrong} is no way to write a year."
    return Slip("date-spelling", message, lambda year: _hints().mended("Write", meant, year))


def _ambiguous(word: str, work: str, words: str) -> Refused:
    message = f"「{words}」: {word} can mean more than one interval."
    return Slip("date-ambiguous", message, lambda year: _hints().ambiguous(word, work, year))


def _time_of_day(words: str) -> Refused:
    message = f"「{words}」 has a time of day; a legal date is a civil day in Japan."
    return Slip("date-time", message, lambda year: _hints().time_of_day(words, year))


def _tilde(work: str, words: str) -> Refused:
    """The ASCII tilde, which is "about" in the international notation, among Japanese words."""
    waved = work.replace("~", "～")
    message = f'「{words}」: ~ means "about", and only behind a date in figures like YYYY-MM~.'
    return Slip("date-spelling", message, lambda year: _hints().mended("From … to is written with ～:", waved, year))


def no_year(words: str, work: str) -> Refused:
    """A date that can be any year's."""
    message = f"「{words}」 names no year, and no document here carries one."
    return Slip("date-no-year", message, lambda _: _hints().no_year(work))


def turns_the_year(words: str, found: re.Match[str], year: int, month: int, mark: str | None) -> Refused:
    """2023年12月27日～2月29日: the later part lies before the first; `year` is the next, in which it may lie."""
    message = f"「{words}」 ends before it begins."
    return Slip("date-backwards", message, lambda _: _hints().next_year(found, year, month, mark))


def out_of_order(words: str, points: Sequence[Point], ranged: bool) -> Refused:
    """6月21日～6月1日, or 5月17日、20日、3日: a range or a set whose parts do not follow each other."""
    message = f"「{words}」 ends before it begins."
    return Slip("date-backwards", message, lambda _: _hints().in_order(points, ranged))


def no_month(words: str, found: re.Match[str]) -> Refused:
    """A day or a third of a month without its month."""
    place = found.start("day") if found["day"] else found.start("third")
    message = f"「{words}」 names no month."
    return Slip("date-unreadable", message, lambda year: _hints().no_month(found.string, place, year))


def left_out_digits(words: str) -> Refused:
    """156X-12-25: more than one interval, though it has a first and a last day."""
    message = f"「{words}」 leaves out digits that the register cannot read as one interval."
    return Slip("date-unreadable", message, lambda _: _hints().left_out_digits(words))


def short_year(words: str, found: re.Match[str], year: int) -> Refused:
    """14年4月25日: this century's, or an era's?"""
    message = f"「{words}」: {found['western']}年 names no era and no century."
    return Slip("date-era", message, lambda _: _hints().short_year(found, year))


def wrong_weekday(found: re.Match[str], day: date, written: str, right: str, words: str) -> Refused:
    """The refusal of a false weekday, with the right weekday and the nearest day that bears the written one."""
    message = f"「{words}」: {day.isoformat()} was not a {written}曜日 but a {right}曜日."
    return Slip("date-weekday", message, lambda year: _hints().weekday(found, day, written, right, year))


def unreadable(words: str) -> Refused:
    """What is no date; a date in English is given back as ISO."""
    english = _english(words)
    message = f"「{words}」 is not a date the register reads."
    return Slip(
        "date-unreadable", message, lambda year: f"Write {english}" if english else _hints().unreadable(words, year)
    )


def _english(words: str) -> str | None:
    """January 30, 2014 or 28 March 2014 as an ISO day; None when it is neither or no such day exists."""
    found = re.search(r"([A-Za-z]{3,9})\.? ([0-9]{1,2})(?:st|nd|rd|th)?,? ([0-9]{4})", words)
    month, day, year = found.groups() if found else ("", "", "")
    if not found:
        found = re.search(r"(?<![0-9])([0-9]{1,2}) ([A-Za-z]{3,9})\.? ([0-9]{4})", words)
        day, month, year = found.groups() if found else ("", "", "")
    named = [at for at, name in enumerate(spans.ENGLISH_MONTHS, 1) if month and name.startswith(month.capitalize())]
    if len(named) != 1 or spans.why_impossible(int(year) or 1, named[0], int(day)):
        return None
    return f"{year}-{named[0]:02}-{int(day):02}"
