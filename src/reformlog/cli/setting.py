"""`--set FIELD=VALUE`: one field of a recorded act changed, the rest left exactly as it is."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from typing import Any

from ..errors import Error, Refused, Usage
from ..log import Log
from ..log.lines import read


def latest(log: Log, act: str) -> tuple[int, dict[str, Any]]:
    """The newest version of an act, as its number and its body. Refused when there is none or it was withdrawn."""
    versions = log.versions(act)
    if not versions:
        message = f"No act named {act} is recorded; there is nothing to correct."
        raise Refused("act-unknown", message, "reformlog search WORDS   finds the id of an act")
    body = read(versions[-1].line).get("body")
    if body is None:
        message = f"{act} was withdrawn by #{versions[-1].position}; there is no field to change."
        raise Refused("withdrawn-already", message, f"To record it again: reformlog correct {act} FILE --reason …")
    return len(versions), body


def changed(body: Mapping[str, Any], settings: Sequence[str]) -> dict[str, Any]:
    """The body with each `field=value` applied in order: `decided=2024-09-05`, `effects.0.until=…`; empty removes.

    A value that begins with [ or { is read as an act file would read it; any other is text. Usage when a setting has no
    `=`, or a step of its path leads nowhere; what the new body may not hold is refused where it is admitted.
    """
    tree: dict[str, Any] = copy.deepcopy(dict(body))
    for setting in settings:
        path, equals, value = setting.partition("=")
        if not equals or not path.strip():
            raise Usage("set-form", f"--set {setting} is not FIELD=VALUE.", "--set decided=2024-09-05")
        _put(tree, path.strip().split("."), _value(value), setting)
    return tree


def _value(written: str) -> Any:
    text = written.strip()
    if not text.startswith(("[", "{")):
        return text
    from ..intake.reading import read_stream

    try:
        (entry,) = read_stream(f"value: {text}".encode(), f"--set {text}", "yaml")
    except Error as error:
        raise Usage("set-form", error.errors[0].message, "--set 'zones=[okinawa, aichi]'") from None
    return entry.tree["value"]


def _put(tree: dict[str, Any], path: Sequence[str], value: Any, setting: str) -> None:
    place: Any = tree
    for step in path[:-1]:
        place = _step(place, step, setting)
    last = path[-1]
    if isinstance(place, list):
        index = _index(place, last, setting)
        if value == "":
            del place[index]
        else:
            place[index] = value
    elif not isinstance(place, dict):
        raise _nowhere(setting)
    elif value == "":
        place.pop(last, None)
    else:
        place[last] = value


def _step(place: Any, step: str, setting: str) -> Any:
    if isinstance(place, list):
        return place[_index(place, step, setting)]
    if isinstance(place, dict):
        return place.setdefault(step, {})
    raise _nowhere(setting)


def _index(items: Sequence[Any], step: str, setting: str) -> int:
    if step.isascii() and step.isdigit() and int(step) < len(items):
        return int(step)
    message = f"--set {setting}: {step} is not the place of an item; there are {len(items)}, counted from 0."
    raise Usage("set-path", message, "--set effects.0.until=2026-03-31")


def _nowhere(setting: str) -> Usage:
    return Usage("set-path", f"--set {setting}: the field is a text and has no fields in it.", "reformlog kinds KIND")
