"""A page to print: laid out as the Cabinet Office lays out これまでの経緯, the year again at the top of each page."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, cast

import orjson
import typst

from ..errors import Error
from . import labels, sheet, width

_FONTS = ("Noto Sans CJK JP", "IPAexGothic", "Noto Serif CJK JP", "IPAexMincho")
_WHOLE = 1200  # characters of a row that is kept on one page; a longer one might not fit a page at all
_TEXT = {False: 170, True: 257}  # millimetres between the margins of an upright page and of one on its side
_LETTER = {False: 1.97, True: 1.58}  # millimetres of a digit at the size of its text
_INSIDE = 4.8  # millimetres of a cell beside its text


def render(answer: Mapping[str, Any], *, lang: str, years: str, title: str | None, **_: Any) -> bytes:
    """The answer as PDF (tagged, PDF/UA-1); texts reach the template as data, so none is read as markup.

    Raises Error when the system has no Japanese font. The same answer and fonts give the same bytes.
    """
    fonts = _fonts()
    if not fonts:
        raise _font_missing()
    page = sheet.lay_out(answer, lang=lang, years=years, title=title)
    data = orjson.dumps(_data(page, fonts)).decode()
    template = (files(__package__) / "page.typ").read_bytes()
    with _turn:  # it takes one page at a time, and a server asks from several threads
        written = _press().compile(template, format="pdf", sys_inputs={"data": data}, pdf_standards="ua-1")
    return cast(bytes, written)  # several files are made only of formats that are pictures


_turn = threading.Lock()


@cache
def _press() -> typst.Compiler:
    """What sets the pages; to look for the fonts of the system takes it longer than to set a page, so it is kept."""
    return typst.Compiler()


def lacking() -> Error | None:
    """What this system lacks: a Japanese font. None when it has one."""
    return None if _fonts() else _font_missing()


def _data(page: sheet.Sheet, fonts: list[str]) -> dict[str, Any]:
    named = len(page.tables) + len(page.aside) > 1
    return {
        "lang": page.lang,
        "fonts": fonts,
        "title": page.title or page.heading or "reformlog",
        "date": sheet.long_date(page.date, page.lang),
        "heading": page.heading,
        "token": page.token,
        "page": labels.phrase("page", page.lang).format("{1}", "{2}"),
        "nothing": labels.phrase("nothing", page.lang),
        "sources": labels.phrase("sources", page.lang),
        "wide": page.wide,
        "facts": [f"{name}: {text}" for name, text in page.facts],
        "tables": [_table(table, page, named and table.key != "rows") for table in [*page.tables, *page.aside]],
        "notes": [{"text": text, "url": url} for text, url in page.notes],
    }


def _table(table: sheet.Table, page: sheet.Sheet, named: bool) -> dict[str, Any]:
    marks = table.marks or [[] for _ in table.rows]
    return {
        "caption": table.caption if named else "",
        "chronology": table.key == "rows",
        "columns": [heading for _, heading in table.columns],
        "widths": [] if table.key == "rows" else _widths(table, page.wide),
        "rows": [
            {"cells": cells, "marks": notes, "long": sum(map(len, cells)) > _WHOLE}
            for cells, notes in zip(table.rows, marks, strict=True)
        ],
    }


def _widths(table: sheet.Table, wide: bool) -> list[float]:
    """The shares of the page's width that its columns need so that no word runs into the next one; empty when every
    text has room on one line."""
    rows = [[heading for _, heading in table.columns], *table.rows]
    room = int((_TEXT[wide] - _INSIDE * len(table.columns)) / _LETTER[wide])
    if sum(width.fitted(rows, None, 0) or ()) <= room:
        return []
    return [share * _LETTER[wide] + _INSIDE for share in width.shares(rows, room)]


@cache
def _families() -> frozenset[str]:
    """The fonts of this system, looked for once while the program runs."""
    return frozenset(typst.Fonts(include_system_fonts=True).families())


def _fonts() -> list[str]:
    return [name for name in _FONTS if name in _families()]


def _font_missing() -> Error:
    return Error(
        "font-missing",
        "pdf needs a Japanese font, and none of these is on this system: " + ", ".join(_FONTS) + ".",
        "On Debian: apt-get install fonts-noto-cjk (or fonts-ipaexfont)",
    )
