"""A recorded act as an act file again: to be looked at in an editor, changed, and given to `correct`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from ..events.fields import fields_of
from ..events.kinds import KINDS
from ..events.models import model_of
from ..events.statements import SORTS, sort_of
from .documents.writing import block


def act_file(body: Mapping[str, Any]) -> str:
    """The body of an act or statement as YAML, in the order in which people write it; read again it is the same."""
    return "\n".join(block(_in_order(body), {})) + "\n"


def _in_order(body: Mapping[str, Any]) -> dict[str, Any]:
    """What it is, its dates, its own fields, its effects, the rest, and last the sources, as the longest."""
    kind, sort = KINDS.get(str(body.get("kind"))), sort_of(body)
    if kind is None:
        first = list(SORTS[sort].fields) if sort else []
        return {name: body[name] for name in [*first, *body] if name in body}
    try:
        inside = model_of(kind).model_validate(body).model_dump(mode="json", by_alias=True, exclude_unset=True)
    except ValidationError:  # recorded under rules that were less strict: as it stands in the log
        inside = dict(body)
    names = ["id", "kind", *(field.name for field in fields_of(kind) if field.name != "sources")]
    return {name: inside[name] for name in dict.fromkeys([*names, *inside]) if name in inside}
