"""Signing, verifying, proving and witnessing a real register from the command line."""

from __future__ import annotations

import ast
import base64
import errno
import hashlib
import json
import os
import sqlite3
import stat
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import reformlog
from cli_running import run
from custody_samples import KEY, ORIGIN, as_sqlite_names_its_own, copied, hearings, sign, signed_log, tamper, verified
from log_postgres import own_schema
from reformlog import custody
from reformlog.cli import progress
from reformlog.custody import deep, evidence, exporting, keeping, proving, signing, stamping
from reformlog.custody.evidence import signature as signature_of_program
from reformlog.custody.evidence import zone as apart
from reformlog.errors import Damaged, Error, Refused
from reformlog.events.kinds import KINDS
from reformlog.log import create, merkle, open_log
from reformlog.proof import checkpoints, keys, notes, requests, signatures, tlog
from reformlog.queries import states

ORDER = "2024-06-21.cabinet-order"


@pytest.fixture
def office(record_file, tmp_path, monkeypatch) -> Path:
    """A folder with a copy of the real record, the log's key, and the verifier key as published."""
    copied(record_file, tmp_path).rename(tmp_path / "reformlog.db")
    monkeypatch.chdir(tmp_path)
    for name in ("REFORMLOG_DB", "REFORMLOG_KEY", "REFORMLOG_VERIFIER_KEY", "REFORMLOG_CHECKPOINTS"):
        monkeypatch.delenv(name, raising=False)
    made = run("key", "new")
    assert made.code == 0 and made.out.startswith(ORIGIN + "+")
    Path("reformlog.pub").write_text(made.out)
    return tmp_path


@pytest.fixture
def signed(office) -> Path:
    """The same with a signed checkpoint."""
    assert run("checkpoint", "--key", "reformlog.key", "-o", "elsewhere.checkpoint").code == 0
    return office


# Keys


def test_a_key_file_is_its_owners_only_and_its_secret_is_printed_nowhere(office):
    secret = Path("reformlog.key").read_text().strip().split("+", 4)[4]
    assert stat.S_IMODE(Path("reformlog.key").stat().st_mode) == 0o600
    told = [run("key", "new", "-o", "again.key"), run("key", "new"), run("checkpoint", "--key", "reformlog.key")]
    assert [done.code for done in told] == [0, 1, 0]
    assert not any(secret in done.out + done.err for done in told)
    files = [path for path in office.rglob("*") if path.is_file() and path.name != "reformlog.key"]
    assert not any(secret.encode() in path.read_bytes() for path in files)


def test_a_checkpoint_is_signed_with_the_key_that_key_new_left_here(office):
    assert run("checkpoint", "-o", "one").code == 0
    assert run("checkpoint", "--key", "reformlog.key").out.encode() == Path("one").read_bytes()
    assert run("verify", "--checkpoint", "one", "--key", "reformlog.pub").code == 0


def test_a_key_that_others_can_read_signs_nothing(office):
    Path("reformlog.key").chmod(0o640)
    done = run("checkpoint", "--key", "reformlog.key")
    assert done.code == 1 and "0640" in done.err and not done.out
    assert not Path("reformlog.checkpoints").exists()


def test_a_log_signs_with_its_own_key_only(office):
    run("key", "new", "reformlog.example/other", "-o", "other.key")
    run("key", "new", "--witness", "archives.example/w", "-o", "witness.key")
    for key in ("other.key", "witness.key"):
        done = run("checkpoint", "--key", key)
        assert done.code == 2 and not done.out, done.err
    Path("reformlog.key").rename("elsewhere.key")
    assert run("checkpoint").code == 2


# Checkpoints


def test_a_checkpoint_is_three_lines_and_a_signature_and_is_kept_in_and_beside_the_log(signed):
    note = Path("elsewhere.checkpoint").read_bytes()
    with open_log("reformlog.db") as log:
        head = log.head()
        assert note.decode().split("\n")[:3] == [ORIGIN, str(head.position), base64.b64encode(head.root).decode()]
        assert log.notes() == [(head.position, note)]
    assert Path(f"reformlog.checkpoints/{head.position}.checkpoint").read_bytes() == note


def test_signing_the_same_head_again_gives_the_same_note_and_keeps_no_second_one(signed):
    again = run("checkpoint", "--key", "reformlog.key")
    assert again.out == Path("elsewhere.checkpoint").read_text()
    with open_log("reformlog.db") as log:
        assert len(log.notes()) == 1


def test_a_head_signed_again_with_a_new_key_keeps_the_old_signature_and_the_cosignatures_beside_the_log(signed):
    """The note takes the place of the first in the folder, and who holds the old key alone goes on reading it there."""
    Path("witness.pub").write_text(run("key", "new", "--witness", "court.example/w", "-o", "witness.key").out)
    run("witness", "request", "-o", "request")
    run("witness", "sign", "request", "--key", "witness.key", "--log", "reformlog.pub", "-o", "answer")
    assert run("witness", "add", "answer", "--witness", "witness.pub").code == 0
    [kept] = Path("reformlog.checkpoints").iterdir()
    before = kept.read_text()
    Path("new.pub").write_text(run("key", "new", "-o", "new.key").out)
    again = run("checkpoint", "--key", "new.key")
    assert kept.read_text() == again.out and again.out.startswith(before) and again.out.count("\n—") == 3
    for key in ("reformlog.pub", "new.pub"):
        assert run("verify", "--checkpoint", str(kept), "--key", key).code == 0
    for key in ("reformlog.key", "new.key"):
        assert run("checkpoint", "--key", key).out == again.out, "neither signs anew"


def test_an_empty_log_can_be_signed_and_everything_continues_it(tmp_path):
    with create(tmp_path / "reformlog.db", ORIGIN) as log:
        empty = signing.checkpoint(log, KEY, custody.folder(log))
        assert empty.decode().split("\n")[1:3] == ["0", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="]
        hearings(log, 3)
        signing.checkpoint(log, KEY, custody.folder(log))
    assert not verified(tmp_path / "reformlog.db", empty).errors


def test_two_that_sign_at_once_sign_one_history(tmp_path):
    """Four signers and one who appends: all notes kept are of one history, whatever came between."""
    path = signed_log(tmp_path)
    failed: list[BaseException] = []

    def work(append: bool) -> None:
        try:
            for _ in range(4):
                with open_log(path) as log:
                    hearings(log, 1) if append else signing.checkpoint(log, KEY, custody.folder(log))
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=work, args=(append,)) for append in (False, True, False, False, False)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    assert not verified(path).errors
    with open_log(path) as log:
        assert len(log.notes()) >= 2
        assert set(keeping.sizes(custody.folder(log))) == {size for size, _ in log.notes()}


