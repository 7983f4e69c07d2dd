"""Every error has a case under `tests/errors/`: the input, the command, the exit code, the message word for word."""

from __future__ import annotations

import hashlib
import re
import shlex
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from cli_running import Done, run
from reformlog import log
from reformlog.cli import endings

FOLDER = Path(__file__).parent / "errors"
CASES = sorted(FOLDER.glob("*.case"))
_SECTION = re.compile(r"^(?=== |\$ )", re.M)
_NOW = re.compile(r"20\d\d-\d\d-\d\dT[\d:.]+Z")
_SIGN = re.compile(r"⟨U\+([0-9A-F]{4,6})⟩|⟨0x([0-9A-F]{2})⟩")


class Case(NamedTuple):
    """One case: its files, its commands (the last is judged), the exit code, the codes and what is said."""

    files: dict[str, bytes]
    commands: list[str]
    code: int
    errors: list[str]
    said: str
    japanese: str


def read(path: Path) -> Case:
    """A case file; its form is told in README.md beside it."""
    files: dict[str, bytes] = {}
    commands: list[str] = []
    code, errors, said, japanese = -1, [""], "", ""
    for section in _SECTION.split(path.read_text(encoding="utf-8"))[1:]:
        head, _, body = section.partition("\n")
        if head.startswith("$ "):
            commands.append(head[2:])
        elif found := re.fullmatch(r"== exit (\d+): (.+)", head):
            code, errors, said = int(found[1]), found[2].split(), body.strip("\n")
        elif head == "== in Japanese":
            japanese = body.strip("\n")
        else:
            files[head[3:]] = raw(body.strip("\n") + "\n")
    return Case(files, commands, code, errors, said, japanese)


def raw(text: str) -> bytes:
    """The text as bytes, with the signs and bytes that cannot be seen in place of their names."""
    data = b""
    end = 0
    for sign in _SIGN.finditer(text):
        data += text[end : sign.start()].encode()
        data += chr(int(sign[1], 16)).encode("utf-8", "surrogatepass") if sign[1] else bytes([int(sign[2], 16)])
        end = sign.end()
    return data + text[end:].encode()


@pytest.fixture(scope="module")
def empty_log(tmp_path_factory):
    """An empty log, made once and copied for every case."""
    path = tmp_path_factory.mktemp("errors") / "reformlog.db"
    log.create(path, "reformlog.example/errors").close()
    return path


def shape(folder: Path) -> dict[str, str]:
    """What is in a folder: the events of the log, and the bytes of every other file that no projection is."""
    found = {}
    for file in sorted(folder.iterdir()):
        if file.name.startswith("reformlog.db") or "projection" in file.name or file.is_dir():
            continue
        found[file.name] = hashlib.sha256(file.read_bytes()).hexdigest()
    if (folder / "reformlog.db").exists():
        with log.open_log(folder / "reformlog.db", readonly=True) as kept:
            found["reformlog.db"] = str(kept.head())
    return found


def perform(case: Case, monkeypatch: pytest.MonkeyPatch) -> tuple[Done, str, Done]:
    """Runs the commands of a case; the last one for people, in Japanese if it has that, and as if JSON were wanted."""
    for command in case.commands[:-1]:
        done = run(*shlex.split(command))
        assert done.code == 0, (command, done.err)
    stdin = case.files.get("-", b"")
    words = shlex.split(case.commands[-1])
    before = shape(Path.cwd())
    spoken = run(*words, stdin=stdin)
    monkeypatch.setenv("REFORMLOG_LANG", "ja")
    japanese = run(*words, stdin=stdin).err if case.japanese else ""
    monkeypatch.setattr(endings, "wants_json", lambda words: True)
    told = run(*words, stdin=stdin)
    assert shape(Path.cwd()) == before
    return spoken, japanese, told


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_an_error_says_what_was_found_and_what_to_type(path, empty_log, tmp_path, monkeypatch):
    case = read(path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("REFORMLOG_USER", "clerk")
    monkeypatch.setenv("REFORMLOG_LANG", "en")
    monkeypatch.delenv("REFORMLOG_DB", raising=False)
    shutil.copy(empty_log, "reformlog.db")
    shutil.copy(FOLDER / "good.yaml", "good.yaml")
    for name, data in case.files.items():
        if name != "-":
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_bytes(data)
    spoken, japanese, told = perform(case, monkeypatch)
    said, said_in_japanese = (
        _NOW.sub("⟨now⟩", err.replace(str(tmp_path), "⟨folder⟩")).strip("\n") for err in (spoken.err, japanese)
    )
    assert (said, said_in_japanese) == (case.said, case.japanese)
    assert spoken.code == case.code
    assert spoken.out == "" or "--json" in case.commands[-1]
    assert told.code == case.code
    assert [error["code"] for error in told.json["errors"]] == case.errors
    assert all(error["message"] for error in told.json["errors"])


def test_there_are_cases_and_no_two_say_the_same():
    cases = [read(path) for path in CASES]
    assert len(cases) >= 40
    assert len({(case.said, *case.commands) for case in cases}) == len(cases)
    assert all(case.said and "Traceback" not in case.said for case in cases)
