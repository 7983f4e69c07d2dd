"""Whose stream of the log it is: an act's id never has a colon, a statement's begins with its sort and one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..errors import Error

if TYPE_CHECKING:
    from .kinds import Kind

# The sorts of statement and their names in Japanese and English. The models, which load pydantic, are in `statements`.
STATEMENTS: dict[str, tuple[str, str]] = {
    "remark": ("所見", "remark"),
    "coverage": ("収録範囲", "coverage"),
    "assert": ("満たすべき条件", "assertion"),
    "close": ("期間の締め", "closing"),
}


def is_act(stream: str) -> bool:
    """Whether a stream is an act's and not a statement's (`close:2024-09`)."""
    return ":" not in stream


def default_id(kind: Kind, tree: Mapping[str, Any]) -> str:
    """`2024-06-21.cabinet-order`: the row date as far as it is a day, month or year, and the kind; the kind alone where
    no such date can be read."""
    from .. import dates

    words = next((tree[date] for date in kind.dates if date in tree), None)
    if not isinstance(words, str):
        return kind.name
    try:
        date = dates.read(words)
    except Error:
        return kind.name
    return f"{dates.in_common(date.earliest, date.latest)}.{kind.name}"


def sort_named(stream: str) -> str | None:
    """`close:2024-09` → `close`, also a sort that only a newer program knows; None for an act."""
    sort, colon, _ = stream.partition(":")
    return sort if colon else None


def sort_of_stream(stream: str) -> str | None:
    """`close:2024-09` → `close`; None for an act, and for a sort that this program does not know."""
    sort = sort_named(stream)
    return sort if sort in STATEMENTS else None
