"""What every store of a log owes, whatever keeps its bytes."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from hashlib import sha256
from pathlib import Path

import pytest

from log_postgres import own_schema
from reformlog.errors import Damaged, Stale, Usage
from reformlog.log import Draft, Head, Log, checking, create, merkle, open_log

ORDER = "2024-06-21.cabinet-order"


class Clock:
    """Gives the instants it is told, then the last one for ever."""

    def __init__(self, *instants: str):
        self.instants = list(instants or ["2024-06-21T00:00:00.000000Z"])

    def __call__(self) -> str:
        return self.instants.pop(0) if len(self.instants) > 1 else self.instants[0]


def draft(act: str = ORDER, version: int = 1, topic: str = "cabinet-order", **fields: object) -> Draft:
    return Draft(act, version, topic, fields or {"body": {"title": "政令第222号"}})


def record(log: Log, *drafts: Draft, now: Clock | None = None):
    with log.batch(now or Clock()) as batch:
        return batch.add(drafts)


@pytest.fixture(params=["sqlite", "postgres"])
def address(request, tmp_path: Path) -> Iterator[str]:
    """Where a new, empty log is kept."""
    with own_schema() if request.param == "postgres" else nullcontext(str(tmp_path / "reformlog.db")) as address:
        create(address, "reformlog/test").close()
        yield address


@pytest.fixture
def log(address: str) -> Iterator[Log]:
    with open_log(address) as log:
        yield log


def test_a_new_log_has_no_events_and_the_root_of_the_empty_tree(log):
    assert log.head() == Head(0, None, sha256(b"").digest())
    assert log.origin == "reformlog/test"
    assert list(log.events()) == [] == log.versions(ORDER)


def test_a_line_is_canonical_json_and_its_leaf_can_be_recomputed_by_hand(log):
    """ARCHITECTURE: SHA-256(0x00 ‖ line), the line without a newline."""
    body = {"title": "国家戦略特別区域を定める政令の一部を改正する政令", "order": 1}
    [event] = record(log, draft(body=body))
    assert event.line.decode() == (
        '{"act":"2024-06-21.cabinet-order","body":{"order":1,"title":"国家戦略特別区域を定める政令の一部を改正する政令"},'
        '"kind":"cabinet-order","recorded_at":"2024-06-21T00:00:00.000000Z","v":1,"version":1}'
    )
    assert log.leaf(1) == sha256(b"\x00" + event.line).digest()


def test_a_batch_takes_the_next_positions_without_gaps_in_its_order_and_shares_one_time(log):
    first = record(log, draft("a"), draft("b"), now=Clock("2024-06-21T00:00:00.000001Z"))
    second = record(log, draft("c"), draft("a", 2, "correction", reason="…"), now=Clock("2024-06-22T00:00:00.000000Z"))
    assert [event.position for event in first + second] == [1, 2, 3, 4]
    assert [log.recorded_at(position) for position in (1, 2, 3)] == [
        "2024-06-21T00:00:00.000001Z", "2024-06-21T00:00:00.000001Z", "2024-06-22T00:00:00.000000Z",
    ]  # fmt: skip
    assert list(log.events()) == first + second
    assert log.head() == Head(4, "2024-06-22T00:00:00.000000Z", log.root(4))


def test_what_append_returns_is_what_is_read_again(log, address):
    events = record(log, draft("a"), draft("b"), draft("a", 2, "withdrawal", reason="二重登録"))
    with open_log(address) as other:
        assert list(other.events()) == events
        assert other.event(2) == events[1]
        assert other.versions("a") == [events[0], events[2]]
        assert other.versions_of(["a", "b", "none"]) == {
            "a": [(e.position, e.version, e.topic, e.line) for e in (events[0], events[2])],
            "b": [(2, 1, "cabinet-order", events[1].line)],
        }


def test_events_are_read_between_two_positions_both_included(log):
    record(log, *(draft(f"act-{n}") for n in range(700)))
    assert [e.position for e in log.events(699)] == [699, 700]
    assert [e.position for e in log.events(255, 258)] == [255, 256, 257, 258]
    assert [e.position for e in log.events()] == list(range(1, 701))
    assert list(log.events(701)) == [] == list(log.events(5, 4))
    with pytest.raises(Usage, match="ends at 700"):
        log.event(701)


def test_a_thousand_known_acts_are_found_among_others(log):
    record(log, *(draft(f"act-{n}") for n in range(1200)))
    found = log.versions_of([f"act-{n}" for n in range(0, 2400, 2)])
    assert sorted(found) == sorted(f"act-{n}" for n in range(0, 1200, 2))
    assert found["act-4"] == [(5, 1, "cabinet-order", log.event(5).line)]


def test_a_clock_that_steps_back_keeps_the_last_time(log):
    """SEMANTICS §2.4."""
    record(log, draft("a"), now=Clock("2024-06-21T09:00:00.000000Z"))
    [later] = record(log, draft("b"), now=Clock("2024-06-21T08:00:00.000000Z"))
    assert json.loads(later.line)["recorded_at"] == log.recorded_at(2) == "2024-06-21T09:00:00.000000Z"


def test_an_instant_resolves_to_the_last_position_recorded_until_then(log):
    for day in (21, 21, 23):
        record(log, draft(f"act-{log.position()}"), now=Clock(f"2024-06-{day}T00:00:00.000000Z"))
    at = log.position_at
    assert at("2024-06-20T23:59:59.999999Z") == 0
    assert at("2024-06-21T00:00:00.000000Z") == at("2024-06-22T12:00:00.000000Z") == 2
    assert at("2024-06-23T00:00:00.000000Z") == at("2030-01-01T00:00:00.000000Z") == 3
    assert log.recorded_at(4) is None


def test_within_a_batch_the_log_is_seen_as_nobody_else_can_change_it(log):
    record(log, draft("a"))
    with log.batch(Clock()) as batch:
        assert log.position() == 1
        [event] = batch.add([draft("a", log.versions("a")[-1].version + 1, "correction", reason="…")])
    assert (event.version, log.position()) == (2, 2)


def test_an_exception_before_or_after_events_were_added_records_nothing_and_passes_through(log):
    record(log, draft("a"))
    before = log.head()
    for drafts in ([], [draft("b")]):
        with pytest.raises(KeyError, match="refused"), log.batch(Clock()) as batch:
            events = batch.add(drafts)
            assert [log.event(event.position) for event in events] == events
            raise KeyError("refused")
        assert log.head() == before
    assert record(log, draft("c"))[0].position == 2
    assert checking.check_stored(log).root == log.root(2) == merkle.root(log.node, 2)


@pytest.mark.parametrize("error", [sqlite3.OperationalError("of another file"), UnicodeError(), KeyboardInterrupt()])
def test_an_error_of_the_caller_is_never_taken_for_one_of_the_store(log, error):
    with pytest.raises(type(error)) as passed, log.batch(Clock()):
        raise error
    assert passed.value is error and log.position() == 0
    assert record(log, draft("a"))[0].position == 1


def test_the_tree_after_a_rolled_back_batch_is_that_of_what_is_kept(log):
    """The hashes of a batch that was not kept are forgotten with it."""
    record(log, draft("a"))
    with pytest.raises(ZeroDivisionError), log.batch(Clock()) as batch:
        batch.add([draft("b"), draft("c")])
        _ = 1 // 0
    record(log, draft("d"))
    lines = [event.line for event in log.events()]
    assert log.root(2) == merkle.node_hash(*map(merkle.leaf_hash, lines))


def test_rows_come_in_pages_too(log):
    record(log, *map(draft, "abcdefg"))
    rows = list(log.stored(2))
    assert list(log.pages(2, 4)) == [rows[:4], rows[4:]] and list(log.pages(8, 4)) == []
    assert checking.check_stored(log).position == 7


def test_no_drafts_write_nothing(log):
    with log.batch(Clock()) as batch:
        assert batch.add([]) == []
    assert (batch.recorded_at, log.position()) == (None, 0)


def test_a_batch_too_great_for_memory_is_added_in_pieces_and_kept_as_one(log):
    with log.batch(Clock("2024-06-21T00:00:00.000000Z", "2024-06-22T00:00:00.000000Z")) as batch:
        batch.add([draft("a")])
        batch.add([draft("b"), draft("a", 2, "correction", reason="…")])
    assert [log.recorded_at(position) for position in (1, 2, 3)] == [batch.recorded_at] * 3
    assert log.position() == 3


@pytest.mark.parametrize("act,version", [("a", 1), ("a", 3), ("b", 2)])
def test_a_version_that_is_not_the_next_of_its_act_is_refused(log, act, version):
    record(log, draft("a"))
    with pytest.raises(Stale):
        record(log, draft("c"), draft(act, version))
    assert log.position() == 1


def test_a_batch_inside_a_batch_is_refused(log):
    with pytest.raises(RuntimeError), log.batch(Clock()), log.batch(Clock()):
        pass


def test_every_root_is_that_of_the_lines_and_proofs_need_no_migration(log):
    """RFC 6962 §2.1 over the stored lines, however they were cut into batches."""
    for size in (1, 2, 5, 9, 3):
        record(log, *(draft(f"act-{log.position()}-{n}") for n in range(size)))
    lines = [event.line for event in log.events()]
    kept = list(merkle.grow(0, [], lines))
    for size in range(21):
        peaks: list[bytes] = []
        list(merkle.grow(0, peaks, lines[:size]))
        assert log.root(size) == merkle.fold(peaks)
    assert log.trees([16]) == {16: kept[15]}
    proof = merkle.inclusion_proof(log.node, 7, 20)
    assert merkle.verify_inclusion(log.leaf(8), 7, 20, proof, log.root(20))
    with pytest.raises(Usage):
        log.root(21)
    with pytest.raises(Damaged):
        log.node(0, 20)


def test_a_signed_note_is_kept_in_order_and_one_that_is_refused_is_not(log):
    record(log, draft("a"))
    assert log.keep_note(lambda view: (view.position(), b"first")) == b"first"
    log.keep_note(lambda view: (1, view.notes()[-1][1] + b", cosigned"))
    with pytest.raises(KeyError):
        log.keep_note(lambda view: {}["no key"])
    assert log.notes() == [(1, b"first"), (1, b"first, cosigned")]
    assert log.position() == 1


WRITER = """
import sys
from reformlog.log import Draft, open_log

