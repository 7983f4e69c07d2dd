"""replay: history act by act, with the change of state that each made."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from typing import Any

import click

from ...text import visible
from .. import options
from ..context import Context
from ..output import Output, emit, say, write


@click.command("replay")
@click.option("--from", "start", metavar="D", help="The first day shown. Default: from the beginning.")
@click.option("--to", "end", metavar="D", help="The last day. Default: today.")
@click.option("--step", is_flag=True, help="On a terminal: wait for a key after each act; q ends.")
@options.as_known
@options.output("steps")
@options.pass_context
def replay(
    context: Context, start: str | None, end: str | None, step: bool, as_known: str | None, output: Output
) -> None:
    """Walk through history act by act and show what each changed. --format jsonl gives one JSON line a step.

    \b
      reformlog replay --from 2024-06-01 --to 2024-06-30
      reformlog replay --to 2024-12-31 --step
    """
    from ...queries import replay as query
    from ...queries.view import coordinates

    view = context.register().view(as_known)
    last = view.day(end)
    first, _ = view.days(start, last)
    form = output.form
    if form == "jsonl":
        import orjson

        lines = (orjson.dumps(row).decode() + "\n" for row in query.steps(view, first, last))
        _printed(lines, output.target)
    elif form == "json":
        emit(query.replay(view, start, end), output)
    elif form == "text":
        about = {**coordinates(view, last), "from": first, "to": last}
        waiting = step and sys.stdin.isatty() and sys.stdout.isatty() and output.target is None
        _printed(_walk(query.steps(view, first, last), about, output.lang, waiting), output.target)
    else:
        answer = query.replay(view, start, end)
        walked = answer.pop("steps")
        emit({**answer, "steps": _each(walked, "changes"), "conflicts": _each(walked, "refused")}, output)


def _each(steps: list[dict[str, Any]], told: str) -> list[dict[str, Any]]:
    """What the steps tell under a name, a row each with its day and act: a table of changes, of effects not applied."""
    return [{"day": step["day"], "act": step["act"], **row} for step in steps for row in step[told]]


def _printed(parts: Iterator[str], target: str | None) -> None:
    """Each part as soon as it is there; a file is written whole."""
    for part in parts if target is None else ["".join(parts)]:
        write(part, target)


def _walk(steps: Iterator[Mapping[str, Any]], about: Mapping[str, Any], lang: str, waiting: bool) -> Iterator[str]:
    """The coordinates, each step, and the token, as text. waiting: waits for a key after each."""
    from ...formats import labels
    from ...formats.coordinates import heading
    from ..tokens import with_token

    yield heading({**about, "from": None, "to": None}, lang) + "\n\n"
    if waiting:
        say("Any key: the next act. q: end.")
    shown = False
    for row in steps:
        shown = True
        yield "".join(line + "\n" for line in _lines(row, lang))
        if waiting and click.getchar() in ("q", "Q", "\x03", "\x04"):
            return
    if not shown:
        yield labels.phrase("nothing", lang) + "\n"
    token = with_token(about, "text", Output(lang=lang)).get("token")
    yield f"\ntoken {token}\n" if token else ""


def _lines(row: Mapping[str, Any], lang: str) -> Iterator[str]:
    """A step: its act, or that a measure expired; below it each change, and each effect that was not applied."""
    from ...formats import cells, labels

    what = f"{row['act']}  {row['title']}" if row["act"] else labels.word("status", "expired", lang)
    yield visible(f"{row['day']}  {what}")
    for change in row["changes"]:
        entity, field = labels.word("entity", change["entity"], lang), change["field"]
        yield visible(f"    {entity} {change['id']}  {cells.changed(labels.column(field, lang), field, change, lang)}")
    for refused in row["refused"]:
        effect, why = (cells.worded(key, refused[key], lang) for key in ("is", "message"))
        not_applied = labels.word("outcome", "conflict", lang)
        yield visible(f"    {not_applied}: {effect} {refused['id']}  {why} {refused['article'] or ''}".rstrip())
    if not row["changes"] and not row["refused"]:
        yield "    " + labels.phrase("no change", lang)


COMMANDS = {"replay": replay}
