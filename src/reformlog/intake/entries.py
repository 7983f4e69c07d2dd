"""What reading an act file gives: entries that know their lines, and the refusals of the whole run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from ..errors import Error, Refused, TreePath
from ..text import MAX_TEXT, problems, suspicious, visible

Fault = tuple[str, str, str | None]  # code, message, hint

MAX_FINDINGS = 100  # refusals of one run; after them reading stops


class Entry(NamedTuple):
    """One entry of an act file: an act, a correction or a withdrawal, not yet judged.

    tree: fields as written; texts are str, absent fields are left out. where: `where(("effects", 2, "zone"))` is the
    nearest known `file:line`; `where(())` is where the entry begins.
    """

    tree: dict[str, Any]
    where: Callable[[TreePath], str]


class Findings:
    """The refusals of one run, so that a clerk sees all of them at once."""

    def __init__(self) -> None:
        self.errors: list[Error] = []

    def add(self, where: str, fault: Fault) -> None:
        """Note one refusal; raises all of them when there are too many to read."""
        code, message, hint = fault
        self.errors.append(Refused(code, message, hint, where))
        if len(self.errors) >= MAX_FINDINGS:
            message = f"{MAX_FINDINGS} things are refused up to here; reading stopped."
            self.errors.append(Refused("too-many-refusals", message, "Mend these first, then run it again.", where))
            self.raise_any()

    def by_line(self, start: int) -> None:
        """Put the refusals from the `start`-th on, all of one file, in the order of its lines."""
        self.errors[start:] = sorted(self.errors[start:], key=lambda error: int((error.where or "0").rsplit(":")[-1]))

    def raise_any(self) -> None:
        """Raise what was found, all in one; nothing when all is well."""
        if self.errors:
            raise Refused.many(self.errors)


def text_faults(text: str) -> list[Fault]:
    """What is wrong with one value, whatever its field: too long, or characters nobody could see."""
    if len(text) <= MAX_TEXT and not suspicious(text):
        return []
    faults: list[Fault] = []
    if len(text) > MAX_TEXT:
        message = f"The text “{excerpt(text)}” has {len(text):,} characters; at most {MAX_TEXT:,} are kept."
        faults.append(("text-too-long", message, "Shorten it and name the document that has all of it in `sources`."))
    for offset, codepoint, reason in problems(text, most=5):
        message = f"{codepoint} is character {offset + 1} of “{excerpt(text, offset)}”: {reason}."
        faults.append(("character-refused", message, "Delete the character and type what should stand there."))
    return faults


_BESIDE = frozenset({"correct", "withdraw", "reason", "replaces", "act"})  # what entries have that are no acts
_FREE = frozenset({"numbers", "words", "counts", "says", "that"})  # what stands in these has names of its own


def empty_faults(key: str, path: TreePath) -> list[Fault]:
    """What is wrong with a field that has no value: nothing when there is a field of that name, else its name.

    In braces a comma begins the next field, so half of a list without brackets, or of a text without quotation marks,
    is read as a field without a value. path: where the field stands in its entry.
    """
    if not _FREE.isdisjoint(path) or key in _BESIDE:
        return []
    from ..events import statements  # so that their fields are among those there are
    from ..events.models import field_names

    if key in field_names() or any(key in sort.fields for sort in statements.SORTS.values()):
        return []
    if "：" in key:
        message = f"The colon in “{excerpt(key)}” is full-width (：), so that the field has no value."
        written = " ".join(key.replace("：", ": ").split())
        return [("field-unknown", message, f"Write an ordinary colon and a space: {excerpt(written)}")]
    message = f"“{excerpt(key)}” stands in the place of a field and has no value; there is no field of that name."
    hint = "Put a list in brackets, [04, 43], and a text with a comma or colon in quotation marks."
    return [("field-unknown", message, hint)]


def key_faults(key: str) -> list[Fault]:
    """What is wrong with the name of a field before anyone asks whether there is such a field."""
    if not key:
        return [("field-empty", "A field has no name before its colon.", "Write the name of the field.")]
    if key != key.strip():
        outer = key[0] if key[0].isspace() else key[-1]
        message = f"The field “{excerpt(key)}” begins or ends with a space (U+{ord(outer):04X})."
        return [("field-space", message, f"Indent with ordinary spaces and write: {excerpt(key.strip())}:")]
    return text_faults(key)


def duplicate_key(key: str, first: str) -> Fault:
    """A field that is written twice: one of the two would be lost without a word."""
    message = f"The field “{excerpt(key)}” is written twice in one place; the first is at {first}."
    return "field-twice", message, "Keep one of the two."


def not_an_entry(found: object) -> Fault:
    """An entry is a set of fields, nothing else."""
    words = "" if isinstance(found, list) else str(found)
    what = "a list" if isinstance(found, list) else f"“{excerpt(words)}”"
    hint = "Write fields and values, for example  kind: cabinet-order"
    if "：" in words:
        hint = "The colon is full-width (：); write an ordinary colon and a space, for example  kind: cabinet-order"
    return "entry-shape", f"An entry is made of fields; here stands {what}.", hint


def empty_item(where: str) -> Fault:
    """A list with a hole."""
    return "item-empty", f"An item of the list “{where}” is empty.", "Delete the item, or write its value."


def too_deep(limit: int) -> Fault:
    """More nesting than any act has."""
    message = f"Lists and fields stand more than {limit} deep inside one another; no act is like that."
    return "too-deep", message, "Check the brackets and the indentation."


def excerpt(text: str, around: int = 0, width: int = 24) -> str:
    """A few characters of a text, safe to show."""
    start = max(0, around - width // 2)
    end = start + width
    return ("…" if start else "") + visible(text[start:end]) + ("…" if end < len(text) else "")
