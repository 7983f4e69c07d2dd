"""CSV: the delimiter (comma, semicolon, tab) is found out from the first lines."""

from __future__ import annotations

import csv
import io
import re

from ...errors import Refused
from .tables import Line, table_lines

DELIMITERS = ",;\t"


def read(text: str, name: str) -> tuple[tuple[Line, ...], ...]:
    """One page with one table; the row number counts records, for a record may run over several lines.

    Raises Refused `document-csv`, where a quotation mark is not closed or a cell is longer than any is.
    """
    try:
        delimiter = _delimiter(text)
        line = _never_closed(text, delimiter)
        rows = [] if line else list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise Refused(
            "document-csv",
            f"{name} cannot be read as CSV: {error}.",
            "Look for a quotation mark that is never closed, or a cell with a whole document.",
        ) from None
    if line is not None:
        raise Refused(
            "document-csv",
            "The quotation mark that opens a cell here is never closed; the rows below would all be part of the cell.",
            'Close it with " at the end of the cell; write a " within a cell twice.',
            f"{name}:{line}",
        )
    return (tuple(table_lines(rows, 1, 1, "表1")),)


def _delimiter(text: str) -> str:
    """The delimiter that cuts most of the first lines into the same number (over one) of cells."""
    head = [line for line in text.splitlines()[:50] if line.strip()]
    best, score = ",", 0
    for delimiter in DELIMITERS:
        widths = [len(cells) for cells in csv.reader(head, delimiter=delimiter)]
        same = max((widths.count(width) for width in set(widths) if width > 1), default=0)
        if same > score:
            best, score = delimiter, same
    return best


def _never_closed(text: str, delimiter: str) -> int | None:
    """The line, from 1, in which a cell begins with a quotation mark that is never closed, or closed by the mark that
    opens a cell of a later line: then the cell has line ends, and more than blanks stands behind it.
    """
    plain = rf"[^{delimiter}\r\n]*+"
    quoted = rf'"(?P<text>[^"]*+(?:""[^"]*+)*+)(?P<end>"?)(?P<behind>{plain})'
    for found in re.finditer(rf"(?:{quoted}|{plain})(?:[{delimiter}\r\n]|\Z)", text):
        broken = found["text"] is not None and not found["end"]
        if broken or (re.search(r"[\r\n]", found["text"] or "") and found["behind"].strip()):
            before = text[: found.start()]
            return before.count("\n") + before.replace("\r\n", "").count("\r") + 1
    return None
