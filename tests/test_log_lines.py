"""The line an event is kept as: one way to write it, and old ones are read as if written today."""

from __future__ import annotations

import datetime
import json
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reformlog.errors import Damaged, Refused
from reformlog.log import checking, lines

AT = "2024-06-21T00:00:00.000000Z"
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda part: st.lists(part, max_size=4) | st.dictionaries(st.text(), part, max_size=4),
)


def write(**fields: object) -> bytes:
    return lines.write("hearing-1", 1, "hearing", AT, fields)


@given(st.dictionaries(st.text().filter(lambda key: key not in lines._OWN), PLAIN, max_size=5))
def test_a_line_has_no_newline_sorted_keys_and_comes_back_as_it_went_in(fields):
    line = write(**fields)
    assert b"\n" not in line and b"\r" not in line
    entry = json.loads(line)
    assert list(entry) == sorted(entry)
    assert lines.read(line) == {
        **fields, "act": "hearing-1", "version": 1, "kind": "hearing", "recorded_at": AT, "v": 1
    }  # fmt: skip


def test_the_same_fields_in_another_order_make_the_same_line():
    assert write(body={"a": 1, "b": [{"y": 1, "x": 2}]}) == write(body={"b": [{"x": 2, "y": 1}], "a": 1})


def test_text_is_kept_as_written_without_unicode_normalisation():
    """～ is not ~ and が in two code points is not が in one."""
    line = write(body={"words": "2月下旬～", "name": "か\u3099"})
    assert "2月下旬～" in line.decode() and "か\u3099" in line.decode()


@pytest.mark.parametrize(
    "value",
    [1.5, float("nan"), 1.0, datetime.date(2024, 6, 21), uuid.UUID(int=1), b"bytes", {1}, {1: "one"}, "\ud800", 2**70],
    ids=repr,
)
def test_what_has_no_one_spelling_in_json_is_refused(value):
    with pytest.raises(Refused) as refusal:
        write(body={"effects": [{"is": value}]})
    assert refusal.value.code == "unwritable" and "hearing-1" in str(refusal.value)


def test_what_the_log_itself_sets_cannot_be_given():
    with pytest.raises(ValueError):
        write(recorded_at="2000-01-01T00:00:00.000000Z")
    with pytest.raises(ValueError):
        lines.write("hearing-1", 0, "hearing", AT, {})


def test_an_old_line_is_read_as_if_written_today_and_its_bytes_stay(monkeypatch):
    """By (kind, version) to the next version, step by step; no name in a line is ever imported."""
    monkeypatch.setattr(lines, "VERSION", 3)
    one, two = ("hearing", 1), ("hearing", 2)
    monkeypatch.setitem(lines.UPCASTERS, one, lambda entry: {**entry, "v": 2, "body": {"held": entry["day"]}})
    monkeypatch.setitem(lines.UPCASTERS, two, lambda entry: {**entry, "v": 3, "seen": True})
    old = b'{"act":"a","day":"2024-06-21","kind":"hearing","v":1,"version":1}'
    assert lines.read(old)["body"] == {"held": "2024-06-21"} and lines.read(old)["seen"]


def test_a_line_of_a_newer_version_is_refused_not_guessed():
    with pytest.raises(Refused, match="version 2"):
        lines.read(b'{"act":"a","kind":"hearing","v":2,"version":1}')


def test_of_a_line_older_than_any_release_nobody_is_told_to_install_a_newer_program():
    with pytest.raises(Refused, match="no release") as refusal:
        lines.read(b'{"act":"a","kind":"hearing","v":0,"version":1}')
    assert refusal.value.hint == "reformlog verify"


@pytest.mark.parametrize(
    "line", [b"", b"{", b"[1]", b"7", b'{"act":"a"}', b'{"v":"1"}', b'{"body":[1],"v":1}', b"\xff"]
)
def test_what_is_no_line_is_damage(line):
    with pytest.raises(Damaged):
        lines.read(line)


def agree(*row: object) -> bool:
    """Both ways to tell, which must say the same: by how a line begins and ends, and by a parse of it."""
    quick = checking._all_agree(*([column] for column in row))
    assert quick == checking.agrees(*row)
    return quick


NAMES = st.text(min_size=1, max_size=8).filter(lambda text: text.isprintable())


@given(NAMES, st.integers(1, 9), NAMES, PLAIN, st.text(), st.sampled_from(["body", "accepted", "reason", "note"]))
def test_a_line_agrees_with_its_own_columns_and_with_no_others(act, version, topic, value, text, key):
    """Whatever the text in it looks like; checked against a parse of the whole line."""
    line = lines.write(act, version, topic, AT, {key: value, "recorded_by": text})
    assert agree(act, version, topic, line, AT)
    assert not agree(act + "x", version, topic, line, AT)
    assert not agree(act, version + 1, topic, line, AT)
    assert not agree(act, version, topic + "x", line, AT)
    assert not agree(act, version, topic, line, AT.replace("2024", "2025"))


def test_a_line_that_hides_other_columns_in_its_body_does_not_agree():
    other = {"kind": "law", "recorded_at": AT, "v": 1, "version": 7}
    line = lines.write("a", 1, "hearing", "2024-06-22T00:00:00.000000Z", {"body": other, "recorded_by": '","v":1'})
    assert not agree("a", 7, "law", line, AT)
    assert not agree("a", 1, "law", line, AT)
    assert agree("a", 1, "hearing", line, "2024-06-22T00:00:00.000000Z")


@pytest.mark.parametrize(
    ("act", "topic"),
    [
        ("act-\nb", "hearing"),  # a page of lines is held to its acts one below the other
        ('act-1","body":{"id":"a","kind":"law","order":1},"kind":"hearing', "hearing"),
        ('act-1","body":{"id":"a","kind":"law', "hearing"),
        ("act-1", 'law","order":1},"kind":"hearing'),
    ],
)
def test_a_column_that_goes_on_where_its_line_does_says_something_else(act, topic):
    line = lines.write("act-1", 1, "hearing", AT, {"body": {"id": "a", "kind": "law", "order": 1}, "recorded_by": "x"})
    assert agree("act-1", 1, "hearing", line, AT)
    assert not agree(act, 1, topic, line, AT)
