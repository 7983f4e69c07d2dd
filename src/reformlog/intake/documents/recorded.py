"""Rows that the register has already: they are offered as a further source of the act, never as a new act."""

from __future__ import annotations

import difflib
import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

from ...queries.chronology import entries_of, text_cell
from ...text import fold
from .act_dates import Drafted
from .differing import apart, same_sitting, zone_open
from .particulars import NTH, whole

if TYPE_CHECKING:
    from ...queries.view import View

BODIES = re.compile(r"諮問会議|区域会議|専門調査会|分科会")
LIKE = 0.6
REMEMBERED = 65_536  # titles: each is compared with those of many rows
_COMPARED = ("kind", "title", "detail", "number", "numbers", "sources")  # fields of an act that rows are held against


class Match(NamedTuple):
    """The act that a row speaks of; sure is `sure` or `likely`. cited: this document is among its sources already."""

    act: str
    sure: str
    reason: str
    cited: bool


class KnownActs:
    """The acts of a register, to be found by their days: a row is compared with those of its own days only.

    acts: dicts with `act`, `earliest`, `latest`, `title`, `sources` (dicts with `sha256` or `title`), perhaps `kind`,
    `detail`, `number` or `numbers`, `zones` (those it is about) and `words` (zone → how its table prints the act).
    """

    def __init__(self, acts: Iterable[Mapping[str, Any]]):
        self._acts = sorted(enumerate(acts), key=lambda numbered: str(numbered[1]["earliest"]))
        self._begins = [str(act["earliest"]) for _, act in self._acts]
        self._reach = list(accumulate((str(act["latest"]) for _, act in self._acts), max))  # of each and all before it

    def meeting(self, earliest: str, latest: str) -> list[Mapping[str, Any]]:
        """The acts whose days meet those from `earliest` to `latest`, in the order they were given."""
        found = []
        for place in range(bisect_right(self._begins, latest) - 1, -1, -1):
            if self._reach[place] < earliest:
                break
            if str(self._acts[place][1]["latest"]) >= earliest:
                found.append(self._acts[place])
        return [act for _, act in sorted(found, key=lambda numbered: numbered[0])]


def known_acts(view: View) -> list[dict[str, Any]]:
    """The acts of a register that have a date, as `KnownActs` takes them."""
    from ...projections.chronologies import shown_by
    from ...queries.binding import binder

    whose = binder(view)
    return [
        {
            "act": body["id"],
            "earliest": place[0],
            "latest": place[1],
            **{key: body[key] for key in _COMPARED if key in body},
            "zones": [*shown_by(whose, {**body, "words": {}})],
            "words": body.get("words", {}),
        }
        for place, _, body in entries_of(view, ())
    ]


def recognise(entry: Drafted, known: KnownActs) -> Match | None:
    """The known act that a drafted one repeats, or None; a row without a date repeats none.

    It is the same when its days meet the row's and the same sitting has the same number, or the titles agree; never
    when kind, zones or number tell them apart. Where a zone is not known it is `likely`, not `sure`. What the table of
    the same zone prints in these very words on these days is surely the same.
    """
    earliest, latest, body = entry.earliest, entry.latest, entry.body
    if earliest is None or latest is None:
        return None
    found: list[tuple[float, Match]] = []
    for row in known.meeting(earliest, latest):
        same_days = (str(row["earliest"]), str(row["latest"])) == (earliest, latest)
        printed = same_days and _printed(body, row)
        if apart(entry, row) and not printed:
            continue
        if same_sitting(entry, row):
            score, reason = 1.0, "the same sitting"
        elif printed:
            score, reason = 1.0, "the words of its own table"
        else:
            score, reason = _likeness(body, row)
        same_kind = row.get("kind") in (None, body.get("kind"))
        if score >= LIKE or (same_days and row.get("kind") == body.get("kind") and score >= LIKE / 2):
            certain = printed or (same_days and same_kind and score >= 0.85 and not zone_open(entry, row))
            days = "the same days" if same_days else "days that meet"
            sure = "sure" if certain else "likely"
            found.append((score + same_days, Match(str(row["act"]), sure, f"{days}, {reason}", _cited(body, row))))
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _printed(body: Mapping[str, Any], row: Mapping[str, Any]) -> bool:
    """Whether the act has the row's words, letter for letter, as those of the table of the same zone."""
    theirs = row.get("words", {})
    ours = body.get("words", {})
    return any(zone in theirs and text_cell(ours[zone]) == text_cell(theirs[zone]) for zone in ours)


def _likeness(body: Mapping[str, Any], row: Mapping[str, Any]) -> tuple[float, str]:
    here, there = str(body["title"]), str(row.get("title", ""))
    mine, theirs = NTH.search(here), NTH.search(there)
    bodies = BODIES.search(here), BODIES.search(there)
    if mine and theirs and bodies[0] and bodies[1] and bodies[0][0] == bodies[1][0]:
        same = whole(mine[1]) == whole(theirs[1])
        return (1.0, f"the same sitting（第{whole(mine[1])}回）") if same else (0.0, "another sitting")
    score = difflib.SequenceMatcher(None, _bare(here), _bare(there), autojunk=False).ratio()
    if min(len(here), len(there)) > 8 and (_bare(there) in _bare(here) or _bare(here) in _bare(there)):
        score = max(score, 0.9)
    return score, "the same title" if score == 1.0 else f"a title like 「{there}」"


@lru_cache(maxsize=REMEMBERED)
def _bare(title: str) -> str:
    return re.sub(r"[「」（）()、。・\s]|国家戦略特区|国家戦略特別区域", "", fold(title))


def _cited(body: Mapping[str, Any], row: Mapping[str, Any]) -> bool:
    digest = body["sources"][0].get("sha256")
    return any(source.get("sha256") == digest for source in row.get("sources", ()) if isinstance(source, Mapping))
