"""log, show: what was recorded, in the order in which it was recorded."""

from __future__ import annotations

from pathlib import Path

import click

from ...errors import Usage, shell_word
from .. import completing, options
from ..context import Context
from ..hints import known_as
from ..notices import note_unknown_zones
from ..output import Output, emit, write_new

ACT_FILE = "yaml"


@click.command("log")
@options.zone
@click.option("--kind", metavar="KIND", help="Only acts of this kind.", shell_complete=completing.kinds)
@options.acts_between
@click.option(
    "--known-from",
    metavar="K",
    help="Only what was recorded from this position, day or instant on, or after this checkpoint.",
)
@click.option("--known-to", metavar="K", help="Only what was recorded up to this position, day, instant or checkpoint.")
@options.output("events")
@options.pass_context
def log(
    context: Context,
    /,
    zone: str | None,
    kind: str | None,
    start: str | None,
    end: str | None,
    known_from: str | None,
    known_to: str | None,
    output: Output,
) -> None:
    """List the events in the order they were recorded, corrections and withdrawals included.

    \b
      reformlog log --zone miyagi-kumamoto --known-from 2024-12-10
    """
    from ...queries import history

    register = context.register()
    with known_as(lambda end: f"--known-to {end}"):
        view = register.view(known_to)
    if zone is not None:
        note_unknown_zones(register, [zone])
    first = None
    if known_from is not None:
        with known_as(lambda end: f"--known-from {end}"):
            first = register.first_position(known_from)
        if known_to is not None:
            _in_turn(known_from, first, known_to, view.position)
    emit(history.log(view, zone=zone, kind=kind, start=start, end=end, known_from=first), output)


def _in_turn(known_from: str, first: int, known_to: str, last: int) -> None:
    """Usage when the range is upside down: it begins behind an event it should not hold, or at a position behind."""
    from ...queries.view import position_named

    if first > last + (1 if position_named(known_from.strip()) is None else 0):
        message = f"The range is upside down: it begins with #{first} and ends with #{last}; nothing lies in it."
        hint = f"--known-from {shell_word(known_to)} --known-to {shell_word(known_from)}"
        raise Usage("range-backwards", message, hint)


@click.command("show")
@click.argument("act", shell_complete=completing.acts)
@options.as_known
@options.output(beside=[ACT_FILE])
@options.pass_context
def show(context: Context, /, act: str, as_known: str | None, output: Output) -> None:
    """Show one act: its versions, sources, effects and what they changed. ACT is an id or #position.

    --format yaml gives it as an act file, also of an act that was withdrawn: to be changed, and given to correct.

    \b
      reformlog show 2024-06-21.cabinet-order
      reformlog show 2024-06-21.cabinet-order -o order.yaml
    """
    from ...queries import abridged, history

    answer = history.show(context.register().view(as_known), context.act(act))
    if _is_act_file(output):
        from ...intake.writing_back import act_file

        body = next(version["body"] for version in reversed(answer["versions"]) if version["body"])
        write_new(act_file(body), output.target, "act files are")
    else:
        emit(abridged.for_format(answer, output.form), output)


def _is_act_file(output: Output) -> bool:
    """Whether an act file is asked for: by the format, or where none is asked for by the ending of the file."""
    named = output.target is not None and Path(output.target).suffix.lower() in (".yaml", ".yml")
    return output.format_ == ACT_FILE or (output.format_ is None and not output.as_json and named)


COMMANDS = {"log": log, "show": show}
