"""A register whose log is on a server: the same commands and answers, and answers without the server when asked for."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings

import histories
import reformlog
from altering import altered
from cli_running import run
from log_postgres import own_schema, reason_to_skip
from reformlog import folders
from reformlog.custody import deep
from reformlog.log import open_log
from reformlog.recording import admitting
from reformlog.register import open_register
from web_samples import without_slow_formats
from world import TABLES, World

pytestmark = pytest.mark.skipif(reason_to_skip() is not None, reason=str(reason_to_skip()))

ZONE = "miyagi-kumamoto"
QUESTIONS = (
    "zones --as-of 2024-06-25",
    "plans --as-of 2024-06-26",
    "measures --as-of today",
    f"measures --zone {ZONE}",
    "proposals",
    "bills",
    f"chronology {ZONE} --worded",
    "chronology",
    "log --zone okinawa",
    "show 2024-06-21.cabinet-order",
    "search 諮問会議",
    "diff 2024-06-01..2024-06-30",
    f"explain {ZONE}",
    f"blame {ZONE}",
    "due --from 2024-06-01 --to 2024-07-01",
    "audit",
    "check",
)


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch) -> Path:
    """A cache folder of the test's own; rows named by a bare name lie in the test's folder, too."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("REFORMLOG_USER", "clerk")
    return tmp_path / "cache" / "reformlog"


@pytest.fixture
def address() -> Iterator[str]:
    with own_schema() as address:
        yield address


def act(name: str, **more: object) -> dict:
    designated = {"zone": "z1", "is": "designated", "areas": ["04"]}
    return {
        "id": name, "kind": "cabinet-order", "title": "政令", "enforced": "2024-02-01", "sources": [{"title": "官報"}],
        **({"effects": [designated]} if name == "a1" else {}), **more,
    }  # fmt: skip


def kept_here(address: str) -> str:
    """The file with the rows and lines that a host keeps which recorded three acts."""
    with reformlog.open(address, create=True) as register:
        register.append([act("a1"), act("a2"), act("a3")])
        register.zones()
        return register.projection.path


def with_password(address: str) -> str:
    """The address with a password that the server does not ask for, when it holds none."""
    if os.environ.get("REFORMLOG_TEST_POSTGRES"):
        pytest.skip("the server named may ask for its own password")
    return address + "&password=hunter2"


def test_every_answer_is_that_of_a_file_and_is_given_without_the_server_too(record_file, address):
    """Readers of a server answer from rows of their own."""
    assert run("--db", str(record_file), "copy", address).code == 0
    for question in QUESTIONS:
        words = [*question.split(), "--json"]
        file = run("--db", str(record_file), *words)
        server = run("--db", address, *words)
        local = run("--db", address, *words, "--local")
        assert file.out == server.out == local.out and file.code == server.code == local.code, question
        assert "was not asked" in local.err and "was not asked" not in server.err


def test_the_whole_record_goes_to_a_server_and_back_with_the_same_root(record_file, address, tmp_path):
    back = str(tmp_path / "back.db")
    there = run("--db", str(record_file), "copy", address, "--json").json
    again = run("--db", address, "copy", back, "--json").json
    assert there["log"] == again["log"] and there["position"] == there["copied"] == again["copied"] > 200
    assert run("--db", address, "copy", back, "--json").json["copied"] == 0
    with open_log(record_file) as one, open_log(back) as other:
        assert list(one.stored()) == list(other.stored()) and one.head() == other.head()


def test_the_site_of_a_log_on_a_server_is_that_of_its_copy_in_a_file(address, tmp_path, monkeypatch):
    """And does not tell where the server is."""
    without_slow_formats(monkeypatch)
    with reformlog.open(address, create=True) as register:
        register.append(act("a1"))
    assert run("--db", address, "copy", "copy.db").code == 0
    assert run("--db", address, "publish", "of-server").code == run("--db", "copy.db", "publish", "of-file").code == 0
    one, other = (
        {path.relative_to(folder): path.read_bytes() for path in (tmp_path / folder).rglob("*") if path.is_file()}
        for folder in (tmp_path / "of-server", tmp_path / "of-file")
    )
    assert one == other and one


