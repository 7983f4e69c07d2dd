"""Words of time with more than one meaning (年度末, 上半期, 春, 頃): how each of their meanings is written.

Everything is made from the year, month and day beside the word: 2013年12月末 is 2013年12月下旬 or 2013-12-31.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import zip_longest
from typing import NamedTuple

from ..errors import Refused
from . import eras, spans
from .civil import LegalDate, last_day_of_month
from .eras import ERA_INITIALS
from .figures import NUMBER, number
from .reading import meaning
from .year_patterns import OF_A_VAGUE_DATE

_HALVES = "[上下]半?期|前半|後半"
_WORD = re.compile(
    rf"(?P<month>{NUMBER})月(?P<of_month>末日?|初旬|初め?頭?|中(?![旬下・、〜])(?P<middle>頃|ごろ|ころ)?|前半|後半)"
    rf"|(?:{OF_A_VAGUE_DATE}の?)(?P<edge>末|始め?)"
    rf"|(?:{OF_A_VAGUE_DATE.replace('?P<', '?P<of_')}の?)?"
    rf"(?:(?P<half>{_HALVES})|第?(?P<quarter>[1-4一二三四])・?四半期|(?P<season>[春夏秋冬]))"
    r"|(?P<about>頃|ごろ|ころ|前後)|(?P<after>以降|以後)"
)
_ANY_YEAR = re.compile(OF_A_VAGUE_DATE)
_OPEN_END = re.compile(r"(?:頃|ごろ|ころ)?(?:〜|から|以降|以後)")
_SHORT = re.compile(
    rf"(?<![A-Za-z])(?P<era>[{ERA_INITIALS}MTSHRmtshr])(?P<era_year>[0-9]{{1,2}})(?=[./-])"
    r"|(?P<western>[0-9]{4})(?=[./-])"
)
_PLAIN_YEARS = (2001, 2004)  # one without and one with a 29 February, to try words that name no year


class Year(NamedTuple):
    """A year as it was typed: the western year, the era it was named in, and whether it runs from April."""

    western: int
    mark: str | None
    fiscal: bool


class Meaning(NamedTuple):
    """One thing a vague word can mean, to stand in its place; exact when ISO months or days say it better."""

    text: str
    exact: bool = False


def years_in(work: str) -> list[Year]:
    """Every year that `work` names, those in words first, in their order; short ones only in an era."""
    found = (_year(match) for form in (_ANY_YEAR, _SHORT) for match in form.finditer(work))
    return [year for year in found if year is not None]


def read_or_none(words: str, year: int | None = None) -> LegalDate | None:
    """What `words` mean, or None when they are refused."""
    try:
        return meaning(words, year)
    except Refused:
        return None


def in_iso(meant: LegalDate) -> str:
    """A date in the international notation, no sharper than it is: 2024-06, 2015-03/2015-05, ../2024-06-21."""
    first, last = date.fromisoformat(meant.earliest), date.fromisoformat(meant.latest)
    if first == date.min:
        return f"../{_end(last)}"
    whole = first.day == 1 and last.day == last_day_of_month(last.year, last.month)
    if whole and (first.month, last.month) == (1, 12):
        start, end = meant.earliest[:4], meant.latest[:4]
    elif whole:
        start, end = meant.earliest[:7], meant.latest[:7]
    else:
        start, end = meant.earliest, meant.latest
    if meant.open:
        return f"{start}/.." if start == end else ""
    return start if start == end else f"{start}/{end}"


def _end(last: date) -> str:
    return last.isoformat()[:7] if last.day == last_day_of_month(last.year, last.month) else last.isoformat()


def readings(work: str, given: int | None) -> list[str]:
    """What could be meant by `work`, each as it may be typed instead; empty when nothing that reads was found.

    Where neither the words nor their document name a year, it is left open: YYYY-03/YYYY-05.
    """
    if _ANY_YEAR.search(work) or _SHORT.search(work):
        return _of_a_year(work)
    if given is not None:
        return _of_a_year(with_year(work, f"{given}年"))
    plain, leap = (_of_a_year(with_year(work, f"{year}年")) for year in _PLAIN_YEARS)
    either = [re.sub("200[12]", "YYYY", text) for text in plain]
    in_a_leap_year = {re.sub("200[45]", "YYYY", text) for text in leap}
    return [text for text in either if text in in_a_leap_year]


def with_year(work: str, year: str) -> str:
    """The words with a year before them, behind the dash of an open beginning: 年内 -> 2024年内."""
    start = 1 if work.startswith(("〜", "～")) else 0
    rest = work[start:]
    return work[:start] + (year.removesuffix("年") if rest.startswith("年") else year) + rest


def _of_a_year(work: str) -> list[str]:
    found = list(_WORD.finditer(work))
    try:
        choices = [_meanings(match, work) for match in found]
    except (ValueError, Refused):
        return []
    texts: list[str] = []
    for chosen in zip_longest(*choices):
        meanings = [choice or choices[at][-1] for at, choice in enumerate(chosen)]
        if text := _put(work, found, meanings):
            texts.append(text)
    return list(dict.fromkeys(texts))


def _put(work: str, matches: list[re.Match[str]], meanings: list[Meaning]) -> str | None:
    """The words with a meaning in each vague word's place, if they then read."""
    text, at = "", 0
    for match, meant in zip(matches, meanings, strict=True):
        text, at = text + work[at : match.start()] + meant.text, match.end()
    text = re.sub("に$", "", text + work[at:])
    read = read_or_none(text)
    if read is None:
        return None
    if any(match["about"] for match in matches):
        return _about(text, read)
    return (in_iso(read) if any(meant.exact for meant in meanings) else "") or text.replace("〜", "～")


