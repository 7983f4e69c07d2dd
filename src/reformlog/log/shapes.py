"""What goes into the log and what comes back: drafts in, events out."""

from __future__ import annotations

from typing import Any, NamedTuple


class Draft(NamedTuple):
    """An event that has no place in the log yet.

    act: the id of the act, which is the id of its stream. version: 1 for the act as first recorded, then 2, 3 …
    topic: the name of its kind, or `correction`, or `withdrawal`. fields: what the line holds beside these
    (`body`, `reason`, `replaces` …), made of dicts, lists, text, whole numbers, true, false and None only;
    an absent field is left out, not None.
    """

    act: str
    version: int
    topic: str
    fields: dict[str, Any]


class Event(NamedTuple):
    """A stored event. position: its place in the log, from 1. act, version, topic: as in `Draft`.

    line: its bytes exactly as kept, without a newline: the leaf of the Merkle tree.
    """

    position: int
    act: str
    version: int
    topic: str
    line: bytes


class Stored(NamedTuple):
    """An event with what the ledger keeps about it; the first five fields are those of `Event`.

    recorded_at: when it was accepted, as `store.INSTANT`. tree: the nodes its leaf completes, level 0 first, 32 bytes
    each (`merkle`).
    """

    position: int
    act: str
    version: int
    topic: str
    line: bytes
    recorded_at: str
    tree: bytes


class Head(NamedTuple):
    """How far the log goes. recorded_at: of the last event, None when there is none. root: RFC 6962, 32 bytes."""

    position: int
    recorded_at: str | None
    root: bytes
