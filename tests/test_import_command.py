"""From an official document to the printed chronology: import, append, the same cells printed; quotes held to bytes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

import reformlog
from reformlog.cli import group
from reformlog.errors import Refused, Usage

DOCUMENT = """宮城県・熊本県のこれまでの経緯

内閣府地方創生推進事務局

令和6年12月10日

2023年\t12月26日\t国家戦略特区諮問会議（第61回） 「連携“絆”特区」の指定に向けた規制・制度改革の提案募集を行う旨を決定
2024年\t5月中下旬\t国家戦略特区WGヒアリング（福島県、長崎県、宮城県、熊本県）
\t6月4日\t国家戦略特区諮問会議（第63回） 「宮城県・熊本県」を指定し、取組を進めることについて了承
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "keii.txt").write_text(DOCUMENT, "utf-8")
    with reformlog.open(tmp_path / "log.db", create=True):
        pass
    return tmp_path


def run(place: Path, *words: str, code: int = 0) -> str:
    done = CliRunner().invoke(group, ["--db", str(place / "log.db"), *words], catch_exceptions=False)
    assert done.exit_code == code, done.output
    return done.stdout


def imported(place: Path, *words: str) -> None:
    """Reads the document into drafts.yaml."""
    zone, target = ("--zone", "miyagi-kumamoto"), ("-o", str(place / "drafts.yaml"))
    run(place, "import", str(place / "keii.txt"), *zone, *words, *target)


def test_a_document_imported_and_appended_prints_the_same_cells(place):
    imported(place, "--keep")
    run(place, "append", str(place / "drafts.yaml"))
    rows = json.loads(run(place, "chronology", "miyagi-kumamoto", "--worded", "--json"))["rows"]
    printed = [(row["date"], row["text"]) for row in rows]
    assert printed == [tuple(line.split("\t")[1:]) for line in DOCUMENT.splitlines() if "\t" in line]


def test_importing_records_nothing_and_a_second_import_knows_the_rows(place):
    imported(place)
    assert json.loads(run(place, "log", "--json"))["events"] == []
    run(place, "append", str(place / "drafts.yaml"))
    again = run(place, "import", str(place / "keii.txt"), "--zone", "miyagi-kumamoto")
    assert "Draft of 0 acts" in again
    assert again.count("among its sources already") == 3


def test_importing_again_leaves_the_drafts_and_the_document_as_they_are(place):
    imported(place)
    drafts, document = place / "drafts.yaml", place / "keii.txt"
    drafts.write_text(drafts.read_text("utf-8") + "# checked\n", "utf-8")
    for target in (drafts, document):
        before = target.read_bytes()
        done = CliRunner().invoke(group, ["import", str(document), "--zone", "miyagi-kumamoto", "-o", str(target)])
        assert isinstance(done.exception, Usage)
        assert done.exception.code == "exists"
        assert target.read_bytes() == before


def test_drafts_go_to_standard_output_for_a_dash(place, monkeypatch):
    monkeypatch.chdir(place)
    assert "Draft of 3 acts" in run(place, "import", "keii.txt", "--zone", "miyagi-kumamoto", "-o", "-")
    assert not (place / "-").exists()


def test_check_finds_a_quote_that_the_kept_document_does_not_hold(place):
    imported(place, "--keep")
    (kept,) = (place / "sources" / "sha256").rglob("*.txt")
    digest = kept.parent.name + kept.stem
    source = {"title": "経緯", "sha256": digest, "quote": "第６３回"}
    act = {"id": "a", "kind": "request", "made": "2024", "title": "要望", "sources": [source]}
    with reformlog.open(place / "log.db") as register:
        register.append(act)
        assert register.check().findings == []
        register.correct("a", {**act, "sources": [{**source, "quote": "第64回"}]}, reason="試す")
        assert [finding.code for finding in register.check().findings] == ["quote-missing"]
        kept.write_text("他の文書", "utf-8")
        assert [finding.code for finding in register.check().findings] == ["source-changed"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("宮城県・熊本県", "miyagi-kumamoto"), ("熊本県", "miyagi-kumamoto"), ("Sendai City", "sendai-city")],
)
def test_the_name_of_a_zone_is_refused_with_the_id_that_is_meant(place, typed, meant):
    zone = {"zone": "miyagi-kumamoto", "is": "designated", "name": "宮城県・熊本県", "areas": ["04", "43"]}
    order = {"id": "order", "kind": "cabinet-order", "enforced": "2024-06-26", "title": "政令", "effects": [zone]}
    with reformlog.open(place / "log.db") as register:
        register.append({**order, "sources": [{"title": "官報"}]})
    words = [
        "--db",
        str(place / "log.db"),
        "import",
        str(place / "keii.txt"),
        "-o",
        str(place / "drafts.yaml"),
        "--zone",
    ]
    error = CliRunner().invoke(group, [*words, typed]).exception
    assert isinstance(error, Usage)
    assert (error.code, error.hint) == ("zone-form", f"--zone {meant}")
    assert not (place / "drafts.yaml").exists()
    assert CliRunner().invoke(group, [*words, meant]).exit_code == 0


