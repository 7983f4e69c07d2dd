"""Who has a Japanese shell is refused in Japanese, in the words of the cases; programs read what they always read."""

from __future__ import annotations

import ast
import itertools
import re
import sys
from pathlib import Path

import pytest

import reformlog
import tongue_dates
import tongue_seldom
from cli_running import run
from reformlog import dates
from reformlog.cli import extras, tongue
from reformlog.cli.dialogue import ID
from reformlog.events.fields import fields_of
from reformlog.events.kinds import KINDS
from reformlog.formats import labels, refused
from reformlog.formats.refused import pattern
from reformlog.formats.sentences_of_acts import ACTS
from reformlog.formats.sentences_of_commands import COMMANDS
from reformlog.formats.sentences_of_custody import CUSTODY
from reformlog.formats.sentences_of_dates import DATES
from reformlog.formats.sentences_of_documents import DOCUMENTS
from reformlog.formats.sentences_of_fields import FIELDS
from reformlog.formats.sentences_of_files import WRITTEN
from reformlog.formats.sentences_of_hints import FILES, FORM, HINTS
from reformlog.intake.documents.word import missing_extra
from reformlog.intake.typing_in import fields_as_typed
from test_errors import CASES, read
from test_sentences import said

PAIRS = (*FORM, *FIELDS, *FILES, *DATES, *ACTS, *HINTS, *WRITTEN, *CUSTODY, *COMMANDS)
OF_THE_FORM = {english for english, _ in (*FORM, *FIELDS)}  # of which `test_record` holds a dialogue in Japanese


ENGLISH = re.compile(r"(?:^| )(is|are|was|has|not|the|an|of|or|may|to|it)(?: |$)")


@pytest.fixture
def spoken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A log in a folder of a clerk whose shell is Japanese."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("REFORMLOG_LANG", "ja")
    assert run("init").code == 0
    return tmp_path


@pytest.mark.parametrize(
    ("environment", "japanese"),
    [
        ({}, False),
        ({"LANG": "C.UTF-8"}, False),
        ({"LANG": "ja_JP.UTF-8"}, True),
        ({"LANG": "ja_JP.UTF-8", "LC_ALL": "C"}, False),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "ja_JP.UTF-8"}, True),
        ({"LANG": "ja_JP.UTF-8", "REFORMLOG_LANG": "en"}, False),
        ({"LANG": "C", "LC_ALL": "C", "REFORMLOG_LANG": "ja"}, True),
        ({"LANG": "ja_JP.UTF-8", "LC_ALL": ""}, True),
    ],
)
def test_the_language_is_that_of_the_shell_or_the_one_that_is_asked_for(environment, japanese):
    assert tongue.is_japanese(environment) is japanese


@pytest.mark.parametrize(
    "line", ["", "reformlog zones", "zone: okinawa", "資料に日付がない。", "See the minutes, p. 2."]
)
def test_a_command_and_what_somebody_wrote_are_no_sentences_of_ours(line, monkeypatch):
    monkeypatch.setenv("REFORMLOG_LANG", "ja")
    assert tongue.told(line) == line


def test_what_programs_read_is_the_same_in_every_language(spoken, monkeypatch):
    said = run("show", "2024-06-21.cabinet-order", "--json")
    monkeypatch.setenv("REFORMLOG_LANG", "en")
    again = run("show", "2024-06-21.cabinet-order", "--json")
    assert (said.code, said.out) == (again.code, again.out) and said.err != again.err
    assert said.json["errors"][0]["message"] == "No act named 2024-06-21.cabinet-order is recorded."


def test_what_is_said_beside_an_answer_is_said_in_japanese(spoken):
    act = ("zone-council", "--title", "会議", "--source", "title=官報")
    done = run("record", *act, "--held", "令和26年6月4日", "--effect", "plan=okinawa is=agreed")
    assert done.out == "#1 2044-06-04.zone-council\n"
    assert done.err == (
        "要確認：2044-06-04.zone-council の held「令和26年6月4日」は18年先です。\n"
        "  誤りであれば：reformlog correct 2044-06-04.zone-council --set held=DATE --reason TEXT\n"
        "要確認：2044-06-04.zone-council の okinawa（区域）を定めた行為がありません。\n"
        "  識別子を確かめてください（reformlog zones）。\n"
    )
    assert run("record", *act, "--dry-run").err.splitlines()[0] == (
        "要確認：zone-council には日付がなく、どの経緯にも現れません。"
    )
    assert run("record", *act, "--dry-run").err.endswith("--dry-run のため、何も記録していません。\n")
    order = ("cabinet-order", "--title", "政令", "--enforced", "2014-05-01", "--source", "title=官報")
    effect = ("--effect", "zone=yabu-city is=designated name=養父市")
    for told in ("", "2014-05-01.cabinet-order：#2 として記録済みです。\n"):
        assert run("record", *order, *effect).err == told
    assert run("correct", "2", "--set", "title=政令の公布", "--reason", "誤記").code == 0
    assert run("record", *order, *effect).err == (
        "2014-05-01.cabinet-order：#2 として記録済みです（その後 #3 で訂正）。\n"
    )
    near = ("zone-council", "--title", "区域会議", "--held", "2014-07-23", "--source", "title=資料")
    assert run("record", *near, "--effect", "plan=yabu is=agreed zone=yabu-cty").err.splitlines()[1] == (
        "  zone: yabu-city ではありませんか。そうであれば："
        "reformlog correct 2014-07-23.zone-council --set effects.0.zone=yabu-city --reason TEXT"
    )
    again = run("record", *near, "--effect", "plan=yabu is=agreed zone=yabu-cty", "--id", "again").err
    assert again.splitlines()[:2] == [
        "要確認：again は 2014-07-23.zone-council と同じ行為かもしれません（日、種類、件名、効果が同じ）。",
        "  同じ行為であれば：reformlog withdraw again --reason TEXT　"
        "別の行為であれば、それぞれに同日の順序（order）を書きます。",
    ]
    assert run("zones", "--zone", "養父市").err == (
        "区域「養父市」に関する行為はありません。yabu-city (養父市) ではありませんか。\n"
    )
    assert run("zones", "--zone", "那覇").err == "区域「那覇」に関する行為はありません。区域の一覧：reformlog zones\n"


