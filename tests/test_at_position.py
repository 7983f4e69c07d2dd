"""An act is named by its id or by #position, in a batch and from Python as on the command line."""

from __future__ import annotations

from typing import Any

import pytest

import reformlog

LAW: dict[str, Any] = {"kind": "law", "title": "法", "enforced": "2020-06-01", "sources": [{"title": "官報"}]}


@pytest.fixture
def register(tmp_path):
    with reformlog.open(tmp_path / "r.db", create=True) as made:
        made.append([{**LAW, "id": "first"}, {**LAW, "id": "second", "title": "別の法"}])
        yield made


def test_a_correction_and_a_withdrawal_may_name_a_position(register):
    assert register.correct("#1", {**LAW, "title": "正しい法"}, reason="誤記") == 3
    assert register.withdraw("#2", reason="なかった") == 4
    assert [register.log.event(at).act for at in (3, 4)] == ["first", "second"]


def test_the_position_of_a_correction_names_its_act_too_and_a_batch_may_name_positions(register):
    register.correct("first", {**LAW, "title": "正しい法"}, reason="誤記")
    batch = [{"correct": "#3", "reason": "再び", "act": {**LAW, "id": "first", "title": "三度目"}}]
    assert register.append([*batch, {"withdraw": "#2", "reason": "なかった"}]) == [4, 5]
    assert [register.log.event(at).act for at in (4, 5)] == ["first", "second"]


@pytest.mark.parametrize("position", ["#0", "#3"])
def test_a_position_that_is_none_is_refused_and_nothing_is_recorded(register, position):
    with pytest.raises(reformlog.Refused, match="no position"):
        register.append([{"withdraw": "#1", "reason": "なかった"}, {"withdraw": position, "reason": "なかった"}])
    assert register.head.position == 2


def test_a_correction_by_position_keeps_the_id_and_passes_the_door(register):
    with pytest.raises(reformlog.Refused, match="an id is never changed"):
        register.correct("#1", {**LAW, "id": "second"}, reason="誤記")
    with pytest.raises(reformlog.Refused, match="source"):
        register.correct("#1", {"kind": "law", "title": "法", "enforced": "2020"}, reason="誤記")
    assert register.head.position == 2
