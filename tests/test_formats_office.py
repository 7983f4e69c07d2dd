"""Documents for offices: the official cells in XLSX, DOCX, PDF and a calendar; no formula, no markup, fixed bytes."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cli_running import run
from format_needs import need
from reformlog.errors import Error
from reformlog.formats import lacking, render, width
from test_formats import CELLS, HOSTILE, YEAR_ONCE, chronology, difference, hostile, zones

OFFICE = ("xlsx", "docx", "pdf", "ics")


def made(answer: dict[str, Any], name: str, **options: Any) -> Any:
    """The answer in a format, or a skip that says what is missing."""
    need(name)
    return render(answer, name, **options)


def workbook(answer: dict[str, Any], **options: Any) -> Any:
    openpyxl = pytest.importorskip("openpyxl", reason="reading a workbook back needs openpyxl")
    return openpyxl.load_workbook(io.BytesIO(made(answer, "xlsx", **options)))


def document(answer: dict[str, Any], **options: Any) -> Any:
    written = made(answer, "docx", **options)
    return pytest.importorskip("docx").Document(io.BytesIO(written))


def pages(answer: dict[str, Any], **options: Any) -> list[str]:
    """The text of each page of the PDF."""
    written = made(answer, "pdf", **options)
    reader = pytest.importorskip("pdfplumber", reason="reading a PDF back needs pdfplumber")
    with reader.open(io.BytesIO(written)) as pdf:
        return [page.extract_text() for page in pdf.pages]


@pytest.mark.parametrize("answer", [chronology(), zones()], ids=["chronology", "zones"])
def test_a_document_ends_with_the_token_of_its_answer_when_it_has_one(answer):
    """Whoever holds a printout can ask for the same answer again, and for what is known now."""
    token = "rl1." + "W10" * 50
    told = {**answer, "token": token}
    assert document(told).paragraphs[-1].text == f"token {token}"
    assert f"token {token}" in [row[0] for row in workbook(told).worksheets[-1].iter_rows(values_only=True)]
    assert f"<p>token {token}</p></footer>" in made(told, "html")
    assert f"token{token}" in "".join(pages(told)[-1].split())
    assert "token" not in document(answer).paragraphs[-1].text + made(answer, "html") + pages(answer)[-1]


def test_a_token_longer_than_a_line_is_broken_and_not_cut_off_by_the_edge_of_the_page():
    written = made({**chronology(), "token": "rl1." + "Z" * 300}, "pdf")
    with pytest.importorskip("pdfplumber").open(io.BytesIO(written)) as pdf:
        page = pdf.pages[-1]
        shown = [character for character in page.chars if character["text"] == "Z"]
        assert len(shown) >= 300 and max(character["x1"] for character in shown) < page.width - 50


def long_chronology() -> dict[str, Any]:
    answer = chronology()
    return {**answer, "rows": answer["rows"][:2] * 3 + answer["rows"][2:] * 12}


def test_a_workbook_has_the_cells_the_year_on_every_row_and_real_dates_beside_the_words():
    sheet = workbook(chronology()).worksheets[0]
    head, *rows = sheet.iter_rows(values_only=True)
    assert head[:5] == ("年", "日付", "内容", "最早", "最遅")
    assert [list(row[:3]) for row in rows] == CELLS
    assert [cell.date() for cell in rows[3][3:5]] == [date(2024, 5, 11), date(2024, 5, 31)]
    assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref == "A1:H9"


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_workbook_makes_no_formula_and_no_link_of_a_text(text: str):
    book = workbook(hostile(text))
    kinds = {cell.data_type for sheet in book for line in sheet.iter_rows() for cell in line}
    assert "f" not in kinds
    assert not any(cell.hyperlink for sheet in book for line in sheet.iter_rows() for cell in line)


def test_a_workbook_prints_a_heading_that_begins_with_a_year_in_its_footer():
    assert workbook(zones()).worksheets[0].oddFooter.left.text.strip().startswith("2024-06-25 終了時点")


def test_a_word_table_has_the_cells_repeats_its_header_and_keeps_rows_whole():
    table = document(chronology()).tables[0]
    head, *rows = [[cell.text for cell in line.cells] for line in table.rows]
    assert head == ["年", "日付", "内容"]
    assert [[*row[:2], re.sub(r"[\d,]+\)\Z", "", row[2])] for row in rows] == YEAR_ONCE
    assert [line._tr.xpath("count(w:trPr/w:tblHeader)") for line in table.rows] == [1] + [0] * 8
    assert all(line._tr.xpath("count(w:trPr/w:cantSplit)") == 1 for line in table.rows)


def test_a_word_document_has_its_date_sources_and_coordinates():
    word = document(chronology())
    text = "\n".join(paragraph.text for paragraph in word.paragraphs)
    assert "令和6年12月10日" in text and "1) 宮城県・熊本県（産業拠点形成連携“絆”特区）のこれまでの経緯等" in text
    assert "記録の位置 #9 " in word.sections[0].footer.paragraphs[0].text


def test_a_pdf_has_the_dates_as_they_can_be_searched_for():
    page = pages(chronology())[0]
    dates = ("2023年 12月26日", "2月下旬～", "5月中下旬", "（～2024年2月29日", "令和6年12月10日", "記録の位置 #9 ")
    assert [words for words in dates if words not in page] == []


def test_a_pdf_prints_the_year_once_and_again_at_the_top_of_each_page_under_the_header():
    first, *others = pages(long_chronology())
    assert len(others) >= 2
    assert [len(re.findall(rf"^{year}年 ", first, re.M)) for year in (2023, 2024)] == [1, 1]
    for page in others:
        head, top = page.splitlines()[:2]
        if "出典" not in page:  # where the sources begin, the table may have ended a page before
            assert head == "年 日付 内容" and top.startswith("2024年 ")
        assert len(re.findall(r"^2024年 ", page, re.M)) <= 1


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_text_in_word(text: str):
    tables = document(hostile(text)).tables
    assert len(tables) == 1 and len(tables[0].rows) == 2


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_text_in_pdf(text: str):
    assert made(hostile(text), "pdf").startswith(b"%PDF")


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_text_in_a_calendar(text: str):
    assert "\x1b" not in made(hostile(text), "ics") and made(hostile(text), "ics").count("BEGIN:") == 2


def test_markup_in_a_title_is_printed_by_pdf_and_not_obeyed():
    text = '#set page(width: 1pt) *bold* $x^2$ #read("/etc/passwd") <script>'
    assert text in pages(chronology(), title=text)[0].replace("\n", " ")


def test_a_calendar_has_all_day_events_and_a_span_with_its_words_for_an_imprecise_date():
    icalendar = pytest.importorskip("icalendar", reason="ics needs an extra that is not installed")
    events = list(icalendar.Calendar.from_ical(made(chronology(), "ics")).walk("VEVENT"))
    hearing = events[3]
    assert len(events) == 8
    assert (hearing.decoded("dtstart"), hearing.decoded("dtend")) == (date(2024, 5, 11), date(2024, 6, 1))
    assert str(hearing["summary"]).startswith("2024年5月中下旬 国家戦略特区WGヒアリング")
    assert str(events[5]["uid"]) == "2024-06-21.cabinet-order@reformlog.example/kokusen"
    assert events[5]["dtstamp"].to_ical() == b"20241210T010000Z"


@pytest.mark.parametrize("name", OFFICE)
def test_the_same_answer_gives_the_same_document(name: str):
    assert made(chronology(), name) == made(chronology(), name)


@pytest.mark.parametrize("name", ["xlsx", "docx"])
def test_no_part_of_an_office_file_has_the_time_of_its_making(name: str):
    with zipfile.ZipFile(io.BytesIO(made(chronology(), name))) as package:
        assert {part.date_time for part in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2024-12-10T01:00:00Z" in package.read("docProps/core.xml")


def test_in_a_pdf_no_word_runs_into_the_next_column():
    """An interval and an act's id are broken at no place a reader would not break them, so they are given room."""
    told = zones()
    row = {**told["zones"][0], "since": "2022-04-12/2022-04-30", "act": "2022-04-12.cabinet-order"}
    row |= {
        "nickname": "国際交流・ビッグデータ活用特区" * 2,
        "type": "金融・資産運用特区に伴う指定",
        "in_progress": "endorsed",
    }
    (page,) = pages({**told, "zones": [row], "pending": []})
    assert "2022-04-12/2022-04-30 2022-04-12.cabinet-" in page


