"""CSV: the delimiter (comma, semicolon, tab) is found out from the first lines."""

from __future__ import annotations

import csv
import io

from ...errors import Refused
from .tables import Line, table_lines

DELIMITERS = ",;\t"


def read(text: str, name: str) -> tuple[tuple[Line, ...], ...]:
    """One page with one table; the row number counts records, for a record may run over several lines."""
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    except csv.Error as error:
        raise Refused(
            "document-csv",
            f"{name} cannot be read as CSV: {error}.",
            "Look for a quotation mark that is never closed, or a cell with a whole document.",
        ) from None
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
