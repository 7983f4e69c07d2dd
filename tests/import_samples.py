"""Documents made for the tests of `import`: one official chronology in every format, and small PDFs written by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

ZONES = {
    "fukushima-nagasaki": ["福島県・長崎県"],
    "miyagi-kumamoto": ["宮城県・熊本県"],
    "fukuoka-kitakyushu": ["福岡市・北九州市", "福岡市"],
    "sendai-city": ["仙台市"],
    "semboku-city": ["仙北市"],
    "aichi": ["愛知県"],
    "hokkaido": ["北海道"],
}
TITLE = "宮城県・熊本県（産業拠点形成連携“絆”特区）のこれまでの経緯等"
PUBLISHER = "内閣府地方創生推進事務局"
DATED = "令和6年12月10日"
# The eight rows of the table これまでの経緯 of that document: year (written once), date, text.
ROWS = (
    (
        "2023年",
        "12月26日",
        "国家戦略特区諮問会議（第61回） 「連携“絆”特区」の指定に向けた規制・制度改革の提案募集を行い、"
        "6月をめどに特区指定等について報告する旨を決定",
    ),
    (
        "",
        "12月27日",
        "全国の自治体を対象に規制・制度改革の提案募集を開始 （～2024年2月29日 19自治体から44件の提案）",
    ),
    ("2024年", "2月下旬～", "規制所管省庁と提案内容の実現に向けた議論（国家戦略特区WG等）"),
    (
        "",
        "5月中下旬",
        "国家戦略特区WGヒアリング（福島県、長崎県、宮城県、熊本県） "
        "特区指定基準を踏まえ指定候補として選定された4県知事から方針説明（地方創生担当大臣も参加）",
    ),
    (
        "",
        "6月4日",
        "国家戦略特区諮問会議（第63回） 「連携“絆”特区」として、「福島県・長崎県」（新技術実装連携“絆”特区）"
        "及び「宮城県・熊本県」（産業拠点形成連携“絆”特区）の2区域4県を指定し、取組を進めることについて了承",
    ),
    (
        "",
        "6月21日",
        "「国家戦略特別区域を定める政令の一部を改正する政令」の閣議決定（6月26日公布・施行） "
        "「福島県・長崎県」及び「宮城県・熊本県」の2区域4県を追加指定",
    ),
    (
        "",
        "8月26日",
        "国家戦略特区諮問会議（第64回） 「福島県・長崎県」及び「宮城県・熊本県」の区域方針について了承",
    ),
    ("", "9月5日", "区域方針の決定（内閣総理大臣決定）"),
)
PROSE = "- 令和5年12月に国家戦略特区諮問会議にて方針を決定し、全国の自治体から提案募集を開始"


def seed_text() -> str:
    """The document as text: head, the table with tabs, and prose that begins with a date behind it."""
    table = "\n".join("\t".join(row) for row in ROWS)
    head = f"## {TITLE}\n\n\n\n{PUBLISHER}\n\n{DATED}\n\n## これまでの経緯"
    return f"{head}\n\n{table}\n\n# 連携“絆”特区について\n{PROSE}\n"


def write(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    """A text file."""
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def docx(path: Path, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Path:
    """Paragraphs, then one table."""
    import docx as library

    document = library.Document()
    for head in heads:
        document.add_paragraph(head)
    table = document.add_table(len(rows), len(rows[0]))
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(number, column).text = text
    document.save(str(path))
    return path


def xlsx(path: Path, rows: Sequence[Sequence[object]], forms: Mapping[str, str] | None = None) -> Path:
    """One sheet 経緯; a text that begins with = becomes a formula. forms: the number formats of cells (`A2`)."""
    import openpyxl

    book = openpyxl.Workbook()
    book.active.title = "経緯"
    for row in rows:
        book.active.append(list(row))
    for cell, form in (forms or {}).items():
        book.active[cell].number_format = form
    book.save(path)
    return path


Text = tuple[float, float, str]
Rule = tuple[float, float, float, float]


def pdf(pages: Sequence[tuple[Sequence[Text], Sequence[Rule]]], extra: str = "", picture: bool = False) -> bytes:
    """A PDF whose pages have texts at (x, y from the bottom, text) in 10 point full-width letters, and ruled lines.

    extra: further entries of the trailer. picture: each page also shows a grey picture. The font maps each code to the
    Unicode character of that number, so any letter of the BMP can be written.
    """
    bodies: list[bytes] = []
    mapping = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def "
        b"1 begincodespacerange <0000> <FFFF> endcodespacerange "
        b"1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap end end"
    )
    first = 6
    kids = " ".join(f"{first + 2 * number} 0 R" for number in range(len(pages)))
    bodies.append(b"<< /Type /Catalog /Pages 2 0 R >>")
    bodies.append(f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode())
    bodies.append(
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Plain /Encoding /Identity-H /ToUnicode 4 0 R /DescendantFonts "
        b"[<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Plain /DW 1000 /CIDSystemInfo "
        b"<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>] >>"
    )
    bodies.append(_stream(b"", mapping))
    image = b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray"
    bodies.append(_stream(image, b"\x80"))
    for number, (texts, rules) in enumerate(pages):
        marks = [f"BT /F 10 Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET" for x, y, text in texts]
        marks += [f"{x} {y} m {to_x} {to_y} l S" for x, y, to_x, to_y in rules]
        marks += ["q 400 0 0 400 50 200 cm /P Do Q"] if picture else []
        bodies.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {first + 2 * number + 1} 0 R "
            "/Resources << /Font << /F 3 0 R >> /XObject << /P 5 0 R >> >> >>".encode()
        )
        bodies.append(_stream(b"", "\n".join(marks).encode()))
    return _file(bodies, extra)


def _stream(entries: bytes, data: bytes) -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(data), data)


def _file(bodies: Sequence[bytes], extra: str) -> bytes:
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(bodies) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer << /Size {size} /Root 1 0 R {extra} >>\n"
    return out + f"{end}startxref\n{len(out)}\n%%EOF\n".encode()


def ruled_table(rows: Sequence[Sequence[str]], widths: Sequence[float], top: float) -> tuple[list[Text], list[Rule]]:
    """Texts and rules of a table whose cells break their lines at their right edge, as a typesetter does."""
    texts: list[Text] = []
    rules: list[Rule] = []
    left, right = 40.0, 40.0 + sum(widths)
    y = top
    for row in rows:
        rules.append((left, y, right, y))
        broken = [_broken(cell, int((width - 6) // 10)) for cell, width in zip(row, widths, strict=True)]
        x = left
        for lines, width in zip(broken, widths, strict=True):
            texts += [(x + 3, y - 12 - 14 * number, line) for number, line in enumerate(lines)]
            x += width
        y -= 6 + 14 * max(len(lines) for lines in broken)
    rules.append((left, y, right, y))
    x = left
    for width in [*widths, 0.0]:
        rules.append((x, top, x, y))
        x += width
    return texts, rules


def _broken(cell: str, letters: int) -> list[str]:
    """The lines of a cell: broken at each line end, and where a line is full."""
    lines = cell.split("\n")
    return [line[start : start + letters] for line in lines for start in range(0, max(len(line), 1), letters)]
