"""The answers that have more in them than a page has room for, as a person reads them: an act, and an audit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .history import changed, ordered_fields

Answer = Mapping[str, Any]

_OF_ACT = ("json", "csv")  # formats that are for programs, which have all of the answer
_OF_AUDIT = ("json", "csv", "xlsx")
_CITED = ("title", "publisher", "dated", "locator", "url", "grade")
_SHOWN = ("rule", "step", "outcome", "article", "act", "date", "of", "days", "median", "message", "answered")
_NOTABLE = (
    "out-of-order",
    "missing",
    "same-day-order-unknown",
    "overdue",
    "contradiction",
    "sharper-source",
    "number-twice",
    "recorded-late",
)


def for_format(answer: Answer, format_: str, *, everything: bool = True) -> Answer:
    """The answer as a format shows it: for programs as it is, for a person in the form a page has room for.

    everything: of an audit of all zones every finding, not only what somebody should look at.
    """
    if "versions" in answer and format_ not in _OF_ACT:
        return _act(answer)
    if "gaps" in answer and format_ not in _OF_AUDIT:
        return _audit(answer, everything or "zone_name" in answer)
    return answer


def _act(answer: Answer) -> dict[str, Any]:
    """An act: a line for each version, what each correction changed, and the newest body field by field."""
    versions = [{key: value for key, value in version.items() if key != "body"} for version in answer["versions"]]
    body: dict[str, Any] = {}
    corrected = []
    for version in answer["versions"]:
        if body and version["body"]:
            differing = changed(body, version["body"], lists_whole=True)
            corrected += [{"version": version["version"], **_correction(*change)} for change in differing]
        body = version["body"] or body
    fields = [
        {"field": name, "name": name, "value": body[name]}
        for name in ordered_fields(body)
        if name not in ("id", "sources", "effects")
    ]
    sources = [{**dict.fromkeys(_CITED), **each} for each in body.get("sources", ())]
    shown = {**answer, "versions": versions, "corrected": corrected, "fields": fields, "sources": sources}
    if not answer["withdrawn"]:
        del shown["withdrawn"]
    return shown


def _correction(path: tuple[str, ...], was: Any, now: Any) -> dict[str, Any]:
    """A row of what corrections changed: under the name of a field, and at its place in the act (`effects.0.areas`)."""
    field = next(name for name in reversed(path) if not name.isdigit())
    return {"field": field, "name": ".".join(path), "before": was, "after": now}


def _audit(answer: Answer, everything: bool) -> dict[str, Any]:
    """An audit with fewer columns, and of many zones only what someone should look at."""
    rows = [row for row in answer["findings"] if everything or row["outcome"] in _NOTABLE]
    shown = _SHOWN if "zone_name" in answer else ("zone", *_SHOWN)
    findings = [{key: row[key] for key in shown} for row in rows]
    return {**answer, "findings": findings, "gaps": answer["gaps"] if everything else []}
