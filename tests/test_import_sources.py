"""Documents are kept under the digest of their bytes, and quoted words are looked up in them."""

from __future__ import annotations

import hashlib

import pytest

from import_samples import ROWS, pdf, ruled_table, seed_text, write
from reformlog.errors import Damaged, Refused
from reformlog.intake.documents.drafts import draft
from reformlog.intake.documents.sources import keep, place, quote_found


def test_a_document_is_kept_under_the_digest_of_its_bytes(tmp_path):
    path = write(tmp_path, "経緯.TXT", seed_text())
    digest = keep(path, tmp_path / "sources")
    assert digest == hashlib.sha256(path.read_bytes()).hexdigest()
    kept = tmp_path / "sources" / "sha256" / digest[:2] / f"{digest[2:]}.txt"
    assert place(tmp_path / "sources", digest) == kept
    assert kept.read_bytes() == path.read_bytes()


def test_keeping_it_again_under_another_name_changes_nothing(tmp_path):
    first = keep(write(tmp_path, "a.txt", seed_text()), tmp_path / "sources")
    again = keep(write(tmp_path, "b.md", seed_text()), tmp_path / "sources")
    assert first == again
    assert len([path for path in (tmp_path / "sources").rglob("*") if path.is_file()]) == 1


def test_every_quotation_of_a_draft_is_found_in_the_kept_bytes(tmp_path):
    path = tmp_path / "keii.pdf"
    path.write_bytes(pdf([ruled_table([(y, d, t.replace(" ", "\n")) for y, d, t in ROWS], (60, 80, 300), 800)]))
    digest = keep(path, tmp_path / "sources")
    quotes = [entry["sources"][0]["quote"] for entry in draft(path, zones={}).entries]
    assert len(quotes) == 8
    assert all(quote_found(tmp_path / "sources", digest, quote) for quote in quotes)


@pytest.mark.parametrize(
    "quote", ["国家戦略特区諮問会議（第６１回）", "2区域 4県を\n追加指定", "（6月26日公布・施行）"]
)
def test_blanks_line_ends_and_the_width_of_letters_do_not_count(tmp_path, quote):
    digest = keep(write(tmp_path, "keii.txt", seed_text()), tmp_path / "sources")
    assert quote_found(tmp_path / "sources", digest, quote) is True


def test_words_that_do_not_occur_are_not_found(tmp_path):
    digest = keep(write(tmp_path, "keii.txt", seed_text()), tmp_path / "sources")
    assert quote_found(tmp_path / "sources", digest, "3区域5自治体を追加指定") is False


def test_nothing_is_said_of_a_document_that_is_not_kept(tmp_path):
    assert quote_found(tmp_path / "sources", "0" * 64, "何か") is None


def test_nothing_is_said_of_a_document_without_text(tmp_path):
    path = tmp_path / "scan.pdf"
    path.write_bytes(pdf([([], [])], picture=True))
    digest = keep(path, tmp_path / "sources")
    assert quote_found(tmp_path / "sources", digest, "何か") is None


def test_kept_bytes_that_have_changed_are_damage(tmp_path):
    digest = keep(write(tmp_path, "keii.txt", seed_text()), tmp_path / "sources")
    assert quote_found(tmp_path / "sources", digest, "閣議決定") is True
    kept = place(tmp_path / "sources", digest)
    kept.write_text(seed_text() + "2024年7月1日\t加筆\n")
    with pytest.raises(Damaged) as caught:
        quote_found(tmp_path / "sources", digest, "閣議決定")
    assert caught.value.code == "source-changed"


def test_a_digest_that_is_none_is_refused(tmp_path):
    with pytest.raises(Refused) as caught:
        place(tmp_path, "../../etc/passwd")
    assert caught.value.code == "source-digest"
