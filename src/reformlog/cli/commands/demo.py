"""demo: the record that comes with the package in a log of its own, and the chronology of the seed printed."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click

from ...errors import shell_word
from .. import options
from ..output import Output, emit, say

ZONE = "miyagi-kumamoto"


@click.command("demo")
@options.output("rows")
def demo(output: Output) -> None:
    """Make ./demo.db from the built-in record and print a chronology from it.

    \b
      reformlog demo
    """
    from ... import builtin
    from ...queries import chronology
    from ...register import open_register

    register = open_register("demo.db", create_log=True)
    click.get_current_context().call_on_close(register.close)
    outcomes = register.record(builtin.entries())
    new = sum(outcome.new for outcome in outcomes)
    say(f"demo.db: {register.head.position} events, {new} of them new.")
    say(f"Ask it: {_called()} --db demo.db zones --as-of 2024-06-26")
    emit(chronology.chronology(register.view(), [ZONE], worded=True), output)


def _called() -> str:
    """The program as it can be called here: by its name where the shell finds it, else as it was called now."""
    if shutil.which("reformlog"):
        return "reformlog"
    if Path(sys.argv[0]).name == "__main__.py":
        return f"{shell_word(sys.executable)} -m reformlog"
    return shell_word(sys.argv[0])


COMMANDS = {"demo": demo}
