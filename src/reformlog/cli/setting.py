"""`--set FIELD=VALUE`: one field of a recorded act changed, the rest left exactly as it is."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from typing import Any

from ..errors import Refused, Usage
from ..events.fields import Field, fields_of
from ..events.kinds import KINDS, Kind
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

    A field made of fields is written as `record` takes it (`effects='plan=x is=approved'`) or in braces or brackets, as
    an act file has it; one with several values is replaced by all that are set for it. Usage when a setting has no `=`,
    its value has not the form of its field, or a step of its path leads nowhere; what the new body may not hold is
    refused where it is admitted.
    """
    tree: dict[str, Any] = copy.deepcopy(dict(body))
    kind = KINDS.get(str(body.get("kind")))
    fields = {} if kind is None else {field.name: field for field in fields_of(kind)}
    begun: dict[str, list[Any]] = {}
    for setting in settings:
        name, equals, written = setting.partition("=")
        path = name.strip().split(".")
        field = fields.get(path[0])
        if not equals or not name.strip():
            raise Usage("set-form", f"--set {setting} is not FIELD=VALUE.", _example(path[0], field, kind))
        value = _value(written.strip(), path, field, kind)
        if len(path) == 1 and isinstance(value, list):
            value = begun[path[0]] = begun.get(path[0], []) + value
        if len(path) > 1 and field is not None and field.shape == "mappings":
            tree.setdefault(path[0], [])
        _put(tree, path, value, setting)
    return tree


def _value(text: str, path: Sequence[str], field: Field | None, kind: Kind | None) -> Any:
    """The value of a setting in the form of its field; empty text removes."""
    from ..intake.typing_in import in_braces, parted, value_of

    named = f"--set {'.'.join(path)}="
    many = field is not None and len(path) == 1 and field.shape in ("texts", "mappings")
    if not text or (field is not None and len(path) == 1 and field.shape in ("text", "date", "number")):
        return text
    if text.startswith("["):
        return in_braces(text, named, _example(path[0], field, kind))
    if field is not None and _is_mapping(path, field):
        value = value_of(field, text, named, kind)
    elif text.startswith("{"):
        value = in_braces(text, named, _example(path[0], field, kind))
    else:
        value = parted(path[2], text) if path[0] == "effects" and len(path) == 3 else text
    return [value] if many else value


def _is_mapping(path: Sequence[str], field: Field) -> bool:
    """Whether a path leads to something made of fields: `counts`, `effects` (one of them), `effects.0`."""
    return (field.shape == "mappings" and len(path) <= 2) or (field.shape == "mapping" and len(path) == 1)


def _example(name: str, field: Field | None, kind: Kind | None) -> str:
    from ..events.fields import EXAMPLES
    from ..intake.typing_in import example_of

    if field is None or field.name not in EXAMPLES:
        return "--set 'zones=[okinawa, aichi]'" if field and field.shape == "texts" else "--set decided=2024-09-05"
    return f"--set {name}='{example_of(field, kind)}'"


def _put(tree: dict[str, Any], path: Sequence[str], value: Any, setting: str) -> None:
    place: Any = tree
    for step in path[:-1]:
        place = _step(place, step, setting)
    last = path[-1]
    if isinstance(place, list):
        if value != "" and last == str(len(place)):
            place.append(value)
            return
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
