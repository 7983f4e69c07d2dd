"""Whatever the machine does, what was acknowledged is there, a batch is whole or absent, and the register goes on."""

from __future__ import annotations

import datetime
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time
from functools import partial
from pathlib import Path

import pytest

import reformlog
from custody_samples import KEY, ORIGIN
from foreign_files import letters
from reformlog.custody import signing
from reformlog.errors import Damaged, Error, Refused
from reformlog.log import files, open_log

KILLS = 6
COMMON = """
import sys
import reformlog

def act(number):
    return {
        "id": f"2024-12-10.hearing-{number}", "kind": "wg-hearing", "held": "2024-12-10", "title": f"第{number}回",
        "sources": [{"title": "議事要旨"}],
    }
"""


def act(number: int) -> dict[str, object]:
    space: dict[str, object] = {}
    exec(COMMON, space)
    return space["act"](number)  # type: ignore[operator]


def script(body: str, *words: object, **options: object) -> subprocess.Popen[str]:
    """A process of its own that runs these lines after `COMMON`."""
    command = [sys.executable, "-c", COMMON + textwrap.dedent(body), *map(str, words)]
    return subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,  # type: ignore[call-overload]
    )


@pytest.fixture
def path(tmp_path) -> Path:
    """A register of two acts in one batch."""
    with reformlog.open(tmp_path / "reformlog.db", create=True, origin=ORIGIN) as register:
        register.append([act(1), act(2)])
    return tmp_path / "reformlog.db"


def whole(path: Path) -> int:
    """The position of the last event of a register that verifies to the last row."""
    with reformlog.open(path) as register:
        assert register.verify(deep=True).verified
        return register.head.position


APPENDING = """
with reformlog.open(sys.argv[1]) as register:
    while True:
        start = register.head.position
        print(register.append([act(start + n) for n in (1, 2, 3)])[-1], flush=True)
"""


def test_killed_at_any_moment_the_register_has_all_it_acknowledged_and_goes_on(path):
    """Batches of three behind the two: every position acknowledged is there, and never a third of a batch."""
    chance = random.Random(9)
    for _ in range(KILLS):
        writer = script(APPENDING, path)
        acknowledged = [int(writer.stdout.readline())]
        time.sleep(chance.random() / 20)
        writer.send_signal(signal.SIGKILL)
        acknowledged += [int(line) for line in writer.communicate()[0].splitlines() if line]
        position = whole(path)
        assert position >= acknowledged[-1] and position % 3 == 2
    with reformlog.open(path) as register:
        assert register.append(act(position + 1)) == [position + 1]


def test_a_torn_wal_never_lets_a_register_go_on_behind_what_it_signed(path, tmp_path):
    """A disk that lost what it said it had written: what is left is whole, and what was signed and lost is missed."""
    with reformlog.open(path) as register:
        for number in range(3, 9):
            register.append([act(10 * number), act(10 * number + 1)])
        signing.checkpoint(register.log, KEY, register.checkpoints)
        file, wal = path.read_bytes(), Path(f"{path}-wal").read_bytes()
        signed = register.head.position
    chance, lost = random.Random(6962), 0
    for turn in range(25):
        torn = tmp_path / f"torn-{turn}"
        shutil.copytree(path.parent / "reformlog.checkpoints", torn / "reformlog.checkpoints")
        (torn / "reformlog.db").write_bytes(file)
        place = chance.randrange(len(wal))
        broken = wal[:place] if turn % 2 else wal[:place] + bytes([wal[place] ^ 255]) + wal[place + 1 :]
        (torn / "reformlog.db-wal").write_bytes(broken)
        with reformlog.open(torn / "reformlog.db") as register:
            position = register.head.position
            assert position % 2 == 0 and 0 <= position <= signed
            if position < signed:
                lost += 1
                with pytest.raises(Damaged) as refusal:
                    register.append(act(1000))
                assert refusal.value.code == "rolled-back" and str(signed) in refusal.value.message
            else:
                register.append(act(1000))
    assert lost > 5


