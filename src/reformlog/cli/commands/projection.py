"""rebuild: the rows worked out from the log, once more from the beginning."""

from __future__ import annotations

import click

from .. import options
from ..context import Context
from ..output import say


@click.command("rebuild")
@options.pass_context
def rebuild(context: Context, /) -> None:
    """Work every row out from the log again; questions are answered from the old rows meanwhile.

    \b
      reformlog rebuild
    """
    register = context.register()
    position = register.rebuild()
    say(f"{register.projection.path}: the rows of {position} events.")


COMMANDS = {"rebuild": rebuild}
