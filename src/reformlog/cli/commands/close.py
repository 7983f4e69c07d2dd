"""close: a period is closed, and what is dated inside is recorded only with a reason for being late."""

from __future__ import annotations

import click

from .. import options
from ..context import Context
from ..output import write


@click.command("close")
@click.argument("period", metavar="PERIOD")
@click.option("--note", metavar="TEXT", help="What was checked before closing.")
@options.recorded_by
@options.pass_context
def close(context: Context, /, period: str, note: str | None, recorded_by: str | None) -> None:
    """Close a month, a year or a day: a later act or correction dated inside then needs --late-reason.

    To open it again: reformlog withdraw close:PERIOD --reason TEXT

    \b
      reformlog close 2024-09
    """
    from ... import dates
    from ...errors import Refused, Usage

    try:
        dates.read(period)
    except Refused as refusal:
        raise Usage(refusal.code, refusal.message, refusal.hint) from None
    entry = {"close": period, "note": note}
    (position,) = context.register().append([entry], recorded_by=recorded_by)
    write(f"#{position} close:{period}\n")


COMMANDS = {"close": close}
