"""A backup is whole, and nothing that was acknowledged is given up by bringing one back unless a person says so."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

import reformlog
from cli_running import run
from custody_samples import KEY, ORIGIN, copied, hearings, sign, signed_log, tamper, verified
from foreign_files import letters
from reformlog import custody
from reformlog.custody import backup as backups
from reformlog.custody import signing
from reformlog.custody.backup import backup, restore
from reformlog.errors import Damaged, Error, Refused, Stale, Usage
from reformlog.log import checking, create, files, open_log
from reformlog.log.workplace import workplace

ACT = {
    "id": "2024-12-10.announcement",
    "kind": "announcement",
    "published": "2024-12-10",
    "title": "これまでの経緯等の公表",
    "sources": [{"title": "これまでの経緯等", "publisher": "内閣府地方創生推進事務局"}],
}


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    """Nobody here lets go of a log while another waits for it."""
    monkeypatch.setattr(backups, "PATIENCE", 0.05)


@pytest.fixture
def path(tmp_path) -> Path:
    """A closed log of 30 hearings, signed at 20 and at 30."""
    return signed_log(tmp_path)


def restored(source: Path, target: Path, **told: bool):
    return restore(source, target, custody.folder_of(str(target)), **told)


def backed_up(path: Path, name: str = "backup.db") -> Path:
    with open_log(path) as log:
        backup(log, path.with_name(name))
    return path.with_name(name)


def grown(path: Path, count: int, words: str = "ヒアリング") -> Path:
    with open_log(path) as log:
        hearings(log, count, words)
    return path


def older_backup(path: Path) -> Path:
    """A backup of the 30, after which the log went on to 35."""
    kept = backed_up(path)
    grown(path, 5)
    return kept


def size_of(path: Path) -> int:
    with open_log(path) as log:
        return checking.check_stored(log).position


# backup


def test_a_backup_is_the_log_byte_for_byte_with_its_checkpoints(path):
    kept = backed_up(path)
    with open_log(path) as log, open_log(kept, readonly=True) as copy:
        assert list(copy.stored()) == list(log.stored())
        assert (copy.head(), copy.origin, copy.notes()) == (log.head(), log.origin, log.notes())
    assert [name.name for name in path.parent.iterdir() if name.name.startswith((".", "backup.db-"))] == []


def test_a_log_in_a_folder_that_may_only_be_read_is_backed_up(path, tmp_path, monkeypatch):
    """SQLite can make no -wal and no -shm there; here it could, and whether it did is seen by what it left."""
    monkeypatch.setattr(files, "may_write", lambda _: False)
    before = sorted(name.name for name in path.parent.iterdir())
    (tmp_path / "elsewhere").mkdir()
    with open_log(path) as log:
        assert backup(log, tmp_path / "elsewhere" / "backup.db") == log.head()
    assert sorted(name.name for name in path.parent.iterdir() if name.name != "elsewhere") == before


def test_a_log_that_is_written_to_while_it_is_read_without_a_lock_is_no_backup(path, tmp_path):
    with open_log(path, readonly=True) as log:
        log.position()
        with open_log(path) as writer:
            hearings(writer, 1)
            with pytest.raises(Stale, match="written to while it was copied"):
                backup(log, tmp_path / "backup.db")
    assert not (tmp_path / "backup.db").exists()


def test_the_log_is_blamed_when_it_cannot_be_read_and_not_the_place_of_the_backup(path, tmp_path, monkeypatch):
    with open_log(path) as log:
        monkeypatch.setattr(type(log), "address", "file:/nowhere/log.db?mode=ro")
        with pytest.raises(Refused) as refusal:
            backup(log, tmp_path / "backup.db")
    assert refusal.value.message.startswith(f"{path} cannot be opened")


def test_a_backup_of_a_log_in_use_holds_all_that_was_acknowledged_before_it_began(path):
    """What is only in the -wal of the one who appends belongs to it too."""
    with open_log(path) as writer:
        hearings(writer, 7)
        assert Path(f"{path}-wal").stat().st_size > 0
        assert size_of(backed_up(path)) == 37


def test_a_later_backup_replaces_an_earlier_one_of_the_same_log_and_nothing_else(path):
    kept = backed_up(path)
    grown(path, 2)
    assert size_of(backed_up(path)) == 32
    other = path.parent / "other.db"
    create(other, "reformlog.example/other").close()
    letter = path.parent / "letter.txt"
    letter.write_text("dear colleague")
    for taken in (other, letter):
        before = taken.read_bytes()
        with open_log(path) as log, pytest.raises(Usage, match="left as it is"):
            backup(log, taken)
        assert taken.read_bytes() == before
    assert size_of(kept) == 32


@pytest.mark.parametrize("name", ["itself", "a link", "a second name", "a folder's link", "-wal", "-journal"])
def test_the_log_is_not_taken_for_an_earlier_backup_of_itself(path, monkeypatch, name):
    """It would be replaced by its copy, and with it what others recorded while it was copied."""
    target = path.with_name("elsewhere.db")
    if name == "a link":
        target.symlink_to(path.name)
    elif name == "a second name":
        target.hardlink_to(path)
    elif name == "a folder's link":
        (path.parent / "folder").symlink_to(path.parent)
        target = path.parent / "folder" / path.name
    else:
        target = Path(f"{path}{name.removeprefix('itself')}")
    before, there = path.stat().st_ino, path.read_bytes()
    with open_log(path) as log, pytest.raises(Usage) as refused:
        backup(log, target, lambda _: hearings(log, 1))
    assert refused.value.code == "same-file"
    done = run("--db", str(path), "backup", str(target))
    assert done.code == 2 and "Name another file" in done.err
    assert (path.stat().st_ino, path.read_bytes()) == (before, there)


def test_a_name_that_becomes_the_log_while_it_is_copied_is_left_alone(path):
    target = path.with_name("elsewhere.db")
    with open_log(path) as log, pytest.raises(Usage, match="the log itself"):
        backup(log, target, lambda _: target.exists() or target.symlink_to(path.name))
    assert target.is_symlink() and not verified(path).errors


def test_an_earlier_backup_that_somebody_works_with_is_not_replaced(path):
    """What is recorded into it would be lost with it."""
    copy = backed_up(path)
    with open_log(copy) as used, open_log(path) as log:
        hearings(used, 1)
        hearings(log, 2)
        with pytest.raises(Refused, match="open"):
            backup(log, copy)
    assert size_of(copy) == 31
    backed_up(path)
    assert size_of(copy) == 32


def test_what_came_to_the_place_of_a_backup_meanwhile_is_left_alone(path):
    target = path.with_name("elsewhere.db")
    with open_log(path) as log, pytest.raises(Usage):
        backup(log, target, lambda _: target.exists() or target.write_text("大切なメモ"))
    assert target.read_text() == "大切なメモ"
    target.rename(f"{target}-wal")
    with open_log(path) as log, pytest.raises(Usage, match="of a file that is gone"):
        backup(log, target)


@pytest.mark.parametrize("link", ["symlink_to", "hardlink_to"])
def test_a_log_is_not_brought_back_from_itself(path, link):
    other = path.with_name("elsewhere.db")
    getattr(other, link)(path)
    for source, target in ((path, path), (other, path), (path, other)):
        with pytest.raises(Usage, match="the log itself"):
            restored(source, target, shorten=True, replace=True)
    assert not verified(path).errors


def test_no_backup_is_made_of_a_damaged_log(path):
    tamper(path, lambda c: c.execute("UPDATE stored_events SET topic = 'law' WHERE rowid = 9"))
    with open_log(path) as log, pytest.raises(Damaged, match="position 9"):
        backup(log, path.with_name("backup.db"))
    assert not path.with_name("backup.db").exists()


def test_a_backup_without_room_leaves_nothing_behind(path, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with open_log(path) as log, pytest.raises(Refused, match="No space left"):
        backup(log, path.with_name("backup.db"))
    assert sorted(name.name for name in path.parent.iterdir()) == ["reformlog.checkpoints", "reformlog.db"]


def left_by_a_killed_backup(folder: Path) -> Path:
    """What a process leaves that is killed while it copies."""
    working = (
        "import sys, time; from reformlog.log.workplace import workplace\n"
        "with workplace(sys.argv[1]) as work:\n"
        "    (work / 'log.db').write_bytes(b'half'); print(work, flush=True); time.sleep(60)"
    )
    process = subprocess.Popen([sys.executable, "-c", working, folder], stdout=subprocess.PIPE, text=True)
    left = Path(process.stdout.readline().strip())
    assert (left / "log.db").exists()
    with open_log(folder / "reformlog.db") as log:
        backup(log, folder / "backup.db")
    assert left.exists(), "it is in use"
    process.kill()
    process.communicate()
    return left


def test_what_a_killed_backup_left_is_cleared_by_the_next_and_nothing_else_is(path):
    folder = path.parent
    (anothers := folder / ".reformlog-of-somebody").mkdir()
    (anothers / "notes.txt").write_text("keep")
    left = left_by_a_killed_backup(folder)
    backed_up(path)
    assert not left.exists() and anothers.exists()


def test_programs_that_work_in_one_folder_at_once_fail_over_none_of_each_others(tmp_path):
    """Each looks whether the others' folders are in use, also while these are being done away with."""
    working = (
        "import sys; from reformlog.log.workplace import workplace\n"
        "for number in range(60):\n"
        "    with workplace(sys.argv[1]) as work:\n"
        "        (work / 'log.db').write_bytes(b'whole'); assert (work / 'log.db').exists()"
    )
    command = [sys.executable, "-c", working, tmp_path]
    programs = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(6)]
    assert [(program.communicate()[1], program.returncode) for program in programs] == [("", 0)] * 6
    with workplace(tmp_path) as work:
        assert list(tmp_path.iterdir()) == [work]


