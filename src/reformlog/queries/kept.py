"""States as the file keeps them: the row, a line break and `more`, or the key of a long one that many points share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

import orjson

from ..projections.shapes import row_of
from .view import View

if TYPE_CHECKING:  # what folds is loaded when something has to be folded
    from ..projections.folds import State

More = Mapping[str, Any]
Read = Callable[[bytes], More]  # makes `more` of the bytes a point keeps for it

KEPT = "CAST(row || char(10) || more AS BLOB)"  # of a point, as the functions here read it


def reader(view: View) -> Read:
    """Reads `more` as a point keeps it: in full, or by its key, and then only once."""

    @cache
    def shared(key: bytes) -> More:
        (text,) = view.rows("SELECT more FROM text WHERE key = ?", (key.decode(),)).fetchone()
        more: More = orjson.loads(text)
        return more

    return lambda kept: orjson.loads(kept) if kept.startswith(b"{") else shared(kept)


def state(kind: str, kept: bytes, read: Read) -> State:
    """The whole state of a group of a kind."""
    row, _, more = kept.partition(b"\n")
    return {**row_of(kind, row), "more": read(more)}
