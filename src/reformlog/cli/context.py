"""What a command works with: the register it was pointed at, opened when it is first needed."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import click

from ..errors import Error

if TYPE_CHECKING:
    from ..log import Log
    from ..register import Register


class Context:
    """The options before the command. db: path or URL of the log. projection: where its rows are kept, or None.

    local: answer from what is kept here of a log on a server, and do not ask it. recorded: of a log that is only
    tried out, up to where it is the log itself; None of any other.
    """

    def __init__(self, db: str, projection: str | None, local: bool = False, recorded: int | None = None):
        self._db, self.projection, self.local, self.recorded = db, projection, local, recorded
        self._register: Register | None = None
        self._asked = False  # for the log

    @property
    def db(self) -> str:
        """Path or URL of the log, for a command that opens it by itself. Usage with --local."""
        if self.local:
            from ..errors import Usage

            raise Usage("local-unused", "This command asks the log itself.", "Repeat it without --local.")
        self._asked = True
        return self._db

    def log(self) -> Log:
        """The log to be read only; with --local what is kept here of it."""
        from ..log import open_log

        self._asked = True
        return self.register().log if self.local else open_log(self._db, readonly=True)

    def log_itself(self) -> Log:
        """The log to be signed or handed out. Usage with --local."""
        from ..log import open_log

        return open_log(self.db)

    def register(self) -> Register:
        """The register, opened once and closed when the command ends."""
        if self._register is None:
            from ..register import open_register

            self._register = open_register(self._db, projection=self.projection, local=self.local)
            click.get_current_context().find_root().call_on_close(self._register.close)
            if self._register.local is not None:
                from .output import say

                name, current = self._register.local
                position = self._register.log.position()
                say(f"{name} was not asked: answered from here, position {position}, last current {current}.")
        return self._register

    def say_ids(self, refused: Error) -> None:
        """Puts into a refusal of a zone's name the id that the register has for it; where none can be read, nothing."""
        if any(one.code in ("entity-form", "field-unknown") for one in refused.errors):
            from .zones_by_name import say_ids

            with suppress(Exception):
                say_ids(refused, lambda: self.register().view())

    def failure(self, failed: Exception) -> Error | None:
        """What the failure of a command amounts to that nobody put into words; see `custody.causes`."""
        if self._register is not None:
            return self._register.failure(failed)
        if not self._asked:
            return None
        from ..custody.causes import cause

        try:
            with self.log() as log:
                return cause(failed, log)
        except Error as error:
            return error

    def act(self, words: str) -> str:
        """The id of the act that a clerk names: an id, `#57` or, where a shell eats the `#`, just `57`.

        Usage when there is no such position; whether there is such an id is asked by whoever needs the act.
        """
        from ..errors import Usage
        from ..text import position_typed

        position = position_typed(words)
        if position is None and words.startswith("close:") and not self.register().log.versions(words):
            from ..events.periods import one_name

            return one_name(words)
        if position is None:
            return words
        log = self.register().log
        if not words.startswith("#") and log.versions(words):
            return words
        head = log.position()
        if not 1 <= position <= head:
            raise Usage("no-position", f"There is no position {position}; the log goes to {head}.", "reformlog log")
        return log.event(position).act