def test_a_checkpoint_that_could_not_be_copied_beside_the_log_is_copied_by_the_next(tmp_path):
    path = signed_log(tmp_path)
    first = tmp_path / "reformlog.checkpoints" / "20.checkpoint"
    kept = first.read_bytes()
    first.unlink()
    sign(path)
    assert first.read_bytes() == kept


# verify


def test_verify_says_what_was_checked_by_what_and_what_was_not(signed):
    done = run("verify", "--checkpoint", "elsewhere.checkpoint", "--key", "reformlog.pub", "--deep", "--json")
    assert done.code == 0 and done.json["verified"] is True and done.json["not_checked"] == []
    assert [row["what"] for row in done.json["checked"]] == [
        "lines", "checkpoints", "checkpoints", "checkpoint", "signatures", "projection",
    ]  # fmt: skip
    alone = run("verify", "--json").json
    assert alone["verified"] is True
    assert len(alone["not_checked"]) == 3 and all(row["hint"] for row in alone["not_checked"])


def test_verify_of_a_damaged_log_exits_3_with_the_position_in_words_and_as_data(signed):
    forged = "UPDATE ledger SET tree = zeroblob(32) WHERE position = 9"
    tamper(Path("reformlog.db"), lambda connection: connection.execute(forged))
    done = run("verify", "--json")
    assert done.code == 3 and done.json["verified"] is False
    assert "position 9" in done.json["errors"][0]["message"] and "position 9" in done.err
    with reformlog.open("reformlog.db") as register, pytest.raises(Damaged, match="position 9"):
        register.verify()


def test_verify_goes_on_from_a_checkpoint_and_reads_only_what_came_after(tmp_path, monkeypatch):
    """The first 20 lines are damaged, and are not read: it says that it did not."""
    path = signed_log(tmp_path)
    start = (tmp_path / "reformlog.checkpoints" / "20.checkpoint").read_bytes()
    tamper(path, lambda c: c.execute("UPDATE stored_events SET topic = 'law' WHERE rowid = 9"))
    report = verified(path, start=("start", start))
    assert not report.errors
    assert any("lines up to 20" in row["what"] for row in report.not_checked)
    assert verified(path).errors


def test_a_start_that_is_not_of_this_log_is_no_start(tmp_path):
    path = signed_log(tmp_path)
    other = checkpoints.sign(checkpoints.Checkpoint(ORIGIN, 20, bytes(32)), KEY)
    report = verified(path, start=("start", other))
    assert report.errors[0].code == "other-history"
    assert any("positions 1 to 30" in row["found"] for row in report.checked)


def test_deep_notices_a_row_that_the_log_does_not_give(signed):
    assert run("verify", "--deep").code == 0
    rows = sqlite3.connect("reformlog.projection.db", isolation_level=None)
    rows.execute("UPDATE point SET row = replace(row, 'designated', 'cancelled')")
    rows.close()
    done = run("verify", "--deep", "--json")
    assert done.code == 3 and done.json["errors"][0]["code"] == "projection"
    assert run("rebuild").code == 0
    assert run("verify", "--deep").code == 0


@pytest.mark.parametrize("with_sqlites_own_check", [True, False])
def test_deep_notices_rows_in_another_order_than_their_key_says(signed, monkeypatch, with_sqlites_own_check):
    """Each row is right, and a question that seeks by the key passes over some."""
    assert run("verify", "--deep").code == 0
    rows = sqlite3.connect("reformlog.projection.db", isolation_level=None)
    ((wording,),) = rows.execute("SELECT sql FROM sqlite_master WHERE name = 'point'").fetchall()
    other = wording.replace("TABLE point(", "TABLE other(").replace("KEY(grp,", "KEY(grp DESC,")
    rows.execute(other)
    rows.execute("INSERT INTO other SELECT * FROM point")
    rows.execute("PRAGMA writable_schema = ON")
    roots = dict(rows.execute("SELECT name, rootpage FROM sqlite_master WHERE name IN ('point', 'other')"))
    for name, root in (("point", roots["other"]), ("other", roots["point"])):
        rows.execute("UPDATE sqlite_master SET rootpage = ? WHERE name = ?", (root, name))
    rows.close()
    rows = sqlite3.connect("reformlog.projection.db", isolation_level=None)
    rows.execute("PRAGMA writable_schema = ON")
    rows.execute("DELETE FROM sqlite_master WHERE name = 'other'")
    rows.close()
    if not with_sqlites_own_check:  # which older ones do not make of such a table
        monkeypatch.setattr(deep, "_whole", lambda *_: None)
    done = run("verify", "--deep", "--json")
    assert done.code == 3 and done.json["errors"][0]["code"] == "projection"
    assert run("rebuild").code == 0 and run("verify", "--deep").code == 0


@pytest.mark.parametrize(
    "change",
    [
        "CREATE TRIGGER xqlite_autoindex_1 BEFORE INSERT ON point BEGIN SELECT RAISE(IGNORE); END",
        "CREATE TABLE more (line)",
        "CREATE INDEX xqlite_more ON point (valid)",
    ],
)
def test_deep_notices_what_is_foreign_among_the_rows(signed, change):
    assert run("verify", "--deep").code == 0
    rows = sqlite3.connect("reformlog.projection.db", isolation_level=None)
    rows.execute(change)
    as_sqlite_names_its_own(rows)
    rows.close()
    done = run("verify", "--deep")
    assert done.code == 3 and "is foreign" in done.err


