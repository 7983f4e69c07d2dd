"""Where a YAML file cannot be read: said in words for the office that wrote it."""

from __future__ import annotations

import re

from ..text import visible
from .entries import Fault, excerpt

# What the parser says (context, problem: parts of them) -> what is wrong, what to type.
_WORDS = (
    ("", "tab character", "A tab is used for indentation.", "Indent with spaces."),
    (
        "quoted scalar",
        "end of stream",
        "The quotation mark opened here is never closed.",
        'Close it, or write a " inside the text as \\".',
    ),
    (
        "quoted scalar",
        "document indicator",
        "The quotation mark opened here is never closed.",
        'Close it, or write a " inside the text as \\".',
    ),
    (
        "quoted scalar",
        "escape character",
        'A backslash inside "…" begins a special sign, and this is none.',
        "Use '…' around the text, or write the backslash twice.",
    ),
    (
        "quoted scalar",
        "Unicode character",
        'The number after a backslash inside "…" is not a character.',
        "Type the character itself.",
    ),
    (
        "",
        "mapping values are not allowed",
        "A colon and a space stand in the middle of a text, or the line is indented too far.",
        "Put quotes around the whole text: title: '…: …'",
    ),
    (
        "",
        "could not find expected ':'",
        "A field and its value are separated by a colon and a space; here the colon is missing.",
        "Write  field: value",
    ),
    ("flow sequence", "expected ',' or ']'", "The list opened with [ here is never closed.", "Close it with ]."),
    ("flow mapping", "expected ',' or '}'", "The fields opened with { here are never closed.", "Close them with }."),
    (
        "",
        "expected key",
        "This line does not fit: indented unlike its neighbours, or text follows a closing quotation mark.",
        "Begin all fields of one act in the same column; put quotes around the whole text.",
    ),
    (
        "",
        "expected '-' indicator",
        "A list of entries stops here without a “-”.",
        "Begin each entry with “- ”, and its other lines two spaces further in.",
    ),
    (
        "",
        "block sequence entries are not allowed",
        "A list item begins in the middle of a line.",
        "Begin the item on a line of its own, or write [a, b].",
    ),
    (
        "alias",
        "alphabetic or numeric",
        "A text that begins with * is read as a reference.",
        "Put quotes around the text.",
    ),
    ("anchor", "alphabetic or numeric", "A text that begins with & is read as a label.", "Put quotes around the text."),
    ("", "tag", "A word that begins with ! is read as a type, and this is none.", "Put quotes around the text."),
    ("", "expected node content", "A value is missing, or a bracket is closed too early.", "Write the value."),
    ("", "<document start>", "Something follows the end of the document.", "Put --- between two documents."),
    ("", "incompatible YAML", "The file asks for another version of YAML.", "Delete the line that begins with %YAML."),
    ("", "nesting depth", "Brackets stand too deep inside one another; no act is like that.", "Check the brackets."),
)
_OPENED_HERE = ("quoted scalar", "flow sequence", "flow mapping")


def syntax_fault(error: object, lines: list[str]) -> tuple[int, Fault]:
    """The line (from 1) and the refusal for what a YAML parser could not read in these lines of a file."""
    context, problem = str(getattr(error, "context", "") or ""), str(getattr(error, "problem", "") or "")
    opened = any(part in context for part in _OPENED_HERE)
    mark = (getattr(error, "context_mark", None) if opened else None) or getattr(error, "problem_mark", None)
    at = min(getattr(mark, "line", 0), len(lines) - 1)
    if "could not find expected ':'" in problem and getattr(error, "context_mark", None):
        at = min(error.context_mark.line, at)  # type: ignore[attr-defined]
    message, hint = _plain_words(context, problem, lines[at], getattr(mark, "column", 0))
    stop = getattr(error, "problem_mark", None)
    if stop and stop.line < len(lines):
        at, message, hint = _closer(problem, lines, stop.line, stop.column) or (at, message, hint)
    if not any(line.strip() for line in lines[at:]) and at:
        at = max(number for number, line in enumerate(lines) if line.strip() or not number)
        message, hint = "The file ends before this is complete.", "Close the bracket, or write the value."
    line = lines[at]
    if (full_width := _full_width(lines[max(0, at - 1) : at + 1])) is not None:
        hint = full_width
    return at + 1, ("yaml-syntax", f"{message} The line is: {excerpt(line.strip(), width=60)}", hint)


def _plain_words(context: str, problem: str, line: str, column: int) -> tuple[str, str]:
    if "cannot start any token" in problem:
        sign = line[column : column + 1]
        if sign == "\t" or not sign:
            return "A tab is used for indentation.", "Indent with spaces."
        return f"A text cannot begin with {visible(sign)} here.", "Put quotes around the text."
    for where, what, message, hint in _WORDS:
        if where in context and what in problem:
            return message, hint
    return "This cannot be read as YAML.", "Compare the line with the example that `reformlog kinds KIND` prints."


def _closer(problem: str, lines: list[str], at: int, column: int) -> tuple[int, str, str] | None:
    """What is nearer the fault than where the parser began or stopped: (line, message, hint), or None."""
    before, sign = lines[at][:column].rstrip(), lines[at][column : column + 1]
    quoted = before[-1:] if before[-1:] in ('"', "'") else ""
    if "expected key" in problem and quoted:
        opened = next((number for number in range(at - 1, -1, -1) if lines[number].count(quoted) % 2), None)
        if opened is not None:
            message = f"The quotation mark opened here is closed only in line {at + 1}."
            return opened, message, 'Close it, or write a " inside the text as \\".'
    if "mapping values are not allowed" in problem and _further_in(lines, at):
        return at, "The line begins further in than the line above it.", "Begin the fields of one act in one column."
    if "expected ',' or" not in problem:
        return None
    if sign == ":":
        message = "A second colon stands in one field: a comma is missing before it, or the text has a colon in it."
        return at, message, "Put a comma between two fields, or quotes around the whole text: title: '…: …'"
    if quoted and sign and sign not in "]}":
        return at, "Text follows a closing quotation mark.", "Put quotes around the whole text."
    return None


def _further_in(lines: list[str], at: int) -> bool:
    """Whether a line is a field that stands further to the right than the field above it, which has a value."""
    here, above = (re.match(r"([ -]*)[a-z-]+:(?: |$)", line) for line in (lines[at], lines[at - 1] if at else ""))
    return here is not None and above is not None and len(here[1]) > len(above[1])


def _full_width(lines: list[str]) -> str | None:
    """The commonest cause in a Japanese office: the input method was on while the signs were typed."""
    for line in lines:
        if line.startswith("\u3000"):
            return "The line begins with a full-width space (U+3000); indent with ordinary spaces."
        if "：" in line and ": " not in line and not line.rstrip().endswith(":"):
            return "The colon is full-width (：); write an ordinary colon and a space."
        if sign := re.search(r"(?:: *|^ *(?:- +)?)(?:(｛)[a-z-]+:|(［)[\"'])", line):
            return f"The bracket is full-width ({sign[1] or sign[2]}); write an ordinary one."
        if sign := re.search(r"[\"'\]}]([、，])|([、，]) *[a-z-]+: ", re.sub(r"^[^\[{]*", "", line)):  # within brackets
            return f"The comma is full-width ({sign[1] or sign[2]}); write an ordinary comma and a space."
        if line.lstrip().startswith(("－", "ー", "―", "‐")):
            return "The “-” before the item is a full-width sign; write an ordinary - and a space."
    return None