def test_what_is_kept_here_can_be_brought_back_when_the_server_is_lost(record_file, address, tmp_path):
    run("--db", str(record_file), "copy", address)
    run("--db", address, "follow", "--once")
    lines = run("--db", str(record_file), "export", "events").out
    assert run("--db", address, "--local", "export", "events").out == lines != ""
    rescued = str(tmp_path / "rescued.db")
    assert run("--db", address, "--local", "copy", rescued).code == 0
    with open_log(record_file) as one, open_log(rescued) as other:
        assert one.head() == other.head()


def test_a_register_is_made_on_a_server_and_opened_again_as_in_a_file(address):
    with reformlog.open(address, create=True) as register:
        assert register.append([act("a1"), act("a2")]) == [1, 2]
        origin = register.log.origin
    with reformlog.open(address, create=True) as register:
        assert register.log.origin == origin and register.head.position == 2
        assert register.append(act("a2")) == [2] and register.zone("z1", "2024-02-01").status == "designated"


def test_init_makes_the_schema_that_the_address_names(address):
    name = f"{address.rpartition('%3D')[2]}_made"
    elsewhere = f"{address.rpartition('%3D')[0]}%3D{name}"
    try:
        assert run("--db", elsewhere, "init").code == 0
        assert run("--db", elsewhere, "init").code == 0  # already so
        assert run("--db", elsewhere, "zones").code == 0
        assert run("--db", elsewhere, "init", "--origin", "other").code == 1
    finally:
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(f"DROP SCHEMA IF EXISTS {name} CASCADE")


def test_the_rows_lie_in_the_users_cache_and_two_registers_never_share_a_file(address, cache):
    with own_schema() as other:
        for where in (address, other):
            with reformlog.open(where, create=True) as register:
                register.append(act("a1"))
        assert len(list(cache.glob("*.projection.db"))) == 2
    named = cache / "mine.db"
    with reformlog.open(address, projection=str(named)) as register:
        assert register.projection.path == str(named) and register.zone("z1", "2024-02-01")


def test_the_file_of_the_rows_is_known_by_the_address_without_its_password():
    known = folders.projection_of("postgresql://clerk@db.example/reform")
    assert known == folders.projection_of("postgresql://clerk:hunter2@db.example/reform?connect_timeout=3")
    assert known != folders.projection_of("postgresql://clerk@db.example/other")
    bare = folders.projection_of("postgresql://db.example?user=clerk&password=a")
    assert bare == folders.projection_of("postgresql://db.example?user=clerk&password=b")
    assert bare == folders.projection_of("postgresql://clerk@db.example")
    assert known != folders.projection_of("postgresql://clerk@db.example:5433/reform")
    assert known != folders.projection_of("postgresql://clerk@db.example/reform?options=-csearch_path%3Dother")
    assert folders.projection_of("postgresql:///reform", {"PGHOST": "a"}) != folders.projection_of(
        "postgresql:///reform", {"PGHOST": "b"}
    )
    assert folders.projection_of("reform.db") == "reform.projection.db"


def test_a_password_is_in_no_output_no_error_and_no_file(address, cache):
    secret = with_password(address)
    said = []
    for words in ("init", "init --origin other", "zones --json", "check", "follow --once", "show none", "copy /none/x"):
        done = run("--db", secret, *words.split())
        said += [done.out, done.err]
    misspelt = "postgre://u:hunter2@h/d Postgresql://u:hunter2@h/d password=hunter2 postgresql:/u:hunter2@h"
    misspelt += " postgresql//u:hunter2@h/d postgresql：//u:hunter2@h/d u:hunter2@h/d //u:hunter2@h/d u:hun/hunter2@h"
    for odd in [*misspelt.split(), " postgresql://u:hunter2@h/d", "postgresql:u:hunter2@h/d"]:
        for words in ("init", "zones", "copy x.db", "--local zones", "append -", "restore x.db"):
            done = run("--db", odd, *words.split())
            assert done.code == 2, (odd, words, done)
            said += [done.out, done.err]
    for words in ("backup", "restore"):
        for odd in (secret, misspelt.split()[0]):
            done = run("--db", "reform.db", words, odd)
            assert done.code == 2 and "postgresql://" in done.err, done
            said += [done.out, done.err]
    for words in (
        "append X",
        "import X",
        "show X",
        "zones X",
        "zones --as-known X",
        "verify --checkpoint X",
        "follow X",
    ):
        done = run("--db", "reform.db", *(secret if word == "X" else word for word in words.split()), "--json")
        assert done.code in (2, 3), done
        said += [done.out, done.err]
    assert "hunter2" not in "".join(said)
    assert all(b"hunter2" not in path.read_bytes() for path in cache.iterdir())
    assert "~/.pgpass" in run("--db", secret, "zones").err


