"""A date of which a mark is missing or another one: 令和6年6月21, 令和6・6・21, R060621, 6月2l日 from a scan."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .eras import ERA_NAMES
from .vague import read_or_none
from .written import working_copy

_NUMBERS = re.compile(rf"({ERA_NAMES}|[MTSHR])?([0-9]{{1,4}})[・,、 _]([0-9]{{1,2}})[・,、 _]([0-9]{{1,2}})")
_PACKED = re.compile(rf"({ERA_NAMES}|[MTSHR])([0-9]{{2}})([0-9]{{2}})([0-9]{{2}})")
_SCANNED = str.maketrans({"l": "1", "I": "1", "|": "1", "O": "0", "o": "0"})
_OLD = str.maketrans({"廿": "二十", "卅": "三十"})


def completed(words: str, year: int | None) -> str | None:
    """The words as the date they are but for a mark; None when no mark makes them one. No number is added or left out.

    year: the western year of the document, for a date that names none.
    """
    return next((meant for meant in _spellings(words.strip()) if read_or_none(meant, year) is not None), None)


def _spellings(words: str) -> Iterator[str]:
    work = working_copy(words)
    if found := _NUMBERS.fullmatch(work) or _PACKED.fullmatch(work):
        yield (found[1] or "") + ".".join(str(int(number)) for number in found.groups()[1:])
    if work[-1:].isdigit():
        yield from (words + unit for unit in "日月年")
    yield words.removesuffix("日")
    yield re.sub(r"(?<=\d)\s*(?=[(（])", "日", words, count=1)  # before the day of the week
    yield words.translate(_SCANNED)
    yield words.translate(_OLD)
