"""A log damaged in every way: what is noticed, what needs a checkpoint kept elsewhere, and that this is said."""

from __future__ import annotations

import random
import shutil
import sqlite3
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from custody_samples import as_sqlite_names_its_own, copied, hearings, rehash, sign, signed_log, tamper, verified
from reformlog.custody import verifying
from reformlog.errors import Damaged, Error
from reformlog.log import open_log, schema

FLIPS = 300


@pytest.fixture(scope="module")
def sound(tmp_path_factory) -> Path:
    return signed_log(tmp_path_factory.mktemp("sound"))


@pytest.fixture
def path(sound, tmp_path) -> Path:
    """A copy without the folder of checkpoints; those inside it are still there."""
    return copied(sound, tmp_path)


@pytest.fixture
def elsewhere(sound) -> bytes:
    """The checkpoint over all 30 events, as someone else kept it."""
    return (sound.parent / "reformlog.checkpoints" / "30.checkpoint").read_bytes()


def run(*statements: str, hashes: bool = False):
    def change(connection: sqlite3.Connection) -> None:
        for statement in statements:
            connection.execute(statement)
        if hashes:
            rehash(connection)

    return change


NO_NOTES = "DELETE FROM notes"
REPLACED = "UPDATE {} SET {} = CAST(replace(CAST({} AS TEXT), '{}', '{}') AS BLOB) WHERE {}"
EDITED = REPLACED.format("stored_events", "state", "state", "第4回", "第7回", "rowid = 5")


def test_an_undamaged_log_verifies_and_says_what_was_not_checked(path, elsewhere):
    alone = verified(path)
    assert not alone.errors
    assert any("kept elsewhere" in row["what"] for row in alone.not_checked)
    with_checkpoint = verified(path, elsewhere)
    assert not with_checkpoint.errors
    assert [row["what"] for row in with_checkpoint.not_checked] == [
        "the form of each line, and the rows worked out from them"
    ]


def everything(path: Path) -> object:
    """All that a log says, read by its own door."""
    with open_log(path) as log:
        return log.origin, list(log.stored()), log.notes(), log.faults()


def test_a_bit_flipped_anywhere_is_noticed_or_changes_nothing_that_is_stored(path, sound, elsewhere):
    """Pages have unused space and the header has counters: a bit there says nothing, and every stored byte is the same.

    A bit in the name of the key on a kept signature makes it one of an unknown key: then that is named as not checked.
    """
    chance, kept, noticed = random.Random(6962), path.read_bytes(), 0
    before, as_ever = everything(sound), verified(path, elsewhere).not_checked
    for _ in range(FLIPS):
        place, bit = chance.randrange(len(kept)), 1 << chance.randrange(8)
        path.write_bytes(kept[:place] + bytes([kept[place] ^ bit]) + kept[place + 1 :])
        report = verified(path, elsewhere)
        if report.errors or report.not_checked != as_ever:
            noticed += 1
        else:
            assert everything(path) == before, place
        for end in ("-wal", "-shm"):
            Path(f"{path}{end}").unlink(missing_ok=True)
    assert noticed > FLIPS // 5