# Without the server


def test_without_the_server_the_answer_says_how_far_it_goes_and_nothing_is_recorded(address):
    with reformlog.open(address, create=True) as register:
        register.append(act("a1"))
        register.zones()
        with reformlog.open(address, projection="elsewhere.projection.db") as elsewhere:
            elsewhere.append(act("a2"))
    with open_register(address, local=True) as here:
        assert here.view().position == 1 and here.local is not None and here.local[1] > "2024"
        with pytest.raises(reformlog.Refused) as refusal:
            here.append(act("a3"))
        assert refusal.value.code == "local-only"
        assert here.verify().verified
    done = run("--db", address, "verify", "--local", "--deep", "--json")
    assert done.code == 0 and "positions 1 to 1" in done.json["checked"][0]["found"]
    assert "without --local" in done.json["not_checked"][-1]["hint"]
    assert "position 1, last current" in run("--db", address, "--local", "zones").err
    assert run("--db", address, "log", "--json").json["as_known"]["position"] == 2
    assert "position 2, last current" in run("--db", address, "--local", "zones").err


def test_a_host_that_only_appends_keeps_its_own_lines_and_can_give_them_back(address, tmp_path):
    """Also the last one: when the server is lost right after it, nobody else has followed so far."""
    with reformlog.open(address, create=True) as register:
        for number in range(1, 4):
            register.append(act(f"a{number}"))
        with open_register(address, local=True) as here:
            assert here.view().position == 3 and here.local[1] == register.log.recorded_at(3)
        assert register.verify(deep=True).verified
        told = [event.line for event in register.log.events()]
    saved = str(tmp_path / "saved.db")
    assert run("--db", address, "--local", "copy", saved).code == 0
    with open_log(saved) as log:
        assert [event.line for event in log.events()] == told


def test_what_is_refused_or_only_rehearsed_leaves_no_line_here(address):
    with reformlog.open(address, create=True) as register:
        register.append(act("a1"))
        [would] = register.record([admitting.admit(act("a2"), None)], rehearse=lambda before, after: None)
        assert would.position == 2
        with pytest.raises(reformlog.Refused):
            register.append([act("a3"), act("a4", effects=[{"zone": "z1", "is": "designated", "areas": ["04"]}])])
        kept = register.projection.connection.execute("SELECT originator_id FROM main.stored_events").fetchall()
        assert kept == [("a1",)] and register.append(act("a5")) == [2]


def test_what_would_be_true_is_asked_of_a_log_on_a_server_too(address, tmp_path):
    with reformlog.open(address, create=True) as register:
        register.append(act("a1"))
    (tmp_path / "draft.json").write_text(json.dumps(act("c1", effects=[{"zone": "z1", "is": "cancelled"}])))
    done = run("--db", address, "what-if", "draft.json", "--", "zones", "--as-of", "2024-02-01", "--json")
    assert [(zone["zone"], zone["status"]) for zone in done.json["zones"]] == [("z1", "cancelled")]
    assert [zone["status"] for zone in run("--db", address, "zones", "--json").json["zones"]] == ["designated"]


def test_time_stamps_of_a_log_on_a_server_need_a_folder_that_is_named(address):
    with reformlog.open(address, create=True) as register:
        register.append(act("a1"))
    done = run("--db", address, "timestamp", "check", "--root", __file__)
    assert done.code == 2 and "REFORMLOG_CHECKPOINTS=FOLDER" in done.err


