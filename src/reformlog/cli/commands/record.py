"""record: one act from options, or from a guided form on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import click

from ...errors import Usage
from ...events.fields import Field
from ...events.kind_names import kind_asked, kind_named
from ...events.kinds import DATE_NAMES, KINDS, Kind
from .. import completing, options
from ..context import Context
from ..how import How


class Kinds(click.Group):
    """One subcommand a kind, its options made from the kind's fields."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The kinds, in the catalogue's order."""
        return list(KINDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command of one kind, made when asked for."""
        kind = kind_named(name)
        return None if kind is None else _command(kind)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """Says which kinds there are when the name is none."""
        kind_asked(args[0])
        return super().resolve_command(ctx, args)


class OfKind(click.Command):
    """The command of one kind; an option for a date or field that its acts do not have is told as in an act file."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Says which dates there are where one of another kind is given, and which field a Japanese name means."""
        words = list(args)
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            name = error.option_name.removeprefix("--")
            if name not in DATE_NAMES and name.isascii():
                raise
            value = words[words.index(f"--{name}") + 1 :][:1] if f"--{name}" in words else []
            raise _no_field(KINDS[str(self.name)], name, *value) from None


def _no_field(kind: Kind, name: str, value: str = "…") -> Usage:
    """The refusal of an option that is named as a field that acts of the kind do not have."""
    from ...events.refusals.fields import unknown
    from ...intake.typing_in import fields_as_typed
    from ..hints import as_options, reword

    refusal = unknown(kind, (name,), name, (f"an act of kind {kind.name}", None), value)
    reword(refusal, as_options(fields_as_typed(kind)))
    return Usage("usage", f"--{name}: {refusal.message}", refusal.hint)


def _command(kind: Kind) -> click.Command:
    from ...intake.typing_in import fields_as_typed

    fields = fields_as_typed(kind)
    effective = f"Takes effect on: {kind.effective}. Effects: {', '.join(kind.effects) or 'none'}."
    example = f"reformlog record {kind.name} --title … --{kind.effective} 2024-06-26 --source 'title=官報'"
    parameters = [
        click.Option(["--id"], metavar="ID", help="Default: DATE.kind"),
        *(
            click.Option(
                [f"--{options.option_of(field)}", field.name.replace("-", "_")],
                multiple=field.shape in ("texts", "mappings"),
                metavar="VALUE",
                shell_complete=completing.OF_FIELD.get(field.name),
                help=f"{field.ja}: {field.help}",
            )
            for field in fields
        ),
        *_common(),
    ]
    help_text = f"Record one act of kind {kind.name} ({kind.ja}).\n\n{effective}\n\n\b\n  {example}"
    return OfKind(kind.name, params=parameters, help=help_text, short_help=kind.ja, callback=_callback(kind, fields))


def _common() -> list[click.Parameter]:
    """The options every kind has beside its fields: those of `append`."""
    from .recording import how

    @how
    def holder() -> None: ...

    made: list[click.Parameter] = list(reversed(holder.__click_params__))  # type: ignore[attr-defined]
    return made


def _callback(kind: Kind, fields: list[Field]) -> Callable[..., Any]:
    @options.pass_context
    def callback(context: Context, /, **given: Any) -> int:
        """Records what was typed after the command, or asks for it where a person sits at a terminal."""
        how = How.of(**{option.name: given.pop(option.name) for option in _common() if option.name})
        name = given.pop("id")
        typed: dict[str, list[str]] = {}
        for field in fields:
            value = given[field.name.replace("-", "_")]
            if value:
                typed[field.name] = list(value) if isinstance(value, tuple) else [value]
        from ...intake.typing_in import tree_of
        from ..guided import entry_of, guided
        from ..hints import as_options, hinted
        from .recording import record_or_rehearse

        tree = tree_of(fields, typed, kind, lambda field: f"--{options.option_of(field)} ")
        if sys.stdin.isatty() and sys.stdout.isatty() and not all(typed.get(f.name) for f in fields if f.required):
            return guided(context, kind, fields, typed, name, how)
        with hinted(as_options(fields)):
            return record_or_rehearse(context, [entry_of(kind, tree, name)], how)

    return callback


record = Kinds(
    "record",
    help=(
        "Record one act: options made from the kind's fields, or a guided form on a terminal.\n\n\b\n"
        "  reformlog record zone-policy --title 区域方針の変更 --decided 2026-03-31 "
        "--effect 'policy=miyagi-kumamoto is=amended' --source 'title=官報'"
    ),
    subcommand_metavar="KIND [OPTION]…",
)

COMMANDS = {"record": record}
