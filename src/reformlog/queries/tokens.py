"""The token of an answer: its question, log, position and rules, which is enough to ask it again.

A token is `rl1.` and base64url of a JSON list: origin, position, the first 8 bytes of the root in hexadecimal, the
version of the rules, the command, what was asked, how it was written out. It proves nothing by itself: whoever asks
again compares the root.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from typing import Any, NamedTuple

import orjson

from ..errors import Usage
from ..projections.schema import fingerprint
from ..rules import VERSION

PREFIX = "rl1."
# The commands that only read, whose answers can be asked again.
READING = frozenset(
    {
        "log",
        "show",
        "search",
        "zones",
        "plans",
        "measures",
        "proposals",
        "bills",
        "chronology",
        "diff",
        "explain",
        "blame",
        "due",
        "audit",
        "check",
        "replay",
    }
)


class Token(NamedTuple):
    """root: the first 8 bytes, hexadecimal. asked: parameters that are not the default. output: `format`, `lang` …"""

    origin: str
    position: int
    root: str
    rules: str
    command: str
    asked: dict[str, Any]
    output: dict[str, Any]


def rules() -> str:
    """What decides an answer: the version of the audit's rules, and the fingerprint of the code that folds."""
    return f"{VERSION}-{fingerprint()[:8]}"


def is_default(value: Any) -> bool:
    """Whether a parameter was not given: 0 is a value, though Python takes it for False."""
    return value is None or value is False or value in ((), [])


def with_token(
    answer: Mapping[str, Any], command: str, asked: Mapping[str, Any], output: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """The answer with its token beside its coordinates.

    An answer without coordinates gets none, nor what a command says that wrote something, nor an answer that looks
    beyond its own position (with hindsight, or back from a later state of knowledge). asked: parameters by the names of
    the command, days resolved; defaults are left out. output: how it was written out, None for JSON.
    """
    if command not in READING or "as_known" not in answer or "log" not in answer or "hindsight" in answer:
        return dict(answer)
    position, log, start = answer["as_known"]["position"], answer["log"], answer.get("from")
    if isinstance(start, Mapping) and start["position"] > position:
        return dict(answer)
    root = base64.b64decode(log["root"])[:8].hex()
    given = {key: value for key, value in asked.items() if not is_default(value)}
    token = Token(log["origin"], position, root, rules(), command, given, dict(output or {"format": "json"}))
    told = {key: value for key, value in answer.items() if key != "token"}
    place = list(told).index("log") + 1
    items = list(told.items())
    return dict([*items[:place], ("token", written(token)), *items[place:]])


def written(token: Token) -> str:
    """The token as text. Usage when what was asked cannot be written down."""
    try:
        data = orjson.dumps(list(token), option=orjson.OPT_SORT_KEYS)
    except orjson.JSONEncodeError as error:
        raise Usage("no-text", f"What was asked cannot be written down: {error}.", "Name it by a text.") from None
    return PREFIX + base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def read(text: str) -> Token:
    """A token from its text, which a page may have broken into lines. Usage when it is none."""
    text = "".join(text.split())
    body = text.removeprefix(PREFIX)
    try:
        if not text.startswith(PREFIX):
            raise ValueError
        parts = orjson.loads(base64.b64decode(body + "=" * (-len(body) % 4), altchars=b"-_", validate=True))
        token = Token(*parts)
        kinds = (str, int, str, str, str, dict, dict)
        if len(parts) != len(kinds) or not all(type(part) is kind for part, kind in zip(parts, kinds, strict=True)):
            raise ValueError
    except (ValueError, TypeError, binascii.Error):
        message = "This is not the token of an answer, or not the whole of it; one begins with rl1. and ends an answer."
        raise Usage("token-form", message, "reformlog zones --json   prints one") from None
    return token