@pytest.mark.parametrize("name", ["xlsx", "docx", "pdf"])
@pytest.mark.parametrize("answer", [zones(), difference(), {**zones(), "zones": []}], ids=["zones", "diff", "empty"])
def test_zones_and_differences_become_documents_in_both_languages(name: str, answer: dict[str, Any]):
    assert made(answer, name)[:4] in (b"PK\x03\x04", b"%PDF")
    assert made(answer, name, lang="en") != made(answer, name)


@pytest.mark.usefixtures("no_font")
def test_without_a_japanese_font_pdf_is_refused_with_what_to_install_and_the_other_documents_are_made():
    with pytest.raises(Error, match="needs a Japanese font") as refused:
        render(chronology(), "pdf")
    assert refused.value.code == "font-missing" and "fonts-noto-cjk" in str(refused.value)
    assert lacking("pdf") is not None
    for name in ("csv", "md", "html"):
        assert lacking(name) is None and render(chronology(), name)


@pytest.mark.usefixtures("no_font")
@pytest.mark.parametrize("asked", [("--format", "pdf"), ("-o", "keii.pdf")], ids=" ".join)
def test_a_command_asked_for_pdf_without_a_japanese_font_says_what_to_install_and_writes_no_file(
    asked: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    assert run("init").code == 0
    done = run("chronology", *asked)
    assert done.code == 1 and done.out == ""
    assert "needs a Japanese font" in done.err and "fonts-noto-cjk" in done.err
    assert not Path("keii.pdf").exists()


def test_a_word_table_of_many_columns_fills_the_page_and_breaks_no_day():
    """A day of ten digits has room on a line, an interval too, and a column of short words no more."""
    docx = pytest.importorskip("docx")
    row = {"zone": "kaga-chino-kibichuo", "name": "加賀市・茅野市・吉備中央町", "status": "designated"}
    row |= {"areas": ["17206"], "policy": "none", "plan": "none", "since": "2022-04-12", "act": "2022-04.cabinet-order"}
    row |= {"position": 186}
    table = document({"zones": [row, {**row, "since": "2022-04-12/2022-04-30"}]}).tables[0]
    widths = {cell.text: cell.width for cell in table.rows[0].cells}
    assert abs(sum(widths.values()) - docx.shared.Mm(257)) < docx.shared.Mm(1)
    assert widths["いつから"] > docx.shared.Pt(8) * 0.56 * len("2022-04-12/2022-04-30")
    assert widths["位置"] < docx.shared.Mm(257) / 9 < widths["いつから"]


def test_a_word_table_has_room_for_its_years_and_for_dates_with_their_bounds():
    """2013年（平成25年） and 12月27日～2024年2月29日〔推定〕 stay whole; a plain table has room for its text."""
    docx = pytest.importorskip("docx")
    answer = chronology()
    bounded = {**answer["rows"][0], "date": "12月27日～2024年2月29日〔推定〕"}
    wide = document({**answer, "rows": [bounded, *answer["rows"][1:]]}, years="both").tables[0]
    narrow = document(answer).tables[0]
    (year, date, text), plain = ([column.width for column in table.columns] for table in (wide, narrow))
    assert year >= docx.shared.Pt(18 * 5) + docx.shared.Mm(4) and date >= docx.shared.Mm(46)
    assert plain[2] >= docx.shared.Mm(120)
    assert abs(sum(plain) - docx.shared.Mm(170)) < docx.shared.Mm(1) > abs(year + date + text - docx.shared.Mm(170))


def test_a_workbook_has_room_for_years_of_both_calendars():
    sheet = workbook(chronology(), years="both").worksheets[0]
    assert sheet["A2"].value == "2023年（令和5年）" and sheet.column_dimensions["A"].width > 17


def test_the_last_sheet_of_a_workbook_shows_every_line_whole():
    """A long source stands on several lines, and its row is as high as they are."""
    answer = chronology()
    long = {"title": "経緯" * 60, "publisher": "内閣府", "url": "https://www.chisou.go.jp/" + "a" * 60}
    about = workbook({**answer, "rows": [{**answer["rows"][0], "sources": [long]}]}).worksheets[-1]
    row = next(line for line in about.iter_rows() if "https://" in str(line[0].value))[0]
    assert width.of(row.value) > about.column_dimensions["A"].width
    assert about.row_dimensions[row.row].height >= 30
