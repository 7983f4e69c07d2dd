"""Made-up acts, always the same: zones and plans; some corrected, withdrawn, back-dated, dated by month."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator
from typing import Any

FIRST, YEARS = datetime.date(2013, 4, 1), 12
Entry = dict[str, Any]


def zone(number: int) -> str:
    """The id of a zone; they count from 0."""
    return f"zone-{number:06d}"


def entries(count: int, seed: int = 20131213) -> Iterator[Entry]:
    """Entries of an act file without end, the first `count` of them over twelve years; every beginning is legal.

    count decides how many zones (one in 50) and plans (one in 10) there are. No effect conflicts.
    """
    chance, zones = random.Random(seed), max(1, count // 50)
    plans = [zone(chance.randrange(zones)) for _ in range(max(1, count // 10))]
    begun: set[int] = set()
    kept: list[tuple[str, str, Entry, str]] = []  # what may be corrected or withdrawn: id, kind, effect, day
    number = 0
    while True:
        number += 1
        if number <= zones:
            named = {"zone": zone(number - 1), "is": "designated", "name": f"区域 {number}", "areas": ["04"]}
            yield _act(number, "cabinet-order", named, "2013-01-01")
            continue
        sort = chance.random()
        if kept and sort < 0.04:
            at = chance.randrange(len(kept))
            act, kind, effect, day = kept[at]
            if sort < 0.012:
                kept[at] = kept[-1]
                kept.pop()
                yield {"withdraw": act, "reason": f"二重に記録したため（{number}）"}
                continue
            day = _day(chance, number, count) if chance.random() < 0.3 else day
            kept[at] = act, kind, effect, day
            again = _act(number, kind, _renamed(effect, number), day) | {"id": act}
            yield {"correct": act, "reason": "官報により訂正", "act": again}
            continue
        if chance.random() < 0.35:
            kind, named = "cabinet-order", f"区域 {number}"
            effect: Entry = {"zone": zone(chance.randrange(zones)), "is": "renamed", "name": named}
        else:
            plan, kind = chance.randrange(len(plans)), "plan-approval"
            effect = {"plan": f"plan-{plan:07d}", "zone": plans[plan], "is": "change-approved"}
            effect["projects"] = [f"計画 {number}"]
            if plan not in begun:
                begun.add(plan)
                yield _act(number, kind, {**effect, "is": "approved"}, "2013-03-01")
                continue
        day = _day(chance, number, count)
        act = _act(number, kind, effect, day)
        kept.append((act["id"], kind, effect, day))
        yield act


def _day(chance: random.Random, number: int, count: int) -> str:
    """A day near the one the number stands for; one in thirty is years earlier, one in fifty a whole month."""
    days = YEARS * 365 * number // count + chance.randrange(-20, 40)
    if chance.random() < 0.03:
        days -= chance.randrange(2000)
    words = (FIRST + datetime.timedelta(max(0, days))).isoformat()
    return words[:7] if chance.random() < 0.02 else words


def _renamed(effect: Entry, number: int) -> Entry:
    return {**effect, "projects": [f"計画 {number}"]} if "plan" in effect else {**effect, "name": f"区域 {number}"}


def _act(number: int, kind: str, effect: Entry, day: str) -> Entry:
    """One act with one effect, one date and one source."""
    source = {
        "title": f"官報 号外第{number % 300}号",
        "publisher": "国立印刷局",
        "url": f"https://kanpo.example/{number}",
    }
    return {
        "id": f"{day}.n{number:08d}",
        "kind": kind,
        "title": f"国家戦略特別区域の区域方針及び区域計画の変更に関する決定について（第{number}号）",
        ("enforced" if kind == "cabinet-order" else "approved"): day,
        "effects": [effect],
        "sources": [source],
    }
