"""Every format is read into the same rows, and what cannot be read gets one clear message."""

from __future__ import annotations

import builtins
import datetime
import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import format_needs
import reformlog
from cli_running import run
from import_samples import DATED, PUBLISHER, ROWS, TITLE, docx, pdf, ruled_table, seed_text, write, xlsx
from reformlog.errors import Error, Refused, Usage
from reformlog.intake.documents import archive, reading, sheet
from reformlog.intake.documents.layouts import read_rows
from reformlog.intake.documents.tables import tidy

HEADS = (TITLE, PUBLISHER, DATED)
YEARS = (2023, 2023, 2024, 2024, 2024, 2024, 2024, 2024)
EXPECTED = [(words, year, text) for (_, words, text), year in zip(ROWS, YEARS, strict=True)]


def cells(path: Path) -> list[tuple[str, int | None, str]]:
    return [(row.words, row.year, row.text) for row in read_rows(reading.read(path)).rows]


def parts_of(path: Path) -> dict[str, bytes]:
    """The files in an office file: name → bytes."""
    with zipfile.ZipFile(path) as book:
        return {name: book.read(name) for name in book.namelist()}


def rewritten(path: Path, parts: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w") as book:
        for name, data in parts.items():
            book.writestr(name, data)


def refusal(path: Path) -> Error:
    with pytest.raises(Error) as caught:
        read_rows(reading.read(path))
    assert len(caught.value.errors) == 1
    assert caught.value.hint
    return caught.value


def test_a_text_with_tabs_gives_its_rows(tmp_path):
    assert cells(write(tmp_path, "keii.txt", seed_text())) == EXPECTED


def test_a_markdown_table_gives_its_rows_without_the_marks_of_bold_type(tmp_path):
    lines = [
        "| 年 | 月日 | 内容 |",
        "|:--|---|---|",
        *("| " + " | ".join(row).replace("諮問会議", "**諮問会議**") + " |" for row in ROWS),
    ]
    assert cells(write(tmp_path, "keii.md", f"# {TITLE}\n\n" + "\n".join(lines))) == EXPECTED


def test_an_escaped_pipe_stays_in_its_cell(tmp_path):
    path = write(tmp_path, "keii.md", "|日付|内容|\n|---|---|\n|2024年6月4日|甲\\|乙|\n")
    assert cells(path) == [("2024年6月4日", 2024, "甲|乙")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_with_any_usual_delimiter_gives_its_rows(tmp_path, delimiter):
    text = "\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in ROWS)
    assert cells(write(tmp_path, "keii.csv", text)) == EXPECTED


def test_html_gives_its_rows_with_spans_filled_in(tmp_path):
    """A year that spans two rows, a cell of two lines, and blanks that the page's author did not mean."""
    page = """<!DOCTYPE html><title>経緯</title><style>td::before { content: "2020年" }</style><table>
      <tr><td rowspan="2">2023年</td><td>12月26日</td><td>諮問会議<br>方針を
      決定</td></tr><tr><td>12月27日</td><td>募集&nbsp;開始</td></tr></table>"""
    document = reading.read(write(tmp_path, "keii.html", page))
    assert [line.cells for line in document.lines()] == [
        ("2023年", "12月26日", "諮問会議 方針を 決定"),
        ("2023年", "12月27日", "募集 開始"),
    ]
    assert document.title == "経緯"


def test_a_docx_gives_its_rows_and_its_paragraphs(tmp_path):
    document = reading.read(docx(tmp_path / "keii.docx", HEADS, ROWS))
    assert cells(tmp_path / "keii.docx") == EXPECTED
    assert [line.text for line in document.lines() if line.text and not line.table] == list(HEADS)
    assert [line.place for line in document.lines() if line.table][:2] == ["表1 1行", "表1 2行"]


def test_a_cell_merged_over_columns_is_read_once(tmp_path):
    import docx as library

    document = library.Document()
    table = document.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "平成26年"
    table.cell(1, 0).text, table.cell(1, 1).text = "3月28日", "諮問会議（第4回）"
    document.save(str(tmp_path / "keii.docx"))
    assert cells(tmp_path / "keii.docx") == [("3月28日", 2014, "諮問会議（第4回）")]


def test_the_raised_mark_of_a_footnote_is_no_part_of_a_docx_cell(tmp_path):
    import docx as library

    document = library.Document()
    cell = document.add_table(1, 2).rows[0].cells
    cell[0].text = "2024年6月4日"
    for text, raised in (("面積3km", False), ("2", True), ("の区域を指定", False), ("※1", True), ("1)", True)):
        cell[1].paragraphs[0].add_run(text).font.superscript = raised
    document.save(str(tmp_path / "keii.docx"))
    assert cells(tmp_path / "keii.docx") == [("2024年6月4日", 2024, "面積3km2の区域を指定")]


def test_an_xlsx_gives_its_rows_and_names_the_sheet(tmp_path):
    path = xlsx(tmp_path / "keii.xlsx", [(TITLE,), (PUBLISHER,), (), ("年", "月日", "内容"), *ROWS])
    assert cells(path) == EXPECTED
    assert read_rows(reading.read(path)).rows[0].locator == "シート「経緯」 5行"


def test_days_and_bare_years_of_an_xlsx_are_read_as_a_clerk_sees_them(tmp_path):
    path = xlsx(
        tmp_path / "keii.xlsx",
        [("年", "月日", "内容"), (2023, "12月26日", "甲"), (None, datetime.date(2024, 6, 4), "乙")],
    )
    assert cells(path) == [("12月26日", 2023, "甲"), ("2024年6月4日", 2024, "乙")]


def test_of_a_day_in_an_xlsx_only_what_is_seen_of_it_is_read(tmp_path):
    """Who types 12/26 into a sheet sees 12月26日, and the sheet keeps it as a day of the year in which it was typed."""
    typed = [datetime.date(2026, 12, 26), datetime.date(2026, 1, 5), datetime.datetime(2024, 6, 1)]
    rows = [("年", "月日", "内容"), (5, typed[0], "甲"), (6, typed[1], "乙"), (None, typed[2], "丙"), (7, 46056, "丁")]
    forms = {"A2": '"令和"0"年"', "A3": '"R"#', "A5": '"令和"General"年"', "B2": 'm"月"d"日"', "B3": "d-mmm"}
    path = xlsx(tmp_path / "keii.xlsx", rows, forms | {"B4": 'yyyy"年"m"月"', "B5": "[$-ja-JP-x-gannen]ge.m.d;@"})
    assert cells(path) == [
        ("12月26日", 2023, "甲"),
        ("1月5日", 2024, "乙"),
        ("2024年6月", 2024, "丙"),
        ("2026年2月3日", 2026, "丁"),
    ]


def test_a_number_of_an_xlsx_has_no_point_and_a_day_of_which_nothing_is_seen_is_whole(tmp_path):
    rows = [("年", "月日", "内容"), (2023, "12月26日", "甲"), (None, datetime.date(2024, 6, 4), "乙")]
    path = xlsx(tmp_path / "keii.xlsx", rows, {"B3": "h:mm"})
    rewritten(path, {name: data.replace(b"<v>2023</v>", b"<v>2023.0</v>") for name, data in parts_of(path).items()})
    assert cells(path) == [("12月26日", 2023, "甲"), ("2024年6月4日", 2024, "乙")]


def test_a_hidden_sheet_is_read_and_told_and_one_of_endless_rows_is_refused(tmp_path, monkeypatch):
    import openpyxl

    path = xlsx(tmp_path / "keii.xlsx", [("年", "月日", "内容"), *ROWS])
    book = openpyxl.load_workbook(path)
    book.create_sheet("表紙", 0)
    book["経緯"].sheet_state = "hidden"
    book.save(path)
    assert cells(path) == EXPECTED
    assert reading.read(path).remarks == ("The sheet 経緯 is hidden; it was read all the same.",)
    monkeypatch.setattr(sheet, "ROWS_LIMIT", len(ROWS))
    assert refusal(path).code == "document-long"


def test_a_day_in_a_format_that_japanese_workbooks_have_without_an_entry_is_a_day(tmp_path):
    """Format 56 is 12月26日, 58 令和8年12月27日 and 55 2026年12月; of 999 the file says nothing."""
    rows = [
        ("年", "月日", "内容"),
        (2023, 46382, "甲"),
        (None, 46383, "乙"),
        (None, 46383, "丙"),
        (2027, "1月5日", "丁"),
    ]
    forms = {"B2": "0.0", "B3": "0.000", "B4": "0.0000", "A5": "0.00000"}
    path = xlsx(tmp_path / "keii.xlsx", rows, forms)
    parts = parts_of(path)
    styles = re.sub("<numFmts.*?</numFmts>", "", parts["xl/styles.xml"].decode(), flags=re.S)
    for number, wanted in zip(re.findall(r'<xf numFmtId="([1-9][0-9]*)"', styles), (56, 58, 55, 999), strict=True):
        styles = styles.replace(f'numFmtId="{number}"', f'numFmtId="{wanted}"')
    rewritten(path, {**parts, "xl/styles.xml": styles.encode()})
    assert cells(path) == [
        ("12月26日", 2023, "甲"),
        ("2026年12月27日", 2026, "乙"),
        ("2026年12月", 2026, "丙"),
        ("1月5日", 2027, "丁"),
    ]


def test_a_formula_is_never_worked_out(tmp_path):
    path = xlsx(tmp_path / "keii.xlsx", [("日付", "内容"), ("2024年6月4日", "=1+1"), ("2024年6月5日", "乙")])
    found = read_rows(reading.read(path))
    assert [row.text for row in found.rows] == ["乙"]
    assert [(line.locator, line.reason) for line in found.unread] == [
        ("シート「経緯」 2行", "there is a date and no text beside it")
    ]


def test_a_pdf_with_a_ruled_table_gives_its_rows_with_broken_lines_joined(tmp_path):
    """A full line was broken by the layout: it is joined without a blank. A short one was ended by its author."""
    rows = [(year, words, text.replace(" ", "\n")) for year, words, text in ROWS]
    page = ruled_table(rows, (60, 80, 300), 800)
    (tmp_path / "keii.pdf").write_bytes(pdf([page]))
    assert cells(tmp_path / "keii.pdf") == EXPECTED


def test_a_pdf_without_rules_is_read_by_its_lines_and_full_lines_are_joined(tmp_path):
    lines = ["2023年 12月26日 国家戦略特区諮問会議（第61回）で提案募集の実施", "を決定", "12月27日 募集を開始", "- 1 -"]
    (tmp_path / "keii.pdf").write_bytes(pdf([([(40, 700 - 20 * n, text) for n, text in enumerate(lines)], [])]))
    assert cells(tmp_path / "keii.pdf") == [
        ("2023年 12月26日", 2023, "国家戦略特区諮問会議（第61回）で提案募集の実施を決定"),
        ("12月27日", 2023, "募集を開始"),
    ]


def test_a_table_that_goes_on_over_the_page_keeps_its_year_and_says_the_page(tmp_path):
    (tmp_path / "keii.pdf").write_bytes(
        pdf([ruled_table(ROWS[:5], (60, 80, 400), 800), ruled_table(ROWS[5:], (60, 80, 400), 800)])
    )
    rows = read_rows(reading.read(tmp_path / "keii.pdf")).rows
    assert [(row.words, row.year, row.locator) for row in rows[4:6]] == [
        ("6月4日", 2024, "1頁 表1 5行"),
        ("6月21日", 2024, "2頁 表1 1行"),
    ]


@pytest.mark.parametrize("name", ["pdf", "docx", "xlsx", "html", "md", "csv"])
def test_the_register_reads_its_own_chronology_back_without_the_marks_of_its_sources(name, tmp_path):
    """Several sources have a mark each, and a long cell is broken into lines where the layout likes."""
    format_needs.need(name)
    words = "（「連携“絆”特区」として、「福島県・長崎県」（新技術実装連携“絆”特区）及び「宮城県・熊本県」"
    words += "（産業拠点形成連携“絆”特区）の2区域4県を指定し、取組を進めることについて了承）"
    title = [f"第{number}回" + "長" * number + words for number in range(1, 30)]
    acts = [
        {
            "id": f"a{number}",
            "kind": "announcement",
            "title": text,
            "published": f"2024-06-{number:02}",
            "zones": ["north"],
            "sources": [{"title": f"資料{index}"} for index in range(number % 3 + 1)],
        }
        for number, text in enumerate(title, 1)
    ]
    with reformlog.open(tmp_path / "log.db", create=True) as register:
        register.append(acts)
    path = tmp_path / f"keii.{name}"
    assert run("--db", str(tmp_path / "log.db"), "chronology", "north", "-o", str(path)).code == 0
    assert [row.text for row in read_rows(reading.read(path)).rows] == title


def test_radicals_that_a_pdf_gives_for_letters_are_read_as_the_letters(tmp_path):
    (tmp_path / "keii.pdf").write_bytes(pdf([([(40, 700, "2024年6⽉4⽇ ⻑崎県を指定")], [])]))
    assert cells(tmp_path / "keii.pdf") == [("2024年6月4日", 2024, "長崎県を指定")]


@pytest.mark.parametrize("name", ["keii.txt", "keii.csv"])
def test_so_they_are_in_what_was_copied_from_a_pdf_and_the_draft_says_so(tmp_path, name):
    path = write(
        tmp_path,
        name,
        "年\t日付\t内容\n2024年\t9⽉5⽇\t区域⽅針の決定 ⻑崎県\n".replace("\t", "," if "csv" in name else "\t"),
    )
    assert cells(path) == [("9月5日", 2024, "区域方針の決定 長崎県")]
    assert "were read as the characters" in " ".join(reading.read(path).remarks)
    assert "kind: zone-policy" in run("import", str(path)).out


@pytest.mark.parametrize("encoding", ["cp932", "euc_jp", "iso2022_jp", "utf-16"])
def test_older_encodings_are_read_and_the_draft_says_so(tmp_path, encoding):
    text = seed_text().replace("“", "「").replace("”", "」").replace("～", "から")
    document = reading.read(write(tmp_path, "keii.txt", text, encoding))
    assert document.text == reading.from_bytes("keii.txt", text.encode()).text
    assert len(document.remarks) == 1
    assert "iconv -f" in document.remarks[0]


def test_utf8_with_a_byte_order_mark_needs_no_remark(tmp_path):
    assert reading.read(write(tmp_path, "keii.txt", seed_text(), "utf-8-sig")).remarks == ()


def test_a_utf8_text_with_a_broken_byte_is_refused_and_not_taken_for_shift_jis(tmp_path):
    data = seed_text().encode()
    (tmp_path / "keii.txt").write_bytes(data[:301] + b"\xff" + data[301:])
    assert refusal(tmp_path / "keii.txt").code == "document-encoding"


def test_a_damaged_pdf_gets_one_clear_message(tmp_path):
    (tmp_path / "keii.pdf").write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Cat")
    assert refusal(tmp_path / "keii.pdf").code == "document-damaged"


def test_an_encrypted_pdf_gets_one_clear_message(tmp_path):
    """A password nobody here knows: its digests are made up."""
    handler = f"/Filter /Standard /V 1 /R 2 /P -44 /O <{'1f' * 32}> /U <{'2e' * 32}>"
    locked = f"/ID [<{'00' * 16}> <{'00' * 16}>] /Encrypt << {handler} >>"
    (tmp_path / "keii.pdf").write_bytes(pdf([([(40, 700, "2024年6月4日 指定")], [])], locked))
    error = refusal(tmp_path / "keii.pdf")
    assert (error.code, "keii.pdf is encrypted" in error.message) == ("document-encrypted", True)


def test_a_scanned_pdf_gets_one_clear_message(tmp_path):
    (tmp_path / "keii.pdf").write_bytes(pdf([([], []), ([], [])], picture=True))
    error = refusal(tmp_path / "keii.pdf")
    assert error.code == "document-scanned"
    assert "2 page(s) are pictures" in error.message
    assert "ocrmypdf -l jpn" in (error.hint or "")


def test_a_file_of_100_mb_is_refused_before_it_is_read(tmp_path, monkeypatch):
    path = tmp_path / "keii.pdf"
    with path.open("wb") as stream:
        stream.truncate(100 * 1024 * 1024)
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("it was opened"))
    error = refusal(path)
    assert error.code == "document-large"
    assert "105 MB" in error.message


def test_a_text_of_10_mb_is_no_chronology(tmp_path):
    assert refusal(write(tmp_path, "keii.txt", "2024年6月4日\t指定\n" * 500_000)).code == "document-large"


def test_a_table_without_dates_gets_one_clear_message(tmp_path):
    error = refusal(write(tmp_path, "members.csv", "役職,氏名\n議長,甲\n議員,乙\n"))
    assert (error.code, error.message.startswith("members.csv has no row with a date")) == ("document-no-dates", True)


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("scan.png", b"\x89PNG\r\n\x1a\n0000", "a picture (PNG)"),
        ("keii.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 64, "the old kind (.doc, .xls, .ppt)"),
        ("keii.rtf", b"{\\rtf1 2024}", "an RTF document"),
    ],
)
def test_an_unknown_format_is_named_and_told_what_is_read(tmp_path, name, data, what):
    (tmp_path / name).write_bytes(data)
    error = refusal(tmp_path / name)
    assert error.code == "document-unknown"
    assert what in error.message
    assert "PDF with a text layer" in (error.hint or "")


