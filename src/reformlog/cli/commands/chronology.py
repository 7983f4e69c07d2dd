"""chronology: the official table これまでの経緯, made again from the acts."""

from __future__ import annotations

from collections.abc import Sequence

import click

from .. import completing, options
from ..context import Context
from ..notices import note_unknown_zones
from ..output import Output, emit


@click.command("chronology")
@click.argument("zones", nargs=-1, metavar="[ZONE]…", shell_complete=completing.zones)
@click.option("--worded", is_flag=True, help="Only the rows of the official table, in its own words.")
@options.acts_between
@options.as_known
@options.output("rows")
@options.pass_context
def chronology(
    context: Context,
    /,
    zones: Sequence[str],
    worded: bool,
    start: str | None,
    end: str | None,
    as_known: str | None,
    output: Output,
) -> None:
    """Print the chronology これまでの経緯 of zones, or of all acts when none is named.

    \b
      reformlog chronology miyagi-kumamoto --worded --format md
    """
    from ...queries import chronology as query

    register = context.register()
    view = register.view(as_known)
    note_unknown_zones(register, zones)
    emit(query.chronology(view, zones, worded=worded, start=start, end=end), output)


COMMANDS = {"chronology": chronology}
