"""What other programs leave beside a database when they are killed."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path


def letters(path: Path, left: Path) -> None:
    """Somebody writes letters into a database; `left` becomes a copy of its -wal or -journal from the midst of it."""
    end = left.name[left.name.rindex("-") :]
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute(f"PRAGMA journal_mode = {'WAL' if end == '-wal' else 'DELETE'}")
        other.execute("PRAGMA cache_size = 2")  # so that what is changed is written before the end of the change
        other.execute("CREATE TABLE letters(text)")
        other.executemany("INSERT INTO letters VALUES (?)", [("拝啓" * 100,)] * 200)
        other.execute("BEGIN" if end == "-journal" else "SELECT 1")
        other.execute("UPDATE letters SET text = text || '敬具'")
        shutil.copy(f"{path}{end}", left)
