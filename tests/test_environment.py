"""The scripts make their environment with the newest Python there is, whatever it is called."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent.parent / "script" / "environment"
FUNCTION = re.search(r"^newest_python\(\) \{.*?^\}$", SCRIPT.read_text("utf-8"), re.MULTILINE | re.DOTALL)
SHELL = shutil.which("sh") or ""
FAILS = "echo 'pyenv: version is not installed' >&2; exit 127"


def newest(folder: Path, *pythons: tuple[str, str]) -> subprocess.CompletedProcess[str]:
    """What is found where these stand on the PATH in this order: (folder/name, what it does when it is asked)."""
    assert FUNCTION is not None
    tools = folder / "tools"
    tools.mkdir()
    for tool in ("tr", "sort", "sed"):
        (tools / tool).symlink_to(shutil.which(tool) or "")
    path = [tools]
    for name, does in pythons:
        file = folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"#!{SHELL}\n{does}\n", "utf-8")
        file.chmod(0o755)
        path += [file.parent] if file.parent not in path else []
    code = f"set -eu\n{FUNCTION[0]}\nnewest_python"
    environment = {"PATH": ":".join(map(str, path))}
    return subprocess.run([SHELL, "-c", code], env=environment, capture_output=True, text=True)


@pytest.mark.parametrize(
    ("pythons", "found"),
    [
        ((("a/python3.13", "echo 3 13"), ("a/python3.15", "echo 3 15"), ("a/python3", "echo 3 13")), "a/python3.15"),
        ((("a/python3.9", "echo 3 9"), ("a/python3.11", "echo 3 11")), "a/python3.11"),
        ((("a/python3.12", "echo 3 12"), ("a/python3", "echo 3 14")), "a/python3"),
        ((("a/python3.13", "echo 3 13"), ("b/python4", "echo 4 0"), ("b/python3", "echo 3 13")), "a/python3.13"),
        ((("a/python3.14", FAILS), ("a/python3", FAILS), ("b/python3.14", "echo 3 14")), "b/python3.14"),
        ((("a/python3.14", FAILS), ("a b/python", "echo 3 11")), "a b/python"),
    ],
    ids=["newer than any list", "by number", "by version", "first on the PATH", "past a shim", "a folder with a space"],
)
def test_the_newest_that_answers_is_taken(tmp_path, pythons, found):
    done = newest(tmp_path, *pythons)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{tmp_path / found}\n", "")


def test_where_there_is_none_it_is_said_what_to_install(tmp_path):
    done = newest(tmp_path, ("a/python3.14", FAILS), ("a/python3", "exit 1"))
    assert done.returncode == 1 and done.stdout == ""
    assert done.stderr.endswith("On Debian or Ubuntu: apt-get install python3 python3-venv\n")