@pytest.mark.parametrize(
    ("found", "change"),
    [
        ("position 5: the line, or the hash", run(EDITED)),
        (
            "position 5: missing",
            run("DELETE FROM stored_events WHERE rowid = 5", "DELETE FROM ledger WHERE position = 5"),
        ),
        ("position 5: missing", run("DELETE FROM stored_events WHERE rowid = 5")),
        ("position 30: its recorded_at is missing", run("DELETE FROM ledger WHERE position = 30")),
        (
            "position 5: the line, or the hash",
            run(
                "UPDATE stored_events SET rowid = 500 WHERE rowid = 5",
                "UPDATE stored_events SET rowid = 5 WHERE rowid = 6",
                "UPDATE stored_events SET rowid = 6 WHERE rowid = 500",
            ),
        ),
        (
            "position 7: missing",
            run(
                "UPDATE stored_events SET rowid = rowid + 1000 WHERE rowid >= 7",
                "UPDATE ledger SET position = position + 1000 WHERE position >= 7",
            ),
        ),
        (
            "position 31: its recorded_at is missing",
            run("INSERT INTO stored_events VALUES (31, 'act-99', 1, 'hearing', x'7b7d')"),
        ),
        (
            "position 9: its line says something else",
            run("UPDATE stored_events SET originator_id = 'act-x' WHERE rowid = 9"),
        ),
        ("position 9: its line says something else", run("UPDATE stored_events SET topic = 'law' WHERE rowid = 9")),
        (
            "position 9: ",
            run("UPDATE ledger SET recorded_at = '2020-01-01T00:00:00.000000Z' WHERE position = 9"),
        ),
        ("position 9: ", run("UPDATE ledger SET tree = zeroblob(32) WHERE position = 9")),
        (
            "position 5: its line says something else",
            run(REPLACED.format("stored_events", "state", "state", "act-4", "act-x", "rowid = 5"), hashes=True),
        ),
    ],
)
def test_what_is_changed_behind_the_back_of_the_log_is_noticed_with_its_position(path, found, change):
    tamper(path, run(NO_NOTES))
    tamper(path, change)
    report = verified(path, alone=True)
    assert [found in str(error) for error in report.errors] == [True], report.errors


@pytest.mark.parametrize(
    ("found", "statements"),
    [
        ("trigger `quiet`", ["CREATE TRIGGER quiet AFTER INSERT ON ledger BEGIN SELECT 1; END"]),
        ("view `events_now`", ["CREATE VIEW events_now AS SELECT * FROM stored_events"]),
        ("table `hidden`", ["CREATE TABLE hidden (line)"]),
        ("no `ledger_no_update`", ["DROP TRIGGER ledger_no_update"]),
        ("a foreign entry `note`", ["INSERT INTO meta VALUES ('note', 'to nobody')"]),
    ],
)
def test_what_is_foreign_or_missing_in_the_file_is_named(path, found, statements):
    connection = sqlite3.connect(path, isolation_level=None)
    run(*statements)(connection)
    connection.close()
    assert any(found in error.message for error in verified(path).errors)


@pytest.mark.parametrize("kind", ["trigger", "view", "table", "index"])
def test_a_name_that_only_sqlite_may_give_hides_nothing(path, kind):
    """Whoever writes `sqlite_master` can name a trigger of his own like what SQLite makes by itself."""
    bare = {
        "trigger": "CREATE TRIGGER xqlite_autoindex_1 BEFORE INSERT ON ledger BEGIN SELECT RAISE(IGNORE); END",
        "view": "CREATE VIEW xqlite_autoindex_1 AS SELECT 1",
        "table": "CREATE TABLE xqlite_autoindex_1 (line)",
        "index": "CREATE INDEX xqlite_autoindex_1 ON ledger (recorded_at) WHERE position < 5",
    }
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(bare[kind])
    as_sqlite_names_its_own(connection)
    connection.close()
    assert any(f"a foreign {kind} `sqlite_autoindex_1`" in error.message for error in verified(path).errors)


def test_what_sqlite_makes_by_itself_is_not_foreign(path):
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("ANALYZE")
    assert connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_stat1'").fetchall()
    connection.close()
    assert not verified(path).errors


def test_a_view_in_the_place_of_a_table_does_not_fake_what_is_read(path):
    connection = sqlite3.connect(path, isolation_level=None)
    for name, sql in schema.OBJECTS.items():
        if sql.startswith("CREATE TRIGGER") and "ON stored_events" in sql:
            connection.execute(f"DROP TRIGGER {name}")
    connection.execute("ALTER TABLE stored_events RENAME TO real_events")
    connection.execute(
        "CREATE VIEW stored_events AS SELECT rowid, originator_id, originator_version, topic, "
        "replace(state, '第4回', '第7回') AS state FROM real_events"
    )
    connection.close()
    assert verified(path).errors


