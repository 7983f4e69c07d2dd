"""A log in an SQLite file: what is refused and left as it was, what cannot be changed, and what a failing disk does."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from uuid import UUID

import pytest

import reformlog
from log_samples import passes_the_librarys_tests, record, timed
from reformlog.errors import Damaged, Error, Refused, Usage
from reformlog.log import checking, create, files, open_log, schema


def beside(path: Path) -> list[str]:
    return sorted(file.name for file in path.parent.iterdir())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed log of three events."""
    with create(tmp_path / "reform.db") as log:
        record(log, "a", "b", "c")
    return tmp_path / "reform.db"


# What is not a log


def test_a_new_log_has_an_origin_of_its_own_and_nothing_is_left_beside_it(tmp_path):
    origins = set()
    for name in ("one.db", "two #2?.db"):
        with create(tmp_path / name) as log:
            origins.add(log.origin)
    assert len(origins) == 2 and all(len(origin.removeprefix("reformlog/")) == 16 for origin in origins)
    assert beside(tmp_path / "one.db") == ["one.db", "two #2?.db"]


@pytest.mark.parametrize("there", ["file", "empty", "folder", "dangling link"])
def test_a_log_is_never_made_over_what_is_there(tmp_path, there):
    path = tmp_path / "reform.db"
    if there == "folder":
        path.mkdir()
    elif there == "dangling link":
        path.symlink_to("nowhere")
    else:
        path.write_bytes(b"notes" if there == "file" else b"")
    with pytest.raises(Usage, match="there already"):
        create(path)
    assert beside(path) == ["reform.db"] and (not path.is_file() or path.read_bytes() in (b"notes", b""))


@pytest.mark.parametrize("end", ["-wal", "-shm", "-journal"])
def test_a_log_is_not_made_where_a_part_of_an_old_one_would_be_written_into_it(path, tmp_path, end):
    """An old -wal replays into any new file of its name."""
    (tmp_path / f"new.db{end}").write_bytes(b"old")
    with pytest.raises(Usage, match=r"new\.db-"):
        create(tmp_path / "new.db")
    assert not (tmp_path / "new.db").exists()


def test_no_log_and_no_folder_are_said_with_what_to_type():
    with pytest.raises(Usage) as missing:
        open_log("/nonexistent/reform.db")
    made = "reformlog --db /nonexistent/reform.db init"
    assert missing.value.hint == f"If it lies elsewhere: --db FILE   To make one here: {made}"
    with pytest.raises(Usage) as folder:
        create("/nonexistent/reform.db")
    assert folder.value.hint == "mkdir -p /nonexistent"
    with pytest.raises(Usage, match="is a folder"):
        open_log("/tmp")


