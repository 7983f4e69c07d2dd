"""The JSON Schema of act files, made from the models, so that an editor completes and checks them."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import models_json_schema

from .door import LISTS, NUMBERS
from .models import COUNTED, EFFECT_LISTS, models
from .statements import SORTS

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_REASON = {"type": "string", "minLength": 1, "description": "Why; kept in the log."}
_DIGITS = {"type": "string", "pattern": "^[0-9０-９]{1,10}$"}
_VERSION = {"type": "integer", "minimum": 1, "description": "The version replaced; the latest when absent."}


def json_schema() -> dict[str, Any]:
    """One schema for an act, a list of acts, a correction, a withdrawal and a statement (draft 2020-12).

    It takes what the door takes: one value where a list is meant, and numbers in quotes. What it cannot say
    (the order of dates, characters nobody sees, whether a date exists) only the door decides.
    """
    of_kind = models()
    names, whole = models_json_schema([(model, "validation") for model in of_kind.values()], by_alias=True)
    definitions = {name: _tolerant(_portable(body)) for name, body in whole["$defs"].items()}
    acts = [names[model, "validation"] for model in of_kind.values()]
    definitions["act"] = {"type": "object", "required": ["kind"], "oneOf": acts}
    definitions["correction"] = _entry(
        "correct", "Replaces the whole body of an act: it was never so.", {"act": _body(acts)}
    )
    definitions |= _statements()
    definitions["withdrawal"] = _entry("withdraw", "Takes an act back: it never happened.", {})
    entry = {"oneOf": [{"$ref": f"#/$defs/{name}"} for name in ("act", "correction", "withdrawal", "statement")]}
    return {
        "$schema": DIALECT,
        "title": "Act file of reformlog",
        "oneOf": [*entry["oneOf"], {"type": "array", "minItems": 1, "items": entry}],
        "$defs": definitions,
    }


def _entry(word: str, meaning: str, more: dict[str, Any]) -> dict[str, Any]:
    act = {"type": "string", "description": "The id of the act."}
    return {
        "type": "object",
        "description": meaning,
        "properties": {word: act, "reason": _REASON, "replaces": _VERSION, **more},
        "required": [word, "reason", *more],
        "additionalProperties": False,
    }


def _body(acts: list[Any]) -> dict[str, Any]:
    """The body inside a correction. Without an id it is only guided: the schemas of acts ask for one."""
    guided = {"required": ["kind"], "not": {"required": ["id"]}}
    return {"type": "object", "anyOf": [*acts, guided, {"not": {"required": ["kind"]}}]}


def _statements() -> dict[str, Any]:
    """What is said about the record itself; one value is taken where a list is meant, and numbers in quotes."""
    names, whole = models_json_schema([(sort.model, "validation") for sort in SORTS.values()], by_alias=True)
    definitions: dict[str, Any] = {name: _portable(body) for name, body in whole["$defs"].items()}
    for sort in SORTS.values():
        fields = definitions[sort.model.__name__]["properties"]
        for name in sort.lists:
            items = fields[name]["items"]
            item = {"anyOf": [items, _DIGITS]} if name == "known-missing" else items
            fields[name] = {"anyOf": [{"type": "array", "items": item}, item], **_words(fields[name])}
    definitions["statement"] = {"anyOf": [names[sort.model, "validation"] for sort in SORTS.values()]}
    return definitions


def _portable(schema: Any) -> Any:
    """Patterns as ECMA-262 writes them, and no null: an act file leaves a field out."""
    if isinstance(schema, list):
        return [_portable(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    found = {key: _portable(item) for key, item in schema.items() if not (key == "default" and item is None)}
    if isinstance(found.get("pattern"), str):
        found["pattern"] = _ecma(found["pattern"])
    if isinstance(found.get("patternProperties"), dict):
        found["patternProperties"] = {_ecma(key): item for key, item in found["patternProperties"].items()}
    if "oneOf" in found:  # of an effect on a proposal and a measure both may fit; the door knows which is meant
        found["anyOf"] = found.pop("oneOf")
        found.pop("discriminator", None)
    if isinstance(found.get("anyOf"), list):
        some = [item for item in found["anyOf"] if item != {"type": "null"}]
        if len(some) == 1 and isinstance(some[0], dict):
            del found["anyOf"]
            return {**some[0], **found}
        found["anyOf"] = some
    return found


def _ecma(pattern: str) -> str:
    return pattern.replace(r"\A", "^").replace(r"\z", "$")


def _tolerant(model: dict[str, Any]) -> dict[str, Any]:
    """The fields of a model with what the door types by itself: one value for a list, digits in quotes for a number."""
    fields = model.get("properties", {})
    is_effect = "is" in fields
    for name, field in fields.items():
        if name in (EFFECT_LISTS if is_effect else LISTS) and field.get("type") == "array":
            fields[name] = {"anyOf": [field, field["items"]], **_words(field)}
        elif name in COUNTED and is_effect:
            field["anyOf"].append({"type": "string"})
        elif name in NUMBERS or model.get("title") == "Counts":
            fields[name] = {"anyOf": [field, _DIGITS], **_words(field)}
        elif name == "numbers":
            number = {"anyOf": [{"type": "integer", "minimum": 0}, _DIGITS]}
            fields[name] = {"type": "object", "additionalProperties": number}
    return model


def _words(field: dict[str, Any]) -> dict[str, Any]:
    return {key: field[key] for key in ("title", "description") if key in field}
