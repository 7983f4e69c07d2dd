"""Which zones a text names, and what it says of their areas and nicknames."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from ... import places
from .guesses import Guess

PREFECTURE_CODES = {names["ja"]: code for code, names in places.prefectures().items()}
TYPES = ("連携“絆”特区", "スーパーシティ型国家戦略特区", "スーパーシティ", "デジタル田園健康特区", "地方創生特区")
SEPARATORS = re.compile(r"[・、，,]|及び|並びに")
QUOTED_PLACES = re.compile(r"「([^「」]{2,40}?[都道府県市町村区圏](?:・[^「」]{1,12}?[都道府県市町村区])*)」")


class Named(NamedTuple):
    """A zone that a text names: its id, the name as written there, how sure, and where: text[start:end].

    Where only the places of a zone are named one by one, start and end are the places of the first and the last.
    """

    zone: str
    name: str
    guess: Guess
    start: int
    end: int


def zones_in(text: str, zones: Mapping[str, Sequence[str]]) -> list[Named]:
    """The zones named in a text, in the order they stand; a longer name hides the shorter ones inside it.

    A zone of several places is likely named when each of them is (宮城県、熊本県 for 宮城県・熊本県).
    """
    named: list[Named] = []
    hidden = text
    there = ((name, zone) for zone, names in zones.items() for name in names if name and _may_be_in(text, name))
    every = sorted(there, key=lambda n: (-len(n[0]), n[0]))
    for name, zone in every:
        start = hidden.find(name)
        while start >= 0:
            end = start + len(name)
            hidden = hidden[:start] + "\0" * len(name) + hidden[end:]
            if all(other.zone != zone for other in named):
                quoted = text[:start].endswith(("「", "【", "（")) and text[end:].startswith(("」", "】", "）", "（"))
                surely = quoted or "・" in name or text[end:].startswith(("区域", "分", "の区域", "国家戦略"))
                named.append(Named(zone, name, Guess(zone, "sure" if surely else "likely", name), start, end))
            start = hidden.find(name, end)
    for name, zone in every:
        parts = _places(name)
        places = [hidden.find(part) for part in parts]
        if len(parts) > 1 and all(place >= 0 for place in places) and all(other.zone != zone for other in named):
            reason = "each of its places is named: " + "、".join(parts)
            named.append(Named(zone, name, Guess(zone, "likely", reason), min(places), max(places)))
    return sorted(named, key=lambda zone: zone.start)


def _may_be_in(text: str, name: str) -> bool:
    """Whether each of the places in a name stands in a text, of which most have none: a register has many names."""
    return all(part in text for part in _places(name))


@lru_cache(maxsize=65_536)
def _places(name: str) -> tuple[str, ...]:
    return tuple(SEPARATORS.split(name))


def unknown_zones(text: str, zones: Mapping[str, Sequence[str]]) -> list[str]:
    """Names in 「」 that look like those of zones and that no known zone has."""
    names = {name for every in zones.values() for name in every}
    return [
        name for name in dict.fromkeys(QUOTED_PLACES.findall(text)) if name not in names and not name.endswith("特区")
    ]


def areas_of(name: str) -> list[str] | None:
    """The JIS codes of a name made of prefectures only, else None (codes of cities are not known here)."""
    codes = [PREFECTURE_CODES.get(part) for part in SEPARATORS.split(name)]
    return [code for code in codes if code] if all(codes) else None


def nicknames(text: str, zones: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Zone → the nickname a document gives it: 「福島県・長崎県」（新技術実装連携“絆”特区）."""
    found: dict[str, str] = {}
    for zone, names in zones.items():
        for name in names:
            if zone in found or name not in text:
                continue
            place = re.escape(name)
            match = re.search(rf"{place}」?（([^（）、。]{{2,30}}特区)）|([^\s#（）、。]{{2,30}}特区)【{place}】", text)
            if match:
                found[zone] = match[1] or match[2]
    return found


def type_of(nickname: str | None) -> str | None:
    """The type of zone that a nickname contains, or None."""
    return next((name for name in TYPES if nickname and name in nickname), None)
