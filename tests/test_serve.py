"""`reformlog serve`: it says where it listens, answers there and nowhere else, and ends quietly."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

pytest.importorskip("uvicorn")
pytest.importorskip("starlette")

import uvicorn

from cli_running import run
from reformlog.web import guard
from reformlog.web.patience import SECONDS, Patient
from web_samples import small

RUN = [sys.executable, "-m", "reformlog"]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """(process, address) of a server over a register of three acts."""
    small(tmp_path / "r.db").close()
    command = [*RUN, "--db", str(tmp_path / "r.db"), "serve", "--port", "0", "--allow-host", "tokku.example.go.jp"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        address = process.stderr.readline().split()[0]
        yield process, address
        process.kill()


def test_the_pages_are_served_on_this_machine_only_and_ctrl_c_ends_it(served: tuple[subprocess.Popen[str], str]):
    process, address = served
    assert address.startswith("http://127.0.0.1:")
    with urllib.request.urlopen(address) as answer:
        assert answer.status == 200 and "small.example/zones" in answer.read().decode()
        assert answer.headers["Server"] is None
    allowed = urllib.request.Request(address, headers={"Host": "tokku.example.go.jp"})
    with urllib.request.urlopen(allowed) as answer:
        assert answer.status == 200
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(urllib.request.Request(address, headers={"Host": "evil.example"}))
    assert refused.value.code == 421
    refused.value.close()
    process.send_signal(signal.SIGINT)
    out, words = process.communicate(timeout=60)
    assert process.returncode == 0
    assert out == "" and "Traceback" not in words


def test_without_a_japanese_font_it_says_that_the_pages_offer_no_pdf(
    tmp_path: Path, no_font: None, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("uvicorn.Server.run", lambda *_, **__: None)
    small(tmp_path / "r.db").close()
    done = run("--db", str(tmp_path / "r.db"), "serve", "--port", "0")
    address, *told = done.err.splitlines()
    assert done.code == 0 and address.startswith("http://127.0.0.1:")
    assert len([line for line in told if "PDF files are left out" in line and "fonts-noto-cjk" in line]) == 1


def test_what_stops_it_from_starting_is_said_in_a_line(tmp_path: Path):
    """No log, another file, or a port that is in use: exit 2 or 3, and nothing of the program's inside."""
    small(tmp_path / "r.db").close()
    (tmp_path / "letter.db").write_text("拝啓")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        wanted = {("nowhere.db", "0"): 2, ("letter.db", "0"): 3, ("r.db", port): 2}
        for (name, asked), code in wanted.items():
            result = subprocess.run(
                [*RUN, "--db", str(tmp_path / name), "serve", "--port", asked],
                capture_output=True,
                text=True,
                timeout=60,
                env={**os.environ, "LC_ALL": "C.UTF-8"},
            )
            assert result.returncode == code, (name, result.stderr)
            assert result.stderr and "Traceback" not in result.stderr and result.stdout == ""


@pytest.mark.parametrize(
    ("header", "host"),
    [
        ("localhost", "localhost"),
        ("LOCALHOST:8000", "localhost"),
        ("[::1]:8000", "::1"),
        ("[::1]", "::1"),
        ("localhost:80@evil.example", ""),
        ("localhost@evil.example", ""),
        ("[::1]evil.example", ""),
        ("[::1", ""),
        ("localhost/", ""),
        ("localhost:80:80", ""),
        ("localhost, evil.example", ""),
        ("", ""),
    ],
)
def test_a_host_is_a_name_and_at_most_a_port(header: str, host: str):
    assert guard.host_of(header) == host


class Waiting:
    """A loop of which only the clock is asked, and a transport that only knows whether it was closed."""

    def __init__(self) -> None:
        self.limits: list[tuple[float, Callable[[], None]]] = []
        self.closed = False

    def call_later(self, seconds: float, then: Callable[[], None]) -> Waiting:
        self.limits.append((seconds, then))
        return self

    def cancel(self) -> None:
        self.limits.pop()

    def close(self) -> None:
        self.closed = True

    def get_extra_info(self, _: str) -> None:
        return None


@pytest.mark.parametrize("sent", [b"", b"GET / HTTP/1.1\r\nHost: localhost\r\nX: "])
def test_a_connection_that_sends_no_whole_request_is_closed_after_a_while(sent: bytes):
    """Else a few hundred silent ones would lock out everybody."""
    silent = Waiting()
    protocol = Patient(uvicorn.Config(lambda: None, log_level="error"), uvicorn.server.ServerState(), {}, silent)
    protocol.connection_made(silent)
    protocol.data_received(sent) if sent else None
    [(seconds, then)] = silent.limits
    then()
    assert silent.closed and seconds == SECONDS


def test_a_request_that_came_is_answered_however_long_it_takes():
    busy = Waiting()
    protocol = Patient(uvicorn.Config(lambda: None, log_level="error"), uvicorn.server.ServerState(), {}, busy)
    protocol.connection_made(busy)
    protocol.cycle = SimpleNamespace(response_complete=False)
    busy.limits[0][1]()
    assert not busy.closed
    protocol.cycle.response_complete = True
    busy.limits[0][1]()
    assert busy.closed
