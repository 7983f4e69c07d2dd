"""Chronologies kept as lines: a year as a heading, days below it, bullets and ※ notes below those."""

from __future__ import annotations

import re
from dataclasses import replace

from reformlog.intake.documents import dated
from reformlog.intake.documents.dated import Year
from reformlog.intake.documents.rows import Found, Row, Unread
from reformlog.intake.documents.tables import Document, Line

BULLET = re.compile(r"^[-・•○●◎◇◆▪*]\s*|^[(（]?[0-9０-９①-⑳]{1,2}[)）.．]\s*|^[①-⑳]\s*")
HEADING = re.compile(r"^#+\s*")
NOTE = re.compile(r"^(?:※|[（(]注|注[:：）)0-9０-９])")
GROUP = re.compile(
    r"^(?:付け?)?(?:区域計画)?(?:の)?(?:変更)?(?:の)?(?:認定|指定|申請|決定|公表)(?:分)?[】］\]）):：]*$"
)
SENTENCE = re.compile(r"^(?:に|の|は|が|を|で|と|も|から|より|まで|現在|付|以降|以後|時点)")
OPENERS = "【［[〔〈＜<「（("
CLOSERS = "】］]〕〉＞>」）)"


def read_lines(document: Document) -> Found:
    """The rows of the running text, tables without dates included. Lines between rows that belong to none are told."""
    found = Found()
    year: Year | None = None
    row: Row | None = None
    between: list[Unread] = []
    alone = sum(_is_whole_date(line.text) for line in document.lines()) > 2
    for line in document.lines():
        text = HEADING.sub("", line.text).strip(" 　")
        heading = dated.year_heading(text)
        if heading:
            year, row = heading, None
            continue
        started = _start(text, line, year, alone)
        if isinstance(started, Row):
            found.unread.extend(between)
            between = []
            row = started
            found.rows.append(row)
        elif isinstance(started, Unread):
            found.unread.append(started)
        elif row is not None and not HEADING.match(line.text) and text:
            row = found.rows[-1] = _grown(row, text)
        elif text and found.rows and NOTE.match(text):
            found.rows[-1] = _grown(found.rows[-1], text)
        elif text and found.rows:
            row = None
            between.append(Unread(line.place, line.text, "it has no date of its own and stands below a heading"))
        elif not text and row is not None and row.text and not row.items:
            row = row if GROUP.match(row.text) else None
    for empty in [row for row in found.rows if not row.text]:
        found.rows.remove(empty)
        found.unread.append(Unread(empty.locator, empty.words, "there is a date and no text below it"))
    return found


def _is_whole_date(text: str) -> bool:
    date = dated.leading(text)
    return date is not None and date.end == len(text) and dated.own_year(text) is not None


def _start(text: str, line: Line, year: Year | None, alone: bool) -> Row | Unread | None:
    """The row that a line begins, or why a line that begins with a date is none; None for a line that does not.

    alone: the document has several lines that are a date with its year and nothing else, so such a line is a row of it.
    """
    bare = (
        BULLET.sub("", text, count=1) if BULLET.match(text) and dated.leading(BULLET.sub("", text, count=1)) else text
    )
    bare = bare.lstrip(OPENERS)
    date = dated.leading(bare)
    if date is None:
        return None
    time, end = dated.time_after(bare[date.end :])
    rest = (
        bare[date.end + end :].strip(" 　:：、" + CLOSERS) if bare != text else bare[date.end + end :].strip(" 　:：")
    )
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


def _grown(row: Row, text: str) -> Row:
    """The row with one more line below it: a note, a bullet, or more of its text."""
    if NOTE.match(text):
        return replace(row, notes=(*row.notes, text))
    if BULLET.match(text) and row.text:
        return replace(row, items=(*row.items, BULLET.sub("", text, count=1)))
    if row.items:
        return replace(row, items=(*row.items[:-1], row.items[-1] + text))
    if row.text and GROUP.match(row.text):
        return replace(row, items=(text,))
    return replace(row, text=f"{row.text} {text}".strip())
