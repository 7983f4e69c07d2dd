"""A line that is no act: who may write to the store can append one, and it is named wherever it matters."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

import reformlog
from custody_samples import rehash, tamper
from reformlog.custody.backup import backup, restore
from reformlog.errors import Damaged
from reformlog.events.streams import is_act
from reformlog.log import Draft, create, open_log
from reformlog.log.checking import check_stored
from reformlog.log.copying import copy
from reformlog.queries import history

ACT = {"id": "a", "kind": "announcement", "title": "公表", "published": "2024-12-10", "sources": [{"title": "官報"}]}


def appended(tmp_path: Path, act: str, topic: str, body: object) -> Path:
    """A log of one act and a line that was put there without being looked at."""
    path = tmp_path / "reformlog.db"
    create(path).close()
    with reformlog.open(str(path)) as register:
        register.append(ACT)
    with open_log(path) as log, log.batch(lambda: "2124-06-21T00:00:00.000000Z") as batch:
        batch.add([Draft(act, 1, topic, {"body": body})])
    return path


@pytest.mark.parametrize(
    "act,topic,body,why",
    [
        ("z", "nonsense", {"id": "z", "kind": "nonsense"}, "There is no kind of act named nonsense"),
        ("z", "law", {"id": "z"}, "The act has no kind"),
        ("z", "announcement", {**ACT, "id": "z", "published": "someday"}, "「someday」 is not a date"),
        ("z", "announcement", {**ACT, "id": "z", "effects": [{"zone": 5}]}, "does not say what it is"),
    ],
)
def test_a_question_names_the_line_from_which_nothing_can_be_worked_out(tmp_path, act, topic, body, why):
    with reformlog.open(str(appended(tmp_path, act, topic, body))) as register:
        with pytest.raises(Damaged, match=f"position 2: '{act}' is no act .*{why}"):
            register.zones()
        with pytest.raises(Damaged, match=f"position 2: '{act}' is no act"):
            register.verify(deep=True)
        with pytest.raises(Damaged, match=f"position 2: '{act}' is no act"):
            register.append({**ACT, "id": "b"})


@pytest.mark.parametrize("line", [b'{"v":1}', b'{"act":"z","v":1,"version":"2"}', b'{"act":["z"],"v":1,"version":1}'])
def test_a_line_that_does_not_say_which_version_of_which_act_it_is_is_named(tmp_path, line):
    path = appended(tmp_path, "z", "announcement", {**ACT, "id": "z"})

    def change(connection):
        connection.execute("UPDATE stored_events SET state = ? WHERE rowid = 2", (line,))
        rehash(connection)

    tamper(path, change)
    with reformlog.open(str(path)) as register:
        for asked in (register.zones, register.rebuild, register.verify):
            with pytest.raises(Damaged, match="position 2"):
                asked()


@pytest.mark.parametrize(
    "stream,body,why",
    [
        ("close:2024-09", {"close": 5}, "close: 5 is not what this field takes"),
        ("close:soon", {"close": "soon"}, "「soon」 is not a date"),
        ("remark:a", {"remark": "a"}, "A remark has no text"),
        ("coverage:council", {}, "A coverage has no coverage"),
        ("assert:k", {"assert": "k", "as-of": "2024-06-30", "designated": 5}, "designated: 5 is not"),
        ("assert:k", {"assert": "k", "as-of": "2024-06-30", "designated": None}, "designated: None is not"),
        ("assert:k", {"assert": "k", "as-of": "2024-06-30", "that": [{"use": "m@z", "zone": None}]}, "not name one"),
    ],
)
def test_a_statement_that_says_nothing_that_can_be_read_is_named_as_well(tmp_path, stream, body, why):
    path = appended(tmp_path, stream, stream.partition(":")[0], body)
    with reformlog.open(str(path)) as register:
        for asked in (register.check, partial(register.verify, deep=True), partial(register.append, ACT | {"id": "b"})):
            with pytest.raises(Damaged, match=f"position 2: '{stream}' is no statement .*{why}"):
                asked()


def test_a_statement_of_a_sort_or_with_a_field_of_a_newer_program_is_kept_and_shown(tmp_path):
    path = appended(tmp_path, "promise:2024", "promise", {"promise": "2024", "note": "また来る"})
    with open_log(path) as log, log.batch(lambda: "2124-06-21T00:00:00.000000Z") as batch:
        batch.add([Draft("close:2024-08", 1, "close", {"body": {"close": "2024-08", "seal": "朱"}})])
    with reformlog.open(str(path)) as register:
        assert [row["kind"] for row in history.log(register.view())["events"]] == ["announcement", "promise", "close"]
        register.verify(deep=True)


@pytest.mark.parametrize(
    "stream,topic,body,found",
    [
        ("close:2024-09", "law", {"close": "2024-09"}, "its body is that of a 'close'"),
        ("remark:a", "close", {"close": "2024-09"}, "its body is that of a 'remark'"),
    ],
)
def test_a_statement_is_of_the_sort_that_its_stream_names(tmp_path, stream, topic, body, found):
    with open_log(appended(tmp_path, stream, topic, body)) as log, pytest.raises(Damaged, match=f"position 2: {found}"):
        check_stored(log, form=True)


@pytest.mark.parametrize(
    "act,body,why",
    [
        ("close:2024-09", {"close": "2024-10"}, "close:2024-10"),
        ("z", {**ACT, "id": "z", "sources": []}, "sources"),
        ("z", {**ACT, "id": "z", "title": "\x1b[31m"}, "title holds U\\+001B"),
        ("../z", {**ACT, "id": "../z"}, "is not an id of an act"),
    ],
)
def test_what_would_not_be_recorded_today_is_named_by_verify_deep(tmp_path, act, body, why):
    """It is no damage: rules grow stricter, and what was recorded before stays."""
    topic = "announcement" if is_act(act) else act.partition(":")[0]
    with reformlog.open(str(appended(tmp_path, act, topic, body))) as register:
        left = [row["what"] for row in register.verify(deep=True).not_checked]
        assert any(what.startswith(f"position 2, '{act}': would not be recorded today") for what in left)


def test_a_line_of_another_form_goes_into_no_backup_no_restored_log_and_no_copy(tmp_path):
    path = appended(tmp_path, "z", "announcement", {**ACT, "id": "y"})
    found = "position 2: its body is that of 'y'"
    with open_log(path) as log:
        with pytest.raises(Damaged, match=found):
            backup(log, tmp_path / "backup.db")
        with create(tmp_path / "copy.db", log.origin) as target:
            with pytest.raises(Damaged, match=found):
                copy(log, target)
            assert target.position() == 0
    with pytest.raises(Damaged, match=found):
        restore(path, tmp_path / "other.db", None)
    assert not (tmp_path / "backup.db").exists() and not (tmp_path / "other.db").exists()


def test_a_difference_names_a_line_whose_name_no_act_may_have_by_the_whole_of_it(tmp_path):
    zone = {"zone": "z", "is": "nicknamed", "nickname": "通称"}
    name = 'b c, "d" 12'
    path = appended(tmp_path, name, "announcement", {**ACT, "id": name, "effects": [zone]})
    with open_log(path) as log, log.batch(lambda: "2124-06-22T00:00:00.000000Z") as batch:
        later = {**ACT, "id": "e", "published": "2024-12-11", "effects": [{"zone": "z", "is": "candidate"}]}
        batch.add([Draft("e", 1, "announcement", {"body": later})])
    with reformlog.open(str(path)) as register:
        changes = register.diff("2024-12-09", "2024-12-11").model_dump()["changes"]
    assert {row["field"]: row["acts"] for row in changes} == {"nickname": [name], "status": ["e"]}
