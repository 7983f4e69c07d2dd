"""docs/log-format.md is held to a real log: its commands are run as printed, its table and its numbers compared."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from cli_running import run
from reformlog.log import open_log, schema

PAGE = (Path(__file__).parents[1] / "docs" / "log-format.md").read_text()


@pytest.fixture
def office(record_file, tmp_path, monkeypatch) -> Path:
    shutil.copy(record_file, tmp_path / "reformlog.db")
    monkeypatch.chdir(tmp_path)
    assert run("key", "new").code == 0
    assert run("checkpoint", "--key", "reformlog.key").code == 0
    return tmp_path


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="there is no sha256sum")
def test_the_leaf_of_event_1_is_computed_by_the_very_commands_of_the_page(office):
    commands = re.findall(r"^\$ (.*)$", PAGE, re.M)
    assert len(commands) == 4 and "printf '\\0'" in commands[1]
    program = f"reformlog() {{ {sys.executable} -c 'from reformlog.cli import main; main()' \"$@\"; }}\n"
    printed = [
        subprocess.run(["sh", "-c", program + command], capture_output=True, text=True, check=True).stdout
        for command in commands
    ]
    with open_log("reformlog.db") as log:
        leaf = log.leaf(1).hex()
        assert leaf == sha256(b"\0" + log.event(1).line).hexdigest()
    assert printed[1].split()[0] == leaf
    assert re.sub(r"\s", "", printed[3]) == leaf


def test_the_tables_and_the_header_are_those_of_the_page(office):
    connection = sqlite3.connect("reformlog.db")
    [(application_id,)] = connection.execute("PRAGMA application_id")
    assert f"0x{application_id:X}" in PAGE and f"user version {schema.VERSION}," in PAGE
    for table in schema.TABLES:
        row = next(part for part in re.split(r"^\| `", PAGE, flags=re.M) if part.startswith(table + "`"))
        for column in connection.execute(f"PRAGMA table_info({table})"):
            assert f"`{column[1]}`" in row, (table, column[1])


def test_a_line_has_the_members_of_the_page_and_no_other(office):
    named = set(re.findall(r"`(\w+)`", PAGE.split("## The tree")[0]))
    lines = run("export", "events").out.splitlines()
    assert lines
    for line in lines:
        assert set(json.loads(line)) <= named
        assert line == json.dumps(json.loads(line), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
