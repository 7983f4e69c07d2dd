"""What every format must do with an answer: the official cells exactly, hostile text as text, the same bytes twice."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reformlog import errors
from reformlog.errors import Usage
from reformlog.formats import FORMATS, fitting, labels, render, sheet, width
from reformlog.projections.shapes import ROWS
from reformlog.queries import giving

TEXT_FORMATS = ["text", "json", "csv", "md", "html", "atom"]
COORDINATES = {
    "as_of": None,
    "axis": "effective",
    "as_known": {"position": 9, "recorded_at": "2024-12-10T01:00:00.000000Z"},
    "log": {"origin": "reformlog.example/kokusen", "root": "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="},
}
# year, date cell, title, detail, first and last day, act: the eight rows of 内閣府地方創生推進事務局, 令和6年12月10日
SEED = [
    (
        *("2023年", "12月26日", "国家戦略特区諮問会議（第61回）"),
        "「連携“絆”特区」の指定に向けた規制・制度改革の提案募集を行い、6月をめどに特区指定等について報告する旨を決定",
        *("2023-12-26", "2023-12-26", "2023-12-26.council-61"),
    ),
    (
        *("2023年", "12月27日", "全国の自治体を対象に規制・制度改革の提案募集を開始"),
        "（～2024年2月29日 19自治体から44件の提案）",
        *("2023-12-27", "2023-12-27", "2023-12-27.proposal-call"),
    ),
    (
        *("2024年", "2月下旬～", "規制所管省庁と提案内容の実現に向けた議論（国家戦略特区WG等）", None),
        *("2024-02-21", "2024-02-29", "2024-02.wg-discussion"),
    ),
    (
        *("2024年", "5月中下旬", "国家戦略特区WGヒアリング（福島県、長崎県、宮城県、熊本県）"),
        "特区指定基準を踏まえ指定候補として選定された4県知事から方針説明（地方創生担当大臣も参加）",
        *("2024-05-11", "2024-05-31", "2024-05.wg-hearing"),
    ),
    (
        *("2024年", "6月4日", "国家戦略特区諮問会議（第63回）"),
        "「連携“絆”特区」として、「福島県・長崎県」（新技術実装連携“絆”特区）及び「宮城県・熊本県」"
        "（産業拠点形成連携“絆”特区）の2区域4県を指定し、取組を進めることについて了承",
        *("2024-06-04", "2024-06-04", "2024-06-04.council-63"),
    ),
    (
        *("2024年", "6月21日", "「国家戦略特別区域を定める政令の一部を改正する政令」の閣議決定（6月26日公布・施行）"),
        "「福島県・長崎県」及び「宮城県・熊本県」の2区域4県を追加指定",
        *("2024-06-21", "2024-06-21", "2024-06-21.cabinet-order"),
    ),
    (
        *("2024年", "8月26日", "国家戦略特区諮問会議（第64回）"),
        "「福島県・長崎県」及び「宮城県・熊本県」の区域方針について了承",
        *("2024-08-26", "2024-08-26", "2024-08-26.council-64"),
    ),
    (
        *("2024年", "9月5日", "区域方針の決定（内閣総理大臣決定）", None),
        *("2024-09-05", "2024-09-05", "2024-09-05.zone-policy"),
    ),
]
CELLS = [[year, date, f"{title} {detail}" if detail else title] for year, date, title, detail, *_ in SEED]
YEAR_ONCE = [["" if n and CELLS[n - 1][0] == row[0] else row[0], *row[1:]] for n, row in enumerate(CELLS)]
HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "<script>alert(1)</script>", "a|b|c", "two\nlines"]
HOSTILE += ["\x1b[31mred\x1b]0;title\x07", "\u202egnp.exe", "\u009b2J", "&lt;b&gt;", '"><img src=x>', "特" * 20_000]
HOSTILE += ["#set page(width: 1pt)", "](javascript:alert(1))", "'; DROP TABLE x; --", "字\ufe00", "\u200bhidden", ""]
HOSTILE += ["**b**\\|_x_"]


def row(number: int, values: tuple[Any, ...]) -> dict[str, Any]:
    year, date, title, detail, earliest, latest, act = values
    source = {
        "title": "宮城県・熊本県（産業拠点形成連携“絆”特区）のこれまでの経緯等",
        "publisher": "内閣府地方創生推進事務局",
        "dated": "令和6年12月10日",
        "url": "https://www.chisou.go.jp/tiiki/kokusentoc/",
        "locator": f"これまでの経緯 {number}行",
    }
    text = f"{title} {detail}" if detail else title
    bounds = {"earliest": earliest, "latest": latest, "act": act, "acts": [act], "position": number}
    return {"year": year, "date": date, "text": text, "title": title, "detail": detail, **bounds, "sources": [source]}


def chronology() -> dict[str, Any]:
    rows = [row(number, values) for number, values in enumerate(SEED, start=1)]
    return {**COORDINATES, "zone": "miyagi-kumamoto", "zone_name": "宮城県・熊本県", "rows": rows}


def zones() -> dict[str, Any]:
    zone = {
        "zone": "miyagi-kumamoto",
        "name": "宮城県・熊本県",
        "nickname": None,
        "type": None,
        "status": "endorsed",
        "in_progress": None,
        "areas": [],
        "proposed_areas": ["04", "43"],
        "policy": "none",
        "policy_in_progress": None,
        "plan": "none",
        "since": "2024-06-04",
        "since_earliest": "2024-06-04",
        "since_latest": "2024-06-04",
        "act": "2024-06-04.council-63",
        "position": 5,
    }
    later = {"act": "2024-06-21.cabinet-order", "zone": "miyagi-kumamoto", "is": "designated"}
    beside = {"possible": [], "pending": [{**later, "effective": "2024-06-26"}], "conflicts": []}
    return {**COORDINATES, "as_of": "2024-06-25", "zones": [zone], **beside}


def difference() -> dict[str, Any]:
    change = {"entity": "zone", "id": "miyagi-kumamoto"}
    acts = ["2024-06-21.cabinet-order"]
    changes = [
        {**change, "field": "status", "before": "endorsed", "after": "designated", "acts": acts},
        {**change, "field": "areas", "before": [], "after": ["04", "43"], "acts": acts},
    ]
    return {**COORDINATES, "from": "2024-06-01", "to": "2024-06-30", "changes": changes}


def hostile(text: str) -> dict[str, Any]:
    """A chronology of one row in which everything a person may write is the text."""
    source = {"title": text, "publisher": text, "dated": text, "url": f"javascript:{text}", "locator": text}
    base = row(1, SEED[0])
    words = {"date": text, "title": text, "detail": text, "text": f"{text} {text}", "sources": [source]}
    return {**chronology(), "zone_name": text, "rows": [{**base, **words}]}


class Cells(HTMLParser):
    """The table of a page, read back: the text of each cell of each row, and every tag that occurred."""

    def __init__(self, page: str):
        super().__init__()
        self.rows: list[list[str]] = []
        self.tags: list[str] = []
        self.inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.append(tag)
        self.inside = tag in ("td", "th")
        if tag == "tr":
            self.rows.append([])
        if self.inside:
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.rows[-1][-1] += data


def md_rows(text: str) -> list[list[str]]:
    return [line[2:-2].split(" | ") for line in text.splitlines() if line.startswith("| ")]


def test_markdown_prints_the_seed_cell_for_cell_with_the_year_once():
    head, *rows = md_rows(render(chronology(), "md"))
    assert head == ["年", "日付", "内容"]
    assert [[cell.strip() for cell in row] for row in rows] == YEAR_ONCE


def test_csv_prints_the_seed_cell_for_cell_with_the_year_on_every_row():
    head, *rows = csv.reader(io.StringIO(render(chronology(), "csv")))
    assert head[:3] == ["year", "date", "text"]
    assert [row[:3] for row in rows] == CELLS


def test_html_prints_the_seed_cell_for_cell_with_the_year_once():
    page = Cells(render(chronology(), "html"))
    assert page.rows == [["年", "日付", "内容"], *YEAR_ONCE]
    assert "script" not in page.tags


def test_json_is_the_answer_itself():
    assert json.loads(render(chronology(), "json")) == chronology()
    assert render(zones(), "json").endswith("}\n")


def test_years_change_the_year_cell_only():
    era = list(csv.reader(io.StringIO(render(chronology(), "csv", years="era"))))[1:]
    both = list(csv.reader(io.StringIO(render(chronology(), "csv", years="both"))))[1:]
    assert [row[0] for row in era] == ["令和5年"] * 2 + ["令和6年"] * 6
    assert both[0][:3] == ["2023年（令和5年）", *CELLS[0][1:]]


def test_the_era_of_a_row_is_that_of_its_earliest_day():
    """2019年4月下旬 began in 平成31年, 5月1日 is 令和元年."""
    days = [("2019-04-21", "2019-04-30"), ("2019-05-01", "2019-05-01")]
    rows = [{"year": 2019, "date": "", "text": "x", "earliest": first, "latest": last} for first, last in days]
    years = [row[0] for row in csv.reader(io.StringIO(render({"rows": rows}, "csv", years="era")))][1:]
    assert years == ["平成31年", "令和元年"]


def test_an_empty_answer_still_has_its_columns():
    assert render({**COORDINATES, "zones": []}, "csv").startswith("zone,name,nickname,type,status,")
    assert render({**COORDINATES, "rows": []}, "csv").startswith("year,date,text,title,")
    assert "（該当なし）" in render({**COORDINATES, "zones": []}, "text")


def test_a_spreadsheet_finds_no_formula_in_csv():
    for text in ("=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "＝1+1", "＋1", "－1", "＠SUM(A1)"):
        cells = list(csv.reader(io.StringIO(render(hostile(text), "csv"), newline="")))[1]
        assert cells[1].startswith("'")
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")) for cell in cells)


def test_excel_gets_a_byte_order_mark_and_crlf():
    text = render(chronology(), "csv", excel=True)
    assert text.startswith("\ufeffyear,date,text,")
    assert text.count("\r\n") == 9 and "\n" not in text.replace("\r\n", "")


def test_the_heading_line_has_every_coordinate():
    line = (
        "2024-06-25 終了時点 · 効力の日 · 記録の位置 #9 (2024-12-10T01:00:00.000000Z) まで · reformlog.example/kokusen"
        " · root 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
    )
    assert render(zones(), "text").splitlines()[0] == line
    assert "end of 2024-06-25 · effective · known to #9" in render(zones(), "text", lang="en")
    for name in ("md", "html"):
        assert "2024-06-25 終了時点" in render(zones(), name)


def test_what_is_pending_stands_below_the_table():
    text = render(zones(), "text")
    assert text.index("宮城県・熊本県") < text.index("未到来のもの (1)") < text.index("2024-06-21.cabinet-order")


def test_english_changes_headings_and_statuses_but_no_title():
    text = render(zones(), "text", lang="en")
    assert "Status" in text and "endorsed" in text and "宮城県・熊本県" in text
    assert render(chronology(), "html", lang="en").startswith('<!DOCTYPE html>\n<html lang="en">')
    assert Cells(render(chronology(), "html", lang="en")).rows[1:] == YEAR_ONCE


def test_what_an_effect_is_about_stands_before_it_whichever_row_comes_first():
    """The first row is of a policy, the second of a zone: the zone's column would come last."""
    days = {"earliest": "2015-08-28", "latest": "2015-08-31"}
    policy = {"act": "a", "policy": "aichi", "is": "decided", **days}
    zone = {"act": "b", "zone": "tokyo-area", "is": "area-changed", **days}
    [table] = sheet.lay_out({**zones(), "possible": [policy, zone], "pending": []}).aside
    assert [heading for _, heading in table.columns] == ["行為", "区域方針", "区域", "効果", "最早", "最遅"]
    assert table.rows[1] == ["b", "", "tokyo-area", "区域の変更", "2015-08-28", "2015-08-31"]


