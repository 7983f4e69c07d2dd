"""Text and Markdown: rows are lines with tabs or pipes, everything else is running text."""

from __future__ import annotations

import re

from .tables import Line, bounded, tidy

BORDER = re.compile(r"^\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?$")
PIPE = re.compile(r"(?<!\\)\|")


def read(text: str) -> tuple[tuple[Line, ...], ...]:
    """Pages (separated by a form feed) of lines; a line's number counts from the top of the file."""
    pages: list[list[Line]] = []
    number, table, inside = 0, 0, False
    for page_number, page in enumerate(text.split("\f"), 1):
        pages.append([])
        for raw in page.splitlines():
            number += 1
            cells = _cells(raw)
            if cells is None or len(cells) < 2:
                inside = inside and _is_border(raw)
                if not _is_border(raw):
                    pages[-1].append(Line((tidy(raw),), page_number, number, f"{number}行", 0))
                continue
            if not inside:
                table += 1
            inside = True
            if not _is_border(raw) and any(cells):
                pages[-1].append(Line(cells, page_number, number, f"{number}行", table))
    return tuple(tuple(page) for page in pages)


def _cells(raw: str) -> tuple[str, ...] | None:
    """The cells of a line with tabs or pipes, or None when it is running text."""
    if "\t" in raw and raw.strip():
        return tuple(tidy(cell) for cell in bounded(raw.split("\t")))
    stripped = raw.strip()
    if not PIPE.search(stripped):
        return None
    stripped = stripped.removeprefix("|")
    if stripped.endswith("|") and not stripped.endswith("\\|"):
        stripped = stripped[:-1]
    return tuple(tidy(cell.replace("\\|", "|").replace("**", "")) for cell in bounded(PIPE.split(stripped)))


def _is_border(raw: str) -> bool:
    """Whether the line only draws the rule under a Markdown head (`|---|---|`)."""
    return "|" in raw and BORDER.match(raw.strip()) is not None
