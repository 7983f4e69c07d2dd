"""Quorum policies: who must have seen a checkpoint before it is believed."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proof_samples import LOG, ORIGIN, PETER, checkpoint_of, event, signed, witness_named
from reformlog.errors import Refused
from reformlog.proof import keys, notes, policy

W = {name: witness_named(name) for name in ("X1", "X2", "X3", "Y1", "Y2", "Y3")}
KEY = {name: signer.verifier.text for name, signer in W.items()}
LINES = [event(index) for index in range(5)]

# The example of C2SP tlog-policy.md, with keys
TWO_LEVELS = f"""log {LOG.verifier.text}

witness X1 {KEY["X1"]}
witness X2 {KEY["X2"]}
witness X3 {KEY["X3"]}
group X-witnesses 2 X1 X2 X3

witness Y1 {KEY["Y1"]}
witness Y2 {KEY["Y2"]}
witness Y3 {KEY["Y3"]}
group Y-witnesses any Y1 Y2 Y3

group X-and-Y all X-witnesses Y-witnesses
quorum X-and-Y
"""


def read(text: str) -> policy.Policy:
    return policy.read(text.encode("utf-8", "surrogateescape"))


def cosigned(*names: str) -> bytes:
    existing = notes.split(signed(LINES))[1]
    return notes.sign(checkpoint_of(LINES).text, [W[name] for name in names], existing, time=1764028800)


@given(st.sets(st.sampled_from(sorted(W))))
def test_the_two_levels_of_the_specification_count_as_it_says(names):
    by_hand = len(names & {"X1", "X2", "X3"}) >= 2 and bool(names & {"Y1", "Y2", "Y3"})
    assert policy.met(read(TWO_LEVELS), names) is by_hand


def test_a_checkpoint_with_a_quorum_tells_who_saw_it_and_when():
    checkpoint, seen = policy.check(read(TWO_LEVELS), cosigned("X1", "X3", "Y2"), origin=ORIGIN)
    assert checkpoint == checkpoint_of(LINES)
    assert seen == {"X1": 1764028800, "X3": 1764028800, "Y2": 1764028800}


def test_a_checkpoint_short_of_the_quorum_is_refused_and_says_who_is_there():
    with pytest.raises(Refused, match=r"6 witnesses 1 have cosigned .*X1") as refusal:
        policy.check(read(TWO_LEVELS), cosigned("X1"))
    assert refusal.value.code == "policy-not-met"


def test_a_false_cosignature_of_a_known_witness_refuses_whatever_the_quorum():
    data = cosigned("X1", "X2", "Y1", "Y2")
    line = data.decode().split("\n")[-2]
    raw = notes.split(data)[1][-1].encoded
    false = data.replace(raw.encode(), (raw[:20] + ("A" if raw[20] != "A" else "B") + raw[21:]).encode())
    assert line.startswith("— Y2") and false != data
    with pytest.raises(Refused) as refusal:
        policy.check(read(TWO_LEVELS), false)
    assert refusal.value.code == "note-signature"


def test_witnesses_alone_do_not_make_a_checkpoint():
    unsigned = notes.sign(checkpoint_of(LINES).text, [W["X1"]], time=1)
    wanted = read(f"log {LOG.verifier.text}\nwitness X1 {KEY['X1']}\nquorum X1\n")
    with pytest.raises(Refused) as refusal:
        policy.check(wanted, unsigned)
    assert refusal.value.code == "policy-log"


def test_another_log_of_the_same_policy_cannot_speak_for_this_one():
    other = keys.Signer("other.example/log", keys.ED25519, bytes(32))
    wanted = read(f"log {other.verifier.text}\nquorum none\n")
    with pytest.raises(Refused):
        policy.check(wanted, signed(LINES, other))
    assert policy.check(wanted, signed(LINES), [LOG.verifier])[1] == {}


def test_white_space_comments_urls_and_opaque_names_are_read():
    """transparency-dev/formats policy/tlog_policy_test.go."""
    found = read(f"\n# comment\n\t # another\n\twitness \t w1  {KEY['X1']}   https://w1.example/  \n\n  quorum\tw1")
    assert (list(found.witnesses), found.quorum) == (["w1"], "w1")
    assert read(f"witness KKlvin-w\udc80 {KEY['X1']}\nquorum KKlvin-w\udc80\n").quorum == "KKlvin-w\udc80"
    words = read(f"witness all {KEY['X1']}\nwitness any {KEY['X2']}\ngroup group 2 all any\nquorum group\n")
    assert words.groups == {"group": policy.Group(2, ("all", "any"))}
    assert policy.met(read("quorum none\n"), [])


ONE = f"witness w1 {KEY['X1']}\n"
TWO = ONE + f"witness w2 {KEY['X2']}\n"
IMPOSTOR = keys.Verifier("impostor.example", keys.COSIGNATURE, W["X1"].verifier.public_key).text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # transparency-dev/formats policy/tlog_policy_test.go
        ("quorum none\n\x01", "policy-malformed"),
        ("quorum none\r\n", "policy-malformed"),
        ("quibble w1\nquorum none\n", "policy-line"),
        (f"witness w1 {KEY['X1']} https://w1.example/ # comment\nquorum none\n", "policy-line"),
        ("log\nquorum none\n", "policy-line"),
        ("log garbage\nquorum none\n", "verifier-key"),
        (f"log {KEY['X1']}\nquorum none\n", "verifier-key"),
        (f"log {PETER}\nlog {PETER} https://log.example/\nquorum none\n", "policy-key"),
        ("witness w1\nquorum none\n", "policy-line"),
        (f"witness w1 {PETER}\nquorum none\n", "verifier-key"),
        (f"witness none {KEY['X1']}\nquorum none\n", "policy-name"),
        (ONE + f"witness w1 {KEY['X2']}\nquorum w1\n", "policy-name"),
        (ONE + f"witness w2 {IMPOSTOR}\nquorum w1\n", "policy-key"),
        (ONE + "group w1 any w1\nquorum w1\n", "policy-name"),
        (ONE + "group g1 1\nquorum none\n", "policy-line"),
        (ONE + "group none any w1\nquorum none\n", "policy-name"),
        (ONE + "group g1 0 w1\nquorum none\n", "policy-line"),
        (ONE + "group g1 -1 w1\nquorum none\n", "policy-line"),
        (ONE + "group g1 2 w1\nquorum none\n", "policy-line"),
        (ONE + "group g1 ２ w1\nquorum none\n", "policy-line"),
        (ONE + "group g1 any w2\nquorum none\n", "policy-name"),
        (f"group g1 any w1\nwitness w1 {KEY['X1']}\nquorum w1\n", "policy-name"),
        (ONE + "group g1 any none w1\nquorum none\n", "policy-name"),
        (ONE + "group g1 all w1 w1\nquorum none\n", "policy-name"),
        (TWO + "group g1 any w1 w2\ngroup g2 any w1\nquorum g1\n", "policy-name"),
        (ONE, "policy-quorum"),
        ("", "policy-quorum"),
        (ONE + "quorum w1\nquorum w1\n", "policy-quorum"),
        ("quorum unknown\n", "policy-name"),
        (f"quorum w1\nwitness w1 {KEY['X1']}\n", "policy-name"),
        ("quorum\n", "policy-line"),
        ("quorum none\n" + "#" * policy.MAX_BYTES, "policy-malformed"),
    ],
)
def test_a_policy_that_says_two_things_or_none_is_refused(text, expected):
    with pytest.raises(Refused) as refusal:
        read(text)
    assert refusal.value.code == expected


def test_every_fault_of_a_policy_is_told_with_its_line():
    with pytest.raises(Refused) as refusal:
        policy.read(b"quibble\n# fine\nlog garbage\nquorum nobody\n", file="office.policy")
    assert [error.where for error in refusal.value.errors] == ["office.policy:1", "office.policy:3", "office.policy:4"]


def test_thousands_of_nested_groups_are_counted_without_running_out():
    names = ["w1", *(f"g{number}" for number in range(8_000))]
    nested = "".join(f"group {outer} all {inner}\n" for inner, outer in itertools.pairwise(names))
    found = read(ONE + nested + f"quorum {names[-1]}\n")
    assert policy.met(found, ["w1"]) and not policy.met(found, [])


def test_a_policy_that_an_editor_put_a_byte_order_mark_in_front_of_is_told_how_to_be_saved():
    with pytest.raises(Refused) as refusal:
        read("\ufeff" + TWO_LEVELS)
    assert refusal.value.code == "policy-malformed" and "without BOM" in (refusal.value.hint or "")
