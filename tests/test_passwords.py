"""A password is found in every form of an address that PostgreSQL takes, and in what is said of one."""

from __future__ import annotations

import pytest

from cli_running import run
from reformlog.cli.passwords import concealed, holds_password
from reformlog.errors import shell_word

IN_ADDRESSES = [
    "postgresql://clerk:hunter2@db.example/reform",
    "postgres://:hunter2@db.example",
    "postgresql://clerk:hunter2%40%2F%20x@db.example/reform",
    "postgresql://clerk:hunter2?x@db.example/reform",
    "postgresql://clerk:hunter2:x@one.example:1,two.example:2/reform?user=clerk",
    "postgresql://db.example/reform?password=hunter2",
    "postgresql://db.example/reform?user=clerk&password=hunter2%26x&sslmode=require",
    "postgresql://db.example/reform?%70asswor%64=hunter2",
    "postgresql://db.example/reform?sslpassword=hunter2",
    "postgresql://db.example/reform?password=it's-hunter2",
    # what an old libpq takes, or a slip has made of one
    "postgresql://the clerk:my hunter2@db.example/reform",
    "postgresql://db.example/reform?password=my hunter2&user=clerk",
    "postgresql://clerk:hun/hunter2@db.example/reform",
    "postgresql://clerk:hun@hunter2@db.example/reform",
]
IN_WORDS = [
    "host=db.example password=hunter2 dbname=reform",
    "host=db.example password = hunter2",
    "password='my hunter2' host=db.example",
    r"password='it\'s hunter2' host=db.example",
    r"password=my\ hunter2 host=db.example",
    r"host=db.example password='my\\hunter2",
    "sslpassword=hunter2 host=db.example",
]


@pytest.mark.parametrize("address", [*IN_ADDRESSES, *IN_WORDS])
def test_a_password_is_shown_in_no_form_as_typed_or_as_a_shell_would_have_it(address):
    for quoted in (address, shell_word(address)):
        said = concealed(f"There is no act file {quoted}: look at its name.")
        assert "hunter2" not in said and said.startswith("There is no act file ")
    assert "…" in concealed(address)


@pytest.mark.parametrize("address", IN_ADDRESSES)
def test_who_gives_it_in_an_address_is_told_where_it_belongs(address):
    assert holds_password(address)
    assert "keep it in ~/.pgpass" in run("--db", address, "kinds", "request").err


@pytest.mark.parametrize(
    "text",
    [
        "postgresql://clerk@db.example/reform",
        "postgresql://clerk@db.example:5432/reform?sslmode=require",
        "postgresql:///reform?host=/run/postgresql",
        "postgresql://USER@HOST/DATABASE, the password in ~/.pgpass; in an address / is %2F and @ is %40",
        "http://127.0.0.1:8000/ and mail to root@db.example",
        "reformlog.db: 3 events, root aGVsbG8=",
    ],
)
def test_what_holds_no_password_is_said_as_it_is(text):
    assert concealed(text) == text and not holds_password(text)
