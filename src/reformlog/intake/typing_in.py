"""What a clerk types becomes a value: `zone=miyagi-kumamoto is=designated areas=04,43`, or YAML in braces."""

from __future__ import annotations

import shlex
from typing import Any

from ..errors import Error, Usage
from ..events.door import COUNTED, EFFECT_LISTS
from ..events.fields import Field
from ..text import whole_number
from .reading import read_stream


def value_of(field: Field, typed: str) -> Any:
    """The value of one typed answer: text as it is, a mapping from `key=value …` or from YAML in braces.

    Raises Usage, naming the field, when it is neither.
    """
    if field.shape not in ("mapping", "mappings"):
        return typed
    return _braces(field, typed) if typed.lstrip().startswith("{") else _pairs(field, typed)


def _braces(field: Field, typed: str) -> Any:
    try:
        (entry,) = read_stream(f"value: {typed}\n".encode(), field.name, "yaml")
    except (Error, ValueError) as error:
        raise Usage("option-form", f"--{field.name} {typed}: {error}", f"--{field.name} '{field.help}'") from None
    return entry.tree["value"]


def _pairs(field: Field, typed: str) -> dict[str, Any]:
    try:
        words = shlex.split(typed)
    except ValueError:
        raise Usage("option-form", f"--{field.name} {typed}: a quotation mark is not closed.", "Close it.") from None
    value: dict[str, Any] = {}
    for word in words:
        key, equals, text = word.partition("=")
        if not equals or not key:
            message = f"--{field.name} {typed}: {word} is not FIELD=VALUE."
            raise Usage("option-form", message, f"Example: {field.help}")
        several = key in EFFECT_LISTS or (key in COUNTED and whole_number(text) is None)  # names, or how many
        value[key] = [part for part in text.split(",") if part] if several else text
    return value


def tree_of(fields: list[Field], typed: dict[str, list[str]]) -> dict[str, Any]:
    """The tree of an act from what was typed for each field; fields with nothing typed are left out."""
    tree: dict[str, Any] = {}
    for field in fields:
        answers = [answer for answer in typed.get(field.name, ()) if answer.strip()]
        if answers:
            values = [value_of(field, answer) for answer in answers]
            tree[field.name] = values if field.shape in ("texts", "mappings") else values[-1]
    return tree