def test_deep_compares_the_copy_that_is_searched_once_there_is_one(signed):
    def change(*statements: str) -> None:
        rows = sqlite3.connect("reformlog.projection.db", isolation_level=None)
        for statement in statements:
            rows.execute(statement)
        rows.close()

    assert run("search", "諮問会議").code == 0
    whole = run("verify", "--deep", "--json")
    assert whole.code == 0 and "in 13 tables" in json.dumps(whole.json["checked"])
    change("UPDATE search SET folded = '' WHERE position = 7")
    wrong = run("verify", "--deep")
    assert wrong.code == 3 and "table search: a row (7," in wrong.err
    assert run("rebuild").code == 0 and run("search", "諮問会議").code == 0
    change("DELETE FROM search WHERE position = 7")
    assert run("verify", "--deep").code == 3
    change("DROP INDEX search_act")
    assert "search_act is foreign, missing" in run("verify", "--deep").err
    change("UPDATE about SET value = 'other code' WHERE key = 'search'", "DROP TABLE search")
    assert run("verify", "--deep").code == 0, "it is made again by the next search"
    assert run("search", "諮問会議").code == 0 and run("verify", "--deep").code == 0


def test_deep_compares_the_rows_as_they_were_at_one_position_while_others_record(signed, monkeypatch):
    """What another process records and works out meanwhile is nothing wrong."""
    act = {"id": "new", "kind": "law", "title": "法", "passed": "2024", "sources": [{"title": "官報"}]}
    once = deep._work_out

    def meanwhile(*given):
        with reformlog.open("reformlog.db") as other:
            other.append(act)
        once(*given)

    monkeypatch.setattr(deep, "_work_out", meanwhile)
    with reformlog.open("reformlog.db") as register:
        head = register.head.position
        found = deep.compare(register.log, register.projection)
        assert f"to position {head}" in found and register.view().position == head + 1


def test_a_policy_asks_for_witnesses_and_is_met_only_when_they_have_signed(signed):
    witness = run("key", "new", "--witness", "archives.example/w", "-o", "witness.key").out
    Path("policy").write_text(f"log {Path('reformlog.pub').read_text()}witness archives {witness}quorum archives\n")
    asked = ("verify", "--checkpoint", "elsewhere.checkpoint", "--policy", "policy", "--json")
    before = run(*asked)
    assert before.code == 3 and before.json["errors"][0]["code"] == "policy-not-met"
    assert run("witness", "request", "-o", "request").code == 0
    run("witness", "sign", "request", "--key", "witness.key", "--log", "reformlog.pub", "-o", "answer")
    assert run("witness", "add", "answer", "--policy", "policy").code == 0
    assert run("verify", "--policy", "policy").code == 0
    kept = next(Path("reformlog.checkpoints").glob("*.checkpoint"))
    done = run("verify", "--checkpoint", str(kept), "--policy", "policy", "--json")
    assert done.code == 0 and "cosigned by archives" in json.dumps(done.json["checked"])


def test_verify_says_up_to_which_event_the_policy_is_met(signed):
    witness = run("key", "new", "--witness", "archives.example/w", "-o", "witness.key").out
    Path("policy").write_text(f"log {Path('reformlog.pub').read_text()}witness archives {witness}quorum archives\n")
    run("witness", "request", "-o", "request")
    run("witness", "sign", "request", "--key", "witness.key", "--log", "reformlog.pub", "-o", "answer")
    assert run("witness", "add", "answer", "--policy", "policy").code == 0
    head = int(Path("elsewhere.checkpoint").read_text().split("\n")[1])
    met = f"met by the checkpoint over the first {head} events, signed by the log, cosigned by archives"
    done = run("verify", "--policy", "policy", "--json").json
    assert {"what": "policy", "found": met} in done["checked"]
    assert not any("policy" in left["what"] for left in done["not_checked"])
    assert run("append", str(Path(__file__).parent / "errors" / "good.yaml")).code == 0
    assert run("checkpoint", "--key", "reformlog.key").code == 0
    done = run("verify", "--policy", "policy", "--json").json
    assert done["verified"] and {"what": "policy", "found": met} in done["checked"]
    left = [left["what"] for left in done["not_checked"]]
    end = done["as_known"]["position"]
    assert f"events {head + 1} to {end} are covered by no checkpoint that meets the policy" in left
    assert not any("other keys than those given" in what for what in left), "the log's key is that of the policy"


def test_verify_says_so_where_no_kept_checkpoint_meets_the_policy(signed):
    witness = run("key", "new", "--witness", "archives.example/w", "-o", "witness.key").out
    Path("policy").write_text(f"log {Path('reformlog.pub').read_text()}witness archives {witness}quorum archives\n")
    done = run("verify", "--policy", "policy", "--json")
    assert done.code == 3
    assert [error["code"] for error in done.json["errors"]] == ["policy-not-met"]
    assert not any(checked["what"] == "policy" for checked in done.json["checked"])


def test_a_broken_policy_is_refused_without_a_word_about_recording(signed):
    Path("policy").write_text("log x\nwitness y\nqorum z\n")
    done = run("verify", "--policy", "policy")
    assert done.code == 1 and "3 lines of policy are no policy." in done.err and "recorded" not in done.err


def test_verify_from_python_returns_the_report_or_raises_what_is_wrong(signed):
    key = Path("reformlog.pub").read_text().strip()
    with reformlog.open("reformlog.db") as register:
        report = register.verify("elsewhere.checkpoint", keys=[key], deep=True)
        assert report.verified and not report.not_checked
        same = ("verify", "--checkpoint", "elsewhere.checkpoint", "--key", key, "--deep", "--json")
        assert report.model_dump(mode="json") == json.loads(run(*same).out)
        assert report.as_known["position"] == register.head.position
        Path("other").write_bytes(checkpoints.sign(checkpoints.Checkpoint(ORIGIN, 20, bytes(32)), KEY))
        with pytest.raises(Damaged) as refusal:
            register.verify("other")
        assert refusal.value.code == "other-history"


def test_how_far_a_long_reading_has_come_is_shown_on_a_terminal_only(monkeypatch, capsys):
    with progress.progress(1000, "events read") as show:
        assert show is None
    times = iter([0.0, 0.5, 2.0, 2.1, 3.0])
    monkeypatch.setattr(progress.time, "monotonic", lambda: next(times))
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with progress.progress(1000, "events read") as show:
        for done in (100, 400, 500, 900):
            show(done)
    shown = capsys.readouterr().err
    assert "400 of 1,000 events read" in shown and "900 of" in shown and "100 of" not in shown and "500 of" not in shown


# Witnesses


