"""The shape of an act: frozen pydantic models, one a kind and one an effect, made from the catalogue.

The models coerce nothing, so that a tree they accept *is* the canonical body; `door.typed` types the scalars before.
Field names are written with hyphens in act files (`part-of`) and with underscores in Python (`part_of`).
"""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, StringConstraints, Tag, create_model

from ..dates import MAX_DATE
from ..text import MAX_TEXT, MAX_TITLE
from .effects import COMPANIONS, EFFECTS, Effect, effects_of, entity_of
from .kinds import COUNTS, DATE_NAMES, FORMS, GRADES, KINDS, Kind

Text = Annotated[str, StringConstraints(strict=True, min_length=1, max_length=MAX_TEXT)]
Title = Annotated[str, StringConstraints(strict=True, min_length=1, max_length=MAX_TITLE)]
DateText = Annotated[str, StringConstraints(strict=True, min_length=1, max_length=MAX_DATE)]
ActId = Annotated[str, StringConstraints(strict=True, pattern=r"\A[a-z0-9][a-z0-9._-]{0,119}\z")]
EntityId = Annotated[str, StringConstraints(strict=True, pattern=r"\A[a-z][a-z0-9._/-]{0,119}\z")]
Area = Annotated[str, StringConstraints(strict=True, pattern=r"\A(0[1-9]|[1-3][0-9]|4[0-7])([0-9]{3})?\z")]
Url = Annotated[Text, StringConstraints(pattern=r"\A[Hh][Tt][Tt][Pp][Ss]?://[^\s/]\S*\z")]
Whole = Annotated[int, Field(strict=True, ge=0, le=10**9)]
Texts = tuple[Text, ...]
Areas = tuple[Area, ...]
ActIds = tuple[ActId, ...]
Ids = tuple[EntityId, ...]
NumberOrNames = Whole | Texts


def hyphened(name: str) -> str:
    """`part_of` → `part-of`; a trailing underscore keeps a name from being a word of Python (`is_`, `for_`)."""
    return name.rstrip("_").replace("_", "-")


def underscored(name: str) -> str:
    """The Python name of a field: `part-of` → `part_of`, `is` → `is_`."""
    plain = name.replace("-", "_")
    return plain + "_" if plain in ("is", "for") else plain


class Part(BaseModel):
    """What all models share: nothing unknown, nothing changed afterwards, names written with hyphens."""

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=hyphened, populate_by_name=True)


class Source(Part):
    """A document that says so. `says` keeps another reading of the act's dates exactly as written there."""

    title: Title
    publisher: Text | None = None
    dated: DateText | None = None
    url: Url | None = None
    file: Text | None = None
    locator: Text | None = None
    sha256: Annotated[str, StringConstraints(strict=True, pattern=r"\A[0-9a-f]{64}\z")] | None = None
    quote: Text | None = None
    grade: Literal[GRADES] | None = None  # type: ignore[valid-type]
    says: dict[Literal[DATE_NAMES], DateText] | None = None  # type: ignore[valid-type]
    why_not: Text | None = None
    confidence: Text | None = None


class Attendee(Part):
    """Who took part, named by the office held."""

    role: Text
    name: Text | None = None


class Instrument(Part):
    """The number of a law or order, or of the one it amends."""

    number: Text | None = None
    amends: Text | None = None


class LawPart(Part):
    """A part of a law or order that is in force on another day than the whole."""

    what: Text
    enforced: DateText | None = None
    words: Text | None = None


class Words(Part):
    """The official table's own words for one zone; `date` is the text of its date cell."""

    title: Title
    detail: Text | None = None
    date: Text | None = None


_FIELDS: dict[str, Any] = {
    "add": Areas,
    "remove": Areas,
    "areas": Areas,
    "part": Areas,
    "issues": Texts,
    "measures": Ids,
    "goals": Texts,
    "by": Texts,
    "operators": NumberOrNames,
    "projects": NumberOrNames,
    "until": DateText,
    "call": EntityId,
    "measure": EntityId,
    "proposal": EntityId,
    "zone": EntityId,
}
EFFECT_LISTS = frozenset(name for name, kind in _FIELDS.items() if kind in (Areas, Texts, Ids))
"""The fields of effects that take any number of values."""
COUNTED = frozenset(name for name, kind in _FIELDS.items() if kind == NumberOrNames)
"""The fields of effects that take names, or how many there are."""


def _optional(kind: Any) -> tuple[Any, None]:
    return (kind | None, None)


Counts = create_model(  # type: ignore[call-overload]
    "Counts",
    __base__=Part,
    __doc__="Whole numbers the source states.",
    **{underscored(c): (Whole | None, None) for c in COUNTS},
)
_FIELDS["counts"] = Counts


