"""Whatever is changed in a file behind the log's back is noticed, and the first bad position is named."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import orjson
import pytest

from custody_samples import rehash, tamper
from log_samples import now
from reformlog.errors import Damaged, Error
from reformlog.log import Draft, Event, Log, checking, create, lines, merkle, open_log


def record(log: Log, *drafts: Draft) -> list[Event]:
    with log.batch(now) as batch:
        return batch.add(drafts)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed log: twelve hearings, then a correction and the withdrawal of the third."""
    with create(tmp_path / "reform.db") as log:
        first = [Draft(f"act-{n}", 1, "hearing", {"body": {"title": f"第{n}回 ヒアリング"}}) for n in range(1, 13)]
        record(log, *first)
        again = [
            Draft("act-3", 2, "correction", {"body": {}, "reason": "日付", "replaces": 1}),
            Draft("act-3", 3, "withdrawal", {"reason": "二重登録"}),
        ]
        record(log, *again)
    return tmp_path / "reform.db"


def check(path: Path, **options: object) -> checking.Checked:
    with open_log(path) as log:
        return checking.check_stored(log, **options)


def statements(*sqls: str, hashes: bool = False) -> Callable[[sqlite3.Connection], None]:
    def change(connection: sqlite3.Connection) -> None:
        for sql in sqls:
            connection.execute(sql)
        if hashes:
            rehash(connection)

    return change


def test_a_whole_log_is_read_to_its_end_and_the_root_is_that_of_its_lines(path):
    told: list[int] = []
    checked = check(path, progress=told.append)
    with open_log(path) as log:
        peaks: list[bytes] = []
        list(merkle.grow(0, peaks, [event.line for event in log.events()]))
        assert checked.root == merkle.fold(peaks) == log.head().root
    assert (checked.position, checked.recorded_at, told) == (14, now(), [14])


def test_after_a_check_that_failed_the_log_can_still_be_read_and_appended_to(path):
    tamper(path, statements("UPDATE stored_events SET topic = 'law' WHERE rowid = 5"))
    with open_log(path) as log:
        with pytest.raises(Damaged) as failure:
            checking.check_stored(log)
        assert record(log, Draft("late", 1, "hearing", {}))[0].position == 15
        assert failure.value.exit_code == 3


def test_an_empty_log_is_whole(tmp_path):
    create(tmp_path / "reform.db").close()
    assert check(tmp_path / "reform.db").root == merkle.EMPTY


@pytest.mark.parametrize(
    "position,change",
    [
        (5, statements("UPDATE stored_events SET state = replace(state, '第5回', '第6回') WHERE rowid = 5")),
        (5, statements("UPDATE stored_events SET state = CAST(state AS TEXT) WHERE rowid = 5")),
        (5, statements("UPDATE stored_events SET originator_id = 'act-99' WHERE rowid = 5")),
        (5, statements("UPDATE stored_events SET originator_version = 2 WHERE rowid = 5")),
        (5, statements("UPDATE stored_events SET topic = 'law' WHERE rowid = 5")),
        (5, statements("UPDATE stored_events SET topic = 7 WHERE rowid = 5")),
        (5, statements("UPDATE stored_events SET topic = 'la\"w' WHERE rowid = 5")),
        (5, statements("UPDATE stored_events SET originator_id = 'act' || char(10) WHERE rowid = 5")),
        (5, statements("UPDATE ledger SET recorded_at = '2024-06-20T00:00:00.000000Z' WHERE position = 5")),
        (5, statements("UPDATE ledger SET recorded_at = '2024-06-22T00:00:00.000000Z' WHERE position = 5")),
        (8, statements("UPDATE ledger SET tree = substr(tree, 1, 96) || zeroblob(32) WHERE position = 8")),
        (8, statements("UPDATE ledger SET tree = substr(tree, 1, 96) WHERE position = 8")),
        (8, statements("UPDATE ledger SET tree = tree || zeroblob(32) WHERE position = 8")),
        (6, statements("DELETE FROM ledger WHERE position = 6")),
        (6, statements("DELETE FROM stored_events WHERE rowid = 6")),
        (6, statements("DELETE FROM stored_events WHERE rowid = 6", "DELETE FROM ledger WHERE position = 6")),
        (1, statements("DELETE FROM stored_events WHERE rowid < 3", "DELETE FROM ledger WHERE position < 3")),
        (15, statements("INSERT INTO stored_events VALUES (15, 'z', 1, 'hearing', x'7b7d')")),
        (13, statements(
            "UPDATE stored_events SET rowid = 99 WHERE rowid = 13",
            "UPDATE stored_events SET rowid = 13 WHERE rowid = 14",
            "UPDATE stored_events SET rowid = 14 WHERE rowid = 99",
        )),
    ],
)  # fmt: skip
def test_the_first_position_that_was_changed_is_named(path, position, change):
    tamper(path, change)
    with pytest.raises(Damaged, match=rf"position {position}: "):
        check(path)