# restore


def test_a_lost_log_is_brought_back_whole(path):
    kept = backed_up(path)
    path.unlink()
    done = restored(kept, path)
    assert (done.added, done.given_up, done.aside) == (30, 0, None)
    assert not verified(path).errors
    assert size_of(grown(path, 1)) == 31


def test_what_the_log_lacks_is_appended_and_what_it_has_stays(path):
    """The log was rolled back to an older copy; the backup is later than it."""
    kept = backed_up(path)
    older = signed_log(_made(path.parent / "older"), 20)
    shutil.copy(older, path)
    with open_log(path) as reader:
        done = restored(kept, path)
        assert (done.added, done.given_up, done.aside) == (10, 0, None)
        assert reader.position() == 30, "who has the log open sees it too"
    assert not verified(path).errors


def test_nothing_is_appended_by_a_restore_under_one_of_two_names(path, monkeypatch):
    monkeypatch.setattr("reformlog.log.files._NAMING", 0.05)
    kept = backed_up(path)
    shutil.copy(signed_log(_made(path.parent / "older"), 20), path)
    path.with_name("snapshot.db").hardlink_to(path)
    with pytest.raises(Refused, match="another name"):
        restored(kept, path)
    assert size_of(path) == 20


def test_bringing_back_what_is_there_changes_nothing(path):
    kept, before = backed_up(path), path.read_bytes()
    assert restored(kept, path).added == 0
    assert path.read_bytes() == before


