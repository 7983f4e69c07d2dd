"""Witnesses: a log that only grows is cosigned; a roll-back and a split view are refused with both sizes named."""

from __future__ import annotations

import json
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proof_samples import LOG, ORIGIN, checkpoint_of, event, node_of, signed, witness_named
from reformlog.errors import Damaged, Error, Refused, Stale, Usage
from reformlog.log import merkle
from reformlog.proof import checkpoints, keys, notes, requests, witness, witness_memory

LINES = [event(index) for index in range(20)]
FORK = [*LINES[:6], b"another history", *LINES[7:]]
WITNESS = witness_named("witness.example/w1")
KNOWN = {ORIGIN: [LOG.verifier]}
NOW = 1764028800


def request(old: int, size: int, lines: list[bytes] = LINES, signer=LOG) -> bytes:
    hashes = merkle.consistency_proof(node_of(lines), old, size)
    return requests.write(requests.Request(old, tuple(hashes), signed(lines[:size], signer)))


def ask(folder, data: bytes, time: int = NOW) -> bytes:
    return witness.sign_request(data, KNOWN, WITNESS, time, folder)


def refusal(folder, data: bytes) -> Error:
    before = witness_memory.last_seen(folder, ORIGIN)
    with pytest.raises(Error) as raised:
        ask(folder, data)
    assert witness_memory.last_seen(folder, ORIGIN) == before, "a refusal must not move the witness"
    assert raised.value.hint
    return raised.value


def test_a_growing_log_is_cosigned_and_the_answer_joins_its_checkpoint(tmp_path):
    ask(tmp_path, request(0, 7))
    answer = ask(tmp_path, request(7, 20))
    note = requests.add_cosignatures(signed(LINES), answer, [WITNESS.verifier])
    checkpoint, opened = checkpoints.open_checkpoint(note, [LOG.verifier, WITNESS.verifier])
    assert (checkpoint.size, [signature.name for signature in opened.verified]) == (20, [ORIGIN, "witness.example/w1"])
    assert opened.verified[1].time == NOW


def test_the_same_checkpoint_is_cosigned_again_with_a_new_time(tmp_path):
    first = ask(tmp_path, request(0, 7))
    again = ask(tmp_path, request(7, 7), NOW + 60)
    note = requests.add_cosignatures(signed(LINES[:7]), first, [WITNESS.verifier])
    note = requests.add_cosignatures(note, again, [WITNESS.verifier])
    assert [signature.time for signature in notes.split(note)[1][1:]] == [NOW + 60]


def test_an_empty_log_is_cosigned_and_may_grow(tmp_path):
    ask(tmp_path, request(0, 0))
    ask(tmp_path, request(0, 5))
    assert witness_memory.last_seen(tmp_path, ORIGIN) == checkpoint_of(LINES[:5])


def test_a_roll_back_is_refused_with_both_sizes(tmp_path):
    ask(tmp_path, request(0, 12))
    error = refusal(tmp_path, request(0, 7))
    assert (type(error), error.code) == (Refused, "witness-roll-back")
    assert "7 lines" in error.message and "saw 12" in error.message


def test_a_split_view_of_the_same_size_is_refused_with_both_roots(tmp_path):
    ask(tmp_path, request(0, 12))
    for old in (0, 12):
        error = refusal(tmp_path, request(old, 12, FORK))
        assert error.code == "witness-split-view"
        assert checkpoint_of(LINES[:12]).root.hex()[:16] in error.message
        assert checkpoint_of(FORK[:12]).root.hex()[:16] in error.message


def test_a_longer_split_view_is_refused_with_both_sizes(tmp_path):
    ask(tmp_path, request(0, 12))
    error = refusal(tmp_path, request(12, 20, FORK))
    assert error.code == "witness-split-view"
    assert "20 lines" in error.message and "the 12 this witness saw" in error.message


def test_a_request_from_another_size_is_told_the_size_seen(tmp_path):
    """409 Conflict of C2SP tlog-witness."""
    ask(tmp_path, request(0, 12))
    for old in (0, 7, 13):
        error = refusal(tmp_path, request(old, 20))
        assert (type(error), error.exit_code, error.code) == (Stale, 4, "witness-stale")
        assert "--from 12" in (error.hint or "")


def test_an_unknown_log_and_a_stranger_s_signature_are_refused(tmp_path):
    """404 and 403 of C2SP tlog-witness."""
    other = requests.write(requests.Request(0, (), checkpoints.sign(checkpoint_of(LINES, "other.example"), LOG)))
    assert refusal(tmp_path, other).code == "witness-unknown-log"
    assert (
        refusal(tmp_path, request(0, 5, signer=keys.Signer(ORIGIN, keys.ED25519, bytes(32)))).code == "note-unverified"
    )
    forged = request(0, 5).replace(b"\n5\n", b"\n6\n")
    assert refusal(tmp_path, forged).code == "note-signature"


def test_a_proof_from_nothing_and_a_proof_too_short_or_too_long_are_refused(tmp_path):
    """422 of C2SP tlog-witness."""
    note = signed(LINES)
    assert refusal(tmp_path, requests.write(requests.Request(0, (bytes(32),), note))).code == "witness-proof"
    ask(tmp_path, request(0, 12))
    good = requests.read(request(12, 20)).hashes
    for hashes in [(), good[:-1], (*good, bytes(32)), good[::-1]]:
        assert refusal(tmp_path, requests.write(requests.Request(12, hashes, note))).code == "witness-split-view"
    error = refusal(tmp_path, requests.write(requests.Request(12, (bytes(32),), signed(LINES[:12]))))
    assert error.code == "witness-split-view"


