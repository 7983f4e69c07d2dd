"""Refusals of effects: what the act may say of the entity instead, never what its kind would then refuse as well."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...errors import Error, Refused
from ..effects import BY_NAME, ENTITY_KEYS, entity_key, entity_of
from ..fields import ENTITY_WORDS
from ..kinds import KINDS, Kind
from ..meant import by_japanese, nearest, shown
from ..models import EFFECT_MODELS, effect_names
from .fields import see

ENTITIES_JA = {sort: ja for sort, (ja, _) in ENTITY_WORDS.items()}
EFFECT_JA = {effect.name: effect.ja for effect in BY_NAME.values()}


def of_effect(kind: Kind | None, effect: Any, anywhere: bool = False) -> Error:
    """The refusal of an effect that is none, or none of this kind. anywhere: where any effect may stand (`expects`).

    kind: None when the act does not say it; then any effect may stand.
    """
    may = tuple(EFFECT_MODELS) if anywhere or kind is None else effect_names(kind)
    if not isinstance(effect, Mapping):
        return Refused("effect-shape", f"{shown(effect)} is not an effect.", f"effects: [{_example(may)}]")
    entity, word = entity_of(effect), effect.get("is")
    if entity is None:
        return _without_entity(effect, may)
    key = str(entity_key(effect))
    if not isinstance(word, str):
        allowed = _words(entity, may)
        hint = _example(may) if not allowed else f"{{{key}: {shown(effect[key])}, is: {allowed[0]}}}"
        return Refused("effect-word", f"The effect on {entity} does not say what it is.", f"effects: [{hint}]")
    if (entity, word) not in BY_NAME:
        return _unknown(kind, entity, key, effect, may)
    written = BY_NAME[entity, word].written
    message = f"An {_act(kind)} cannot carry {written}; it may carry {_listed(kind, may)}."
    hint = _home(kind, written)
    if others := [name for name in may if name.endswith("." + word)]:
        hint = f"{_instead(others[0], key, effect)}   ({hint})"
    return Refused("effect-not-allowed", message, hint)


def _home(kind: Kind | None, written: str) -> str:
    """The kinds of act that may carry an effect; where none does, what to look at."""
    homes = ", ".join(other.name for other in KINDS.values() if written in other.effects)
    return f"{written} belongs to: {homes}" if homes else f"See: {see(kind)}"


def _words(entity: str, may: Sequence[str]) -> list[str]:
    """What may be said of an entity, of these effects."""
    return [name.partition(".")[2] for name in may if name.startswith(entity + ".")]


def _act(kind: Kind | None) -> str:
    return f"act of kind {kind.name}" if kind is not None else "act"


def _listed(kind: Kind | None, may: Sequence[str]) -> str:
    return ", ".join(kind.effects if kind is not None else may) or "none"


def _example(may: Sequence[str]) -> str:
    """The first effect an act of the kind may carry, as it is written."""
    entity, _, word = may[0].partition(".") if may else ("zone", "", "designated")
    if entity == "use":
        return f"{{measure: …, zone: …, is: {word}}}"
    return f"{{{entity}: …, is: {word}}}"


def _instead(name: str, key: str, effect: Mapping[str, Any]) -> str:
    """The effect that may have been meant, of the entity as it was written."""
    entity, _, word = name.partition(".")
    if entity == "use":
        return f"measure: …, zone: {shown(effect[key])}, is: {word}"
    return f"{entity}: {shown(effect[key])}, is: {word}"


def _without_entity(effect: Mapping[str, Any], may: Sequence[str]) -> Error:
    """No key names an entity; a key that was nearly one is named."""
    message = f"The effect names no entity; it needs one of {', '.join(ENTITY_KEYS)}."
    for key in effect:
        meant = by_japanese(key, ENTITIES_JA) or nearest(key, ENTITY_KEYS, 0.7)
        meant = "measure" if meant == "use" else meant  # a use is written as its measure, with the zone
        if meant is not None:
            return Refused("effect-entity", message, f"{meant}: {shown(effect[key])}   (instead of {shown(key)}:)")
    return Refused("effect-entity", message, f"effects: [{_example(may)}]")


def _unknown(kind: Kind | None, entity: str, key: str, effect: Mapping[str, Any], may: Sequence[str]) -> Error:
    """A word nobody knows of this entity: the nearest the kind may carry, else of another entity, else its home."""
    word, allowed = effect["is"], _words(entity, may)
    name = f"{entity}.{shown(word)}"
    whose = f" of kind {kind.name}" if kind is not None and len(may) < len(EFFECT_MODELS) else ""
    if allowed:
        meant = by_japanese(word, {w: BY_NAME[entity, w].ja for w in allowed}) or nearest(word, allowed) or allowed[0]
        said = f"of a {entity} an act{whose} may say {', '.join(allowed)}"
        return Refused("effect-unknown", f"There is no effect {name}; {said}.", f"is: {meant}")
    message = f"There is no effect {name}; an {_act(kind)} may carry {_listed(kind, may)}."
    for other in may:
        if other.endswith("." + word) or by_japanese(word, {other: EFFECT_JA[other]}) == other:
            return Refused("effect-unknown", message, _instead(other, key, effect))
    words = [w for e, w in BY_NAME if e == entity]
    known = by_japanese(word, {w: BY_NAME[entity, w].ja for w in words}) or nearest(word, words, 0.7)
    hint = f"See: {see(kind)}" if known is None else _home(kind, BY_NAME[entity, known].written)
    return Refused("effect-unknown", message, hint)
