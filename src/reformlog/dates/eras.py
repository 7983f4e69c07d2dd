"""Era years: which days 明治, 大正, 昭和, 平成 and 令和 hold, and what an era date says in western years.

The rules, in the order they are asked:

1. An era's year has one or two digits, 1 (元) to 99. No era has lasted longer, so 昭和100年 is refused with the right
   reading as the hint.
2. Era dates before 明治6年 (1873-01-01) are refused: until then the calendar was lunisolar (明治5年太政官布告第337号),
   and arithmetic would give a wrong day.
3. A date of an era's first or last year which that era did not hold (令和元年4月30日, 昭和64年1月8日, 平成31年5月1日,
   also H31/5/1) is refused with the right reading as the hint: as often as not it is a slip of whoever wrote it after
   the change, and the same year has a reading in the other era. A range's later part that leaves its year out has the
   western year of the part before, so 平成31年4月1日～9月30日 is read.
4. A year after an era's last (平成34年3月31日) is the year it names, 2022: only a document printed while the era
   lasted, speaking of its future, writes so, and it has one meaning.
5. A month or year cut by a change of era is the part its era held: 平成31年 ends on 30 April, 令和元年 begins on 1 May.
   A fiscal year is never cut: 平成31年度 and 令和元年度 are the same twelve months.

On 1912-07-30 and 1926-12-25 the era changed at once (即日改元): those two days bear both eras' names and are printed
with the new one. 平成 began on the day after its order was printed (昭和64年政令第1号), 令和 on 2019-05-01
(平成31年政令第143号).
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from ..errors import Refused
from .late_hints import Nearest
from .spans import Span, year_span


class Era(NamedTuple):
    """name 令和, letter R, its first day, and its last day or None while it lasts."""

    name: str
    letter: str
    first: date
    last: date | None


ERAS = (
    Era("明治", "M", date(1868, 10, 23), date(1912, 7, 30)),
    Era("大正", "T", date(1912, 7, 30), date(1926, 12, 25)),
    Era("昭和", "S", date(1926, 12, 25), date(1989, 1, 7)),
    Era("平成", "H", date(1989, 1, 8), date(2019, 4, 30)),
    Era("令和", "R", date(2019, 5, 1), None),
)
ERA_NAMES = "|".join(era.name for era in ERAS)
ERA_INITIALS = "".join(era.name[0] for era in ERAS)
ERA_MARKS = f"{ERA_NAMES}|[{ERA_INITIALS}MTSHRmtshr]"
"""What may stand before an era's year: 令和8年, 令8年, R8.11.26, 令8.11.26."""
BY_MARK = {mark: era for era in ERAS for mark in (era.name, era.name[0], era.letter)}
GREGORIAN_FROM = date(1873, 1, 1)
MAX_ERA_YEAR = 99
"""The greatest year of an era that is read."""


def era_of(day: date) -> tuple[str, int]:
    """The era's name and the year in it; on a day with two eras the new one. Refuses days before 1873."""
    if day < GREGORIAN_FROM:
        raise before_1873(day.isoformat())
    for latest in reversed(ERAS):
        if latest.first <= day:
            return latest.name, day.year - latest.first.year + 1
    raise AssertionError("明治 holds every day since 1873")


def era_year_of(day: date) -> str:
    """The year of a day as printed: 令和6年, 令和元年."""
    name, number = era_of(day)
    return f"{name}{'元' if number == 1 else number}年"


def era(iso: str) -> str:
    """An ISO day in era years: "2024-06-26" -> "令和6年6月26日"; the first year is 元年. Refused before 1873-01-01."""
    day = date.fromisoformat(iso)
    return f"{era_year_of(day)}{day.month}月{day.day}日"


def western_year(mark: str, number: int, words: str) -> int:
    """The western year that 令和 6, or R 6, names (rules 1, 2 and 4). Refuses year 0, years over 99 and 明治1 to 5."""
    named = BY_MARK[mark]
    if number < 1:
        raise Refused(
            "date-era",
            f"「{words}」: an era's first year is 1, written 元年; there is no year 0.",
            f"If the first year is meant: {named.name}元年 ({named.first.year})."
            if named.first >= GREGORIAN_FROM
            else "Write the year that is meant.",
        )
    year = named.first.year + number - 1
    if number > MAX_ERA_YEAR:
        right = f" The year it would name is {_both(year)}." if year <= 9999 else ""
        raise Refused("date-era", f"「{words}」: no era has a year {number}.", f"Write the western year.{right}")
    if year < GREGORIAN_FROM.year:
        raise before_1873(words)
    return year


def _both(year: int) -> str:
    """2025 (令和7年); the western year alone where the era's would be refused, too."""
    name, number = era_of(date(year, 12, 31))
    return f"{year} ({name}{number}年)" if number <= MAX_ERA_YEAR else str(year)


def held_by(mark: str, year: int) -> Span:
    """The days of a western year that an era date of that year can mean (rules 3 to 5)."""
    named, whole = BY_MARK[mark], year_span(year)
    if named.last is not None and year > named.last.year:
        return whole
    return Span(max(named.first, whole.first), min(named.last or whole.last, whole.last))


def outside_era(words: str, mark: str, right: str) -> Refused:
    """The refusal of rule 3; `right` is the same date in the era that held it."""
    named = BY_MARK[mark]
    end = f" to {named.last.isoformat()}" if named.last else ""
    message = f"「{words}」: {named.name} ran from {named.first.isoformat()}{end}."
    return Nearest("date-era", message, "If the day is right:", right)


def before_1873(words: str) -> Refused:
    """The refusal of rule 2."""
    return Refused(
        "date-before-1873",
        f"「{words}」: before 明治6年 (1873-01-01) Japan counted months by the moon; no rule turns that into a day.",
        "Look the day up in a table of the old calendar and write it as YYYY-MM-DD.",
    )
