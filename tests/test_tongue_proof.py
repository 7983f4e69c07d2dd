"""What is told of damage, keys, witnesses, stamps and copies is told in Japanese too, in answers as at the terminal."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import reformlog
from cli_running import run
from custody_samples import copied, signed_log, tamper
from reformlog.formats.refused import japanese, pattern
from reformlog.formats.sentences_of_damage import DAMAGE
from reformlog.formats.sentences_of_proof import PROOF
from reformlog.formats.sentences_of_stores import STORES
from reformlog.formats.sentences_of_witnesses import WITNESSES

PACKAGE = Path(reformlog.__file__).parent
PAIRS = (*PROOF, *WITNESSES, *STORES, *DAMAGE)
TELLING = [
    *sorted((PACKAGE / "proof").glob("*.py")),
    *sorted((PACKAGE / "custody").glob("*.py")),
    *sorted((PACKAGE / "log").rglob("*.py")),
    PACKAGE / "custody" / "evidence" / "__init__.py",
    PACKAGE / "projections" / "file.py",
    PACKAGE / "projections" / "unreadable.py",
    PACKAGE / "register.py",
    PACKAGE / "folders.py",
    PACKAGE / "cli" / "commands" / "timestamp.py",
    PACKAGE / "cli" / "commands" / "witness.py",
    PACKAGE / "cli" / "commands" / "prove.py",
    PACKAGE / "cli" / "endings.py",
]
KINDS = {"Error", "Refused", "Usage", "Damaged", "Stale"}
NAMED = {"message", "hint", "why", "_HINT", "_KEEP", "_RIGHT", "_SAVE"}  # what a refusal is made of elsewhere


def texts(node: ast.expr) -> Iterator[str]:
    """What an expression may say, with `x` for what is filled in, and «x» for text of others."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (*texts(node.body), *texts(node.orelse))
    elif isinstance(node, ast.JoinedStr):
        yield "".join(
            str(part.value) if isinstance(part, ast.Constant) else "«x»" if "shown(" in ast.unparse(part) else "x"
            for part in node.values
        )


def refusals(file: Path) -> set[str]:
    """Every message and hint of the refusals that a module makes."""
    said: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in KINDS:
            for argument in (*node.args[1:3], *(word.value for word in node.keywords if word.arg == "hint")):
                said |= set(texts(argument))
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            said |= set(texts(node.value)) if node.targets[0].id in NAMED else set()
    return said


# Made of parts, which are sentences here; a sample of each is told below.
PUT_TOGETHER = {
    "x: x.",
    "x: x",
    "x, position x: x.",
    "x is x; it was left as it is.",
    "x is x: it ends at x, the backup at x.",
    "x ends at x, the backup at x: what is between would be given up.",
    "x cannot be read as a log, so nobody can say what it held. x",
    "x Nothing was changed.",
    "x, table x: a row (x …) x.",
    "x, position x: x is no x (x).",
    "x Whether the last entries were kept is not known; half of them never are.",
    "x; this program knows up to x.",
    "x, which no release of reformlog wrote for x; it is not guessed.",
    "x has another history behind position x than the x events kept here: ",
    "This is not a keyx: a key reads name+8 hexadecimal digits+base64.",
    "The name «x» x.",
    "x   To make one here: reformlog --db x init",
    "x Whether the log holds what is no act: reformlog verify --deep",
    "x may not be x by you.",
    "xit has lost x of them.",
    "has a meaning of its own",
    "is already defined",
    "Please report it with what REFORMLOG_DEBUG=1 prints for the same command.",
}
PIECES = re.compile(r"\{\w+\}|\b(?:is|no)\b|[«»();:,.…`]")  # between these a sentence may have been put together
COMMAND = re.compile(r"(reformlog|x|mkdir|--[\w-]+) (?!.*(   [a-z]| or | saves ))([^.;:]|\.\w|://)*\Z")


@pytest.mark.parametrize("file", TELLING, ids=lambda file: file.relative_to(PACKAGE).as_posix())
def test_every_refusal_has_its_japanese(file):
    """Whoever writes a new one adds it to one of the lists, or an office is told in English that its log is damaged."""
    said = {text for text in refusals(file) if " " in text and not COMMAND.match(text)}
    assert sorted(text for text in said - PUT_TOGETHER if japanese(text) is None) == []


def test_every_sentence_of_these_is_one_that_the_program_has():
    """One whose English has changed would never be told in Japanese again."""
    told: set[str] = set()
    for file in (file for file in PACKAGE.rglob("*.py") if file.parent.name != "formats"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Constant | ast.JoinedStr):
                told |= {re.sub(r"\{\d?\}", "x", text) for text in texts(node)}
    whole = "\n".join(told)
    missing = [english for english, _ in PAIRS if not any(pattern(english).fullmatch(text) for text in told)]
    put_together = {english for english in missing if all(piece.strip() in whole for piece in PIECES.split(english))}
    assert {*missing} - put_together == set()


