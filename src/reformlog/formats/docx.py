"""A Word document to put a letterhead on: laid out as the Cabinet Office lays out これまでの経緯."""

from __future__ import annotations

import io
import math
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from . import coordinates, labels, sheet, width

_FONT = "Yu Gothic"  # 游ゴシック: on every Windows and Mac; elsewhere the reader's program puts its own in its place
_SIZE, _SMALL = 10, 8  # points, of the text of a table, and of a wide one
_TEXT_WIDTH, _TEXT_WIDTH_WIDE = 170, 257  # millimetres between the margins of a page, upright and on its side
_POINT = 25.4 / 72  # millimetres
_INSIDE = 4  # millimetres of a cell beside its text
_DIGIT = 0.56  # how wide a digit is, of the size of its text
_EPOCH = datetime(1980, 1, 1)


def render(answer: Mapping[str, Any], *, lang: str, years: str, title: str | None, **_: Any) -> bytes:
    """The answer as DOCX: title, date, tables whose header row repeats and whose rows stay whole, sources as notes.

    The token stands once, at the end; the other coordinates at the foot of each page.
    """
    page = sheet.lay_out(answer, lang=lang, years=years, title=title)
    instant = coordinates.recorded_at(answer)
    document = docx.Document()
    _set_up(document, page, instant.replace(tzinfo=None) if instant else _EPOCH)
    document.add_heading(page.title or page.heading or "reformlog", level=1).alignment = WD_ALIGN_PARAGRAPH.CENTER
    if page.date:
        document.add_paragraph(sheet.long_date(page.date, lang)).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for name, text in page.facts:
        document.add_paragraph(f"{name}: {text}")
    named = len(page.tables) + len(page.aside) > 1
    for table in [*page.tables, *page.aside]:
        if named:
            document.add_heading(table.caption, level=2)
        _table(document, table, page)
    _notes(document, page)
    if page.token:
        document.add_paragraph().add_run(page.token).font.size = Pt(7)
    out = io.BytesIO()
    document.save(out)
    return _dated_alike(out.getvalue())


def _set_up(document: Any, page: sheet.Sheet, instant: datetime) -> None:
    """A4, fonts, the document's properties, and the footer: coordinates, page number."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    if page.wide:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(20)
    for name, size in (("Normal", _SIZE), ("Heading 1", 15), ("Heading 2", 11)):
        _font(document.styles[name], size, page.lang)
    _tight(document.styles["Normal"])
    properties = document.core_properties
    properties.title, properties.author, properties.comments = page.title[:255], "", ""
    properties.created = properties.modified = instant
    properties.language = page.lang
    footer = section.footer.paragraphs[0]
    footer.add_run(page.heading + "  ").font.size = Pt(7)
    before, between, after = labels.phrase("page", page.lang).split("{}")
    for text, field in ((before, "PAGE"), (between, "NUMPAGES"), (after, "")):
        footer.add_run(text).font.size = Pt(7)
        if field:
            _field(footer, field)


def _font(style: Any, size: int, lang: str) -> None:
    style.font.name, style.font.size = _FONT, Pt(size)
    style.font.color.rgb = docx.shared.RGBColor(0, 0, 0)
    properties = style.element.get_or_add_rPr()
    fonts = properties.find(qn("w:rFonts"))
    for theme in [name for name in fonts.attrib if name.endswith("Theme")]:
        del fonts.attrib[theme]
    for script in ("ascii", "hAnsi", "eastAsia"):
        fonts.set(qn(f"w:{script}"), _FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US" if lang == "en" else "ja-JP")
    language.set(qn("w:eastAsia"), "ja-JP")
    properties.append(language)


def _tight(style: Any) -> None:
    """No space of Word's own between digits or letters and Japanese: 12月26日, not 12 月 26 日."""
    properties = style.element.get_or_add_pPr()
    for name in ("w:autoSpaceDE", "w:autoSpaceDN"):
        off = OxmlElement(name)
        off.set(qn("w:val"), "0")
        properties.append(off)


