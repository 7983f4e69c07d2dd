"""The command line: what goes to stdout and stderr, how it ends, and what the writing commands do."""

from __future__ import annotations

import errno
import io
import json
import os
import re
import select
import shlex
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from types import ModuleType

import jsonschema
import pytest
from pydantic_core import SchemaError

import reformlog
from cli_running import run
from reformlog import __main__, builtin, cli
from reformlog.cli import setting
from reformlog.cli.commands import CALLED, COMMANDS
from reformlog.events import examples
from reformlog.events.door import body_of
from reformlog.events.json_schema import json_schema
from reformlog.events.kinds import KINDS
from reformlog.intake.reading import read_stream

GOOD = Path(__file__).parent / "errors" / "good.yaml"
ACT = "2024-12-10.announcement"
PROGRAM = [sys.executable, "-m", "reformlog"]


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """A folder with `good.yaml` and an empty log, to be copied."""
    folder = tmp_path_factory.mktemp("begun")
    shutil.copy(GOOD, folder)
    assert run("--db", str(folder / "reformlog.db"), "init", "--origin", "reformlog.example/cli").code == 0
    return folder


@pytest.fixture(autouse=True)
def folder(begun, tmp_path, monkeypatch):
    """The folder in which the command runs, with what is begun and nothing else."""
    shutil.copytree(begun, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("REFORMLOG_USER", "clerk")
    monkeypatch.delenv("REFORMLOG_DB", raising=False)
    return tmp_path


def body(act: str = ACT) -> dict:
    """The newest body of an act, None when it was withdrawn."""
    return run("show", act, "--json").json["versions"][-1]["body"]


# Recording


def test_init_twice_is_already_so():
    done = run("init")
    assert (done.code, done.out) == (0, "")
    assert "already" in done.err and "reformlog.example/cli" in done.err


def test_init_tells_a_machine_where_the_log_is_and_its_name():
    assert run("--db", "other.db", "init", "--origin", "reformlog.example/other", "--json").json == {
        "path": "other.db",
        "log": {"origin": "reformlog.example/other"},
    }
    assert run("init", "--json").json["log"] == {"origin": "reformlog.example/cli"}


def test_append_prints_position_and_id_of_each_new_act():
    done = run("append", "good.yaml")
    assert (done.code, done.out, done.err) == (0, f"#1 {ACT}\n", "")


def test_append_of_what_is_there_says_so_and_records_nothing():
    run("append", "good.yaml")
    done = run("append", "good.yaml")
    assert (done.code, done.out) == (0, "")
    assert "already recorded as #1" in done.err


def test_append_of_a_body_that_was_corrected_since_says_by_what():
    run("append", "good.yaml")
    run("correct", ACT, "--set", "title=公表", "--reason", "誤記")
    done = run("append", "good.yaml")
    assert (done.code, done.out) == (0, "")
    assert "already recorded as #1 (since corrected by #2)" in done.err


def test_append_of_what_was_withdrawn_since_says_withdrawn():
    assert run("append", "good.yaml").code == 0
    assert run("withdraw", ACT, "--reason", "取り違え").code == 0
    done = run("append", "good.yaml")
    assert "withdrawn by #2" in done.err and "corrected" not in done.err


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ("diff --known 0..9 --as-of 2024-06-26", "--known 0..1"),
        ("diff --known 9..1 --as-of 2024-06-26", "--known 1..1"),
        ("log --known-to 9", "--known-to 1"),
        ("log --known-from 9", "--known-from 1"),
        ("zones --as-known 9", "--as-known 1"),
    ],
)
def test_a_state_of_knowledge_that_is_none_is_answered_with_the_option_that_was_typed(words, hint):
    assert run("append", "good.yaml").code == 0
    done = run(*words.split())
    assert (done.code, done.err.splitlines()[-1].strip()) == (2, hint)


def test_a_range_of_the_log_that_is_upside_down_is_a_usage_error_and_an_empty_one_is_not():
    assert run("append", "good.yaml").code == 0
    assert run("withdraw", ACT, "--reason", "取り違え").code == 0
    done = run("log", "--known-from", "2", "--known-to", "1")
    assert done.code == 2 and "--known-from 1 --known-to 2" in done.err
    assert run("log", "--known-from", "today", "--known-to", "1").code == 0
    assert run("log", "--known-from", "1", "--known-to", "1").code == 0


def test_what_was_recorded_since_a_checkpoint_comes_after_all_that_it_covers():
    """A position is meant itself, also the one that comes next; a checkpoint covers its last event."""
    assert run("append", "good.yaml").code == 0
    assert run("key", "new", "-o", "office.key").code == 0
    assert run("checkpoint", "--key", "office.key", "-o", "monday.checkpoint").code == 0
    for since in ("monday.checkpoint", "2"):
        assert run("log", "--known-from", since, "--json").json["events"] == []
    assert run("withdraw", ACT, "--reason", "取り違え").code == 0
    for since in ("monday.checkpoint", "2"):
        assert [event["position"] for event in run("log", "--known-from", since, "--json").json["events"]] == [2]
    done = run("log", "--known-from", "4")
    assert done.code == 2 and "--known-from 2" in done.err


def test_explain_takes_a_field_by_the_japanese_name_that_answers_print():
    act = "{id: o, kind: cabinet-order, title: 政令, enforced: 2024-06-26, sources: [{title: 官報}], "
    Path("order.yaml").write_text(act + "effects: [{zone: miyagi-kumamoto, is: designated, nickname: 絆}]}", "utf-8")
    assert run("append", "order.yaml").code == 0
    named, told = (
        run("explain", "miyagi-kumamoto", word, "--format", "csv").out for word in ("nickname", "愛称・通称")
    )
    assert named == told != ""


