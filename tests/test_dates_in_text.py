"""Dates in running text, and the date cell of the official table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reformlog import dates

DAYS_IN_JUNE = {"2024-06-04/2024-06-10": "2024-06-04/2024-06-10", "2024-06-11": "2024-06-11"}


@pytest.mark.parametrize(
    ("words", "cell"),
    [
        ("2024-06-04", "6月4日"),
        ("2023-12-27", "12月27日"),
        ("2024-06", "6月"),
        ("2024", ""),
        ("2024年", ""),
        ("2024年5月中下旬", "5月中下旬"),
        ("2024年2月下旬～", "2月下旬～"),
        ("2024-02-21/..", "2月21日～"),
        ("令和6年6月4日", "6月4日"),
        ("令和元年 ５月１日（水）", "５月１日（水）"),
        ("令和六年六月四日", "六月四日"),
        ("R6.6.4", "6月4日"),
        ("令6.6.4", "6月4日"),
        ("2024/6/4", "6月4日"),
        ("2024/06/04～2024/06/10", "6月4日～6月10日"),
        ("令5.12.27～令6.2.29", "12月27日～2024年2月29日"),
        ("2024.6.4", "6月4日"),
        ("2023年（令和5年）12月13日", "12月13日"),
        ("平成27(2015)年6月15日(月曜)", "6月15日(月曜)"),
        ("2024-06-04/2024-06-10", "6月4日～6月10日"),
        ("2023-12-27/2024-02-29", "12月27日～2024年2月29日"),
        ("2024-05/2024-06", "5月～6月"),
        ("2023年12月27日～2024年2月29日", "12月27日～2024年2月29日"),
        ("2024年5月1日～2024年5月3日", "5月1日～5月3日"),
        ("平成26年10月～28年8月", "10月～28年8月"),
        ("2024年5月17日・20日", "5月17日・20日"),
        ("令和5年度", "令和5年度"),
        ("令和6年内", "年内"),
        ("2024-06~", "6月頃"),
        ("2020~", "2020年頃"),  # the year itself is not certain
        ("2020?", "2020年（?）"),
        ("2019~/2020-05", "2019年頃～2020年5月"),
        ("2015-23", "秋"),
        ("1985-04-XX", "4月"),
        ("1985-XX-XX", ""),
        ("201X", "2010年代"),
        ("../2024-03", "～2024年3月"),
        ("6月4日", "6月4日"),
    ],
)
def test_the_date_cell_is_the_words_without_their_year(words: str, cell: str) -> None:
    assert dates.without_year(words) == cell


@given(st.dates().map(str), st.sampled_from(["{}", "{}/..", "{}～"]))
def test_the_cell_of_a_day_reads_back_with_its_year(iso: str, shape: str) -> None:
    cell = dates.without_year(shape.format(iso))
    assert dates.read(cell, year=int(iso[:4]))[1:] == (iso, iso, shape != "{}")


@pytest.mark.parametrize("words", ["2024-05", "2024年5月", "2024年5月中下旬", "令和6年", "2024", "2024-05~", "2024-22"])
def test_a_cell_never_invents_a_day(words: str) -> None:
    assert "日" not in dates.without_year(words)


@pytest.mark.parametrize(
    ("text", "year", "found"),
    [
        ("（6月26日公布・施行）", 2024, {"6月26日": "2024-06-26"}),
        ("平成28年1月29日付け", None, {"平成28年1月29日": "2016-01-29"}),
        ("第63回（令和6年5月17日・20日）", None, {"令和6年5月17日・20日": "2024-05-17/2024-05-20"}),
        ("12月27日（～2024年2月29日）", 2023, {"12月27日": "2023-12-27", "2024年2月29日": "2024-02-29"}),
        ("2023年\t12月27日", None, {"2023年": "2023-01-01/2023-12-31"}),
        ("2024年2月下旬～ ヒアリング", None, {"2024年2月下旬～": "2024-02-21/2024-02-29"}),
        ("令和 6 年 6 月 21 日（金）閣議決定", None, {"令和 6 年 6 月 21 日（金）": "2024-06-21"}),
        ("㋿６年６月、R6.6.26から", None, {"㋿６年６月": "2024-06-01/2024-06-30", "R6.6.26": "2024-06-26"}),
        ("（令6.6.26公布）、2024/6/27に掲示", None, {"令6.6.26": "2024-06-26", "2024/6/27": "2024-06-27"}),
        ("政令6.6.26号、https://example.jp/2024/06/26/a", None, {}),
        ("2024-06-04/2024-06-10 2024-06-11", None, DAYS_IN_JUNE),
        ("令和5年度に3区域", None, {"令和5年度": "2023-04-01/2024-03-31"}),
        ("6月4日、第63回", 2024, {"6月4日": "2024-06-04"}),
        ("6月4日及び2月30日に決定", 2024, {"6月4日": "2024-06-04"}),
        ("平成26年7月18日（金）14:58～16:01", None, {"平成26年7月18日（金）": "2014-07-18"}),
        ("平成27年10月6日～10月30日に募集", None, {"平成27年10月6日～10月30日": "2015-10-06/2015-10-30"}),
        ("6月26日公布", None, {}),
        ("国家戦略特別区域法（平成25年法律第107号）", None, {}),
        ("平成26年政令第178号、令和6年内閣府令第3号", None, {}),
        ("公布の日から4月を超えない、10日間、30日以内、3か月", 2024, {}),
        ("2019年5月31日（木）", None, {}),
        ("第6回、03-6206-1234、12.5.3", 2024, {}),
        ("", None, {}),
    ],
)
def test_every_date_in_running_text_is_found_and_nothing_else(
    text: str, year: int | None, found: dict[str, str]
) -> None:
    got = dates.find(text, year)
    meant = {one.words: one.earliest if dates.is_day(one) else f"{one.earliest}/{one.latest}" for _, _, one in got}
    assert meant == found
    assert all(text[start:end] == date.words for start, end, date in got)


def test_a_date_that_is_refused_is_shown_to_a_person_not_dropped() -> None:
    text = "日時：2019年5月31日（木）14時"
    assert (dates.find(text), dates.places(text)) == ([], [(3, 16)])


PARTS = """
令和6年 平成２６年 2024年 元年 6年 １2月 6月 1日 ２6日 月 日 上旬 中下旬 ～ ・ 、 （金） （火） R6.6.4
. / - 公布 施行 第6回 度 内 秋 及び 法律第1号
""".split()  # noqa: SIM905


@given(
    st.lists(st.sampled_from([*PARTS, " "]), max_size=12).map("".join),
    st.none() | st.integers(2000, 2030),
)
def test_what_is_found_reads_alone_as_it_did_in_the_text(text: str, year: int | None) -> None:
    end = 0
    for start, stop, date in dates.find(text, year):
        assert end <= start < stop
        assert dates.read(text[start:stop], year=year) == date
        end = stop
