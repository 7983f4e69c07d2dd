"""key, checkpoint: the register's own signature over the head of its log."""

from __future__ import annotations

import click

from ... import folders
from .. import options
from ..context import Context
from ..notices import tell_unguarded
from ..output import STDOUT, say, write
from ..progress import progress

OWN = "reformlog.key"  # where `key new` leaves the key of the log when no file is named

key_file = click.option(
    "--key",
    envvar="REFORMLOG_KEY",
    type=click.Path(),
    metavar="FILE",
    help="The file of the log's private key, which `key new` made. Default: REFORMLOG_KEY.",
)


@click.group("key")
def key() -> None:
    """Make the keys that sign.

    \b
      reformlog key new -o new.key
    """


@key.command("new")
@click.argument("name", required=False)
@click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(),
    metavar="FILE",
    help="Where. Default: reformlog.key or witness.key.",
)
@click.option("--witness", is_flag=True, help="A key for a witness, which signs other offices' checkpoints.")
@options.pass_context
def new(context: Context, /, name: str | None, target: str | None, witness: bool) -> None:
    """Make a private key in a file only you can read, and print the verifier key to publish.

    NAME is the log's origin by default; a witness needs one of its own.

    \b
      reformlog key new -o reformlog.key > reformlog.pub
      reformlog key new --witness -o witness.key archives.example/witness > witness.pub
    """
    from ...errors import Usage
    from ...proof import keyfiles, signatures

    if target == STDOUT:
        message = "A private key goes into a file that only you can read, not to standard output."
        raise Usage("key-to-stdout", message, "reformlog key new -o reformlog.key")
    if name is None and witness:
        raise Usage("key-name", "A witness's key needs a name.", "reformlog key new --witness archives.example/witness")
    if name is None:
        from ...log import open_log

        with open_log(context.db, readonly=True) as log:
            name = log.origin
    target = target or ("witness.key" if witness else OWN)
    kind = signatures.COSIGNATURE if witness else signatures.ED25519
    signer = keyfiles.new_key(name, target, kind)
    say(f"{target}: the private key; keep it apart from the log. Publish this line:")
    write(signer.verifier.text + "\n")


@click.command("checkpoint")
@options.to_file("Write it to a file as well.")
@key_file
@options.pass_context
def checkpoint(context: Context, /, target: str | None, key: str | None) -> None:
    """Sign the head of the log: its name, how many events it has, and the root over them.

    Without --key it signs with the reformlog.key of this folder, where key new leaves it. The checkpoint is kept in the
    log and in the folder beside it. Send it where nobody here can take it back.

    \b
      reformlog checkpoint --key reformlog.key -o today.checkpoint
    """
    from ... import custody
    from ...custody import signing

    with context.log_itself() as log:
        signer = signing.signer_of(log, key or (OWN if folders.is_file(OWN) else None))
        tell_unguarded(log)
        with progress(log.position(), "events read") as show:
            note = signing.checkpoint(log, signer, custody.folder(log), show)
    write(note.decode(), target)


COMMANDS = {"key": key, "checkpoint": checkpoint}
