"""A named folder of checkpoints that says nothing is told of where a person looks, and keeps nobody from work."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import reformlog
from cli_running import run
from custody_samples import KEY, ORIGIN
from reformlog import custody
from reformlog.custody import signing
from reformlog.errors import Damaged

ACT = "id: {}\nkind: request\ntitle: 依頼\nmade: 2024-06-21\nsources: [{{title: 依頼}}]\n"


def act(name: str) -> dict[str, object]:
    return {"id": name, "kind": "request", "title": "依頼", "made": "2024-06-21", "sources": [{"title": "依頼"}]}


@pytest.fixture
def share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that is named, with the checkpoint of a log `reformlog.db` of two acts in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("REFORMLOG_CHECKPOINTS", "share")
    with reformlog.open("reformlog.db", create=True, origin=ORIGIN) as register:
        register.append([act("a"), act("b")])
        signing.checkpoint(register.log, KEY, register.checkpoints)
    for name in "cdef":
        Path(f"{name}.yaml").write_text(ACT.format(name), "utf-8")
    return tmp_path / "share"


def missing(share: Path) -> None:
    shutil.rmtree(share)


def unreadable(share: Path) -> None:
    """A link to itself: what the system says is another thing than of a right, but a test runs as root as well."""
    shutil.rmtree(share)
    share.symlink_to(share)


def no_folder(share: Path) -> None:
    shutil.rmtree(share)
    share.touch()


def empty(share: Path) -> None:
    """As where a share is not connected: the place for it is there, and nothing in it."""
    (share / "2.checkpoint").unlink()


FOLDER = "folder share, which REFORMLOG_CHECKPOINTS names"
SILENT = {
    missing: f"there is no {FOLDER}",
    unreadable: f"the {FOLDER}, cannot be read (Too many levels of symbolic links)",
    no_folder: f"the {FOLDER}, cannot be read (Not a directory)",
    empty: f"the {FOLDER}, holds no checkpoint, though the log does",
}
CONNECT = "Connect the share it lies on; where it is to be made: reformlog checkpoint --key FILE"
RIGHTS = "See who may read it: ls -ld share"


@pytest.mark.parametrize("made", SILENT, ids=lambda made: made.__name__)
def test_an_append_is_kept_and_says_that_an_older_copy_would_not_be_noticed(share, made):
    made(share)
    hint = CONNECT if made in (missing, empty) else RIGHTS
    told = f"An older copy of the log would not be noticed: {SILENT[made]}.\n  {hint}\n"
    for words in (("append", "c.yaml"), ("append", "d.yaml", "--json"), ("withdraw", "c", "--reason", "二重")):
        done = run(*words)
        assert (done.code, done.err) == (0, told)
    with reformlog.open("reformlog.db") as register:
        assert register.append(act("e")) == [6]


def test_it_is_said_in_japanese_where_the_shell_is(share, monkeypatch):
    monkeypatch.setenv("REFORMLOG_LANG", "ja")
    missing(share)
    assert run("append", "c.yaml").err == (
        "記録簿が古い写しに置き換わっていても気付けません（REFORMLOG_CHECKPOINTS の指すフォルダー share がない）。\n"
        "  共有フォルダーを接続してください。新しく作る場合：reformlog checkpoint --key ファイル\n"
    )
    share.symlink_to(share)
    assert run("append", "d.yaml").err.endswith("  読める人を確かめてください：ls -ld share\n")
    assert "これが古い写しでないか（REFORMLOG_CHECKPOINTS の指すフォルダー share を読めない：" in run("verify").out


def test_verify_names_it_among_what_was_not_checked(share):
    before = run("verify", "--json")
    assert not [left for left in before.json["not_checked"] if "older copy" in left["what"]]
    for made in (empty, missing):
        made(share)
        done = run("verify", "--json")
        left = {"what": f"whether this is an older copy of the log: {SILENT[made]}", "hint": CONNECT}
        assert (done.code, left in done.json["not_checked"]) == (0, True)
    assert "これが古い写しでないか（REFORMLOG_CHECKPOINTS の指すフォルダー share がない）" in run("verify").out


def test_verify_fails_where_checkpoints_are_there_and_cannot_be_read(share):
    unreadable(share)
    done = run("verify", "--json")
    assert done.code == 3 and done.json["errors"][0]["code"] == "checkpoint-file"
    left = {"what": f"whether this is an older copy of the log: {SILENT[unreadable]}", "hint": RIGHTS}
    assert left in done.json["not_checked"]


def test_nothing_is_said_where_the_folder_can_be_read_or_none_is_named(share, monkeypatch):
    assert run("append", "c.yaml").err == ""
    monkeypatch.delenv("REFORMLOG_CHECKPOINTS")
    assert run("append", "d.yaml").err == ""
    monkeypatch.setenv("REFORMLOG_CHECKPOINTS", "")
    assert run("append", "e.yaml").err == ""


def test_who_has_signed_nothing_yet_is_told_of_a_missing_folder_and_not_of_an_empty_one(share, monkeypatch):
    assert run("--db", "new.db", "init").code == 0
    monkeypatch.setenv("REFORMLOG_CHECKPOINTS", "elsewhere")
    assert run("--db", "new.db", "append", "c.yaml").err.startswith("An older copy of the log would not be noticed: ")
    Path("elsewhere").mkdir()
    assert run("--db", "new.db", "append", "d.yaml").err == ""


def test_a_checkpoint_and_a_restore_say_it_before_they_rely_on_the_folder(share):
    """Signed after a roll-back, the next checkpoint contradicts the one that lies on the share."""
    assert run("key", "new", "-o", "new.key").code == 0
    assert run("backup", "backup.db").code == 0
    missing(share)
    Path("reformlog.db").unlink()
    told = f"An older copy of the log would not be noticed: {SILENT[missing]}.\n  {CONNECT}\n"
    assert run("restore", "backup.db").err.startswith(told)
    assert run("checkpoint", "--key", "new.key").err.startswith(told)
    assert run("append", "c.yaml").err == "", "the folder was made with the checkpoint"


def test_a_folder_that_can_be_read_again_is_asked_again_by_who_has_the_log_open(share):
    shutil.copy("reformlog.db", "older.db")
    assert run("append", "c.yaml").code == 0
    with reformlog.open("reformlog.db") as register:
        signing.checkpoint(register.log, KEY, register.checkpoints)
    away = share.rename(share.with_name("away"))
    share.symlink_to(share)
    for end in ("-wal", "-shm"):
        Path(f"reformlog.db{end}").unlink(missing_ok=True)
    shutil.copy("older.db", "reformlog.db")
    with reformlog.open("reformlog.db") as register:
        assert custody.unguarded(register.log) is not None
        register.append(act("d"))
        share.unlink()
        away.rename(share)
        assert custody.unguarded(register.log) is None
        with pytest.raises(Damaged, match="some were changed"):
            register.append(act("e"))
