"""Keeps the rows here as far as the log goes, for as long as it is wanted: what `follow` does."""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeVar

from .dates.clock import as_written
from .errors import Error
from .projections.store import Progress
from .register import Register, open_register, utc_now

T = TypeVar("T")
AWAY = frozenset({"unreachable", "overloaded", "timeout", "locked"})
"""What is said of a server that may answer again."""
PASSING = AWAY | {"cannot-open", "io"}
"""What is said of a server or of a shared disk that may be there again; anything else ends the following."""
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0  # seconds until a server that does not answer is asked again


class Standing(NamedTuple):
    """How far the rows are, as `follow --json` prints it.

    new: events settled since the last look. lag: seconds from when the newest of them was recorded until its rows were
    here, by the clocks of both machines; None when nothing was new. source: `file`, `server` or `standby`. trouble: why
    the log cannot be asked; the rows are then those of the last time.
    """

    position: int
    recorded_at: str | None
    at: str
    new: int
    lag: float | None
    source: str
    trouble: str | None = None


def follow(
    register: Register,
    every: float = 5.0,
    progress: Progress | None = None,
    pause: Callable[[float], object] = time.sleep,
) -> Iterator[Standing]:
    """Brings the rows up to the log again and again: when it tells of something new, and every so many seconds.

    A log that cannot be reached is asked again, after longer and longer pauses. Nothing is passed over: the rows go on
    from the position they have. Never ends by itself; close it.
    """
    rests = _rests()
    while True:
        try:
            yield look(register, progress)
            rests = _rests()
            register.log.wait(every)
        except Error as error:
            if error.code not in PASSING:
                raise
            yield _unreached(register, error)
            pause(next(rests))


def reached(
    reach: Callable[[], T], away: Callable[[Error], object], pause: Callable[[float], object] = time.sleep
) -> T:
    """What `reach` gives once the server answers; `away` is told each time why it does not yet."""
    rests = _rests()
    while True:
        try:
            return reach()
        except Error as error:
            if error.code not in AWAY:
                raise
            away(error)
            pause(next(rests))


def _rests() -> Iterator[float]:
    """The seconds to wait before each further try: longer and longer."""
    rest = FIRST_PAUSE
    while True:
        yield rest
        rest = min(2 * rest, LONGEST_PAUSE)


def not_reached(db: str, projection: str | None, error: Error) -> Standing:
    """How far the rows of a log are that was not reached yet; position 0 when nothing of it is kept here."""
    try:
        with open_register(db, projection=projection, local=True) as kept:
            return _unreached(kept, error)
    except Error:
        return Standing(0, None, as_written(utc_now()), 0, None, "server", error.message)


def look(register: Register, progress: Progress | None = None) -> Standing:
    """Brings the rows up to the log once, and says how far they are."""
    before = register.projection.position()
    view = register.view(progress=progress)
    position = view.position
    recorded_at, _ = register.projection.history_at(position)
    source = "file" if not register.log.remote else "standby" if register.log.lags() else "server"
    at = register.now()
    new = max(0, position - before)
    return Standing(position, recorded_at, at, new, _seconds(recorded_at, at) if new else None, source)


def _unreached(register: Register, error: Error) -> Standing:
    position = register.projection.position()
    recorded_at, _ = register.projection.history_at(position)
    source = "server" if register.log.remote or register.local else "file"
    return Standing(position, recorded_at, register.now(), 0, None, source, error.message)


def _seconds(start: str | None, end: str) -> float:
    if start is None:
        return 0.0
    apart = datetime.datetime.fromisoformat(end) - datetime.datetime.fromisoformat(start)
    return max(0.0, round(apart.total_seconds(), 3))
