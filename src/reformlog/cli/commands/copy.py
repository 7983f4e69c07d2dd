"""copy: the log in another store, the same to the last byte."""

from __future__ import annotations

import click

from .. import options
from ..context import Context
from ..notices import warn_of_password
from ..output import AS_JSON, emit, say
from ..progress import progress


@click.command("copy")
@click.argument("target", type=click.Path(), metavar="PATH|URL")
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
@options.pass_context
def copy(context: Context, /, target: str, as_json: bool) -> None:
    """Copy the log to another store: positions, times, lines and root stay as they are.

    Goes on where an earlier run was interrupted, and reads every byte of the copy again at the end. With --local the
    source is what is kept here of a log on a server.

    \b
      reformlog copy postgresql://clerk@db.example/reform
    """
    from ...log import checking, copying, open_or_create
    from ...proof.fields import base64_text

    warn_of_password(target)
    with context.log() as source, open_or_create(target, source.origin) as copied:
        before = copied.position()
        with progress(source.position(), "events copied") as show:
            head = copying.copy(source, copied, show)
        with progress(head.position, "events of the copy read again") as show:
            checking.check_stored(copied, progress=show)
        if as_json:
            answer = {"log": {"origin": source.origin, "root": base64_text(head.root)}, "position": head.position}
            emit({**answer, "copied": head.position - before, "from": source.name, "to": copied.name}, AS_JSON)
            return
        say(f"{copied.name}: {head.position} events, {head.position - before} of them copied now; root")
        say(f"  {base64_text(head.root)} as in {source.name}; every byte of the copy was read.")


COMMANDS = {"copy": copy}
