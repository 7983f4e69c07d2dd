"""Where dates stand in a cell or a sentence, and which year a bare 「6月4日」 belongs to."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from ... import dates
from ...dates.year_patterns import ERA_IN_A_CELL
from ...errors import Error, Refused

ERA_YEAR = rf"(?:{ERA_IN_A_CELL})\s?(?:[0-9０-９]{{1,2}}|[一二三四五六七八九十]{{1,3}}|元)"
WESTERN_YEAR = r"(?:西暦)?[0-9０-９]{4}"
PARENTHESIS = r"(?:\s?[（(][^（）()]{1,8}[）)])?"
YEAR = rf"(?:{WESTERN_YEAR}|{ERA_YEAR}){PARENTHESIS}\s?年度?{PARENTHESIS}"
# The year that a date begins with, and the same in the other count: 令和6年（2024年）, 西暦2024年度.
YEAR_PART = re.compile(rf"\s?({YEAR})\s?")
HEADING_SIGNS = r"#\s　【［\[■□●○◆◇▼〇＜<（(】］\]＞>）)"
# A line or cell that is a year with the signs and words of a heading: 【令和6年】, ■2024年の主な動き.
YEAR_HEADING = re.compile(
    rf"[{HEADING_SIGNS}]*?({YEAR})[{HEADING_SIGNS}]*(?:(?:の|中の)?(?:経緯|経過|動き|主な動き|取組|取り組み))?$"
)
# A cell of a column of years, when its width is plain: 2024, R8, 令和8, 2026(R8), 2026年/令和8年.
BARE = rf"((?:1[89]|20|21)[0-9]{{2}}|{ERA_YEAR})\s?年?度?"
BARE_YEAR = re.compile(rf"[{HEADING_SIGNS}]*{BARE}(?:\s?[(/]\s?{BARE}\)?)?[{HEADING_SIGNS}]*年?度?")
# A cell that is one date as offices type it in workbooks, which is too short to be looked for in a sentence.
TYPED = re.compile(
    rf"(?:[0-9]{{4}}|{ERA_YEAR})(?:\s?[.-]\s?[0-9]{{1,2}}){{1,2}}(?:\([月火水木金土日]\))?"
    r"|[0-9]{4}(?:/[0-9]{1,2}){2}\([月火水木金土日]\)"
)
# A day as 2024/6/4 or 2024-6-4.
SLASHES = re.compile(r"([0-9]{4})[-/]([0-9]{1,2})[-/]([0-9]{1,2})(?![0-9])")
# What makes a date before it vague and belongs to its words: 2024年6月末 is not 2024年6月.
VAGUE = re.compile(r"頃|ごろ|初旬|初め|はじめ|末|前後|半ば|春|夏|秋|冬")
RANGE = re.compile(r"\s?[～〜]\s?")
# A time of day, perhaps with its end: 14:00～16:00, 午後2時半.
TIME = re.compile(
    r"\s?((?:午前|午後)?\s?[0-9０-９]{1,2}(?:[:：]|時)(?:[0-9０-９]{2}分?|半)?"
    r"(?:\s?[～〜~－–-]\s?(?:(?:午前|午後)?\s?[0-9０-９]{1,2}(?:[:：]|時)(?:[0-9０-９]{2}分?|半)?)?)?)"
)
FIRST_MONTH = re.compile(r"([0-9０-９]{1,2}|[一二三四五六七八九十]{1,2})\s?月")
# The weekday behind a day: （金）, （月・祝）.
WEEKDAY = re.compile(r"\s?[（(][月火水木金土日](?:曜日?)?(?:[・･/／][^（）()]{1,2})?[）)]")
ANY_LEAP_YEAR = 2000  # stands in for a missing year where only the place of a date is asked for
LONGEST_DATE = 60  # characters of the beginning of a text in which its first date is looked for
REMEMBERED = 4096  # cells: each is asked several times, and the dates of a long table repeat


@dataclass(frozen=True)
class Written:
    """A date's words and where they stand: text[start:end]."""

    words: str
    start: int
    end: int


