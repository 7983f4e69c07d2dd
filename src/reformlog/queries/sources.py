"""What the sources of an act say: where one gives another date than the act, vaguer, sharper or contradicting it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from .. import dates
from ..errors import Error

WEAK = ("press", "other")


class Reading(NamedTuple):
    """What one source says of one date of an act.

    relation: `same`; `weaker`, its interval contains the act's; `sharper`, it lies inside the act's, which could be as
    exact; `overlaps`, each has days that the other has not; `contradicts`, they do not meet.
    source: its index in the act. words: as written there. explained: `why-not` of the source, or None.
    """

    act: str
    source: int
    field: str
    words: str
    relation: str
    explained: str | None


def readings(body: Mapping[str, Any]) -> Iterator[Reading]:
    """Every `says` of the act's sources, compared with the act's own dates; one that names no date is left out."""
    for index, source in enumerate(body["sources"]):
        for field, words in source.get("says", {}).items():
            if field in body:
                said, own = said_date(words, body[field]), dates.read(body[field])
                if said is not None:
                    yield Reading(body["id"], index, field, words, _relation(said, own), source.get("why-not"))


def _relation(said: tuple[str, str], own: dates.LegalDate) -> str:
    earliest, latest = said
    if (earliest, latest) == (own.earliest, own.latest):
        return "same"
    if latest < own.earliest or own.latest < earliest:
        return "contradicts"
    if earliest <= own.earliest and own.latest <= latest:
        return "weaker"
    return "sharper" if own.earliest <= earliest and latest <= own.latest else "overlaps"


def said_date(words: str, own: str) -> tuple[str, str] | None:
    """The interval a source's words give; a missing year is the act's, a false weekday is no reason not to read it."""
    year = int(dates.read(own).earliest[:4])
    try:
        date = dates.read(words, year=year)
        return date.earliest, date.latest
    except Error:
        found = dates.find(words, year)
        if not found:
            found = dates.find(words.split("（")[0].split("(")[0], year)
        if not found:
            return None
        return found[0][2].earliest, found[-1][2].latest
