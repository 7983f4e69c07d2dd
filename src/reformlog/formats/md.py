"""Markdown as GitHub prints it: a table a list, the year of a chronology once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from . import labels, sheet

# Punctuation Markdown would read as emphasis, code, links, strike-through or the edge of a cell.
_MARKS = re.compile(r"[\\`*\[\]|~]|(?<![0-9A-Za-z])_|_(?![0-9A-Za-z])")
_ENTITY = re.compile(r"&(?=#?[0-9A-Za-z]+;)")
_BREAK = re.compile(r"\r\n?|\n")


def render(answer: Mapping[str, Any], *, lang: str, years: str, title: str | None, **_: Any) -> str:
    """The answer as Markdown: a heading for a chronology, its tables, the lists beside them, coordinates last."""
    page = sheet.lay_out(answer, lang=lang, years=years, title=title)
    blocks = [f"# {cell(page.title)}"] if page.title else []
    if page.facts:
        blocks.append("\n".join(f"- {cell(name)}: {cell(text)}" for name, text in page.facts))
    for table in page.tables:
        blocks += [f"## {cell(table.caption)}"] if len(page.tables) > 1 else []
        blocks.append(_table(table) if table.rows else labels.phrase("nothing", lang))
    for table in page.aside:
        blocks += [f"## {cell(table.caption)}", _table(table)]
    if page.heading:
        blocks.append(cell(page.heading))
    if answer.get("token"):
        blocks.append(f"token `{answer['token']}`")
    return "\n\n".join(blocks) + "\n"


def cell(text: str) -> str:
    """A text that Markdown shows as it is: punctuation escaped, `<` and `&` as entities, line breaks as <br>."""
    text = _MARKS.sub(lambda found: f"\\{found[0]}", text)
    text = _ENTITY.sub("&amp;", text).replace("<", "&lt;").replace(">", "&gt;")
    return _BREAK.sub("<br>", text)


def _table(table: sheet.Table) -> str:
    rows = sheet.year_once(table.rows) if table.key == "rows" else table.rows
    lines = [[heading for _, heading in table.columns], *rows]
    written = ["| " + " | ".join(map(cell, line)) + " |" for line in lines]
    written.insert(1, "|" + "---|" * len(table.columns))
    return "\n".join(written)
