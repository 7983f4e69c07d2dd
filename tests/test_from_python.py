"""From Python: the questions of the command line, refused as there, and everything that fails said in words."""

from __future__ import annotations

import datetime
import inspect
import sqlite3
import tempfile
from contextlib import closing
from typing import Any

import pytest

import reformlog
from acts import act
from reformlog.custody import deep, signing
from reformlog.dates.clock import JST
from reformlog.events.kinds import KINDS
from reformlog.events.models import model_of
from reformlog.log.lines import read
from reformlog.proof.keys import ED25519, Signer
from reformlog.queries import history
from reformlog.questions import Questions
from reformlog.register import open_register


def request(act: str) -> dict[str, Any]:
    return {"id": act, "kind": "request", "title": "要望", "made": "2024-11-03", "sources": [{"title": "官報"}]}


@pytest.fixture
def register(tmp_path):
    with reformlog.open(tmp_path / "a.db", create=True) as opened:
        opened.append([request("a"), request("b")])
        yield opened


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (lambda register: register.diff(), "diff-what"),
        (lambda register: register.diff("2024-06-01", "2024-06-30", as_of="2024-01-01"), "diff-what"),
        (lambda register: register.diff(known=(1, 2), as_known=2), "diff-what"),
        (lambda register: register.diff(known=(1,)), "range-form"),
        (lambda register: register.chronology(["okinawa"]), "zone-form"),
        (lambda register: register.zones(as_known=-1), "no-position"),
        (lambda register: history.show(register.view(1), "#2"), "no-position"),
        (lambda register: history.show(register.view(), "#0"), "no-position"),
        (lambda register: register.zones(as_known=True), "instant-form"),
        (lambda register: register.zones(as_known=datetime.datetime(2024, 6, 26)), "instant-form"),
        (lambda register: register.replay("2024-06-30", "2024-06-01"), "days-backwards"),
        (lambda register: register.zones(as_known="2999-12-31"), "known-in-future"),
    ],
)
def test_a_question_that_is_not_clear_is_refused_in_words(register, asked, code):
    with pytest.raises(reformlog.Usage) as refused:
        asked(register)
    assert (refused.value.code, refused.value.exit_code) == (code, 2) and refused.value.hint


def test_a_position_is_taken_as_answers_print_it(register):
    """The heading of an answer says: known to #1."""
    assert register.zones(as_known="#1") == register.zones(as_known=1)


def test_a_day_and_an_instant_are_taken_as_python_has_them(tmp_path):
    """Recorded at noon in Japan: known at the end of that day and at that instant, and not an hour or a day before."""
    noon = datetime.datetime(2024, 11, 3, 12, tzinfo=JST)
    with open_register(tmp_path / "a.db", create_log=True, clock=lambda: noon) as register:
        register.append(request("a"))
        hour, day = datetime.timedelta(hours=1), datetime.timedelta(days=1)
        asked = (noon, noon - hour, noon.date(), noon.date() - day)
        assert [register.zones(as_known=known).as_known["position"] for known in asked] == [1, 0, 1, 0]


def test_a_checkpoint_names_what_was_known_when_it_was_signed(tmp_path):
    """`--as-known FILE`: two acts, signed, and a third; a checkpoint of another history names nothing here."""
    signer = Signer("reformlog.example/a", ED25519, bytes(32))
    for name in ("a", "b"):
        with reformlog.open(tmp_path / f"{name}.db", create=True, origin=signer.name) as register:
            register.append([request(f"{name}1"), request(f"{name}2")])
            (tmp_path / name).write_bytes(signing.checkpoint(register.log, signer, None))
            register.append(request(f"{name}3"))
    with reformlog.open(tmp_path / "a.db") as register:
        (tmp_path / "Tokyo").write_bytes((tmp_path / "a").read_bytes())  # its T stands in no instant
        for name in ("a", "Tokyo"):
            assert register.zones(as_known=str(tmp_path / name)) == register.zones(as_known=2)
        with pytest.raises(reformlog.Refused, match="not of this history: at size 2 the roots differ"):
            register.zones(as_known=str(tmp_path / "b"))


