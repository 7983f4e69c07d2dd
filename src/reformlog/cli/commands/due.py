"""due: what came into or went out of force by time alone, what is pending, foreseen and overdue."""

from __future__ import annotations

import click

from .. import options
from ..context import Context
from ..output import Output, emit


@click.command("due")
@click.option("--from", "start", metavar="D", help="The first day. Default: the last, or the day of --since.")
@click.option("--to", "end", metavar="D", help="The last day. Default: today.")
@click.option(
    "--since", type=click.IntRange(0), metavar="POSITION", help="Where you last looked; lists what was recorded since."
)
@options.as_known
@options.output()
@options.pass_context
def due(
    context: Context, start: str | None, end: str | None, since: int | None, as_known: str | None, output: Output
) -> None:
    """List what time alone did between two days: in force, certain, expired; and what is pending, foreseen, overdue.

    \b
      reformlog due --from 2024-06-01 --to 2024-06-30
      reformlog due --since 120
    """
    from ...queries import due as query

    emit(query.due(context.register().view(as_known), start, end, since=since), output)


COMMANDS = {"due": due}
