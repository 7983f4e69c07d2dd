"""The folder projections/ is what the record says, byte for byte, on every machine."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import reformlog
from reformlog import building, builtin
from reformlog.errors import Refused

KEPT = Path(__file__).parent.parent / "projections"


@pytest.fixture(scope="module")
def record():
    with builtin.register() as register:
        yield register


def test_the_kept_folder_is_what_would_be_built(record):
    assert building.differences(record.view(), KEPT) == []


def test_a_changed_missing_or_stray_file_is_named_with_its_first_differing_line(record, tmp_path):
    view = record.view()
    building.build(view, tmp_path / "p")
    zones = tmp_path / "p" / "zones.md"
    lines = zones.read_text("utf-8").splitlines()
    lines[4] = lines[4].replace("|", "¦", 1)
    zones.write_text("\n".join(lines) + "\n", "utf-8")
    (tmp_path / "p" / "plans.md").unlink()
    (tmp_path / "p" / "other.md").write_text("x")
    found = building.differences(view, tmp_path / "p")
    assert [line.split(" ")[0] for line in found] == ["plans.md:", "zones.md:5:", "other.md:"]
    assert sorted(building.build(view, tmp_path / "p")) == ["other.md", "plans.md", "zones.md"]
    assert building.differences(view, tmp_path / "p") == []


def test_several_files_that_differ_are_told_together_and_nothing_is_said_of_recording(record_file, tmp_path):
    command = [sys.executable, "-m", "reformlog", "--db", str(record_file), "build", "--check", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 1
    assert "are not what the log says" in done.stderr and "recorded" not in done.stderr, done.stderr


def test_a_folder_that_holds_other_things_is_left_alone(record, tmp_path):
    (tmp_path / "letters.txt").write_text("x")
    with pytest.raises(Refused, match="other things"):
        building.build(record.view(), tmp_path)


def test_no_id_of_a_zone_leads_out_of_the_folder(tmp_path):
    zone = {"zone": "a/../../../outside", "is": "candidate", "name": "あ"}
    act = {"id": "one", "kind": "wg-hearing", "title": "t", "held": "2024-06-21", "sources": [{"title": "s"}]}
    with reformlog.open(tmp_path / "r.db", create=True) as register:
        register.append({**act, "effects": [zone]})
        before = {*tmp_path.rglob("*")}
        building.build(register.view(), tmp_path / "p" / "q")
    assert {path.relative_to(tmp_path).parts[:2] for path in {*tmp_path.rglob("*.md")} - before} == {("p", "q")}
    assert (tmp_path / "p" / "q" / "chronology" / "a~..~..~..~outside.md").is_file()


def test_a_build_that_was_stopped_is_gone_on_with(record, tmp_path):
    """The README, by which the folder is known, comes last, and the file before it may be half."""
    building.build(record.view(), tmp_path)
    (tmp_path / "README.md").unlink()
    for path in ("zones.md", "chronology/sendai-city.md"):
        half = (tmp_path / path).read_bytes()
        (tmp_path / path).write_bytes(half[: len(half) // 2])
    assert building.build(record.view(), tmp_path) == ["chronology/sendai-city.md", "zones.md", "README.md"]
    (tmp_path / "README.md").unlink()
    (tmp_path / "zones.md").write_text("mine")
    with pytest.raises(Refused, match="other things"):
        building.build(record.view(), tmp_path)


def test_the_folder_of_another_project_is_left_alone_though_it_has_a_readme(record, tmp_path):
    others = {"README.md": "# Another project\n", "CHANGELOG.md": "x\n", "docs/guide.md": "x\n"}
    (tmp_path / "docs").mkdir()
    for name, text in others.items():
        (tmp_path / name).write_text(text)
    with pytest.raises(Refused, match="other things"):
        building.build(record.view(), tmp_path)
    assert {name: (tmp_path / name).read_text() for name in others} == others


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati"])
def test_time_zone_locale_and_hash_seed_do_not_matter(zone):
    environment = {**os.environ, "TZ": zone, "LC_ALL": "C", "PYTHONHASHSEED": str(len(zone))}
    command = [sys.executable, "-m", "reformlog", "build", "--record", "--check", str(KEPT)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