def test_explain_offers_the_nearest_field():
    effects = [{"zone": "okinawa", "is": "candidate"}]
    entry = {"id": "a", "kind": "announcement", "published": "2014", "title": "候補", "effects": effects}
    assert run("append", "-", stdin=json.dumps({**entry, "sources": [{"title": "表"}]}).encode()).code == 0
    done = run("explain", "okinawa", "statu")
    assert done.code == 2 and "reformlog explain okinawa status" in done.err


def test_replay_of_days_on_which_nothing_happened_has_the_columns_of_any_other():
    done = run("replay", "--from", "1990-01-01", "--to", "1990-01-02", "--format", "csv")
    assert done.out == "day,act,entity,id,field,before,after\n"


def test_a_dry_run_says_what_would_be_recorded_and_records_nothing():
    done = run("append", "good.yaml", "--dry-run")
    assert (done.code, done.out) == (0, f"#1 {ACT}\n")
    assert run("log", "--json").json["events"] == []
    assert run("chronology", "--json").json["rows"] == []


def test_a_dry_run_refuses_what_append_would_refuse():
    Path("act.yaml").write_text(
        GOOD.read_text().replace("zones: [miyagi-kumamoto]", "effects: [{zone: okinawa, is: nicknamed}]")
    )
    run("append", "act.yaml")
    Path("act.yaml").write_text(Path("act.yaml").read_text().replace("okinawa", "aichi"))
    assert run("append", "act.yaml", "--dry-run").code == run("append", "act.yaml").code == 1


def test_standard_input_and_folders_are_read():
    assert run("append", "-", stdin=GOOD.read_bytes()).out == f"#1 {ACT}\n"
    Path("acts/later").mkdir(parents=True)
    for name in ("b", "a"):
        Path(f"acts/later/{name}.yaml").write_text(GOOD.read_text().replace(ACT, name))
    assert run("append", "acts").out == "#2 a\n#3 b\n"


def test_one_wrong_file_keeps_all_from_being_recorded():
    Path("wrong.yaml").write_text("kind: lew\n")
    assert run("append", "good.yaml", "wrong.yaml").code == 1
    assert run("log", "--json").json["events"] == []


def test_json_tells_what_became_of_each_entry():
    told = run("append", "good.yaml", "--json").json
    said = {"position": 1, "act": ACT, "event": "recorded", "new": True, "superseded": None, "withdrawn": False}
    assert told["outcomes"] == [said]
    assert told["as_known"]["position"] == 1
    again = run("append", "good.yaml", "--json").json
    assert [outcome["new"] for outcome in again["outcomes"]] == [False]


def test_a_batch_may_hold_corrections_and_withdrawals():
    text = GOOD.read_text().replace(ACT, "a")
    Path("batch.yaml").write_text(
        f"- {{{', '.join(text.strip().splitlines())}}}\n"
        f"- {{correct: a, reason: 誤記, act: {{{', '.join(text.replace('公表', '発表').strip().splitlines())}}}}}\n"
        "- {withdraw: a, reason: 二重}\n"
    )
    done = run("append", "batch.yaml")
    assert done.out == "#1 a\n#2 a\n#3 a\n", done.err
    assert [row["event"] for row in run("log", "--json").json["events"]] == ["recorded", "corrected", "withdrawn"]


def test_a_conflict_is_recorded_with_its_reason_and_stands_in_check():
    Path("act.yaml").write_text(
        "{id: a, kind: cabinet-order, title: 政令, enforced: 2024-06-26, sources: [{title: 官報}],"
        " effects: [{zone: okinawa, is: area-changed, add: ['47']}]}\n"
    )
    assert run("append", "act.yaml").code == 1
    assert run("append", "act.yaml", "--accept-conflict", "官報のとおり").out == "#1 a\n"
    found = run("check", "--json")
    assert found.code == 1
    assert [(finding["code"], finding["acts"]) for finding in found.json["findings"]] == [("conflict", ["a"])]
    assert "官報のとおり" in found.json["findings"][0]["message"]


@pytest.mark.parametrize(
    "words",
    [
        *(["zones"], ["log"], ["chronology"], ["check"], ["search", "官報"]),
        *(["diff", "2024-06-25..2024-06-26"], ["due", "--from", "2024-06-01", "--to", "2024-06-30"]),
    ],
    ids=" ".join,
)
def test_the_columns_of_csv_are_the_same_when_nothing_was_found(words):
    empty = run(*words, "--format", "csv").out.splitlines()
    for act, day in ("a", "2024-06-26"), ("b", "2024-07-01"):
        Path("act.yaml").write_text(
            f"{{id: {act}, kind: cabinet-order, title: 政令, decided: 2024-06-21, enforced: {day},"
            " sources: [{title: 官報}], effects: [{zone: okinawa, is: designated, areas: ['47']}]}\n"
        )
        assert run("append", "act.yaml", "--accept-conflict", "官報のとおり").code == 0
    found = run(*words, "--format", "csv").out.splitlines()
    assert empty == found[:1] and len(found) > 1


def test_the_recorder_is_named_by_option_else_by_environment():
    run("append", "good.yaml", "--recorded-by", "別の係")
    run("correct", ACT, "--set", "title=公表", "--reason", "誤記")
    assert [row["recorded_by"] for row in run("log", "--json").json["events"]] == ["別の係", "clerk"]


# Correcting and withdrawing