def test_where_nothing_is_kept_or_the_log_is_a_file_it_is_said(address, tmp_path, record_file):
    assert run("--db", address, "--local", "zones", "--json").json["errors"][0]["code"] == "nothing-local"
    assert run("--db", str(record_file), "--local", "zones").code == 2
    assert run("--db", str(record_file), "verify", "--local").code == 2
    for words in ("init", "backup x.db", "serve", "export tiles -o x"):
        assert run("--db", address, "--local", *words.split()).code == 2, words
    other = tmp_path / "notes.db"
    other.write_text("notes")
    assert run("--db", address, "--projection", str(other), "--local", "zones").code == 1
    assert other.read_text() == "notes"


def test_rows_of_other_code_are_worked_out_again_from_the_lines_kept_here(address, cache):
    with reformlog.open(address, create=True) as register:
        register.append(act("a1"))
        told = register.ask("zones", as_of="2024-03-01")
        path = register.projection.path
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE about SET value = 'older code' WHERE key = 'fingerprint'")
    connection.close()
    with open_register(address, local=True) as here:
        assert here.ask("zones", as_of="2024-03-01") == told and here.local[1]


def test_another_history_at_the_same_address_is_noticed_and_taken_up_from_its_beginning_by_a_rebuild(address):
    with reformlog.open(address, create=True, origin="reformlog/same") as register:
        register.append([act("a1"), act("a2")])
        register.zones()
        path = register.projection.path
    with own_schema() as other:
        with reformlog.open(
            other, create=True, origin="reformlog/same", projection="elsewhere.projection.db"
        ) as register:
            register.append([act("a1"), act("a3"), act("a4")])
        with reformlog.open(other, projection=path) as register:
            with pytest.raises(reformlog.Damaged, match="behind position 0 than the 2 events kept here") as damage:
                register.view()
            assert damage.value.code == "other-history" and "--local copy FILE" in (damage.value.hint or "")
            register.rebuild()
            assert [event.act for event in register.view().log.events()] == ["a1", "a3", "a4"]
    with reformlog.open(address, projection=path) as register:
        register.rebuild()
        assert [event.act for event in register.view().log.events()] == ["a1", "a2"]


@pytest.mark.parametrize("later", [1, 5])
def test_what_the_log_has_lost_is_not_given_up_for_what_others_recorded_in_its_place(address, tmp_path, later):
    """As after a failover to a standby that lagged, where clerks went on: what was acknowledged is here alone."""
    with reformlog.open(address, create=True) as register:
        register.append([act("a1"), act("a2"), act("a3")])
        assert register.view().position == 3
    lose_the_third(address)
    with reformlog.open(address, projection="another.host") as register:
        register.append([act(f"b{number}") for number in range(later)])
    for words in ("zones", "follow --once", "withdraw a2 --reason 二重", "verify --deep"):
        done = run("--db", address, *words.split())
        assert done.code == 3 and "another history behind position 2 than the 3 events kept here" in done.err
    saved = str(tmp_path / "saved.db")
    assert run("--db", address, "--local", "copy", saved).code == 0
    with open_log(saved) as log:
        assert [event.act for event in log.events()] == ["a1", "a2", "a3"]
    assert run("--db", address, "rebuild").code == 0
    assert run("--db", address, "log", "--json").json["as_known"]["position"] == 2 + later


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE stored_events SET state = replace(state, 'a2', 'a9') WHERE rowid = 2",
        "UPDATE stored_events SET state = NULL WHERE rowid = 2",
        "UPDATE ledger SET tree = zeroblob(32) WHERE position = 2",
        "DELETE FROM ledger WHERE position = 2",
        "DELETE FROM stored_events WHERE rowid = 2",
    ],
)
def test_lines_that_were_altered_here_are_fetched_again_and_not_taken_for_what_the_log_has_lost(address, change):
    altered(kept_here(address), change)
    lose_the_third(address)
    with reformlog.open(address, projection="another.host") as register:
        register.append(act("b1"))
    with reformlog.open(address) as register:
        register.view()
        assert register.verify(deep=True).verified