def test_a_difference_names_the_entity_then_each_field_before_and_after_with_its_acts():
    assert render(difference(), "text", lang="en").splitlines()[2:] == [
        "zone miyagi-kumamoto",
        "  Status: endorsed → designated",
        "      2024-06-21.cabinet-order",
        "  Areas: ∅ → Miyagi Prefecture, Kumamoto Prefecture",
        "      2024-06-21.cabinet-order",
    ]


@pytest.mark.parametrize("columns", [60, 80, 100])
def test_a_wrapped_table_fits_the_terminal_and_loses_no_character(columns: int):
    lines = render(chronology(), "text", width=columns).splitlines()[3:]
    assert all(width.of(line) <= columns for line in lines)
    shown = "".join("".join(lines[2:]).split())
    assert all(character in shown for _, _, text in CELLS for character in text if character != " ")
    assert len(shown) == sum(len("".join("".join(row).split())) for row in YEAR_ONCE)


def test_a_table_too_wide_for_the_terminal_becomes_records_and_cuts_no_id():
    text = render(zones(), "text", width=60)
    assert "\n行為        2024-06-04.council-63\n" in text


def test_in_json_each_character_that_steers_a_terminal_or_a_page_is_escaped_wherever_it_stands_alone():
    steering = [
        *range(0x7F, 0xA0),
        0x61C,
        *range(0x200B, 0x2010),
        *range(0x2028, 0x202F),
        *range(0x2060, 0x206A),
        0xFEFF,
    ]
    for char in map(chr, steering):
        written = render({"named": f"国家戦略特区{char}"}, "json")
        assert char not in written and json.loads(written) == {"named": f"国家戦略特区{char}"}