@pytest.mark.parametrize(("english", "told"), [pair for pair in PAIRS if "{said}" not in pair[0]])
def test_each_is_told_as_its_own_japanese_and_not_as_that_of_another(english, told):
    filled = re.sub(r"\{faults\}", "no `x`", re.sub(r"\{(?!faults)\w+\}", "x", english))
    assert japanese(filled) == re.sub(r"\{\w+\}", "x", told.replace("{faults}", "x がない"))
    has, says = (set(re.findall(r"\{(\w+)\}", text)) for text in (english, told))
    assert says <= has


# What a person meets


@pytest.fixture(scope="module")
def sound(tmp_path_factory) -> Path:
    return signed_log(tmp_path_factory.mktemp("sound"))


@pytest.fixture
def log(sound, tmp_path, monkeypatch) -> Path:
    """A signed log of thirty hearings in a folder of its own, in which the command runs; the shell is Japanese."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("REFORMLOG_LANG", "ja")
    return copied(sound, tmp_path).rename("reformlog.db")


JAPANESE = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")


@pytest.mark.parametrize(
    ("told", "statements"),
    [
        (
            "reformlog.db の位置 9：記録の行が、列（行為、版、種別又は時刻）と食い違っています。",
            ["UPDATE stored_events SET topic = 'law' WHERE rowid = 9"],
        ),
        (
            "reformlog.db の位置 5：記録の行か、ともに保存されたハッシュが改変されています。",
            ["UPDATE ledger SET tree = zeroblob(32) WHERE position = 5"],
        ),
        ("reformlog.db の位置 5：記録がありません（次は 6）。", ["DELETE FROM stored_events WHERE rowid = 5"]),
        ("reformlog.db の位置 30：recorded_at がありません。", ["DELETE FROM ledger WHERE position = 30"]),
        (
            "reformlog.db：余分な表 hidden、余分なビュー seen。",
            ["CREATE TABLE hidden (line)", "CREATE VIEW seen AS SELECT 1"],
        ),
        ("reformlog.db：余分な項目 note。", ["INSERT INTO meta VALUES ('note', 'to nobody')"]),
        (
            "reformlog.db は位置 20 までですが、reformlog.db の中の 30 件のチェックポイント は位置 30 までを対象と"
            "しています。記録が取り去られています。",
            ["DELETE FROM stored_events WHERE rowid > 20", "DELETE FROM ledger WHERE position > 20"],
        ),
    ],
)
def test_damage_is_told_in_japanese_in_the_answer_and_at_the_terminal(log, told, statements):
    tamper(log, lambda connection: [connection.execute(statement) for statement in statements])
    done = run("verify", "--deep")
    assert done.code == 3 and told in done.err.split("\n") and told in done.out
    assert [line for line in done.err.splitlines() if not JAPANESE.search(line)] == []
    assert told in run("verify", "--format", "md").out, "in what is handed on, too"
    english = run("verify", "--json").json["errors"]
    assert not any(JAPANESE.search(error["message"]) for error in english), "programs read what they always read"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (
            "witnes x",
            "policy:1: この行は読めません：「witnes x」。\n  行は log、witness、group、quorum 又は # で始めます。\n",
        ),
        (
            "quorum g",
            "policy:1: 「g」がこの行より前に定められていません。\n  先に定めてください。\n",
        ),
        ("# none", "policy: 求める定足数（quorum）の行がありません。\n  求めないときは次の行を加えます：quorum none\n"),
        (
            "witness none x",
            "policy:1: 「none」は特別な意味のある語のため、名前にできません。\n  別の名前にしてください。\n",
        ),
    ],
)
def test_a_policy_is_refused_in_japanese(log, content, told):
    Path("policy").write_text(content + "\n", "utf-8")
    assert run("verify", "--policy", "policy").err == told


def test_a_proof_is_refused_and_told_in_japanese(log):
    assert run("prove", "1", "-o", "proof").code == 0
    assert "署名は確認していません（--key）：" in run("verify-proof", "proof").err
    altered = Path("proof").read_text().replace("index 0", "index 1")
    Path("altered").write_text(altered)
    assert "件のうちの 2 件目ではないか、証明が改変されています。" in run("verify-proof", "altered").err
    Path("cut").write_text(altered.split("\n\n")[0])
    assert run("verify-proof", "cut").err == (
        "証明が途中で切れています（ハッシュの後にチェックポイントがありません）。\n"
        "  reformlog prove ACT -o FILE で書き出したファイルのままですか。\n"
    )


def test_what_was_found_empty_is_told_in_japanese_all_the_same():
    assert japanese("This is not a signature line: «».") == "署名の行ではありません：「 」。"


def test_the_cells_of_an_answer_that_somebody_wrote_stay_as_they_are():
    assert japanese("See the minutes: p. 2.") is None and japanese("資料: 官報") is None