def foreign(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE stored_events (a)")
    connection.close()


def newer(path: Path) -> None:
    of_layout(path, 2)


def of_layout(path: Path, version: int) -> None:
    create(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {version}")
    connection.close()


def test_where_there_is_no_log_those_near_are_named_before_a_second_one_is_made(path, tmp_path, monkeypatch):
    """Most often it is the folder that is wrong: a log of the same folder, or of that name in a folder above."""
    deep = tmp_path / "acts" / "of 2024"
    deep.mkdir(parents=True)
    (tmp_path / "other.db").write_bytes(b"something else")
    for folder, name, near in (
        (tmp_path, "reformlog.db", "It may be --db reform.db"),
        (deep, "reform.db", "It may be --db ../../reform.db"),
        (deep, "nowhere-else.db", "If it lies elsewhere: --db FILE"),
    ):
        monkeypatch.chdir(folder)
        with pytest.raises(Usage) as refused:
            open_log(name)
        assert refused.value.hint == f"{near}   To make one here: reformlog --db {name} init"
        assert not Path(name).exists()


def test_a_folder_in_which_a_log_lies_is_answered_with_the_log(tmp_path):
    with pytest.raises(Usage) as refused:
        open_log(tmp_path)
    assert refused.value.hint == f"reformlog --db {tmp_path}/reformlog.db init"
    create(tmp_path / "reformlog.db").close()
    with pytest.raises(Usage) as refused:
        open_log(tmp_path)
    assert refused.value.hint == f"--db {tmp_path}/reformlog.db"


@pytest.mark.parametrize("readonly", [False, True])
@pytest.mark.parametrize(
    "make,kind",
    [
        (lambda path: path.write_bytes(b""), Damaged),
        (lambda path: path.write_bytes(b"act: 2024-06-21.cabinet-order\n"), Damaged),
        (lambda path: path.write_bytes(b"SQLite format 3\x00"), Damaged),
        (foreign, Damaged),
        (newer, Refused),
        (lambda path: of_layout(path, 0), Damaged),
        (lambda path: of_layout(path, -1), Damaged),
    ],
    ids=["empty", "text", "cut", "foreign", "newer", "layout 0", "layout -1"],
)
def test_a_file_that_is_not_ours_or_newer_is_refused_and_left_byte_for_byte(tmp_path, make, kind, readonly):
    path = tmp_path / "reform.db"
    make(path)
    before = path.read_bytes(), path.stat().st_mtime_ns
    with pytest.raises(kind):
        open_log(path, readonly=readonly)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before and beside(path) == ["reform.db"]


def test_a_log_cut_short_is_damage_in_plain_words(path):
    path.write_bytes(path.read_bytes()[:4096])
    with pytest.raises(Damaged, match=r"reform\.db is damaged"):
        open_log(path)


# What cannot be changed


EVENT = "INTO stored_events (rowid, originator_id, originator_version, topic, state) VALUES"


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE stored_events SET topic = 'law'",
        "DELETE FROM stored_events WHERE rowid = 3",
        f"REPLACE {EVENT} (2,'z',1,'x',x'00')",
        "REPLACE INTO stored_events (originator_id, originator_version, topic, state) VALUES ('b', 1, 'x', x'00')",
        f"INSERT {EVENT} (9,'z',1,'x',x'00')",
        f"INSERT {EVENT} (-1,'z',1,'x',x'00')",
        "INSERT INTO stored_events (originator_id, originator_version, topic, state) VALUES ('z', 2, 'x', x'00')",
        "UPDATE ledger SET recorded_at = '2030'",
        "DELETE FROM ledger",
        "REPLACE INTO ledger VALUES (3, '2030', x'00')",
        "INSERT INTO ledger VALUES (5, '2030', x'00')",
        "INSERT INTO ledger VALUES (4, '2020', x'00')",
        "UPDATE meta SET value = 'other'",
        "DELETE FROM meta",
        "REPLACE INTO meta VALUES ('origin', 'other')",
        "INSERT INTO notes VALUES (2, 1, x'00')",
    ],
)
def test_the_file_itself_refuses_to_change_what_is_recorded(path, sql):
    """Also INSERT OR REPLACE, which SQLite does not count as a deletion."""
    connection = sqlite3.connect(path)
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute(sql)
    connection.close()


def test_an_event_slipped_in_beside_the_ledger_stops_the_next_append(path):
    with sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO stored_events VALUES (4, 'z', 1, 'x', x'00')")
    connection.close()
    with open_log(path) as log, pytest.raises(Damaged, match="4 events, but its ledger has 3"):
        record(log, "d")


QUIETLY = {  # what a trigger does of which SQLite says nothing
    "the event": "BEFORE INSERT ON stored_events WHEN NEW.originator_id LIKE 'bad%' BEGIN SELECT RAISE(IGNORE); END",
    "the ledger": "BEFORE INSERT ON ledger WHEN NEW.position > 3 BEGIN SELECT RAISE(IGNORE); END",
    "something else besides": "AFTER INSERT ON ledger BEGIN INSERT INTO notes (size, note) VALUES (1, x''); END",
    "the note": "BEFORE INSERT ON notes BEGIN SELECT RAISE(IGNORE); END",
}


@pytest.mark.parametrize("lost", QUIETLY)
def test_nothing_is_acknowledged_that_a_foreign_trigger_turned_away_without_an_error(path, lost):
    with sqlite3.connect(path) as connection:
        connection.execute(f"CREATE TRIGGER quiet {QUIETLY[lost]}")
    connection.close()
    before = path.read_bytes()
    with open_log(path) as log:
        with pytest.raises(Damaged, match="did not keep"):
            record(log, "bad1", "d") if lost != "the note" else log.keep_note(lambda _: (3, b"note"))
        assert (log.position(), log.notes()) == (3, [])
    assert path.read_bytes() == before


