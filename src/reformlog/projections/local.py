"""The rows of a log on a server as far as they were brought here, read without asking the server."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from ..errors import Refused
from ..log import files
from ..log.mirror import Mirror
from .store import Projection


class Local(Mirror):
    """The lines in a projection file, on a connection of their own, in place of the log."""

    path: str

    def __init__(self, path: str, connection: sqlite3.Connection, origin: str, name: str):
        super().__init__(connection, origin, name)
        self.path = path

    def close(self) -> None:
        self._connection.close()


def open_local(path: str) -> Projection:
    """The rows in a file that a command or `follow` has filled. Refused when there are none, or never were all."""
    log = _lines(path)
    try:
        return Projection(log, path)
    except BaseException:
        log.close()
        raise


def _lines(path: str) -> Local:
    hint = "While the server answers: reformlog --db … follow --once"
    nothing = Refused("nothing-local", "Nothing of that log is kept here yet.", hint)
    if not Path(path).is_file():
        raise nothing
    uri = files.address(path, "ro")
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=60, check_same_thread=False)
    try:
        about = dict(connection.execute("SELECT key, value FROM about"))
        if not about.get("current"):
            raise nothing
        return Local(path, connection, about["origin"], about["log"])
    except sqlite3.DatabaseError:
        connection.close()
        raise nothing from None
    except BaseException:
        connection.close()
        raise
