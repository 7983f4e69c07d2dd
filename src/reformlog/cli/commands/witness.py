"""witness: another office signs that the log has only grown; between the two go plain files, by any courier."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ...errors import Usage
from .. import options
from ..context import Context
from ..inputs import bytes_of, verifiers
from ..output import say, write

if TYPE_CHECKING:
    from ...proof.keys import Verifier


@click.group("witness")
def witness() -> None:
    """Have another office sign what it saw: request, sign, add.

    \b
      reformlog witness request -o to-the-witness
    """


@witness.command("request")
@click.option(
    "--from",
    "old",
    type=click.IntRange(0),
    metavar="SIZE",
    help="How many events the witness saw last. Default: those of the newest checkpoint here that it cosigned.",
)
@options.keys("--witness", "The verifier key of the witness asked, when several cosign.")
@options.to_file("Write the request to a file.")
@options.pass_context
def request(context: Context, /, old: int | None, keys: Sequence[str], target: str | None) -> None:
    """Write what a witness is sent: the newest checkpoint, and the proof that it continues what the witness saw.

    \b
      reformlog witness request -o to-the-witness
      reformlog witness request --witness court.pub -o to-the-court
    """
    from ... import custody
    from ...custody import proving, signing

    with context.log_itself() as log:
        folder = custody.folder(log)
        note = proving.covering(log, folder, 0)
        start = signing.seen(log, folder, verifiers(keys)) if old is None else old
        made = signing.request(log, note, start)
    write(made.decode(), target)


@witness.command("sign")
@click.argument("file", type=click.Path(), metavar="REQUEST")
@click.option(
    "--key",
    envvar="REFORMLOG_WITNESS_KEY",
    required=True,
    type=click.Path(),
    metavar="FILE",
    help="The file of the witness's private key, which `key new --witness` made.",
)
@options.keys("--log", "The log's key, from its office.", "logs", required=True)
@click.option(
    "--memory",
    type=click.Path(),
    metavar="DIR",
    help="Where the witness remembers what it saw. Default: beside its key.",
)
@options.to_file("Write the answer to a file.")
def sign(file: str, key: str, logs: Sequence[str], memory: str | None, target: str | None) -> None:
    """As a witness: check a request against what was seen before, remember it, and sign.

    Roll-backs and split views are refused. Needs no log. The memory must never be brought back from an older copy.

    \b
      reformlog witness sign to-the-witness --key witness.key --log reformlog.pub -o answer
    """
    import time

    from ...proof import keyfiles
    from ...proof.witness import sign_request

    known: dict[str, list[Verifier]] = {}
    for verifier in verifiers(logs):
        known.setdefault(verifier.name, []).append(verifier)
    folder = Path(memory) if memory else Path(key + ".seen")
    answer = sign_request(bytes_of(file), known, keyfiles.read_key(key), int(time.time()), folder)
    write(answer.decode(), target)


@witness.command("add")
@click.argument("file", type=click.Path(), metavar="ANSWER")
@options.keys("--witness", "The witness's verifier key, from the witness.")
@options.policy("A policy that names the witnesses (C2SP tlog-policy).")
@options.pass_context
def add(context: Context, /, file: str, keys: Sequence[str], policy: str | None) -> None:
    """Add a witness's answer to the checkpoint it is for.

    \b
      reformlog witness add answer --witness witness.pub
    """
    from ... import custody
    from ...custody import signing
    from ...proof import checkpoints
    from ...proof import policy as policies

    known = verifiers(keys)
    if policy is not None:
        known += policies.read(bytes_of(policy), policy).witnesses.values()
    if not known:
        raise Usage("witness-unknown", "Without the witness's key its answer cannot be checked.", "--witness KEY")
    with context.log_itself() as log:
        note = signing.add_cosignatures(log, custody.folder(log), bytes_of(file), known)
    say(f"The checkpoint over {checkpoints.read_unverified(note).size} events has the cosignature.")


COMMANDS = {"witness": witness}
