"""build: the folder projections/, for readers without Python."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ...errors import Refused, shell_word
from .. import options
from ..context import Context
from ..output import say

if TYPE_CHECKING:
    from ...queries.view import View


@click.command("build")
@click.argument("folder", default="projections", type=click.Path(file_okay=False))
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit 1 when a file is not what it would be.")
@click.option("--record", is_flag=True, help="Of the built-in record instead of the log.")
@options.pass_context
def build(context: Context, /, folder: str, only_check: bool, record: bool) -> None:
    """Write chronologies, states and measures as Markdown files, the same bytes for the same acts everywhere.

    \b
      reformlog build projections
      reformlog build --record --check projections
    """
    if not record:
        return _build(context.register().view(), Path(folder), only_check, record)
    from ... import builtin

    with builtin.register() as register:
        return _build(register.view(), Path(folder), only_check, record)


def _build(view: View, folder: Path, only_check: bool, record: bool) -> None:
    from ... import building

    if not only_check:
        changed = building.build(view, folder)
        say(f"{len(changed)} files of {folder} written." if changed else f"{folder} was up to date.")
        return
    found = building.differences(view, folder)
    if found:
        command = f"reformlog build {'--record ' if record else ''}{shell_word(str(folder))}"
        differing = [Refused("build-differs", line, command, str(folder)) for line in found]
        raise Refused.many(differing, f"{len(found)} files of {folder} are not what the log says.")


COMMANDS = {"build": build}