def lose_the_third(address: str) -> None:
    """As a standby does that was sent two events when it became the primary."""
    with psycopg.connect(address, autocommit=True) as owner:
        owner.execute("SET session_replication_role = replica")
        owner.execute("DELETE FROM stored_events WHERE notification_id = 3; DELETE FROM ledger WHERE position = 3")


def test_a_log_that_has_lost_events_is_not_followed_back_and_they_can_be_saved(address, tmp_path):
    """As after a failover to a standby that lagged; only who is told to gives them up."""
    with reformlog.open(address, create=True) as register:
        register.append([act("a1"), act("a2"), act("a3")])
        assert register.view().position == 3
    lose_the_third(address)
    for words in ("zones", "follow --once", "withdraw a2 --reason 二重"):
        done = run("--db", address, *words.split())
        assert done.code == 3 and "ends at position 2, but 3 events of it are kept here" in done.err
    saved = str(tmp_path / "saved.db")
    assert run("--db", address, "--local", "copy", saved).code == 0
    with open_log(saved) as log:
        assert [event.act for event in log.events()] == ["a1", "a2", "a3"]
    assert run("--db", address, "rebuild").code == 0
    assert run("--db", address, "log", "--json").json["as_known"]["position"] == 2


def test_a_line_changed_on_the_server_is_not_taken_over(address):
    with reformlog.open(address, create=True) as register:
        register.append([act("a1"), act("a2")])
    with psycopg.connect(address, autocommit=True) as owner:
        owner.execute("SET session_replication_role = replica")
        second = "SELECT state FROM stored_events WHERE notification_id = 2"
        owner.execute(f"UPDATE stored_events SET state = ({second}) WHERE notification_id = 1")
    with reformlog.open(address, projection="elsewhere.projection.db") as register, pytest.raises(reformlog.Damaged):
        register.zones()


# Whole?


def test_verify_finds_the_rows_and_lines_kept_here_whole_at_any_time(address):
    """Right after they were made, after further appends and searches, and without the server."""
    with reformlog.open(address, create=True) as register:
        register.append([act("a1"), act("a2")])
        assert register.verify(deep=True).verified
        register.rebuild()
        assert register.verify(deep=True).verified
    for number in range(3, 6):
        with reformlog.open(address) as register:
            register.append(act(f"a{number}"))
            register.zones()
        assert run("--db", address, "search", "政令", "--json").json["found"] == number
    done = run("--db", address, "verify", "--deep", "--json")
    assert done.code == 0 and "5 lines kept with them are those of the server" in str(done.json["checked"])
    with reformlog.open(address + "&connect_timeout=7") as register:  # the same log by another address
        assert register.verify(deep=True).verified
    with open_register(address, local=True) as here:
        assert here.verify(deep=True).verified


def test_verify_compares_the_rows_as_they_were_at_one_position_while_others_record(address, monkeypatch):
    with reformlog.open(address, create=True) as register:
        register.append(act("a1"))
        once = deep._work_out

        def meanwhile(*given):
            with reformlog.open(address) as other:
                other.append(act("a2"))
                other.zones()
            once(*given)

        monkeypatch.setattr(deep, "_work_out", meanwhile)
        assert "to position 1; 1 lines" in deep.compare(register.log, register.projection)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE stored_events SET state = CAST(replace(CAST(state AS TEXT), '政令', '法律') AS BLOB) WHERE rowid = 1",
        "UPDATE stored_events SET originator_id = 'a9' WHERE rowid = 2",
        "UPDATE ledger SET recorded_at = '2020-01-01T00:00:00.000000Z' WHERE position = 2",
        "UPDATE ledger SET tree = zeroblob(32) WHERE position = 1",
        "CREATE TRIGGER quiet BEFORE INSERT ON stored_events BEGIN SELECT RAISE(IGNORE); END",
    ],
)
def test_lines_changed_where_they_are_kept_here_are_noticed(address, change):
    altered(kept_here(address), change)
    done = run("--db", address, "verify", "--deep", "--json")
    assert done.code == 3 and done.json["errors"][0]["code"] == "projection"


