"""The layouts of official chronologies: where the year stands, where the day, what belongs to a row."""

from __future__ import annotations

import pytest

from import_samples import PROSE, ROWS, seed_text
from reformlog.errors import Refused
from reformlog.intake.documents import dated, reading
from reformlog.intake.documents.layouts import read_rows
from reformlog.intake.documents.rows import Found


def rows_of(text: str, name: str = "keii.txt") -> Found:
    return read_rows(reading.from_bytes(name, text.encode()))


def cells(text: str, name: str = "keii.txt") -> list[tuple[str, int | None, str]]:
    return [(row.words, row.year, row.text) for row in rows_of(text, name).rows]


def test_a_year_written_once_is_carried_down():
    assert [(row.words, row.year) for row in rows_of(seed_text()).rows] == [
        ("12月26日", 2023),
        ("12月27日", 2023),
        ("2月下旬～", 2024),
        ("5月中下旬", 2024),
        ("6月4日", 2024),
        ("6月21日", 2024),
        ("8月26日", 2024),
        ("9月5日", 2024),
    ]
    assert [row.text for row in rows_of(seed_text()).rows] == [text for _, _, text in ROWS]


def test_a_sentence_of_prose_that_begins_with_a_date_is_listed_and_no_row():
    unread = rows_of(seed_text()).unread
    assert [(line.text, line.reason) for line in unread] == [
        (PROSE, "it begins with a date, but stands outside the tables")
    ]


def test_year_headings_with_days_below_and_notes_marked_with_a_star():
    """The layout of a city: era year as a heading, the day on its own line, the text below it, ※ notes."""
    text = """国家戦略特区の経過

    平成26年
    12月18日
    特区提案を提出（157団体）

    平成27年（2015年）
    4月3日　法律案を国会に提出
    ※その後、廃案
    8月28日
    国家戦略特区に指定
    ・農林業
    ・医療、教育
    """
    found = rows_of(text)
    assert [(row.words, row.year, row.text, row.notes, row.items) for row in found.rows] == [
        ("12月18日", 2014, "特区提案を提出（157団体）", (), ()),
        ("4月3日", 2015, "法律案を国会に提出", ("※その後、廃案",), ()),
        ("8月28日", 2015, "国家戦略特区に指定", (), ("農林業", "医療、教育")),
    ]
    assert found.unread == []


def test_year_and_month_on_every_row():
    text = "2015年8月\t国家戦略特別区域に指定\n2015年9月\t第1回区域会議\n2016年4月\t変更認定\n"
    assert cells(text) == [
        ("2015年8月", 2015, "国家戦略特別区域に指定"),
        ("2015年9月", 2015, "第1回区域会議"),
        ("2016年4月", 2016, "変更認定"),
    ]


def test_rows_grouped_by_the_day_of_approval_with_bullets():
    text = """# 認定を受けた事業
    ## 平成28年4月13日認定
    - シニア・ハローワークの設置
    - 特区民泊
    【平成28年10月4日認定】
    ・介護ロボットの活用
    ※ 合計10特例17事業
    """
    assert [(row.words, row.text, row.items, row.notes) for row in rows_of(text).rows] == [
        ("平成28年4月13日", "認定", ("シニア・ハローワークの設置", "特区民泊"), ()),
        ("平成28年10月4日", "認定", ("介護ロボットの活用",), ("※ 合計10特例17事業",)),
    ]


def test_a_page_of_paragraphs_keeps_its_footer_out_of_the_last_row():
    page = """<h2>平成26年</h2><p>3月28日</p><p>国家戦略特区諮問会議<br>（第4回）</p><p>詳しくは窓口へ</p>
    <p>5月1日　政令の施行</p><ul><li>農業</li><li>医療</li></ul><p>※大臣決定</p><p>お問い合わせ</p>"""
    found = rows_of(page, "keii.html")
    assert [(row.words, row.year, row.text, row.items, row.notes) for row in found.rows] == [
        ("3月28日", 2014, "国家戦略特区諮問会議 （第4回）", (), ()),
        ("5月1日", 2014, "政令の施行", ("農業", "医療"), ("※大臣決定",)),
    ]
    assert [(line.text, line.reason) for line in found.unread] == [("詳しくは窓口へ", "it has no date of its own")]


