"""`--help` in the language of the shell: the texts of commands and options, put into Japanese as they are laid out."""

from __future__ import annotations

import re
from collections.abc import Iterable

import click

from .tongue import is_japanese, told

_SENTENCE = re.compile(r"(?<=[.;]) (?=[A-Z])|(?<=\.) (?=--|docs/)")
_EXTRA = re.compile(r"  \[(?:(required)|(env var|default): (.+?)|(.+?))\](?=\Z|;)")


class Help(click.HelpFormatter):
    """Lays out help; in a Japanese shell its headings and sentences are Japanese, and two columns wide a character."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The line that says how a command is written."""
        super().write_usage(prog, args, f"{_said('Usage')}: " if is_japanese() else prefix)

    def write_heading(self, heading: str) -> None:
        """The heading over a list."""
        super().write_heading(_said(heading) if is_japanese() else heading)

    def write_text(self, text: str) -> None:
        """Paragraphs; those behind `\\b` are examples, of which only what stands before a command is told."""
        if not is_japanese():
            super().write_text(text)
            return
        indent = " " * self.current_indent
        for number, paragraph in enumerate(text.split("\n\n")):
            self.write("\n" if number else "")
            plain = paragraph.removeprefix("\b\n")
            if plain == paragraph:
                lines = self._lines(plain.replace("\n", " "), len(indent))
            else:
                lines = [_example(line) for line in plain.split("\n")]
            self.write("".join(f"{indent}{line}\n" for line in lines))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """A list of commands or options, each with what it does."""
        if not is_japanese():
            super().write_dl(rows, col_max, col_spacing)
            return
        from ..formats import width

        made = list(rows)
        first = min(max(width.of(term) for term, _ in made), col_max) + col_spacing
        indent = " " * self.current_indent
        for term, text in made:
            lines = self._lines(text, len(indent) + first)
            if width.of(term) > first - col_spacing:
                self.write(f"{indent}{term}\n")
                term = ""
            self.write(f"{indent}{width.pad(term, first)}{lines[0]}".rstrip() + "\n")
            self.write("".join(f"{indent}{' ' * first}{line}\n" for line in lines[1:]))

    def _lines(self, text: str, indent: int) -> list[str]:
        from ..formats import width

        return width.wrap(in_japanese(text), max(self.width - indent, 20))


def in_japanese(text: str) -> str:
    """A text of the help in Japanese, sentence by sentence; of one that has none, the English."""
    sentences, extra = _EXTRA.split(text)[0], _EXTRA.search(text)
    label, colon, rest = sentences.partition(": ")
    if colon and not label.isascii() and " " not in label:  # the name of a field, and what it is for
        said = f"{label}：{in_japanese(rest)}"
    else:
        said = "".join(_said(sentence) for sentence in _SENTENCE.split(sentences))
    return said if extra is None else f"{said}  [{_extra(extra)}]"


def _extra(found: re.Match[str]) -> str:
    required, name, value, other = found.groups()
    return "必須" if required else f"既定：{value}" if name == "default" else f"{name}: {value}" if name else other


def _example(line: str) -> str:
    label, colon, command = line.partition(":   ")  # Try it:   reformlog demo
    return f"{_said(label)}：{command}" if colon else line


def _said(sentence: str) -> str:
    from ..formats.help_in_japanese import HELP

    if sentence.endswith("..."):  # cut short for a list
        sentence = next((whole for whole in HELP if whole.startswith(sentence[:-3])), sentence)
    return HELP.get(sentence) or HELP.get(f"{sentence}.", "").rstrip("。") or told(sentence)