def test_correct_set_changes_one_field_and_leaves_the_rest():
    run("append", "good.yaml")
    before = body()
    done = run(
        "correct", "#1", "--set", "published=2024-12-11", "--set", "sources.0.dated=令和6年12月10日", "--reason", "誤記"
    )
    assert (done.code, done.out) == (0, f"#2 {ACT}\n")
    source = {**before["sources"][0], "dated": "令和6年12月10日"}
    assert body() == {**before, "published": "2024-12-11", "sources": [source]}


def test_correct_set_to_nothing_removes_and_a_list_is_read_as_in_a_file():
    run("append", "good.yaml")
    run("correct", "1", "--set", "zones=[okinawa, aichi]", "--set", "detail=詳細", "--reason", "誤記")
    assert (body()["zones"], body()["detail"]) == (["okinawa", "aichi"], "詳細")
    run("correct", "1", "--set", "detail=", "--set", "zones.0=", "--reason", "誤記")
    assert (body()["zones"], "detail" in body()) == (["aichi"], False)


POLICY = ("record", "zone-policy", "--title", "区域方針", "--decided", "2024-09-05", "--id", "policy")
SOURCE = ("--source", 'title=要望書 publisher="内閣府 地方創生"')


def test_correct_set_takes_what_record_takes():
    """Each way to write two effects and a source gives the body that `record` gives."""
    effects = ["policy=okinawa is=decided issues=人手不足,住宅", "policy=aichi is=amended"]
    wanted = [
        {"policy": "okinawa", "is": "decided", "issues": ["人手不足", "住宅"]},
        {"policy": "aichi", "is": "amended"},
    ]
    run(*POLICY, *SOURCE, "--effect", effects[0], "--effect", effects[1], "--accept-conflict", "資料のとおり")
    recorded = body("policy")
    assert (recorded["effects"], recorded["sources"][0]["publisher"]) == (wanted, "内閣府 地方創生")

    def corrected(*settings: str):
        """The body after it was emptied of its effects and corrected."""
        again = ("--reason", "誤記", "--accept-conflict", "資料のとおり")
        assert run("correct", "policy", "--set", "effects=", *again).code == 0
        words = [word for setting in settings for word in ("--set", setting)]
        done = run("correct", "policy", *words, *again)
        assert done.code == 0, done.err
        return body("policy")

    assert corrected(f"effects={effects[0]}", f"effects={effects[1]}") == recorded
    assert corrected(f"effects.0={effects[0]}", f"effects.1={effects[1]}") == recorded
    assert corrected(f"effects={effects[1]}", f"effects.0={effects[0]}", f"effects={effects[1]}") == recorded
    braces = ["{policy: okinawa, is: decided, issues: [人手不足, 住宅]}", "{policy: aichi, is: amended}"]
    assert corrected(f"effects={braces[0]}", f"effects={braces[1]}") == recorded
    assert corrected(f"effects=[{', '.join(braces)}]") == recorded
    assert corrected(
        "effects=policy=okinawa is=decided",
        "effects.0.issues=人手不足,住宅",
        f"effects.1={effects[1]}",
        f"sources={SOURCE[1]}",
    ) == {**recorded, "sources": [{"title": "要望書", "publisher": "内閣府 地方創生"}]}


def test_correct_set_takes_fields_of_one_and_text_in_brackets_as_it_is():
    run("append", "good.yaml")
    run(
        "correct",
        "1",
        "--set",
        "counts=municipalities=19 proposals=44",
        "--set",
        "detail=[案]の公表",
        "--reason",
        "誤記",
    )
    assert (body()["counts"], body()["detail"]) == ({"municipalities": 19, "proposals": 44}, "[案]の公表")
    run("correct", "1", "--set", "zones=okinawa", "--set", "zones=aichi", "--reason", "誤記")
    assert body()["zones"] == ["okinawa", "aichi"]


def corrected(act: str, *settings: str):
    """The body of an entry after its fields were set."""
    words = [word for typed in settings for word in ("--set", typed)]
    done = run("correct", act, *words, "--reason", "誤記", "--accept-conflict", "資料のとおり")
    assert done.code == 0, done.err
    return body(act)


def test_correct_set_takes_brackets_in_a_text_as_they_are_wherever_it_stands():
    """In a list or mapping they are read as in an act file; `words` of a zone are a text or a mapping."""
    run("append", "good.yaml")
    assert corrected(ACT, "sources.0.title=[参考]資料")["sources"][0]["title"] == "[参考]資料"
    assert corrected(ACT, "notes=[一, 二]", "notes.1={別添}を参照")["notes"] == ["一", "{別添}を参照"]
    words = corrected(ACT, "words.okinawa=[案]の公表", "words.aichi={title: 公表}")["words"]
    assert words == {"okinawa": "[案]の公表", "aichi": {"title": "公表"}}
    run("remark", ACT, "確認")
    assert corrected(f"remark:{ACT}", "text=[参考]で確認")["text"] == "[参考]で確認"


def test_correct_set_reads_a_list_that_an_assertion_expects_of_a_row():
    run("append", "-", stdin=b"{assert: none, as-of: 2013-01-01, designated: []}")
    changed = corrected("assert:none", "as-of=2012-01-01", "designated=[]", "note=[案]")
    assert changed == {"assert": "none", "as-of": "2012-01-01", "designated": [], "note": "[案]"}
    assert setting.changed({"assert": "a", "that": [{"zone": "z"}]}, ["that.0.areas=[04, 43]"])["that"] == [
        {"zone": "z", "areas": ["04", "43"]}
    ]


