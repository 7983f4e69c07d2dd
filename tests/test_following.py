"""Following a log: every event reaches the rows here, whatever happens to the follower, the server or the line."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import nullcontext
from itertools import islice
from pathlib import Path

import pytest

import reformlog
from cli_running import run
from log_postgres import own_schema, reason_to_skip
from reformlog.cli.commands import follow as command
from reformlog.errors import Refused
from reformlog.following import Standing, follow, look
from reformlog.formats import width
from reformlog.log import open_log
from world import rows_in


def act(number: int) -> dict:
    body = {"id": f"a{number}", "kind": "cabinet-order", "title": f"政令 {number}", "enforced": "2024-02-01"}
    effect = {"zone": f"z{number}", "is": "designated", "areas": ["04"]}
    return {**body, "effects": [effect], "sources": [{"title": "官報"}]}


@pytest.fixture(params=["sqlite", "postgres"])
def address(request, tmp_path, monkeypatch) -> Iterator[str]:
    """A log of three acts."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with own_schema() if request.param == "postgres" else nullcontext(str(tmp_path / "reform.db")) as address:
        with reformlog.open(address, create=True, projection=str(tmp_path / "writer.rows")) as register:
            register.append([act(number) for number in range(3)])
        yield address


def append(address: str, folder: Path, *numbers: int) -> None:
    with reformlog.open(address, projection=str(folder / "writer.rows")) as register:
        for number in numbers:
            register.append(act(number))


def folded(address: str, folder: Path) -> dict[str, list]:
    """The rows worked out from the log at once, from its beginning."""
    path = str(folder / "folded.rows")
    with reformlog.open(address, projection=path) as register:
        register.rebuild()
    return rows_in(path)


def test_a_follower_tells_how_far_it_is_and_what_is_new(address, tmp_path):
    with reformlog.open(address, projection=str(tmp_path / "f.rows")) as register:
        standings = follow(register, every=30)
        first = next(standings)
        assert (first.position, first.new, first.trouble) == (3, 3, None) and first.lag is not None
        append(address, tmp_path, 3, 4)
        second = next(s for s in standings if s.position == 5)
        assert second.recorded_at == register.log.recorded_at(5)
        assert second.source == ("server" if register.log.remote else "file")
        assert rows_in(register.projection.path) == folded(address, tmp_path)


def test_an_append_ends_the_waiting_of_a_follower(address, tmp_path):
    """It would rest for a minute otherwise."""
    with open_log(address) as log:
        log.wait(0.01)
        while log.wait(0.01):
            pass
        told: list[bool] = []
        waiting = threading.Thread(target=lambda: told.append(log.wait(60)))
        waiting.start()
        append(address, tmp_path, 3)
        waiting.join(20)
        assert told == [True]


def test_follow_once_brings_the_rows_up_to_the_log_and_ends(address, tmp_path):
    path = str(tmp_path / "once.rows")
    done = run("--db", address, "--projection", path, "follow", "--once", "--json")
    assert done.code == 0 and done.json["position"] == 3 and done.json["new"] == 3
    assert rows_in(path) == folded(address, tmp_path)
    assert "position 3" in run("--db", address, "--projection", path, "follow", "--once").err


