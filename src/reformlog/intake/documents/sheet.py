"""XLSX: the values a workbook was saved with; a formula is never worked out."""

from __future__ import annotations

import datetime
import io
import warnings

from ...errors import Refused
from .archive import damaged
from .tables import COLUMNS_LIMIT, Line, table_lines
from .word import missing_extra

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
                for row in sheet.iter_rows(max_col=COLUMNS_LIMIT, values_only=True):
                    rows.append([_text(value) for value in row])
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


def _text(value: object) -> str:
    """A value as a clerk would write it: a day as 2024年6月4日, a whole number without its point."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime | datetime.date):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
