"""search: which acts hold these words."""

from __future__ import annotations

import click

from .. import options
from ..context import Context
from ..output import Output, emit


@click.command("search")
@click.argument("words", nargs=-1, required=True)
@options.as_known
@click.option("--limit", type=click.IntRange(1, 10_000), default=200, show_default=True, help="How many are listed.")
@options.output()
@options.pass_context
def search(context: Context, /, words: tuple[str, ...], as_known: str | None, limit: int, output: Output) -> None:
    """Find acts by words of their titles, details, official words, sources and quotes.

    Width, kana form and old glyphs do not matter: 第６１回 finds 第61回.

    \b
      reformlog search 諮問会議 第６１回
    """
    from ...queries.search import search as find

    emit(find(context.register().view(as_known), " ".join(words), limit=limit), output)


COMMANDS = {"search": search}
