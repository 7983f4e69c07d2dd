"""A small signed log, and what the owner of its file can do to it behind the log's back."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

from reformlog import custody
from reformlog.custody import signing, verifying
from reformlog.errors import Error
from reformlog.log import Draft, Log, create, merkle, open_log, schema
from reformlog.proof import keys

ORIGIN = "reformlog.example/kokusen"
KEY = keys.Signer(ORIGIN, keys.ED25519, bytes(range(32)))
TRIGGERS = {name: sql for name, sql in schema.OBJECTS.items() if sql.startswith("CREATE TRIGGER")}


def clock() -> str:
    return "2024-06-21T00:00:00.000000Z"


def hearings(log: Log, count: int, words: str = "ヒアリング") -> None:
    """Append so many hearings as one batch."""
    numbers = range(log.position(), log.position() + count)
    drafts = [Draft(f"act-{n}", 1, "hearing", {"body": {"title": f"第{n}回 {words}"}}) for n in numbers]
    with log.batch(clock) as batch:
        batch.add(drafts)


def signed_log(folder: Path, count: int = 30) -> Path:
    """A closed log of so many hearings, with a checkpoint over the first 20 and one over all, kept in and beside it."""
    path = folder / "reformlog.db"
    with create(path, ORIGIN) as log:
        hearings(log, 20)
        signing.checkpoint(log, KEY, custody.folder(log))
        hearings(log, count - 20)
        signing.checkpoint(log, KEY, custody.folder(log))
    return path


def sign(path: Path) -> bytes:
    """A checkpoint over all of the log, kept with it."""
    with open_log(path) as log:
        return signing.checkpoint(log, KEY, custody.folder(log))


def verified(path: Path, *given: bytes, alone: bool = False, **asked: object) -> verifying.Report:
    """The report on a log. given: checkpoints from elsewhere. alone: what lies beside the log is not looked at."""
    try:
        log = open_log(path)
    except Error as error:
        return verifying.unreadable(error)
    with log:
        told = verifying.Asked([("elsewhere", note) for note in given], [KEY.verifier], **asked)  # type: ignore[arg-type]
        return verifying.verify(log, None if alone else custody.folder(log), told)


def tamper(path: Path, change: Callable[[sqlite3.Connection], object], restore: bool = True) -> None:
    """What the owner of the file can do: drop the triggers, change something, put the triggers back."""
    connection = sqlite3.connect(path, isolation_level=None)
    for name in TRIGGERS:
        connection.execute(f"DROP TRIGGER {name}")
    change(connection)
    for sql in TRIGGERS.values() if restore else ():
        connection.execute(sql)
    connection.close()


def rehash(connection: sqlite3.Connection) -> None:
    """Make the ledger fit the events again, as a forger would."""
    rows = connection.execute("SELECT rowid, state FROM stored_events ORDER BY rowid").fetchall()
    for (position, _), tree in zip(rows, merkle.grow(0, [], [line for _, line in rows]), strict=True):
        connection.execute("UPDATE ledger SET tree = ? WHERE position = ?", (tree, position))


def copied(path: Path, folder: Path) -> Path:
    """A copy of a closed log, without what lies beside it."""
    folder.mkdir(exist_ok=True)
    return Path(shutil.copy(path, folder / path.name))


def as_sqlite_names_its_own(connection: sqlite3.Connection) -> None:
    """Give what is named `xqlite_…` a name that only SQLite may give, which CREATE would refuse."""
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute(
        "UPDATE sqlite_master SET name = replace(name, 'xqlite', 'sqlite'), tbl_name = replace(tbl_name, 'xqlite', "
        "'sqlite'), sql = replace(sql, 'xqlite', 'sqlite') WHERE name LIKE 'xqlite~_%' ESCAPE '~'"
    )
    ((version,),) = connection.execute("PRAGMA schema_version").fetchall()
    connection.execute(f"PRAGMA schema_version = {version + 1}")
