"""A page to print: laid out as the Cabinet Office lays out これまでの経緯, the year again at the top of each page."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import orjson
import typst

from ..errors import Error
from . import labels, sheet

_FONTS = ("Noto Sans CJK JP", "IPAexGothic", "Noto Serif CJK JP", "IPAexMincho")
_WHOLE = 1200  # characters of a row that is kept on one page; a longer one might not fit a page at all
_WIDE = 6  # columns from which a page lies on its side


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
    written: bytes = typst.compile(template, format="pdf", sys_inputs={"data": data}, pdf_standards="ua-1")
    return written


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
        "page": labels.phrase("page", page.lang).format("{1}", "{2}"),
        "nothing": labels.phrase("nothing", page.lang),
        "sources": labels.phrase("sources", page.lang),
        "wide": any(len(table.columns) >= _WIDE for table in page.tables),
        "facts": [f"{name}: {text}" for name, text in page.facts],
        "tables": [_table(table, named and table.key != "rows") for table in [*page.tables, *page.aside]],
        "notes": [{"text": text, "url": url} for text, url in page.notes],
    }


def _table(table: sheet.Table, named: bool) -> dict[str, Any]:
    marks = table.marks or [[] for _ in table.rows]
    return {
        "caption": table.caption if named else "",
        "chronology": table.key == "rows",
        "columns": [heading for _, heading in table.columns],
        "rows": [
            {"cells": cells, "marks": notes, "long": sum(map(len, cells)) > _WHOLE}
            for cells, notes in zip(table.rows, marks, strict=True)
        ],
    }


def _fonts() -> list[str]:
    known = set(typst.Fonts(include_system_fonts=True).families())
    return [name for name in _FONTS if name in known]


def _font_missing() -> Error:
    return Error(
        "font-missing",
        "pdf needs a Japanese font, and none of these is on this system: " + ", ".join(_FONTS) + ".",
        "On Debian: apt-get install fonts-noto-cjk (or fonts-ipaexfont)",
    )
