"""The rows of an official chronology, whatever its layout: a date as written, its year, and the text beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from reformlog.errors import Refused
from reformlog.intake.documents.dated import month_of, own_year
from reformlog.intake.documents.tables import Document


@dataclass(frozen=True)
class Row:
    """One row as the document has it.

    words: the date as written in its cell (`12月26日`, `令和6年6月4日（火）`). year: the western year it belongs to, or
    None when none was found. text: the cell as written, columns joined by U+0020. locator: page and row. notes: lines
    marked ※ below it. items: the bullets below it. dates: the date columns as (head of the column, words), where there
    are several or they have heads. about: the cell of a column of zones. time: a time of day behind the date.
    doubts: what a person must look at, in sentences.
    """

    words: str
    year: int | None
    text: str
    locator: str
    notes: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    dates: tuple[tuple[str, str], ...] = ()
    about: str = ""
    time: str = ""
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unread:
    """A line that may belong to the chronology and could not be read as a row, with the reason."""

    locator: str
    text: str
    reason: str


@dataclass
class Found:
    """What a layout reader collects."""

    rows: list[Row] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)


def read_rows(document: Document) -> Found:
    """The rows of the document and the lines that could not be read.

    Tables are read where one of them has dates; else the running text is. Raises Refused `document-no-dates` when
    neither has a row with a date.
    """
    from reformlog.intake.documents.grid import read_tables
    from reformlog.intake.documents.prose import read_lines

    found = read_tables(document)
    if not found.rows:
        found = read_lines(document)
    if not found.rows:
        raise Refused(
            "document-no-dates",
            f"{document.name} has no row with a date: nothing in its tables or lines begins with one "
            "(2024年6月4日, 令和6年6月4日, 6月4日 …).",
            "If it is the right document, add a column of dates, or record the acts by hand: reformlog record.",
        )
    return replace(found, rows=_months_in_order(found.rows))


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
