"""Reading legal dates: what each way of writing can mean, and what is refused with which hint."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reformlog import dates
from reformlog.errors import Refused, Usage

DAYS = st.dates(date(1873, 1, 1), date(2100, 12, 31))


def bounds(words: str, year: int | None = None) -> tuple[str, str, bool]:
    got = dates.read(words, year=year)
    assert got.words == words
    return got.earliest, got.latest, got.open


def refusal(words: str, year: int | None = None) -> Refused:
    with pytest.raises(Refused) as caught:
        dates.read(words, year=year)
    assert caught.value.hint
    return caught.value


@pytest.mark.parametrize(
    "words",
    [
        *("2024-06-21", "2024年6月21日", "２０２４年６月２１日", "二〇二四年六月二十一日", "2024.6.21"),
        "2024年06月21日",
        *("令和6年6月21日", "令和六年六月二十一日", "令和 6 年 6 月 21 日", "令和６年６月21日", "㋿6年6月21日"),
        *("R6.6.21", "R06.06.21", "R6/6/21", "r6.6.21", "Ｒ６．６．２１", "令和6.6.21", "平成36年6月21日"),
        *(
            "令6.6.21",
            "令６．６．２１",
            "令6/6/21",
            "令6年6月21日",
            "平36.6.21",
            "2024/06/21",
            "2024/6/21",
            "２０２４／６／２１",
        ),
        *("令和6年6月21日(金)", "令和6年6月21日（金）", "2024-06-21（金曜日）", "2024年6月21日（金曜）"),
        *("令和6年6月21日(Fri)", "2024年（令和6年）6月21日", "令和6(2024)年6月21日"),
    ],
)
def test_one_day_is_read_however_it_is_written(words: str) -> None:
    assert bounds(words) == ("2024-06-21", "2024-06-21", False)


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("明治6年1月1日", "1873-01-01"),
        ("明治四十五年七月三十日", "1912-07-30"),
        ("大正元年7月30日", "1912-07-30"),
        ("大正15年12月25日", "1926-12-25"),
        ("昭和元年12月25日", "1926-12-25"),
        ("昭和六十四年一月七日", "1989-01-07"),
        ("㍼64年1月7日", "1989-01-07"),
        ("㍽15年12月24日", "1926-12-24"),
        ("㍾45年7月29日", "1912-07-29"),
        ("平成元年1月8日", "1989-01-08"),
        ("㍻31年4月30日", "2019-04-30"),
        ("H31/4/30", "2019-04-30"),
        ("令和元年5月1日", "2019-05-01"),
        ("令和１年５月１日", "2019-05-01"),
        ("R01.05.01", "2019-05-01"),
    ],
)
def test_each_era_begins_and_ends_on_its_day(words: str, iso: str) -> None:
    """平成: 昭和64年政令第1号; 令和: 平成31年政令第143号; 1912-07-30 and 1926-12-25 bear two eras (即日改元)."""
    assert bounds(words) == (iso, iso, False)


@pytest.mark.parametrize(
    ("words", "earliest", "latest"),
    [
        ("2024年5月上旬", "2024-05-01", "2024-05-10"),
        ("2024年5月中旬", "2024-05-11", "2024-05-20"),
        ("2024年2月下旬", "2024-02-21", "2024-02-29"),
        ("2024年5月上中旬", "2024-05-01", "2024-05-20"),
        ("2024年5月中下旬", "2024-05-11", "2024-05-31"),
        ("令和6年5月中・下旬", "2024-05-11", "2024-05-31"),
        ("令和6年6月", "2024-06-01", "2024-06-30"),
        ("令和6年", "2024-01-01", "2024-12-31"),
        ("令和元年", "2019-05-01", "2019-12-31"),
        ("平成31年", "2019-01-01", "2019-04-30"),
        ("昭和64年1月", "1989-01-01", "1989-01-07"),
        ("大正15年", "1926-01-01", "1926-12-25"),
        ("令和5年度", "2023-04-01", "2024-03-31"),
        ("平成31年度", "2019-04-01", "2020-03-31"),
        ("令和元年度", "2019-04-01", "2020-03-31"),
        ("2024年内", "2024-01-01", "2024-12-31"),
        ("2015年秋", "2015-09-01", "2015-11-30"),
        ("令和六十年", "2078-01-01", "2078-12-31"),
        ("平成十年十月", "1998-10-01", "1998-10-31"),
        ("千九百九十八年十二月", "1998-12-01", "1998-12-31"),
    ],
)
def test_an_imprecise_date_is_the_interval_it_can_mean(words: str, earliest: str, latest: str) -> None:
    assert bounds(words) == (earliest, latest, False)


@pytest.mark.parametrize(
    ("words", "earliest", "latest"),
    [
        ("2024年5月17日・20日", "2024-05-17", "2024-05-20"),
        ("令和6年5月17・20日", "2024-05-17", "2024-05-20"),
        ("2024年5月17日、20日及び6月3日", "2024-05-17", "2024-06-03"),
        ("平成27年10月6日～10月30日", "2015-10-06", "2015-10-30"),
        ("平成27年10月6日〜30日", "2015-10-06", "2015-10-30"),
        ("2024年6月4日から10日まで", "2024-06-04", "2024-06-10"),
        ("2024年6月4日-10日", "2024-06-04", "2024-06-10"),
        ("2024年5～6月", "2024-05-01", "2024-06-30"),
        ("2024年6月1日～6月", "2024-06-01", "2024-06-30"),
        ("令和6年5月上旬～中旬", "2024-05-01", "2024-05-20"),
        ("2023年12月27日～2024年2月29日", "2023-12-27", "2024-02-29"),
        ("平成26年10月～28年8月", "2014-10-01", "2016-08-31"),
        ("令和5～6年度", "2023-04-01", "2025-03-31"),
        ("平成31年4月1日～9月30日", "2019-04-01", "2019-09-30"),
        ("2024-06-04～2024-06-10", "2024-06-04", "2024-06-10"),
    ],
)
def test_a_range_or_set_is_from_the_earliest_of_the_first_to_the_latest_of_the_last(
    words: str, earliest: str, latest: str
) -> None:
    assert bounds(words) == (earliest, latest, False)


@pytest.mark.parametrize("words", ["2024年2月下旬～", "2024年2月下旬〜", "令和6年2月下旬から", "2024-02-21/2024-02-29"])
def test_an_open_end_leaves_the_interval_of_the_beginning(words: str) -> None:
    assert bounds(words) == ("2024-02-21", "2024-02-29", "/" not in words)


@pytest.mark.parametrize(
    ("words", "earliest", "latest", "open_end"),
    [
        ("2004-06~", "2004-06-01", "2004-06-30", False),
        ("2004-06-11%", "2004-06-11", "2004-06-11", False),
        ("201X", "2010-01-01", "2019-12-31", False),
        ("19XX", "1900-01-01", "1999-12-31", False),
        ("1985-04-XX", "1985-04-01", "1985-04-30", False),
        ("1985-XX-XX", "1985-01-01", "1985-12-31", False),
        ("2001-21", "2001-03-01", "2001-05-31", False),
        ("2010-24", "2010-12-01", "2010-12-31", False),
        ("2004-02-01/2005", "2004-02-01", "2005-12-31", False),
        ("1111-01-01/1111", "1111-01-01", "1111-12-31", False),
        ("1984~/2004-06?", "1984-01-01", "2004-06-30", False),
        ("2003-22/2003-23", "2003-06-01", "2003-11-30", False),
        ("1985-04/..", "1985-04-01", "1985-04-30", True),
        ("1985-04-12/", "1985-04-12", "1985-04-12", True),
        ("../1985-04", "0001-01-01", "1985-04-30", False),
        ("/1985", "0001-01-01", "1985-12-31", False),
    ],
)
def test_edtf_of_levels_0_and_1_is_read(words: str, earliest: str, latest: str, open_end: bool) -> None:
    """Strings of the EDTF specification of 2019-02-04; seasons as in python-edtf's tests."""
    assert bounds(words) == (earliest, latest, open_end)


