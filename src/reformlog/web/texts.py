"""How a page sets a text: a day is never broken, a long text has room, and what is in another language says so."""

from __future__ import annotations

import re
from typing import NamedTuple

LONG = 12  # characters beyond which the text of a cell is long

_DAYS = re.compile(r"\d{4}-\d\d-\d\d(/\d{4}-\d\d-\d\d)?\Z", re.ASCII)
_JAPANESE = re.compile("[\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_SENTENCE = re.compile(r"[A-Za-z]+,? [a-z]+")


def tongue_of(text: str, lang: str) -> str | None:
    """The language of a text on a page in `lang`, `ja` or `en`; None when it is that of the page, or no words."""
    if _JAPANESE.search(text):
        return "ja" if lang == "en" else None
    return "en" if lang == "ja" and _SENTENCE.search(text) else None


class Cell(NamedTuple):
    """A text of a table and the page it leads to, if any; or several such, one after the other."""

    text: str
    link: str | None = None
    several: tuple[tuple[str, str | None], ...] = ()

    @property
    def days(self) -> list[str]:
        """The days it is made of, one or the two ends of an interval; none for any other text."""
        return self.text.split("/") if _DAYS.match(self.text) else []

    @property
    def sort(self) -> str:
        """How it is set: a `day` is never broken, a `long` text has room for a few words on a narrow screen."""
        return "day" if self.days else "long" if len(self.text) > LONG else ""
