"""Key files: written once, read only by their owner."""

from __future__ import annotations

import os
import stat

import pytest

from proof_samples import PETER_PRIVATE
from reformlog.errors import Refused, Usage
from reformlog.proof import keyfiles, keys

posix = pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")


def code(path) -> str:
    with pytest.raises(Refused) as refusal:
        keyfiles.read_key(path)
    assert refusal.value.hint
    assert "AYEKFALV" not in str(refusal.value)
    return refusal.value.code


def test_a_new_key_is_in_gos_format_and_signs_what_its_verifier_key_opens(tmp_path):
    made = keyfiles.new_key("reformlog.example/kokusen", tmp_path / "log.key")
    text = (tmp_path / "log.key").read_text()
    assert text.startswith("PRIVATE+KEY+reformlog.example/kokusen+") and text.endswith("\n")
    read = keyfiles.read_key(tmp_path / "log.key")
    assert read == made
    assert keys.read_verifier(made.verifier.text).accepts(b"text\n", read.sign(b"text\n"))


def test_two_new_keys_differ(tmp_path):
    assert keyfiles.new_key("a", tmp_path / "1").seed != keyfiles.new_key("a", tmp_path / "2").seed


def test_a_witness_key_says_that_it_is_one(tmp_path):
    keyfiles.new_key("w.example", tmp_path / "w.key", keys.COSIGNATURE)
    assert keyfiles.read_key(tmp_path / "w.key").kind == keys.COSIGNATURE


@posix
@pytest.mark.parametrize("umask", [0o000, 0o077, 0o377])
def test_a_new_key_file_is_for_its_owner_only_whatever_the_umask(tmp_path, umask):
    before = os.umask(umask)
    try:
        keyfiles.new_key("a", tmp_path / "key")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600


def test_a_key_is_never_overwritten(tmp_path):
    keyfiles.new_key("a", tmp_path / "key")
    before = (tmp_path / "key").read_bytes()
    with pytest.raises(Refused, match="never overwritten"):
        keyfiles.new_key("a", tmp_path / "key")
    assert (tmp_path / "key").read_bytes() == before


@posix
def test_a_new_key_does_not_follow_a_link_laid_in_its_place(tmp_path):
    (tmp_path / "key").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Refused):
        keyfiles.new_key("a", tmp_path / "key")
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize("name", ["", "two words", "a+b", "全角\u3000空白", "a\nb", "\ud800"])
def test_a_name_no_signature_line_can_hold_makes_no_file(tmp_path, name):
    with pytest.raises(Refused) as refusal:
        keyfiles.new_key(name, tmp_path / "key")
    assert refusal.value.code == "key-name"
    assert not (tmp_path / "key").exists()


@posix
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o644, 0o601])
def test_a_key_that_others_could_use_is_refused_with_the_command_that_mends_it(tmp_path, mode):
    keyfiles.new_key("a", tmp_path / "key")
    (tmp_path / "key").chmod(mode)
    with pytest.raises(Refused, match=f"chmod 600 {tmp_path / 'key'}") as refusal:
        keyfiles.read_key(tmp_path / "key")
    assert f"{mode:04o}" in refusal.value.message


@posix
def test_a_link_a_folder_a_pipe_and_a_missing_file_are_no_keys(tmp_path):
    keyfiles.new_key("a", tmp_path / "key")
    (tmp_path / "link").symlink_to(tmp_path / "key")
    os.mkfifo(tmp_path / "pipe", 0o600)
    assert code(tmp_path / "link") == "key-link"
    assert code(tmp_path / "pipe") == "key-odd"
    assert code(tmp_path) == "key-odd"
    assert code(tmp_path / "none") == "key-missing"


@pytest.mark.parametrize(
    "content",
    [b"", b"\n", b"\xff\xfe", b"\0" * 100, PETER_PRIVATE.encode() * 2, PETER_PRIVATE.encode() + b"\n\n",
     PETER_PRIVATE.encode() + b"\r\n", PETER_PRIVATE.replace("c74f20a3", "c74f20a4").encode(), b"x" * 100_000],
)  # fmt: skip
def test_a_file_that_holds_anything_but_one_key_is_refused(tmp_path, content):
    (tmp_path / "key").write_bytes(content)
    (tmp_path / "key").chmod(0o600)
    assert code(tmp_path / "key") == "private-key"


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(Usage, match="none"):
        keyfiles.new_key("a", tmp_path / "none" / "key")