def test_a_log_is_not_shortened_without_being_told_and_both_sizes_are_named(path):
    kept = older_backup(path)
    with pytest.raises(Refused, match="ends at 35, the backup at 30") as refusal:
        restored(kept, path)
    assert "--shorten" in (refusal.value.hint or "") and size_of(path) == 35


def test_a_log_shortened_when_told_is_kept_under_another_name(path):
    kept = older_backup(path)
    done = restored(kept, path, shorten=True)
    assert (done.given_up, size_of(path)) == (5, 30)
    assert done.aside is not None and size_of(done.aside) == 35
    assert size_of(grown(path, 1)) == 31


def test_a_backup_behind_a_known_checkpoint_is_refused_also_when_the_log_is_gone(path):
    kept = older_backup(path)
    sign(path)
    path.unlink()
    with pytest.raises(Refused, match="covers 35") as refusal:
        restored(kept, path)
    assert "--shorten" in (refusal.value.hint or "") and not path.exists()
    assert restored(kept, path, shorten=True).given_up == 5
    assert (path.parent / "reformlog.checkpoints.before-restore" / "35.checkpoint").exists()
    assert size_of(grown(path, 1)) == 31


def test_another_history_or_another_log_is_put_in_its_place_only_when_told(path):
    fork = grown(signed_log(_made(path.parent / "fork"), 20), 15, "別の行為")
    other = path.parent / "other.db"
    create(other, "reformlog.example/other").close()
    for source, words in ((fork, "another history"), (other, "the log " + ORIGIN)):
        for told in ({}, {"shorten": True}):
            with pytest.raises(Refused, match=words) as refusal:
                restored(source, path, **told)
            assert "--replace" in (refusal.value.hint or "")
    assert not verified(path).errors
    done = restored(fork, path, replace=True)
    assert size_of(path) == 35 and done.aside is not None and size_of(done.aside) == 30


