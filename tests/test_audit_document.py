"""The worked audit in docs/audit.md: every command runs in its order, and prints the lines shown."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from cli_running import run
from documents import not_printed

PAGE = (Path(__file__).parents[1] / "docs" / "audit.md").read_text(encoding="utf-8")
CONSOLE = re.compile(r"^```console\n(.*?)^```", re.M | re.S)


def test_every_command_of_the_worked_audit_prints_what_it_shows(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    commands = 0
    for block in CONSOLE.findall(PAGE):
        for piece in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, _, shown = piece.partition("\n")
            done = run(*shlex.split(command)[1:])
            assert done.code == 0, (command, done.err)
            assert not_printed(shown, done.out) is None, (command, not_printed(shown, done.out), done.out[:3000])
            commands += 1
    assert commands >= 18


def test_an_answer_kept_in_a_file_is_given_again_after_the_audit(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run("demo").code == 0
    assert run("--db", "demo.db", "zones", "--as-of", "2024-06-26", "--json", "-o", "answer.json").code == 0
    assert run("--db", "demo.db", "withdraw", "2024-12-19.council", "--reason", "二重に記録したため").code == 0
    assert run("--db", "demo.db", "reproduce", "answer.json").out == Path("answer.json").read_text(encoding="utf-8")
