"""Tables for the terminal: aligned for Japanese, with every coordinate in one heading line."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from ..text import visible
from . import chain, labels, sheet
from . import width as columns

_GAP = "  "
_BOLD, _DIM, _RED, _GREEN = "1", "2", "31", "32"


def render(
    answer: Mapping[str, Any],
    *,
    lang: str,
    years: str,
    title: str | None,
    width: int | None,
    color: bool,
    **_: Any,
) -> str:
    """The answer as text. width: columns to wrap into (None: lines as long as they are); color: ANSI styles."""
    page = sheet.lay_out(answer, lang=lang, years=years, title=title)
    lines = [_style(page.title, _BOLD, color)] if page.title and (title or page.kind == "rows") else []
    lines += [_style(page.heading, _DIM, color)] if page.heading else []
    blocks = [lines] if lines else []
    if chain.is_chain(answer):
        blocks += [[visible(line) for line in block] for block in chain.blocks(answer, lang)]
    else:
        blocks += _laid_out(page, width, color)
    if page.token:
        blocks.append([_style(page.token, _DIM, color)])
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _laid_out(page: sheet.Sheet, width: int | None, color: bool) -> list[list[str]]:
    """What an answer says outside its lists, its tables, and the lists beside them."""
    blocks: list[list[str]] = []
    if page.facts:
        blocks.append([f"{name}: {line}" for name, text in page.facts for line in columns.wrap(text, None)])
    for table in page.tables:
        caption = [_style(table.caption, _BOLD, color)] if len(page.tables) > 1 else []
        blocks.append(caption + _block(table, page.lang, width, color))
    for table in page.aside:
        blocks.append([_style(f"{table.caption} ({len(table.rows)})", _BOLD, color), *_grid(table, width, color, "  ")])
    return blocks


def _block(table: sheet.Table, lang: str, width: int | None, color: bool) -> list[str]:
    if not table.rows:
        return [labels.phrase("nothing", lang)]
    if table.key == "changes":
        return _changes(table, color)
    return _grid(table, width, color, "")


def _grid(table: sheet.Table, width: int | None, color: bool, indent: str) -> list[str]:
    """Header, rule and rows in columns; where they cannot stand side by side in the width, each row as a record."""
    rows = sheet.year_once(table.rows) if table.key == "rows" else table.rows
    header = [heading for _, heading in table.columns]
    room = None if width is None else width - len(indent)
    widths = columns.fitted([header, *rows], room, len(_GAP))
    if widths is None:
        return [indent + line for line in _records(header, table.rows, room, color)]
    right = [all(isinstance(row.get(key), int) for row in table.source) for key, _ in table.columns]
    lines = [_style(line, _BOLD, color) for line in _lines(header, widths, right)]
    lines.append(_style(_GAP.join("─" * wide for wide in widths), _DIM, color))
    lines += [line for row in rows for line in _lines(row, widths, right)]
    return [indent + line for line in lines]


def _records(header: list[str], rows: list[list[str]], room: int | None, color: bool) -> list[str]:
    """Each row as lines of heading and value, for a terminal too narrow for the table."""
    wide = max(map(columns.of, header))
    left = None if room is None else max(room - wide - len(_GAP), columns.NARROWEST)
    lines: list[str] = []
    for number, row in enumerate(rows):
        lines += [""] if number else []
        for heading, cell in zip(header, row, strict=True):
            first, *more = columns.wrap(cell, left) if cell else [""]
            lines += [f"{_style(columns.pad(heading, wide), _BOLD, color)}{_GAP}{first}"] if first else []
            lines += [" " * wide + _GAP + line for line in more]
    return lines


def _lines(row: list[str], widths: list[int], right: list[bool]) -> list[str]:
    cells = [columns.wrap(cell, width) for cell, width in zip(row, widths, strict=True)]
    height = max(map(len, cells))
    lines = []
    for level in range(height):
        parts = [cell[level] if level < len(cell) else "" for cell in cells]
        padded = (columns.pad(part, wide, right=flush) for part, wide, flush in zip(parts, widths, right, strict=True))
        lines.append(_GAP.join(padded).rstrip())
    return lines


def _changes(table: sheet.Table, color: bool) -> list[str]:
    """A difference: the entity, below it each field with what it was and what it is, and the acts responsible."""
    place = {key: number for number, (key, _) in enumerate(table.columns)}

    def cell(row: list[str], key: str) -> str:
        return row[place[key]] if key in place else ""

    lines: list[str] = []
    for (entity, name), rows in groupby(table.rows, key=lambda row: (cell(row, "entity"), cell(row, "id"))):
        lines += [""] if lines else []
        lines.append(_style(f"{entity} {name}", _BOLD, color))
        for row in rows:
            before, after = cell(row, "before") or "∅", cell(row, "after") or "∅"
            lines.append(f"  {cell(row, 'field')}: {_style(before, _RED, color)} → {_style(after, _GREEN, color)}")
            lines += [f"      {_style(cell(row, 'acts'), _DIM, color)}"] if cell(row, "acts") else []
    return lines


def _style(text: str, code: str, color: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if color and text else text