@dataclass(frozen=True)
class Year:
    """A year carried down a table. fiscal: it runs from April (年度), so that January to March are of the next one."""

    number: int
    fiscal: bool = False

    def of(self, words: str) -> int:
        """The calendar year of a date written without its own."""
        return self.number + 1 if self.fiscal and month_of(words) in (1, 2, 3) else self.number


def all_in(text: str) -> list[Written]:
    """Every date in a text from left to right, those that cannot be right (a false weekday) included."""
    spans = dates.places(text, ANY_LEAP_YEAR)
    spans += [match.span() for match in SLASHES.finditer(text)]
    found: list[Written] = []
    for start, end in sorted(spans):
        if found and start < found[-1].end:
            continue
        if found and RANGE.fullmatch(text[found[-1].end : start]):
            # A range over the turn of the year (12月27日～2月29日) is two dates until each has its year.
            start = found.pop().start
        vague = VAGUE.match(text, end)
        end = vague.end() if vague else end
        found.append(Written(text[start:end], start, end))
    return found


def leading(text: str) -> Written | None:
    """The date a text begins with, or None."""
    return _leading(text[:LONGEST_DATE])


@lru_cache(maxsize=REMEMBERED)
def _leading(text: str) -> Written | None:
    if TYPED.fullmatch(unicodedata.normalize("NFKC", text)) and meaning(text, None):
        return Written(text, 0, len(text))
    found = all_in(text)
    return found[0] if found and found[0].start == 0 else None


def year_heading(text: str, bare: bool = False) -> Year | None:
    """The year of a line or cell that says a year and nothing else; `bare` also reads 2024, R8 and 令和8 without 年.

    None where it names two years that are not the same: 令和8年（2025年）.
    """
    match = YEAR_HEADING.match(text)
    if match:
        return own_year(match[1])
    match = BARE_YEAR.fullmatch(unicodedata.normalize("NFKC", text).strip()) if bare else None
    years = [own_year(f"{words}年") for words in match.groups() if words] if match else []
    if not years or years[0] is None or years.count(years[0]) != len(years):
        return None
    return Year(years[0].number, "年度" in text)


@lru_cache(maxsize=REMEMBERED)
def own_year(words: str) -> Year | None:
    """The year a date begins with, in the western count; None when it has none of its own, or one that never was."""
    slashes = SLASHES.match(words)
    if slashes:
        return Year(int(slashes[1]))
    match = YEAR_PART.match(words)
    meant = meaning(match[1].removeprefix("西暦") if match else words, None)
    return Year(int(meant.earliest[:4]), match is not None and "年度" in match[1]) if meant else None


def meaning(words: str, year: int | None) -> dates.LegalDate | None:
    """What a date's words mean in that year, or None when they are refused (`refusal` says why)."""
    try:
        return dates.read(plain(words), year=year)
    except Error:
        return None


def refusal(words: str) -> Refused | None:
    """Why the words of a date with its year are refused, or None when they are not."""
    try:
        dates.read(plain(words))
    except Refused as error:
        return error
    return None


def plain(words: str) -> str:
    """The words as the register reads them: 2024/6/4 → 2024年6月4日, all else as it is."""
    match = SLASHES.fullmatch(words)
    return f"{match[1]}年{int(match[2])}月{int(match[3])}日" if match else words


def with_year(words: str, year: int | None) -> str:
    """The words of a date with the year it belongs to: 5月中下旬 → 2024年5月中下旬."""
    return words if year is None or own_year(words) else f"{year}年{words}"


def time_after(text: str) -> tuple[str, int]:
    """A time of day at the start of a text (what stands behind a date), and where the rest begins."""
    match = TIME.match(text)
    return (match[1].strip(), match.end()) if match else ("", 0)


def month_of(words: str) -> int | None:
    """The first month a date names, 1 to 12, else None."""
    match = FIRST_MONTH.search(words)
    if match is None:
        return None
    narrow = unicodedata.normalize("NFKC", match[1])
    kanji = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]
    number = int(narrow) if narrow.isdecimal() else kanji.index(narrow) + 1 if narrow in kanji else 0
    return number if 1 <= number <= 12 else None
