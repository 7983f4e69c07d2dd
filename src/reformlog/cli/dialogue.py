"""The guided form: one field after another, each answer shown as it was understood, one step back at any time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import click

from .. import dates
from ..errors import Error
from ..events.fields import Field, seldom
from ..events.kinds import Kind
from ..intake.typing_in import value_of
from ..text import lookalike, visible

BACK = "<"
FURTHER = "further"  # the prompt that asks which seldom used fields are wanted
INTRODUCTION = "Enter goes on (optional fields may stay empty), < goes back one step, ? explains, Ctrl-C keeps a draft."


class Known:
    """What the register knows already, for completion and for noticing look-alikes: ids of zones, acts and measures."""

    def __init__(self, zones: Sequence[str], acts: Sequence[str], measures: Sequence[str]):
        self.zones, self.acts, self.measures = list(zones), list(acts), list(measures)

    def words(self, field: Field, kind: Kind) -> list[str]:
        """What may complete an answer to a field."""
        if field.name == FURTHER:
            return field.help.split(": ")[1].split()
        if field.name in ("meets", "part-of"):
            return self.acts
        if field.name == "effects":
            steps = [f"is={effect.partition('.')[2]}" for effect in kind.effects]
            names = [f"{key}={name}" for key in ("zone", "plan", "policy") for name in self.zones]
            return [*names, *(f"measure={name}" for name in self.measures), *steps]
        return (
            self.zones
            if field.name == "zones"
            else [f"{zone}=" for zone in self.zones]
            if field.name == "numbers"
            else []
        )


class Dialogue:
    """Asks the fields of a kind. typed: field → answers, kept while going back and forth, readable at any moment."""

    def __init__(self, kind: Kind, fields: list[Field], typed: dict[str, list[str]], known: Known):
        self.kind, self.typed, self.known = kind, typed, known
        usual, self.rare = seldom(fields)
        names = " ".join(field.name for field in self.rare)
        self.fields = [*usual, Field(FURTHER, "text", "その他の欄", f"names of further fields: {names}")]

    def run(self, start: int = 0) -> None:
        """Asks from a field on to the last."""
        at = start
        while at < len(self.fields):
            at += self._ask(self.fields[at])
            at = max(at, 0)

    def _ask(self, field: Field) -> int:
        """Asks one field until its answer is taken; returns 1 to go on, -1 to go back."""
        many = field.shape in ("texts", "mappings")
        given = self.typed.get(field.name, [])
        if many and given:
            given = self.typed[field.name] = []
        while True:
            answer = self._read(field, given)
            if answer == BACK:
                return -1
            if answer == "?":
                click.echo(f"    {field.help}")
                continue
            if not answer:
                if field.required and not self.typed.get(field.name):
                    click.echo(f"    {field.name} is needed: {field.help}")
                    continue
                return 1
            if not self._taken(field, answer):
                continue
            if field.name == FURTHER:
                return self._further(answer)
            if not many:
                self.typed[field.name] = [answer]
                return 1
            self.typed.setdefault(field.name, []).append(answer)
            given = []

    def _further(self, answer: str) -> int:
        """Puts the fields that were named after this one, to be asked next."""
        wanted = [field for field in self.rare if field.name in answer.split()]
        self.fields += [field for field in wanted if field not in self.fields]
        return 1

    def _read(self, field: Field, given: Sequence[str]) -> str:
        _complete(self.known.words(field, self.kind))
        number = len(self.typed.get(field.name, ())) + 1 if field.shape in ("texts", "mappings") else 0
        label = f"{field.name} {field.ja}" + (f" {number}" if number else "") + ("" if field.required else "（任意）")
        shown = f" [{visible(given[-1])}]" if given else ""
        answer: str = input(f"{label}{shown}: ").strip()
        return answer or (given[-1] if given else "")

    def _taken(self, field: Field, answer: str) -> bool:
        """Shows how an answer is understood; says what is wrong with one that cannot be taken."""
        try:
            if field.shape == "date":
                click.echo(f"    → {understood(answer)}")
            value = value_of(field, answer)
        except Error as error:
            click.echo(f"    {visible(str(error), keep_newlines=True)}")
            return False
        if isinstance(value, dict):
            near = self._stranger(value)
            if near:
                click.echo(f"    {near}")
                return False
        return field.name != "effects" or self._allowed(value)

    def _allowed(self, effect: Any) -> bool:
        """Whether an act of the kind may carry the effect; says what is wrong with it otherwise."""
        from ..events.door import body_of

        act = {
            "id": "act",
            "kind": self.kind.name,
            "title": "件名",
            "sources": [{"title": "出典"}],
            "effects": [effect],
        }
        try:
            body_of(act)
        except Error as error:
            for one in error.errors:
                click.echo("    " + visible(f"{one.message} {one.hint or ''}"))
            return False
        return True

    def _stranger(self, effect: dict[str, Any]) -> str | None:
        """What to say when an id looks like a known one but is another."""
        for key, known in (("zone", self.known.zones), ("policy", self.known.zones), ("measure", self.known.measures)):
            name = effect.get(key)
            if isinstance(name, str) and name not in known:
                same = lookalike(name, known)
                if same:
                    return f"{key}={visible(name)} looks like {same} but is not the same; type {key}={same}"
        return None


def understood(words: str) -> str:
    """A date as the register reads it: `2024-06-26`, or `2024-05-11..2024-05-31 imprecise`."""
    date = dates.read(words)
    if date.earliest == date.latest:
        return date.earliest
    return f"{date.earliest}..{date.latest} imprecise" + (" (open end: may have begun then)" if date.open else "")


def _complete(words: Sequence[str]) -> None:
    """Lets the Tab key complete the last word typed, where the terminal can."""
    try:
        import readline
    except ImportError:  # a platform without it: typing works, completing does not
        return

    def completer(text: str, state: int) -> str | None:
        matches = [word for word in words if word.startswith(text)]
        return matches[state] if state < len(matches) else None

    readline.set_completer(completer)
    readline.set_completer_delims(" \t\n,")
    readline.parse_and_bind("tab: complete")


def agreed(question: str, ask: Callable[[str], str] = input) -> str:
    """`y`, `n` or `<`; anything else asks again."""
    while True:
        answer = ask(f"{question} [y/n/<]: ").strip().lower()
        if answer in ("y", "n", BACK):
            return answer