@pytest.mark.parametrize("table", ["stored_events", "ledger"])
def test_a_column_added_where_the_lines_are_kept_here_is_noticed_and_mended_by_a_rebuild(address, table):
    with reformlog.open(address, create=True) as register:
        register.append(act("a1"))
        register.zones()
        path = register.projection.path
    altered(path, f"ALTER TABLE {table} ADD note TEXT")
    with reformlog.open(address, projection="elsewhere.projection.db") as elsewhere:
        elsewhere.append(act("a2"))
    done = run("--db", address, "verify", "--deep", "--json")
    assert done.code == 3 and f"the table {table} is foreign" in done.json["errors"][0]["message"]
    assert run("--db", address, "log", "--json").json["as_known"]["position"] == 2
    assert run("--db", address, "rebuild").code == 0
    assert run("--db", address, "verify", "--deep").code == 0


def test_an_act_slipped_in_before_the_first_line_kept_here_is_not_shown_and_noticed(address):
    with reformlog.open(address, create=True) as register:
        register.append(act("a1"))
        register.zones()
        path = register.projection.path
    altered(path, "INSERT INTO stored_events SELECT -1, 'ghost', 1, topic, state FROM stored_events")
    altered(path, "INSERT INTO ledger SELECT -1, recorded_at, tree FROM ledger")
    for local in ([], ["--local"]):
        assert run("--db", address, *local, "show", "ghost").code == 2
    with open_register(address, local=True) as here, pytest.raises(reformlog.Damaged, match="rows below position 1: 2"):
        here.verify()


# Several hosts


def test_an_append_whose_acknowledgement_was_lost_is_repeated_without_recording_twice(address):
    with reformlog.open(address, create=True) as register:
        register.append(act("a1"))
        connection = register.log._connection
        execute = connection.execute

        def lost(query, *values, **more):
            result = execute(query, *values, **more)
            if query == "COMMIT":
                connection.close()
                raise psycopg.OperationalError("the answer never came")
            return result

        connection.execute = lost
        with pytest.raises(reformlog.Error, match="not known"):
            register.append([act("a2"), act("a3")])
        assert register.append([act("a2"), act("a3")]) == [2, 3]
        assert register.head.position == 3 and register.view().position == 3


def test_who_corrects_a_version_that_was_replaced_from_another_host_is_told_so_with_exit_code_4(address, tmp_path):
    with reformlog.open(address, create=True) as register:
        register.append(act("a1"))

    def correct(host: str, title: str):
        where = ["--db", address, "--projection", str(tmp_path / f"{host}.projection.db")]
        return run(*where, "correct", "a1", "--set", f"title={title}", "--reason", "訂正", "--replaces", "1")

    assert correct("one", "政令第一号").code == 0
    late = correct("two", "政令第二号")
    assert late.code == 4 and "replaced first by #2, recorded by clerk" in late.err


class OnServer(World):
    """The same world with its log on a server."""

    def __init__(self, address: str):
        super().__init__()
        rows = str(Path(self.register.projection.path).with_name("rows.db"))
        self.register = self.ending.enter_context(reformlog.open(address, create=True, projection=rows))


@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@given(batches=histories.histories(3))
def test_a_history_makes_the_same_rows_whether_its_log_is_a_file_or_on_a_server(batches):
    """What the model holds of a file then holds of a server; and rows that follow are those of the writer."""
    with own_schema() as address, World() as file, OnServer(address) as server:
        for batch in batches:
            assert file.play(batch) == server.play(batch)
        rows = [{name: world.rows()[name] for name in TABLES} for world in (file, server)]
        assert rows[0] == rows[1] and len(file.lines()) == len(server.lines())
        with reformlog.open(address, projection="elsewhere.projection.db") as follower:
            follower.view()
            execute = follower.projection.connection.execute
            assert {name: sorted(execute(f"SELECT * FROM main.{name}").fetchall()) for name in TABLES} == rows[0]
