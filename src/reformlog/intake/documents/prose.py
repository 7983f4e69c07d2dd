"""Chronologies kept as lines: a year as a heading, days below it, bullets and ※ notes below those."""

from __future__ import annotations

import re
from dataclasses import replace

from . import dated
from .dated import Year
from .rows import Found, Row, Unread
from .tables import Document, Line

BULLET = re.compile(r"^[-・•○●◎◇◆▪*]\s*|^[(（]?[0-9０-９①-⑳]{1,2}[)）.．]\s*|^[①-⑳]\s*")
HEADING = re.compile(r"^#+\s*")
NOTE = re.compile(r"^(?:※|[（(]注|注[:：）)0-9０-９])")
GROUP = re.compile(
    r"^(?:付け?)?(?:区域計画)?(?:の)?(?:変更)?(?:の)?(?:認定|指定|申請|決定|公表)(?:分)?[】］\]）):：]*$"
)
SENTENCE = re.compile(r"^(?:に|の|は|が|を|で|と|も|から|より|まで|現在|付|以降|以後|時点)")
PAGE_NUMBER = re.compile(r"[-－–\s]*[0-9０-９]{1,3}(?:\s?[/／]\s?[0-9０-９]{1,3})?[-－–\s]*")
OPENERS = "【［[〔〈＜<「（("
CLOSERS = "】］]〕〉＞>」）)"


def read_lines(document: Document) -> Found:
    """The rows of the running text, tables without dates included. Lines between rows that belong to none are told.

    A row ends at a heading and, once it has text, at a blank line; bullets and ※ notes are still its own after one.
    """
    reading = _Reading(document)
    for line in document.lines():
        reading.take(line)
    found = reading.found
    for empty in [row for row in found.rows if not row.text]:
        found.rows.remove(empty)
        found.unread.append(Unread(empty.locator, empty.words, "there is a date and no text below it"))
    return found


class _Reading:
    """Takes line by line; keeps the year, whether the last row is still open, and what came between two rows."""

    def __init__(self, document: Document) -> None:
        texts = [line.text for line in document.lines()]
        self.alone = sum(_is_whole_date(text) for text in texts) > 1
        self.full = 0.85 * max((len(text) for text in texts), default=0) if document.format == "pdf" else None
        self.found = Found()
        self.year: Year | None = None
        self.open = self.ended = self.group = False
        self.between: list[Unread] = []
        self.before = ""

    def take(self, line: Line) -> None:
        """One more line: a year, the beginning of a row, a part of the row before, or something else."""
        text = HEADING.sub("", line.text).strip(" 　")
        if self.full is not None and PAGE_NUMBER.fullmatch(text):
            return
        heading = dated.year_heading(text)
        started = None if heading else _start(text, line, self.year, self.alone)
        if heading:
            self.year, self.open = heading, False
        elif isinstance(started, Row):
            self._begin(started, line)
        elif isinstance(started, Unread):
            self.found.unread.append(started)
        elif not text:
            self.ended = True
        elif self._belongs(text, line):
            joint = "" if self.full is not None and len(self.before) >= self.full else " "
            self.found.rows[-1] = _grown(self.found.rows[-1], text, joint)
            self.ended = self.ended and bool(BULLET.match(text) or NOTE.match(text))
        elif self.found.rows:
            self.open = False
            if not HEADING.match(line.text):
                self.between.append(Unread(line.place, line.text, "it has no date of its own"))
        self.before = text

    def _begin(self, row: Row, line: Line) -> None:
        self.found.unread.extend(self.between)
        self.found.rows.append(row)
        self.between, self.open, self.ended = [], True, False
        heading = HEADING.match(line.text) or line.text.lstrip(" 　").startswith(tuple(OPENERS))
        self.group = bool(heading) and GROUP.match(row.text) is not None
        if row.year and dated.own_year(row.words):
            self.year = Year(row.year)

    def _belongs(self, text: str, line: Line) -> bool:
        """Whether a line without a date is part of the last row."""
        if not self.found.rows:
            return False
        if NOTE.match(text):
            return True
        row = self.found.rows[-1]
        if not self.open or HEADING.match(line.text):
            return False
        bare = not row.text or (self.group and not row.items)
        return bare or not self.ended or BULLET.match(text) is not None


def _is_whole_date(text: str) -> bool:
    date = dated.leading(text)
    return date is not None and date.end == len(text) and dated.own_year(text) is not None


def _start(text: str, line: Line, year: Year | None, alone: bool) -> Row | Unread | None:
    """The row that a line begins, or why a line that begins with a date is none; None for a line that does not.

    alone: the document has several lines that are a date with its year and nothing else, so such a line is a row of it.
    """
    item = BULLET.sub("", text, count=1)
    text = item if dated.leading(item) else text
    bare = text.lstrip(OPENERS)
    date = dated.leading(bare)
    if date is None:
        return None
    time, end = dated.time_after(bare[date.end :])
    rest = bare[date.end + end :].strip(" 　:：")
    if bare != text:
        rest = rest.rstrip(CLOSERS).lstrip(CLOSERS + " 　")
    own = dated.own_year(date.words)
    if SENTENCE.match(rest) and not GROUP.match(rest):
        if own and re.fullmatch(r"(?:現在|時点|付け?)", rest):
            return None
        return Unread(line.place, line.text, "it is a sentence that begins with a date, not a row")
    if not rest and own and line.row < 10 and line.page == 1 and not alone:
        return None  # the day of the document itself, at its head
    carried = own or year
    number = carried.of(date.words) if carried else None
    return Row(date.words, number, rest, line.place, time=time)


def _grown(row: Row, text: str, joint: str) -> Row:
    """The row with one more line below it: a note, a bullet, or more of its text behind `joint`."""
    if NOTE.match(text):
        return replace(row, notes=(*row.notes, text))
    if BULLET.match(text) and row.text:
        item = BULLET.sub("", text, count=1)
        return replace(row, items=(*row.items, item)) if item else row
    if row.items:
        return replace(row, items=(*row.items[:-1], row.items[-1] + text))
    if row.text and GROUP.match(row.text):
        return replace(row, items=(text,))
    return replace(row, text=f"{row.text}{joint if row.text else ''}{text}")
