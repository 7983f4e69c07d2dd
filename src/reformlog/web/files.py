"""Which file of a published site holds which page, and how one file names another: relatively, so any place will do."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import quote

from .addresses import Address

Put = Callable[[str, bytes], None]
"""Writes a file of the site: its path from the top of the site, its bytes."""

DATED = frozenset({"zones", "plans", "measures", "uses", "proposals", "bills"})
DATED_FORMATS = ("json",)
UNDATED = {("chronology",): None, ("log",): None, ("check",): None, ("audit",): None, ("data",): ()}
WHOLE = ("json", "csv", "md", "xlsx", "docx", "pdf", "ics", "atom")  # formats of what is written once
_ONCE: dict[str, tuple[str | None, ...]] = {"chronology": WHOLE, "audit": (None, "json")}  # of a zone


class Plan(NamedTuple):
    """What is published. days: those on which something changes, sorted. here: the day that `index.html` shows.

    zones: day → the zones that are there by that day.
    large: the record is too long to be read whole, so what needs that is left out.
    """

    days: Sequence[str]
    here: str
    zones: Mapping[str, Collection[str]]
    large: bool = False

    def day(self, asked: str | None) -> str:
        """The day of change that shows the state of a day: the last that is not after it."""
        if asked is None:
            return self.here
        return self.days[max(bisect_right(self.days, asked) - 1, 0)]

    def file(self, address: Address) -> str | None:
        """The file of a page or of its data, None when it is not published."""
        if self.large and self._needs_all(address):
            return None
        folder = "en/" if address.lang == "en" and address.format != "json" else ""
        page, day = address.page, self.day(address.day)
        ending = f".{address.format}" if address.format else ".html"
        if self._dated(page, day):
            if address.format and address.format not in DATED_FORMATS:
                return None
            return f"{folder}at/{day}/{_stem(page)}{self._number(address)}{ending}"
        if page in UNDATED and (address.format is None or address.format in WHOLE):
            return f"{folder}{_stem(page)}{self._number(address)}{ending}"
        if len(page) == 2 and page[0] == "acts" and address.format in (None, "json"):
            return f"{folder}{_stem(page)}{ending}"
        if len(page) == 3 and page[0] == "zones" and address.format in _ONCE.get(page[2], ()):
            return f"{folder}{_stem(page)}{self._number(address)}{ending}"
        return None

    def _needs_all(self, address: Address) -> bool:
        return address.page[-1:] in (("check",), ("audit",)) or (
            address.format is not None and address.page in (("chronology",), ("log",))
        )

    def _dated(self, page: tuple[str, ...], day: str) -> bool:
        if len(page) == 2 and page[0] == "zones":
            return page[1] in self.zones[day]
        if len(page) == 2 and page[0] == "since":
            before = self.days.index(day) - 1
            return before >= 0 and page[1] == self.days[before]
        return not page or (len(page) == 1 and page[0] in DATED)

    def _number(self, address: Address) -> str:
        number = address.field("page")
        return f"-{number}" if number not in ("", "1") and address.format is None else ""


def _stem(page: tuple[str, ...]) -> str:
    return "/".join(map(_name, page)) or "index"


def _name(part: str) -> str:
    """A part of a page as the name of a file; a long one, as of a remark on a long key, ends in a hash of it."""
    name = part.replace("/", "~").replace(":", "=")
    return name if len(name) <= 160 else f"{name[:120]}~{hashlib.sha256(part.encode()).hexdigest()[:16]}"


def relative(target: str, source: str) -> str:
    """How the file `source` names the file `target`."""
    return "../" * source.count("/") + quote(target, safe="/~.")
