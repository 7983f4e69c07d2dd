"""Why something failed that nobody put into words: the file of rows, damage in the log or its rows, or neither."""

from __future__ import annotations

import sqlite3

from ..errors import Error
from ..log import Log, checking
from ..projections.file import failed
from ..projections.store import Projection
from . import deep


def cause(error: Exception, log: Log, projection: Projection | None = None) -> Error | None:
    """The refusal that a failure amounts to; None when it is a fault of the program or of the call, or nobody can tell.

    projection: the rows, where they were asked. To find damage the log and its rows are read again, as by `verify`.
    """
    if projection is not None and isinstance(error, sqlite3.Error | UnicodeEncodeError):
        return failed(error, projection.path)
    if isinstance(error, OSError | MemoryError):
        return None
    try:
        checking.check_stored(log)
        if projection is not None and not projection.connection.in_transaction:
            deep.compare(log, projection)
    except Error as found:
        return found
    except Exception:
        return None
    return None
