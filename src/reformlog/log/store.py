"""What every log can do, whatever keeps its bytes: read in order, ask for hashes, append a batch or nothing."""

from __future__ import annotations

import re
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from itertools import islice
from types import TracebackType
from typing import Any

from ..errors import Damaged, Stale, Usage
from .lines import write
from .merkle import HASH_BYTES, fold, home, node_in, peaks_of
from .shapes import Draft, Event, Head, Stored

Rows = Generator[tuple[Any, ...], None, None]
Pages = Generator[list[tuple[Any, ...]], None, None]
Progress = Callable[[int], object]
"""Told how far something long has come: the position that was reached. Perhaps from another thread."""
Now = Callable[[], str]
"""The clock: an instant of UTC as `2024-06-21T00:00:00.000000Z`, so that the order of text is the order of time."""

INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", re.ASCII)
"""An instant as the log writes it; whether there is such a day is not looked at."""


class Log(ABC):
    """A log that is open. Positions count from 1 without gaps; nothing below `head` ever changes.

    One thread at a time; close it, or use it in a `with`. Every method raises `errors.Error` in plain words.
    A store is a subclass with the methods at the end; `tests/test_log_contract.py` says what they owe.
    """

    path: str | None
    """The file of the log; None when it is on a server."""
    origin: str
    """The name of the register, chosen when it was made; it stands in every checkpoint."""
    name: str
    """What messages call it: the path, or the address without a password."""
    remote = False
    """Whether each question travels to a server, so that a copy of the lines is worth keeping here."""
    opened = 0
    """How often a file was opened: it is opened anew when somebody writes to one that was at rest."""
    _known: Head | None = None
    _open_batch = False

    @property
    def address(self) -> str | None:
        """The URI by which another connection may read the tables of a file as it lies now; None on a server."""
        return None

    # Reading

    @abstractmethod
    def position(self) -> int:
        """The position of the last event, 0 when there is none. Cheap: one seek."""

    def head(self) -> Head:
        """How far the log goes, since when, and the root of all of it."""
        position = self.position()
        if self._known is not None and self._known.position == position and not self._open_batch:
            return self._known
        head = Head(position, self.recorded_at(position), self.root(position))
        if not self._open_batch:
            self._known = head
        return head

    @abstractmethod
    def events(self, start: int = 1, stop: int | None = None) -> Iterator[Event]:
        """The events from `start` to `stop`, both included, in order; `stop` None is the head as it is at the start."""

    def numbered_lines(self, start: int = 1, stop: int | None = None) -> Iterator[tuple[int, bytes]]:
        """Of each of these events only its position and its line, which tells the rest, and so sooner."""
        return ((event.position, event.line) for event in self.events(start, stop))

    def event(self, position: int) -> Event:
        """The event at a position. Usage when there is none."""
        for event in self.events(position, position):
            return event
        raise Usage("no-position", f"The log has no position {position}; it ends at {self.position()}.")

    def versions(self, act: str) -> list[Event]:
        """All versions of an act, the first first; empty when the act is not known."""
        return [Event(row[0], act, *row[1:]) for row in self.versions_of([act]).get(act, ())]

    @abstractmethod
    def versions_of(self, acts: Collection[str]) -> dict[str, list[tuple[int, int, str, bytes]]]:
        """For those of the acts that are known: act -> [(position, version, topic, line)], the first version first.

        Rows below position 1, which no reader looks at and only an intruder writes, are left out.
        """

    @abstractmethod
    def recorded_at(self, position: int) -> str | None:
        """When the event at a position was accepted, None when there is no such position."""

    def position_at(self, instant: str) -> int:
        """The greatest position recorded at or before an instant (six decimals, `Z`); 0 when there is none."""
        low, high = 0, self.position()
        while low < high:
            middle = (low + high + 1) // 2
            if (self.recorded_at(middle) or "") <= instant:
                low = middle
            else:
                high = middle - 1
        return low

    # Checking (`checking.check_stored`)

    @abstractmethod
    def stored(self, start: int = 1) -> Rows:
        """The fields of `Stored` from a position on, in one fixed view; None for what the ledger does not keep.

        Close it (`contextlib.closing`) when it is not read to its end: it holds a transaction open.
        """

    def pages(self, start: int, size: int) -> Pages:
        """What `stored` gives, in lists of `size` rows, the last of which is shorter. Close it likewise.

        Not in the main thread, where a signal may come (`handed`).
        """
        with closing(self.stored(start)) as rows:
            while page := list(islice(rows, size)):
                yield page

    @abstractmethod
    def faults(self) -> list[str]:
        """What is wrong apart from the rows: tables, triggers, indexes, versions out of order. From any thread."""

    def disturbed(self) -> bool:
        """Whether a file read without a lock was written to since it was opened; `position` then opens it anew."""
        return False

    def lags(self) -> bool:
        """Whether this is a standby, which may not have been sent yet what its primary has."""
        return False

    def wait(self, seconds: float) -> bool:
        """Sleep until something may have been recorded (True) or `seconds` have passed (False). In one thread."""
        time.sleep(seconds)
        return False

    # The tree

    @abstractmethod
    def trees(self, positions: Sequence[int]) -> dict[int, bytes]:
        """What the ledger keeps with these positions: position -> the nodes its leaf completes, 32 bytes each."""

    def node(self, level: int, index: int) -> bytes:
        """The hash of a complete subtree (`merkle.Node`). Damaged when the ledger does not hold it."""
        return self.nodes([(level, index)])[0]

    def leaf(self, position: int) -> bytes:
        """The leaf hash of the event at a position."""
        return self.node(0, position - 1)

    def root(self, size: int) -> bytes:
        """The root of the tree over the first `size` events, from the hashes kept with them."""
        return fold(self.peaks(size))

    def peaks(self, size: int) -> list[bytes]:
        """The complete subtrees that make up the tree of `size` leaves, the greatest first."""
        try:
            return self.nodes(peaks_of(size))
        except (Damaged, ValueError):
            if not 0 <= size <= self.position():
                raise Usage("no-position", f"The log has no position {size}; it ends at {self.position()}.") from None
            raise

    def nodes(self, places: list[tuple[int, int]]) -> list[bytes]:
        """The hashes of several complete subtrees, (level, index), in one question to the store. See `node`."""
        if not places:
            return []
        homes = [home(level, index) for level, index in places]
        trees = self.trees(homes)
        return [_node(trees.get(at, b""), level, at) for (level, _), at in zip(places, homes, strict=True)]

    # Appending

    @contextmanager
    def batch(self, now: Now) -> Iterator[Batch]:
        """A batch that is recorded all or nothing, in one transaction that is locked before anything is read.

        Within it the log reads as nobody else can change it now, with what was added to it. On the disk when the block
        has ended; an exception records nothing and passes through. Nothing added: nothing is written.
        """
        if self._open_batch:
            raise RuntimeError("a batch is open already")
        with self._writing() as (position, recorded_at):
            self._open_batch = True
            try:
                yield Batch(self, now, position, recorded_at)
            finally:
                self._open_batch = False

    def receive(self, stored: Sequence[Stored]) -> None:
        """Keep events of another log as they are: lines, positions, times. They must follow the last one here.

        Damaged, and nothing kept, when the tree they make is not the one they came with.
        """
        with self._writing() as (position, _):
            if [event.position for event in stored] != list(range(position + 1, position + 1 + len(stored))):
                message = f"{self.name} ends at {position}; what is to follow does not begin there."
                raise Stale("not-next", message, "Someone else may have been first: begin again.")
            self._insert([Event(*event[:5]) for event in stored], [event.recorded_at for event in stored])
            if self.trees([event.position for event in stored]) != {event.position: event.tree for event in stored}:
                raise Damaged("damaged", "What was to be copied is not as it was kept.", "reformlog verify")

    # Signed checkpoints, kept with the log so that it never signs one that contradicts another

    @abstractmethod
    def notes(self) -> list[tuple[int, bytes]]:
        """The signed notes kept so far, the oldest first: (size of the tree, the bytes of the note)."""

    def keep_note(self, make: Callable[[Log], tuple[int, bytes]]) -> bytes:
        """Keep a signed note. make: reads the log and its notes while nobody else can change them, and signs; it gives
        the size of the tree and the bytes of the note.

        Returns the note. An exception from `make` passes through, and nothing is kept. A note that is kept already is
        not kept twice. What a note says is not looked at here.
        """
        with self._writing():
            size, note = make(self)
            if (size, note) not in self.notes():
                self._insert_note(size, note)
        return note

    # What a store has to bring beside the abstract methods above

    @abstractmethod
    def _writing(self) -> AbstractContextManager[tuple[int, str]]:
        """A transaction that nobody else can write beside: commit at the end, roll back on any exception.

        Gives the position of the last event and when it was recorded (0 and an empty text when there is none).
        """

    @abstractmethod
    def _insert(self, events: Sequence[Event], times: Sequence[str]) -> None:
        """Keep the events, each the next, and in the ledger when each was accepted. Only called within `_writing`."""

    @abstractmethod
    def _insert_note(self, size: int, note: bytes) -> None:
        """Keep a note. Only called within `_writing`."""

    @abstractmethod
    def close(self) -> None:
        """Let go of the file or server. Closing twice is no error."""

    def __enter__(self) -> Log:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


