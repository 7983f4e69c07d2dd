"""Who published a document, under which title and on which day, as its first lines say."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from . import dated
from .guesses import Guess
from .named_zones import SEPARATORS, zones_in
from .tables import Document

HEAD_LINES = 30
OFFICE = re.compile(r"(?:内閣府|内閣官房|[^\s。、]{0,20}(?:事務局|推進室|本部|[府省庁都道県市町村課局室]))$")
NATIONAL = re.compile(r"内閣|官邸|事務局|[^都道府県市]省|[^都道府県市区]庁$|国会|衆議院|参議院")
LOCAL = re.compile(r"[都道府県市町村区](?:[^\s]{0,20}[部課局室])?$")
DATED = re.compile(
    r"^(?:更新日|最終更新日?|掲載日|作成日|公表日|公開日)?\s?[:：]?\s?(.+?)\s?(?:現在|時点|更新|掲載|作成|公表)?$"
)


class Head(NamedTuple):
    """What a source says of its document; dated as written, or None."""

    title: str
    publisher: str | None
    dated: str | None

    @property
    def grade(self) -> str:
        """`official` for the state, `local` for a prefecture, city, town or village, else `other`."""
        publisher = self.publisher or ""
        return "official" if NATIONAL.search(publisher) else "local" if LOCAL.search(publisher) else "other"


def head_of(
    document: Document, rows: Collection[str], title: str | None, publisher: str | None, day: str | None
) -> Head:
    """The head of a document; what is given goes before what its first lines say. `rows`: the places of its rows.

    Its title is the one the file states, else of what stands above its rows the first heading, else the first line that
    is no date and no office; a note below them is no title.
    """
    heading = first = None
    above = True
    for line in [line for line in document.lines() if line.text][:HEAD_LINES]:
        text = line.text.lstrip("#").strip(" 　")
        filled = [cell for cell in line.cells if cell]
        above = above and line.place not in rows
        if not text or len(filled) != 1 or line.place in rows:
            continue
        date = _whole_date(text)
        if date:
            day = day or date
        elif OFFICE.fullmatch(text) and len(text) <= 30:
            publisher = publisher or text
        elif above and not dated.leading(text) and not dated.year_heading(text):
            heading = heading or (text if line.text.startswith("#") else None)
            first = first or text
    return Head(title or document.title or heading or first or document.name, publisher, day)


def _whole_date(text: str) -> str | None:
    """The day a line consists of (更新日：2025年1月22日), or None."""
    match = DATED.match(text)
    date = dated.leading(match[1]) if match else None
    if match is None or date is None or date.end != len(match[1]) or not dated.own_year(date.words):
        return None
    meant = dated.meaning(date.words, None)
    return date.words if meant and meant.earliest == meant.latest else None


def zone_of(head: Head, text: str, zones: Mapping[str, Sequence[str]]) -> Guess | None:
    """The zone whose table it is: the one that title or publisher names, or a part of it, else the text's only one."""
    said = {"title": head.title, "publisher": head.publisher or ""}
    for where, words in said.items():
        named = zones_in(words, zones)
        if len(named) == 1:
            return Guess(named[0].zone, "likely", f"the only zone that the {where} names ({named[0].name})")
    places = {
        (zone, part) for zone, names in zones.items() for name in names for part in SEPARATORS.split(name) if part
    }
    for where, words in said.items():
        parts = sorted((zone, part) for zone, part in places if part in words)
        if len({zone for zone, _ in parts}) == 1:
            return Guess(parts[0][0], "guess", f"the {where} names a part of it ({parts[0][1]})")
    named = zones_in(text, zones)
    if len(named) == 1:
        return Guess(named[0].zone, "guess", f"the only zone that the text names ({named[0].name})")
    return None
