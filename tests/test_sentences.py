"""The sentences of answers in Japanese: every one of ours has one, and nothing that somebody wrote is touched."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import reformlog
from cli_running import run
from reformlog.formats import refused, render
from reformlog.formats.cells import worded
from reformlog.formats.names import SERIES
from reformlog.formats.sentences import SENTENCES, japanese
from reformlog.formats.sentences_of_acts import ACTS
from reformlog.formats.sentences_of_commands import COMMANDS
from reformlog.formats.sentences_of_custody import CUSTODY
from reformlog.formats.sentences_of_dates import DATES
from reformlog.formats.sentences_of_documents import DOCUMENTS
from reformlog.formats.sentences_of_fields import FIELDS
from reformlog.formats.sentences_of_files import WRITTEN
from reformlog.formats.sentences_of_hints import FILES, FORM, HINTS
from reformlog.formats.sentences_of_refusals import REFUSALS
from reformlog.formats.sentences_of_verify import VERIFY
from reformlog.queries.audit import audit
from reformlog.queries.explain import explain
from reformlog.rules.steps import RULES

PACKAGE = Path(reformlog.__file__).parent
SAYING = (
    *sorted((PACKAGE / "queries" / "audit").glob("*.py")),
    *sorted((PACKAGE / "projections" / "folds").glob("*.py")),
    PACKAGE / "queries" / "check.py",
    PACKAGE / "queries" / "explain.py",
)
SENTENCE = re.compile(r"[A-Z#\d].* .*\.\Z", re.DOTALL)


def test_each_sentence_is_told_with_its_parts_in_the_words_of_acts():
    assert japanese("Found, in order.") == "記録があり、順序も正しい。"
    assert japanese("The act is recorded, its date published is not.") == (
        "行為の記録はあるが、公表・公示の日は記録されていない。"
    )
    assert japanese("The plan is not approved then (its status is revoked).") == (
        "その時点で区域計画は認定されていない（状態：認定の取消し）。"
    )
    conflict = "a, effect 1, policy z: policy.amended: not decided (法6条5項). It is not decided then. Accepted: 資料"
    assert japanese(conflict) == "a の効果1（区域方針 z、法6条5項）：その時点で決定されていない。容認の理由：資料"
    held = "z/2: Found, in order. Held against a.b of 令和6年6月."
    assert japanese(held) == "z/2：記録があり、順序も正しい。比較した行為：a.b（令和6年6月）。"
    tie = "a and b and c.d touch plan:z/2 on 2024-06-26 and do not say in which order."
    assert japanese(tie) == "a、b、c.d はいずれも 2024-06-26 に 区域計画 z/2 に関わるが、前後の順が記録されていない。"
    anew = "It gives in_progress, status anew, the same as before."
    assert japanese(anew) == "前と同じ値を改めて与えた：手続中、状態。"


@pytest.mark.parametrize(
    ("english", "told"),
    [
        (
            "Not recorded: 第5回. The record says so itself.",
            "記録がない回：第5回。未収録であることは記録にも明示されている。",
        ),
        (
            "頁 says enforced 令和6年; the act says 2024-06-26. The act may be corrected to it.",
            "「頁」では施行日が令和6年、記録では2024-06-26。この日付に訂正できる。",
        ),
        (
            "頁 says enforced 令和6年; the act says 2024-06-26. Not followed: see p. 2.",
            "「頁」では施行日が令和6年、記録では2024-06-26。採らない理由：see p. 2.",
        ),
    ],
)
def test_what_follows_a_sentence_is_not_taken_for_its_last_part(english, told):
    assert japanese(english) == told


@pytest.mark.parametrize("text", ["", "資料に日付がない。", "See the minutes.", "a: b", "Found, in order. So it is."])
def test_what_somebody_wrote_is_no_sentence_of_ours(text: str):
    assert japanese(text) is None
    assert worded("message", text, "ja") == text


def test_a_text_that_looks_like_sentences_in_sentences_without_end_is_somebodys_own():
    """The reason for a remark may be written as a list of names with colons, however long."""
    assert japanese("a: " * 2000 + "b") is None
    assert refused.japanese("a, position 3: " * 2000 + ".") is None


def said(tree: ast.AST) -> Iterator[str]:
    """Every sentence a program may say, with `x` for what is filled in; not its docstrings."""
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
    inside |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "x" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside:
            yield node.value


# Not of answers: hints, refusals of questions, and parts of sentences that are put together.
OTHER = re.compile(
    r"Correct |Give each|Else |If so|Did you mean|No act of this log|A x has no field|x speaks of .*x\Z| "
)


@pytest.mark.parametrize("file", SAYING, ids=lambda file: file.stem)
def test_every_sentence_of_an_answer_has_its_japanese(file: Path):
    """Whoever writes a new one adds it to the list, or its readers are told it in English."""
    spoken = [text for text in said(ast.parse(file.read_text())) if SENTENCE.match(text) and not OTHER.match(text)]
    assert [text for text in spoken if japanese(text) is None] == []


def test_each_sentence_comes_back_as_its_own_japanese_and_not_as_that_of_another():
    for english, told in (*VERIFY, *REFUSALS, *SENTENCES):
        if "{said}" in english or "{then}" in english:
            continue
        asked = {"status": "none", "date": "held", "reached": "held 2024"}
        filled = re.sub(r"\{(\w+)\}", lambda hole, w=asked: w.get(hole[1], "x"), english)
        words = {"status": "なし", "date": "開催日", "reached": "開催日 2024"}
        assert japanese(filled) == re.sub(r"\{(\w+)\}", lambda hole, w=words: w.get(hole[1], "x"), told), english


def test_each_refusal_and_hint_comes_back_as_its_own_japanese_and_not_as_that_of_another():
    """「The answer は記録簿 a のものです」 was said: a part of another sentence may be anything, and took it in."""
    for table in (FORM, FIELDS, FILES, DATES, ACTS, HINTS, WRITTEN, CUSTODY, COMMANDS, DOCUMENTS):
        for english, told in table:
            if "{said}" not in english:
                asked, words = {"entity": "zone z", "sort": "zone"}, {"entity": "区域 z", "sort": "区域"}
                filled = re.sub(r"\{(\w+)\}", lambda hole, w=asked: w.get(hole[1], "x"), english)
                wanted = re.sub(r"\{(\w+)\}", lambda hole, w=words: w.get(hole[1], "x"), told)
                assert refused.japanese(filled) == wanted, english


def test_what_verify_checked_and_did_not_check_is_told_in_japanese(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for words in ("demo", "key new", "checkpoint -o kept"):
        assert run("--db", "demo.db", *words.split()).code == 0
    key = run("--db", "demo.db", "key", "new", "-o", "other.key").out.strip()
    for words in ([], ["--deep", "--checkpoint", "kept"], ["--from", "kept"], ["--deep", "--key", key]):
        answer = run("--db", "demo.db", "verify", *words, "--json").json
        for row in (*answer["checked"], *answer["not_checked"]):
            told = {
                name: worded(name, value, "ja") for name, value in row.items() if not value.startswith(("--", "ref"))
            }
            assert [text for text in told.values() if not re.search("[\u3040-\u9fff]", text)] == []


def test_nothing_in_the_japanese_audit_of_the_record_is_left_in_english(real):
    answer = audit(real.view(), as_of="2025-06-01")
    left = {row["message"] for row in answer["findings"] if japanese(row["message"]) is None}
    assert all(re.search("[\u3040-\u9fff]", text) for text in left)  # why a day was inferred, in the record's words
    text = render(answer, "text")
    assert "記録があり、順序も正しい。" in text and "Found, in order." not in text
    assert "Found, in order." in render(answer, "text", lang="en")
    assert "Found, in order." in str(render(answer, "json"))


def test_an_explanation_says_why_in_japanese(real):
    answer = explain(real.view(), "miyagi-kumamoto", "status", as_of="2024-06-22")
    assert "決定日 2024-06-21。効力の日は 2024-06-26（2024-06-22 より後）。" in render(answer, "text")
    assert "it takes effect on 2024-06-26, after 2024-06-22." in render(answer, "text", lang="en")


def test_what_to_do_about_what_check_finds_is_told_in_japanese(tmp_path):
    """The commands and the fields to write stay as they are typed."""
    day, source = "2024-06-26", [{"title": "官報", "says": {"held": "2024-06-27"}}]
    council = {"kind": "zone-council", "title": "会議", "held": day, "zones": ["north"], "sources": source}
    acts = [
        {**council, "id": "a", "numbers": {"north": 1}, "meets": ["gone"], "part-of": "gone"},
        {**council, "id": "b", "numbers": {"north": 1}, "effects": [{"plan": "north", "is": "agreed"}]},
        {**council, "id": "c", "numbers": {"north": 1}, "effects": [{"plan": "north", "is": "agreed"}]},
    ]
    with reformlog.open(tmp_path / "log.db", create=True) as register:
        register.append(acts, accept_conflict="例")
        answer = register.check().model_dump(mode="json")
    codes = {row["code"] for row in answer["findings"]}
    assert codes >= {"meets-nothing", "part-of-nothing", "tie", "twice", "number-twice", "never-introduced"}
    assert [row["hint"] for row in answer["findings"] if japanese(row["hint"]) is None] == []
    text = render(answer, "text")
    assert "同じ行為であれば reformlog withdraw c --reason TEXT" in text and "part-of を訂正する。" in text
    assert "north（区域）を定めた行為" in text
    assert japanese("Did you mean  zone: north  ? Else record its designation.") == (
        "zone: north の誤りではないか。正しければ、その指定を記録する。"
    )


def test_a_series_is_told_by_its_name_and_as_it_is_written_in_a_coverage():
    assert japanese("None is recorded; zone-council:aichi is not complete for these days.") == (
        "記録がない。この期間の「区域会議（zone-council:aichi）」は収録が完了していない。"
    )
    written = {rule.series.partition(":")[0] for rule in RULES if rule.series}
    assert written | {"panel", "wg", "subcommittee"} <= SERIES.keys()
