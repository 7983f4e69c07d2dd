"""follow: the rows here kept as far as the log goes."""

from __future__ import annotations

import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import click

from ...errors import Error, Usage
from .. import options
from ..context import Context
from ..output import send, sent
from ..progress import of_many, progress
from ..tongue import told

if TYPE_CHECKING:
    from ...following import Standing

CLEAR = "\r\x1b[K"


@click.command("follow")
@click.option("--once", is_flag=True, help="Bring the rows up to the log and end.")
@click.option("--every", type=click.FloatRange(0.1, 3600), default=5, show_default=True, help="Seconds between looks.")
@click.option("--json", "as_json", is_flag=True, help="A line of JSON on stdout for each change.")
@options.pass_context
def follow(context: Context, /, once: bool, every: float, as_json: bool) -> None:
    """Keep the rows here as far as the log goes, from a server, a standby or a file, until stopped.

    A server tells of what is new; besides, it is looked at every few seconds, and asked again when it did not answer.

    \b
      reformlog --db postgresql://reader@db.example/reform follow
    """
    from ... import following

    if context.local:
        raise Usage("local-follow", "To follow a log is to ask it.", "Repeat the command without --local.")
    tell = _Telling(as_json)

    def away(error: Error) -> None:
        tell(following.not_reached(context.db, context.projection, error))

    with _stopping(), suppress(KeyboardInterrupt):
        register = context.register() if once else following.reached(context.register, away)
        tell.name = register.log.name
        with progress(register.log.position(), "events worked out") as show:
            if once:
                tell(following.look(register, of_many(show)))
            else:
                for standing in following.follow(register, every, of_many(show)):
                    tell(standing)
    if sys.stderr.isatty() and not as_json:
        click.echo(err=True)


@contextmanager
def _stopping() -> Iterator[None]:
    """SIGTERM ends as Ctrl-C does: what is being written is taken back, and nothing is lost by it."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


class _Telling:
    """On a terminal one line that is written over, as much of it as fits; what failed, and all that is no terminal or
    JSON, has a line for each change. name: of the log.
    """

    def __init__(self, as_json: bool):
        self.name, self._as_json = "", as_json
        self._told: tuple[int, str | None] | None = None

    def __call__(self, now: Standing) -> None:
        before, self._told = self._told, (now.position, now.trouble)
        if self._as_json:
            if before != self._told:
                import orjson

                send(orjson.dumps(now._asdict()) + b"\n")
                sent()
        elif sys.stderr.isatty() and now.trouble is None:
            click.echo(f"{CLEAR}{_fitted(told(_line(now, self.name)))}", err=True, nl=False)
        elif before != self._told:
            click.echo(f"{CLEAR if sys.stderr.isatty() else ''}{told(_line(now, self.name))}", err=True)


def _fitted(line: str) -> str:
    """What of a line fits the terminal: one that goes on in the next row could not be written over."""
    from ...formats import width

    return width.wrap(line, shutil.get_terminal_size().columns - 1)[0]


def _line(now: Standing, name: str) -> str:
    if now.trouble is not None:
        return f"position {now.position}, no longer current at {now.at[:19]}Z: {now.trouble}"
    lag = "" if now.lag is None else f", {now.new} new, {now.lag:.3f} s after they were recorded"
    standby = f" ({told('a standby')})" if now.source == "standby" else ""
    return f"{name}{standby}: position {now.position}, current at {now.at[:19]}Z{lag}"


COMMANDS = {"follow": follow}
