"""Proofs that one event stands in a log, checked without the log."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proof_samples import ENOCH, LOG, ORIGIN, event, node_of, signed
from reformlog.errors import Refused
from reformlog.log import merkle
from reformlog.proof import keys, notes, tlog

LINES = [event(index) for index in range(13)]
NOTE = signed(LINES)


def proof_of(index: int, lines: list[bytes] = LINES, extra: bytes | None = None) -> tlog.Proof:
    hashes = merkle.inclusion_proof(node_of(lines), index, len(lines))
    return tlog.Proof(index, tuple(hashes), signed(lines), extra)


def code(call, *arguments) -> str:
    with pytest.raises(Refused) as refusal:
        call(*arguments)
    assert refusal.value.hint
    return refusal.value.code


def test_a_proof_is_written_as_the_specification_shows_it():
    """C2SP tlog-proof.md: header, extra, index, hashes, an empty line, the checkpoint as it is."""
    text = tlog.write(proof_of(12, extra=b"\0")).decode()
    head, _, note = text.partition("\n\n")
    assert head.split("\n")[:3] == ["c2sp.org/tlog-proof@v1", "extra AA==", "index 12"]
    assert len(head.split("\n")) == 5  # leaf 12 of 13 stands alone under the root's two children
    assert note.encode() == NOTE


@given(st.integers(1, 13), st.data())
def test_every_event_of_every_log_is_proved_by_the_file_and_the_line(size, data):
    index = data.draw(st.integers(0, size - 1))
    proof = tlog.read(tlog.write(proof_of(index, LINES[:size])))
    assert tlog.verify(proof, [LOG.verifier], LINES[index], ORIGIN)[0].size == size


def test_a_proof_that_carries_its_event_needs_no_line():
    proof = proof_of(4, extra=LINES[4])
    assert tlog.verify(proof, [LOG.verifier])[0].origin == ORIGIN
    assert code(tlog.verify, proof_of(4, extra=LINES[5]), [LOG.verifier]) == "tlog-proof-invalid"
    assert code(tlog.verify, proof_of(4), [LOG.verifier]) == "tlog-proof-no-event"


def test_another_line_another_place_or_another_hash_is_noticed():
    proof = proof_of(4)
    assert code(tlog.verify, proof, [LOG.verifier], LINES[5]) == "tlog-proof-invalid"
    assert code(tlog.verify, proof, [LOG.verifier], LINES[4] + b"\n") == "tlog-proof-invalid"
    assert code(tlog.verify, dataclasses.replace(proof, index=5), [LOG.verifier], LINES[4]) == "tlog-proof-invalid"
    for hashes in [proof.hashes[:-1], (*proof.hashes, bytes(32)), proof.hashes[::-1]]:
        moved = dataclasses.replace(proof, hashes=hashes)
        assert code(tlog.verify, moved, [LOG.verifier], LINES[4]) == "tlog-proof-invalid"


def test_a_node_of_the_tree_does_not_pass_for_an_event():
    """RFC 6962 §2.1: leaves and nodes are hashed apart, so two leaf hashes joined are no event of a smaller tree."""
    forged = merkle.leaf_hash(LINES[0]) + merkle.leaf_hash(LINES[1])
    proof = proof_of(0)
    assert code(tlog.verify, dataclasses.replace(proof, hashes=proof.hashes[1:]), [LOG.verifier], forged) == (
        "tlog-proof-invalid"
    )


def test_a_checkpoint_of_a_stranger_or_of_another_log_proves_nothing():
    assert code(tlog.verify, proof_of(4), [keys.read_verifier(ENOCH)], LINES[4]) == "note-unverified"
    assert code(tlog.verify, proof_of(4), [LOG.verifier], LINES[4], "other.example/log") == "checkpoint-other-log"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        # transparency-dev/formats proof/tlog_proof_test.go
        ("wrong-header\nindex 0", "tlog-proof-header"),
        ("c2sp.org/tlog-proof@v1\nextra !!notbase64!!\nindex 0", "tlog-proof-extra"),
        ("c2sp.org/tlog-proof@v1", "tlog-proof-index"),
        ("c2sp.org/tlog-proof@v1\nindex notanumber", "tlog-proof-index"),
        ("c2sp.org/tlog-proof@v1\nindex -5", "tlog-proof-index"),
        ("c2sp.org/tlog-proof@v1\nindex 0\n!!notbase64!!", "tlog-proof-hash"),
        ("c2sp.org/tlog-proof@v1\nindex 0\n" + "A" * 86 + "==", "tlog-proof-hash"),
        # and what Python would read kindly
        ("c2sp.org/tlog-proof@v1\nindex 04", "tlog-proof-index"),
        ("c2sp.org/tlog-proof@v1\nindex +4", "tlog-proof-index"),
        ("c2sp.org/tlog-proof@v1\nindex ４", "tlog-proof-index"),
        ("c2sp.org/tlog-proof@v1\nindex  4", "tlog-proof-index"),
        ("c2sp.org/tlog-proof@v1 \nindex 4", "tlog-proof-header"),
        ("c2sp.org/tlog-proof@v1\nindex 4\nextra AA==", "tlog-proof-hash"),
        ("c2sp.org/tlog-proof@v1\nindex 4" + ("\n" + "A" * 43 + "=") * 64, "tlog-proof-hash"),
        ("c2sp.org/tlog-proof@v1\nindex 13", "tlog-proof-index"),
        ("c2sp.org/tlog-proof@v1\r\nindex 4", "tlog-proof-malformed"),
        ("\ufeffc2sp.org/tlog-proof@v1\nindex 4", "tlog-proof-header"),
    ],
)
def test_a_proof_that_could_be_read_in_two_ways_is_refused(head, expected):
    assert code(tlog.read, f"{head}\n\n".encode() + NOTE) == expected


@pytest.mark.parametrize("rest", ["", "\n\n", "\n\ncheckpoint\n"])
def test_a_proof_without_a_signed_checkpoint_is_refused(rest):
    assert code(tlog.read, f"c2sp.org/tlog-proof@v1\nindex 0{rest}".encode()) in {
        "tlog-proof-malformed",
        "note-malformed",
    }


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_in_words(data):
    assert code(tlog.read, data).startswith("tlog-proof-")
    assert code(tlog.read, tlog.HEADER.encode() + b"\n" + data)


def test_a_huge_file_is_refused_by_its_size():
    assert code(tlog.read, b"x" * (tlog.MAX_BYTES + 1)) == "tlog-proof-malformed"


def test_the_key_of_one_log_or_of_a_witness_proves_nothing_of_another_log():
    """Who holds the keys of many offices would be shown the acts of one office by another."""
    other = keys.Signer("other.example/log", keys.ED25519, bytes(32))
    witness = keys.Signer("court.example/witness", keys.COSIGNATURE, bytes(32))
    ring = [signer.verifier for signer in (LOG, other, witness)]
    text = notes.split(NOTE)[0]
    for signers in ([other], [witness], [other, witness]):
        proof = dataclasses.replace(proof_of(4), checkpoint=notes.sign(text, signers, time=1))
        with pytest.raises(Refused) as refusal:
            tlog.verify(proof, ring, LINES[4])
        assert refusal.value.code == "checkpoint-signer"
        assert f"{signers[0].name}»+{signers[0].verifier.key_id:08x}" in refusal.value.message
    proof = dataclasses.replace(proof_of(4), checkpoint=notes.sign(text, [other, witness, LOG], time=1))
    assert tlog.verify(proof, ring, LINES[4])[0].origin == ORIGIN


def test_who_was_sent_something_else_or_altered_on_the_way_is_told_what_it_is():
    data = tlog.write(proof_of(4, extra=LINES[4]))
    for sent, hint in (
        (b"PK\x03\x04" + data, "verify.py"),
        ("\ufeff".encode() + data, "byte order mark"),
        (data.decode().encode("utf-16"), "PowerShell"),
        (data.replace(b"\n", b"\r\n"), "as an attachment"),
    ):
        with pytest.raises(Refused) as refusal:
            tlog.read(sent)
        assert hint in (refusal.value.hint or "")


def test_what_is_written_as_a_proof_is_read_as_one_however_long_its_event_is(monkeypatch):
    """An act with sixty quotations of twenty thousand characters, and one that no proof can carry."""
    long = proof_of(4, extra="文".encode() * 1_200_000)
    assert tlog.read(tlog.write(long)) == long
    monkeypatch.setattr(tlog, "MAX_BYTES", 1 << 20)
    assert code(tlog.write, long) == "tlog-proof-long"