def _table(document: Any, table: sheet.Table, page: sheet.Sheet) -> None:
    if not table.rows:
        document.add_paragraph(labels.phrase("nothing", page.lang))
        return
    rows = sheet.year_once(table.rows) if table.key == "rows" else table.rows
    marks = table.marks or [[] for _ in rows]
    grid = document.add_table(rows=len(rows) + 1, cols=len(table.columns), style="Table Grid")
    lines = grid.rows
    _row(lines[0], [heading for _, heading in table.columns], [], header=True)
    for number, (row, notes) in enumerate(zip(rows, marks, strict=True), start=1):
        _row(lines[number], row, notes)
    if table.key == "rows":
        year, date = (_room([line[column] for line in rows], most) for column, most in ((0, 42), (1, 48)))
        _widths(grid, [Mm(year), Mm(date), Mm(_TEXT_WIDTH - year - date)])
        return
    if table.wide:
        for cell in grid._cells:
            for run in cell.paragraphs[0].runs:
                run.font.size = Pt(_SMALL)
    size = _SMALL if table.wide else _SIZE
    _widths(grid, _shared(table, _TEXT_WIDTH_WIDE if page.wide else _TEXT_WIDTH, size))


def _shared(table: sheet.Table, across: int, size: int) -> list[Any]:
    """The widths of columns that fill the page, so that no day and no word is broken while there is room."""
    letter = size * _DIGIT * _POINT
    rows = [[heading for _, heading in table.columns], *table.rows]
    room = int((across - _INSIDE * len(table.columns)) / letter)
    widths = [share * letter + _INSIDE for share in width.shares(rows, room)]
    return [Mm(millimetres * across / sum(widths)) for millimetres in widths]


def _row(row: Any, texts: Sequence[str], notes: Sequence[int], *, header: bool = False) -> None:
    """Fill a row; it is never split over two pages, and a header row stands again at the top of each page."""
    for cell, text in zip(row.cells, texts, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
        paragraph.add_run(text).bold = header or None
        if header:
            shade = OxmlElement("w:shd")
            shade.set(qn("w:val"), "clear")
            shade.set(qn("w:fill"), "E8E8E8")
            cell._tc.get_or_add_tcPr().append(shade)
    if notes:
        row.cells[-1].paragraphs[0].add_run(f"{','.join(map(str, notes))})").font.superscript = True
    properties = row._tr.get_or_add_trPr()
    for name in ("w:cantSplit", "w:tblHeader") if header else ("w:cantSplit",):
        properties.append(OxmlElement(name))


def _room(texts: Sequence[str], most: int) -> int:
    """Millimetres in which each text stands on one line, with the cell's margins: from 18 to `most`."""
    return min(max(18, 8 + math.ceil(max(map(width.of, texts)) * _SIZE / 2 * _POINT)), most)


def _widths(grid: Any, widths: Sequence[Any]) -> None:
    grid.autofit = False
    for column, column_width in zip(grid.columns, widths, strict=True):
        column.width = column_width
    for place, cell in enumerate(grid._cells):
        cell.width = widths[place % len(widths)]


def _notes(document: Any, page: sheet.Sheet) -> None:
    if page.notes:
        document.add_heading(labels.phrase("sources", page.lang), level=2)
    for number, (text, url) in enumerate(page.notes, start=1):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(2)
        paragraph.add_run(f"{number}) {text} {url or ''}".rstrip()).font.size = Pt(8)


def _field(paragraph: Any, name: str) -> None:
    """A number that Word works out (PAGE, NUMPAGES)."""
    for kind, text in (("begin", None), (None, name), ("end", None)):
        run = paragraph.add_run()
        run.font.size = Pt(7)
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        part.text = text
        run._r.append(part)


def _dated_alike(data: bytes) -> bytes:
    """The same package with one fixed time on every part, so that the same answer gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            part.create_system = 0
            new.writestr(part, old.read(name))
    return out.getvalue()