def test_a_witness_refuses_a_roll_back_and_a_split_view_with_both_sizes(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = signed_log(tmp_path)
    run("key", "new", "--witness", "archives.example/w", "-o", "witness.key")

    def ask(db: Path, old: int):
        run("--db", str(db), "witness", "request", "--from", str(old), "-o", "request")
        return run("witness", "sign", "request", "--key", "witness.key", "--log", KEY.verifier.text)

    assert ask(path, 0).code == 0
    stale = ask(path, 0)
    assert stale.code == 4 and "--from 30" in stale.err
    shorter = signed_log(_made(tmp_path / "shorter"), 25)
    rolled = ask(shorter, 0)
    assert rolled.code == 1 and "25" in rolled.err and "30" in rolled.err
    other = tmp_path / "other"
    other.mkdir()
    with create(other / "reformlog.db", ORIGIN) as log:
        hearings(log, 31, "別の行為")
        signing.checkpoint(log, KEY, None)
    split = ask(other / "reformlog.db", 30)
    assert split.code == 1 and "31" in split.err and "30" in split.err


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def test_what_a_witness_saw_can_be_ahead_of_the_log_and_is_said_with_both_sizes(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = run("--db", str(signed_log(tmp_path)), "witness", "request", "--from", "31")
    assert done.code == 1 and "31" in done.err and "30" in done.err


def test_a_request_starts_from_what_its_witness_cosigned_last(signed):
    """As docs/proof.md prints it, once and again; a second witness is named, or begins at nothing."""

    def ask(name: str, *words: str) -> tuple[int, str]:
        """Has the newest checkpoint cosigned: how that ended, and what the request starts from."""
        assert run("witness", "request", *words, "-o", "request").code == 0
        start = Path("request").read_text().split("\n")[0]
        done = run("witness", "sign", "request", "--key", f"{name}.key", "--log", "reformlog.pub", "-o", "answer")
        return done.code or run("witness", "add", "answer", "--witness", f"{name}.pub").code, start

    for name in ("archives", "court"):
        Path(f"{name}.pub").write_text(run("key", "new", "--witness", f"{name}.example/w", "-o", f"{name}.key").out)
    first = int(Path("elsewhere.checkpoint").read_text().split("\n")[1])
    assert ask("archives") == (0, "old 0")
    assert ask("court", "--witness", "court.pub") == (0, "old 0")
    assert run("append", str(Path(__file__).parent / "errors" / "good.yaml")).code == 0
    second = int(run("checkpoint", "--key", "reformlog.key").out.split("\n")[1])
    assert ask("archives") == (0, f"old {first}")
    assert ask("court", "--witness", "court.pub") == (0, f"old {first}")
    assert ask("court") == (0, f"old {second}"), "asked once more, it has nothing new to see"
    assert ask("court", "--from", str(first)) == (4, f"old {first}")


def test_of_two_answers_added_at_once_none_is_lost(signed, monkeypatch):
    answers = {}
    run("witness", "request", "-o", "request")
    for name in ("archives", "court", "library", "museum"):
        witness = run("key", "new", "--witness", f"{name}.example/w", "-o", f"{name}.key").out.strip()
        run("witness", "sign", "request", "--key", f"{name}.key", "--log", "reformlog.pub", "-o", name)
        answers[name] = Path(name).read_bytes(), keys.read_verifier(witness)
    join = requests.add_cosignatures

    begun = threading.Barrier(len(answers))

    def slowly(*given):
        joined = join(*given)
        time.sleep(0.05)
        return joined

    monkeypatch.setattr(requests, "add_cosignatures", slowly)

    def add(answer: bytes, witness: keys.Verifier) -> None:
        with open_log("reformlog.db") as log:
            begun.wait(timeout=60)  # all four have the log open before the first reads its notes
            signing.add_cosignatures(log, custody.folder(log), answer, [witness])

    threads = [threading.Thread(target=add, args=given) for given in answers.values()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with open_log("reformlog.db") as log:
        size, note = log.notes()[-1]
    assert all(f"{name}.example/w" in note.decode() for name in answers)
    assert keeping.read(Path("reformlog.checkpoints"), size) == note


def test_an_answer_for_another_checkpoint_or_of_an_unknown_witness_is_not_added(signed):
    run("key", "new", "--witness", "archives.example/w", "-o", "witness.key")
    stranger = run("key", "new", "--witness", "archives.example/w", "-o", "stranger.key").out.strip()
    run("witness", "request", "-o", "request")
    run("witness", "sign", "request", "--key", "witness.key", "--log", "reformlog.pub", "-o", "answer")
    assert run("witness", "add", "answer", "--witness", stranger).code == 1
    assert run("witness", "add", "answer").code == 2


# Proofs


def test_a_proof_is_checked_without_the_log_and_prints_the_event(signed):
    assert run("prove", ORDER, "-o", "order.tlog-proof").code == 0
    line = next(event for event in map(json.loads, run("export", "events").out.splitlines()) if event["act"] == ORDER)
    Path("reformlog.db").unlink()
    done = run("verify-proof", "order.tlog-proof", "--key", "reformlog.pub", "--json")
    assert done.code == 0 and json.loads(done.json["event"]) == line and done.json["signed_by"] == [ORIGIN]
    unsigned = run("verify-proof", "order.tlog-proof")
    assert unsigned.code == 0 and "NOT checked" in unsigned.err


def test_a_proof_for_another_line_or_by_another_key_exits_3(signed):
    run("prove", ORDER, "-o", "order.tlog-proof")
    event = run("verify-proof", "order.tlog-proof").out
    Path("event").write_text(event)
    assert run("verify-proof", "order.tlog-proof", "--event", "event", "--key", "reformlog.pub").code == 0
    assert run("verify-proof", "order.tlog-proof", "--event", event.strip(), "--key", "reformlog.pub").code == 0
    assert run("verify-proof", "order.tlog-proof", "--event", event.strip().replace("06", "07", 1)).code == 3
    Path("event").write_text(event.replace("2024-06-26", "2024-06-27"))
    assert run("verify-proof", "order.tlog-proof", "--event", "event", "--key", "reformlog.pub").code == 3
    assert run("verify-proof", "order.tlog-proof", "--event", "event").code == 3
    assert run("verify-proof", "order.tlog-proof", "--key", KEY.verifier.text).code == 3
    assert run("verify-proof", "event").code == 3


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no file without an end here")
@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("verify-proof /dev/zero", 3),
        ("verify --checkpoint /dev/zero", 3),
        ("verify --policy /dev/zero", 1),
        ("verify --key /dev/zero", 1),
        ("zones --as-known endless", 1),
        ("witness add /dev/zero --witness reformlog.pub", 1),
    ],
)
def test_of_what_a_stranger_sends_no_more_is_read_than_it_may_be_long(signed, words, code):
    Path("endless").touch()
    with Path("endless").open("r+b") as file:
        file.truncate(1 << 40)  # a terabyte that takes no place on the disk
    done = run(*words.split())
    assert done.code == code and "fault of reformlog" not in done.err


def test_what_there_is_no_memory_for_is_no_fault_of_the_program(signed, monkeypatch):
    monkeypatch.setattr(proving, "check", lambda *_: bytearray(1 << 62))
    done = run("verify-proof", "elsewhere.checkpoint")
    assert done.code == 1 and done.err.startswith("There is not memory enough for that.\n")


def test_every_event_can_be_proved_under_every_checkpoint_that_covers_it(tmp_path):
    with open_log(signed_log(tmp_path)) as log:
        notes = log.notes()
        assert len(notes) > 1
        for size, note in notes:
            for position in range(1, size + 1):
                proved = proving.check(proving.prove(log, position, note), [KEY.verifier])
                assert (proved.position, proved.checkpoint.size) == (position, size)
                assert proved.line == log.event(position).line


def test_a_proof_takes_reads_by_the_logarithm_of_the_log(tmp_path):
    with create(tmp_path / "reformlog.db", ORIGIN) as log:
        hearings(log, 4000)
        note = signing.checkpoint(log, KEY, None)
        asked: list[int] = []
        trees = log.trees
        log.trees = lambda positions: asked.append(len(positions)) or trees(positions)
        proving.prove(log, 1234, note)
        assert sum(asked) <= 12 * 12
        assert len(tlog.read(proving.prove(log, 1234, note)).hashes) <= 12


def test_an_event_that_no_checkpoint_covers_is_proved_under_a_new_one(office):
    refused = run("prove", ORDER)
    assert refused.code == 1 and "--key" in refused.err
    for words in ("#3", "3"):
        done = run("prove", words, "--key", "reformlog.key")
        assert done.code == 0 and tlog.read(done.out.encode()).index == 2


# Exports


def test_the_exported_lines_are_the_leaves_of_the_tree(signed):
    assert run("export", "events", "-o", "events.jsonl").code == 0
    lines = Path("events.jsonl").read_bytes().split(b"\n")[:-1]
    assert run("export", "events").out.encode() == Path("events.jsonl").read_bytes()
    peaks: list[bytes] = []
    list(merkle.grow(0, peaks, lines))
    assert base64.b64encode(merkle.fold(peaks)).decode() == Path("elsewhere.checkpoint").read_text().split("\n")[2]


def test_tiles_go_into_a_new_folder_whole_or_not_at_all(signed):
    assert run("export", "tiles", "-o", "tiles").code == 0
    assert Path("tiles/checkpoint").read_bytes() == Path("elsewhere.checkpoint").read_bytes()
    bundle = Path("tiles/tile/entries/000").read_bytes()
    first = bundle[2 : 2 + int.from_bytes(bundle[:2], "big")]
    assert hashlib.sha256(b"\0" + first).digest() == Path("tiles/tile/0/000").read_bytes()[:32]
    assert run("export", "tiles", "-o", "tiles").code == 2
    assert not [path for path in Path().iterdir() if path.name.startswith(".tiles")]


# Evidence


def check_alone(package: str, *key: str) -> subprocess.CompletedProcess[str]:
    """Run the program out of the package as on a machine that has Python and nothing else."""
    with zipfile.ZipFile(package) as opened:
        Path("verify.py").write_bytes(opened.read("verify.py"))
    return alone(package, *key)


def alone(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", "-S", "verify.py", *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=300)


def altered(package: str, name: str, change) -> str:
    with zipfile.ZipFile(package) as opened, zipfile.ZipFile("altered.zip", "w") as new:
        for member in opened.namelist():
            data = opened.read(member)
            new.writestr(member, change(data) if member == name else data)
    return "altered.zip"


def test_evidence_holds_on_a_machine_without_reformlog_and_says_what_it_does_not_show(signed):
    key = Path("reformlog.pub").read_text().strip()
    asked = ("export", "evidence", "--zone", "miyagi-kumamoto", "--as-of", "2024-06-26", "--verifier-key", key)
    assert run(*asked, "-o", "e.zip").code == 0
    done = check_alone("e.zip", key)
    assert done.returncode == 0 and done.stdout.endswith("HOLDS\n") and "status: designated" in done.stdout
    assert "NOT SHOWN" in done.stdout and "NOT CHECKED" not in done.stdout
    assert "NOT CHECKED: who signed" in check_alone("e.zip").stdout
    assert run(*asked, "--whole", "-o", "whole.zip").code == 0
    assert "NOT SHOWN" not in check_alone("whole.zip", key).stdout
    assert run(*asked, "-o", "again.zip").code == 0
    assert Path("e.zip").read_bytes() == Path("again.zip").read_bytes()


def test_the_program_takes_the_key_in_a_file_and_the_package_unpacked(signed):
    assert run("export", "evidence", ORDER, "-o", "e.zip").code == 0
    with zipfile.ZipFile("e.zip") as opened:
        opened.extractall("unpacked")
    Path("unpacked/.DS_Store").write_bytes(b"made by who looked at the folder")
    for done in (check_alone("e.zip", "reformlog.pub"), alone("unpacked", "reformlog.pub")):
        assert done.returncode == 0 and done.stdout.endswith("HOLDS\n") and "NOT CHECKED" not in done.stdout, done
    other = run("key", "new", ORIGIN, "-o", "other.key").out
    Path("others.pub").write_text(other)
    done = alone("e.zip", "others.pub")
    assert done.returncode == 1 and "DOES NOT HOLD: no key given signed the checkpoint" in done.stderr
    Path("others.pub").write_text(other + Path("reformlog.pub").read_text())
    assert alone("e.zip", "others.pub").returncode == 0, "one key a line, as everywhere"
    Path("unpacked/answer.json").write_text("[null]")
    done = alone("unpacked")
    assert done.returncode == 1 and "DOES NOT HOLD: the answer is another" in done.stderr


def test_the_program_called_wrongly_says_how_to_call_it_and_nothing_of_the_package(signed):
    assert run("export", "evidence", ORDER, "-o", "e.zip").code == 0
    check_alone("e.zip")
    wrong = [
        "",
        "nowhere.zip",
        "reformlog.pub",
        ".",
        "e.zip nowhere.pub",
        "e.zip e.zip",
        "e.zip reformlog.key",
        "e.zip 1 2",
    ]
    for words in wrong:
        done = alone(*words.split())
        assert done.returncode == 2 and "python3 verify.py PACKAGE [VERIFIER-KEY]" in done.stderr, (words, done)
        assert "HOLD" not in done.stdout + done.stderr


def test_evidence_for_an_act_holds_its_versions(signed):
    assert run("export", "evidence", ORDER, "-o", "e.zip").code == 0
    assert "1 versions, as answered" in check_alone("e.zip").stdout
    assert "DOES NOT HOLD" in check_alone(altered("e.zip", "answer.json", lambda data: b"[null]")).stderr
    assert run("export", "evidence", "-o", "e.zip").code == 2
    head = int(Path("elsewhere.checkpoint").read_text().split("\n")[1])
    assert run("export", "evidence", ORDER, "--as-known", str(head + 1), "-o", "e.zip").code == 2
    assert run("append", str(Path(__file__).parent / "errors" / "good.yaml")).code == 0
    beyond = run("export", "evidence", ORDER, "--as-known", str(head + 1), "-o", "e.zip")
    assert beyond.code == 1 and "sign a new one" in beyond.err
    assert "the log goes on" in run("export", "evidence", ORDER, "-o", "e.zip").err
    assert run("export", "evidence", "--zone", "atlantis", "-o", "e.zip").code == 1


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("answer.json", lambda data: data.replace(b'"designated"', b'"endorsed"')),
        ("question.json", lambda data: data.replace(b"2024-06-26", b"2024-06-25")),
        ("checkpoint", lambda data: data.replace(b"\n", b"x\n", 1)),
        ("events/", lambda data: data.replace(b"designated", b"endorsed")),
        ("proofs/", lambda data: data.replace(b"index ", b"index 1")),
        ("events.jsonl", lambda data: data[: data.rindex(b"\n", 0, -1) + 1]),
    ],
)
def test_whatever_is_altered_in_a_package_no_longer_holds(signed, name, change):
    key = Path("reformlog.pub").read_text().strip()
    asked = ("--zone", "miyagi-kumamoto", "--as-of", "2024-06-26", "--whole", "-o", "e.zip")
    assert run("export", "evidence", *asked).code == 0
    with zipfile.ZipFile("e.zip") as opened:
        content = {member: opened.read(member) for member in opened.namelist() if member.startswith(name)}
        changed = [member for member, data in content.items() if change(data) != data]
    assert changed
    done = check_alone(altered("e.zip", changed[0], change), key)
    assert done.returncode != 0 and "HOLDS" not in done.stdout, done.stdout


