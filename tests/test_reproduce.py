"""reproduce: an answer is given again byte for byte after any later append, or the reason why not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import histories
import played
import reformlog
from conftest import NOON
from reformlog import cli
from reformlog.queries import tokens


def run(path: Path, *words: str) -> tuple[int, bytes]:
    result = CliRunner().invoke(cli.group, ["--db", str(path), *words], catch_exceptions=True)
    if isinstance(result.exception, reformlog.Error):
        raise result.exception
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout_bytes


def token_of(output: bytes) -> str:
    text = output.decode()
    if '"token": "' in text:
        return text.split('"token": "')[1].split('"')[0]
    return text.strip().splitlines()[-1].split()[1].strip("`")


QUESTIONS = [
    ["zones", "--as-of", "2024-06-22", "--json"],
    ["zones"],
    ["plans", "--format", "md"],
    ["measures", "--zone", "miyagi-kumamoto", "--json"],
    ["proposals", "--axis", "submitted", "--json"],
    ["zones", "--as-of", "2024-05-20", "--include-possible", "--lang", "en"],
    ["chronology", "miyagi-kumamoto", "hokkaido", "--from", "2024-01-01", "--years", "era"],
    ["diff", "2024-06-01..2024-06-30", "--json"],
    ["diff", "--known", "150..256", "--as-of", "2024-06-30", "--json"],
    ["explain", "miyagi-kumamoto", "status", "--as-of", "2024-06-22"],
    ["blame", "policy:miyagi-kumamoto", "--json"],
    ["due", "--from", "2024-06-01", "--to", "2024-06-30", "--json"],
    ["due", "--since", "250", "--json"],
    ["due", "--since", "0", "--json"],
    ["due", "--since", "today", "--json"],
    ["due", "--since", "2026-10-31"],
    ["audit", "--zone", "miyagi-kumamoto", "--json"],
    ["audit"],
    ["log", "--zone", "okinawa", "--kind", "proposal", "--json"],
    ["show", "2024-06-21.cabinet-order"],
    ["check", "--json"],
    ["replay", "--from", "2024-06-01", "--to", "2024-12-31", "--json"],
]


@pytest.fixture
def path(record_copy, tmp_path):
    record_copy().close()
    return tmp_path / "copy.db"


def later(path: Path) -> None:
    """Appends that change nearly every answer asked above."""
    with reformlog.open(path) as register:
        register.withdraw("2024-09-05.zone-policy", reason="別の文書")
        register.withdraw("2024-06-21.cabinet-order", reason="取り違え", accept_conflict="検証")
        register.append({"correct": "coverage:council", "reason": "範囲を確認", "act": {"note": "不明"}})


@pytest.mark.parametrize("words", QUESTIONS, ids=" ".join)
def test_every_answer_is_given_again_byte_for_byte_after_later_appends(path, words):
    code, before = run(path, *words)
    later(path)
    assert (run(path, *words)[1] == before) == ("--known" in words)
    assert run(path, "reproduce", token_of(before)) == (code, before)


NAMED = [
    ["zones", "--zone", "miyagi-kumamoto"],
    ["chronology", "miyagi-kumamoto"],
    ["diff", "2024-06-01..2024-06-30"],
    ["explain", "miyagi-kumamoto"],
    ["blame", "miyagi-kumamoto"],
    ["due", "--from", "2024-06-01", "--to", "2024-06-30"],
    ["audit", "--zone", "miyagi-kumamoto"],
    ["audit"],
    ["log", "--kind", "cabinet-order"],
    ["show", "2024-06-21.cabinet-order"],
    ["search", "諮問会議", "--limit", "3"],
    ["check"],
    ["replay", "--from", "2024-06-01", "--to", "2024-06-30"],
]


@pytest.mark.parametrize("words", NAMED, ids=" ".join)
def test_a_file_named_for_a_format_holds_what_is_printed_in_it_and_is_given_again_from_the_file(
    record_file, tmp_path, words
):
    """For a program all of the answer, for a person what has room on a page, whichever way it was asked for."""
    for name, ending in (("json", "json"), ("csv", "csv"), ("md", "md"), ("text", "txt"), ("html", "html")):
        file = tmp_path / f"answer.{ending}"
        run(record_file, *words, "-o", str(file))
        assert run(record_file, *words, "--format", name)[1] == file.read_bytes()
        if name != "csv":
            assert run(record_file, "reproduce", str(file))[1] == file.read_bytes()


def test_a_token_copied_from_a_page_that_broke_it_into_lines_is_the_same(path):
    answer = run(path, "zones")[1]
    token = token_of(answer)
    assert run(path, "reproduce", f"{token[:50]}\n{token[50:]} ")[1] == answer


def test_a_file_with_the_answer_in_it_will_do(path, tmp_path):
    answer = tmp_path / "answer.json"
    before = run(path, "zones", "--json")[1]
    answer.write_bytes(before)
    later(path)
    assert run(path, "reproduce", str(answer))[1] == before
    answer.write_bytes(b"nothing")
    assert refusal(path, str(answer)).code == "token-none"


def test_who_asks_again_is_told_that_more_is_known_now_and_how_to_ask_that(path):
    asked = ["search", "諮問会議 ", "--limit", "3"]
    token = token_of(run(path, *asked)[1])
    result = CliRunner().invoke(cli.group, ["--db", str(path), "reproduce", token])
    assert result.stderr == ""
    later(path)
    result = CliRunner().invoke(cli.group, ["--db", str(path), "reproduce", token])
    head = reformlog.open(path).head.position
    told = f"As known at #{head - 3}; the log goes on to #{head}. What is known now:  "
    assert result.stderr == told + "reformlog search --limit 3 -- '諮問会議 '\n"


def test_what_was_left_to_today_and_to_the_head_is_kept_in_the_token(path):
    token = tokens.read(token_of(run(path, "zones", "--json")[1]))
    assert token.asked == {"as_of": reformlog.open(path).view().today}
    assert (token.command, token.output) == ("zones", {"format": "json"})
    assert token.position == reformlog.open(path).head.position


def test_a_token_holds_days_and_positions_and_neither_today_nor_the_name_of_a_file(path, tmp_path):
    key, signed, newest = (str(tmp_path / name) for name in ("office.key", "office.checkpoint", "newest.checkpoint"))
    run(path, "key", "new", "-o", key)
    run(path, "checkpoint", "--key", key, "-o", signed)
    with reformlog.open(path) as register:
        today, head = register.view().today, register.head.position
        register.append({"remark": "2024-06-21.cabinet-order", "text": "確認"})
    run(path, "checkpoint", "--key", key, "-o", newest)
    for words, asked in [
        ("log --from R6.6.1 --to today", {"start": "2024-06-01", "end": today}),
        ("chronology aichi --to today", {"zones": ["aichi"], "end": today}),
        (f"log --known-from {signed} --known-to {head}", {"known_from": str(head + 1)}),
        (f"log --known-from {signed}", {"known_from": str(head + 1)}),
        (f"log --known-from {newest}", {"known_from": str(head + 2)}),
        ("log --known-from #57", {"known_from": "57"}),
        ("log --known-from 2026-11-01 --known-to 57", {"known_from": "1"}),
        (f"log --known-from R8.11.2 --known-to {head}", {"known_from": str(head + 1)}),
        (f"log --known-from 2026-11-02T00:00:00Z --known-to {head}", {"known_from": str(head + 1)}),
    ]:
        answer = run(path, *words.split())[1]
        assert tokens.read(token_of(answer)).asked == asked
        for file in (signed, newest):
            if file in words and "--known-to" not in words:
                Path(file).unlink()
        assert run(path, "reproduce", token_of(answer))[1] == answer


def test_python_and_the_command_line_give_the_same_token(path):
    with reformlog.open(path) as register:
        told = register.zones(as_of="2024-06-22").model_dump(mode="json")
        changed = register.diff("2024-06-01", "2024-06-30").model_dump(mode="json")
        questions = {
            "explain okinawa status --as-of 2024-06-22": register.explain("okinawa", "status", "2024-06-22"),
            "blame policy:hokkaido": register.blame("policy:hokkaido"),
            "due --from 2024-06-01 --to 2024-06-30": register.due("2024-06-01", "2024-06-30"),
            "audit --zone okinawa": register.audit("okinawa"),
            "replay --to 2014-06-30": register.replay(end="2014-06-30"),
        }
    for words, answer in questions.items():
        assert json.loads(run(path, *words.split(), "--json")[1]) == answer.model_dump(mode="json")
    assert told["token"] == token_of(run(path, "zones", "--as-of", "令和6年6月22日", "--json")[1])
    assert changed["token"] == token_of(run(path, "diff", "2024-06-01..2024-06-30", "--json")[1])


def refusal(path: Path, token: str) -> reformlog.Error:
    with pytest.raises(reformlog.Error) as error:
        run(path, "reproduce", token)
    return error.value


def test_a_token_of_another_log_is_refused_by_name(path, tmp_path):
    token = token_of(run(path, "zones", "--json")[1])
    with reformlog.open(tmp_path / "other.db", create=True, origin="reformlog.example/other"):
        pass
    error = refusal(tmp_path / "other.db", token)
    assert error.code == "token-other-log" and "reformlog.example/kokusen" in error.message


def test_a_token_of_a_position_still_to_come_is_refused(path, record_file):
    with reformlog.open(path) as register:
        head = register.head.position
        register.append({"remark": "2024-06-21.cabinet-order", "text": "確認"})
    token = token_of(run(path, "zones", "--json")[1])
    error = refusal(record_file, token)
    assert error.code == "token-ahead" and str(head) in error.message and str(head + 1) in error.message


def test_a_rewritten_history_is_damage(tmp_path):
    """The same name, other acts: what an auditor was shown can no longer be shown."""
    paths = []
    for number, title in enumerate(("はじめの件名", "書き換えた件名")):
        paths.append(tmp_path / f"{number}.db")
        with reformlog.open(paths[-1], create=True, origin="reformlog.example/x", clock=lambda: NOON) as register:
            register.append(
                {"id": "a", "kind": "request", "title": title, "made": "2024-01-01", "sources": [{"title": "資料"}]}
            )
    error = refusal(paths[1], token_of(run(paths[0], "zones", "--json")[1]))
    assert error.code == "token-history" and error.exit_code == 3


def test_an_answer_is_not_given_again_by_an_audit_that_reads_another_way(path):
    """Since the second version L4, M2 and the gaps ask each life of a plan by itself; the rows are worked out alike."""
    token = tokens.read(token_of(run(path, "zones", "--json")[1]))
    error = refusal(path, tokens.written(token._replace(rules=f"2-{token.rules.partition('-')[2]}")))
    assert error.code == "token-rules" and "2-" in error.message


def test_newer_rules_are_named(path):
    token = tokens.read(token_of(run(path, "zones", "--json")[1]))
    error = refusal(path, tokens.written(token._replace(rules="0-00000000")))
    assert error.code == "token-rules" and "0-00000000" in error.message and tokens.rules() in error.message


@pytest.mark.parametrize("wrong", ["", "rl1.", "rl1.AAAA", "hello", "rl1.W10", "rl1.WzEsMiwzLDQsNSw2LDdd"])
def test_what_is_no_token_is_a_usage_error(path, wrong):
    error = refusal(path, wrong)
    assert error.code == "token-form" and error.exit_code == 2


@pytest.mark.parametrize(
    ("command", "asked"),
    [
        ("remark", {"act": "2024-06-21.cabinet-order", "text": "にせ"}),
        ("withdraw", {"act": "2024-06-21.cabinet-order", "reason": "にせ", "accept_conflict": "にせ"}),
        ("build", {"folder": "."}),
    ],
)
def test_a_token_from_a_stranger_can_make_nothing_but_questions(path, command, asked):
    honest = tokens.read(token_of(run(path, "zones", "--json")[1]))
    error = refusal(path, tokens.written(honest._replace(command=command, asked=asked)))
    assert error.code == "token-command"
    with reformlog.open(path) as register:
        assert register.log.position() == honest.position


def test_a_token_from_a_stranger_does_not_say_where_to_write(path, tmp_path):
    honest = tokens.read(token_of(run(path, "zones", "--json")[1]))
    forged = honest._replace(asked={**honest.asked, "target": str(tmp_path / "written")})
    assert run(path, "reproduce", tokens.written(forged))[1]
    assert not (tmp_path / "written").exists()


def test_what_looks_back_from_a_later_position_has_no_token_that_could_not_hold(path):
    """The answer is of position 9, its root too; position 12 is beyond both."""
    back = ["diff", "--known", "12..9", "--as-of", "2024-06-30"]
    assert "rl1." not in run(path, *back)[1].decode()
    with reformlog.open(path) as register:
        assert "token" not in register.diff(known=(12, 9), as_of="2024-06-30").model_dump()
        assert "token" in register.diff(known=(9, 12), as_of="2024-06-30").model_dump()


def test_what_a_command_says_that_writes_has_no_token(path):
    head = reformlog.open(path).head.position
    answer = run(path, "withdraw", "2024-09-05.zone-policy", "--reason", "別の文書", "--json")[1]
    assert json.loads(answer)["as_known"]["position"] == head + 1 and b"rl1." not in answer


@settings(max_examples=25)
@given(histories.histories(), histories.histories(), st.sampled_from(histories.DAYS), st.data())
def test_on_random_histories_an_answer_is_the_same_after_any_number_of_appends(history, more, day, data):
    def ask(register: Any, path: Path) -> list[str]:
        found = played.subjects(register)
        other = data.draw(st.sampled_from(histories.DAYS))
        asked = [["zones", "--as-of", day], ["diff", f"{day}..{other}"], ["audit", "--as-of", day], ["check"]]
        asked += [
            [command, data.draw(st.sampled_from(found)), "--as-of", day] for command in ("explain", "blame") if found
        ]
        return data.draw(st.sampled_from(asked))

    with played.register() as register:
        played.play(register, history)
        path = Path(register.log.path)
        code, before = run(path, *ask(register, path), "--json")
        played.play(register, more)
        assert run(path, "reproduce", token_of(before)) == (code, before)
