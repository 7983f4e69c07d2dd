"""A log on PostgreSQL: the same as in a file, append-only for every program, and plain words when the server is not."""

from __future__ import annotations

import os
import secrets
import threading
import time
from collections.abc import Iterator
from uuid import UUID

import pytest

from log_postgres import SERVER, own_schema, reason_to_skip
from log_samples import now, passes_the_librarys_tests, record, timed
from reformlog.errors import Damaged, Error, Refused, Stale, Usage
from reformlog.log import Draft, Log, Stored, checking, create, failures, open_log

pytestmark = pytest.mark.skipif(reason_to_skip() is not None, reason=str(reason_to_skip()))

if reason_to_skip() is None:
    import psycopg

MADE_ANEW = "DROP TRIGGER ledger_append_only ON ledger; CREATE TRIGGER ledger_append_only {}()"
INTERNAL = (
    "CREATE TRIGGER quiet AFTER INSERT ON ledger EXECUTE FUNCTION log_lock(); "
    "UPDATE pg_trigger SET tgisinternal = true WHERE tgname = 'quiet' AND tgrelid = 'ledger'::regclass"
)
INDEX = "UPDATE pg_index SET {} = false WHERE indexrelid = 'stored_events_position'::regclass"
SUBSCRIBED = "INSERT INTO pg_subscription_rel VALUES (1, 'ledger'::regclass, 'r', NULL)"
EVENT = "INSERT INTO stored_events VALUES ('z', {}, 'x', '', {})"
TOGETHER = "WITH e AS (" + EVENT.format(1, 4) + " RETURNING 1) INSERT INTO ledger VALUES ({}, '')"
BELOW = (  # where no reader looks, and the counts agree
    "ALTER TABLE stored_events DROP CONSTRAINT stored_events_notification_id_check; "
    + EVENT.format(1, -1)
    + "; INSERT INTO ledger VALUES (-1, '2020', '')"
)
NOWHERE = (
    "ALTER TABLE stored_events DROP CONSTRAINT stored_events_position; "
    "ALTER TABLE stored_events ALTER COLUMN notification_id DROP NOT NULL; "
    + EVENT.format(1, "NULL")
    + "; INSERT INTO ledger VALUES (-1, '2020', '')"
)


@pytest.fixture
def address() -> Iterator[str]:
    """A log of three events."""
    with own_schema() as address:
        with create(address, "reformlog/test") as log:
            record(log, "a", "b", "c")
        yield address


@pytest.fixture
def connection(address: str) -> Iterator[psycopg.Connection]:
    """Another program's connection to the same schema."""
    with psycopg.connect(address, autocommit=True) as connection:
        yield connection


def test_lines_positions_and_roots_are_those_of_a_file(address, tmp_path):
    with create(tmp_path / "reform.db", "reformlog/test") as file, open_log(address) as server:
        record(file, "a", "b", "c")
        assert list(file.events()) == list(server.events()) and file.head() == server.head()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE stored_events SET topic = 'law'",
        "DELETE FROM stored_events WHERE notification_id = 3",
        "TRUNCATE stored_events",
        EVENT.format(1, 5),
        EVENT.format(1, 2),
        EVENT.format(1, 0),
        EVENT.format(2, 4),
        EVENT.format(1, 4),  # without its row of the ledger
        EVENT.format(1, 4) + " ON CONFLICT (originator_id, originator_version) DO UPDATE SET topic = 'law'",
        "INSERT INTO stored_events VALUES ('y', 1, 'x', '', 4), ('z', 1, 'x', '', 6)",
        "UPDATE ledger SET recorded_at = '2030'",
        "DELETE FROM ledger",
        "TRUNCATE ledger",
        "INSERT INTO ledger VALUES (4, '2030', '')",
        TOGETHER.format("4, '2020'"),
        TOGETHER.format("5, '2030'"),
        "INSERT INTO notes VALUES (2, 1, '')",
        "UPDATE meta SET value = 'other'",
        "TRUNCATE meta",
        "DELETE FROM notes",
    ],
)
def test_the_database_itself_refuses_to_change_what_is_recorded(connection, address, sql):
    with pytest.raises(psycopg.Error):
        connection.execute(sql)
    with open_log(address) as log:
        assert checking.check_stored(log).position == 3