def test_colour_is_only_there_when_asked_for():
    assert "\x1b[" not in render(zones(), "text")
    assert "\x1b[1m" in render(zones(), "text", color=True)


@pytest.mark.parametrize("name", TEXT_FORMATS)
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_reaches_every_format_as_text_only(name: str, text: str):
    written = render(hostile(text), name)
    assert not set(written) & set("\x00\x07\x1b\x7f\x9b\u202e\u200b")
    if name == "json":
        assert json.loads(written)["rows"][0]["title"] == text
    if name == "html":
        page = Cells(written)
        assert not {"script", "img", "b", "a"} & set(page.tags)
        assert [len(row) for row in page.rows] == [3, 3]
    if name == "md":
        assert "<script" not in written and "<img" not in written
        bare = written.replace("\\\\", "").replace("\\|", "")
        assert [line.count("|") for line in bare.splitlines() if line.startswith("|")] == [4, 4, 4]
    if name == "csv":
        assert len({len(row) for row in csv.reader(io.StringIO(written, newline=""))}) == 1
    if name == "atom":
        assert {part.tag.partition("}")[2] for part in ElementTree.fromstring(written).iter()} <= {
            *("feed", "id", "title", "subtitle", "updated", "author", "name", "entry", "content"),
        }


def test_a_link_is_made_of_web_addresses_only():
    answer = chronology()
    answer["rows"][0]["sources"][0]["url"] = "javascript:alert(1)"
    answer["rows"][1]["sources"][0]["url"] = 'https://example.jp/"onclick="x'
    page = render(answer, "html")
    assert 'href="https://www.chisou.go.jp/tiiki/kokusentoc/"' in page
    assert "javascript:" not in page and "onclick" not in page


