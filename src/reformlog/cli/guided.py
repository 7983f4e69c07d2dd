"""The guided form as a whole: asks, shows what the act will do, records it, or keeps what was typed as a draft."""

from __future__ import annotations

import signal
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..errors import Error, Refused, shell_word
from ..events.fields import Field
from ..events.kinds import Kind
from ..events.meant import default_id
from .context import Context
from .hints import as_answers, reword
from .how import How
from .output import errors_in_words, say
from .tongue import told

if TYPE_CHECKING:
    from ..recording.admitting import Admitted
    from ..register import Register
    from .dialogue import Dialogue, Names

REASONS = {
    "conflict": (
        "accepted",
        "Correct the effect or the date; or, when both acts are right as recorded, say why.",
    ),
    "period-closed": ("late", "Correct the date; or say why it is recorded so late."),
}
"""What a reason lets through: code of the refusal → the reason among the terms, and what to do."""


def entry_of(kind: Kind, tree: dict[str, Any], name: str | None) -> Admitted:
    """The act of what was typed, through the door."""
    from ..recording import admitting

    return admitting.admit({"id": name or default_id(kind, tree), "kind": kind.name, **tree})


def guided(
    context: Context,
    kind: Kind,
    fields: list[Field],
    typed: dict[str, list[str]],
    name: str | None,
    how: How,
) -> int:
    """Asks, previews and records; what was typed is kept as a draft when it ends in any other way."""
    from . import dialogue
    from .commands.recording import record_or_rehearse

    click.echo(f"{kind.name} {kind.ja}\n{told(dialogue.INTRODUCTION)}")
    register = context.register()
    form = dialogue.Dialogue(kind, fields, typed, names_in(context))
    if name:
        form.admit(dialogue.ID, name)  # before anything is typed that would be lost with the refusal
        typed["id"] = [name]
    start = 0
    try:
        _on_signals(_stop)
        while True:
            form.run(start)
            ready = _ready(register, form, fields, how)
            if isinstance(ready, int):
                start = ready
                continue
            entry, agreed_how = ready
            answer = dialogue.agreed(f"Record it as {entry.act}?")
            if answer == "n":
                _keep_draft(form, fields)
                return 0
            if answer == "y":
                try:
                    return record_or_rehearse(context, [entry], agreed_how)
                except Refused as refused:  # somebody was first while the question stood: it is looked at again
                    if not {error.code for error in refused.errors} <= {"id-used", *REASONS}:
                        raise
            start = len(form.fields) - (answer != "y")
    except (Exception, KeyboardInterrupt):  # whatever it was: what was typed is not to be typed again
        try:
            _end(form, fields)
        except KeyboardInterrupt:  # a closed terminal is an end of input and a signal, at the same moment
            _end(form, fields)
        raise


def _end(form: Dialogue, fields: list[Field]) -> None:
    """Keeps the draft; no signal comes between any more."""
    _on_signals(signal.SIG_IGN)
    with suppress(OSError):  # the terminal may be what has gone
        click.echo()
    _keep_draft(form, fields)


def _stop(*_: object) -> None:
    """A terminal that is closed, or a machine that shuts down, ends the form as Ctrl-C does: once, though one signal
    comes after the other."""
    _on_signals(signal.SIG_IGN)
    raise KeyboardInterrupt


def _on_signals(act: Any) -> None:
    for name in ("SIGHUP", "SIGTERM", "SIGINT"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), act)


def _ready(register: Register, form: Dialogue, fields: list[Field], how: How) -> tuple[Admitted, How] | int:
    """The act that nothing refuses any more, and how it is to be recorded; else the number of the field to change.

    A reason holds for the act as it was shown with it: whoever goes back is asked again, and keeps it with Enter.
    """
    while True:
        try:
            entry = entry_of(form.kind, *_typed(form, fields))
            preview(register, entry, how)
            return entry, how
        except Error as error:
            reword(error, as_answers(fields))
            (code, *others) = sorted({refusal.code for refusal in error.errors})
            name, advice = REASONS.get(code, ("", ""))
            at = _field_of(error, form)
            if others or not name or getattr(how.terms, name) is not None:
                errors_in_words(error)
                click.echo(told("Change it, or Ctrl-C keeps a draft."))
                return at
            for refusal in error.errors:
                refusal.hint = _advised(refusal, advice)
            errors_in_words(error)
            reason = form.reason(name, form.fields[at].name)
            if reason is None:
                return at
            how = how.because(**{name: reason})


