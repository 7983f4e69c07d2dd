"""Refusals of acts in the clerk's words: what was found, why it is refused, what to type instead."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from typing import Any

from ..errors import Error, Refused
from .effects import BY_NAME, ENTITIES, entity_of
from .kinds import KINDS, Kind
from .models import EFFECT_MODELS, hyphened, model_of

Path = tuple[str | int, ...]
Found = list[tuple[Path, Error]]


def _nearest(word: Any, words: Sequence[str]) -> str | None:
    near = difflib.get_close_matches(str(word), words, 1, 0.5)
    return near[0] if near else None


def _shown(value: Any) -> str:
    text = value if isinstance(value, str) else repr(value)
    return text if len(text) <= 60 else text[:57] + "…"


def of_kind(body: Mapping[str, Any]) -> Found:
    """The refusal of an act without a kind, or of one the catalogue does not know."""
    if "kind" not in body:
        hint = "kind: cabinet-order   (all kinds: reformlog kinds)"
        return [(("kind",), Refused("kind-missing", "The act has no kind.", hint))]
    near = _nearest(body["kind"], list(KINDS)) or "cabinet-order"
    by_name = next((k.name for k in KINDS.values() if body["kind"] in (k.ja, k.en)), near)
    message = f"There is no kind of act named {_shown(body['kind'])}."
    return [(("kind",), Refused("kind-unknown", message, f"kind: {by_name}   (all kinds: reformlog kinds)"))]


def of_model(kind: Kind, body: Mapping[str, Any], faults: Sequence[Mapping[str, Any]]) -> Found:
    """A refusal for every fault the model of the kind found, each once and at its own place."""
    found: Found = []
    seen: set[tuple[Path, str]] = set()
    for fault in faults:
        path = tuple(step for step in fault["loc"] if not _is_tag(step))
        if fault["type"] == "too_short" and _at(body, path):
            continue  # its items are refused already, each for itself
        refusal = _refusal(kind, body, path, fault)
        if (path, refusal.code) not in seen:
            seen.add((path, refusal.code))
            found.append((path, refusal))
    return found


def _is_tag(step: Any) -> bool:
    """Whether a step of a path is the models' own word for a member of a union, which no clerk wrote."""
    return isinstance(step, str) and (
        step in EFFECT_MODELS
        or step in ("Words", "[key]")
        or step.startswith(("constrained-", "tuple[", "function-", "literal["))
    )


def _at(tree: Any, path: Path) -> Any:
    for step in path:
        try:
            tree = tree[step]
        except (KeyError, IndexError, TypeError):
            return None
    return tree


def _refusal(kind: Kind, body: Mapping[str, Any], path: Path, fault: Mapping[str, Any]) -> Error:
    sort, name = fault["type"], hyphened(str(path[-1])) if path else "act"
    value = fault.get("input")
    if sort == "missing":
        return _missing(kind, path, name)
    if sort == "extra_forbidden":
        return _unknown(kind, body, path, name)
    if sort.startswith("union_tag"):
        return _effect(kind, _at(body, path) if path else value)
    if sort in ("too_short", "tuple_too_short") and name == "sources":
        return _missing(kind, path, name)
    if sort == "string_too_short":
        return Refused("empty", f"{name} is empty.", f"Give {name} a value, or leave the line out.")
    if sort == "string_too_long":
        limit = fault["ctx"]["max_length"]
        return Refused(
            "too-long",
            f"{name} has {len(str(value))} characters; at most {limit} are taken.",
            f"Shorten {name}, or keep the text as a file and cite it under sources.",
        )
    if sort == "string_pattern_mismatch":
        return _pattern(name, path, value)
    if sort == "literal_error":
        words = fault["ctx"]["expected"].replace("'", "").replace(" or ", ", ").split(", ")
        near = _nearest(value, words) or words[0]
        return Refused("word-unknown", f"{name}: {_shown(value)} is none of {', '.join(words)}.", f"{name}: {near}")
    if sort.startswith("int_") or sort in ("greater_than_equal", "less_than_equal"):
        return Refused("not-a-number", f"{name}: {_shown(value)} is not a whole number from 0 on.", f"{name}: 61")
    if sort == "string_type":
        return Refused("not-text", f"{name}: {_shown(value)} is not text.", f'{name}: "{_shown(value)}"')
    return Refused(
        "shape",
        f"{name}: {_shown(value)} does not have the shape this field takes.",
        f"See: reformlog kinds {kind.name}",
    )


