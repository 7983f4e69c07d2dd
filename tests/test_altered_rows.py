"""Rows that somebody altered: whatever is asked then is right, or says which rows are wrong and what to type."""

from __future__ import annotations

import pytest

import reformlog
from altering import altered
from cli_running import run

QUESTIONS = {
    "zones": lambda register: register.zones("2024-06-26"),
    "plans": lambda register: register.plans("2024-06-26", include_possible=True),
    "measures": lambda register: register.measures("2024-06-26"),
    "uses": lambda register: register.measures("2024-06-26", zone="aichi"),
    "proposals": lambda register: register.proposals("2024-06-26"),
    "zone": lambda register: register.zone("aichi", "2024-06-26"),
    "chronology": lambda register: register.chronology("aichi", worded=True),
    "diff": lambda register: register.diff("2014-01-01", "2024-06-30"),
    "learned": lambda register: register.diff(as_of="2024-06-26", known=(9, 200)),
    "explain": lambda register: register.explain("aichi"),
    "blame": lambda register: register.blame("aichi"),
    "due": lambda register: register.due("2014-01-01", "2024-06-30"),
    "audit": lambda register: register.audit(),
    "replay": lambda register: register.replay(),
    "check": lambda register: register.check(),
}
DAMAGES = {
    "no rows of text": "DELETE FROM text",
    "no table of facts": "DROP TABLE fact",
    "another column": "ALTER TABLE point RENAME COLUMN grp TO zone",
    "states that are no JSON": "UPDATE point SET row = 'x', more = 'x'",
    "facts that are no JSON": "UPDATE fact SET data = 'x'",
    "days that are bytes": "UPDATE fact SET latest = x'ff'",
    "a rank that no effect has": "UPDATE fact SET rank = 1000",
}
DISSOLVED = {
    "id": "2026-10-01.cabinet-order",
    "kind": "cabinet-order",
    "title": "国家戦略特別区域を定める政令の一部を改正する政令",
    "decided": "2026-10-01",
    "promulgated": "2026-10-02",
    "enforced": "2026-10-03",
    "effects": [{"zone": "aichi", "is": "cancelled"}],
    "sources": [{"title": "官報"}],
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_question_from_python_answers_or_says_that_the_rows_are_to_be_made_again(record_copy, damage):
    """A wrong value that a question does not read, or that could as well be right, is for `verify --deep`."""
    with record_copy() as register:
        right = {name: ask(register) for name, ask in QUESTIONS.items()}
        altered(register.projection.path, DAMAGES[damage])
        refused = 0
        for ask in QUESTIONS.values():
            try:
                ask(register)
            except reformlog.Error as error:
                refused += 1
                assert "reformlog rebuild" in (error.hint or ""), error
                assert error.__cause__ is not None, "who looks for the fault sees what failed"
        assert refused
        with pytest.raises(reformlog.Damaged, match="rebuild"):
            register.verify(deep=True)
        register.rebuild()
        assert {name: ask(register) for name, ask in QUESTIONS.items()} == right


@pytest.mark.parametrize("damage", DAMAGES)
def test_rows_that_cannot_be_gone_on_from_are_made_again(record_copy, tmp_path, damage):
    """The log has one act more than they have."""
    with record_copy() as register, reformlog.open(tmp_path / "copy.db", projection=str(tmp_path / "b.db")) as other:
        other.append(DISSOLVED)
        altered(register.projection.path, DAMAGES[damage])
        try:
            zone = register.zone("aichi", "2026-10-03")
        except reformlog.Error as error:  # nothing of what is wrong was in the way of the one act
            assert "reformlog rebuild" in (error.hint or ""), error
        else:
            assert zone == other.zone("aichi", "2026-10-03")


@pytest.mark.parametrize("damage", ["facts that are no JSON", "days that are bytes", "no table of facts"])
def test_an_append_that_altered_rows_stop_records_nothing_and_says_what_to_type(record_copy, damage):
    with record_copy() as register:
        head = register.head
        altered(register.projection.path, DAMAGES[damage])
        try:
            register.append(DISSOLVED)
        except reformlog.Error as error:
            assert "reformlog rebuild" in (error.hint or "") and register.head == head
            register.rebuild()  # at once, while what failed is still in hand
        else:
            pytest.fail("It was recorded.")
        assert register.append(DISSOLVED) == [head.position + 1]


def test_the_command_line_names_the_file_whose_table_is_gone(record_copy, tmp_path):
    record_copy().close()
    altered(str(tmp_path / "copy.projection.db"), "DROP TABLE fact")
    done = run("--db", str(tmp_path / "copy.db"), "explain", "aichi")
    assert done.code == 3 and "copy.projection.db is damaged" in done.err and "reformlog rebuild" in done.err


def test_what_is_wrong_with_the_call_stays_as_python_says_it(record_copy):
    """Nothing is damaged then, and nothing is called so."""
    with record_copy() as register:
        for asked in (lambda: register.blame(5), lambda: register.append(5)):  # type: ignore[arg-type]
            with pytest.raises((TypeError, AttributeError)):
                asked()
        with pytest.raises(reformlog.Usage, match="no text that UTF-8 can hold"):
            register.zone("\udcff")


def test_what_a_clerks_own_program_fails_on_is_its_own(record_copy):
    def entries():
        yield DISSOLVED
        raise LookupError("of the clerk's program")

    with record_copy() as register:
        head = register.head
        with pytest.raises(LookupError, match="of the clerk's program"):
            register.append(entries())
        assert register.head == head
