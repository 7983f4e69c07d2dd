"""Does what a document shows: saves its files, runs its commands, and holds what they print to what is shown."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from cli_running import run

_NAMED = r"^(?:[^\n]*[Ss]ave this as `(?P<file>[\w.-]+)`[^\n]*\n\n)?"
BLOCK = re.compile(_NAMED + r"```(?P<sort>\w+)\n(?P<text>.*?)^```", re.M | re.S)


def not_printed(shown: str, printed: str) -> str | None:
    """The first shown line not printed in its place. … stands for lines left out, or for a part of a line."""
    rest = [line.rstrip() for line in printed.splitlines()]
    for line in (line.rstrip() for line in shown.splitlines()):
        if line in ("", "…"):
            continue
        like = _like(line)
        at = next((at for at, each in enumerate(rest) if like.fullmatch(each)), None)
        if at is None:
            return line
        rest = rest[at + 1 :]
    return None


def _like(line: str) -> re.Pattern[str]:
    """A line as shown; around an … the width of columns does not matter."""
    first, *others = line.split("…")
    parts = [first.rstrip(), *map(str.strip, others)] if others else [line]
    return re.compile(".*".join(map(re.escape, parts)))


def perform(document: str) -> int:
    """Runs every `$ reformlog …` of a document in its order in the folder at hand; returns how many there were.

    `> FILE` keeps what stands on stdout. A command has to succeed, unless `$ echo $?` behind it shows how it ends.
    """
    done = 0
    for block in BLOCK.finditer(document):
        if block["file"]:
            Path(block["file"]).write_text(block["text"], "utf-8")
        elif block["sort"] == "console":
            pieces = [piece.partition("\n") for piece in re.split(r"^\$ ", block["text"], flags=re.M)[1:]]
            for (command, _, shown), (behind, _, code) in zip(pieces, [*pieces[1:], ("", "", "")], strict=True):
                if command != "echo $?":
                    _hold(command, shown, int(code) if behind == "echo $?" else 0)
                    done += 1
    return done


def _hold(command: str, shown: str, code: int) -> None:
    """Runs one command; it must end as shown and print what is shown, words about the data behind the data."""
    words = shlex.split(command)
    assert words.pop(0) == "reformlog", command
    target = words[words.index(">") + 1] if ">" in words else None
    done = run(*(words[: words.index(">")] if target else words))
    if target:
        Path(target).write_text(done.out, "utf-8")
    assert done.code == code, (command, done.code, done.err)
    assert not_printed(shown, ("" if target else done.out) + "\n" + done.err) is None, (command, done.out, done.err)
