"""A line that is no act: who may write to the store can append one, and it is named wherever it matters."""

from __future__ import annotations

from pathlib import Path

import pytest

import reformlog
from reformlog.custody.backup import backup, restore
from reformlog.errors import Damaged
from reformlog.log import Draft, create, open_log
from reformlog.log.copying import copy

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


@pytest.mark.parametrize(
    "act,body,why",
    [
        ("z", {**ACT, "id": "z", "sources": []}, "sources"),
        ("z", {**ACT, "id": "z", "title": "\x1b[31m"}, "title holds U\\+001B"),
        ("../z", {**ACT, "id": "../z"}, "is not an id of an act"),
    ],
)
def test_what_would_not_be_recorded_today_is_named_by_verify_deep(tmp_path, act, body, why):
    """It is no damage: rules grow stricter, and what was recorded before stays."""
    with reformlog.open(str(appended(tmp_path, act, "announcement", body))) as register:
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