def test_correct_set_of_the_first_item_begins_a_list_where_there_is_none():
    run("append", "good.yaml")
    assert corrected(ACT, "notes.0=一", "notes.1=二")["notes"] == ["一", "二"]
    run(*POLICY, *SOURCE, "--effect", "policy=okinawa is=decided", "--accept-conflict", "資料のとおり")
    effects = corrected("policy", "effects.0.issues.0=住宅", "zones.0=aichi", "effects.0.issues.1=人手不足")["effects"]
    assert effects == [{"policy": "okinawa", "is": "decided", "issues": ["住宅", "人手不足"]}]
    assert corrected("policy", "effects.0.issues=[住宅]")["effects"][0]["issues"] == ["住宅"]


def test_correct_takes_the_whole_act_from_a_file_with_or_without_its_id():
    run("append", "good.yaml")
    text = GOOD.read_text().replace("の公表", "の発表")
    Path("act.yaml").write_text(text.partition("\n")[2])
    assert run("correct", ACT, "act.yaml", "--reason", "誤記").out == f"#2 {ACT}\n"
    assert body()["title"] == "これまでの経緯等の発表"
    Path("act.yaml").write_text(text)
    already = run("correct", ACT, "act.yaml", "--reason", "誤記")
    assert (already.code, already.out) == (0, "")


def test_errors_in_a_correction_name_the_line_of_the_file():
    run("append", "good.yaml")
    Path("act.yaml").write_text(GOOD.read_text().replace("2024-12-10\n", "2024-12-32\n"))
    done = run("correct", ACT, "act.yaml", "--reason", "誤記")
    assert done.code == 1 and done.err.startswith("act.yaml:3: ")


def test_a_withdrawn_act_is_in_no_chronology_and_can_be_recorded_again_from_a_file():
    run("append", "good.yaml")
    assert run("withdraw", ACT, "--reason", "二重").out == f"#2 {ACT}\n"
    assert run("withdraw", ACT, "--reason", "二重").code == 0
    assert run("chronology", "--json").json["rows"] == []
    assert run("show", "2", "--json").json["withdrawn"] is True
    assert run("correct", ACT, "good.yaml", "--reason", "二重ではなかった").out == f"#3 {ACT}\n"
    assert len(run("chronology", "--json").json["rows"]) == 1


# Asking


def test_show_tells_a_correction_of_an_act_with_an_empty_list():
    act = {"id": "a", "kind": "announcement", "title": "公表", "published": "2024-12-10", "effects": []}
    Path("a.json").write_text(json.dumps({**act, "sources": [{"title": "官報"}]}), "utf-8")
    assert run("append", "a.json").code == 0
    run("correct", "a", "--set", "title=公示", "--reason", "誤記")
    assert ["2", "件名", "title", "公表", "公示"] in [line.split() for line in run("show", "a").out.splitlines()]


def test_show_says_what_each_correction_changed_as_deep_inside_as_it_can_be_named():
    act = "{id: o, kind: cabinet-order, title: 政令, enforced: 2024-06-26, sources: [{title: 官報}], "
    Path("order.yaml").write_text(act + "effects: [{zone: z, is: designated, areas: ['04', '43']}]}", "utf-8")
    assert run("append", "order.yaml").code == 0
    assert (
        run("correct", "o", "--set", "effects.0.areas=04", "--set", "decided=2024-06-21", "--reason", "誤記").code == 0
    )
    lines = [line.split() for line in run("show", "o").out.splitlines()]
    assert ["2", "区域の範囲", "effects.0.areas", "宮城県、熊本県", "宮城県"] in lines
    assert ["2", "決定日", "decided", "2024-06-21"] in lines
    assert ["決定日", "decided", "2024-06-21"] in lines and ["施行日", "enforced", "2024-06-26"] in lines


def test_check_is_silent_when_all_is_well_and_prints_json_when_asked():
    run("append", "good.yaml")
    assert run("check") == (0, "", "")
    assert run("check", "--json").json["findings"] == []


def test_a_zone_nobody_names_is_an_empty_answer_with_a_word_on_stderr():
    run("append", "good.yaml")
    done = run("chronology", "miyagi-kumamato", "--json")
    assert (done.code, done.json["rows"]) == (0, [])
    assert "Did you mean miyagi-kumamoto?" in done.err


def test_an_answer_is_written_to_a_file_whose_ending_names_the_format():
    run("append", "good.yaml")
    assert run("chronology", "-o", "table.csv").out == ""
    assert Path("table.csv").read_text().startswith("year,date,text")
    run("chronology", "--format", "csv", "--excel", "-o", "excel.csv")
    assert Path("excel.csv").read_bytes().startswith(b"\xef\xbb\xbfyear,date,text")


def test_a_dash_for_a_file_is_standard_output():
    run("append", "good.yaml")
    assert run("chronology", "-o", "-").out == run("chronology").out != ""
    assert run("chronology", "--format", "csv", "-o", "-").out.startswith("year,date,text")
    assert run("kinds", "--format", "json-schema", "-o", "-").json
    assert not Path("-").exists()


@pytest.mark.parametrize("name", ["zones", "zones.txt", "zones.TXT", "zones.2024-06", "zones.text"])
def test_a_name_without_an_ending_or_with_that_of_text_gets_text(name):
    run("append", "good.yaml")
    assert run("zones", "-o", name) == (0, "", "")
    assert Path(name).read_text() == run("zones").out