def _advised(error: Error, advice: str) -> str:
    """What a form says to do: what the refusal asks, without the option that a form takes as a reason; the advice."""
    asked = (error.hint or "").partition("; when ")[0]
    return f"{asked}.\n  {advice}" if "?" in asked else advice


def _typed(form: Dialogue, fields: list[Field]) -> tuple[dict[str, Any], str | None]:
    """What was typed so far: the tree of the act, and its id or None."""
    from ..intake.typing_in import tree_of

    return tree_of(fields, form.typed, form.kind), next(iter(form.typed.get("id", ())), None)


def names_in(context: Context) -> Names:
    """The ids the register has; acts are looked up as they are typed."""
    from ..queries import known
    from .completing import acts_begun
    from .dialogue import Names

    rows = context.register().view().projection.connection
    acts = partial(acts_begun, click.get_current_context())
    return Names(known.ids(rows, "zone"), known.ids(rows, "measure"), acts, context.say_ids)


def preview(register: Register, entry: Admitted, how: How) -> None:
    """Shows the chronology row the act will have, and what it changes; raises what would refuse it."""
    from .. import formats
    from ..projections.chronologies import shown_in
    from ..projections.facts import reached, row_date
    from ..queries.chronology import row
    from ..recording.rehearsing import rehearse

    assert entry.body is not None
    date = row_date(entry.body)
    if date is not None:
        place = (date.earliest, date.latest, entry.body.get("order", 0), 0)
        cells = row((place, 0, entry.body), list(shown_in(entry.body, reached(entry.body))), {})
        click.echo(f"  {cells['year']}\t{cells['date']}\t{cells['text']}")
    answer = rehearse(register, [entry], how.terms)
    if answer["errors"]:
        raise Refused.many([Refused(**error) for error in answer["errors"]])
    found = {key: answer[key] for key in ("changes", "conflicts", "gaps", "pending") if answer[key]}
    if found:
        shown = formats.render({"changes": [], **found}, "text")
        assert isinstance(shown, str)
        click.echo(shown)
    for doubt in answer["doubts"]:  # here it can still be changed
        click.echo("  " + told(f"Look again: {doubt['message']}"))
    if not answer["outcomes"][0]["new"]:
        click.echo("  " + told(f"already recorded as #{answer['outcomes'][0]['position']}"))


def _field_of(error: Error, form: Dialogue) -> int:
    """The first field that a refusal speaks of; the last when it names none."""
    date = next((date for date in form.kind.dates if form.typed.get(date)), form.kind.effective)
    meant = {"id-used": "id", "period-closed": date, "conflict": "effects" if form.typed.get("effects") else date}
    for refusal in error.errors:
        path = (refusal.where or "").rpartition(": ")[2].split(".")[0]
        at = form.place(meant.get(refusal.code, path))
        if at is not None:
            return at
    return len(form.fields) - 1


def _keep_draft(form: Dialogue, fields: list[Field]) -> None:
    """Writes what was typed as an act file, never over another file; where none can be written, to stderr."""
    from ..intake.documents.writing import block

    tree, name = _typed(form, fields)
    if not tree:
        return
    body = {"id": name or default_id(form.kind, tree), "kind": form.kind.name, **tree}
    text = "\n".join(block(body, {})) + "\n"
    for number in range(1, 1000):
        path = Path(f"draft-{body['id']}{'' if number == 1 else f'-{number}'}.yaml")
        try:
            with path.open("x", encoding="utf-8") as file:
                file.write(text)
        except FileExistsError:
            continue
        except OSError as error:
            say(f"{path} cannot be written: {error.strerror}. This is what was typed, to be kept by hand:")
            click.echo(text, err=True, nl=False)
            return
        say(f"What was typed is kept in {path}; complete it, then: reformlog append {shell_word(path)}")
        return