class Batch:
    """The events of one transaction.

    recorded_at: what all of them share; None before the first. position: of the last event of the log, with them.
    """

    def __init__(self, log: Log, now: Now, position: int, last: str):
        self.recorded_at: str | None = None
        self.position = position
        self._log, self._now, self._last = log, now, last

    def add(self, drafts: Sequence[Draft]) -> list[Event]:
        """Store drafts as the next events, in the order given. Stale when the version of one is not its act's next."""
        if not drafts:
            return []
        if self.recorded_at is None:
            self.recorded_at = self._instant()
        at, events = self.recorded_at, []
        for position, (act, version, topic, fields) in enumerate(drafts, self.position + 1):
            events.append(Event(position, act, version, topic, write(act, version, topic, at, fields)))
        self._log._insert(events, [at] * len(events))
        self.position += len(events)
        return events

    def _instant(self) -> str:
        """Now, or the last value again when the clock stepped back."""
        now = self._now()
        if not INSTANT.fullmatch(now):
            raise ValueError(f"not an instant with six decimals and Z: {now!r}")
        return max(now, self._last)


def _node(tree: bytes, level: int, position: int) -> bytes:
    """The node of a level out of what the ledger keeps with a position. Damaged when it is not there."""
    node = node_in(tree, level) if type(tree) is bytes else b""  # a file takes any type
    if len(node) != HASH_BYTES:
        message = f"The ledger lacks the hash of level {level} at position {position}."
        raise Damaged("ledger", message, "reformlog verify")
    return node
