"""Options that mean the same in every command."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ..errors import Usage
from ..formats import fitting
from ..formats.labels import LANGUAGES
from ..formats.years import STYLES
from . import completing
from .context import Context
from .output import STDOUT, Output

if TYPE_CHECKING:
    from ..events.fields import Field

F = TypeVar("F", bound=Callable[..., Any])
ANY_PATH, NO_FOLDER = click.Path(), click.Path(dir_okay=False)

pass_context: Callable[[Callable[..., Any]], Callable[..., Any]] = click.make_pass_decorator(Context)


def together(*options: Callable[[F], F]) -> Callable[[F], F]:
    """Several options as one decorator, shown in the order given."""

    def decorate(function: F) -> F:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


as_of = click.option("--as-of", metavar="D", help="The day asked about (2024-06-26, 令和6年6月26日, R6.6.26, today).")
as_known = click.option("--as-known", metavar="K", help="As known at a position, day, instant or checkpoint file.")
acts_between = together(
    click.option("--from", "start", metavar="D", help="Only acts whose date may lie on or after this day."),
    click.option("--to", "end", metavar="D", help="Only acts whose date may lie on or before this day."),
)
axis = click.option(
    "--axis",
    default="effective",
    show_default=True,
    help="Which legal date counts: decided, promulgated …",
    shell_complete=completing.axes,
)
zone = click.option("--zone", metavar="ZONE", help="Only this zone.", shell_complete=completing.zones)
include_possible = click.option("--include-possible", is_flag=True, help="Fold in what may have happened by the day.")
recorded_by = click.option(
    "--recorded-by", metavar="NAME", help="Who records. Default: REFORMLOG_USER, else the login name."
)
accept_conflict = click.option(
    "--accept-conflict", metavar="REASON", help="Record although effects conflict; keeps why."
)
late_reason = click.option(
    "--late-reason", metavar="REASON", help="Record what is dated in a closed period; keeps why."
)


def _given(_: click.Context, __: click.Parameter, reason: str) -> str:
    if not reason.strip():
        raise Usage("reason-missing", "A reason is needed; this one is empty.", "--reason 資料の誤記のため")
    return reason


reason = click.option("--reason", required=True, metavar="TEXT", callback=_given, help="Why; kept in the log.")
replaces = click.option(
    "--replaces", type=click.IntRange(1), metavar="VERSION", help="The version replaced; default: the latest."
)


def _local(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    """`--local` behind the command does what it does before it."""
    context = ctx.find_object(Context)
    if wanted and context is not None:
        context.local = True


def to_stdout(_: click.Context, __: click.Parameter, target: str | None) -> str | None:
    """The file of -o; None for `-`, so that every command writes the same to `-o -` as without -o."""
    return None if target == STDOUT else target


def to_file(help: str, metavar: str = "FILE", required: bool = False, type: click.Path = ANY_PATH) -> Callable[[F], F]:
    """`-o FILE`, as `target`, of a command that writes to stdout without it."""
    return click.option(
        "-o", "--output", "target", type=type, metavar=metavar, required=required, callback=to_stdout, help=help
    )


def keys(flag: str, help: str, name: str = "keys", **more: Any) -> Callable[[F], F]:
    """Verifier keys, each as its line or as a file; `inputs.verifiers` reads them."""
    return click.option(flag, name, multiple=True, type=ANY_PATH, metavar="KEY", help=help, **more)


def policy(help: str) -> Callable[[F], F]:
    """`--policy FILE`: who must have cosigned."""
    return click.option("--policy", type=ANY_PATH, metavar="FILE", help=help)


local = click.option(
    "--local", is_flag=True, expose_value=False, callback=_local, help="Answer from what is kept here of a log."
)

_output = together(
    click.option("--json", "as_json", is_flag=True, help="Short for --format json."),
    click.option("--lang", type=click.Choice(LANGUAGES), default="ja", show_default=True, help="Language of headings."),
    click.option("--years", type=click.Choice(STYLES), default="western", help="How years are printed."),
    click.option("--excel", is_flag=True, help="CSV as Excel opens it: byte order mark, CRLF."),
    to_file("Write to a file; its ending is the format.", type=NO_FOLDER),
    local,
)


_SINGULAR = {
    "effects": "effect",
    "sources": "source",
    "parts": "part",
    "notes": "note",
    "attendees": "attendee",
    "expects": "expect",
    "zones": "zone",
}


def option_of(field: Field) -> str:
    """`sources` → `--source`: a repeated option is named in the singular."""
    return _SINGULAR.get(field.name, field.name)


def output(*lists: str, beside: Sequence[str] = ()) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The options for how an answer is printed, which the command gets as one, its `output`.

    lists: those in the answer that decide in which formats it can be (`Format.answers`). beside: formats that the
    command alone has, which show something else than the answer.
    """
    names = [*fitting(lists), *beside]
    form = click.option(
        "--format",
        "format_",
        metavar="F",
        help=f"{names[0]} (default), {', '.join(names[1:])}.",
        shell_complete=completing.one_of(names),
    )

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def command(*args: Any, **given: Any) -> Any:
            chosen = Output(**{name: given.pop(name) for name in Output._fields})
            return function(*args, output=chosen, **given)

        return together(form, _output)(command)

    return decorate
