"""A PostgreSQL to test on: the one REFORMLOG_TEST_POSTGRES names, a local one, one of our own, or a reason to skip."""

from __future__ import annotations

import atexit
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

NAMED = os.environ.get("REFORMLOG_TEST_POSTGRES")


def _find() -> tuple[str, str | None]:
    """The address of a server that answers, or why there is none."""
    address = NAMED or "postgresql:///test"
    try:
        import psycopg
    except ModuleNotFoundError:
        return address, "psycopg is not installed"
    try:
        psycopg.connect(address, connect_timeout=3).close()
    except psycopg.Error:
        if NAMED:
            return address, "the PostgreSQL named in REFORMLOG_TEST_POSTGRES does not answer"
        return _own(address)
    return address, None


def _own(address: str) -> tuple[str, str | None]:
    try:
        from postgres_server import Server

        server = Server()
        atexit.register(server.remove)
        return server.start().address, None
    except (OSError, ImportError):
        return address, "no PostgreSQL answers, and none can be started; name one in REFORMLOG_TEST_POSTGRES"


SERVER, _REASON = _find()


def reason_to_skip() -> str | None:
    """None when a server answers."""
    return _REASON


@contextmanager
def own_schema() -> Iterator[str]:
    """The address of an empty schema that is dropped at the end."""
    if reason_to_skip():
        pytest.skip(str(reason_to_skip()))
    import psycopg

    name = f"reformlog_{secrets.token_hex(6)}"
    with psycopg.connect(SERVER, autocommit=True) as connection:
        connection.execute("SET client_min_messages = warning")
        connection.execute(f"CREATE SCHEMA {name}")
        try:
            yield f"{SERVER}{'&' if '?' in SERVER else '?'}options=-csearch_path%3D{name}"
        finally:
            connection.execute(f"DROP SCHEMA {name} CASCADE")
