"""verify: is the log what it was."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from ...errors import Error
from .. import options
from ..context import Context
from ..inputs import bytes_of, verifiers
from ..output import Output, emit, errors_in_words
from ..progress import of_many, progress

if TYPE_CHECKING:
    from ...custody.verifying import Asked, Report

verifier_key = options.keys(
    "--key",
    "A verifier key, as `key new` printed it, or a file of them; not the private key.",
    envvar="REFORMLOG_VERIFIER_KEY",
)


@click.command("verify")
@click.option(
    "--checkpoint",
    "given",
    multiple=True,
    type=click.Path(),
    metavar="FILE",
    help="A checkpoint kept elsewhere.",
)
@verifier_key
@options.policy("Whose cosignatures are asked for (C2SP tlog-policy).")
@click.option("--deep", is_flag=True, help="Work the rows out from zero as well, and compare them.")
@click.option(
    "--from",
    "start",
    type=click.Path(),
    metavar="CHECKPOINT",
    help="Read only what came after this checkpoint.",
)
@options.output()
@options.pass_context
def verify(
    context: Context,
    /,
    given: Sequence[str],
    keys: Sequence[str],
    policy: str | None,
    deep: bool,
    start: str | None,
    output: Output,
) -> int:
    """Read every stored byte again, hold every known checkpoint against it, and say what was not checked.

    Exit 0 when all that was checked is right, 3 when not. docs/proof.md says what this proves and what it does not.
    With --local it reads the lines that are kept here of a log on a server.

    \b
      reformlog verify
      reformlog verify --checkpoint elsewhere.checkpoint --key reformlog.pub --deep
    """
    asked = _asked(given, keys, policy, start)
    report = _verified(context, asked, deep)
    emit(report.as_dict(), output)
    if report.errors:
        errors_in_words(report.failure())
    return 3 if report.errors else 0


def _asked(given: Sequence[str], keys: Sequence[str], policy: str | None, start: str | None) -> Asked:
    from ...custody.verifying import Asked
    from ...proof import policy as policies

    return Asked(
        [(name, bytes_of(name)) for name in given],
        verifiers(keys),
        None if policy is None else policies.read(bytes_of(policy), policy),
        None if start is None else (start, bytes_of(start)),
    )


def _verified(context: Context, asked: Asked, deep: bool) -> Report:
    from ... import custody
    from ...custody import verifying

    if context.local:
        register = context.register()
        log, folder = register.log, register.checkpoints
    else:
        try:
            log = context.log_itself()
        except Error as error:  # also when there is none: what cannot be read does not verify
            return verifying.unreadable(error)
        folder = custody.folder(log)
    with log, progress(log.position(), "events read") as show:
        compare = (lambda: _rows(context)) if deep else None
        report = verifying.verify(log, folder, asked, compare, show)
        if context.local:
            report.left("the log on the server, which was not asked", "Repeat the command without --local.")
        return report


def _rows(context: Context) -> str:
    from ...custody import deep

    register = context.register()
    with progress(register.log.position(), "events worked out") as show:
        return deep.compare(register.log, register.projection, of_many(show))


COMMANDS = {"verify": verify}