def test_positions_survive_vacuum(path):
    with sqlite3.connect(path) as connection:
        connection.execute("VACUUM")
    connection.close()
    with open_log(path) as log:
        assert [event.act for event in log.events()] == ["a", "b", "c"]
        assert checking.check_stored(log).position == 3


def test_a_line_is_stored_once_and_as_it_is(tmp_path):
    with create(tmp_path / "reform.db") as log:
        line = record(log, "a", body={"title": "唯一の文字列" * 3})[0].line
    assert (tmp_path / "reform.db").read_bytes().count(line[10:]) == 1


# Reading


def test_reading_leaves_no_file_behind_and_appending_is_refused(path):
    before = path.read_bytes()
    with open_log(path, readonly=True) as log:
        assert [event.act for event in log.events()] == ["a", "b", "c"]
        assert beside(path) == ["reform.db"]
        with pytest.raises(Refused, match="only be read"):
            record(log, "d")
    assert beside(path) == ["reform.db"] and path.read_bytes() == before


def test_a_log_this_user_may_not_write_is_read_all_the_same(path, monkeypatch):
    monkeypatch.setattr(files, "may_write", lambda _: False)
    with open_log(path) as log:
        assert log.position() == 3 and log.readonly and beside(path) == ["reform.db"]


def test_a_reader_that_leaves_no_trace_sees_what_others_append(path):
    with open_log(path, readonly=True) as reader, open_log(path) as writer:
        assert reader.position() == 3
        record(writer, "d")
        assert reader.position() == 4 == reader.event(4).position
        assert reader.head() == writer.head()
        assert checking.check_stored(reader).position == 4


def test_a_reader_through_a_link_sees_what_a_writer_has_not_yet_moved_into_the_file(path, tmp_path):
    """The -wal lies beside the file, not beside the link."""
    (tmp_path / "link.db").symlink_to(path)
    with open_log(path) as writer:
        record(writer, "d")
        with open_log(tmp_path / "link.db", readonly=True) as reader:
            assert reader.position() == 4


def test_another_process_is_seen_at_the_next_question(path):
    with open_log(path) as one, open_log(path) as other:
        assert one.head() == other.head()
        record(one, "d")
        assert other.head() == one.head() and other.position() == 4
        record(other, "e")
        assert [event.act for event in one.events()] == ["a", "b", "c", "d", "e"]
        assert checking.check_stored(one).position == 5


def test_opening_a_log_again_takes_no_lock_from_the_one_that_is_open(path):
    """Another process would take it for a log at rest, and delete the -wal into which the next event is appended."""
    code = "import sys; from reformlog.log import open_log; print(open_log(sys.argv[1]).position())"
    with open_log(path) as one:
        one.head()
        open_log(path).close()
        for told in (b"3", b"4"):
            seen = subprocess.run([sys.executable, "-c", code, path], capture_output=True, check=True)
            assert seen.stdout.strip() == told
            record(one, "d" if told == b"3" else "e")
    with open_log(path) as log:
        assert log.position() == 5


def test_opening_and_reading_imports_neither_the_library_nor_pydantic(path):
    code = (
        "import sys; from reformlog.log import open_log; log = open_log(sys.argv[1]); log.head(); list(log.events());"
        "print([m for m in sys.modules if m.split('.')[0] in ('eventsourcing', 'pydantic', 'sqlite_utils', 'psycopg')])"
    )
    said = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, check=True)
    assert said.stdout == "[]\n"


# The library's own conformance suite


def test_the_recorder_passes_the_librarys_own_suite(tmp_path):
    """`ApplicationRecorderTestCase` of eventsourcing, with its uuids, and every event of it in the ledger."""
    from reformlog.log.recorder import Datastore, LedgerRecorder

    connections = []

    def recorder():
        file = str(tmp_path / f"{len(connections)}.db")
        create(file).close()
        connections.append(files.connect(file, "rw"))
        return timed(LedgerRecorder)(Datastore(connections[-1], "uuid"))

    passes_the_librarys_tests(recorder, lambda: UUID(bytes=os.urandom(16)), "uuid")
    for connection in connections:
        assert schema.differences(connection) == []
        events, ledger = connection.execute(
            "SELECT (SELECT count(*) FROM stored_events), (SELECT count(*) FROM ledger)"
        ).fetchone()
        assert events == ledger > 0
        connection.close()


