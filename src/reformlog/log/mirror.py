"""The lines of a log on a server, kept in a file here as well, so that questions are answered without the server."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import islice

from ..errors import Damaged, Refused, Usage
from . import files, lines, merkle, schema
from .shapes import Event
from .sqlite import SQLiteLog
from .store import Log

LINES_AT_ONCE = 5000  # lines fetched from the server before they are kept

_TABLES = (
    "CREATE TABLE IF NOT EXISTS main.stored_events(rowid INTEGER PRIMARY KEY, originator_id TEXT, "
    "originator_version INTEGER, topic TEXT, state BLOB, UNIQUE(originator_id, originator_version))",
    "CREATE TABLE IF NOT EXISTS main.ledger(position INTEGER PRIMARY KEY, recorded_at TEXT, tree BLOB)",
)
_EVENT = "INSERT INTO main.stored_events(rowid, originator_id, originator_version, topic, state) VALUES (?,?,?,?,?)"
_LEDGER = "INSERT INTO main.ledger(position, recorded_at, tree) VALUES (?,?,?)"
_HASHED = (
    "SELECT state, tree FROM main.stored_events LEFT JOIN main.ledger ON position = stored_events.rowid "
    "WHERE stored_events.rowid BETWEEN ? AND ? ORDER BY stored_events.rowid"
)
_SAVE = "reformlog --local copy FILE saves them; then: reformlog rebuild"
_BELOW = (
    "SELECT (SELECT count(*) FROM stored_events WHERE rowid < 1) + (SELECT count(*) FROM ledger WHERE position < 1)"
)


KEPT_LINES = ("stored_events", "ledger")
"""The tables of the lines, beside which others may lie in the same file."""


class Mirror(SQLiteLog):
    """A log to be read only: the first lines of another, in tables like those of a file, on a connection of its owner.

    Each line is hashed as it comes, and the root must come out as the one the server keeps: what answers here is the
    log that is there. It is a copy to read from and no log to append to; `copying.copy` makes one of those.
    """

    path: str | None = None
    _agreed: int | None = None

    def __init__(self, connection: sqlite3.Connection, origin: str, name: str):
        """name: what messages call it. The tables are made when they are missing and the file may be written."""
        self._connection, self.origin, self.name = connection, origin, name
        self.readonly, self._at_rest, self._recorder, self._failed = True, None, None, False

    @property
    def address(self) -> str:
        """The URI of the file that the lines are kept in."""
        return files.address(self._connection.execute("PRAGMA database_list").fetchone()[2], "ro")

    def make(self) -> None:
        """Makes the tables, where they are missing."""
        for statement in _TABLES:
            self._connection.execute(statement)

    def forget(self) -> None:
        """Drop every line with its tables, which are made anew: the lines are of another history, or the tables odd."""
        for table in KEPT_LINES:
            self._connection.execute(f"DROP TABLE IF EXISTS main.{table}")
        self.make()
        self._known = self._agreed = None

    def agrees(self, log: Log, head: int) -> bool:
        """Whether the lines here are the first `head` of the log."""
        if self.position() != head:
            return False
        if self._agreed != head:
            try:
                here = self.root(head)
            except Damaged:  # altered here, and so fetched again
                return False
            try:
                if here != log.root(head):
                    return False
            except Usage:  # a standby that does not go so far
                return False
            self._agreed = head  # and so it stays: asking once saves a journey to the server
        return True

    def ahead_of(self, log: Log, head: int) -> bool:
        """Whether the log, a standby, has not yet been sent all that is kept here already, and is the same so far."""
        return self.position() > head and log.lags() and self.root(head) == log.root(head)

    def follow(self, log: Log, head: int) -> None:
        """Bring the lines here up to position `head` of the log; all of them anew when those here are of another log.

        Call it within a transaction. Raises Damaged when the lines that came do not make the root the log has, or when
        the log has lost events that are here, whether others were recorded since or not: a backup was brought back, or
        a standby that lagged became the primary.
        """
        at = self.position()
        if at > head:
            if self.ahead_of(log, end := log.position()):
                return
            if self.root(end) == log.root(end):
                message = f"{log.name} ends at position {end}, but {at} events of it are kept here: it has lost some."
                raise Damaged("log-shorter", message, _SAVE)
        if at > head or not self._fetched(log, head):
            # Whether the lines here are of this log is asked only now. They nearly always are, each question is a
            # journey to the server, and others may be waiting there for the lock that is held.
            self._keep_what_was_lost(log, at)
            self.forget()
            if not self._fetched(log, head):
                message = f"The lines of {log.name} do not make the root that is kept with them."
                raise Damaged("root", message, "reformlog verify")

    def _keep_what_was_lost(self, log: Log, at: int) -> None:
        """Raises Damaged when the first `at` lines here are whole and not those of the log: here may be the last copy.

        Lines that were altered here are worth nothing, and fetched again.
        """
        if not self._are_whole(at):
            return
        low, high = 0, min(at, log.position())
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self.root(middle) == log.root(middle) else (low, middle - 1)
        if low < at:
            message = f"{log.name} has another history behind position {low} than the {at} events kept here: "
            raise Damaged("other-history", f"{message}it has lost {at - low} of them.", _SAVE)

    def _are_whole(self, at: int) -> bool:
        """Whether the first `at` lines here make the hashes that were kept with them."""
        size, peaks = 0, list[bytes]()
        while page := self._all(_HASHED, (size + 1, min(at, size + LINES_AT_ONCE))):
            lines, trees = zip(*page, strict=True)
            if {*map(type, lines)} != {bytes} or tuple(merkle.grow(size, peaks, lines)) != trees:
                return False
            size += len(page)
        return size == at

    def _fetched(self, log: Log, head: int) -> bool:
        """Fetch the lines behind the last one here, up to `head`. False when they do not make the log's root there."""
        events = log.events(self.position() + 1, head)
        try:
            while block := list(islice(events, LINES_AT_ONCE)):
                self.keep(block)
        except sqlite3.IntegrityError:  # an act twice: some are of another history
            return False
        return self.agrees(log, head)

    def keep(self, events: Sequence[Event]) -> None:
        """Adds the next lines, within a transaction of the caller."""
        size = self.position()
        trees = merkle.grow(size, self.peaks(size), [event.line for event in events])
        ledger = ((e.position, lines.read(e.line)["recorded_at"], tree) for e, tree in zip(events, trees, strict=True))
        self._connection.executemany(_EVENT, events)
        self._connection.executemany(_LEDGER, ledger)

    def disturbed(self) -> bool:
        return False

    def faults(self) -> list[str]:
        """What SQLite finds wrong in the file of the copy."""
        # A connection of its own, for this may be asked from another thread.
        with closing(sqlite3.connect(self.address, uri=True)) as other:
            return schema.uneven(other.execute(schema.COUNTS)) + schema.below(other.execute(_BELOW))

    def notes(self) -> list[tuple[int, bytes]]:
        """None: the signed checkpoints stay on the server."""
        return []

    def wait(self, seconds: float) -> bool:
        return Log.wait(self, seconds)

    @contextmanager
    def _writing(self) -> Iterator[tuple[int, str]]:
        message = f"What is kept here of {self.name} is only to be read."
        raise Refused("local-only", message, "Repeat the command without --local.")
        yield

    def close(self) -> None:
        """Nothing to let go of: the connection is its owner's."""
