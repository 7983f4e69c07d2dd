"""Move a log between stores: the same lines at the same positions with the same times, and so the same root."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import partial
from itertools import islice
from pathlib import Path

from ..errors import Damaged, Refused, Stale
from . import checking, failures
from .shapes import Head, Stored
from .store import Log, Progress

_PAGE = 1000  # events of one transaction
_DISK_PAGES = 4096  # pages of a file copied before others may write again, 16 MB


def copy_file(log: Log, target: Path | str) -> None:
    """Copy the file of a log, as it is at one moment, into a new file; others may append meanwhile.

    It may lie in a folder that is only to be read. Raises Refused when the log cannot be read, Stale when it could only
    be read without a lock and was written to meanwhile, and `sqlite3.Error` for failures of the new file.
    """
    with closing(_reading(log)) as source, closing(sqlite3.connect(target)) as fresh:
        source.backup(fresh, pages=_DISK_PAGES)
    if log.disturbed():
        raise Stale("disturbed", f"{log.name} was written to while it was copied.", "Repeat the command.")


def _reading(log: Log) -> sqlite3.Connection:
    try:
        connection = sqlite3.connect(log.address or "", uri=True)
        connection.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.Error as error:
        raise failures.of_sqlite(error, log.name) or error from None
    return connection


def copy(source: Log, target: Log, progress: Progress | None = None) -> Head:
    """Bring `target` to where `source` is, and return its head; the signed notes come too.

    `target` is a new log made with the origin of `source`, or one that an earlier, interrupted run has filled to some
    position; it goes on from there. Refused when it holds anything else. Damaged when the roots differ in the end.
    progress: told the position after each page.
    """
    head, done = source.head(), target.position()
    _same_beginning(source, target, done)
    with closing(source.stored(done + 1)) as rows:
        while page := list(map(Stored._make, islice(rows, min(_PAGE, head.position - done)))):
            checking.check_form(source, page)
            target.receive(page)
            done += len(page)
            if progress is not None:
                progress(done)
    kept = source.notes()
    for note in kept[len(target.notes()) :]:
        target.keep_note(partial(_given, note))
    if target.root(head.position) != head.root:
        raise Damaged("root", f"{target.name} has another root than {source.name} after copying.", "reformlog verify")
    return head


def _given(note: tuple[int, bytes], log: Log) -> tuple[int, bytes]:
    """A note that was made elsewhere, as `keep_note` asks for it."""
    return note


def _same_beginning(source: Log, target: Log, done: int) -> None:
    hint = "Copy into a new log."
    if source.origin != target.origin:
        message = f"{target.name} is the register {target.origin}, not {source.origin}."
        raise Refused("other-register", message, hint)
    if done > source.position() or source.root(done) != target.root(done):
        raise Refused("other-history", f"{target.name} holds what {source.name} does not.", hint)
    if source.notes()[: len(target.notes())] != target.notes():
        raise Refused("other-notes", f"{target.name} holds checkpoints that {source.name} does not.", hint)