def test_the_program_in_the_package_folds_every_zone_on_every_day_as_the_register_does(real):
    """Each zone of the real record, on each day on which one of its acts is reached, and the day before it."""
    view = real.view()
    zones = {zone["zone"] for zone in states.states(view, "zones", as_of="2026-10-31")["zones"]}
    compared = 0
    for zone in sorted(zones):
        rows = {event.position: json.loads(event.line) for event in view.log.events(1, view.position)}
        readings = evidence.readings_of(view, zone)
        facts = apart.facts_of(rows, zone, readings)
        for on in sorted({fact[0] for fact in facts} | {"2013-01-01", "2026-10-31"}):
            assert apart.fold(facts, zone, on) == states.zone(view, zone, on), (zone, on)
            compared += 1
    assert compared > 40


def test_the_program_in_the_package_knows_the_effective_date_of_every_kind():
    known = apart.DATE_OF
    assert {name: kind.effective for name, kind in KINDS.items()} == known


def test_the_signatures_of_the_program_in_the_package_are_those_of_the_library():
    """RFC 8032 §7.1, TEST 1 to 3, and what a changed bit makes of them."""
    vectors = [
        ("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", b""),
        ("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb", b"\x72"),
        ("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7", b"\xaf\x82"),
    ]

    for seed, message in vectors:
        public = signatures.public_key(bytes.fromhex(seed))
        signature = signatures.sign(signatures.ED25519, bytes.fromhex(seed), message)
        assert signature_of_program.signed(public, message, signature)
        assert not signature_of_program.signed(public, message + b"x", signature)
        altered = signature[:32] + bytes([signature[32] ^ 1]) + signature[33:]
        assert not signature_of_program.signed(public, message, altered)


