"""export: the log and its evidence handed out in files that others read without reformlog."""

from __future__ import annotations

from collections.abc import Sequence

import click

from ...errors import Usage
from .. import completing, options
from ..context import Context
from ..inputs import verifiers
from ..output import say, send, sent, write
from .keys import key_file


@click.group("export")
def export() -> None:
    """Hand the log out: its lines, static tiles, or the evidence for one answer.

    \b
      reformlog export events -o events.jsonl
    """


@export.command("events")
@options.to_file("Write to a file, whole or not at all.")
@options.pass_context
def events(context: Context, /, target: str | None) -> None:
    """Write the stored lines as they are, one a line: the leaves of the tree.

    \b
      reformlog export events -o events.jsonl
    """
    from ...custody import exporting

    with context.log() as log:
        if target is not None:
            exporting.event_file(log, target)
            return
        for line in exporting.events(log):
            send(line)
        sent()


@export.command("tiles")
@click.option("-o", "--output", "target", type=click.Path(), metavar="DIR", required=True, help="A new folder.")
@key_file
@options.pass_context
def tiles(context: Context, /, target: str, key: str | None) -> None:
    """Write the log as static tiles that any web server can hand out (C2SP tlog-tiles).

    They go as far as the newest checkpoint; with --key as far as a new one.

    \b
      reformlog export tiles -o tiles
    """
    from ... import custody
    from ...custody import exporting, signing

    with context.log_itself() as log:
        note = signing.note_over(log, custody.folder(log), 0, key)
        count = exporting.tile_folder(log, note, target)
    say(f"{target}: {count} files.")


@export.command("evidence")
@click.argument("act", required=False, shell_complete=completing.acts)
@options.zone
@options.as_of
@options.as_known
@options.to_file("The package.", "FILE.zip", required=True)
@click.option("--whole", is_flag=True, help="All lines of the log as well: shows that no act was left out.")
@options.keys("--verifier-key", "The verifier key to put in.")
@key_file
@options.pass_context
def evidence(
    context: Context,
    /,
    act: str | None,
    zone: str | None,
    as_of: str | None,
    as_known: str | None,
    target: str,
    whole: bool,
    keys: Sequence[str],
    key: str | None,
) -> None:
    """Pack an act, or the state of a zone on a day, with its acts, sources and proofs and a program that checks them.

    The program, verify.py, needs Python and nothing else.

    \b
      reformlog export evidence --zone miyagi-kumamoto --as-of 2024-06-26 -o evidence.zip
    """
    from ...custody import evidence as packing
    from ...custody import keeping, proving, signing

    if (act is None) == (zone is None):
        raise Usage("evidence-what", "Evidence is for an ACT, or for a zone on a day.", "--zone ZONE --as-of DAY")
    register = context.register()
    log, folder, published = register.log, register.checkpoints, verifiers(keys)
    if key:
        signer = signing.signer_of(log, key)
        note, published = signing.checkpoint(log, signer, folder), published or [signer.verifier]
    else:
        note = proving.covering(log, folder, 0)
    size = keeping.size_of(log, note)
    view = register.view(as_known if as_known is not None else size)
    if zone is not None:
        package = packing.of_zone(view, zone, as_of, note, published, whole)
    else:
        package = packing.of_act(view, act or "", note, published, whole)
    write(package, target)
    if view.position < register.log.position():
        say(f"As known at #{view.position}; the log goes on to #{register.log.position()}.")


COMMANDS = {"export": export}
