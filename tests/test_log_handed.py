"""Rows in pages: the same as one by one, up to the row that cannot be read, and Ctrl-C ends a check at once."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from custody_samples import rehash, tamper
from log_samples import record
from reformlog.errors import Damaged
from reformlog.log import checking, create, open_log

EVENTS = 60


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed log of sixty events, on several pages of the file."""
    with create(tmp_path / "reform.db") as log:
        record(log, *(f"act-{number}" for number in range(1, EVENTS + 1)), body={"title": "ヒアリング" * 30})
    return tmp_path / "reform.db"


def found(path: Path) -> str:
    with open_log(path, readonly=True) as log, pytest.raises(Damaged) as damage:
        checking.check_stored(log)
    return damage.value.message


@pytest.mark.parametrize("size", [1, 7, 30, 59, 60, 61, 200])
@pytest.mark.parametrize("start", [1, 2, 60, 61])
def test_the_pages_hold_the_rows_that_are_read_one_by_one(path, start, size):
    with open_log(path) as log:
        pages, rows = list(log.pages(start, size)), list(log.stored(start))
    assert [row for page in pages for row in page] == rows and len(rows) == EVENTS + 1 - start
    assert [*map(len, pages[:-1])] == [size] * (len(pages) - 1) and all(pages)


def test_two_may_be_read_at_once_and_one_left_before_its_end(path):
    with open_log(path) as log:
        rows = list(log.stored())
        with closing(log.stored()) as single, closing(log.pages(1, 7)) as left, closing(log.pages(1, 9)) as other:
            assert next(single) == rows[0] and next(left) == rows[:7]
            assert [row for page in other for row in page] == rows and next(left) == rows[7:14]
        record(log, "late")
        assert len([*log.pages(1, 7)][-1]) == 5


def test_a_page_of_the_file_that_cannot_be_read_names_the_first_position_on_it(path):
    """SQLite finds it out one step after the row before, which is whole."""
    data = bytearray(path.read_bytes())
    on_page = {at: re.findall(rb'\{"act":"act-(\d+)"', data[at : at + 4096]) for at in range(0, len(data), 4096)}
    at, first = next((at, min(map(int, acts))) for at, acts in on_page.items() if acts and b"1" not in acts)
    data[at] = 0  # what kind of page it is
    path.write_bytes(data)
    assert f"position {first}: cannot be read." in found(path)


@pytest.mark.parametrize("hashes", [False, True])
def test_a_text_that_is_no_utf_8_is_named_and_the_rows_before_it_are_looked_at_first(path, hashes):
    def change(connection: sqlite3.Connection) -> None:
        connection.execute("UPDATE stored_events SET topic = CAST(x'68ff' AS TEXT) WHERE rowid = 37")
        if hashes:
            rehash(connection)

    tamper(path, change)
    assert "position 37: cannot be read." in found(path)
    tamper(path, lambda connection: connection.execute("UPDATE stored_events SET topic = 'law' WHERE rowid = 36"))
    assert "position 36: its line says something else" in found(path)


@pytest.mark.parametrize("version", ["1.5", "9e999", "'1x'", "x'31'"])
def test_a_version_that_is_no_whole_number_is_named_with_its_position(path, version):
    update = f"UPDATE stored_events SET originator_version = {version} WHERE rowid = 37"
    tamper(path, lambda connection: connection.execute(update))
    assert "position 37: its version is not of the kind it was" in found(path)


def test_an_interrupt_ends_a_check_at_the_next_page(path, monkeypatch):
    monkeypatch.setattr(checking, "_PAGE", 2)
    told: list[int] = []

    def interrupt(position: int) -> None:
        told.append(position)
        if len(told) == 2:
            os.kill(os.getpid(), signal.SIGINT)
        time.sleep(0.1)

    with open_log(path) as log:
        with pytest.raises(KeyboardInterrupt):
            checking.check_stored(log, progress=interrupt)
        assert 2 <= len(told) < EVENTS // 2
        assert checking.check_stored(log).position == EVENTS
