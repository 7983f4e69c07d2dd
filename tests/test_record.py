"""Recording one act: from options alone, and in a dialogue on a terminal with wrong answers and a step back."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import reformlog

pexpect = pytest.importorskip("pexpect", reason="pexpect is not installed")

REFORMLOG = [sys.executable, "-m", "reformlog"]
ENVIRONMENT = {**os.environ, "TERM": "dumb", "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8", "REFORMLOG_USER": "係"}


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "log.db"
    with reformlog.open(path, create=True) as register:
        register.append(
            {
                "id": "2024-06-21.cabinet-order",
                "kind": "cabinet-order",
                "title": "政令",
                "enforced": "2024-06-26",
                "effects": [{"zone": "miyagi-kumamoto", "is": "designated", "areas": ["04", "43"]}],
                "sources": [{"title": "官報"}],
            }
        )
    return path


def command(db: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*REFORMLOG, "--db", str(db), *words],
        capture_output=True,
        text=True,
        env=ENVIRONMENT,
        cwd=db.parent,
        stdin=subprocess.DEVNULL,
        timeout=60,
    )


POLICY = ["record", "zone-policy", "--title", "区域方針の決定", "--decided", "令和6年9月5日", "--source", "title=官報"]


def test_options_alone_record_an_act_under_an_id_made_of_its_day_and_kind(db):
    done = command(db, *POLICY, "--effect", "policy=miyagi-kumamoto is=decided issues=人手不足,環境整備")
    assert (done.returncode, done.stdout) == (0, "#2 2024-09-05.zone-policy\n")
    zone = json.loads(command(db, "zones", "--as-of", "2024-09-05", "--json").stdout)["zones"][0]
    assert zone["policy"] == "decided"


def test_an_effect_may_be_written_in_braces_as_in_an_act_file(db):
    done = command(db, *POLICY, "--effect", "{policy: miyagi-kumamoto, is: decided}", "--id", "policy-1")
    assert done.stdout == "#2 policy-1\n"


def test_what_is_missing_is_named_and_nothing_recorded_when_there_is_no_terminal(db):
    done = command(db, "record", "zone-policy", "--title", "区域方針")
    assert done.returncode == 1
    assert "no source" in done.stderr
    with reformlog.open(db) as register:
        assert register.head.position == 1


def test_an_effect_that_is_not_field_equals_value_is_a_usage_error(db):
    done = command(db, *POLICY, "--effect", "miyagi-kumamoto decided")
    assert done.returncode == 2
    assert "miyagi-kumamoto is not FIELD=VALUE" in done.stderr


def dialogue(db: Path, *words: str) -> pexpect.spawn:
    return pexpect.spawn(
        REFORMLOG[0],
        [*REFORMLOG[1:], "--db", str(db), *words],
        encoding="utf-8",
        timeout=20,
        cwd=db.parent,
        env=ENVIRONMENT,
        dimensions=(24, 200),
    )


def test_a_dialogue_takes_two_wrong_answers_and_one_step_back(db):
    """2024年5月32日 is not taken, an effect the kind may not carry neither; < goes back to the date."""
    form = dialogue(db, "record", "wg-hearing")
    form.expect("title .*: ")
    form.sendline("国家戦略特区WGヒアリング")
    form.expect("detail .*: ")
    form.sendline("")
    form.expect("held .*: ")
    form.sendline("2024年5月32日")
    form.expect("no day 32")
    form.expect("held .*: ")
    form.sendline("2024年5月中旬")
    form.expect("2024-05-11..2024-05-20 imprecise")
    form.expect("number .*: ")
    form.sendline("<")
    form.expect("held .*中旬.*: ")
    form.sendline("2024年5月中下旬")
    form.expect("2024-05-11..2024-05-31 imprecise")
    for _ in ("number", "counts"):
        form.expect("（任意）: ")
        form.sendline("")
    form.expect("effects .*1.*: ")
    form.sendline("zone=miyagi-kumamoto is=designated")
    form.expect("cannot carry zone.designated")
    form.expect("effects .*1.*: ")
    form.sendline("zone=fukushima-nagasaki is=candidate areas=07,42")
    form.expect("effects .*2.*: ")
    form.sendline("")
    form.expect("sources .*1: ")
    form.sendline("title=官報")
    form.expect("sources .*2: ")
    form.sendline("")
    form.expect("order .*: ")
    form.sendline("")
    form.expect("further .*: ")
    form.sendline("")
    form.expect("2024年\t5月中下旬\t国家戦略特区WGヒアリング")
    form.expect("fukushima-nagasaki")
    form.expect("候補選定")
    form.expect("Record it as 2024-05.wg-hearing")
    form.sendline("y")
    form.expect("#2 2024-05.wg-hearing")
    form.expect(pexpect.EOF)
    with reformlog.open(db) as register:
        assert register.zone("fukushima-nagasaki", as_of="2024-05-31").proposed_areas == ["07", "42"]
        assert register.zone("fukushima-nagasaki", as_of="2024-05-15") is None


def test_ctrl_c_keeps_what_was_typed_as_a_draft(db):
    form = dialogue(db, "record", "request")
    form.expect("title .*: ")
    form.sendline("区域拡大の要望")
    form.expect("detail .*: ")
    form.sendline("")
    form.expect("made .*: ")
    form.sendline("2024年10月")
    form.expect("counts .*: ")
    form.sendintr()
    form.expect("kept in draft-2024-10.request.yaml")
    form.expect(pexpect.EOF)
    form.close()
    assert form.exitstatus == 130
    draft = (db.parent / "draft-2024-10.request.yaml").read_text("utf-8")
    assert "title: 区域拡大の要望" in draft
    assert "made: 2024年10月" in draft
