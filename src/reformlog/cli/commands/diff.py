"""diff: what changed between two days, or what was learned between two states of knowledge."""

from __future__ import annotations

import re

import click

from ...errors import Usage
from .. import options
from ..context import Context
from ..hints import known_as
from ..notices import note_unknown_zones
from ..output import Output, emit

# Two dots that are no step of a path: K may be the name of a checkpoint file.
_BETWEEN = re.compile(r"(?<![/.])\.\.(?![/.])|(?<=[^/.])\.\.(?=\.\./)")


@click.command("diff")
@click.argument("days", nargs=-1, metavar="[D1..D2]", callback=lambda _, __, typed: "..".join(typed) or None)
@click.option("--known", metavar="K1..K2", help="Compare two states of knowledge (positions, days …).")
@options.as_of
@options.as_known
@options.zone
@options.output("changes")
@options.pass_context
def diff(
    context: Context,
    /,
    days: str | None,
    known: str | None,
    as_of: str | None,
    as_known: str | None,
    zone: str | None,
    output: Output,
) -> None:
    """Say what changed between two days, or with --known what was learned about one.

    \b
      reformlog diff 2024-06-01..2024-06-30 --zone miyagi-kumamoto
      reformlog diff --known 57..72 --as-of 2024-06-26
    """
    from ...queries import diff as query

    query.refuse_mixed(days, as_of, known, as_known)
    first, last = (as_of, as_of) if days is None else _two(days, "2024-06-01..2024-06-30")
    register = context.register()
    before = None
    if known is None:
        view = register.view(as_known)
    else:
        earlier, later = _two(known, "--known 57..72")
        with known_as(lambda end: f"--known {end}..{later}"):
            before = register.view(earlier)
        with known_as(lambda end: f"--known {earlier}..{end}"):
            view = register.view(later)
    answer = query.diff(view, first, last, before)
    if zone is not None:
        from ...queries.diff.one_zone import of_zone

        note_unknown_zones(register, [zone])
        answer = of_zone(view, answer, zone)
    emit(answer, output)


def _two(words: str, example: str) -> tuple[str, str]:
    """Both ends of `A..B`."""
    ends = _BETWEEN.split(words, maxsplit=1)
    if len(ends) != 2 or not all(end.strip() for end in ends):
        raise Usage("range-form", f"{words} is not two ends with two dots between.", example)
    return ends[0].strip(), ends[1].strip()


COMMANDS = {"diff": diff}
