"""The shape of an act without its models: says of most acts, sooner than a model can, that the model would accept them.

Made from the very fields of the models. What is not accepted here is left to the model, which alone refuses and tells.
"""

from __future__ import annotations

import types
from collections.abc import Callable
from functools import cache
from typing import Annotated, Any, NotRequired, Required, Union, get_args, get_origin

from pydantic import ConfigDict, TypeAdapter, ValidationError
from typing_extensions import TypedDict

from .kinds import Kind
from .models import Part, model_of

ENOUGH = 1_000  # acts of a kind in one process that take the model as much longer as it takes to make its shape
RARE = frozenset({"expects"})  # what is left to the model: any effect may stand in it, and its shape takes long to make
_met: dict[str, int] = {}


def accepts(kind: Kind, body: dict[str, Any]) -> bool:
    """Whether the body is certainly one the kind's model accepts, with the names of act files; False says nothing."""
    met = _met[kind.name] = _met.get(kind.name, 0) + 1
    if met <= ENOUGH:
        return False
    try:
        _validator(kind)(body)
    except ValidationError:
        return False
    return True


@cache
def _validator(kind: Kind) -> Callable[[Any], Any]:
    return TypeAdapter(_shape(model_of(kind))).validator.validate_python


@cache
def _shape(model: type[Part]) -> Any:
    """A model as a dict with its required and its other keys, none of which may be None."""
    fields: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        if name in RARE:
            continue
        kept = _without_models(field.rebuild_annotation())
        fields[field.alias or name] = Required[kept] if field.is_required() else NotRequired[kept]
    make: Any = TypedDict
    shape = make(model.__name__, fields)
    shape.__pydantic_config__ = ConfigDict(extra="forbid")
    return shape


def _without_models(kind: Any) -> Any:
    """A type with its models replaced by their shapes, and without None."""
    if isinstance(kind, type) and issubclass(kind, Part):
        return _shape(kind)
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return Annotated[(_without_models(inner[0]), *inner[1:])]
    if origin in (Union, types.UnionType):
        return Union[tuple(_without_models(member) for member in inner if member is not type(None))]  # noqa: UP007
    if origin in (tuple, dict):
        return origin[tuple(member if member is ... else _without_models(member) for member in inner)]
    return kind
