"""Every refusal: what was found, why it is refused, and what to type next."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Any

TreePath = tuple[str | int, ...]
"""The way from an entry of an act file to a part of it: names of fields and places in lists, the outermost first."""
Where = Callable[[TreePath], str | None]
"""Tells where a part of an entry stands, as `2024.yaml:17`; None where that is not known."""


class Error(Exception):
    """A refusal a clerk can act on.

    code: a short stable word for scripts (`date-impossible`). message: what was found and why it is refused.
    hint: what to type next, or None. where: `file:line` or the name of a field, or None.
    errors: the single refusals when one run found several, else a list of itself.
    """

    exit_code = 1

    def __init__(self, code: str, message: str, hint: str | None = None, where: str | None = None):
        super().__init__(message)
        self.code, self.message, self.hint, self.where = code, message, hint, where
        self.errors: list[Error] = [self]

    def __str__(self) -> str:
        text = f"{self.where}: {self.message}" if self.where else self.message
        return f"{text}\n{self.hint}" if self.hint else text

    def as_dict(self) -> dict[str, Any]:
        """The four parts as `--json` prints them."""
        return {"code": self.code, "message": self.message, "hint": self.hint, "where": self.where}

    @classmethod
    def like(cls, error: Error) -> Error:
        """Another refusal, in its own words, as one of this class: with the exit code of this class."""
        return cls(error.code, error.message, error.hint, error.where)

    @classmethod
    def many(cls, errors: Sequence[Error], message: str | None = None) -> Error:
        """One refusal that carries all of a run; a single one is returned as it is.

        message: what is said of them together, where it is not entries that were refused.
        """
        if len(errors) == 1:
            return errors[0]
        bundle = cls("several", message or f"{len(errors)} things are refused; nothing was recorded.")
        bundle.errors = [single for error in errors for single in error.errors]
        return bundle


def shell_word(word: object) -> str:
    """A word of a command line, such as a file's name, as it is typed: in quotation marks where a shell needs them."""
    import re
    import shlex

    text = str(word)
    return text if re.fullmatch(r"[\w.,:=…/@-]+", text) else shlex.quote(text)


def install(extra: str) -> str:
    """What to type for a part of the program that is not installed: for this very Python, wherever it lies."""
    return f"{shell_word(sys.executable or 'python3')} -m pip install 'reformlog[{extra}]'"


class Refused(Error):
    """The input, or what it would do, is refused; nothing was recorded (exit 1)."""


class Usage(Error):
    """The command or call itself is wrong (exit 2)."""

    exit_code = 2


class Damaged(Error):
    """The log or the projection is not what it should be (exit 3)."""

    exit_code = 3


class Stale(Error):
    """Someone else was first (exit 4)."""

    exit_code = 4
