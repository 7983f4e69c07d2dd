"""check: is the record in order."""

from __future__ import annotations

import click

from .. import options
from ..context import Context
from ..output import Output, emit


@click.command("check")
@options.output("findings")
@options.pass_context
def check(context: Context, /, output: Output) -> int:
    """Find conflicts, ties of one day and references that lead nowhere; silent when all is well.

    \b
      reformlog check
    """
    answer = context.register().checked()
    if answer["findings"] or output.as_json or output.format_ or output.target:
        emit(answer, output)
    return 1 if answer["findings"] else 0


COMMANDS = {"check": check}
