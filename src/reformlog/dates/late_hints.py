"""A refusal whose hint takes work: it is worked out for a person, and not while words are only tried."""

from __future__ import annotations

from collections.abc import Callable

from ..errors import Refused


class Slip(Refused):
    """A refused date. hint_of: the hint, given the western year of the document, or None where it carries none."""

    def __init__(self, code: str, message: str, hint_of: Callable[[int | None], str]):
        super().__init__(code, message)
        self._hint_of = hint_of

    def work_out(self, year: int | None) -> None:
        """Put the hint into its place."""
        self.hint = self._hint_of(year)


class Nearest(Slip):
    """A day that does not exist, or not in its era. right: the nearest that does.

    around: what was typed before and after it, so that a hint about one end of a range does not lose the other.
    """

    def __init__(self, code: str, message: str, lead: str, right: str):
        super().__init__(code, message, self._in_its_place)
        self._lead, self._right = lead, right
        self.around = ("", "")

    def _in_its_place(self, year: int | None) -> str:
        from . import hints

        return f"{self._lead} {hints.in_its_place(self._right, self.around, year)}"
