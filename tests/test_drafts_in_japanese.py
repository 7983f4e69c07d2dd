"""Who has a Japanese shell gets drafts whose comments are Japanese; what the document says stays as it stands there."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import reformlog
from cli_running import run
from import_samples import DATED, PUBLISHER, ROWS, TITLE, ZONES
from reformlog.formats.recognising import pattern
from reformlog.formats.sentences_of_drafts import DRAFTS
from reformlog.intake.documents.drafts import Draft, draft
from reformlog.intake.reading import read_file

DOCUMENTS = Path(reformlog.__file__).parent / "intake" / "documents"
COMMENT = re.compile(r"(?:^|  )# (.*)", re.MULTILINE)
ENGLISH = re.compile(r"\b(?:is|are|the|an|of|or|may|to|it|no)\b")


def drafted(folder: Path, text: str, lang: str = "ja", **given: object) -> Draft:
    path = folder / "keii.txt"
    path.write_text(text, "utf-8")
    return draft(path, zones=ZONES, lang=lang, **given)  # type: ignore[arg-type]


def comments(made: Draft) -> list[str]:
    return COMMENT.findall(made.yaml)


def test_the_official_table_is_drafted_with_comments_in_japanese(tmp_path):
    table = "\n".join([TITLE, PUBLISHER, DATED, *("\t".join(row) for row in ROWS)])
    made = drafted(tmp_path, table)
    said = comments(made)
    assert said[0] == (
        "keii.txt から作った行為 8 件の下書きです。人が確かめるためのもので、これだけでは何も記録されません。"
    )
    assert said[1] == f"資料：{TITLE} | {PUBLISHER} | {DATED}"
    assert said[4] == "区域：miyagi-kumamoto（おそらく：題名にある区域はこれだけ（宮城県・熊本県））"
    for line in (
        "確実：諮問会議",
        "おそらく：会議で決定",
        "確実：「6月26日」とある（年は行と同じ）",
        "おそらく：提案内容…議論（上の提案募集の後）",
        "確実：指定、「福島県・長崎県」とある。通称と類型は資料の別の箇所による",
        "おそらく：区域方針の決定、区域の名はなく、表がこの区域のもの",
        "DECIDE: fukushima-nagasaki の区域方針もこの行為で決定しましたか。上の行で諮問会議が了承しています。",
    ):
        assert line in said
    assert [line for line in said if ENGLISH.search(line)] == []


def test_the_acts_are_the_same_in_both_languages(tmp_path):
    table = "\n".join([TITLE, PUBLISHER, DATED, *("\t".join(row) for row in ROWS)])
    japanese_, english = drafted(tmp_path, table), drafted(tmp_path, table, "en")
    assert japanese_.entries == english.entries
    (tmp_path / "drafts.yaml").write_text(japanese_.yaml, "utf-8")
    assert [entry.tree for entry in read_file(tmp_path / "drafts.yaml")] == english.entries
    assert COMMENT.sub("", japanese_.yaml) == COMMENT.sub("", english.yaml)
    asked = [sum(line.startswith("DECIDE: ") for line in comments(made)) for made in (japanese_, english)]
    assert asked == [2, 2]


def test_a_date_that_cannot_be_is_asked_about_in_japanese(tmp_path):
    """2019-05-31 was a Friday."""
    made = drafted(tmp_path, "令和元年5月31日（木）\t第21回仙台市国家戦略特別区域会議\n")
    (asked,) = (line for line in comments(made) if line.startswith("DECIDE: held"))
    assert asked == (
        "DECIDE: held：「令和元年5月31日（木）」：2019-05-31 は木曜日ではなく金曜日です。"
        "日が正しければ：令和元年5月31日（金）　曜日が正しければ：令和元年5月30日（木）　2019-05-31 としました。"
    )


def test_rows_that_are_recorded_or_not_read_are_told_in_japanese(tmp_path):
    known = [{"act": "a", "earliest": "2024-06-04", "latest": "2024-06-04", "title": "第63回 諮問会議", "sources": []}]
    made = drafted(tmp_path, "2024年6月4日\t諮問会議（第63回）\n7月1日\t\n7月2日\t要望\n", known=known)
    said = comments(made)
    assert "a として記録済みです（確実：日が同じ、同じ回（第63回））。" in said
    assert "1 行は登録簿に記録済みです。新しい行為とはせず、出典の追加として示します。" in said
    assert said[-2:] == ["読めなかった行（1）：", "  2行: 7月1日 (日付の横に本文がない)"]
    assert (
        "この資料を出典に加えるには：reformlog show a -o a.yaml　次の行をその末尾に書き足してから："
        "reformlog correct a a.yaml --reason TEXT"
    ) in said


def test_what_the_document_says_is_not_translated(tmp_path):
    """A row may be written in the words of a comment of ours."""
    made = drafted(tmp_path, "2024年6月4日\t認定 it has no date\n")
    assert [entry["detail"] for entry in made.entries] == ["it has no date"]
    assert "1行: 2024年6月4日 | 認定 it has no date" in comments(made)


@pytest.mark.parametrize(("lang", "first"), [("ja", "# keii.txt から作った行為 1 件の"), ("en", "# Draft of 1 act")])
def test_the_command_writes_them_in_the_language_of_the_shell(tmp_path, monkeypatch, lang, first):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("REFORMLOG_LANG", lang)
    Path("keii.txt").write_text("2024年\t6月4日\t国家戦略特区に指定\n", "utf-8")
    made = run("import", "keii.txt", "--zone", "okinawa")
    assert (made.code, made.out.startswith(first)) == (0, True)
    Path("drafts.yaml").write_text(made.out, "utf-8")
    assert run("init").code == 0
    assert "DECIDE" in run("append", "drafts.yaml").err


def texts(node: ast.AST) -> Iterator[str]:
    """What a module may say, with `x` for what is filled in; not its docstrings and refusals, nor patterns."""
    refuses = isinstance(node, ast.Raise | ast.Return) and ("Refused(" in ast.unparse(node))
    if refuses or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
        return
    if isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "x" for part in node.values)
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    for child in ast.iter_child_nodes(node):
        yield from texts(child)


COMMENTING = (
    *("acts", "act_dates", "drafts", "effects", "encoding", "grid", "guesses", "heads", "layouts", "named_zones"),
    *("particulars", "prose", "recorded", "rows", "sheet"),
)
SAID = re.compile(r"[^\\|]*[a-z]{2,} [a-z]{2,}[^\\|]*")
PUT_TOGETHER = {
    "the only zone that the x names (x)",  # the title or the publisher
    "the x names a part of it (x)",
    "x in the register already: offered as a further source, not as a new act.",  # 1 row, 2 rows
    "x could not be read: listed at the end.",
    "Draft of x from x, for a person to check. Nothing is recorded by it.",
    ", x carried down",
    "; nickname and type from elsewhere in the document",
    "an earlier row approves the plan",
    "the first approval in this document",
    "the same days",
    "days that meet",
}
NOT_SHOWN = {"each of its places is named: ", "another sitting"}  # why a zone is named, why a row is not an act


@pytest.mark.parametrize("module", COMMENTING)
def test_every_comment_that_a_draft_may_have_has_its_japanese(module):
    """Whoever writes a new one adds it to the list, or a clerk finds English in the middle of a draft."""
    told = {text for text in texts(ast.parse((DOCUMENTS / f"{module}.py").read_text("utf-8"))) if SAID.fullmatch(text)}
    listed = [pattern(english, {}) for english, _ in DRAFTS if not re.fullmatch(r"\{\w+\}, \{said\}", english)]
    unknown = {text for text in told if not any(one.fullmatch(text) for one in listed)}
    assert unknown - PUT_TOGETHER - NOT_SHOWN == set()


def test_every_sentence_of_these_is_one_that_a_draft_may_have():
    """One whose English has changed would never be told in Japanese again."""
    program = "\n".join(path.read_text("utf-8") for path in DOCUMENTS.glob("*.py"))
    joint = re.compile(r"\{number\} (?:act|row|line)s?\b|\{\w+\}|\b(?:title|publisher)\b|\ba date\b|[^a-z ]")
    words = {word.strip() for english, _ in DRAFTS for word in joint.split(english)}
    assert sorted(word for word in words if word not in program) == []