# A failing machine


def test_a_lock_held_too_long_is_said_plainly_and_nothing_is_recorded(path, monkeypatch):
    monkeypatch.setattr(files, "LOCK_SECONDS", 0.05)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with open_log(path) as log:
        with pytest.raises(Refused) as refusal:
            record(log, "d")
        assert refusal.value.code == "locked"
        other.execute("ROLLBACK")
        other.close()
        assert record(log, "d")[0].position == 4


def test_a_full_disk_keeps_all_that_was_recorded_and_says_so(path):
    """`max_page_count` makes SQLite say SQLITE_FULL as a full disk does."""
    with open_log(path) as log:
        log._connection.execute("PRAGMA max_page_count = 16")
        with pytest.raises(Refused) as refusal:
            for number in range(100):
                record(log, f"d-{number}", body={"note": "x" * 3000})
        assert refusal.value.code == "disk-full"
        kept = log.position()
        assert checking.check_stored(log).position == kept > 3
        log._connection.execute("PRAGMA max_page_count = 1000")
        assert record(log, "after")[0].position == kept + 1


LIMITED = """
import resource, sys
from reformlog.errors import Error
from reformlog.log import Draft, open_log

with open_log(sys.argv[1]) as log:
    resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
    for number in range(100):
        try:
            draft = Draft(f"d-{number}", 1, "hearing", {"body": {"note": "x" * 3000}})
            with log.batch(lambda: "2024-06-21T00:00:00.000000Z") as batch:
                batch.add([draft])
        except Error as error:
            print(error.code)
            break
        print("kept", number)
"""


def test_a_limit_on_the_size_of_files_loses_nothing_that_was_acknowledged(path):
    said = subprocess.run([sys.executable, "-c", LIMITED, path], capture_output=True, text=True)
    *kept, code = said.stdout.split("\n")[:-1]
    assert code in ("io", "disk-full") and kept and not said.stderr
    with open_log(path) as log:
        acts = {event.act for event in log.events()}
        assert {f"d-{line.split()[1]}" for line in kept} <= acts
        assert checking.check_stored(log).position in (3 + len(kept), 4 + len(kept))


def test_after_a_commit_that_failed_nothing_is_tried_again(path):
    """EIO at the fsync: what is on the disk is not known; the log has to be opened anew."""

    class Failing:
        def __init__(self, connection):
            self.connection = connection

        def __getattr__(self, name):
            return getattr(self.connection, name)

        def execute(self, sql, *values):
            if sql == "COMMIT":
                error = sqlite3.OperationalError("disk I/O error")
                error.sqlite_errorname = "SQLITE_IOERR_FSYNC"
                raise error
            return self.connection.execute(sql, *values)

    with open_log(path) as log:
        log._connection = Failing(log._connection)
        with pytest.raises(Error) as failure:
            record(log, "d")
        assert failure.value.code == "io" and "not known" in failure.value.message
        with pytest.raises(Refused, match="failed at the disk"):
            record(log, "d")
    with open_log(path) as log:
        assert record(log, "d")[0].position == 4


KILLED = """
import sys
from reformlog.log import Draft, open_log

with open_log(sys.argv[1]) as log:
    while True:
        start = log.position()
        drafts = [Draft(f"{start}-{n}", 1, "hearing", {"body": {}}) for n in range(3)]
        with log.batch(lambda: "2024-06-21T00:00:00.000000Z") as batch:
            kept = batch.add(drafts)
        print(kept[-1].position, flush=True)
"""


def test_killed_at_any_moment_what_was_acknowledged_is_there_and_no_batch_is_half(path):
    for wait in (0.0, 0.003, 0.011):
        writer = subprocess.Popen([sys.executable, "-c", KILLED, path], stdout=subprocess.PIPE, text=True)
        first = writer.stdout.readline()
        time.sleep(wait)
        writer.send_signal(signal.SIGKILL)
        acknowledged = [int(line) for line in [first, *writer.communicate()[0].splitlines()]]
        with open_log(path) as log:
            assert log.position() >= acknowledged[-1]
            assert log.position() % 3 == 0
            assert checking.check_stored(log).position == log.position()


