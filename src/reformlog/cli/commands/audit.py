"""audit: the statutory steps of each zone, found, missing or out of order, each with its article and its act."""

from __future__ import annotations

import click

from .. import options
from ..context import Context
from ..output import Output, emit


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
    context: Context, zone: str | None, as_of: str | None, as_known: str | None, everything: bool, output: Output
) -> int:
    """Audit the zones: statutory steps with article and act, sources, numbers; exit 1 when a duty was not kept.

    Exit 1 means: a duty out of order, or missing where the record is complete, and no remark recorded on it.

    \b
      reformlog audit --zone miyagi-kumamoto
      reformlog audit --json
    """
    from ...queries import abridged
    from ...queries.audit import audit as query

    answer = query(context.register().view(as_known), zone, as_of=as_of)
    emit(abridged.for_format(answer, output.form, everything=everything), output)
    return 1 if answer["open"] else 0


COMMANDS = {"audit": audit}