def _about(text: str, read: LegalDate) -> str | None:
    """~ means "about"; behind one day it would still be that day, so the month stands for it."""
    if re.search("旬", text) or read.open:
        return text.replace("〜", "～")
    if read.earliest == read.latest:
        return f"{read.earliest[:7]}~"
    if read.earliest == date.min.isoformat():
        return f"../{read.latest[:7]}~"
    return f"{in_iso(read)}~"


def _meanings(found: re.Match[str], work: str) -> list[Meaning]:
    if found["about"]:
        return [Meaning("")]
    if found["after"]:
        return [Meaning("〜")]
    beside = _year(found) if found["edge"] else _year(found, "of_")
    year = beside or _before(work, found.start())
    if found["of_month"]:
        return list(_in_month(found, year))
    if found["edge"]:
        return list(_edges(found["edge"], year))
    return [_interval(first, last, found, year) for first, last in _months(found, year)]


def _before(work: str, place: int) -> Year:
    """The year last named before a word that stands apart from it. Raises ValueError when there is none."""
    named = years_in(work[:place])
    if not named:
        raise ValueError(work)
    return named[-1]


def _year(found: re.Match[str], prefix: str = "") -> Year | None:
    western = found[f"{prefix}western"]
    fiscal = bool(found.groupdict().get(f"{prefix}fiscal"))
    if found[f"{prefix}era"]:
        mark = found[f"{prefix}era"].upper()
        try:
            return Year(eras.western_year(mark, number(found[f"{prefix}era_year"]), found[0]), mark, fiscal)
        except (ValueError, Refused):
            return None
    try:
        year = number(western or "")
    except ValueError:
        return None
    return Year(year, None, fiscal) if 1000 <= year <= 9999 else None


def _in_month(found: re.Match[str], year: Year) -> Iterator[Meaning]:
    """月末 is the last third or the last day, 月初 the first, 月中 the month or its middle, 前半 its first 15 days."""
    month, word = number(found["month"]), found["of_month"]
    head, last = f"{found['month']}月", last_day_of_month(year.western, month)
    if word == "末":
        yield Meaning(f"{head}下旬")
    if word in ("末", "末日"):
        yield Meaning(f"{head}{last}日", exact=True)
    if word.startswith("初"):
        yield Meaning(f"{head}上旬")
        if word != "初旬":
            yield Meaning(f"{head}1日", exact=True)
    if word == "中":
        yield Meaning(head)
    if word.startswith("中"):
        yield Meaning(f"{head}中旬")
    if word in ("前半", "後半"):
        days = (1, 15) if word == "前半" else (16, last)
        yield Meaning(f"{head}{days[0]}日〜{days[1]}日", exact=True)


def _edges(word: str, year: Year) -> Iterator[Meaning]:
    """年末 is December or its end, 年始 January or its beginning, 年度末 March, its end, or its last day."""
    if year.fiscal:
        month, third = (3, "下旬") if word == "末" else (4, "上旬")
        western = year.western + (month == 3)
    else:
        month, third = (12, "下旬") if word == "末" else (1, "上旬")
        western = year.western
    head = _month_of(western, month, year.mark)
    yield Meaning(head)
    yield Meaning(f"{head}{third}")
    if year.fiscal:
        yield Meaning(f"{head}{31 if month == 3 else 1}日", exact=True)


def _months(found: re.Match[str], year: Year) -> list[tuple[int, int]]:
    """The first and last months a half, a quarter or a season can mean; months over 12 are of the next year."""
    if found["half"]:
        first = found["half"][0] in "上前"
        calendar, fiscal = ((1, 6), (4, 9)) if first else ((7, 12), (10, 15))
        if found["half"] in ("前半", "後半") and not year.fiscal:
            return [calendar]
    elif found["quarter"]:
        last = 3 * number(found["quarter"])
        calendar, fiscal = (last - 2, last), (last + 1, last + 3)
    elif found["season"] == "冬":
        return [(12, 14)] if year.fiscal else [(1, 2), (12, 12)]
    else:
        first_month, last = spans.SEASONS[spans.SEASON_CODES[found["season"]]]
        return [(max(first_month, 4), last) if year.fiscal else (first_month, last)]
    return [fiscal] if year.fiscal else [calendar, fiscal]


def _interval(first: int, last: int, found: re.Match[str], year: Year) -> Meaning:
    """The months of an interval; of one that begins or ends a range (春～夏) only its outer month.

    What begins in a spring or summer and stays open is written with the season's number: 2015-21～.
    """
    start, end = (_month_of(year.western + (month > 12), (month - 1) % 12 + 1, None) for month in (first, last))
    before, after = found.string[: found.start()], found.string[found.end() :]
    if before.endswith(("〜", "から")) or after.startswith("まで"):
        return Meaning(end, exact=True)
    if _OPEN_END.fullmatch(after) and found["season"] not in (None, "冬"):
        return Meaning(f"{year.western:04}-{spans.SEASON_CODES[found['season']]}", exact=True)
    if after.startswith(("〜", "から")) and not _OPEN_END.fullmatch(after):
        return Meaning(start, exact=True)
    return Meaning(start if start == end else f"{start}〜{end}", exact=True)


def _month_of(western: int, month: int, mark: str | None) -> str:
    """A month as the clerk would write it: in era years when an era was used, each month in its own."""
    if mark is None:
        return f"{western:04}年{month}月"
    return f"{eras.era_year_of(date(western, month, spans.THIRDS['下旬'][0]))}{month}月"
