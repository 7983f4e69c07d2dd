"""How the state of a group is kept: the values of its row as one JSON array, and `more` as an object beside it.

The names of the values are the same for every group of a kind and stand here alone; in the file, `field` tells them to
whoever opens it by hand. A long `more`, such as a zone's policy, is shared by many states: `text` has it once.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from typing import Any

import orjson

LONG = 100  # characters of a `more` that is kept apart
SINCE = ("since", "since_earliest", "since_latest", "act", "position")  # which effect gave the present status
_CALLED = ("proposal", "call", "measure", "by", "status", "counts", *SINCE)

# The fields of the row of each kind of group, in the order of an answer.
ROWS: dict[str, tuple[str, ...]] = {
    "zone": (
        *("zone", "name", "nickname", "type", "status", "in_progress", "areas", "proposed_areas"),
        *("policy", "policy_in_progress", "plan", *SINCE),
    ),
    "plan": ("plan", "zone", "status", "in_progress", "revision", *SINCE),
    "use": ("measure", "zone", "part", "title", "status", "until", *SINCE),
    "measure": ("measure", "zone", "part", "title", "status", "until", *SINCE),
    "proposal": _CALLED,
    "call": _CALLED,
    "bill": ("bill", "status", "law", *SINCE),
    "basic-policy": ("basic-policy", "status", "in_progress", "version", *SINCE),
}


def kind_of(group: str) -> str:
    """`zone:miyagi-kumamoto` → `zone`."""
    return group.partition(":")[0]


def blank(kind: str, known: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    """A whole state of which only this is known; the other fields of the row are None."""
    return {**dict.fromkeys(ROWS[kind]), **known, "more": more}


def as_text(value: Any) -> str:
    """A value as JSON, as a column of the file holds it."""
    return orjson.dumps(value).decode()


def key_of(more: str) -> str:
    """The key under which `text` has a long `more`: 15 bytes of its SHA-256, in base64, as which no object begins."""
    return base64.b64encode(hashlib.sha256(more.encode()).digest()[:15]).decode()


def _naming(names: tuple[str, ...]) -> Callable[..., dict[str, Any]]:
    """A function that gives values their names: written out as code, as for named tuples, which is half again as fast
    as to pair them."""
    values = [f"v{place}" for place in range(len(names))]
    pairs = ", ".join(f"{name!r}: {value}" for name, value in zip(names, values, strict=True))
    naming: Callable[..., dict[str, Any]] = eval(f"lambda {', '.join(values)}: {{{pairs}}}")
    return naming


NAMING = {kind: _naming(names) for kind, names in ROWS.items()}


def row_of(kind: str, row: bytes | str) -> dict[str, Any]:
    """A row with its names, from the array that is kept."""
    return NAMING[kind](*orjson.loads(row))


def state_of(kind: str, row: bytes | str, more: bytes | str) -> dict[str, Any]:
    """A whole state, from its row and its `more` in full."""
    return {**row_of(kind, row), "more": orjson.loads(more)}
