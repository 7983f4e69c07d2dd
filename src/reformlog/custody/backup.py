"""A copy of a log in use, and the way back from one: nothing acknowledged is given up unless a person says so."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from ..errors import Damaged, Error, Refused, Usage, shell_word
from ..log import Head, Log, Progress, checking, copying, failures, files, open_log, strangers
from ..log.workplace import workplace
from . import keeping

PATIENCE = 2.0  # seconds in which another program may let go of a log that is to be replaced


class Restored(NamedTuple):
    """What a restore did. added: events the log lacked; given_up: those only it had; aside: the file replaced."""

    head: Head
    added: int
    given_up: int
    aside: Path | None


def backup(log: Log, target: Path | str, progress: Progress | None = None) -> Head:
    """Copy a log into a file while others go on appending; the copy is read and found whole before it has its name.

    An older backup of the same log is replaced, unless a program has it open; Usage when anything else is there, the
    log itself among it, whatever it is called there. Returns the head of the copy.
    """
    target = Path(target)
    if log.path is None:
        hint = f"reformlog copy {shell_word(target)}"
        raise Usage("backup-server", "A log on a server is copied with `copy`.", hint)
    _may_lie_at(target, log)
    with _in_words(target), workplace(target.absolute().parent) as work:
        copy = work / "log.db"
        copying.copy_file(log, copy)
        with closing(sqlite3.connect(copy)) as fresh:
            fresh.execute("PRAGMA journal_mode = WAL")
        _sync(copy)
        with open_log(copy, readonly=True) as whole:
            checking.check_stored(whole, form=True, progress=progress)
            head = whole.head()
        with closing(_held(target, log)):
            copy.replace(target)
        files.sync_folder(target.absolute().parent)
    return head


def restore(
    source: Path | str, target: Path | str, folder: Path | None, *, shorten: bool = False, replace: bool = False
) -> Restored:
    """Bring a log back from a backup, which is read and found whole first.

    Where the log is sound and the backup continues it, the events it lacks are appended; where it is damaged and the
    backup holds all it had, it is replaced. Otherwise Refused, unless told: shorten gives up events behind the end of
    the backup, replace another history, another log, or a file that can no longer be read. What is replaced is kept
    under another name, with the checkpoints that would contradict the new log.
    """
    with open_log(source, readonly=True) as kept:
        _elsewhere(Path(source), str(target))
        checking.check_stored(kept, form=True)
        head, there = kept.head(), _compared(kept, str(target), folder)
        if there.sound and there.flag is None:
            return Restored(head, _append_missing(kept, str(target), there.position), 0, None)
        if there.flag is not None and not (replace if there.flag == "--replace" else shorten or replace):
            hint = f"If that is meant: reformlog restore FILE {there.flag}"
            raise Refused("restore", f"{there.why} Nothing was changed.", hint)
        real = Path(os.path.realpath(target))  # the file itself is replaced, not a link to it
        aside = _free_name(real) if os.path.lexists(real) else None
        _place(kept, real, aside)
        if there.flag is not None and folder is not None and folder.exists():
            folder.rename(_free_name(folder))
    common = min(there.position, head.position) if there.same else 0
    return Restored(head, head.position - common, there.position - common, aside)


class _There(NamedTuple):
    """What is at the place of the log. position: how many events it holds, or is known to have held.

    same: whether backup and log are one history; sound: whether it can be appended to. flag: what a person has to say
    before it is replaced, None when nothing is given up by it; why: the reason.
    """

    position: int
    same: bool
    sound: bool
    flag: str | None = None
    why: str = ""


def _compared(kept: Log, target: str, folder: Path | None) -> _There:
    whole = kept.position()
    if not os.path.lexists(target):
        return _behind_checkpoints(kept, folder, _There(0, same=True, sound=False))
    try:
        with open_log(target, readonly=True) as log:
            position, origin = log.position(), log.origin
            common = min(position, whole)
            same = origin == kept.origin and log.root(common) == kept.root(common)
            sound = _is_sound(log)
    except Error as error:
        why = f"{target} cannot be read as a log, so nobody can say what it held. {error.message}"
        return _There(0, same=False, sound=False, flag="--replace", why=why)
    if not same:
        what = f"the log {origin}" if origin != kept.origin else "another history"
        why = f"{target} is {what}: it ends at {position}, the backup at {whole}."
        return _There(position, same=False, sound=False, flag="--replace", why=why)
    if position > whole:
        why = f"{target} ends at {position}, the backup at {whole}: what is between would be given up."
        return _There(position, same=True, sound=sound, flag="--shorten", why=why)
    found = _There(position, same=True, sound=sound)
    return found if sound else _behind_checkpoints(kept, folder, found)


def _is_sound(log: Log) -> bool:
    try:
        checking.check_stored(log)
    except Damaged:
        return False
    return True


def _behind_checkpoints(kept: Log, folder: Path | None, found: _There) -> _There:
    """What was found, with the flag that has to be given where a checkpoint covers what the backup does not have."""
    try:
        keeping.watch(kept, folder)
    except Damaged as error:
        flag = "--shorten" if error.code == "rolled-back" else "--replace"
        last = keeping.sizes(folder)[-1]
        return found._replace(position=max(found.position, last), flag=flag, why=error.message)
    return found


def _append_missing(kept: Log, target: str, last: int) -> int:
    """Append what the log lacks, under its lock and by its own triggers: nobody's events are overwritten.

    last: where the log ended when it was compared. Returns how many events were added. Closed early, nothing is kept.
    """
    path = kept.path or ""
    files.refuse_other_name(Path(target), target)
    with _in_words(Path(target)), closing(files.connect(target, "rw")) as connection:
        connection.execute("ATTACH ? AS kept", (files.address(path, files.quiet_mode(path)),))
        connection.execute("BEGIN IMMEDIATE")
        if connection.execute("SELECT coalesce(max(position), 0) FROM ledger").fetchone()[0] != last:
            raise Refused("restore", f"{target} was appended to meanwhile.", "Repeat the command.")
        for table, key in (("stored_events", "rowid"), ("ledger", "position")):
            lacking = f"SELECT * FROM kept.{table} WHERE {key} > ? ORDER BY {key}"
            many = connection.execute(f"INSERT INTO main.{table} {lacking}", (last,)).rowcount
            if many != kept.position() - last:
                raise failures.not_kept(target, kept.position() - last, many)
        connection.execute(
            "INSERT INTO main.notes (size, note) "
            "SELECT size, note FROM kept.notes WHERE note NOT IN (SELECT note FROM main.notes) ORDER BY number"
        )
        connection.execute("COMMIT")
    return kept.position() - last


def _place(kept: Log, target: Path, aside: Path | None) -> None:
    """Put a copy of the backup at a name, whole or not at all; what was there gets the other name."""
    with _in_words(target), workplace(target.absolute().parent) as work:
        fresh = work / "log.db"
        path = kept.path or ""
        with closing(files.connect(path, files.quiet_mode(path))) as source, closing(sqlite3.connect(fresh)) as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = WAL")
        _sync(fresh)
        if aside is None:
            _nothing_left(target)
            files.place(fresh, target)
        else:
            with closing(_alone(target)):
                for end in ("-wal", "-shm", "-journal"):
                    if Path(f"{target}{end}").exists():
                        Path(f"{target}{end}").rename(f"{aside}{end}")
                _second_name(target, aside)
                fresh.replace(target)
        files.sync_folder(target.absolute().parent)


def _second_name(target: Path, aside: Path) -> None:
    """Keep what is there under another name too; not every disk knows links, and then it is a copy."""
    try:
        os.link(target, aside)
    except OSError:
        shutil.copyfile(target, aside)
        _sync(aside)


def _alone(target: Path) -> sqlite3.Connection:
    """A connection while no other program has the log open, with everything in the one file; none for what is no log.

    A file replaced under an open log would lose what is appended to it, and could take the new one's -wal with it. One
    beside which lies a -wal or a journal of something else nobody has open, and opening it would write that into it.
    """
    try:
        strangers.refuse_foreign(str(target))
    except Damaged:
        return sqlite3.connect(":memory:")
    connection = sqlite3.connect(target, timeout=PATIENCE, isolation_level=None)
    try:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.DatabaseError as error:
        if (getattr(error, "sqlite_errorname", "") or "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            connection.close()
            message = f"Another program has {target} open; it cannot be replaced meanwhile."
            raise Refused("in-use", message, "End it, and repeat the command.") from None
        connection.close()  # so damaged that nobody can have it open for writing
        return sqlite3.connect(":memory:")
    return connection


def _may_lie_at(target: Path, log: Log) -> None:
    """Refuses a place for a backup where anything is that it may not replace."""
    _elsewhere(target, log.path or "")
    if target.exists():
        _older(target, log)
    else:
        _nothing_left(target)


def _nothing_left(target: Path) -> None:
    for left in (f"{target}-wal", f"{target}-journal"):
        if os.path.lexists(left):  # SQLite would take it for a part of what is put there
            raise Usage("left-over", f"{left} is there, of a file that is gone.", "Move it away.")


def _held(target: Path, log: Log) -> sqlite3.Connection:
    """Keeps others from the place until the backup is there. Looked at again: to copy may have taken an hour."""
    _may_lie_at(target, log)
    if not target.exists():
        return sqlite3.connect(":memory:")
    alone = _alone(target)
    try:
        _older(target, log)
    except Error:
        alone.close()
        raise
    return alone


def _elsewhere(backup: Path, log: str) -> None:
    """Refuses a backup that is the log under the same or another name, or would lie where SQLite keeps a part of it."""
    with suppress(OSError):  # one of them is not there
        if backup.samefile(log):
            message = f"{backup} is the log itself; it was left as it is."
            raise Usage("same-file", message, "Name another file for the backup.")
    if os.path.realpath(backup) in (f"{os.path.realpath(log)}{end}" for end in ("-wal", "-shm", "-journal")):
        message = f"{backup} is a part of the log, or would be taken for one."
        raise Usage("same-file", message, "Name another file for the backup.")


def _older(target: Path, log: Log) -> None:
    """Refuses to overwrite what is not an earlier backup of the same log."""
    try:
        with open_log(target, readonly=True) as there:
            size = there.position()
            if there.origin == log.origin and size <= log.position() and there.root(size) == log.root(size):
                return
    except Error:
        pass
    message = f"{target} is there already and is no earlier backup of this log; it was left as it is."
    raise Usage("exists", message, "Choose another name for the backup.")


def _free_name(path: Path) -> Path:
    """A name beside a file or folder that is not taken: `reformlog.db.before-restore`, then with 2, 3 …"""
    number = 1
    while os.path.lexists(name := path.with_name(f"{path.name}.before-restore{'' if number == 1 else number}")):
        number += 1
    return name


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


@contextmanager
def _in_words(path: Path) -> Iterator[None]:
    """Says failures of the disk and of SQLite in plain words."""
    try:
        yield
    except sqlite3.Error as error:
        raise failures.of_sqlite(error, str(path)) or error from None
    except FileExistsError:
        raise Usage("exists", f"{path} is there already.", "Choose another name.") from None
    except OSError as error:
        message = f"{path} cannot be written: {error.strerror}."
        raise Refused("cannot-write", message, "Is there room on the disk, and a right to write there?") from None
