"""The door: what a clerk wrote becomes the canonical body of an act, or is refused with all that is wrong with it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from typing import Any

import orjson
from pydantic import BaseModel, ValidationError

from .. import dates, text
from ..errors import Error, Refused, TreePath, Where
from .characters import unseen
from .fields import of_shape
from .kinds import DATE_NAMES, KINDS, Kind
from .models import COUNTED, EFFECT_LISTS, model_of
from .quick import accepts
from .refusals import no_date_named, of_kind, of_model

MAX_REFUSALS = 1_000  # refusals after which no more are looked for, in an act as in a batch
NUMBERS, LISTS = of_shape("number"), of_shape("texts")
_TYPED = NUMBERS | LISTS | {"effects", "counts", "numbers", "expects"}
_TYPED_IN_EFFECT = EFFECT_LISTS | COUNTED | {"counts"}
DIGITS = re.compile(r"[0-9０-９]{1,10}\Z")  # a whole number as text; full-width too, as in dates
# A field by its Python name (`part_of`), in JSON; an id with an underscore looks the same, and is left as it is.
_UNDERSCORED = re.compile(r'"[a-z-]*_[a-z_-]*":')


def whole(value: Any) -> Any:
    """A number written as text becomes one; anything else is left for the model to refuse."""
    return int(value) if isinstance(value, str) and DIGITS.match(value) else value


def _plain(value: Any) -> Any:
    """Models become trees, dates their ISO text, and what is None is as if it were not written."""
    if isinstance(value, BaseModel):
        return value.model_dump(by_alias=True, exclude_unset=True, exclude_none=True, mode="json")
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items() if item is not None}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value


def _typed_effect(effect: Any) -> Any:
    if not isinstance(effect, dict):
        return effect
    changed: dict[str, Any] = {}
    for key, value in effect.items():
        if key not in _TYPED_IN_EFFECT:
            continue
        if type(value) is str:
            if key in EFFECT_LISTS:
                changed[key] = [value]
            elif key in COUNTED:
                changed[key] = whole(value) if DIGITS.match(value) else [value]
        elif key == "counts" and type(value) is dict:
            changed[key] = {k: whole(v) for k, v in value.items()}
    return {**effect, **changed} if changed else effect


def typed(tree: Mapping[str, Any]) -> dict[str, Any]:
    """The tree with each scalar typed by its field: numbers as numbers, one value where a list is meant as a list."""
    body: dict[str, Any] = dict(tree)
    for key, value in tree.items():
        if key not in _TYPED:
            continue
        if type(value) is str:
            if key in NUMBERS:
                body[key] = whole(value)
            elif key in LISTS:
                body[key] = [value]
        elif key == "effects" and type(value) is list:
            body[key] = [_typed_effect(effect) for effect in value]
        elif key in ("counts", "numbers") and type(value) is dict:
            body[key] = {k: whole(v) for k, v in value.items()}
        elif key == "expects" and type(value) is list:
            body[key] = [
                {**item, "effect": _typed_effect(item["effect"])} if type(item) is dict and "effect" in item else item
                for item in value
            ]
    return body


_SIMPLE = frozenset((str, int))


def _is_plain(value: Any) -> bool:
    """Whether a tree holds only what JSON holds, without None, so that it need not be rebuilt."""
    kind = type(value)
    if kind is dict or kind is list:
        for item in value.values() if kind is dict else value:
            if type(item) not in _SIMPLE and not _is_plain(item):
                return False
        return True
    return kind in _SIMPLE


Legal = list[tuple[dates.LegalDate, str]]  # days, each with the name under which it is written


def _dates(kind: Kind, body: Mapping[str, Any], found: list[tuple[TreePath, Error]]) -> None:
    """Reads every date of the act and refuses what is certainly out of the legal order."""
    legal: Legal = []
    begun = ""  # the greatest first day of those before
    for name in kind.dates:
        if name in body and (day := _read(body[name], (name,), found)) is not None:
            if day.latest < begun:
                found.append(((name,), _out_of_order(name, day, legal)))
            begun = max(begun, day.earliest)
            legal.append((day, name))
    for i, part in enumerate(body.get("parts", ())):
        if "enforced" in part:
            _read(part["enforced"], ("parts", i, "enforced"), found)
    for i, promise in enumerate(body.get("expects", ())):
        if "date" in promise:
            _read(promise["date"], ("expects", i, "date"), found)
    for i, effect in enumerate(body.get("effects", ())):
        if "until" in effect:
            _read(effect["until"], ("effects", i, "until"), found)
        if "at" in effect and effect["at"] not in kind.dates:
            _own_day(kind, effect, legal, ("effects", i, "at"), found)
    if any("at" in effect and "call" in effect for effect in body.get("effects", ())):
        _calls(kind, body, found)


def _own_day(
    kind: Kind, effect: Mapping[str, Any], legal: Legal, at: TreePath, found: list[tuple[TreePath, Error]]
) -> None:
    """Reads the day an effect has for itself; refuses one on which a call closes that certainly opened after it."""
    unnamed = no_date_named(kind, effect["at"])
    if unnamed is not None:
        found.append((at, unnamed))
    elif (day := _read(effect["at"], at, found)) is not None and "call" in effect and effect.get("is") == "closed":
        opened = [each for each in legal if each[1] == "opened"]
        if opened and day.latest < opened[0][0].earliest:
            found.append((at, _out_of_order("at", day, opened)))


def _calls(kind: Kind, body: Mapping[str, Any], found: list[tuple[TreePath, Error]]) -> None:
    """Refuses a call that by the days of its effects closes certainly before the act first opens it."""
    opened: dict[str, tuple[dates.LegalDate, int]] = {}
    closed = []
    for i, effect in enumerate(body["effects"]):
        at = effect.get("at", kind.effective)
        words = body.get(at) if at in kind.dates else at
        if "call" not in effect or not words or (day := _read(words, (), [])) is None:
            continue
        if effect["is"] == "closed":
            closed.append((effect["call"], day, i))
        elif effect["is"] == "opened":
            opened[effect["call"]] = min(opened.get(effect["call"], (day, i)), (day, i), key=_begins)
    told = {path for path, _ in found}
    for call, day, i in closed:
        first, j = opened.get(call, (day, i))
        moved, other = (i, first) if "at" in body["effects"][i] else (j, day)
        place = ("effects", moved, "at")
        if day.latest < first.earliest and place not in told:
            message = f"closed {day.words} is before opened {first.words}; closed cannot come first."
            hint = f"If the dates are swapped: at: {other.words}"
            found.append((place, Refused("dates-out-of-order", message, hint)))


def _begins(opened: tuple[dates.LegalDate, int]) -> str:
    return opened[0].earliest


_DATED = (("parts", ("enforced",)), ("expects", ("date",)), ("effects", ("until", "at")))


def _readable(names: Iterable[str], body: Mapping[str, Any]) -> dict[str, Any]:
    """Of an act whose shape is refused, the dates that are texts, each where it stands: they are read all the same."""

    def texts(tree: Any, names: Iterable[str]) -> dict[str, Any]:
        if not isinstance(tree, Mapping):
            return {}
        return {
            name: tree[name]
            for name in names
            if isinstance(tree.get(name), str) and 0 < len(tree[name]) <= dates.MAX_DATE
        }

    lists = {key: body[key] for key, _ in _DATED if isinstance(body.get(key), list)}
    return texts(body, names) | {
        key: [texts(item, inner) for item in lists[key]] for key, inner in _DATED if key in lists
    }


def _out_of_order(later: str, after: dates.LegalDate, legal: Legal) -> Refused:
    """A date that comes before one which the law puts in front of it."""
    before, earlier = max(date for date in legal if after.latest < date[0].earliest)
    message = f"{later} {after.words} is before {earlier} {before.words}; {later} cannot come first."
    return Refused("dates-out-of-order", message, f"If the dates are swapped: {later}: {before.words}")


def _read(words: str, at: TreePath, found: list[tuple[TreePath, Error]]) -> dates.LegalDate | None:
    try:
        return dates.read(words)
    except Error as error:
        found.append((at, error))
        return None


def body_of(tree: Any, where: Where | None = None) -> dict[str, Any]:
    """The canonical body of an act: validated, unset fields left out, words as written.

    tree: a mapping as in an act file, or a model. where: tells the place of a path in the clerk's file.
    Raises Refused with everything that is wrong (of its shape the first `MAX_REFUSALS`), each with its place and what
    to type.
    """
    body = tree if type(tree) is dict and _is_plain(tree) else _plain(tree)
    if not isinstance(body, dict):
        message = "An act is a mapping of fields (id, kind, title, …); this is not."
        raise Refused("not-an-act", message, "See: reformlog kinds", where(()) if where else None)
    body = typed(body)
    kind = KINDS.get(body.get("kind", "")) if isinstance(body.get("kind"), str) else None
    found: list[tuple[TreePath, Error]] = []
    written = _json(body)
    try:
        if kind is None:
            found += of_kind(body)[:MAX_REFUSALS]
            for name, words in _readable(DATE_NAMES, body).items():
                if isinstance(words, str):
                    _read(words, (name,), found)
        else:
            if not accepts(kind, body):
                act = model_of(kind).__pydantic_validator__.validate_python(body)
                if "_" in written and _UNDERSCORED.search(written):
                    body = _plain(act)
            _dates(kind, body, found)
    except ValidationError as errors:
        assert kind is not None  # only a model refuses
        found += of_model(kind, body, errors.errors(include_url=False)[:MAX_REFUSALS])
        _dates(kind, _readable(kind.dates, body), found)
    # JSON writes a control character, and little else, with a backslash.
    if "\\" in written or text.suspicious(written):
        found += unseen(body)
    if found:
        raise Refused.many([_placed(error, at, body, where) for at, error in found])
    return body


def _json(body: dict[str, Any]) -> str:
    try:
        return orjson.dumps(body).decode()
    except TypeError:  # what JSON cannot hold (half a surrogate pair …) is looked at character by character
        return "\\"


def _placed(error: Error, at: TreePath, body: Mapping[str, Any], where: Where | None) -> Error:
    """The refusal with its place: file and line where known, else the act and the path in it."""
    path = ".".join(str(step) for step in at)
    error.where = (where(at) if where else None) or ": ".join(filter(None, [str(body.get("id", "")), path])) or None
    return error


def canonical(body: Mapping[str, Any]) -> bytes:
    """The bytes by which bodies are compared: JSON, UTF-8, keys sorted, nothing normalised."""
    return orjson.dumps(body, option=orjson.OPT_SORT_KEYS)
