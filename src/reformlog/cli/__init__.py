"""The command line: parse, call, print. Each command is a file under `commands`, imported when it is asked for."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click
from click.core import ParameterSource

from ..errors import Error, Usage
from .commands import CALLED, COMMANDS, SECTIONS
from .context import Context
from .endings import CLOSED, FORESEEN, ended, is_plain, output_closed, use_utf8
from .helping import Help
from .notices import warn_of_password
from .output import sent

DESCRIPTION = """A register of regulatory reform: acts in, kept for ever,
the state on any day as it was known at any time.

\b
Try it:   reformlog demo
Ask it:   reformlog --db demo.db zones --as-of 2024-06-26
"""


class Commands(click.Group):
    """The commands by name; a module is imported only for its own command, or for the list of all."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, by what people come for."""
        return list(COMMANDS)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands under headings, each with its first sentence, whole."""
        for heading, names in SECTIONS.items():
            commands = ((name, self.get_command(ctx, name)) for name in names)
            rows = [(name, command.get_short_help_str(limit=200)) for name, command in commands if command]
            with formatter.section(heading):
                formatter.write_dl(rows, col_max=14)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command of a name, or None."""
        module = COMMANDS.get(name)
        if module is None:
            return None
        command: click.Command = import_module(f"{__package__}.commands.{module}").COMMANDS[name]
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """Says which command was meant when there is none of the name."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from ..events.meant import nearest

            if (meant := CALLED.get(args[0])) is not None:
                of_one = meant == "--help" and args[1:2] and args[1] in COMMANDS  # `help append`
                command = f"{args[1]} --help" if of_one else meant
                others = "" if command == "--help" else "   (all commands: reformlog --help)"
                raise Usage("usage", error.message, f"reformlog {command}{others}") from None
            near = nearest(args[0], COMMANDS, 0.6)
            if near is None or near in error.message:
                raise
            raise click.UsageError(f"{error.message} Did you mean {near}?", ctx) from None

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command; a reader who has seen enough (`| head`) is no error of ours, nor are altered rows."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            output_closed()
            return CLOSED
        except Exception as error:
            if isinstance(error, Error) and ctx.obj is not None:
                ctx.obj.say_ids(error)
            plain = is_plain(error) or ctx.obj is None or _debugging()
            found = None if plain else ctx.obj.failure(error)
            if found is None:
                raise
            raise found from error


def _debugging() -> bool:
    return os.environ.get("REFORMLOG_DEBUG") == "1"


@click.group(
    cls=Commands,
    help=DESCRIPTION,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
@click.option(
    "--db",
    envvar="REFORMLOG_DB",
    default="reformlog.db",
    type=click.Path(),
    metavar="PATH|URL",
    help="The log. Default: ./reformlog.db",
)
@click.option(
    "--projection",
    envvar="REFORMLOG_PROJECTION",
    type=click.Path(),
    metavar="FILE",
    help="Where the derived rows are kept.",
)
@click.option("--local", is_flag=True, help="Of a log on a server: answer from what is kept here, without asking it.")
@click.version_option(package_name="reformlog", message="reformlog %(version)s")
@click.pass_context
def group(ctx: click.Context, db: str, projection: str | None, local: bool) -> None:
    """See DESCRIPTION; this docstring is not printed."""
    if ctx.get_parameter_source("db") is ParameterSource.COMMANDLINE:
        warn_of_password(db)
    ctx.obj = Context(db, projection, local)


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs one command and exits: 0 done, 1 refused or found, 2 usage, 3 damaged, 4 someone was first, 130 Ctrl-C."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    use_utf8()
    click.Context.formatter_class = Help  # of every command, also of those that are made when they are asked for
    try:
        code = group.main(words, prog_name="reformlog", standalone_mode=False)
        sent()
    except BrokenPipeError:
        output_closed()
        code = CLOSED
    except SystemExit as end:  # help was printed to nobody: the library under us ends so and not by an exception
        output_closed()
        code = CLOSED if end.code == 1 else end.code
    except (Exception, KeyboardInterrupt) as error:
        if _debugging() and not isinstance(error, FORESEEN):
            raise
        code = ended(error, words)
    sys.exit(code if isinstance(code, int) else 0)