def test_insert_or_replace_is_refused_by_the_file_and_noticed_when_it_was_forced(path):
    replace = "INSERT OR REPLACE INTO stored_events VALUES (5, 'act-4', 1, 'hearing', x'7b7d')"
    connection = sqlite3.connect(path, isolation_level=None)
    with pytest.raises(sqlite3.IntegrityError, match="in order"):
        connection.execute(replace)
    connection.close()
    assert not verified(path).errors
    tamper(path, run(replace))
    assert "position 5" in str(verified(path).errors[0])


def cut_tail(path: Path) -> None:
    tamper(path, run("DELETE FROM stored_events WHERE rowid > 23", "DELETE FROM ledger WHERE position > 23", NO_NOTES))


def roll_back(path: Path) -> None:
    """An older copy of the file in its place."""
    path.write_bytes(copied(signed_log_of(20, path.parent / "older"), path.parent / "copy").read_bytes())


def signed_log_of(count: int, folder: Path) -> Path:
    folder.mkdir()
    return signed_log(folder, count)


def fork(path: Path) -> None:
    """An older copy that went on in another way, and is now as long."""
    roll_back(path)
    tamper(path, run(NO_NOTES))
    with open_log(path) as log:
        hearings(log, 12, "別の行為")


def write_anew_from_the_middle(path: Path) -> None:
    """One line changed, and every hash from there on made to fit."""
    tamper(path, run(EDITED, NO_NOTES, hashes=True))


def rename(path: Path) -> None:
    tamper(path, run("UPDATE meta SET value = 'reformlog.example/other'", NO_NOTES))


@pytest.mark.parametrize(
    ("damage", "code", "named"),
    [
        (cut_tail, "rolled-back", ("23", "30")),
        (roll_back, "rolled-back", ("20", "30")),
        (fork, "other-history", ("32", "30")),
        (write_anew_from_the_middle, "other-history", ("30",)),
        (rename, "checkpoint-other-log", ("reformlog.example/other", "reformlog.example/kokusen")),
    ],
)
def test_what_only_a_checkpoint_shows_is_named_as_unchecked_without_one_and_noticed_with_one(
    path, elsewhere, damage, code, named
):
    damage(path)
    without = verified(path, alone=True)
    assert not without.errors
    assert any("tail" in row["what"] and "anew" in row["what"] for row in without.not_checked)
    [error] = verified(path, elsewhere, alone=True).errors
    assert error.code == code and error.exit_code == 3
    assert all(word in error.message for word in named), error.message


@pytest.mark.parametrize("damage", [cut_tail, roll_back, fork, write_anew_from_the_middle, rename])
def test_the_checkpoints_beside_the_log_show_it_too_while_they_are_there(path, sound, damage):
    damage(path)
    shutil.copytree(sound.parent / "reformlog.checkpoints", path.parent / "reformlog.checkpoints")
    assert verified(path).errors


@pytest.mark.parametrize("damage", [cut_tail, roll_back, fork, write_anew_from_the_middle, rename])
def test_no_log_is_signed_that_contradicts_what_was_signed_before(path, sound, damage):
    shutil.copytree(sound.parent / "reformlog.checkpoints", path.parent / "reformlog.checkpoints")
    damage(path)
    with pytest.raises(Error) as refusal:
        sign(path)
    assert refusal.value.exit_code == 3


@pytest.mark.parametrize("value", ["7", "NULL", "CAST(tree AS TEXT)", "''", "1.5"])
def test_a_hash_of_another_type_is_damage_wherever_it_is_asked_for(path, value):
    """Also where the checkpoints are held against the log: 30 is a peak of theirs."""
    tamper(path, run("CREATE TABLE other (position INTEGER PRIMARY KEY, recorded_at TEXT NOT NULL, tree)",
        "INSERT INTO other SELECT * FROM ledger", f"UPDATE other SET tree = {value} WHERE position = 30",
        "DROP TABLE ledger", "ALTER TABLE other RENAME TO ledger"))  # fmt: skip
    assert {error.exit_code for error in verified(path).errors} == {3}


