"""From data to a page: the templates, the words and the links they are given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import jinja2
from markupsafe import Markup

from .. import formats, places
from ..formats import cells, labels, sheet
from ..projections.facts import use_id
from ..queries.history import ordered_fields
from ..queries.states import row_at
from ..queries.view import View, coordinates
from ..text import visible
from .addresses import Address
from .asking import Subject
from .listing import Answer
from .texts import Cell, by_year, minute, moved, name_among, official, tongue_of, whole
from .words import phrase, status

HERE = Path(__file__).parent
MAX_CELLS = {"docx": 10_000, "pdf": 10_000, "xlsx": 100_000}
APART = ("title", "sources", "effects")  # fields of an act that have a place of their own on its page

Link = Callable[[Address], str | None]
"""What an address is in the page being made: a path, or a relative name of a file; None when there is no such page."""
Named = Callable[[str], str | None]
"""The name of a zone by its id; None when it has none."""


class Site(NamedTuple):
    """What all pages of one place share. link: see Link. asset: gives the address of a file. live: it takes forms."""

    link: Link
    asset: Callable[[str], str]
    live: bool = True


def _finished(value: Any) -> Any:
    """Texts of the record as a reader can see them; the template language escapes them after this."""
    return visible(value, keep_newlines=True) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def environment() -> jinja2.Environment:
    """The templates, compiled once; everything put into a page is escaped unless our own code made it."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_finished,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters |= {"groupby_year": by_year, "minute": minute, "whole": whole}
    made.globals |= {"status_of": status, "address_of": cells.address}
    return made


@cache
def installed(name: str) -> bool:
    """Whether what a format needs is there; looked for once while the program runs."""
    return formats.lacking(name) is None


def offered() -> list[str]:
    """The formats that can be made on this machine, whatever the answer."""
    return [name for name in formats.FORMATS if installed(name)]


def downloads(answer: Mapping[str, Any]) -> list[str]:
    """The formats an answer can be had in."""
    return [name for name in formats.fitting(answer) if installed(name) and not too_large(answer, name)]


def too_large(answer: Mapping[str, Any], name: str) -> bool:
    """Whether a document of so many cells would take too long to make while a reader waits."""
    most = MAX_CELLS.get(name)
    if most is None:
        return False
    lists = [answer[key] for key in sheet.main_lists(answer)]
    return sum(len(rows) * len(rows[0]) for rows in lists if rows) > most


