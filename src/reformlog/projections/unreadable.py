"""Which lines of the log are no acts and no statements: who may write to its store can append any line."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from functools import wraps
from typing import TYPE_CHECKING, NamedTuple

from ..errors import Damaged, Error, Refused, Stale
from ..events.streams import is_act, sort_of_stream
from ..log import Event, Log
from ..log.lines import read

if TYPE_CHECKING:
    from .store import Progress, Projection

_OTHERS = (Damaged, Stale, sqlite3.Error, OSError, MemoryError)  # failures that no line is to blame for
_UNKNOWN = ("newer-line", "unknown-line")  # of another version of the program


class NoAct(NamedTuple):
    """A line that would not be recorded today. why: what the door says of it."""

    position: int
    act: str
    why: str


def no_acts(log: Log, start: int, stop: int) -> Iterator[NoAct]:
    """Those of the lines from `start` to `stop`, both included, whose body the door refuses.

    Not each of them is damage: rules grow stricter, and what was recorded before stays.
    """
    for event in log.events(start, stop):
        try:
            _through_the_door(event)
        except Error as error:
            yield NoAct(event.position, event.act, error.errors[0].message)


def _through_the_door(event: Event) -> None:
    """Raises what the door says of a line; nothing of a withdrawal."""
    from ..events.door import body_of
    from ..events.periods import one_name
    from ..events.statements import refuse_illegible, statement_of, stream_of

    body = read(event.line).get("body")
    if is_act(event.act):
        if body is not None:
            body_of(body)
    elif (sort := sort_of_stream(event.act)) is None:
        raise Refused("not-an-act", f"{event.act!a} is the name of no act and no statement.")
    elif body is not None:
        refuse_illegible(body, sort)  # the door passes over an empty field, at which a question would stumble
        named = stream_of(statement_of(body, sort))
        if named not in (event.act, one_name(event.act)):
            raise Refused("not-a-statement", f"Its body is that of {named!a}.")


def names_the_line(bring_to: Callable[..., None]) -> Callable[..., None]:
    """Makes a failure to work out rows say which line is no act, where one is; other failures pass as they are."""

    @wraps(bring_to)
    def named(projection: Projection, head: int, progress: Progress | None = None) -> None:
        """As `bring_to`; a failure that a line is to blame for is Damaged, and names the first such line."""
        try:
            bring_to(projection, head, progress)
        except _OTHERS:
            raise
        except Exception as error:
            if getattr(error, "code", "") in _UNKNOWN:
                raise
            found = next(no_acts(projection.lines, projection.position() + 1, head), None)
            if found is None:
                raise
            raise of(projection.log.name, found) from error

    return named


def of(name: str, found: NoAct) -> Damaged:
    """The refusal of a log that holds a line from which nothing can be worked out."""
    what = "act" if is_act(found.act) else "statement"
    message = f"{name}, position {found.position}: {found.act!a} is no {what} ({found.why})."
    return Damaged(
        "act-unreadable", message, "Keep the log as it is; all that is wrong with it: reformlog verify --deep"
    )
