"""The date cell of the official table: the words as written, without the year, which has a column of its own."""

from __future__ import annotations

import re
from functools import cache

from .eras import BY_MARK, MAX_ERA_YEAR
from .figures import DIGIT, number
from .spans import SEASON_CODES
from .written import working_copy
from .year_patterns import ERA_IN_A_CELL, IN_A_CELL

_SEASON_WORDS = {code: word for word, code in SEASON_CODES.items()}
_SURENESS = {"": "", "~": "頃", "?": "（?）", "%": "頃（?）"}


@cache
def _year_expression() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<iso>[0-9]{{4}})-(?P<iso_month>[0-9]{{2}})(?:-(?P<iso_day>[0-9]{{2}}))?(?![0-9])"
        rf"|(?P<short>{ERA_IN_A_CELL}|(?={DIGIT}{{4}}[./．／]))(?P<short_year>元|{DIGIT}{{1,4}})[./．／-]"
        rf"(?P<month>{DIGIT}{{1,2}})(?:[./．／-](?P<day>{DIGIT}{{1,2}}))?"
        rf"|{IN_A_CELL}"
    )


def without_year(words: str) -> str:
    """A legal date's words minus its year: "2024-06-04" -> "6月4日", "2024年2月下旬～" -> "2月下旬～", "2024年" -> "".

    The international notation and 令和 in figures (R6.6.4) come out in Japanese, everything else as it was written.
    A fiscal year (令和5年度) stays whole. When a later part lies in another year, that part keeps its year:
    "2023-12-27/2024-02-29" -> "12月27日～2024年2月29日". Never makes a day of what names none. Words are not checked.
    """
    if "年度" in words:
        return words
    if re.fullmatch(r"(?!.*[0-9]\.[0-9]|[0-9]{4}/[0-9]{1,2}/)[0-9X?~%/.-]+", words):
        return _from_notation(words)
    seen: int | None = None
    mark = ""

    def strip(found: re.Match[str]) -> str:
        """The month and day of one date; its year too, unless the date before had the same."""
        nonlocal seen, mark
        mark = working_copy(found["short"] or found["era"] or "").upper() or mark
        year = _year_of(found, mark)
        same, seen = seen in (None, year), year
        if found["within"]:
            return "年内"
        month = found["iso_month"] or found["month"]
        if month is None:
            return "" if same else found[0]
        day = found["iso_day"] or found["day"]
        text = f"{int(month)}月" + (f"{int(day)}日" if day else "")
        return text if same else f"{year}年{text}"

    return _year_expression().sub(strip, words).strip()


def _year_of(found: re.Match[str], mark: str) -> int:
    """The western year; a short one (平成26年～28年) is of the era last named."""
    if found["iso"]:
        return int(found["iso"])
    figure = number(working_copy(found["short_year"] or found["year"]))
    return BY_MARK[mark].first.year + figure - 1 if mark and figure <= MAX_ERA_YEAR else figure


def _from_notation(words: str) -> str:
    first, slash, last = words.partition("/")
    if not slash:
        return _one(first)
    if last in ("", ".."):
        return _one(first) + "～"
    if first in ("", ".."):
        return "～" + _one(last, keep_year=True)
    return _one(first) + "～" + _one(last, keep_year=first[:4] != last[:4])


def _one(text: str, *, keep_year: bool = False) -> str:
    """One EDTF date: 2024-06~ -> 6月頃, 2020~ -> 2020年頃, 2015-23 -> 秋, 201X -> 2010年代, 1985-XX -> nothing."""
    found = re.fullmatch(r"([0-9X]{4})(?:-([0-9]{2}|XX))?(?:-([0-9]{2}|XX))?([?~%]?)", text)
    if found is None:
        return text
    year, month, day, sure = found.groups()
    rest = ""
    if month and month != "XX":
        rest = _SEASON_WORDS[int(month)] if int(month) in _SEASON_WORDS else f"{int(month)}月"
        if day and day != "XX":
            rest += f"{int(day)}日"
    if "X" in year:
        return text if year[2] == "X" else year[:3] + "0年代" + _SURENESS[sure]
    if keep_year or (sure and not rest):  # 2020~: the year itself is not certain
        rest = f"{year}年{rest}"
    return rest + _SURENESS[sure]