def test_an_office_file_with_a_password_is_told_apart_from_an_old_one(tmp_path):
    (tmp_path / "keii.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"))
    assert refusal(tmp_path / "keii.xlsx").code == "document-encrypted"


def test_an_archive_that_is_no_document_is_unknown(tmp_path):
    with zipfile.ZipFile(tmp_path / "keii.zip", "w") as archive_file:
        archive_file.writestr("a.txt", "2024年6月4日")
    assert refusal(tmp_path / "keii.zip").code == "document-unknown"


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "UNPACKED_LIMIT", 2_000_000)
    with zipfile.ZipFile(tmp_path / "keii.docx", "w", zipfile.ZIP_DEFLATED) as archive_file:
        archive_file.writestr("word/document.xml", b"0" * 2_000_001)
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_: pytest.fail("it was unpacked"))
    assert (tmp_path / "keii.docx").stat().st_size < 10_000
    assert refusal(tmp_path / "keii.docx").code == "document-bomb"


def test_more_markup_than_any_table_has_is_refused_before_it_is_read(tmp_path):
    with zipfile.ZipFile(tmp_path / "keii.docx", "w", zipfile.ZIP_DEFLATED) as archive_file:
        archive_file.writestr("word/document.xml", b"<x>" + b"<y/>" * 8_000_000 + b"</x>")
    assert refusal(tmp_path / "keii.docx").code == "document-bomb"


