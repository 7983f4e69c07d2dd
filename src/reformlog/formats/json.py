"""JSON: the answer itself, with two spaces of indent and a final newline."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import orjson

from .years import year_cell

# Inside strings JSON allows these raw, but a terminal or a page would obey them: C1 controls, bidi marks, separators.
_UNSAFE = "[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
_FIRST = b"\x7f\xc2\xd8\xe2\xef"  # how they begin in UTF-8: many a long answer holds none of these bytes


def render(answer: Mapping[str, Any], *, years: str, **_: Any) -> str:
    """The answer as JSON; what could steer a terminal is written as \\u escapes, which every reader turns back."""
    if years != "western" and isinstance(answer.get("rows"), (list, tuple)):
        answer = {**answer, "rows": [{**row, "year": year_cell(row, years)} for row in answer["rows"]]}
    data = orjson.dumps(answer, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    if not any(byte in data for byte in _FIRST):
        return data.decode()
    return re.sub(_UNSAFE, lambda found: f"\\u{ord(found[0]):04x}", data.decode())
