"""due: what came into or went out of force by time alone, what is pending, foreseen and overdue."""

from __future__ import annotations

import click

from .. import options
from ..context import Context
from ..hints import known_as
from ..output import Output, emit


@click.command("due")
@click.option("--from", "start", metavar="D", help="The first day. Default: the last, or the day of --since.")
@click.option("--to", "end", metavar="D", help="The last day. Default: today.")
@click.option(
    "--since", metavar="K", help="When you last looked: a position, day, instant or checkpoint; lists what came since."
)
@options.as_known
@options.output()
@options.pass_context
def due(
    context: Context, start: str | None, end: str | None, since: str | None, as_known: str | None, output: Output
) -> None:
    """List what time alone did between two days: in force, certain, expired; and what is pending, foreseen, overdue.

    \b
      reformlog due --from 2024-06-01 --to 2024-06-30
      reformlog due --since 2026-03-31
    """
    from ...queries import due as query

    register = context.register()
    with known_as(lambda known: f"--since {known}"):
        position, day = register.looked(since)
    emit(query.due(register.view(as_known), day if start is None else start, end, since=position), output)


COMMANDS = {"due": due}
