"""A workbook: the columns of the answer, real dates beside the words, and never a formula made from a text."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter

from ..text import visible
from . import cells, coordinates, labels, sheet, width
from .years import year_cell

_FORBIDDEN = re.compile(r"[\[\]:*?/\\]+")  # in the name of a sheet, which has at most 31 characters
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_FIRST_DAY = "1900-03-01"  # before it Excel's calendar has a 29 February 1900 that never was
_LONGEST = 32_767  # characters Excel allows in a cell
_WIDEST, _ABOUT = 60, 95  # characters of a column: of a list at most, of the last sheet
_CHRONOLOGY = ["year", "date", "text", "earliest", "latest", "act", "position", "sources"]
_EPOCH = datetime(1980, 1, 1)


def render(answer: Mapping[str, Any], *, lang: str, years: str, title: str | None, **_: Any) -> bytes:
    """The answer as XLSX: a sheet a list, headings frozen and filtered, the coordinates and sources on the last.

    The year of a chronology stands on every row, so that filters and sorting keep it.
    """
    page = sheet.lay_out(answer, lang=lang, years=years, title=title)
    instant = coordinates.recorded_at(answer)
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"title": page.title, "created": instant.replace(tzinfo=None) if instant else _EPOCH})
    styles = {
        "head": book.add_format({"bold": True, "bg_color": "#E8EDF3", "bottom": 1, "valign": "top"}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "date": book.add_format({"num_format": "yyyy-mm-dd", "align": "left", "valign": "top"}),
    }
    for table in [*page.tables, *page.aside]:
        _sheet(book, styles, table, lang, years, page.heading)
    _about(book, styles, page)
    book.close()
    return out.getvalue()


def _sheet(book: Any, styles: Mapping[str, Any], table: sheet.Table, lang: str, years: str, heading: str) -> None:
    keys = _CHRONOLOGY if table.key == "rows" else sheet.filled(table.key, table.source)
    rows = [{**row, "year": year_cell(row, years)} for row in table.source] if table.key == "rows" else table.source
    widths = [_width(key, rows, lang) for key in keys]
    page = book.add_worksheet(_FORBIDDEN.sub(" ", table.caption)[:31])
    for column, key in enumerate(keys):
        page.write_string(0, column, visible(labels.column(key, lang)), styles["head"])
        page.set_column(column, column, widths[column])
    for number, row in enumerate(rows, start=1):
        for column, key in enumerate(keys):
            _write(page, (number, column), key, row.get(key), styles, lang)
        page.set_row(number, _height([cells.worded(key, row.get(key), lang) for key in keys], widths))
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, len(table.source), max(len(keys) - 1, 0))
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    # The space ends the size: without it a heading that begins with a year would be read as part of the number.
    page.set_footer("&L&8 " + heading[:220].replace("&", "&&")[:220] + "&R&8 &P / &N")


def _write(page: Any, place: tuple[int, int], key: str, value: Any, styles: Mapping[str, Any], lang: str) -> None:
    """A cell: a number of ours, a day as a real date (also inside a words column: only a full ISO day), else text."""
    if isinstance(value, int) and not isinstance(value, bool):
        page.write_number(*place, value, styles["text"])
    elif isinstance(value, str) and _DAY.fullmatch(value) and value >= _FIRST_DAY and _is_date(key):
        page.write_datetime(*place, date.fromisoformat(value), styles["date"])
    else:
        page.write_string(*place, _fitted(cells.worded(key, value, lang)), styles["text"])


def _is_date(key: str) -> bool:
    """Whether a column holds days. The words of a date (`since`, `date`) stay text, their bounds stand beside them."""
    return key in ("earliest", "latest", "effective", "until") or key.endswith(("_earliest", "_latest"))


def _fitted(text: str) -> str:
    shown = visible(text, keep_newlines=True)
    if len(shown) <= _LONGEST:
        return shown
    note = f"… ({len(text)})"
    return shown[: _LONGEST - len(note)] + note


def _width(key: str, rows: Sequence[Mapping[str, Any]], lang: str) -> int:
    longest = max((width.of(cells.worded(key, row.get(key), lang)) for row in rows), default=0)
    return min(max(longest, width.of(labels.column(key, lang)) + 3, 8) + 1, _WIDEST)


def _height(texts: Sequence[str], widths: Sequence[int]) -> int:
    """Points of a row that shows all of its text; said outright, for not every program works it out on opening."""
    lines = max(len(width.wrap(text, column_width - 1)) for text, column_width in zip(texts, widths, strict=True))
    return min(15 * lines, 405)


def _about(book: Any, styles: Mapping[str, Any], page: sheet.Sheet) -> None:
    """The last sheet: the title, every coordinate, what the answer says beside its lists, and the sources."""
    lines = [page.title, page.heading, *([page.token] if page.token else [])]
    lines += [f"{name}: {text}" for name, text in page.facts]
    lines += [f"{number}) {text} {url or ''}".rstrip() for number, (text, url) in enumerate(page.notes, start=1)]
    about = book.add_worksheet(labels.phrase("about", page.lang))
    about.set_column(0, 0, _ABOUT)
    about.set_landscape()
    about.set_paper(9)
    about.fit_to_pages(1, 0)
    for number, line in enumerate(lines):
        about.write_string(number, 0, _fitted(line), styles["text"])
        about.set_row(number, _height([line], [_ABOUT]))
