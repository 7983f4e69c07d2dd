"""replay: history walked through act by act, on the real record and on random histories."""

from __future__ import annotations

import datetime
import json
import sys
from typing import Any

from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import histories
import played
import reformlog
from acts import TIMED
from reformlog import cli
from reformlog.projections.folds import FOLDS
from reformlog.projections.folds import measure as measures
from reformlog.projections.shapes import kind_of
from reformlog.queries import replay as query
from reformlog.queries import states
from reformlog.queries.fields import fields


def replay(register: Any, start: str | None, end: str) -> list[dict[str, Any]]:
    return query.replay(register.view(), start, end)["steps"]


def of(steps: list[dict[str, Any]], name: str) -> list[tuple[str, str, str, Any, Any]]:
    return [
        (step["day"], step["act"], change["field"], change["before"], change["after"])
        for step in steps
        for change in step["changes"]
        if change["id"] == name and change["field"] == "status"
    ]


def test_the_kizuna_zone_is_walked_from_candidate_to_designated(real):
    assert of(replay(real, "2024-05-01", "2024-06-30"), "miyagi-kumamoto") == [
        ("2024-05-31", "2024-05.wg-hearing", "status", "none", "candidate"),
        ("2024-06-04", "2024-06-04.council-63", "status", "candidate", "endorsed"),
        ("2024-06-26", "2024-06-21.cabinet-order", "status", "endorsed", "designated"),
    ]


def test_the_acts_of_20_january_2017_are_steps_in_their_order(real):
    """The zone councils of Aichi and Imabari sat together: one act; what Imabari did then has an order of its own."""
    steps = replay(real, "2017-01-20", "2017-01-20")
    assert [step["act"] for step in steps] == [
        "2017-01-20.zone-council",
        "2017-01-20.plan-application",
        "2017-01-20.council-27",
        "2017-01-20.plan-approval",
    ]
    revision = [
        (step["act"], c["before"], c["after"]) for step in steps for c in step["changes"] if c["field"] == "revision"
    ]
    assert revision == [("2017-01-20.plan-approval", 2, 3)]


def test_a_measure_that_expires_is_a_step_of_no_act(record_copy):
    with record_copy() as register:
        register.append(TIMED)
        (step,) = [step for step in replay(register, "2022-03-01", "2022-04-30") if step["act"] is None]
        assert (step["day"], step["changes"][0]["after"]) == ("2022-04-01", "expired")


def test_an_effect_that_is_refused_is_shown_with_its_rule(tmp_path):
    act = {"id": "a", "kind": "zone-policy", "title": "方針", "decided": "2024-01-01", "sources": [{"title": "資料"}]}
    with reformlog.open(tmp_path / "r.db", create=True) as register:
        register.append({**act, "effects": [{"policy": "z", "is": "decided"}]}, accept_conflict="x")
        (step,) = replay(register, None, "2024-12-31")
        assert step["changes"] == [] and step["refused"][0]["rule"] == "policy.decided: zone not designated"


def test_each_step_is_a_line_of_json_for_machines_and_lines_of_words_for_people(record_file):
    runner = CliRunner()
    words = ["--db", str(record_file), "replay", "--from", "2024-06-01", "--to", "2024-06-30"]
    lines = runner.invoke(cli.group, [*words, "--format", "jsonl"]).stdout.splitlines()
    assert [json.loads(line)["step"] for line in lines] == list(range(1, len(lines) + 1))
    text = runner.invoke(cli.group, [*words, "--step"]).stdout
    assert "2024-06-26  2024-06-21.cabinet-order" in text
    assert "    区域 miyagi-kumamoto  状態: 了承 → 指定\n" in text
    assert "    区域 miyagi-kumamoto  区域の範囲: ∅ → 宮城県、熊本県\n" in text
    text = runner.invoke(cli.group, [*words, "--lang", "en"]).stdout
    assert "    zone miyagi-kumamoto  Status: endorsed → designated\n" in text


