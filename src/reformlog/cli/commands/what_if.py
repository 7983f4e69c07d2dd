"""what-if: a reading command over the log and act files that nobody has recorded."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import click

from ...errors import Usage
from ...recording.terms import Terms
from ..context import Context
from ..inputs import admitted
from ..output import say

_REASON = "what-if: nothing of this is recorded"


class _Command(click.Command):
    """Keeps the words after `--` apart from the files before it, which the library would run together."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Splits at the first `--`."""
        words = list(args)
        place = words.index("--") if "--" in words else len(words)
        ctx.meta["reformlog.command"] = words[place + 1 :]
        return super().parse_args(ctx, words[:place])


@click.command("what-if", cls=_Command)
@click.argument("files", nargs=-1, required=True, metavar="FILE… -- COMMAND…")
@click.pass_context
def what_if(ctx: click.Context, files: Sequence[str]) -> Any:
    """Run a reading COMMAND as if the acts of FILES were recorded; the log stays as it is.

    Conflicts are let pass, so that their effect can be seen: they stand in the answer.

    \b
      reformlog what-if 2024.yaml -- zones --as-of 2024-06-26
    """
    from ...projections.file import beside
    from ...queries.tokens import READING
    from ...register import open_register

    words: list[str] = ctx.meta["reformlog.command"]
    context = ctx.find_object(Context)
    assert context is not None and ctx.parent is not None and isinstance(ctx.parent.command, click.Group)
    if not words or words[0] not in READING:
        found = f"{words[0]} does not only read" if words else "no command follows --"
        message = f"What-if runs a command that reads: {found}. It can run {', '.join(sorted(READING))}."
        raise Usage("what-if-command", message, "reformlog what-if draft.yaml -- zones --as-of 2024-06-26")
    entries = list(admitted(files))
    with tempfile.TemporaryDirectory(prefix="reformlog-what-if-") as folder:
        path = Path(folder) / "log.db"
        _copied(context, path)
        with open_register(path) as register:
            recorded = register.head.position
            outcomes = register.record(entries, Terms("what-if", accepted=_REASON, late=_REASON))
        new = sum(outcome.new for outcome in outcomes)
        say(f"What if: {new} of {len(outcomes)} entries are new; nothing is recorded.")
        there = Context(str(path), beside(str(path)), recorded=recorded)  # whatever the environment names
        with click.Context(ctx.parent.command, info_name="reformlog", obj=there) as tried:
            command = ctx.parent.command.get_command(tried, words[0])
            assert command is not None, "whatever reads is a command"
            with command.make_context(words[0], words[1:], parent=tried) as asking:
                return command.invoke(asking)


def _copied(context: Context, path: Path) -> None:
    """A copy of the log and its rows that may be written to and thrown away; of one on a server, line by line."""
    from ...log import copying, create, files
    from ...projections.file import beside

    register = context.register()
    register.view()
    if register.log.path is None or register.local is not None:
        with create(str(path), register.log.origin) as target:
            copying.copy(register.log, target)
        return
    copying.copy_file(register.log, path)
    reading = sqlite3.connect(files.address(register.projection.path, "ro"), uri=True)
    with closing(reading) as source, closing(sqlite3.connect(beside(str(path)))) as target:
        source.backup(target)


COMMANDS = {"what-if": what_if}