def test_a_file_of_any_name_is_written_in_the_format_asked_for():
    run("append", "good.yaml")
    assert run("chronology", "-o", "table.foo").code == 2
    assert not Path("table.foo").exists()
    assert run("chronology", "--format", "csv", "-o", "table.foo").code == 0
    assert Path("table.foo").read_text().startswith("year,date,text")


def test_rebuild_gives_the_same_answer():
    run("append", "good.yaml")
    before = run("chronology", "--json").out
    assert run("rebuild").code == 0
    assert run("chronology", "--json").out == before


def test_a_damaged_log_is_found_by_verify_with_exit_3():
    run("append", "good.yaml")
    data = Path("reformlog.db").read_bytes()
    changed = data.replace("これまでの経緯等の公表".encode(), "これまでの経緯等の発表".encode())
    assert changed != data
    Path("reformlog.db").write_bytes(changed)
    done = run("verify", "--json")
    assert done.code == 3
    json.loads(done.out)


@pytest.mark.parametrize("kind", list(KINDS))
def test_the_example_of_every_kind_passes_the_door_and_the_schema(kind):
    (entry,) = read_stream(examples.as_yaml(kind).encode())
    assert body_of(entry.tree)["kind"] == kind
    assert examples.as_yaml(kind) in run("kinds", kind).out


@pytest.mark.parametrize("kind", list(KINDS))
def test_a_kind_is_listed_with_its_fields_in_japanese_beside_the_names_a_file_has(kind):
    fields = run("kinds", kind, "--json").json["fields"]
    assert fields[0] == {"name": "id", "japanese": "識別子", "required": "yes"}
    assert [one["name"] for one in fields if one["required"] == "yes"] == ["id", "kind", "title", "sources"]
    assert [one["name"] for one in fields if one["japanese"].isascii()] == []
    assert "識別子" in run("kinds", kind).out and " yes" not in run("kinds", kind).out


@pytest.mark.parametrize("name", ["remark", "coverage", "assert", "close", "収録範囲"])
def test_kinds_shows_a_statement_as_it_shows_a_kind(name):
    statements = run("kinds", "--json").json["statements"]
    (listed,) = [statement for statement in statements if name in (statement["name"], statement["japanese"])]
    assert run("kinds", name, "--json").json == listed
    assert listed["fields"] and listed["japanese"] in run("kinds", name).out


@pytest.fixture(scope="module")
def schema():
    """A validator of the schema that the command prints."""
    printed = run("kinds", "--format", "json-schema").json
    assert printed == json.loads(json.dumps(json_schema()))
    jsonschema.Draft202012Validator.check_schema(printed)
    return jsonschema.Draft202012Validator(printed)


def test_the_schema_takes_the_whole_record_and_every_example(schema):
    trees = [entry.tree for file in builtin.act_files() for entry in read_stream(file.read_bytes(), format="yaml")]
    assert [tree["id"] for tree in trees if not schema.is_valid(tree) and "id" in tree] == []
    assert schema.is_valid([examples.example(kind) for kind in KINDS])
    none = [{**examples.example(kind), "effects": []} for kind in KINDS]
    assert schema.is_valid(none) and all(body_of(act)["effects"] == [] for act in none)


@pytest.mark.parametrize(
    "spoilt",
    [
        {"enforcd": "2024-06-26"},
        {"kind": "lew"},
        {"sources": []},
        {"effects": [{"zone": "okinawa", "is": "designatd"}]},
        {"effects": [{"zone": "沖縄", "is": "designated"}]},
        {"id": "Order"},
        {"number": "第1回"},
    ],
)
def test_the_schema_refuses_what_the_door_refuses(schema, spoilt):
    act = {**examples.example("cabinet-order"), **spoilt}
    assert not schema.is_valid(act)
    with pytest.raises(reformlog.Refused):
        body_of(act)


# How a command ends


def shell(*words: str, **options):
    """The program in a process of its own."""
    return subprocess.run([*PROGRAM, *words], capture_output=True, timeout=60, **options)


def test_the_command_that_demo_shows_can_be_typed_also_where_the_shell_does_not_find_the_program():
    shown = shell("demo", env={**os.environ, "PATH": ""}).stderr.decode().partition("Ask it: ")[2].strip()
    done = subprocess.run(shlex.split(shown), capture_output=True, timeout=60, check=True)
    assert "宮城県・熊本県" in done.stdout.decode()


def test_japanese_comes_out_whole_under_the_c_locale():
    environment = {**os.environ, "LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = shell("kinds", "law", "--format", "md", env=environment)
    assert done.returncode == 0
    assert "法律" in done.stdout.decode()


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        *((kind.ja, kind.name) for kind in KINDS.values()),
        *((kind.en, kind.name) for kind in KINDS.values()),
        ("区域計画の認定", "plan-approval"),  # another kind begins so
        ("変更の認定", "plan-approval"),
        ("諮問会議", "council-meeting"),
        ("区域会議", "zone-council"),
        ("告示", "ministerial-order"),
    ],
)
def test_a_kind_is_known_by_its_names_wherever_one_is_asked_for(name, meant):
    assert run("kinds", name, "--json").json["name"] == meant
    assert run("log", "--kind", name).code == 0
    assert f"of kind {meant} " in run("record", name, "--help").out


@pytest.mark.parametrize("name", ["会議", "変更", "決定", "告", "閣議了解"])
def test_a_name_that_several_kinds_or_none_may_have_is_no_kind(name):
    """会議 is a meeting of the Council or of a zone; 変更 one of a policy, a plan or its minor matters."""
    for words in (["kinds", name], ["log", "--kind", name], ["record", name, "--help"]):
        done = run(*words)
        assert done.code == 2
        told, hint = done.err.splitlines()
        assert told == f"There is no kind of act named {name}."
        assert hint.endswith("All kinds: reformlog kinds")


