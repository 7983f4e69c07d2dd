"""PDF with a text layer: tables by their ruled lines, else lines of text; broken lines of a cell are joined again."""

from __future__ import annotations

import io
import logging
import re
from itertools import groupby
from typing import Any

from ...errors import Refused
from .tables import FOOTNOTE, RADICALS, Line, table_lines, tidy
from .word import missing_extra

PAGES_LIMIT = 300
SMALL = 0.75  # of the size of the text: a mark of a footnote is smaller
# What no line breaks apart: 区）goes to the next line whole.
_TOGETHER = re.compile(r"[（「『【〈《“‘]*.?[）」』】〉》”’、。，．・ー]*")
UNMAPPED = re.compile(r"\(cid:\d+\)")


def read(data: bytes, name: str) -> tuple[tuple[Line, ...], ...]:
    """The pages of lines. Raises Refused: `document-` with `encrypted`, `damaged`, `scanned` or `long` behind it."""
    try:
        import pdfplumber
        from pdfminer.pdfdocument import PDFPasswordIncorrect
    except ImportError:
        raise missing_extra(name) from None
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            if len(pdf.pages) > PAGES_LIMIT:
                raise Refused(
                    "document-long",
                    f"{name} has {len(pdf.pages)} pages; more than {PAGES_LIMIT} are not read.",
                    "Take out the pages of the chronology and import those.",
                )
            pages = tuple(_page(page, number) for number, page in enumerate(pdf.pages, 1))
    except Refused:
        raise
    except Exception as error:  # the libraries raise anything at all for a broken file
        causes = [error, *error.args, error.__cause__, error.__context__]
        if any(isinstance(cause, PDFPasswordIncorrect) for cause in causes) or b"/Encrypt" in data[-4096:]:
            raise _encrypted(name) from error
        raise _damaged(name) from error
    if not pages:
        raise _damaged(name)
    _legible(pages, name)
    return pages


def _page(page: Any, number: int) -> tuple[Line, ...]:
    """The tables of a page in their places among its lines of text."""
    tables = [table for table in page.find_tables() if len(table.rows) > 1 or len(table.rows[0].cells) > 1]
    items: list[tuple[float, list[Line]]] = []
    for index, table in enumerate(tables, 1):
        rows = [[_cell(page, box) for box in row.cells] for row in table.rows]
        items.append((table.bbox[1], table_lines(rows, number, index, f"{number}頁 表{index}")))
    row = 0
    for line in page.extract_text_lines(strip=True, return_chars=False):
        middle = (line["top"] + line["bottom"]) / 2
        text = tidy(line["text"].translate(RADICALS))
        if text and not any(table.bbox[1] <= middle <= table.bbox[3] for table in tables):
            row += 1
            items.append((line["top"], [Line((text,), number, row, f"{number}頁 {row}行", 0)]))
    page.close()  # else every letter of every page is kept in memory
    return tuple(line for _, lines in sorted(items, key=lambda item: item[0]) for line in lines)


def _cell(page: Any, box: tuple[float, float, float, float] | None) -> str:
    """The text of a cell. A line that reaches the cell's right edge was broken by the layout: no blank is put there."""
    if box is None:
        return ""
    left, top, right, bottom = box
    crop = page.crop(
        (max(left, page.bbox[0]), max(top, page.bbox[1]), min(right, page.bbox[2]), min(bottom, page.bbox[3]))
    )
    crop = _without_marks(crop)
    text = ""
    before: dict[str, Any] | None = None
    for line in crop.extract_text_lines(strip=True, return_chars=True):
        if before is not None:
            size = max(char["size"] for char in before["chars"])
            margin = min(char["x0"] for char in before["chars"]) - left
            taken = len(_TOGETHER.match(line["text"])[0]) - 1  # type: ignore[index]  # it fits every text
            full = right - before["x1"] < margin + (1.5 + taken) * size
            text += "" if full else " "
        text += line["text"].translate(RADICALS)
        before = line
    return text


def _without_marks(crop: Any) -> Any:
    """A cell without the marks of footnotes, which are set smaller than what they stand behind."""
    size = max((char["size"] for char in crop.chars), default=0)
    marks: set[tuple[float, float]] = set()
    for small, run in groupby(crop.chars, key=lambda char: char["size"] < SMALL * size):
        chars = list(run)
        if small and FOOTNOTE.fullmatch("".join(char["text"] for char in chars)):
            marks |= {(char["x0"], char["top"]) for char in chars}
    return crop.filter(lambda thing: (thing["x0"], thing["top"]) not in marks) if marks else crop


def _legible(pages: tuple[tuple[Line, ...], ...], name: str) -> None:
    text = "".join(line.text for page in pages for line in page)
    unmapped = len(UNMAPPED.findall(text))
    if not text:
        raise Refused(
            "document-scanned",
            f"{name} has no text layer: its {len(pages)} page(s) are pictures (a scan).",
            f"Recognise the text first, for example: ocrmypdf -l jpn {name} with-text.pdf",
        )
    if unmapped * 5 > len(UNMAPPED.sub("", text)):
        raise Refused(
            "document-scanned",
            f"{name} has a text layer that cannot be read: its fonts do not say which characters they draw.",
            f"Recognise the text anew, for example: ocrmypdf --force-ocr -l jpn {name} with-text.pdf",
        )


def _encrypted(name: str) -> Refused:
    return Refused(
        "document-encrypted",
        f"{name} is encrypted: it opens with a password only.",
        f"Save a copy without the password, for example: qpdf --decrypt --password=… {name} open.pdf",
    )


def _damaged(name: str) -> Refused:
    return Refused(
        "document-damaged",
        f"{name} is damaged: it begins like a PDF, but its pages cannot be found.",
        f"Fetch the file again, or try to repair it, for example: qpdf {name} repaired.pdf",
    )
