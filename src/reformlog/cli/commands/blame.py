"""blame: for each field of an entity who said so, when it happened and when it was recorded."""

from __future__ import annotations

import click

from .. import completing, options
from ..context import Context
from ..output import Output, emit


@click.command("blame")
@click.argument("entity", shell_complete=completing.entities)
@options.as_of
@options.as_known
@options.output()
@options.pass_context
def blame(context: Context, entity: str, as_of: str | None, as_known: str | None, output: Output) -> None:
    """List each field of an entity with its act, its legal date, when and by whom it was recorded, and its source.

    \b
      reformlog blame plan:miyagi-kumamoto
    """
    from ...queries import blame as query

    emit(query.blame(context.register().view(as_known), entity, as_of=as_of), output)


COMMANDS = {"blame": blame}
