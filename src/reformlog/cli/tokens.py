"""What a command was asked, as its answer's token keeps it: what is not the default, with the days resolved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from .context import Context
from .output import Output

if TYPE_CHECKING:
    from ..register import Register

# How an answer is written out, and where: kept beside what was asked, or not at all.
_OUTPUT = frozenset(Output._fields)
# The state of knowledge is the token's own position.
_KNOWN = frozenset({"as_known", "known_to"})


def with_token(answer: Mapping[str, Any], form: str, output: Output) -> Mapping[str, Any]:
    """The answer with the token of the command that is running (`queries.tokens`). form: the format it is written in.

    It has none outside a command, and none when something in it is not recorded (`what-if`): asked again, its token
    would accuse the log of another history.
    """
    from ..queries import tokens

    context = click.get_current_context(silent=True)
    if context is None or context.command.name not in tokens.READING:
        return answer
    here = context.find_object(Context)
    if here is not None and here.recorded is not None and answer["as_known"]["position"] > here.recorded:
        return {key: value for key, value in answer.items() if key != "token"}
    usual = Output()
    names = ("lang", "years", "excel")
    chosen = {name: value for name in names if (value := getattr(output, name)) != getattr(usual, name)}
    return tokens.with_token(answer, context.command.name, asked(context, answer), {"format": form, **chosen})


def asked(context: click.Context, answer: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters of the running command by name; what they left to today or to the head, as it was resolved."""
    from ..queries.tokens import is_default

    found: dict[str, Any] = {}
    for parameter in context.command.params:
        name = parameter.name or ""
        value = context.params.get(name)
        if name in _OUTPUT or name in _KNOWN or is_default(value) or value == parameter.get_default(context):
            continue
        found[name] = list(value) if isinstance(value, tuple) else value
    names = {parameter.name for parameter in context.command.params}
    here = context.find_object(Context)
    if here is not None:
        found |= _resolved(found, here.register())
    if "as_of" in names and answer.get("as_of"):
        found["as_of"] = answer["as_of"]
    if "since" in found:
        found["since"] = answer["since"]
    start, end = answer.get("from"), answer.get("to")
    if isinstance(start, Mapping) and isinstance(end, Mapping):
        return found | _difference(found, start, end)
    if "start" in names and isinstance(start, str):
        found["start"] = start
    if "end" in names and isinstance(end, str):
        found["end"] = end
    return found


def _resolved(found: Mapping[str, Any], register: Register) -> dict[str, Any]:
    """The days between which was asked, as ISO, and from where on: today is another day tomorrow, and a checkpoint
    lies in a file that nobody else may have."""
    resolved: dict[str, Any] = {}
    if days := [name for name in ("start", "end") if name in found]:
        view = register.view()  # asks how far the log goes, on a server too: only for what has to be resolved
        resolved = {name: view.day(found[name]) for name in days}
    if "known_from" in found:
        resolved["known_from"] = str(register.first_position(found["known_from"]))
    return resolved


def _difference(found: Mapping[str, Any], start: Mapping[str, Any], end: Mapping[str, Any]) -> dict[str, Any]:
    """Both ends of a difference as they were resolved."""
    resolved: dict[str, Any] = {}
    if "known" in found:
        resolved["known"] = f"{start['position']}..{end['position']}"
    if "days" in found:
        resolved |= {"days": f"{start['as_of']}..{end['as_of']}", "as_of": None}
    return resolved


def words(command: click.Command, given: Mapping[str, Any]) -> list[str]:
    """The words of the command line that ask the same again. given: parameters by name, as a token has them.

    Those that the command does not have are left out, and those that say where to write, for a token may come from
    anybody.
    """
    options: list[str] = []
    arguments: list[str] = []
    for parameter in command.params:
        value = given.get(parameter.name or "")
        if value is None or parameter.name in _OUTPUT or parameter.name in _KNOWN:
            continue
        values = [str(item) for item in value] if isinstance(value, list) else [str(value)]
        if isinstance(parameter, click.Argument):
            arguments += values
        elif value is True:
            options.append(parameter.opts[0])
        else:
            options += [word for text in values for word in (parameter.opts[0], text)]
    return [*options, "--", *arguments] if arguments else options
