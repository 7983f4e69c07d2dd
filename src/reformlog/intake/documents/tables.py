"""What a reader finds in a document: its pages, and on each page the lines and table rows with their places."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ...glyphs import OLD_GLYPHS
from ...text import problems, suspicious

COLUMNS_LIMIT = 100  # cells of one row; no chronology has so many
# The mark of a footnote, or of several, where it is raised or small.
FOOTNOTE = re.compile(r"\s?(?:[※＊*注]\s?[0-9０-９]{0,2}|(?:[0-9]{1,2}[,、])*[0-9]{1,2}[)）])\s?")
# PDF programs print 月, 日, 長 by glyphs that many files map back to radicals; the office never wrote a radical.
RADICALS = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
RADICALS |= {code: letter for code, letter in OLD_GLYPHS.items() if 0x2E80 <= code < 0x2F00}  # NFKC leaves these
SPACE = re.compile(r"[ \t\r\n\f\v\u00a0]+")


@dataclass(frozen=True)
class Line:
    """One table row, or one line of running text.

    cells: the texts of the row from left to right, an empty text where a cell is empty; running text has one cell.
    page: counted from 1 (sheets of a workbook count as pages). row: counted from 1 within the page or its table.
    place: the locator as a source prints it (`2頁 表1 3行`). table: 0 for running text, else which table of the page.
    """

    cells: tuple[str, ...]
    page: int
    row: int
    place: str
    table: int = 0

    @property
    def text(self) -> str:
        """All cells as one text."""
        return " ".join(cell for cell in self.cells if cell)


@dataclass(frozen=True)
class Document:
    """A document as it was read: its name, the SHA-256 of its bytes, its pages of lines.

    remarks: what the reader had to decide (an encoding, a formula without a value), in sentences for the draft's head.
    title: what the file itself states to be its title, or None.
    """

    name: str
    sha256: str
    format: str
    pages: tuple[tuple[Line, ...], ...]
    remarks: tuple[str, ...] = ()
    title: str | None = None

    def lines(self) -> Iterator[Line]:
        """Every line of every page, in reading order."""
        for page in self.pages:
            yield from page

    @property
    def text(self) -> str:
        """The whole text, a line each, cells separated by tabs."""
        return "\n".join("\t".join(line.cells) for line in self.lines())


def tidy(text: str) -> str:
    """The text of a cell on one line: blanks and line ends become one U+0020; U+3000 stays as it was written.

    Characters that nobody sees and no act may hold (a zero-width space, a soft hyphen) are left out.
    """
    if suspicious(text):
        unseen = {offset: " " if text[offset].isspace() else "" for offset, _, _ in problems(text)}
        text = "".join(unseen.get(offset, char) for offset, char in enumerate(text))
    return SPACE.sub(" ", text).strip(" ")


def bounded(cells: Sequence[str]) -> Sequence[str]:
    """The cells of a row, at most `COLUMNS_LIMIT`: those beyond are joined into the last."""
    return cells if len(cells) <= COLUMNS_LIMIT else [*cells[: COLUMNS_LIMIT - 1], " ".join(cells[COLUMNS_LIMIT - 1 :])]


def table_lines(rows: Iterable[Sequence[str]], page: int, table: int, where: str) -> list[Line]:
    """The rows of one table as lines; `where` precedes the row number in each locator. Empty rows keep their number."""
    lines = []
    for number, cells in enumerate(rows, 1):
        tidied = tuple(tidy(cell) for cell in bounded(cells))
        if any(tidied):
            lines.append(Line(tidied, page, number, f"{where} {number}行", table))
    return lines
