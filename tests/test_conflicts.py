"""A conflict that was accepted keeps the reason given when it came to stand."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

import reformlog
from reformlog.register import open_register

SOURCES = [{"title": "官報"}]
ORDER = {"id": "order", "kind": "cabinet-order", "title": "政令", "enforced": "2024-06-26", "sources": SOURCES}
ORDER |= {"effects": [{"zone": "z", "is": "designated"}]}
EARLY = {"id": "early", "kind": "zone-policy", "title": "区域方針", "decided": "2024-06-20", "sources": SOURCES}
EARLY |= {"effects": [{"policy": "z", "is": "decided"}]}
OTHER = EARLY | {"id": "other", "effects": [{"policy": "elsewhere", "is": "decided"}]}


@pytest.fixture
def register(tmp_path):
    with reformlog.open(tmp_path / "r.db", create=True) as made:
        made.append([ORDER, EARLY], accept_conflict="両方の資料のとおり")
        yield made


def reasons(register, known: int | None = None) -> dict[str, str | None]:
    return {row.act: row.accepted for row in register.zones("2024-12-31", known).conflicts}


def withdrawal(act: str) -> dict[str, Any]:
    return {"withdraw": act, "reason": "取り違え"}


def revival(body: dict[str, Any]) -> dict[str, Any]:
    return {"correct": body["id"], "reason": "取り違えではなかった", "act": body}


def test_withdrawn_and_revived_in_one_batch_it_keeps_its_reason_whatever_that_batch_is_accepted_for(register):
    """It stood before the batch and stands after it, so it was not what the batch was refused for."""
    register.append([withdrawal("early"), OTHER, revival(EARLY)], accept_conflict="別の話")
    assert reasons(register) == {"early": "両方の資料のとおり", "other": "別の話"}
    register.rebuild()
    assert reasons(register) == {"early": "両方の資料のとおり", "other": "別の話"}


def test_revived_in_a_later_batch_it_has_the_reason_given_for_that_one(register):
    register.append(withdrawal("early"))
    register.append(revival(EARLY), accept_conflict="やはり両方")
    register.rebuild()
    assert reasons(register) == {"early": "やはり両方"}
    assert reasons(register, 2) == {"early": "両方の資料のとおり"}


def test_also_when_the_clock_stepped_back_and_both_batches_have_one_moment(tmp_path):
    noon = datetime.datetime(2024, 7, 1, 3, tzinfo=datetime.UTC)
    with open_register(tmp_path / "r.db", create_log=True, clock=lambda: noon) as register:
        register.append([ORDER, EARLY], accept_conflict="両方の資料のとおり")
        register.append([withdrawal("early"), OTHER], accept_conflict="別の話")
        register.append(revival(EARLY), accept_conflict="やはり両方")
        assert reasons(register) == {"early": "やはり両方", "other": "別の話"}
        register.rebuild()
        assert reasons(register) == {"early": "やはり両方", "other": "別の話"}


def test_a_conflict_that_stands_already_needs_no_second_reason_when_its_act_is_corrected_next(register):
    register.correct("early", EARLY | {"title": "区域方針の決定"}, reason="件名の誤記")
    assert reasons(register) == {"early": "両方の資料のとおり"}
    assert reasons(register, 2) == {"early": "両方の資料のとおり"}


def test_a_batch_that_takes_back_what_it_records_is_refused_for_its_conflict_all_the_same(register):
    passing = ORDER | {"id": "passing", "effects": [{"zone": "elsewhere", "is": "designated"}]}
    with pytest.raises(reformlog.Refused) as refused:
        register.append([OTHER, passing, withdrawal("passing")])
    assert refused.value.code == "conflict" and "policy elsewhere" in refused.value.message
