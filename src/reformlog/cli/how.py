"""How entries are to be recorded, as the options that all recording commands share say it."""

from __future__ import annotations

from typing import Any, NamedTuple


class How(NamedTuple):
    """Who records, why what would be refused is recorded all the same, and what is wanted of it; see `Register.record`.

    dry_run: say what would be recorded, and record nothing. as_json: print the outcomes as JSON.
    """

    accept_conflict: str | None = None
    recorded_by: str | None = None
    late_reason: str | None = None
    dry_run: bool = False
    as_json: bool = False

    @property
    def terms(self) -> tuple[str | None, str | None, str | None]:
        """What `Register.record` and `rehearse` take of it, in their order."""
        return self.accept_conflict, self.recorded_by, self.late_reason

    def because(self, option: str, reason: str) -> How:
        """The same with a reason, in the field of an option that takes one."""
        given: dict[str, Any] = {option: reason}
        return self._replace(**given)
