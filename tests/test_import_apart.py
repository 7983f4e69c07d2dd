"""Which act of the register a row repeats: never one of another zone, another number or another kind."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import reformlog
from import_samples import ZONES, seed_text, write
from reformlog.cli import group
from reformlog.intake.documents import recorded
from reformlog.intake.documents.drafts import Draft, draft
from reformlog.intake.documents.recorded import KnownActs
from reformlog.text import fold

NAMES = {**ZONES, "sendai-city": ["仙台市"], "tokyo-area": ["東京圏"]}
APPROVAL = {"act": "tk", "kind": "plan-approval", "title": "区域計画の変更の認定", "zones": ["tokyo-area"]}
SITTING = {"act": "sitting", "kind": "zone-council", "title": "国家戦略特別区域会議 合同会議", "zones": ["tokyo-area"]}


def drafted(tmp_path: Path, row: str, known: dict[str, Any], **options: Any) -> Draft:
    """The draft of one row of 6 March 2026, where one act of that day is known."""
    day = {"earliest": "2026-03-06", "latest": "2026-03-06", "sources": []}
    path = write(tmp_path, "keii.txt", f"2026年\t3月6日\t{row}\n")
    return draft(path, **{"zones": NAMES, "known": [{**day, **known}], **options})


def told(made: Draft) -> list[tuple[str, str]]:
    return [(match.act, match.sure) for _, match in made.recorded]


@pytest.mark.parametrize(
    ("row", "options"),
    [
        ("区域計画の変更の認定", {"zone": "sendai-city"}),
        ("区域計画の変更の認定（仙台市）", {}),
        ("区域計画の変更の認定（仙台市）", {"zone": "tokyo-area"}),
    ],
)
def test_the_act_of_another_zone_is_another_act_though_day_and_words_are_the_same(tmp_path, row, options):
    made = drafted(tmp_path, row, APPROVAL, **options)
    assert told(made) == []
    assert [entry["kind"] for entry in made.entries] == ["plan-approval"]


@pytest.mark.parametrize(
    ("row", "options", "sure"),
    [
        ("区域計画の変更の認定", {"zone": "tokyo-area"}, "sure"),
        ("区域計画の変更の認定（東京圏）", {}, "sure"),
        ("区域計画の変更の認定", {}, "likely"),
        ("区域計画の変更の認定（仙台市と同日）", {"zone": "tokyo-area"}, "likely"),
    ],
)
def test_without_its_zone_a_row_is_not_surely_the_act_of_a_zone(tmp_path, row, options, sure):
    assert told(drafted(tmp_path, row, APPROVAL, **options)) == [("tk", sure)]


def test_an_act_of_a_zone_that_says_of_which_is_not_surely_the_row_of_one(tmp_path):
    nowhere = {**APPROVAL, "zones": []}
    assert told(drafted(tmp_path, APPROVAL["title"], nowhere, zone="sendai-city")) == [("tk", "likely")]


@pytest.mark.parametrize("row", ["国家戦略特別区域会議（第7回）", "国家戦略特別区域会議 合同会議（第7回）"])
@pytest.mark.parametrize("options", [{}, {"zone": "sendai-city"}])
def test_another_number_is_another_sitting(tmp_path, row, options):
    for known in (SITTING | {"numbers": {"tokyo-area": 50}}, SITTING | {"title": f"{SITTING['title']}（第50回）"}):
        assert told(drafted(tmp_path, row, known, **options)) == []


def test_a_joint_sitting_is_found_by_the_number_that_the_zone_gives_it(tmp_path):
    joint = SITTING | {"zones": ["tokyo-area", "sendai-city"], "numbers": {"tokyo-area": 50, "sendai-city": 7}}
    for number, found in (("7", [("sitting", "sure")]), ("50", []), ("8", [])):
        assert told(drafted(tmp_path, f"第{number}回区域会議", joint, zone="sendai-city")) == found


@pytest.mark.parametrize(
    ("row", "known"),
    [
        (
            "国家戦略特区諮問会議（第63回） 指定について了承",
            {"kind": "council-meeting", "title": "国家戦略特別区域諮問会議（第63回）", "zones": ["tokyo-area"]},
        ),
        (
            "政令の一部を改正する政令の閣議決定",
            {"kind": "cabinet-order", "title": "政令の一部を改正する政令", "zones": ["sendai-city", "tokyo-area"]},
        ),
        ("提案募集の開始", {"kind": "proposal-call", "title": "提案募集の開始", "words": {"tokyo-area": "募集"}}),
    ],
)
def test_the_table_of_a_zone_prints_acts_of_the_state_as_well(tmp_path, row, known):
    assert told(drafted(tmp_path, row, {"act": "one", **known}, zone="sendai-city")) == [("one", "sure")]


def test_an_order_about_another_zone_only_is_another_order(tmp_path):
    order = {"act": "one", "kind": "cabinet-order", "title": "政令の一部を改正する政令", "zones": ["tokyo-area"]}
    assert told(drafted(tmp_path, "政令の一部を改正する政令の閣議決定", order, zone="sendai-city")) == []


def test_the_words_of_another_zones_table_make_an_act_of_a_zone_that_zones(tmp_path):
    known = SITTING | {"zones": [], "words": {"tokyo-area": "合同会議"}}
    assert told(drafted(tmp_path, SITTING["title"], known, zone="tokyo-area")) == [("sitting", "sure")]
    assert told(drafted(tmp_path, SITTING["title"], known, zone="sendai-city")) == []


CALL = {"act": "call", "kind": "proposal-call", "title": "連携“絆”特区の提案募集", "zones": ["fukushima-nagasaki"]}


@pytest.mark.parametrize(
    ("words", "row"),
    [
        ({"title": "自治体を対象に提案募集を開始", "detail": "（44件）"}, "自治体を対象に提案募集を開始 （44件）"),
        ({"title": "自治体を対象に提案募集を開始"}, "自治体を対象に提案募集を開始"),
        ("自治体を対象に提案募集を開始 （44件）", "自治体を対象に提案募集を開始 （44件）"),
    ],
)
def test_what_the_table_of_the_zone_prints_in_these_words_on_these_days_is_the_act(tmp_path, words, row):
    """Its title may be another, and other zones stand beside it: no row says so much as the very words of its table."""
    known = CALL | {"words": {"sendai-city": words}}
    assert told(drafted(tmp_path, row, known, zone="sendai-city")) == [("call", "sure")]
    for other, options in (
        ({"latest": "2026-03-31"}, {"zone": "sendai-city"}),
        ({}, {"zone": "tokyo-area"}),
        ({"words": {"sendai-city": "自治体の提案募集を開始"}}, {"zone": "sendai-city"}),
    ):
        assert told(drafted(tmp_path, row, known | other, **options)) == []


def test_the_official_table_is_recognised_row_by_row_in_the_record_that_was_made_from_it(real, tmp_path):
    """Who imports the table of a zone that is recorded already is offered nothing to record a second time."""
    table = write(tmp_path, "keii.txt", seed_text())
    made = draft(table, zone="miyagi-kumamoto", zones=ZONES, known=recorded.known_acts(real.view()))
    assert (made.entries, [match.sure for _, match in made.recorded]) == ([], ["sure"] * 8)


def test_an_application_is_not_the_approval(tmp_path):
    month = APPROVAL | {"earliest": "2026-03-01", "latest": "2026-03-31"}
    made = drafted(tmp_path, "区域計画の変更の認定申請", month, zone="tokyo-area")
    assert told(made) == []
    assert [entry["kind"] for entry in made.entries] == ["plan-application"]


def test_a_kind_that_the_acts_own_title_would_be_misread_as_tells_nothing_apart(tmp_path):
    order = {"act": "one", "kind": "other-regime", "title": "構造改革特別区域基本方針の変更の閣議決定", "zones": []}
    assert told(drafted(tmp_path, order["title"], order, zone="tokyo-area")) == [("one", "likely")]


def test_a_zone_that_is_a_mere_guess_is_not_held_against_an_act(tmp_path):
    made = drafted(tmp_path, APPROVAL["title"], APPROVAL, title="宮城県のあゆみ")
    assert made.zone == "miyagi-kumamoto"
    assert told(made) == [("tk", "likely")]


def test_a_plan_is_of_the_zone_it_is_bound_to(tmp_path):
    """An act that names a plan and no zone is held against the table of another zone, by the command too."""
    title, log = "区域計画の変更の認定", tmp_path / "log.db"
    with reformlog.open(log, create=True) as register:
        area = {"zone": "tokyo-area", "is": "designated", "areas": ["13"]}
        order = {"id": "order", "kind": "cabinet-order", "enforced": "2014-05-01", "title": "政令", "effects": [area]}
        register.append({**order, "sources": [{"title": "官報"}]})
        first = {"plan": "capital", "zone": "tokyo-area", "is": "approved"}
        source = {"title": "官報"}
        common = {"kind": "plan-approval", "title": title, "sources": [source]}
        register.append({**common, "id": "first", "approved": "2025-03-06", "effects": [first]})
        change = {"plan": "capital", "is": "change-approved"}
        register.append({**common, "id": "second", "approved": "2026-03-06", "effects": [change]})
    path = write(tmp_path, "keii.txt", f"2026年\t3月6日\t{title}\n")

    def answer(zone: str) -> str:
        words = ["--db", str(log), "import", str(path), "--zone", zone]
        return CliRunner().invoke(group, words, catch_exceptions=False).stdout

    assert "Already recorded as second (sure" in answer("tokyo-area")
    assert "Draft of 1 act " in answer("sendai-city")


def test_a_column_of_zones_says_surely_whose_the_act_is(tmp_path):
    day = {"earliest": "2026-03-06", "latest": "2026-03-06", "sources": []}
    path = write(tmp_path, "keii.csv", f"区域,日付,内容\n仙台市,2026年3月6日,{APPROVAL['title']}\n")
    assert told(draft(path, zones=NAMES, known=[{**day, **APPROVAL}], zone="tokyo-area")) == []


DAYS = st.dates(date(2013, 1, 1), date(2014, 12, 31)).map(str)
SPANS = st.lists(st.tuples(DAYS, DAYS).map(sorted), max_size=30)


@given(SPANS, st.tuples(DAYS, DAYS).map(sorted))
def test_a_row_is_compared_with_the_acts_whose_days_meet_its_own_and_with_no_others(spans, row):
    acts = [{"act": number, "earliest": first, "latest": last} for number, (first, last) in enumerate(spans)]
    meeting = [act for act in acts if act["earliest"] <= row[1] and row[0] <= act["latest"]]
    assert KnownActs(acts).meeting(*row) == meeting


def test_each_title_is_made_comparable_once_however_many_rows_and_acts_share_a_day(tmp_path, monkeypatch):
    """A table of some hundred rows meets some thousand acts of one day in a large register."""
    made = []
    monkeypatch.setattr(recorded, "fold", lambda words: made.append(words) or fold(words))
    day = {"earliest": "2026-03-06", "latest": "2026-03-06", "sources": []}
    known = [{**day, **APPROVAL, "act": str(number), "title": f"北区の事業{number}"} for number in range(20)]
    table = "".join(f"2026年\t3月6日\t南区の事業{number}の認定\n" for number in range(20))
    draft(write(tmp_path, "keii.txt", table), zones=NAMES, known=known)
    assert len(made) == len(set(made)) == 40