def test_who_inserts_an_event_without_its_row_of_the_ledger_does_not_stop_the_log_for_others(connection, address):
    with pytest.raises(psycopg.errors.RaiseException):
        connection.execute(EVENT.format(1, 4))
    connection.execute(TOGETHER.format("4, '2030'"))
    with open_log(address) as log:
        assert record(log, "d")[0].position == 5


def test_another_program_that_inserts_waits_for_its_turn(connection, address):
    """The lock is taken by the trigger too: nobody can take a position while a batch is open."""
    connection.execute("SET lock_timeout = '50ms'")
    with open_log(address) as log, log.batch(now) as batch:
        with pytest.raises(psycopg.errors.LockNotAvailable):
            connection.execute(EVENT.format(1, 4))
        batch.add([Draft("d", 1, "hearing", {})])
    with open_log(address) as log:
        assert checking.check_stored(log).position == 4


@pytest.mark.parametrize(
    "found,sql",
    [
        ("position 2: the line", "UPDATE stored_events SET state = state || ' ' WHERE notification_id = 2"),
        ("position 2: its line", "UPDATE stored_events SET topic = 'law' WHERE notification_id = 2"),
        ("position 2: missing", "DELETE FROM stored_events WHERE notification_id = 2"),
        ("position 2: its recorded_at is missing", "DELETE FROM ledger WHERE position = 2"),
        ("a ledger of 4", "INSERT INTO ledger VALUES (4, '2030', '')"),
        ("rows below position 1: 2", BELOW),
        ("rows below position 1: 2", NOWHERE),
        ("a foreign trigger `quiet`", "CREATE TRIGGER quiet AFTER INSERT ON ledger EXECUTE FUNCTION log_lock()"),
        ("a foreign rule `quiet`", "CREATE RULE quiet AS ON INSERT TO notes DO INSTEAD NOTHING"),
        ("no trigger `ledger_lock`", "DROP TRIGGER ledger_lock ON ledger"),
        ("`ledger_lock` is switched off", "ALTER TABLE ledger DISABLE TRIGGER ledger_lock"),
        (
            "no constraint `stored_events_position`; no index `stored_events_position`",
            "ALTER TABLE stored_events DROP CONSTRAINT stored_events_position",
        ),
        ("a foreign trigger `quiet`", INTERNAL),
        ("a foreign table `hidden`", "CREATE TABLE hidden (line text)"),
        ("a foreign view `events_now`", "CREATE VIEW events_now AS SELECT * FROM stored_events"),
        ("a foreign index `ledger_tree`", "CREATE INDEX ledger_tree ON ledger (tree)"),
        ("rows of `notes` come from another table", "CREATE TEMP TABLE more () INHERITS (notes)"),
        ("rows of `meta` are hidden by policies", "ALTER TABLE meta ENABLE ROW LEVEL SECURITY"),
        (
            "constraint `notes_number` is in another wording",
            "ALTER TABLE notes DROP CONSTRAINT notes_number, ADD CONSTRAINT notes_number CHECK (true)",
        ),
        ("`ledger_append_only` is switched", MADE_ANEW.format("BEFORE TRUNCATE ON ledger EXECUTE FUNCTION log_refuse")),
        (
            "`ledger_append_only` is switched",
            MADE_ANEW.format("AFTER UPDATE OR DELETE OR TRUNCATE ON ledger EXECUTE FUNCTION log_refuse"),
        ),
        (
            "`ledger_append_only` is switched",
            MADE_ANEW.format("BEFORE UPDATE OF tree OR DELETE OR TRUNCATE ON ledger EXECUTE FUNCTION log_refuse"),
        ),
        (
            "`ledger_append_only` is switched",
            MADE_ANEW.format("BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger WHEN (false) EXECUTE FUNCTION log_refuse"),
        ),
        (
            "`ledger_append_only` is switched",
            MADE_ANEW.format("BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger EXECUTE FUNCTION log_lock"),
        ),
        ("`stored_events_lock` is switched", "ALTER FUNCTION log_lock() SET search_path = pg_catalog"),
        (
            "a foreign column `stored_events.note`",
            "ALTER TABLE stored_events ADD note text GENERATED ALWAYS AS (topic) STORED",
        ),
        ("no column `notes.size`", "ALTER TABLE notes RENAME size TO length"),
        ("column `stored_events.topic` is in another", "ALTER TABLE stored_events ALTER topic TYPE varchar(200)"),
        ("column `ledger.recorded_at` is in another", "ALTER TABLE ledger ALTER recorded_at TYPE text"),
        ("column `ledger.tree` is in another wording", "ALTER TABLE ledger ALTER tree DROP NOT NULL"),
        ("column `ledger.recorded_at` is in another", "ALTER TABLE ledger ALTER recorded_at SET DEFAULT 'x'"),
        ("a foreign constraint `early`", "ALTER TABLE ledger ADD CONSTRAINT early CHECK (position < 100) NOT VALID"),
        (
            "no constraint `stored_events_notification_id_check`",
            "ALTER TABLE stored_events DROP CONSTRAINT stored_events_notification_id_check",
        ),
        (
            "a foreign function `quote_ident`",  # it would be taken in the place of the server's own
            "CREATE FUNCTION quote_ident(name) RETURNS text LANGUAGE sql AS 'SELECT $1::text'",
        ),
        (
            "a foreign function `log_refuse`",
            "CREATE FUNCTION log_refuse(text) RETURNS text LANGUAGE sql AS 'SELECT $1'",
        ),
        ("a foreign operator `===`", "CREATE OPERATOR === (LEFTARG = integer, RIGHTARG = integer, FUNCTION = int4eq)"),
        ("a foreign type `place`", "CREATE DOMAIN place AS bigint"),
        (
            "`ledger` is written by way of another table",  # a statement on that one fires no trigger of this one
            "CREATE TABLE above (LIKE ledger); ALTER TABLE ledger INHERIT above",
        ),
        ("`ledger` is written by a subscription", SUBSCRIBED),
        ("`ledger` is unlogged", "ALTER TABLE ledger SET UNLOGGED"),
        ("`stored_events_position` is not in use", INDEX.format("indisunique")),
        ("`stored_events_position` is not in use", INDEX.format("indisvalid")),
        ("a foreign entry `note`", "INSERT INTO meta VALUES ('note', 'to nobody')"),
        ("the entry `layout` is not 1", "UPDATE meta SET value = '0' WHERE key = 'layout'"),
        ("1 signed checkpoints, but the last is number 2", "INSERT INTO notes VALUES (2, 1, '')"),
        (
            "`meta_append_only` is switched off or in another wording",
            "CREATE OR REPLACE FUNCTION log_refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
        ),
    ],
)
def test_what_the_owner_of_the_tables_changes_is_noticed(connection, address, found, sql):
    connection.execute("SET session_replication_role = replica")  # the owner can switch the triggers off
    connection.execute(sql)
    with open_log(address) as log, pytest.raises(Damaged, match=found):
        checking.check_stored(log)