def test_a_damaged_log_is_replaced_when_the_backup_holds_all_it_had(path):
    kept = backed_up(path)
    tamper(path, lambda c: c.execute("UPDATE stored_events SET topic = 'law' WHERE rowid = 9"))
    done = restored(kept, path)
    assert done.given_up == 0 and done.aside is not None and done.aside.exists()
    assert not verified(path).errors


def test_what_can_no_longer_be_read_is_replaced_only_when_told(path):
    kept = backed_up(path)
    path.write_bytes(b"\0" * 5000)
    with pytest.raises(Refused, match="nobody can say what it held"):
        restored(kept, path)
    done = restored(kept, path, replace=True)
    assert done.aside is not None and done.aside.read_bytes() == b"\0" * 5000
    assert size_of(path) == 30


@pytest.mark.parametrize("end", ["-wal", "-journal"])
def test_what_is_replaced_is_kept_as_it_was_also_where_something_of_another_file_lies_beside_it(path, tmp_path, end):
    kept = backed_up(path)
    letters(tmp_path / "other.db", Path(f"{path}{end}"))
    before = path.read_bytes(), Path(f"{path}{end}").read_bytes()
    with pytest.raises(Refused, match="cannot be read as a log"):
        restored(kept, path)
    aside = restored(kept, path, replace=True).aside
    assert (aside.read_bytes(), Path(f"{aside}{end}").read_bytes()) == before
    assert not verified(path).errors


@pytest.mark.parametrize("end", ["-wal", "-journal"])
def test_no_log_is_brought_back_where_a_part_of_another_would_be_written_into_it(path, tmp_path, end):
    kept = backed_up(path)
    path.unlink()
    letters(tmp_path / "other.db", Path(f"{path}{end}"))
    with pytest.raises(Usage, match=f"{path.name}{end} is there, of a file that is gone"):
        restored(kept, path)
    assert not path.exists()


