"""RFC 3161 time stamps over a checkpoint file. How the sample was made is told in proof_timestamp/README.md."""

from __future__ import annotations

import base64
import hashlib
import random
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reformlog.errors import Refused, Usage
from reformlog.proof import der, timestamps

SAMPLE = Path(__file__).parent / "proof_timestamp"
CHECKPOINT, TOKEN = (SAMPLE / "checkpoint").read_bytes(), (SAMPLE / "checkpoint.tsr").read_bytes()
ROOT, OTHER = (SAMPLE / "root.pem").read_bytes(), (SAMPLE / "other-root.pem").read_bytes()
STAMPED = datetime(2026, 11, 25, 7, 30, 14, tzinfo=UTC)


@pytest.fixture(autouse=True)
def library():
    return pytest.importorskip("rfc3161_client", reason="the extra «timestamps» is not installed")


def code(*arguments) -> str:
    with pytest.raises(Refused) as refusal:
        timestamps.check(*arguments)
    assert refusal.value.hint
    assert "rfc3161" not in str(refusal.value) and "ASN.1" not in str(refusal.value)
    return refusal.value.code


def test_a_request_asks_for_the_sha256_of_the_file_and_is_the_same_each_time():
    asked = timestamps.request(CHECKPOINT)
    assert hashlib.sha256(CHECKPOINT).digest() in asked
    assert asked == timestamps.request(CHECKPOINT) != timestamps.request(CHECKPOINT + b"\n")


def test_nothing_is_not_stamped():
    with pytest.raises(Refused, match="empty"):
        timestamps.request(b"")


def test_the_stamp_tells_the_authority_s_time_policy_and_number():
    assert timestamps.check(TOKEN, CHECKPOINT, ROOT) == timestamps.Stamp(STAMPED, "1.2.3.4.1", 2)
    assert timestamps.check(TOKEN, CHECKPOINT, OTHER + ROOT).time == STAMPED


def test_a_stamp_over_another_file_is_refused():
    assert code(TOKEN, CHECKPOINT + b"\n", ROOT) == "timestamp-other-file"


def test_a_stamp_of_another_authority_is_refused():
    assert code(TOKEN, CHECKPOINT, OTHER) == "timestamp-invalid"
    assert code(TOKEN, CHECKPOINT, OTHER, ROOT) == "timestamp-invalid", "an intermediate certificate is no root"


def test_a_stamp_below_an_intermediate_certificate_needs_it_and_its_root():
    token, between = (SAMPLE / "checkpoint-intermediate.tsr").read_bytes(), (SAMPLE / "intermediate.pem").read_bytes()
    assert timestamps.check(token, CHECKPOINT, ROOT, between).serial == 3
    assert timestamps.check(token, CHECKPOINT, ROOT, OTHER + between).serial == 3
    assert code(token, CHECKPOINT, ROOT) == "timestamp-invalid"
    assert code(token, CHECKPOINT, OTHER, between) == "timestamp-invalid"
    assert code(token, CHECKPOINT, OTHER, between + ROOT) == "timestamp-invalid"


def test_a_stamp_may_hold_several_certificates_in_any_order():
    """CMS leaves their order open (RFC 5652, 5.1, a set in BER); authorities send the signer's first."""
    token, root = (SAMPLE / "checkpoint-chain.tsr").read_bytes(), (SAMPLE / "chain-root.pem").read_bytes()
    assert timestamps.check(token, CHECKPOINT, root).serial == 2
    assert code(token, CHECKPOINT, ROOT) == "timestamp-invalid", "its own certificates are not trusted for being in it"
    ordered = der.ordered(token)
    assert ordered != token and sorted(ordered) == sorted(token) and der.ordered(ordered) == ordered
    assert timestamps.check(ordered, CHECKPOINT, root) == timestamps.check(token, CHECKPOINT, root)
    assert der.ordered(TOKEN) == TOKEN, "one certificate is in order"


