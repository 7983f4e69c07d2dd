"""The projection file is ours to delete and make again; what is not ours is never touched."""

from __future__ import annotations

import ast
import ctypes.util
import importlib.util
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import orjson
import pytest

import reformlog
from foreign_files import letters
from reformlog import answers
from reformlog.errors import Damaged, Error, Refused
from reformlog.log import open_log
from reformlog.projections import about, schema, store
from reformlog.projections.shapes import ROWS
from reformlog.queries.states import state_at

ACT = {
    "id": "a",
    "kind": "request",
    "made": "2024",
    "title": "要望",
    "zones": ["okinawa"],
    "sources": [{"title": "官報"}],
}


@pytest.fixture
def db(tmp_path: Path) -> Path:
    with reformlog.open(tmp_path / "log.db", create=True) as register:
        register.append(ACT)
    return tmp_path / "log.db"


def rows(db: Path, **options: str) -> list[str]:
    with reformlog.open(db, **options) as register:
        return [row.act for row in register.chronology("okinawa")]


def database(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE letters(text)")
    connection.commit()
    connection.close()


def test_it_does_not_matter_whether_sqlite_was_built_to_take_uris_everywhere(db):
    """SQLITE_USE_URI is a choice of whoever builds SQLite; here it is switched off before the library begins."""
    library = ctypes.util.find_library("sqlite3")
    program = (
        "import ctypes, sys; ctypes.CDLL(sys.argv[1]).sqlite3_config(17, 0)\n"
        "import reformlog\n"
        "with reformlog.open(sys.argv[2]) as register: print(bool(register.verify(deep=True)))"
    )
    if library is None:
        pytest.skip("SQLite is part of Python here, and cannot be set up before it begins")
    command = [sys.executable, "-c", program, library, str(db)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=db.parent)
    assert (done.stdout, done.stderr) == ("True\n", "")


def test_another_file_named_as_projection_is_refused_and_left_byte_for_byte(db):
    for name, make in (("notes.txt", lambda p: p.write_text("大切なメモ" * 50, "utf-8")), ("letters.db", database)):
        path = db.with_name(name)
        make(path)
        before = path.read_bytes()
        with pytest.raises(Refused, match="not a projection"):
            rows(db, projection=str(path))
        assert path.read_bytes() == before
        assert not path.with_name(name + "-wal").exists()


def test_a_file_that_another_process_has_only_begun_to_make_is_taken_for_ours(db):
    """For an instant, or after a kill just then for ever, it is a database with nothing in it and no mark of ours."""
    path = db.with_name("log.projection.db")
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode=WAL")
    assert path.stat().st_size and not path.with_name(path.name + "-wal").exists()
    assert rows(db) == ["a"]
    connection.close()
    assert rows(db) == ["a"]


def test_a_database_of_somebody_elses_is_refused_also_while_it_is_open(db):
    path = db.with_name("letters.projection.db")
    database(path)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("INSERT INTO letters VALUES('a')")
    connection.commit()
    assert path.with_name(path.name + "-wal").exists()
    with pytest.raises(Refused, match="not a projection"):
        rows(db, projection=str(path))
    connection.close()


def test_the_log_itself_named_as_projection_is_refused(db):
    before = db.read_bytes()
    with pytest.raises(Refused, match="not a projection"):
        rows(db, projection=str(db))
    assert db.read_bytes() == before


@pytest.mark.parametrize("damage", ["missing", "empty", "garbled", "cut", "middle"])
def test_a_missing_empty_or_damaged_projection_is_made_again(db, damage):
    file = db.with_name("log.projection.db")
    assert rows(db) == ["a"]
    data = file.read_bytes()
    if damage == "missing":
        file.unlink()
    else:
        half = len(data) // 2
        broken = {
            "empty": b"",
            "garbled": b"\xff" * 5000,
            "cut": data[: half // 2],
            "middle": data[:4096] + b"\x55" * 40_000 + data[44_096:],
        }
        file.write_bytes(broken[damage])
    assert rows(db) == ["a"]


def test_a_journal_of_another_file_is_never_written_into_the_rows(db, tmp_path):
    rows = db.with_name("log.projection.db")
    letters(tmp_path / "other.db", Path(f"{rows}-journal"))
    before = rows.read_bytes()
    with reformlog.open(db) as register:
        assert rows.read_bytes() == before and not Path(f"{rows}-journal").exists()
        assert len(register.chronology("okinawa")) == 1 and register.verify(deep=True).verified


def test_the_projection_of_another_log_is_made_again_for_this_one(db, tmp_path):
    with reformlog.open(tmp_path / "other.db", create=True) as register:
        register.append([ACT, {**ACT, "id": "b"}])
        assert len(register.chronology("okinawa")) == 2
    assert rows(db, projection=str(tmp_path / "other.projection.db")) == ["a"]


OTHER_CODE = """
import sys
from contextlib import closing
import reformlog
from reformlog.projections import schema
schema.fingerprint = lambda: "other code"
with reformlog.open(sys.argv[1]) as register:
    if sys.argv[2] == "asks":
        print(*(row.act for row in register.chronology("okinawa")))
"""


@pytest.mark.parametrize("does", ["opens", "asks"])
def test_a_register_that_is_open_answers_right_while_other_code_makes_the_rows_its_own(db, does):
    """As when a program is replaced while another copy of it serves: the rows are never empty, nor taken for ours."""
    command = [sys.executable, "-c", OTHER_CODE, str(db), does]
    with reformlog.open(db) as register:
        for number in range(3):
            expected = ["a", *(f"a{index}" for index in range(number))]
            assert [row.act for row in register.chronology("okinawa")] == expected
            done = subprocess.run(command, capture_output=True, check=True, text=True)
            assert done.stdout.split() == (expected if does == "asks" else [])
            assert [row.act for row in register.chronology("okinawa")] == expected
            register.append({**ACT, "id": f"a{number}"})


def test_what_was_known_at_a_position_is_answered_without_asking_how_far_the_log_goes(db, monkeypatch):
    with reformlog.open(db) as register:
        register.append({**ACT, "id": "b"})
        asked = []
        monkeypatch.setattr(type(register.log), "position", lambda log: asked.append(log) or 2)
        assert [len(register.chronology("okinawa", as_known=position)) for position in (2, 1, 0)] == [2, 1, 0]
        assert asked == []
        assert len(register.chronology("okinawa")) == 2 and asked != []
        with pytest.raises(Error, match="nothing is known yet as of position 3"):
            register.chronology("okinawa", as_known=3)


def test_a_position_is_asked_for_again_when_another_has_written_the_rows(db):
    with reformlog.open(db) as register:
        assert register.projection.catch_up() == 1 and register.projection.holds(1)
        with reformlog.open(db) as other:
            other.rebuild()
        assert not register.projection.holds(1)
        assert len(register.chronology("okinawa", as_known=1)) == 1 and register.projection.holds(1)


def test_of_two_that_open_a_new_file_at_once_the_second_leaves_what_the_first_made(db, monkeypatch):
    db.with_name("log.projection.db").unlink()
    looked, read = [], about.read

    def late(connection):
        """The second looked before the first had made the tables."""
        looked.append(connection)
        return {} if len(looked) == 1 else read(connection)

    with reformlog.open(db) as first:
        assert len(first.chronology("okinawa")) == 1
        monkeypatch.setattr(about, "read", late)
        second = reformlog.open(db)
        made = first.projection.connection.execute("SELECT count(*) FROM chronology").fetchone()
        assert made == (1,) and len(looked) > 1
        assert len(second.chronology("okinawa")) == 1
        second.close()


def test_rows_of_a_log_that_was_rolled_back_are_not_believed(db):
    """The same log with one event less: the rows go further than it does, so they are made again."""
    shorter = db.read_bytes()
    with reformlog.open(db) as register:
        register.append({**ACT, "id": "b"})
        assert len(register.chronology("okinawa")) == 2
    for end in ("-wal", "-shm"):
        db.with_name("log.db" + end).unlink(missing_ok=True)
    db.write_bytes(shorter)
    assert rows(db) == ["a"]


def test_a_register_opened_again_takes_no_lock_from_the_one_that_is_open(db):
    """Another process would take the rows for a file at rest, and delete the -wal into which the open one writes."""
    command = [sys.executable, "-m", "reformlog", "--db", str(db), "chronology", "okinawa", "--json"]
    with reformlog.open(db) as register:
        assert len(register.chronology("okinawa")) == 1
        reformlog.open(db).close()
        for number in (1, 2, 3):
            done = subprocess.run(command, capture_output=True, check=True)
            assert len(orjson.loads(done.stdout)["rows"]) == number
            assert {path.name for path in db.parent.glob("*-wal")} == {"log.db-wal", "log.projection.db-wal"}
            register.append({**ACT, "id": f"a{number}"})
            assert len(register.chronology("okinawa")) == number + 1


def test_a_row_holds_the_values_of_the_fields_that_the_file_and_the_answer_name(record_file):
    """The names stand once, in `shapes`: the folds keep to them, the views put them back, the models print them."""
    models = {"zone": answers.Zone, "plan": answers.Plan, "measure": answers.Measure, "call": answers.Proposal}
    assert {kind: tuple(model.model_fields) for kind, model in models.items()} == {kind: ROWS[kind] for kind in models}
    with reformlog.open(record_file) as register:
        connection = register.projection.connection
        for grp, row in connection.execute("SELECT grp, row FROM point"):
            assert len(orjson.loads(row)) == len(ROWS[grp.partition(":")[0]])
        named = connection.execute("SELECT grp, valid, row, more FROM states_now").fetchall()
        assert len(named) > 200
        for grp, valid, row, more in named:
            told = {**orjson.loads(row), "more": orjson.loads(more)}
            assert told == state_at(register.view(), grp, valid) and tuple(told)[:-1] == ROWS[grp.partition(":")[0]]


def test_a_long_part_of_a_state_is_kept_once_for_all_states_that_share_it(tmp_path):
    designated = {"zone": "z", "is": "designated", "name": "一", "areas": ["04"]}
    decided = {"policy": "z", "is": "decided", "goals": ["ドローンによる遠隔医療の実現" * 9]}
    named = {"zone": "z", "is": "renamed", "name": "二"}
    acts = (
        ("cabinet-order", "enforced", designated),
        ("zone-policy", "decided", decided),
        ("cabinet-order", "enforced", named),
    )
    with reformlog.open(tmp_path / "log.db", create=True) as register:
        for month, (kind, date, effect) in enumerate(acts, 1):
            act = {"id": f"a{month}", "kind": kind, "title": "決定", date: f"2024-0{month}-01", "effects": [effect]}
            register.append({**act, "sources": [{"title": "官報"}]})
        connection = register.projection.connection
        keys = [more for (more,) in connection.execute("SELECT more FROM point ORDER BY valid")]
        assert keys[1] == keys[2] != keys[0]
        [(more,)] = connection.execute("SELECT more FROM text WHERE key = ?", (keys[1],))
        assert orjson.loads(more)["policy"]["goals"] == decided["goals"]
        changes = register.diff("2024-01-15", "2024-03-15").changes
        assert [change.after for change in changes if change.field == "goals"] == [decided["goals"]]
        assert {change.field for change in register.diff("2024-02-15", "2024-03-15").changes} == {"name"}


def test_what_tells_rows_of_other_code_covers_all_that_their_making_imports():
    """Of the log only how a line is read decides what the rows are; the rest keeps and hands out the same bytes."""
    package = Path(reformlog.__file__).parents[1]
    covered = {path.relative_to(package).as_posix() for path in schema.sources()}
    imported = set()
    for name in covered:
        inside = ".".join(name.split("/")[:-1])
        for node in ast.walk(ast.parse((package / name).read_text())):
            if isinstance(node, ast.ImportFrom):
                whole = importlib.util.resolve_name("." * node.level + (node.module or ""), inside)
                imported |= {whole, *(f"{whole}.{alias.name}" for alias in node.names)}
    files = {f"{name.replace('.', '/')}.py" for name in imported if name.startswith("reformlog.")}
    beyond = {name for name in files - covered if (package / name).is_file()}
    assert {name for name in beyond if not name.startswith("reformlog/log/")} == {
        "reformlog/errors.py",
        "reformlog/projections/unreadable.py",  # why there can be no rows
        "reformlog/events/statements.py",  # likewise
    }
    assert {"reformlog/events/kinds.py", "reformlog/log/lines.py", "reformlog/dates/written.py"} <= covered & files


def test_beside_a_log_at_rest_nothing_is_left_and_what_is_recorded_meanwhile_is_seen(db, tmp_path):
    """As in a folder that may only be read: the rows lie in a temporary file, and SQLite makes no -wal or -shm."""
    before = sorted(path.name for path in db.parent.iterdir())
    log = open_log(db, readonly=True)
    rows = store.Projection(log, str(tmp_path / "no-such-folder" / "rows.projection.db"))
    try:
        assert rows.catch_up() == 1
        assert rows.connection.execute("SELECT count(*) FROM log.ledger").fetchone() == (1,)
        assert sorted(path.name for path in db.parent.iterdir()) == before
        with reformlog.open(db) as writer:
            writer.append({**ACT, "id": "b"})
            assert not rows.holds(1)
            assert rows.catch_up() == 2
            assert rows.connection.execute("SELECT count(*) FROM log.ledger").fetchone() == (2,)
        assert rows.catch_up() == 2
        assert rows.connection.execute("SELECT count(*) FROM log.ledger").fetchone() == (2,)
    finally:
        rows.close()
        log.close()


def test_the_rows_may_be_kept_in_memory_alone(db, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    before = sorted(path.name for path in tmp_path.iterdir())
    assert rows(db, projection=":memory:") == ["a"]
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_rows_that_cannot_be_kept_make_no_error_of_an_append_that_the_log_has_kept(db):
    def no_commit(action, word, *_):
        return sqlite3.SQLITE_DENY if (action, word) == (sqlite3.SQLITE_TRANSACTION, "COMMIT") else sqlite3.SQLITE_OK

    with reformlog.open(db) as register:
        register.projection.connection.set_authorizer(no_commit)
        assert register.append({**ACT, "id": "b"}) == [2]
        assert register.projection.position() == 1
        register.projection.connection.set_authorizer(None)
        assert [row.act for row in register.chronology("okinawa")] == ["a", "b"]
        assert register.append({**ACT, "id": "c"}) == [3] and register.verify(deep=True).verified


def changed(db: Path, *statements: str) -> None:
    """What somebody did to the file of rows by hand."""
    with closing(sqlite3.connect(db.with_name("log.projection.db"), isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


@pytest.mark.parametrize(
    "told",
    [
        "UPDATE about SET value = 'abc' WHERE key = 'position'",
        "UPDATE about SET value = NULL WHERE key = 'position'",
        "UPDATE about SET value = -5 WHERE key = 'position'",
        "UPDATE about SET value = 0 WHERE key = 'position'",
        "DELETE FROM about WHERE key = 'position'",
        "DELETE FROM about WHERE key = 'root'",
        "DELETE FROM about",
        "DROP TABLE about",
        "ALTER TABLE about RENAME TO told",
    ],
)
def test_rows_that_do_not_say_how_far_they_go_are_made_again(db, told):
    changed(db, told)
    with reformlog.open(db) as register:
        assert len(register.chronology("okinawa")) == 1
        assert register.projection.path == str(db.with_name("log.projection.db"))
        register.append({**ACT, "id": "b"})
        register.verify(deep=True)


@pytest.mark.parametrize(
    "foreign",
    [
        ["ALTER TABLE point RENAME TO points", "CREATE VIEW point AS SELECT * FROM points"],
        ["ALTER TABLE about RENAME TO told", "CREATE VIEW about AS SELECT * FROM told"],
        ["DROP VIEW states_now", "CREATE TABLE states_now(x)"],
        ['CREATE TABLE "a "" b"(x)', "CREATE INDEX c ON point(known_to)"],
        ["CREATE TRIGGER quiet BEFORE INSERT ON fact BEGIN SELECT RAISE(IGNORE); END"],
        ["CREATE TRIGGER loud BEFORE INSERT ON about BEGIN SELECT RAISE(ABORT, 'no'); END"],
        ["ALTER TABLE ahead ADD COLUMN more"],
        [
            "CREATE TABLE ours(x)",
            "PRAGMA writable_schema = ON",
            "UPDATE sqlite_master SET name = 'sqlite_ours', tbl_name = 'sqlite_ours', "
            "sql = 'CREATE TABLE sqlite_ours(x)' WHERE name = 'ours'",
        ],
    ],
)
def test_a_rebuild_leaves_nothing_that_is_not_ours(db, foreign):
    changed(db, *foreign)
    with reformlog.open(db) as register:
        with pytest.raises(Damaged, match="rebuild"):
            register.verify(deep=True)
        register.rebuild()
        register.verify(deep=True)


def test_an_append_that_the_file_of_rows_turns_away_says_what_to_type(db):
    changed(db, "ALTER TABLE chronology ADD COLUMN more")
    with reformlog.open(db) as register:
        with pytest.raises(Error) as refused:
            register.append({**ACT, "id": "b"})
        assert refused.value.hint == "It holds nothing of its own: reformlog rebuild"
        register.rebuild()
        assert register.append({**ACT, "id": "b"}) == [register.head.position]