def test_without_a_register_the_name_of_a_zone_is_refused_with_the_form_of_ids(place, monkeypatch):
    monkeypatch.chdir(place)
    error = CliRunner().invoke(group, ["--db", "none.db", "import", "keii.txt", "--zone", "宮城県・熊本県"]).exception
    assert isinstance(error, Usage)
    assert (error.code, error.hint) == ("zone-form", "Small letters, digits and hyphens: --zone miyagi-kumamoto")


def test_a_zone_that_no_act_names_is_told_and_imported_all_the_same(place):
    done = CliRunner().invoke(
        group, ["--db", str(place / "log.db"), "import", str(place / "keii.txt"), "--zone", "sendai"]
    )
    assert done.exit_code == 0
    assert "No act names a zone sendai." in done.stderr


INFERRED = {
    "id": "2024-08.council",
    "kind": "council-meeting",
    "title": "国家戦略特別区域諮問会議（第64回）",
    "detail": "日程を確認",
    "held": "2024年8月",
    "inferred": "前後の会議の日から",
    "zones": ["okinawa"],
    "sources": [{"title": "官報"}],
}
REQUEST = {
    "id": "2024-09-05.request",
    "kind": "request",
    "title": "区域拡大の要望",
    "made": "2024-09-05",
    "zones": ["okinawa"],
    "sources": [{"title": "要望書"}],
}


@pytest.mark.parametrize("form", ["text", "csv", "md", "html", "xlsx", "docx"])
def test_what_the_chronology_printed_is_imported_with_its_inferred_dates(place, form):
    """The mark 〔推定〕 is no part of the text; why the date was inferred, the table does not say and a person must."""
    for package in {"xlsx": ["openpyxl"], "docx": ["docx"]}.get(form, []):
        pytest.importorskip(package)
    with reformlog.open(place / "log.db") as register:
        register.append([INFERRED, REQUEST])
    table = place / ("table.txt" if form == "text" else f"table.{form}")
    run(place, "chronology", "okinawa", "--format", form, "-o", str(table))
    drafts = place / "drafts.yaml"
    run(place, "--db", str(place / "none.db"), "import", str(table), "--zone", "okinawa", "-o", str(drafts))
    assert drafts.read_text("utf-8").count("# DECIDE: the table says that the date is inferred") == 1
    with reformlog.open(place / "new.db", create=True):
        pass
    run(place, "--db", str(place / "new.db"), "append", str(drafts))
    asked = ("chronology", "okinawa", "--json")
    old, new = (
        [(row["date"], row["text"]) for row in json.loads(run(place, "--db", str(place / db), *asked))["rows"]]
        for db in ("log.db", "new.db")
    )
    inferred = ("8月〔推定〕", "国家戦略特別区域諮問会議（第64回） 日程を確認")
    assert new == old == [inferred, ("9月5日", "区域拡大の要望")]


@pytest.mark.parametrize(
    ("form", "what"), [("json", "data for programs (JSON)"), ("ics", "a calendar (ICS)"), ("atom", "a feed (Atom)")]
)
def test_of_what_the_chronology_printed_for_programs_import_says_what_it_reads(place, form, what):
    with reformlog.open(place / "log.db") as register:
        register.append([INFERRED, REQUEST])
    table = place / f"table.{form}"
    run(place, "chronology", "okinawa", "--format", form, "-o", str(table))
    with pytest.raises(Refused, match=re.escape(f"table.{form} is {what}; that is not read.")) as refused:
        run(place, "import", str(table))
    assert "CSV" in (refused.value.hint or "")
