"""The `eventsourcing` library's recorder stores and orders the events; our ledger joins its transaction (SQLite)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import RLock
from typing import Any, Literal

from eventsourcing import persistence
from eventsourcing.persistence import StoredEvent
from eventsourcing.sqlite import SQLiteAggregateRecorder, SQLiteApplicationRecorder, SQLiteCursor, SQLiteDatastore

from . import failures, merkle
from .shapes import Event


class Datastore(SQLiteDatastore):
    """The library's datastore on the one connection the log holds, so that what decides and what inserts see the same.

    A transaction that writes takes the lock first (BEGIN IMMEDIATE): one that reads and only then writes would fail
    at once where another has written in between. Within an open transaction the library joins it.
    """

    def __init__(self, connection: sqlite3.Connection, originator_id_type: Literal["uuid", "text"] = "text"):
        super().__init__("", originator_id_type=originator_id_type)
        self._connection, self.lock = connection, RLock()
        self.rollbacks = 0

    @contextmanager
    def transaction(self, *, commit: bool) -> Iterator[SQLiteCursor]:
        """A cursor of our connection, within the transaction that is open on it or else in one of its own."""
        connection = self._connection
        with self.lock:
            try:
                cursor = connection.cursor()
                cursor.row_factory = sqlite3.Row
                if connection.in_transaction:
                    yield SQLiteCursor(cursor)
                    return
                cursor.execute("BEGIN IMMEDIATE" if commit else "BEGIN")
                try:
                    yield SQLiteCursor(cursor)
                    cursor.execute("COMMIT")
                except BaseException:
                    self.rollbacks += 1
                    if connection.in_transaction:
                        connection.rollback()
                    raise
            except sqlite3.Error as error:
                raise _library_error(error) from error


class LedgerRecorder(SQLiteApplicationRecorder):
    """The library's recorder; `insert_events` takes `times`, one for each, and writes the ledger with the events.

    It takes the `size` of the log before them where that is known.
    """

    datastore: Datastore

    def __init__(self, datastore: Datastore):
        super().__init__(datastore)
        self.insert_events_statement = (
            "INSERT INTO stored_events (originator_id, originator_version, topic, state) VALUES (?,?,?,?)"
        )
        self._grown: tuple[int, int, list[bytes]] = (0, 0, [])

    def keep(self, events: Sequence[Event], times: Sequence[str]) -> None:
        """Insert the events of our log, whose positions are known to be the next."""
        if events:
            stored = [StoredEvent(event.act, event.version, event.topic, event.line) for event in events]
            self.insert_events(stored, times=times, size=events[0].position - 1)

    def create_table(self) -> None:
        """The tables are there: `schema.make` wrote them with the file."""

    def _insert_events(
        self,
        c: SQLiteCursor,
        stored_events: Sequence[StoredEvent],
        *,
        times: Sequence[str] = (),
        size: int | None = None,
        **kwargs: Any,
    ) -> Sequence[int]:
        if size is None:
            size = self._max_notification_id(c) or 0
        cursor = c.sqlite_cursor
        before = cursor.connection.total_changes
        # The application recorder's own insert asks for each id in turn; the ids are known, so the plain one will do.
        SQLiteAggregateRecorder._insert_events(self, c, stored_events, **kwargs)
        arrived = cursor.rowcount
        positions = range(size + 1, size + 1 + len(stored_events))
        peaks = self._peaks(c, size)
        trees = merkle.grow(size, peaks, [event.state for event in stored_events])
        c.executemany(
            "INSERT INTO ledger (position, recorded_at, tree) VALUES (?,?,?)",
            zip(positions, times, trees, strict=True),
        )
        # A trigger can turn a row away without an error (RAISE(IGNORE)), or take one away again, which is counted too.
        kept = (arrived, cursor.rowcount, cursor.connection.total_changes - before)
        if stored_events and kept != (len(positions), len(positions), 2 * len(positions)):
            raise failures.not_kept("The log", len(positions), min(kept[:2]))
        self._grown = self.datastore.rollbacks, positions[-1] if positions else size, peaks
        return list(positions)

    def grown(self, size: int) -> list[bytes] | None:
        """The peaks of the tree of `size` leaves when that is what the last append made and kept, else None."""
        return [*self._grown[2]] if size and self._grown[:2] == (self.datastore.rollbacks, size) else None

    def _peaks(self, c: SQLiteCursor, size: int) -> list[bytes]:
        """The peaks of the tree; remembered from the last append, unless that was rolled back or others wrote since."""
        peaks = self.grown(size)
        if peaks is not None:
            return peaks
        peaks = []
        for level, index in merkle.peaks_of(size):
            c.execute("SELECT tree FROM ledger WHERE position = ?", (merkle.home(level, index),))
            row = c.fetchone()
            if row is None:
                raise persistence.IntegrityError("the ledger is shorter than the events")
            peaks.append(merkle.node_in(row[0], level))
        return peaks


def _library_error(error: sqlite3.Error) -> persistence.PersistenceError:
    """The library's error for SQLite's, as its own datastore raises it."""
    kind = getattr(persistence, type(error).__name__, persistence.PersistenceError)
    return kind(error)
