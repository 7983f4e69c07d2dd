"""Hints in the form in which a thing was given: an option of `record`, a `--set`, an answer in the guided form.

A refusal speaks of an act as a file has it (`areas: ["04", "43"]`); who typed no file is told what to type instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

from ..errors import Error, shell_word
from ..events.fields import Field
from .options import option_of

Path = Sequence[str]
Form = Callable[[Path, str, Any], str]
"""What is typed for a field: the path of the refusal, the name of the field, its value."""

# A field and its value as in an act file: at the beginning, behind two spaces, a colon or `as in`; a value ends before
# two spaces or a closing bracket.
_WRITTEN = re.compile(
    r"(?:^|(?<=  )|(?<=: )|(?<=in ))([a-z][a-z-]*): "
    r'(\[.*?\](?!\S)|\{.*?\}(?!\S)|"[^"]*"|[^\s()](?:(?!  |\)).)*)'
)


@contextmanager
def hinted(form: Form) -> Iterator[None]:
    """Whatever is refused within has its hints in a form."""
    try:
        yield
    except Error as error:
        reword(error, form)
        raise


def reword(error: Error, form: Form) -> None:
    """Puts the hints of a refusal into a form; lines for a file, and what is no field, stay as they are."""
    from ..events.models import field_names

    names = field_names()
    for one in error.errors:
        if one.hint is None or "\n" in one.hint:
            continue
        path = (one.where or "").rpartition(": ")[2].split(".")
        one.hint = _WRITTEN.sub(partial(_reworded, form, names, path), one.hint)


def _reworded(form: Form, names: Collection[str], path: Path, found: re.Match[str]) -> str:
    return form(path, found[1], _value(found[2])) if found[1] in names else found[0]


@contextmanager
def known_as(typed: Callable[[str], str]) -> Iterator[None]:
    """Whatever is refused within has a state of knowledge in its hint written as it was typed, not `--as-known`."""
    try:
        yield
    except Error as error:
        for one in error.errors:
            option, _, knowledge = (one.hint or "").partition(" ")
            if option == "--as-known":
                one.hint = typed(knowledge)
        raise


def as_options(fields: Iterable[Field]) -> Form:
    """`--title 政令`; of a field within another what stands in its option: `is=decided`."""
    known = {field.name: field for field in fields}

    def written(path: Path, name: str, value: Any) -> str:
        if _within(path, name, known):
            return _pair(name, value)
        return f"--{option_of(known[name]) if name in known else name} {shell_word(_text(value))}"

    return written


def as_answers(fields: Iterable[Field]) -> Form:
    """The answer alone; of a field within another what stands in its answer: `is=decided`."""
    known = {field.name: field for field in fields}
    return lambda path, name, value: _pair(name, value) if _within(path, name, known) else _text(value)


def as_settings(fields: Iterable[Field]) -> Form:
    """`--set decided=2024-09-05`, `--set effects.0.is=decided`; where the place is not known, `is=decided`."""
    known = {field.name: field for field in fields}

    def written(path: Path, name: str, value: Any) -> str:
        if not _within(path, name, known):
            which = path[:2] if path[0] == name and path[1:2] and path[1].isdigit() else [name]  # one of a list
            return "--set " + shell_word(f"{'.'.join(which)}={_text(value)}")
        if path == [""]:
            return _pair(name, value)
        place = path[: path.index(name)] if name in path else path[: 2 if known[path[0]].shape == "mappings" else 1]
        return "--set " + shell_word(".".join([*place, name]) + f"={_text(value)}")

    return written


def _within(path: Path, name: str, known: dict[str, Field]) -> bool:
    """Whether a field is one within another (an effect's `is`) and not the act's own."""
    field = known.get(path[0])
    if path[0] == name:
        return False
    if path == [""]:
        return name not in known and name != "id"
    return field is not None and field.shape in ("mapping", "mappings")


def _value(written: str) -> Any:
    """The value of what an act file has; as it is, where it is nothing but text."""
    from ..intake.typing_in import in_braces

    return in_braces(written, "", "") if written[0] in '[{"' else written


def _text(value: Any) -> str:
    """A value as it is typed: `04,43`, `title=官報`."""
    from ..intake.typing_in import as_typed

    if isinstance(value, list):
        return as_typed(value[0]) if isinstance(value[0], dict) else ",".join(value)
    return as_typed(value) if isinstance(value, dict) else str(value)


def _pair(name: str, value: Any) -> str:
    from ..intake.typing_in import as_typed

    return as_typed({name: value})
