"""What may be a slip in an act is said when it is recorded, and is recorded all the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import reformlog
from cli_running import Done, run
from reformlog.queries import known
from reformlog.queries.doubts import doubts

SOURCE = ("--source", "title=官報")


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "log.db"
    order = {"zone": "miyagi-kumamoto", "is": "designated", "areas": ["04", "43"]}
    agreed = {"plan": "north-one", "zone": "miyagi-kumamoto", "is": "agreed"}
    with reformlog.open(path, create=True) as register:
        for name, kind, date, effect in (
            ("order", "cabinet-order", "enforced", order),
            ("agreement", "zone-council", "held", agreed),
        ):
            act = {"id": name, "kind": kind, "title": name, date: "2024-06-26", "sources": [{"title": "官報"}]}
            register.append({**act, "effects": [effect]})
    return path


def record(db: Path, *words: str) -> Done:
    return run("--db", str(db), "record", *words, "--title", "件名", *SOURCE)


def test_a_step_for_a_plan_of_a_zone_that_no_act_introduces_is_told_the_one_that_may_be_meant(db):
    done = record(db, "zone-council", "--held", "2024-10-01", "--effect", "plan=miyagi-kumamotp is=agreed")
    assert (done.code, done.out) == (0, "#3 2024-10-01.zone-council\n")
    assert done.err == (
        "Look again: 2024-10-01.zone-council: no act introduces the zone miyagi-kumamotp.\n"
        "  Did you mean  plan: miyagi-kumamoto  ?   "
        "If so: reformlog correct 2024-10-01.zone-council --set effects.0.plan=miyagi-kumamoto --reason TEXT\n"
    )


def test_a_zone_that_no_other_act_introduces_is_told_where_it_is_named_much_like_another(db):
    """The Council's endorsement of a misspelt zone makes a zone of its own; no rule of law stands against it."""
    done = record(db, "council-meeting", "--held", "2024-10-01", "--effect", "zone=miyagi-kumamto is=endorsed")
    assert (done.code, done.out) == (0, "#3 2024-10-01.council-meeting\n")
    assert done.err == (
        "Look again: 2024-10-01.council-meeting: no other act introduces the zone miyagi-kumamto.\n"
        "  Did you mean  zone: miyagi-kumamoto  ?   "
        "If so: reformlog correct 2024-10-01.council-meeting --set effects.0.zone=miyagi-kumamoto --reason TEXT\n"
    )
    order = ("cabinet-order", "--decided", "2024-10-02", "--effect")
    assert (
        "no other act introduces the zone miyagi-kumamotp" in record(db, *order, "zone=miyagi-kumamotp is=renamed").err
    )
    for day, zone in (("03", "miyagi-kumamoto"), ("04", "okinawa")):
        held = ("council-meeting", "--held", f"2024-10-{day}", "--effect")
        assert record(db, *held, f"zone={zone} is=endorsed").err == ""


@pytest.mark.parametrize(
    ("option", "key"),
    [
        ("--numbers=miyagi-kumamto=1", "numbers"),
        ("--zone=miyagi-kumamto", "zones"),
        ("--words=miyagi-kumamto=語", "words"),
    ],
)
def test_a_zone_named_beside_the_effects_that_no_act_introduces_is_told_and_found_by_check(db, option, key):
    """A sitting under a misspelt zone is missing from the chronology of the zone."""
    done = record(db, "zone-council", "--held", "2024-10-01", option)
    assert done.err == (
        "Look again: 2024-10-01.zone-council: no act introduces the zone miyagi-kumamto.\n"
        f"  Did you mean  {key}: miyagi-kumamoto  ?\n"
    )
    found = run("--db", str(db), "check", "--json").json["findings"]
    told = [finding["message"] for finding in found if finding["code"] == "never-introduced"]
    assert told == ["2024-10-01.zone-council speaks of the zone miyagi-kumamto, which no act introduces."]