@pytest.mark.parametrize(("japanese", "name"), [("所見", "remark"), ("収録範囲", "coverage"), ("期間の締め", "close")])
def test_the_log_is_asked_for_what_is_said_of_the_record_by_its_japanese_name_too(japanese, name):
    """As `kinds` is."""
    told = [run("log", "--kind", word) for word in (name, japanese)]
    assert [done.code for done in told] == [0, 0] and told[0].out.count("\n") > 0
    assert run("log", "--kind", japanese, "--format", "csv").out == run("log", "--kind", name, "--format", "csv").out


def test_of_a_name_that_several_kinds_may_have_these_are_named():
    done = run("log", "--kind", "会議")
    assert "council-meeting (国家戦略特別区域諮問会議) or zone-council (" in done.err
    assert "Did you mean" not in run("log", "--kind", "魚").err


@pytest.mark.parametrize("command", ["audit", "zones", "log"])
def test_a_zone_behind_a_command_that_takes_it_as_an_option_is_told_what_to_type(command):
    done = run(command, "miyagi-kumamoto")
    assert done.code == 2
    assert done.err.endswith(f"\n  reformlog {command} --zone miyagi-kumamoto   (reformlog {command} --help)\n")


@pytest.mark.parametrize("words", [["log", "--json"], ["chronology"], ["--help"], ["kinds", "--help"]])
def test_a_reader_who_goes_away_leaves_no_traceback(words):
    """As with `| head`, but surely before the first byte is written."""
    run("append", "good.yaml")
    reading, writing = os.pipe()
    os.close(reading)
    program = subprocess.Popen([*PROGRAM, *words], stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    assert program.communicate(timeout=60)[1] == b""
    assert program.returncode == 141


@pytest.mark.skipif(os.name != "posix", reason="signals are sent as a POSIX shell sends them")
def test_ctrl_c_ends_with_130_and_one_line():
    """Interrupted while it waits for the rest of standard input: far more than a pipe holds was taken from it."""
    words = [*PROGRAM, "append", "-"]
    program = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert program.stdin
    for _ in range(1024):
        assert select.select([], [program.stdin], [], 60)[1], "nothing is read"
        os.write(program.stdin.fileno(), b"#" * 4095 + b"\n")
    program.send_signal(signal.SIGINT)
    out, err = program.communicate(timeout=60)
    assert (program.returncode, out) == (130, b""), err
    assert err.decode().strip().splitlines() == ["Stopped; nothing more was recorded."]


def test_ctrl_c_while_the_program_is_being_loaded_leaves_no_traceback(monkeypatch):
    class Loading(ModuleType):
        def __getattr__(self, name: str) -> object:
            raise KeyboardInterrupt

    monkeypatch.setitem(sys.modules, "reformlog.cli", Loading("reformlog.cli"))
    with pytest.raises(SystemExit) as ended:
        __main__.main()
    assert ended.value.code == 130


def test_ctrl_c_while_the_terminal_is_made_ready_leaves_no_traceback(monkeypatch):
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "use_utf8", interrupted)
    with pytest.raises(SystemExit) as ended:
        __main__.main()
    assert ended.value.code == 130


def test_ctrl_c_while_a_model_of_an_act_is_built_is_no_fault_of_the_program(monkeypatch):
    """pydantic makes an error of its own of it, in whose words alone it stands."""

    def built(*_: object) -> None:
        raise SchemaError('Error building "literal" validator:\n  KeyboardInterrupt: ')

    monkeypatch.setattr("reformlog.recording.admitting.admitted", built)
    done = run("append", "good.yaml")
    assert (done.code, done.err) == (130, "Stopped; nothing more was recorded.\n")


def fault(*_: object, **__: object) -> None:
    """Something nobody foresaw."""
    raise KeyError("zone")


def test_a_fault_of_the_program_is_one_line_and_no_traceback(monkeypatch):
    monkeypatch.setattr("reformlog.queries.history.log", fault)
    done = run("log")
    assert (done.code, done.out) == (1, "")
    assert "fault of reformlog" in done.err and "REFORMLOG_DEBUG=1" in done.err and "Traceback" not in done.err
    assert run("log", "--json").json["errors"][0]["code"] == "internal"


@pytest.mark.parametrize("words", [("zones",), ("plans",), ("due",)])
def test_rows_that_somebody_altered_are_damage_and_no_fault_of_the_program(record_copy, words):
    record_copy().close()
    with closing(sqlite3.connect("copy.projection.db", isolation_level=None)) as rows:
        rows.execute("UPDATE point SET row = 5, more = '[]'")
    done = run("--db", "copy.db", *words)
    assert done.code == 3 and "table point: a row" in done.err and "reformlog rebuild" in done.err
    assert run("--db", "copy.db", "rebuild").code == run("--db", "copy.db", *words).code == 0


def test_a_fault_of_the_program_is_shown_whole_to_who_asks(monkeypatch):
    monkeypatch.setattr("reformlog.queries.history.log", fault)
    monkeypatch.setenv("REFORMLOG_DEBUG", "1")
    with pytest.raises(KeyError):
        run("log")


@pytest.mark.parametrize("words", [["--json"], ["--format", "json"], ["--format=json"]])
def test_stdout_is_json_also_when_the_command_line_is_wrong(words):
    done = run("zones", "--as-off", "2024-06-26", *words)
    assert done.code == 2
    assert done.json["errors"][0]["code"] == "usage"


