"""The projection file as a file: where it lies, whether it is ours, how it is opened and done away with."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import Error, Refused
from ..log.failures import of_sqlite
from ..log.files import is_bare, marks, no_name
from ..log.schema import MADE_BY_SQLITE
from ..log.strangers import has_hot_journal
from . import schema

if TYPE_CHECKING:
    import tempfile


def beside(path: str) -> str:
    """`reformlog.db` → `reformlog.projection.db`."""
    return str(Path(path).with_suffix("")) + ".projection.db" if path.endswith(".db") else path + ".projection.db"


def connect(path: str) -> sqlite3.Connection:
    """Opens the file, or makes an empty one. Refused when it is somebody else's, which is then left as it is."""
    _identify(path)
    if has_hot_journal(path):
        Path(path + "-journal").unlink()
    # By URI, so that others may be attached by theirs, whatever SQLite was built with.
    uri = "file::memory:" if path == ":memory:" else Path(path).absolute().as_uri()
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=60, check_same_thread=False)
    try:
        connection.execute("PRAGMA page_size=8192")  # of a new file: rows are wide, so fewer levels to go down
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute("PRAGMA temp_store=MEMORY")
        connection.execute("PRAGMA cache_size=-10240")
        # Some builds would clear every page that is dropped: a rebuild then holds half of the old rows in memory.
        connection.execute("PRAGMA secure_delete=OFF")
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def exclusive(connection: sqlite3.Connection, attached: bool) -> Iterator[None]:
    """One transaction that nobody else can write beside. attached: whether the log is attached to the connection.

    BEGIN IMMEDIATE would open a view of the log as well. Held while the log commits, it keeps SQLite from ever
    finishing a checkpoint there: the log's WAL only grows, and every append waits for the disk twice.
    """
    connection.execute("BEGIN" if attached else "BEGIN IMMEDIATE")
    try:
        if attached:
            connection.execute("DELETE FROM main.about WHERE 0")
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _identify(path: str) -> None:
    """Refuses what is not ours by its first bytes only, before anything could change it.

    A file of our own name that is no longer a database is damaged, and made again; another name is someone's.
    """
    try:
        empty = not Path(path).stat().st_size
    except OSError:
        return  # missing, or not to be looked at: opening it will tell
    except ValueError:
        raise no_name(path) from None
    # One that another process is just making, or was killed while making, is a database with nothing in it. Its tables
    # may come between these questions, and with them the mark, which is therefore looked for once more.
    if empty or _is_marked(path) or is_bare(path) or _is_marked(path):
        return
    if marks(path) is not None or not path.endswith(".projection.db"):
        message = f"{path} is not a projection of reformlog; it was left as it is."
        raise Refused("not-a-projection", message, "Move the file away, or name another place: --projection FILE")


def _is_marked(path: str) -> bool:
    found = marks(path)
    return found is not None and found[0] == schema.APPLICATION_ID


def failed(error: sqlite3.Error | UnicodeError, path: str) -> Error:
    """The refusal that a failure of the file amounts to; the log speaks for itself."""
    plain = of_sqlite(error, path)
    assert plain is not None, "whatever SQLite raises can be said"
    if plain.code in ("damaged", "store", "taken"):  # nobody but a foreign trigger turns a row of ours away
        plain.hint = "It holds nothing of its own: reformlog rebuild"
    if plain.code == "read-only":
        plain.hint = "Ask for the right to write it, or name another place for the rows: --projection FILE"
    return plain


def is_lost(error: sqlite3.DatabaseError) -> bool:
    """Whether a failure shows that the file has to be made again, and not that it is locked, full or out of reach."""
    told = ("malformed", "may not be dropped", "it is a view")
    return not isinstance(error, sqlite3.OperationalError) or any(word in str(error) for word in told)


def is_altered(error: Exception) -> bool:
    """Whether rows can be to blame for a failure to go on from them: a table, a row or a value is not as it was made.

    What is refused in words, and what the file or the system could not do, has other causes.
    """
    if isinstance(error, sqlite3.Error):
        return getattr(error, "sqlite_errorname", "").startswith(("SQLITE_ERROR", "SQLITE_CONSTRAINT"))
    return not isinstance(error, Error | OSError | MemoryError)


def temporary() -> tempfile.TemporaryDirectory[str]:
    """A folder for rows that can be kept nowhere else, gone when it is let go of."""
    import tempfile  # heavy, and seldom needed

    return tempfile.TemporaryDirectory(prefix="reformlog-")


@contextmanager
def last_resort(path: str) -> Iterator[None]:
    """When even there no file can be made, says so. path: where it was to be."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        message = f"The rows can be kept neither at {path} nor among the temporary files: {error}."
        raise Refused("cannot-open", message, "Name a place with room: --projection FILE or TMPDIR=FOLDER") from error


def clear(connection: sqlite3.Connection, spared: Iterable[str]) -> None:
    """Drops all that is in the file, also what is not ours, but the tables named."""
    query = f"SELECT type, name FROM main.sqlite_master WHERE NOT coalesce({MADE_BY_SQLITE}, 0)"
    kept = {("table", name) for name in spared}
    found = [one for one in connection.execute(query) if one not in kept]
    for kind, name in sorted(found, key=lambda one: one[0] == "table"):  # what lies on a table goes before it
        quoted = '"' + name.replace('"', '""') + '"'
        connection.execute(f"DROP {kind} IF EXISTS main.{quoted}")


def remove(path: str) -> None:
    """Does away with the file and what SQLite keeps beside it."""
    for end in ("", "-wal", "-shm", "-journal"):
        Path(path + end).unlink(missing_ok=True)
