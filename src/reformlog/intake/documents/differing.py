"""What tells a row from an act of the register, however alike their words are: the kind, the number, the zones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...events.kinds import KINDS
from .act_dates import Drafted
from .guesses import guess_kind
from .particulars import NTH, whole

# Bodies of the state that deal with many zones at one sitting: another zone's table prints the same sitting.
FOR_ALL = frozenset({"council-meeting", "expert-panel"})
ONE_SERIES = frozenset({"council-meeting", "zone-council"})
# Acts of the state stand in the tables of many zones; that they have words for one of them says nothing of the others.
OF_THE_STATE = FOR_ALL | {
    "wg-hearing", "discussion", "proposal-call", "cabinet-decision", "bill", "bill-outcome", "law", "cabinet-order",
    "ministerial-order", "announcement",
}  # fmt: skip


def apart(entry: Drafted, row: Mapping[str, Any]) -> bool:
    """Whether a drafted act and a known one can never be the same.

    They cannot when the row surely tells another kind, or when the zones of both, or the numbers of both, are known and
    none is the same. row: a known act, as `recorded.KnownActs` takes them.
    """
    if _another_kind(entry, row):
        return True
    mine, theirs = set(entry.zones), _zones(row)
    elsewhere = bool(mine and theirs) and row.get("kind") not in FOR_ALL and mine.isdisjoint(theirs)
    return elsewhere or _same_number(entry, row) is False


def same_sitting(entry: Drafted, row: Mapping[str, Any]) -> bool:
    """Whether both are one sitting of a body that has one series of numbers; numbers in titles do not decide it."""
    kind = entry.body["kind"]
    return (
        kind == row.get("kind")
        and kind in ONE_SERIES
        and not _counted(entry.body).items().isdisjoint(_counted(row).items())
    )


def zone_open(entry: Drafted, row: Mapping[str, Any]) -> bool:
    """Whether the same words may be of two zones: one act names none, or the drafted one a zone the known one lacks."""
    mine, theirs, kind = set(entry.zones), _zones(row), row.get("kind")
    if kind in FOR_ALL:
        return False
    if mine and theirs:
        return not mine <= theirs
    return bool(theirs) or (bool(mine) and kind not in {None, *OF_THE_STATE})


def _another_kind(entry: Drafted, row: Mapping[str, Any]) -> bool:
    """Whether the row surely tells another kind; not where the act's own title would be read as the row's, wrongly."""
    kind = entry.body["kind"]
    surely = entry.comments.get(("kind",), "").startswith("sure")
    return surely and row.get("kind") not in (None, kind) and guess_kind(str(row.get("title", "")), "").value != kind


def _zones(row: Mapping[str, Any]) -> set[str]:
    """The zones a known act is about; those it has words for count where acts of its kind are one zone's own."""
    words = () if row.get("kind") in OF_THE_STATE else row.get("words", ())
    return {*row.get("zones", ()), *words}


def _same_number(entry: Drafted, row: Mapping[str, Any]) -> bool | None:
    """Whether the numbers agree: zone by zone where both tell them so, else any; None when one has no number."""
    mine, theirs = _numbers(entry.body), _numbers(row)
    if not mine or not theirs:
        return None
    shared = mine.keys() & theirs.keys()
    if shared:
        return all(mine[key] == theirs[key] for key in shared)
    return not set(mine.values()).isdisjoint(theirs.values())


def _numbers(act: Mapping[str, Any]) -> dict[str, int]:
    """The numbers of an act by zone, under "" where they are of no zone.

    An act without any has the one in its title (第5回), and a sitting also the one in its detail.
    """
    counted = {"number", "numbers"}.intersection(KINDS[act["kind"]].fields if "kind" in act else ())
    nth = NTH.search(f"{act.get('title')} {act.get('detail') if counted else ''}")
    return _counted(act) or ({"": whole(nth[1])} if nth else {})


def _counted(act: Mapping[str, Any]) -> dict[str, int]:
    """The numbers that the fields `number` and `numbers` give, as `_numbers` returns them."""
    own = {"": act["number"]} if act.get("number") is not None else {}
    return {zone: int(number) for zone, number in {**own, **(act.get("numbers") or {})}.items()}