def test_a_log_behind_a_link_is_replaced_where_it_lies_also_on_a_disk_that_knows_no_links(path, monkeypatch):
    kept, link = older_backup(path), path.parent / "link.db"
    link.symlink_to(path)

    def no_links(*_: object, **__: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    done = restored(kept, link, shorten=True)
    assert link.is_symlink() and size_of(path) == 30 and done.aside is not None and size_of(done.aside) == 35


def test_a_damaged_backup_is_not_brought_back(path):
    kept = backed_up(path)
    tamper(kept, lambda c: c.execute("UPDATE stored_events SET topic = 'law' WHERE rowid = 9"))
    path.unlink()
    with pytest.raises(Damaged, match="position 9"):
        restored(kept, path)
    assert not path.exists()


def test_a_log_that_is_open_elsewhere_is_not_replaced(path):
    """An append to the old file after that would be acknowledged and lost."""
    kept = older_backup(path)
    with open_log(path) as log:
        hearings(log, 1)
        with pytest.raises(Refused, match=r"has .* open"):
            restored(kept, path, shorten=True)
        hearings(log, 1)
    assert size_of(path) == 37


def test_an_append_to_a_file_that_was_replaced_meanwhile_is_refused(path):
    with open_log(path) as log:
        hearings(log, 1)
        os.replace(copied(path, path.parent / "copy"), path)  # noqa: PTH105
        with pytest.raises(Stale, match="moved or replaced"):
            hearings(log, 1)


def test_restore_says_on_the_command_line_what_was_given_up_and_where_the_rest_is(path, monkeypatch):
    monkeypatch.chdir(path.parent)
    kept = older_backup(path)
    refused = run("restore", str(kept))
    assert refused.code == 1 and "ends at 35, the backup at 30" in refused.err and "--shorten" in refused.err
    done = run("restore", str(kept), "--shorten")
    assert done.code == 0 and "5 events were given up" in done.err and "before-restore" in done.err
    assert run("backup", "again.db").code == 0


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


# A roll-back is noticed before the next append


@pytest.fixture
def office(tmp_path) -> Path:
    """A register of three announcements, signed; and beside it a copy of the file from before the third."""
    path = tmp_path / "reformlog.db"
    with reformlog.open(path, create=True, origin=ORIGIN) as register:
        register.append([_numbered(1), _numbered(2)])
        signing.checkpoint(register.log, KEY, register.checkpoints)
        backup(register.log, tmp_path / "older.db")
        register.append(_numbered(3))
        signing.checkpoint(register.log, KEY, register.checkpoints)
    return path


def _numbered(number: int) -> dict[str, object]:
    return ACT | {"id": f"2024-12-{number:02}.announcement", "published": f"2024-12-{number:02}"}


def test_an_older_copy_in_the_place_of_the_log_is_noticed_before_the_next_append(office):
    shutil.copy(office.with_name("older.db"), office)
    with reformlog.open(office) as register:
        with pytest.raises(Damaged, match=r"ends at 2, but .*3\.checkpoint covers 3") as refusal:
            register.append(_numbered(4))
        assert refusal.value.code == "rolled-back"
        assert register.head.position == 2
        with pytest.raises(Error):
            signing.checkpoint(register.log, KEY, register.checkpoints)
    restored(office.with_name("older.db"), office)
    with reformlog.open(office) as register, pytest.raises(Damaged):
        register.append(_numbered(4))


def test_what_is_no_file_among_the_checkpoints_is_named_and_not_waited_for(office):
    """Whoever may write the share on which they lie could else make every append wait for ever."""
    pipe = office.with_name("reformlog.checkpoints") / "9.checkpoint"
    os.mkfifo(pipe)
    with (
        reformlog.open(office) as register,
        pytest.raises(Refused, match=r"9\.checkpoint cannot be used: it is no file"),
    ):
        register.append(_numbered(4))
    pipe.unlink()
    pipe.mkdir()
    with reformlog.open(office) as register, pytest.raises(Refused, match="it is no file"):
        register.append(_numbered(4))


def test_a_log_is_known_by_the_same_checkpoints_through_a_link(office):
    """Else an older copy opened through one would go unnoticed, and what is signed so would not be known here."""
    link = office.with_name("archive") / "current.db"
    link.parent.mkdir()
    link.symlink_to(office)
    twice = link.with_name("again.db")
    twice.symlink_to("current.db")
    for name in (office, link, twice):
        assert custody.folder_of(str(name)) == office.with_name("reformlog.checkpoints")
    with reformlog.open(office) as register:
        register.append(_numbered(4))
    older = copied(office, office.with_name("older"))
    with reformlog.open(link) as register:
        register.append(_numbered(5))
        signing.checkpoint(register.log, KEY, register.checkpoints)
    assert not link.with_name("current.checkpoints").exists()
    shutil.copy(older, office)
    for name in (link, office):
        with reformlog.open(name) as register, pytest.raises(Damaged, match="taken away"):
            register.append(_numbered(6))
        assert run("--db", str(name), "verify").code == 3


def test_an_empty_log_made_in_the_place_of_one_that_is_gone_is_noticed_before_the_first_append(office):
    office.unlink()
    with reformlog.open(office, create=True) as register, pytest.raises(Damaged) as refusal:
        register.append(_numbered(1))
    assert refusal.value.code == "checkpoint-other-log"


def test_a_checkpoint_signed_by_another_process_is_looked_at_before_the_next_append(office):
    with reformlog.open(office) as register:
        register.append(_numbered(4))
        with reformlog.open(office) as other:
            signing.checkpoint(other.log, KEY, other.checkpoints)
        forged = register.checkpoints / "9.checkpoint"
        forged.write_bytes((register.checkpoints / "3.checkpoint").read_bytes().replace(b"\n3\n", b"\n9\n"))
        with pytest.raises(Damaged):
            register.append(_numbered(5))


def test_the_folder_of_checkpoints_can_lie_on_another_machine(tmp_path, monkeypatch):
    monkeypatch.setenv("REFORMLOG_CHECKPOINTS", str(tmp_path / "share"))
    path = signed_log(_made(tmp_path / "office"))
    assert (tmp_path / "share" / "30.checkpoint").exists()
    assert not (path.parent / "reformlog.checkpoints").exists()


def test_sqlite_itself_finds_the_restored_file_whole(path):
    kept = older_backup(path)
    restored(kept, path, shorten=True)
    assert sqlite3.connect(path).execute("PRAGMA integrity_check").fetchall() == [("ok",)]
