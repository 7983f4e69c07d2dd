"""explain: why an answer is what it is, and why it is not something else."""

from __future__ import annotations

import click

from .. import completing, options
from ..context import Context
from ..output import Output, emit


@click.command("explain")
@click.argument("entity", shell_complete=completing.entities)
@click.argument("field", required=False, shell_complete=completing.entity_fields)
@options.as_of
@options.as_known
@click.option("--hindsight", is_flag=True, help="Also what was recorded after --as-known, and the checkpoints kept.")
@options.output("events")
@options.pass_context
def explain(
    context: Context,
    entity: str,
    field: str | None,
    as_of: str | None,
    as_known: str | None,
    hindsight: bool,
    output: Output,
) -> None:
    """Say why: the rule, the acts applied and not applied, their sources, their places in the log.

    ENTITY is a zone, policy:ID, plan:ID, a measure, MEASURE@ZONE/PART, a call, a proposal, a bill; FIELD a field of it.

    \b
      reformlog explain miyagi-kumamoto status --as-of 2024-06-22
    """
    from ...queries import explain as query

    view = context.register().view(as_known)
    if field is not None and not field.isascii():
        field = _as_printed(field)
    emit(query.explain(view, entity, field, as_of=as_of, hindsight=hindsight), output)


def _as_printed(field: str) -> str:
    """The field whose Japanese name answers print (状態 → `status`); any other word as it is."""
    from ...formats.labels import COLUMNS
    from ...formats.names import ENTITY_FIELDS

    return next((name for name, (ja, _) in {**COLUMNS, **ENTITY_FIELDS}.items() if ja == field), field)


COMMANDS = {"explain": explain}
