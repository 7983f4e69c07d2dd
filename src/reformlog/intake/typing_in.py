"""What a clerk types becomes a value: `zone=miyagi-kumamoto is=designated areas=04,43`, or YAML in braces."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..errors import Error, Usage
from ..events.door import DIGITS
from ..events.effects import effects_of
from ..events.examples import effect_example
from ..events.fields import EXAMPLES, Field, fields_of
from ..events.kinds import Kind
from ..events.models import COUNTED, EFFECT_LISTS
from .reading import read_stream

_RUN_ON = re.compile(r"\u3000[a-z][a-z-]*=")  # a field behind a full-width space, which divides nothing
LIST_SHAPES = ("texts", "mappings")
"""The shapes of which there may be any number."""


def fields_as_typed(kind: Kind) -> list[Field]:
    """The fields of a kind as they are asked for, where the example of an effect is one that its acts may have."""
    return [
        field._replace(help=f"what the act changes: {example_of(field, kind)}") if field.name == "effects" else field
        for field in fields_of(kind)
    ]


def example_of(field: Field, kind: Kind | None = None) -> str:
    """What may be typed for a field that is made of fields; an effect is one that the kind may have."""
    effects = effects_of(kind) if kind is not None and field.name == "effects" else []
    return as_typed(effect_example(effects[0])) if effects else EXAMPLES[field.name]


def as_typed(value: Mapping[str, Any]) -> str:
    """A mapping as `key=value …`, the reverse of `value_of` for what has no mapping inside."""
    texts = {key: ",".join(text) if isinstance(text, list) else str(text) for key, text in value.items()}
    return " ".join(f'{key}="{text}"' if " " in text else f"{key}={text}" for key, text in texts.items())


def value_of(field: Field, typed: str, named: str = "", kind: Kind | None = None) -> Any:
    """The value of one typed answer: text as it is, a mapping from `key=value …` or from YAML in braces.

    named: what stood before it on the command line (`--source `, `--set sources=`), empty in a form. kind: whose act
    it is, for the example. Raises Usage, with what was typed and an example, when it is neither.
    """
    if field.shape not in ("mapping", "mappings"):
        return typed
    bare = field.name == "sources" and "=" not in typed  # the title alone, as people name a document
    example = as_typed({"title": typed.strip()}) if bare else example_of(field, kind)
    hint = f"{named}{shlex.quote(example)}" if named else f"Example: {example}"
    return in_braces(typed, named, hint) if typed.lstrip().startswith("{") else _pairs(typed, named, hint)


def in_braces(typed: str, named: str, hint: str) -> Any:
    """The value of YAML in braces or brackets, read as an act file would be. named, hint: as they are to be printed."""
    try:
        (entry,) = read_stream(f"value: {typed.strip()}\n".encode(), "typed", "yaml")
    except Error as error:
        message = error.errors[0].message.partition(" The line is: ")[0]  # it was typed just now
        raise Usage("option-form", f"{named}{typed}: {message}", hint) from None
    except ValueError:  # more than one document, or a character that no file may hold
        raise Usage("option-form", f"{named}{typed} is not one value.", hint) from None
    return entry.tree["value"]


def _pairs(typed: str, named: str, hint: str) -> dict[str, Any]:
    try:
        words = shlex.split(typed)
    except ValueError:
        raise Usage("option-form", f"{named}{typed}: a quotation mark is not closed.", "Close it.") from None
    value: dict[str, Any] = {}
    for number, word in enumerate(words):
        key, equals, text = word.partition("=")
        if not equals or not key:
            message = f"{named}{typed}: {word} is not FIELD=VALUE."
            raise Usage("option-form", message, _spaced(words, number) or hint)
        if _RUN_ON.search(text):
            raise Usage(
                "option-form", f"{named}{typed}: the fields are divided by a full-width space.", "Type an ordinary one."
            )
        if key in value:
            raise Usage("option-form", f"{named}{typed}: {key} is there twice.", f"Give {key} once.")
        value[key] = parted(key, text)
    return value


def parted(key: str, text: str) -> str | list[str]:
    """The text of one field of an effect: names divided by commas where it may have several, else as it is."""
    several = key in EFFECT_LISTS or (key in COUNTED and not DIGITS.match(text))  # names, or how many
    return [part for part in text.split(",") if part] if several else text


def _spaced(words: Sequence[str], number: int) -> str | None:
    """What to type when a word is the rest of the value before it, parted from it by a space; None when it is not."""
    if number == 0 or not words[number]:
        return None
    rest = words[number:]
    end = next((at for at, word in enumerate(rest) if "=" in word), len(rest))
    key, _, text = words[number - 1].partition("=")
    return f'A value with a space stands in quotation marks: {key}="{" ".join([text, *rest[:end]])}"'


def tree_of(
    fields: list[Field], typed: Mapping[str, list[str]], kind: Kind, named: Callable[[Field], str] = lambda field: ""
) -> dict[str, Any]:
    """The tree of an act from what was typed for each field; fields with nothing typed are left out.

    named, kind: as for `value_of`.
    """
    tree: dict[str, Any] = {}
    for field in fields:
        answers = [answer for answer in typed.get(field.name, ()) if answer.strip()]
        if answers:
            values = [value_of(field, answer, named(field), kind) for answer in answers]
            tree[field.name] = values if field.shape in LIST_SHAPES else values[-1]
    return tree
