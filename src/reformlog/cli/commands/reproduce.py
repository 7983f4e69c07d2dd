"""reproduce: the answer a token stands for, again and byte for byte, or why it cannot be given."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ...errors import Damaged, Refused, Usage
from .. import options
from ..context import Context
from ..output import say

if TYPE_CHECKING:
    from ...log import Log
    from ...queries.tokens import Token


@click.command("reproduce")
@click.argument("token", metavar="TOKEN|FILE")
@options.to_file("Write to a file.", type=options.NO_FOLDER)
@click.pass_context
def reproduce(ctx: click.Context, token: str, target: str | None) -> Any:
    """Give the answer of a TOKEN again, byte for byte, whatever was recorded since; or say exactly why not.

    A FILE with an answer in it, as text, JSON, Markdown or HTML, will do; of Word, Excel and PDF the token at the end.
    When the log has grown since, it also says how to ask what is known now.

    \b
      reformlog reproduce answer.json
    """
    from ...queries import tokens
    from .. import tokens as asking

    wanted, context = tokens.read(_text(token)), ctx.find_object(Context)
    assert context is not None and ctx.parent is not None
    register = context.register()
    _hold(register.log, wanted)
    if wanted.rules != tokens.rules():
        now = tokens.rules()
        message = f"The answer was given under rules {wanted.rules}; this program has {now} and may answer otherwise."
        raise Refused("token-rules", message, "Install the version of reformlog that gave it, and ask that.")
    group = ctx.parent.command
    command = group.get_command(ctx.parent, wanted.command) if isinstance(group, click.Group) else None
    if command is None or wanted.command not in tokens.READING:
        message = f"The answer is of {wanted.command}, which this program cannot ask from the command line."
        raise Refused("token-command", message, "reformlog --help")
    question, head = asking.words(command, wanted.asked), register.log.position()
    if head > wanted.position:
        now = shlex.join(["reformlog", wanted.command, *question])
        say(f"As known at #{wanted.position}; the log goes on to #{head}. What is known now:  {now}")
    register.pinned = wanted.position
    words = [*_written(wanted.output, target), *question]
    with command.make_context(wanted.command, words, parent=ctx.parent) as again:
        return command.invoke(again)


def _text(word: str) -> str:
    """The token in a word, or in the file of an answer that it names. Usage for a file without one."""
    from ...folders import bytes_of, is_file
    from ...queries.tokens import PREFIX

    if word.startswith(PREFIX) or not (is_file(word) or Path(word).suffix or Path(word).name != word):
        return word
    found = re.search(rb"\brl1\.[A-Za-z0-9_-]+", bytes_of(word))
    if found is None:
        message = f"No token can be read in {word}."
        hint = "A Word, Excel or PDF file shows it at its end, CSV has none: reformlog reproduce TOKEN"
        raise Usage("token-none", message, hint)
    return found[0].decode()


def _hold(log: Log, wanted: Token) -> None:
    """Refuses a token of another log, of a longer one, or of a history that this log no longer tells."""
    if wanted.origin != log.origin:
        message = f"The answer is of the log {wanted.origin}; this is {log.origin}."
        raise Refused("token-other-log", message, "reformlog --db PATH reproduce TOKEN")
    head = log.position()
    if wanted.position > head:
        message = f"The answer is of position {wanted.position}; this copy of the log ends at {head}."
        raise Refused("token-ahead", message, "Ask the log itself, or a newer copy: --db PATH")
    root = log.root(wanted.position)[:8].hex()
    if root != wanted.root:
        message = (
            f"The history up to {wanted.position} is another: its root began with {wanted.root} and begins with {root}."
        )
        raise Damaged("token-history", message, "reformlog verify --checkpoint FILE   with a checkpoint kept elsewhere")


def _written(output: dict[str, Any], target: str | None) -> list[str]:
    words: list[str] = []
    for name in ("format", "lang", "years"):
        words += [f"--{name}", str(output[name])] if name in output else []
    words += ["--excel"] if output.get("excel") else []
    return words + (["--output", target] if target else [])


COMMANDS = {"reproduce": reproduce}
