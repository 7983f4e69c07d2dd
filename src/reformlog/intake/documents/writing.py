"""YAML for a person to read and correct: act files with comments, whose scalars read back as the very same text."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from ...formats import width

BLANKS = " \u3000"
WIDTH = 150  # columns of a terminal, in which a Japanese character takes two
# What needs no quotation marks: begins with a letter (of any script), a digit or a Japanese bracket, goes on likewise.
LETTERS = r"0-9A-Za-z\u3040-\u30ff\u3005\u4e00-\u9fff"
SIGNS = r"（）「」『』【】、。・～“”／._-"
PLAIN = re.compile(rf"[{LETTERS}（「『【][{LETTERS}{SIGNS}]*(?: [{LETTERS}{SIGNS}]+)*")
# What YAML 1.1 or 1.2 reads as something else than text: words for true, false and null, numbers in every base, times.
MISREAD = re.compile(
    r"null|true|false|yes|no|on|off|y|n|[0-9][0-9_.]*(?:e-?[0-9]*)?|0[xob][0-9a-f_]*|[0-9-]+[t ].*", re.IGNORECASE
)
WHOLE = re.compile(r"(?:0|[1-9][0-9]{0,8})")


def scalar(text: str) -> str:
    """A text as YAML: plain where nothing can misread it, else in double quotation marks. Whole numbers stay plain."""
    if WHOLE.fullmatch(text) or (PLAIN.fullmatch(text) and not MISREAD.fullmatch(text)):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(char if char in BLANKS or char.isprintable() else _escaped(char) for char in quoted)


def _escaped(char: str) -> str:
    code = ord(char)
    return f"\\U{code:08X}" if code > 0xFFFF else f"\\u{code:04X}"


def flow(value: Any) -> str:
    """A value on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(key)}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_member(item) for item in value) + "]"
    return scalar(str(value))


def _member(item: Any) -> str:
    """A member of a list; a number there is a code (["07", "42"]), so it is never bare."""
    return f'"{item}"' if isinstance(item, str) and WHOLE.fullmatch(item) else flow(item)


def _wide(line: str) -> bool:
    return width.of(line) > WIDTH


def block(body: Mapping[str, Any], comments: Mapping[tuple[str | int, ...], str], indent: int = 0) -> list[str]:
    """The fields of a mapping, a line or more each; a comment stands behind the value whose path it has."""
    lines: list[str] = []
    for key, value in body.items():
        inner = {path[1:]: comment for path, comment in comments.items() if path and path[0] == key}
        lines.extend(_field(" " * indent, key, value, inner, indent))
    return lines


def _field(margin: str, key: str, value: Any, comments: Mapping[tuple[str | int, ...], str], indent: int) -> list[str]:
    lead = f"{margin}{scalar(key)}:"
    own = comments.get(())
    if not isinstance(value, Mapping | list | tuple):
        return [_remarked(f"{lead} {scalar(str(value))}", own)]
    short = f"{lead} {flow(value)}"
    if not value or (not _wide(short) and len(comments) - (own is not None) == 0 and not _of_mappings(value)):
        return [_remarked(short, own)]
    if isinstance(value, Mapping):
        return [_remarked(lead, own), *block(value, comments, indent + 2)]
    lines = [_remarked(lead, own)]
    for number, item in enumerate(value):
        inner = {path[1:]: comment for path, comment in comments.items() if path and path[0] == number}
        lines.extend(_item(item, inner, indent + 2))
    return lines


def _item(item: Any, comments: Mapping[tuple[str | int, ...], str], indent: int) -> list[str]:
    margin = " " * indent
    line = f"{margin}- {_member(item)}"
    if not _wide(line) or not isinstance(item, Mapping) or not item:
        return [_remarked(line, comments.get(()))]
    lines = block(item, {}, indent + 2)
    lines[0] = f"{margin}- {lines[0].lstrip()}"
    return [_remarked(lines[0], comments.get(())), *lines[1:]]


def _of_mappings(value: Any) -> bool:
    return isinstance(value, list | tuple) and any(isinstance(item, Mapping) for item in value)


def _remarked(line: str, comment: str | None) -> str:
    return f"{line}  # {one_line(comment)}" if comment else line


def one_line(text: str) -> str:
    """A text that fits behind `#`: no line ends, nothing that a terminal would obey."""
    if text.replace("\u3000", "").isprintable():
        return text
    return "".join(char if char in BLANKS or char.isprintable() else " " for char in text)


def remark(text: str) -> str:
    """A comment line of its own."""
    return f"# {one_line(text)}".rstrip()
