"""Printing: data to stdout in the asked format, words about it to stderr, never a raw escape to a terminal."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import click

from ..errors import Error, Usage
from ..text import visible
from .endings import unwritten
from .passwords import concealed
from .tongue import told

SHOWN = 20  # refusals printed in words; --json has all of them
STDOUT = "-"  # as a file's name: standard output, as elsewhere on a command line
_ENDING = re.compile(r"\.([A-Za-z][A-Za-z0-9]*)\Z")  # `keii.2024-12` and `keii.06` have none


class Output(NamedTuple):
    """How an answer is printed, as the options that all reading commands share say it, by their names.

    format_: as asked for; `form` is the one that is meant. as_json: short for JSON. lang: of headings. years: of the
    year cell of a chronology. excel: CSV as Excel reads it. target: the file to write, None for stdout.
    """

    format_: str | None = None
    as_json: bool = False
    lang: str = "ja"
    years: str = "western"
    excel: bool = False
    target: str | None = None

    @property
    def form(self) -> str:
        """The format that is meant: the one asked for, else that of the file's ending, else text.

        Usage when two are asked for, or when the ending is of no format: the file would not hold what its name says.
        """
        if self.format_ is None:
            return "json" if self.as_json else _of_file(self.target) if self.target else "text"
        if self.as_json and self.format_ != "json":
            raise Usage("format-twice", f"--json and --format {self.format_} ask for two formats.", "Give one of them.")
        return self.format_


AS_TEXT, AS_JSON = Output(), Output(as_json=True)


def emit(answer: Mapping[str, Any], output: Output = AS_TEXT) -> None:
    """Prints an answer, or writes it to a file."""
    from .. import formats

    form = output.form
    width, color = None, False
    if form == "text" and output.target is None and sys.stdout.isatty():
        import shutil

        width = shutil.get_terminal_size().columns
        color = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    from .tokens import with_token

    whole = dict(with_token(answer, form, output))
    rendered = formats.render(
        whole, form, lang=output.lang, years=output.years, excel=output.excel, width=width, color=color
    )
    write(rendered, output.target)


def _of_file(target: str) -> str:
    """The format a file is named for; text when its name has no ending."""
    from ..events.meant import nearest
    from ..formats import FORMATS

    found = _ENDING.search(Path(target).name)
    endings = {form.extension[1:]: name for name, form in FORMATS.items()} | {name: name for name in FORMATS}
    ending = found[1].lower() if found else "text"
    if ending not in endings:
        near = nearest(ending, FORMATS, 0.6) or "text"
        message = f"{target}: .{ending} is no format known here, so what to write is not clear."
        known = ", ".join(form.extension for form in FORMATS.values())
        raise Usage("format-of-file", message, f"Name the file with one of {known}, or add --format {near}")
    return endings[ending]


def write(rendered: str | bytes, target: str | None = None) -> None:
    """Writes to a file, or to stdout; only text is sent to a terminal."""
    data = rendered.encode() if isinstance(rendered, str) else rendered
    if target is not None:
        from ..custody.exporting import put, spare

        spare(target, data)
        try:
            put(target, [data])
        except OSError as error:
            raise Usage(
                "cannot-write", f"{target} cannot be written: {error.strerror}.", "Choose another: -o FILE"
            ) from None
        return
    if isinstance(rendered, bytes) and sys.stdout.isatty():
        raise Usage("binary-to-terminal", "This format is not for a terminal.", "Write it to a file: -o FILE")
    send(data)
    sent()


def write_new(text: str, target: str | None, what: str) -> None:
    """Writes a text that people go on working on: to stdout, or to a file that is not there yet.

    what: as it is refused, `drafts are`.
    """
    if target is None:
        write(text)
        return
    try:
        with Path(target).open("x", encoding="utf-8", newline="") as file:
            file.write(text)
    except FileExistsError:
        refuse_existing(target, what)
    except OSError as error:
        raise Usage("cannot-write", f"{target} cannot be written: {error.strerror}.", "Name another: -o FILE") from None


def refuse_existing(target: str | None, what: str) -> None:
    """Usage for a file that is there: it may hold what a person has worked on. what: as for `write_new`."""
    if target is not None and os.path.lexists(target):
        message = f"{target} is there already; {what} never written over a file."
        raise Usage("exists", message, "Name another file: -o FILE")


def send(data: bytes) -> None:
    """Bytes to stdout; Refused when it cannot be written, so that no other failure is taken for that one."""
    try:
        sys.stdout.buffer.write(data)
    except BrokenPipeError:  # the reader has seen enough: no failure
        raise
    except OSError as error:
        raise unwritten(error) from None


def sent() -> None:
    """Lets go what `send` may have held back; Refused likewise."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise unwritten(error) from None


def say(words: str) -> None:
    """A line about what was done, on stderr."""
    click.echo(visible(told(concealed(words))), err=True)


def errors_as_json(errors: Sequence[Mapping[str, Any]]) -> None:
    """The refusals as data, on stdout."""
    import json

    # With escapes for what is not ASCII: a message may quote a command line that is no UTF-8.
    sys.stdout.write(json.dumps({"errors": list(errors)}, indent=2) + "\n")
    sys.stdout.flush()


def errors_in_words(error: Error) -> None:
    """The refusals for a person: place, what was found and why, what to type next; the first of many."""
    for single in error.errors[:SHOWN]:
        place = f"{single.where}: " if single.where else ""
        click.echo(visible(f"{place}{told(single.message)}"), err=True)
        if single.hint:
            click.echo("  " + visible(told(single.hint), keep_newlines=True), err=True)
    if len(error.errors) > SHOWN:
        say(f"… and {len(error.errors) - SHOWN} more (all of them: --json).")
    if len(error.errors) > 1:
        click.echo(told(error.message), err=True)
