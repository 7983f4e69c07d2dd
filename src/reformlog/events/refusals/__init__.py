"""Refusals of acts in the clerk's words: what was found, why it is refused, what to type instead.

Here the refusals of the models become words; those of single fields, of effects and of other entries stand beside.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from ...errors import Error, Refused, TreePath
from ..effects import BY_NAME, entity_of
from ..kind_names import kind_named, near_kinds
from ..kinds import KINDS, Kind
from ..meant import nearest, shown
from ..models import EFFECT_MODELS, Act, hyphened, model_of
from .effects import of_effect
from .fields import empty, fields_within, misshapen, missing, no_area, no_date_named, no_id, no_number, no_url, unknown

__all__ = ["no_date_named", "of_kind", "of_model"]

Found = list[tuple[TreePath, Error]]
_KIND_JA = ("種類", "種別", "行為の種類")  # what a clerk may write for `kind`


def of_kind(body: Mapping[str, Any]) -> Found:
    """The refusal of an act without a kind, or of one the catalogue does not know, and what else no act can be.

    The rest is judged as of the kind that is probably meant; where none is, no hint speaks of one.
    """
    key = next((key for key in ("kind", *_KIND_JA) if key in body), "kind")
    words, near, named = str(body.get(key, "")), None, None
    if key in body:
        named = kind_named(words)
        near = named.name if named else nearest(words, KINDS)
        meant = near or " or ".join(near_kinds(words))
    else:
        meant = "cabinet-order"
    if "kind" in body:
        code, message = "kind-unknown", f"There is no kind of act named {shown(body['kind'])}."
    else:
        code, message = "kind-missing", "The act has no kind."
    refusal = Refused(
        code, message, f"kind: {meant}   (all kinds: reformlog kinds)" if meant else "All kinds: reformlog kinds"
    )
    faults = _faults(model_of(named) if named else Act, body)
    if named is None:
        faults = [fault for fault in faults if fault["type"] != "extra_forbidden"]
    faults = [fault for fault in faults if fault["loc"][0] not in (key, "kind")]
    return [((key,), refusal), *of_model(KINDS[near] if near else None, body, faults)]


def _faults(model: type[Act], body: Mapping[str, Any]) -> list[Any]:
    try:
        model.__pydantic_validator__.validate_python(body)
    except ValidationError as errors:
        return errors.errors(include_url=False)
    return []


def of_model(kind: Kind | None, body: Mapping[str, Any], faults: Sequence[Mapping[str, Any]]) -> Found:
    """A refusal for every fault the model of the kind found, each once and at its own place.

    kind: None when it is not known; then the model is that of any act.
    """
    found: Found = []
    seen: set[tuple[TreePath, str]] = set()
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


def _at(tree: Any, path: TreePath) -> Any:
    for step in path:
        try:
            tree = tree[step]
        except (KeyError, IndexError, TypeError):
            return None
    return tree


def _refusal(kind: Kind | None, body: Mapping[str, Any], path: TreePath, fault: Mapping[str, Any]) -> Error:
    sort, name = fault["type"], _name(path)
    value = fault.get("input")
    if sort == "missing" or (sort in ("too_short", "tuple_too_short") and name == "sources"):
        return missing(kind, path, name, body)
    if kind is not None and (sort == "extra_forbidden" or (path[0] == "effects" and not kind.effects)):
        return unknown(kind, path, name, _fields(kind, body, path), value)
    if sort.startswith("union_tag"):
        return of_effect(kind, _at(body, path) if path else value, path[:1] != ("effects",))
    if sort == "string_too_short":
        return empty(path, name)
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
        near = nearest(value, words) or words[0]
        return Refused("word-unknown", f"{name}: {shown(value)} is none of {', '.join(words)}.", f"{name}: {near}")
    if sort.startswith("int_") or sort in ("greater_than_equal", "less_than_equal"):
        return no_number(name, value, fault.get("ctx", {}).get("le"))
    if sort == "string_type" and _is_area(path) and isinstance(value, int):
        return no_area(name, value)
    if sort == "string_type":
        return Refused("not-text", f"{name}: {shown(value)} is not text.", f'{name}: "{shown(value)}"')
    return misshapen(kind, path, name, value)


def _name(path: TreePath) -> str:
    """The field a path leads to; of an item of a list, the list's."""
    return hyphened(next((step for step in reversed(path) if isinstance(step, str)), "act"))


def _is_area(path: TreePath) -> bool:
    return any(step in ("areas", "add", "remove", "part") for step in path)


def _fields(kind: Kind, body: Mapping[str, Any], path: TreePath) -> tuple[str, list[str] | None]:
    """What a field stands in, and the fields that has; None for those of the act itself."""
    if len(path) == 1:
        return f"an act of kind {kind.name}", None
    if path[0] == "effects" and len(path) >= 3:
        effect = _at(body, path[:2])
        row = BY_NAME.get((entity_of(effect) or "", str(effect.get("is")))) if isinstance(effect, dict) else None
        return (row.name, ["at", *row.fields]) if row else ("the effect", ["at"])
    return ".".join(str(step) for step in path[:-1]), fields_within(path)


def _pattern(name: str, path: TreePath, value: Any) -> Error:
    if name == "id" or "meets" in path or name == "part-of":
        form = "a–z, 0–9, '.', '_', '-'; it begins with a letter or digit; at most 120 characters"
        return no_id(name, value, form, of_act=True)
    if name == "sha256":
        return Refused("sha256-form", f"sha256: {shown(value)} is not 64 hexadecimal digits.", "sha256sum FILE")
    if name == "url":
        return no_url(value)
    if _is_area(path):
        return no_area(name, value)
    if path[0] in ("numbers", "words"):
        name = str(path[0])  # the zone is a key of it
    return no_id(name, value, "a–z, 0–9, '-', '.', '_', '/'; it begins with a letter")