def test_a_step_for_a_plan_named_much_like_one_that_is_there_is_told_so(db):
    done = record(
        db, "plan-application", "--applied", "2024-10-01", "--effect", "plan=north-onr zone=miyagi-kumamoto is=applied"
    )
    assert done.code == 0
    assert "no other act names the plan north-onr.\n  Did you mean  plan: north-one  ?" in done.err


def test_a_day_decades_ahead_is_told_and_one_of_the_next_years_is_not(db):
    told = record(db, "announcement", "--published", "2206-05-01", "--json")
    assert told.code == 0
    doubt = told.json["doubts"][0]
    assert doubt["act"] == "2206-05-01.announcement"
    assert "published is 2206-05-01, " in doubt["message"] and " years ahead" in doubt["message"]
    assert doubt["hint"].endswith("reformlog correct 2206-05-01.announcement --set published=DATE --reason TEXT")
    assert record(db, "announcement", "--published", "2030-05-01").err == ""


@pytest.mark.parametrize(
    ("dated", "told"),
    [
        ({"enforced": "2022-04-01"}, True),
        ({"enforced": "2022-03-31"}, False),  # in force for one day
        ({"enforced": "令和4年"}, False),  # it may have begun before
        ({"promulgated": "2022-04-01"}, False),  # from which day on, nobody knows
    ],
)
def test_a_last_day_in_force_certainly_before_the_first_is_told(db, dated, told):
    """`until: 2022-03-31` of a measure."""
    measure = {"measure": "farmland-acquisition", "is": "created", "until": "2022-03-31"}
    body = {"id": "law", "kind": "law", "title": "法律", **dated, "effects": [measure], "sources": [{"title": "官報"}]}
    with reformlog.open(db) as register:
        [position] = register.append(body)
        [row] = register.measures(as_of="2022-12-31").measures or [None]
        said = [doubt["message"] for doubt in doubts(register.view(), position - 1)]
    assert said == (["law: until is 2022-03-31, before the effect itself (2022-04-01)."] if told else [])
    assert (row is not None and row.status == "expired") == ("enforced" in dated)


def test_a_day_of_which_only_the_latest_is_known_is_none_of_long_ago(db):
    assert record(db, "announcement", "--published", "../2020-01-01", "--id", "2020.announcement").err == ""


def test_an_act_without_any_date_is_told(db):
    """Enter at every date of the form, or --published "" of a script; its id has no day in it for ever."""
    assert record(db, "announcement", "--published", "").err == (
        "Look again: announcement: it has no date; no chronology shows it.\n"
        "  reformlog correct announcement --set published=DATE --reason TEXT\n"
    )


def test_a_rehearsal_tells_the_same_and_records_nothing(db):
    done = record(db, "announcement", "--published", "2206-05-01", "--dry-run")
    assert "Look again: 2206-05-01.announcement: published is 2206-05-01" in done.err
    assert json.loads(run("--db", str(db), "log", "--json").out)["as_known"]["position"] == 2


def test_what_a_file_brings_together_is_no_slip_and_what_was_there_is_not_told_again(db, tmp_path):
    acts = tmp_path / "acts.yaml"
    source, day = "sources: [{title: a}]", "2024-05-01"
    acts.write_text(
        f"- {{id: a, kind: zone-council, title: a, held: {day}, {source}, effects: [{{plan: north, is: agreed}}]}}\n"
        f"- {{id: b, kind: wg-hearing, title: b, held: {day}, {source}, effects: [{{zone: north, is: candidate}}]}}\n"
    )
    assert run("--db", str(db), "append", str(acts)).err == ""
    record(db, "announcement", "--published", "2206-05-01")
    again = record(db, "announcement", "--published", "2206-05-01")
    assert again.code == 0 and "Look again" not in again.err