class Guide:
    """What a template asks for: words in the page's language and links that keep its day and state of knowledge.

    named: gives the name that a zone has on the page's day, by its id; None where no view is at hand.
    """

    def __init__(self, site: Site, address: Address, named: Named | None = None):
        self.site, self.address, self.lang = site, address, address.lang
        self._named = cache(named or (lambda zone: None))

    def say(self, key: str, *values: object) -> str:
        """A phrase of the pages."""
        return phrase(key, self.lang, *values)

    def to(self, *page: str, format: str | None = None, **changes: Any) -> str | None:
        """The link to a page; changes: `day`, `known`, `lang`, `query` where they differ from this page's."""
        return self.site.link(self.address._replace(page=page, format=format, query=())._replace(**changes))

    def here(self, **changes: Any) -> str | None:
        """The link to this page with something changed."""
        return self.site.link(self.address._replace(**changes))

    def page(self, number: int) -> str | None:
        """The link to another page of this list."""
        others = tuple((key, value) for key, value in self.address.query if key != "page")
        return self.here(query=(*others, ("page", str(number))))

    def files(self, page: list[str], names: list[str]) -> list[tuple[str, str]]:
        """The formats in which the data of a page can be had here, each with its link."""
        query = self.address.query if page == ["search"] else ()
        links = ((name, self.to(*page, format=name, query=query)) for name in names)
        return [(name, link) for name, link in links if link is not None]

    def fitting(self, key: str) -> list[str]:
        """The formats for a list of this name."""
        return downloads({key: []})

    def heading(self, subject: Subject, answer: Mapping[str, Any]) -> str:
        """The title of a page that is a list."""
        title = sheet.title_of(answer, "rows", self.lang) if "rows" in answer else ""
        page = self.address.page
        if len(page) == 3:
            return title or self.say(subject.title) + self.say("in brackets", self.zone(page[1]))
        if not page[1:]:
            return self.say(subject.title)
        of = f"{self.word('entity', answer['entity'])} {self.zone(answer['id'])}" if "entity" in answer else None
        return self.say(subject.title) + self.say("in brackets", of or self.say("since", page[1]))

    def place(self) -> str:
        """What tells this page from others with its heading: day and position of its address, and its number."""
        in_heading = not self.address.page or self.address.page[-2:-1] in (("since",), ("learned",))
        parts = [self.address.day] if self.address.day and not in_heading else []
        if self.address.known is not None:
            parts.append(self.say("at position", self.address.known))
        if self.address.field("page") not in ("", "1"):
            parts.append(self.say("page number", self.address.field("page")))
        return self.say("in brackets", ("、" if self.lang == "ja" else ", ").join(parts)) if parts else ""

    def tongue(self, text: Any) -> Markup:
        """The attribute for a text that is not in the language of the page: what the record quotes, our own English."""
        tongue = tongue_of(str(text), self.lang)
        return Markup(f' lang="{tongue}"') if tongue else Markup()

    def file(self, path: str) -> str:
        """The link to a file of the site that is no page."""
        return self.site.asset("../" + path)

    def days(self) -> str | None:
        """The address of the map on any day, with `0000-00-00` where the day goes."""
        if self.site.live:
            return self.here(day="0000-00-00", query=())
        link = self.here(query=())
        return link and (link if self.address.day is None else link.replace(self.address.day, "0000-00-00"))

    def column(self, key: str) -> str:
        """The heading of a column."""
        return labels.column(key, self.lang)

    def field(self, key: str) -> str:
        """The name of a field of an act."""
        return labels.field(key, self.lang)

    def word(self, key: str, value: Any) -> str:
        """A value of the data as a cell prints it."""
        if key == "says" and isinstance(value, dict):
            return "、".join(f"{self.field(field)} {words}" for field, words in value.items())
        return cells.worded(key, value, self.lang)

    def fields(self, body: Mapping[str, Any]) -> list[tuple[str, list[str]]]:
        """The fields of an act that its page lists: names and lines of text, the dates in their legal order."""
        return [(self.field(key), self._lines(key, body[key])) for key in ordered_fields(body) if key not in APART]

    def _lines(self, key: str, value: Any) -> list[str]:
        if key == "words":
            own = {zone: text if isinstance(text, str) else official(text) for zone, text in value.items()}
            return [f"{self.zone(zone)}: {text}" for zone, text in own.items()]
        if key == "zones":
            return [("、" if self.lang == "ja" else ", ").join(map(self.zone, value))]
        if isinstance(value, list):
            return [self._told(key, item) for item in value]
        return [self._told(key, value)]

    def _told(self, key: str, value: Any) -> str:
        if not isinstance(value, Mapping):
            return self.word(key, value)
        itself = [name for name in ("role", "text", "what") if name in value]  # needs no name of a field before it
        parts = [self.word(name, value[name]) for name in itself]
        parts += [
            f"{labels.part(key, name, self.lang)} {self.word(name, value[name])}"
            for name in value
            if name not in itself
        ]
        return "、".join(parts)

    def kind(self, name: str) -> str:
        """The name of a kind of act."""
        return labels.word("kind", name, self.lang)

    def cite(self, source: Mapping[str, Any]) -> str:
        """A source in one line."""
        return cells.citation(source, self.lang)

    def zone_name(self, row: Mapping[str, Any]) -> str:
        """The name of a zone: as the record gives it; in English by the table of names where it has one."""
        english = places.zone(row["zone"]) if self.lang == "en" else None
        return english[0] if english else str(row.get("name") or row["zone"])

    def zone(self, zone: str) -> str:
        """The name of a zone of which only the id is at hand; the id itself when it has no name."""
        return self.zone_name({"zone": zone, "name": self._named(zone)})

    def tables(self, answer: Mapping[str, Any]) -> list[dict[str, Any]]:
        """The lists of an answer as tables of cells, each act and zone with its link."""
        laid = sheet.lay_out(answer, lang=self.lang)
        return [self._table(table) for table in [*laid.tables, *laid.aside]]

    def _table(self, table: sheet.Table) -> dict[str, Any]:
        keys = [key for key, _ in table.columns]
        rows = [
            [self._cell(key, text, source) for key, text in zip(keys, row, strict=True)]
            for row, source in zip(table.rows, table.source, strict=True)
        ]
        if table.key == "rows":
            years = [text for text, *_ in sheet.year_once(table.rows)]
            days = [Cell(self.dated(row)) for row in table.source]
            rows = [[Cell(year), date, row[2]] for year, date, row in zip(years, days, rows, strict=True)]
        columns = [(key, heading if key in labels.COLUMNS else self.column(key)) for key, heading in table.columns]
        first = name_among(keys)
        rows = [moved(row, first) for row in rows]
        return {"key": table.key, "caption": table.caption, "columns": moved(columns, first), "rows": rows}

    def _cell(self, key: str, text: str, row: Mapping[str, Any]) -> Cell:
        value = row.get(key)
        if key in ("act", "text") and row.get("act"):
            return Cell(text, self.to("acts", str(row["act"])))
        if key == "of" and isinstance(value, str) and row.get("rule"):
            return Cell(text, self.to("acts", value))
        if key == "acts" and isinstance(value, list) and value:
            return Cell(text, None, tuple((str(act), self.to(key, str(act))) for act in value))
        if key == "zones" and isinstance(value, list) and value:
            return Cell(text, None, tuple((self.zone(str(zone)), self.to(key, str(zone))) for zone in value))
        if key == "id" and row.get("entity") in ("zone", "policy"):
            return Cell(self.zone(str(value)), self.to("zones", str(value)))
        if key in ("zone", "name") and row.get("zone"):
            named = text if "name" in row else self.zone(str(value))
            return Cell(named, self.to("zones", str(row["zone"])))
        if key == "plan" and "revision" in row:
            return Cell(text, self.to("explain", f"plan:{value}"))
        if key == "measure" and "until" in row:
            named = use_id(text, row["zone"], row["part"]) if row["zone"] else f"measure:{value}"
            return Cell(text, self.to("explain", named))
        if key == "url" and cells.address(row):
            return Cell(text, cells.address(row))
        if key == "recorded_at" and value:
            return Cell(minute(str(value)))
        if key == "changed" and isinstance(value, dict):
            return Cell("\n".join(self._change(self.column(field), field, change) for field, change in value.items()))
        if key == "changed" and value:  # the fields of an act that a correction changed
            return Cell("\n".join(self._change(self.field(each["field"]), each["field"], each) for each in value))
        return Cell(self.word(key, value) if key in ("grade", "says") and value else text)

    def dated(self, row: Mapping[str, Any]) -> str:
        """The date of a row of a chronology in its own words; on an English page with the days these mean."""
        return f"{row['date']} ({cells.days(row['earliest'], row['latest'])})" if self.lang == "en" else row["date"]

    def _change(self, name: str, field: str, change: Mapping[str, Any]) -> str:
        before, after = (self.word(field, change[side]) or "–" for side in ("before", "after"))
        return f"{name}: {before} → {after}"


def html(site: Site, subject: Subject, address: Address, view: View, day: str, answer: Answer, /, **more: Any) -> str:
    """The page of an answer. more: what its template needs beside, or instead."""
    template = environment().get_template(subject.template)
    facts = coordinates(view, day)

    def named(zone: str) -> str | None:
        row = row_at(view, "zone:" + zone, day)
        return row["name"] if row else None

    given = {"g": Guide(site, address, named), "address": address, "answer": answer, "day": day, "lang": address.lang}
    given |= {"about": facts, "site": site, "subject": subject, "downloads": downloads(answer)}
    return template.render(**{**given, **more})


def plain(site: Site, address: Address, template: str, **more: Any) -> str:
    """A page that rests on no view: what is wrong with a question, or that the register cannot be read."""
    guide = Guide(site, address)
    page = environment().get_template(template)
    return page.render(g=guide, address=address, lang=address.lang, site=site, about=None, day=None, **more)
