"""check, verify: is the record in order, and is the log what it was."""

from __future__ import annotations

from typing import Any

import click

from .. import options
from ..context import Context
from ..output import emit


@click.command("check")
@options.output
@options.pass_context
def check(context: Context, /, **output: Any) -> int:
    """Find conflicts, ties of one day and references that lead nowhere; silent when all is well.

    \b
      reformlog check
    """
    answer = context.register().checked()
    if answer["findings"] or output["as_json"] or output["format_"] or output["target"]:
        emit(answer, **output)
    return 1 if answer["findings"] else 0


@click.command("verify")
@options.output
@options.pass_context
def verify(context: Context, /, **output: Any) -> None:
    """Read every stored byte again and say what was checked and what was not.

    \b
      reformlog verify
    """
    from ...log import checking
    from ...queries.view import coordinates

    register = context.register()
    stored = checking.check_stored(register.log)
    view = register.view()
    checked = [
        f"{stored.position} events: each line, its hash and its place in the tree, as they were kept",
        f"the root over all of them: {coordinates(view)['log']['root']}",
    ]
    unchecked = ["a root kept by someone else: without one, a log made anew from the beginning would look the same"]
    emit({**coordinates(view), "checked": checked, "not_checked": unchecked}, **output)


COMMANDS = {"check": check, "verify": verify}
