"""One act that was recorded under two ids: check asks, and takes no for an answer."""

from __future__ import annotations

from typing import Any

import pytest

import reformlog


def approval(name: str, approved: str, **fields: Any) -> dict[str, Any]:
    effects = [{"zone": "sendai-city", "plan": "sendai-city", "is": "change-approved"}]
    act = {
        "id": name,
        "kind": "plan-approval",
        "approved": approved,
        "title": "区域計画の変更の認定",
        "effects": effects,
    }
    return {**act, "sources": [{"title": name}], **fields}


@pytest.fixture
def found(tmp_path):
    """Which acts check asks about, when these are recorded."""

    def ask(*acts: dict[str, Any]) -> list[list[str]]:
        with reformlog.open(tmp_path / "r.db", create=True) as register:
            register.append([*acts], accept_conflict="試す")
            return [finding.acts for finding in register.check().findings if finding.code == "twice"]

    return ask


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("2026年11月", "2026年11月"),
        ("2026年11月", "2026-11-27"),
        ("2026年度", "2027年2月"),
        ("2026-11-27", "2026-11-27"),
    ],
)
def test_acts_of_one_kind_title_and_effect_on_days_that_meet_may_be_one(found, first, second):
    assert found(approval("b", first), approval("a", second, title="区域計画の 変更の認定")) == [["b", "a"]]


@pytest.mark.parametrize(
    "other",
    [
        {"approved": "2026年12月"},
        {"title": "区域計画の変更の認定（第2回）"},
        {"effects": [{"zone": "aichi", "plan": "aichi", "is": "change-approved"}]},
        {"kind": "announcement", "published": "2026年11月", "approved": None, "effects": None},
    ],
)
def test_another_month_title_effect_or_kind_is_another_act(found, other):
    act = {key: value for key, value in {**approval("b", "2026年11月"), **other}.items() if value is not None}
    assert found(approval("a", "2026年11月"), act) == []


def test_other_numbers_are_other_sittings(found):
    sitting = {"kind": "zone-council", "held": "2026年11月", "title": "区域会議", "sources": [{"title": "資料"}]}
    several = [{**sitting, "id": f"s{number}", "numbers": {"aichi": number}} for number in (7, 8, 8)]
    assert found(*({**act, "id": f"{act['id']}-{place}"} for place, act in enumerate(several))) == [["s8-1", "s8-2"]]


def test_orders_tell_two_acts_apart_and_one_alone_does_not(found):
    assert found(approval("a", "2026年11月", order=1), approval("b", "2026年11月")) == [["a", "b"]]


def test_two_orders_answer_the_question(found):
    assert found(approval("a", "2026年11月", order=1), approval("b", "2026年11月", order=2)) == []


def test_what_may_be_one_act_is_told_with_the_command_that_withdraws_the_later(tmp_path):
    with reformlog.open(tmp_path / "r.db", create=True) as register:
        register.append([approval("b", "2026年11月"), approval("a", "2026年11月")], accept_conflict="試す")
        (asked,) = [finding for finding in register.check().findings if finding.code == "twice"]
        assert asked.message == "b and a may be one act: the same kind, title and effects, on days that meet."
        assert asked.hint.startswith("If so: reformlog withdraw a --reason TEXT   ")
        register.withdraw("a", reason="二重")
        assert "twice" not in [finding.code for finding in register.check().findings]
