"""prove, verify-proof: one event, shown to stand in the log to whoever does not have the log."""

from __future__ import annotations

from collections.abc import Sequence

import click

from ...errors import Damaged, Refused
from .. import completing, options
from ..context import Context
from ..inputs import bytes_of, verifiers
from ..output import AS_JSON, say, write
from .keys import key_file
from .verify import verifier_key


@click.command("prove")
@click.argument("act", shell_complete=completing.acts)
@options.to_file("Write the proof to a file.")
@key_file
@options.pass_context
def prove(context: Context, /, act: str, target: str | None, key: str | None) -> None:
    """Write the proof that an act stands in the log (C2SP tlog-proof). ACT is an id (its latest version) or #position.

    It is made under the newest checkpoint; with --key under a new one.

    \b
      reformlog prove 2024-06-21.cabinet-order -o order.tlog-proof
    """
    from ... import custody
    from ...custody import proving, signing

    with context.log_itself() as log:
        event, versions = proving.event_of(log, act)
        note = signing.note_over(log, custody.folder(log), event.position, key)
        proof = proving.prove(log, event.position, note)
    if versions > 1:
        say(f"#{event.position} is version {event.version} of {versions} of {event.act}.")
    write(proof.decode(), target)


@click.command("verify-proof")
@click.argument("file", type=click.Path())
@click.option(
    "--event",
    type=click.Path(),
    metavar="LINE|FILE",
    help="The event's line, or a file of it, when the one in the proof is not to be used.",
)
@verifier_key
@click.option("--json", "as_json", is_flag=True, help="Print what is proved as JSON.")
def verify_proof(file: str, event: str | None, keys: Sequence[str], as_json: bool) -> None:
    """Check a proof without the log, and print the event it proves. Exit 3 when it does not hold.

    \b
      reformlog verify-proof order.tlog-proof --key reformlog.pub
    """
    from ...custody import proving

    line = None if event is None else _line(event)
    try:
        proved = proving.check(bytes_of(file), verifiers(keys), line)
    except Refused as error:
        raise Damaged.like(error) from None
    if as_json:
        from ..output import emit

        emit(proved.as_dict(), AS_JSON)
        return
    signed = f"signed by {', '.join(proved.signers)}" if proved.signers else "whose signature was NOT checked (--key)"
    say(f"Event #{proved.position} of {proved.checkpoint.size} of {proved.checkpoint.origin}, {signed}:")
    write(proved.line.decode() + "\n")


def _line(event: str) -> bytes:
    """The line of an event, as it was typed or as it stands in a file; every line is a JSON object."""
    return (event.encode() if event.startswith("{") else bytes_of(event)).removesuffix(b"\n")


COMMANDS = {"prove": prove, "verify-proof": verify_proof}
