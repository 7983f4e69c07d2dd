"""How wide a text stands on a terminal, and how to cut it into lines: Japanese characters take two columns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

NARROWEST = 8  # columns of a table's column that is narrowed
_WIDEST_WORD = 40  # a longer word may be cut
_HYPHEN = re.compile(r"-(?=[^\d\s])")  # of an id, not of a day

# Japanese typesetting begins no line with these, and ends none with those (行頭・行末禁則).
_NOT_FIRST = frozenset("、。，．・：；？！ー）」』】〕〉》”’々ぁぃぅぇぉっゃゅょァィゥェォッャュョ～〜,.:;?!)]}%")
_NOT_LAST = frozenset("（「『【〔〈《“‘([{#")


@lru_cache(maxsize=8192)
def of_character(character: str) -> int:
    """0, 1 or 2 columns. Ambiguous characters (“ ” ※) count 1, as terminals do unless set up otherwise."""
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def of(text: str) -> int:
    """The columns a line of text takes."""
    return len(text) if text.isascii() else sum(map(of_character, text))


def pad(text: str, width: int, *, right: bool = False) -> str:
    """The text filled with spaces to `width` columns, from the left when `right`."""
    space = " " * (width - of(text))
    return space + text if right else text + space


def wrap(text: str, width: int | None) -> list[str]:
    """The text in lines of at most `width` columns (None: as it is), cut at spaces or between Japanese characters.

    A word longer than the line is cut where it must be; nothing is left out but the space at a cut.
    """
    lines = text.splitlines() or [""]
    if width is None:
        return lines
    return [part for line in lines for part in _wrap_line(line, max(width, 2))]


def longest_word(text: str) -> int:
    """The columns of the longest stretch that `wrap` would not cut: the least width at which no word is broken."""
    longest = start = 0
    for index in range(1, len(text) + 1):
        if index == len(text) or text[index] == "\n" or _may_end(text[index - 1], text[index]):
            longest = max(longest, of(text[start:index].strip()))
            start = index
    return longest


def fitted(rows: Sequence[Sequence[str]], room: int | None, gap: int) -> list[int] | None:
    """The widths of a table's columns: the natural ones, the widest narrowed until all fit the room with their gaps.

    None when that would cut words.
    """
    table = list(zip(*rows, strict=True))
    widths = [max(of(line) for cell in column for line in wrap(cell, None)) for column in table]
    if room is None:
        return widths
    least = [max(longest_word(cell) for cell in column) for column in table]
    floor = [max(min(word, _WIDEST_WORD), min(NARROWEST, width)) for word, width in zip(least, widths, strict=True)]
    room -= gap * (len(widths) - 1)
    if sum(floor) > room:
        return None
    while (over := sum(widths) - room) > 0:
        slack = [width - low for width, low in zip(widths, floor, strict=True)]
        giver = max(range(len(widths)), key=lambda place: (slack[place] > 0, widths[place]))
        others = max((width for place, width in enumerate(widths) if place != giver and slack[place] > 0), default=0)
        widths[giver] = max(floor[giver], widths[giver] - over, min(others, widths[giver] - 1))
    return widths


def shares(rows: Sequence[Sequence[str]], room: int) -> list[int]:
    """The widths of a document's columns in which no word runs into the next one: fitted into the room, or where that
    would cut words as wide as these are. A line may end at a hyphen, as in an id, but not within a day.
    """
    cut = [[_HYPHEN.sub("- ", cell) for cell in row] for row in rows]
    words = [max(map(longest_word, column)) for column in zip(*cut, strict=True)]
    return fitted(cut, room, 0) or words


def _wrap_line(line: str, width: int) -> list[str]:
    parts = []
    while (cut := _cut(line, width)) is not None:
        parts.append(line[:cut].rstrip(" "))
        line = line[cut:].lstrip(" ")
    return [*parts, line]


def _cut(line: str, width: int) -> int | None:
    """Where to cut: the last place at which a line may end within `width`, else as far as fits; None when all fits."""
    taken = best = 0
    for index, character in enumerate(line):
        if index and _may_end(line[index - 1], character):
            best = index
        taken += of_character(character)
        if taken > width:
            return best or max(index, 1)
    return None


def _may_end(before: str, after: str) -> bool:
    if after == " ":
        return True
    if after in _NOT_FIRST or before in _NOT_LAST:
        return False
    return before == " " or of_character(before) == 2 or of_character(after) == 2
