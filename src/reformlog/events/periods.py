"""The names of closed periods: one for each, however it is written."""

from __future__ import annotations

from .. import dates
from ..errors import Error


def one_name(stream: str) -> str:
    """The stream a closing has today, however its period is written; any other stream is itself."""
    sort, _, words = stream.partition(":")
    if sort != "close":
        return stream
    try:
        return f"close:{period(words)}"
    except Error:
        return stream


def period(words: str) -> str:
    """The one name of a period, however it is written: `2024`, `2024-09`, `2024-09-05`, or first and last day."""
    span = dates.read(words)
    first, last = span.earliest, span.latest
    if first == last:
        return first
    for length, begin in ((4, "-01-01"), (7, "-01")):
        name = first[:length]
        if first == name + begin and dates.read(name).latest == last:
            return name
    return f"{first}/{last}"
