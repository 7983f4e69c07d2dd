"""Checkpoints: three lines that can be read in one way only."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proof_samples import LOG, ORIGIN
from reformlog.errors import Refused
from reformlog.proof import checkpoints
from reformlog.proof.checkpoints import Checkpoint

# C2SP tlog-checkpoint.md
ROOT = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="
EXAMPLE = f"example.com/behind-the-sofa\n20852163\n{ROOT}\n"
SIGNED = (
    EXAMPLE + "\n— example.com/behind-the-sofa "
    "Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
)
# golang/mod sumdb/tlog/note_test.go: the third line is the record hash of "hello world"
GO_TREE = "go.sum database tree\n123456789012\nTszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=\n"


def code(text: str, origin: str | None = None) -> str:
    with pytest.raises(Refused) as refusal:
        checkpoints.read_text(text, origin)
    assert refusal.value.hint
    return refusal.value.code


def test_the_example_of_the_specification_is_read_and_written_back():
    found = checkpoints.read_unverified(SIGNED.encode())
    assert (found.origin, found.size, found.root.hex()[:8]) == ("example.com/behind-the-sofa", 20852163, "0ac5186a")
    assert found.text == EXAMPLE


def test_the_tree_of_gos_checksum_database_is_read_and_another_log_is_not_taken_for_it():
    found = checkpoints.read_text(GO_TREE, "go.sum database tree")
    assert found.size == 123456789012
    assert found.root == hashlib.sha256(b"\x00hello world").digest()
    assert code("not-" + GO_TREE, "go.sum database tree") == "checkpoint-other-log"


def test_extension_lines_are_kept_and_signed():
    found = checkpoints.read_text(EXAMPLE + "6086d1a9\nWaxing gibbous\n")
    assert found.extensions == ("6086d1a9", "Waxing gibbous")
    assert found.text == EXAMPLE + "6086d1a9\nWaxing gibbous\n"


@pytest.mark.parametrize(
    "size",
    ["020852163", "0x13", "+20852163", "-34", " 20852163", "20852163 ", "20_852_163", "２０", "٢٠٨", "二十", "",
     "00", "1e3", "bananas", "9223372036854775808", "3438945738945739845734895735", "9" * 5000],
)  # fmt: skip
def test_a_size_is_plain_digits_or_it_is_refused(size):
    assert code(f"example.com/x\n{size}\n{ROOT}\n") == "checkpoint-size"


@pytest.mark.parametrize(
    "root",
    ["ThisIsn'tBase64", ROOT[:-1], ROOT + "=", ROOT.replace("/", "_"), ROOT[:-2] + "J=", " " + ROOT, "ＣsUY"],
)
def test_a_root_is_base64_in_its_one_spelling_or_it_is_refused(root):
    assert code(f"example.com/x\n5\n{root}\n") == "checkpoint-root"


def test_a_root_of_another_length_is_refused_for_its_length():
    """transparency-dev/formats log/checkpoint_test.go has such roots; a SHA-256 tree cannot."""
    assert code("Log\n123\nYmFuYW5hcw==\n") == "checkpoint-root-length"
    assert code("go.sum database tree\n123456789012\nTszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBTOOBIG=\n") in (
        "checkpoint-root",
        "checkpoint-root-length",
    )


@pytest.mark.parametrize(
    "text", ["", "\n", "Head\n9944\n", EXAMPLE[:-1], EXAMPLE + "cut", EXAMPLE + "more\n" * 101, "x\n" * 100_000]
)
def test_less_than_three_whole_lines_or_far_more_are_refused(text):
    assert code(text) == "checkpoint-malformed"


def test_an_empty_origin_or_extension_line_is_refused():
    assert code(f"\n9944\n{ROOT}\n") == "checkpoint-origin"
    assert code(EXAMPLE + "\n") == "checkpoint-extension"
    assert code("x" * 2000 + f"\n5\n{ROOT}\n") == "checkpoint-origin"


def test_windows_line_ends_are_refused():
    """With CR LF the carriage return would belong to each line's value; a note with one is refused as a whole."""
    assert code(EXAMPLE.replace("\n", "\r\n")) == "checkpoint-size"
    with pytest.raises(Refused, match="U\\+000D"):
        checkpoints.read_unverified(SIGNED.replace("\n", "\r\n").encode())


def test_an_empty_log_has_the_root_of_nothing_and_no_other():
    """RFC 6962 §2.1; C2SP tlog-witness."""
    assert checkpoints.read_text("example.com/x\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n").size == 0
    assert code(f"example.com/x\n0\n{ROOT}\n") == "checkpoint-empty"


def test_a_checkpoint_is_signed_and_opened_again():
    made = Checkpoint(ORIGIN, 57, bytes(32))
    data = checkpoints.sign(made, LOG)
    assert checkpoints.open_checkpoint(data, [LOG.verifier], ORIGIN)[0] == made
    with pytest.raises(Refused) as refusal:
        checkpoints.open_checkpoint(data.replace(b"\n57\n", b"\n58\n"), [LOG.verifier])
    assert refusal.value.code == "note-signature"


@pytest.mark.parametrize("origin", ["", "a\nb", "a\rb", "\ud800", "x" * 1025])
def test_a_checkpoint_that_would_not_read_back_cannot_be_made(origin):
    with pytest.raises(Refused):
        Checkpoint(origin, 1, bytes(32))


LINE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters=[chr(n) for n in range(32)]), min_size=1)


@given(LINE, st.integers(1, 2**63 - 1), st.binary(min_size=32, max_size=32), st.lists(LINE, max_size=3))
def test_every_checkpoint_is_read_back_as_it_was_written(origin, size, root, extensions):
    made = Checkpoint(origin, size, root, tuple(extensions))
    assert checkpoints.read_text(made.text) == made
    assert checkpoints.read_unverified(checkpoints.sign(made, LOG)) == made


# Lines that are right, and lines that a lenient reader would take for the same.
SIZES = ["1\n", "20852163\n", "020852163\n", "+1\n", "１\n", "1_0\n", " 1\n", "1\r\n", "1.0\n", f"{2**63}\n"]
ROOTS = [f"{ROOT}\n", f"{ROOT[:-2]}J=\n", f"{ROOT[:-1]}\n", f"{ROOT}=\n", f"{ROOT} \n", f"{ROOT}\r\n", ROOT]
BEHIND = ["", "further\n", "\n", " \n", "\x85\n", "\u2028\n", "no newline"]


def test_whatever_text_is_read_is_written_back_the_same():
    read = 0
    for lines in product(["example.com/x\n", " example.com/x\n", "\n", "例\n"], SIZES, ROOTS, BEHIND):
        text = "".join(lines)
        with suppress(Refused):
            assert checkpoints.read_text(text).text == text
            read += 1
    assert read > 0
