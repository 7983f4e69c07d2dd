"""How a page sets a text: a day is never broken, a long text has room, and what is in another language says so."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from contextlib import suppress
from itertools import groupby
from typing import Any, NamedTuple

from markupsafe import Markup

from ..dates.clock import JST
from ..formats import cells
from ..text import visible

LONG = 12  # characters beyond which the text of a cell is long

_STAMP = re.compile(
    r"\A\d{4}-\d\d(-\d\d)?\.(?=\S)"  # the day at the beginning of an act's id
    r"|(?<=\()\d{4}-\d\d-\d\d[/)]|(?<=\d/)\d{4}-\d\d-\d\d\)",  # those in brackets behind the words of a date
    re.ASCII,
)
_JAPANESE = re.compile("[\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_SENTENCE = re.compile(r"[A-Za-z]+,? [a-z]+")


def tongue_of(text: str, lang: str) -> str | None:
    """The language of a text on a page in `lang`, `ja` or `en`; None when it is that of the page, or no words."""
    if _JAPANESE.search(text):
        return "ja" if lang == "en" else None
    return "en" if lang == "ja" and _SENTENCE.search(text) else None


def minute(instant: str) -> str:
    """An instant of the log (UTC, `2024-12-10T01:00:00.000000Z`) as a reader in Japan tells it: 2024-12-10 10:00 JST.

    What a damaged log says instead of one comes back as it is.
    """
    with suppress(ValueError):
        return datetime.datetime.fromisoformat(instant).astimezone(JST).strftime("%Y-%m-%d %H:%M JST")
    return instant


def whole(text: object) -> object:
    """The value as it is; a day at the beginning of a text, as of an act's id, or in brackets is never broken."""
    if not isinstance(text, str) or _STAMP.search(text) is None:
        return text
    made, end = Markup(), 0
    for found in _STAMP.finditer(text):
        made += Markup('{}<span class="day">{}</span><wbr>').format(visible(text[end : found.start()]), found[0])
        end = found.end()
    return made + visible(text[end:])


def official(words: Mapping[str, Any]) -> str:
    """The official table's own words for one zone in a line."""
    date = f"（{words['date']}）" if words.get("date") else ""
    return " ".join(str(words[key]) for key in ("title", "detail") if words.get(key)) + date


class Cell(NamedTuple):
    """A text of a table and the page it leads to, if any; or several such, one after the other."""

    text: str
    link: str | None = None
    several: tuple[tuple[str, str | None], ...] = ()

    @property
    def days(self) -> list[str]:
        """The days it is made of, one or the two ends of an interval; none for any other text."""
        return self.text.split("/") if cells.is_days(self.text) else []

    @property
    def sort(self) -> str:
        """How it is set: a `day` is never broken, a `long` text has room for a few words on a narrow screen."""
        return "day" if self.days else "long" if len(self.text) > LONG else ""


def name_among(keys: list[str]) -> int:
    """The place of the column that names what a table lists by its id: a reader knows 開業ワンストップセンター, not
    `business-one-stop`. 0 when it stands first, or there is none.
    """
    names = {"zone": "name", "plan": "zone", "measure": "title", "proposal": "title", "call": "title", "bill": "title"}
    name = names.get(keys[0]) if keys else None
    return keys.index(name) if name in keys else 0


def moved(row: list[Any], place: int) -> list[Any]:
    """A row with what stands at a place put first."""
    return [row[place], *row[:place], *row[place + 1 :]]


def by_year(days: list[str]) -> list[tuple[str, list[str]]]:
    """ISO days under their years, both in the order given."""
    return [(year, list(members)) for year, members in groupby(days, key=lambda day: day[:4])]
