"""Search finds what a person remembers, however it was typed."""

from __future__ import annotations

from pathlib import Path

import pytest

import reformlog
from reformlog import text
from reformlog.queries import search as search_module
from reformlog.queries.search import search

SOURCE = [{"title": "官報", "quote": "産業拠点の形成"}]


def acts() -> list[dict[str, object]]:
    return [
        {
            "id": "a",
            "kind": "council-meeting",
            "held": "2024-06-04",
            "title": "国家戦略特別区域諮問会議（第63回）",
            "sources": SOURCE,
        },
        {
            "id": "b",
            "kind": "council-meeting",
            "held": "2023-12-26",
            "title": "諮問会議（第６１回）",
            "detail": "特区",
            "sources": SOURCE,
        },
        {"id": "c", "kind": "request", "made": "2020", "title": "ｱｲﾁ縣の要望 100%", "sources": SOURCE},
    ]


@pytest.fixture
def register(tmp_path: Path) -> reformlog.Register:
    register = reformlog.open(tmp_path / "log.db", create=True)
    register.append(acts())
    return register


def found(register: reformlog.Register, words: str, as_known: object = None) -> list[str]:
    return [row["act"] for row in search(register.view(as_known), words)["results"]]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("第61回", ["b"]),
        ("第６１回", ["b"]),
        ("特区", ["b"]),
        ("アイチ県", ["c"]),
        ("諮問会議", ["b", "a"]),
        ("諮問会議 第63回", ["a"]),
        ("拠点", ["c", "b", "a"]),
        ("100%", ["c"]),
        ("1%0", []),
        ("第_1回", []),
    ],
)
def test_width_kana_and_old_glyphs_do_not_matter_and_signs_are_taken_literally(register, words, expected):
    assert found(register, words) == expected


def test_an_act_is_found_by_the_words_of_the_version_visible_then(register):
    """Corrected at #4, withdrawn at #5: the old words are found only as known before."""
    register.correct("a", {**acts()[0], "title": "第63回の会議"}, reason="誤記")
    register.withdraw("b", reason="重複")
    assert found(register, "国家戦略特別区域") == []
    assert found(register, "国家戦略特別区域", 3) == ["a"]
    assert found(register, "第61回") == []
    assert found(register, "第61回", 4) == ["b"]


def test_what_is_recorded_later_is_found_without_rebuilding(register):
    assert found(register, "新しい") == []
    register.append({"id": "d", "kind": "request", "made": "2021", "title": "新しい要望", "sources": SOURCE})
    assert found(register, "新しい") == ["d"]
    register.rebuild()
    assert found(register, "新しい") == ["d"]


def test_what_other_code_folded_is_folded_again(register, monkeypatch):
    """As after an upgrade that knows a glyph more: the acts recorded before must be found by it, too."""
    assert found(register, "諮問会議") == ["b", "a"] and found(register, "咨問会議") == []
    fold, older = text.fold, search_module.fingerprint()
    monkeypatch.setattr(text, "fold", lambda words: fold(words).replace("諮", "咨"))
    assert found(register, "諮問会議") == [], "what is asked is folded anew, and the copy is not"
    monkeypatch.setattr(search_module, "fingerprint", lambda: "newer")
    assert found(register, "諮問会議") == found(register, "咨問会議") == ["b", "a"]
    register.append({"id": "d", "kind": "request", "made": "2021", "title": "諮問", "sources": SOURCE})
    assert found(register, "咨問") == ["d", "b", "a"]
    monkeypatch.undo()
    assert search_module.fingerprint() == older and found(register, "諮問会議") == ["b", "a"]


def test_what_tells_a_copy_of_other_code_covers_all_that_decides_what_is_in_it():
    for name in search_module._SOURCES:
        assert (Path(reformlog.__file__).parent / name).is_file()


def test_nothing_to_search_for_is_a_usage_error(register):
    with pytest.raises(reformlog.Usage, match="no word"):
        search(register.view(), "　")


def test_only_the_acts_that_are_listed_are_read(real: reformlog.Register, monkeypatch: pytest.MonkeyPatch):
    """A common word is in every act of a long record; which text of each holds it matters for those shown."""
    whole = search(real.view(), "国家戦略特区")
    told: list[bytes] = []
    read = search_module.read
    monkeypatch.setattr(search_module, "read", lambda line: told.append(line) or read(line))
    short = search(real.view(), "国家戦略特区", limit=3)
    assert short == {**whole, "results": whole["results"][:3]} and whole["found"] > 20
    assert len(told) == 3