def test_certificates_in_an_encoding_whose_ends_are_marked_are_left_as_they_came():
    """X.690, 8.1.3.6: a length of 0x80 means that the end is marked, as only BER may; what is inside is not known."""

    def response(members: str, part: int = 0xA0) -> bytes:
        data = bytes.fromhex(members)
        for tag in (part, 0x30, 0xA0, 0x30, 0x30):
            data = bytes([tag, *([len(data)] if len(data) < 0x80 else [0x81, len(data)])]) + data
        return data

    for size in (0, 119, 120):  # 127 bytes are the most whose number is one byte
        more = f" 04 {size:02x}" + " 00" * size
        for part in (0xA0, 0xA1):  # certificates, and lists of revoked ones
            assert der.ordered(response("31 01 05" + more, part)) == response(more + " 31 01 05", part)
    assert der.ordered(response("31 80 02 01 05 00 00")) == response("31 80 02 01 05 00 00")


def test_a_stamp_that_cannot_be_read_is_not_called_something_else():
    with pytest.raises(Refused, match="holds a time stamp, but not whole, or not in the encoding") as refusal:
        timestamps.check(TOKEN[:-1], CHECKPOINT, ROOT)
    assert "openssl ts -verify" in (refusal.value.hint or "")
    with pytest.raises(Refused, match="not a time-stamp response"):
        timestamps.check(ROOT, CHECKPOINT, ROOT)


def test_a_stamp_without_a_root_to_trust_is_refused():
    assert code(TOKEN, CHECKPOINT, b"\n") == "timestamp-root"
    assert code(TOKEN, CHECKPOINT, b"garbage") == "timestamp-certificate"


def certificate(pem: bytes, *changes: tuple[bytes, bytes]) -> bytes:
    """The certificate with bytes of its DER put in the place of others."""
    whole = base64.b64decode(b"".join(pem.strip().split(b"\n")[1:-1]))
    for old, new in changes:
        assert old in whole and len(old) == len(new)
        whole = whole.replace(old, new)
    return b"-----BEGIN CERTIFICATE-----\n" + base64.encodebytes(whole) + b"-----END CERTIFICATE-----\n"


def test_a_damaged_certificate_is_refused_whatever_the_decoders_say_of_it():
    """A name that is no text, on which the verifier would break off; a version and an algorithm that there is not."""
    name, version = (b"authority", b"\xff" * 9), (b"\xa0\x03\x02\x01\x02", b"\xa0\x03\x02\x01\x0c")
    for change in (name, version):
        assert code(TOKEN, CHECKPOINT, certificate(ROOT, change)) == "timestamp-certificate"
        assert code(TOKEN, CHECKPOINT, ROOT, certificate(ROOT, change)) == "timestamp-certificate"


def test_a_root_of_an_algorithm_nobody_knows_leads_nowhere_and_is_no_hindrance_beside_another():
    strange = certificate(ROOT, (bytes.fromhex("2a8648ce3d030107"), bytes.fromhex("2a8648ce3d03017f")))
    between = (SAMPLE / "intermediate.pem").read_bytes()
    token = (SAMPLE / "checkpoint-intermediate.tsr").read_bytes()
    assert code(token, CHECKPOINT, strange, between) == "timestamp-invalid"
    assert timestamps.check(token, CHECKPOINT, strange + ROOT, between).serial == 3


@pytest.mark.parametrize("token", [b"", b"garbage", b"\x30\x80" * 1000, TOKEN[:-1], TOKEN + b"x", b"0" * 300_000])
def test_a_file_that_is_no_response_is_refused(token):
    assert code(token, CHECKPOINT, ROOT) == "timestamp-unreadable"


def test_an_authority_s_refusal_is_told():
    """RFC 3161 §2.4.2: status 2 is rejection, and there is no token."""
    assert code(bytes.fromhex("30053003020102"), CHECKPOINT, ROOT) == "timestamp-refused"


def test_no_changed_bits_move_the_time():
    chance = random.Random(3161)
    for _ in range(300):
        damaged = bytearray(TOKEN)
        for _ in range(chance.choice([1, 2, 5])):
            damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
        try:
            stamp = timestamps.check(bytes(damaged), CHECKPOINT, ROOT)
        except Refused:
            continue
        assert stamp == timestamps.Stamp(STAMPED, "1.2.3.4.1", 2)


def test_without_the_extra_the_message_says_how_to_install_it(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "rfc3161_client", None)
    with pytest.raises(Usage, match="not installed") as refused:
        timestamps.request(CHECKPOINT)
    assert "pip install 'reformlog[timestamps]'" in (refused.value.hint or "")
