"""A log in an SQLite file: what is read needs nothing but the standard library; what appends goes through the recorder."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from reformlog.errors import Damaged, Error, Refused
from reformlog.log import failures, files
from reformlog.log.shapes import Event, Stored
from reformlog.log.store import Log

if TYPE_CHECKING:
    from reformlog.log.recorder import LedgerRecorder

_PAGE = 256
_EVENTS = (
    "SELECT rowid, originator_id, originator_version, topic, state FROM stored_events "
    "WHERE rowid BETWEEN ? AND ? ORDER BY rowid"
)
_LEDGER = "SELECT position, recorded_at, tree FROM ledger WHERE position BETWEEN ? AND ? ORDER BY position"


class SQLiteLog(Log):
    """See `store.Log`. readonly: never writes, and leaves no file behind; so does a file this user may not write."""

    path: str

    def __init__(self, path: str, *, readonly: bool = False):
        files.identify(path)
        self.path = self.name = path
        self.readonly = readonly or not files.may_write(path)
        self._recorder: LedgerRecorder | None = None
        self._trace: tuple[int, ...] | None = None
        self._failed = False
        self._connect()
        try:
            ((self.origin,),) = self._all("SELECT value FROM meta WHERE key = 'origin'") or [(None,)]
        except Error:
            self._connection.close()
            raise
        if not self.origin:
            self._connection.close()
            raise Damaged("no-origin", f"{path} does not say which register it is.", "Bring back a backup of the log.")

    def _connect(self) -> None:
        try:
            self._trace = files.trace(self.path) if self.readonly else None
            self._connection = files.connect(self.path, readonly=self.readonly)
        except sqlite3.Error as error:
            raise self._plain(error) from None

    def _plain(self, error: BaseException) -> BaseException:
        return failures.of_sqlite(error, self.name) or error

    def _all(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        try:
            return self._connection.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise self._plain(error) from None

    def position(self) -> int:
        if self._trace is not None and self._trace != files.trace(self.path):
            self._connection.close()
            self._connect()
        position: int = self._all("SELECT coalesce(max(position), 0) FROM ledger")[0][0]
        return position

    def events(self, start: int = 1, stop: int | None = None) -> Iterator[Event]:
        last = self.position() if stop is None else stop
        make = Event._make
        while start <= last:
            rows = self._all(_EVENTS + " LIMIT ?", (start, last, _PAGE))
            if not rows:
                return
            yield from map(make, rows)
            start = rows[-1][0] + 1

    def versions_of(self, acts: Collection[str]) -> dict[str, list[tuple[int, int, str, bytes]]]:
        found: dict[str, list[tuple[int, int, str, bytes]]] = {}
        asked = list(acts)
        for at in range(0, len(asked), 500):
            some = asked[at : at + 500]
            for act, *row in self._all(
                "SELECT originator_id, rowid, originator_version, topic, state FROM stored_events "
                f"WHERE originator_id IN ({','.join('?' * len(some))}) ORDER BY originator_id, originator_version",
                some,
            ):
                found.setdefault(act, []).append(tuple(row))
        return found

    def recorded_at(self, position: int) -> str | None:
        rows = self._all("SELECT recorded_at FROM ledger WHERE position = ?", (position,))
        return rows[0][0] if rows else None

    def trees(self, positions: Sequence[int]) -> dict[int, bytes]:
        marks = ",".join("?" * len(positions))
        return dict(self._all(f"SELECT position, tree FROM ledger WHERE position IN ({marks})", positions))

    def stored(self, start: int = 1, stop: int | None = None) -> Iterator[Stored]:
        last = stop if stop is not None else 2**62
        begun = not self._connection.in_transaction
        try:
            if begun:
                self._connection.execute("BEGIN")
            events = self._connection.execute(_EVENTS, (start, last))
            ledger = self._connection.execute(_LEDGER, (start, last))
            for event, row in zip_longest(events, ledger):
                if event is None or row is None or event[0] != row[0]:
                    at = min(part[0] for part in (event, row) if part is not None)
                    raise Damaged("ledger", f"Position {at} is in the events or in the ledger, not in both.")
                yield Stored(*event, row[1], row[2])
        except sqlite3.Error as error:
            raise self._plain(error) from None
        finally:
            if begun and self._connection.in_transaction:
                self._connection.rollback()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        recorder = self._writer()
        committing = False
        try:
            with recorder.datastore.transaction(commit=True):
                last = self._all("SELECT max(rowid) FROM stored_events")[0][0] or 0
                if last != self.position():
                    message = f"{self.name} holds {last} events and a ledger of {self.position()}."
                    raise Damaged("ledger", message, "reformlog verify")
                yield
                committing = True
        except Error:
            raise
        except Exception as error:
            plain = failures.of_sqlite(error, self.name)
            if plain is None:
                raise
            if committing:
                self._failed = True
                plain = failures.unknown_end(plain)
            raise plain from None

    def _writer(self) -> LedgerRecorder:
        """The recorder, made when it is first needed: a question never pays for importing what appends."""
        if self.readonly:
            raise Refused("read-only", f"{self.name} may only be read here.", "Ask for the right to write it.")
        if self._failed:
            raise Refused("failed", f"The last append to {self.name} failed at the disk.", "Open the log again.")
        if self._recorder is None:
            from reformlog.log.recorder import Datastore, LedgerRecorder  # heavy

            self._all("PRAGMA journal_mode = WAL")
            self._recorder = LedgerRecorder(Datastore(self._connection))
        return self._recorder

    def _insert(self, events: list[Event], recorded_at: str) -> None:
        recorder = self._writer()
        try:
            recorder.keep(events, recorded_at)
        except Exception as error:
            raise self._plain(error) from None

    def close(self) -> None:
        self._connection.close()
