"""The answers as pydantic models: `model_dump(mode="json")` of each is exactly the dict that `--json` prints.

The rows come from our own queries, so the models are filled without validating them again; a test holds both equal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ConfigDict


class Row(BaseModel):
    """A row of an answer."""

    model_config = ConfigDict(extra="allow", populate_by_name=True)


R = TypeVar("R", bound=Row)


class Zone(Row):
    """A zone on a day."""

    zone: str
    name: str | None
    nickname: str | None
    type: str | None
    status: str
    in_progress: str | None
    areas: list[str]
    proposed_areas: list[str]
    policy: str
    policy_in_progress: str | None
    plan: str
    since: str | None
    since_earliest: str | None
    since_latest: str | None
    act: str | None
    position: int | None


class Plan(Row):
    """A plan on a day; revision 1 is the first approval."""

    plan: str
    zone: str
    status: str
    in_progress: str | None
    revision: int | None
    since: str | None
    since_earliest: str | None
    since_latest: str | None
    act: str | None
    position: int | None


class Measure(Row):
    """A measure of the menu on a day, or with a zone its use there."""

    measure: str
    zone: str | None
    part: list[str] | None
    title: str | None
    status: str
    until: str | None
    since: str | None
    since_earliest: str | None
    since_latest: str | None
    act: str | None
    position: int | None


class Proposal(Row):
    """A proposal, or a call with `proposal` None, on a day."""

    proposal: str | None
    call: str | None
    measure: str | None
    by: list[str] | None
    status: str
    counts: dict[str, int] | None
    since: str | None
    since_earliest: str | None
    since_latest: str | None
    act: str | None
    position: int | None


class ChronologyRow(Row):
    """A row of the chronology: the cells as printed, and where they come from."""

    year: str
    date: str
    text: str
    title: str
    detail: str | None
    earliest: str
    latest: str
    act: str
    acts: list[str]
    position: int
    sources: list[dict[str, Any]]


class Change(Row):
    """One field of one entity that differs."""

    entity: str
    id: str
    field: str
    before: Any
    after: Any
    acts: list[str]


class Finding(Row):
    """One thing a person should look at."""

    code: str
    message: str
    acts: list[str]
    hint: str | None


class Step(Row):
    """A finding of the audit: a rule, what became of it in a zone, and the act that proves it."""

    key: str
    rule: str
    zone: str | None
    step: str
    outcome: str
    article: str | None
    act: str | None
    date: str | None
    answered: dict[str, Any] | None


class Listed(Row):
    """An effect that is possible, pending or in conflict. Its entity stands under its own key (`zone`, `plan` …)."""

    act: str

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any: ...


class Answer(Row):
    """An answer with its coordinates; its rows stand under the name of the question."""

    if TYPE_CHECKING:  # for who writes a program: an answer has the lists its question gives, and no others
        zones: list[Zone]
        plans: list[Plan]
        measures: list[Measure]
        proposals: list[Proposal]
        changes: list[Change]
        findings: list[Any]  # of Finding, or of Step in an audit
        possible: list[Listed]
        pending: list[Listed]
        conflicts: list[Listed]

        def __getattr__(self, name: str) -> Any: ...


ROWS: dict[str, type[Row]] = {
    "zones": Zone,
    "plans": Plan,
    "measures": Measure,
    "proposals": Proposal,
    "rows": ChronologyRow,
    "changes": Change,
    "findings": Finding,
    "possible": Listed,
    "pending": Listed,
    "conflicts": Listed,
}

# Where a list of the same name holds other rows: the findings of an audit, which counts what is open.
AUDITED: dict[str, type[Row]] = {**ROWS, "findings": Step}

_MODELS: tuple[type[Row], ...] = (*ROWS.values(), Step, Answer)
_FIELDS = {model: dict.fromkeys(model.model_fields) for model in _MODELS}
# The places in which pydantic keeps a model's values, set directly: `model_construct` would look at each field anew.
_new = object.__new__
_places = ("__dict__", "__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__")
_set_values, _set_fields, _set_extra, _set_private = (vars(BaseModel)[place].__set__ for place in _places)


def rows(model: type[R], found: list[dict[str, Any]]) -> list[R]:
    """Rows of an answer as their models, which keep these dicts. What a model does not declare is an extra field."""
    fields = _FIELDS[model]
    count = len(fields)
    given = set(fields)  # the same for all: every field is set, and stays so
    made: list[R] = []
    for values in found:
        extra: dict[str, Any] = {}
        if len(values) != count:
            extra = {key: value for key, value in values.items() if key not in fields}
            values = {key: values[key] for key in fields}
        instance: Any = _new(model)
        _set_values(instance, values)
        _set_fields(instance, given)
        _set_extra(instance, extra)
        _set_private(instance, None)
        made.append(instance)
    return made


def row(model: type[R], values: dict[str, Any]) -> R:
    """One row of an answer as its model."""
    return rows(model, [values])[0]


def of(answer: dict[str, Any]) -> Answer:
    """An answer as a model, its rows as theirs."""
    models = AUDITED if "open" in answer else ROWS
    lists = {name: rows(model, answer[name]) for name, model in models.items() if name in answer}
    return row(Answer, {**answer, **lists})