LIMITED = """
import resource
with reformlog.open(sys.argv[1]) as register:
    register.append(act(3))
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
    for number in range(4, 200):
        try:
            print(register.append([act(number), act(number + 1000)])[-1], flush=True)
        except reformlog.Error as error:
            print(error.code, error.message, flush=True)
            break
"""


@pytest.mark.skipif(os.name != "posix", reason="limits on files are POSIX's")
@pytest.mark.parametrize("limit", [90_000, 200_000])
def test_a_full_disk_or_a_limit_on_files_keeps_all_that_was_acknowledged(path, limit):
    """Batches of two behind the three; whichever file hits the limit first."""
    out, err = script(LIMITED, path, limit).communicate(timeout=60)
    *kept, refusal = out.splitlines()
    assert not err and not refusal.isdigit(), err
    position = whole(path)
    assert position >= int(kept[-1] if kept else 3) and position % 2 == 1
    with reformlog.open(path) as register:
        assert register.append(act(5000)) == [position + 1]


FAILING_FSYNC = r"""
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <dlfcn.h>

/* From when the file FSYNC_FAILS exists, every fsync of a log's files fails with EIO and leaves a byte in it. */
static int failing(int fd) {
    char name[64], target[4096];
    snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(name, target, sizeof target - 1);
    if (n < 0) return 0;
    target[n] = 0;
    if (!strstr(target, "reformlog.db")) return 0;
    FILE *file = fopen(getenv("FSYNC_FAILS"), "r+");
    if (!file) return 0;
    fseek(file, 0, SEEK_END);
    fputc('x', file);
    fclose(file);
    return 1;
}
int fsync(int fd) {
    if (failing(fd)) { errno = EIO; return -1; }
    return ((int (*)(int)) dlsym(RTLD_NEXT, "fsync"))(fd);
}
int fdatasync(int fd) {
    if (failing(fd)) { errno = EIO; return -1; }
    return ((int (*)(int)) dlsym(RTLD_NEXT, "fdatasync"))(fd);
}
"""

