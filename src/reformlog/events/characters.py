"""Characters that nothing recorded may hold, found wherever they stand: a reader could not see what was written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .. import text
from ..errors import Error, Refused, TreePath


def unseen(value: Any, at: TreePath = ()) -> Iterator[tuple[TreePath, Error]]:
    """Every place of a tree that holds such a character, also in the names of its fields; three of one text."""
    if isinstance(value, str):
        for offset, shown, reason in text.problems(value, 3):
            message = f"{at[-1] if at else 'text'} holds {shown} at character {offset + 1}: {reason}."
            yield at, Refused("character", message, "Delete that character and try again.")
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from unseen(key, (*at, key))
            yield from unseen(item, (*at, key))
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from unseen(item, (*at, index))


def unfitness(name: str, words: str, most: int = text.MAX_TEXT) -> list[Error]:
    """Why words beside an act, a reason or who records, cannot be kept as they are; empty when they can."""
    errors = [error for _, error in unseen(words, (name,))]
    if len(words) > most:
        message = f"{name} has {len(words):,} characters; at most {most:,} are kept."
        errors.append(Refused("text-too-long", message, "Shorten it."))
    return errors
