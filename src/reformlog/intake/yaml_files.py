"""YAML act files: every value is text, and every value knows its line.

The file is read event by event and never made into objects of its own choosing. Refused: tags other than !!str,
merge keys, fields written twice, more than 32 levels. An alias repeats what its anchor holds, within bounds. A value
left empty, or `~` or `null` without quotes, is absent, as null is in JSON.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

import yaml

from ..errors import TreePath
from ..text import MAX_DEPTH, MAX_FILE, problems, visible
from .entries import (
    Entry,
    Fault,
    Findings,
    duplicate_key,
    empty_faults,
    empty_item,
    excerpt,
    key_faults,
    not_an_entry,
    text_faults,
    too_deep,
)
from .yaml_syntax import syntax_fault

MAX_REPEATED = 1_000  # values that aliases may add to one entry
MAX_REPEATED_IN_FILE = 1_000_000  # and to one file, where they may add MAX_FILE characters as well
MAX_LOST = 10_000  # refused characters, after which the file is not read on

_PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the parser in C where there is one; both read the same
_ABSENT = object()
_NULL = {"", "~", "null", "Null", "NULL"}
_TEXT_TAGS = {None, "!", "tag:yaml.org,2002:str"}
_LOST = "\ufffd"  # stands for a character that has been refused, so that the rest of the file can still be read


def yaml_entries(text: str, name: str, findings: Findings) -> Iterator[Entry]:
    """The entries of a YAML text as they are read; refusals go to `findings`, and an entry with one is not given."""
    already = len(findings.errors)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text, refused_lines = _without_refused(text, name, findings)
    if sum(refused_lines.values()) >= MAX_LOST:
        return
    reader = _Reader(text, name, findings, bool(refused_lines))
    try:
        yield from reader.entries()
    except yaml.YAMLError as error:
        line, fault = syntax_fault(error, text.split("\n"))
        if line not in refused_lines:
            findings.add(f"{name}:{line}", fault)
    except _Stop:
        pass
    findings.by_line(already)


class _Stop(Exception):
    """What follows in the file is not worth reading."""


class _Reader:
    """Parser events to trees: keeps the anchors of the document and the lines of the entry being read."""

    def __init__(self, text: str, name: str, findings: Findings, some_lost: bool):
        self.events: Iterator[Any] = yaml.parse(text, Loader=_PARSER)
        self.name, self.findings, self.some_lost = name, findings, some_lost
        self.anchors: dict[str, tuple[Any, list[tuple[TreePath, int]], int] | None] = {}  # None while it is being read
        self.lines: list[tuple[TreePath, int]] = []
        self.characters = self.repeated = self.repeated_in_file = 0
        self.well = True

    def entries(self) -> Iterator[Entry]:
        """Each entry of the file in order: a document is one entry, or a list of them."""
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                self.anchors.clear()
                event = next(self.events)
                if isinstance(event, yaml.SequenceStartEvent):
                    self.check_tag(event)
                    while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
                        yield from self.entry(event)
                elif not (isinstance(event, yaml.ScalarEvent) and self.is_null(event)):
                    yield from self.entry(event)

    def entry(self, event: Any) -> Iterator[Entry]:
        """The entry that begins here, unless a part of it was refused."""
        line = event.start_mark.line + 1
        self.lines, self.repeated, self.well = [((), line)], 0, True
        tree = self.node(event, (), 1)
        if tree is _ABSENT:
            self.refuse(line, empty_item("entries"))
        elif not self.well:
            return
        elif not isinstance(tree, dict):
            self.refuse(line, not_an_entry(tree))
        else:
            yield Entry(tree, partial(_nearest, self.name, dict(self.lines)))

    def node(self, event: Any, path: TreePath, depth: int) -> Any:
        """The value that begins with `event`."""
        if isinstance(event, yaml.AliasEvent):
            return self.alias(event, path)
        start, characters = len(self.lines), self.characters
        self.check_tag(event)
        if event.anchor:
            self.anchors[event.anchor] = None
        if isinstance(event, yaml.ScalarEvent):
            value = self.scalar(event)
        elif depth > MAX_DEPTH:
            self.refuse(event.start_mark.line + 1, too_deep(MAX_DEPTH))
            raise _Stop
        elif isinstance(event, yaml.MappingStartEvent):
            value = self.mapping(path, depth)
        else:
            value = self.sequence(path, depth)
        if event.anchor:
            lines = [(at[len(path) :], line) for at, line in self.lines[start:]]
            self.anchors[event.anchor] = (value, lines, self.characters - characters)
        return value

    def scalar(self, event: Any) -> Any:
        if self.is_null(event):
            return _ABSENT
        text: str = event.value
        self.characters += len(text)
        self.check(event, text_faults(text), text)
        return text

    def mapping(self, path: TreePath, depth: int) -> dict[str, Any]:
        """The fields up to the end of a mapping; a key written twice is refused with both its lines."""
        fields: dict[str, Any] = {}
        seen: dict[str, int] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            line = event.start_mark.line + 1
            key = self.key(event, path, depth)
            if key in seen:
                self.refuse(line, duplicate_key(key, f"{self.name}:{seen[key]}"))
            seen.setdefault(key, line)
            self.lines.append(((*path, key), line))
            value = self.node(next(self.events), (*path, key), depth + 1)
            if value is not _ABSENT:
                fields[key] = value
                continue
            for fault in empty_faults(key, path):
                self.refuse(line, fault)
        return fields

    def key(self, event: Any, path: TreePath, depth: int) -> str:
        """The name of a field; one that cannot be a name is refused and replaced by a name of its own."""
        line, instead = event.start_mark.line + 1, f"{_LOST}{len(self.lines)}"
        if not isinstance(event, yaml.ScalarEvent):
            found = "a reference" if isinstance(event, yaml.AliasEvent) else "a list or fields in brackets"
            self.node(event, (*path, instead), depth + 1)
            self.refuse(line, ("field-shape", f"The name of a field is {found}.", "Write the name out, or use quotes."))
            return instead
        self.check_tag(event)
        if event.value == "<<" and not event.style:
            message = "“<<” would copy the fields of another place in here; an act says itself what it says."
            self.refuse(line, ("merge-key", message, "Write the fields out."))
            return instead
        self.check(event, key_faults(event.value), event.value)
        return str(event.value)

    def sequence(self, path: TreePath, depth: int) -> list[Any]:
        """The items up to the end of a list."""
        items: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            line, here = event.start_mark.line + 1, (*path, len(items))
            self.lines.append((here, line))
            value = self.node(event, here, depth + 1)
            if value is _ABSENT:
                self.refuse(line, empty_item(str(path[-1]) if path else "entries"))
            items.append(value)
        return items

    def alias(self, event: Any, path: TreePath) -> Any:
        """A copy of what the anchor holds."""
        label, line = event.anchor, event.start_mark.line + 1
        held = self.anchors.get(label)
        if held is None:
            what = "stands inside the place it refers to" if label in self.anchors else "refers to nothing above it"
            message = f"The reference *{excerpt(label)} {what}."
            self.refuse(line, ("alias-unknown", message, "Write the value out, or put quotes around the text."))
            return ""
        value, lines, characters = held
        self.repeated += len(lines) + 1
        self.repeated_in_file += len(lines) + 1
        self.characters += characters
        if self.repeated_in_file > MAX_REPEATED_IN_FILE or self.repeated > MAX_REPEATED or self.characters > MAX_FILE:
            limit = f"{MAX_REPEATED:,} values in an entry and {MAX_REPEATED_IN_FILE:,} in a file"
            message = f"References like *{excerpt(label)} repeat more than they may ({limit})."
            self.refuse(line, ("alias-too-large", message, "Write the values out where they are needed."))
            raise _Stop
        self.lines += [((*path, *at), at_line) for at, at_line in lines]
        return _copied(value)

    def is_null(self, event: Any) -> bool:
        return event.tag is None and not event.style and event.value in _NULL

    def check_tag(self, event: Any) -> None:
        if event.tag in _TEXT_TAGS and (event.tag is None or isinstance(event, yaml.ScalarEvent)):
            return
        tag = visible(str(event.tag).replace("tag:yaml.org,2002:", "!!", 1))
        message = f"{tag[:80]} asks for a type of value; every value here is text, and its field says what it means."
        self.refuse(event.start_mark.line + 1, ("yaml-tag", message, "Delete it, or put quotes around the text."))

    def check(self, event: Any, faults: list[Fault], text: str) -> None:
        if self.some_lost and _LOST in text:
            self.well = False  # refused with its line and column already
            return
        for fault in faults:
            self.refuse(event.start_mark.line + 1, fault)

    def refuse(self, line: int, fault: Fault) -> None:
        self.well = False
        self.findings.add(f"{self.name}:{line}", fault)


def _nearest(name: str, known: dict[TreePath, int], path: TreePath) -> str:
    while path and path not in known:
        path = path[:-1]
    return f"{name}:{known[path]}"


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(member) for key, member in value.items()}
    return [_copied(item) for item in value] if isinstance(value, list) else value


def _without_refused(text: str, name: str, findings: Findings) -> tuple[str, dict[int, int]]:
    """The text with every refused character replaced, and how many were in which line (from 1)."""
    found = problems(text, most=MAX_LOST)
    if not found:
        return text, {}
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    by_line: dict[int, list[tuple[int, str, str]]] = {}
    characters, line = list(text), 0
    for offset, codepoint, reason in found:
        characters[offset] = _LOST
        while line + 1 < len(starts) and starts[line + 1] <= offset:
            line += 1
        by_line.setdefault(line, []).append((offset - starts[line], codepoint, reason))
    for line, several in by_line.items():
        column, codepoint, reason = several[0]
        end = text.find("\n", starts[line])
        content = text[starts[line] : end if end >= 0 else len(text)]
        more = f" The line has {len(several) - 1} more of the kind." if len(several) > 1 else ""
        message = f"{codepoint} is character {column + 1} of the line “{excerpt(content, column)}”: {reason}.{more}"
        hint = "Delete the character and type what should stand there."
        findings.add(f"{name}:{line + 1}", ("character-refused", message, hint))
    return "".join(characters), {line + 1: len(several) for line, several in by_line.items()}
