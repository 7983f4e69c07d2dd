"""What to type instead of words that were refused, made from the year, month and day that were typed.

What was not typed is left open (YYYY, MM, 令和N年): a hint typed as told must never record another date.
Nothing in here is asked while a date is only tried, so a hint may try other words itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ..errors import Refused
from . import civil, eras, spans, vague
from .civil import LegalDate
from .reading import MAX_DATE, read
from .unfinished import completed
from .vague import in_iso, read_or_none, with_year
from .written import working_copy

if TYPE_CHECKING:
    from .written import Point

# What each vague word leaves open, said before its meanings.
QUESTIONS = {
    **dict.fromkeys(("上半期", "下半期", "上期", "下期"), "Calendar or fiscal half-year?"),
    "四半期": "Calendar or fiscal quarter?",
    "年度末": "March, or its last day?",
    "月末": "The last third, or the last day?",
    "月中": "Within the month, or in its middle?",
    "春": "Spring of the calendar or of the fiscal year?",
    "冬": "Winter lies in two years.",
    **dict.fromkeys(("頃", "ごろ"), "About a month or a year is written with ~."),
}
_PLANNED = re.compile(r"予定|見込|見通し|めど|メド|目途|目処|目標|想定|目指")
_NOT_KNOWN = re.compile(r"未定|未公表|未確認|不明|調整中|検討中|なし|[-－―?？]|TBD")
_UNTIL = re.compile(r"(?:まで|迄)(?:に|には|の間)?|以前")
_ABOUT = re.compile(r"ころ|前後|あたり")
_BESIDE = re.compile(
    r"(?:付け?|時点|現在|[にの]|公布日?|施行日?|閣議決定|決定|開催|認定|公表|公示|告示|改正|制定|成立|発出|[()「」、。,.:・\s])*"
)


def ambiguous(word: str, work: str, year: int | None) -> str:
    """2013年12月末: one line with what the word leaves open and each of its meanings."""
    planned = " What is only planned belongs in expects." if _PLANNED.search(work) else ""
    bare = re.sub(r"(?:まで|迄)(?:に|には)$", "まで", re.sub(rf"\(?の?(?:{_PLANNED.pattern})\)?.*$", "", work))
    found = vague.readings(bare, year)
    if not found:
        return f"Write the first and the last day or month that is meant: {_interval_form(work, year)}.{planned}"
    if re.search("以降|以後", work):
        return f"Write the interval in which it happened, or {_listed(found)} when it began then.{planned}"
    question = QUESTIONS.get(word, "")
    if "年度" in work and word not in ("年度末", "月末", "月中"):
        question = ""
    stop = "" if found[-1].endswith("..") else "."
    return f"{question} Write {_listed(found)}{stop}{planned}".lstrip()


def unreadable(words: str, year: int | None) -> str:
    """The one date among the words, as far as the others leave it that date; else the forms that are read."""
    from .running_text import find

    if re.fullmatch("[0-9X-]*X[0-9X-]*(?:/[0-9X-]+)?", words):
        return left_out_digits(words)
    if _NOT_KNOWN.fullmatch(words.strip()):
        return "Leave the date out until the day is known."
    if len(words) <= MAX_DATE and (meant := completed(words, year)) is not None:
        return f"Write {meant}"
    if len(words) <= MAX_DATE and len(inside := find(words, year)) == 1:
        start, end, date = inside[0]
        if re.match("[0-9A-Za-z]", working_copy(words[end:])):  # more of the date, which must not be left out
            return f"Write {forms(words, year)}."
        return _beside(date, working_copy(words[:start]), working_copy(words[end:]), year)
    return f"Write {forms(words, year)}."


def _beside(meant: LegalDate, before: str, after: str, year: int | None) -> str:
    """What the words before and after a date make of it."""
    only = meant.words.strip()
    rest = before + after
    if _UNTIL.match(after) and not before and read_or_none(f"{only}まで", year):
        only = f"{only}まで"
    if _PLANNED.search(rest):
        return f"What is only planned belongs in expects, with nothing but its date: {only}"
    if only != meant.words.strip() and _UNTIL.fullmatch(after):
        limit = read_or_none(only, year)
        return f"Write {only}" + (f" or {in_iso(limit)}" if limit and limit.earliest == date.min.isoformat() else "")
    if _BESIDE.fullmatch(rest):
        return f"Only the date belongs here: {only}"
    if _ABOUT.fullmatch(after) and not before and (about := vague.readings(working_copy(only + "頃"), year)):
        return f"Write {_listed(about)}."
    return f"If the other words say nothing of the day, write only the date: {only}"


def forms(words: str, year: int | None = None) -> str:
    """The ways in which a date is written, with the year that was typed, or YYYY where none or several were."""
    western, named = _typed_year(words, year)
    return (
        f"{western}-MM-DD, {western}-MM, {western}-MM-DD/{western}-MM-DD, {western}-MM-DD/.., "
        f"{named}M月D日, {named}M月中下旬 or {named}M月下旬～"
    )


def _typed_year(words: str, given: int | None) -> tuple[str, str]:
    """The one year that was typed, in figures and as the clerk wrote it; placeholders when it is not one."""
    work = working_copy(words)
    typed = {(year.western, year.mark) for year in vague.years_in(work)}
    typed |= {(int(figures), None) for figures in re.findall(r"(?<![0-9])([0-9]{4})(?=[-/.]|$)", work) if int(figures)}
    if not typed and given is not None:
        typed = {(given, None)}
    if len(typed) != 1:
        return "YYYY", "令和N年" if re.search("令和|R", work) else "YYYY年"
    [(year, mark)] = typed
    return f"{year:04}", eras.BY_MARK[mark].name + _year_in(mark, year) if mark else f"{year:04}年"


def _year_in(mark: str, year: int) -> str:
    count = year - eras.BY_MARK[mark].first.year + 1
    return f"{'元' if count == 1 else count}年"


def _interval_form(words: str, year: int | None) -> str:
    western, _ = _typed_year(words, year)
    return f"{western}-MM-DD/{western}-MM-DD or {western}-MM/{western}-MM"


def mended(lead: str, meant: str, year: int | None) -> str:
    """The words with a slip mended, or what is to be typed for them where that is refused, too."""
    try:
        read(meant, year=year)
    except Refused as refusal:
        return str(refusal.hint)
    return f"{lead} {meant}"


def time_of_day(words: str, year: int | None) -> str:
    """The date beside a time of day."""
    from .running_text import find

    inside = find(words, year)
    return f"Write the day only: {inside[0][2].words}" if len(inside) == 1 else "Write the day only."


def era_without_year(work: str) -> str:
    """令和年6月21日: the place where the year belongs."""
    shown = re.sub(f"(?<={eras.ERA_NAMES})年", "N年", work)
    return f"Write the year: {shown}"


def first_year(work: str) -> str:
    """元年5月1日: the whole in each era whose first year has it, the latest first."""
    whole = [f"{one.name}{work}".replace("〜", "～") for one in reversed(eras.ERAS)]
    good = [one for one in whole if read_or_none(one)]
    return f"Write {_listed(good)}." if good else "Write the era before it."


def no_year(work: str) -> str:
    """6月4日: the two ways to write its year, left open."""
    shown = work.replace("〜", "～")
    return f"Write the year before it: {with_year(shown, 'YYYY年')} or {with_year(shown, '令和N年')}"


def no_month(work: str, place: int, year: int | None) -> str:
    """20日, 上旬: the place where the month belongs."""
    whole = f"{work[:place]}M月{work[place:]}".replace("〜", "～")
    if not vague.years_in(work):
        whole = with_year(whole, f"{year:04}年" if year is not None else "YYYY年")
    return f"Write the month before it: {whole}"


def next_year(found: re.Match[str], year: int, month: int, mark: str | None) -> str:
    """2023年12月27日～2月29日: the whole with the next year before its later part."""
    written = eras.era_year_of(date(year, month, 1)) if mark and year >= 1873 else f"{year:04}年"
    whole = f"{found.string[: found.start()]}{written}{found.string[found.start() :]}"
    return "If it ends in the next year, write that year too: " + (
        whole.replace("〜", "～") if read_or_none(whole) else f"{written}M月D日"
    )


def in_order(points: Sequence[Point], ranged: bool) -> str:
    """5月17日、20日、3日: every day of a set, in the order of the calendar; of a range its ends, swapped."""
    first, last = min(point.first for point in points), max(point.last for point in points)
    bounds = LegalDate("", first.isoformat(), last.isoformat(), False)
    if ranged:
        return f"If the ends are swapped: {in_iso(bounds)}"
    texts: list[str] = []
    before: tuple[str, str] = ("", "")
    for point in sorted(points, key=lambda point: point[:2]):
        year, month, rest = _parts(point)
        texts.append(("" if year == before[0] else year) + ("" if (year, month) == before and rest else month) + rest)
        before = (year, month)
    whole = "・".join(texts)
    meant = read_or_none(whole)
    if meant is None or meant[1:] != bounds[1:]:
        whole = in_iso(bounds)
    return f"In the order of the calendar: {whole}. If a later one is of another month or year, write that, too."


def _parts(point: Point) -> tuple[str, str, str]:
    """Year, month and day or third of one date, as it is written in words."""
    first, last = point.first, point.last
    text = eras.era_year_of(first) if point.mark and first >= eras.GREGORIAN_FROM else f"{first.year:04}年"
    if point.month is None:
        return text, "", ""
    if first == last:
        return text, f"{first.month}月", f"{first.day}日"
    ends = {span: third for third, span in spans.THIRDS.items()}
    cut = 31 if last.day == civil.last_day_of_month(last.year, last.month) else last.day
    return text, f"{first.month}月", ends.get((first.day, cut), "")


def short_year(found: re.Match[str], year: int) -> str:
    """14年4月25日: the whole in this or the last century and in the eras that had such a year."""
    work, place, text = found.string, found.start("western"), found["western"]
    century = year if year >= 100 else year + (2000 if year <= 50 else 1900)
    tried = [f"{century:04}"]
    for era in eras.ERAS[2:]:
        if year and year <= (era.last.year - era.first.year + 1 if era.last else eras.MAX_ERA_YEAR):
            tried.append(f"{era.name}{text}")
    whole = [f"{work[:place]}{head}{work[place + len(text) :]}".replace("〜", "～") for head in tried]
    good = [spelling for spelling in whole if read_or_none(spelling)]
    return f"Write {_listed(good)}." if good else "Write the era or the century before it: YYYY年 or 令和N年."


def in_its_place(right: str, around: tuple[str, str], year: int | None) -> str:
    """One date of a range or set with all that was typed around it; alone when the whole is still refused."""
    if right.endswith("旬") and read_or_none(right) is None:
        right = right.rstrip("上中下旬")  # the era held the month, but not that part of it
    if around == ("", ""):
        return right
    whole = f"{around[0]}{right.split(' (')[0]}{around[1]}".replace("〜", "～")
    return whole if read_or_none(whole, year) else right


def weekday(found: re.Match[str], day: date, written: str, right: str, year: int | None) -> str:
    """The whole with the right weekday, and with the nearest day that bears the written one."""
    # The clerk's own spelling, with the right weekday where the wrong one stood.
    bracket = found.start("weekday" if found["weekday"] else "english") - 1
    around = found.string[: found.start()], found.string[found.end() :]
    own = found.string[found.start() : bracket]
    hint = f"If the day is right: {in_its_place(f'{own}（{right}）', around, year)}."
    away = (spans.WEEKDAYS.index(written) - day.weekday() + 3) % 7 - 3
    if not date.min.toordinal() <= day.toordinal() + away <= date.max.toordinal():
        return hint
    near = day + timedelta(away)
    by_era = (found["era"] or found["short_era"]) and near >= eras.GREGORIAN_FROM
    spelled = eras.era(near.isoformat()) if by_era else civil.japanese(near.isoformat())
    return f"{hint} If the weekday is right: {in_its_place(f'{spelled}（{written}）', around, year)}."


def left_out_digits(words: str) -> str:
    """156X-12-25, 1984-1X: the first and the last day that the digits left out can make."""
    ends = words.split("/")
    whole = f"{_digits(ends[0], 0)}/{_digits(ends[-1], -1)}"
    return "Write the first and the last day it can mean: " + (
        whole if len(ends) <= 2 and read_or_none(whole) else f"{_interval_form(words, None)}."
    )


def _digits(text: str, end: int) -> str:
    """The first (0) or last (-1) date that fits a pattern with X for digits; the text itself when there is no X."""
    found = re.fullmatch(r"([0-9]{2}[0-9X]{2})-([0-9X]{2})(?:-([0-9X]{2}))?([?~%]?)", text)
    if found is None or "X" not in text:
        return text

    def fitting(pattern: str, numbers: range) -> list[int]:
        form = pattern.replace("X", "[0-9]")
        return [number for number in numbers if re.fullmatch(form, f"{number:0{len(pattern)}}")]

    years, months = fitting(found[1], range(1, 10000)), fitting(found[2], range(1, 13))
    if not years or not months:
        return text
    if found[3] in (None, "XX"):
        return f"{years[end]:04}-{months[end]:02}"
    days = [
        date(year, month, day).isoformat()
        for year in years
        for month in months
        for day in fitting(found[3], range(1, civil.last_day_of_month(year, month) + 1))
    ]
    return days[end] if days else text


def _listed(texts: list[str]) -> str:
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} or {texts[-1]}"
