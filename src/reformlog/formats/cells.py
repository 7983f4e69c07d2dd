"""One value of an answer as the text of one cell, the same in every format."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from .. import places
from ..errors import Error
from ..events.kinds import DATE_NAMES
from . import labels

_SAID = (
    "message",
    "why",
    "hint",
    "what",
    "found",
)  # columns of sentences; what somebody wrote there comes back as it is
_REFUSED = ("message", "hint")  # columns of what a run refused or found damaged, in the words of refusals
_AREAS = ("areas", "proposed_areas", "part", "add", "remove")  # columns of areas, told by their names
_DATES = frozenset(("date", "of_date", "since", "until", *DATE_NAMES))  # columns of dates as somebody wrote them
_DAYS = re.compile(r"\d{4}-\d\d-\d\d(/\d{4}-\d\d-\d\d)?", re.ASCII)
_WEB = re.compile(r"https?://[^\s\"<>\\^`{|}]+\Z", re.IGNORECASE)


def plain(value: Any) -> str:
    """A value as data: None is empty, a list is joined by "; ", a source is cited, a mapping is `key=value`."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        if _is_source(value):
            return citation(value, "en")
        return ", ".join(f"{key}={plain(part)}" for key, part in value.items() if part is not None)
    if isinstance(value, (list, tuple)):
        return "; ".join(plain(part) for part in value)
    return str(value)


def worded(key: str, value: Any, lang: str) -> str:
    """A value for a reader: as `plain`, with our sentences and the words of closed lists in the reader's language."""
    if isinstance(value, str):
        if key in _AREAS:
            return places.area(value, lang)
        if key in _DATES and lang == "en" and not value.isascii():
            return _with_days(value)
        return labels.word(key, _said(key, value) if key in _SAID and lang == "ja" else value, lang)
    if key == "changed" and isinstance(value, (list, Mapping)):
        return _changes(value, lang)
    if isinstance(value, (list, tuple)):
        return ("、" if lang == "ja" else ", ").join(worded(key, part, lang) for part in value)
    if isinstance(value, Mapping):
        if _is_source(value):
            return citation(value, lang)
        parts = [(str(name), part) for name, part in value.items() if part is not None]
        return ", ".join(f"{labels.part(key, name, lang)} {worded(name, part, lang)}" for name, part in parts)
    if isinstance(value, bool):
        return labels.phrase("yes" if value else "no", lang)
    return plain(value)


def _changes(value: Mapping[str, Any] | list[Mapping[str, Any]], lang: str) -> str:
    """What fields were and became, of an entity or of an act that was corrected: `状態: 了承 → 指定`."""
    if isinstance(value, Mapping):
        told = [(labels.column(field, lang), field, change) for field, change in value.items()]
    else:
        told = [(labels.field(change["field"], lang), change["field"], change) for change in value]
    return "; ".join(changed(name, field, change, lang) for name, field, change in told)


def changed(name: str, field: str, change: Mapping[str, Any], lang: str) -> str:
    """What a field was and what it became, under its name: `状態: 了承 → 指定`. change: its `before` and `after`."""
    return f"{name}: {held(field, change['before'], lang)} → {held(field, change['after'], lang)}"


def held(field: str, value: Any, lang: str) -> str:
    """The value of a field of an entity or an act, in words; nothing as ∅."""
    return labels.word("status", worded(field, value, lang), lang) if value not in (None, [], "") else "∅"


def days(earliest: str, latest: str) -> str:
    """A day, or the two ends of an interval, as the notation of dates writes them."""
    return earliest if earliest == latest else f"{earliest}/{latest}"


def _with_days(words: str) -> str:
    """The words of a date, which stay as they are, and what they mean for who does not read Japanese."""
    from .. import dates

    try:
        read = dates.read(words)
    except Error:  # of fiscal years told together, which are none
        return words
    return f"{words} ({days(read.earliest, read.latest)})"


def is_days(text: str) -> bool:
    """Whether a text is an ISO day or the two ends of an interval, which no line breaks at its hyphens."""
    return _DAYS.fullmatch(text) is not None


def _said(key: str, sentence: str) -> str:
    from . import sentences  # most answers have none

    told = sentences.japanese(sentence)
    if told is None and key in _REFUSED:
        from . import refused

        told = refused.japanese(sentence)
    return told or sentence


def citation(source: Mapping[str, Any], lang: str, *, locator: bool = True) -> str:
    """A source in one line: title（publisher、date）place, and its address or file."""
    inside = [str(source[key]) for key in ("publisher", "dated") if source.get(key)]
    opening, mark, closing = ("（", "、", "）") if lang == "ja" else (" (", ", ", ")")
    text = str(source.get("title") or source.get("file") or source.get("url") or "")
    if inside:
        text += opening + mark.join(inside) + closing
    if locator and source.get("locator"):
        text += f" {source['locator']}"
    return text


def address(source: Mapping[str, Any]) -> str | None:
    """The source's address when it is one a browser may open (http, https); None for any other scheme or form."""
    url = source.get("url")
    return url if isinstance(url, str) and _WEB.match(url) else None


def _is_source(value: Mapping[str, Any]) -> bool:
    return "publisher" in value or ("title" in value and ("url" in value or "locator" in value))