def test_a_wal_torn_at_any_byte_leaves_whole_batches_only(path, tmp_path):
    with open_log(path) as log:
        for number in range(4):
            record(log, f"{number}-x", f"{number}-y")
        file, wal = path.read_bytes(), Path(f"{path}-wal").read_bytes()
    torn = tmp_path / "torn"
    torn.mkdir()
    for cut in range(0, len(wal), len(wal) // 23):
        for name in torn.iterdir():
            name.unlink()
        (torn / "reform.db").write_bytes(file)
        (torn / "reform.db-wal").write_bytes(wal[:cut])
        with open_log(torn / "reform.db") as log:
            assert checking.check_stored(log).position in (0, 3, 5, 7, 9, 11)


LONG = """
import resource, sys
from reformlog.log import Draft, create

now = lambda: "2024-06-21T00:00:00.000000Z"
with create(sys.argv[1]) as log:
    with log.batch(now) as batch:
        batch.add([Draft("first", 1, "hearing", {})])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with log.batch(now) as batch:
        for page in range(40):
            batch.add([Draft(f"{page}-{n}", 1, "hearing", {"body": {"note": "x" * 3000}}) for n in range(500)])
    print(sum(1 for _ in log.events()), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is counted in kilobytes on Linux only")
def test_memory_stays_bounded_however_long_the_batch(tmp_path):
    """20,000 lines of 3 kB are 60 MB; the process may grow by a third of that."""
    said = subprocess.run([sys.executable, "-c", LONG, tmp_path / "r.db"], capture_output=True, text=True, check=True)
    events, kilobytes = map(int, said.stdout.split())
    assert events == 20_001 and kilobytes < 20_000


@pytest.mark.parametrize("origin", ["Office of Reform", "a\nb", "a+b", "", "登録\u202e簿", "x" * 201])
def test_a_register_gets_no_name_under_which_no_checkpoint_could_be_signed(tmp_path, origin):
    with pytest.raises(Usage) as refused:
        reformlog.open(tmp_path / "log.db", create=True, origin=origin)
    assert refused.value.code == "origin"
    assert list(tmp_path.iterdir()) == []


NO_ROOM = """
import resource, sys
from reformlog.errors import Error
from reformlog.log import open_log

resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
try:
    open_log(sys.argv[1])
except Error as error:
    print(error)
"""


def test_no_room_for_the_file_that_sqlite_needs_beside_a_log_is_called_a_full_disk(path):
    said = subprocess.run([sys.executable, "-c", NO_ROOM, path], capture_output=True, text=True)
    assert "the disk is full" in said.stdout and said.stdout.endswith("\nFree some space and repeat it.\n"), said.stderr
    with open_log(path) as log:
        assert log.position() == 3


def test_nothing_is_appended_under_one_of_two_names_of_a_file(path, monkeypatch):
    """SQLite keeps a -wal for each name, and what is recorded through one writes over what was through the other."""
    monkeypatch.setattr(files, "_NAMING", 0.05)
    other = Path(path).with_name("snapshot.db")
    os.link(path, other)
    for name in (path, str(other)):
        with open_log(name) as log, pytest.raises(Refused, match="another name") as refusal:
            record(log, "d")
        assert refusal.value.code == "two-names" and "-samefile" in refusal.value.hint
        with open_log(name) as log:
            assert log.position() == 3, "to read does no harm"
    other.unlink()
    with open_log(path) as log:
        assert record(log, "d")[0].position == 4


NAMED_AND_KILLED = """
import os, sys
from pathlib import Path
from reformlog.log import create, files

def place(fresh, path):
    os.link(fresh, path)
    os._exit(9)

files.place = place
create(Path(sys.argv[1]), "reformlog.example/kokusen")
"""


def test_a_log_whose_making_was_killed_once_it_had_its_name_is_appended_to(tmp_path):
    path = tmp_path / "reformlog.db"
    assert subprocess.run([sys.executable, "-c", NAMED_AND_KILLED, path], check=False).returncode == 9
    assert path.stat().st_nlink == 2
    with open_log(path) as log:
        assert record(log, "a")[0].position == 1
    assert [file.name for file in tmp_path.iterdir()] == ["reformlog.db"]
