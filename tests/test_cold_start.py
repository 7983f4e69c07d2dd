"""What a question on the command line loads: nothing that validates, appends or prints tables."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

import reformlog

HEAVY = {
    *("pydantic", "eventsourcing", "sqlite_utils", "rich", "jinja2", "cryptography", "yaml", "psycopg", "asyncio"),
    *("starlette", "openpyxl"),
}
LOADED = """
import sys
from reformlog.cli import main
try:
    main(sys.argv[1:])
except SystemExit:
    pass
print(*sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
print(*sorted(name for name in sys.modules if name.startswith("reformlog.")), file=sys.stderr)
"""


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = str(tmp_path_factory.mktemp("cold") / "register.db")
    act = {"id": "2014-05-01.order", "kind": "cabinet-order", "title": "政令", "enforced": "2014-05-01"}
    zone = {"zone": "kyushu", "is": "designated", "name": "九州", "areas": ["40"]}
    with reformlog.open(path, create=True) as register:
        register.append({**act, "effects": [zone], "sources": [{"title": "官報"}]})
    return path


def loaded(*arguments: str) -> list[set[str]]:
    """What a command loads: the names of all top-level packages, and our own modules by their whole names."""
    done = subprocess.run([sys.executable, "-c", LOADED, *arguments], capture_output=True, text=True, check=True)
    assert "--json" not in arguments or json.loads(done.stdout)["log"]["root"]
    return [set(line.split()) for line in done.stderr.splitlines()[-2:]]


@pytest.mark.parametrize(
    "question",
    [
        *("zones --as-of 2020-01-01", "zones --as-of 2020-01-01 --json", "plans --json", "check", "log"),
        *("chronology kyushu --json", "chronology --format csv", "show 1 --json"),
        *("diff 2014-01-01..2020-01-01", "diff 2014-01-01..2020-01-01 --json"),
    ],
)
def test_a_question_on_the_command_line_loads_none_of_the_heavy_libraries(path, question):
    names, _ = loaded("--db", path, *question.split())
    assert "reformlog" in names and names & HEAVY == set()


def test_the_zones_of_a_day_load_nothing_that_folds(path):
    _, ours = loaded("--db", path, "zones", "--as-of", "2020-01-01", "--json")
    folding = (".settle", ".timeline", ".refold", ".models", ".folds")
    assert {name for name in ours if name.endswith(folding)} == set()
