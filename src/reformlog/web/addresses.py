"""Addresses of pages: the day, the state of knowledge and the language stand in them, so that each is a permanent link.

`/at/2024-06-26/known/57/zones/miyagi-kumamoto` is a page; with `.json` or another format at its end, its data.
`/en/…` is the same in English. Without `at` the day is today in Japan, without `known` everything that is recorded.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import quote, unquote, urlencode

from ..errors import Usage
from ..formats import FORMATS

MAX_ADDRESS = 2_000  # characters of path and query together
MAX_WORDS = 200  # characters of one field of a form

_POSITION = re.compile(r"(0|[1-9][0-9]{0,11})\Z", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d\Z", re.ASCII)
_PLAIN = re.compile(r"[a-z0-9._-]+\Z")
_NUMBER = re.compile(r"[1-9][0-9]{0,6}\Z", re.ASCII)  # of a page of a list
_PAGE = ".page"  # for the page of a thing whose id itself ends like a format


class Address(NamedTuple):
    """What an address asks for. day: ISO, None for today. known: a position, None for the head.

    page: its parts, `("zones", "aichi")`; empty for the map. format: None for the page itself. query: fields of a form.
    """

    page: tuple[str, ...] = ()
    day: str | None = None
    known: int | None = None
    lang: str = "ja"
    format: str | None = None
    query: tuple[tuple[str, str], ...] = ()

    @property
    def fixed(self) -> bool:
        """Whether the address says day and state of knowledge, so that what it shows never changes."""
        return self.day is not None and self.known is not None

    def field(self, name: str) -> str:
        """A field of the form, empty when it is not there."""
        return next((value for key, value in self.query if key == name), "")


def read(raw_path: str, query: Mapping[str, str] | None = None) -> Address:
    """The address of a request. raw_path: as sent, still percent-encoded. Usage when it is none."""
    parts = [unquote(part, errors="strict") for part in raw_path.strip("/").split("/")] if raw_path.strip("/") else []
    lang = "ja"
    if parts[:1] == ["en"]:
        lang, parts = "en", parts[1:]
    day, parts = _taken("at", parts)
    known, parts = _taken("known", parts)
    if (day is not None and not _DAY.match(day)) or (known is not None and not _POSITION.match(known)):
        raise unknown(raw_path)
    number = (query or {}).get("page", "1")
    if not _NUMBER.match(number):
        message = f"There is no page {number[:100]}; the pages of a list are counted from 1."
        raise Usage("no-page-number", message, "page=1")
    page, format_ = _split(parts)
    return Address(
        tuple(part.replace("~", "/") for part in page),
        day,
        None if known is None else int(known),
        lang,
        format_,
        tuple((query or {}).items()),
    )


def _taken(word: str, parts: list[str]) -> tuple[str | None, list[str]]:
    return (parts[1], parts[2:]) if len(parts) > 1 and parts[0] == word else (None, parts)


def _split(parts: list[str]) -> tuple[list[str], str | None]:
    """The page's parts without the format at their end."""
    if not parts:
        return [], None
    stem, dot, ending = parts[-1].rpartition(".")
    if dot and stem and ending in FORMATS:
        page = [*parts[:-1], stem]
        return ([] if page == ["index"] else page), ending
    return [*parts[:-1], parts[-1].removesuffix(_PAGE)], None


def write(address: Address) -> str:
    """The address as a path from the root of the site, with its query."""
    prefix = ["en"] if address.lang == "en" else []
    if address.day is not None:
        prefix += ["at", address.day]
    if address.known is not None:
        prefix += ["known", str(address.known)]
    path = "/" + "/".join([*prefix, *names(address)])
    if not address.page and not address.format and prefix:
        path += "/"
    return f"{path}?{urlencode(address.query)}" if address.query else path


def names(address: Address) -> list[str]:
    """The page's parts as they stand in a path or in the name of a file: nothing in them is special to either."""
    page = [part if _PLAIN.match(part) else quote(part.replace("/", "~"), safe="~") for part in address.page]
    if address.format:
        return [*page[:-1], f"{page[-1] if page else 'index'}.{address.format}"]
    if page and (page[-1].endswith(_PAGE) or page[-1].rpartition(".")[2] in FORMATS) and "." in page[-1]:
        return [*page[:-1], page[-1] + _PAGE]
    return page


def unknown(path: str) -> Usage:
    """There is no page of that address."""
    return Usage("no-page", f"There is no page at {path[:200]}.")
