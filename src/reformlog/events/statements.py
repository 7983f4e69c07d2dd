"""Statements about the record itself: a remark, what is covered, what must hold, which month is closed.

They are events of the log like acts, but no authority did anything, so no state follows from them. A statement's stream
is `SORT:NAME` (`remark:…`, `coverage:…`, `assert:…`, `close:…`); an act's id never has a colon. To add a sort of
statement, write its model, its line in `SORTS` and its names in `streams.STATEMENTS`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, NamedTuple

from pydantic import ConfigDict, Field, StringConstraints, ValidationError

from .. import dates
from ..errors import Error, Refused, TreePath, Where
from .characters import unseen
from .door import whole
from .models import DateText, EntityId, Part, Text, Whole
from .periods import period
from .streams import STATEMENTS

Name = Annotated[str, StringConstraints(pattern=r"\A[a-z0-9][a-z0-9._-]{0,119}\z")]
Target = Annotated[str, StringConstraints(pattern=r"\A[A-Za-z0-9][A-Za-z0-9._/@,:#-]{0,299}\z")]
Series = Annotated[str, StringConstraints(pattern=r"\A[a-z][a-z0-9._:/-]{0,119}\z")]


class Remark(Part):
    """An answer to a finding of `audit` (its key), or a remark on an act: who said it stands in the log, why in `text`.

    id: tells a second remark on the same thing from the first.
    """

    remark: Target
    text: Text
    id: Name | None = None


class Coverage(Part):
    """What the record holds of one series of acts: all of it from one day to another, or so much as `note` says.

    complete_from without complete_to: to this day. known_missing: numbers of sittings that are known and not recorded.
    """

    coverage: Series
    complete_from: DateText | None = None
    complete_to: DateText | None = None
    known_missing: tuple[Whole, ...] | None = None
    note: Text | None = None


class Expected(Part):
    """One entity and what its row must say on the day: every other key is a field of that row."""

    model_config = ConfigDict(extra="allow")

    zone: EntityId | None = None
    plan: EntityId | None = None
    policy: EntityId | None = None
    measure: EntityId | None = None
    use: Text | None = None
    proposal: EntityId | None = None
    call: EntityId | None = None
    bill: EntityId | None = None
    basic_policy: EntityId | None = None


class Assertion(Part):
    """What must be so on a day, checked after every append as known then; what would break it is refused.

    that: rows of entities. designated: exactly the zones that are designated on the day, no more and no fewer.
    """

    assert_: Name = Field(alias="assert")
    as_of: DateText
    that: tuple[Expected, ...] | None = None
    designated: tuple[EntityId, ...] | None = None
    note: Text | None = None


class Closing(Part):
    """A period that is closed: a month, a year, a day or an interval. What is dated inside then needs a late reason."""

    close: DateText
    note: Text | None = None


class Sort(NamedTuple):
    """A sort of statement. key: its first field, its topic in the log and the beginning of its stream's id.

    model: its fields. lists: those that are lists; days: those that are dates. en: what it is for, in a sentence.
    """

    key: str
    model: type[Part]
    lists: frozenset[str] = frozenset()
    days: tuple[str, ...] = ()
    example: str = ""
    en: str = ""

    @property
    def ja(self) -> str:
        """What it is called in Japanese."""
        return STATEMENTS[self.key][0]

    @property
    def fields(self) -> list[str]:
        """The names it is written with, its key first."""
        return [field.alias or name for name, field in self.model.model_fields.items()]


SORTS: dict[str, Sort] = {
    sort.key: sort
    for sort in (
        Sort(
            "remark",
            Remark,
            example="{remark: 2024-06-21.cabinet-order, text: …}",
            en="Answers a finding of audit, or says something of an act",
        ),
        Sort(
            "coverage",
            Coverage,
            frozenset({"known-missing"}),
            ("complete-from", "complete-to"),
            "{coverage: council, complete-from: 2014-01-07, complete-to: 2014-05-12}",
            "Says of which days a series of acts is complete here",
        ),
        Sort(
            "assert",
            Assertion,
            frozenset({"that", "designated"}),
            ("as-of",),
            "{assert: kizuna, as-of: 2024-06-30, that: {zone: miyagi-kumamoto, status: designated}}",
            "Must be so on a day; what would break it is refused",
        ),
        Sort(
            "close",
            Closing,
            days=("close",),
            example="{close: 2024-09}",
            en="Closes a period; what is dated inside it then needs a reason for being late",
        ),
    )
}


def sort_of(tree: Mapping[str, Any]) -> str | None:
    """Which sort of statement an entry is; None for an act (which has a `kind`) and whatever else it may be."""
    return None if "kind" in tree else next((key for key in SORTS if key in tree), None)


def stream_of(body: Mapping[str, Any]) -> str:
    """The stream a statement belongs to: `remark:2024-06-21.cabinet-order`, `coverage:council` …"""
    key = sort_of(body)
    assert key is not None
    return f"{key}:{body[key]}" + (f"#{body['id']}" if key == "remark" and "id" in body else "")


def statement_of(tree: Any, sort: str, where: Where | None = None) -> dict[str, Any]:
    """The canonical body of a statement. Raises Refused with everything that is wrong with it."""
    rules = SORTS[sort]
    if not isinstance(tree, Mapping):
        message = f"A {sort} is a mapping of fields; this is not."
        raise Refused("not-a-statement", message, rules.example, where(()) if where else None)
    by_field = dict(zip(rules.model.model_fields, rules.fields, strict=True))  # `as_of` → `as-of`, as in act files
    given: dict[str, Any] = {key: value for key, value in tree.items() if value is not None}
    body = _typed({by_field.get(key, key): value for key, value in given.items()}, rules)
    found = _misshapen(body, sort, where)
    for at, error in unseen(body):
        error.where = _place(at, where)
        found.append(error)
    if sort == "assert" and not found:
        found += _says_nothing(body, where)
    if sort in ("close", "coverage") and not found:
        found += _no_period(body, sort, where)
    if found:
        raise Refused.many(found)
    return {**body, sort: period(body[sort])} if sort == "close" else body


def refuse_illegible(body: Mapping[str, Any], sort: str) -> None:
    """Raises what makes a stored body one that no question can read: a field missing, empty, or of another shape.

    A field that a newer program gave it is passed over, and so is a character that the door has come to refuse.
    """
    known = SORTS[sort].fields
    plain = {key: value for key, value in body.items() if key in known}
    found = [_fault(sort, {"type": "empty", "loc": (key,)}, None) for key in plain if plain[key] is None]
    found += _misshapen(plain, sort, None)
    if sort == "assert" and not found:
        found += _says_nothing(plain, None)
    if found:
        raise Refused.many(found)


def _misshapen(body: Mapping[str, Any], sort: str, where: Where | None) -> list[Error]:
    """Fields that are missing or of another shape than the sort's, and days that are none."""
    found: list[Error] = []
    try:
        SORTS[sort].model.model_validate(body)
    except ValidationError as errors:
        found += [_fault(sort, fault, where) for fault in errors.errors(include_url=False)]
    for name in SORTS[sort].days:
        if isinstance(body.get(name), str):
            found += _day(body[name], name, where)
    return found


