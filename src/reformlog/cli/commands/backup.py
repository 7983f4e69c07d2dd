"""backup, restore: a copy of the log, and the way back."""

from __future__ import annotations

import click

from .. import options
from ..context import Context
from ..notices import tell_unguarded
from ..output import say
from ..progress import progress


@click.command("backup")
@click.argument("file", type=click.Path())
@options.pass_context
def backup(context: Context, /, file: str) -> None:
    """Copy the log into a file while it is in use; the copy is read and found whole before it has its name.

    \b
      reformlog backup elsewhere.db
    """
    from ...custody.backup import backup as copy
    from ...proof.fields import base64_text

    _is_file(file)
    with context.log_itself() as log, progress(log.position(), "events read") as show:
        head = copy(log, file, show)
    say(f"{file}: {head.position} events, root {base64_text(head.root)}; every byte of the copy was read.")


@click.command("restore")
@click.argument("file", type=click.Path())
@click.option("--shorten", is_flag=True, help="Give up the events behind the end of the backup.")
@click.option("--replace", is_flag=True, help="Put it in the place of another history, or of what cannot be read.")
@options.pass_context
def restore(context: Context, /, file: str, shorten: bool, replace: bool) -> None:
    """Put the log back from a backup; refuses to give up a single event unless told.

    What is replaced is kept beside the log under another name.

    \b
      reformlog restore elsewhere.db
    """
    from ... import custody
    from ...custody.backup import restore as bring_back
    from ...errors import Usage, shell_word
    from ...log import on_server, refuse_misspelt

    _is_file(file)
    refuse_misspelt(context.db)
    if on_server(context.db):
        message = "A log on a server is brought back by copying."
        raise Usage("restore-server", message, f"reformlog --db {shell_word(file)} copy postgresql://…")
    tell_unguarded(None)
    done = bring_back(file, context.db, custody.folder_of(context.db), shorten=shorten, replace=replace)
    say(f"{context.db}: {done.head.position} events, {done.added} of them brought back.")
    if done.given_up:
        say(f"{done.given_up} events were given up. Witnesses and holders of later checkpoints will notice.")
    if done.aside is not None:
        say(f"What was there before is {done.aside}.")


def _is_file(word: str) -> None:
    """Refuses the address of a server in the place of a backup, before any message names it with its password."""
    from ...errors import Usage
    from ...log import on_server, refuse_misspelt

    refuse_misspelt(word)
    if on_server(word):
        message = "A backup is a file; a log on a server is copied, and brought back by copying."
        raise Usage("backup-file", message, "reformlog copy postgresql://…")


COMMANDS = {"backup": backup, "restore": restore}
