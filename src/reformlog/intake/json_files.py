"""JSON and JSONL act files: the same tree as YAML; JSONL is read line by line, so its length does not matter.

Texts and whole numbers stay what they are; numbers with a fraction, fields written twice and more than 32 levels are
refused; null is absent.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

import orjson

from ..errors import Error, TreePath
from ..text import MAX_DEPTH, MAX_LINE, MAX_TEXT, suspicious
from .decoding import decoded
from .entries import (
    Entry,
    Fault,
    Findings,
    duplicate_key,
    empty_faults,
    empty_item,
    excerpt,
    not_an_entry,
    text_faults,
    too_deep,
)
from .json_places import line_of, members

_FRACTION = re.compile(rb"[:,[]-?\d+[.eE]")
_WORDS = (
    ("depth limit", *too_deep(MAX_DEPTH)[1:]),
    ("railing comma", "A comma stands before a closing bracket.", "Delete the comma."),
    ("end of data", "The text ends before its brackets or quotation marks are closed.", "Close them."),
    ("after document", "More follows the end of the JSON text.", "Name a file with one act a line .jsonl."),
    ("control character", "A line break, a tab or the like stands inside quotation marks.", "Write \\n or \\t."),
    ("infinity", "A number is larger than any in an act.", "Put it in quotation marks, exactly as it is written."),
    ("surrogate", "A \\u escape is half of a character (a lone surrogate).", "Type the character itself."),
    ("escape", "A backslash begins a sign that JSON does not know.", "Write the backslash twice."),
)


def json_entries(text: str, name: str, findings: Findings) -> Iterator[Entry]:
    """The entries of one JSON text, an object or a list of objects; refusals go to `findings`."""
    try:
        tree = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        findings.add(f"{name}:{error.lineno}", _syntax(error.msg, text, error.pos))
        return
    batch = isinstance(tree, list)
    place = _Places(name, text)
    repeated: set[str | int] = set()
    if isinstance(tree, (list, dict)) and _may_repeat_a_field(text.encode(), _again(tree)):
        for path, offset, first in members(text):
            if first is not None:
                repeated.add(path[0] if batch else 0)
                fault = duplicate_key(str(path[-1]), f"{name}:{line_of(text, first)}")
                findings.add(f"{name}:{line_of(text, offset)}", fault)
    for index, item in enumerate(tree if batch else [tree]):
        where = partial(place.of, index if batch else None)
        entry = _entry(item, where, findings)
        if entry and index not in repeated:
            yield entry


def jsonl_entries(lines: Iterable[bytes], name: str, findings: Findings) -> Iterator[Entry]:
    """One entry a line, in bounded memory; empty lines are passed over. A line over MAX_LINE bytes may come cut."""
    loads = orjson.loads
    for number, line in enumerate(lines, 1):
        try:
            tree = loads(line)
            if type(tree) is dict and len(line) <= MAX_LINE:
                plain = _again(tree)
                if _certainly_well(plain) and not _may_repeat_a_field(line, plain):
                    yield Entry(tree, _Line(name, number))
                    continue
        except orjson.JSONDecodeError:
            if line.isspace() or not line:
                continue
        yield from _doubtful(line, name, number, findings)


def _doubtful(line: bytes, name: str, number: int, findings: Findings) -> Iterator[Entry]:
    """The slow way for one line: everything wrong with it, or its entry."""
    where = _Line(name, number)
    if len(line) > MAX_LINE:
        message = f"The line has more than {MAX_LINE:,} bytes."
        findings.add(where(()), ("line-too-long", message, "Write one entry a line; shorten its texts."))
        return
    try:
        text = decoded(line, name, number)
    except Error as error:
        findings.errors.append(error)
        findings.raise_any()  # what follows is in the same encoding
        return
    try:
        tree = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        findings.add(where(()), _syntax(error.msg, text, error.pos))
        return
    repeated = False
    if isinstance(tree, dict) and _may_repeat_a_field(line, _again(tree)):
        for path, _, first in members(text):
            if first is not None:
                repeated = True
                findings.add(where(path), duplicate_key(str(path[-1]), "the same line"))
    entry = _entry(tree, where, findings)
    if entry and not repeated:
        yield entry


class _Line:
    """Where every part of an entry is when the entry is one line. A class, because a million of these are made."""

    __slots__ = ("name", "number")

    def __init__(self, name: str, number: int):
        self.name, self.number = name, number

    def __call__(self, path: TreePath) -> str:
        return f"{self.name}:{self.number}"


def _again(tree: Any) -> bytes:
    """The tree written again without spaces; nothing when it is too deep to be written, which is refused elsewhere."""
    try:
        return orjson.dumps(tree)
    except orjson.JSONEncodeError:
        return b""


def _certainly_well(plain: bytes) -> bool:
    """Whether nothing is wrong with an entry, told from its bytes written again (`_again`). False only means: look."""
    if not 0 < len(plain) <= MAX_TEXT or plain.count(b"{") + plain.count(b"[") > MAX_DEPTH:
        return False
    if b"\\" in plain or b"null" in plain:
        return False
    return not (suspicious(plain.decode()) or _FRACTION.search(plain))


def _may_repeat_a_field(raw: bytes, plain: bytes) -> bool:
    """Whether a field may be written twice. raw: the text as it is; plain: its tree written again (`_again`).

    Of a field written twice only one is in the tree, so the quotation marks of the other are missing in `plain`.
    Otherwise both have as many, unless one is written as an escape.
    """
    return raw.count(b'"') != plain.count(b'"') or b"\\u0022" in raw


def _entry(tree: Any, where: Callable[[TreePath], str], findings: Findings) -> Entry | None:
    if not isinstance(tree, dict):
        findings.add(where(()), not_an_entry(tree if isinstance(tree, str | list) else orjson.dumps(tree).decode()))
        return None
    if _certainly_well(_again(tree)):
        return Entry(tree, where)
    faults: list[tuple[TreePath, Fault]] = []
    cleaned = _checked(tree, (), 1, faults)
    for path, fault in faults:
        findings.add(where(path), fault)
    return None if faults else Entry(cleaned, where)


def _checked(value: Any, path: TreePath, depth: int, faults: list[tuple[TreePath, Fault]]) -> Any:
    """The value without its nulls; what is wrong with it goes to `faults`."""
    if isinstance(value, str):
        faults += [(path, fault) for fault in text_faults(value)]
    elif isinstance(value, float):
        message = f"The number {value!r} has a fraction or is too large."
        faults.append((path, ("number-refused", message, "Put it in quotation marks, exactly as it is written.")))
    elif isinstance(value, (dict, list)) and depth > MAX_DEPTH:
        faults.append((path, too_deep(MAX_DEPTH)))
    elif isinstance(value, dict):
        fields: dict[str, Any] = {}
        for key, member in value.items():
            faults += [((*path, key), fault) for fault in text_faults(key)]
            if member is not None:
                fields[key] = _checked(member, (*path, key), depth + 1, faults)
            else:
                faults += [((*path, key), fault) for fault in empty_faults(key, path)]
        return fields
    elif isinstance(value, list):
        name = str(path[-1]) if path else "entries"
        faults += [((*path, index), empty_item(name)) for index, item in enumerate(value) if item is None]
        return [_checked(item, (*path, index), depth + 1, faults) for index, item in enumerate(value)]
    return value


class _Places:
    """Where the parts of a JSON text are, found by reading it again: only refusals ask."""

    def __init__(self, name: str, text: str):
        self.name, self.text = name, text
        self.starts: list[int] | None = None  # of the entries of a list
        self.entry: tuple[int, dict[TreePath, int]] | None = None  # the one asked about last: its start, its parts

    def of(self, index: int | None, path: TreePath) -> str:
        """The line of the part at `path` of entry `index` of the list, or of the only entry."""
        start = 0
        if index is not None:
            if self.starts is None:
                self.starts = [offset for here, offset, _ in members(self.text) if len(here) == 1]
            start = self.starts[index]
        parts = self._parts(start)
        there = (parts[path[:length]] for length in range(len(path), 0, -1) if path[:length] in parts)
        nearest = next(there, self.text.find("{", start))
        return f"{self.name}:{line_of(self.text, max(nearest, start))}"

    def _parts(self, start: int) -> dict[TreePath, int]:
        """Where each part of the entry at `start` stands first, read once however many of them are refused."""
        if self.entry is None or self.entry[0] != start:
            parts: dict[TreePath, int] = {}
            for path, offset, _ in members(self.text, start):
                parts.setdefault(path, offset)
            self.entry = start, parts
        return self.entry[1]


def _syntax(problem: str, text: str, at: int) -> Fault:
    found = excerpt(text, at)
    for part, message, hint in _WORDS:
        if part in problem:
            return "json-syntax", f"{message} It is at: {found}", hint
    if "：" in text[at : at + 3]:
        return "json-syntax", f"The colon is full-width (：) at: {found}", "Write an ordinary colon."
    message = f"This is not JSON from here on: {found}" if text[at:].strip() else "The JSON text ends too early."
    return "json-syntax", message, "Check the quotation marks, commas and brackets just before it."