@pytest.mark.parametrize("name", TEXT_FORMATS)
def test_the_same_answer_gives_the_same_bytes(name: str):
    assert render(chronology(), name, years="both") == render(chronology(), name, years="both")


def test_a_document_cited_at_several_places_is_one_note():
    page = render(chronology(), "html")
    assert page.count("<li id=") == 1 and "これまでの経緯 1行、2行、3行" in page


def test_every_answer_has_text_json_csv_markdown_and_html_even_one_without_rows():
    for name in ("text", "json", "csv", "md", "html"):
        assert "checked" in render({**COORDINATES, "checked": "9 lines", "ok": True}, name)


def test_a_format_that_does_not_fit_names_those_that_do():
    with pytest.raises(Usage) as refused:
        render(zones(), "ics")
    assert refused.value.code == "format-unfit" and "text, json, csv" in str(refused.value.hint)
    assert "ics" in fitting(chronology()) and "ics" not in fitting(zones())


@pytest.mark.parametrize("wrong", [{"format": "jsno"}, {"format": "md", "lang": "fr"}, {"format": "md", "years": "x"}])
def test_an_unknown_format_language_or_year_style_is_refused_with_the_known_ones(wrong: dict[str, str]):
    with pytest.raises(Usage, match="Known: "):
        render(chronology(), wrong.pop("format"), **wrong)