def test_a_list_of_terms_is_a_table_and_a_bracket_at_the_end_stays():
    page = """<a>ホーム</a><h1>特区</h1><dl><dt>平成26年3月28日</dt><dd>諮問会議（第4回）</dd>
    <dt>5月1日</dt><dd>施行</dd></dl>"""
    assert cells(page, "keii.html") == [("平成26年3月28日", 2014, "諮問会議（第4回）"), ("5月1日", 2014, "施行")]
    assert cells("- 平成26年9月9日 区域計画の認定（2事業）\n- 平成27年1月27日　変更認定\n\n窓口 養父市\n") == [
        ("平成26年9月9日", 2014, "区域計画の認定（2事業）"),
        ("平成27年1月27日", 2015, "変更認定"),
    ]


def test_a_year_written_with_the_first_day_is_carried_to_the_next():
    text = "2023年12月26日　諮問会議\n12月27日　募集開始\n2024年2月下旬～　議論\n"
    assert [(row.words, row.year) for row in rows_of(text).rows] == [
        ("2023年12月26日", 2023),
        ("12月27日", 2023),
        ("2024年2月下旬～", 2024),
    ]


def test_a_column_of_era_years_gives_each_row_its_western_year():
    text = "平成30年\t12月17日\t甲\n平成31年\t4月30日\t乙\n令和元年\t5月31日\t丙\n令和２年\t１月７日\t丁\n"
    assert cells(text) == [
        ("12月17日", 2018, "甲"),
        ("4月30日", 2019, "乙"),
        ("5月31日", 2019, "丙"),
        ("１月７日", 2020, "丁"),
    ]


@pytest.mark.parametrize(
    "year",
    ["R8", "Ｒ８", "R8年", "R08", "令8", "令和8", "令和 8 年", "令和八年", "㋿8年", "(令和8年)", "2026", "２０２６",
     "2026(R8)", "R8(2026)", "2026（令和8）年", "令和8年/2026年", "西暦2026年"],
)  # fmt: skip
@pytest.mark.parametrize("below", ["", "　", "〃", "同", "同年", "同上", "”", "↓"])
def test_a_year_is_carried_down_however_it_is_written_and_whatever_stands_below_it(year, below):
    text = f"年\t月日\t内容\n{year}\t2月3日\t甲\n{below}\t3月4日\t乙\n{below}\t4月5日\t丙\nR9\t1月6日\t丁\n"
    assert cells(text) == [
        ("2月3日", 2026, "甲"),
        ("3月4日", 2026, "乙"),
        ("4月5日", 2026, "丙"),
        ("1月6日", 2027, "丁"),
    ]


def test_a_column_of_fiscal_years_has_its_months_after_december_in_the_next_year():
    for year in ("R7", "2025", "令和7年度"):
        text = f"年度,月日,内容\n{year},12月3日,甲\n{year},3月4日,乙\n{year},5日,丙\n"
        assert cells(text, "keii.csv") == [("12月3日", 2025, "甲"), ("3月4日", 2026, "乙"), ("3月5日", 2026, "丙")]


def test_labels_such_as_r1_are_no_years_and_two_years_that_differ_are_none():
    assert cells("区分,日付,内容\nR1,2024年6月4日,甲\nR2,6月5日,乙\n", "keii.csv") == [
        ("2024年6月4日", 2024, "R1 甲"),
        ("6月5日", 2024, "R2 乙"),
    ]
    assert dated.year_heading("2025(R8)", True) is None


def test_a_year_alone_over_the_rows_of_a_table_is_a_heading_without_its_unit_too():
    assert cells("月日,内容\nR8,\n2月3日,甲\n3月4日,乙\n", "keii.csv")[0] == ("2月3日", 2026, "甲")
    assert cells("年,月日,内容\nR8,2月3日,甲\nR9,,乙\n", "keii.csv") == [("2月3日", 2026, "甲"), ("2027年", 2027, "乙")]