def test_main_reads_the_words_it_is_given_and_not_those_of_the_process(monkeypatch):
    monkeypatch.setattr(sys, "argv", ["pytest", "--json"])
    assert run("zones", "--as-of", "2024-02-30").out == ""
    assert cli.main.__doc__


def test_a_command_line_cannot_steer_the_terminal():
    for words in (["zones", "--as-of", "\x1b[31m"], ["show", "\x1b]0;x\x07"], ["--\x1b[31m"], ["\x1b[31m"]):
        done = run(*words)
        assert done.code == 2
        assert "\x1b" not in done.out + done.err and "\x07" not in done.out + done.err


@pytest.mark.parametrize("words", [["zones", "--as-of", b"\xff\xfe"], ["chronology", b"\x90\xad"], [b"\xff"]])
def test_a_command_line_that_is_no_utf_8_is_refused_with_what_it_was(words):
    done = shell(*words, "--json")
    assert done.returncode == 2
    message = json.loads(done.stdout)["errors"][0]["message"]
    assert b"\\udc" in message.encode("utf-8", "backslashreplace")
    assert b"Traceback" not in done.stderr


# What nobody would type on purpose

LONG, NINES = "x" * 300, "9" * 5_000


@pytest.mark.parametrize(
    "words",
    [
        *(["show", NINES], ["show", "#" + NINES], ["prove", NINES], ["withdraw", NINES, "--reason", "x"]),
        *(["zones", "--as-known", NINES], ["zones", "--as-known", LONG], ["log", "--known-from", NINES]),
        *(["diff", "--known", f"1..{NINES}"], ["reproduce", LONG], ["verify", "--checkpoint", LONG]),
        *(["show", "\udcff"], ["prove", "\udcff"], ["withdraw", "\udcff", "--reason", "x"], ["search", "会" * 60_000]),
        *(["log", "--known-from", "9999-12-31T00:00:00-14:00"], ["import", "wide.csv"]),
        *(["append", "null.json"], ["append", "deep.json"], ["append", "mixed.json"]),
    ],
    ids=lambda words: " ".join(words)[:40].encode("ascii", "backslashreplace").decode(),
)
def test_what_nobody_meant_is_refused_in_words_and_is_no_fault_of_the_program(words):
    run("append", "good.yaml")
    Path("wide.csv").write_text("日付,件名\n2024-01-01," + "x" * 300_000 + "\n")
    Path("null.json").write_text("[null]")
    Path("mixed.json").write_text("[1,[2],null,{}]")
    Path("deep.json").write_text("[" * 200 + "]" * 200)
    done = run(*words)
    assert done.code in (1, 2), done.err
    assert "fault of reformlog" not in done.err and "damaged" not in done.err and done.err


