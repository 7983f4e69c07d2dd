"""An answer laid out for a reader: a title, its coordinates in one line, tables of cells, and the sources as notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from ..projections.shapes import ROWS
from ..text import visible
from . import cells, coordinates, labels
from .years import year_cell

Row = Mapping[str, Any]

ASIDE = ("possible", "pending", "foreseen", "conflicts")
CHRONOLOGY = ("year", "date", "text")
_TITLES = ("zone", "zone_name")
_WIDE = 6  # columns
_SORTS = ("measure", "plan", "policy", "basic-policy", "proposal", "call", "bill")  # keys by which rows name entities
_MANY = 3  # sorts from which on their ids share a column
_BESIDE = {"results": {"words": "searched", "found": "hits"}, "due": {"since": "looked"}}
"""What an answer with a list says beside it is called otherwise than a column of the name."""
_WITHIN = {("results", "found"): "found in"}
_UNPRINTED = {"since_earliest", "since_latest"}
_COLUMNS: dict[str, tuple[str, ...]] = {
    **{f"{kind}s": ROWS[kind] for kind in ("zone", "plan", "measure", "proposal", "bill")},
    "rows": (*CHRONOLOGY, "title", "detail", "earliest", "latest", "act", "acts", "position", "sources"),
    "events": (
        "position",
        "recorded_at",
        "recorded_by",
        "act",
        "version",
        "event",
        "kind",
        "date",
        "title",
        "reason",
    ),
    "changes": ("entity", "id", "field", "before", "after", "acts"),
    "steps": ("day", "act", "entity", "id", "field", "before", "after"),  # of `replay`, a row a change
    "due": ("day", "how", "act", "zone", "is", "applied", "position"),
    "results": ("date", "act", "kind", "title", "found", "earliest", "latest", "position"),
    "findings": ("code", "message", "acts", "hint"),  # of `check`; an audit always has some
}


class Table(NamedTuple):
    """One list of an answer: `columns` are (key, heading); each row has a text per column, safe for any screen."""

    key: str
    caption: str
    columns: list[tuple[str, str]]
    rows: list[list[str]]
    source: Sequence[Row] = ()
    marks: Sequence[list[int]] = ()

    @property
    def wide(self) -> bool:
        """Whether it has too many columns for an upright page."""
        return len(self.columns) >= _WIDE


class Sheet(NamedTuple):
    """A whole answer. kind: the key of its main list (`rows` of a chronology); date: of its knowledge.

    token: the line with the answer's token, empty when it has none.
    """

    kind: str
    lang: str
    title: str
    heading: str
    token: str
    date: str
    facts: list[tuple[str, str]]
    tables: list[Table]
    aside: list[Table]
    notes: list[tuple[str, str | None]]

    @property
    def wide(self) -> bool:
        """Whether a page of it lies on its side."""
        return any(table.wide for table in self.tables)


def lay_out(answer: Row, *, lang: str = "ja", years: str = "western", title: str | None = None) -> Sheet:
    """The sheet of an answer as `--json` prints it; every text in it is made visible, so none can steer a terminal."""
    mains = main_lists(answer)
    kind = mains[0] if mains else ""
    notes: dict[tuple[str, str | None], list[str]] = {}
    tables = [
        chronology_table(answer[key], lang, years, notes) if key == "rows" else plain_table(key, answer[key], lang)
        for key in mains
    ]
    aside = [plain_table(key, answer[key], lang) for key in ASIDE if answer.get(key)]
    return Sheet(
        kind=kind,
        lang=lang,
        title=visible(title or title_of(answer, kind, lang)),
        heading=visible(coordinates.heading(answer, lang)),
        token=visible(f"token {answer['token']}") if answer.get("token") else "",
        date=coordinates.recorded_on(answer),
        facts=_facts(answer, lang, set(mains)),
        tables=tables,
        aside=aside,
        notes=_numbered(notes, lang),
    )


def main_lists(answer: Row) -> list[str]:
    """The keys of the lists of rows an answer is made of, in the order it gives them; those beside it are left out."""
    return [
        key
        for key, value in answer.items()
        if isinstance(value, (list, tuple))
        and key not in ASIDE
        and (key in _COLUMNS or (value and all(isinstance(row, Mapping) for row in value)))
    ]


def columns(key: str, rows: Sequence[Row]) -> list[str]:
    """The column keys of a list of rows: those the interface fixes when it is empty, else those of its rows, in order.

    A chronology always begins with year, date, text.
    """
    found = list(dict.fromkeys(name for row in rows for name in row)) or list(_COLUMNS.get(key, ()))
    if key != "rows":
        return found
    return [*CHRONOLOGY, *(name for name in found if name not in CHRONOLOGY)]


def filled(key: str, rows: Sequence[Row]) -> list[str]:
    """The columns in which at least one row has something; all of them when there are no rows."""
    names = columns(key, rows)
    return [name for name in names if any(row.get(name) not in (None, "", [], {}) for row in rows)] if rows else names


def plain_table(key: str, rows: Sequence[Row], lang: str) -> Table:
    """A list of rows as a table; columns empty in every row, and bounds a worded date already says, are not printed.

    Of rows that are about one entity each, of many sorts with a column of their own, the ids stand in one.
    """
    keys = [name for name in filled(key, rows) if name not in _UNPRINTED]
    sorts = [name for name in keys if name in _SORTS]
    if len(sorts) >= _MANY and all(sum(bool(row.get(name)) for name in sorts) <= 1 for row in rows):
        rows = [_with_entity(row, lang) for row in rows]
        shared = dict.fromkeys("entity" if name in _SORTS else name for name in keys)
        keys = [name for name in shared if name != "zone" or any(row.get(name) for row in rows)]
    if "is" in keys:
        keys = _named_first(keys)
    body = [[_shown(cells.worded(_meant(name, row), row.get(name), lang)) for name in keys] for row in rows]
    heads = [(name, _heading_of(_WITHIN.get((key, name), name), lang)) for name in keys]
    return Table(key, labels.answer(key, lang), heads, body, rows)


def _named_first(keys: list[str]) -> list[str]:
    """The columns with what an effect is about before the effect, though the first row may not have all of them."""
    named = [name for name in keys if name in (*_SORTS, "entity", "zone", "part")]
    rest = [name for name in keys if name not in named]
    at = rest.index("is")
    return [*rest[:at], *named, *rest[at:]]


def _with_entity(row: Row, lang: str) -> Row:
    """The row with what it is about under `entity`, by sort and id; `zone` stays where it says whose that is."""
    sort = next((name for name in (*_SORTS, "zone") if row.get(name)), None)
    if sort is None:
        return row
    entity = f"{labels.word('entity', sort, lang)} {row[sort]}"
    return {**row, "entity": entity, "zone": None if sort == "zone" else row.get("zone")}


def _meant(name: str, row: Row) -> str:
    """What a cell is a value of: of the field that the row names, where it has one for its values."""
    return str(row["field"]) if name in ("value", "before", "after") and "field" in row else name


def chronology_table(
    rows: Sequence[Row], lang: str, years: str, notes: dict[tuple[str, str | None], list[str]]
) -> Table:
    """The official table: year, date, text, with the numbers of each row's sources beside it (`marks`).

    The year stands in every row here; a format that prints it once blanks it where it repeats (`year_once`).
    """
    body = [[_shown(year_cell(row, years)), _shown(_text(row, "date")), _shown(_text(row, "text"))] for row in rows]
    marks = [[_note(source, lang, notes) for source in row.get("sources") or ()] for row in rows]
    headings = [(key, labels.column(key, lang)) for key in CHRONOLOGY]
    return Table("rows", labels.answer("rows", lang), headings, body, rows, [sorted(set(numbers)) for numbers in marks])


def year_once(rows: list[list[str]]) -> list[list[str]]:
    """The rows of a chronology with the year blank where it repeats the row above."""
    return [["" if number and rows[number - 1][0] == row[0] else row[0], *row[1:]] for number, row in enumerate(rows)]


def long_date(day: str, lang: str) -> str:
    """An ISO day as a document prints it under its title: 令和6年12月10日, or 10 December 2024; empty stays empty."""
    if not day:
        return ""
    if lang == "en":
        from ..dates.spans import ENGLISH_MONTHS

        whole = datetime.fromisoformat(day)
        return f"{whole.day} {ENGLISH_MONTHS[whole.month - 1]} {whole.year}"
    from ..dates.eras import era

    return era(day)


def _shown(text: str) -> str:
    return visible(text.replace("\r\n", "\n"), keep_newlines=True)


def title_of(answer: Row, kind: str, lang: str) -> str:
    """What an answer is called by its main list, a chronology by its zone; empty when it has no list."""
    if "gaps" in answer:  # an audit, of which the first list is only the summary
        return labels.answer("audit", lang)
    if {"fields", "acts", "sources"} <= answer.keys():
        return labels.answer("explain", lang)
    if kind != "rows":
        return labels.answer(kind, lang) if kind else ""
    name = answer.get("zone_name") or answer.get("zone")
    if isinstance(name, (list, tuple)):
        name = cells.worded("", name, lang)
    return labels.phrase("chronology of", lang).format(name) if name else labels.answer("rows", lang)


def _heading_of(key: str, lang: str) -> str:
    return visible(labels.column(key, lang))


def _text(row: Row, key: str) -> str:
    """The date or text cell as the row gives it; a row without a text cell is its title, one U+0020, its detail."""
    if row.get(key) is not None:
        return str(row[key])
    return " ".join(str(row[part]) for part in ("title", "detail") if row.get(part)) if key == "text" else ""


def _note(source: Row, lang: str, notes: dict[tuple[str, str | None], list[str]]) -> int:
    """The number of a source among the notes; one document cited at several places is one note."""
    key = (cells.citation(source, lang, locator=False), cells.address(source))
    places = notes.setdefault(key, [])
    if source.get("locator") and str(source["locator"]) not in places:
        places.append(str(source["locator"]))
    return list(notes).index(key) + 1


def _numbered(notes: dict[tuple[str, str | None], list[str]], lang: str) -> list[tuple[str, str | None]]:
    return [
        (visible(f"{citation} {_joined(places, lang)}" if places else citation), url)
        for (citation, url), places in notes.items()
    ]


def _joined(places: list[str], lang: str) -> str:
    """Places in one document, what they share said once: 2頁 表 1行、3行."""
    parts, shared = [places[0]], places[0].rpartition(" ")[0]
    for place in places[1:]:
        start, _, rest = place.rpartition(" ")
        parts.append(rest if start == shared else place)
        shared = start
    return ("、" if lang == "ja" else ", ").join(parts)


def _facts(answer: Row, lang: str, mains: set[str]) -> list[tuple[str, str]]:
    """What an answer says outside its lists of rows (of `verify`: what was checked), as (heading, text)."""
    skipped = {*coordinates.COORDINATES, *ASIDE, *mains, *(_TITLES if "rows" in mains else ())}
    facts = [(key, cells.worded(key, value, lang)) for key, value in answer.items() if key not in skipped]
    named = next((names for key, names in _BESIDE.items() if key in answer), {})
    return [(_heading_of(named.get(key, key), lang), _shown(text)) for key, text in facts if text]
