"""A server of our own that falls, is stopped and started again, and a standby of it: plain words, and nothing lost."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import reformlog
from cli_running import run
from reformlog.errors import Error, Refused
from reformlog.following import Standing, follow, look, not_reached, reached
from reformlog.log import Draft, checking, open_log

psycopg = pytest.importorskip("psycopg")

try:
    from postgres_server import Server, binaries

    REASON = None if binaries() else "no PostgreSQL is installed that could be started"
except ImportError:
    REASON = "there are no users to run a server as here"

pytestmark = pytest.mark.skipif(REASON is not None, reason=str(REASON))


def act(name: str) -> dict:
    effect = {"zone": name, "is": "designated", "areas": ["04"]}
    body = {"id": name, "kind": "cabinet-order", "title": "政令", "enforced": "2024-02-01"}
    return {**body, "effects": [effect], "sources": [{"title": "官報"}]}


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    made = Server()
    try:
        yield made.start()
    finally:
        made.remove()


@pytest.fixture
def address(server, monkeypatch, tmp_path) -> str:
    """An empty log, in a schema of the test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with psycopg.connect(server.address, autocommit=True) as connection:
        [(count,)] = connection.execute("SELECT count(*) FROM pg_namespace").fetchall()
    address = f"{server.address}&options=-csearch_path%3Dtest{count}"
    assert run("--db", address, "init").code == 0
    return address


@pytest.mark.parametrize("how", ["fast", "immediate"])
def test_an_open_register_outlives_a_restart_and_nothing_acknowledged_is_lost(server, address, how):
    with reformlog.open(address) as register:
        register.append([act("a"), act("b")])
        standings = follow(register, every=0.1, pause=lambda _: None)
        assert next(standings).position == 2
        server.stop(how)
        try:
            with pytest.raises(Refused) as refusal:
                register.append(act("c"))
            assert refusal.value.code == "unreachable"
            assert next(s for s in standings if s.trouble).position == 2
            done = run("--db", address, "zones", "--as-of", "2024-02-01", "--json")
            assert done.code == 1 and done.json["errors"][0]["code"] == "unreachable"
            kept = run("--db", address, "--local", "zones", "--as-of", "2024-02-01", "--json")
            assert kept.code == 0, kept
            assert [row["zone"] for row in kept.json["zones"]] == ["a", "b"] and "position 2" in kept.err
        finally:
            server.start()
        assert register.append([act("b"), act("c")]) == [2, 3]
        assert next(s for s in standings if s.trouble is None).position == 3
        assert checking.check_stored(register.log).position == 3


def test_a_follower_that_is_started_while_the_server_is_down_or_full_asks_again(server, address):
    """The rows it has go on being told."""
    with reformlog.open(address) as register:
        register.append(act("a"))
    told: list[Standing] = []

    def away(error: Error) -> None:
        told.append(not_reached(address, None, error))

    server.stop()
    with reached(lambda: reformlog.open(address), away, pause=lambda _: server.start()) as register:
        assert next(follow(register)).position == 1
    [down] = told
    assert (down.position, down.source) == (1, "server") and "cannot be reached" in str(down.trouble)
    with psycopg.connect(server.address, autocommit=True) as administrator:
        administrator.execute("CREATE ROLE few LOGIN CONNECTION LIMIT 0")
    few, nobody = (address.replace("//reform@", f"//{name}@") for name in ("few", "nobody"))
    for code, away_from in (("overloaded", few), ("no-entry", nobody)):
        with pytest.raises(Error) as refusal:
            reformlog.open(away_from)
        assert refusal.value.code == code
    with pytest.raises(Refused), reached(lambda: reformlog.open(nobody), away):
        pass


def test_a_batch_that_was_open_when_the_server_fell_is_not_recorded(server, address):
    with reformlog.open(address) as register:
        register.append(act("a"))
        with pytest.raises(Error) as failure, register.log.batch(register.now) as batch:
            batch.add([Draft("b", 1, "cabinet-order", {"body": act("b")})])
            server.stop("immediate")
        server.start()
        assert failure.value.code == "unreachable" and "not known" in failure.value.message
        assert register.append([act("b")]) == [2] and register.verify().verified


