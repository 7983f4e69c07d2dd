"""Chronologies kept as tables: which column is the year, which the date, which the text, with or without a head."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from ...dates.eras import ERA_NAMES
from ...events.kinds import DATE_NAMES
from . import dated
from .carried import DITTO, Carried, date_of, is_day_alone, is_same
from .rows import OUTSIDE, Found, Row, Unread
from .tables import Document, Line

# A word that the head of some column of a chronology has.
HEADS = re.compile(
    r"年月日|日付|日時|期日|月日|開催日|認定日|申請日|決定日|公布日|施行日|年度?$|^月$|^日$|時期|内容|概要|事項|経緯|項目|備考|区域|議題|会議|出来事|件名|^回|^date$"
)
NOTE_HEAD = re.compile(r"備考|摘要|^注")
# Columns that say where to read more, or how a register numbers its rows: no part of the row's words.
ASIDE_HEAD = re.compile(
    r"^(?:配布|会議)?資料|出典|リンク|^URL$|議事(?:録|要旨)|^典拠|^行為$|^位置$|^記録", re.IGNORECASE
)
OWN_HEADS = ("year", "date", "text")  # of the CSV that `chronology` writes
ZONE_HEAD = re.compile(r"^(?:対象)?(?:区域|特区)(?:名|等)?$|^自治体名?$")
KIND_HEAD = re.compile(r"^(?:行為の)?(?:種類|種別)$|^kind$", re.IGNORECASE)
TITLE_HEAD = re.compile(r"^(?:件名|題名|title)$", re.IGNORECASE)
COUNT_HEAD = re.compile(r"^(?:No\.?|№|#|番号|項番|通番)$", re.IGNORECASE)
TIMES_HEAD = re.compile(r"^(?:開催)?回数?$")
# The head of a column of days: 月日, 施行日, but not 曜日.
DAY_HEAD = re.compile(r"月日|日付|期日|[^曜]日$|^date$", re.IGNORECASE)
# 3/2, but not within 2024/3/2.
MONTH_AND_DAY = re.compile(r"(?<![0-9０-９/／])([0-9０-９]{1,2})\s?[/／]\s?([0-9０-９]{1,2})(?![0-9０-９/／])")
# The head, or none, under which R1, R2 and R3 may be years.
YEAR_HEAD = re.compile(r"年|暦|時|期|日|^$|year|date", re.IGNORECASE)
LETTERED = re.compile("[A-Za-zＡ-Ｚａ-ｚ]")
REST_OF_A_DATE_CELL = 12


@dataclass
class Columns:
    """The part each column plays; heads: the texts of the head row, or None when the table has none."""

    year: int | None
    dates: list[int]
    texts: list[int]
    notes: list[int]
    about: int | None
    kind: int | None
    title: int | None
    heads: tuple[str, ...] | None


def read_tables(document: Document) -> Found:
    """The rows of all tables that have dates; a line before them may set the year. Other dated lines are listed."""
    found, carried = Found(), Carried()
    columns: Columns | None = None
    stray: list[Unread] = []
    for (_, table), lines in groupby(document.lines(), key=lambda line: (line.page, line.table)):
        if not table:
            for line in lines:
                carried.year = dated.year_heading(line.text) or carried.year
                _stray(line, stray)
            continue
        block = _in_words(_whole_days(_without_preamble(list(lines), stray)))
        columns = _columns(block, columns) if block else None
        if columns is None:
            continue
        for line in block:
            if line.cells != columns.heads:
                _read_line(line, columns, carried, found)
    if found.rows:
        found.unread.extend(stray)
    return found


def _stray(line: Line, stray: list[Unread]) -> None:
    """A line of text outside the tables that begins with a date and goes on: perhaps an act, perhaps only prose."""
    text = line.text.lstrip("#-・○●■□◆* 　")
    date = dated.leading(text)
    if date and text[date.end :].strip(" 　。現在）)更新公表付け"):
        stray.append(Unread(line.place, line.text, OUTSIDE))


def _without_preamble(block: list[Line], stray: list[Unread]) -> list[Line]:
    """The table without the lines of one cell above it: title, office and day, as workbooks have them."""
    several = [sum(map(bool, line.cells)) > 1 for line in block]
    if not any(several):
        return block
    begin = next(i for i, line in enumerate(block) if several[i] or dated.year_heading(line.text))
    for line in block[:begin]:
        _stray(line, stray)
    return block[begin:]


def _columns(block: Sequence[Line], before: Columns | None) -> Columns | None:
    """The parts of the columns, by head and by content; those of the table before when this one continues it."""
    width = max(len(line.cells) for line in block)
    headed = _is_head(block[0])
    heads = block[0].cells if headed else (before and before.heads) or ()
    head = [_at(heads, i) if headed or len(heads) == width else "" for i in range(width)]
    cells = [[cell for line in block[headed:] if (cell := _at(line.cells, i))] for i in range(width)]
    year = next((i for i in range(width) if _is_year_column(head[i], cells[i])), None)
    others = [i for i in range(width) if i != year]
    dates = [i for i in others if _is_date_column(cells[i])]
    dates = dates or [i for i in others if _mostly(cells[i], lambda cell: dated.leading(cell) is not None)][:1]
    if not dates and year is None:
        return None
    rest = [i for i in others if i not in dates and not _is_counter(head[i], cells[i])]
    rest = [i for i in rest if not ASIDE_HEAD.search(head[i])]
    if tuple(head[:3]) == OWN_HEADS:
        rest = [2]
    notes = [i for i in rest if NOTE_HEAD.search(head[i])]
    about, kind, title = (
        next((i for i in rest if named.match(head[i])), None) for named in (ZONE_HEAD, KIND_HEAD, TITLE_HEAD)
    )
    texts = [i for i in rest if i not in (*notes, about, kind, title)]
    if not texts and title is None:  # a kind or a zone is all that a row says
        if kind is not None:
            texts, kind = [kind], None
        elif about is not None:
            texts, about = [about], None
    return Columns(year, dates, texts, notes, about, kind, title, tuple(head) if any(head) else None)


def _is_head(line: Line) -> bool:
    """Whether a first line names the columns: no date or year of its own, and a word that heads of such tables have."""
    filled = [cell for cell in line.cells if cell]
    dates = any(dated.leading(cell) or dated.year_heading(cell, bare=True) for cell in filled)
    return not dates and len(filled) > 1 and any(_names_a_column(cell) for cell in filled)


def _names_a_column(cell: str) -> bool:
    own = cell.lower() in DATE_NAMES or KIND_HEAD.match(cell) or TITLE_HEAD.match(cell)
    return bool(own) or (len(cell) < 20 and HEADS.search(cell) is not None)


def _mostly(cells: Sequence[str], test: Callable[[str], bool]) -> bool:
    """Whether more than half of the filled cells pass."""
    return bool(cells) and sum(map(test, cells)) * 2 > len(cells)


def _is_date_column(cells: Sequence[str]) -> bool:
    """Whether most cells are dates; a day alone (5日) counts below one that is whole."""
    return any(map(_is_date_cell, cells)) and _mostly(cells, lambda cell: _is_date_cell(cell) or is_day_alone(cell))


def _is_date_cell(cell: str) -> bool:
    """Whether a cell is a date, perhaps with a time of day or a short word behind it."""
    if is_same(cell) and len(cell) < REST_OF_A_DATE_CELL:
        return True
    date = dated.leading(cell)
    if date is None:
        return False
    _, end = dated.time_after(cell[date.end :])
    return len(cell[date.end + end :]) <= REST_OF_A_DATE_CELL


def _is_year_column(head: str, cells: Sequence[str]) -> bool:
    """Whether most cells are years, those that repeat the one above left aside; R1, R2 and R3 under 番号 are none."""
    years = [cell for cell in cells if not DITTO.fullmatch(cell)]
    if not YEAR_HEAD.search(head) and any(LETTERED.match(cell) for cell in years):
        return False
    return _mostly(years, lambda cell: dated.year_heading(cell, bare=True) is not None)


def _is_counter(head: str, cells: Sequence[str]) -> bool:
    return bool(COUNT_HEAD.match(head)) or (
        not head and bool(cells) and all(re.fullmatch(r"\d{1,3}", c) for c in cells)
    )


def _whole_days(block: list[Line]) -> list[Line]:
    """Tables with columns 年, 月 and 日 of bare numbers: the units are put back, month and day into one cell."""
    heads = block[0].cells
    if "月" not in heads or "日" not in heads:
        return block
    month, day = heads.index("月"), heads.index("日")
    year = heads.index("年") if "年" in heads else None
    lines = []
    for line in block:
        cells = list(line.cells)
        if line is not block[0] and max(month, day) < len(cells):
            cells[month] = _unit(cells[month], "月") + _unit(cells[day], "日")
            if year is not None:
                cells[year] = _unit(cells[year], "年")
        else:
            cells[month] = "月日"
        del cells[day]
        lines.append(replace(line, cells=tuple(cells)))
    return lines


def _in_words(block: list[Line]) -> list[Line]:
    """Tables with 3/2 under the head of a date, as workbooks print it: month and day get their units."""
    heads = block[0].cells if block else ()
    places = [i for i, head in enumerate(heads) if DAY_HEAD.search(head)]
    if not any(MONTH_AND_DAY.match(_at(line.cells, i)) for i in places for line in block[1:]):
        return block
    lines = [block[0]]
    for line in block[1:]:
        cells = (MONTH_AND_DAY.sub(r"\1月\2日", cell) if i in places else cell for i, cell in enumerate(line.cells))
        lines.append(replace(line, cells=tuple(cells)))
    return lines


def _unit(cell: str, unit: str) -> str:
    narrow = unicodedata.normalize("NFKC", cell).strip()
    return f"{cell}{unit}" if re.fullmatch(rf"[0-9]+|(?:{ERA_NAMES})?(?:[0-9]+|元)", narrow) else cell


def _read_line(line: Line, columns: Columns, carried: Carried, found: Found) -> None:
    """One line of a table: a year alone is carried, a date makes a row, anything else is listed."""
    cells = line.cells
    filled = [cell for cell in cells if cell]
    heading = dated.year_heading(filled[0], bool(cells[0])) if len(filled) == 1 else None
    if heading:
        carried.year = heading
        return
    head = columns.heads or ()
    year_cell = DITTO.sub("", _at(cells, columns.year))
    year = dated.year_heading(year_cell, bare=True)
    if year:
        carried.year = replace(year, fiscal=year.fiscal or "年度" in _at(head, columns.year))
        if carried.last and carried.year.of(carried.last[0]) != carried.last[1]:
            carried.last = None  # 5日 and 〃 below a new year say nothing
    written = [(_at(head, i), _at(cells, i)) for i in columns.dates if _at(cells, i)]
    text = " ".join(_numbered(_at(head, i), _at(cells, i)) for i in columns.texts if _at(cells, i))
    title = _at(cells, columns.title)
    if not written and year_cell and (title or text):
        written = [("", f"{year.number}年" if year and not dated.leading(year_cell) else year_cell)]
    if not written:
        if found.rows and not title and text.lstrip().startswith(("※", "（注", "(注")):
            _note(found, text)
        else:
            found.unread.append(Unread(line.place, line.text, _why_no_date(found)))
        return
    row = _row(line, written, text, columns, carried)
    if isinstance(row, Unread):
        found.unread.append(row)
    else:
        found.rows.append(row)


def _row(line: Line, written: list[tuple[str, str]], text: str, columns: Columns, carried: Carried) -> Row | Unread:
    dates: list[tuple[str, str, int | None]] = []
    doubts: list[str] = []
    rest = time = ""
    for head, cell in written:
        words, year, behind = date_of(cell, carried) if not dates or not DITTO.fullmatch(cell) else (None, None, "")
        if words is None:
            if re.search(r"\d", cell) or DITTO.fullmatch(cell):
                doubts.append(f"「{cell}」 under {head or 'a date'} is not read as a date and was left out.")
            continue
        if not dates:
            time, end = dated.time_after(behind)
            rest = behind[end:].strip(" 　")
            carried.last = (words, year)
        dates.append((head, words, year))
    if not dates:
        return Unread(line.place, line.text, f"「{written[0][1]}」 is not read as a date")
    title = _at(line.cells, columns.title)
    whole = " ".join(part for part in (title, rest, text) if part)
    if not whole:
        return Unread(line.place, line.text, "there is a date and no text beside it")
    _, words, year = dates[0]
    further = tuple((head, dated.with_year(words, year)) for head, words, year in dates if head or len(dates) > 1)
    notes = tuple(_at(line.cells, i) for i in columns.notes if _at(line.cells, i))
    about = _at(line.cells, columns.about)
    kind = _at(line.cells, columns.kind)
    return Row(words, year, whole, line.place, notes, (), further, about, time, tuple(doubts), kind=kind, title=title)


def _numbered(head: str, cell: str) -> str:
    """A bare 5 under the head 回 is 第5回."""
    return f"第{cell}回" if TIMES_HEAD.match(head) and re.fullmatch(r"[0-9０-９]+", cell) else cell


def _note(found: Found, text: str) -> None:
    last = found.rows[-1]
    found.rows[-1] = replace(last, notes=(*last.notes, text))


def _why_no_date(found: Found) -> str:
    if found.rows:
        return f"it has no date; it may belong to the row above ({found.rows[-1].words})"
    return "it has no date"


def _at(cells: Sequence[str], index: int | None) -> str:
    return cells[index] if index is not None and index < len(cells) else ""
