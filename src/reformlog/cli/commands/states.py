"""zones, plans, measures, proposals, bills: what held on a day, as known at any time."""

from __future__ import annotations

import click

from .. import options
from ..context import Context
from ..notices import note_unknown_zones
from ..output import Output, emit

HELP = {
    "zones": "List the zones as they stand at the end of a day.\n\n\b\n  reformlog zones --as-of 2024-06-26",
    "plans": "List the zone plans as they stand at the end of a day.\n\n\b\n"
    "  reformlog plans --as-of 令和6年6月26日 --json",
    "measures": "List the measures of the national menu, or with --zone their uses there.\n\n\b\n"
    "  reformlog measures --zone miyagi-kumamoto",
    "proposals": "List calls and proposals with their status and counts.\n\n\b\n  reformlog proposals --as-of today",
    "bills": "List the bills with their outcome.\n\n\b\n  reformlog bills",
}


def _command(name: str) -> click.Command:
    @click.command(name, help=HELP[name])
    @options.as_of
    @options.as_known
    @options.axis
    @options.zone
    @options.include_possible
    @options.output(name)
    @options.pass_context
    def command(
        context: Context,
        as_of: str | None,
        as_known: str | None,
        axis: str,
        zone: str | None,
        include_possible: bool,
        output: Output,
    ) -> None:
        """Prints what held on the day."""
        register = context.register()
        asked = {"as_of": as_of, "axis": axis, "zone": zone, "include_possible": include_possible}
        emit(register.ask(name, as_known, **asked), output)
        if zone:
            note_unknown_zones(register, [zone])

    return command


COMMANDS = {name: _command(name) for name in HELP}
