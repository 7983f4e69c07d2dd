"""What is told to a clerk whose date was refused: made of what was typed, and never another date."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reformlog import dates
from reformlog.errors import Refused, Usage


def hint(words: str, year: int | None = None) -> str:
    with pytest.raises(Refused) as caught:
        dates.read(words, year=year)
    assert caught.value.hint
    return caught.value.hint


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("2013年12月末", "The last third, or the last day? Write 2013年12月下旬 or 2013-12-31."),
        ("２０１５年２月末", "The last third, or the last day? Write 2015年2月下旬 or 2015-02-28."),
        ("令和6年2月末日", "Write 2024-02-29."),
        ("2024年6月末まで", "Write 2024年6月下旬まで or ../2024-06."),
        ("2024年5月～6月末", "Write 2024年5月～6月下旬 or 2024-05/2024-06."),
        ("2024年5月末～6月中", "Write 2024年5月下旬～6月 or 2024-05-31/2024-06-20."),
        ("令和6年6月初め", "Write 令和6年6月上旬 or 2024-06-01."),
        ("平成26年10月初旬", "Write 平成26年10月上旬."),
        ("令和6年9月中", "Within the month, or in its middle? Write 令和6年9月 or 令和6年9月中旬."),
        ("2024年6月前半", "Write 2024-06-01/2024-06-15."),
        ("2024年2月後半", "Write 2024-02-16/2024-02-29."),
        ("2024年1月後半～12月前半", "Write 2024-01-16/2024-12-15."),
        ("平成25年度末", "March, or its last day? Write 平成26年3月, 平成26年3月下旬 or 2014-03-31."),
        ("平成31年度末", "Write 令和2年3月, 令和2年3月下旬 or 2020-03-31."),
        ("平成30年末", "Write 平成30年12月 or 平成30年12月下旬."),
        ("平成31年末", "Write 令和元年12月 or 令和元年12月下旬."),
        ("2025年始め", "Write 2025年1月 or 2025年1月上旬."),
        ("2024年末～2025年始", "Write 2024年12月～2025年1月 or 2024年12月下旬～2025年1月上旬."),
        ("2015年春", "Write 2015-03/2015-05."),
        ("平成31年夏", "Write 2019-06/2019-08."),
        ("2015年春～夏", "Write 2015-03/2015-08."),
        ("2015年春から夏まで", "Write 2015-03/2015-08."),
        ("2015年春～", "Write 2015-21～."),
        ("令和6年夏頃から", "Write 2024-22から."),
        ("2024年夏以降", "or 2024-22～ when it began then."),
        ("令和6年度第3四半期まで", "Write ../2024-12."),
        ("2024年6月末から", "Write 2024年6月下旬から or 2024-06-30/.."),
        ("2024年6月21日頃まで", "Write ../2024-06~."),
        ("R6.6.21頃", "Write 2024-06~."),
        ("2024-06頃", "Write 2024-06~."),
        ("2015年冬", "Winter lies in two years. Write 2015-01/2015-02 or 2015-12."),
        ("2015年度冬", "Write 2015-12/2016-02."),
        ("2019年上半期", "Calendar or fiscal half-year? Write 2019-01/2019-06 or 2019-04/2019-09."),
        ("2019年度上半期", "Write 2019-04/2019-09."),
        ("令和元年度下期", "Write 2019-10/2020-03."),
        ("2019年後半", "Write 2019-07/2019-12."),
        ("2015年第3四半期", "Calendar or fiscal quarter? Write 2015-07/2015-09 or 2015-10/2015-12."),
        ("2015年度第3四半期", "Write 2015-10/2015-12."),
        ("平成27年度第四四半期", "Write 2016-01/2016-03."),
        ("2015年度第3・四半期", "Write 2015-10/2015-12."),
        ("2015年四半期", "Write the first and the last day or month that is meant: 2015-MM-DD/2015-MM-DD or"),
        ("2015年10月頃", "About a month or a year is written with ~. Write 2015-10~."),
        ("令和6年ごろ", "Write 2024~."),
        ("2024年秋頃", "Write 2024-09/2024-11~."),
        ("2024年6月21日頃", "Write 2024-06~."),
        ("2024年6月下旬頃", "Write 2024年6月下旬."),
        ("令和6年6月21日以降", "or 令和6年6月21日～ when it began then."),
        ("2015年10月頃（予定）", "Write 2015-10~. What is only planned belongs in expects."),
        ("6月末", "Write YYYY年6月下旬 or YYYY-06-30."),
        ("2月末", "Write YYYY年2月下旬."),
        ("春", "Write YYYY-03/YYYY-05."),
        ("下半期", "Write YYYY-07/YYYY-12 or YYYY-10/YYYY-03."),
        ("年度末", "Write YYYY年3月, YYYY年3月下旬 or YYYY-03-31."),
    ],
)
def test_a_word_of_time_with_more_meanings_is_told_in_the_year_and_month_it_was_typed_with(
    words: str, told: str
) -> None:
    assert told in hint(words)


def test_the_year_of_the_document_stands_in_the_hint() -> None:
    assert hint("6月末", 2013) == "The last third, or the last day? Write 2013年6月下旬 or 2013-06-30."
    assert hint("20日", 2013) == "Write the month before it: 2013年M月20日"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("2024年6月21日までに", "Write 2024年6月21日まで or ../2024-06-21"),
        ("令和6年6月以前", "Write 令和6年6月まで or ../2024-06"),
        ("2024年5月17日・20日までに", "write only the date: 2024年5月17日・20日"),
        ("2024年6月4日から10日までに", "Write 2024年6月4日から10日まで"),
        ("2024年6月21日（予定）", "What is only planned belongs in expects, with nothing but its date: 2024年6月21日"),
        ("2024年6月21日までに公布予定", "nothing but its date: 2024年6月21日まで"),
        ("2024年6月をめどに", "nothing but its date: 2024年6月"),
        ("2024年6月21日付け", "Only the date belongs here: 2024年6月21日"),
        ("2024年6月21日（閣議決定）", "Only the date belongs here: 2024年6月21日"),
        ("2024年6月21日前後", "Write 2024-06~."),
        ("2024年6月21日の翌日", "If the other words say nothing of the day, write only the date: 2024年6月21日"),
        ("2024年6月21日より前", "If the other words say nothing of the day"),
        ("2024年5月17日、20日、3日", "In the order of the calendar: 2024年5月3日・17日・20日."),
        ("令和6年6月20日・令和6年5月17日", "In the order of the calendar: 令和6年5月17日・6月20日."),
        ("令和6年6月20日・5月17日", "write that year too: 令和6年6月20日・令和7年5月17日"),
        ("2024年6月10日～4日", "If the ends are swapped: 2024-06-04/2024-06-10"),
        ("2024年6月～2024年5月", "If the ends are swapped: 2024-05/2024-06"),
        ("2023年12月27日～2月29日", "write that year too: 2023年12月27日～2024年2月29日"),
        ("令和5年12月～2月", "write that year too: 令和5年12月～令和6年2月"),
        ("2022年12月27日～2月29日", "write that year too: 2023年M月D日"),
        ("2024年20日", "Write the month before it: 2024年M月20日"),
        ("上旬", "Write the month before it: YYYY年M月上旬"),
        ("12月27日", "Write the year before it: YYYY年12月27日 or 令和N年12月27日"),
        ("年内", "Write the year before it: YYYY年内 or 令和N年内"),
        ("～6月4日", "Write the year before it: ～YYYY年6月4日 or ～令和N年6月4日"),
        ("令和年6月21日", "Write the year: 令和N年6月21日"),
        ("14年4月25日", "Write 2014年4月25日, 昭和14年4月25日, 平成14年4月25日 or 令和14年4月25日."),
        ("20年代", "Write the era or the century before it: YYYY年 or 令和N年."),
        ("99年4月", "Write 1999年4月 or 令和99年4月."),
        ("零和6年6月末", "Write 令和6年6月下旬 or 2024-06-30."),
        ("2024年十二十月", "Write 2024-MM-DD, 2024-MM, "),
        ("令和元年十二十月", "令和元年M月D日"),
        ("近日中", "Write YYYY-MM-DD, YYYY-MM, "),
        ("令和6年よろしく6日", "write only the date: 令和6年"),
        ("平成26年9月10", "Write 平成26年9月10日"),
        ("令和6年6月21（金）", "Write 令和6年6月21日（金）"),
        ("令和6年6", "Write 令和6年6月"),
        ("令和６", "Write 令和６年"),
        ("R6.6.21日", "Write R6.6.21"),
        ("令和6・6・21", "Write 令和6.6.21"),
        ("2024 6 21", "Write 2024.6.21"),
        ("R060621", "Write R6.6.21"),
        ("令和6年6月2l日", "Write 令和6年6月21日"),
        ("令和六年六月廿一日", "Write 令和六年六月二十一日"),
        ("令和6年6月2x日", "Write 2024-MM-DD, 2024-MM"),
        ("平成31年秋", "If the day is right: 令和元年秋"),
        ("2024年6月21日（金）14時", "Write the day only: 2024年6月21日（金）"),
        ("10:00", "Write the day only, as YYYY-MM-DD."),
        ("2024-02-30T10:00", "Write the day only. The nearest that exists: 2024-02-29"),
        ("156X-12-25", "the first and the last day it can mean: 1560-12-25/1569-12-25"),
        ("1984-1X", "the first and the last day it can mean: 1984-10/1984-12"),
        ("1984-XX-31", "the first and the last day it can mean: 1984-01-31/1984-12-31"),
        ("明治5年3月1日", "write it as YYYY-MM-DD."),
        ("明治0年3月1日", "Write the year that is meant."),
        ("令和100年1月1日", "Write the western year. The year it would name is 2118."),
        ("9999年12月31日（月）", "If the day is right: 9999年12月31日（金）."),
        ("明治6年1月1日（火）", "If the weekday is right: 1872年12月31日（火）."),
        ("令和6年2月30日～3月5日", "The nearest that exists: 令和6年2月29日～3月5日"),
        ("2024年2月1日～30日", "The nearest that exists: 2024年2月1日～2024年2月29日"),
        ("昭和64年0月下旬", "The nearest that exists: 昭和64年1月"),
        ("2024年13月下旬～", "The nearest that exists: 2024年12月下旬～"),
        ("2024-02-30/2024-03-05", "The nearest that exists: 2024-02-29/2024-03-05"),
        ("../2024-02-30", "The nearest that exists: ../2024-02-29"),
        ("令和元年4月1日～9月30日", "If the day is right: 平成31年4月1日～9月30日"),
        ("2024年6月4日（月）～10日", "If the day is right: 2024年6月4日（火）～10日."),
    ],
)
def test_what_is_told_keeps_what_was_typed(words: str, told: str) -> None:
    assert told in hint(words)


def test_an_instant_without_its_offset_is_told_with_the_two_it_may_have() -> None:
    for text, told in (("2013-06-20T15:00:00", "2013-06-20T15:00:00Z"), ("yesterday", "YYYY-MM-DDThh:mm:ssZ")):
        with pytest.raises(Usage) as caught:
            dates.jst_day(text)
        assert told in str(caught.value.hint)


YEARS = {
    **{f"{year}年": year for year in (1989, 2013, 2015, 2019, 2024)},
    "令和元年": 2019,
    "令和6年": 2024,
    "平成25年": 2013,
    "平成31年": 2019,
    "平成34年": 2022,
    "昭和64年": 1989,
    "令和六年": 2024,
    "Ｒ６年": 2024,
    "2023年（令和5年）": 2023,
    "二〇一三年": 2013,
}
MONTHS = st.sampled_from(["", *(f"{month}月" for month in range(1, 14)), "十二月"])
PARTS = st.sampled_from(
    ["", "度", "1日", "17日", "29日", "31日", "32日", "上旬", "下旬", "中・下旬", "21日（月）", "6日(Fri)", "（金）"]
)
VAGUE = st.sampled_from(
    [
        *("", "末", "末日", "初め", "初旬", "中", "中頃", "始", "前半", "後半", "上半期", "上期", "下半期", "の下半期"),
        *(
            "第1四半期",
            "第四四半期",
            "四半期",
            "春",
            "夏",
            "秋",
            "冬",
            "春～夏",
            "夏～秋",
            "度末",
            "度上半期",
            "度第4四半期",
        ),
    ]
)
ABOUT = st.sampled_from(
    [
        *(
            "",
            "頃",
            "ごろ",
            "ころ",
            "以降",
            "以後",
            "まで",
            "までに",
            "以前",
            "～",
            "~",
            "から",
            "（予定）",
            "をめどに",
        ),
        *("付け", "時点", "の翌日", "前後", "10:00", "14時", "、20日、3日", "～3日", "～1月", "年月5日", "とか"),
    ]
)
JOINTS = st.sampled_from(["～", "・", "、", "から", "及び", "と"])
WORDS = st.builds(lambda *parts: "".join(parts), MONTHS, PARTS, VAGUE, ABOUT)


def dates_in(told: str) -> list[str]:
    """What looks like a date in a hint, without the forms whose figures are left open."""
    found = [word.rstrip(",").removeprefix("(") for word in told.split()]
    found = [word if word.endswith("/..") else word.removesuffix(".") for word in found]
    found = [word if "(" in word else word.removesuffix(")") for word in found]
    return [
        word
        for word in found
        if (re.match(r"(?:[.][.]/)?[0-9]{4}", word) or re.search("[0-9元]年", word))
        and not re.search("YYYY|MM|DD|[NMD][年月日]", word)
    ]


def held_to_what_was_typed(words: str, years: list[int], given: int | None = None) -> None:
    try:
        dates.read(words, year=given)
    except Refused as refused:
        told, code = refused.hint, refused.code
    else:
        return
    assert told, words
    for date in dates_in(told):
        meant = dates.read(date, year=given)
        # A fiscal year ends in the next March, a range that goes back may end in the next year, and a weekday that is
        # right is up to three days away.
        last = f"{max(years) + 1}-03-31" if code != "date-backwards" else f"{max(years) + 1}-12-31"
        first = f"{min(years)}-01-01" if code != "date-weekday" else f"{min(years) - 1}-12-29"
        assert meant.latest <= last, (words, told, date)
        assert meant.earliest >= first or meant.earliest == "0001-01-01", (words, told, date)


@settings(max_examples=200)
@given(st.sampled_from(sorted(YEARS)), WORDS)
def test_every_date_in_a_hint_reads_and_lies_in_the_year_that_was_typed(year: str, words: str) -> None:
    held_to_what_was_typed(year + words, [YEARS[year]])


@settings(max_examples=200)
@given(st.sampled_from(sorted(YEARS)), WORDS, JOINTS, st.sampled_from([*sorted(YEARS), ""]), WORDS)
def test_every_date_in_a_hint_about_a_range_lies_in_the_years_that_were_typed(
    year: str, words: str, joint: str, other: str, further: str
) -> None:
    held_to_what_was_typed(year + words + joint + other + further, [YEARS[year], YEARS.get(other, YEARS[year])])


@settings(max_examples=200)
@given(WORDS, st.none() | st.integers(1990, 2030))
def test_where_no_year_was_typed_the_hint_names_none_but_its_document_s(words: str, given_year: int | None) -> None:
    if given_year is not None:
        held_to_what_was_typed(words, [given_year], given_year)
        return
    try:
        dates.read(words)
    except Refused as refused:
        assert dates_in(str(refused.hint)) == [], (words, refused.hint)


@given(
    st.sampled_from(["2013", "201X", "20XX", "2024-13", "2024-1X", "2013-06-31", "2013-02", "2024-XX-05", "2013/6/4"]),
    st.sampled_from(["", "~", "T10:00", "/", "/..", "/2024", "/2013-01", "/2013-02-30", "/2013-1X", "u", "-1"]),
)
def test_every_date_in_a_hint_about_the_notation_reads(first: str, rest: str) -> None:
    try:
        dates.read(first + rest)
    except Refused as refused:
        for date in dates_in(str(refused.hint)):
            assert dates.read(date).earliest >= "2000", (first + rest, refused.hint)


def test_of_a_day_nobody_knows_the_date_is_left_out():
    for words in ("未定", "調整中", "?"):
        with pytest.raises(Refused) as refused:
            dates.read(words)
        assert refused.value.hint == "Leave the date out until the day is known."
