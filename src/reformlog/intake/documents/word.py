"""DOCX: paragraphs and tables in the order they stand."""

from __future__ import annotations

import io
from typing import Any

from ...errors import Usage, install
from .archive import damaged
from .tables import FOOTNOTE, Line, table_lines, tidy


def read(data: bytes, name: str) -> tuple[tuple[Line, ...], ...]:
    """One page (a DOCX has none until it is printed) of lines. Raises Usage without the extra `documents`."""
    try:
        import docx
        from docx.table import Table
    except ImportError:
        raise missing_extra(name) from None
    try:
        document = docx.Document(io.BytesIO(data))
        blocks = list(document.iter_inner_content())
    except Exception as error:  # the library raises whatever its XML parser and its own lookups raise
        raise damaged(name) from error
    lines: list[Line] = []
    paragraph = table = 0
    for block in blocks:
        if isinstance(block, Table):
            table += 1
            lines.extend(table_lines(_rows(block), 1, table, f"表{table}"))
            continue
        style = block.style.name if block.style is not None else ""
        for text in _words(block).split("\n"):
            if tidy(text):
                paragraph += 1
                marked = _marker(style or "") + tidy(text)
                lines.append(Line((marked,), 1, paragraph, f"本文 {paragraph}行", 0))
        lines.append(Line(("",), 1, paragraph, f"本文 {paragraph}行", 0))
    return (tuple(lines),)


def _rows(table: Any) -> list[list[str]]:
    """The texts of the cells; a cell merged over columns is given once, then empty, and over rows in each of them."""
    rows = []
    for row in table.rows:
        texts, seen = [], None
        for cell in row.cells:
            texts.append("" if cell._tc is seen else "\n".join(map(_words, cell.paragraphs)))
            seen = cell._tc
        rows.append([*[""] * row.grid_cols_before, *texts])
    return rows


def _words(paragraph: Any) -> str:
    """The text of a paragraph without the raised marks of footnotes."""
    parts = []
    for part in paragraph.iter_inner_content():
        raised = getattr(getattr(part, "font", None), "superscript", None)
        if not (raised and FOOTNOTE.fullmatch(part.text)):
            parts.append(part.text)
    return "".join(parts)


def _marker(style: str) -> str:
    return "# " if style.startswith(("Heading", "Title")) else "・" if style.startswith("List") else ""


def missing_extra(name: str) -> Usage:
    """The refusal when the packages that read office documents are not installed."""
    return Usage(
        "documents-extra",
        f"{name} cannot be read: the packages that read DOCX, XLSX and PDF are not installed.",
        f"{install('documents')}    (text, Markdown, CSV and HTML need nothing more)",
    )