_EXAMPLES = {
    "id": "id: 2024-06-21.cabinet-order",
    "title": "title: the official name of the act, in Japanese",
    "sources": "sources: [{title: the document that says so, publisher: who published it}]",
    "is": "is: designated",
    "date": "date: 2024-06~",
    "text": "text: what will be done",
    "what": "what: 第三章・第四章",
    "zone": "zone: miyagi-kumamoto",
}


def _missing(kind: Kind, path: Path, name: str) -> Error:
    if name == "sources":
        message = "The act has no source; nothing is recorded without one."
    elif len(path) > 1:
        message = f"{'.'.join(str(step) for step in path[:-1])} has no {name}."
    else:
        message = f"The act has no {name}."
    return Refused(
        f"{name}-missing", message, _EXAMPLES.get(name, f"Add {name}: …   (fields: reformlog kinds {kind.name})")
    )


def _unknown(kind: Kind, body: Mapping[str, Any], path: Path, name: str) -> Error:
    if path[0] == "effects" and len(path) >= 3:
        effect = _at(body, path[:2])
        row = BY_NAME.get((entity_of(effect) or "", str(effect.get("is")))) if isinstance(effect, dict) else None
        fields = ["at", *(row.fields if row else ())]
        label = row.name if row else "the effect"
    elif len(path) == 1:
        fields = [hyphened(field) for field in model_of(kind).model_fields]
        label = f"an act of kind {kind.name}"
        if any(name in other.dates for other in KINDS.values()):
            message = f"{label} has no date named {name}; its dates are {', '.join(kind.dates)}."
            return Refused("date-not-of-kind", message, f"{kind.effective}: {_shown(body.get(name, ''))}")
    else:
        fields, label = [], ".".join(str(step) for step in path[:-1])
    near = _nearest(name, fields)
    hint = f"Did you mean {near}?" if near else f"Leave it out, or see: reformlog kinds {kind.name}"
    return Refused("field-unknown", f"{label} has no field named {_shown(name)}.", hint)


def _effect(kind: Kind, effect: Any) -> Error:
    allowed = ", ".join(kind.effects) or "none"
    if not isinstance(effect, Mapping):
        return Refused(
            "effect-shape", f"{_shown(effect)} is not an effect.", "- {zone: miyagi-kumamoto, is: designated}"
        )
    entity, word = entity_of(effect), effect.get("is")
    if entity is None:
        return Refused(
            "effect-entity",
            f"The effect names no entity; it needs one of {', '.join(ENTITIES)}.",
            "- {zone: miyagi-kumamoto, is: designated}",
        )
    if not isinstance(word, str):
        return Refused(
            "effect-word",
            f"The effect on {entity} does not say what it is.",
            f"- {{{entity}: …, is: {kind.effects[0].partition('.')[2] if kind.effects else 'designated'}}}",
        )
    if (entity, word) not in BY_NAME:
        words = [w for e, w in BY_NAME if e == entity]
        near = _nearest(word, words) or words[0]
        return Refused(
            "effect-unknown",
            f"There is no effect {entity}.{_shown(word)}; of a {entity} an act may say {', '.join(words)}.",
            f"is: {near}",
        )
    written = BY_NAME[entity, word].written
    homes = ", ".join(k.name for k in KINDS.values() if written in k.effects)
    message = f"An act of kind {kind.name} cannot carry {written}; it may carry {allowed}."
    return Refused(
        "effect-not-allowed",
        message,
        f"{written} belongs to: {homes}" if homes else f"See: reformlog kinds {kind.name}",
    )


def _pattern(name: str, path: Path, value: Any) -> Error:
    if name == "id" or "meets" in path or name == "part-of":
        form = "a–z, 0–9, '.', '_', '-'; it begins with a letter or digit; at most 120 characters"
        message = f"{name}: {_shown(value)} is not an id of an act ({form})."
        return Refused("id-form", message, "id: 2024-06-21.cabinet-order")
    if name == "sha256":
        return Refused("sha256-form", f"sha256: {_shown(value)} is not 64 hexadecimal digits.", "sha256sum FILE")
    if any(step in ("areas", "add", "remove", "part") for step in path):
        return Refused(
            "area-form",
            f"{_shown(value)} is not a JIS area code (2 digits for a prefecture, 5 for a municipality, as text).",
            'areas: ["04", "43100"]',
        )
    field = next((str(step) for step in reversed(path) if isinstance(step, str)), name)
    message = f"{field}: {_shown(value)} is not an id (a–z, 0–9, '-', '.', '_', '/'; it begins with a letter)."
    return Refused("entity-form", message, f"{field}: miyagi-kumamoto   (write the Japanese name under name:)")
