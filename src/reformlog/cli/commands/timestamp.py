"""timestamp: a stranger's clock over the newest checkpoint (RFC 3161)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ...errors import Damaged, Refused, Usage
from .. import options
from ..context import Context
from ..inputs import bytes_of
from ..output import say, write

if TYPE_CHECKING:
    from ...log import Log

roots = click.option("--root", "root", required=True, metavar="PEM", help="The authority's root certificate.")
between = click.option("--intermediate", metavar="PEM", help="Certificates between the root and the authority.")


@click.group("timestamp")
def timestamp() -> None:
    """Have an authority stamp the newest checkpoint: request, add, check.

    \b
      reformlog timestamp request -o today.tsq
    """


@timestamp.command("request")
@options.to_file("The request.", "FILE.tsq", required=True)
@options.pass_context
def request(context: Context, /, target: str) -> None:
    """Write the request for the newest checkpoint, to be sent to an authority by any means.

    \b
      reformlog timestamp request -o today.tsq
      curl -H 'Content-Type: application/timestamp-query' --data-binary @today.tsq AUTHORITY -o today.tsr
    """
    from ...custody import stamping

    with context.log_itself() as log:
        write(stamping.request(log, _folder(log)), target)


@timestamp.command("add")
@click.argument("file", type=click.Path(), metavar="TOKEN.tsr")
@roots
@between
@options.pass_context
def add(context: Context, /, file: str, root: str, intermediate: str | None) -> None:
    """Check the authority's answer and keep it beside the checkpoint it is over.

    \b
      reformlog timestamp add today.tsr --root authority.pem
    """
    from ...custody import stamping

    with context.log_itself() as log:
        size, stamp = stamping.add(log, _folder(log), bytes_of(file), bytes_of(root), _optional(intermediate))
    say(f"The checkpoint over {size} events was there at {stamp.time:%Y-%m-%dT%H:%M:%SZ}, says the authority.")


@timestamp.command("check")
@roots
@between
@options.pass_context
def check(context: Context, /, root: str, intermediate: str | None) -> None:
    """Check every time stamp that is kept, and that what it stamps is a checkpoint of this log. Exit 3 when one fails.

    \b
      reformlog timestamp check --root authority.pem
    """
    from ...custody import stamping

    with context.log_itself() as log:
        try:
            stamps = stamping.check(log, _folder(log), bytes_of(root), _optional(intermediate))
        except Refused as error:
            raise Damaged.like(error) from None
    if not stamps:
        hint = "reformlog timestamp request -o FILE.tsq"
        raise Refused("no-timestamp", "No time stamp is kept beside this log.", hint)
    write("".join(f"{size} {stamp.time:%Y-%m-%dT%H:%M:%SZ}\n" for size, stamp in stamps))


def _optional(name: str | None) -> bytes:
    return b"" if name is None else bytes_of(name)


def _folder(log: Log) -> Path:
    from ... import custody

    folder = custody.folder(log)
    if folder is None:
        message = "A log on a server has no folder beside it for time stamps."
        raise Usage("no-folder", message, "Name one: REFORMLOG_CHECKPOINTS=FOLDER")
    return folder


COMMANDS = {"timestamp": timestamp}
