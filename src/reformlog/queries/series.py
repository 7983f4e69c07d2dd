"""Numbered series: a body counts its meetings 第1回, 第2回 …; a number twice is a fault, a gap a missing record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..projections.facts import Body


def numbers(body: Body) -> Iterator[tuple[str, int]]:
    """The series an act belongs to, each with its number there; nothing when the act carries none.

    `council` · `panel:BODY` · `wg` · `zone-council:ZONE` · `subcommittee:ZONE:BODY`.
    """
    kind, number = body["kind"], body.get("number")
    if kind == "zone-council":
        for zone, count in body.get("numbers", {}).items():
            yield f"zone-council:{zone}", count
    if number is None:
        return
    if kind == "council-meeting":
        yield "council", number
    elif kind == "expert-panel":
        yield f"panel:{body.get('body', '')}", number
    elif kind == "wg-hearing":
        yield "wg", number
    elif kind == "zone-subcommittee":
        for zone in body.get("zones", ()):
            yield f"subcommittee:{zone}:{body.get('body', '')}", number


def series(bodies: Iterable[Body]) -> dict[str, dict[int, list[str]]]:
    """Every series of the record: series → number → the acts that carry it."""
    found: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for body in bodies:
        for name, number in numbers(body):
            found[name][number].append(body["id"])
    return {name: dict(sorted(found[name].items())) for name in sorted(found)}


def twice(name: str, counted: Mapping[int, list[str]]) -> Iterator[tuple[int, list[str], str]]:
    """The numbers of a series that several acts carry: number, acts, and what is to be said of it."""
    for number, acts in counted.items():
        if len(acts) > 1:
            yield number, acts, f"第{number}回 stands twice in {name}: {', '.join(acts)}."


def not_carried(counted: Mapping[int, Any]) -> list[int]:
    """The numbers of a series, from 1 to the greatest in it, that no act carries. counted: one of `series`."""
    return [number for number in range(1, max(counted, default=0)) if number not in counted]
