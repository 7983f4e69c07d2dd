"""How a command ends when it does not end well: one plain message, with `--json` as data too, and its exit code."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from itertools import pairwise

import click
from click.exceptions import NoArgsIsHelpError

from ..errors import Error, Refused, Usage, shell_word
from .commands import COMMANDS

CLOSED = 141  # what a shell reports of a program whose reader went away
INTERRUPTED = 130
_EXTRA = re.compile(r"Got unexpected extra arguments? \((.+)\)")
_DASHES = re.compile(
    r"[-\u2010-\u2015\u2212\u2500\u30fc\uff0d\uff70]{1,2}(?=[a-z])"
)  # — and ー for the two hyphens of an option
_RIGHT = re.compile(r"(?:Path|File|Directory) '(.+)' is not (readable|writable)\.")
FORESEEN = (Error, click.Abort, click.ClickException)


def use_utf8() -> None:
    """Writes UTF-8 whatever the locale says (LANG=C too); what cannot be written even so is shown as an escape."""
    if sys.stdout is None:  # closed by whoever called us: writing is to fail as it does when the disk is full
        sys.stdout = open(os.open(os.devnull, os.O_RDONLY), "w")  # noqa: PTH123, SIM115
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w")  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def output_closed() -> None:
    """Sends what is left to nowhere, so that the interpreter does not complain about it while it ends."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):  # no real file behind it, as under a test
        return


def is_plain(error: BaseException) -> bool:
    """Whether a failure tells by itself why a command ended: a refusal, or one of the system."""
    return isinstance(error, (*FORESEEN, OSError, MemoryError))


def unwritten(error: OSError) -> Refused:
    """The refusal when standard output cannot be written; raised where it is written, after all was recorded."""
    output_closed()
    message = f"Standard output cannot be written: {_why(error)}. What the command had to record is recorded."
    return Refused("output", message, "Repeat it for the answer, into a file: -o FILE")


def ended(error: BaseException, words: Sequence[str]) -> int:
    """Says why a command ended and returns its exit code. words: the command line, to see whether JSON is wanted."""
    if isinstance(error, click.Abort | KeyboardInterrupt) or _wraps_interrupt(error):
        from .output import say

        say("Stopped; nothing more was recorded.")
        return INTERRUPTED
    if isinstance(error, NoArgsIsHelpError):  # `reformlog` alone, `reformlog key`: what there is to choose from
        click.echo(error.format_message(), err=True)
        return Usage.exit_code
    if isinstance(error, click.ClickException):
        error = _usage(error, words)
    elif isinstance(error, Error) and error.code == "no-text":
        error = _of_words(words) or error
    elif not isinstance(error, Error):
        error = _of_words(words) or _of_database(error) or _of_system(error) or _unexpected(error)
    from .output import errors_as_json, errors_in_words
    from .passwords import concealed

    for single in error.errors:
        single.message, single.hint = concealed(single.message), single.hint and concealed(single.hint)
    errors_in_words(error)
    try:
        if wants_json(words):
            errors_as_json([single.as_dict() for single in error.errors])
        sys.stdout.flush()
    except OSError:  # it may be the output that failed
        output_closed()
    return max(single.exit_code for single in error.errors)


def _wraps_interrupt(error: BaseException) -> bool:
    """Whether a library has put Ctrl-C into words of its own, as pydantic does while it builds a model."""
    return not is_plain(error) and "KeyboardInterrupt" in str(error)


def wants_json(words: Sequence[str]) -> bool:
    """Whether a command line asks for JSON, also one that could not be parsed."""
    return "--json" in words or "--format=json" in words or ("--format", "json") in pairwise(words)


def _usage(error: click.ClickException, words: Sequence[str]) -> Usage:
    """A wrong option or argument, in the words of the command line library, with where to look."""
    context, message = getattr(error, "ctx", None), error.format_message()
    path = context.command_path if context else " ".join(["reformlog", *(w for w in words if w in COMMANDS)][:2])
    if right := _RIGHT.search(message):
        done = {"readable": "read", "writable": "written"}[right[2]]
        hint = f"Ask its owner for the right; who that is: ls -l {shell_word(right[1])}"
        return Usage("no-right", f"{right[1]} may not be {done} by you.", hint)
    meant = None
    if isinstance(error, click.NoSuchOption) and context is not None:
        if misplaced := _misplaced(error.option_name, context, path):
            return misplaced
        meant = next((said for word in words if (said := _dashed(word, context, path))), None)
    elif isinstance(error, click.MissingParameter) and error.param is not None and error.param.name == "reason":
        meant = "Say why: --reason 資料の誤記のため"
    elif "unexpected extra argument" in message and context is not None:
        meant = _extra_meant(message, context, path, words)
    return Usage("usage", message, f"{meant}   ({path} --help)" if meant else f"{path} --help")


