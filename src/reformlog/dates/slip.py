"""A refusal whose hint takes work: it is worked out for a person, and not while words are only tried."""

from __future__ import annotations

from collections.abc import Callable

from reformlog.errors import Refused


class Slip(Refused):
    """A refused date. hint_of: the hint, given the western year of the document, or None where it carries none."""

    def __init__(self, code: str, message: str, hint_of: Callable[[int | None], str]):
        super().__init__(code, message)
        self._hint_of = hint_of

    def work_out(self, year: int | None) -> None:
        """Put the hint into its place."""
        self.hint = self._hint_of(year)