# Time stamps


def test_a_time_stamp_is_asked_for_over_the_bytes_of_the_newest_checkpoint(signed):
    pytest.importorskip("rfc3161_client")
    assert run("timestamp", "request", "-o", "today.tsq").code == 0
    digest = hashlib.sha256(Path("elsewhere.checkpoint").read_bytes()).digest()
    assert digest in Path("today.tsq").read_bytes()
    assert run("timestamp", "check", "--root", "reformlog.pub").code == 1


def test_a_stamp_is_kept_with_the_bytes_it_is_over_and_checked_again(tmp_path, monkeypatch):
    """The sample stamp is over a checkpoint of another log, whose bytes a log under its name can only have signed."""
    pytest.importorskip("rfc3161_client")
    samples = Path(__file__).parent / "proof_timestamp"
    note = (samples / "checkpoint").read_bytes()
    stamped = checkpoints.read_unverified(note)
    monkeypatch.chdir(tmp_path)
    with create("reformlog.db", stamped.origin) as log:
        log.keep_note(lambda _: (stamped.size, note))
    token, root = str(samples / "checkpoint.tsr"), str(samples / "root.pem")
    done = run("timestamp", "add", token, "--root", root)
    assert done.code == 0 and "was there at" in done.err
    assert Path(f"reformlog.checkpoints/{stamped.size}.stamped").read_bytes() == note
    left = run("verify", "--json").json["not_checked"]
    assert {"what": "time stamps", "hint": "reformlog timestamp check --root PEM"} in left
    checked = run("timestamp", "check", "--root", root)
    assert checked.code == 3 and str(stamped.size) in checked.err, "the log does not have these events"
    assert run("timestamp", "add", token, "--root", str(samples / "other-root.pem")).code == 1


