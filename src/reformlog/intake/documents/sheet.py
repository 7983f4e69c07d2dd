"""XLSX: the values a workbook was saved with; a formula is never worked out."""

from __future__ import annotations

import datetime
import io
import re
import warnings
from typing import Any

from ...errors import Refused
from .archive import damaged
from .tables import COLUMNS_LIMIT, Line, table_lines
from .word import missing_extra

# Number formats: words around a whole number ("令和"0"年"), and parts that stand for nothing of a day.
WORDS_AROUND = re.compile(r'(?:"([^"]*)")?(?:0+|#+|General)(?:"([^"]*)")?')
NO_SIGN = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
# The number formats of Japanese workbooks that have a number and no entry in the file (ECMA-376 Part 1, 18.8.30).
JAPANESE = {
    **dict.fromkeys((27, 36, 50, 57), "ge.m.d"),
    **dict.fromkeys((28, 29, 51, 54, 58), "ggge年m月d日"),
    **dict.fromkeys((30, 31), "yyyy年m月d日"),
    **dict.fromkeys((34, 52, 55), "yyyy年m月"),
    **dict.fromkeys((35, 53, 56), "m月d日"),
}
ROWS_LIMIT = 20_000  # rows of one sheet


def read(data: bytes, name: str) -> tuple[tuple[tuple[Line, ...], ...], tuple[str, ...]]:
    """A page a sheet, and remarks. Raises Refused `document-long` over 20,000 rows, Usage without the extra."""
    try:
        import openpyxl
    except ImportError:
        raise missing_extra(name) from None
    pages, remarks = [], []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions, which nothing here depends on
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            for number, sheet in enumerate(book.worksheets, 1):
                sheet.reset_dimensions()
                rows = []
                for row in sheet.iter_rows(max_col=COLUMNS_LIMIT):
                    rows.append(["" if cell.value is None else _text(*_seen(cell, book.epoch)) for cell in row])
                    if len(rows) > ROWS_LIMIT:
                        raise Refused(
                            "document-long",
                            f"{name}, sheet {sheet.title}: more than {ROWS_LIMIT:,} rows; no chronology has so many.",
                            "Copy the rows of the chronology into a sheet of their own.",
                        )
                width = max((len(row) for row in map(_filled, rows)), default=0)
                rows = [row[:width] for row in rows]
                pages.append(tuple(table_lines(rows, number, number, f"シート「{sheet.title}」")))
                if sheet.sheet_state != "visible":
                    remarks.append(f"The sheet {sheet.title} is hidden; it was read all the same.")
            book.close()
    except Refused:
        raise
    except Exception as error:  # the library raises whatever its XML parser and its own lookups raise
        raise damaged(name) from error
    return tuple(pages), tuple(remarks)


def _filled(row: list[str]) -> list[str]:
    """The row up to its last cell with a text."""
    return row[: max((place for place, text in enumerate(row, 1) if text), default=0)]


def _seen(cell: Any, epoch: datetime.datetime) -> tuple[object, str]:
    """A value and its number format; a day is a number where the library does not know the format for one of a day."""
    from openpyxl.utils.datetime import from_excel

    try:
        form = cell.number_format
    except IndexError:  # the file has no such format
        return cell.value, "General"
    own = JAPANESE.get(cell.style_array.numFmtId)
    if own is not None and isinstance(cell.value, int | float):
        return from_excel(cell.value, epoch), own
    return cell.value, form


def _text(value: object, form: str) -> str:
    """A value as a clerk sees it in its number format: a day as 2024年6月4日, a whole number without its point."""
    if isinstance(value, datetime.datetime | datetime.date):
        return _day(value, form)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    words = WORDS_AROUND.fullmatch(form) if type(value) is int else None
    return f"{words[1] or ''}{value}{words[2] or ''}" if words else str(value)


def _day(value: datetime.date, form: str) -> str:
    """What is seen of a day: a month and a day typed as 12/26 are kept with the year in which somebody typed them."""
    seen = NO_SIGN.sub("", form.partition(";")[0].lower())
    year, month, day = any(sign in seen for sign in "yeg"), "m" in seen, "d" in seen
    if "h" in seen or not (year or month):  # the month may be minutes; or nothing of the day is seen
        year = month = day = True
    return f"{value.year}年" * year + f"{value.month}月" * month + f"{value.day}日" * day
