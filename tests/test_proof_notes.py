"""Signed notes and their keys: what Go's sumdb/note opens is opened, what it refuses is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proof_samples import BY_ENOCH, BY_PETER, ENOCH, LOG, PETER, PETER_PRIVATE, QUOTE, witness_named
from reformlog.errors import Refused, Usage
from reformlog.proof import keys, notes

# C2SP signed-note.md
EXAMPLE_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
EXAMPLE = (
    "This is an example message.\n\n"
    "— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
)


def opened(text: str | bytes, *known: str) -> notes.Note:
    data = text.encode() if isinstance(text, str) else text
    return notes.open_note(data, [keys.read_verifier(key) for key in known])


def code(text: str | bytes, *known: str) -> str:
    with pytest.raises(Refused) as refusal:
        opened(text, *known)
    assert refusal.value.hint or "control" in refusal.value.message
    return refusal.value.code


def names(found: tuple[notes.Signature, ...]) -> list[str]:
    return [signature.name for signature in found]


def test_a_note_of_two_signers_opens_with_either_key_and_keeps_the_other():
    """golang/mod sumdb/note/note_test.go."""
    note = opened(QUOTE + "\n" + BY_PETER + BY_ENOCH, PETER)
    assert note.text == QUOTE
    assert names(note.verified) == ["PeterNeumann"]
    assert names(note.unverified) == ["EnochRoot"]
    assert names(opened(QUOTE + "\n" + BY_PETER + BY_ENOCH, PETER, ENOCH).verified) == ["PeterNeumann", "EnochRoot"]


def test_the_example_of_the_specification_opens():
    assert opened(EXAMPLE, EXAMPLE_KEY).text == "This is an example message.\n"


def test_one_changed_letter_of_the_text_is_noticed():
    assert code(EXAMPLE.replace("example message", "examp1e message"), EXAMPLE_KEY) == "note-signature"


def test_a_failing_signature_of_a_known_key_refuses_even_beside_a_good_one():
    false = BY_ENOCH.replace("rwz+eBzm", "rwz+eBzn")
    assert code(QUOTE + "\n" + BY_PETER + false, PETER, ENOCH) == "note-signature"
    assert names(opened(QUOTE + "\n" + BY_PETER + false, PETER).verified) == ["PeterNeumann"]


def test_a_note_of_strangers_only_is_refused_and_names_them():
    with pytest.raises(Refused, match=r"PeterNeumann.*EnochRoot") as refusal:
        opened(QUOTE + "\n" + BY_PETER + BY_ENOCH)
    assert refusal.value.code == "note-unverified"


def test_repeated_signatures_count_once():
    note = opened(QUOTE + "\n" + 2 * BY_PETER + 2 * BY_ENOCH, PETER)
    assert (names(note.verified), names(note.unverified)) == (["PeterNeumann"], ["EnochRoot"])


@pytest.mark.parametrize(
    "text",
    [
        QUOTE,
        QUOTE + "\n",
        QUOTE + "\n" + BY_PETER[:-1],
        "\x01" + QUOTE + "\n" + BY_PETER,
        "\0" + QUOTE + "\n" + BY_PETER,
        QUOTE + "\n" + BY_PETER + "Unexpected line.\n",
        QUOTE + "\n" + BY_PETER.replace("PeterNeumann", "Bad Name"),
        QUOTE + "\n" + BY_PETER.replace("PeterNeumann", "Bad\u3000Name"),
        QUOTE + "\n" + BY_PETER.replace("PeterNeumann", "a+b"),
        QUOTE + "\n" + BY_PETER.replace("— ", "- "),
        QUOTE + "\n— PeterNeumann \n",
        QUOTE + "\n— PeterNeumann x08go/Y\n",
        EXAMPLE.replace("\n", "\r\n"),
        QUOTE + "\n" + BY_PETER.replace("\n", "\r\n"),
        "\ufeff" + EXAMPLE,
        QUOTE + "\n" + BY_PETER + "— x AAAAAAAA=\n",
        QUOTE + "\n" + BY_PETER + "— x AAAAAAAA====\n",
    ],
)
def test_a_malformed_note_is_refused(text):
    assert code(text, PETER, EXAMPLE_KEY) == "note-malformed"


@pytest.mark.parametrize("byte", [b"\xff", b"\xed\xa0\x80", b"\xc0\xaf"])
def test_bytes_that_are_no_utf8_are_refused_surrogates_and_long_forms_too(byte):
    assert code(byte + (QUOTE + "\n" + BY_PETER).encode(), PETER) == "note-malformed"


def test_a_hundred_signatures_are_read_and_one_more_is_not():
    assert names(opened(QUOTE + "\n" + 100 * BY_PETER, PETER).verified) == ["PeterNeumann"]
    assert code(QUOTE + "\n" + 101 * BY_PETER, PETER) == "note-malformed"


def test_a_huge_note_is_refused_by_its_size():
    assert code("x" * notes.MAX_BYTES + "\n\n" + BY_PETER, PETER) == "note-malformed"


def test_two_keys_made_to_share_a_name_and_id_are_not_guessed_between():
    known = keys.read_verifier(PETER)
    twin = keys.Verifier(known.name, known.kind, bytes(32))
    object.__setattr__(twin, "key_id", known.key_id)
    with pytest.raises(Refused) as refusal:
        notes.open_note((QUOTE + "\n" + BY_PETER).encode(), [known, twin])
    assert refusal.value.code == "note-ambiguous"


def test_signing_gives_the_published_bytes():
    signer = keys.read_signer(PETER_PRIVATE)
    assert notes.sign(QUOTE, [signer]).decode() == QUOTE + "\n" + BY_PETER
    assert (signer.verifier.text, signer.private_text) == (PETER, PETER_PRIVATE)


@pytest.mark.parametrize("text", ["abc", "", "a\rb\n", "a\0\n", "\ud800\n"])
def test_a_text_that_no_note_can_hold_is_not_signed(text):
    with pytest.raises(Refused, match=r"newline|UTF-8"):
        notes.sign(text, [LOG])


def test_a_key_that_signs_again_replaces_its_own_signature_and_keeps_the_others():
    found = notes.split((QUOTE + "\n" + BY_PETER + BY_ENOCH).encode())[1]
    assert notes.sign(QUOTE, [keys.read_signer(PETER_PRIVATE)], found).decode() == QUOTE + "\n" + BY_ENOCH + BY_PETER


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters=[chr(n) for n in range(32) if n != 10])))
def test_what_is_signed_opens_to_the_same_text(text):
    text += "\n"
    assert notes.open_note(notes.sign(text, [LOG]), [LOG.verifier]).text == text


@given(st.integers(0, 300), st.integers(0, 7))
def test_no_changed_bit_of_a_note_gives_another_text(place, bit):
    data = bytearray(EXAMPLE.encode())
    data[place % len(data)] ^= 1 << bit
    try:
        note = opened(bytes(data), EXAMPLE_KEY)
    except Refused:
        return
    assert note.text == "This is an example message.\n"  # only base64's unused last bits may differ, as in Go


@given(st.binary(max_size=200))
def test_any_bytes_are_refused_in_words(data):
    assert code(data, PETER).startswith("note-")


@pytest.mark.parametrize(
    "key", [PETER, ENOCH, EXAMPLE_KEY, "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2"]
)
def test_published_verifier_keys_are_read_and_written_back(key):
    """golang/mod note_test.go; C2SP signed-note.md; transparency-dev/formats note_cosigv1_test.go (kind 0x04)."""
    assert keys.read_verifier(key).text == key


@pytest.mark.parametrize(
    "key",
    [
        "",
        "PeterNeuma",
        "eterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10T",
        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy",
        "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",
        "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        PETER + "\n",
        PETER.replace("c74f20a3", "＋4f20a3"),
        PETER_PRIVATE,
        "x" * 10_000,
    ],
)
def test_a_verifier_key_that_was_cut_altered_or_is_of_another_kind_is_refused(key):
    """golang/mod sumdb/note/note_test.go."""
    with pytest.raises(Refused) as refusal:
        keys.read_verifier(key)
    assert refusal.value.code == "verifier-key"
    assert len(refusal.value.message) < 200


@pytest.mark.parametrize("name", ["", "Peter Neumann", "Peter\u3000Neumann", "Peter\tNeumann"])
def test_a_key_under_a_name_that_no_signature_line_can_hold_is_refused_though_its_id_fits(name):
    with pytest.raises(Refused) as refusal:
        keys.read_verifier(keys.Verifier(name, keys.ED25519, bytes(32)).text)
    assert refusal.value.code == "verifier-key"


def test_no_message_and_no_printing_shows_a_private_key():
    secret = PETER_PRIVATE.rpartition("+")[2]
    assert secret not in repr(keys.read_signer(PETER_PRIVATE))
    for broken in [PETER_PRIVATE[:-1], PETER_PRIVATE + "x", PETER_PRIVATE.replace("c74f20a3", "c74f20a4"), secret]:
        with pytest.raises(Refused) as refusal:
            keys.read_signer(broken)
        assert secret[:8] not in str(refusal.value)


def test_a_cosignature_carries_its_time_and_covers_it():
    """C2SP tlog-cosignature: eight bytes of seconds since 1970, then Ed25519 over two lines and the text."""
    witness = witness_named("w.example/1")
    [found] = notes.split(notes.sign(QUOTE, [witness], time=1679315147))[1]
    assert (len(found.raw), found.time) == (72, 1679315147)
    bare = keys.Signer("w.example/1", keys.ED25519, witness.seed)
    assert bare.verifier.accepts(b"cosignature/v1\ntime 1679315147\n" + QUOTE.encode(), found.raw[8:])
    later = (1679315148).to_bytes(8, "big") + found.raw[8:]
    assert witness.verifier.accepts(QUOTE.encode(), found.raw)
    assert not witness.verifier.accepts(QUOTE.encode(), later)
    assert not bare.verifier.accepts(QUOTE.encode(), found.raw)


def test_a_published_cosignature_line_is_read_for_its_time():
    """transparency-dev/formats note_cosigv1_test.go."""
    line = "ZGhGuQAAAABm/qTPeyKXD+R2rzyQsxPiP8mXum7qq/iF0u4vanlqJyocWODBt97w9uL+8qT7S5gxEHWWOworDcFiEBYJXORmnFBOBA=="
    assert notes.Signature("w", 0x64684 << 12, line).time == 1727964367


def test_a_witness_without_a_clock_cannot_sign():
    with pytest.raises(Usage, match="time"):
        notes.sign(QUOTE, [witness_named("w")])


def test_a_note_of_an_unknown_key_names_the_keys_that_signed_by_name_and_number():
    """An office keeps its name when it makes a new key: the name alone would not say which of its keys is wanted."""
    known = keys.read_verifier(PETER)
    successor = keys.Verifier(known.name, known.kind, keys.read_verifier(ENOCH).public_key)
    with pytest.raises(Refused) as refusal:
        notes.open_note((QUOTE + "\n" + BY_PETER).encode(), [successor])
    assert "signed by «PeterNeumann»+c74f20a3" in refusal.value.message
