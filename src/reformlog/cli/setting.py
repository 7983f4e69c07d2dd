"""`--set FIELD=VALUE`: one field of a recorded act changed, the rest left exactly as it is."""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping, Sequence
from inspect import isclass
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from ..errors import Error, Refused, Usage, shell_word
from ..events.fields import Field, fields_of
from ..events.kinds import DATE_NAMES, KINDS, Kind
from ..log import Log
from ..log.lines import read
from .hints import Form, as_settings

_LIST, _MAPPING, _TEXT = "list", "mapping", "text"


def version_of(log: Log, act: str, number: int | None) -> tuple[int, dict[str, Any]]:
    """A version of an act by its number, the newest when None, as its number and its body.

    number: one that the act has. Refused when there is no act, or it was withdrawn by that version.
    """
    versions = log.versions(act)
    if not versions:
        message = f"No act named {act} is recorded; there is nothing to correct."
        from ..queries.known import Acts

        raise Refused("act-unknown", message, Acts(log, log.position()).asked(act))
    version = versions[-1] if number is None else versions[number - 1]
    body = read(version.line).get("body")
    if body is None:
        from ..recording.deciding import anew_from_log

        message = f"{act} was withdrawn by #{version.position}; there is no field to change."
        raise Refused("withdrawn-already", message, f"To record it again: {anew_from_log(act)}")
    return version.version, body


