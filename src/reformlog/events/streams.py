"""Whose stream of the log it is: an act's id never has a colon, a statement's begins with its sort and one."""

from __future__ import annotations

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


def sort_named(stream: str) -> str | None:
    """`close:2024-09` → `close`, also a sort that only a newer program knows; None for an act."""
    sort, colon, _ = stream.partition(":")
    return sort if colon else None


def sort_of_stream(stream: str) -> str | None:
    """`close:2024-09` → `close`; None for an act, and for a sort that this program does not know."""
    sort = sort_named(stream)
    return sort if sort in STATEMENTS else None
