"""One row of a chronology becomes the body of an act, or of two when it has dates of two; every guess is remarked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ... import dates
from ...events.kinds import DATE_NAMES, KINDS, row_words
from . import dated, particulars
from .act_dates import Drafted, put_dates
from .effects import Clues, Course, effects_of
from .free_ids import Ids
from .guesses import Guess, guess_kind, kind_called
from .heads import Head
from .named_zones import Named, unknown_zones, zones_in
from .quotations import Quotable
from .rows import Row

SITTINGS = {
    "council-meeting": "諮問会議",
    "expert-panel": "専門調査会",
    "wg-hearing": "ワーキンググループ|WG|ＷＧ",
    "zone-subcommittee": "分科会",
}
KIND_OF_DATE = {
    "held": "zone-council",
    "applied": "plan-application",
    "approved": "plan-approval",
    "decided": "cabinet-order",
}
BARE_TITLE = re.compile(r"(?:第\s?[0-9０-９]+\s?回|(?:変更の?)?認定|申請)")
TITLE_OF_KIND = {
    "plan-application": "区域計画の認定申請",
    "plan-approval": "区域計画の認定",
    "zone-council": "区域会議",
}
SLUGS = {"council-meeting": "council", "proposal-call": "proposal-call", "plan-approval": "plan-approval"}


@dataclass(frozen=True)
class Setting:
    """What all rows of a document share.

    file, sha256: its name, and the digest of its bytes. quotable: its text, to look quotations up in.
    zones: each zone of the register → its names. whose: the zone whose table it is, as far as that is told.
    """

    head: Head
    file: str
    sha256: str
    quotable: Quotable
    zones: Mapping[str, Sequence[str]]
    whose: Guess | None = None

    @property
    def zone(self) -> tuple[str, ...]:
        """The zone whose table it is, where that is no mere guess."""
        return (self.whose.value,) if self.whose and self.whose.sure != "guess" else ()


def acts_of(row: Row, setting: Setting, course: Course) -> list[Drafted]:
    """The drafts of one row; `course` is told the ids they take, and what else later rows need."""
    given = kind_called(row.kind)
    kind = Guess(given, "sure", f"written {row.kind}") if given else _guessed_kind(row)
    fields = _columns(row)
    first = fields[0][0] if fields else None
    if first and not given and first not in KINDS[kind.value].dates and first in KIND_OF_DATE:
        kind = Guess(KIND_OF_DATE[first], "likely" if len(fields) > 1 else "guess", f"the column {row.dates[0][0]}")
    own = [(name, words) for name, words in fields if name in KINDS[kind.value].dates]
    entries = [_act(row, kind, own, setting, course)]
    if row.kind and not given:
        entries[0].decide.append(
            f"the row calls its kind {row.kind}, which is none of those that reformlog kinds lists."
        )
    if given and fields and not own:
        del fields[0]  # the day is the act's, whatever its column is called
        entries[0].decide.append(f"{given} has no date of the column {row.dates[0][0]}; is the day the right one?")
    for name, words in fields:
        if name not in KINDS[kind.value].dates and name in KIND_OF_DATE:
            entries.append(_second(row, name, words, entries[0], setting, course))
    return entries


def _guessed_kind(row: Row) -> Guess:
    title, detail = _cells(row)
    return guess_kind(title, " ".join([detail, *row.items]))


def _cells(row: Row) -> tuple[str, str]:
    """Title and detail of a row: its column of titles and the rest, else the two parts of its text."""
    if row.title:
        return row.title, row.text.removeprefix(row.title).strip(" ")
    return particulars.split_cell(row.text)


def _columns(row: Row) -> list[tuple[str, str]]:
    """The date fields that the heads of the date columns name: 開催日 → held."""
    named = []
    for head, words in row.dates:
        roles = [particulars.ROLES[role] for role in sorted(particulars.ROLES, key=len, reverse=True) if role in head]
        roles = [name for name in DATE_NAMES if name == head.lower()] or roles
        if roles:
            named.append((roles[0], words))
    return named


def _act(row: Row, kind: Guess, own: list[tuple[str, str]], setting: Setting, course: Course) -> Drafted:
    title, detail = _cells(row)
    said = f"{row.about} {row.text}" if row.about else row.text
    named = tuple(zones_in(said, setting.zones))
    entry = Drafted({"id": "", "kind": kind.value}, row, {("kind",): kind.comment}, list(row.doubts))
    surely = bool(zones_in(row.about, setting.zones)) or any(name.guess.sure == "sure" for name in named)
    entry.zones = (*(name.zone for name in named), *(() if surely else setting.zone))
    source = _source(row, setting)
    put_dates(entry, kind.value, own, source)
    if row.inferred:
        entry.body["inferred"] = "表に〔推定〕とある"
        entry.decide.append("the table says that the date is inferred, and not from what; write it into inferred.")
    _put_numbers(entry, said, named, course)
    entry.body["title"] = _title(kind.value, title)
    if detail:
        entry.body["detail"] = detail
    if row.time:
        entry.body["time"] = row.time
    _put_counts(entry)
    present = particulars.attendees(row.text)
    if present:
        entry.body["attendees"] = present
        entry.comments[("attendees",)] = "likely: 参加, 出席"
    _put_effects(entry, named, setting, course)
    _put_promises(entry)
    _put_words(entry, title, detail, course)
    if row.notes or (row.items and not _has_projects(entry)):
        entry.body["notes"] = [*row.notes, *(row.items if not _has_projects(entry) else ())]
    if any("廃案" in note for note in row.notes) and kind.value != "bill-outcome":
        entry.decide.append("a note tells of 廃案: the outcome of a bill is an act of its own (bill-outcome).")
    entry.body["sources"] = [source]
    entry.body["id"] = _identify(entry, course.ids)
    return entry


def _title(kind: str, title: str) -> str:
    """The title of the act; 第5回 or 認定 alone is given the name of the thing."""
    full = particulars.act_title(title)
    if kind not in TITLE_OF_KIND or not BARE_TITLE.fullmatch(full):
        return full
    return f"{TITLE_OF_KIND[kind]}（{full}）" if full.startswith("第") else TITLE_OF_KIND[kind]


def _second(row: Row, name: str, words: str, first: Drafted, setting: Setting, course: Course) -> Drafted:
    """The act of a further date column (認定日 beside 開催日): shown in the row of the first, and without its words."""
    kind = Guess(KIND_OF_DATE[name], "likely", "a column of its own gives its day")
    bare = replace(row, words=words, dates=(), time="", doubts=())
    entry = _act(bare, kind, [(name, words)], setting, course)
    title = TITLE_OF_KIND.get(kind.value, str(entry.body["title"]))
    for key in ("words", "detail", "number", "numbers", "time"):
        entry.body.pop(key, None)
    sources = entry.body.pop("sources")
    shown = {"title": f"{title}（{first.body['title']}）", "part-of": first.body["id"]}
    entry.body |= {**shown, "sources": sources}
    return entry


def _put_numbers(entry: Drafted, text: str, named: Sequence[Named], course: Course) -> None:
    kind = entry.body["kind"]
    if kind in SITTINGS:
        number = particulars.sitting(text, f"(?:{SITTINGS[kind]})")
        if number is not None:
            entry.body["number"] = str(number)
    elif kind == "zone-council":
        numbers = {}
        for name in named:
            near = particulars.NTH.search(text[name.end : name.end + 40]) if name.end <= len(text) else None
            if near:
                numbers[name.zone] = str(particulars.whole(near[1]))
        zone = named[0].zone if len(named) == 1 else course.zone
        single = particulars.sitting(text, "区域会議")
        if not numbers and zone and single is not None:
            numbers[zone] = str(single)
        if numbers:
            entry.body["numbers"] = numbers
        elif single is not None:
            entry.decide.append(f"第{single}回 of which zone's council? Add numbers: {{ZONE: {single}}}.")


def _put_counts(entry: Drafted) -> None:
    counts = particulars.counts(entry.row.text)
    if counts:
        entry.body["counts"] = {key: str(number) for key, number in counts.items()}
        entry.comments[("counts",)] = "likely: as the row states them"


def _put_effects(entry: Drafted, named: tuple[Named, ...], setting: Setting, course: Course) -> None:
    row, kind = entry.row, entry.body["kind"]
    text = " ".join([row.text, *row.items, *(row.notes if kind == "council-meeting" else ())])
    found = effects_of(Clues(kind, text, row.year, named, row.items, "closed" in entry.body), course)
    if found.effects:
        entry.body["effects"] = found.effects
        entry.comments.update({("effects", place): comment for place, comment in enumerate(found.comments)})
    entry.decide.extend(found.decide)
    touched = {value for effect in found.effects for value in effect.values() if isinstance(value, str)}
    touched |= entry.body.get("numbers", {}).keys()
    others = [name.zone for name in named if name.zone not in touched]
    if others and not found.effects:
        entry.body["zones"] = others
        entry.comments[("zones",)] = "likely: named in the row"
    strangers = unknown_zones(row.text, setting.zones)
    if strangers:
        entry.decide.append(f"no zone of the register is called {'、'.join(strangers)}; its effects were left out.")


def _put_promises(entry: Drafted) -> None:
    promised = particulars.promises(entry.row.text, entry.row.year, dated.month_of(entry.row.words))
    if promised:
        entry.body["expects"] = promised
        entry.comments[("expects",)] = "likely: a promise, never a state"


def _put_words(entry: Drafted, title: str, detail: str, course: Course) -> None:
    """The table's own words for its zone; the date cell only where the act's row date would print another one."""
    if course.zone is None:
        return
    row, body = entry.row, entry.body
    words = {"title": title, "detail": detail} if detail else {"title": title}
    first = row_words(body)
    cell = dates.without_year(row.words) if dated.own_year(row.words) else row.words
    slashed = dated.plain(row.words) != row.words
    if cell and not slashed and (first is None or dates.without_year(first) != cell):
        words["date"] = cell
    body["words"] = {course.zone: words}


def _has_projects(entry: Drafted) -> bool:
    return any("projects" in effect for effect in entry.body.get("effects", ()))


def _source(row: Row, setting: Setting) -> dict[str, Any]:
    head = setting.head
    source: dict[str, Any] = {"title": head.title}
    if head.publisher:
        source["publisher"] = head.publisher
    if head.dated:
        source["dated"] = head.dated
    source.update(file=setting.file, locator=row.locator, sha256=setting.sha256)
    if setting.quotable.has(row.text, row.locator):
        source["quote"] = row.text
    source["grade"] = head.grade
    return source


def _identify(entry: Drafted, ids: Ids) -> str:
    """DATE.slug, with -2, -3 … behind it when it is taken."""
    body = entry.body
    kind = body["kind"]
    slug = SLUGS.get(kind, kind)
    if "number" in body:
        slug = f"{slug}-{body['number']}"
    elif len(body.get("numbers", {})) == 1:
        zone, number = next(iter(body["numbers"].items()))
        slug = f"{zone}-council-{number}"
    base = f"{_day(entry)}.{slug}"[:110]
    name = ids.new(base)
    if name != base:
        entry.decide.append(f"{base} has the same kind and day: is this the same act? Then join the two.")
    return name


def _day(entry: Drafted) -> str:
    """The day, month or year that all of the row's days share."""
    if entry.earliest is None or entry.latest is None:
        return str(entry.row.year) if entry.row.year else "undated"
    return dates.in_common(entry.earliest, entry.latest)