def test_what_switches_the_triggers_off_for_a_whole_connection_is_noticed(address):
    found = "switched off by session_replication_role"
    with open_log(address + "%20-csession_replication_role%3Dreplica") as log, pytest.raises(Damaged, match=found):
        checking.check_stored(log)


@pytest.mark.parametrize("slipped_in", [BELOW, NOWHERE])
def test_an_act_slipped_in_below_the_first_position_is_not_taken_for_one_that_is_recorded(
    connection, address, slipped_in
):
    connection.execute("SET session_replication_role = replica")
    connection.execute(slipped_in)
    with open_log(address) as log:
        assert log.versions("z") == []
        with pytest.raises(Stale) as refusal:
            record(log, "z")
        assert log.position() == 3 and "`reformlog verify`" in refusal.value.hint


@pytest.mark.parametrize("table", ["stored_events", "ledger", "notes"])
@pytest.mark.parametrize(
    "how",
    [
        "CREATE TRIGGER quiet BEFORE INSERT ON {0} FOR EACH ROW EXECUTE FUNCTION nothing()",
        "CREATE RULE quiet AS ON INSERT TO {0} DO INSTEAD NOTHING",
        "DROP TRIGGER {0}_append_only ON {0}; DROP TRIGGER IF EXISTS {0}_in_order ON {0}; "
        "CREATE TRIGGER quiet AFTER INSERT ON {0} EXECUTE FUNCTION gone()",
    ],
)
def test_nothing_is_acknowledged_that_a_trigger_or_rule_turned_away_without_an_error(connection, address, table, how):
    trigger = "CREATE FUNCTION {}() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN {} RETURN NULL; END$$"
    connection.execute(trigger.format("nothing", ""))
    column = {"stored_events": "notification_id", "ledger": "position", "notes": "number"}[table]
    kept = 0 if table == "notes" else 3
    connection.execute(trigger.format("gone", f"DELETE FROM {table} WHERE {column} > {kept};"))
    connection.execute(how.format(table))
    with open_log(address) as log:
        with pytest.raises(Error) as refused:
            record(log, "d", "e") if table != "notes" else log.keep_note(lambda _: (3, b"note"))
        # Either the server itself takes offence, or the count of what arrived does.
        assert refused.value.code in ("taken", "store") or "did not keep" in refused.value.message
        assert (log.position(), log.notes()) == (3, [])


