"""rebuild: the rows worked out from the log, once more from the beginning."""

from __future__ import annotations

import click

from .. import options
from ..context import Context
from ..output import AS_JSON, emit, say


@click.command("rebuild")
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")
@options.pass_context
def rebuild(context: Context, /, as_json: bool) -> None:
    """Work every row out from the log again; questions are answered from the old rows meanwhile.

    \b
      reformlog rebuild
    """
    register = context.register()
    position = register.rebuild()
    say(f"{register.projection.path}: the rows of {position} events.")
    if as_json:
        emit({"projection": register.projection.path, "position": position}, AS_JSON)


COMMANDS = {"rebuild": rebuild}
