"""A recorded act comes back as the file it could have been: what is read of that file is what was recorded."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from cli_running import run
from reformlog import builtin
from reformlog.events.examples import example
from reformlog.events.kinds import KINDS
from reformlog.events.statements import SORTS
from reformlog.intake.reading import read_stream
from reformlog.intake.writing_back import act_file
from reformlog.recording.admitting import admit

ACT = """\
id: 2024-12-10.announcement
kind: announcement
title: これまでの経緯等の公表
published: 2024-12-10
effects:
  - {zone: miyagi-kumamoto, is: nicknamed, nickname: 産業拠点形成連携“絆”特区}
zones: [miyagi-kumamoto]
sources:
  - {title: これまでの経緯等, publisher: 内閣府地方創生推進事務局}
"""


@pytest.fixture(scope="module")
def recorded(tmp_path_factory):
    """A folder with the log of one act, to be copied."""
    folder = tmp_path_factory.mktemp("recorded")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        Path("act.yaml").write_text(ACT, "utf-8")
        assert run("init").code == run("append", "act.yaml", "--accept-conflict", "練習").code == 0
    return folder


@pytest.fixture(autouse=True)
def log(recorded, tmp_path, monkeypatch):
    """The log of one act, in a folder of its own."""
    monkeypatch.chdir(shutil.copytree(recorded, tmp_path, dirs_exist_ok=True))


def read_again(body: dict[str, Any]) -> dict[str, Any] | None:
    (entry,) = read_stream(act_file(body).encode(), "act.yaml", "yaml")
    return admit(entry.tree).body


def test_every_act_and_statement_of_the_record_is_read_again_as_it_was():
    for entry in builtin.entries():
        assert entry.body is not None
        assert read_again(entry.body) == entry.body, entry.act


@pytest.mark.parametrize("tree", [*map(example, KINDS), *(sort.example for sort in SORTS.values())], ids=str)
def test_every_kind_and_every_statement_is(tree):
    if isinstance(tree, str):
        (entry,) = read_stream(tree.encode(), "act.yaml", "yaml")
        tree = entry.tree
    body = admit(tree).body
    assert body is not None
    assert read_again(body) == body


@pytest.mark.parametrize(
    "title",
    ["true", "07", "1.0", "2024-06-21", "政令: 改正", "「政令」 # 注", "改\n行", "\"'", "﨑　崎", "- a", "{a}", "null"],
)
def test_a_text_that_yaml_would_read_otherwise_is_the_same_text(title):
    body = admit({**example("request"), "title": title}).body
    assert body is not None
    assert read_again(body) == body


def test_it_is_written_in_the_order_in_which_an_act_is_read():
    done = run("show", "1", "--format", "yaml")
    assert (done.out, done.err) == (ACT, "")


def test_what_todays_rules_would_refuse_is_written_as_it_stands_in_the_log():
    assert act_file({"kind": "request", "title": "要望", "id": "a", "of-old": ["1", "2"]}) == (
        'id: a\nkind: request\ntitle: 要望\nof-old: ["1", "2"]\n'
    )


def test_a_clerk_changes_the_file_and_gives_it_to_correct():
    assert run("show", "1", "-o", "mine.yaml").out == ""
    mine = Path("mine.yaml")
    mine.write_text(mine.read_text("utf-8").replace("2024-12-10\n", "2024-12-11\n"), "utf-8")
    assert run("correct", "1", "mine.yaml", "--reason", "誤記", "--accept-conflict", "練習").code == 0
    assert "published: 2024-12-11\n" in run("show", "1", "--format", "yaml").out
    assert "published: 2024-12-10\n" in run("show", "1", "--format", "yaml", "--as-known", "1").out


def test_no_act_file_is_written_over_another_that_somebody_may_have_changed():
    done = run("show", "1", "-o", "act.yaml")
    assert (done.code, Path("act.yaml").read_text("utf-8")) == (2, ACT)
    assert done.err.startswith("act.yaml is there already; act files are never written over a file.\n")


def test_an_act_that_was_withdrawn_is_brought_back_by_what_the_refusal_says():
    name = "2024-12-10.announcement"
    assert run("withdraw", name, "--reason", "誤って").code == 0
    told = run("correct", name, "--set", "title=公表", "--reason", "やはり正しい").err
    assert f"reformlog show {name} -o {name}.yaml   Then: reformlog correct {name} {name}.yaml --reason …" in told
    assert run("show", name, "-o", f"{name}.yaml").code == 0
    assert Path(f"{name}.yaml").read_text("utf-8") == ACT
    back = run("correct", name, f"{name}.yaml", "--reason", "やはり正しい", "--accept-conflict", "練習")
    assert (back.code, back.out) == (0, f"#3 {name}\n")


def test_other_formats_are_named_as_before():
    assert run("show", "1", "-o", "act.json").code == 0
    assert Path("act.json").read_text("utf-8").startswith("{")
    assert run("show", "1", "--json", "-o", "answer.yaml").code == 0
    assert Path("answer.yaml").read_text("utf-8").startswith("{")
