"""The rows of an official chronology, whatever its layout: a date as written, its year, and the text beside it."""

from __future__ import annotations

from dataclasses import dataclass, field

OUTSIDE = "it begins with a date, but stands outside the tables"


@dataclass(frozen=True)
class Row:
    """One row as the document has it.

    words: the date as written in its cell (`12月26日`, `令和6年6月4日（火）`). year: the western year it belongs to, or
    None when none was found. text: the cell as written, columns joined by U+0020. locator: page and row. notes: lines
    marked ※ below it. items: the bullets below it. dates: the date columns as (head of the column, words), where there
    are several or they have heads. about: the cell of a column of zones. time: a time of day behind the date.
    doubts: what a person must look at, in sentences. inferred: the date is marked 〔推定〕, as the register marks it.
    kind, title: the cells of a column of kinds (種類) and one of titles (件名); the text begins with the title and does
    not hold the kind.
    """

    words: str
    year: int | None
    text: str
    locator: str
    notes: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    dates: tuple[tuple[str, str], ...] = ()
    about: str = ""
    time: str = ""
    doubts: tuple[str, ...] = ()
    inferred: bool = False
    kind: str = ""
    title: str = ""


@dataclass(frozen=True)
class Unread:
    """A line that may belong to the chronology and could not be read as a row, with the reason."""

    locator: str
    text: str
    reason: str


@dataclass
class Found:
    """What a layout reader collects."""

    rows: list[Row] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
