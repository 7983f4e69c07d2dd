"""What is not a date, or not one date: why it is refused, and what was probably meant."""

from __future__ import annotations

import re
from datetime import date, timedelta

from reformlog.dates import civil, eras, spans
from reformlog.errors import Refused

ENGLISH_WEEKDAYS = dict(zip(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), spans.WEEKDAYS, strict=True))
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
# Homophones and look-alikes that hands and scanners put in an era's place, and doubled units (平成28年月5月19日).
MISSPELT = {"明冶": "明治", "零和": "令和", "今和": "令和", "照和": "昭和", "平正": "平成"}
MISSPELT |= {"元元年": "元年", "年月": "年"}
# Words of time with more than one meaning, and what to write instead.
AMBIGUOUS = {
    "上半期": "Calendar or fiscal half-year? Write the interval: 2024-01/2024-06 or 2024-04/2024-09.",
    "下半期": "Calendar or fiscal half-year? Write the interval: 2024-07/2024-12 or 2024-10/2025-03.",
    "上期": "Calendar or fiscal half-year? Write the interval: 2024-01/2024-06 or 2024-04/2024-09.",
    "下期": "Calendar or fiscal half-year? Write the interval: 2024-07/2024-12 or 2024-10/2025-03.",
    "四半期": "Calendar or fiscal quarter? Write the interval: 2024-04/2024-06.",
    "前半": "Write the interval that is meant: 2024-01/2024-06.",
    "後半": "Write the interval that is meant: 2024-07/2024-12.",
    "年度末": "March, or its last day? Write 2024年3月, 2024年3月下旬 or 2024-03-31.",
    "年末": "Write the interval that is meant: 2024-12 or 2024-12-21/2024-12-31.",
    "年始": "Write the interval that is meant: 2024-01 or 2024-01-01/2024-01-10.",
    "月末": "The last third, or the last day? Write 2024年6月下旬 or 2024-06-30.",
    "月初": "Write the third or the day that is meant: 2024年6月上旬 or 2024-06-01.",
    "初旬": "Write 上旬 (1 to 10), or the interval that is meant.",
    "月中": "Within the month, or in its middle? Write 2024年6月 or 2024年6月中旬.",
    "春": "Spring of the calendar or of the fiscal year? Write the interval: 2024-03/2024-05.",
    "夏": "Write the interval that is meant: 2024-06/2024-08.",
    "冬": "Winter lies in two years. Write the interval: 2024-12/2025-02.",
    "頃": "About a month is written 2024-06~.",
    "ごろ": "About a month is written 2024-06~.",
    "以降": "Write the interval in which it happened, or 2024年6月～ when it began then.",
    "以後": "Write the interval in which it happened, or 2024年6月～ when it began then.",
}
RELATIVE = r"昨年|本年|今年|来年|前年|翌年|同年|先月|今月|来月|同月|昨日|本日|今日|明日|先般|同日"


def check(work: str, words: str) -> None:
    """Refuse what has a known slip, an ambiguous word, or a meaning only inside its own document."""
    for wrong, right in MISSPELT.items():
        if wrong in work:
            meant = work.replace(wrong, right)
            raise Refused("date-spelling", f"「{words}」: {wrong} is no way to write a year.", f"Write {meant}")
    for word, hint in AMBIGUOUS.items():
        if word in work and not (word == "月中" and re.search(r"月中[旬下・、〜]", work)):
            raise Refused("date-ambiguous", f"「{words}」: {word} can mean more than one interval.", hint)
    if relative := re.search(RELATIVE, work):
        raise Refused(
            "date-relative", f"「{words}」: {relative[0]} depends on the day of its document.", "Write the date it was."
        )
    if re.search(r"[0-9T][0-9]?:[0-9]{2}|[0-9]時", work):
        raise Refused(
            "date-time", f"「{words}」 has a time of day; a legal date is a civil day in Japan.", "Write the day only."
        )
    if "慶応" in work:
        raise eras.before_1873(words)
    if re.search(r"(?:明治|大正|昭和|平成|令和)年", work):
        message = f"「{words}」 names an era but no year of it."
        raise Refused("date-era", message, "Write the year, as in 令和6年6月26日.")
    if "~" in work:
        raise _tilde(work, words)


