"""The terms on which a batch is recorded: by whom, and why what would be refused without a reason is recorded."""

from __future__ import annotations

from typing import NamedTuple


class Terms(NamedTuple):
    """Who records a batch, and the reasons given for what would be refused without one; named as the lines keep them.

    recorded_by: stands in every line; None: whoever `register.user` says. accepted: why conflicts are accepted, in
    every line too; None: they are refused. late: why acts dated inside a closed period are recorded, in the lines of
    these alone; None: they are refused.
    """

    recorded_by: str | None = None
    accepted: str | None = None
    late: str | None = None


NO_REASON = Terms()
"""By whoever is logged in, and refused where a reason would be needed."""
