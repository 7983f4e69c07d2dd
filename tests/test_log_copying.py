"""A log moved between stores is the same log."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext

import pytest

from log_postgres import own_schema
from reformlog.errors import Damaged, Refused, Stale
from reformlog.log import Draft, Log, Stored, checking, create, open_log
from reformlog.log.copying import copy


def record(log: Log, *acts: str, second: int = 0) -> None:
    with log.batch(lambda: f"2024-06-21T00:00:{second:02}.000000Z") as batch:
        batch.add([Draft(act, 1, "hearing", {"body": {}}) for act in acts])


@pytest.fixture
def source(tmp_path) -> Iterator[Log]:
    with create(tmp_path / "source.db", "reformlog/test") as log:
        for number in range(5):
            record(log, f"{number}-a", f"{number}-b", second=number)
        log.keep_note(lambda view: (view.position(), b"signed"))
        yield log


@pytest.fixture(params=["sqlite", "postgres"])
def address(request, tmp_path) -> Iterator[str]:
    with own_schema() if request.param == "postgres" else nullcontext(str(tmp_path / "target.db")) as address:
        yield address


def test_lines_positions_times_notes_and_root_are_unchanged_there_and_back(source, address, tmp_path):
    with create(address, source.origin) as target, create(tmp_path / "back.db", source.origin) as back:
        assert copy(source, target) == source.head() == target.head()
        assert copy(target, back) == source.head()
        for log in (target, back):
            assert list(log.stored()) == list(source.stored()) and log.notes() == source.notes()
            assert checking.check_stored(log) == checking.check_stored(source)


def test_copying_goes_on_where_it_was_interrupted_and_follows_what_came_since(source, address):
    with create(address, source.origin) as target:
        target.receive([Stored._make(row) for row in source.stored()][:3])
        told: list[int] = []
        copy(source, target, told.append)
        record(source, "later", second=9)
        copy(source, target, told.append)
        assert told == [10, 11] and target.head() == source.head()
    with open_log(address) as target:
        record(target, "here", second=10)
        assert target.position() == 12 and checking.check_stored(target).position == 12


def test_another_register_or_another_history_is_refused_and_left_as_it_is(source, address, tmp_path):
    with create(tmp_path / "other.db") as other, pytest.raises(Refused, match="register"):
        copy(source, other)
    with create(address, source.origin) as target:
        record(target, "another act")
        with pytest.raises(Refused, match="holds what"):
            copy(source, target)
        assert target.position() == 1


def test_what_was_changed_on_the_way_or_does_not_follow_is_not_kept(source, address):
    rows = [Stored._make(row) for row in source.stored()]
    with create(address, source.origin) as target:
        with pytest.raises(Damaged):
            target.receive([rows[0]._replace(line=rows[0].line + b" ")])
        with pytest.raises(Stale):
            target.receive(rows[1:])
        assert target.position() == 0
