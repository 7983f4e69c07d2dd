"""The real record of `events/`, loaded once a session, for tests that ask it questions."""

from __future__ import annotations

import datetime
import os
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import reformlog
from cli_running import run
from reformlog.intake.reading import read_file
from reformlog.recording import admitting
from reformlog.recording.terms import Terms
from reformlog.register import Register

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as behind `&` in a script: programs under test would be deaf
    signal.signal(signal.SIGINT, signal.default_int_handler)

# Always the same examples, so that what is green stays green; with REFORMLOG_HYPOTHESIS=long new ones are looked for.
# However long they take: a machine may be busy.
settings.register_profile(
    "same",
    derandomize=os.environ.get("REFORMLOG_HYPOTHESIS") != "long",
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("same")

os.environ["REFORMLOG_LANG"] = "en"  # whatever the shell of a developer says

EVENTS = Path(__file__).parent.parent / "events"
NOON = datetime.datetime(2026, 11, 1, 3, tzinfo=datetime.UTC)  # noon in Japan


# What these make for all their tests is dear: a browser, the documents, a server. Of two workers one takes them all, if
# they stand first; at the end of the line the other would come to help, and make it again.
DEAR = ("test_web_browser.py", "test_documents.py", "test_postgres_server.py", "test_proof_interop.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path.name not in DEAR)


@pytest.fixture(scope="session")
def record_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log of the real record, recorded at noon of 2026-11-01 by the registrar, with its projection beside it."""
    path = tmp_path_factory.mktemp("record") / "record.db"
    with reformlog.open(path, create=True, origin="reformlog.example/kokusen", clock=lambda: NOON) as register:
        register.record(
            [admitting.admit(entry.tree, entry.where) for entry in read_file(EVENTS)], Terms(recorded_by="registrar")
        )
    return path


@pytest.fixture(scope="session")
def real(record_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """The real record, to be read only. A copy: tests copy and read the file itself, which takes its locks away."""
    folder = tmp_path_factory.mktemp("real")
    for suffix in (".db", ".projection.db"):
        shutil.copy(record_file.with_suffix(suffix), folder / f"record{suffix}")
    with reformlog.open(folder / "record.db", clock=lambda: NOON) as register:
        yield register


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the log that `reformlog demo` makes, to be read and copied only."""
    folder = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert run("demo").code == 0
    return folder


@pytest.fixture
def no_font(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without a Japanese font, whatever this one has: none of the fonts looked for is there."""
    pdf = pytest.importorskip("reformlog.formats.pdf", reason="the extra `pdf` is not installed")
    render = pytest.importorskip("reformlog.web.render", reason="the extra `web` is not installed")
    monkeypatch.setattr(pdf, "_FONTS", ("Nowhere Gothic",))
    monkeypatch.setattr(render, "installed", render.installed.__wrapped__)  # which does not remember this machine


@pytest.fixture
def record_copy(record_file: Path, tmp_path: Path) -> Callable[..., Register]:
    """Opens a copy of the real record that a test may append to; its clock stands a day later, or as it says."""
    for suffix in (".db", ".projection.db"):
        shutil.copy(record_file.with_suffix(suffix), tmp_path / f"copy{suffix}")

    def opened(now: datetime.datetime = NOON + datetime.timedelta(days=1)) -> Register:
        return reformlog.open(tmp_path / "copy.db", clock=lambda: now)

    return opened
