"""record: one act from options, or from a guided form on a terminal."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ...errors import Error, Refused, Usage
from ...events.fields import Field, fields_of
from ...events.kinds import KINDS, Kind
from .. import completing, options
from ..context import Context
from ..output import errors_in_words, say

if TYPE_CHECKING:
    from ...admitting import Admitted
    from ...register import Register
    from ..dialogue import Known


class Kinds(click.Group):
    """One subcommand a kind, its options made from the kind's fields."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The kinds, in the catalogue's order."""
        return list(KINDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command of one kind, made when asked for."""
        kind = KINDS.get(name) or next((k for k in KINDS.values() if name in (k.ja, k.en)), None)
        return None if kind is None else _command(kind)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """Says which kinds there are when the name is none."""
        if self.get_command(ctx, args[0]) is None:
            import difflib

            near = difflib.get_close_matches(args[0], list(KINDS), 1)
            hint = f"Did you mean {near[0]}?   " if near else ""
            raise Usage(
                "kind-unknown", f"There is no kind of act named {args[0]}.", f"{hint}All kinds: reformlog kinds"
            )
        return super().resolve_command(ctx, args)


def _command(kind: Kind) -> click.Command:
    fields = fields_of(kind)
    effective = f"Takes effect on: {kind.effective}. Effects: {', '.join(kind.effects) or 'none'}."
    example = f"reformlog record {kind.name} --title … --{kind.effective} 2024-06-26 --source 'title=官報'"
    parameters = [
        click.Option(["--id"], metavar="ID", help="Default: DATE.kind"),
        *(
            click.Option(
                [f"--{option_of(field)}", field.name.replace("-", "_")],
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
    return click.Command(kind.name, params=parameters, help=help_text, callback=_callback(kind, fields))


def option_of(field: Field) -> str:
    """`sources` → `--source`: a repeated option is named in the singular."""
    singular = {"effects": "effect", "sources": "source", "parts": "part", "notes": "note", "attendees": "attendee"}
    return singular.get(field.name, {"expects": "expect", "zones": "zone"}.get(field.name, field.name))


def _common() -> list[click.Parameter]:
    """The options every kind has beside its fields: those of `append`."""
    from .recording import how

    @how
    def holder() -> None: ...

    made: list[click.Parameter] = list(reversed(holder.__click_params__))  # type: ignore[attr-defined]
    return made


def _callback(kind: Kind, fields: list[Field]) -> Any:
    @options.pass_context
    def callback(context: Context, /, **given: Any) -> int:
        """Records what was typed after the command, or asks for it where a person sits at a terminal."""
        how = {option.name: given.pop(option.name) for option in _common() if option.name}
        name = given.pop("id")
        typed = {
            f.name: list(v) if isinstance(v, tuple) else [v] for f in fields if (v := given[f.name.replace("-", "_")])
        }
        if sys.stdin.isatty() and sys.stdout.isatty() and not all(typed.get(f.name) for f in fields if f.required):
            return _guided(context, kind, fields, typed, name, how)
        from ...intake.typing_in import tree_of

        tree = tree_of(fields, typed, lambda field: f"--{option_of(field)} ", kind)
        return _record(context, _entry(kind, tree, name), how)

    return callback


def _entry(kind: Kind, tree: dict[str, Any], name: str | None) -> Admitted:
    from ... import admitting

    return admitting.admit({"id": name or default_id(kind, tree), "kind": kind.name, **tree})


def default_id(kind: Kind, tree: dict[str, Any]) -> str:
    """`2024-06-21.cabinet-order`: the row date as far as it is a day, month or year, and the kind."""
    from ... import dates

    words = next((tree[date] for date in kind.dates if date in tree), None)
    if words is None:
        return kind.name
    try:
        date = dates.read(words)
    except Error:
        return kind.name
    shared = date.earliest if date.earliest == date.latest else ""
    for length in (7, 4):
        if not shared and date.earliest[:length] == date.latest[:length]:
            shared = date.earliest[:length]
    return f"{shared or date.earliest[:4]}.{kind.name}"


def _record(context: Context, entry: Admitted, how: dict[str, Any]) -> int:
    from .recording import record_or_rehearse

    return record_or_rehearse(context, [entry], **how)


def _guided(
    context: Context,
    kind: Kind,
    fields: list[Field],
    typed: dict[str, list[str]],
    name: str | None,
    how: dict[str, Any],
) -> int:
    """Asks, previews and records; what was typed is kept as a draft when it ends in any other way."""
    from ...intake.typing_in import tree_of
    from .. import dialogue

    click.echo(f"{kind.name} {kind.ja}. {dialogue.INTRODUCTION}")
    register = context.register()
    form = dialogue.Dialogue(kind, fields, typed, known(register))
    start = 0
    try:
        while True:
            form.run(start)
            try:
                entry = _entry(kind, tree_of(fields, typed), name)
                preview(register, entry, how)
            except Error as error:
                errors_in_words(error)
                start = _field_of(error, form.fields)
                click.echo("Change it, or Ctrl-C keeps a draft.")
                continue
            answer = dialogue.agreed(f"Record it as {entry.act}?")
            if answer == "y":
                return _record(context, entry, how)
            if answer == "n":
                _keep_draft(kind, tree_of(fields, typed), name)
                return 0
            start = len(form.fields) - 1
    except (KeyboardInterrupt, EOFError, Error):
        click.echo()
        _keep_draft(kind, tree_of(fields, typed), name)
        raise


def known(register: Register) -> Known:
    """The ids the register knows."""
    from ..dialogue import Known

    view = register.view()
    groups = [grp for (grp,) in view.rows("SELECT grp FROM entity")]
    named = {sort: [g.partition(":")[2] for g in groups if g.startswith(sort + ":")] for sort in ("zone", "measure")}
    acts = sorted({event.act for event in register.log.events() if ":" not in event.act})
    return Known(named["zone"], acts, named["measure"])


def preview(register: Register, entry: Admitted, how: dict[str, Any]) -> None:
    """Shows the chronology row the act will have, and what it changes; raises what would refuse it."""
    from ... import formats
    from ...projections.chronicle import shown_in
    from ...projections.facts import row_date
    from ...queries.chronology import row
    from ...rehearsing import rehearse

    assert entry.body is not None
    date = row_date(entry.body)
    if date is not None:
        place = (date.earliest, date.latest, entry.body.get("order", 0), 0)
        cells = row((place, 0, entry.body), list(shown_in(entry.body)), {})
        click.echo(f"  {cells['year']}\t{cells['date']}\t{cells['text']}")
    answer = rehearse(register, [entry], how["accept_conflict"], how["recorded_by"], how["late_reason"])
    if answer["errors"]:
        raise Refused.many([Refused(**error) for error in answer["errors"]])
    found = {key: answer[key] for key in ("changes", "conflicts", "gaps", "pending") if answer[key]}
    if found:
        shown = formats.render({"changes": [], **found}, "text")
        assert isinstance(shown, str)
        click.echo(shown)
    if not answer["outcomes"][0]["new"]:
        click.echo(f"  already recorded as #{answer['outcomes'][0]['position']}")


def _field_of(error: Error, fields: list[Field]) -> int:
    """The first field that a refusal speaks of; the last when it names none."""
    for one in error.errors:
        path = (one.where or "").rpartition(": ")[2].split(".")[0]
        for number, field in enumerate(fields):
            if field.name == path:
                return number
    return len(fields) - 1


def _keep_draft(kind: Kind, tree: dict[str, Any], name: str | None) -> None:
    """Writes what was typed as an act file, never over another file."""
    from ...intake.documents.writing import block

    if not tree:
        return
    body = {"id": name or default_id(kind, tree), "kind": kind.name, **tree}
    text = "\n".join(block(body, {})) + "\n"
    for number in range(1, 1000):
        path = Path(f"draft-{body['id']}{'' if number == 1 else f'-{number}'}.yaml")
        try:
            with path.open("x", encoding="utf-8") as file:
                file.write(text)
        except FileExistsError:
            continue
        say(f"What was typed is kept in {path}; complete it, then: reformlog append {path}")
        return


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
