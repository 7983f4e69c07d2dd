"""publish: a static site of the register, for any web server or a CD."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from .. import options
from ..context import Context
from ..extras import left_out, of_pages
from ..output import say


@click.command("publish")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@options.pass_context
def publish(context: Context, folder: Path) -> None:
    """Write a static site: pages for every day of change, data, feeds, tiles. Refuses a folder that is not its own.

    Files in a format that this machine cannot make, such as PDF without a Japanese font, are left out.

    \b
      reformlog publish site
    """
    with of_pages():
        from ...web import site
    count = site.publish(context.register().view(), folder, _progress if sys.stderr.isatty() else None)
    for line in left_out():
        say(line)
    say(f"{count:,} files in {folder}; begin at {folder / 'index.html'}")


def _progress(done: int, days: int) -> None:
    click.echo(f"\r{done}/{days} days", err=True, nl=done == days)


COMMANDS = {"publish": publish}
