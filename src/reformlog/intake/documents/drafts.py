"""An official chronology becomes draft acts in YAML for a person to check; nothing is recorded by it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...text import MAX_TITLE
from . import reading
from .act_dates import Drafted
from .acts import Setting, acts_of
from .effects import Course
from .free_ids import Ids
from .guesses import Guess
from .heads import Head, head_of, zone_of
from .layouts import read_rows
from .named_zones import nicknames
from .quotations import Quotable
from .recorded import KnownActs, Match, recognise
from .rows import Row, Unread
from .tables import Document
from .writing import block, flow, remark

Told = Callable[[str], str]
"""A comment in the language of who reads it."""


@dataclass(frozen=True)
class Draft:
    """What `import` hands to a person.

    yaml: the act file with its comments; reading it back with every scalar as text gives `entries`. unread: the lines
    that could not be read, with reasons. recorded: rows already in the register, each with the act it repeats.
    zone: the zone whose table it is, or None.
    """

    yaml: str
    entries: list[dict[str, Any]]
    unread: list[Unread]
    recorded: list[tuple[Row, Match]]
    document: Document
    zone: str | None


def draft(
    path: str | Path,
    *,
    zone: str | None = None,
    zones: Mapping[str, Sequence[str]] | None = None,
    known: Sequence[Mapping[str, Any]] = (),
    title: str | None = None,
    publisher: str | None = None,
    dated: str | None = None,
    lang: str = "en",
) -> Draft:
    """Draft acts for every row of a chronology.

    zone: the id of the zone whose table it is; without it the document's title decides when it names exactly one.
    zones: every zone's id → its names, to recognise them in the text. known: the register's acts as dicts (see
    `KnownActs`): rows that repeat one are offered as a further source of it.
    title, publisher, dated: of the document, where its first lines do not say them rightly.
    lang: of the comments, `en` or `ja`.
    Raises Usage (no such file, a missing extra) and Refused (what cannot be read, and a document without dates).
    """
    zones = zones or {}
    document = reading.read(path)
    found = read_rows(document)
    head = head_of(document, {row.locator for row in found.rows}, title, publisher, dated)
    text = document.text
    whose = Guess(zone, "sure", "given") if zone else zone_of(head, text, zones)
    own = whose.value if whose else None
    setting = Setting(head, document.name, document.sha256, Quotable(document), zones, whose)
    rows = [row for row in found.rows if len(row.text) <= MAX_TITLE]
    long = [row for row in found.rows if len(row.text) > MAX_TITLE]
    unread = [*found.unread, *(Unread(row.locator, row.text, "its text is too long for one row") for row in long)]
    course = Course(own, nicknames(text, zones), Ids(str(row["act"]) for row in known))
    pairs = _judged(rows, setting, course, KnownActs(known))
    entries = [entry.body for entry, match in pairs if match is None]
    recorded = [(entry.row, match) for entry, match in pairs if match is not None]
    told = _in_japanese if lang == "ja" else str
    parts = [_recorded(entry, match, told) if match else _written(entry, told) for entry, match in pairs]
    first = _opening(document, head, whose, len(entries), len(recorded), unread)
    if not entries:
        parts.append(["[]"])
    lines = [line for part in [map(remark, map(told, first)), *parts, _unread(unread, told)] for line in (*part, "")]
    return Draft("\n".join(lines).rstrip("\n") + "\n", entries, unread, recorded, document, own)


def _judged(
    rows: Sequence[Row], setting: Setting, course: Course, known: KnownActs
) -> list[tuple[Drafted, Match | None]]:
    """Every drafted act, with the act of the register that it repeats or None."""
    renamed: dict[str, str] = {}
    pairs: list[tuple[Drafted, Match | None]] = []
    for row in rows:
        for entry in acts_of(row, setting, course):
            match = recognise(entry, known)
            if entry.body.get("part-of") in renamed:
                entry.body["part-of"] = renamed[entry.body["part-of"]]
            if match:
                renamed[entry.body["id"]] = match.act
                course.ids.free(entry.body["id"])
            pairs.append((entry, match))
    return pairs


def _in_japanese(comment: str) -> str:
    """A comment of ours in Japanese, as far as there is a sentence for it."""
    from ...formats.drafted import japanese

    return japanese(comment) or comment


def _opening(
    document: Document, head: Head, zone: Guess | None, new: int, recorded: int, unread: Sequence[Unread]
) -> list[str]:
    """What the file is, and what its marks mean."""
    lines = [
        f"Draft of {_number(new, 'act')} from {document.name}, for a person to check. Nothing is recorded by it.",
        f"Document: {head.title} | {head.publisher or 'publisher not found'} | {head.dated or 'day not found'}",
        f"SHA-256 {document.sha256}",
        "Behind a value: sure, likely or guess, and what speaks for it. DECIDE: a question only a person can answer.",
    ]
    lines.extend(document.remarks)
    if recorded:
        lines.append(
            f"{_number(recorded, 'row')} in the register already: offered as a further source, not as a new act."
        )
    if unread:
        lines.append(f"{_number(len(unread), 'line')} could not be read: listed at the end.")
    if zone is None:
        lines.append(
            "DECIDE: whose table is it? Import again with --zone ZONE, so that its own words are kept for that zone."
        )
    else:
        lines.append(f"Zone: {zone.value} ({zone.comment})")
    return lines


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _written(entry: Drafted, told: Told) -> list[str]:
    lines = [remark(f"{entry.row.locator}: {entry.row.words} | {entry.row.text}")]
    lines.extend(remark(told(f"DECIDE: {question}")) for question in entry.decide)
    fields = block(entry.body, {path: told(comment) for path, comment in entry.comments.items()}, 2)
    return [*lines, f"- {fields[0].lstrip()}", *fields[1:]]


def _recorded(entry: Drafted, match: Match, told: Told) -> list[str]:
    """A row the register has: which act, how sure, and how this document becomes a further source of it."""
    lines = [
        f"{entry.row.locator}: {entry.row.words} | {entry.row.text}",
        told(f"Already recorded as {match.act} ({match.sure}: {match.reason})."),
    ]
    if match.cited:
        lines.append(told("This document is among its sources already: nothing to do."))
    else:
        lines.append(
            told(
                f"To add this document: reformlog show {match.act} -o {match.act}.yaml   Put the next line at its end, "
                f"then: reformlog correct {match.act} {match.act}.yaml --reason TEXT"
            )
        )
        lines.append(f"  - {flow(entry.body['sources'][0])}")
    return [remark(line) for line in lines]


def _unread(unread: Sequence[Unread], told: Told) -> list[str]:
    if not unread:
        return []
    lines = [remark(told(f"Not read ({len(unread)}):"))]
    for line in unread:
        text = line.text if len(line.text) <= 80 else line.text[:79] + "…"
        lines.append(remark(f"  {line.locator}: {text} ({told(line.reason)})"))
    return lines