@pytest.mark.parametrize(
    "words",
    [
        *(
            "2024-1-1",
            "2024/06",
            "2024/06/21/..",
            "20240621",
            "2024-06-21 ",
            "２０２４-06-21",
            "2024‐06‐21",
            "2024−06−21",
        ),
        *("0000", "-1985", "Y170000002", "1985-04-12T23:20:30Z", "/", "../..", "/..", "XXXX", "19", "193", ""),
        *("156X-12-25", "1984-1X", "[1667,1668]", "{1960,1961-12}", "2004-06~-11", "?2001", "2001-29", "1950S2"),
        *("199u", "1984?~", "2004-01-01/open", "unknown/2006", "2000/12-12", "2012///4444", "2012-24/2012-21"),
        *("2004-06-11%/2004-06~", "2024-06-10/2024-06-04", "1900-02-29", "2024-00-10", "２０２４", "2024-06-21T"),
    ],
)
def test_what_the_international_notation_does_not_allow_is_refused(words: str) -> None:
    refusal(words)


@pytest.mark.parametrize(
    ("words", "code", "hint"),
    [
        ("2024-02-30", "date-impossible", "2024-02-29"),
        ("令和6年2月30日", "date-impossible", "令和6年2月29日"),
        ("令和6年13月1日", "date-impossible", "令和6年12月1日"),
        ("令和6年0月1日", "date-impossible", "令和6年1月1日"),
        ("R6.6.31", "date-impossible", "令和6年6月30日"),
        ("2019年5月31日（木）", "date-weekday", "If the day is right: 2019年5月31日（金）"),
        ("2019年5月31日（木）", "date-weekday", "If the weekday is right: 2019年5月30日（木）"),
        ("令和元年5月31日(Thu)", "date-weekday", "令和元年5月31日（金）"),
        ("平成31年5月1日", "date-era", "令和元年5月1日"),
        ("H31/5/1", "date-era", "令和元年5月1日"),
        ("平成元年1月7日", "date-era", "昭和64年1月7日"),
        ("昭和64年1月8日", "date-era", "平成元年1月8日"),
        ("昭和64年1月中旬", "date-era", "平成元年1月中旬"),
        ("令和元年4月30日", "date-era", "平成31年4月30日"),
        ("大正元年7月29日", "date-era", "明治45年7月29日"),
        ("大正15年12月26日", "date-era", "昭和元年12月26日"),
        ("昭和元年12月24日", "date-era", "大正15年12月24日"),
        ("明治45年7月31日", "date-era", "大正元年7月31日"),
        ("令和0年5月1日", "date-era", "令和元年"),
        ("平成100年2月1日", "date-era", "2088"),
        ("昭和100年1月1日", "date-era", "令和7年"),
        ("令和99999999999999999999年1月1日", "date-era", "western year"),
        ("令和年6月21日", "date-era", "令和N年6月21日"),
        ("14年4月25日", "date-era", "2014年"),
        ("元年5月1日", "date-era", "Write 令和元年5月1日 or 平成元年5月1日."),
        ("元年1月8日", "date-era", "Write 平成元年1月8日."),
        ("2023年（令和6年）6月", "date-era", "right"),
        ("明治5年12月3日", "date-before-1873", "old calendar"),
        ("明治5年12月2日", "date-before-1873", "old calendar"),
        ("慶応4年1月1日", "date-before-1873", "old calendar"),
        ("零和6年6月21日", "date-spelling", "令和6年6月21日"),
        ("明冶6年1月1日", "date-spelling", "明治6年1月1日"),
        ("令和元元年", "date-spelling", "令和元年"),
        ("平成28年月5月19日", "date-spelling", "平成28年5月19日"),
        ("2024-6-21", "date-spelling", "2024-06-21"),
        ("20240621", "date-spelling", "2024-06-21"),
        ("2024/06", "date-spelling", "2024-06"),
        ("2024/13/21", "date-impossible", "2024年12月21日"),
        ("令8.11.31", "date-impossible", "令和8年11月30日"),
        ("2024年6月4日~10日", "date-spelling", "2024年6月4日～10日"),
        ("令和-1年1月1日", "date-unreadable", "令和N年M月D日"),
        ("令和6年上半期", "date-ambiguous", "2024-04/2024-09"),
        ("2015年春", "date-ambiguous", "2015-03/2015-05"),
        ("令和6年6月末", "date-ambiguous", "下旬"),
        ("令和6年6月中", "date-ambiguous", "6月中旬"),
        ("令和6年6月頃", "date-ambiguous", "2024-06~"),
        ("昨年11月", "date-relative", "date it was"),
        ("6月4日", "date-no-year", "YYYY年6月4日"),
        ("12月27日～2024年2月29日", "date-no-year", "YYYY年12月27日～2024年2月29日"),
        ("2024年6月21日～6月1日", "date-backwards", "2024-06-01/2024-06-21"),
        ("2023年12月27日～2月29日", "date-backwards", "2023年12月27日～2024年2月29日"),
        ("2024-06-10/2024-06-04", "date-backwards", "2024-06-04/2024-06-10"),
        ("平成28年1月29日付け", "date-unreadable", "Only the date belongs here: 平成28年1月29日"),
        ("January 30, 2014 (Thu)", "date-unreadable", "2014-01-30"),
        ("28 March 2014 (Fri)", "date-unreadable", "2014-03-28"),
        ("平成28年3月24日（木）16:45～18:12", "date-time", "day only"),
        ("2024-06-21T00:00:00Z", "date-time", "2024-06-21"),
        ("2024年6月（金）", "date-weekday", "weekday"),
        ("20日", "date-unreadable", "month"),
        ("2024年十二十月", "date-unreadable", "2024-MM-DD"),
        ("九九九九年度", "date-unreadable", "9999-MM-DD"),
        ("-0044", "date-out-of-range", "four digits"),
        ("6" * 5000, "date-unreadable", "only"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_nearest_right_reading(words: str, code: str, hint: str) -> None:
    refused = refusal(words)
    assert (refused.code, refused.exit_code) == (code, 1)
    assert hint in str(refused.hint)


def test_a_future_date_in_an_era_that_then_ended_is_the_year_it_names() -> None:
    """平成34年3月31日 stands in an approval of 2017; 平成 ended in its year 31."""
    assert bounds("平成34年3月31日") == ("2022-03-31", "2022-03-31", False)
    assert bounds("昭和70年3月") == ("1995-03-01", "1995-03-31", False)


def test_a_date_without_a_year_takes_the_year_of_its_document_and_only_then() -> None:
    assert bounds("6月4日", 2024) == ("2024-06-04", "2024-06-04", False)
    assert bounds("5月17日・20日", 2024) == ("2024-05-17", "2024-05-20", False)
    assert bounds("年内", 2024) == ("2024-01-01", "2024-12-31", False)
    assert bounds("令和5年6月4日", 2024) == ("2023-06-04", "2023-06-04", False)
    assert refusal("2月29日", 2023).code == "date-impossible"
    assert refusal("6月4日（月）", 2024).code == "date-weekday"


def test_the_wave_dash_means_to_and_the_tilde_means_about() -> None:
    """U+FF5E would become the tilde of the notation under NFKC alone."""
    assert bounds("2024-06～") == ("2024-06-01", "2024-06-30", True)
    assert bounds("2024-06~") == ("2024-06-01", "2024-06-30", False)
    assert refusal("2024年6月~").hint == "From … to is written with ～: 2024年6月～"


def test_an_era_year_is_printed_with_its_first_year_as_gannen() -> None:
    assert dates.era("2024-06-26") == "令和6年6月26日"
    assert dates.era("2019-05-01") == "令和元年5月1日"
    assert dates.era("2019-04-30") == "平成31年4月30日"
    assert dates.era("1926-12-25") == "昭和元年12月25日"
    assert dates.era("1912-07-30") == "大正元年7月30日"
    assert dates.japanese("2024-06-26") == "2024年6月26日"
    with pytest.raises(Refused, match="moon"):
        dates.era("1872-12-31")


@given(DAYS)
def test_every_day_since_1873_reads_back_from_its_era(day: date) -> None:
    iso = day.isoformat()
    written = dates.read(dates.era(iso))
    assert (written.earliest, written.latest) == (iso, iso)
    assert dates.read(dates.japanese(iso)).earliest == iso


def test_every_day_around_a_change_of_era_reads_back() -> None:
    for change in (date(1912, 7, 30), date(1926, 12, 25), date(1989, 1, 8), date(2019, 5, 1)):
        for away in range(-400, 401):
            iso = (change + timedelta(away)).isoformat()
            assert dates.read(dates.era(iso)).earliest == iso


@given(st.text("0123456789元年月日上中下旬度内秋～〜・、.-/~?%X令和平成RH（）()金六十 ", max_size=16))
def test_whatever_is_typed_is_read_in_order_or_refused_with_a_hint(words: str) -> None:
    try:
        written = dates.read(words)
    except Refused as refused:
        assert refused.hint and refused.message
    else:
        assert written.words == words
        assert date.fromisoformat(written.earliest) <= date.fromisoformat(written.latest)


YEARS = st.sampled_from(["2024年", "令和6年", "平成31年", "昭和64年", "令和元年", "2024.", "R6.", "2024-", ""])
RESTS = st.sampled_from(["6月", "1月7日", "2月下旬", "5月中下旬", "6.4", "06-04", "6月4日（火）", "", "度", "12月25日"])
JOINTS = st.sampled_from(["～", "・", "/", "から", "、", "～～"])


@given(YEARS, RESTS, JOINTS, YEARS, RESTS, st.none() | st.integers(1873, 2100))
def test_composed_dates_are_in_order_or_refused(
    y1: str, r1: str, joint: str, y2: str, r2: str, year: int | None
) -> None:
    try:
        written = dates.read(f"{y1}{r1}{joint}{y2}{r2}", year=year)
    except Refused as refused:
        assert refused.hint
    else:
        assert written.earliest <= written.latest


def test_the_answer_depends_on_neither_locale_nor_time_zone() -> None:
    program = (
        "from reformlog import dates; from datetime import datetime, UTC;"
        "print(dates.read('令和6年6月21日（金）'), dates.jst_day('2024-06-20T15:00:00Z'),"
        " dates.today_jst(datetime(2024, 6, 20, 15)), dates.era('2024-06-21'))"
    )
    answers = set()
    for zone, locale in (("Asia/Tokyo", "ja_JP.UTF-8"), ("America/Los_Angeles", "C")):
        setting = os.environ | {"TZ": zone, "LC_ALL": locale, "PYTHONIOENCODING": "utf-8"}
        run = subprocess.run([sys.executable, "-c", program], env=setting, capture_output=True, check=True)
        answers.add(run.stdout)
    assert len(answers) == 1


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        ("2024-06-20T14:59:59Z", "2024-06-20"),
        ("2024-06-20T15:00:00Z", "2024-06-21"),
        ("2024-12-31T15:00:00Z", "2025-01-01"),
        ("2024-02-28T15:00:00.123456Z", "2024-02-29"),
        ("2019-05-01T00:00:00+09:00", "2019-05-01"),
    ],
)
def test_the_day_in_japan_begins_at_fifteen_hours_utc(instant: str, day: str) -> None:
    assert dates.jst_day(instant) == day
    assert dates.today_jst(datetime.fromisoformat(instant)) == day
    assert dates.today_jst(datetime.fromisoformat(instant).astimezone(UTC).replace(tzinfo=None)) == day


def test_an_instant_without_its_offset_is_a_usage_error() -> None:
    for text in ("2024-06-20T15:00:00", "2024-06-20", "yesterday"):
        with pytest.raises(Usage, match="offset"):
            dates.jst_day(text)


def test_an_option_takes_one_exact_day_in_any_spelling() -> None:
    assert dates.day("2024-06-26") == dates.day("令和6年6月26日") == dates.day(" R6.6.26 ") == "2024-06-26"
    assert dates.day("today", today="2024-06-26") == "2024-06-26"


@pytest.mark.parametrize("words", ["2024年6月", "2024-06-26/..", "2024-02-30", "6月4日", "today", "soon", "令和6年度"])
def test_an_option_that_is_not_one_day_is_a_usage_error(words: str) -> None:
    with pytest.raises(Usage) as caught:
        dates.day(words)
    assert caught.value.exit_code == 2 and caught.value.hint


def test_a_day_is_a_day_and_a_third_of_a_month_is_none() -> None:
    assert dates.is_day(dates.read("令和6年6月26日"))
    assert not dates.is_day(dates.read("2024年5月中下旬"))


def test_a_fiscal_year_begins_in_april() -> None:
    assert (dates.fiscal_year("2024-03-31"), dates.fiscal_year("2024-04-01")) == (2023, 2024)
    assert [dates.last_day_of_month(year, 2) for year in (1900, 2000, 2023, 2024)] == [28, 29, 28, 29]
    assert dates.last_day_of_month(9999, 12) == 31