def test_a_standby_is_followed_is_only_read_and_may_lag(server, address, tmp_path):
    """Readers near a standby need no line to the primary; what they have already they do not give up."""
    with reformlog.open(address) as register:
        register.append(act("a"))
        with Server(server) as standby:
            near = address.replace(str(server.folder).replace("/", "%2F"), str(standby.folder).replace("/", "%2F"))
            rows = str(tmp_path / "near.rows")
            with reformlog.open(near, projection=rows) as reader:
                standings = follow(reader, every=5)
                assert (first := next(standings)).source == "standby" and first.position == 1
                register.append(act("b"))
                assert next(s for s in standings if s.position == 2).trouble is None
                with pytest.raises(Refused) as refusal:
                    reader.append(act("c"))
                assert refusal.value.code == "read-only"
                assert reader.ask("zones", as_of="2024-02-01") == register.ask("zones", as_of="2024-02-01")
            with psycopg.connect(standby.address, autocommit=True) as connection:
                connection.execute("SELECT pg_wal_replay_pause()")
                deadline = time.monotonic() + 10
                while connection.execute("SELECT pg_get_wal_replay_pause_state()").fetchone() != ("paused",):
                    assert time.monotonic() < deadline
                    time.sleep(0.01)
            register.append(act("c"))
            with reformlog.open(address, projection=rows) as reader:
                assert look(reader).position == 3
            with reformlog.open(near, projection=rows) as reader, open_log(near) as behind:
                assert behind.position() == 2
                assert look(reader).position == 3 and look(reader).new == 0
                assert [row["zone"] for row in reader.ask("zones", as_of="2024-02-01")["zones"]] == ["a", "b", "c"]


def test_a_log_that_cannot_be_read_now_is_not_said_to_need_bringing_back(server, address):
    """It does not verify, for nobody has looked: here the user may have one connection, and a check needs more."""
    schema = address.rpartition("%3D")[2]
    with psycopg.connect(address, autocommit=True) as owner:
        owner.execute("CREATE ROLE single LOGIN CONNECTION LIMIT 1")
        owner.execute(f"GRANT USAGE ON SCHEMA {schema} TO single")
        owner.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO single")
    done = run("--db", address.replace("//reform@", "//single@"), "verify", "--json")
    assert done.code == 3 and done.json["errors"][0]["code"] == "overloaded", done
    hints = [left["hint"] for left in done.json["not_checked"]]
    assert "see first that the log can be read" in hints and "bring back the log first" not in hints


def test_a_database_whose_setting_lets_no_trigger_fire_does_not_verify(server, address):
    with psycopg.connect(server.address, autocommit=True) as administrator:
        administrator.execute("CREATE ROLE careless")
        administrator.execute("ALTER ROLE careless IN DATABASE postgres SET session_replication_role = replica")
        try:
            done = run("--db", address, "verify")
            assert done.code == 3 and "switched off by session_replication_role" in done.err
        finally:
            administrator.execute("ALTER ROLE careless IN DATABASE postgres RESET session_replication_role")
    assert run("--db", address, "verify").code == 0


def test_a_table_that_is_made_part_of_an_extension_is_not_hidden_by_it(server, address):
    with psycopg.connect(address, autocommit=True) as owner:
        owner.execute("CREATE TABLE hidden (line text); ALTER EXTENSION plpgsql ADD TABLE hidden")
        try:
            done = run("--db", address, "verify")
            assert done.code == 3 and "a foreign table `hidden`" in done.err
        finally:  # or whoever drops the schema drops the extension with it
            owner.execute("ALTER EXTENSION plpgsql DROP TABLE hidden")


def test_the_roles_of_the_manual_may_do_what_it_says_and_nothing_else(server, tmp_path, monkeypatch):
    """docs/postgresql.md: its SQL as it stands there."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    manual = (Path(__file__).parents[1] / "docs" / "postgresql.md").read_text()
    roles, grants, people = re.findall(r"```sql\n(.*?)```", manual, re.S)
    [options] = re.findall(r"options=[^ ']+crole[^ ']+", manual)
    path = f"{server.address}&options=-csearch_path%3Dreform"
    with psycopg.connect(server.address, autocommit=True) as administrator:
        administrator.execute(roles)
        assert run("--db", f"{server.address}&{options}", "init").code == 0
        administrator.execute(grants)
        administrator.execute(people)
    clerk, reader = (path.replace("//reform@", f"//{name}@") for name in ("clerk", "reader"))
    with reformlog.open(clerk) as register:
        assert register.append(act("a")) == [1]
        assert register.log.keep_note(lambda log: (1, b"signed")) == b"signed"
    with reformlog.open(reader) as register:
        assert next(follow(register)).position == 1 and checking.check_stored(register.log).position == 1
        with pytest.raises(Refused) as refusal:
            register.append(act("b"))
        assert refusal.value.code == "no-right"
    for address in (clerk, reader):
        with psycopg.connect(address, autocommit=True) as connection:
            for sql in (
                "UPDATE stored_events SET topic = 'law'",
                "DELETE FROM ledger",
                "TRUNCATE notes",
                "UPDATE meta SET value = 'other'",
                "ALTER TABLE ledger DISABLE TRIGGER ledger_lock",
                "DROP TABLE stored_events",
                "CREATE TABLE reform.mine (a int)",
                "SET session_replication_role = replica",
            ):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    connection.execute(sql)