def changed(body: Mapping[str, Any], settings: Sequence[str]) -> dict[str, Any]:
    """The body with each `field=value` applied in order: `decided=2024-09-05`, `effects.0.until=…`; empty removes.

    A field made of fields is written as `record` takes it (`effects='plan=x is=approved'`) or in braces or brackets, as
    an act file has it; in a text both are signs like any other. A field with several values is replaced by all that are
    set for it. Usage when a setting has no `=`, its value has not the form of its field, or a step of its path leads
    nowhere; what the new body may not hold is refused where it is admitted.
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
            also, hint = _as_typed(setting, fields) or ("", _example(path[0], field, kind))
            raise Usage("set-form", f"--set {setting} is not FIELD=VALUE.{also}", hint)
        value = _value(written.strip(), path, body, field, kind)
        if len(path) == 1 and isinstance(value, list):
            value = begun[path[0]] = begun.get(path[0], []) + value
        begin: list[Any] = [[] if _LIST in _forms_at(body, path[:end]) else {} for end in range(1, len(path))]
        _put(tree, path, value, setting, begin)
    return tree


def form_of(body: Mapping[str, Any]) -> Form:
    """The form in which a hint on a body names its fields: `--set effects.0.is=decided`."""
    kind = KINDS.get(str(body.get("kind")))
    return as_settings(() if kind is None else fields_of(kind))


def _value(text: str, path: Sequence[str], body: Mapping[str, Any], field: Field | None, kind: Kind | None) -> Any:
    """The value of a setting in the form of its field; empty text removes."""
    from ..intake.typing_in import in_braces, parted, value_of

    named = f"--set {'.'.join(path)}="
    forms = _forms_at(body, path)
    of_item = _forms_at(body, [*path, "0"]) if _LIST in forms else forms
    if not text:
        return text
    if text.startswith("[") and (_LIST in forms or forms == {_MAPPING}):
        return in_braces(text, named, _example(path[0], field, kind))
    if field is not None and _is_mapping(path, field):
        value = value_of(field, text, named, kind)
    elif text.startswith("{") and _MAPPING in of_item:
        value = in_braces(text, named, _example(path[0], field, kind))
    else:
        value = parted(path[-1], text) if _LIST in forms and len(path) > 1 else text
    return [value] if _LIST in forms and len(path) == 1 else value


def _forms_at(body: Mapping[str, Any], path: Sequence[str]) -> set[str]:
    """The forms that a path may lead to (`effects.0.areas` a list, `words.okinawa` a text or a mapping).

    Empty where the model has no such place; what stands there is refused when the entry is admitted.
    """
    from ..events.models import model_of
    from ..events.statements import SORTS, sort_of

    kind, sort = KINDS.get(str(body.get("kind"))), sort_of(body)
    return _of_shape(model_of(kind) if kind else SORTS[sort].model if sort else None, path)


def _of_shape(shape: Any, path: Sequence[str]) -> set[str]:
    """The forms of a field by its annotation: all of those a union has. path: how to go on from it to one within it."""
    from pydantic import BaseModel

    origin, inside = get_origin(shape), get_args(shape)
    if origin is Annotated:
        return _of_shape(inside[0], path)
    if origin in (Union, UnionType):
        return set().union(*(_of_shape(member, path) for member in inside if member is not type(None)))
    if origin is tuple:
        return _of_shape(inside[0], path[1:]) if path else {_LIST}
    if origin is dict:
        return _of_shape(inside[1], path[1:]) if path else {_MAPPING}
    if isclass(shape) and issubclass(shape, BaseModel):
        fields = {field.alias or name: field.annotation for name, field in shape.model_fields.items()}
        if path and path[0] not in fields and shape.model_config.get("extra") == "allow":
            return {_LIST, _TEXT}  # what an assertion expects of a row
        return _of_shape(fields.get(path[0]), path[1:]) if path else {_MAPPING}
    return set() if path or shape is None else {_TEXT}


def _is_mapping(path: Sequence[str], field: Field) -> bool:
    """Whether a path leads to something made of fields: `counts`, `effects` (one of them), `effects.0`."""
    return (field.shape == "mappings" and len(path) <= 2) or (field.shape == "mapping" and len(path) == 1)


def _example(name: str, field: Field | None, kind: Kind | None) -> str:
    from ..events.fields import EXAMPLES
    from ..intake.typing_in import example_of

    if field is None or field.name not in EXAMPLES:
        if field is not None and field.shape == "texts":
            return "--set 'zones=[okinawa, aichi]'"
        date = kind.effective if kind is not None else "decided"
        return f"--set {name}=…" if field is not None and name not in DATE_NAMES else f"--set {date}=2024-09-05"
    return f"--set {name}='{example_of(field, kind)}'"


def _as_typed(setting: str, fields: Mapping[str, Field]) -> tuple[str, str] | None:
    """As `with_equals`, of a setting whose = was typed as another sign behind a field of the act; else None."""
    typed = re.fullmatch(r"\s*([a-z-]+)([.0-9a-z-]*)\s*[:：＝\s]\s*(.+)", setting)
    return with_equals(f"{typed[1]}{typed[2]}", typed[3]) if typed and typed[1] in fields else None


def with_equals(name: str, value: str) -> tuple[str, str]:
    """What is wrong with a setting beside the missing =, empty when nothing; and the setting to type."""
    if name in DATE_NAMES:
        from .. import dates

        try:
            dates.read(value)
        except Error as error:
            return f" {error.message}", f"--set {name}=DATE   {error.hint or ''}".rstrip()
    return "", f"--set {shell_word(f'{name}={value}')}"


def _put(tree: dict[str, Any], path: Sequence[str], value: Any, setting: str, begin: Sequence[Any]) -> None:
    """Sets the value at a path. begin: for each step but the last, what begins where nothing is yet."""
    place: Any = tree
    for step, empty in zip(path[:-1], begin, strict=True):
        place = _step(place, step, setting, empty)
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


def _step(place: Any, step: str, setting: str, empty: Any) -> Any:
    if isinstance(place, list):
        return place[_index(place, step, setting)]
    if isinstance(place, dict):
        return place.setdefault(step, empty)
    raise _nowhere(setting)


def _index(items: Sequence[Any], step: str, setting: str) -> int:
    if step.isascii() and step.isdigit() and int(step) < len(items):
        return int(step)
    message = f"--set {setting}: {step} is not the place of an item; there are {len(items)}, counted from 0."
    path, _, value = setting.partition("=")
    counted = int(step) - 1 if step.isascii() and step.isdigit() and 0 < int(step) <= len(items) else 0  # from 1
    meant = ".".join(str(counted) if part == step else part for part in path.split("."))
    raise Usage(
        "set-path", message, f"--set {shell_word(f'{meant}={value}')}" if value and items else "reformlog show ACT"
    )


def _nowhere(setting: str) -> Usage:
    return Usage("set-path", f"--set {setting}: the field is a text and has no fields in it.", "reformlog kinds KIND")
