"""Which layout a chronology has, and whether its years can be right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ...errors import Refused
from .dated import month_of, own_year
from .grid import read_tables
from .prose import read_lines
from .rows import OUTSIDE, Found, Row
from .tables import Document

INFERRED = re.compile(r"[〔（(［\[]推定[〕）)］\]]\s*")


def read_rows(document: Document) -> Found:
    """The rows of the document and the lines that could not be read.

    Tables are read where one of them has dates, unless more dates stand outside; else the running text is.
    Raises Refused `document-no-dates` when neither has a row with a date.
    """
    found = read_tables(document)
    if len(found.rows) <= sum(line.reason == OUTSIDE for line in found.unread):
        found = read_lines(document)
    if not found.rows:
        raise Refused(
            "document-no-dates",
            f"{document.name} has no row with a date: nothing in its tables or lines begins with one "
            "(2024年6月4日, 令和6年6月4日, 6月4日 …).",
            "If it is the right document, add a column of dates, or record the acts by hand: reformlog record.",
        )
    return replace(found, rows=_months_in_order([_marked(row) for row in found.rows]))


def _marked(row: Row) -> Row:
    """The row without the mark of an inferred date, which stands behind the date and so before the text."""
    mark = INFERRED.match(row.text)
    return row if mark is None else replace(row, text=row.text[mark.end() :], inferred=True)


def _months_in_order(rows: Sequence[Row]) -> list[Row]:
    """Rows whose month steps back inside one carried year are doubted: a new year may have been left out."""
    checked = list(rows)
    steps = []
    for index in range(1, len(rows)):
        before, after = _carried_month(rows[index - 1]), _carried_month(rows[index])
        if before and after and before[0] == after[0]:
            steps.append((index, after[1] - before[1]))
    falling = sum(step < 0 for _, step in steps)
    rising = sum(step > 0 for _, step in steps)
    if falling > rising:
        return checked  # newest first
    for index, step in steps:
        if step < 0:
            doubt = "the month steps back and no new year is written here; is the year right?"
            checked[index] = replace(checked[index], doubts=(*checked[index].doubts, doubt))
    return checked


def _carried_month(row: Row) -> tuple[int, int] | None:
    """(year, month) of a row whose year was carried down to it, else None."""
    number = month_of(row.words)
    if row.year is None or number is None or own_year(row.words):
        return None
    return row.year, number
