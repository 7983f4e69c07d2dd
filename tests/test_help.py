"""`--help` in the language of the shell: in Japanese whole, in English as it was."""

from __future__ import annotations

from collections.abc import Iterator

import click
import pytest

from cli_running import run
from reformlog.cli import group, helping
from reformlog.cli.commands import COMMANDS
from reformlog.formats import width
from test_tongue import ENGLISH


def paths() -> Iterator[str]:
    """Every command with a help of its own; of `record` every kind, as each explains fields of its own."""
    context = click.Context(group, info_name="reformlog")
    yield ""
    for name in COMMANDS:
        yield name
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from (f"{name} {one}" for one in command.list_commands(context))


@pytest.mark.parametrize("path", tuple(paths()))
def test_help_is_in_japanese_where_the_shell_is(path, monkeypatch):
    monkeypatch.setenv("REFORMLOG_LANG", "ja")
    help = run(*path.split(), "--help").out
    told = [line for line in help.splitlines() if not line.startswith("    reformlog")]
    assert [line for line in told if ENGLISH.search(line.replace("[OPTIONS]", ""))] == []
    assert help.startswith("使い方: ") and "オプション:" in help
    assert max(width.of(line) for line in told[1:]) <= 110


def test_help_in_japanese_is_laid_out_by_the_columns_its_characters_take(monkeypatch):
    monkeypatch.setenv("REFORMLOG_LANG", "ja")
    monkeypatch.setenv("COLUMNS", "60")
    help = run("withdraw", "--help").out
    assert help.splitlines()[:6] == [
        "使い方: reformlog withdraw [OPTIONS] ACT",
        "",
        "  行為の記録を取り消します（初めからなかったものとして）。",
        "  ACT は識別子又は #位置。",
        "",
        "    reformlog withdraw 2024-09-05.zone-policy --reason 二重に記録したため",
    ]
    assert "  --reason TEXT             理由。記録に残ります。  [必須]\n" in help


def test_help_is_in_english_elsewhere(monkeypatch):
    monkeypatch.setenv("REFORMLOG_LANG", "en")
    help = run("zones", "--help").out
    assert help.startswith("Usage: reformlog zones [OPTIONS]\n\n  List the zones as they stand at the end of a day.\n")
    assert "[default: ja]" in help


@pytest.mark.parametrize(
    ("english", "japanese"),
    [
        ("Only this zone.", "この区域だけ。"),
        ("List the bills with their outcome", "法律案とその結果を一覧にします"),
        (
            "Make a private key in a file only you can...",
            "本人だけが読めるファイルに秘密鍵を作り、公開する検証鍵を表示します。",
        ),
        ("Language of headings.  [default: ja]", "見出しの言語。  [既定：ja]"),
        ("text (default), json, csv.", "text（既定）, json, csv"),
        ("件名: official name of the act, in Japanese", "件名：行為の正式な件名"),
        ("Something nobody has translated.", "Something nobody has translated."),
    ],
)
def test_a_text_of_the_help_is_told_sentence_by_sentence(english, japanese, monkeypatch):
    monkeypatch.setenv("REFORMLOG_LANG", "ja")
    assert helping.in_japanese(english) == japanese
