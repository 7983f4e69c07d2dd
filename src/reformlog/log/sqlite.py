"""A log in an SQLite file: reading needs the standard library only; appending goes through the recorder."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import Damaged, Error, Refused, Stale
from . import failures, files, handed, schema, strangers, wal
from .shapes import Event
from .store import Log, Pages, Rows

if TYPE_CHECKING:
    from .recorder import LedgerRecorder

_PAGE = 256
_GLANCE = 0.1  # seconds between two looks at a file that is followed
_EVENTS = "SELECT rowid, originator_id, originator_version, topic, state FROM stored_events "
_LINES = "SELECT rowid, state FROM stored_events "
_COLUMNS = "e.rowid, originator_id, originator_version, topic, state, recorded_at, tree"
_ROWS = "FROM stored_events e LEFT JOIN ledger l ON l.position = e.rowid WHERE e.rowid >= ?"
_STORED = f"SELECT {_COLUMNS} {_ROWS} ORDER BY e.rowid"
_HANDED = f"SELECT 1 {_ROWS} AND {{}}({_COLUMNS}) ORDER BY e.rowid"
# With the + it is the index that is gone through, not all the lines.
_OUT_OF_ORDER = (
    "SELECT e.rowid FROM stored_events e WHERE e.originator_version <> 1 AND NOT EXISTS ("
    "SELECT 1 FROM stored_events f WHERE f.originator_id = e.originator_id "
    "AND f.originator_version = e.originator_version - 1 AND f.rowid < e.rowid) ORDER BY +e.rowid LIMIT 1"
)
_END = "SELECT (SELECT max(rowid) FROM stored_events), position, recorded_at FROM ledger ORDER BY position DESC LIMIT 1"


class SQLiteLog(Log):
    """See `store.Log`. readonly: never writes, and leaves no file behind; so does a file this user may not write."""

    _written: list[Any] | None = None
    """SQLite's data_version when last waited for: it changes when another connection commits."""

    def __init__(self, path: str, *, readonly: bool = False):
        files.identify(path)
        self.path = self.name = path
        self._place = Path(path).resolve()  # SQLite keeps its -wal beside the file itself, not beside a link to it
        self._file = str(self._place)
        self.readonly = readonly or not files.may_write(self._file)
        self._recorder: LedgerRecorder | None = None
        self._at_rest: tuple[int, int, bool] | None = None
        self._failed = False
        self._connect()
        try:
            ((self.origin,),) = self._all(files.ORIGIN) or [(None,)]
        except Error:
            self._connection.close()
            raise
        if not self.origin or type(self.origin) is not str:
            self._connection.close()
            raise Damaged("no-origin", f"{path} does not say which register it is.", "Bring back a backup of the log.")

    def _connect(self) -> None:
        try:
            strangers.refuse_foreign(self._file)
            alone = self.readonly and not files.has_wal(self._file)
            self._at_rest = files.trace(self._file) if alone else None
            self._mode = "immutable" if alone else "ro" if self.readonly else "rw"
            self._connection = files.connect(self._file, self._mode)
            self._identity = files.identity(files.status(self._place))
            self.opened += 1
        except (sqlite3.Error, UnicodeError) as error:
            raise self._plain(error) from None

    @property
    def address(self) -> str:
        return files.address(self._file, "ro" if self._mode == "rw" else self._mode)

    def _plain(self, error: BaseException) -> BaseException:
        return failures.of_sqlite(error, self.name) or error

    def _all(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        try:
            return self._connection.execute(sql, values).fetchall()
        except (sqlite3.Error, UnicodeError) as error:
            if self.disturbed():
                self._reopen()
                return self._all(sql, values)
            raise self._plain(error) from None

    def _reopen(self) -> None:
        self._connection.close()
        self._connect()

    def position(self) -> int:
        if self.disturbed():
            self._reopen()
        position: int = self._all("SELECT coalesce(max(position), 0) FROM ledger")[0][0]
        return position

    def wait(self, seconds: float) -> bool:
        """Until another program has written to the file since the last waiting, or the time is over."""
        end = time.monotonic() + seconds
        while not self.disturbed() and self._all("PRAGMA data_version") == self._written:
            left = end - time.monotonic()
            if left <= 0:
                return False
            time.sleep(min(left, _GLANCE))
        self._written = self._all("PRAGMA data_version")
        return True

    def disturbed(self) -> bool:
        return self._at_rest is not None and self._at_rest != files.trace(self._file)

    def events(self, start: int = 1, stop: int | None = None) -> Iterator[Event]:
        make = partial(tuple.__new__, Event)  # `_make` would count the columns of every row
        return map(make, self._in_order(_EVENTS, start, stop))

    def numbered_lines(self, start: int = 1, stop: int | None = None) -> Iterator[tuple[int, bytes]]:
        return self._in_order(_LINES, start, stop)

    def _in_order(self, query: str, start: int, stop: int | None) -> Iterator[Any]:
        last = self.position() if stop is None else stop
        while start <= last:
            rows = self._all(query + "WHERE rowid BETWEEN ? AND ? ORDER BY rowid LIMIT ?", (start, last, _PAGE))
            if not rows:
                return
            yield from rows
            start = rows[-1][0] + 1

    def versions_of(self, acts: Collection[str]) -> dict[str, list[tuple[int, int, str, bytes]]]:
        """See `Log`. Asked for 500 acts at a time: SQLite takes only so many values in one question."""
        found: dict[str, list[tuple[int, int, str, bytes]]] = {}
        asked = list(acts)
        for at in range(0, len(asked), 500):
            some = asked[at : at + 500]
            for act, *row in self._all(
                "SELECT originator_id, rowid, originator_version, topic, state FROM stored_events "
                f"WHERE originator_id IN ({','.join('?' * len(some))}) AND rowid > 0 "
                "ORDER BY originator_id, originator_version",
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

    def peaks(self, size: int) -> list[bytes]:
        grown = self._recorder.grown(size) if self._recorder is not None else None
        return super().peaks(size) if grown is None else grown

    def stored(self, start: int = 1) -> Rows:
        """See `Log`. One view of the file from the first row to the last, whatever is appended meanwhile."""
        with self._one_view() as connection:
            yield from connection.execute(_STORED, (start,))

    def pages(self, start: int, size: int) -> Pages:
        with self._one_view() as connection:
            try:
                for page in handed.pages(connection, _HANDED, start, size):
                    yield page
                    start = page[-1][0] + 1
            except sqlite3.Error:
                connection.execute(_STORED, (start,)).fetchone()  # a row that is fetched says itself what is wrong
                raise

    @contextmanager
    def _one_view(self) -> Iterator[sqlite3.Connection]:
        begun = not self._connection.in_transaction
        try:
            if begun:
                self._connection.execute("BEGIN")
            yield self._connection
        except (sqlite3.Error, UnicodeError) as error:
            raise self._plain(error) from None
        finally:
            if begun and self._connection.in_transaction:
                self._connection.rollback()

    def faults(self) -> list[str]:
        """Where the tables are not as they were made, what SQLite finds wrong, and positions out of order."""
        try:
            with closing(files.connect(self._file, self._mode)) as connection:
                connection.execute("PRAGMA cache_size = 128")  # pages; most are needed once, and memory costs time too
                faults = schema.differences(connection)
                if not faults:
                    faults = [row[0] for row in connection.execute("PRAGMA integrity_check(1)") if row[0] != "ok"]
                if not faults:  # a damaged index would only say so in another way
                    for (at,) in connection.execute(_OUT_OF_ORDER):
                        faults.append(f"position {at} is not the next version of its act")
                return faults + schema.uneven(connection.execute(schema.COUNTS))
        except (sqlite3.Error, UnicodeError) as error:
            raise self._plain(error) from None

    @contextmanager
    def _writing(self) -> Iterator[tuple[int, str]]:
        recorder = self._writer()
        with recorder.datastore.lock:
            self._all("BEGIN IMMEDIATE")
            rows = self._connection.total_changes
            try:
                self._still_there()
                yield self._end()
            except BaseException:
                self._roll_back(recorder)
                raise
            try:
                self._connection.execute("COMMIT")
            except sqlite3.Error as error:
                self._roll_back(recorder)
                plain = failures.of_sqlite(error, self.name) or Error("store", str(error))
                if plain.code == "disk-full":  # the end of the batch could not be written, so none of it is there
                    raise plain from None
                self._failed = True
                wal.leave_alone(self._connection)
                raise failures.unknown_end(plain) from None
            wal.relieve_after_much(self._connection, self._file, rows)

    def _still_there(self) -> None:
        """A file moved away or replaced while open would take the events with it: Stale, and nothing is written.

        So would one that has another name.
        """
        status = files.status(self._place)
        if status is None or files.identity(status) != self._identity:
            message = f"{self.name} was moved or replaced while it was open; nothing was recorded."
            raise Stale("replaced", message, "Repeat the command, which opens the log that is there now.")
        if status.st_nlink > 1:
            files.refuse_other_name(self._place, self.name)

    def _roll_back(self, recorder: LedgerRecorder) -> None:
        recorder.datastore.rollbacks += 1
        if self._connection.in_transaction:
            self._connection.rollback()

    def _end(self) -> tuple[int, str]:
        """The last position and its time. Damaged when an event was slipped in beside the ledger."""
        rows = self._all(_END)
        position, recorded_at = rows[0][1:] if rows else (0, "")
        events = rows[0][0] if rows else self._all("SELECT max(rowid) FROM stored_events")[0][0]
        if (events or 0) != position:
            message = f"{self.name} holds {events or 0} events, but its ledger has {position}."
            raise Damaged("ledger", message, "reformlog verify")
        return position, recorded_at

    def _writer(self) -> LedgerRecorder:
        """The recorder, made when it is first needed: a question never pays for importing what appends."""
        if self.readonly:
            raise Refused("read-only", f"{self.name} may only be read here.", "Ask for the right to write it.")
        if self._failed:
            raise Refused("failed", f"The last append to {self.name} failed at the disk.", "Open the log again.")
        if self._recorder is None:
            from .recorder import Datastore, LedgerRecorder  # heavy

            self._all("PRAGMA journal_mode = WAL")
            self._all("PRAGMA cache_size = -8192")  # 8 MB: the index of acts is written all over in a long batch
            self._all("PRAGMA secure_delete = OFF")  # nothing is deleted here, and some builds clear what is moved
            self._all(f"PRAGMA journal_size_limit = {wal.GREAT_WAL}")  # and gives back what it took beside the file
            self._recorder = LedgerRecorder(Datastore(self._connection))
        return self._recorder

    def _insert(self, events: Sequence[Event], times: Sequence[str]) -> None:
        recorder = self._writer()
        try:
            recorder.keep(events, times)
        except Exception as error:
            raise self._plain(error) from None

    def notes(self) -> list[tuple[int, bytes]]:
        return self._all("SELECT size, note FROM notes ORDER BY number")

    def _insert_note(self, size: int, note: bytes) -> None:
        self._all("INSERT INTO notes (size, note) VALUES (?, ?)", (size, note))
        if self._all("SELECT size, note FROM notes ORDER BY number DESC LIMIT 1") != [(size, note)]:
            raise failures.not_kept(self.name, 1, 0)

    def close(self) -> None:
        self._connection.close()
