"""Rows are added many with one statement: all of them, in their order, whatever their number."""

import sqlite3

import pytest

from reformlog.projections.adding import TOGETHER, add


@pytest.fixture
def connection():
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE TABLE t(a TEXT, b INT, c INT, UNIQUE(a, b))")
        yield connection


@pytest.mark.parametrize("count", [0, 1, TOGETHER - 1, TOGETHER, TOGETHER + 1, 3 * TOGETHER + 7])
def test_every_row_is_added_in_its_order(connection, count):
    rows = [(f"act {number}", number) for number in range(count)]
    add(connection, "INTO t", "(?,?,9)", [value for row in rows for value in row])
    assert connection.execute("SELECT a, b, c FROM t ORDER BY rowid").fetchall() == [(*row, 9) for row in rows]


def test_a_row_that_is_there_is_passed_over_only_where_the_statement_says_so(connection):
    flat = [value for number in range(2 * TOGETHER) for value in ("act", number % TOGETHER)]
    add(connection, "OR IGNORE INTO t", "(?,?,0)", flat)
    assert connection.execute("SELECT count(*) FROM t").fetchone() == (TOGETHER,)
    with pytest.raises(sqlite3.IntegrityError):
        add(connection, "INTO t", "(?,?,0)", flat)


def test_a_row_that_is_not_whole_is_no_row(connection):
    with pytest.raises(ValueError, match="zip"):
        add(connection, "INTO t", "(?,?,0)", ["act", 1, "act"])