def test_an_act_is_given_with_values_of_python_or_as_a_model(register):
    """A date is a day, None is a field left out, a tuple a list; what is recorded is the same as from an act file."""
    made = datetime.date(2024, 11, 3)
    register.append({**request("c"), "made": made, "detail": None, "agenda": ("議題",)})
    register.append(model_of(KINDS["request"])(**{**request("d"), "detail": None, "agenda": ("議題",)}))
    c, d = (read(register.log.versions(act)[0].line)["body"] for act in ("c", "d"))
    assert {**c, "id": "d"} == d == {**request("d"), "agenda": ["議題"]}


def endless() -> list[Any]:
    holder: list[Any] = []
    holder.append(holder)
    return holder


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"detail": endless()}, "too-deep"),
        ({"order": 10**5000}, "not-a-number"),
        ({"sources": [{"title": 10**5000}]}, "not-a-number"),
        ({"id": b"c"}, "not-text"),
        ({"zones": [b"okinawa"]}, "not-text"),
    ],
)
def test_what_only_a_program_can_give_is_refused_like_what_a_clerk_writes(register, given, code):
    with pytest.raises(reformlog.Refused) as refused:
        register.append({**request("c"), **given})
    assert code in [error.code for error in refused.value.errors] and register.head.position == 2


@pytest.mark.parametrize("name", [5, "", None, ["c"], {}])
def test_a_change_names_its_act_by_a_text(register, name):
    for change in ({"withdraw": name}, {"correct": name, "act": request("c")}):
        with pytest.raises(reformlog.Refused) as refused:
            register.append({**change, "reason": "誤り"})
        assert "act-missing" in [error.code for error in refused.value.errors]


@pytest.mark.parametrize("name", ["a\0b", "\ud800"])
def test_what_no_file_can_be_called_is_refused_wherever_a_file_is_named(register, tmp_path, name):
    path = f"{tmp_path}/{name}.db"
    for asked in (
        lambda: reformlog.open(path),
        lambda: reformlog.open(path, create=True),
        lambda: reformlog.open(tmp_path / "a.db", projection=path),
        lambda: register.verify(path),
    ):
        with pytest.raises(reformlog.Usage, match="is no name of a file"):
            asked()


def test_a_chronology_makes_up_no_year_for_a_day_of_which_only_the_latest_is_known(register):
    register.append({**request("c"), "made": "../2020-01-01"})
    assert next((row.year, row.date) for row in register.chronology()) == ("不明", "～2020年1月1日")


def test_a_zone_of_which_only_a_step_is_known_is_no_row_and_a_cancelled_one_is(tmp_path):
    words = {"consulted": "consultation", "designated": "cabinet-order", "cancelled": "cabinet-order"}
    days = {"consultation": "answered", "cabinet-order": "enforced"}
    with reformlog.open(tmp_path / "r.db", create=True) as register:
        found = []
        for day, (word, kind) in enumerate(words.items(), 1):
            register.append(act(word, kind, {"zone": "z", "is": word}, **{days[kind]: f"2024-04-0{day}"}))
            found.append((register.zone("z", as_of=f"2024-04-0{day}"), register.zones(f"2024-04-0{day}").zones))
    assert found[0] == (None, []) and [zone.status for zone, _ in found[1:]] == ["designated", "cancelled"]
    assert all([zone] == zones for zone, zones in found[1:])


def test_half_a_surrogate_pair_in_a_question_is_no_text(register):
    with pytest.raises(reformlog.Usage, match="cannot be written down"):
        register.diff("2024-01-01", "2024-02-01", zone="\ud800")


@pytest.mark.parametrize("use", ["zones", "rebuild", "append"])
def test_a_register_that_was_closed_says_so(tmp_path, use):
    with reformlog.open(tmp_path / "a.db", create=True) as register:
        pass
    with pytest.raises(reformlog.Usage, match=r"was closed; nothing can be asked of it any more"):
        getattr(register, use)(*([request("a")] if use == "append" else []))


