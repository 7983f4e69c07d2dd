"""What an answer is printed with: its headings and the words of closed lists, in the reader's language."""

from __future__ import annotations

import json
from typing import Any

import pytest

import played
from cli_running import run
from reformlog.events.effects import EFFECTS
from reformlog.events.statements import SORTS
from reformlog.events.streams import STATEMENTS
from reformlog.formats import labels, render, sheet
from reformlog.formats.cells import worded
from reformlog.queries import audit, blame, explain, history, search
from reformlog.queries.audit import papers
from reformlog.rules.steps import PAPERS, RULES

QUESTIONS = [
    *("zones", "zones --include-possible", "plans", "measures", "measures --zone aichi", "proposals", "bills"),
    *("chronology aichi", "log", "check", "audit", "audit --zone hokkaido", "diff 2013-01-01..2026-01-01"),
    *("replay --from 2024-06-01", "verify", "blame hokkaido", "blame plan:aichi", "explain hokkaido", "due"),
    *("search 諮問会議", "show #177", "kinds", "kinds cabinet-order"),
]
ORDER = {"id": "a", "kind": "cabinet-order", "title": "政令", "enforced": "2024-06-26", "sources": [{"title": "官報"}]}
ZONE = {"zone": "z", "is": "designated", "areas": ["40"]}


def headings(answer: dict[str, Any]) -> list[str]:
    """Every heading of an answer in Japanese: of facts, of lists and of columns."""
    page = sheet.lay_out(answer, lang="ja")
    tables = [*page.tables, *page.aside]
    found = [name for name, _ in page.facts] + [table.caption for table in tables]
    return found + [heading for table in tables for _, heading in table.columns]


@pytest.mark.parametrize("words", QUESTIONS)
def test_no_heading_of_an_answer_in_japanese_is_english(record_file, words):
    done = run("--db", str(record_file), *words.split(), "--json")
    assert done.code in (0, 1), done.err
    assert not [heading for heading in headings(done.json) if heading.isascii()]


def test_a_correction_that_names_what_it_replaces_is_headed_in_japanese_too():
    with played.register() as made:
        made.append({**ORDER, "effects": [ZONE]})
        made.correct("a", {**ORDER, "enforced": "2024-06-27", "effects": [ZONE]}, "官報により訂正", replaces=1)
        shown = json.loads(json.dumps(history.show(made.view(), "a")))
    assert any("replaces" in row for row in shown["versions"])
    assert not [heading for heading in headings(shown) if heading.isascii()]


def test_a_field_s_value_is_in_the_words_of_its_field():
    with played.register() as made:
        made.append({**ORDER, "effects": [ZONE]})
        told = blame.blame(made.view(), "z", as_of="2024-06-30")
    place = [row["field"] for row in told["fields"]].index("status")
    for lang, word in (("ja", "指定"), ("en", "designated")):
        [table] = sheet.lay_out(told, lang=lang).tables
        assert table.rows[place][1] == word


def test_every_effect_has_a_word():
    assert not [effect.name for effect in EFFECTS if labels.word("rule", effect.name, "ja").isascii()]


def test_every_outcome_of_an_audit_has_a_word():
    outcomes = {*audit.OUTCOMES, *(outcome for _, outcome in papers.RELATIONS.values())}
    outcomes |= {"overdue", "weak-source", "single-source", "inferred", "recorded-late", "number-twice", "number-gap"}
    outcomes |= {"order-not-known"}
    assert not [outcome for outcome in outcomes if labels.word("outcome", outcome, "ja").isascii()]


def test_why_an_act_was_recorded_late_stands_under_a_japanese_heading():
    with played.register() as made:
        made.append([{**ORDER, "effects": [ZONE]}, {"close": "2024-06"}])
        made.append({**ORDER, "id": "b", "enforced": "2024-06-27"}, late_reason="郵送の遅れ")
        for answer in (history.log(made.view()), history.show(made.view(), "b")):
            told = json.loads(json.dumps(answer))
            assert "遅れた理由" in headings(told)
            assert not [heading for heading in headings(told) if heading.isascii()]


def test_every_field_of_a_statement_has_a_japanese_name():
    names = {name for sort in SORTS.values() for name in sort.fields if name != "id"}
    assert not [name for name in names if labels.word("field", name, "ja").isascii()]


def test_a_statement_is_named_as_its_sort_is():
    assert SORTS.keys() == STATEMENTS.keys()
    assert labels.word("kind", "coverage", "ja") == "収録範囲"


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("rule", "zone.designated", "区域 指定"),
        ("needs", "plan.applied", "区域計画 認定申請"),
        ("rule", "Z1", "Z1"),
        ("rule", "plan.approved: approved already", "plan.approved: approved already"),
        ("confidence", "medium", "中"),
        ("confidence", "たぶん", "たぶん"),
    ],
)
def test_an_effect_is_told_by_its_entity_and_word_and_what_is_no_word_of_ours_stays(key, value, told):
    assert labels.word(key, value, "ja") == told


def test_whether_is_told_as_yes_or_no():
    assert [worded("applied", value, lang) for value in (True, False) for lang in ("ja", "en")] == [
        *("はい", "yes", "いいえ", "no")
    ]


def test_an_audit_in_english_names_its_steps_and_who_takes_them_in_english():
    """Those of a change as well, which begin with the step they repeat; as data they stay what they are."""
    steps = {rule.step for rule in RULES} | {japanese for japanese, _ in PAPERS.values()}
    for key, names in (("step", steps), ("who", {rule.who for rule in RULES})):
        for name in names:
            assert worded(key, name, "ja") == name and worded(key, name, "en").isascii(), name
    assert worded("step", "L2 区域会議の合意", "en") == "L2 Agreement of the zone council"


def test_the_number_of_an_instrument_is_not_called_as_that_of_a_sitting():
    value = {"number": "令和6年政令第224号", "amends": "平成26年政令第178号"}
    assert worded("instrument", value, "ja") == "番号 令和6年政令第224号, 改正の対象 平成26年政令第178号"
    assert worded("row", {"number": 63}, "ja") == "回数 63"


def test_what_changed_is_told_in_a_document_as_on_a_screen(real):
    explained = explain.explain(real.view(), "miyagi-kumamoto", "status", as_of="2024-06-26")
    for form in ("md", "html"):
        text = render(explained, form)
        assert "この状態の根拠" in text and "状態: 了承 → 指定; 区域の範囲: ∅ → 宮城県、熊本県" in text
    assert "Status: endorsed → designated; Areas: ∅ → Miyagi Prefecture" in render(explained, "md", lang="en")
    corrected = [{"field": "approved", "before": "平成26年9月9日", "after": None}]
    assert worded("changed", corrected, "ja") == "認定日: 平成26年9月9日 → ∅"


def test_what_stands_beside_a_list_is_not_called_as_a_column_of_another_meaning(real):
    due = real.due("2024-06-01", "2024-06-30", since=400).model_dump(mode="json")
    assert "前回の位置: 400" in render(due, "text") and "いつから: 400" not in render(due, "text")
    found = search.search(real.view(), "農地")
    assert "| 該当箇所 |" in render(found, "md") and "| Found in |" in render(found, "md", lang="en")
