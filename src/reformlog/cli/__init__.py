"""The command line: parse, call, print. Each command is a file under `commands`, imported when it is asked for."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any

import click

from ..errors import Error
from .commands import COMMANDS
from .context import Context

DESCRIPTION = """A register of regulatory reform: acts in, kept for ever, the state on any day as it was known at any time.

\b
Try it:   reformlog demo
Ask it:   reformlog --db demo.db zones --as-of 2024-06-26
"""


class Commands(click.Group):
    """The commands by name; a module is imported only for its own command, or for the list of all."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order of an act's journey."""
        return list(COMMANDS)

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
            import difflib

            near = difflib.get_close_matches(args[0], COMMANDS, 1)
            if near:
                error.message += f" Did you mean {near[0]}?"
            raise


@click.group(cls=Commands, help=DESCRIPTION, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.option("--db", envvar="REFORMLOG_DB", default="reformlog.db", metavar="PATH|URL", help="The log. Default: ./reformlog.db")
@click.option("--projection", envvar="REFORMLOG_PROJECTION", metavar="FILE", help="Where the derived rows are kept.")
@click.version_option(package_name="reformlog", message="reformlog %(version)s")
@click.pass_context
def group(ctx: click.Context, db: str, projection: str | None) -> None:
    """See DESCRIPTION; this docstring is not printed."""
    ctx.obj = Context(db, projection)


def main(arguments: list[str] | None = None) -> None:
    """Runs one command and exits: 0 done, 1 refused or a finding, 2 usage, 3 damaged, 4 someone was first, 130 Ctrl-C."""
    context: list[Context] = []
    try:
        code = group.main(arguments, prog_name="reformlog", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as end:
        code = end.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped; nothing more was recorded.", err=True)
        code = 130
    except click.ClickException as error:
        code = _usage(error)
    except Error as error:
        code = _refusal(error)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 141
    del context
    sys.exit(code if isinstance(code, int) else 0)


def _wants_json() -> bool:
    arguments = sys.argv[1:]
    return "--json" in arguments or any(
        word == "--format=json" or (word == "--format" and arguments[i + 1 : i + 2] == ["json"])
        for i, word in enumerate(arguments)
    )


def _usage(error: click.ClickException) -> int:
    """A wrong option or argument, in the words of the command line library, with where to look."""
    if _wants_json():
        from .output import errors_as_json

        errors_as_json([{"code": "usage", "message": error.format_message(), "hint": None, "where": None}])
    error.show()
    return 2


def _refusal(error: Error) -> int:
    """Prints a refusal: on stderr in words, and with `--json` on stdout as data."""
    from .output import errors_as_json, errors_in_words

    if _wants_json():
        errors_as_json([one.as_dict() for one in error.errors])
    errors_in_words(error)
    return error.errors[0].exit_code if len(error.errors) == 1 else max(one.exit_code for one in error.errors)