ON_A_FAILING_DISK = """
import os
with reformlog.open(sys.argv[1]) as register:
    print(register.append(act(3))[-1])
    open(os.environ["FSYNC_FAILS"], "w").close()
    for number in (4, 5, 6):
        try:
            print(register.append(act(number))[-1])
        except reformlog.Error as error:
            print(error.code)
    print(os.path.getsize(os.environ["FSYNC_FAILS"]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the failing disk is made with LD_PRELOAD")
def test_a_write_the_disk_could_not_make_durable_is_never_acknowledged_nor_tried_again(path, tmp_path):
    """After EIO nobody knows what is on the disk, and a second fsync would say that all is well."""
    if shutil.which("gcc") is None:
        pytest.skip("there is no gcc to make a disk that fails")
    (tmp_path / "failing.c").write_text(FAILING_FSYNC)
    library, flag = tmp_path / "failing.so", tmp_path / "fails"
    subprocess.run(["gcc", "-shared", "-fPIC", "-o", library, tmp_path / "failing.c", "-ldl"], check=True, timeout=60)
    environment = os.environ | {"LD_PRELOAD": str(library), "FSYNC_FAILS": str(flag)}
    out, err = script(ON_A_FAILING_DISK, path, env=environment).communicate(timeout=60)
    assert out.split() == ["3", "io", "failed", "failed", "1"], (out, err)
    if sys.version_info >= (3, 12):
        assert flag.read_text() == "x", "one fsync failed, and no other was tried, not even to close the file"
    position = whole(path)
    assert position in (3, 4)
    with reformlog.open(path) as register:
        assert register.append([act(4), act(5)])[-1] == 5


@pytest.mark.parametrize("whose", ["another log's", "its own, but an older one", "some database's"])
def test_a_wal_that_is_not_its_own_is_never_written_into_a_log(path, tmp_path, whose):
    """As when a file is copied to the place of one whose -wal was left there: SQLite would write that into it."""
    other = tmp_path / "other.db"
    if whose == "its own, but an older one":
        shutil.copy(path, other)
    with reformlog.open(path) as register:
        register.append([act(number) for number in range(3, 20)])
    if whose == "some database's":
        writer = sqlite3.connect(other)
        writer.execute("PRAGMA journal_mode = WAL")
        writer.execute("CREATE TABLE letters(text)")
        writer.commit()
        shutil.copy(f"{other}-wal", f"{path}-wal")
        writer.close()
    else:
        with reformlog.open(other, create=True) as register:
            register.append(act(99))
            shutil.copy(f"{other}-wal", f"{path}-wal")
    before = path.read_bytes()
    for asked in ("open", "log"):
        with pytest.raises(Damaged, match="-wal is not of this log"):
            (reformlog.open if asked == "open" else open_log)(path).close()
    assert path.read_bytes() == before
    Path(f"{path}-wal").unlink()
    assert whole(path) == 19


@pytest.mark.parametrize("whose", ["its own, but an older one", "some database's"])
def test_a_journal_is_never_written_into_a_log(path, tmp_path, whose):
    """SQLite would write it over what is recorded, at the first question, and do away with it."""
    other, journal = tmp_path / "other.db", Path(f"{path}-journal")
    if whose == "its own, but an older one":
        shutil.copy(path, other)
    with reformlog.open(path) as register:
        register.append([act(3), act(4)])
    letters(other, journal)
    before = path.read_bytes(), journal.read_bytes()
    for asked in (reformlog.open, open_log, partial(open_log, readonly=True)):
        with pytest.raises(Damaged, match="-journal is not of this log"):
            asked(path).close()
    assert (path.read_bytes(), journal.read_bytes()) == before
    journal.unlink()
    assert whole(path) == 4


def test_a_journal_that_was_finished_with_is_no_hindrance(path):
    """As journal_mode PERSIST leaves it: zeros where its mark would be."""
    Path(f"{path}-journal").write_bytes(bytes(4096))
    assert whole(path) == 2


def test_what_may_only_be_read_answers_verifies_and_refuses_to_record(path, monkeypatch):
    monkeypatch.setattr(files, "may_write", lambda _: False)
    with reformlog.open(path) as register:
        assert register.verify().verified
        assert len(register.chronology()) == 2
        with pytest.raises(Refused, match="only be read"):
            register.append(act(3))
        with pytest.raises(Refused, match="only be read"):
            signing.checkpoint(register.log, KEY, register.checkpoints)
    assert not (path.parent / "reformlog.checkpoints").exists()


def test_a_held_lock_is_said_plainly_and_the_same_append_succeeds_afterwards(path, monkeypatch):
    monkeypatch.setattr(files, "LOCK_SECONDS", 0.05)
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with reformlog.open(path) as register:
        with pytest.raises(Refused) as refusal:
            register.append(act(3))
        assert refusal.value.code == "locked" and "sqlite" not in refusal.value.message.lower()
        holder.execute("ROLLBACK")
        assert register.append(act(3)) == [3]
    holder.close()


def test_a_clock_that_steps_back_does_not_take_the_order_with_it(path):
    past = datetime.datetime(1999, 1, 1, tzinfo=datetime.UTC)
    with reformlog.open(path, clock=lambda: past) as register:
        before = register.head.recorded_at
        register.append(act(3))
        assert register.head.recorded_at == before
    assert whole(path) == 3


def test_a_register_without_its_rows_or_with_broken_ones_answers_all_the_same(path):
    for broken in (b"", b"not a database", None):
        rows = path.parent / "reformlog.projection.db"
        if broken is None:
            rows.unlink()
        else:
            rows.write_bytes(broken)
        for end in ("-wal", "-shm"):
            Path(f"{rows}{end}").unlink(missing_ok=True)
        try:
            assert whole(path) == 2
        except Error as error:
            assert broken == b"not a database" and error.code == "not-a-projection"
            rows.unlink()


def test_half_a_line_was_never_written(path):
    """Every line of the file is one whole JSON object, whatever happened before."""
    with open_log(path) as log:
        assert [json.loads(event.line)["act"] for event in log.events()] == [act(1)["id"], act(2)["id"]]
