"""Rows become drafts: kinds, dates, counts, zones and effects guessed, each with how sure it is; all are valid acts."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reformlog
from import_samples import DATED, PUBLISHER, ROWS, TITLE, ZONES, docx, pdf, ruled_table, seed_text, write, xlsx
from reformlog import dates
from reformlog.errors import Error
from reformlog.events.door import body_of
from reformlog.events.kinds import KINDS
from reformlog.intake.documents import reading
from reformlog.intake.documents.drafts import Draft, draft
from reformlog.intake.documents.free_ids import Ids
from reformlog.intake.documents.guesses import kind_called
from reformlog.intake.documents.quotations import Quotable
from reformlog.intake.documents.writing import block, scalar
from reformlog.intake.reading import read_stream
from reformlog.text import problems


def drafted(tmp_path: Path, text: str, name: str = "keii.txt", **options: Any) -> Draft:
    return draft(write(tmp_path, name, text), **{"zones": ZONES, **options})


def read_back(made: Draft) -> list[dict[str, Any]]:
    return [entry.tree for entry in read_stream(made.yaml.encode(), "draft.yaml", "yaml")]


def dates_of(entry: dict[str, Any]) -> dict[str, str]:
    return {name: entry[name] for name in KINDS[entry["kind"]].dates if name in entry}


def comment_at(made: Draft, line: str) -> str:
    """What stands behind `#` on the first line that begins so."""
    found = next(written for written in made.yaml.splitlines() if written.strip().startswith(line))
    return found.partition("  # ")[2]


@pytest.fixture
def seed(tmp_path) -> Draft:
    return drafted(tmp_path, seed_text())


def test_the_seed_gives_eight_acts_of_the_right_kinds(seed):
    assert [entry["kind"] for entry in seed.entries] == [
        "council-meeting",
        "proposal-call",
        "discussion",
        "wg-hearing",
        "council-meeting",
        "cabinet-order",
        "council-meeting",
        "zone-policy",
    ]
    assert [entry["id"] for entry in seed.entries] == [
        "2023-12-26.council-61",
        "2023-12-27.proposal-call",
        "2024-02.discussion",
        "2024-05.wg-hearing",
        "2024-06-04.council-63",
        "2024-06-21.cabinet-order",
        "2024-08-26.council-64",
        "2024-09-05.zone-policy",
    ]


def test_the_seed_gives_every_date_to_its_own_field(seed):
    assert [dates_of(entry) for entry in seed.entries] == [
        {"held": "2023-12-26", "decided": "2023-12-26"},
        {"opened": "2023-12-27", "closed": "2024-02-29"},
        {"held": "2024年2月下旬～"},
        {"held": "2024年5月中下旬"},
        {"held": "2024-06-04", "decided": "2024-06-04"},
        {"decided": "2024-06-21", "promulgated": "2024-06-26", "enforced": "2024-06-26"},
        {"held": "2024-08-26", "decided": "2024-08-26"},
        {"decided": "2024-09-05"},
    ]


def test_the_seed_gives_numbers_counts_promises_and_offices(seed):
    assert [entry.get("number") for entry in seed.entries] == ["61", None, None, None, "63", None, "64", None]
    assert seed.entries[1]["counts"] == {"municipalities": "19", "proposals": "44"}
    assert seed.entries[5]["counts"] == {"zones": "2", "areas": "4"}
    assert seed.entries[0]["expects"] == [
        {"text": "特区指定等について報告", "date": "2024-06~", "words": "6月をめどに"}
    ]
    assert seed.entries[3]["attendees"] == [{"role": "地方創生担当大臣"}]


def test_the_seed_gives_the_effects_on_both_zones(seed):
    both = ("fukushima-nagasaki", "miyagi-kumamoto")
    told = [[tuple(effect.items())[:2] for effect in entry["effects"]] for entry in seed.entries]
    assert told[0] == [(("call", "call-2023"), ("is", "decided"))]
    assert told[1] == [(("call", "call-2023"), ("is", "opened")), (("call", "call-2023"), ("is", "closed"))]
    assert told[2] == [(("call", "call-2023"), ("is", "under-discussion"))]
    assert told[3] == [(("zone", zone), ("is", "candidate")) for zone in both]
    assert told[4] == [(("zone", zone), ("is", "endorsed")) for zone in both]
    assert told[5] == [(("zone", zone), ("is", "designated")) for zone in both]
    assert told[6] == [(("policy", zone), ("is", "endorsed")) for zone in both]
    assert told[7] == [(("policy", "miyagi-kumamoto"), ("is", "decided"))]
    assert seed.entries[5]["effects"][1] == {
        "zone": "miyagi-kumamoto",
        "is": "designated",
        "name": "宮城県・熊本県",
        "areas": ["04", "43"],
        "type": "連携“絆”特区",
        "nickname": "産業拠点形成連携“絆”特区",
    }


@pytest.mark.parametrize(
    ("words", "effect"),
    [
        ("「宮城県・熊本県」の指定を解除する政令の閣議決定", {"zone": "miyagi-kumamoto", "is": "cancelled"}),
        ("第2回 諮問会議 基本方針を了承", {"basic-policy": "kokusentoc", "is": "endorsed"}),
        ("第9回 諮問会議 「宮城県・熊本県」区域計画の認定を了承", {"plan": "miyagi-kumamoto", "is": "endorsed"}),
    ],
)
def test_what_a_row_changes_is_told_from_its_words(tmp_path, words, effect):
    (entry,) = drafted(tmp_path, f"2026年6月4日\t{words}\n").entries
    assert entry["effects"] == [effect]


@pytest.mark.parametrize(
    ("words", "question"),
    [
        (
            "「宮城県・熊本県」の区域の範囲を拡大する政令の閣議決定",
            "the areas change: add the effect {zone: …, is: area-changed, add: […], remove: […]}.",
        ),
        (
            "「宮城県・熊本県」 特区民泊の事業開始",
            "which measure? Add the effect {measure: …, zone: miyagi-kumamoto, is: started}.",
        ),
        (
            "「宮城県・熊本県」 特区民泊の事業終了",
            "which measure? Add the effect {measure: …, zone: miyagi-kumamoto, is: ended}.",
        ),
    ],
)
def test_what_a_row_does_not_say_of_its_effect_is_asked(tmp_path, words, question):
    made = drafted(tmp_path, f"2026年6月4日\t{words}\n")
    assert "effects" not in made.entries[0] and f"# DECIDE: {question}" in made.yaml


def test_the_call_of_a_row_without_a_year_is_asked(tmp_path):
    made = drafted(tmp_path, "6月21日\t提案募集の開始\n6月22日\t第3回 諮問会議\n")
    assert "effects" not in made.entries[0] and "# DECIDE: which call? Its year is not known" in made.yaml


def test_the_seeds_table_prints_again_from_the_drafted_words(seed):
    """The cell is title, one U+0020, detail; the date cell is the row date without its year."""
    printed, year = [], None
    for entry in seed.entries:
        words = entry["words"]["miyagi-kumamoto"]
        first = next(iter(dates_of(entry).values()))
        own = dates.read(first).earliest[:4]
        date_cell = words.get("date", dates.without_year(first))
        printed.append(
            (
                "" if own == year else f"{own}年",
                date_cell,
                " ".join(filter(None, [words["title"], words.get("detail")])),
            )
        )
        year = own
    assert printed == list(ROWS)


def test_from_the_document_through_the_register_to_the_same_table(tmp_path, seed):
    """Import, append what the draft file says, print the official table: the same cells. A second one adds nothing."""
    with reformlog.open(tmp_path / "reformlog.db", create=True) as register:
        register.append(read_back(seed))
        rows = register.chronology("miyagi-kumamoto", worded=True)
        known = [
            {
                "act": row.act,
                "earliest": row.earliest,
                "latest": row.latest,
                "title": row.title,
                "sources": list(map(dict, row.sources)),
            }
            for row in register.chronology("miyagi-kumamoto")
        ]
    years = ("2023年", "2023年", *("2024年",) * 6)
    assert [(row.year, row.date, row.text) for row in rows] == [
        (year, words, text) for year, (_, words, text) in zip(years, ROWS, strict=True)
    ]
    again = draft(tmp_path / "keii.txt", zones=ZONES, known=known)
    assert [match.act for _, match in again.recorded] == [entry["id"] for entry in seed.entries]
    assert all(match.cited and match.sure == "sure" for _, match in again.recorded)
    assert again.entries == []


def test_every_draft_of_the_seed_is_a_valid_act(seed):
    assert [body_of(entry)["id"] for entry in seed.entries] == [entry["id"] for entry in seed.entries] != []


def test_the_draft_reads_back_as_the_very_same_text(seed):
    assert read_back(seed) == seed.entries


def test_each_act_cites_the_document_its_row_and_its_bytes(seed):
    source = seed.entries[4]["sources"][0]
    assert source == {
        "title": TITLE,
        "publisher": PUBLISHER,
        "dated": DATED,
        "file": "keii.txt",
        "locator": "15行",
        "sha256": seed.document.sha256,
        "quote": ROWS[4][2],
        "grade": "official",
    }


def test_the_zone_is_told_by_the_title_and_the_draft_says_so(seed):
    assert seed.zone == "miyagi-kumamoto"
    assert "# Zone: miyagi-kumamoto (likely: the only zone that the title names (宮城県・熊本県))" in seed.yaml


def test_every_guess_says_how_sure_it_is_and_why(seed):
    assert comment_at(seed, "kind: wg-hearing") == "sure: WGヒアリング"
    assert comment_at(seed, "kind: discussion") == "likely: 議論"
    assert comment_at(seed, "closed: 2024-02-29") == "sure: written 2024年2月29日"
    assert comment_at(seed, "promulgated: 2024-06-26") == "sure: written 6月26日, in the year of the row"
    assert comment_at(seed, "- {policy: miyagi-kumamoto, is: decided}").startswith("likely: ")


def test_what_only_a_person_can_decide_is_asked(seed):
    asked = [line.removeprefix("# DECIDE: ") for line in seed.yaml.splitlines() if line.startswith("# DECIDE: ")]
    assert asked == [
        "call-2023 stands in for the call's id; use the register's own where it has one.",
        "does this act decide the policy of fukushima-nagasaki too? The council endorsed it in a row above.",
    ]


def test_the_rows_that_could_not_be_read_stand_at_the_end(seed):
    tail = seed.yaml.splitlines()[-2:]
    assert tail[0] == "# Not read (1):"
    assert tail[1].startswith("#   21行: - 令和5年12月に国家戦略特区諮問会議にて")


@pytest.mark.parametrize("form", ["docx", "xlsx", "pdf"])
def test_every_format_of_the_seed_gives_the_same_acts(tmp_path, seed, form):
    path = tmp_path / f"keii.{form}"
    if form == "docx":
        docx(path, (TITLE, PUBLISHER, DATED), ROWS)
    elif form == "xlsx":
        xlsx(path, [(TITLE,), (PUBLISHER,), (DATED,), *ROWS])
    else:
        texts, rules = ruled_table([(y, d, t.replace(" ", "\n")) for y, d, t in ROWS], (60, 80, 300), 740)
        head = [(40.0, 800.0, TITLE), (40.0, 780.0, PUBLISHER), (40.0, 760.0, DATED)]
        path.write_bytes(pdf([(head + texts, rules)]))
    made = draft(path, zones=ZONES)

    def without_place(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
        own = ("file", "locator", "sha256")
        return [
            {**entry, "sources": [{k: v for k, v in source.items() if k not in own} for source in entry["sources"]]}
            for entry in entries
        ]

    assert without_place(made.entries) == without_place(seed.entries)


def test_shift_jis_is_read_and_the_draft_says_so(tmp_path):
    text = "2024年\t6月4日\t国家戦略特区諮問会議（第63回）\n"
    made = draft(write(tmp_path, "keii.txt", text, "cp932"), zones=ZONES, zone="aichi")
    assert made.entries[0]["id"] == "2024-06-04.council-63"
    assert "# The file is in Shift_JIS (CP932), not UTF-8; it was read as that." in made.yaml
    assert "iconv -f CP932 -t UTF-8 keii.txt" in made.yaml


def test_without_known_zones_the_draft_asks_instead_of_inventing_ids(tmp_path):
    made = drafted(tmp_path, seed_text(), zones={})
    order = made.entries[5]
    assert "effects" not in order
    assert "words" not in order
    assert "# DECIDE: which zone? No known zone is named, so the effect was left out." in made.yaml
    assert "no zone of the register is called 福島県・長崎県、宮城県・熊本県" in made.yaml
    assert read_back(made) == made.entries
    assert all(body_of(entry) for entry in made.entries)


def test_rows_in_the_register_are_offered_as_a_source_and_not_as_an_act(tmp_path, seed):
    known = [
        {"act": "2024-06-04.council-63", "kind": "council-meeting", "earliest": "2024-06-04", "latest": "2024-06-04",
         "title": "国家戦略特別区域諮問会議（第63回）", "sources": []},
        {"act": "order-2024", "kind": "cabinet-order", "earliest": "2024-06-21", "latest": "2024-06-21",
         "title": "国家戦略特別区域を定める政令の一部を改正する政令", "sources": [{"sha256": seed.document.sha256}]},
        {"act": "hearing-1", "kind": "wg-hearing", "earliest": "2024-05-17", "latest": "2024-05-17",
         "title": "国家戦略特区WGヒアリング（福島県、長崎県）", "sources": []},
    ]  # fmt: skip
    made = drafted(tmp_path, seed_text(), known=known)
    assert [(row.words, match.act, match.sure) for row, match in made.recorded] == [
        ("5月中下旬", "hearing-1", "likely"),
        ("6月4日", "2024-06-04.council-63", "sure"),
        ("6月21日", "order-2024", "sure"),
    ]
    assert len(made.entries) == 5
    assert "reformlog correct 2024-06-04.council-63 2024-06-04.council-63.yaml --reason TEXT" in made.yaml
    assert "This document is among its sources already: nothing to do." in made.yaml
    assert read_back(made) == made.entries


def test_another_sitting_of_the_same_day_is_not_taken_for_a_known_one(tmp_path):
    known = [
        {
            "act": "a",
            "earliest": "2019-05-31",
            "latest": "2019-05-31",
            "title": "国家戦略特区諮問会議（第38回）",
            "sources": [],
        }
    ]
    made = drafted(tmp_path, "2019年5月31日\t国家戦略特区諮問会議（第39回）\n", known=known)
    assert (len(made.entries), made.recorded) == (1, [])


def test_when_all_is_recorded_the_draft_is_an_empty_list(tmp_path):
    known = [
        {"act": "a", "earliest": "2024-06-04", "latest": "2024-06-04", "title": "諮問会議（第63回）", "sources": []}
    ]
    made = drafted(tmp_path, "2024年6月4日\t諮問会議（第63回）\n", known=known)
    assert made.entries == []
    assert made.yaml.rstrip().endswith("[]")


def test_a_false_weekday_is_asked_about_and_kept_as_the_source_says_it(tmp_path):
    """2019-05-31 was a Friday."""
    made = drafted(tmp_path, "令和元年5月31日（木）\t第21回仙台市国家戦略特別区域会議\n")
    entry = made.entries[0]
    assert (entry["held"], entry["sources"][0]["says"]) == ("2019-05-31", {"held": "令和元年5月31日（木）"})
    assert "# DECIDE: held: 「令和元年5月31日（木）」" in made.yaml
    assert comment_at(made, "held: 2019-05-31") == "guess: written 令和元年5月31日（木）"
    assert body_of(entry)["numbers"] == {"sendai-city": 21}


def test_a_weekday_of_the_table_is_kept_for_its_date_cell(tmp_path):
    made = drafted(tmp_path, "2019年\t5月31日（金）\t第21回仙台市国家戦略特別区域会議\n")
    assert dates.without_year(made.entries[0]["held"]) == "5月31日（金）"
    assert dates.read(made.entries[0]["held"]).earliest == "2019-05-31"


def test_a_day_without_any_year_has_no_date_and_is_asked_for(tmp_path):
    made = drafted(tmp_path, "6月4日\t国家戦略特区諮問会議（第63回）\n7月5日\t諮問会議（第64回）\n")
    assert dates_of(made.entries[0]) == {}
    assert "# DECIDE: held: 「6月4日」 has no year, and none is carried down to it." in made.yaml
    assert made.entries[0]["id"] == "undated.council-63"


def test_an_impossible_day_is_never_bent_into_another(tmp_path):
    made = drafted(tmp_path, "2023年\t2月29日\t国家戦略特区諮問会議（第57回）\n\t3月1日\t諮問会議（第58回）\n")
    assert "held" not in made.entries[0]
    assert "2023-02 has 28 days" in made.yaml


def test_a_range_in_the_date_cell_of_a_call_is_its_first_and_last_day(tmp_path):
    made = drafted(tmp_path, "2023年\t12月27日～2月29日\t規制改革の提案募集を実施\n")
    assert dates_of(made.entries[0]) == {"opened": "2023-12-27", "closed": "2024-02-29"}


def test_a_promulgation_in_january_after_a_decision_in_december_is_of_the_next_year(tmp_path):
    made = drafted(tmp_path, "2023年\t12月22日\t改正政令の閣議決定（1月4日公布・施行） 仙台市を指定\n")
    assert dates_of(made.entries[0]) == {"decided": "2023-12-22", "promulgated": "2024-01-04", "enforced": "2024-01-04"}
    assert comment_at(made, "promulgated:").startswith("likely: ")


def test_promulgation_on_the_same_day_is_told_by_its_word(tmp_path):
    made = drafted(tmp_path, "2024年6月21日\t改正政令の閣議決定（同日公布）\n")
    assert dates_of(made.entries[0]) == {"decided": "2024-06-21", "promulgated": "2024-06-21"}


def test_two_date_columns_give_two_acts_and_one_row_of_the_table(tmp_path):
    text = "回,開催日,認定日,内容\n1,平成26年6月25日,平成26年9月30日,区域計画（案）について\n"
    made = drafted(tmp_path, text, "keii.csv", zone="aichi")
    council, approval = made.entries
    assert (council["kind"], dates_of(council), council["numbers"]) == (
        "zone-council",
        {"held": "2014-06-25"},
        {"aichi": "1"},
    )
    assert (approval["kind"], dates_of(approval), approval["part-of"]) == (
        "plan-approval",
        {"approved": "2014-09-30"},
        council["id"],
    )
    assert "words" in council
    assert "words" not in approval
    assert all(body_of(entry) for entry in made.entries)


def test_bullets_below_an_approval_are_its_projects(tmp_path):
    text = "## 平成28年4月13日認定\n- 特区民泊\n- 介護ロボット\n## 平成28年10月4日認定\n- 創業者の人材確保\n"
    made = drafted(tmp_path, text, zone="fukuoka-kitakyushu")
    assert [(entry["title"], entry["effects"]) for entry in made.entries] == [
        (
            "区域計画の認定",
            [{"plan": "fukuoka-kitakyushu", "is": "approved", "projects": ["特区民泊", "介護ロボット"]}],
        ),
        ("区域計画の認定", [{"plan": "fukuoka-kitakyushu", "is": "change-approved", "projects": ["創業者の人材確保"]}]),
    ]
    assert "# DECIDE: plan of fukuoka-kitakyushu: is this its first approval" in made.yaml
    assert all(body_of(entry) for entry in made.entries)


def test_a_part_of_a_zone_in_the_title_is_a_guess_at_the_zone(tmp_path):
    made = drafted(tmp_path, "# 北九州市の認定事業\n## 平成28年4月13日認定\n- 特区民泊\n")
    assert made.zone == "fukuoka-kitakyushu"
    assert "# Zone: fukuoka-kitakyushu (guess: the title names a part of it (北九州市))" in made.yaml


def test_a_sitting_of_several_zone_councils_has_a_number_for_each(tmp_path):
    made = drafted(tmp_path, "2019年5月31日\t仙北市（第7回）、仙台市（第10回）、愛知県（第13回）合同区域会議\n")
    assert made.entries[0]["numbers"] == {"semboku-city": "7", "sendai-city": "10", "aichi": "13"}


def test_a_column_of_zones_says_whose_row_it_is(tmp_path):
    text = "区域名,開催日,回数\n仙台市,2015年11月20日,1\n愛知県,2015年9月3日,2\n"
    made = drafted(tmp_path, text, "keii.csv")
    assert [(entry["kind"], entry["numbers"]) for entry in made.entries] == [
        ("zone-council", {"sendai-city": "1"}),
        ("zone-council", {"aichi": "2"}),
    ]


def test_the_longer_name_of_a_zone_hides_the_shorter(tmp_path):
    made = drafted(tmp_path, "2016年3月24日\t第6回福岡市・北九州市国家戦略特別区域会議\n")
    assert made.entries[0]["numbers"] == {"fukuoka-kitakyushu": "6"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("第1回仙北市国家戦略特別区域会議", "zone-council"),
        ("東京圏国家戦略特別区域会議 第5回成田市分科会", "zone-subcommittee"),
        ("スーパーシティ型国家戦略特別区域の区域指定に関する専門調査会（第2回）", "expert-panel"),
        ("国家戦略特別区域基本方針の変更（閣議決定）", "cabinet-decision"),
        ("国家戦略特別区域法の一部を改正する法律案を国会に提出", "bill"),
        ("国家戦略特別区域法の一部を改正する法律の公布", "law"),
        ("国家戦略特別区域法施行令の公布", "cabinet-order"),
        ("国家戦略特別区域法施行令の一部改正", "cabinet-order"),
        ("国家戦略特別区域法施行令", "cabinet-order"),
        ("国家戦略特別区域法施行規則の一部改正", "ministerial-order"),
        ("国家戦略特別区域法の施行", "law"),
        ("区域方針の変更", "zone-policy"),
        ("区域計画の認定申請", "plan-application"),
        ("区域計画の変更認定", "plan-approval"),
        ("認定の取消し", "plan-revocation"),
        ("区域会議構成員の公募を開始", "public-offering"),
        ("関係地方公共団体の意見聴取", "consultation"),
        ("特区提案を提出（157団体）", "proposal"),
        ("国の提案募集に対し府市共同で提案", "proposal"),
        ("仙北市を地方創生特区に指定することを決定", "council-meeting"),
        ("スーパーシティ法案の成立", "law"),
        ("第2次指定（地方創生特区の第一弾）", "cabinet-order"),
        ("総合特別区域の指定", "other-regime"),
        ("知事が記者会見", "announcement"),
    ],
)
def test_the_kind_is_told_by_the_words_officials_use(tmp_path, text, kind):
    made = drafted(tmp_path, f"2024年6月4日\t{text}\n", zone="aichi")
    assert made.entries[0]["kind"] == kind
    assert body_of(made.entries[0])


def test_an_unclear_designation_asks_which_of_its_days_is_meant(tmp_path):
    """A page that says 令和6年6月4日、指定 gives the council's day, not the order's."""
    made = drafted(tmp_path, "令和6年6月4日\t国家戦略特区に指定\n", zone="miyagi-kumamoto")
    assert comment_at(made, "kind: cabinet-order").startswith("guess: ")
    assert (
        "# DECIDE: 指定: the order's decision (decided), its day in force (enforced), or the council's 了承?"
        in made.yaml
    )


def test_about_and_of_these_are_no_counts(tmp_path):
    made = drafted(tmp_path, "2016年7月1日\t提案募集を終了 約110件の提案、73団体（うち10自治体）\n")
    assert made.entries[0]["counts"] == {"applicants": "73"}


def test_a_note_below_the_rows_is_not_the_title_of_the_document(tmp_path):
    rows = "年,日付,内容\n令和6年,6月4日,国家戦略特別区域諮問会議（第63回）\n,,（注）日付は開催日\n"
    assert drafted(tmp_path, rows, "keii.csv").entries[0]["sources"][0]["title"] == "keii.csv"
    titled = drafted(tmp_path, "これまでの経緯,,\n" + rows, "keii.csv")
    assert titled.entries[0]["sources"][0]["title"] == "これまでの経緯"


def test_given_facts_of_the_document_go_before_its_first_lines(tmp_path):
    made = drafted(tmp_path, seed_text(), title="別の題", publisher="愛知県", dated="令和7年1月1日")
    source = made.entries[0]["sources"][0]
    assert (source["title"], source["publisher"], source["dated"], source["grade"]) == (
        "別の題",
        "愛知県",
        "令和7年1月1日",
        "local",
    )


def test_ids_are_unique_and_two_acts_of_one_kind_and_day_are_asked_about(tmp_path):
    made = drafted(tmp_path, "2024年6月4日\t知事会見\n2024年6月4日\t市長会見\n")
    assert [entry["id"] for entry in made.entries] == ["2024-06-04.announcement", "2024-06-04.announcement-2"]
    assert "# DECIDE: 2024-06-04.announcement has the same kind and day" in made.yaml


@given(st.text(max_size=40).filter(lambda text: not problems(text)))
def test_any_text_an_act_may_hold_reads_back_as_itself(text):
    line = f"- id: a\n  title: {scalar(text)}\n  zones: [{scalar(text)}, {scalar(text)}]\n"
    entry = next(iter(read_stream(line.encode(), "draft.yaml", "yaml")))
    assert entry.tree == {"id": "a", "title": text, "zones": [text, text]}


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "On",
        "~",
        "null",
        "05215",
        "1:30",
        "1e3",
        "0x1F",
        "-",
        "- a",
        "a: b",
        "a #b",
        "",
        " a",
        "{a}",
        "*a",
        "=",
        "<<",
        "2024-06-04 1:00",
        "1_000",
        ".5",
        "!a",
        "%a",
        "@a",
        "`a",
        "a\nb",
        "\u3000a",
    ],
)
def test_what_yaml_would_misread_is_quoted(text):
    assert scalar(text).startswith('"')


tree = st.dictionaries(
    st.sampled_from(["title", "detail", "notes", "words", "effects"]),
    st.recursive(
        st.text(max_size=60).filter(lambda text: not problems(text)),
        lambda inner: (
            st.lists(inner, min_size=1, max_size=3)
            | st.dictionaries(st.sampled_from(["a", "zone", "is"]), inner, min_size=1, max_size=3)
        ),
        max_leaves=8,
    ),
    min_size=1,
)


@given(tree)
def test_any_tree_of_texts_reads_back_as_itself(body):
    lines = block(body, {(next(iter(body)),): "sure: 理由 # あり"}, 2)
    text = "\n".join([f"- {lines[0].lstrip()}", *lines[1:]]) + "\n"
    assert next(iter(read_stream(text.encode(), "draft.yaml", "yaml"))).tree == body


DATES = """
2024年 令和6年 平成26年度 6月4日 6月21日（金） 令和6年6月21日（金） 2月30日 5月中下旬 2月下旬～ 12月27日～2月29日
同日 同月5日 6月頃 2024/6/4 2024/13/40 R6.6.4 平成34年3月31日 昭和64年1月8日 2023 年月日 開催日 認定日 未定
""".split()  # noqa: SIM905
WORDS = """
第61回 諮問会議 区域会議 分科会 仙台市 「福島県・長崎県」 「青森県」 宮城県、熊本県 指定 了承 政令 閣議決定
（6月26日公布・施行） 同日公布 認定 変更 申請 提案募集 （～2月29日 約19自治体から44件の提案） 評価 廃案 法律案 提出
6月をめどに報告する旨 ※ ・ 10:00～ （ ） 内容 区域名 null 2024年 6月4日 : # " \\ ' { * & - 〜 | 😀 𠮷
""".split()  # noqa: SIM905
ODD = [*" 　\t\n\u2028\u200b\u00a0", ": ", " #"]
dates_cell = st.lists(st.sampled_from(DATES), max_size=2).map("".join)
text_cell = st.lists(st.sampled_from([*WORDS, *ODD]), min_size=1, max_size=8).map("".join)
jumbles = st.lists(st.tuples(dates_cell, dates_cell, text_cell), min_size=1, max_size=6)
ENDINGS = {
    "txt": "{}\t{}\t{}\n",
    "csv": "{},{},{}\n",
    "md": "|{}|{}|{}|\n",
    "html": "<tr><td>{}<td>{}<td>{}",
    "text": "{}{} {}\n",
}


@settings(max_examples=100)
@given(jumbles, st.sampled_from(sorted(ENDINGS)))
def test_whatever_is_drafted_is_a_valid_act_file(jumble, ending):
    """Any jumble of official words is refused in words, or gives acts that the register accepts and reads back."""
    text = ("<table>" if ending == "html" else "") + "".join(ENDINGS[ending].format(*row) for row in jumble)
    with tempfile.TemporaryDirectory() as folder:
        try:
            made = drafted(Path(folder), text, f"keii.{ending}")
        except Error as error:
            assert error.code.startswith("document-")
            return
    assert read_back(made) == made.entries
    assert len({entry["id"] for entry in made.entries}) == len(made.entries)
    for entry in made.entries:
        assert body_of(entry)["id"] == entry["id"]


@pytest.mark.parametrize("kind", ["政令", "cabinet-order", "Cabinet Order"])
def test_a_column_of_kinds_gives_the_kind_and_one_of_titles_the_title(tmp_path, kind):
    made = drafted(tmp_path, f"種類,件名,施行日\n{kind},政令 の改正,R8.11.27\n", "keii.csv")
    (entry,) = made.entries
    assert (entry["kind"], entry["title"], dates_of(entry)) == (
        "cabinet-order",
        "政令 の改正",
        {"enforced": "2026-11-27"},
    )
    assert "detail" not in entry
    assert comment_at(made, "kind:") == f"sure: written {kind}"


def test_a_kind_that_is_given_keeps_the_day_of_a_column_that_is_none_of_its_dates_and_asks(tmp_path):
    made = drafted(tmp_path, "種類,件名,内容,開催日\n政令,政令の改正,1区域を追加,R8.11.27\n", "keii.csv")
    (entry,) = made.entries
    assert (entry["kind"], dates_of(entry)) == ("cabinet-order", {"enforced": "2026-11-27"})
    assert (entry["title"], entry["detail"]) == ("政令の改正", "1区域を追加")
    assert "# DECIDE: cabinet-order has no date of the column 開催日; is the day the right one?" in made.yaml


def test_a_kind_that_is_none_is_asked_about_and_told_by_the_title(tmp_path):
    made = drafted(tmp_path, "種類,件名,日付\nその他,区域方針の決定,2026/11/27\n", "keii.csv")
    assert [entry["kind"] for entry in made.entries] == ["zone-policy"]
    assert "# DECIDE: the row calls its kind その他, which is none of those that reformlog kinds lists." in made.yaml


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_table_with_the_registers_own_names_as_heads_is_read(tmp_path, form):
    rows = [("kind", "title", "held"), ("zone-council", "第7回区域会議", "2026-11-26")]
    if form == "csv":
        write(tmp_path, "keii.csv", "".join(",".join(row) + "\n" for row in rows))
    else:
        xlsx(tmp_path / "keii.xlsx", rows)
    (entry,) = draft(tmp_path / f"keii.{form}", zones=ZONES, zone="aichi").entries
    assert (entry["kind"], entry["title"], entry["held"]) == ("zone-council", "第7回区域会議", "2026-11-26")


def test_every_kind_is_known_by_the_name_it_has_in_japanese():
    assert {name: kind_called(kind.ja) for name, kind in KINDS.items()} == {name: name for name in KINDS}
    assert [kind_called(words) for words in ("", "認定", "WGヒアリング", "省令", "その他")] == [
        None,
        "plan-approval",
        "wg-hearing",
        "ministerial-order",
        None,
    ]


def test_acts_of_one_day_and_kind_get_numbers_and_what_is_given_back_is_given_again():
    ids = Ids(["a-2"])
    assert [ids.new("a") for _ in range(3)] == ["a", "a-3", "a-4"]
    ids.free("a-3")
    assert [ids.new("a") for _ in range(2)] == ["a-3", "a-5"]


def test_the_words_of_a_row_are_quoted_when_they_stand_in_the_document_at_their_line_and_not_pages_away():
    lines = ["2024年6月4日 諮問会議", *(f"{number:040}" for number in range(200)), "区域会議 を開催"]
    quotable = Quotable(reading.from_bytes("a.txt", "\n".join(lines).encode()))
    places = [line.place for line in reading.from_bytes("a.txt", "\n".join(lines).encode()).lines()]
    assert quotable.has("諮問 会議", places[0]) and quotable.has("区域会議を開催", places[-1])
    assert not quotable.has("諮問会議", places[-1])
