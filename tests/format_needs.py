"""What a format needs of this machine: a test of one that cannot be made skips and says why, and the others run."""

from __future__ import annotations

import pytest

from reformlog.formats import lacking


def need(name: str) -> None:
    """Skips a test of a format that cannot be made here, with what to install."""
    refusal = lacking(name)
    if refusal is not None:
        pytest.skip(f"{refusal.message} {refusal.hint}")
