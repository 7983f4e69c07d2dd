"""A feed (Atom, RFC 4287): what a reader subscribes to in order to hear of new acts or new records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as xml

from ..text import visible
from . import cells, sheet

_ATOM = "http://www.w3.org/2005/Atom"
_NEVER = "1970-01-01T00:00:00Z"


def render(answer: Mapping[str, Any], *, lang: str, years: str, title: str | None, **_: Any) -> str:
    """A chronology or the log as Atom, newest first. Ids come from the log's origin and the act, so they never change.

    `updated` is the row's recorded_at, else the instant to which the answer knows the record.
    """
    page = sheet.lay_out(answer, lang=lang, years=years, title=title)
    known = (answer.get("as_known") or {}).get("recorded_at") or _NEVER
    origin = str((answer.get("log") or {}).get("origin") or "reformlog")
    xml.register_namespace("", _ATOM)
    feed = xml.Element(f"{{{_ATOM}}}feed", {"xml:lang": lang})
    _add(feed, "id", _id(origin, page.kind, str(answer.get("zone") or "")))
    _add(feed, "title", page.title)
    _add(feed, "subtitle", page.heading)
    _add(feed, "updated", known)
    _add(_add(feed, "author"), "name", origin)
    for row in reversed(answer[page.kind]):
        _entry(feed, row, page, origin, known)
    xml.indent(feed)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + xml.tostring(feed, encoding="unicode") + "\n"


def _entry(feed: xml.Element, row: Mapping[str, Any], page: sheet.Sheet, origin: str, known: str) -> None:
    entry = _add(feed, "entry")
    event = str(row.get("version") or "") if page.kind == "events" else ""
    _add(entry, "id", _id(origin, str(row.get("act")), event))
    when = f"{row.get('year') or ''}{row.get('date') or ''}"
    what = cells.worded("event", row.get("event"), page.lang)
    _add(entry, "title", " ".join(part for part in (when, what, str(row.get("title") or row.get("act") or "")) if part))
    _add(entry, "updated", str(row.get("recorded_at") or known))
    for url in dict.fromkeys(filter(None, map(cells.address, row.get("sources") or ()))):
        xml.SubElement(entry, f"{{{_ATOM}}}link", {"rel": "related", "href": url})
    lines = [str(row.get("text") or row.get("reason") or row.get("title") or "")]
    lines += [cells.citation(source, page.lang) for source in row.get("sources") or ()]
    _add(entry, "content", "\n".join(lines)).set("type", "text")


def _add(parent: xml.Element, name: str, text: str | None = None) -> xml.Element:
    element = xml.SubElement(parent, f"{{{_ATOM}}}{name}")
    if text is not None:
        element.text = visible(text, keep_newlines=True)
    return element


def _id(*parts: str) -> str:
    return uuid5(NAMESPACE_URL, "reformlog:" + "\n".join(parts)).urn
