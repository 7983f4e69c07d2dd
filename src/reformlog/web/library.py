"""The register as the pages read it: never written to, opened again when it is replaced, honest when it is not well."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..errors import Damaged, Error, Refused
from ..folders import projection_of
from ..log import on_server, open_log
from ..projections.store import Projection
from ..queries.view import View
from ..register import Clock, Register, utc_now

READERS = 4  # connections at most; a fifth question waits for one of them
PATIENCE = 10.0  # seconds a question waits for its turn, and a reader for a file that another program has locked

_ROWS = "The file of rows"  # a visitor is told of it, and not where it is kept; the log speaks for itself

Trace = tuple[int, ...] | None
"""What tells the file of the log as it is now: device, number, size, time of change. None on a server."""


class Unavailable(Exception):
    """The register cannot be read at the moment. error: why, in plain words."""

    def __init__(self, error: Error):
        super().__init__(error.message)
        self.error = error


def _is_of_the_file(error: BaseException) -> bool:
    """Whether a file failed, and not the question: said by SQLite or the system, or by the register in its words."""
    failed = (sqlite3.Error, Damaged, UnicodeError, OSError)
    return isinstance(error, failed) or isinstance(error.__cause__, sqlite3.Error)


class Library:
    """A few open readers of one log, lent to one question at a time.

    db: path or address of the log. projection: where its rows are kept, None for beside it. clock: gives the time.
    """

    def __init__(self, db: str, projection: str | None = None, clock: Clock = utc_now):
        self.db, self._projection, self._clock = db, projection, clock
        self._turns = threading.BoundedSemaphore(READERS)
        self._lock = threading.Lock()
        self._idle: list[tuple[Trace, Register]] = []

    @contextmanager
    def view(self, known: int | None = None) -> Iterator[View]:
        """A view of the log that nothing changes while it is held. known: a position; None for the head.

        Raises Unavailable when the log is away, locked or damaged; Usage when the question itself is wrong.
        """
        with self._turn(), self._plainly():
            trace, register = self._take()
            try:
                yield register.view(known)
            except BaseException as error:
                if _is_of_the_file(error):
                    self._close(register)
                else:
                    self._put_back(trace, register)
                raise
            self._put_back(trace, register)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._turns.acquire(timeout=PATIENCE):
            raise Unavailable(Refused("busy", "Too many questions at once.", "Try again in a moment."))
        try:
            yield
        finally:
            self._turns.release()

    @contextmanager
    def _plainly(self) -> Iterator[None]:
        """Every way in which a file can fail becomes Unavailable, in the words for it."""
        from ..projections.file import failed

        try:
            yield
        except Error as error:
            if not _is_of_the_file(error):
                raise
            cause = error.__cause__
            raise Unavailable(failed(cause, _ROWS) if isinstance(cause, sqlite3.Error) else error) from error
        except (sqlite3.Error, UnicodeError) as error:
            raise Unavailable(failed(error, _ROWS)) from error
        except OSError as error:
            reason = error.strerror or "it cannot be read"
            raise Unavailable(Refused("cannot-open", f"{self.db} cannot be read: {reason}.")) from error

    def _take(self) -> tuple[Trace, Register]:
        """A reader of the file as it is now; those of a file that was replaced meanwhile are closed."""
        now = self._trace()
        with self._lock:
            stale = [register for trace, register in self._idle if trace != now]
            self._idle = [(trace, register) for trace, register in self._idle if trace == now]
            found = self._idle.pop() if self._idle else None
        for register in stale:
            self._close(register)
        return found or (now, self._open())

    def _trace(self) -> Trace:
        """What tells the file from another of its name, or from itself before someone wrote into it."""
        if on_server(self.db):
            return None
        try:
            status = Path(self.db).stat()
        except FileNotFoundError:
            return None  # whoever opens it says so
        return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns

    def _open(self) -> Register:
        try:
            log = open_log(self.db, readonly=True)
        except Error as error:  # also when there is no such file, or another one: the question was not wrong
            raise Unavailable(error) from error
        try:
            projection = Projection(log, self._projection or projection_of(self.db))
            projection.connection.execute(f"PRAGMA busy_timeout = {int(PATIENCE * 1000)}")
        except BaseException:
            log.close()
            raise
        return Register(log, projection, self._clock)

    def _put_back(self, trace: Trace, register: Register) -> None:
        with self._lock:
            self._idle.append((trace, register))

    def _close(self, register: Register) -> None:
        with suppress(sqlite3.Error, Error):
            register.close()

    def close(self) -> None:
        """Lets go of every reader that is not lent."""
        with self._lock:
            idle, self._idle = self._idle, []
        for _, register in idle:
            self._close(register)