def test_to_check_time_stamps_where_none_is_kept_is_refused_with_how_to_ask_for_one(signed):
    pytest.importorskip("rfc3161_client")
    done = run("timestamp", "check", "--root", str(Path(__file__).parent / "proof_timestamp" / "root.pem"))
    assert done.code == 1 and "No time stamp is kept beside this log." in done.err
    assert "reformlog timestamp request -o FILE.tsq" in done.err


def test_a_second_stamp_is_kept_beside_the_first(tmp_path, monkeypatch):
    """Of another authority, or over a checkpoint that was cosigned since; the same one is kept once."""
    pytest.importorskip("rfc3161_client")
    samples = Path(__file__).parent / "proof_timestamp"
    note = (samples / "checkpoint").read_bytes()
    size = checkpoints.read_unverified(note).size
    folder = tmp_path / "reformlog.checkpoints"
    with create(tmp_path / "reformlog.db", checkpoints.read_unverified(note).origin) as log:
        log.keep_note(lambda _: (size, note))
        root, between = ((samples / name).read_bytes() for name in ("root.pem", "intermediate.pem"))
        first, second = ((samples / name).read_bytes() for name in ("checkpoint.tsr", "checkpoint-intermediate.tsr"))
        for token in (first, second, first, second):
            assert stamping.add(log, folder, token, root, between)[0] == size
        assert (folder / f"{size}.tsr").read_bytes() == first and (folder / f"{size}.2.tsr").read_bytes() == second
        assert (folder / f"{size}.stamped").read_bytes() == (folder / f"{size}.2.stamped").read_bytes() == note
        assert len(list(folder.iterdir())) == 4
        monkeypatch.setattr(keeping, "hold", lambda *_: None)  # the log does not have the events of the sample
        assert [(at, stamp.serial) for at, stamp in stamping.check(log, folder, root, between)] == [
            (size, 2),
            (size, 3),
        ]
        (folder / f"{size}.2.tsr").write_bytes(first[:-1])
        with pytest.raises(Refused):
            stamping.check(log, folder, root, between)


# Refusals of the parts


def test_a_checkpoint_of_another_log_or_history_is_never_proved_under(tmp_path):
    path = signed_log(tmp_path)
    with open_log(path) as log:
        for origin, root, code in (("other", bytes(32), "checkpoint-other-log"), (ORIGIN, bytes(32), "other-history")):
            note = checkpoints.sign(checkpoints.Checkpoint(origin, 20, root), KEY)
            with pytest.raises(Damaged) as refusal:
                proving.prove(log, 5, note)
            assert refusal.value.code == code
        with pytest.raises(Refused):
            proving.covering(log, custody.folder(log), 31)
        with pytest.raises(Error):
            proving.event_of(log, "nothing")


def test_the_program_in_the_package_is_written_for_the_python_it_names():
    """Python 3.8, and nothing but its standard library."""
    source = evidence.program().decode()
    tree = ast.parse(source, feature_version=(3, 8))
    imported = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    assert imported <= {"base64", "collections", "datetime", "hashlib", "json", "os", "pathlib", "re", "sys", "zipfile"}
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert "3.8" in source


def test_a_log_on_a_server_is_signed_verified_and_proved_in_the_same_way(tmp_path, monkeypatch):
    """Its checkpoints are kept in it alone, unless a folder is named."""
    with own_schema() as address:
        with create(address, ORIGIN) as log:
            hearings(log, 20)
            assert custody.folder(log) is None
            first = signing.checkpoint(log, KEY, custody.folder(log))
        with create(tmp_path / "reformlog.db", ORIGIN) as file:
            hearings(file, 20)
            assert signing.checkpoint(file, KEY, None) == first, "the same lines, the same root, the same note"
        Path(tmp_path / "first").write_bytes(first)
        verified_there = run("--db", address, "verify", "--checkpoint", str(tmp_path / "first"), "--json")
        assert verified_there.code == 0 and verified_there.json["verified"] is True
        assert run("--db", address, "prove", "7").code == 0
        refused = run("--db", address, "backup", str(tmp_path / "backup.db"))
        assert refused.code == 2 and "copy" in refused.err
        monkeypatch.setenv("REFORMLOG_CHECKPOINTS", str(tmp_path / "checkpoints"))
        with open_log(address) as log:
            hearings(log, 1)
            signing.checkpoint(log, KEY, custody.folder(log))
        assert keeping.sizes(tmp_path / "checkpoints") == [20, 21]


@pytest.mark.parametrize(
    "words",
    ["log --format csv", "zones --json", "export events", "kinds --format json-schema", "chronology okinawa"],
)
def test_no_answer_is_written_over_the_log_a_key_or_a_checkpoint(record_copy, tmp_path, words):
    record_copy().close()
    log = tmp_path / "copy.db"
    key, note = tmp_path / "log.key", tmp_path / "head.checkpoint"
    assert run("--db", str(log), "key", "new", "-o", str(key)).code == 0
    assert run("--db", str(log), "checkpoint", "--key", str(key), "-o", str(note)).code == 0
    for precious in (log, key, note):
        before = precious.read_bytes()
        done = run("--db", str(log), *words.split(), "-o", str(precious))
        assert done.code == 2
        assert precious.read_bytes() == before
    assert run("--db", str(log), "checkpoint", "--key", str(key), "-o", str(note)).code == 0
    answer = tmp_path / "answer"
    for _ in range(2):
        assert run("--db", str(log), *words.split(), "-o", str(answer)).code == 0


