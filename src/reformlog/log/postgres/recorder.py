"""The `eventsourcing` library's recorder stores and orders the events; our ledger joins it (PostgreSQL)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from threading import RLock
from typing import Any, Literal

import psycopg
from eventsourcing import persistence
from eventsourcing.persistence import StoredEvent
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore
from psycopg.pq import TransactionStatus
from psycopg.rows import DictRow

from .. import failures, merkle
from ..shapes import Event
from . import tables

# In one statement, because neither table takes a row without its other half.
_RECORDED = (
    "WITH e AS (INSERT INTO stored_events (originator_id, originator_version, topic, state, notification_id) "
    "SELECT * FROM unnest(%s::text[], %s::bigint[], %s::text[], %b::bytea[], %s::bigint[]) RETURNING 1), "
    "l AS (INSERT INTO ledger (position, recorded_at, tree) "
    "SELECT * FROM unnest(%s::bigint[], %s::text[], %b::bytea[]) RETURNING 1) "
    "SELECT least((SELECT count(*) FROM e), (SELECT count(*) FROM l)) AS arrived"
)
_TOLD = (
    "SELECT pg_notify(%s, current_schema()), "
    "least((SELECT max(notification_id) FROM stored_events), (SELECT max(position) FROM ledger)) AS ends"
)


class Datastore(PostgresDatastore):
    """The library's datastore on the one connection the log holds: what decides and what inserts see the same."""

    def __init__(
        self, connection: psycopg.Connection[DictRow], schema: str, originator_id_type: Literal["uuid", "text"] = "text"
    ):
        super().__init__("", "", "", "", "", schema=schema, originator_id_type=originator_id_type)
        self.connection, self.lock = connection, RLock()

    def register_type_adapters(self) -> None:
        """None are needed: the events go in as arrays, not as the library's composite type."""

    @contextmanager
    def get_connection(self) -> Iterator[psycopg.Connection[DictRow]]:
        with self.lock:
            try:
                yield self.connection
            except psycopg.Error as error:
                raise _library_error(error) from error


class LedgerRecorder(PostgresApplicationRecorder):
    """The library's recorder; `insert_events` takes `times`, one for each, and writes the ledger with the events.

    It is replaced as a whole: the library's own commits the events when a hook of it fails, gives numbers with gaps,
    and tries again after a COMMIT whose answer was lost.
    """

    datastore: Datastore
    _grown: tuple[int, list[bytes]] | None = None
    """The size and the peaks of the tree after the last append; of no use once others have appended."""

    def keep(self, events: Sequence[Event], times: Sequence[str]) -> None:
        """Insert the events of our log, whose positions are known to be the next."""
        stored = [StoredEvent(event.act, event.version, event.topic, event.line) for event in events]
        self.insert_events(stored, times=times, size=events[0].position - 1)

    def create_table(self) -> None:
        """The tables are there: `tables.make` wrote them."""

    def insert_events(
        self, stored_events: Sequence[StoredEvent], *, times: Sequence[str] = (), size: int = -1, **_: Any
    ) -> Sequence[int] | None:
        """Inserts events and their lines of the ledger in one transaction; returns their positions."""
        if not stored_events:
            return []
        with self.datastore.get_connection() as connection:
            alone = connection.info.transaction_status == TransactionStatus.IDLE
            with connection.transaction() if alone else nullcontext():
                if alone:
                    connection.execute(tables.LOCK.format(table="stored_events"))
                return self._insert(connection, stored_events, times, size)

    def _insert(
        self,
        connection: psycopg.Connection[DictRow],
        stored_events: Sequence[StoredEvent],
        times: Sequence[str],
        size: int,
    ) -> list[int]:
        known, self._grown = self._grown, None
        size, peaks = known if known and known[0] == size else self._end(connection)
        positions = list(range(size + 1, size + 1 + len(stored_events)))
        lines = [event.state for event in stored_events]
        ids = [str(event.originator_id) for event in stored_events]
        versions = [event.originator_version for event in stored_events]
        topics = [event.topic for event in stored_events]
        trees = list(merkle.grow(size, peaks, lines))
        with connection.pipeline():
            recorded = connection.execute(
                _RECORDED, (ids, versions, topics, lines, positions, positions, list(times), trees)
            )
            told = connection.execute(_TOLD, (self.channel_name,))
        # A trigger can turn a row away without an error, and another, or a rule, take one away again.
        kept, last = recorded.fetchone(), told.fetchone()
        arrived = kept["arrived"] if kept else 0
        if arrived != len(positions) or last is None or last["ends"] != positions[-1]:
            raise failures.not_kept("The log", len(positions), arrived)
        self._grown = positions[-1], peaks
        return positions

    def grown(self, size: int) -> list[bytes] | None:
        """The peaks of the tree of so many leaves, when it is the last that was grown here."""
        return list(self._grown[1]) if self._grown and self._grown[0] == size else None

    def forget(self) -> None:
        """A batch was rolled back: the tree it grew is not that of the log."""
        self._grown = None

    @staticmethod
    def _end(connection: psycopg.Connection[DictRow]) -> tuple[int, list[bytes]]:
        """How many events there are, and the peaks of their tree."""
        found = connection.execute("SELECT coalesce(max(notification_id), 0) AS size FROM stored_events").fetchone()
        size: int = found["size"] if found else 0
        places = merkle.peaks_of(size)
        homes = [merkle.home(level, index) for level, index in places]
        rows = connection.execute("SELECT position, tree FROM ledger WHERE position = ANY(%s)", (homes,)).fetchall()
        trees = {row["position"]: row["tree"] for row in rows}
        if len(trees) != len(homes):
            raise persistence.IntegrityError("the ledger is shorter than the events")
        return size, [merkle.node_in(trees[at], level) for (level, _), at in zip(places, homes, strict=True)]


def _library_error(error: psycopg.Error) -> persistence.PersistenceError:
    """The library's error for one of psycopg. A trigger that refuses speaks of the order of events, as a key does."""
    if error.sqlstate == "P0001":
        return persistence.IntegrityError(str(error))
    for kind in type(error).__mro__:
        found = getattr(persistence, kind.__name__, None)
        if isinstance(found, type) and issubclass(found, persistence.PersistenceError):
            return found(str(error))
    return persistence.PersistenceError(str(error))
