"""Whether the words of a row stand in its document as they are, so that they may be quoted from it."""

from __future__ import annotations

import re

from .tables import Document

NEAR = 2_000  # characters before and behind its line in which the words of a row are looked for: a page or two


class Quotable:
    """The text of a document without white space, and where in it each line begins."""

    def __init__(self, document: Document):
        self._begins: dict[str, int] = {}
        parts, length = [], 0
        for line in document.lines():
            self._begins.setdefault(line.place, length)
            parts.append(_squeezed("".join(line.cells)))
            length += len(parts[-1])
        self._text = "".join(parts)

    def has(self, words: str, place: str) -> bool:
        """Whether the words stand at or near a line, which is named by its place; white space is not compared."""
        sought, begin = _squeezed(words), self._begins.get(place, 0)
        return self._text.find(sought, max(0, begin - NEAR), begin + len(sought) + NEAR) >= 0


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)