@pytest.mark.parametrize(
    "day", ["R8.2.3", "R8. 2. 3", "令和8. 2. 3(火)", "R8-2-3", "R8/2/3", "R8年2月3日", "2026. 2. 3", "2026/2/3(火)",
            "2026（令和8）年2月3日", "R8.2", "2026-02", "R8年2月"]
)  # fmt: skip
def test_a_day_with_its_year_in_its_cell_is_one_date_and_gives_the_year_to_the_rows_below(day):
    assert cells(f"年月日,内容\n2025年12月1日,甲\n{day},乙\n3月4日,丙\n", "keii.csv") == [
        ("2025年12月1日", 2025, "甲"),
        (day, 2026, "乙"),
        ("3月4日", 2026, "丙"),
    ]


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        *[(same, "R8.2.3") for same in ("同日", "同 日", "〃", "同", "同上", "〃月〃日", "同月同日", "同年同月同日")],
        *[(day, "2月5日") for day in ("5日", "同月5日", "〃5日", "〃 5日", "同 5日", "〃月5日")],
        *[(day, "3月4日") for day in ("同年3月4日", "〃3月4日", "同年 3月4日")],
    ],
)
def test_what_a_date_cell_leaves_out_is_read_from_the_row_above(cell, words):
    assert cells(f"年月日,内容\nR8.2.3,甲\n{cell},乙\n6月1日,丙\n", "keii.csv")[1] == (words, 2026, "乙")


def test_a_word_that_begins_with_the_same_and_a_count_of_days_are_no_dates():
    found = rows_of("年月日,内容\n令和8年2月3日,甲\n同意,乙\n3日間,丙\n3月4日,丁\n5日,戊\n", "keii.csv")
    assert [row.text for row in found.rows] == ["甲", "丁", "戊"]
    assert [line.text for line in found.unread] == ["同意 乙", "3日間 丙"]


def test_a_date_of_a_second_column_that_is_not_read_is_told_and_not_taken_from_the_first():
    text = "開催日,認定日,内容\n2026年2月3日,3月1日,甲\n2月10日,〃,乙\n2月11日,同日,丙\n2月12日,8.3.1,丁\n"
    rows = rows_of(text, "keii.csv").rows
    assert [[words for _, words in row.dates] for row in rows] == [
        ["2026年2月3日", "2026年3月1日"],
        ["2026年2月10日"],
        ["2026年2月11日", "2026年2月11日"],
        ["2026年2月12日"],
    ]
    left = ["", "「〃」 under 認定日 is not read as a date and was left out.", "", "「8.3.1」"]
    assert all(
        any(words in doubt for doubt in row.doubts) == bool(words) for row, words in zip(rows, left, strict=True)
    )


def test_a_day_alone_below_a_new_year_is_not_taken_for_one_of_the_year_before():
    found = rows_of("年,月日,内容\nR8,2月3日,甲\nR9,5日,乙\n,3月4日,丙\n", "keii.csv")
    assert [(row.words, row.year) for row in found.rows] == [("2月3日", 2026), ("3月4日", 2027)]
    assert [line.text for line in found.unread] == ["R9 5日 乙"]


def test_a_month_written_once_is_carried_to_the_days_below_it():
    text = "年,月,日,内容\nR8,2,3,甲\n,,4,乙\n,〃,5,丙\n,3,6,丁\n"
    assert [cell[:2] for cell in cells(text, "keii.csv")] == [
        ("2月3日", 2026),
        ("2月4日", 2026),
        ("2月5日", 2026),
        ("3月6日", 2026),
    ]


def test_a_date_column_with_weekdays_keeps_them():
    text = "|年|月日（曜日）|内容|\n|---|---|---|\n|2019年|5月31日（金）|甲|\n||6月11日（火）|乙|\n"
    assert cells(text) == [("5月31日（金）", 2019, "甲"), ("6月11日（火）", 2019, "乙")]


def test_two_date_columns_are_kept_with_their_heads():
    text = "回,開催日,認定日,内容\n1,平成26年6月25日,平成26年9月30日,計画案\n2,平成27年1月27日,,進捗\n"
    assert [(row.dates, row.text) for row in rows_of(text, "keii.csv").rows] == [
        ((("開催日", "平成26年6月25日"), ("認定日", "平成26年9月30日")), "第1回 計画案"),
        ((("開催日", "平成27年1月27日"),), "第2回 進捗"),
    ]


def test_a_table_of_day_and_time_beside_a_summary():
    page = """<table><tr><th>日時</th><th>概要</th></tr>
    <tr><td>令和6年4月9日（火）<br>13時30分～14時30分</td><td>ヒアリング</td></tr>
    <tr><td>令和6年10月30日 10:00～</td><td>第1回区域会議</td></tr>
    <tr><td>未定</td><td>第2回区域会議</td></tr></table>"""
    found = rows_of(page, "keii.html")
    assert [(row.words, row.time, row.text) for row in found.rows] == [
        ("令和6年4月9日（火）", "13時30分～14時30分", "ヒアリング"),
        ("令和6年10月30日", "10:00～", "第1回区域会議"),
    ]
    assert [(line.locator, line.reason) for line in found.unread] == [("表1 4行", "「未定」 is not read as a date")]