def _typed(tree: dict[str, Any], rules: Sort) -> dict[str, Any]:
    """Scalars typed by their field: one value where a list is meant, numbers of sittings as numbers."""
    for name in rules.lists & tree.keys():
        value = list(tree[name]) if isinstance(tree[name], list | tuple) else [tree[name]]
        tree[name] = [whole(item) for item in value] if name == "known-missing" else value
    return tree


def _day(words: str, name: str, where: Where | None) -> list[Error]:
    try:
        dates.read(words)
    except Error as error:
        error.where = _place((name,), where)
        return error.errors
    return []


def _says_nothing(body: Mapping[str, Any], where: Where | None) -> list[Error]:
    """An assertion that nothing can break, or a row of one that names no entity or nothing about it."""
    place = where(()) if where else body["assert"]
    example = SORTS["assert"].example
    if "that" not in body and "designated" not in body:
        return [Refused("assert-empty", f"The assertion {body['assert']} asserts nothing.", example, place)]
    entities = {field.alias or name for name, field in Expected.model_fields.items()}
    for row in body.get("that", ()):
        named = entities & row.keys()
        one = (len(named) == 1 or named == {"measure", "zone"}) and all(row[key] is not None for key in named)
        if not one or len(row) == len(named) or not _is_part(row.get("part")):
            told = ", ".join(f"{key}: {value}" for key, value in row.items())
            message = f"{{{told}}} does not name one entity and what must be so of it."
            return [Refused("assert-form", message, example, place)]
    return []


def _no_period(body: Mapping[str, Any], sort: str, where: Where | None) -> list[Error]:
    """A closing without an end; or a coverage that surely ends before it begins, for which nothing would be missing."""
    days = [dates.read(body[name]) for name in SORTS[sort].days if name in body]
    if sort == "close" and days[0].open:
        code = "period-open"
        message = f"{body[sort]} has no end; what is closed is a period with a first and a last day."
    elif len(days) == 2 and days[1].latest < days[0].earliest:
        code = "coverage-backwards"
        message = f"The coverage of {body[sort]} ends ({days[1].words}) before it begins ({days[0].words})."
    else:
        return []
    return [Refused(code, message, SORTS[sort].example, _place((sort,), where))]


def _is_part(value: Any) -> bool:
    """Whether it can be the part of a zone that a use is of: one code of an area, or several."""
    return value is None or isinstance(value, str) or (isinstance(value, list) and all(type(v) is str for v in value))


def _place(at: TreePath, where: Where | None) -> str:
    """Where a part of a statement stands: its line in the file, where there is one, else the way to it."""
    return (where(at) if where else None) or ".".join(map(str, at))


def _fault(sort: str, fault: Mapping[str, Any], where: Where | None) -> Error:
    """One fault of a statement's shape in a clerk's words."""
    path = tuple(fault["loc"])
    place = _place(path, where)
    name, value = next((step for step in reversed(path) if isinstance(step, str)), sort), fault.get("input")
    if fault["type"] == "missing":
        return Refused(f"{name}-missing", f"A {sort} has no {name}.", SORTS[sort].example, place)
    if fault["type"] == "extra_forbidden":
        fields = ", ".join(SORTS[sort].fields)
        return Refused(
            "field-unknown", f"A {sort} has no field named {name}; it has {fields}.", SORTS[sort].example, place
        )
    return Refused("shape", f"{name}: {value!r} is not what this field takes.", SORTS[sort].example, place)