def _tilde(work: str, words: str) -> Refused:
    """The ASCII tilde, which is "about" in the international notation, among Japanese words."""
    from reformlog.dates.reading import meaning

    waved = work.replace("~", "～")
    try:
        meaning(waved)
        hint = f"From … to is written with ～: {waved}"
    except Refused:
        hint = "From … to is written with ～: 2024年2月下旬～."
    return Refused("date-spelling", f'「{words}」: ~ means "about", and only behind a date like 2024-06~.', hint)


def no_year(words: str) -> Refused:
    """A date that can be any year's."""
    message = f"「{words}」 names no year, and no document here carries one."
    return Refused("date-no-year", message, "Write the year before it: 2024年… or 令和6年….")


def turns_the_year(words: str, right: str) -> Refused:
    """2023年12月27日～2月29日: the later part lies before the first; `right` is its month in the next year."""
    hint = f"If it ends in the next year, write that year too: {right}…."
    return Refused("date-backwards", f"「{words}」 ends before it begins.", hint)


def no_month(words: str) -> Refused:
    """A day or a third of a month without its month."""
    return Refused("date-unreadable", f"「{words}」 names no month.", "Write the month before it, as in 2024年6月26日.")


def short_year(words: str, text: str, year: int) -> Refused:
    """14年4月25日: this century's, or an era's?"""
    may_be = [f"20{year:02}年" if year < 100 else f"{year:04}年"]
    may_be += [f"{one}{text}年" for one in ("平成", "令和") if 1 <= year <= eras.LONGEST]
    return Refused("date-era", f"「{words}」: {text}年 names no era and no century.", f"Write {' or '.join(may_be)}.")


def wrong_weekday(found: re.Match[str], day: date, written: str, right: str, words: str) -> Refused:
    """The refusal of a false weekday, with the right weekday and the nearest day that bears the written one."""
    away = (spans.WEEKDAYS.index(written) - day.weekday() + 3) % 7 - 3
    near = day + timedelta(away)
    spelled = eras.era(near.isoformat()) if found["era"] or found["short_era"] else civil.japanese(near.isoformat())
    # The clerk's own spelling, with the right weekday where the wrong one stood.
    start = found.start("weekday") if found["weekday"] else found.start("english")
    as_written = found.string[found.start() : start - 1]
    return Refused(
        "date-weekday",
        f"「{words}」: {day.isoformat()} was not a {written}曜日 but a {right}曜日.",
        f"If the day is right: {as_written}（{right}）. If the weekday is right: {spelled}（{written}）.",
    )


def unreadable(words: str) -> Refused:
    """What is no date; a date in English is given back as ISO."""
    hint = "Write 2024-06-26, 2024-06, 令和6年6月26日, 2024年5月中下旬, 2024年2月下旬～ or 2024-06-04/2024-06-10."
    if english := _english(words):
        hint = f"Write {english}"
    return Refused("date-unreadable", f"「{words}」 is not a date the register reads.", hint)


def _english(words: str) -> str | None:
    """January 30, 2014 or 28 March 2014 as an ISO day; None when it is neither or no such day exists."""
    found = re.search(r"([A-Za-z]{3,9})\.? ([0-9]{1,2})(?:st|nd|rd|th)?,? ([0-9]{4})", words)
    month, day, year = found.groups() if found else ("", "", "")
    if not found:
        found = re.search(r"(?<![0-9])([0-9]{1,2}) ([A-Za-z]{3,9})\.? ([0-9]{4})", words)
        day, month, year = found.groups() if found else ("", "", "")
    named = [index for index, name in enumerate(MONTHS, 1) if month and name.startswith(month.lower())]
    if len(named) != 1 or spans.why_impossible(int(year) or 1, named[0], int(day)):
        return None
    return f"{year}-{named[0]:02}-{int(day):02}"
