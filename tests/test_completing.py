"""What the Tab key offers on a command line: ids, kinds and fields of the log at hand, without touching it."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys

import pytest
from click.shell_completion import ShellComplete

from cli_running import run
from reformlog.cli import completing, group
from reformlog.events.kinds import KINDS
from reformlog.formats import FORMATS, fitting


@pytest.fixture
def offered(demo, monkeypatch):
    """What is offered after `reformlog --db demo.db WORDS…` when the last word is being typed: value → explanation."""
    monkeypatch.chdir(demo)

    def offered(*words: str, db: str = "demo.db") -> dict[str, str | None]:
        *before, typed = words
        shell = ShellComplete(group, {}, "reformlog", "_REFORMLOG_COMPLETE")
        return {item.value: item.help for item in shell.get_completions(["--db", db, *before], typed)}

    return offered


@pytest.mark.parametrize(
    "words", [("chronology",), ("zones", "--zone"), ("log", "--zone"), ("record", "request", "--zone"), ("blame",)]
)
def test_zones_are_offered_where_a_zone_is_asked_for(offered, words):
    assert list(offered(*words, "miy")) == ["miyagi-kumamoto"]
    assert {"aichi", "hokkaido", "tokyo-area"} <= offered(*words, "").keys()


@pytest.mark.parametrize(
    "words", [("show",), ("correct",), ("withdraw",), ("prove",), ("export", "evidence"), ("record", "law", "--meets")]
)
def test_acts_are_offered_by_what_their_id_begins_with_and_named_by_kind(offered, words):
    assert offered(*words, "2024-06-21.") == {"2024-06-21.cabinet-order": "政令"}


def test_kinds_are_offered_with_their_names(offered):
    assert offered("kinds", "cabinet-") == {"cabinet-decision": "閣議決定", "cabinet-order": "政令"}
    assert offered("log", "--kind", "") == {kind.name: kind.ja for kind in KINDS.values()}
    assert "cabinet-order" in offered("record", "cab")


def test_fields_are_offered_of_the_act_that_is_corrected(offered):
    of_the_order = offered("correct", "2024-06-21.cabinet-order", "--set", "")
    assert of_the_order["enforced="] == "施行日"
    assert "held=" not in of_the_order
    assert "held=" in offered("correct", "no-such-act", "--set", "h")


def test_entities_are_offered_bare_or_with_their_sort(offered):
    assert offered("explain", "miyagi") == {"miyagi-kumamoto": "zone"}
    assert list(offered("explain", "policy:miyagi")) == ["policy:miyagi-kumamoto"]
    assert "plan:miyagi-kumamoto" in offered("blame", "pla")
    assert "call:kizuna-2023" in offered("explain", "call:ki")


def test_the_fields_of_an_entity_are_offered(offered):
    assert list(offered("explain", "foreign-engineer-screening", "unt")) == ["until"]
    assert offered("explain", "no-such-thing", "") == {}


@pytest.mark.parametrize(
    "entity",
    [
        *("miyagi-kumamoto", "policy:miyagi-kumamoto", "plan:miyagi-kumamoto", "foreign-engineer-screening"),
        *("foreign-engineer-screening@miyagi-kumamoto/43", "call:kizuna-2023"),
    ],
)
def test_the_fields_that_are_offered_are_those_that_are_explained(offered, entity):
    told = run("--db", "demo.db", "explain", entity, "--json").json["fields"]
    assert list(offered("explain", entity, "")) == [row["field"] for row in told]


@pytest.mark.parametrize(
    "words", [("append",), ("correct", "x"), ("verify", "--checkpoint"), ("restore",), ("checkpoint", "--key")]
)
def test_files_are_left_to_the_shell_where_a_file_is_asked_for(words):
    shell = ShellComplete(group, {}, "reformlog", "_REFORMLOG_COMPLETE")
    assert [item.type for item in shell.get_completions(list(words), "2024")] == ["file"]
    assert [item.type for item in shell.get_completions(["--db"], "")] == ["file"]


def test_axes_and_formats_are_offered(offered):
    assert list(offered("zones", "--axis", "eff")) == ["effective"]
    assert list(offered("chronology", "--format", "")) == list(FORMATS)


# Formats in which a command gives something else than its answer: an act file.
ALONE = {"show": ["yaml"]}


@pytest.mark.parametrize(
    "words",
    [
        *(
            "zones",
            "plans",
            "measures",
            "measures --zone aichi",
            "proposals",
            "bills",
            "chronology aichi",
            "log",
            "check",
        ),
        *(
            "audit",
            "audit --zone aichi",
            "diff 2020-01-01 2021-01-01",
            "replay --from 2024-06-01",
            "verify",
            "blame aichi",
        ),
        *("explain aichi", "due", "search 諮問会議", "show #7", "kinds", "kinds cabinet-order"),
    ],
)
def test_a_command_offers_the_formats_that_can_show_its_answer_and_no_other(record_file, offered, words):
    done = run("--db", str(record_file), *words.split(), "--json")
    assert done.code in (0, 1), done.err  # 1: something to look at
    able = fitting(done.json) + ALONE.get(words.split()[0], [])
    assert list(offered(words.split()[0], "--format", "")) == able
    assert f"text (default), {', '.join(able[1:])}." in " ".join(run(words.split()[0], "--help").out.split())


def test_no_more_than_a_screen_can_hold_are_offered(offered, monkeypatch):
    """Two hundred; here seven, as the record has no three hundred of anything."""
    assert completing.OFFERED == 200
    monkeypatch.setattr(completing, "OFFERED", 7)
    for words in (("show", ""), ("chronology", ""), ("explain", ""), ("explain", "use:")):
        assert len(offered(*words)) == 7


def test_nothing_is_offered_and_nothing_made_where_there_is_no_log(offered, tmp_path):
    (tmp_path / "other.db").write_bytes(b"not a log at all" * 100)
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    for db in (tmp_path / "none.db", tmp_path / "other.db", "postgresql://nowhere.invalid/x"):
        for words in (("show", "2"), ("chronology", "m"), ("explain", "m"), ("zones", "--zone", "m")):
            assert offered(*words, db=str(db)) == {}
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_log_is_only_read(offered, demo):
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in demo.iterdir()}
    assert offered("show", "2024") and offered("chronology", "a")
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in demo.iterdir()} == before


def test_a_log_that_somebody_is_writing_is_not_waited_for(offered, demo):
    """The rows of the last committed batch are offered while the next one is under way."""
    writer = sqlite3.connect(demo / "demo.db", isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    try:
        assert list(offered("show", "2024-06-21.")) == ["2024-06-21.cabinet-order"]
    finally:
        writer.rollback()
        writer.close()


def asked_by(shell: str, what: str, **more: str) -> subprocess.CompletedProcess[str]:
    """The program as the shell starts it at each press of Tab (`complete`), or once at login (`source`)."""
    environment = {**os.environ, "_REFORMLOG_COMPLETE": f"{shell}_{what}", **more}
    command = [sys.executable, "-m", "reformlog"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("shell", "printed"), [("bash", "plain,miyagi-kumamoto\n"), ("zsh", "plain\nmiyagi-kumamoto\n_\n")]
)
def test_a_shell_is_answered_by_the_program_itself(demo, shell, printed):
    line = f"reformlog --db {demo}/demo.db chronology miy"
    done = asked_by(shell, "complete", COMP_WORDS=line, COMP_CWORD="4")
    assert (done.stdout, done.stderr) == (printed, "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_line_that_switches_it_on_prints_a_script_for_the_shell(shell):
    done = asked_by(shell, "source")
    assert f"_REFORMLOG_COMPLETE={shell}_complete" in done.stdout and done.stderr == ""
