"""Many entries as one batch: block by block, all or nothing, interrupted without harm, and told how many were there."""

from __future__ import annotations

import orjson
import pytest

import reformlog
from cli_running import run
from reformlog.cli.progress import pace
from reformlog.errors import Refused
from reformlog.log import wal
from reformlog.projections import settle
from reformlog.recording import admitting, record


def act(number: int, **more):
    zone = {"zone": f"z{number % 7}", "is": "renamed", "name": f"区域 {number}"}
    first = {"zone": f"z{number % 7}", "is": "designated", "name": "区域", "areas": ["04"]}
    effects = [first if number < 7 else zone]
    day = f"2011-{1 + number // 31 % 12:02d}-{1 + number % 28:02d}" if number >= 7 else "2010-01-01"
    named = {"id": f"a{number:05d}", "kind": "cabinet-order", "title": f"政令 {number}", "enforced": day}
    return {**named, "effects": effects, "sources": [{"title": "官報"}], **more}


@pytest.fixture
def blocks(monkeypatch):
    """Blocks so small that a test has many."""
    monkeypatch.setattr(admitting, "READ_AHEAD", 10)
    monkeypatch.setattr(record, "BLOCK", 10)
    monkeypatch.setattr(settle, "HELD", 25)


def rows(register):
    names = ("entity", "fact", "point", "conflict", "life", "member", "ahead", "chronology")
    execute = register.projection.connection.execute
    return {name: sorted(execute(f"SELECT * FROM {name}").fetchall(), key=repr) for name in names}


def test_a_batch_of_many_blocks_gives_the_rows_that_one_block_gives(blocks, tmp_path):
    entries = [act(number) for number in range(95)]
    entries.append({"correct": "a00050", "reason": "誤記", "act": act(50, title="訂正")})
    entries.append({"withdraw": "a00093", "reason": "重複"})
    paths = tmp_path / "many.db", tmp_path / "one.db"
    with reformlog.open(paths[0], create=True) as many, reformlog.open(paths[1], create=True) as one:
        assert many.append(iter(entries)) == list(range(1, 98))
        for entry in entries:
            one.append(entry)
        assert rows(many) == rows(one)
        many.rebuild()
        assert rows(many) == rows(one)


def test_the_same_batch_again_records_nothing_and_answers_with_the_positions(blocks, tmp_path):
    with reformlog.open(tmp_path / "a.db", create=True) as register:
        entries = [act(number) for number in range(35)]
        before = register.append(entries)
        assert register.append([*entries, act(35)]) == [*before, 36]
        assert register.head.position == 36


def test_what_is_refused_in_a_late_block_leaves_the_log_and_the_rows_as_they_were(blocks, tmp_path):
    with reformlog.open(tmp_path / "a.db", create=True) as register:
        register.append([act(number) for number in range(15)])
        head, before = register.head, rows(register)
        bad = [act(number) for number in range(15, 60)] + [act(60, title=""), act(61, enforced="二月三十日")]
        with pytest.raises(Refused) as refused:
            register.append(bad)
        assert len(refused.value.errors) == 2
        with pytest.raises(Refused, match=r"already recorded|recorded already"):
            register.append([act(number) for number in range(15, 60)] + [act(3, title="別の本文")])
        assert (register.head, rows(register)) == (head, before)
        assert register.zone("z3", as_of="2030-01-01").name == "区域 10"


def test_nobody_waits_for_a_batch_that_is_still_being_read(tmp_path):
    """Acts typed into `append -`, or given by a slow generator: others record and ask meanwhile."""
    path = tmp_path / "a.db"
    with reformlog.open(path, create=True) as slow, reformlog.open(path) as other:

        def entries():
            yield act(0)
            assert other.append(act(1)) == [1]
            assert other.zone("z1", as_of="2024-01-01").status == "designated"
            yield act(2)

        assert slow.append(entries()) == [2, 3]


def test_an_interrupted_batch_leaves_nothing_behind(blocks, tmp_path):
    def interrupted():
        yield from (act(number) for number in range(47))
        raise KeyboardInterrupt

    with reformlog.open(tmp_path / "a.db", create=True) as register:
        with pytest.raises(KeyboardInterrupt):
            register.append(interrupted())
        assert register.head.position == 0
        assert register.append(act(0)) == [1]
        assert register.verify()


def test_after_a_thousand_refusals_no_more_are_looked_for(tmp_path):
    read = []

    def endless():
        number = 0
        while True:
            read.append(number)
            yield act(number, title="")
            number += 1

    with reformlog.open(tmp_path / "a.db", create=True) as register, pytest.raises(Refused) as refused:
        register.append(endless())
    assert len(refused.value.errors) == len(read) == admitting.MAX_REFUSALS


def test_append_says_how_many_entries_were_there_already(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "acts.jsonl").write_bytes(b"".join(orjson.dumps(act(number)) + b"\n" for number in range(40)))
    assert run("--db", "a.db", "init").code == 0
    assert len(run("--db", "a.db", "append", "acts.jsonl").out.splitlines()) == 40
    with (tmp_path / "acts.jsonl").open("ab") as file:
        file.write(orjson.dumps(act(40)) + b"\n")
    again = run("--db", "a.db", "append", "acts.jsonl")
    assert again.out == "#41 a00040\n"
    assert "in all 40 entries were there already; 1 are new" in again.err


@pytest.mark.parametrize(
    ("done", "total", "words"),
    [
        (20_000, 1_000_000, "20,000 of 1,000,000 entries, 10,000 a second, 1 min 38 s left"),
        (20_000, 40_000, "20,000 of 40,000 entries, 10,000 a second, 2 s left"),
        (20_000, 0, "20,000 entries, 10,000 a second"),
    ],
)
def test_progress_tells_the_rate_and_the_time_left(done, total, words):
    assert pace(done, total, "entries", 2.0) == words


def test_the_file_beside_the_log_is_begun_anew_and_does_not_grow_with_every_append(tmp_path):
    with reformlog.open(tmp_path / "a.db", create=True) as register:
        register.append(act(0))
        register.log._connection.execute("PRAGMA wal_autocheckpoint = 30")
        for number in range(1, 100):
            register.append(act(number))
        assert (tmp_path / "a.db-wal").stat().st_size < 100 * 4096


def test_after_much_the_files_beside_log_and_rows_are_empty_and_no_reader_is_waited_for(monkeypatch, tmp_path):
    """Else a small append would have to bring in what a great one left."""
    monkeypatch.setattr(wal, "MANY_ROWS", 10)
    monkeypatch.setattr(wal, "GREAT_WAL", 4096)
    with reformlog.open(tmp_path / "a.db", create=True) as register:
        register.append([act(number) for number in range(35)])
        assert (tmp_path / "a.db-wal").stat().st_size == 0
        assert (tmp_path / "a.projection.db-wal").stat().st_size == 0
        with reformlog.open(tmp_path / "a.db") as reader:
            reading = reader.log.stored()
            next(reading)
            assert register.append([act(number) for number in range(35, 70)])[-1] == 70
            assert (tmp_path / "a.db-wal").stat().st_size > 0
            reading.close()
            assert reader.head.position == 70