@pytest.mark.parametrize("use", ["zones", "rebuild", "append"])
def test_rows_that_another_program_keeps_locked_are_named_with_what_to_do(register, tmp_path, use):
    with reformlog.open(tmp_path / "a.db", projection=str(tmp_path / "of-another.projection.db")) as other:
        other.append(request("c"))  # so that the rows here are behind
    register.projection.connection.execute("PRAGMA busy_timeout=0")
    with closing(sqlite3.connect(register.projection.path)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(reformlog.Refused) as refused:
            getattr(register, use)(*([request("d")] if use == "append" else []))
    assert refused.value.code == "locked" and register.projection.path in refused.value.message
    assert register.append(request("d")) == [4]


def test_rows_that_can_be_kept_nowhere_are_refused_in_words(register, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    with pytest.raises(reformlog.Refused, match=r"neither at .*rows\.db nor among the temporary files") as refused:
        reformlog.open(tmp_path / "a.db", projection=str(tmp_path / "no folder" / "rows.db"))
    assert "--projection" in (refused.value.hint or "")
    assert len(register.chronology()) == 2


def test_rows_that_may_only_be_read_are_left_behind_in_another_place(register, tmp_path):
    """As on a disk that is mounted to be read, where the -wal of a program that was killed lies beside the rows."""
    other = str(tmp_path / "of-another.projection.db")
    with reformlog.open(tmp_path / "a.db", projection=other) as writer:
        writer.append(request("c"))
    register.projection.connection.execute("PRAGMA query_only = ON")
    with pytest.raises(reformlog.Refused, match="may only be read here") as refused:
        register.zones()
    assert refused.value.code == "read-only" and "--projection FILE" in (refused.value.hint or "")


def test_a_disk_too_full_to_compare_the_rows_is_no_damage_of_the_log(register, tmp_path, monkeypatch):
    """It does not verify, for nobody has looked; but nobody is told to bring back a backup."""
    no_room = sqlite3.OperationalError("database or disk is full")
    no_room.sqlite_errorname = "SQLITE_FULL"

    def full(*_: object) -> None:
        raise no_room

    for module, name in ((deep, "_work_out"), (deep, "_attached")):
        with monkeypatch.context() as patched, pytest.raises(reformlog.Damaged, match="The disk is full") as found:
            patched.setattr(module, name, full)
            register.verify(deep=True)
        assert (found.value.code, found.value.hint) == ("disk-full", "Free some space and repeat it.")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    with pytest.raises(reformlog.Damaged, match="among the temporary files") as found:
        register.verify(deep=True)
    assert found.value.code == "system" and "TMPDIR" in (found.value.hint or "")


def test_every_method_says_what_it_returns():
    """Annotations name a class of `answers` or a plain type, so that an editor knows the fields of a row."""
    methods = {**vars(Questions), **vars(reformlog.Register)}
    returned = {name: inspect.signature(it).return_annotation for name, it in methods.items() if inspect.isfunction(it)}
    del returned["__init__"]
    assert [name for name, what in returned.items() if what in ("Any", inspect.Signature.empty)] == []
    assert returned["zones"] == "Answer"
    assert returned["zone"] == "Zone | None"
    assert returned["chronology"] == "list[ChronologyRow]"


def test_measures_of_a_zone_are_its_uses_also_as_a_plain_dict(register):
    """As by the command, which the token of the answer names."""
    used = [{"zone": "z", "is": "included", "measure": "m", "part": "04"}]
    order = {
        "id": "o",
        "kind": "cabinet-order",
        "title": "政令",
        "enforced": "2024-02-01",
        "sources": [{"title": "官報"}],
    }
    approval = {**order, "id": "p", "kind": "plan-approval", "approved": "2024-03-01", "effects": used}
    del approval["enforced"]
    register.append([{**order, "effects": [{"zone": "z", "is": "designated"}]}, approval])
    told = register.ask("measures", zone="z")
    assert [row["part"] for row in told["measures"]] == [["04"]]
    assert told == register.ask("uses", zone="z") == register.measures(zone="z").model_dump(mode="json")
