"""Finding the dates inside running text: 「（6月26日公布・施行）」, 平成28年1月29日付け, 令和6年5月17日・20日."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from ..errors import Refused
from .civil import LegalDate
from .eras import ERA_INITIALS, ERA_NAMES
from .figures import NUMBER
from .year_patterns import GAP, IN_RUNNING_TEXT

_NUMBER = rf"{GAP}{NUMBER}{GAP}"
_WEEKDAY = r"(?:\([月火水木金土日](?:曜日?)?(?:[・/](?:祝日?|休日?|振休))?\))?"
_THIRD = r"(?:上[・、〜]?中旬|中[・、〜]?下旬|上旬|中旬|下旬)"
# 平成26年法律第107号 is a number, 4月を超えない a length of time: neither is a date.
_NOT_A_NUMBER = r"(?!\s*(?:法律|[^\s()、。0-9]{0,12}(?:令|条例|規則|告示)(?:第|甲|乙)))"
_NOT_A_LENGTH = r"(?!を超え|以内|間|余|分)"
_DAY = rf"{_NUMBER}日(?!間|以内|を超え)(?:{_WEEKDAY})"
_MONTH = rf"(?<![0-9〇一二三四五六七八九十第]){_NUMBER}月{_NOT_A_LENGTH}"
_IN_A_YEAR = rf"{_MONTH}{GAP}(?:{_DAY}|{_THIRD})?"
_WHOLE = rf"(?:{IN_RUNNING_TEXT}(?:度内?|内(?!閣)|秋|{_IN_A_YEAR}|{_NOT_A_NUMBER})|{_IN_A_YEAR})"
_ISO = r"(?<![0-9-])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])(?:/[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9]))?"
_SHORT = (
    rf"(?:(?:(?<![A-Za-z0-9])[MTSHR]|(?<!\w)[{ERA_INITIALS}]|{ERA_NAMES})[0-9]{{1,2}}"
    r"|(?<![\w./-])(?=[0-9]{4}[./])[0-9]{4})"
    rf"(?P<mark>[./])[0-9]{{1,2}}(?P=mark)[0-9]{{1,2}}(?![0-9./]){_WEEKDAY}"
)
_TO_OR_AND = r"(?:〜|から|[・、,]|及び|[-\u2010-\u2015\u2212])"  # between the dates of a range or set
_JOINT = rf"{GAP}{_TO_OR_AND}{GAP}"
_FURTHER = rf"(?:{_WHOLE}|{_DAY}|{_THIRD}|{NUMBER}(?={_JOINT}{NUMBER}日|{_JOINT}{NUMBER}月))"


@cache
def _expression() -> re.Pattern[str]:
    return re.compile(rf"{_ISO}|{_SHORT}|{_WHOLE}(?:{_JOINT}{_FURTHER}){{0,30}}(?:{GAP}〜)?")


def find(text: str, year: int | None = None) -> list[tuple[int, int, LegalDate]]:
    """Every date in `text` that the register reads, as (start, end, date), in order and never overlapping.

    `text[start:end]` is the date's words. year: the western year of dates that name none; without it they are left out,
    for a year is not guessed from a neighbour. Left out too: what `read` refuses (see `places`), numbers of laws
    (平成26年法律第107号), lengths of time (4月を超えない), months in ISO form, and bare days outside a set.
    """
    return [(start, end, got) for start, end, got in _scan(text, year) if isinstance(got, LegalDate)]


def places(text: str, year: int | None = None) -> list[tuple[int, int]]:
    """Where dates stand in `text`, as (start, end): those of `find`, and what looks like one but is refused
    (2019年5月31日（木）)."""
    return [(start, end) for start, end, _ in _scan(text, year)]


def _scan(text: str, year: int | None) -> Iterator[tuple[int, int, LegalDate | Refused]]:
    plain, origin = _plain(text)
    at = 0
    while found := _expression().search(plain, at):
        start = found.end() - len(found[0].lstrip())
        end = found.start() + len(found[0].rstrip())
        at = end  # where none of them reads, why is told of the whole
        for stop in _shorter(plain, start, end):
            date = _read(text[origin[start] : origin[stop]], year)
            if isinstance(date, LegalDate):
                at = stop
                break
        yield origin[start], origin[at], date


def _read(words: str, year: int | None) -> LegalDate | Refused:
    """The date that words write, or why they write none."""
    from .reading import meaning

    try:
        return meaning(words, year)
    except Refused as refusal:
        return refusal


def _shorter(plain: str, start: int, end: int) -> Iterator[int]:
    """The ends to try: the whole, then without its last part, as long as a part is left."""
    yield end
    for joint in reversed(list(re.finditer(rf"\s*{_TO_OR_AND}", plain[start:end]))):
        if joint.start():
            yield start + joint.start()


def _plain(text: str) -> tuple[str, list[int]]:
    """The working copy of a text, and for each of its characters (and its end) the place in the text it came from."""
    plain: list[str] = []
    origin: list[int] = []
    for place, sign in enumerate(text):
        for character in "〜" if sign == "～" else unicodedata.normalize("NFKC", sign):
            plain.append(character)
            origin.append(place)
    return "".join(plain), [*origin, len(text)]