def test_where_there_is_no_log_it_is_said_in_japanese(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("REFORMLOG_LANG", "ja")
    assert run("zones").err == (
        "reformlog.db に記録簿がありません。\n"
        "  別の場所にあれば：--db FILE　ここに作るには：reformlog --db reformlog.db init\n"
    )


def test_drafts_and_files_are_told_of_in_japanese(spoken):
    (spoken / "keii.txt").write_text("2024年\t6月4日\t国家戦略特区に指定\n", "utf-8")
    drafted = run("import", "keii.txt", "--zone", "okinawa", "-o", "drafts.yaml").err.splitlines()
    assert drafted[-1].startswith(
        "下書き 1 件、記録済みの行 0、読めなかった行 0。確かめてから：reformlog append drafts.yaml"
    )
    assert run("import", "keii.txt", "--zone", "okinawa").err.splitlines()[-1] == (
        "下書き 1 件、記録済みの行 0、読めなかった行 0。"
    )
    told = run("append", "drafts.yaml").err.splitlines()[0]
    assert re.fullmatch(
        r"drafts\.yaml：判断の要る行（DECIDE）が \d 行残っています。書かれているとおりに扱います。", told
    )


def lines_said(folder: Path) -> set[str]:
    """Every line that the cases hold, also without the place before it, and what is said of dates and seldom."""
    lines = {line.strip() for path in CASES for line in read(path).said.splitlines()}
    seldom = (
        "6月4日",
        "26年9月9日",
        "令和6年夏",
        "昨日",
        "2024/06",
        "2024-06-21T10:00",
        "2024年6月10日～4日",
        "2024年6月21日付け",
        "2024年6月21日の翌日",
        "令和6年6月21",
        "平成31年5月1日",
    )
    for words in (*seldom, *(words for words, _, _ in tongue_dates.told())):
        with pytest.raises(reformlog.Error) as refused:
            dates.read(words)
        hint = str(refused.value.hint)
        lines |= {refused.value.message, hint, hint.partition(" Write ")[0]}
    lines |= {line.strip() for line in tongue_seldom.said(folder)}
    return lines | {": ".join(line.split(": ")[at:]) for line in lines for at in range(1, line.count(": ") + 1)}


def test_what_this_machine_cannot_make_is_told_of_in_japanese(spoken, no_font, monkeypatch):
    assert run("chronology", "--format", "pdf").err.splitlines()[0].startswith("pdf には日本語のフォントが要りますが")
    assert "Debian では：apt-get install fonts-noto-cjk" in run("chronology", "--format", "pdf").err
    without = next(line for line in map(tongue.told, extras.left_out()) if line.startswith("PDF"))
    assert without.startswith("PDF のファイルは作りません。日本語のフォントが次のどれもありません：")
    assert tongue.told(missing_extra("a.pdf").hint).endswith("（テキスト、Markdown、CSV、HTML には要りません）")
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    monkeypatch.delitem(sys.modules, "reformlog.formats.xlsx", raising=False)
    told = run("chronology", "--format", "xlsx").err
    assert told.splitlines()[0] == "xlsx に要る部分が組み込まれていません。" and "reformlog[office]" in told
    left_out = next(line for line in map(tongue.told, extras.left_out()) if line.startswith("XLSX"))
    assert left_out.startswith("XLSX のファイルは作りません。要る部分が組み込まれていません：")


def test_what_in_a_folder_is_not_what_it_would_be_is_told_in_japanese_with_the_command_for_that_folder(spoken):
    assert run("build", "site").code == 0
    (spoken / "site" / "bills.md").unlink()
    (spoken / "site" / "zones.md").write_text("古い\n", "utf-8")
    assert run("build", "--check", "site").err.splitlines() == [
        "site: bills.md：ありません",
        "  reformlog build site",
        "site: zones.md:1：'古い' とありますが、'# 国家戦略特別区域' のはずです",
        "  reformlog build site",
        "site のファイル 2 個が、記録のとおりではありません。",
    ]


@pytest.mark.parametrize(("words", "why", "hint"), tongue_dates.told(), ids=lambda text: text[:20])
def test_a_date_that_is_none_is_told_in_japanese(words, why, hint):
    with pytest.raises(reformlog.Error) as error:
        dates.read(words)
    assert (refused.japanese(error.value.message), refused.japanese(str(error.value.hint))) == (why, hint)


def test_of_whatever_is_typed_for_a_date_no_sentence_is_left_in_english():
    parts = ("令和", ""), ("元", "100", "2024"), ("2", "13"), ("30", "末", "")
    forms = "{}{}年{}月{}日", "{}{}年{}月{}(予定)", "{}{}.{}.{}", "{}{}年{}月{}日頃", "~{}{}-{}-{}", "{}{}年{}月～{}月"
    for form, filled in itertools.product(forms, itertools.product(*parts)):
        words = form.format(*filled)
        try:
            dates.read(words)
        except reformlog.Error as error:
            for sentence in (error.message, str(error.hint)):
                told = refused.japanese(sentence)
                assert told and not ENGLISH.search(told.replace(words, "")), sentence


# What the tests above, those of the form or those of other commands say themselves, or only another machine.
BESIDE = (
    "{file} may not be",
    "Ask its owner",
    "{words} is not UTF-8",
    "Set the terminal",
    "{file} cannot be",
    "As known at",
    "{words}   read-only pages",
    "{words} files are left out",
    "{command}    (text, Markdown",
    "pdf needs a Japanese font",
    "On Debian",
    "Others on this machine",
    "Record one act of kind",
    "Takes effect on",
    "Effects: ",
    "text (default)",
    "Look again",
    "If so: {command}",
    "Did you mean  {words}  ?   If so",
    "If it was mistyped",
    "If a file was appended again",
    "Is the id right ({command})?",
    "Nothing was recorded",
    "Stopped",
    "{act}: already",
    "If it lies elsewhere",
    "No act names a zone",
    "{number} drafts",
    "{file}: {number} of its lines",
)


def test_every_sentence_is_one_that_is_said(tmp_path, monkeypatch):
    """One whose English has changed would never be told in Japanese again."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("REFORMLOG_LANG", "en")
    lines = lines_said(tmp_path)
    unsaid = [
        english
        for english, _ in PAIRS
        if english not in OF_THE_FORM
        and not english.startswith(BESIDE)
        and not any(pattern(english).fullmatch(line) for line in lines)
    ]
    assert unsaid == []


def test_every_doubt_has_its_japanese():
    source = (Path(reformlog.__file__).parent / "queries" / "doubts.py").read_text("utf-8")
    doubts = [text for text in said(ast.parse(source)) if text.startswith(("it ", "no "))]
    doubts.append("#4 repeats #2, with the same reason.")
    years = ("ahead", "before approved", "before every other act of a zone")
    doubts += [f"held is 平成6年, 18 years {told}." for told in years]
    told = [refused.japanese(f"Look again: a: {doubt}") for doubt in doubts]
    assert len(doubts) >= 8 and all(each and not ENGLISH.search(each) for each in told)
    assert told[-3:] == [
        "要確認：a の held「平成6年」は18年先です。",
        "要確認：a の held「平成6年」は、approved より18年前です。",
        "要確認：a の held「平成6年」は、区域のほかのどの行為より18年前です。",
    ]


def test_every_sentence_that_no_case_says_stands_in_the_program():
    sources = sorted(Path(reformlog.__file__).parent.rglob("*.py"))
    told = [text for file in sources if file.parent.name != "formats" for text in said(ast.parse(file.read_text()))]
    told = [text.removeprefix("x").lstrip() if text.startswith("x  ") else text for text in told]
    told += [f"x is {text}; that is not read." for text in told]
    texts = {text.replace("「x」", "x") for text in told}  # with `x` for what is filled in
    assert [english for english, _ in DOCUMENTS if not any(map(pattern(english).fullmatch, texts))] == []


def test_what_is_said_seldom_is_said_in_japanese(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("REFORMLOG_LANG", "ja")
    told = [line for line in tongue_seldom.said(tmp_path) if "--help" not in line]
    assert [line for line in told if ENGLISH.search(line)] == []


def test_every_field_is_explained_in_japanese():
    for kind in KINDS.values():
        for field in (*fields_as_typed(kind), ID):
            assert not ENGLISH.search(refused.japanese(field.help) or field.help), field.name


def test_a_field_has_one_name_in_japanese():
    """The one the form asks by is the one of answers and pages."""
    for kind in KINDS.values():
        assert {field.name: labels.field(field.name, "ja") for field in fields_of(kind)} == {
            field.name: field.ja for field in fields_of(kind)
        }


def test_a_sentence_has_in_japanese_the_parts_that_it_has_in_english():
    for english, japanese in PAIRS:
        has, told = (set(re.findall(r"\{(\w+)\}", text)) for text in (english, japanese))
        assert told <= has, english