def test_who_may_insert_and_select_may_append_and_nothing_else(connection, address):
    role = f"reformlog_{secrets.token_hex(4)}"
    try:
        connection.execute(f"CREATE ROLE {role}")
    except psycopg.errors.InsufficientPrivilege:
        pytest.skip("this user may not make roles")
    try:
        [schema] = connection.execute("SELECT current_schema()").fetchone()
        connection.execute(f"GRANT USAGE ON SCHEMA {schema} TO {role}")
        connection.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {role}")
        connection.execute(f"GRANT INSERT ON stored_events, ledger, notes TO {role}")
        with open_log(address + f"%20-crole%3D{role}") as log:
            assert record(log, "d")[0].position == 4
            assert log.keep_note(lambda view: (4, b"signed")) == b"signed"
            assert checking.check_stored(log).position == 4
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                log._connection.execute("DELETE FROM notes")
        connection.execute(f"REVOKE INSERT ON stored_events FROM {role}")
        with open_log(address + f"%20-crole%3D{role}") as log, pytest.raises(Refused) as refusal:
            record(log, "e")
        assert refusal.value.code == "no-right"
    finally:
        connection.execute(f"DROP OWNED BY {role}")
        connection.execute(f"DROP ROLE {role}")


def test_the_recorder_passes_the_librarys_own_suite():
    """`ApplicationRecorderTestCase` of eventsourcing, with its uuids as text, and every event of it in the ledger."""
    from contextlib import ExitStack

    from reformlog.log import schema
    from reformlog.log.postgres import checking
    from reformlog.log.postgres.address import connect
    from reformlog.log.postgres.recorder import Datastore, LedgerRecorder

    with ExitStack() as schemas:
        addresses = []

        def recorder():
            addresses.append(schemas.enter_context(own_schema()))
            create(addresses[-1]).close()
            connection = schemas.enter_context(connect(addresses[-1]))
            [found] = connection.execute("SELECT current_schema()").fetchone().values()
            return timed(LedgerRecorder)(Datastore(connection, found))

        passes_the_librarys_tests(recorder, lambda: str(UUID(bytes=os.urandom(16))), "text")
        for address in addresses:
            with psycopg.connect(address) as connection:
                assert checking.differences(connection.cursor()) == []
                [(events, ledger)] = connection.execute(schema.COUNTS).fetchall()
                assert events == ledger > 0


# A server that fails


def cut(connection: psycopg.Connection, log: Log) -> None:
    """End the log's connection, as a restart of the server does."""
    pid = log._connection.info.backend_pid
    connection.execute("SELECT pg_terminate_backend(%s, 5000)", (pid,))


def test_a_question_after_the_server_was_started_again_is_answered(connection, address):
    with open_log(address) as log:
        cut(connection, log)
        assert log.position() == 3
        cut(connection, log)
        assert record(log, "d")[0].position == 4


def test_a_connection_cut_in_the_middle_of_a_batch_records_nothing_of_it(connection, address):
    with open_log(address) as log:
        with pytest.raises(Refused) as refusal, log.batch(now) as batch:
            batch.add([Draft("d", 1, "hearing", {})])
            cut(connection, log)
            batch.add([Draft("e", 1, "hearing", {})])
        assert refusal.value.code == "unreachable"
        assert log.position() == 3
        assert record(log, "d", "e")[0].position == 4
        assert checking.check_stored(log).position == 5


def test_a_connection_that_breaks_again_before_the_lock_is_taken_is_said_plainly(connection, address, monkeypatch):
    with open_log(address) as log:
        reconnect = log._reconnect

        def cut_anew() -> None:
            reconnect()
            cut(connection, log)

        cut(connection, log)
        monkeypatch.setattr(log, "_reconnect", cut_anew)
        with pytest.raises(Refused) as refused, log.batch(now):
            pass
        assert refused.value.code == "unreachable"
        monkeypatch.undo()
        assert log.position() == 3