def _misplaced(name: str, context: click.Context, path: str) -> Usage | None:
    """The refusal of an option that stands before the command, or of a zone's where the zone needs none."""
    before = next((option for option in context.find_root().command.params if name in option.opts), None)
    if before is not None:
        value = "" if getattr(before, "is_flag", False) else f" {before.make_metavar(context)}"
        hint = f"reformlog {name}{value} {path.partition(' ')[2]} …"
        return Usage("usage", f"{name} stands before the command.", hint)
    if name == "--zone" and any(argument.name == "zones" for argument in context.command.params):
        return Usage("usage", f"{path} takes the zone without an option.", f"{path} ZONE   ({path} --help)")
    return None


def _extra_meant(message: str, context: click.Context, path: str, words: Sequence[str]) -> str | None:
    """What to type for an argument too many: quotation marks, or the option that takes it; None when there is none."""
    options = {name for option in context.command.params for name in option.opts}
    if {"--title", "--source"} <= options:
        return "A value with a space stands in quotation marks, as in  --source 'title=官報 publisher=国立印刷局'"
    found = _EXTRA.match(message)
    if found is None:
        return None
    extra = found[1]
    if (meant := _dashed(extra, context, path) or _spaced(extra, path, words)) or not re.fullmatch(r"[\w.・-]+", extra):
        return meant
    from ..dates.vague import read_or_none

    of_day = [name for name in ("--as-of", "--from") if name in options] if read_or_none(extra) else []
    option = next(iter(of_day), "--zone")
    return f"{path} {option} {extra}" if option in options else None


def _dashed(typed: str, context: click.Context, path: str) -> str | None:
    """The option meant by one that does not begin with two hyphens: —as-of 2024-06-26 from a document, -as-of."""
    found = _DASHES.match(typed)
    name, *value = typed[found.end() :].split(" ") if found else [""]
    known = any(f"--{name}" in option.opts for option in context.command.params)
    return " ".join([path, f"--{name}", *value]) if known and not typed.startswith("--") else None


def _spaced(extra: str, path: str, words: Sequence[str]) -> str | None:
    """The option with its whole date, of which a space made several words: --as-of 令和6年 9月5日."""
    from ..dates.vague import read_or_none

    parts = extra.split(" ")
    places = (at for at in range(2, len(words)) if list(words[at : at + len(parts)]) == parts)
    for at in places:
        whole = "".join(words[at - 1 : at + len(parts)])
        if words[at - 2].startswith("--") and read_or_none(whole):
            return f"{path} {words[at - 2]} {whole}"
    return None


def _of_words(words: Sequence[str]) -> Usage | None:
    """The refusal of a command line with bytes that are no text; only what is a file's name may be so."""
    for word in words:
        shown = word.encode(errors="backslashreplace").decode()
        if shown != word:
            return Usage("not-utf-8", f"{shown} is not UTF-8.", "Set the terminal to UTF-8 and type it again.")
    return None


def _of_database(error: BaseException) -> Error | None:
    """The refusal that a failure of the projection file amounts to; the log speaks for itself."""
    import sqlite3

    if not isinstance(error, sqlite3.Error):
        return None
    from ..projections.file import failed

    return failed(error, "The projection file")


def _of_system(error: BaseException) -> Refused | None:
    """The refusal that a failure of the system amounts to, where nobody nearer has put it into words."""
    if isinstance(error, MemoryError):
        return Refused("memory", "There is not memory enough for that.", "End other programs, or ask for less at once.")
    if not isinstance(error, OSError):
        return None
    if error.filename is None:
        message = f"The system did not do what the command asked of it: {_why(error)}."
        return Refused("system", message, "Look whether there is room on the disk; what is recorded: reformlog log")
    return Refused("system", f"{error.filename} cannot be used: {_why(error)}.", "Look at the file and its rights.")


def _why(error: OSError) -> str:
    """The system's own words for a failure."""
    return error.strerror or str(error) or type(error).__name__


def _unexpected(error: BaseException) -> Refused:
    """A fault of the program: what a person can do about it, and no traceback."""
    message = f"This is a fault of reformlog, not yours: {type(error).__name__}: {error}"
    hint = "Please report it with what REFORMLOG_DEBUG=1 prints for the same command."
    return Refused("internal", message, f"{hint} Whether the log holds what is no act: reformlog verify --deep")
