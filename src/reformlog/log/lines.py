"""The line an event is kept as, for ever: how it is written, and how an old one is read today.

A line is canonical JSON (RFC 8259): UTF-8, the keys of every object sorted by code point, no white space, whole
numbers only, no newline. Anyone can recompute its leaf as SHA-256 of a zero byte and the line.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import orjson

from ..errors import Damaged, Refused
from ..events.streams import sort_named

VERSION = 1
"""The `v` of the lines written today."""

UPCASTERS: dict[tuple[str, int], Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""(topic, `v`) -> what turns a line of that version into one of the next. A topic is a plain word, looked up here."""

CHANGES = ("correction", "withdrawal")
"""The topics of events that change an act recorded before; that of every other is its kind."""

_OWN = frozenset({"act", "version", "kind", "recorded_at", "v"})
_MORE = frozenset({"body", "reason", "replaces", "recorded_by", "accepted", "late"})
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
        return bytes(memoryview(_canonical(whole)))
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
    if type(entry.get("body", entry)) is not dict:
        message = f"The body in the line of {entry.get('act')} is no object."
        raise Damaged("line", message, "Bring back a backup of the log: reformlog verify --deep")
    return entry


def fault(line: bytes) -> str | None:
    """What is wrong with the form of a stored line, in words; None when a log could have written it.

    A line of any version `v` must be canonical JSON, or two readers might read two things in it. In one of today's
    version also: the body is that of its act and kind, and there unless it is a withdrawal; an act begins with its kind
    and goes on with corrections and withdrawals; what it replaces is the version before it; nothing else stands in it.
    """
    try:
        entry = orjson.loads(line)
        if type(entry) is not dict or _canonical(entry) != line:
            return "its line is not canonical JSON (a key twice or out of order, white space, another spelling)"
        _only_plain(entry, "it")
    except (orjson.JSONDecodeError, orjson.JSONEncodeError) as error:
        return f"its line cannot be read ({error})"
    except Refused:
        return "its line has a number with a fraction"
    return _misfit(entry) if entry.get("v") == VERSION else None


def _misfit(entry: dict[str, Any]) -> str | None:
    """What of a line of today's version does not fit the rest of it."""
    act, body, kind, version = (entry.get(key) for key in ("act", "body", "kind", "version"))
    if ("body" in entry) == (kind == "withdrawal"):
        return "it is a withdrawal with a body" if "body" in entry else "it has no body, and is no withdrawal"
    if "body" in entry and type(body) is not dict:
        return "its body is no object"
    sort = sort_named(str(act))
    of_act = body if body and sort is None else {}  # a remark may have a number for its id
    if of_act.get("id", act) != act:
        return f"its body is that of {of_act['id']!a}"
    if (version == 1) == (kind in CHANGES):
        return f"it is version {version} and a {kind}"
    kind_of_body = of_act.get("kind", kind) if sort is None else sort
    if version == 1 and kind_of_body != kind:
        return f"its body is that of a {kind_of_body!a}"
    if foreign := entry.keys() - _OWN - _MORE:
        return f"it has the member {min(foreign)!a}, which no line has"
    before = entry.get("version", 0) - 1
    return None if entry.get("replaces", before) == before else "it replaces another version than the one before it"


def _canonical(entry: object) -> bytes:
    return orjson.dumps(entry, option=orjson.OPT_SORT_KEYS)


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