def test_columns_of_bare_numbers_for_year_month_and_day_are_put_together():
    text = "年,月,日,内容\n26,3,28,甲\n平成27,8,28,乙\n".replace("26,", "平成26,")
    assert cells(text, "keii.csv") == [("3月28日", 2014, "甲"), ("8月28日", 2015, "乙")]


def test_a_month_and_a_day_with_a_slash_are_a_date_under_the_head_of_one_and_nowhere_else():
    """Workbooks print 3月2日 as 3/2; the year alone was drafted, and called sure."""
    text = "年,月日,内容\n令和8年,3/2（月）,1/2の件\n,３／６～３／１０,乙\n,2027/4/1,丙\n"
    assert cells(text, "keii.csv") == [
        ("3月2日（月）", 2026, "1/2の件"),
        ("３月６日～３月１０日", 2026, "乙"),
        ("2027/4/1", 2027, "丙"),
    ]


def test_title_and_detail_in_columns_of_their_own_are_joined_with_one_blank():
    text = "日付,会議,内容,備考\n2024年6月4日,諮問会議（第63回）,指定を了承,非公開\n"
    row = rows_of(text, "keii.csv").rows[0]
    assert (row.text, row.notes) == ("諮問会議（第63回） 指定を了承", ("非公開",))


def test_a_row_of_a_thousand_cells_is_read_with_the_last_ones_joined():
    found = rows_of("2024年6月4日" + "\t甲" * 1000 + "\n")
    assert found.rows[0].text == " ".join("甲" * 1000)


def test_where_more_dates_stand_outside_the_table_the_lines_are_read():
    text = "|更新日|担当|\n|--|--|\n|2025年1月22日|企画課|\n\n# 平成26年\n3月28日　諮問会議\n5月1日　指定\n"
    assert cells(text)[-2:] == [("3月28日", 2014, "諮問会議"), ("5月1日", 2014, "指定")]


def test_columns_that_say_where_to_read_more_are_no_part_of_the_text():
    text = "日付,内容,資料,出典\n2024年6月4日,諮問会議,資料1.pdf,官邸\n"
    assert cells(text, "keii.csv") == [("2024年6月4日", 2024, "諮問会議")]


def test_a_chronology_written_as_csv_by_the_register_is_read_again():
    head = "year,date,text,title,detail,earliest,latest,act,acts,position,sources"
    row = "2024年,6月4日,諮問会議 了承,諮問会議,了承,2024-06-04,2024-06-04,2024-06-04.council-63,,5,経緯 1行"
    assert cells(f"{head}\n{row}\n", "keii.csv") == [("6月4日", 2024, "諮問会議 了承")]


def test_a_running_number_is_no_part_of_the_text():
    assert cells("No.,日付,内容\n1,2024年6月4日,甲\n2,2024年6月5日,乙\n", "keii.csv") == [
        ("2024年6月4日", 2024, "甲"),
        ("2024年6月5日", 2024, "乙"),
    ]


def test_the_months_after_december_of_a_fiscal_year_are_in_the_next_year():
    text = "令和5年度\t4月12日\t甲\n\t12月26日\t乙\n\t2月29日\t丙\n令和6年度\t4月1日\t丁\n"
    assert [(row.words, row.year) for row in rows_of(text).rows] == [
        ("4月12日", 2023),
        ("12月26日", 2023),
        ("2月29日", 2024),
        ("4月1日", 2024),
    ]


def test_a_month_that_steps_back_without_a_new_year_is_doubted():
    text = "2023年\t11月1日\t甲\n\t12月26日\t乙\n\t2月1日\t丙\n\t3月1日\t丁\n"
    assert [bool(row.doubts) for row in rows_of(text).rows] == [False, False, True, False]


def test_a_table_with_the_newest_row_first_is_not_doubted():
    text = "2024年\t9月5日\t甲\n\t8月26日\t乙\n\t6月4日\t丙\n"
    assert not any(row.doubts for row in rows_of(text).rows)


