"""Rows handed over from within the statement of SQLite that reads them: a third cheaper than to fetch them."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from itertools import count
from typing import Any

from .store import Pages

_NUMBERS = count()


def pages(connection: sqlite3.Connection, sql: str, start: int, size: int) -> Pages:
    """The rows of a query, in lists of `size`; the last is shorter, also where the query fails behind it.

    sql: selects anything where `{}(column, column …)` is true, behind all other conditions; its one value is `start`.

    Who fetches a row lets go of Python's lock and takes it again at each column. A function that SQLite calls gets all
    columns at once, and says where the query stops: when a page is full. Not in the main thread: what a signal raises
    within such a function (Ctrl-C) is lost.
    """
    page: list[tuple[Any, ...]] = []
    full: list[list[tuple[Any, ...]]] = []  # two at most, for a query is always one stop ahead

    def hand_over(*row: Any) -> bool:
        nonlocal page
        page.append(row)
        if len(page) < size:
            return False
        full.append(page)
        page = []
        return True

    name = f"handed_over_{next(_NUMBERS)}"  # a name that is taken cannot be given again while a statement runs
    connection.create_function(name, -1, hand_over)
    try:
        with closing(connection.execute(sql.format(name), (start,))) as stops:
            for _ in stops:
                yield full.pop(0)
    except sqlite3.Error:
        yield from filter(None, (*full, page))
        raise
    else:
        if page:
            yield page
    finally:
        with suppress(sqlite3.Error):  # it stays while another statement runs
            connection.create_function(name, -1, None)