with open_log(sys.argv[1]) as log:
    for number in range(int(sys.argv[3])):
        act = f"{sys.argv[2]}-{number}"
        again = Draft("shared", 0, "correction", {"reason": act})
        with log.batch(lambda: "2024-06-21T00:00:00.000000Z") as batch:
            known = len(log.versions("shared"))
            events = batch.add([Draft(act, 1, "hearing", {"body": {}}), again._replace(version=known + 1)])
        for event in events:
            print(event.position, event.act, event.version)
"""


def test_eight_processes_appending_at_once_all_succeed_and_every_position_is_given_once(log, address):
    """Each reads before it writes: without the lock first, most of them would fail at once."""
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, address, f"writer-{n}", "4"], stdout=subprocess.PIPE, text=True)
        for n in range(8)
    ]
    said = [line.split() for writer in writers for line in writer.communicate(timeout=60)[0].splitlines()]
    assert [writer.returncode for writer in writers] == [0] * 8
    assert sorted(int(position) for position, _, _ in said) == list(range(1, 65))
    assert [event.version for event in log.versions("shared")] == list(range(1, 33))
    assert {(int(p), act, int(v)) for p, act, v in said} == {(e.position, e.act, e.version) for e in log.events()}
    assert checking.check_stored(log).position == 64
