"""Comma-separated values (RFC 4180): the columns of the JSON rows, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from ..text import problems
from . import cells, sheet
from .coordinates import COORDINATES
from .years import year_cell

# A spreadsheet takes a cell that begins so for a formula; the single quote makes it text (a TAB would itself be one).
# A Japanese one takes the full-width signs for the ordinary ones.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def render(answer: Mapping[str, Any], *, years: str, excel: bool, **_: Any) -> str:
    """The rows as CSV. excel: a byte order mark and CRLF, as Excel needs to read UTF-8; else lines end in LF.

    An answer without a list of rows is `field,value`; one of several lists has the list's name as its first column.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n" if excel else "\n")
    for row in _records(answer, years):
        writer.writerow([_guarded(value) for value in row])
    return ("\ufeff" if excel else "") + out.getvalue()


def _records(answer: Mapping[str, Any], years: str) -> list[list[Any]]:
    keys = sheet.main_lists(answer)
    if not keys:
        facts = [[key, value] for key, value in answer.items() if key not in (*COORDINATES, *sheet.ASIDE)]
        return [["field", "value"], *facts]
    if len(keys) == 1:
        return _table(keys[0], answer[keys[0]], years)
    rows = [{"list": key, **row} for key in keys for row in answer[key]]
    return _table("", rows, years)


def _table(key: str, rows: Sequence[Mapping[str, Any]], years: str) -> list[list[Any]]:
    names = sheet.columns(key, rows)
    body = [[year_cell(row, years) if name == "year" else row.get(name) for name in names] for row in rows]
    return [list(names), *body]


def _guarded(value: Any) -> str:
    """A cell: text that looks like a formula gets a single quote, hidden characters are shown."""
    text = cells.plain(value)
    if not isinstance(value, (int, float)) and text.startswith(_FORMULA):
        text = f"'{text}"
    return _shown(text)


def _shown(text: str) -> str:
    """The text with what a screen would obey or hide written out (`⟨U+001B⟩`); tabs and line breaks stay."""
    characters = list(text)
    for at, code, _ in problems(text):
        characters[at] = f"⟨{code}⟩"
    return "".join(characters)
