"""A log on a PostgreSQL server: the same events, lines, positions and roots as in a file, for writers on many hosts."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import psycopg
from psycopg.pq import TransactionStatus
from psycopg.rows import tuple_row

from ...errors import Damaged, Error, Refused, Usage
from .. import failures, schema
from ..shapes import Event
from ..store import Log, Rows
from . import checking, tables
from .address import connect, plain_address

if TYPE_CHECKING:
    from .recorder import LedgerRecorder

_PAGE = 1000
_CHANNEL = "stored_events"  # what the recorder notifies after each append
_EVENTS = (
    "SELECT notification_id, originator_id, originator_version, topic, state FROM stored_events "
    "WHERE notification_id BETWEEN %s AND %s ORDER BY notification_id LIMIT %s"
)
_VERSIONS = (
    "SELECT originator_id, notification_id, originator_version, topic, state FROM stored_events "
    "WHERE originator_id = ANY(%s) AND notification_id > 0 ORDER BY originator_id, originator_version"
)
_STORED = (
    "SELECT notification_id, originator_id, originator_version, topic, state, recorded_at, tree FROM stored_events "
    "LEFT JOIN ledger ON position = notification_id WHERE notification_id >= %s ORDER BY notification_id"
)
_END = (
    "SELECT (SELECT max(notification_id) FROM stored_events), max(position), "
    "(SELECT recorded_at FROM ledger ORDER BY position DESC LIMIT 1) FROM ledger"
)
_BELOW = (  # where no reader looks
    "SELECT (SELECT count(*) FROM stored_events WHERE (notification_id > 0) IS NOT TRUE)"
    " + (SELECT count(*) FROM ledger WHERE (position > 0) IS NOT TRUE)"
)
# What another schema of the search path has would be found as well, and could stand in for what the server has.
_ONLY_HERE = "SELECT set_config('search_path', quote_ident(current_schema()::text), false)"
_OUT_OF_ORDER = (
    "SELECT e.notification_id FROM stored_events e WHERE e.originator_version <> 1 AND NOT EXISTS ("
    "SELECT FROM stored_events f WHERE f.originator_id = e.originator_id AND f.notification_id < e.notification_id "
    "AND f.originator_version = e.originator_version - 1) ORDER BY 1 LIMIT 1"
)
# Asked for here, so that neither the server's nor the user's settings can weaken it: durable when the call returns.
_BEGIN = (
    "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; SET LOCAL lock_timeout = '60s'; "
    "SELECT set_config('synchronous_commit', 'on', true) WHERE current_setting('synchronous_commit') = 'off'; "
)


class PostgresLog(Log):
    """See `store.Log`. The log lies in the first schema of the connection's search path; a connection for each log."""

    path = None
    remote = True

    def __init__(self, url: str, *, readonly: bool = False):
        self._url, self.readonly, self.name = url, readonly, plain_address(url)
        self._recorder: LedgerRecorder | None = None
        self._listening = self._in_writing = False
        self._connection = connect(url)
        try:
            self.origin = self._identify()
        except Error:
            self.close()
            raise

    def _identify(self) -> str:
        hint = f"reformlog --db {self.name} init"
        [(schema_name, meta, events)] = self._all(
            "SELECT current_schema(), to_regclass(here || 'meta')::text, to_regclass(here || 'stored_events')::text "
            "FROM (SELECT quote_ident(current_schema()::text) || '.') AS place (here)"
        )
        self._schema = schema_name or "public"
        if meta is None and events is None:
            raise Usage("no-log", f"There is no log at {self.name}.", hint)
        if meta is None or events is None:
            raise Damaged("not-a-log", f"The tables at {self.name} are no log of reformlog.", "Choose another schema.")
        found = dict(self._all("SELECT key, value FROM meta"))
        layout = found.get("layout", "")
        if not found.get("origin") or not layout.isdecimal():
            raise Damaged("not-a-log", f"The tables at {self.name} are no log of reformlog.", "Choose another schema.")
        if int(layout) > schema.VERSION:
            message = f"{self.name} is of layout {layout}; this reformlog knows up to {schema.VERSION}."
            raise Refused("newer-log", message, "Install a newer reformlog.")
        return str(found["origin"])

    def _plain(self, error: BaseException) -> Error:
        return failures.of_postgres(error, self.name)

    def _all(self, query: Any, values: Sequence[Any] = ()) -> list[Any]:
        """Ask. A server that was started again in between is asked once more; never within a transaction that writes:
        a new connection would have neither its lock nor what was written so far.
        """
        try:
            if self._connection.closed and not self._in_writing:
                self._reconnect()
            try:
                return self._ask(query, values)
            except psycopg.OperationalError:
                if not self._connection.closed or self._in_writing:
                    raise
                self._reconnect()
                return self._ask(query, values)
        except psycopg.Error as error:
            raise self._plain(error) from None

    def _ask(self, query: Any, values: Sequence[Any]) -> list[Any]:
        with self._connection.cursor(row_factory=tuple_row) as cursor:
            return cursor.execute(query, values or None).fetchall()

    def _reconnect(self) -> None:
        self._recorder, self._listening, self._connection = None, False, connect(self._url)

    def position(self) -> int:
        position: int = self._all("SELECT coalesce(max(position), 0) FROM ledger")[0][0]
        return position

    def events(self, start: int = 1, stop: int | None = None) -> Iterator[Event]:
        last = self.position() if stop is None else stop
        while start <= last:
            rows = self._all(_EVENTS, (start, last, _PAGE))
            if not rows:
                return
            yield from map(Event._make, rows)
            start = rows[-1][0] + 1

    def versions_of(self, acts: Collection[str]) -> dict[str, list[tuple[int, int, str, bytes]]]:
        found: dict[str, list[tuple[int, int, str, bytes]]] = {}
        asked = list(acts)
        for at in range(0, len(asked), 5000):
            for act, *row in self._all(_VERSIONS, (asked[at : at + 5000],)):
                found.setdefault(act, []).append((row[0], row[1], row[2], row[3]))
        return found

    def recorded_at(self, position: int) -> str | None:
        rows = self._all("SELECT recorded_at FROM ledger WHERE position = %s", (position,))
        return rows[0][0] if rows else None

    def trees(self, positions: Sequence[int]) -> dict[int, bytes]:
        return dict(self._all("SELECT position, tree FROM ledger WHERE position = ANY(%s)", (list(positions),)))

    def peaks(self, size: int) -> list[bytes]:
        grown = self._recorder.grown(size) if self._recorder is not None else None
        return super().peaks(size) if grown is None else grown

    def stored(self, start: int = 1) -> Rows:
        try:
            with connect(self._url) as connection, connection.cursor("stored", row_factory=tuple_row) as cursor:
                connection.autocommit = False
                cursor.itersize = _PAGE
                yield from cursor.execute(_STORED, (start,))
        except psycopg.Error as error:
            raise self._plain(error) from None

    def faults(self) -> list[str]:
        """Where the tables are not as they were made, and which positions are out of order."""
        try:
            with connect(self._url) as connection:
                cursor = connection.cursor(row_factory=tuple_row)
                cursor.execute(_ONLY_HERE)
                faults = checking.differences(cursor)
                for (at,) in cursor.execute(_OUT_OF_ORDER):
                    faults.append(f"position {at} is not the next version of its act")
                faults += schema.uneven(cursor.execute(schema.COUNTS))
                return faults + schema.below(cursor.execute(_BELOW))
        except psycopg.Error as error:
            raise self._plain(error) from None

    def lags(self) -> bool:
        standby: bool = self._all("SELECT pg_is_in_recovery()")[0][0]
        return standby

    def wait(self, seconds: float) -> bool:
        """Until a writer's NOTIFY, or the time is over; a standby is sent none, and is looked at every second.

        The notice says in which schema something was recorded: another log of the same database wakes nobody here. One
        that does not say so is of an older writer.
        """
        if not self._listening and self.lags():
            time.sleep(min(seconds, 1.0))
            return False
        try:
            if not self._listening:
                self._connection.execute(f"LISTEN {_CHANNEL}")
                self._listening = True
                return True  # something may have been recorded before we listened
            notices = self._connection.notifies(timeout=seconds)
            return any(notice.payload in ("", self._schema) for notice in notices)
        except psycopg.Error as error:
            self._connection.close()
            raise self._plain(error) from None

    @contextmanager
    def _writing(self) -> Iterator[tuple[int, str]]:
        if self.readonly:
            raise Refused("read-only", f"{self.name} was opened to be read only.", "Open it for writing.")
        recorder, position, recorded_at = self._begin()
        with recorder.datastore.lock:
            self._in_writing = True
            try:
                yield position, recorded_at
            except BaseException:
                self._roll_back()
                raise
            finally:
                self._in_writing = False
            try:
                self._connection.execute("COMMIT")
            except psycopg.Error as error:
                self._roll_back()
                raise failures.unknown_end(self._plain(error)) from None

    def _begin(self) -> tuple[LedgerRecorder, int, str]:
        """Take the lock first, then look where the log ends, in one message to the server."""
        try:
            try:
                end = self._lock()
            except psycopg.OperationalError:
                if not self._connection.closed:
                    raise
                self._reconnect()  # it broke while nothing was going on
                end = self._lock()
        except psycopg.Error as error:
            self._roll_back()
            if isinstance(error, psycopg.errors.FeatureNotSupported):  # READ WRITE, asked of a standby
                error = psycopg.errors.ReadOnlySqlTransaction()
            raise self._plain(error) from None
        if self._recorder is None:
            from .recorder import Datastore, LedgerRecorder

            self._recorder = LedgerRecorder(Datastore(self._connection, self._schema))
        return self._recorder, *end

    def _lock(self) -> tuple[int, str]:
        with self._connection.cursor(row_factory=tuple_row) as cursor:
            cursor.execute(_BEGIN + tables.LOCK.format(table="stored_events") + "; " + _END)
            while cursor.nextset():
                pass
            events, position, recorded_at = cursor.fetchone() or (None, None, None)
        if events != position:
            self._roll_back()
            message = f"{self.name} holds {events or 0} events, but its ledger has {position or 0}."
            raise Damaged("ledger", message, "reformlog verify")
        return position or 0, recorded_at or ""

    def _roll_back(self) -> None:
        if self._recorder is not None:
            self._recorder.forget()
        if not self._connection.closed and self._connection.info.transaction_status != TransactionStatus.IDLE:
            try:
                self._connection.execute("ROLLBACK")
            except psycopg.Error:
                self._connection.close()  # the server rolls back what it hears no more of

    def _insert(self, events: Sequence[Event], times: Sequence[str]) -> None:
        assert self._recorder is not None, "only within a batch"
        try:
            for at in range(0, len(events), _PAGE):
                self._recorder.keep(events[at : at + _PAGE], times[at : at + _PAGE])
        except Error:  # in words already: rows that did not arrive
            raise
        except Exception as error:
            raise self._plain(error) from None

    def notes(self) -> list[tuple[int, bytes]]:
        return self._all("SELECT size, note FROM notes ORDER BY number")

    def _insert_note(self, size: int, note: bytes) -> None:
        number = "SELECT coalesce(max(number), 0) + 1 FROM notes"
        self._all(f"INSERT INTO notes (number, size, note) VALUES (({number}), %s, %s) RETURNING number", (size, note))
        if self._all("SELECT size, note FROM notes ORDER BY number DESC LIMIT 1") != [(size, note)]:
            raise failures.not_kept(self.name, 1, 0)

    def close(self) -> None:
        self._connection.close()


def create(url: str, origin: str) -> None:
    """Make an empty log in the first schema of the connection's search path. Usage when a log is there already."""
    name = plain_address(url)
    try:
        with connect(url) as connection, connection.transaction():
            tables.make(connection, origin)
    except (psycopg.errors.DuplicateTable, psycopg.errors.DuplicateFunction, psycopg.errors.UniqueViolation):
        message = f"There are tables of a log at {name} already; they were left as they are."
        raise Usage("exists", message, "Choose another database or schema.") from None
    except psycopg.Error as error:
        raise failures.of_postgres(error, name) from None
