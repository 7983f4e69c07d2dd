"""The documents do what they show and build without a warning, and the pages built load nothing from elsewhere."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import reformlog
from cli_running import run
from documents import BLOCK, not_printed, perform
from reformlog.cli.commands import COMMANDS
from reformlog.events.kinds import KINDS

DOCS = Path(__file__).parents[1] / "docs"


@pytest.mark.parametrize(
    ("page", "least"),
    [("index", 3), ("tutorial", 25), ("how-to/clerk", 12), ("how-to/auditor", 12), ("how-to/administrator", 12)],
)
def test_a_page_prints_what_it_shows(page, least, tmp_path, monkeypatch):
    """Every command of it runs in its order in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("REFORMLOG_USER", "clerk")
    for name in ("REFORMLOG_DB", "REFORMLOG_KEY", "REFORMLOG_PROJECTION"):
        monkeypatch.delenv(name, raising=False)
    assert perform((DOCS / f"{page}.md").read_text("utf-8")) >= least


def test_the_commands_that_the_guide_to_act_files_begins_with_record_all_of_it_once(tmp_path, monkeypatch):
    """events/README.md is read where its folder is; a second time nothing is added, and a rehearsal adds nothing."""
    monkeypatch.chdir(DOCS.parent)
    guide = (DOCS.parent / "events" / "README.md").read_text("utf-8")
    shown = next(block["text"] for block in BLOCK.finditer(guide) if block["sort"] == "sh")
    commands = [line.partition("#")[0].split()[1:] for line in shown.splitlines()]
    log = ("--db", str(tmp_path / "log.db"))
    assert run(*log, "init").code == 0 and len(commands) >= 2
    printed = [run(*log, *command) for command in (commands[0], *commands)]
    assert [done.code for done in printed] == [0] * len(printed)
    assert printed[0].out and not any(done.out for done in printed[1:])


def test_a_line_that_is_not_printed_is_found():
    printed = "one  two\nthree"
    assert not_printed("…\none … two\nthree", printed) is None
    assert not_printed("three\none  two", printed) == "one  two"
    assert not_printed("one", printed) == "one"


def test_the_administrator_is_told_every_extra_and_every_setting():
    """None is missing and none is made up; `dev` and `docs` are for who works on the program."""
    page = (DOCS / "how-to" / "administrator.md").read_text("utf-8")
    extras = tomllib.loads((DOCS.parent / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    told = re.findall(r"`(\w+)`", page.partition("| extra |")[2].partition("\n\n")[0].replace("|---|---|", ""))
    assert {name for name in told if name in extras} == extras.keys() - {"dev", "docs"}
    sources = (DOCS.parent / "src").rglob("*.py")
    read = {name for source in sources for name in re.findall(r"\bREFORMLOG_[A-Z_]+", source.read_text("utf-8"))}
    assert set(re.findall(r"^\| `(REFORMLOG_[A-Z_]+)", page, re.M)) == read


def test_the_version_is_written_once_and_the_wheel_takes_it_from_there():
    settings = tomllib.loads((DOCS.parent / "pyproject.toml").read_text("utf-8"))
    assert settings["project"]["dynamic"] == ["version"] and "version" not in settings["project"]
    source = (DOCS.parent / settings["tool"]["hatch"]["version"]["path"]).read_text("utf-8")
    assert f'__version__ = "{reformlog.__version__}"' in source


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The documents built as `script/docs` builds them: a link that leads nowhere is an error."""
    pytest.importorskip("sphinx", reason="the documents are built with reformlog[docs]")
    target = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-E", "-b", "html", str(DOCS), str(target)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return target


def test_the_documents_build_without_a_warning(site):
    pages = {page.relative_to(DOCS).with_suffix(".html") for page in DOCS.rglob("*.md")}
    assert all((site / page).is_file() for page in pages)
    beside = re.findall(r'toctree-l1"><a[^>]* href="([^"]+)"', (site / "index.html").read_text("utf-8"))
    assert sorted(beside) == sorted(str(page) for page in pages if page.name != "index.html")  # each once


def test_the_pages_of_reference_are_made_from_the_program(site):
    """Every command, every kind of act and every option stands there without anybody having written it."""
    commands = (site / "reference" / "commands.html").read_text("utf-8")
    assert all(f"reformlog {name}" in commands for name in COMMANDS)
    acts = (site / "reference" / "act-files.html").read_text("utf-8")
    assert all(kind.ja in acts and f">{name}<" in acts for name, kind in KINDS.items())
    answers = (site / "reference" / "json.html").read_text("utf-8")
    assert "2024-06-04.council-63" in answers and "date-impossible" in answers


def test_the_pages_load_nothing_from_elsewhere(site):
    """No script, style, image or font of another machine; links to read on are no loading."""
    loading = re.compile(r"""<(?:script|img|iframe|source|link)\b[^>]+(?:src|href)=["'](?:https?:)?//""")
    pages = list(site.rglob("*.html"))
    assert pages and not [page.name for page in pages if loading.search(page.read_text("utf-8"))]
    styles = [style.read_text("utf-8") for style in site.rglob("*.css")]
    assert styles and not [style for style in styles if re.search(r"(?:@import|url\()\s*[\"']?(?:https?:)?//", style)]
