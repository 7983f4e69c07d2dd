"""Dates that are none, or not one, each with what is told of it where the shell is Japanese: why, and what to type."""

from __future__ import annotations

from pathlib import Path

TOLD = Path(__file__).parent / "data" / "dates_in_japanese.txt"


def told() -> list[tuple[str, str, str]]:
    """Each date with its two sentences."""
    rows = (line.split(" | ") for line in TOLD.read_text("utf-8").splitlines() if not line.startswith("#"))
    return [(words, why, hint) for words, why, hint in rows]