def test_an_office_file_that_declares_entities_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "keii.docx", "w") as archive_file:
        archive_file.writestr("word/document.xml", '<!DOCTYPE x [<!ENTITY a "2024年">]><x>&a;</x>')
    assert refusal(tmp_path / "keii.docx").code == "document-unsafe"


@pytest.mark.parametrize("name", ["keii.docx", "keii.xlsx"])
def test_a_damaged_office_file_gets_one_clear_message(tmp_path, name):
    whole = docx(tmp_path / "a.docx", HEADS, ROWS) if name.endswith("docx") else xlsx(tmp_path / "a.xlsx", ROWS)
    data = whole.read_bytes()
    (tmp_path / name).write_bytes(data[: len(data) // 2])
    assert refusal(tmp_path / name).code == "document-damaged"


def test_an_office_file_with_broken_contents_is_damaged(tmp_path):
    buffer = io.BytesIO()
    with zipfile.ZipFile(docx(tmp_path / "a.docx", HEADS, ROWS)) as whole, zipfile.ZipFile(buffer, "w") as broken:
        for part in whole.namelist():
            broken.writestr(part, b"<w:document" if part == "word/document.xml" else whole.read(part))
    (tmp_path / "keii.docx").write_bytes(buffer.getvalue())
    assert refusal(tmp_path / "keii.docx").code == "document-damaged"


def test_a_web_page_saved_as_pdf_is_read_as_what_it_is(tmp_path):
    path = write(tmp_path, "keii.pdf", "<html><table><tr><td>2024年6月4日</td><td>指定</td></tr></table></html>")
    assert (reading.read(path).format, cells(path)) == ("html", [("2024年6月4日", 2024, "指定")])


def test_words_under_the_name_of_a_pdf_are_damaged(tmp_path):
    assert refusal(write(tmp_path, "keii.pdf", "404 Not Found")).code == "document-damaged"


@pytest.mark.parametrize("name", ["missing.pdf", "."])
def test_no_such_file_is_an_error_of_usage(tmp_path, name):
    with pytest.raises(Usage) as caught:
        reading.read(tmp_path / name)
    assert caught.value.code == "document-no-file"


def test_an_empty_file_is_told_so(tmp_path):
    assert refusal(write(tmp_path, "keii.txt", " \n")).code == "document-empty"


@pytest.mark.parametrize(("name", "library"), [("a.docx", "docx"), ("a.xlsx", "openpyxl"), ("a.pdf", "pdfplumber")])
def test_without_the_extra_the_message_says_how_to_install_it(tmp_path, monkeypatch, name, library):
    path = tmp_path / name
    if name == "a.pdf":
        path.write_bytes(pdf([([(40, 700, "2024年6月4日 指定")], [])]))
    elif name == "a.docx":
        docx(path, HEADS, ROWS)
    else:
        xlsx(path, ROWS)
    real = builtins.__import__

    def missing(wanted, *rest, **more):
        if wanted.split(".")[0] == library:
            raise ImportError(wanted)
        return real(wanted, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(Usage) as caught:
        reading.read(path)
    assert "pip install 'reformlog[documents]'" in (caught.value.hint or "")


def test_text_needs_no_package_of_the_extra(tmp_path):
    """Reading a text imports none of the libraries for office documents."""
    path = write(tmp_path, "keii.txt", seed_text())
    code = (
        "import sys; from reformlog.intake.documents.drafts import draft; draft(sys.argv[1]); "
        "print([m for m in ('docx', 'openpyxl', 'pdfplumber', 'pydantic', 'eventsourcing') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_unseen_characters_are_left_out_of_a_cell_and_wide_blanks_stay():
    assert tidy(" 国家\u200b戦略\u00ad特区　諮問\r\n会議\u00a0") == "国家戦略特区　諮問 会議"


STARTS = [
    b"",
    b"%PDF-1.7\n",
    b"PK\x03\x04",
    b"<html>",
    b"\x1b$B",
    b"\xff\xfe",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"{\\rtf",
]


@given(st.sampled_from(STARTS), st.binary(max_size=200), st.sampled_from(["a", "a.csv", "a.pdf", "a.docx", "a.html"]))
def test_any_bytes_are_read_or_refused_in_words(start, rest, name):
    try:
        read_rows(reading.from_bytes(name, start + rest))
    except Refused as error:
        assert error.code.startswith("document-")
        assert error.hint


def test_a_refusal_is_never_another_librarys_error(tmp_path):
    """Cut anywhere, a PDF or an office file is either read or refused in words."""
    data = {
        "a.pdf": pdf([ruled_table(ROWS, (60, 80, 300), 800)]),
        "b.docx": docx(tmp_path / "whole.docx", HEADS, ROWS).read_bytes(),
    }
    for name, whole in data.items():
        for part in range(1, 12):
            (tmp_path / name).write_bytes(whole[: len(whole) * part // 12])
            try:
                read_rows(reading.read(tmp_path / name))
            except Refused as error:
                assert error.code.startswith("document-")


@pytest.mark.parametrize("after", ["", ',2月4日,"告示"\n', ',2月4日,""\n', ',2月4日,"公募\n'])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_quotation_mark_that_is_never_closed_is_refused_with_its_line(tmp_path, after, end):
    text = f'年,日付,内容\n2026年,1月9日,"了承\nと決定"\n2026年,2月1日,"区域会議\n,2月2日,諮問会議\n{after}'
    error = refusal(write(tmp_path, "keii.csv", text.replace("\n", end)))
    assert (error.code, error.where) == ("document-csv", "keii.csv:4")
    assert error.message.startswith("The quotation mark that opens a cell here is never closed")


def test_a_quoted_cell_keeps_its_line_ends_delimiters_and_doubled_quotation_marks(tmp_path):
    text = '年,日付,内容\n2026年,2月1日,"区域会議\n（""絆""、第7回）, 了承" \n,2月2日,"特区"について\n,2月3日,5"管\n'
    assert cells(write(tmp_path, "keii.csv", text)) == [
        ("2月1日", 2026, '区域会議 （"絆"、第7回）, 了承'),
        ("2月2日", 2026, "特区について"),
        ("2月3日", 2026, '5"管'),
    ]