def test_a_name_that_many_acts_have_wrong_is_looked_for_and_told_once(db, tmp_path, monkeypatch):
    compared = 0

    def counted(*given):
        nonlocal compared
        compared += 1
        return near(*given)

    near = known.near
    monkeypatch.setattr(known, "near", counted)
    acts = tmp_path / "acts.yaml"
    act = "kind: zone-council, title: a, held: 2024-05-01, sources: [{title: a}], effects: [{plan: south, is: agreed}]"
    acts.write_text("".join(f"- {{id: a-{number}, {act}}}\n" for number in range(300)))
    assert run("--db", str(db), "append", str(acts)).err.count("Look again") == compared == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ("discussion", "--held", "平成6年6月4日"),
            "held is 平成6年6月4日, 30 years before every other act of a zone.",
        ),
        (("discussion", "--held", "令和26年6月4日"), "held is 令和26年6月4日, "),
        (("cabinet-order", "--decided", "平成6年6月4日", "--enforced", "令和6年6月4日"), "30 years before enforced."),
    ],
)
def test_a_date_of_another_era_than_was_meant_is_told(db, words, told):
    done = record(db, *words)
    assert done.code == 0
    assert told in done.err
    assert f"--set {words[1][2:]}=DATE --reason TEXT" in done.err


def test_a_correction_to_another_era_is_told_though_the_act_itself_stands_in_the_record(db):
    done = run("--db", str(db), "correct", "order", "--set", "enforced=平成6年6月26日", "--reason", "誤記")
    assert "enforced is 平成6年6月26日, 30 years before every other act of a zone." in done.err


def test_where_the_record_begins_as_early_an_old_date_is_none(db):
    assert "before every other act" in record(db, "law", "--promulgated", "平成14年12月18日").err
    old = ("other-regime", "--done", "平成15年4月1日", "--zone", "miyagi-kumamoto")
    assert "before every other act" in record(db, *old).err
    assert record(db, "law", "--promulgated", "平成14年12月19日").err == ""


def test_the_record_of_the_zones_itself_raises_no_doubt_of_its_dates(real):
    assert [doubt["message"] for doubt in doubts(real.view(), 0) if " years " in doubt["message"]] == []


def test_an_act_recorded_again_under_another_id_is_told_when_it_is_recorded(db):
    """By a colleague, or by who forgot: the day, what it is called and what it changes are the same."""
    again = ("zone-council", "--held", "2024-06-26", "--effect", "plan=north-one zone=miyagi-kumamoto is=agreed")
    done = run("--db", str(db), "record", *again, "--title", "agreement", "--source", "title=会議録")
    assert (done.code, done.out) == (0, "#3 2024-06-26.zone-council\n")
    assert done.err == (
        "Look again: 2024-06-26.zone-council: it may be agreement: the same day, kind, title and effects.\n"
        "  If so: reformlog withdraw 2024-06-26.zone-council --reason TEXT   Else give each an order.\n"
    )


@pytest.mark.parametrize(
    "other",
    [
        ("--title", "別の会議"),
        ("--title", "agreement", "--order", "2"),
        ("--title", "agreement", "--held", "2024-06-27"),
    ],
)
def test_another_title_order_or_day_is_another_act(db, other):
    words = ("zone-council", "--held", "2024-06-26", "--effect", "plan=north-one zone=miyagi-kumamoto is=agreed")
    assert run("--db", str(db), "record", *words, *other, "--source", "title=会議録").err == ""


def test_what_was_withdrawn_is_repeated_by_nothing(db):
    again = ("zone-council", "--held", "2024-06-26", "--effect", "plan=north-one zone=miyagi-kumamoto is=agreed")
    assert run("--db", str(db), "withdraw", "agreement", "--reason", "誤り").code == 0
    assert run("--db", str(db), "record", *again, "--title", "agreement", "--source", "title=会議録").err == ""


def test_the_same_slip_in_two_acts_is_told_of_each_and_a_name_that_both_speak_of_once(db, tmp_path):
    acts = [
        {"id": name, "kind": "zone-council", "title": name, "sources": [{"title": "官報"}]}
        | ({} if date is None else {"held": date})
        | {"effects": [{"plan": "miyagi-kumamotp", "is": "agreed"}]}
        for name, date in (("a", None), ("b", None), ("c", "令和26年9月1日"), ("d", "令和26年9月1日"))
    ]
    (tmp_path / "acts.json").write_text(json.dumps(acts, ensure_ascii=False), "utf-8")
    done = run("--db", str(db), "append", str(tmp_path / "acts.json"))
    told = [line.removeprefix("Look again: ") for line in done.err.splitlines() if line.startswith("Look again")]
    assert [line for line in told if "date" in line] == [
        f"{name}: it has no date; no chronology shows it." for name in "ab"
    ]
    assert [line for line in told if "held is" in line] == [
        f"{name}: held is 令和26年9月1日, 18 years ahead." for name in "cd"
    ]
    assert len([line for line in told if "miyagi-kumamotp" in line]) == 1


