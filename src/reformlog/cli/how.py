"""How entries are to be recorded, as the options that all recording commands share say it."""

from __future__ import annotations

from typing import NamedTuple

from ..recording.terms import Terms


class How(NamedTuple):
    """On which terms entries are recorded, and what is wanted of it.

    dry_run: say what would be recorded, and record nothing. as_json: print the outcomes as JSON.
    """

    terms: Terms
    dry_run: bool
    as_json: bool

    @classmethod
    def of(
        cls,
        *,
        dry_run: bool,
        accept_conflict: str | None,
        late_reason: str | None,
        recorded_by: str | None,
        as_json: bool,
    ) -> How:
        """What the options say, by their names."""
        return cls(Terms(recorded_by, accept_conflict, late_reason), dry_run, as_json)

    def because(self, **reason: str) -> How:
        """With one more reason given, by its name among the terms."""
        return self._replace(terms=self.terms._replace(**reason))
