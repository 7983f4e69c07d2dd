"""What was once written stays readable: a log kept from the first release, and a line of an older version."""

from __future__ import annotations

import base64
import datetime
import hashlib
import shutil
from pathlib import Path

import pytest

import reformlog
from reformlog import Refused
from reformlog.log import Draft, create, lines, open_log
from reformlog.register import Register

KEPT = Path(__file__).parent / "data" / "log-of-first-release.db"
"""Twenty events as the first release wrote them, in five sittings from 2024-12-10 to 2025-01-06: acts of ten kinds from
the record, a correction (#11), an act recorded twice and withdrawn (#12, #13), an approval recorded in spite of its
conflicts (#16), and one statement of each sort (#17 to #20). Never write it anew: it is what a user may still have."""
BYTES = "5fa23af51655366a0e4960fc381e69d6bd42426a63342b85498f04229ff06698"
LINES = "763b03fb48ee65fb083441852f546389bcca5d67591d31d7d1449a9adea4d949"
ROOT = "2EUIzl0mAqSZ63Lh2R4+mZ8cTuBbT90SDRS6jeNmEiA="

ORDER = {
    "id": "2024-06-21.cabinet-order",
    "kind": "cabinet-order",
    "title": "国家戦略特別区域を定める政令の一部を改正する政令",
    "decided": "2024-06-21",
    "promulgated": "2024-06-26",
    "enforced": "2024-06-26",
    "effects": [{"zone": "miyagi-kumamoto", "is": "designated", "name": "宮城県・熊本県", "areas": ["04", "43"]}],
    "sources": [{"title": "新たな国家戦略特区の指定について", "publisher": "内閣府地方創生推進事務局"}],
}


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def lines_of(register: Register) -> bytes:
    """The lines as `export events` hands them out."""
    return b"".join(event.line + b"\n" for event in register.log.events())


@pytest.fixture
def kept(tmp_path):
    """The log of the first release, in a folder where rows may be worked out beside it."""
    with reformlog.open(shutil.copy(KEPT, tmp_path / "kept.db")) as register:
        yield register


def test_the_log_of_the_first_release_is_read_and_left_as_it_is(tmp_path):
    """Asking, rebuilding and verifying change no byte of it, and its lines and root come out as they went in."""
    copy = Path(shutil.copy(KEPT, tmp_path / "kept.db"))
    assert digest(copy) == BYTES
    with reformlog.open(copy) as register:
        assert register.verify().verified
        assert register.rebuild() == 20
        assert base64.b64encode(register.head.root).decode() == ROOT
        assert hashlib.sha256(lines_of(register)).hexdigest() == LINES
    assert digest(copy) == BYTES


def test_the_first_release_is_answered_as_it_answered(kept):
    """The zone of 2024: endorsed, designated on the 26th, its policy of the 5th once thought to be of the 6th."""
    before, on_the_day = (kept.zone("miyagi-kumamoto", as_of=day) for day in ("2024-06-25", "2024-06-26"))
    assert (before.status, before.areas, before.proposed_areas) == ("endorsed", [], ["04", "43"])
    assert (on_the_day.status, on_the_day.areas, on_the_day.position) == ("designated", ["04", "43"], 8)
    policies = [kept.zone("miyagi-kumamoto", as_of="2024-09-05", as_known=known).policy for known in (10, 11, None)]
    assert policies == ["none", "decided", "decided"]
    dates = [(row.year, row.date) for row in kept.chronology("miyagi-kumamoto", worded=True)]
    assert dates == [
        *(("2023年", "12月26日"), ("2023年", "12月27日"), ("2024年", "2月下旬～"), ("2024年", "5月中下旬")),
        *(("2024年", "6月4日"), ("2024年", "6月21日"), ("2024年", "8月26日"), ("2024年", "9月5日")),
    ]


def test_what_was_withdrawn_then_is_withdrawn_now_and_was_once_known(kept):
    shown = {known: [row.act for row in kept.chronology(as_known=known)] for known in (12, 13)}
    assert "2024-05-11.wg-hearing" in shown[12] and "2024-05-11.wg-hearing" not in shown[13]


def test_its_accepted_conflict_its_reason_and_its_statements_are_there(kept):
    conflicts = [finding for finding in kept.check().findings if finding.code == "conflict"]
    assert [finding.acts for finding in conflicts] == [["2024-12-19.plan-approval"]] * 2
    assert all("最初の認定はこの記録より前" in finding.message for finding in conflicts)
    said = kept.projection.connection.execute("SELECT stream, known_from FROM statement ORDER BY known_from").fetchall()
    streams = ("coverage:council", "remark:2024-06-21.cabinet-order", "assert:kizuna", "close:2024-12")
    assert said == list(zip(streams, range(17, 21), strict=True))


def test_the_log_of_the_first_release_goes_on(kept):
    """What is recorded today follows #20; what was recorded then keeps its place, and its root can still be shown."""
    tree = {**ORDER, "id": "2025-01-07.cabinet-order", "effects": [], "decided": "2025-01-07"}
    del tree["promulgated"], tree["enforced"]
    assert kept.append(tree) == [21]
    assert kept.append({"remark": "2023-12-26.council-61", "text": "議事要旨を確認"}) == [22]
    assert base64.b64encode(kept.log.root(20)).decode() == ROOT
    assert kept.verify().verified


@pytest.fixture
def older(tmp_path, monkeypatch):
    """A log whose one order was written by an earlier program: version 0 of the line called 施行日 `in-force`."""
    body = {("in-force" if name == "enforced" else name): value for name, value in ORDER.items()}
    noon = datetime.datetime(2024, 12, 10, 3, tzinfo=datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    with monkeypatch.context() as then, create(tmp_path / "older.db", "reformlog.example/older") as log:
        then.setattr(lines, "VERSION", 0)
        draft = Draft(ORDER["id"], 1, "cabinet-order", {"body": body, "recorded_by": "registrar"})
        with log.batch(lambda: noon) as batch:
            batch.add([draft])
    return tmp_path / "older.db"


def today(entry):
    """The upcaster: a line of version 0 as one of version 1."""
    body = {("enforced" if name == "in-force" else name): value for name, value in entry["body"].items()}
    return {**entry, "v": 1, "body": body}


def test_a_line_of_an_older_version_is_read_through_its_upcaster_and_kept_as_written(older, monkeypatch):
    """The answer is today's, the bytes and the root are those of then; a correction is written in today's version."""
    with open_log(older, readonly=True) as log:
        line, root = log.event(1).line, log.root(1)
    assert b'"in-force":"2024-06-26"' in line and b'"v":0' in line
    monkeypatch.setitem(lines.UPCASTERS, ("cabinet-order", 0), today)
    with reformlog.open(older) as register:
        assert register.zone("miyagi-kumamoto", as_of="2024-06-25") is None
        assert register.zone("miyagi-kumamoto", as_of="2024-06-26").status == "designated"
        assert register.append(ORDER) == [1]  # the same act in today's words: recorded already
        register.correct(ORDER["id"], {**ORDER, "enforced": "2024-06-27"}, reason="試し")
        assert register.zone("miyagi-kumamoto", as_of="2024-06-26") is None
        assert register.verify(deep=True).verified
        assert (register.log.event(1).line, register.log.root(1)) == (line, root)
        assert b'"v":1' in register.log.event(2).line


def test_an_older_line_without_its_upcaster_is_refused_and_not_guessed(older):
    with reformlog.open(older) as register, pytest.raises(Refused, match="version 0"):
        register.zone("miyagi-kumamoto", as_of="2024-06-26")