@pytest.mark.parametrize("known", ["0999-01-01", "0999-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "0001-01-01"])
def test_before_the_first_event_nothing_was_known_however_long_before(known):
    """SEMANTICS: a state of knowledge before the first event is position 0."""
    run("append", "good.yaml")
    assert run("zones", "--as-known", known, "--json").json["as_known"]["position"] == 0
    assert len(run("log", "--known-from", known, "--json").json["events"]) == 1


def test_a_file_that_is_named_like_a_day_does_not_stand_in_its_way():
    run("append", "good.yaml")
    Path("2020-01-01").write_text("hello")
    assert run("zones", "--as-known", "2020-01-01", "--json").json["as_known"]["position"] == 0


def test_names_separated_by_commas_are_several_and_a_number_is_how_many():
    approved = ["--approved", "2020-01-01", "--title", "計画", "--source", "title=官報", "--accept-conflict", "例"]
    for name, typed, projects in (("one", "a,b", ["a", "b"]), ("two", "3", 3), ("three", "３", 3)):
        effect = f"plan=okinawa-{name} is=approved projects={typed}"
        done = run("record", "plan-approval", "--id", name, *approved, "--effect", effect)
        assert done.code == 0, done.err
        assert body(name)["effects"][0]["projects"] == projects


@pytest.mark.parametrize("words", [[], ["key"], ["witness"], ["timestamp"], ["export"]])
def test_a_command_without_a_choice_shows_what_there_is_to_choose_from(words):
    done = run(*words)
    assert done.code == 2 and done.out == ""
    assert done.err.startswith("Usage: reformlog") and "\n" in done.err and "⟨" not in done.err


def test_every_command_stands_under_a_heading_of_the_help_with_its_whole_first_sentence():
    told = run("--help").out
    assert "..." not in told.partition("Record:")[2]
    listed = {line.split()[0] for line in told.splitlines() if line.startswith("  ") and line[2:3].strip()}
    assert set(cli.COMMANDS) <= listed


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize("words", [["zones", "--json"], ["log"], ["append", "good.yaml"], ["export", "events"]])
def test_when_the_answer_cannot_be_written_that_is_said_and_nothing_is_lost(words):
    if words[0] == "export":
        run("append", "good.yaml")
    full = os.open("/dev/full", os.O_WRONLY)
    done = subprocess.run([*PROGRAM, *words], stdout=full, stderr=subprocess.PIPE, text=True)
    os.close(full)
    assert done.returncode == 1
    assert "Standard output cannot be written" in done.stderr and "Traceback" not in done.stderr
    assert len(run("log", "--json").json["events"]) == (words[0] in ("append", "export"))


@pytest.mark.skipif(os.name != "posix", reason="a shell closes standard output")
@pytest.mark.parametrize("words", [["--help"], ["log", "--help"], ["--version"], ["zones", "--json"]])
def test_a_closed_standard_output_is_told_in_words_and_python_adds_none_of_its_own(words):
    done = subprocess.run(["sh", "-c", 'exec "$@" >&-', "sh", *PROGRAM, *words], stderr=subprocess.PIPE, text=True)
    assert done.returncode == 1 and "Bad file descriptor" in done.stderr and "Exception" not in done.stderr


@pytest.mark.parametrize("words", [["zones", "--zone", "\udcff"], ["search", "\udcff特区"]])
def test_a_word_of_the_command_line_that_is_no_utf_8_is_named_whoever_noticed_it(words):
    done = run(*words)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("\\udcff") and done.err.splitlines()[0].endswith("is not UTF-8.")


def test_an_empty_name_of_a_log_is_the_folder_one_is_in():
    """As of a variable that is not set: `reformlog --db "$LOG" zones`."""
    done = run("--db", "", "zones")
    assert done.code == 2 and done.err.startswith(". is a folder, not a log.\n")


class FullDisk(io.BytesIO):
    """A temporary file on a disk without room."""

    def __init__(self, *_: object):
        super().__init__()

    def write(self, *_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_full_disk_while_recording_is_not_taken_for_standard_output_and_nothing_is_called_recorded(monkeypatch):
    monkeypatch.setattr("reformlog.cli.appending.tempfile.SpooledTemporaryFile", FullDisk)
    done = run("append", "good.yaml")
    assert (done.code, done.out) == (1, "")
    assert "No space left on device" in done.err
    assert "Standard output" not in done.err and "is recorded." not in done.err
    assert run("log", "--json").json["events"] == []


@pytest.mark.parametrize("words", [["remark", ACT, "確認"], ["close", "令和4年9月"], ["append", "good.yaml"]])
def test_what_was_recorded_before_is_said_and_not_recorded_twice(words):
    run("append", "good.yaml")
    first, head = run(*words), len(run("log", "--json").json["events"])
    assert first.code == 0
    again = run(*words)
    assert (again.code, again.out) == (0, "") and "already recorded as #" in again.err
    told = run(*words, "--json").json["outcomes"] if words[0] != "append" else [{"new": False}]
    assert [outcome["new"] for outcome in told] == [False]
    assert len(run("log", "--json").json["events"]) == head


@pytest.mark.parametrize(
    "words", [["replay"], ["replay", "--format", "jsonl"], ["kinds"], ["check"], ["zones"], ["export", "events"]]
)
def test_a_dash_as_the_file_to_write_is_standard_output(words):
    """The same answer as without it, and no file named `-`."""
    run("append", "good.yaml")
    done = run(*words, "-o", "-")
    assert done == run(*words) and done.code == 0
    assert not Path("-").exists()


def test_what_a_command_is_called_elsewhere_leads_to_one_that_is_here():
    """Each names a command or an option that exists, and no command bears the name of another's."""
    for word, command in CALLED.items():
        assert word not in COMMANDS, word
        assert command.split()[0] in {*COMMANDS, "--help", "--version"}, command


def test_the_list_of_kinds_names_each_whole():
    listed = run("record", "--help").out
    for kind in KINDS.values():
        assert re.search(rf"^  {kind.name} +{re.escape(kind.ja)}$", listed, re.M), kind.name


@pytest.mark.parametrize("words", [["append", "act.yaml"], ["import", "act.yaml"], ["--db", "act.yaml", "zones"]])
def test_a_file_that_one_may_not_read_is_told_as_that_and_not_as_a_wrong_option(words, monkeypatch):
    Path("act.yaml").write_text("id: a\n")
    monkeypatch.setattr(os, "access", lambda path, mode: str(path) != "act.yaml")  # root may read everything
    done = run(*words)
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        "act.yaml may not be read by you.\n  Ask its owner for the right; who that is: ls -l act.yaml\n"
    )


def test_a_zone_by_its_name_is_refused_all_the_same_where_the_rows_cannot_be_asked(monkeypatch):
    assert run("init").code == 0
    act = "{id: a, kind: zone-policy, title: t, decided: 2024-09-05, sources: [{title: s}], "
    act += "effects: [{policy: 養父市, is: decided}]}"
    Path("act.yaml").write_text(act, "utf-8")

    def broken(*_: object) -> None:
        raise sqlite3.DatabaseError("the file is not a database")

    monkeypatch.setattr("reformlog.queries.known.zone_meant", broken)
    done = run("append", "act.yaml")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("act.yaml:1: policy: 養父市 is not an id") and "ids: reformlog zones" in done.err


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (["zones", "—as-of", "2024-06-26"], "reformlog zones --as-of 2024-06-26"),  # as a word processor makes of it
        (["zones", "ー-as-of", "2024-06-26"], "reformlog zones --as-of 2024-06-26"),
        (["zones", "－－json"], "reformlog zones --json"),
        (["zones", "-as-of", "2024-06-26"], "reformlog zones --as-of"),
        (["zones", "--as-of", "令和6年", "6月26日"], "reformlog zones --as-of 令和6年6月26日"),
        (["zones", "--as-of", "令和6年", "6月", "26日", "--json"], "reformlog zones --as-of 令和6年6月26日"),
        (["log", "--from", "2024年", "6月"], "reformlog log --from 2024年6月"),
    ],
)
def test_an_option_with_other_dashes_and_a_date_with_spaces_are_answered_with_what_was_meant(folder, typed, meant):
    told = run(*typed)
    assert told.code == 2 and told.err.splitlines()[1].strip() == f"{meant}   (reformlog {typed[0]} --help)"
