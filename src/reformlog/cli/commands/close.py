"""close: a period is closed, and what is dated inside is recorded only with a reason for being late."""

from __future__ import annotations

import click

from ...recording.terms import Terms
from .. import options
from ..context import Context
from .recording import as_json as json_option
from .recording import report


@click.command("close")
@click.argument("period", metavar="PERIOD")
@click.option("--note", metavar="TEXT", help="What was checked before closing.")
@options.recorded_by
@json_option
@options.pass_context
def close(context: Context, /, period: str, note: str | None, recorded_by: str | None, as_json: bool) -> None:
    """Close a month, a year or a day: a later act or correction dated inside then needs --late-reason.

    To open it again: reformlog withdraw close:PERIOD --reason TEXT

    \b
      reformlog close 2024-09
    """
    from ...errors import Refused, Usage
    from ...recording.admitting import admit

    try:
        entry = admit({"close": period, "note": note})
    except Refused as refusal:
        raise Usage.many([Usage(error.code, error.message, error.hint) for error in refusal.errors]) from None
    report(context, context.register().record([entry], Terms(recorded_by)), as_json)


COMMANDS = {"close": close}
