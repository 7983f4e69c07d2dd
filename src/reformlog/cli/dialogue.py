"""The guided form: one field after another, each answer shown as it was understood, one step back at any time."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Any

import click

from .. import dates
from ..errors import Error, Refused
from ..events.fields import Field, seldom
from ..events.kinds import Kind
from ..intake.typing_in import LIST_SHAPES, value_of
from ..text import lookalike, visible
from .hints import as_answers, reword
from .tongue import told

BACK = "<"
CLEAR = "-"
FURTHER = "further"  # the prompt that asks which seldom used fields are wanted
ID = Field("id", "text", "識別子", "id of the act, where it is not to be DATE.kind: 2024-06-21.cabinet-order-2")
INTRODUCTION = (
    "Enter goes on and keeps what is there (optional fields may stay empty), - clears it, < goes back one step, "
    "? explains, Ctrl-C keeps a draft."
)
CLEARS = f"; {CLEAR} clears"
MANY = "Enter keeps this. Type one more to add it, 1 to change the first, -1 to remove it, - to remove all."
_CHOSEN = re.compile(r"(-?)([0-9]{1,4})\Z")  # `2`: the second of several; `-2`: without it


class Names:
    """The ids of zones and measures that are there already, for completion and for noticing look-alikes.

    acts: the ids of acts that begin as typed. say_ids: puts the id of a zone into a refusal of its name.
    """

    def __init__(
        self,
        zones: Sequence[str],
        measures: Sequence[str],
        acts: Callable[[str], Sequence[str]],
        say_ids: Callable[[Error], None],
    ):
        self.zones, self.measures, self.acts, self.say_ids = list(zones), list(measures), acts, say_ids

    def words(self, field: Field, kind: Kind, typed: str) -> Sequence[str]:
        """What may complete a word of an answer to a field."""
        if field.name in ("meets", "part-of"):
            return self.acts(typed)
        return [word for word in self._words(field, kind) if word.startswith(typed)]

    def _words(self, field: Field, kind: Kind) -> list[str]:
        if field.name == FURTHER:
            return [name.partition("（")[0] for name in field.help.split(": ")[1].split()]
        if field.name == "effects":
            names = [f"{key}={name}" for key in ("zone", "plan", "policy") for name in self.zones]
            steps = [f"is={effect.partition('.')[2]}" for effect in kind.effects]
            return [*names, *(f"measure={name}" for name in self.measures), *steps]
        if field.name == "numbers":
            return [f"{zone}=" for zone in self.zones]
        return self.zones if field.name == "zones" else []


class Dialogue:
    """Asks the fields of a kind. typed: field → answers, kept while going back and forth, readable at any moment.

    reasons: why something is to be recorded although it is refused, kept likewise.
    """

    def __init__(self, kind: Kind, fields: list[Field], typed: dict[str, list[str]], names: Names):
        self.kind, self.typed, self.names = kind, typed, names
        self.reasons: dict[str, str] = {}
        usual, rare = seldom(fields)
        self.rare = [*rare, ID]
        further = " ".join(f"{field.name}（{field.ja}）" for field in self.rare)
        self.fields = [*usual, Field(FURTHER, "text", "その他の欄", f"names of further fields: {further}")]

    def run(self, start: int = 0) -> None:
        """Asks from a field on to the last."""
        at = start
        while at < len(self.fields):
            field = self.fields[at]
            at += self._ask_many(field) if field.shape in LIST_SHAPES else self._ask(field)
            at = max(at, 0)

    def place(self, name: str) -> int | None:
        """Where a field is asked, a seldom used one from now on behind the others; None for what is no field."""
        if name not in [field.name for field in self.fields]:
            self.fields += [field for field in self.rare if field.name == name]
        return next((at for at, field in enumerate(self.fields) if field.name == name), None)

    def reason(self, sort: str, field: str) -> str | None:
        """Why something is to be recorded all the same; None to go back to a field."""
        given = self.reasons.get(sort, "")
        back = told(f"{BACK if given else 'Enter'} goes back to {field}")
        answer = self._read(f"reason 理由（{back}）", given)
        if plain(answer) == CLEAR:
            self.reasons.pop(sort, None)
        if not answer or plain(answer) in (BACK, CLEAR):
            return None
        self.reasons[sort] = answer
        return answer

    def _ask(self, field: Field) -> int:
        """Asks one field until its answer is taken; returns 1 to go on, -1 to go back, 0 to ask again."""
        given = next(iter(self.typed.get(field.name, [])[-1:]), "")
        answer = self._read(_label(field), given, field)
        if plain(answer) == BACK:
            return -1
        if plain(answer) == "?":
            click.echo(f"    {told(field.help)}")
        elif plain(answer) == CLEAR:
            self.typed.pop(field.name, None)
        elif not answer:
            return self._left(field)
        elif field.name == FURTHER:
            return self._further(answer)
        elif self._taken(field, answer):
            self.typed[field.name] = [answer]
            return 1
        return 0

    def _ask_many(self, field: Field) -> int:
        """Asks for one more of a field until there is none; those there are stay, unless one is changed or removed."""
        items = self.typed.setdefault(field.name, [])
        _show(items)
        while True:
            answer = self._read(_label(field, len(items) + 1), field=field)
            chosen = _CHOSEN.match(plain(answer))
            if plain(answer) == BACK:
                return -1
            if not answer:
                return 1 if items else self._left(field)
            if plain(answer) == "?":
                click.echo(f"    {told(field.help)}")
                _show(items)
            elif plain(answer) == CLEAR:
                items.clear()
            elif chosen and items:
                at = int(chosen[2]) - 1
                if not 0 <= at < len(items):
                    click.echo(f"    {told(f'There is no {at + 1}.')}")
                elif chosen[1]:
                    del items[at]
                else:
                    self._change(field, items, at)
                _show(items)
            elif self._taken(field, answer):
                items.append(answer)

    def _change(self, field: Field, items: list[str], at: int) -> None:
        """Asks for what is to stand in the place of one of a field's answers."""
        while True:
            answer = self._read(_label(field, at + 1), items[at], field)
            if plain(answer) == BACK:
                return
            if plain(answer) == CLEAR:
                del items[at]
                return
            if plain(answer) == "?":
                click.echo(f"    {told(field.help)}")
            elif self._taken(field, answer):
                items[at] = answer
                return

    def _left(self, field: Field) -> int:
        """Goes on without an answer where none is needed."""
        if not field.required:
            return 1
        click.echo(f"    {told(f'{field.name} is needed: {field.help}')}")
        return 0

    def _further(self, answer: str) -> int:
        """Puts the fields that were named after this one, to be asked next; by either of their names."""
        known = {name: field.name for field in self.rare for name in (field.ja, field.name)}
        named = answer.replace("\u3000", " ").split()
        unknown = [name for name in named if name not in known]
        if unknown:
            click.echo("    " + told(f"There is no further field named {visible(unknown[0])}; ? lists them."))
            return 0
        for name in named:
            self.place(known[name])
        return 1

    def _read(self, label: str, given: str = "", field: Field | None = None) -> str:
        """What is typed; what was given before when Enter alone is."""
        _complete(lambda typed: [] if field is None else self.names.words(field, self.kind, typed))
        shown = f" [{visible(given)}{told(CLEARS)}]" if given else ""
        answer: str = input(f"{label}{shown}: ").strip()
        return answer or given

    def _taken(self, field: Field, answer: str) -> bool:
        """Shows how an answer is understood; says what is wrong with one that cannot be taken."""
        try:
            if field.shape == "date":
                click.echo(f"    → {told(understood(answer))}")
            value = value_of(field, answer, kind=self.kind)
            self.admit(field, value)
        except Error as error:
            reword(error, as_answers(self.fields))
            self.names.say_ids(error)
            for refusal in error.errors:
                for line in told(f"{refusal.message}\n{refusal.hint or ''}".strip()).split("\n"):
                    click.echo("    " + visible(line))
            return False
        near = self._stranger(value) if isinstance(value, dict) else None
        if near:
            click.echo(f"    {told(near)}")
        return not near

    def admit(self, field: Field, value: Any) -> None:
        """Raises what would refuse an act of the kind for this field, whatever the others are."""
        from ..events.door import body_of

        act = {"id": "act", "kind": self.kind.name, "title": "件名", "sources": [{"title": "出典"}]}
        try:
            given = [value] if field.shape in LIST_SHAPES else value
            body_of({**act, field.name: given}, lambda at: str(at[0]) if at else None)
        except Error as error:
            found = [refusal for refusal in error.errors if refusal.where == field.name]
            if found:
                raise Refused.many(found) from None

    def _stranger(self, effect: dict[str, Any]) -> str | None:
        """What to say when an id looks like a known one but is another."""
        for key, known in (("zone", self.names.zones), ("policy", self.names.zones), ("measure", self.names.measures)):
            name = effect.get(key)
            if isinstance(name, str) and name not in known:
                same = lookalike(name, known)
                if same:
                    return f"{key}={visible(name)} looks like {same} but is not the same; type {key}={same}"
        return None


