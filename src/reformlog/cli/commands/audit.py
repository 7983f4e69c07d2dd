"""audit: the statutory steps of each zone, found, missing or out of order, each with its article and its act."""

from __future__ import annotations

from typing import Any

import click

from .. import options
from ..context import Context
from ..output import emit

# What a page shows of a finding; JSON and CSV have every field.
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


@click.command("audit")
@options.zone
@options.as_of
@options.as_known
@click.option(
    "--all", "everything", is_flag=True, help="Every zone's page; without --zone only what a person should look at."
)
@options.output("steps", "findings")
@options.pass_context
def audit(
    context: Context, zone: str | None, as_of: str | None, as_known: str | None, everything: bool, **output: Any
) -> int:
    """Audit the zones: statutory steps with article and act, sources, numbers; exit 1 when a duty was not kept.

    Exit 1 means: a duty out of order, or missing where the record is complete, and no remark recorded on it.

    \b
      reformlog audit --zone miyagi-kumamoto
      reformlog audit --json
    """
    from ...queries.audit import audit as query

    answer = query(context.register().view(as_known), zone, as_of=as_of)
    data = output["as_json"] or output["format_"] in ("json", "csv", "xlsx")
    emit(answer if data else _page(answer, everything or zone is not None), **output)
    return 1 if answer["open"] else 0


def _page(answer: dict[str, Any], everything: bool) -> dict[str, Any]:
    """The answer for a reader: fewer columns, and of many zones only what someone should look at."""
    rows = [row for row in answer["findings"] if everything or row["outcome"] in _NOTABLE]
    shown = _SHOWN if "zone_name" in answer else ("zone", *_SHOWN)
    findings = [{key: row[key] for key in shown} for row in rows]
    return {**answer, "findings": findings, "gaps": answer["gaps"] if everything else []}


COMMANDS = {"audit": audit}
