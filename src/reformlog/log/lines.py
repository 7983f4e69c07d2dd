"""The line an event is kept as, for ever: how it is written, and how an old one is read today.

A line is canonical JSON (RFC 8259): UTF-8, the keys of every object sorted by code point, no white space, whole
numbers only, no newline. Anyone can recompute its leaf as SHA-256 of a zero byte and the line.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import orjson

from ..errors import Damaged, Refused

VERSION = 1
"""The `v` of the lines written today."""

UPCASTERS: dict[tuple[str, int], Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""(topic, `v`) -> what turns a line of that version into one of the next. A topic is a plain word, looked up here."""

_OWN = frozenset({"act", "version", "kind", "recorded_at", "v"})
_PLAIN = frozenset({str, int, bool, type(None)})


def write(act: str, version: int, topic: str, recorded_at: str, fields: dict[str, Any]) -> bytes:
    """The line of an event. Refused when a value has no canonical JSON form (a fraction, half a surrogate pair)."""
    if version < 1:
        raise ValueError(f"versions count from 1, not {version}")
    if not _OWN.isdisjoint(fields):
        raise ValueError(f"the log itself sets {', '.join(sorted(_OWN & fields.keys()))}")
    _only_plain(fields, act)
    whole = {**fields, "act": act, "version": version, "kind": topic, "recorded_at": recorded_at, "v": VERSION}
    try:
        # A copy: what orjson returns keeps the four kilobytes it was written in, and a batch holds thousands of lines.
        return bytes(memoryview(orjson.dumps(whole, option=orjson.OPT_SORT_KEYS)))
    except orjson.JSONEncodeError as error:
        message = f"{act!a} holds text or a number that cannot be written down ({error})."
        raise Refused("unwritable", message, where=ascii(act)) from None


def read(line: bytes) -> dict[str, Any]:
    """A stored line as a dict of today's version. Damaged when it is no line, Refused when its version is not known."""
    try:
        entry: dict[str, Any] = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise Damaged("line", f"A stored line cannot be read ({error}): {line[:60]!r}.") from None
    if type(entry) is not dict or type(entry.get("v")) is not int:
        raise Damaged("line", f"A stored line has no version `v`: {line[:60]!r}.")
    while entry["v"] != VERSION:
        upcast = UPCASTERS.get((entry["kind"], entry["v"]))
        if upcast is None:
            raise _unknown_version(entry)
        entry = upcast(entry)
    return entry


def _unknown_version(entry: dict[str, Any]) -> Refused:
    """A newer program wrote it; or it says to be older than today, which no release has left without an upcaster."""
    line = f"The line of {entry.get('act')} is of version {entry['v']}"
    if entry["v"] > VERSION:
        return Refused("newer-line", f"{line}; this program knows up to {VERSION}.", "Install a newer reformlog.")
    message = f"{line}, which no release of reformlog wrote for {entry.get('kind')}; it is not guessed."
    return Refused("unknown-line", message, "reformlog verify")


def _only_plain(value: object, act: str) -> None:
    """Refuse what JSON would blur: a fraction has many spellings, NaN becomes null, a date silently becomes text."""
    kind = type(value)
    if kind in _PLAIN:
        return
    if kind is dict:
        for part in value.values():  # type: ignore[attr-defined]
            if type(part) not in _PLAIN:
                _only_plain(part, act)
    elif kind is list or kind is tuple:
        for part in value:  # type: ignore[attr-defined]
            if type(part) not in _PLAIN:
                _only_plain(part, act)
    else:
        message = f"{act} holds {value!r}, which has no one way to be written down."
        raise Refused("unwritable", message, "Write whole numbers, or the figure as text in quotes.", act)
