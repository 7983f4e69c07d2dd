"""Recording one act: from options alone, and in a dialogue on a terminal with wrong answers and a step back."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

import reformlog
from cli_running import Done, run

pexpect = pytest.importorskip("pexpect", reason="pexpect is not installed")

from at_terminal import copied, started  # noqa: E402

Terminal = Callable[[list[str], Path, Mapping[str, str]], Any]
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


def command(db: Path, *words: str) -> Done:
    return run("--db", str(db), *words)


POLICY = ["record", "zone-policy", "--title", "区域方針の決定", "--decided", "令和6年9月5日", "--source", "title=官報"]


def test_options_alone_record_an_act_under_an_id_made_of_its_day_and_kind(db):
    done = command(db, *POLICY, "--effect", "policy=miyagi-kumamoto is=decided issues=人手不足,環境整備")
    assert (done.code, done.out) == (0, "#2 2024-09-05.zone-policy\n")
    zone = json.loads(command(db, "zones", "--as-of", "2024-09-05", "--json").out)["zones"][0]
    assert zone["policy"] == "decided"


def test_an_effect_may_be_written_in_braces_as_in_an_act_file(db):
    done = command(db, *POLICY, "--effect", "{policy: miyagi-kumamoto, is: decided}", "--id", "policy-1")
    assert done.out == "#2 policy-1\n"


def test_what_is_missing_is_named_and_nothing_recorded_when_there_is_no_terminal(db):
    done = command(db, "record", "zone-policy", "--title", "区域方針")
    assert done.code == 1
    assert "no source" in done.err
    with reformlog.open(db) as register:
        assert register.head.position == 1


def test_an_effect_that_is_not_field_equals_value_is_a_usage_error(db):
    done = command(db, *POLICY, "--effect", "miyagi-kumamoto decided")
    assert done.code == 2
    assert "miyagi-kumamoto is not FIELD=VALUE" in done.err


def dialogue(
    db: Path, *words: str, folder: Path | None = None, at: Terminal = copied, **environment: str
) -> pexpect.spawn:
    return at(["--db", str(db), *words], folder or db.parent, {**ENVIRONMENT, **environment})


def test_what_is_typed_in_japanese_is_kept_where_the_terminal_is_told_no_language(db):
    """LC_ALL=C, as on a server: the line editor would take the bytes of 区 for commands of its own."""
    form = dialogue(db, "record", "zone-policy", at=started, LC_ALL="C")
    form.expect("title .*: ")
    form.sendline("区域方針の決定")
    form.expect("detail .*: ")
    form.sendline("<")
    form.expect("title .*区域方針の決定.*: ")


def test_what_may_be_a_slip_is_told_before_the_form_asks_whether_to_record(db):
    """Enter at every date would record an act whose id has no day in it, for ever."""
    form = dialogue(db, "record", "request")
    for answer in ("要望書の提出", "", "", "", "", "title=要望書", "", "", ""):
        form.expect(": ")
        form.sendline(answer)
    form.expect("Look again: request: it has no date; no chronology shows it.")
    form.expect("Record it as request")


def test_the_form_speaks_japanese_to_who_has_a_japanese_shell(db):
    form = dialogue(db, "record", "request", REFORMLOG_LANG="ja")
    form.expect("Enter で次へ.*Ctrl-C で下書きを残して終わる")
    form.expect("title .*: ")
    form.sendline("")
    form.expect("title は必須です。")
    form.sendline("要望書の提出")
    form.expect("detail .*: ")
    form.sendline("")
    form.expect("made .*: ")
    form.sendline("?")
    form.expect("この日に効力が生じる")
    form.sendline("令和6年6月31日")
    form.expect("「令和6年6月31日」：2024-06 は30日までで、31日はありません。")
    form.expect("最も近い実在の日：令和6年6月30日")
    form.sendline("令和6年6月30日")
    form.expect("counts .*: ")
    form.sendline("")
    form.expect("sources .*1.*: ")
    form.sendline("要望書")
    form.expect("要望書: 要望書 は「項目=値」の形ではありません。")
    form.expect("例：title=要望書")
    form.sendline("title=要望書")
    form.expect("sources .*2.*: ")
    form.sendline("3")
    form.expect("3 はありません。")
    form.expect("Enter でこのまま。")
    for _ in ("sources", "order", "further"):
        form.expect(": ")
        form.sendline("")
    form.expect("2024-06-30.request として記録しますか。")
    form.sendline("n")
    form.expect("入力したものは draft-2024-06-30.request.yaml に残しました。")


def test_the_form_says_the_id_of_a_zone_that_is_answered_by_its_name(db):
    with reformlog.open(db) as register:
        register.append(
            {
                "id": "2014-04-25.cabinet-order",
                "kind": "cabinet-order",
                "title": "政令",
                "enforced": "2014-05-01",
                "effects": [{"zone": "yabu-city", "is": "designated", "name": "養父市", "areas": ["28222"]}],
                "sources": [{"title": "官報"}],
            }
        )
    form = dialogue(db, "record", "zone-policy", "--title", "区域方針", "--decided", "2014-05-01")
    for _ in ("title", "detail", "consulted", "decided", "published"):
        if form.expect(["effects .*1.*: ", ": "]) == 0:
            break
        form.sendline("")
    else:
        form.expect("effects .*1.*: ")
    form.sendline("policy=養父市 is=decided")
    form.expect("policy=yabu-city   .養父市.")
    form.terminate(force=True)
    form = dialogue(db, "record", "zone-council", "--title", "区域会議", "--held", "2014-07-23")
    while form.expect(["numbers .*: ", ": "]):
        form.sendline("")
    form.sendline("養父市=1")
    form.expect("    yabu-city=…   .養父市.")


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


def answer(form: pexpect.spawn, *answers: tuple[str, str]) -> None:
    """Types each answer at the prompt that begins so."""
    for prompt, typed in answers:
        form.expect(rf"{prompt}[^\n]*: ")
        form.sendline(typed)


def interrupt(form: pexpect.spawn, told: object) -> None:
    """Types Ctrl-C until it is heard: Python notices one that comes just before it begins to read with the next."""
    form.sendintr()
    while form.expect([told, pexpect.TIMEOUT], timeout=3):
        form.sendintr()


def recorded(db: Path, form: pexpect.spawn, position: int = 2) -> dict:
    """What was recorded by a form in which the last question was just asked."""
    form.expect(r"Record it as .*\[y/n/<\]: ")
    form.sendline("y")
    form.expect(f"#{position} ")
    form.expect(pexpect.EOF)
    done = command(db, "show", f"#{position}", "--json")
    return json.loads(done.out)["versions"][-1]["body"]


EFFECT, SECOND = "policy=miyagi-kumamoto is=decided", "policy=miyagi-kumamoto is=amended"
BEGUN = (("title", "区域方針"), ("detail", ""), ("decided", "2024-09-05"), ("published", ""), ("counts", ""))
REST = (
    ("effects 効果 2", ""),
    ("sources 出典 1", "title=官報"),
    ("sources 出典 2", ""),
    ("order", ""),
    ("further", ""),
)


def test_going_back_to_a_date_and_on_by_enter_keeps_effects_and_sources(db):
    """From the last question < to the date, mended, and Enter to the end: what was typed is there."""
    form = dialogue(db, "record", "zone-policy")
    answer(form, *BEGUN, ("effects 効果 1", EFFECT), *REST)
    answer(form, ("Record it as 2024-09-05", "<"), ("further", "<"), ("order", "＜"), ("sources 出典 2", "<"))
    answer(form, ("effects 効果 2", "<"), ("counts", "<"), ("published", "<"))
    answer(form, ("decided .*2024-09-05", "2024-09-06"), ("published", ""), ("counts", ""))
    form.expect(f"1  {EFFECT}")
    answer(form, ("effects 効果 2", ""))
    form.expect("1  title=官報")
    answer(form, ("sources 出典 2", ""), ("order", ""), ("further", ""))
    body = recorded(db, form)
    assert (body["id"], body["decided"]) == ("2024-09-06.zone-policy", "2024-09-06")
    assert body["effects"] == [{"policy": "miyagi-kumamoto", "is": "decided"}]
    assert body["sources"] == [{"title": "官報"}]


def test_going_back_from_the_second_of_several_keeps_the_first(db):
    form = dialogue(db, "record", "zone-policy")
    answer(form, *BEGUN, ("effects 効果 1", EFFECT), ("effects 効果 2", "<"), ("counts", ""), ("effects 効果 2", ""))
    answer(
        form, ("sources 出典 1", "title=官報"), ("sources 出典 2", "<"), ("effects 効果 2", ""), ("sources 出典 2", "")
    )
    answer(form, ("order", ""), ("further", ""))
    body = recorded(db, form)
    assert (len(body["effects"]), body["sources"]) == (1, [{"title": "官報"}])


def test_one_of_several_is_changed_or_removed_or_all_begun_anew(db):
    form = dialogue(db, "record", "zone-policy")
    answer(form, *BEGUN, ("effects 効果 1", EFFECT), *REST[:1], ("sources 出典 1", "title=無"))
    answer(form, ("sources 出典 2", "-"), ("sources 出典 1", ""))
    form.expect("sources is needed")
    answer(form, ("sources 出典 1", "title=甲"), ("sources 出典 2", "title=乙"), ("sources 出典 3", "title=丙"))
    answer(form, ("sources 出典 4", "-9"))
    form.expect("There is no 9")
    answer(form, ("sources 出典 4", "2"), ("sources 出典 2 .*title=乙", "乙"))
    form.expect("乙 is not FIELD=VALUE")
    answer(form, ("sources 出典 2 .*title=乙", "title=丁"), ("sources 出典 4", "１"), ("sources 出典 1 .*甲", ""))
    answer(form, ("sources 出典 4", "-3"), ("sources 出典 3", ""), ("order", ""), ("further", ""))
    assert recorded(db, form)["sources"] == [{"title": "甲"}, {"title": "丁"}]


def test_an_answer_is_cleared_and_a_needed_one_asked_for_again(db):
    form = dialogue(db, "record", "zone-policy")
    answer(form, ("title", "方針"), ("detail", "詳細"), ("decided", "<"), ("detail .*詳細; - clears", "-"))
    answer(form, ("detail", "<"), ("title .*方針; - clears", "-"), ("title 件名", ""))
    form.expect("title is needed")
    answer(form, ("title", "区域方針"), *BEGUN[1:], ("effects 効果 1", EFFECT), *REST)
    body = recorded(db, form)
    assert (body["title"], "detail" in body) == ("区域方針", False)


def test_fields_in_a_field_are_checked_where_they_are_asked_for(db):
    """件数 that is no number, of a name that there is not, or no field at all is refused at once; each can be left."""
    form = dialogue(db, "record", "zone-policy", "--effect", EFFECT)
    answer(form, *BEGUN[:4], ("counts", "19"))
    form.expect("19 is not FIELD=VALUE")
    answer(form, ("counts", "proposals=many"))
    form.expect("many is not a whole number")
    answer(form, ("counts", "towns=19"))
    form.expect("no field named towns")
    answer(form, ("counts", "proposals=44"), ("effects 効果 2", "<"), ("counts .*proposals=44", "proposals=-1"))
    form.expect("not a whole number")
    answer(form, ("counts .*proposals=44", "-"), ("counts", ""), *REST[:-1], ("further", "colour"))
    form.expect("no further field named colour")
    answer(form, ("further", "form"), ("form", "by letter"))
    form.expect("none of in-person")
    answer(form, ("form", ""))
    assert recorded(db, form).keys() == {"id", "kind", "title", "decided", "effects", "sources"}


def test_a_further_field_is_named_in_either_language_and_each_is_explained(db):
    form = dialogue(db, "record", "zone-policy", "--effect", EFFECT, REFORMLOG_LANG="ja")
    answer(form, *BEGUN, *REST[:-1], ("further", "?"))
    form.expect("書きたい欄の名前.*：inferred（推定の理由）.* agenda（議題）")
    answer(form, ("further", "議題 場所 注"))
    form.expect("「注」という欄はありません。")
    answer(form, ("further", "議題 place"), ("agenda 議題 1", "?"))
    form.expect("議題の一つ")
    answer(form, ("agenda 議題 1", "規制改革"), ("agenda 議題 2", ""), ("place 場所", "官邸"))
    form.expect("として記録しますか")
    form.sendline("y")
    form.expect("#2 2024-09-05.zone-policy")


def test_after_a_refusal_nothing_is_emptied(db):
    """公表 before 決定 is refused at the end; the form goes to the later date, and Enter keeps the rest."""
    form = dialogue(db, "record", "zone-policy", "--effect", EFFECT, "--source", "title=官報")
    answer(form, *BEGUN[:3], ("published", "2024-08-05"), ("counts", "proposals=4"))
    again = (("effects 効果 2", ""), ("sources 出典 2", ""), ("order", ""), ("further", ""))
    answer(form, *again)
    form.expect("published cannot come first")
    answer(form, ("published .*2024-08-05", "2024-09-10"), ("counts .*proposals=4", ""), *again)
    body = recorded(db, form)
    assert (body["published"], body["counts"]) == ("2024-09-10", {"proposals": 4})
    assert (len(body["effects"]), body["sources"]) == (1, [{"title": "官報"}])


def test_a_conflict_leads_to_the_effect_or_is_recorded_with_a_reason(db):
    """区域方針の変更 before there is one: Enter goes to the effect; a reason records it, and is kept with the act."""
    form = dialogue(db, "record", "zone-policy")
    answer(form, *BEGUN, ("effects 効果 1", SECOND), *REST)
    form.expect("effect 1 .*policy.amended")
    answer(form, ("reason 理由", ""))
    form.expect(f"1  {SECOND}")
    answer(form, ("effects 効果 2", ""), ("sources 出典 2", ""), ("order", ""), ("further", ""))
    answer(form, ("reason 理由", "資料のとおり"))
    answer(form, ("Record it as", "<"), ("further", ""), ("reason 理由.*資料のとおり", ""))
    body = recorded(db, form)
    assert body["effects"] == [{"policy": "miyagi-kumamoto", "is": "amended"}]
    conflicts = json.loads(command(db, "check", "--json").out)["findings"]
    assert "資料のとおり" in json.dumps(conflicts, ensure_ascii=False)


def test_an_act_of_a_closed_period_is_recorded_with_the_reason_why_it_is_late(db):
    assert command(db, "close", "2024-09").code == 0
    form = dialogue(db, "record", "zone-policy")
    answer(form, *BEGUN, ("effects 効果 1", EFFECT), *REST)
    form.expect("which is closed")
    answer(form, ("reason 理由.*decided", "資料を後から入手"))
    assert recorded(db, form, 3)["id"] == "2024-09-05.zone-policy"


def test_an_id_that_is_taken_is_asked_for(db):
    options = ["--title", "区域方針", "--decided", "2024-09-05", "--effect", EFFECT]
    assert command(db, "record", "zone-policy", *options, "--source", "title=官報").code == 0
    form = dialogue(db, "record", "zone-policy", *options[2:])
    answer(form, ("title", "別の方針"), ("detail", ""), ("decided .*2024-09-05", ""), *BEGUN[3:], *REST)
    form.expect("recorded already")
    answer(form, ("id 識別子", "甲"))
    form.expect("not an id of an act")
    answer(form, ("id 識別子", "2024-09-05.zone-policy-2"))
    answer(form, ("reason 理由", "別の決定"))
    assert recorded(db, form, 3)["id"] == "2024-09-05.zone-policy-2"


def test_ctrl_c_keeps_what_was_typed_as_a_draft(db):
    form = dialogue(db, "record", "request", at=started)
    form.expect("title .*: ")
    form.sendline("区域拡大の要望")
    form.expect("detail .*: ")
    form.sendline("")
    form.expect("made .*: ")
    form.sendline("2024年10月")
    form.expect("counts .*: ")
    interrupt(form, "kept in draft-2024-10.request.yaml")
    form.expect(pexpect.EOF)
    form.close()
    assert form.exitstatus == 130
    draft = (db.parent / "draft-2024-10.request.yaml").read_text("utf-8")
    assert "title: 区域拡大の要望" in draft
    assert "made: 2024年10月" in draft


def test_an_id_that_no_act_can_have_is_refused_before_anything_is_typed(db):
    form = dialogue(db, "record", "request", "--id", "a/b")
    form.expect("id: .*a/b")
    form.expect(pexpect.EOF)
    form.close()
    assert form.exitstatus == 1


def test_where_no_draft_can_be_written_what_was_typed_is_printed(db):
    """The folder is gone meanwhile."""
    folder = db.parent / "gone"
    folder.mkdir()
    form = dialogue(db, "record", "request", folder=folder)
    answer(form, ("title", "区域拡大の要望"), ("detail", ""), ("made", "2024年10月"))
    form.expect("counts .*: ")
    folder.rmdir()
    interrupt(form, "draft-2024-10.request.yaml cannot be written")
    form.expect("title: 区域拡大の要望")
    form.expect("made: 2024年10月")
    form.expect("Stopped; nothing more was recorded.")
    form.expect(pexpect.EOF)
    form.close()
    assert form.exitstatus == 130


@pytest.mark.parametrize("ending", ["SIGHUP", "SIGTERM", "closed"])
def test_a_terminal_that_is_closed_keeps_what_was_typed(db, ending):
    form = dialogue(db, "record", "wg-hearing", at=started)
    answer(form, ("title", "国家戦略特区WGヒアリング"), ("detail", ""), ("held", "2024年5月中旬"))
    form.expect("number .*: ")
    if ending == "closed":
        form.ptyproc.fileobj.close()  # and no more: `form.close` would give the program a third of a second to end
    else:
        form.kill(getattr(signal, ending))
        while form.expect([pexpect.EOF, pexpect.TIMEOUT], timeout=2) and form.isalive():
            form.kill(getattr(signal, ending))  # Python may lose one that comes while it tidies up
    form.wait() if form.isalive() else None
    deadline = time.monotonic() + 20
    while not (drafts := list(db.parent.glob("draft-*.yaml"))) and time.monotonic() < deadline:
        time.sleep(0.05)
    (draft,) = drafts
    assert "2024年5月中旬" in draft.read_text("utf-8")


def test_the_tab_key_completes_zones_acts_and_effects_in_the_form(db):
    form = dialogue(db, "record", "zone-policy")
    answer(form, *BEGUN, ("effects 効果 1", "policy=miy\t is=dec\t"), REST[0], *REST[1:4])
    answer(form, ("further", "part-o\t zon\t"), ("part-of", "2024-06\t"), ("zones .*1", "miya\t"), ("zones .*2", ""))
    body = recorded(db, form)
    assert body["effects"] == [{"policy": "miyagi-kumamoto", "is": "decided"}]
    assert (body["part-of"], body["zones"]) == ("2024-06-21.cabinet-order", ["miyagi-kumamoto"])


def test_a_hint_in_the_form_is_an_answer_as_it_is_typed(db):
    """Within an effect `is=decided`, for a field of its own the value alone."""
    form = dialogue(db, "record", "zone-policy")
    answer(form, *BEGUN[:2], ("decided", "2024-09-05"), ("published", "2024-08-05"), ("counts", ""))
    answer(form, ("effects 効果 1", "policy=miyagi-kumamoto is=決定"))
    form.expect("no effect policy.決定.*\\r\\n    is=decided\\r\\n")
    answer(form, ("effects 効果 1", EFFECT), *REST)
    form.expect("If the dates are swapped: 2024-09-05\\r\\n")
    answer(form, ("published .*2024-08-05", "-"), ("published", ""), ("counts", ""), ("effects 効果 2", ""))
    answer(form, ("sources 出典 2", ""), ("order", ""), ("further", ""))
    assert recorded(db, form)["effects"] == [{"policy": "miyagi-kumamoto", "is": "decided"}]


@pytest.mark.parametrize(
    ("words", "as_option"),
    [
        (["--effect", "zone=okinawa is=designatd"], "is=designated"),
        (["--effect", "zone=okinawa is=designated areas=4"], "areas=04"),
        (["--effect", "区域=okinawa is=designated"], "zone=okinawa   (instead of 区域:)"),
        (["--effect", "plan=okinawa is=approved"], "plan.approved belongs to: plan-approval"),
        (["--source", "title=官報 grade=officia"], "grade=official"),
        (["--form", "email"], "--form in-person"),
        (["--order", "two"], "Write it in digits, as in  --order 1"),
        (["--decided", "2024-07-01"], "If the dates are swapped: --enforced 2024-07-01"),
    ],
)
def test_a_hint_on_options_is_written_as_options(db, words, as_option):
    given = {"--enforced": "2024-06-26", "--title": "政令", "--source": "title=官報"}
    options = [word for name, value in given.items() if name not in words for word in (name, value)]
    done = command(db, "record", "cabinet-order", "--id", "other", *options, *words)
    assert done.code == 1
    assert done.err.splitlines()[1].strip() == as_option


@pytest.mark.parametrize(
    ("setting", "as_setting"),
    [
        ("effects.0.is=designatd", "--set effects.0.is=designated"),
        ("effects.0.areas=4", "--set effects.0.areas=04"),
        ("effects=zone=okinawa is=指定", "--set effects.0.is=designated"),
        ("form=email", "--set form=in-person"),
        ("order=two", "Write it in digits, as in  --set order=1"),
        ("decided=2024-07-01", "If the dates are swapped: --set enforced=2024-07-01"),
        ("sources=grade=official", "--set 'sources.0.title=the name of the document'"),
    ],
)
def test_a_hint_on_a_setting_is_a_setting(db, setting, as_setting):
    done = command(db, "correct", "2024-06-21.cabinet-order", "--set", setting, "--reason", "誤記")
    assert done.code == 1
    assert done.err.splitlines()[1].strip() == as_setting
    word = as_setting.partition("--set ")[2].strip("'")
    again = command(db, "correct", "2024-06-21.cabinet-order", "--set", setting, "--set", word, "--reason", "誤記")
    assert again.code == 0


def test_a_setting_of_a_field_by_its_japanese_name_is_shown_with_the_name_it_has(db):
    done = command(db, "correct", "2024-06-21.cabinet-order", "--set", "施行=2024-06-27", "--reason", "誤記")
    assert done.code == 1
    assert done.err.splitlines()[1].strip() == "Write it as  --set enforced=2024-06-27"
    again = command(db, "correct", "2024-06-21.cabinet-order", "--set", "enforced=2024-06-27", "--reason", "誤記")
    assert again.code == 0


def test_the_form_asks_what_was_meant_before_it_advises(db):
    """The policy of a zone with a slip in its id: the id is offered, and the reason asked for."""
    form = dialogue(db, "record", "zone-policy")
    answer(form, *BEGUN, ("effects 効果 1", "policy=miyagi-kumamto is=decided"), *REST)
    form.expect(r"Did you mean  policy=miyagi-kumamoto  \? Else record its designation first, or in the same batch\.\r")
    form.expect("  Correct the effect or the date; or, when both acts are right as recorded, say why\\.\r\n")
    form.expect("reason 理由")
    interrupt(form, pexpect.EOF)


HEARING = ["record", "wg-hearing", "--held", "2026-05-01", "--source", "title=官報", "--title"]


def test_a_second_sitting_of_a_kind_on_one_day_is_offered_a_free_id(db):
    assert command(db, *HEARING, "一つ").code == 0
    assert "For another act: --id 2026-05-01.wg-hearing-2\n" in command(db, *HEARING, "二つ").err
    assert command(db, *HEARING, "二つ", "--id", "2026-05-01.wg-hearing-2").code == 0
    assert "For another act: --id 2026-05-01.wg-hearing-3\n" in command(db, *HEARING, "三つ").err


def test_a_withdrawn_act_that_is_recorded_again_is_told_how_it_is_recorded_anew(db):
    """The same act counts no more, whatever is typed; another one is no correction of it."""
    command(db, *HEARING, "一つ")
    command(db, "withdraw", "2026-05-01.wg-hearing", "--reason", "誤り")
    file = "2026-05-01.wg-hearing.yaml"
    anew = f"o record it anew: reformlog show 2026-05-01.wg-hearing -o {file}   Then: "
    same, other = command(db, *HEARING, "一つ"), command(db, *HEARING, "二つ")
    assert (same.code, other.code) == (0, 1)
    assert "already recorded as #2, and withdrawn by #3; t" + anew in same.err
    assert ", and was withdrawn by #3;" in other.err and "T" + anew in other.err
    kept = str(db.parent / file)
    assert command(db, "show", "2026-05-01.wg-hearing", "-o", kept).code == 0
    assert command(db, "correct", "2026-05-01.wg-hearing", kept, "--reason", "やはりあった").code == 0
    assert command(db, "show", "2026-05-01.wg-hearing", "--json").json["withdrawn"] is False


def test_the_help_of_a_kind_shows_an_effect_that_its_acts_may_have():
    shown = " ".join(run("record", "zone-policy", "--help").out.split())
    assert "what the act changes: policy=miyagi-kumamoto is=decided" in shown


def test_the_form_goes_on_when_a_colleague_was_first_while_it_asked_whether_to_record(db):
    """Both record a request of one day; the second is asked for an id, and what was typed is not typed again."""
    form = dialogue(db, "record", "request")
    for typed in ("要望書の提出", "", "2024-12-01", "", "title=要望書", "", "", ""):
        form.expect(": ")
        form.sendline(typed)
    form.expect("Record it as 2024-12-01.request")
    other = ("--title", "別の要望", "--made", "2024-12-01", "--source", "title=別")
    assert command(db, "record", "request", *other).code == 0
    form.sendline("y")
    form.expect("2024-12-01.request is recorded already as #2 with another body")
    form.expect("For another act: 2024-12-01.request-2\r\n")
    form.expect("id .*: ")
    form.sendline("2024-12-01.request-2")
    form.expect("Record it as 2024-12-01.request-2")
    form.sendline("y")
    form.expect("#3 2024-12-01.request-2")
