"""`events/README.md` explains the file format on an act as it stands in the record, and holds today's catalogue."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

import reformlog
from reformlog.events.effects import EFFECTS
from reformlog.events.examples import effect_example
from reformlog.events.fields import fields_of
from reformlog.events.kinds import KINDS
from reformlog.events.statements import SORTS
from reformlog.intake.reading import read_file
from reformlog.recording import admitting

ROOT = Path(__file__).parents[1]
README = (ROOT / "events" / "README.md").read_text("utf-8")
_YAML = re.compile(r"^```yaml\n(.*?)^```", re.M | re.S)


@pytest.fixture(scope="module")
def catalogue():
    """The program that `script/catalogue` runs."""
    spec = importlib.util.spec_from_file_location("catalogue", ROOT / "docs" / "catalogue.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def section(heading: str) -> str:
    return README.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def trees(text: str, folder: Path) -> list:
    """The entries of a text as `append` would read it from a file."""
    (folder / "shown.yaml").write_text(text, "utf-8")
    return [entry.tree for entry in read_file(folder / "shown.yaml")]


def test_the_catalogue_in_the_readme_is_the_one_of_the_program(catalogue):
    """When it is not: script/catalogue."""
    assert catalogue.with_catalogue(README) == README


def test_every_kind_effect_and_field_has_its_row(catalogue):
    rows = re.findall(r"^\| `([\w.-]+)` ", catalogue.catalogue(), re.M)
    assert [row for row in rows if row in KINDS] == list(KINDS)
    effects = [effect.name.replace("use.", "measure.") for effect in EFFECTS]
    assert sorted(row for row in rows if "." in row) == sorted(effects)
    for kind in KINDS.values():
        own = {*kind.dates, *kind.fields, "title", "effects"}
        assert {field.name for field in fields_of(kind)} - own <= set(rows)


def test_every_statement_has_its_row_and_its_example_passes_the_door(catalogue, tmp_path):
    rows = re.findall(r"^\| `(\w+)` .*\| `(\{.*\})` \|$", catalogue.catalogue(), re.M)
    assert [name for name, _ in rows] == list(SORTS)
    for name, example in rows:
        (tree,) = trees(f"- {example}\n", tmp_path)
        entry = admitting.admit(tree)
        assert entry.act.startswith(f"{name}:"), entry
        assert set(tree) <= set(SORTS[name].fields)


def test_the_act_explained_line_by_line_is_the_one_of_the_record(tmp_path):
    shown = "".join(_YAML.findall(section("One act, line by line")))
    assert shown in (ROOT / "events" / "2024.yaml").read_text("utf-8")
    (tree,) = trees(shown, tmp_path)
    (kept,) = [entry.tree for entry in read_file(ROOT / "events" / "2024.yaml") if entry.tree["id"] == tree["id"]]
    assert tree == kept


def test_what_is_shown_of_corrections_and_withdrawals_passes_the_door(tmp_path):
    (shown,) = _YAML.findall(section("When something was wrong"))
    entries = [admitting.admit(tree) for tree in trees(shown, tmp_path)]
    assert [(entry.sort, entry.act) for entry in entries] == [
        ("correct", "2024-09-05.zone-policy"),
        ("withdraw", "2024-09-06.zone-policy"),
    ]


def test_every_effect_has_its_word_in_the_fold_of_its_entity(tmp_path):
    """One that was left out is a fault at the first act that has it, and not before."""
    acts = []
    for effect in EFFECTS:
        kind = next(kind for kind in KINDS.values() if effect.written in kind.effects)
        act = {"id": f"2024-06-21.{len(acts)}", "kind": kind.name, "title": "行為", "sources": [{"title": "資料"}]}
        acts.append(act | {kind.effective: "2024-06-21", "effects": [effect_example(effect)]})
    with reformlog.open(tmp_path / "r.db", create=True) as register:
        assert len(register.append(acts, accept_conflict="試すため")) == len(EFFECTS)