def test_the_same_day_and_the_same_month_are_read_from_the_row_above():
    text = "2014年\t3月28日\t甲\n\t同日\t乙\n\t同月31日\t丙\n"
    assert cells(text) == [("3月28日", 2014, "甲"), ("3月28日", 2014, "乙"), ("3月31日", 2014, "丙")]


def test_a_row_with_a_year_and_no_day_is_dated_by_the_year():
    assert cells("2013年\t\t特区法成立\n2014年\t5月1日\t指定\n") == [
        ("2013年", 2013, "特区法成立"),
        ("5月1日", 2014, "指定"),
    ]


def test_a_row_without_a_date_is_listed_with_the_row_it_may_belong_to():
    found = rows_of("2024年6月4日\t諮問会議\n\t地方創生担当大臣も出席\n2024年6月21日\t閣議決定\n")
    assert len(found.rows) == 2
    assert [(line.locator, line.text, line.reason) for line in found.unread] == [
        ("2行", "地方創生担当大臣も出席", "it has no date; it may belong to the row above (2024年6月4日)")
    ]


def test_a_row_with_a_date_and_nothing_else_is_listed():
    assert [line.reason for line in rows_of("2024年6月4日\t甲\n2024年6月5日\t\n").unread] == [
        "there is a date and no text beside it"
    ]


def test_a_note_below_a_row_of_a_table_belongs_to_the_row():
    found = rows_of("2015年4月3日\t法律案を提出\n\t※廃案\n")
    assert [(row.text, row.notes) for row in found.rows] == [("法律案を提出", ("※廃案",))]


def test_a_year_as_a_row_of_its_own_is_a_heading():
    text = "<table><tr><td colspan=2>平成26年</td></tr><tr><td>3月28日</td><td>甲</td></tr></table>"
    assert cells(text, "keii.html") == [("3月28日", 2014, "甲")]


def test_a_year_above_a_table_is_carried_into_it():
    assert cells("## 平成26年\n|月日|内容|\n|--|--|\n|3月28日|甲|\n") == [("3月28日", 2014, "甲")]


def test_date_and_text_in_one_cell_are_told_apart():
    text = "2014年\t3月28日　諮問会議で了承された区域案を公表\n\t5月1日　政令の施行と同時に区域方針を決定\n"
    assert cells(text) == [
        ("3月28日", 2014, "諮問会議で了承された区域案を公表"),
        ("5月1日", 2014, "政令の施行と同時に区域方針を決定"),
    ]


def test_days_with_slashes_are_read():
    assert cells("日付,内容\n2024/6/4,甲\n2024/12/26,乙\n", "keii.csv") == [
        ("2024/6/4", 2024, "甲"),
        ("2024/12/26", 2024, "乙"),
    ]


def test_the_day_of_the_document_at_its_head_is_no_row():
    assert cells("経緯\n令和6年12月10日\n\n2024年6月4日　甲\n2024年6月5日　乙\n") == [
        ("2024年6月4日", 2024, "甲"),
        ("2024年6月5日", 2024, "乙"),
    ]


def test_numbers_of_orders_are_no_dates():
    found = rows_of("2014年\t4月25日\t平成26年政令第178号\n平成26年政令第178号\t\t甲\n")
    assert [row.words for row in found.rows] == ["4月25日"]


def test_a_document_without_any_date_is_refused():
    with pytest.raises(Refused) as caught:
        rows_of("議長\t甲\n議員\t乙\n")
    assert caught.value.code == "document-no-dates"


@pytest.mark.parametrize(
    ("heading", "year"),
    [
        ("2023年", 2023),
        ("令和元年", 2019),
        ("【平成26年】", 2014),
        ("## 令和６年（2024年）", 2024),
        ("2024年（令和6年）の動き", 2024),
        ("平成27年度", 2015),
    ],
)
def test_what_is_a_year_heading(heading, year):
    found = dated.year_heading(heading)
    assert found is not None
    assert found.number == year


@pytest.mark.parametrize("line", ["2024年6月4日", "令和6年の指定を受けて", "第2024回", "2024", "平成百年", "年"])
def test_what_is_no_year_heading(line):
    assert dated.year_heading(line) is None


@pytest.mark.parametrize("head", ["種類", "区域"])
def test_a_column_of_kinds_or_zones_is_the_text_where_there_is_no_other(head):
    (row,) = rows_of(f"日付\t{head}\n2024年6月4日\t養父市\n").rows
    assert (row.text, row.kind, row.about) == ("養父市", "", "")
