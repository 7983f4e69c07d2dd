"""Where each field of a JSON text stands, for the refusals that must name a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from ..errors import TreePath

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s"{}\[\],:]+')


def members(text: str, start: int = 0) -> Iterator[tuple[TreePath, int, int | None]]:
    """Every field and item of the first value at or after `start` of a valid JSON text, in order.

    Gives its path, its offset, and the offset of the first of the same name when the field is written twice.
    """
    seen: list[dict[str, int] | None] = []  # for each open bracket: the fields so far, None for a list
    path: list[str | int] = []
    name_next = False
    for token in _TOKEN.finditer(text, start):
        mark, fields = token[0], seen[-1] if seen else None
        if mark in "}]":
            seen.pop()
            path.pop()
            if not seen:
                return
        elif mark == ",":
            name_next = fields is not None
            if fields is None:
                path[-1] = int(path[-1]) + 1
        elif mark == ":":
            name_next = False
        elif name_next and fields is not None:
            key = json.loads(mark) if "\\" in mark else mark[1:-1]
            path[-1] = key
            yield tuple(path), token.start(), fields.get(key)
            fields.setdefault(key, token.start())
        else:
            if seen and fields is None:
                yield tuple(path), token.start(), None
            if mark in "{[":
                seen.append({} if mark == "{" else None)
                path.append(0)
                name_next = mark == "{"
            elif not seen:
                return  # the value is no list and no object


def line_of(text: str, offset: int) -> int:
    """The line, from 1, of an offset in characters."""
    return text.count("\n", 0, offset) + 1
