"""The door from Python: trees and models become the canonical body of an act, or are refused with place and reason."""

from __future__ import annotations

import pytest

from reformlog.errors import Refused
from reformlog.events.door import body_of

ACT = {
    "id": "2024-06-21.cabinet-order",
    "kind": "cabinet-order",
    "title": "国家戦略特別区域を定める政令の一部を改正する政令",
    "promulgated": "2024-06-26",
    "sources": [{"title": "官報 号外第150号"}],
}


@pytest.mark.parametrize(
    "char", ["\x00", "\b", "\f", "\r", "\x1b", "\x7f", "\x85", "\u202e", "\u2800", "\ud800", "\U000e0001"]
)
def test_a_character_that_nobody_could_see_is_refused_with_its_place(char):
    for tree in ({**ACT, "title": "政令" + char}, {**ACT, "sources": [{"title": "官報", "quote": "a" + char}]}):
        with pytest.raises(Refused) as refused:
            body_of(tree)
        assert f"U+{ord(char):04X}" in "".join(error.message for error in refused.value.errors)


def test_text_with_line_breaks_quotes_and_variants_is_kept_as_written():
    text = "一行目\n二行目\t「\"葛󠄀城\\」〜～－"
    assert body_of({**ACT, "detail": text})["detail"] == text


def test_a_field_by_its_name_in_python_is_kept_by_its_name_in_act_files():
    body = body_of({**ACT, "part_of": "2024-06-04.council"})
    assert body["part-of"] == "2024-06-04.council"
    assert "part_of" not in body


def test_an_id_with_an_underscore_is_left_as_it_is():
    assert body_of({**ACT, "numbers": {"zone_a": 3}})["numbers"] == {"zone_a": 3}


def test_a_tree_that_is_canonical_comes_back_equal_and_is_not_changed():
    before = dict(ACT)
    assert body_of(ACT) == ACT == before


def test_one_value_stands_for_a_list_of_one_and_digits_for_a_number():
    effects = [{"zone": "z", "is": "designated", "areas": "04"}]
    body = body_of({**ACT, "number": "7", "notes": "一点のみ", "effects": effects})
    assert (body["number"], body["notes"], body["effects"][0]["areas"]) == (7, ["一点のみ"], ["04"])
