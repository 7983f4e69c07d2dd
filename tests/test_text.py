"""What a text may contain, how it is shown, and how it is searched."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reformlog import text
from reformlog.text import fold, lookalike, problems, skeleton, suspicious, visible

ANY = st.text(st.characters(exclude_categories=()), max_size=40)  # lone surrogates as well
AWKWARD = st.text(
    st.sampled_from("a1 か゛ｶﾞ\u3000區圈神\ufa19\U000e0100\ufe0f\u200b\u202e\x1b\n\t～―ーヶβЬİß\u0301\u3099\u1160"),
    max_size=12,
)


@pytest.mark.parametrize(
    "written",
    [
        "産業拠点形成連携“絆”特区　２月29日～5月",
        "神\ufa19葛\U000e0100飾区",
        "か\u3099と改行\nと\tタブ",
        "❤\ufe0f ① ㈱ ㍻ \ue000 ‼ 〜",
    ],
)
def test_official_text_is_kept_as_it_is(written):
    assert problems(written) == []


@pytest.mark.parametrize(
    ("character", "reason"),
    [
        ("\x00", "NUL"),
        ("\x1b", "control"),
        ("\r", "control"),
        ("\x85", "control"),
        ("\u202e", "direction"),
        ("\u2066", "direction"),
        ("\u200b", "invisible"),
        ("\u200d", "invisible"),
        ("\ufeff", "invisible"),
        ("\u3164", "invisible"),
        ("\U000e0041", "invisible"),
        ("\u2028", "line separator"),
        ("\ud83d", "surrogate"),
        ("\uffff", "not a character"),
        ("\U0010fffe", "not a character"),
        ("\ufffd", "lost"),
    ],
)
def test_a_character_nobody_could_see_is_refused_with_its_place_and_reason(character, reason):
    [(offset, codepoint, why)] = problems(f"東京{character}都")
    assert (offset, codepoint) == (2, f"U+{ord(character):04X}")
    assert reason in why


def test_a_variation_selector_is_refused_where_it_selects_nothing():
    assert [found[0] for found in problems("\U000e0100葛\U000e0100\U000e0101 \ufe0fa\U000e0100")] == [0, 3, 5, 7]


@given(ANY)
def test_nothing_that_is_not_suspicious_has_a_problem(written):
    assert suspicious(written) or not problems(written)


@given(ANY)
def test_what_is_shown_never_holds_what_a_terminal_would_obey(written):
    shown = visible(written)
    assert not any(unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp", "Co") for character in shown)
    assert problems(shown) == []


def test_what_could_not_be_seen_is_written_out_and_japanese_stays():
    assert visible("\x1b[31m東京\u202e都\u200b") == "⟨U+001B⟩[31m東京⟨U+202E⟩都⟨U+200B⟩"
    assert visible("\ud800\u2028\U000e0020") == "⟨U+D800⟩⟨U+2028⟩⟨U+E0020⟩"
    assert visible("葛\U000e0100飾　か\u3099“絆”～神") == "葛\U000e0100飾　か\u3099“絆”～神"


def test_newlines_are_kept_only_when_asked_for():
    assert visible("一\n二\x07", keep_newlines=True) == "一\n二⟨U+0007⟩"
    assert visible("一\n二") == "一⟨U+000A⟩二"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("第６１回", "第61回"),
        ("第 61 回", "第61回"),
        ("ｱｲﾁ", "アイチ"),
        ("ｶﾞｽ", "ガス"),
        ("か゛", "が"),
        ("國家戰略特區", "国家戦略特区"),
        ("東京圈", "東京圏"),
        ("金澤", "金沢"),
        ("５月～６月", "5月〜6月"),
        ("規制―改革", "規制－改革"),
        ("“絆”", '"絆"'),
        ("霞ヶ関", "霞ケ関"),
        ("Ｋｉｚｕｎａ　特区", "kizuna特区"),
        ("葛\U000e0100飾", "葛飾"),
        ("\ufa19戸", "神戸"),
        ("山﨑・髙橋", "山崎・高橋"),
    ],
)
def test_what_two_offices_type_differently_is_found_as_one(one, other):
    assert fold(one) == fold(other)


def test_hiragana_and_katakana_stay_apart_and_words_keep_their_space():
    assert fold("あいち") != fold("アイチ")
    assert fold("Special  Zone") == "special zone" != fold("SpecialZone")


@given(ANY | AWKWARD)
def test_a_folded_text_folds_to_itself(written):
    assert fold(fold(written)) == fold(written)


@given(AWKWARD, AWKWARD, AWKWARD)
def test_a_word_is_found_in_the_text_it_was_taken_from(before, word, after):
    """Text and word are folded apart; words are cut where a reader would cut, at ideographs."""
    assert fold(f"区{word}区") in fold(f"{before} 区{word}区 {after}")


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("東京圏 ", "東京圏"),
        ("東京圈", "東京圏"),
        ("ロ之島", "口之島"),
        ("ス一パ一シティ", "スーパーシティ"),
        ("カ石", "力石"),
        ("神戸", "\ufa19戸"),
        ("ｱｲﾁ", "アイチ"),
        ("kizunа", "kizuna"),
        ("ΤΟΚΥΟ", "tokyo"),
        ("zone-1", "zone-l"),
        ("東京\u200b圏", "東京圏"),
    ],
)
def test_a_name_that_could_be_taken_for_a_known_one_is_noticed(name, known):
    assert lookalike(name, ["関西圏", known]) == known
    assert skeleton(name) == skeleton(known)


def test_names_that_read_differently_and_known_names_are_not_lookalikes():
    assert lookalike("宮城県・熊本県", ["福島県・長崎県", "関西圏"]) is None
    assert lookalike("z000010", ["z000001", "z000011", "z000100"]) is None
    assert lookalike("東京圈", ["東京圏", "東京圈"]) is None


def test_no_shape_of_the_tables_stands_for_two_others():
    for table in (text.OLD_GLYPHS, text.MARKS, text.LOOKALIKES, text.CAPITALS):
        assert not {ord(shape) for shape in table.values()} & set(table)


def test_a_quick_look_misses_no_character_that_may_be_refused():
    every = "".join(map(chr, range(0x110000)))
    refused = [every[at] for at, _, _ in problems(every)]
    assert len(refused) > 4_000
    assert [ascii(char) for char in refused if not (suspicious(char) and suspicious("あ" + char))] == []
