"""A small complete page: one table a list, sources as notes, ready to print; it runs no script and loads nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from itertools import groupby
from typing import Any

from . import cells, labels, sheet

_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b", re.ASCII)
LONG = 24  # characters beyond which the text of a cell is long
_STYLE = """\
:root { color-scheme: light dark; background: Canvas; color: CanvasText; }
body { margin: 2rem auto; padding: 0 1rem; max-width: 76rem; line-height: 1.6;
  font-family: "Hiragino Sans", "Yu Gothic", "Noto Sans CJK JP", "IPAexGothic", sans-serif; }
h1 { font-size: 1.4rem; line-height: 1.3; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
caption { text-align: left; font-weight: bold; padding: .3rem 0; }
th, td { border: 1px solid #767676; padding: .35rem .6rem; text-align: left; vertical-align: top;
  overflow-wrap: break-word; white-space: pre-line; min-width: 4em; }
.day { white-space: nowrap; }
.long { min-width: 7em; overflow-wrap: anywhere; }
thead th { background: #e8edf3; color: #111; }
tbody th { font-weight: normal; }
.chronology th, .chronology td:first-child { white-space: nowrap; }
[data-notes]::after { content: " [" attr(data-notes) "]"; font-size: .75em; vertical-align: super; }
footer, .notes { font-size: .85rem; overflow-wrap: anywhere; }
@media (max-width: 40rem) {
  .chronology th, .chronology td { white-space: pre-line; min-width: 4.3em; padding: .3rem .4rem; }
}
/* On a narrow screen a row is a block: each of its cells a line, behind the heading of its column. A row of a
   chronology has its year above it, and its date in the place of a heading. */
@media screen and (max-width: 40rem) {
  h1, caption, dd { overflow-wrap: anywhere; }
  dd { margin-left: 1rem; }
  .scroll { overflow: visible; }
  table, caption, tbody, tr, th, td { display: block; }
  thead, td:empty { display: none; }
  th, td, .long { border: 0; padding: .25rem .35rem; min-width: 0; overflow-wrap: anywhere; }
  .scroll tr { border: 1px solid #767676; padding: .3rem .5rem; margin-bottom: .5rem; }
  .scroll th, .scroll td { padding: 0 0 0 7.5em; text-indent: -7.5em; }
  .scroll :is(th, td)::before {
    display: inline-block; width: 7em; margin-right: .5em; text-indent: 0; vertical-align: top; white-space: normal;
    font-weight: normal; opacity: .75;
  }
  .scroll tbody th { font-weight: bold; }
  .scroll td[colspan] { padding: 0; text-indent: 0; }
  .chronology tr { display: grid; grid-template-columns: 6em 1fr; border-top: 1px solid #767676; }
  .chronology th, .chronology td { min-width: 0; }
  .chronology [scope=rowgroup] { grid-column: 1 / -1; font-weight: bold; }
}
@media print {
  body { margin: 0; max-width: none; font-size: 10pt; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  .scroll { overflow: visible; }
  .chronology th, .chronology td:first-child { white-space: nowrap; }
  a { color: inherit; text-decoration: none; }
}
"""


def render(answer: Mapping[str, Any], *, lang: str, years: str, title: str | None, **_: Any) -> str:
    """The answer as one HTML page; every text is escaped, and only http(s) addresses of sources become links."""
    page = sheet.lay_out(answer, lang=lang, years=years, title=title)
    name = escape(page.title or page.heading or "reformlog")
    head = '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    head += f"<title>{name}</title>\n<style>\n{_STYLE}{_headings([*page.tables, *page.aside])}</style>"
    body = "\n".join(_body(page, name))
    return f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n{head}\n</head>\n<body>\n{body}\n</body>\n</html>\n'


def _body(page: sheet.Sheet, name: str) -> Iterator[str]:
    yield f"<main>\n<h1>{name}</h1>"
    if page.facts:
        facts = "\n".join(f"<dt>{escape(key)}</dt><dd>{escape(text)}</dd>" for key, text in page.facts)
        yield f"<dl>\n{facts}\n</dl>"
    for number, table in enumerate([*page.tables, *page.aside], start=1):
        yield from _chronology(table) if table.key == "rows" else _table(table, number, page.lang)
    if page.notes:
        yield f'<section class="notes">\n<h2>{escape(labels.phrase("sources", page.lang))}</h2>\n<ol>'
        for number, (text, url) in enumerate(page.notes, start=1):
            link = f' <a href="{escape(url)}" rel="noreferrer">{escape(url)}</a>' if url else ""
            yield f'<li id="note-{number}">{escape(text)}{link}</li>'
        yield "</ol>\n</section>"
    yield "</main>"
    if page.heading:
        token = f"<p>{escape(page.token)}</p>" if page.token else ""
        yield f"<footer><p>{escape(page.heading)}</p>{token}</footer>"


def _headings(tables: Iterable[sheet.Table]) -> str:
    """The rules that draw before each cell of a narrow screen the heading of its column: one a column, not one a cell.

    So the text of a cell stays what it is, and a page hardly longer.
    """
    rules = "".join(
        f"  #table-{number} tr > :nth-child({place})::before {{ content: {_quoted(heading)}; }}\n"
        for number, table in enumerate(tables, start=1)
        if table.key != "rows" and table.rows
        for place, (_, heading) in enumerate(table.columns, start=1)
    )
    return f"@media screen and (max-width: 40rem) {{\n{rules}}}\n" if rules else ""


def _quoted(text: str) -> str:
    """A text as CSS writes one; what could end it, the style sheet or its line is written by its number."""
    return '"' + "".join(char if char.isalnum() or char in " -_" else f"\\{ord(char):X} " for char in text) + '"'


def _table(table: sheet.Table, number: int, lang: str) -> Iterator[str]:
    yield f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(table.caption)}">'
    yield f'<table id="table-{number}">'
    yield from _top(table)
    yield "<tbody>"
    for first, *others in table.rows:
        rest = "".join(f"<td{_set(text)}>{_told(text)}</td>" for text in others)
        yield f'<tr><th scope="row"{_set(first)}>{_told(first)}</th>{rest}</tr>'
    if not table.rows:
        yield f'<tr><td colspan="{len(table.columns)}">{escape(labels.phrase("nothing", lang))}</td></tr>'
    yield "</tbody>\n</table>\n</div>"


def _set(text: str) -> str:
    """The attribute of a cell: no line breaks a day or two at its hyphens; a long text, as an address, gives way."""
    return ' class="day"' if cells.is_days(text) else ' class="long"' if len(text) > LONG else ""


def _told(text: str) -> str:
    """A text with each day in it, as of an act's id, kept in one piece."""
    return escape(text) if cells.is_days(text) else _DAY.sub(r'<span class="day">\g<0></span>', escape(text))


def _chronology(table: sheet.Table) -> Iterator[str]:
    """One group of rows a year, the year in its first row. The notes' numbers are drawn by the style sheet, so that
    the text of a cell stays, character for character, the text of the record."""
    yield '<table class="chronology">'
    yield from _top(table)
    for year, group in groupby(zip(table.rows, table.marks, strict=True), key=lambda pair: pair[0][0]):
        yield "<tbody>"
        for number, ((_, date, text), marks) in enumerate(group):
            head = "<td></td>" if number else f'<th scope="rowgroup">{escape(year)}</th>'
            notes = f' data-notes="{", ".join(map(str, marks))}"' if marks else ""
            yield f'<tr>{head}<th scope="row">{escape(date)}</th><td{notes}>{escape(text)}</td></tr>'
        yield "</tbody>"
    yield "</table>"


def _top(table: sheet.Table) -> Iterator[str]:
    heads = "".join(f'<th scope="col">{escape(heading)}</th>' for _, heading in table.columns)
    yield f"<caption>{escape(table.caption)}</caption>\n<thead>\n<tr>{heads}</tr>\n</thead>"
