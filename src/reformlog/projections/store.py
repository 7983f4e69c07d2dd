"""The projection file: brought up to the log before every question, built anew when missing, damaged or not ours."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..log import Event, Log
from ..log.mirror import KEPT_LINES, Mirror
from ..log.wal import relieve_after_much, relieve_wal
from . import about, file, schema, unreadable

if TYPE_CHECKING:
    import tempfile

    from .settle import Settlement

BLOCK = 200  # events taken at a time: so few that what is read of them stays in the processor's cache
FETCHED = 2_000  # lines brought from a server in one transaction
Progress = Callable[[int, int], object]


class Projection:
    """The rows worked out from one log, in an SQLite file of their own.

    path: where the file is; a temporary one serves when its folder cannot be written. Nothing in it is worth a backup.
    lines: where stored lines are read: the log itself, or for one on a server the copy that this file keeps of it.
    Either way its tables can be joined to the rows by their plain names.
    """

    def __init__(self, log: Log, path: str):
        self.log, self.path = log, path
        self._temporary: tempfile.TemporaryDirectory[str] | None = None
        self._position = self._marked = self._version = self._opened = -1
        self._told: tuple[int, str | None, bytes] | None = None
        self._mirror: Mirror | None = None
        try:
            self.connection = self._open()
        except (sqlite3.OperationalError, OSError):
            with file.last_resort(path):
                self._temporary = file.temporary()
                self.path = str(Path(self._temporary.name) / "projection.db")
                self.connection = self._open()

    def _open(self) -> sqlite3.Connection:
        """Opens the file; one that is damaged or something else of ours no longer is set aside and made again."""
        try:
            return self._connect()
        except sqlite3.DatabaseError as error:
            if not file.is_lost(error):
                raise
            file.remove(self.path)
            return self._connect()

    def _connect(self) -> sqlite3.Connection:
        connection, self._attached = file.connect(self.path), False
        try:
            self.lines: Log = self.log
            if self.log.remote:
                self.lines = self._mirror = Mirror(connection, self.log.origin, self.log.name)
            self._recognise(connection)
            self._attach(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _attach(self, connection: sqlite3.Connection) -> None:
        """Makes the tables of a log in a file readable beside the rows; again, when the log had to be opened anew."""
        self._opened = self.log.opened
        if self.log.address is not None:
            if self._attached:
                connection.execute("DETACH log")
            connection.execute("ATTACH ? AS log", (self.log.address,))
            self._attached = True

    def _recognise(self, connection: sqlite3.Connection) -> None:
        """Makes the tables in an empty file. Rows that other code or another log made stay until the first question
        puts ours in their place, all at once (`bring_to`): another process may still answer from them."""
        if not about.made_here(about.read(connection), self.log.origin):
            with self.exclusive(connection):
                told = about.read(connection)  # another process may have made them in the meantime
                if not told:
                    self._empty(connection)
                if self._mirror is not None:
                    self._mirror.make()
                    if told.get("origin") != self.log.origin:
                        self._mirror.forget()
        self._position = -1

    def exclusive(self, connection: sqlite3.Connection) -> AbstractContextManager[None]:
        """One transaction that nobody else can write beside: all of it, or nothing."""
        return file.exclusive(connection, self._attached)

    def _empty(self, connection: sqlite3.Connection) -> None:
        """The file as if new; readers go on seeing the old rows until the transaction ends."""
        self._position = -1
        current = self.current(connection)
        file.clear(connection, spared=KEPT_LINES)
        schema.create(connection)
        told = {"origin": self.log.origin, "fingerprint": schema.fingerprint(), "position": 0, "root": ""}
        if isinstance(self.lines, Mirror):
            told |= {"log": self.lines.name, "current": current}
        connection.executemany("INSERT INTO about VALUES(?,?)", told.items())

    def position(self) -> int:
        """Up to which position the rows go; -1 when the file does not say so in a number."""
        return about.position(about.read(self.connection))

    def written(self) -> tuple[sqlite3.Connection, int, int]:
        """What is another as soon as something else is in the file, whoever wrote it, as of the last `catch_up`."""
        return self.connection, self._version, self.connection.total_changes

    def history_at(self, position: int) -> tuple[str | None, bytes]:
        """When a position was recorded (None for 0) and the root up to it, neither of which ever changes."""
        if self._told is None or self._told[0] != position:
            recorded_at = self.lines.recorded_at(position) if position else None
            self._told = position, recorded_at, self.lines.root(position)
        return self._told[1:]

    def current(self, connection: sqlite3.Connection | None = None) -> str:
        """When the rows of a log on a server were last seen to go as far as it; empty when that is not known."""
        return str(about.read(connection or self.connection).get("current", ""))

    def was_current(self, instant: str) -> None:
        """Writes that down, to the second, for who asks the rows here without the server; never waits for it."""
        if self._mirror is None or self.current()[:19] == instant[:19]:
            return
        self.connection.execute("PRAGMA busy_timeout=0")
        with suppress(sqlite3.OperationalError):  # somebody else is writing, and will write it
            self.connection.execute("UPDATE about SET value=? WHERE key='current'", (instant,))
        self.connection.execute("PRAGMA busy_timeout=60000")

    def holds(self, position: int) -> bool:
        """Whether the rows go to a position, so far as is known without asking the log: what was known there stays."""
        self._look()
        return position <= self._position and self.log.opened == self._opened and not self.log.disturbed()

    def catch_up(self, progress: Progress | None = None) -> int:
        """Brings the rows up to the log's head and returns that position; cheap when nothing is new."""
        head = self.log.position()
        if self.log.opened != self._opened:
            self._attach(self.connection)
        self._look()
        if head != self._position:
            self._position = self._surely(lambda: self._advance(head, progress))
        return self._position

    def _surely(self, work: Callable[[], int]) -> int:
        """What a work gives, which is done again on an empty file when it fails because the file is lost."""
        try:
            return work()
        except sqlite3.DatabaseError as error:
            if not file.is_lost(error) or isinstance(self.log, Mirror):
                raise  # the lines in a file that answers without its server are all there is here
        self.connection.close()
        file.remove(self.path)
        self.connection = self._connect()
        return work()

    def _look(self) -> None:
        """Forgets how far the rows go when another process has written to the file: it may have made them anew."""
        (version,) = self.connection.execute("PRAGMA main.data_version").fetchone()
        if version != self._version:
            self._version, self._position = version, -1

    def _advance(self, head: int, progress: Progress | None) -> int:
        if self._mirror is not None:
            head = self._fetch(self._mirror, head, progress)
        told = about.read(self.connection)
        if about.position(told) == head and self._same_history(told, head):
            return head
        with self.exclusive(self.connection):
            head = max(head, self.lines.position())  # others may have recorded and settled more by now
            self.bring_to(head, progress)
        return head

    def _fetch(self, mirror: Mirror, head: int, progress: Progress | None) -> int:
        """Brings the lines kept here up to the server's, so many at a time that an interruption loses little."""
        if mirror.ahead_of(self.log, head):
            return mirror.position()
        while not mirror.agrees(self.log, head):
            with self.exclusive(self.connection):
                if mirror.position() > head:  # somebody here has fetched more by now
                    head = max(head, self.log.position())
                mirror.follow(self.log, min(head, mirror.position() + FETCHED))
            if progress:
                progress(mirror.position(), head)
        return head

    @unreadable.names_the_line
    def bring_to(self, head: int, progress: Progress | None = None) -> None:
        """Settles what the log has beyond the rows, in the caller's transaction; all, if these are of no use for it."""
        if self._mirror is not None and not self._mirror.agrees(self.log, head):
            self._mirror.follow(self.log, head)
        self._look()
        if head == self._position and self._mirror is None:
            return  # nothing is new
        told = about.read(self.connection)
        at = about.position(told)
        if not self._same_history(told, head):
            self._empty(self.connection)
            at = 0
        if at < head and not self._settled(at, head, progress):
            self._empty(self.connection)  # only here, where nothing reads any more what is dropped
            self._settled(0, head, progress)

    def _settled(self, at: int, head: int, progress: Progress | None) -> bool:
        """Settles the events behind a position; False when the rows up to there are not as they were made."""
        from .history import recorded

        settlement, lines = self.settlement(), self.lines.numbered_lines(at + 1, head)
        try:
            while block := list(islice(lines, BLOCK)):
                settlement.take(recorded(self.lines, block))
                if progress:
                    progress(block[-1][0], head)
            settlement.fold()
        except Exception as error:
            if at and self.connection.in_transaction and file.is_altered(error):
                return False
            raise
        self.mark(head, self.lines.root(head))
        return True

    def _same_history(self, told: Mapping[str, Any], head: int) -> bool:
        """Whether this code made the rows from the first events of the log: those up to the position and root told."""
        at = about.position(told)
        known = 0 <= at <= head and about.made_here(told, self.log.origin)
        return known and bool(told.get("root") == (self.lines.root(at).hex() if at else ""))

    def settlement(self) -> Settlement:
        """What settles a run of events in the transaction the caller holds; `mark` follows when the log has them."""
        from .settle import Settlement

        return Settlement(self.connection, self.lines.event)

    def keep(self, events: Sequence[Event]) -> None:
        """Keeps lines that are being recorded with the rows, of a log on a server: here once it has them, or not."""
        if self._mirror is not None:
            self._mirror.keep(events)

    def mark(self, position: int, root: bytes, current: str | None = None) -> None:
        """Writes down up to where the rows go, and the root of the history they were made from.

        current: when they were seen to go as far as the log, of one on a server; None when that is not known yet.
        """
        rows = [(position, "position"), (root.hex(), "root")]
        if current is not None and self._mirror is not None:
            rows.append((current, "current"))
        self.connection.executemany("UPDATE about SET value=? WHERE key=?", rows)
        self._marked = position

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A transaction for a `Settlement`, and for `mark` once the log has it; rolled back when the block raises.

        When it does not, the log has kept what was recorded; rows that cannot be kept then are no error.
        """
        if self._mirror is not None:
            self.catch_up()  # before the server's lock is taken, so that nobody waits there while rows are worked out
        self._marked, rows, recorded = -1, self.connection.total_changes, False
        try:
            with self.exclusive(self.connection):
                yield
                recorded = True
            if self._marked >= 0:
                relieve_after_much(self.connection, self.path, rows)
                self._position = self._marked
        except BaseException as error:
            self._position = -1
            if not recorded or not isinstance(error, sqlite3.Error):
                raise
        finally:
            self._told = None

    def rebuild(self, progress: Progress | None = None) -> int:
        """Works every row out from the log again, beside the old ones, and switches in one transaction."""
        self._position = self._surely(lambda: self._work_out_again(progress))
        relieve_wal(self.connection, self.path)
        return self._position

    def _work_out_again(self, progress: Progress | None) -> int:
        with self.exclusive(self.connection):
            self._empty(self.connection)
            if self._mirror is not None:
                self._mirror.forget()
            head = self.log.position()
            self.bring_to(head, progress)
        return head

    def close(self) -> None:
        """Lets go of the file, and of the temporary one."""
        self.connection.close()
        if self._temporary is not None:
            self._temporary.cleanup()