@pytest.mark.parametrize(
    "words",
    [
        *("zones", "chronology okinawa", "show 2024-06-21.cabinet-order", "verify", "search 特区 --json"),
        *("kinds --format json-schema", "import keii.txt", "key new", "checkpoint --key log.key"),
        *("export events", "export tiles", "export evidence 2024-06-21.cabinet-order"),
        *("prove 2024-06-21.cabinet-order", "witness request", "timestamp request"),
    ],
)
def test_a_file_that_cannot_be_written_is_a_wrong_command_line_whatever_it_is_for(
    record_copy, tmp_path, monkeypatch, words
):
    """`-o` means one thing everywhere, and so does exit code 2."""
    record_copy().close()
    monkeypatch.chdir(tmp_path)
    Path("keii.txt").write_text("2024年\t6月4日\t国家戦略特区に指定\n", "utf-8")
    assert run("--db", "copy.db", "key", "new", "-o", "log.key").code == 0
    assert run("--db", "copy.db", "checkpoint", "--key", "log.key").code == 0
    done = run("--db", "copy.db", *words.split(), "-o", "nowhere/answer.json")
    assert done.code == 2
    assert "nowhere/answer.json cannot be " in done.err and "No such file or directory" in done.err


def test_a_note_that_is_kept_already_is_not_kept_twice(tmp_path):
    with create(str(tmp_path / "r.db"), ORIGIN) as log:
        for _ in range(2):
            assert log.keep_note(lambda _: (0, b"note")) == b"note"
        assert log.notes() == [(0, b"note")]


def test_a_text_with_a_dash_is_no_checkpoint_and_an_open_log_keeps_its_locks(tmp_path):
    """A descriptor of a file that is closed drops the locks its process has on it: what is a log is not opened."""
    text = tmp_path / "letter.md"
    text.write_text("Dear clerk,\n\n— the office\n", "utf-8")
    exporting.spare(text)
    path = tmp_path / "r.db"
    act = {"id": "a", "kind": "request", "title": "a", "made": "2024", "sources": [{"title": "a"}]}
    with reformlog.open(path, create=True) as register:
        register.append(act)
        with pytest.raises(Error):
            exporting.spare(path)
        program = "import reformlog, sys; reformlog.open(sys.argv[1]).close()"
        subprocess.run([sys.executable, "-c", program, str(path)], check=True)
        assert register.append({**act, "id": "b"}) == [2]
        with open_log(path, readonly=True) as other:
            assert other.position() == 2


@pytest.mark.parametrize("end", ["-wal", "-shm", "-journal"])
def test_nothing_is_written_in_the_place_of_what_sqlite_keeps_beside_a_log(tmp_path, end):
    """A -wal holds what was recorded last, and was acknowledged; a -journal would be written into the log."""
    path = tmp_path / "r.db"
    act = {"id": "a", "kind": "request", "title": "a", "made": "2024", "sources": [{"title": "a"}]}
    with reformlog.open(path, create=True) as register:
        register.append(act)
        done = run("--db", str(path), "export", "events", "-o", f"{path}{end}")
        assert done.code == 2 and "is a part of a database" in done.err
        with open_log(path, readonly=True) as other:
            assert other.position() == 1
    assert not Path(f"{path}-journal").exists()


def test_what_was_in_a_file_stays_until_the_whole_of_what_replaces_it_is_written(tmp_path):
    def half() -> Iterator[bytes]:
        yield b"half"
        raise OSError(errno.ENOSPC, "No space left on device")

    (tmp_path / "answer.csv").write_bytes(b"of yesterday")
    (tmp_path / "link.csv").symlink_to("answer.csv")
    for name in ("answer.csv", "link.csv", "new.csv"):
        with pytest.raises(OSError, match="No space"):
            exporting.put(tmp_path / name, half())
    assert (tmp_path / "answer.csv").read_bytes() == b"of yesterday"
    exporting.put(tmp_path / "link.csv", [b"of ", b"today"])
    assert (tmp_path / "answer.csv").read_bytes() == b"of today" and (tmp_path / "link.csv").is_symlink()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["answer.csv", "link.csv"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_events_go_into_a_pipe_and_do_not_take_its_place(tmp_path):
    os.mkfifo(pipe := tmp_path / "pipe")
    with create(str(tmp_path / "r.db"), ORIGIN) as log, ThreadPoolExecutor(1) as reader:
        hearings(log, 2)
        read = reader.submit(pipe.read_bytes)
        exporting.event_file(log, pipe)
        assert read.result() == b"".join(exporting.events(log)) and pipe.is_fifo()


@pytest.mark.skipif(not Path("/dev/fd").is_dir(), reason="this system does not name what is open")
def test_what_somebody_has_open_is_added_to_and_not_replaced_whatever_it_is(tmp_path):
    """`{ reformlog zones -o /dev/stdout; reformlog plans -o /dev/stdout; } > answers`: a file behind the name."""
    with (tmp_path / "answers").open("wb") as file:
        (tmp_path / "link").symlink_to(f"/dev/fd/{file.fileno()}")
        for name in (f"/dev/fd/{file.fileno()}", tmp_path / "link"):
            exporting.put(name, [b"one", b"\n"])
        assert os.fstat(file.fileno()).st_ino == (tmp_path / "answers").stat().st_ino
    assert (tmp_path / "answers").read_bytes() == b"one\none\n"


@pytest.mark.skipif(not os.access("/dev/shm", os.W_OK), reason="this system has no memory under /dev")
def test_a_file_in_memory_is_replaced_whole_as_any_other():
    def half() -> Iterator[bytes]:
        yield b"half"
        raise OSError(errno.ENOSPC, "No space left on device")

    with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
        Path(folder, "answer.csv").write_bytes(b"of yesterday")
        with pytest.raises(OSError, match="No space"):
            exporting.put(Path(folder, "answer.csv"), half())
        assert Path(folder, "answer.csv").read_bytes() == b"of yesterday"


def test_verify_takes_no_signature_of_another_logs_key_for_one_of_this_log(signed):
    """Whoever holds the keys of several offices is not shown a checkpoint that one made in the name of another."""
    kept = next(Path("reformlog.checkpoints").glob("*.checkpoint")).read_bytes()
    other = keys.Signer("other.example/log", keys.ED25519, bytes(32))
    Path("forged").write_bytes(notes.sign(notes.split(kept)[0], [other]))
    Path("all.pub").write_text(f"{Path('reformlog.pub').read_text().strip()}\n{other.verifier.text}\n")
    done = run("verify", "--checkpoint", "forged", "--key", "all.pub", "--json")
    assert done.code == 3 and [error["code"] for error in done.json["errors"]] == ["checkpoint-signer"]
    Path("others.pub").write_text(other.verifier.text)
    done = run("verify", "--key", "others.pub", "--json")
    assert done.code == 0 and any("made with other keys" in left["what"] for left in done.json["not_checked"])
