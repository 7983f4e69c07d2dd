"""The write-ahead log (-wal) that SQLite keeps beside a file: brought into the file, or left alone."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path

GREAT_WAL = 64 << 20
"""Bytes up to which a write-ahead log keeps its place on the disk."""
MANY_ROWS = 2_000
"""Rows of one transaction after which the write-ahead log may be great."""


def relieve_after_much(connection: sqlite3.Connection, path: str, rows: int) -> None:
    """Do `relieve_wal` after a transaction that wrote more than `MANY_ROWS`. rows: `total_changes` before it."""
    if connection.total_changes - rows > MANY_ROWS:
        relieve_wal(connection, path)


def relieve_wal(connection: sqlite3.Connection, path: str) -> None:
    """Bring what stands in the write-ahead log into the file, as far as no reader still needs it there.

    Without this the next append would have to, however small it is. A write-ahead log over `GREAT_WAL` gives its place
    on the disk back; a smaller one is written over, because a file that has to grow is slower to secure. Never waits
    and never raises: what is recorded is safe either way.
    """
    with suppress(sqlite3.Error, OSError):
        how = "TRUNCATE" if Path(path + "-wal").stat().st_size > GREAT_WAL else "PASSIVE"
        ((patience,),) = connection.execute("PRAGMA busy_timeout").fetchall()
        connection.execute("PRAGMA busy_timeout = 0")
        try:
            connection.execute(f"PRAGMA main.wal_checkpoint({how})").fetchall()
        finally:
            connection.execute(f"PRAGMA busy_timeout = {patience}")


def leave_alone(connection: sqlite3.Connection) -> None:
    """Close without moving the -wal into the file: that would sync a disk that failed once more, and believe it.

    Python 3.11 cannot say so to SQLite; what is moved then was on the disk before the failure.
    """
    configure = getattr(connection, "setconfig", None)
    if configure is not None:
        configure(sqlite3.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE)  # type: ignore[attr-defined, unused-ignore]