@pytest.mark.parametrize(
    "found,change",
    [
        ("its columns", statements("UPDATE stored_events SET topic = 'law' WHERE rowid = 5", hashes=True)),
        ("recorded at", statements(
            "UPDATE stored_events SET state = replace(state, '2024-06-21T', '2024-06-20T') WHERE rowid = 5",
            "UPDATE stored_events SET state = CAST(state AS BLOB) WHERE rowid = 5",
            "UPDATE ledger SET recorded_at = '2024-06-20T00:00:00.000000Z' WHERE position = 5",
            hashes=True,
        )),
        ("position 13 is not the next version of its act", statements(
            "UPDATE stored_events SET rowid = 99 WHERE rowid = 13",
            "UPDATE stored_events SET rowid = 13 WHERE rowid = 14",
            "UPDATE stored_events SET rowid = 14 WHERE rowid = 99",
            hashes=True,
        )),
        ("a ledger of 15", statements("INSERT INTO ledger VALUES (15, '2024-06-21T00:00:00.000000Z', x'00')")),
        ("a ledger of 15", statements("INSERT INTO ledger VALUES (-1, '2024-06-21T00:00:00.000000Z', x'00')")),
    ],
)  # fmt: skip
def test_a_forger_who_writes_the_hashes_anew_still_has_to_get_the_rest_right(path, found, change):
    tamper(path, change)
    with pytest.raises(Damaged, match=found):
        check(path)


@pytest.mark.parametrize(
    "found,sql",
    [
        ("a foreign view `zones`", "CREATE VIEW zones AS SELECT 1"),
        ("a foreign table `notes2`", "CREATE TABLE notes2 (a)"),
        ("a foreign trigger `quiet`", "CREATE TRIGGER quiet AFTER INSERT ON ledger BEGIN SELECT 1; END"),
        ("a foreign index `fast`", "CREATE INDEX fast ON ledger (recorded_at)"),
        ("no `ledger_no_delete`", "DROP TRIGGER ledger_no_delete"),
    ],
)
def test_what_is_not_ours_in_the_file_and_what_is_missing_is_named(path, found, sql):
    tamper(path, statements(), restore=True)
    connection = sqlite3.connect(path)
    connection.execute(sql)
    connection.close()
    with pytest.raises(Damaged, match=found):
        check(path)


def test_a_view_in_the_place_of_a_table_does_not_fake_what_is_read(path):
    """The lines are shown changed, the table they stand in is whole."""
    tamper(path, statements(
        "ALTER TABLE stored_events RENAME TO hidden",
        "CREATE VIEW stored_events AS SELECT rowid, originator_id, originator_version, topic,"
        " CAST(replace(state, '第5回', '第6回') AS BLOB) AS state FROM hidden",
    ), restore=False)  # fmt: skip
    with pytest.raises(Damaged, match="position 5"):
        check(path)
    tamper_view = sqlite3.connect(path)
    tamper_view.execute("DROP VIEW stored_events")
    tamper_view.execute(
        "CREATE VIEW stored_events AS SELECT rowid, originator_id, originator_version, topic, state FROM hidden"
    )
    tamper_view.close()
    with pytest.raises(Damaged, match="`hidden`"):
        check(path)


HEARING = b'{"act":"act-5","body":{"title":"x"},"kind":"hearing","recorded_at":"2024-06-21T00:00:00.000000Z","v":1,'
AGAIN = HEARING.replace(b"act-5", b"act-3")


@pytest.mark.parametrize(
    "position,forged,found",
    [
        (5, b'{"act":"act-6",' + HEARING[1:] + b'"version":1}', "canonical"),
        (5, HEARING.replace(b'"body"', b'"body":{"title":"y"},"body"') + b'"version":1}', "canonical"),
        (5, HEARING + b'"version":7,"version":1}', "canonical"),
        (5, HEARING + b'"version":1} ', "canonical"),
        (5, HEARING + b'\n"version":1}', "canonical"),
        (5, HEARING.replace(b'"body":', b'"body": ') + b'"version":1}', "canonical"),
        (5, HEARING.replace(b'"x"', b'"\\u0078"') + b'"version":1}', "canonical"),
        (5, b'{"version":1,' + HEARING[1:-1] + b"}", "canonical"),
        (5, HEARING.replace(b'"x"', b"1.5") + b'"version":1}', "a number with a fraction"),
        (5, HEARING.replace(b'"x"', b"100000000000000000000") + b'"version":1}', "canonical"),
        (5, HEARING.replace(b'"x"', b"[" * 300 + b"]" * 300) + b'"version":1}', "cannot be read"),
        (5, HEARING.replace(b'"title"', b'"id":"act-6","title"') + b'"version":1}', "its body is that of 'act-6'"),
        (5, HEARING.replace(b'{"title":"x"}', b"[1]") + b'"version":1}', "its body is no object"),
        (5, HEARING.replace(b'"body":{"title":"x"},', b"") + b'"version":1}', "it has no body"),
        (13, AGAIN.replace(b'"hearing"', b'"correction"').replace(b'"v":1', b'"replaces":9,"v":1') + b'"version":2}',
         "it replaces another version"),
        (14, AGAIN.replace(b'"hearing"', b'"withdrawal"') + b'"version":3}', "it is a withdrawal with a body"),
        (5, HEARING.replace(b'"title"', b'"kind":"law","title"') + b'"version":1}', "its body is that of a 'law'"),
        (5, HEARING.replace(b'"kind"', b'"by":"nobody","kind"') + b'"version":1}', "has the member 'by', which no"),
    ],
)  # fmt: skip
def test_a_line_that_no_log_writes_is_noticed_where_the_form_is_asked_for(path, position, forged, found):
    """The owner of the file wrote it with hashes that fit: two readers of it might believe two things."""

    def forge(connection: sqlite3.Connection) -> None:
        connection.execute("UPDATE stored_events SET state = ? WHERE rowid = ?", (forged, position))
        rehash(connection)

    assert check(path, form=True).position == 14
    tamper(path, forge)
    assert check(path).position == 14
    with pytest.raises(Damaged, match=f"position {position}: .*{found}"):
        check(path, form=True)