def test_a_step_of_time_alone_and_one_that_changed_nothing_are_told_in_the_reader_s_language(tmp_path):
    act = {"kind": "law", "title": "法", "enforced": "2022-03-01", "sources": [{"title": "x"}]}
    policy = {"id": "b", "kind": "zone-policy", "title": "方針", "decided": "2022-04-02", "sources": [{"title": "x"}]}
    created = {"measure": "m", "is": "created", "title": "特例", "until": "2022-03-31"}
    with reformlog.open(tmp_path / "a.db", create=True) as register:
        register.append({"id": "a", **act, "effects": [created]})
        register.append({**policy, "effects": [{"policy": "z", "is": "amended"}]}, accept_conflict="x")
    words = ["--db", str(tmp_path / "a.db"), "replay", "--to", "2022-12-31"]
    text = CliRunner().invoke(cli.group, words).stdout
    assert "2022-04-01  期限の到来\n    規制の特例措置 m  状態: 措置 → 期限の到来\n" in text
    assert "    適用されず: 区域方針 変更 z  その時点で区域方針は決定されていない（状態：なし）。" in text
    text = CliRunner().invoke(cli.group, [*words, "--lang", "en"]).stdout
    assert "2022-04-01  expired\n    special regulatory measure m  Status: created → expired\n" in text
    assert "    not applied: zone policy amended z  The policy is not decided then" in text


def test_a_table_of_the_walk_lists_beside_the_changes_the_effects_that_were_not_applied(tmp_path):
    """As the table of a state does; the rows of CSV are the changes."""
    policy = {"id": "b", "kind": "zone-policy", "title": "方針", "decided": "2022-04-02", "sources": [{"title": "x"}]}
    with reformlog.open(tmp_path / "a.db", create=True) as register:
        register.append({**policy, "effects": [{"policy": "z", "is": "amended"}]}, accept_conflict="x")
    words = ["--db", str(tmp_path / "a.db"), "replay", "--to", "2022-12-31", "--format"]
    table = CliRunner().invoke(cli.group, [*words, "md"]).stdout
    assert "## 適用されなかった効果" in table
    assert "| 2022-04-02 | b | 区域方針 変更 | z | policy.amended: not decided | 法6条5項・6項 |" in table
    assert "policy.amended: not decided" in CliRunner().invoke(cli.group, [*words, "html"]).stdout
    assert CliRunner().invoke(cli.group, [*words, "csv"]).stdout.splitlines() == [
        "day,act,entity,id,field,before,after"
    ]


def test_the_lines_of_json_go_into_the_file_that_is_named(record_file, tmp_path):
    runner, target = CliRunner(), tmp_path / "steps.jsonl"
    words = ["--db", str(record_file), "replay", "--from", "2024-06-01", "--to", "2024-06-30", "--format", "jsonl"]
    assert runner.invoke(cli.group, [*words, "-o", str(target)]).stdout == ""
    assert target.read_text("utf-8") == runner.invoke(cli.group, words).stdout != ""


@settings(max_examples=40)
@given(histories.histories(), st.sampled_from(histories.DAYS), st.sampled_from(histories.DAYS))
def test_walking_all_steps_leads_from_one_day_to_the_other(history, one, other):
    """The changes of every step, applied in order to the state on the eve, give the state on the last day."""
    start, end = sorted((one, other))
    eve = (datetime.date.fromisoformat(start) - datetime.timedelta(1)).isoformat()
    with played.register() as register:
        played.play(register, history)
        view = register.view()

        def whole(group: str, on: str) -> dict[Any, Any]:
            kind, name = kind_of(group), group.partition(":")[2]
            state = states.state_at(view, group, on) or FOLDS[kind].initial(name)
            return fields(kind, measures.on(state, on) if kind == "measure" else state)

        steps = replay(register, start, end)
        for (group,) in view.rows("SELECT grp FROM entity").fetchall():
            state, name, last = whole(group, eve), group.partition(":")[2], whole(group, end)
            if group.startswith("plan:"):  # whose it is does not change with the days
                state["plan", "zone"] = last["plan", "zone"]
            for change in (change for step in steps for change in step["changes"]):
                key = change["entity"], change["field"]
                if change["id"] == name and key in state:
                    assert state[key] == change["before"]
                    state[key] = change["after"]
            assert state == last


def test_on_a_terminal_each_key_shows_one_act_and_q_ends(record_file):
    import pexpect

    program = "import sys; from reformlog.cli import main; main(sys.argv[1:])"
    words = ["-c", program, "--db", str(record_file), "replay", "--from", "2017-01-20", "--to", "2017-01-20", "--step"]
    with pexpect.spawn(sys.executable, words, encoding="utf-8", timeout=120) as terminal:
        terminal.expect_exact("2017-01-20.zone-council")
        terminal.expect_exact("区域会議の合意")
        terminal.waitnoecho()  # only then does it wait for a key: one that comes before is thrown away
        terminal.send(" ")
        terminal.expect_exact("2017-01-20.plan-application")
        terminal.waitnoecho()
        terminal.send("q")
        terminal.expect(pexpect.EOF)
        assert "2017-01-20.council-27" not in terminal.before
