"""From Python: the questions of the command line, refused as there, and everything that fails said in words."""

from __future__ import annotations

import datetime
import inspect
import sqlite3
from contextlib import closing
from typing import Any

import pytest

import reformlog
from reformlog.questions import Questions


def request(act: str) -> dict[str, Any]:
    return {"id": act, "kind": "request", "title": "要望", "made": "2024-11-03", "sources": [{"title": "官報"}]}


@pytest.fixture
def register(tmp_path):
    with reformlog.open(tmp_path / "a.db", create=True) as opened:
        opened.append([request("a"), request("b")])
        yield opened


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (lambda register: register.diff(), "diff-what"),
        (lambda register: register.diff("2024-06-01", "2024-06-30", as_of="2024-01-01"), "diff-what"),
        (lambda register: register.diff(known=(1, 2), as_known=2), "diff-what"),
        (lambda register: register.diff(known=(1,)), "range-form"),
        (lambda register: register.chronology(["okinawa"]), "zone-form"),
        (lambda register: register.zones(as_known=-1), "no-position"),
        (lambda register: register.zones(as_known=True), "instant-form"),
        (lambda register: register.zones(as_known=datetime.datetime(2024, 6, 26)), "instant-form"),
        (lambda register: register.replay("2024-06-30", "2024-06-01"), "days-backwards"),
    ],
)
def test_a_question_that_is_not_clear_is_refused_in_words(register, asked, code):
    with pytest.raises(reformlog.Usage) as refused:
        asked(register)
    assert (refused.value.code, refused.value.exit_code) == (code, 2) and refused.value.hint


def test_a_position_is_taken_as_answers_print_it(register):
    """The heading of an answer says: known to #1."""
    assert register.zones(as_known="#1") == register.zones(as_known=1)


@pytest.mark.parametrize("use", ["zones", "rebuild", "append"])
def test_a_register_that_was_closed_says_so(tmp_path, use):
    with reformlog.open(tmp_path / "a.db", create=True) as register:
        pass
    with pytest.raises(reformlog.Usage, match=r"was closed; nothing can be asked of it any more"):
        getattr(register, use)(*([request("a")] if use == "append" else []))


@pytest.mark.parametrize("use", ["zones", "rebuild", "append"])
def test_rows_that_another_program_keeps_locked_are_named_with_what_to_do(register, tmp_path, use):
    with reformlog.open(tmp_path / "a.db", projection=str(tmp_path / "of-another.projection.db")) as other:
        other.append(request("c"))  # so that the rows here are behind
    register.projection.connection.execute("PRAGMA busy_timeout=0")
    with closing(sqlite3.connect(register.projection.path)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(reformlog.Refused) as refused:
            getattr(register, use)(*([request("d")] if use == "append" else []))
    assert refused.value.code == "locked" and register.projection.path in refused.value.message
    assert register.append(request("d")) == [4]


def test_every_method_says_what_it_returns():
    """Annotations name a class of `answers` or a plain type, so that an editor knows the fields of a row."""
    methods = {**vars(Questions), **vars(reformlog.Register)}
    returned = {name: inspect.signature(it).return_annotation for name, it in methods.items() if inspect.isfunction(it)}
    del returned["__init__"]
    assert [name for name, what in returned.items() if what in ("Any", inspect.Signature.empty)] == []
    assert returned["zones"] == "Answer"
    assert returned["zone"] == "Zone | None"
    assert returned["chronology"] == "list[ChronologyRow]"
