"""The documents are held to the code: what README shows happens, every command is documented, the catalogue is one."""

from __future__ import annotations

import os
import re
import shlex
import shutil
from pathlib import Path

import pytest

from cli_running import run
from documents import BLOCK, not_printed
from reformlog.cli.commands import COMMANDS
from reformlog.events.kinds import KINDS
from reformlog.events.statements import SORTS
from reformlog.formats import labels

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text()


def test_the_tour_of_the_readme_prints_what_it_shows(tmp_path, monkeypatch):
    """Every `$ reformlog …` of README runs in its order in one folder, succeeds, and prints the lines shown."""
    monkeypatch.chdir(tmp_path)
    commands = 0
    for block in BLOCK.finditer(README):
        if block["file"]:
            Path(block["file"]).write_text(block["text"])
        elif block["sort"] == "console":
            for piece in re.split(r"^\$ ", block["text"], flags=re.M)[1:]:
                command, _, shown = piece.partition("\n")
                program, *words = shlex.split(command)
                assert program == "reformlog"
                done = run(*words)
                assert done.code == 0, (command, done.err)
                assert not_printed(shown, done.out) is None, (command, done.out)
                assert shown.strip() or not done.out, (command, done.out)
                commands += 1
        elif block["sort"] == "python":
            exec(compile(block["text"], "README.md", "exec"), {})
    assert commands >= 12


def test_the_first_screen_of_the_readme_gives_two_commands_that_exist():
    first_screen = README.splitlines()[:15]
    for script in ("script/demo", "script/test"):
        assert any(line.startswith(script) for line in first_screen)
        assert os.access(ROOT / script, os.X_OK)


def test_links_of_the_documents_lead_to_files():
    documents = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]
    links = [
        (document, target)
        for document in documents
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", document.read_text("utf-8"))
    ]
    assert {ROOT / "README.md", ROOT / "docs" / "index.md"} <= {document for document, _ in links}
    assert [(document.name, target) for document, target in links if not (document.parent / target).exists()] == []


# These run until they are stopped; their own tests start and stop them.
ENDLESS = {"serve", "follow"}
# A page for every day of the record takes minutes; their examples run on the acts of README, without PDF and docx.
SLOW = {"publish"}


# A table as an office publishes it, for the example of `import`.
TABLE = (
    "これまでの経緯\n2024年6月4日 国家戦略特区諮問会議（第63回） 区域の指定を了承\n"
    "2024年9月5日 区域方針の決定（内閣総理大臣決定）\n"
)
# What an example names and no test has: a server; a file does as well.
SERVER = re.compile(r"postgresql://\S+")


@pytest.fixture(scope="module")
def office(demo, tmp_path_factory):
    """A folder with the demo's log, and the files that examples of help name."""
    folder = shutil.copytree(demo, tmp_path_factory.mktemp("office") / "demo")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        Path("2024.yaml").write_text((ROOT / "tests" / "errors" / "good.yaml").read_text())
        Path("keii.txt").write_text(TABLE)
        assert run("--db", "demo.db", "zones", "--json", "-o", "answer.json").code == 0
        _signed()
    return folder


def _signed() -> None:
    """What an office has after its first day: keys, a checkpoint kept elsewhere, a proof, a backup, a witness."""
    Path("reformlog.pub").write_text(run("--db", "demo.db", "key", "new").out)
    Path("witness.pub").write_text(run("key", "new", "--witness", "archives.example/witness").out)
    for command in (
        "checkpoint --key reformlog.key -o elsewhere.checkpoint",
        "prove 2024-06-21.cabinet-order -o order.tlog-proof",
        "backup elsewhere.db",
        "witness request -o to-the-witness",
        "witness sign to-the-witness --key witness.key --log reformlog.pub -o answer",
    ):
        done = run("--db", "demo.db", *shlex.split(command))
        assert done.code == 0, done.err


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_has_one_imperative_sentence_and_an_example(name):
    told = run(name, "--help")
    assert told.code == 0
    about = told.out.split("\n\n")[1].strip()
    first = about.split()[0]
    assert first[0].isupper() and not first.endswith(("s", "ing")), first
    assert re.search(rf"^ +reformlog .*\b{name}\b", told.out, re.M), "no example"


def _examples(name: str) -> list[str]:
    return re.findall(rf"^ +(reformlog (?:--\S+ \S+ )*{name}\b.*)$", run(name, "--help").out, re.M)


@pytest.mark.parametrize("name", [name for name in COMMANDS if name not in ENDLESS])
def test_the_examples_of_the_help_run(name, office, tmp_path, monkeypatch):
    """Each runs against the built-in record and ends with 0, or with 1 where the record has findings."""
    monkeypatch.chdir(shutil.copytree(office, tmp_path / "demo"))
    if name in SLOW:
        from web_samples import without_slow_formats

        without_slow_formats(monkeypatch)
        monkeypatch.chdir(tmp_path)
        Path("2024.yaml").write_text(next(block["text"] for block in BLOCK.finditer(README) if block["file"]))
        assert run("--db", "demo.db", "init").code == run("--db", "demo.db", "append", "2024.yaml").code == 0
    monkeypatch.setenv("REFORMLOG_DB", "demo.db")
    examples = _examples(name)
    assert examples
    for example in examples:
        done = run(*shlex.split(SERVER.sub("copied.db", example))[1:])
        assert done.code in ((0, 1) if name in ("check", "audit") else (0,)), (example, done.err)


def test_the_catalogue_of_kinds_is_the_same_everywhere():
    """The names a reader sees are those of the catalogue, none more and none less."""
    assert {name: (kind.ja, kind.en) for name, kind in KINDS.items()} == labels.KINDS
    found = run("kinds", "--json").json
    assert [row["name"] for row in found["statements"]] == list(SORTS)
    listed = found["kinds"]
    assert [(row["name"], row["japanese"], row["english"]) for row in listed] == [
        (kind.name, kind.ja, kind.en) for kind in KINDS.values()
    ]