def test_a_missing_extra_says_what_to_install(monkeypatch: pytest.MonkeyPatch):
    for name, library in (("xlsx", "xlsxwriter"), ("docx", "docx"), ("pdf", "typst"), ("ics", "icalendar")):
        monkeypatch.setitem(sys.modules, library, None)
        monkeypatch.delitem(sys.modules, f"reformlog.formats.{name}", raising=False)
        with pytest.raises(Usage) as refused:
            render(chronology(), name)
        assert refused.value.hint == errors.install(FORMATS[name].extra)


def test_the_plain_formats_import_nothing_heavy():
    code = (
        "import sys; from reformlog.formats import render; a = {'zones': [], 'rows': []};"
        "[render(a, f) for f in ('text', 'json', 'csv', 'md', 'html')];"
        "print({'rich', 'jinja2', 'pydantic', 'eventsourcing', 'sqlite_utils', 'typst', 'docx'} & set(sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "set()\n"


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=60), st.integers(2, 30))
def test_wrapping_keeps_every_character_but_spaces_and_stays_within_the_width(text: str, columns: int):
    lines = width.wrap(text, columns)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width.of(line) <= columns for line in lines)


def test_every_field_of_a_state_has_a_name_in_both_languages():
    """Those of the rows, those an effect gives, and what the record counts: none is printed as the program calls it."""
    words = " ".join([*giving.GIVES.values(), *giving.GIVES_OF_EVERY.values()]).split()
    given = {word.rstrip("?<~^*").rpartition(".")[2] for word in words}
    counted = {"municipalities", "proposals", "applicants", "local-governments", "private", "projects", "items"}
    named = {*(field for row in ROWS.values() for field in row), *given, *counted, "measure_status", "events"}
    assert named - labels.COLUMNS.keys() == set()
    assert all(ja and en and not ja.isascii() for ja, en in map(labels.COLUMNS.__getitem__, named))


def test_an_html_table_breaks_no_day_at_its_hyphens():
    assert '<td class="day">2024-06-04</td>' in render(zones(), "html")
    assert '<span class="day">2024-06-21</span>.cabinet-order' in render(zones(), "html")


def test_in_an_html_table_a_long_address_gives_way_to_the_titles_beside_it():
    """It stood in one line beyond the edge of the page, and each title beside it in a column of five characters."""
    url = "https://www.chisou.go.jp/tiiki/kokusentoc/kettei/r060621.html"
    page = render({"sources": [{"title": "新たな国家戦略特区の指定について", "url": url}]}, "html")
    assert f'<td class="long">{url}</td>' in page and ".long { min-width: 7em; overflow-wrap: anywhere; }" in page


def test_in_an_html_document_the_style_sheet_has_the_headings_of_columns_for_a_narrow_screen():
    """They are drawn before the cells, whose text stays that of the record; a table without rows has none to draw."""
    page = render(zones(), "html")
    assert '<table id="table-1">' in page
    narrow = page.rpartition("@media screen and (max-width: 40rem) {")[2].partition("</style>")[0]
    assert '  #table-1 tr > :nth-child(2)::before { content: "名称"; }\n' in narrow
    assert "#table-1" not in render({**zones(), "zones": []}, "html").partition("</style>")[0]
    assert "#table-" not in render(chronology(), "html")


def test_a_heading_in_the_style_sheet_cannot_end_it():
    """A list may be called anything, and so a column, in an answer that is read back from a file."""
    page = render({"rows_of": [{"a": 1, '"}</style><script>x\n\\': 2}]}, "html")
    assert page.count("</style>") == 1 and "<script" not in page
    assert r'content: "\22 \7D \3C \2F style\3E \3C script\3E x' in page


def test_an_audit_is_titled_as_one_and_not_by_its_first_list():
    answer = {**COORDINATES, "as_of": "2024-06-25", "open": 0, "summary": [{"zone": "z"}], "findings": [], "gaps": []}
    assert "<h1>法定手続の点検</h1>" in render(answer, "html")


def test_a_search_names_the_words_it_looked_for_and_how_many_acts_it_found():
    """They are not the words of the official table, and no result."""
    answer = {**COORDINATES, "words": "獣医", "found": 3, "results": []}
    assert "検索語: 獣医\n件数: 3\n" in render(answer, "text")
    assert "Words searched for: 獣医\nActs found: 3\n" in render(answer, "text", lang="en")