def test_a_connection_cut_while_lines_are_copied_is_no_damage_of_theirs(connection, address, tmp_path, monkeypatch):
    with create(tmp_path / "reform.db") as source:
        record(source, "a", "b", "c")
        record(source, "d", "e")
        stored = [Stored._make(row) for row in source.stored(4)]
    with open_log(address) as target:
        insert = target._insert

        def cut_then(events, times):
            insert(events, times)
            cut(connection, target)

        monkeypatch.setattr(target, "_insert", cut_then)
        with pytest.raises(Refused) as refusal:
            target.receive(stored)
        assert refusal.value.code == "unreachable"
        monkeypatch.undo()
        assert target.position() == 3
        target.receive(stored)
        assert checking.check_stored(target).position == 5


def test_a_checkpoint_is_kept_under_the_lock_it_was_signed_under_or_not_at_all(connection, address):
    with open_log(address) as log:

        def signed(log: Log) -> tuple[int, bytes]:
            cut(connection, log)
            return 3, b"note"

        with pytest.raises(Refused) as refusal:
            log.keep_note(signed)
        assert refusal.value.code == "unreachable" and log.notes() == []


def test_a_commit_that_was_not_answered_is_said_to_be_unknown_and_is_not_sent_again(connection, address):
    with open_log(address) as log:
        with pytest.raises(Error) as failure, log.batch(now) as batch:
            batch.add([Draft("d", 1, "hearing", {})])
            cut(connection, log)
        assert failure.value.code == "unreachable" and "not known" in failure.value.message
        assert log.position() == 3


def test_a_lock_held_too_long_and_a_time_limit_are_said_plainly(connection, address):
    with open_log(address) as other, open_log(address + "%20-cstatement_timeout%3D100") as log, other.batch(now):
        with pytest.raises(Refused) as refusal:
            record(log, "d")
        assert refusal.value.code == "timeout"


def test_a_transaction_that_the_server_ended_is_told_which_limit_it_was(address):
    """Repeated as it is, it would be ended again."""
    with open_log(address + "%20-cidle_in_transaction_session_timeout%3D50") as log:
        with pytest.raises(Refused) as refusal, log.batch(now) as batch:
            time.sleep(0.5)  # before the first message, for a server may overlook the limit after several
            batch.add([Draft("d", 1, "hearing", {})])
        assert refusal.value.code == "timeout"
        assert "raise idle_in_transaction_session_timeout" in (refusal.value.hint or "")
        assert log.position() == 3 and record(log, "d")[0].position == 4


@pytest.mark.parametrize(
    "state,code",
    [
        ("25006", "read-only"),  # a standby
        ("53100", "disk-full"),
        ("53300", "overloaded"),
        ("58030", "io"),
        ("57P03", "unreachable"),
        ("25P03", "timeout"),
        ("XX001", "damaged"),
        ("0A000", "store"),
    ],
)
def test_what_the_server_reports_is_said_plainly(address, state, code):
    """PostgreSQL, appendix A."""
    with open_log(address) as log:
        with pytest.raises(Error) as failure:
            log._all(f"DO $$ BEGIN RAISE EXCEPTION 'words of the server' USING ERRCODE = '{state}'; END $$")
        assert failure.value.code == code and "words of the server" not in str(failure.value)
        assert log.position() == 3


def test_a_log_opened_to_be_read_only_is_read_and_not_appended_to(address):
    with open_log(address, readonly=True) as log:
        assert log.position() == 3
        with pytest.raises(Refused, match="read only"):
            record(log, "d")


def test_no_other_database_is_opened_for_an_address_that_libpq_would_read_in_part(address):
    """A null character ends a text there; half a surrogate pair is no text."""
    for misspelt in (f"{address}\0of-something-else", f"{address}\ud800"):
        with pytest.raises(Usage, match="not the address of a PostgreSQL database"):
            open_log(misspelt)


