"""The door from Python: trees and models become the canonical body of an act, or are refused with place and reason."""

from __future__ import annotations

import copy
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from reformlog.errors import Refused
from reformlog.events import meant, quick
from reformlog.events.door import MAX_REFUSALS, body_of
from reformlog.events.effects import BY_NAME
from reformlog.events.fields import fields_of
from reformlog.events.kinds import KINDS
from reformlog.events.models import effect_names, model_of
from reformlog.intake.reading import read_file

RECORD = sorted((Path(__file__).parents[1] / "events").glob("20*.yaml"))

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
    text = '一行目\n二行目\t「"葛󠄀城\\」〜～－'
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


@pytest.mark.parametrize(
    ("given", "kept"), [("2", 2), ("２", 2), ("農家レストラン", ["農家レストラン"]), (["2"], ["2"])]
)
def test_the_projects_of_an_effect_are_how_many_there_are_or_what_they_are_called(given, kept):
    effects = [{"plan": "z", "is": "approved", "projects": given}]
    approval = {"kind": "plan-approval", "approved": "2024-06-21", "effects": effects}
    body = body_of({"id": "a", "title": "認定", "sources": ACT["sources"], **approval})
    assert body["effects"][0]["projects"] == kept


def test_digits_as_wide_as_japanese_ones_are_numbers_where_a_number_is_meant_and_text_elsewhere():
    body = body_of({**ACT, "number": "６５", "order": "１", "counts": {"proposals": "４4"}, "detail": "１"})
    assert (body["number"], body["order"], body["counts"], body["detail"]) == (65, 1, {"proposals": 44}, "１")


@pytest.mark.parametrize("kind", list(KINDS.values()), ids=lambda kind: kind.name)
def test_the_hint_for_an_effect_by_its_japanese_name_is_one_the_kind_may_carry(kind):
    """決定 of a zone policy is `decided`, never `consulted`, which the next run would refuse."""
    for name in effect_names(kind):
        entity, word = name.split(".")
        key = {"measure" if entity == "use" else entity: "x"} | ({"zone": "z"} if entity == "use" else {})
        with pytest.raises(Refused) as refused:
            body_of({"id": "x", "kind": kind.name, "title": "x", "sources": ACT["sources"], "effects": [
                {**key, "is": BY_NAME[entity, word].ja}]})  # fmt: skip
        assert refused.value.hint == f"is: {word}"


@pytest.mark.parametrize("kind", list(KINDS.values()), ids=lambda kind: kind.name)
def test_the_hint_for_a_field_by_its_japanese_name_is_that_field(kind):
    """A text where a list of things belongs stands in the hint as one of them: by itself it would be refused, too."""
    one_of = {"sources": "[{title: x}]", "attendees": "[{role: x}]", "expects": "[{text: x, date: 2024-06~}]"}
    one_of["parts"] = "[{what: x}]"
    for field in fields_of(kind):
        with pytest.raises(Refused) as refused:
            body_of({"id": "x", "kind": kind.name, "title": "x", "sources": ACT["sources"], field.ja: "x"})
        assert refused.value.hint == f"Write it as  {field.name}: {one_of.get(field.name, 'x')}"


@pytest.fixture(scope="module")
def bodies():
    return [body_of(tree) for path in RECORD for tree, _ in read_file(path)]


JUNK = st.sampled_from([None, True, -1, 0, 1, 1.5, "", "x", "04", [], ["04"], [{}], {}, {"a": "b"}, "x" * 20_001])


@given(st.data())
def test_what_is_accepted_at_a_glance_is_what_the_model_accepts(bodies, data):
    body = copy.deepcopy(data.draw(st.sampled_from(bodies)))
    for _ in range(data.draw(st.integers(0, 2))):
        place = body
        while isinstance(place, dict | list) and place:
            keys = list(place) if isinstance(place, dict) else list(range(len(place)))
            key = data.draw(st.sampled_from(keys))
            if not isinstance(place[key], dict | list) or data.draw(st.booleans()):
                place[key] = data.draw(JUNK)
                if isinstance(place, dict) and data.draw(st.booleans()):
                    del place[key]
                    place[data.draw(st.sampled_from(["part_of", "at", "zone", "is", "number", "unknown"]))] = "x"
                break
            place = place[key]
    kind = KINDS.get(body.get("kind")) if isinstance(body.get("kind"), str) else None
    if kind is None:
        return
    with patch.object(quick, "ENOUGH", 0):
        glanced = quick.accepts(kind, body)
    try:
        accepted = model_of(kind).model_validate(body)
    except ValidationError:
        accepted = None
    assert not (glanced and accepted is None)
    if accepted is not None:
        told = accepted.model_dump(by_alias=True, exclude_unset=True, exclude_none=True, mode="json")
        assert glanced or body != told or quick.RARE & body.keys()  # Python names, None, or left to the model


def test_the_door_answers_alike_before_and_after_it_has_met_many_acts(bodies, monkeypatch):
    monkeypatch.setattr(quick, "ENOUGH", 0)
    assert [body_of(body) for body in bodies] == bodies
    with pytest.raises(Refused, match="title"):
        body_of({**ACT, "title": ""})


def test_of_an_act_with_ever_so_many_faults_the_first_thousand_are_told():
    with pytest.raises(Refused) as refused:
        body_of({**ACT, **{f"field-{number}": "x" for number in range(MAX_REFUSALS + 500)}})
    assert len(refused.value.errors) == MAX_REFUSALS


def test_what_is_no_text_is_shown_as_files_have_it_and_not_as_python_has_it():
    for value, shown in ((None, "null"), (True, "true"), ({"何": [None]}, '{"何": [null]}')):
        assert meant.shown(value) == shown
