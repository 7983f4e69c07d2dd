"""what-if: a reading command over the log and unrecorded acts; the log stays as it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import reformlog
from reformlog import cli
from reformlog.log import files

DRAFT = """
id: 2024-10-01.zone-policy
kind: zone-policy
decided: 2024-10-01
title: 区域方針の決定（北海道）
effects: [{policy: hokkaido, is: decided}]
sources: [{title: 案}]
"""


@pytest.fixture
def draft(tmp_path) -> Path:
    path = tmp_path / "draft.yaml"
    path.write_text(DRAFT, encoding="utf-8")
    return path


def run(path: Path, *words: str) -> Any:
    result = CliRunner().invoke(cli.group, ["--db", str(path), "what-if", *words])
    if isinstance(result.exception, reformlog.Error):
        raise result.exception
    return result


def test_a_zone_is_read_as_if_the_draft_were_recorded_and_the_log_stays(real, record_file, draft):
    before = record_file.read_bytes()
    told = json.loads(run(record_file, str(draft), "--", "zones", "--as-of", "2024-10-01", "--json").stdout)
    assert {row["zone"]: row["policy"] for row in told["zones"]}["hokkaido"] == "decided"
    assert told["as_known"]["position"] == real.head.position + 1
    assert record_file.read_bytes() == before
    with reformlog.open(record_file) as register:
        assert register.head.position == real.head.position
        assert register.zone("hokkaido", as_of="2024-10-01").policy == "none"


def test_a_log_in_a_folder_that_may_only_be_read_is_tried_out_as_well(record_file, draft, tmp_path, monkeypatch):
    """SQLite can make no -wal and no -shm there; here it could, and whether it did is seen by what it left."""
    log = tmp_path / "only-read" / "reformlog.db"
    log.parent.mkdir()
    log.write_bytes(record_file.read_bytes())
    mine = files.may_write
    monkeypatch.setattr(files, "may_write", lambda path: path != str(log.resolve()) and mine(path))
    monkeypatch.setenv("REFORMLOG_PROJECTION", str(tmp_path / "rows.projection.db"))
    told = json.loads(run(log, str(draft), "--", "zones", "--as-of", "2024-10-01", "--json").stdout)
    assert {row["zone"]: row["policy"] for row in told["zones"]}["hokkaido"] == "decided"
    assert [path.name for path in log.parent.iterdir()] == ["reformlog.db"]


@pytest.mark.parametrize(
    "words", [["zones", "--json"], ["zones"], ["replay", "--from", "2024-10-01"], ["audit", "--json"]]
)
def test_an_answer_with_what_nobody_recorded_has_no_token_that_would_accuse_the_log(real, record_file, draft, words):
    """`reproduce` would say of it, once the log has grown, that its history is another."""
    assert "rl1." not in run(record_file, str(draft), "--", *words).stdout
    known = str(real.head.position)
    recorded = run(
        record_file, str(draft), "--", "zones", "--as-known", known, "--as-of", "2024-10-01", "--json"
    ).stdout
    assert json.loads(recorded) == real.zones(as_of="2024-10-01").model_dump(mode="json")


def test_options_of_the_command_after_the_dashes_are_its_own(real, record_file, draft):
    known = f"{real.head.position}..{real.head.position + 1}"
    told = json.loads(
        run(record_file, str(draft), "--", "diff", "--known", known, "--as-of", "2024-12-31", "--json").stdout
    )
    assert {(row["entity"], row["id"]) for row in told["changes"]} == {("policy", "hokkaido")}
    assert [row["act"] for row in told["events"]] == ["2024-10-01.zone-policy"]


def test_a_draft_in_conflict_is_shown_with_its_conflict(record_file, draft):
    draft.write_text(DRAFT.replace("2024-10-01", "2024-01-01"), encoding="utf-8")
    told = json.loads(run(record_file, str(draft), "--", "zones", "--as-of", "2024-10-01", "--json").stdout)
    assert [row["rule"] for row in told["conflicts"]] == ["policy.decided: zone not designated"]


def test_the_exit_code_is_that_of_the_command(record_file, draft):
    assert run(record_file, str(draft), "--", "audit", "--zone", "miyagi-kumamoto").exit_code == 0
    assert run(record_file, str(draft), "--", "audit").exit_code in (0, 1)


@pytest.mark.parametrize("words", [[], ["append", "x.yaml"], ["rebuild"], ["nonsense"]])
def test_only_a_command_that_reads_may_follow(record_file, draft, words):
    with pytest.raises(reformlog.Usage) as refused:
        run(record_file, str(draft), "--", *words)
    assert refused.value.code == "what-if-command"


def test_a_draft_that_is_no_act_is_refused_as_append_would(record_file, draft):
    draft.write_text(DRAFT.replace("zone-policy\ndecided", "zone-policy\npromulgated"), encoding="utf-8")
    with pytest.raises(reformlog.Refused):
        run(record_file, str(draft), "--", "zones")


def test_the_rows_of_the_register_stay_its_own_wherever_they_are_kept(record_copy, draft, tmp_path, monkeypatch):
    record_copy().close()
    rows = tmp_path / "rows.projection.db"
    monkeypatch.setenv("REFORMLOG_PROJECTION", str(rows))
    path = tmp_path / "copy.db"
    with reformlog.open(path, projection=str(rows)) as register:
        before = register.view().position
    told = run(path, str(draft), "--", "zones", "--json")
    assert json.loads(told.stdout)["as_known"]["position"] == before + 1
    with reformlog.open(path, projection=str(rows)) as register:
        assert register.projection.position() == before
