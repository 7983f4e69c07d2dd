"""What a table leaves out because the row above has it: the year written once, 〃, 同日, 同月5日, or the day alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from . import dated
from .dated import Year

MARK = "[同〃″々]"
# A whole cell of a column of years that repeats the one above, or one of nothing but wide blanks.
DITTO = re.compile(rf"^(?:{MARK}\s?[上年]?度?|[”\"↓\s]+|’’|'')$")
SAME_DAY = re.compile(rf"(?:{MARK}\s?年?\s?)?(?:{MARK}\s?月?\s?)?(?:{MARK}\s?日|{MARK}上?(?=\s*(?:$|[（(])))")
SAME = re.compile(rf"{MARK}\s?(?:[年月]\s?|(?=[0-9０-９]))")
DAY_ALONE = re.compile(r"[0-9０-９]{1,2}\s?日(?=$|[\s（(～〜~・])")


@dataclass
class Carried:
    """What is carried from row to row: the year as written once, and the last date (words, year) for 同日."""

    year: Year | None = None
    last: tuple[str, int | None] | None = None


def is_same(cell: str) -> bool:
    """Whether a date cell refers to the row above: 同日, 〃, 同月5日, 同年8月1日; 同意 does not."""
    return bool(SAME_DAY.match(cell) or SAME.match(cell))


def is_day_alone(cell: str) -> bool:
    """Whether a date cell is a day whose month stands above: 5日; 3日間 is not."""
    return DAY_ALONE.match(cell) is not None


def date_of(cell: str, carried: Carried) -> tuple[str | None, int | None, str]:
    """(words, year, what stands behind) of a date cell; the words are None where it is not read as a date.

    What the row above has is put in: its month before a day alone. A year written in the cell is carried from here on.
    """
    if carried.last:
        before, year = carried.last
        whole = SAME_DAY.match(cell)
        if whole:
            return before, year, cell[whole.end() :]
        same = SAME.match(cell)
        rest = cell[same.end() :] if same else cell
        alone = DAY_ALONE.match(rest)
        if same or alone:
            if alone or (same and "月" in same[0]):
                rest = _month(before, year) + rest
            date = dated.leading(rest)
            return (date.words, year, rest[date.end :]) if date else (None, None, "")
    date = dated.leading(cell)
    if date is None:
        return None, None, ""
    own = dated.own_year(date.words)
    if own:
        carried.year = Year(own.of(date.words))
        return date.words, own.of(date.words), cell[date.end :]
    return date.words, carried.year.of(date.words) if carried.year else None, cell[date.end :]


def _month(words: str, year: int | None) -> str:
    """The month of a date as written (2月), or as 2月 where it is written otherwise (R8.2.3)."""
    match = dated.FIRST_MONTH.search(words)
    meant = None if match else dated.meaning(words, year)
    return match[0] if match else f"{int(meant.earliest[5:7])}月" if meant else ""