def test_the_password_is_in_no_message():
    secret = "hunter2!@:/"
    for address in (
        "postgresql://clerk:hunter2%21%40%3A%2F@127.0.0.1:1/none",
        "postgresql://clerk:hunter2!@:/@127.0.0.1:1/none",
        "postgresql://127.0.0.1:1/none?password=hunter2!",
        "postgresql://127.0.0.1:1/none?passwort=hunter2!",
    ):
        for attempt in (open_log, create):
            with pytest.raises(Error) as refusal:
                attempt(address)
            said = f"{refusal.value} {refusal.value.as_dict()} {refusal.value.__cause__}"
            assert secret[:7] not in said and "None" in said


# What is not a log


def test_where_there_is_no_log_or_something_else_it_is_said_and_left_alone(address):
    with pytest.raises(Usage, match="already"):
        create(address)
    with own_schema() as empty, pytest.raises(Usage, match="no log"):
        open_log(empty)
    with own_schema() as foreign, psycopg.connect(foreign, autocommit=True) as connection:
        connection.execute("CREATE TABLE stored_events (a int)")
        with pytest.raises(Damaged, match="no log"):
            open_log(foreign)
        with pytest.raises(Usage, match="already"):
            create(foreign)
        assert [row[0] for row in connection.execute(
            "SELECT relname FROM pg_class c WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace"
        )] == ["stored_events"]  # fmt: skip


def test_a_log_of_a_newer_layout_is_refused(connection, address):
    connection.execute("SET session_replication_role = replica")
    connection.execute("UPDATE meta SET value = '2' WHERE key = 'layout'")
    with pytest.raises(Refused, match="layout 2"):
        open_log(address)


def test_a_database_that_is_not_there_is_said(address):
    from psycopg.conninfo import conninfo_to_dict

    there = conninfo_to_dict(SERVER).get("dbname") or "test"
    with pytest.raises(Refused) as refusal:
        open_log(SERVER.replace(f"/{there}", "/reformlog_no_such_database"))
    assert refusal.value.code == "no-database" and refusal.value.hint.startswith("createdb reformlog_no_such_database ")


@pytest.mark.parametrize(
    "code,said",
    [
        ("no-database", 'FATAL:  database "reform" does not exist'),
        ("no-database", '致命的エラー:  データベース"reform"は存在しません'),
        ("no-entry", 'FATAL:  role "clerk" does not exist'),
        ("no-entry", '致命的エラー:  ロール"clerk"は存在しません'),
        ("no-entry", 'FATAL:  password authentication failed for user "clerk"'),
        ("no-entry", '致命的エラー:  ユーザー"clerk"のパスワード認証に失敗しました'),
        ("no-entry", 'FATAL:  no pg_hba.conf entry for host "h", user "clerk", database "reform", no encryption'),
        ("no-entry", "fe_sendauth: no password supplied"),
        ("overloaded", "FATAL:  sorry, too many clients already"),
        ("overloaded", "致命的エラー:  現在クライアント数が多すぎます"),
        ("overloaded", 'FATAL:  too many connections for role "clerk"'),
        ("overloaded", "FATAL:  remaining connection slots are reserved for non-replication superuser connections"),
        ("unreachable", "FATAL:  the database system is starting up"),
        ("unreachable", "connection refused"),
        ("no-right", 'FATAL:  permission denied for database "reform"'),
    ],
)
def test_why_a_server_lets_nobody_in_is_told_from_its_words(code, said):
    """PostgreSQL, its messages in English and Japanese; libpq passes no SQLSTATE on when connecting fails."""
    error = psycopg.OperationalError(f'connection to server at "h" (::1), port 5432 failed: {said}')
    refusal = failures.of_postgres(error, "postgresql://clerk@h/reform")
    assert refusal.code == code and said not in str(refusal)


def test_readers_see_only_what_is_committed_and_in_the_order_of_commits(address):
    """A second writer waits for the first, so a reader that follows positions never passes over one."""
    seen: list[int] = []
    with open_log(address) as first, open_log(address) as reader:

        def append_second() -> None:
            with open_log(address) as second:
                record(second, "second")

        with first.batch(now) as batch:
            batch.add([Draft("first", 1, "hearing", {})])
            waiting = threading.Thread(target=append_second)
            waiting.start()
            waiting.join(0.1)
            seen.append(reader.position())
        waiting.join(10)
        assert seen == [3] and waiting.is_alive() is False
        assert [event.act for event in reader.events(4)] == ["first", "second"]


def test_a_version_taken_meanwhile_is_refused(address):
    with open_log(address) as log, pytest.raises(Stale):
        record(log, "d", "a")