def plain(answer: str) -> str:
    """An answer as it would be on a keyboard without Japanese input: `＜` is `<`, `２` is `2`."""
    return unicodedata.normalize("NFKC", answer).replace("\u2212", CLEAR)


def _label(field: Field, number: int | None = None) -> str:
    return f"{field.name} {field.ja}{'' if number is None else f' {number}'}{'' if field.required else '（任意）'}"


def _show(items: Sequence[str]) -> None:
    """The answers of a field that may have several, and what can be done with them."""
    for number, item in enumerate(items, 1):
        click.echo(f"    {number}  {visible(item)}")
    if items:
        click.echo(f"    {told(MANY)}")


def understood(words: str) -> str:
    """A date as the register reads it: `2024-06-26`, or `2024-05-11..2024-05-31 imprecise`."""
    date = dates.read(words)
    if date.earliest == date.latest:
        return date.earliest
    return f"{date.earliest}..{date.latest} imprecise" + (" (open end: may have begun then)" if date.open else "")


def _complete(words: Callable[[str], Sequence[str]]) -> None:
    """Lets the Tab key complete the last word typed, where the terminal can. words: those that begin as typed."""
    try:
        import readline
    except ImportError:  # a platform without it: typing works, completing does not
        return

    def completer(text: str, state: int) -> str | None:
        if state == 0:
            matches[:] = words(text)
        return matches[state] if state < len(matches) else None

    matches: list[str] = []
    readline.set_completer(completer)
    readline.set_completer_delims(" \t\n,")
    readline.parse_and_bind("tab: complete")
    for line in ("input-meta on", "output-meta on", "convert-meta off"):  # else Japanese is lost where LC_ALL=C
        readline.parse_and_bind(f"set {line}")


def agreed(question: str) -> str:
    """`y`, `n` or `<`; anything else asks again."""
    while True:
        answer = plain(input(f"{told(question)} [y/n/<]: ").strip()).lower()
        if answer in ("y", "n", BACK):
            return answer