CHANGED_TWICE = """\
- {id: a, kind: request, title: 依頼, made: 2024-06-21, sources: [{title: 官報}]}
- correct: a
  reason: 誤記
  act: {id: a, kind: request, title: 依頼, made: 2024-06-22, sources: [{title: 官報}]}
- correct: a
  reason: 再び誤記
  act: {id: a, kind: request, title: 依頼, made: 2024-06-23, sources: [{title: 官報}]}
"""


def test_a_file_that_changes_an_act_twice_and_is_appended_again_is_told_what_it_repeats(tmp_path, monkeypatch):
    """A correction is compared with the current version alone, for it may be a second thought; so it is recorded."""
    monkeypatch.chdir(tmp_path)
    Path("twice.yaml").write_text(CHANGED_TWICE, "utf-8")
    assert run("init").code == 0
    first = run("append", "twice.yaml")
    assert (first.out, first.err) == ("#1 a\n#2 a\n#3 a\n", "")
    rehearsed = run("append", "twice.yaml", "--dry-run").err
    again = run("append", "twice.yaml")
    assert again.out == "#4 a\n#5 a\n"
    told = (
        "Look again: a: #4 repeats #2, with the same reason.\n"
        "  If a file was appended again, name in it what each replaces, here  replaces: 1\n"
        "Look again: a: #5 repeats #3, with the same reason.\n"
        "  If a file was appended again, name in it what each replaces, here  replaces: 2\n"
    )
    assert again.err == f"a: already recorded as #1 (since corrected by #3).\n{told}" and told in rehearsed


def test_as_the_hint_says_the_file_is_recorded_once_from_then_on(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    named = CHANGED_TWICE.replace("誤記\n", "誤記\n  replaces: 1\n", 1).replace(
        "再び誤記\n", "再び誤記\n  replaces: 2\n"
    )
    assert run("init").code == 0
    for text, out in ((CHANGED_TWICE, "#1 a\n#2 a\n#3 a\n"), (named, ""), (named, "")):
        Path("twice.yaml").write_text(text, "utf-8")
        assert run("append", "twice.yaml").out == out


def test_an_act_that_is_withdrawn_and_brought_back_by_a_file_appended_again_is_told_too(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("REFORMLOG_LANG", "ja")
    back = CHANGED_TWICE.split("- correct: a\n  reason: 再び")[0].replace(
        "- correct", "- {withdraw: a, reason: 二重}\n- correct"
    )
    Path("back.yaml").write_text(back, "utf-8")
    assert run("init").code == 0
    assert run("append", "back.yaml").err == ""
    assert run("append", "back.yaml").err.splitlines()[1:] == [
        "要確認：a の #4 は、#2 と内容も理由も同じです。",
        "  同じファイルを再び記録したのであれば、置き換える版をそれぞれに書きます。ここでは  replaces: 1",
        "要確認：a の #5 は、#3 と内容も理由も同じです。",
        "  同じファイルを再び記録したのであれば、置き換える版をそれぞれに書きます。ここでは  replaces: 2",
    ]


def test_what_one_batch_says_twice_is_no_repetition(tmp_path, monkeypatch):
    """Back to what it was, on purpose."""
    monkeypatch.chdir(tmp_path)
    lines = CHANGED_TWICE.splitlines(keepends=True)
    Path("back.yaml").write_text("".join([*lines, *lines[1:4]]), "utf-8")
    assert run("init").code == 0
    assert run("append", "back.yaml").err == ""
