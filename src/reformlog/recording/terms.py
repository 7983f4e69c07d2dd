"""The terms on which a batch is recorded: by whom, and why what would be refused without a reason is recorded."""

from __future__ import annotations

from typing import NamedTuple

from ..errors import Refused, Usage
from ..events.characters import unfitness


class Terms(NamedTuple):
    """Who records a batch, and the reasons given for what would be refused without one; named as the lines keep them.

    recorded_by: stands in every line; None: whoever `register.user` says. accepted: why conflicts are accepted, in
    every line too; None: they are refused. late: why acts dated inside a closed period are recorded, in the lines of
    these alone; None: they are refused.
    """

    recorded_by: str | None = None
    accepted: str | None = None
    late: str | None = None

    def refuse_blank(self) -> None:
        """Raises Usage for a reason without words."""
        for option, reason in (("--accept-conflict", self.accepted), ("--late-reason", self.late)):
            if reason is not None and not reason.strip():
                raise Usage("reason-missing", f"{option} needs a reason.", f'{option} "reason"')

    def refuse_unfit(self) -> None:
        """Raises Refused for words that cannot be kept as they are."""
        named = zip(self._fields, self, strict=True)
        if unfit := [error for name, words in named if words for error in unfitness(name, words)]:
            raise Refused.many(unfit)


NO_REASON = Terms()
"""By whoever is logged in, and refused where a reason would be needed."""