def start(address: str, path: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", "from reformlog.cli import main; main()"]
    options = ["--db", address, "--projection", str(path), "follow", "--json"]
    return subprocess.Popen([*command, *options], stdout=subprocess.PIPE)


def positions(process: subprocess.Popen[bytes], until: int) -> list[int]:
    """What a follower tells until it is at a position."""
    told = []
    assert process.stdout is not None
    for line in process.stdout:
        told.append(json.loads(line)["position"])
        if told[-1] >= until:
            break
    return told


@pytest.mark.skipif(os.name != "posix", reason="there are no such signals here")
def test_a_follower_that_is_killed_and_started_again_misses_nothing_and_ends_when_told(address, tmp_path):
    path = tmp_path / "killed.rows"
    process = start(address, path)
    try:
        assert positions(process, 3)[-1] == 3
        writing = threading.Thread(target=append, args=(address, tmp_path, *range(3, 30)))
        writing.start()
        positions(process, 8)
        process.kill()  # in the middle of it
        process.communicate()
        writing.join()
        process = start(address, path)
        assert positions(process, 30)[-1] == 30
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0
    finally:
        process.kill()
        process.communicate()
    assert rows_in(str(path)) == folded(address, tmp_path)


@pytest.mark.skipif(reason_to_skip() is not None, reason=str(reason_to_skip()))
def test_what_is_recorded_in_another_schema_of_the_database_wakes_nobody(tmp_path):
    with own_schema() as address, own_schema() as other:
        for place in (address, other):
            with reformlog.open(place, create=True, projection=str(tmp_path / "writer.rows")) as register:
                register.append(act(0))
        with open_log(address) as log:
            assert log.wait(0)  # now it listens
            append(other, tmp_path, 1)
            assert not log.wait(0.2)
            append(address, tmp_path, 1)
            assert log.wait(30)


@pytest.mark.skipif(reason_to_skip() is not None, reason=str(reason_to_skip()))
def test_a_follower_whose_connection_is_cut_says_so_and_comes_back(tmp_path):
    import psycopg

    with own_schema() as address, psycopg.connect(address, autocommit=True) as other:
        path = str(tmp_path / "cut.rows")
        with reformlog.open(address, create=True, projection=path) as register:
            register.append(act(0))
            pauses: list[float] = []
            standings = follow(register, every=30, pause=pauses.append)
            assert [s.position for s in islice(standings, 2)] == [1, 1]  # now it listens
            pid = register.log._connection.info.backend_pid
            other.execute("SELECT pg_terminate_backend(%s, 5000)", (pid,))
            append(address, tmp_path, 1)
            cut = next(standings)
            assert cut.trouble is not None and "cannot be reached" in cut.trouble and cut.position == 1
            assert next(standings).position == 2 and pauses == [1.0]


def test_a_server_that_stays_away_is_asked_after_longer_and_longer_pauses(tmp_path, monkeypatch):
    with reformlog.open(tmp_path / "reform.db", create=True) as register:
        register.append(act(0))
        pauses: list[float] = []
        standings = follow(register, pause=pauses.append)
        assert next(standings).trouble is None

        def away(*_: object) -> int:
            raise Refused("unreachable", "db.example cannot be reached.")

        monkeypatch.setattr(register.log, "position", away)
        monkeypatch.setattr(register.log, "wait", away)
        assert {s.trouble for s in islice(standings, 8)} == {"db.example cannot be reached."}
        assert pauses == [1, 2, 4, 8, 16, 30, 30]


def test_what_will_not_pass_by_itself_ends_the_following(tmp_path, monkeypatch):
    with reformlog.open(tmp_path / "reform.db", create=True) as register:

        def refused(*_: object) -> int:
            raise Refused("no-right", "This user has no right to do that.")

        monkeypatch.setattr(register.log, "position", refused)
        with pytest.raises(Refused):
            look(register)
        with pytest.raises(Refused):
            next(follow(register))


def test_what_a_follower_says_fits_the_terminal_and_is_in_the_language_of_the_shell(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    at = "2024-06-26T00:00:00.000000Z"
    away = Standing(7, None, at, 0, None, "server", "db.example cannot be reached.")
    for language, current, lost in (
        (
            "en",
            "log: position 7, current at 2024-06-26T00:00:00Z, 1 new,",
            "no longer current at 2024-06-26T00:00:00Z: db.",
        ),
        ("ja", "log：位置 7、最新（2024-06-26T00:00:00Z）、新しいもの", "より後は最新か分かりません："),
    ):
        monkeypatch.setenv("REFORMLOG_LANG", language)
        tell = command._Telling(False)
        tell.name = "log"
        tell(Standing(7, None, at, 1, 0.25, "server"))
        told = capsys.readouterr().err.removeprefix(command.CLEAR)
        assert told.startswith(current) and width.of(told) < 60 and "\n" not in told
        tell(away)
        tell(away)
        told = capsys.readouterr().err
        assert lost in told and told.count("\n") == 1
