"""The import order: each part of the package imports only from those before it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import reformlog

PACKAGE = Path(reformlog.__file__).parent
ARCHITECTURE = Path(__file__).parents[1] / "docs" / "explanation" / "architecture.md"


def order() -> list[list[str]]:
    """The parts in the order the documents give; those on one line know nothing of each other."""
    rows = re.findall(r"^\| (`.+`) \|", ARCHITECTURE.read_text("utf-8"), re.M)
    return [re.findall(r"`(\w+)`", row) for row in rows]


ORDER = order()
RANK = {part: level for level, parts in enumerate(ORDER) for part in parts}


def imports(file: Path) -> set[tuple[str, int]]:
    """What a file imports of this package at any depth, types only excepted: (first part of the name, line)."""
    found = set()
    package = [*file.relative_to(PACKAGE).parent.parts]
    nodes = [*ast.walk(ast.parse(file.read_text()))]
    guards = [node for node in nodes if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)]
    for_types = {inner for guard in guards for inner in ast.walk(guard)}
    for node in nodes:
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
