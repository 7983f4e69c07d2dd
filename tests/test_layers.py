"""The import order: each part imports only from those before it, and a question loads nothing heavy."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import reformlog
from cli_running import run

PACKAGE = Path(reformlog.__file__).parent
ARCHITECTURE = Path(__file__).parents[1] / "docs" / "explanation" / "architecture.md"


def order() -> list[list[str]]:
    """The parts in the order the documents give; those on one line know nothing of each other."""
    rows = re.findall(r"^\| (`.+`) \|", ARCHITECTURE.read_text("utf-8"), re.M)
    return [re.findall(r"`(\w+)`", row) for row in rows]


ORDER = order()
RANK = {part: level for level, parts in enumerate(ORDER) for part in parts}
HEAVY = ("pydantic", "eventsourcing", "sqlite_utils", "jinja2", "cryptography", "yaml", "starlette", "openpyxl")


def imports(file: Path) -> set[tuple[str, int]]:
    """What a file imports of this package at any depth, types only excepted: (first part of the name, line)."""
    found = set()
    package = [*file.relative_to(PACKAGE).parent.parts]
    tree = ast.parse(file.read_text())
    guards = [node for node in ast.walk(tree) if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)]
    for_types = {inner for guard in guards for inner in ast.walk(guard)}
    for node in ast.walk(tree):
        if node in for_types:
            continue
        if isinstance(node, ast.ImportFrom) and node.level:
            base = package[: len(package) - node.level + 1]
            names = [*base, *(node.module or "").split(".")] if node.module else base
            for alias in node.names:
                path = [name for name in [*names, alias.name] if name]
                found.add((path[0], node.lineno))
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("reformlog."):
            found.add(((node.module or "").split(".")[1], node.lineno))
        elif isinstance(node, ast.ImportFrom) and node.module == "reformlog":
            found |= {(alias.name, node.lineno) for alias in node.names}
    return found


def part_of(file: Path) -> str:
    """The part a file belongs to: its folder, or its own name."""
    first = file.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def test_every_part_of_the_package_has_its_place_in_the_documented_order():
    parts = {part_of(file) for file in PACKAGE.rglob("*.py")} - {"__init__", "__main__"}
    assert parts == RANK.keys()


@pytest.mark.parametrize("part", list(RANK))
def test_a_part_imports_only_from_those_before_it(part):
    files = [PACKAGE / f"{part}.py", *(PACKAGE / part).rglob("*.py")]
    wrong = [
        f"{file.relative_to(PACKAGE)}:{line} imports {name}"
        for file in files
        if file.exists()
        for name, line in sorted(imports(file))
        if name in RANK and name != part and RANK[name] >= RANK[part]
    ]
    assert wrong == []


@pytest.fixture(scope="module")
def log(tmp_path_factory):
    """A log with one act."""
    path = tmp_path_factory.mktemp("layers") / "one.db"
    assert run("--db", str(path), "init").code == 0
    assert run("--db", str(path), "append", str(Path(__file__).parent / "errors" / "good.yaml")).code == 0
    return path


@pytest.mark.parametrize(
    "words",
    [
        *("zones --as-of 2024-06-26", "zones --json", "chronology --format csv", "log", "show 1 --json"),
        *("diff 2024-01-01..2024-12-31", "check"),
    ],
)
def test_a_question_on_the_command_line_loads_no_heavy_library(log, words):
    program = (
        "import sys; from reformlog.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "finally: print(*sys.modules, file=sys.stderr)"
    )
    command = [sys.executable, "-c", program, "--db", str(log), *words.split()]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in done.stderr.split()}
    assert "reformlog" in loaded
    assert loaded & set(HEAVY) == set()