@pytest.mark.parametrize(
    ("head", "expected"),
    [("old 21", "witness-old-size"), ("old 020", "witness-request"), ("old +2", "witness-request"),
     ("old ２０", "witness-request"), ("new 2", "witness-request"), ("old 2\nAAAA", "witness-request"),
     ("old 2\r", "witness-request"), ("", "witness-request"),
     ("old 2" + ("\n" + "A" * 43 + "=") * 64, "witness-request")],
)  # fmt: skip
def test_a_request_that_could_be_read_in_two_ways_is_refused(head, expected):
    """400 of C2SP tlog-witness: the old size is plain digits and not above the checkpoint's."""
    with pytest.raises(Refused) as raised:
        requests.read(f"{head}\n\n".encode() + signed(LINES))
    assert raised.value.code == expected


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_in_words(data):
    for read in (requests.read, lambda body: requests.read(b"old 0\n\n" + body)):
        with pytest.raises(Refused):
            read(data)


def test_a_log_key_cannot_cosign(tmp_path):
    with pytest.raises(Usage, match="witness"):
        witness.sign_request(request(0, 5), KNOWN, LOG, NOW, tmp_path)


def test_an_answer_of_a_stranger_for_another_checkpoint_or_with_more_text_is_not_added(tmp_path):
    note, stranger = signed(LINES), witness_named("stranger")
    answer = ask(tmp_path, request(0, 20))
    foreign = notes.split(notes.sign(checkpoint_of(LINES).text, [stranger], time=NOW))[1][0].line.encode()
    for data, expected in [
        (foreign, "witness-answer"),
        (b"", "note-malformed"),
        (b"old history\n\n" + answer, "note-malformed"),
        (b"\xff", "witness-answer"),
        (answer[:-1], "note-malformed"),
    ]:
        with pytest.raises(Refused) as raised:
            requests.add_cosignatures(note, data, [WITNESS.verifier])
        assert raised.value.code == expected
    with pytest.raises(Refused, match="not over this text"):
        requests.add_cosignatures(signed(LINES[:19]), answer, [WITNESS.verifier])
    both = requests.add_cosignatures(note, foreign + answer, [WITNESS.verifier])
    assert [signature.name for signature in notes.split(both)[1]] == [ORIGIN, WITNESS.name]


def test_what_was_seen_is_on_disk_with_the_evidence(tmp_path):
    ask(tmp_path, request(0, 12))
    [kept] = [json.loads(path.read_text()) for path in tmp_path.glob("*.json")]
    assert (kept["origin"], kept["size"]) == (ORIGIN, 12)
    assert checkpoints.open_checkpoint(kept["checkpoint"].encode(), [LOG.verifier])[0] == checkpoint_of(LINES[:12])


def test_nothing_is_signed_when_it_cannot_be_remembered(tmp_path, monkeypatch):
    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    error = refusal(tmp_path, request(0, 12))
    assert error.code == "witness-memory-unwritable"
    assert "No space left" in error.message and "Nothing was signed" in error.message


@pytest.mark.parametrize("damage", [b"", b"{}", b"[]", b"\xff", b"[" * 100_000, b'{"origin": 1, "checkpoint": "x"}'])
def test_a_damaged_memory_stops_the_witness(tmp_path, damage):
    ask(tmp_path, request(0, 12))
    [path] = tmp_path.glob("*.json")
    path.write_bytes(damage)
    with pytest.raises(Damaged, match="Do not delete"):
        ask(tmp_path, request(12, 20))
    path.write_text(json.dumps({"origin": ORIGIN, "size": 3, "root": "00", "checkpoint": signed(LINES).decode()}))
    with pytest.raises(Damaged):
        ask(tmp_path, request(3, 20))


def test_the_witness_serves_one_request_at_a_time(tmp_path):
    with witness_memory.locked(tmp_path), pytest.raises(Refused) as raised, witness_memory.locked(tmp_path, seconds=0):
        pytest.fail("two held the folder")
    assert raised.value.code == "witness-busy"


def test_of_two_histories_at_the_same_moment_one_is_cosigned(tmp_path):
    """The race that C2SP tlog-witness names: looking and remembering are one step."""
    answers, errors = [], []

    def run(data: bytes) -> None:
        try:
            answers.append(ask(tmp_path, data))
        except Error as error:
            errors.append(error.code)

    threads = [threading.Thread(target=run, args=(request(0, 12, lines),)) for lines in (LINES, FORK) * 3]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seen = witness_memory.last_seen(tmp_path, ORIGIN)
    assert len(answers) == 1
    assert errors.count("witness-split-view") == 3 and errors.count("witness-stale") == 2
    assert seen in (checkpoint_of(LINES[:12]), checkpoint_of(FORK[:12]))


def test_two_logs_are_remembered_apart(tmp_path):
    other = "other.example/log"
    data = requests.write(requests.Request(0, (), checkpoints.sign(checkpoint_of(LINES, other), LOG)))
    ask(tmp_path, request(0, 12))
    witness.sign_request(data, {other: [LOG.verifier]}, WITNESS, NOW, tmp_path)
    assert [witness_memory.last_seen(tmp_path, name).size for name in (ORIGIN, other)] == [12, 20]