def test_a_checkpoint_taken_out_from_among_those_kept_in_the_log_is_noticed(path):
    tamper(path, run("DELETE FROM notes WHERE number = 1"))
    assert "1 signed checkpoints, but the last is number 2" in str(verified(path).errors[0])


@pytest.mark.parametrize("number", [0, -7])
def test_a_checkpoint_put_before_the_first_of_those_kept_in_the_log_is_noticed(path, number):
    """There are as many as the last says."""
    tamper(path, run(f"UPDATE notes SET number = {number} WHERE number = 1"))
    assert "2 signed checkpoints, but the last is number 2" in str(verified(path).errors[0])


def test_a_checkpoint_altered_in_the_log_is_noticed(path):
    tamper(path, run(REPLACED.format("notes", "note", "note", "20", "21", "number = 1")))
    assert verified(path).errors


def test_a_checkpoint_of_another_type_than_was_kept_is_noticed(path):
    tamper(path, run("UPDATE notes SET note = CAST(note AS TEXT) WHERE number = 1"))
    assert "not what it was" in str(verified(path).errors[0])


def test_a_signature_altered_on_a_kept_checkpoint_is_noticed_with_the_key(path):
    """Letters of the base64 are changed: still base64, no longer the signature. Without the key nobody can tell."""
    with open_log(path) as log:
        signature = log.notes()[1][1].decode().split()[-1]
    altered = signature[:-4] + ("AAA=" if signature[-4:] != "AAA=" else "BBB=")
    tamper(path, run(REPLACED.format("notes", "note", "note", signature, altered, "number = 2")))
    [error] = verified(path).errors
    assert error.code == "note-signature"


@pytest.mark.parametrize(
    ("code", "content"),
    [
        ("no-log", None),
        ("not-a-log", b""),
        ("not-a-log", b"PK\x03\x04 something else"),
        ("newer-log", "newer"),
    ],
)
def test_what_is_missing_empty_foreign_or_newer_never_verifies(path, code, content):
    if content is None:
        path.unlink()
    elif content == "newer":
        kept = bytearray(path.read_bytes())
        kept[60:64] = (99).to_bytes(4, "big")
        path.write_bytes(kept)
    else:
        path.write_bytes(content)
    [error] = verified(path).errors
    assert (error.code, error.exit_code) == (code, 3)
    assert verified(path).as_dict()["verified"] is False


TWICE = REPLACED.format("stored_events", "state", "state", '{"act":', '{"act":"x","act":', "rowid = 5")
NO_OBJECT = REPLACED.format("stored_events", "state", "state", '{"title":"第4回 ヒアリング"}', "[1]", "rowid = 5")


@pytest.mark.parametrize("forged", [TWICE, NO_OBJECT])
def test_no_checkpoint_is_signed_over_a_line_that_no_log_writes(path, forged):
    tamper(path, run(NO_NOTES, forged, hashes=True))
    assert not verified(path, alone=True).errors
    with pytest.raises(Damaged, match="position 5: "):
        sign(path)


def test_where_no_rows_can_be_worked_out_the_rest_is_reported_all_the_same(path, elsewhere):
    def deep() -> str:
        raise TypeError("list indices must be integers")

    with open_log(path) as log:
        report = verifying.verify(log, None, verifying.Asked([("elsewhere", elsewhere)]), deep)
    assert [error.code for error in report.errors] == ["act-unreadable"] and report.errors[0].exit_code == 3
    assert {"lines", "checkpoint", "checkpoints"} <= {row["what"] for row in report.checked}


def test_a_time_that_is_still_to_come_is_named_for_no_later_event_can_have_an_earlier_one(path):
    """Events of 2024 told by a clock that stands before them: right in themselves, and who reads them must know."""
    clock = partial(datetime, 2024, 6, 1, tzinfo=UTC)
    for told, named in ((clock, 1), (partial(datetime.now, UTC), 0)):
        report = verified(path, clock=told)
        ahead = [row["what"] for row in report.not_checked if "still to come" in row["what"]]
        assert not report.errors and len(ahead) == named
    assert "when positions 1 to 30 were recorded" in verified(path, clock=clock).not_checked[-1]["what"]
