"""What somebody can do to a file of rows behind the program's back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path


def altered(path: Path | str, statement: str) -> None:
    """Runs one statement on it, which stands at once."""
    with closing(sqlite3.connect(path, isolation_level=None)) as rows:
        rows.execute(statement)