def _effect_model(effect: Effect) -> type[Part]:
    """The model of one effect: its entity, `is`, an optional `at`, and the fields of its row."""
    fields: dict[str, Any] = {underscored(effect.key): (EntityId, ...)}
    fields["is_"] = (Literal[effect.word], Field(alias="is"))
    for name in COMPANIONS.get(effect.entity, ()):
        fields[underscored(name)] = (EntityId, ...) if effect.entity == "use" else (EntityId | None, None)
    for name in effect.fields:
        fields[underscored(name)] = _optional(_FIELDS.get(name, Text))
    fields["at"] = (DateText | None, None)
    title = "".join(word.title() for word in f"{effect.entity}-{effect.word}".split("-"))
    return create_model(title, __base__=Part, __doc__=f"{effect.ja}（{effect.en}）{effect.article}", **fields)


EFFECT_MODELS: dict[str, type[Part]] = {effect.name: _effect_model(effect) for effect in EFFECTS}


def _tag(value: Any) -> str | None:
    """Which effect a tree or a model is, as `entity.word`; None when it is none."""
    if isinstance(value, dict):
        return f"{entity_of(value)}.{value.get('is', value.get('is_'))}"
    return next((name for name, model in EFFECT_MODELS.items() if type(value) is model), None)


def _union(names: tuple[str, ...]) -> Any:
    """The effects of which one is expected, told apart by entity and word."""
    members: Any = None
    for name in names:
        member = Annotated[EFFECT_MODELS[name], Tag(name)]  # type: ignore[valid-type]
        members = member if members is None else members | member
    return Annotated[members, Discriminator(_tag)]


class Expectation(Part):
    """What an act says will be done: never state, listed until an act `meets` it."""

    text: Text
    date: DateText
    words: Text | None = None
    effect: _union(tuple(EFFECT_MODELS)) | None = None  # type: ignore[valid-type]


class Act(Part):
    """One thing an authority did. The fields every kind has; each kind adds dates, fields and effects of its own."""

    id: ActId
    kind: str
    title: Title
    title_en: Title | None = None
    detail: Text | None = None
    detail_en: Text | None = None
    inferred: Text | None = None
    order: Annotated[int, Field(strict=True, ge=0, le=999)] | None = None
    time: Text | None = None
    place: Text | None = None
    form: Literal[FORMS] | None = None  # type: ignore[valid-type]
    attendees: tuple[Attendee, ...] | None = None
    agenda: Texts | None = None
    minutes: Literal["draft", "agreed"] | None = None
    zones: Ids | None = None
    number: Whole | None = None
    numbers: dict[EntityId, Whole] | None = None
    counts: Counts | None = None  # type: ignore[valid-type]
    expects: tuple[Expectation, ...] | None = None
    meets: ActIds | None = None
    part_of: ActId | None = None
    words: dict[EntityId, Text | Words] | None = None
    notes: Texts | None = None
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]


_OWN: dict[str, Any] = {"instrument": Instrument, "parts": tuple[LawPart, ...], "joint-with": Texts, "body": EntityId}
_EVERYWHERE = ("number", "numbers")


def effect_names(kind: Kind) -> tuple[str, ...]:
    """The effects a kind allows as `entity.word` (`effects_of`)."""
    return tuple(effect.name for effect in effects_of(kind))


@cache
def model_of(kind: Kind) -> type[Act]:
    """The frozen model of a kind of act, made at its first use."""
    fields: dict[str, Any] = {"kind": (Literal[kind.name], ...)}
    for name in kind.dates:
        fields[underscored(name)] = (DateText | None, None)
    for name in kind.fields:
        if name not in _EVERYWHERE:
            fields[underscored(name)] = _optional(_OWN.get(name, Text))
    # Every act has zero or more effects; one of a kind that allows none may say that it has zero.
    effects: Any = tuple[_union(effect_names(kind)), ...] if kind.effects else tuple[()]  # type: ignore[misc]
    fields["effects"] = (effects | None, None)
    name = "".join(word.title() for word in kind.name.split("-"))
    return create_model(name, __base__=Act, __doc__=f"{kind.ja}（{kind.en}）{kind.article}", **fields)


@cache
def field_names() -> frozenset[str]:
    """Every name that a field of an act, of an effect or of what stands in them can have, as act files write it."""
    models()
    found: list[type[Part]] = [Part]
    for part in found:
        found += part.__subclasses__()
    return frozenset(field.alias or name for part in found for name, field in part.model_fields.items())


def models() -> dict[str, type[Act]]:
    """Every kind's model by the kind's name."""
    return {name: model_of(kind) for name, kind in KINDS.items()}