@pytest.mark.parametrize("version,kind", [(1, "correction"), (1, "withdrawal"), (2, "hearing")])
def test_an_act_begins_with_its_kind_and_goes_on_with_corrections_and_withdrawals(version, kind):
    entry = {"act": "a", "kind": kind, "recorded_at": now(), "v": 1, "version": version}
    assert lines.fault(orjson.dumps(entry if kind == "withdrawal" else {"act": "a", "body": {}, **entry})) == (
        f"it is version {version} and a {kind}"
    )


@pytest.mark.parametrize("time", ["zzzz", "2024-13-21T00:00:00.000000Z", "2024-06-21T00:00:00Z", "2024-06-22"])
def test_a_time_that_is_none_is_damage_at_its_position(path, time):
    tamper(path, statements(
        f"UPDATE stored_events SET state = CAST(replace(state, '{now()}', '{time}') AS BLOB) WHERE rowid = 14",
        f"UPDATE ledger SET recorded_at = '{time}' WHERE position = 14",
        hashes=True,
    ))  # fmt: skip
    with pytest.raises(Damaged, match=r"position 14: .*(which is no time|before the one in front of it)"):
        check(path)


def test_a_trigger_in_other_words_is_noticed(path):
    connection = sqlite3.connect(path)
    connection.execute("DROP TRIGGER ledger_no_update")
    connection.execute("CREATE TRIGGER ledger_no_update BEFORE UPDATE ON ledger BEGIN SELECT 1; END")
    connection.close()
    with pytest.raises(Damaged, match="`ledger_no_update` in another wording"):
        check(path)


def test_a_flipped_bit_anywhere_in_what_is_used_is_noticed(path):
    """Each flip either makes the check fail, or changes nothing that is asked; the origin stands in the checkpoint."""
    whole = path.read_bytes()
    with open_log(path, readonly=True) as log:
        expected = (list(log.events()), log.head())
    chance = random.Random(20240621)
    noticed = 0
    for _ in range(150):
        at, bit = chance.randrange(len(whole)), 1 << chance.randrange(8)
        path.write_bytes(whole[:at] + bytes([whole[at] ^ bit]) + whole[at + 1 :])
        try:
            with open_log(path, readonly=True) as log:
                checking.check_stored(log)
                assert (list(log.events()), log.head()) == expected, f"byte {at}, bit {bit}"
        except Error:
            noticed += 1
    assert noticed > 20


def test_a_log_written_anew_as_a_whole_has_another_root(path):
    """What only a checkpoint kept elsewhere can show: every check passes, the root differs."""
    before = check(path)

    def forge(connection: sqlite3.Connection) -> None:
        [(line,)] = connection.execute("SELECT state FROM stored_events WHERE rowid = 5")
        entry = {**lines.read(line), "body": {"title": "another"}}
        fields = {key: value for key, value in entry.items() if key == "body"}
        forged = lines.write("act-5", 1, "hearing", now(), fields)
        connection.execute("UPDATE stored_events SET state = ? WHERE rowid = 5", (forged,))
        rehash(connection)

    tamper(path, forge)
    after = check(path)
    assert after.position == before.position and after.root != before.root


def test_checking_goes_on_from_where_it_was(path):
    before = check(path)
    with open_log(path) as log:
        record(log, Draft("late", 1, "hearing", {}))
    after = check(path, start=before.position + 1)
    assert after == check(path)
    assert after.position == before.position + 1 == 15


def test_checking_from_a_position_reads_nothing_before_it_and_all_behind_it(path):
    tamper(path, statements("UPDATE stored_events SET topic = 'law' WHERE rowid = 5"))
    assert check(path, start=6).position == 14
    with pytest.raises(Damaged, match="position 5: "):
        check(path, start=5)
