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


AREAS = {"id": "areas", "kind": "cabinet-order", "title": "政令", "enforced": "2025-01-01", "sources": SOURCES}
ADDED = AREAS | {"effects": [{"zone": "z", "is": "area-changed", "add": ["04"]}]}
REMOVED = AREAS | {"effects": [{"zone": "z", "is": "area-changed", "remove": ["43"]}]}
AMENDED = EARLY | {"decided": "2024-06-27", "effects": [{"policy": "z", "is": "amended"}]}


def correction(body: dict[str, Any]) -> dict[str, Any]:
    return {"correct": body["id"], "reason": "別の資料による", "act": body}


@pytest.mark.parametrize(
    ("first", "then", "rule"),
    [
        (ADDED, REMOVED, "zone.area-changed: area not there"),
        (EARLY, AMENDED, "policy.amended: not decided"),
        (EARLY, OTHER | {"id": "early"}, "policy.decided: zone not designated"),  # of another zone
    ],
)
def test_a_correction_that_makes_another_conflict_of_one_that_was_accepted_is_refused_without_a_reason(
    tmp_path, first, then, rule
):
    """The reason was given for the first; to accept the other asks for one of its own."""
    order = ORDER | {"effects": [{"zone": "z", "is": "designated", "areas": ["04"]}]}
    with reformlog.open(tmp_path / "r.db", create=True) as register:
        register.append([order, first], accept_conflict="両方の資料のとおり")
        with pytest.raises(reformlog.Refused) as refused:
            register.append(correction(then))
        assert refused.value.code == "conflict" and rule in refused.value.message
        register.append(correction(then), accept_conflict="別の話")
        told = {row.accepted: row.rule for row in register.zones("2025-12-31").conflicts}
        assert told == {"別の話": rule}
        register.append(correction(then | {"title": "改題"}))  # which changes nothing of the conflict
        assert [row.accepted for row in register.zones("2025-12-31").conflicts] == ["別の話"]
        # There and back in one batch it is the conflict that was.
        register.append([correction(first), correction(then), OTHER], accept_conflict="三つ目")
        reason = "別の話"
        for _ in range(2):
            told = {row.act: row.accepted for row in register.zones("2025-12-31").conflicts}
            assert told == {first["id"]: reason, "other": "三つ目"}
            register.rebuild()


def test_an_accepted_conflict_that_other_acts_make_another_of_is_not_asked_for_again(register):
    """Before its zone was designated; of a zone designated earlier, and with a policy already."""
    register.correct("order", ORDER | {"enforced": "2024-06-01"}, reason="官報による")
    assert reasons(register) == {}
    register.correct("order", ORDER, reason="取り違え", accept_conflict="やはり両方")
    first = EARLY | {"id": "first", "decided": "2024-06-10"}
    register.append([correction(ORDER | {"enforced": "2024-06-01"}), first])
    assert [(row.rule, row.accepted) for row in register.zones("2024-12-31").conflicts] == [
        ("policy.decided: decided already", "やはり両方")
    ]
