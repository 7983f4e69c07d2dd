"""The dates of a drafted act: the row's own, those of further columns, and those its text tells."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ... import dates
from ...events.kinds import KINDS
from . import dated, particulars
from .rows import Row

DECIDING = re.compile(r"了承|決定|取りまとめ|とりまとめ|答申")


@dataclass
class Drafted:
    """A drafted act: body (every scalar as text), comments by path, questions, the row, and its row date.

    zones: those the row names, and unless it surely names one, the one whose table it is; none where none is known.
    """

    body: dict[str, Any]
    row: Row
    comments: dict[tuple[str | int, ...], str] = field(default_factory=dict)
    decide: list[str] = field(default_factory=list)
    earliest: str | None = None
    latest: str | None = None
    zones: tuple[str, ...] = ()


def put_dates(entry: Drafted, kind: str, own: list[tuple[str, str]], source: dict[str, Any]) -> None:
    """The dates of the act: those of its columns, or the row's; then those its text tells, in their legal order."""
    row, possible = entry.row, KINDS[kind].dates
    found: dict[str, str] = {}
    reasons: dict[str, str] = {}
    further = particulars.further_dates(row.text, row.year, row.words)
    told = {name for date in further for name in date.fields}
    pairs = own or _row_fields(kind, row, told)
    for name, words in pairs:
        value = _value(name, words, row.year, entry, source)
        if value:
            found[name] = value
            carried = "" if dated.own_year(words) or row.year is None else f", {row.year} carried down"
            reasons[name] = f"{_surely(name, 'likely' if row.doubts else 'sure', source)}: written {words}{carried}"
    for date in further:
        for name in date.fields:
            if name not in possible or name in found:
                continue
            value = _value(name, date.words, row.year, entry, source)
            if value:
                found[name] = value
                reasons[name] = f"{_surely(name, date.sure, source)}: {date.reason}"
    if kind == "council-meeting" and "held" in found and DECIDING.search(" ".join([row.text, *row.notes])):
        found["decided"] = found["held"]
        reasons["decided"] = "likely: the sitting decided"
    _in_order(possible, [name for name, _ in pairs], found, entry)
    for name in possible:
        if name in found:
            entry.body[name] = found[name]
            if name in reasons:
                entry.comments[(name,)] = reasons[name]
    _put_span(entry, found, pairs)


def _surely(name: str, sure: str, source: Mapping[str, Any]) -> str:
    """A date that had to be mended is a guess, however surely it was written."""
    return "guess" if name in source.get("says", {}) else sure


def _in_order(possible: Sequence[str], own: Sequence[str], found: dict[str, str], entry: Drafted) -> None:
    """Leave out a date that stands against the legal order, rather one that the text tells than one of the row."""
    kept: list[str] = []
    for name in sorted((name for name in possible if name in found), key=lambda name: name not in own):
        here = dated.meaning(found[name], None)
        for other in kept:
            there = dated.meaning(found[other], None)
            first, last = (here, there) if possible.index(name) < possible.index(other) else (there, here)
            if first and last and last.latest < first.earliest:
                entry.decide.append(f"{name} {found[name]} does not fit {other} {found[other]}; {name} was left out.")
                del found[name]
                break
        else:
            kept.append(name)


def _put_span(entry: Drafted, found: Mapping[str, str], pairs: Sequence[tuple[str, str]]) -> None:
    """The first and the last day of the row date: of the first of the row's own dates that stands."""
    meant = next((dated.meaning(found[name], None) for name, _ in pairs if name in found), None)
    if meant:
        entry.earliest, entry.latest = meant.earliest, meant.latest


def _row_fields(kind: str, row: Row, told: set[str]) -> list[tuple[str, str]]:
    """Which dates of its kind the row's own date is: by words such as 施行 without a date, else the usual one."""
    possible = KINDS[kind].dates
    if "closed" in possible:
        return _opened_closed(row)
    if kind in ("law", "cabinet-order", "ministerial-order", "bill"):
        said = [
            name
            for words, name in particulars.ROLES.items()
            if words in row.text and name in possible and name not in told
        ]
        if kind == "bill" and "提出" in row.text:
            said.append("submitted")
        said = [name for name in possible if name in said]
        if said:
            return [(name, row.words) for name in said]
    usual = KINDS[kind].effective
    return [(usual if usual not in told else next((name for name in possible if name not in told), usual), row.words)]


def _opened_closed(row: Row) -> list[tuple[str, str]]:
    """A range in the date cell of a call is its first and its last day."""
    first, mark, last = [*re.split(r"([～〜~])", row.words, maxsplit=1), "", ""][:3]
    if not mark or not last.strip():
        return [("opened", row.words.rstrip("～〜~"))]
    start = dated.meaning(dated.with_year(first, row.year), row.year)
    year = row.year
    own = dated.own_year(first)
    if not dated.own_year(last) and start:
        year = int(start.earliest[:4])
        if not dated.month_of(last):
            last = f"{dated.month_of(first)}月{last}"
        turned = (dated.month_of(last) or 0) < int(start.earliest[5:7])
        last = dated.with_year(last, year + 1 if turned else year)
    return [("opened", first if own else dated.with_year(first, row.year)), ("closed", last)]


def _value(name: str, words: str, year: int | None, entry: Drafted, source: dict[str, Any]) -> str | None:
    """A date as the act file writes it: an ISO day where that prints the same cell, else the words with their year."""
    whole = dated.plain(dated.with_year(words, year))
    meant = dated.meaning(whole, None)
    if meant is None:
        return _mended(name, words, whole, year, entry, source)
    if dates.is_day(meant) and not meant.open and "～" not in whole:
        bare = dates.without_year(whole)
        if bare == dates.without_year(meant.earliest) or re.match(r"[0-9]{4}[-/]", words):
            return meant.earliest
    return whole


def _mended(name: str, words: str, whole: str, year: int | None, entry: Drafted, source: dict[str, Any]) -> str | None:
    """A date that is refused as written: without its weekday, or as far as it can be read; the question says so."""
    if year is None and not dated.own_year(words):
        entry.decide.append(f"{name}: 「{words}」 has no year, and none is carried down to it.")
        return None
    error = dated.refusal(whole)
    why = f"{name}: {error.message} {error.hint or ''}".strip() if error else f"{name}: 「{whole}」 is not read."
    bare = dated.WEEKDAY.sub("", whole)
    meant = dated.meaning(bare, None)
    if meant is None:
        found = dates.find(whole)
        meant = found[0][2] if found and found[0][0] == 0 else None
        bare = meant.words if meant else ""
    if meant is None:
        entry.decide.append(why)
        return None
    value = meant.earliest if dates.is_day(meant) and not meant.open else bare
    entry.decide.append(f"{why} Taken as {value}.")
    source["says"] = {**source.get("says", {}), name: whole}
    return value
