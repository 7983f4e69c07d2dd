"""The pages of reference made from the program itself: every command, and what its answers look like as data."""

from __future__ import annotations

import contextlib
import datetime
import io
import json
import re
import tempfile
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import click
from catalogue import table

import reformlog
from reformlog import builtin
from reformlog.cli import group, main
from reformlog.cli.commands import COMMANDS
from reformlog.formats.md import cell
from reformlog.recording.terms import Terms


def commands() -> str:
    """Every command with its options, in the order of an act's journey."""
    with click.Context(group, info_name="reformlog", help_option_names=["-h", "--help"]) as root:
        parts = ["## Before the command", _options(group, root)]
        for name in COMMANDS:
            command = group.get_command(root, name)
            assert command is not None
            parts += _command(command, name, root, "##")
    return "\n\n".join(parts)


def _command(command: click.Command, name: str, parent: click.Context, level: str) -> Iterator[str]:
    with click.Context(command, parent=parent, info_name=name) as context:
        usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
        yield f"{level} {context.command_path.removeprefix('reformlog ')}"
        yield f"```text\n{usage}\n```"
        yield _prose(command.help or "")
        yield _options(command, context)
        if isinstance(command, click.Group) and name != "record":  # its subcommands are the kinds of act
            for inner in command.list_commands(context):
                below = command.get_command(context, inner)
                assert below is not None
                yield from _command(below, inner, context, level + "#")


def _prose(text: str) -> str:
    """The help of a command: paragraphs, and what is marked to be left as it is as a block of code."""
    lines = "\n".join(line.strip() if not line.startswith("  ") else line for line in text.strip().splitlines())
    made = []
    for part in re.split(r"\n\s*\n", lines):
        words, marked, block = part.partition("\b\n")
        typed = re.sub(r"^ *", "$ ", block, flags=re.M)
        made.append(f"```console\n{typed}\n```" if marked else cell(words.strip()))
    return "\n\n".join(made)


def _options(command: click.Command, context: click.Context) -> str:
    """The options; an argument is told by the usage line and the words below it."""
    options = command.params if context.parent else command.get_params(context)  # --help is told once
    records = [option.get_help_record(context) for option in options]
    rows = [(f"`{record[0]}`", record[1].replace("  ", " ")) for record in records if record and record[1]]
    return table(("option", "meaning"), rows)


QUESTIONS = (
    "zones --zone miyagi-kumamoto --as-of 2024-06-25",
    "plans --zone miyagi-kumamoto --as-of 2025-04-01",
    "measures --as-of 2025-04-01",
    "measures --zone miyagi-kumamoto --as-of 2025-12-01",
    "proposals --as-of 2024-03-01",
    "bills --as-of 2024-01-01",
    "chronology miyagi-kumamoto --worded",
    "log --zone miyagi-kumamoto",
    "show 2024-06-21.cabinet-order",
    "diff 2024-06-25..2024-06-26",
    "search 第61回",
    "explain miyagi-kumamoto status --as-of 2024-06-25",
    "blame policy:miyagi-kumamoto --as-of 2024-09-05",
    "due --from 2023-08-01 --to 2023-09-30",
    "audit --zone miyagi-kumamoto --as-of 2026-01-01",
    "kinds zone-policy",
    "check",
    "verify",
)
REFUSED = "zones --as-of 2024年13月"


NOON = datetime.datetime(2026, 11, 1, 3, tzinfo=datetime.UTC)  # noon in Japan


def shapes() -> str:
    """What `--json` prints for each question about the built-in record, every list of rows cut to its first."""
    parts = []
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder, "demo.db")
        with reformlog.open(log, create=True, origin="reformlog.example/kokusen", clock=lambda: NOON) as register:
            register.record(builtin.entries(), Terms(recorded_by="registrar"))
        for name, questions in groupby(QUESTIONS, key=lambda question: question.split()[0]):
            parts.append(f"## {name}")
            parts += [_asked(log, question) for question in questions]
        parts += ["## A refusal 拒否", _asked(log, REFUSED)]
    return "\n\n".join(parts)


def _asked(log: Path, question: str) -> str:
    printed = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    said = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")  # to people; the document shows what is for programs
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(said), contextlib.suppress(SystemExit):
        main(["--db", str(log), *question.split(), "--json"])
    printed.seek(0)
    shown = json.dumps(_shortened(json.loads(printed.read())), ensure_ascii=False, indent=2)
    return f"```console\n$ reformlog --db demo.db {question} --json\n```\n\n```json\n{shown}\n```"


def _shortened(value: Any) -> Any:
    """A value with only the first of the rows of each list, and … where some were left out."""
    if isinstance(value, dict):
        return {key: _shortened(item) for key, item in value.items()}
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [_shortened(value[0]), *(["…"] if len(value) > 1 else [])]
    return value


MADE = {"commands": commands, "shapes": shapes}
