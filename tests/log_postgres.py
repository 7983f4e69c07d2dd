"""A PostgreSQL to test on: the one named in REFORMLOG_TEST_POSTGRES, else a local one, else a reason to skip."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import pytest

SERVER = os.environ.get("REFORMLOG_TEST_POSTGRES", "postgresql:///test")


@cache
def reason_to_skip() -> str | None:
    """None when the server answers."""
    try:
        import psycopg
    except ModuleNotFoundError:
        return "psycopg is not installed"
    try:
        psycopg.connect(SERVER, connect_timeout=3).close()
    except psycopg.Error:
        return "no PostgreSQL answers; name one in REFORMLOG_TEST_POSTGRES"
    return None


@contextmanager
def own_schema() -> Iterator[str]:
    """The address of an empty schema that is dropped at the end."""
    if reason_to_skip():
        pytest.skip(str(reason_to_skip()))
    import psycopg

    name = f"reformlog_{secrets.token_hex(6)}"
    with psycopg.connect(SERVER, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}")
        try:
            yield f"{SERVER}{'&' if '?' in SERVER else '?'}options=-csearch_path%3D{name}"
        finally:
            connection.execute(f"DROP SCHEMA {name} CASCADE")
