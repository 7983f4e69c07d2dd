"""Measures a log on PostgreSQL: copying, appending by 1, 4 and 20 writers, a follower's lag and its answers a second.

    python benchmarks/on_a_server.py postgresql:///test --log LOG.db

Works in a schema of its own, which is dropped at the end. Numbers of a shared machine count only beside each other.
"""

from __future__ import annotations

import argparse
import multiprocessing
import secrets
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from reformlog.following import follow
from reformlog.log import create, open_log
from reformlog.log.checking import check_stored
from reformlog.log.copying import copy
from reformlog.register import open_register

FORK = multiprocessing.get_context("fork")


@contextmanager
def schema(server: str) -> Iterator[str]:
    """The address of an empty schema."""
    name = f"reformlog_bench_{secrets.token_hex(4)}"
    address = f"{server}{'&' if '?' in server else '?'}options=-csearch_path%3D{name}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("SET client_min_messages = warning")
        connection.execute(f"CREATE SCHEMA {name}")
        try:
            yield address
        finally:
            connection.execute(f"DROP SCHEMA {name} CASCADE")


def act(zone: int, name: str, first: bool) -> dict[str, Any]:
    """An order that designates a zone, or one that renames it."""
    designated = {"zone": f"z{zone}", "is": "designated", "areas": ["04"]}
    renamed = {"zone": f"z{zone}", "is": "renamed", "name": f"区域 {name}"}
    body = {"id": name, "kind": "cabinet-order", "title": f"政令 {name}", "sources": [{"title": "官報"}]}
    return {**body, "enforced": "2024-02-01" if first else "2024-03-01", "effects": [designated if first else renamed]}


def timed(what: str, work: Callable[[], int]) -> None:
    start = time.perf_counter()
    many = work()
    taken = time.perf_counter() - start
    print(f"{what:48} {taken:8.2f} s  {many / taken:10,.0f} /s", flush=True)


def copies(server: str, path: str, folder: Path) -> None:
    """There, checked, followed from nothing, and back."""
    with schema(server) as address, open_log(path, readonly=True) as file:
        head = file.head()
        with create(address, file.origin) as target:
            timed("copy file → server", lambda: copy(file, target).position)
            timed("read again on the server (check_stored)", lambda: check_stored(target).position)
            with create(folder / "back.db", file.origin) as back:
                timed("copy server → file", lambda: copy(target, back).position)
                assert back.head() == target.head() == head
        with open_register(address, projection=str(folder / "new.rows")) as register:
            timed("a new follower: fetch the lines, work out the rows", lambda: register.view().position)
            reads(register, "a follower's zone at a day, position asked")
        with open_register(address, projection=str(folder / "new.rows"), local=True) as register:
            reads(register, "the same without asking the server (--local)")
        print(f"rows and lines of a follower: {Path(folder / 'new.rows').stat().st_size / 1e6:.0f} MB")


def reads(register: Any, what: str) -> None:
    zones = [row["zone"] for row in register.ask("zones", as_of="2020-01-01")["zones"]][:500] or ["z0"]

    def work() -> int:
        for number in range(3000):
            register.zone(zones[number % len(zones)], f"20{14 + number % 10}-06-01")
        return 3000

    timed(what, work)


def write(address: str, rows: str, writer: int, seconds: float, done: Any) -> None:
    with open_register(address, projection=rows) as register:
        register.append(act(writer, f"w{writer}", True))
        end, count = time.monotonic() + seconds, 0
        while time.monotonic() < end:
            register.append(act(writer, f"w{writer}-{count}", False), accept_conflict="測定")
            count += 1
        done.put(count)


def bare(server: str, seconds: float) -> None:
    """What the server allows: a row like an event's and a COMMIT, one after another on one connection."""
    with schema(server) as address, psycopg.connect(address, autocommit=True) as connection:
        connection.execute("CREATE TABLE bare (id bigint PRIMARY KEY, name text UNIQUE, state bytea)")
        end, count = time.monotonic() + seconds, 0
        while time.monotonic() < end:
            connection.execute("INSERT INTO bare VALUES (%s, %s, %s)", (count, f"a{count}", b"x" * 400))
            count += 1
        print(f"bare INSERT and COMMIT {count / seconds:37,.0f} /s", flush=True)


def writers(server: str, many: int, seconds: float, folder: Path, shared: bool = False) -> None:
    """So many hosts, each with rows of its own, record single acts one after another. shared: all on one host."""
    with schema(server) as address:
        create(address).close()
        done = FORK.Queue()
        rows = [str(folder / f"{many}-{0 if shared else number}-{shared}.rows") for number in range(many)]
        processes = [FORK.Process(target=write, args=(address, path, n, seconds, done)) for n, path in enumerate(rows)]
        for process in processes:
            process.start()
        total = sum(done.get(timeout=10 * seconds + 60) for _ in processes)
        for process in processes:
            process.join()
        where = "on one host" if shared else "each on its host"
        print(f"{many:3} writers {where:17} {total / seconds:29,.0f} acts/s together", flush=True)


def lag(server: str, folder: Path, acts: int = 200) -> None:
    """From when an act was recorded until a follower's rows know it; one act every 20 ms."""
    with schema(server) as address:
        with open_register(address, projection=str(folder / "lag.rows"), create_log=True) as register:
            register.append(act(0, "first", True))
            told = FORK.Queue()
            follower = FORK.Process(target=_lags, args=(address, str(folder / "follower.rows"), acts + 1, told))
            follower.start()
            time.sleep(1)
            for number in range(acts):
                register.append(act(0, f"a{number}", False), accept_conflict="測定")
                time.sleep(0.02)
            found = sorted(told.get(timeout=60))
            follower.join()
        print(f"lag of a follower: median {1000 * statistics.median(found):.0f} ms, most {1000 * found[-1]:.0f} ms")


def _lags(address: str, rows: str, end: int, told: Any) -> None:
    found = []
    with open_register(address, projection=rows) as register:
        for standing in follow(register):
            if standing.lag is not None and standing.position > 1:
                found.append(standing.lag)
            if standing.position >= end:
                break
    told.put(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("server", help="postgresql://… of a database in which a schema may be made")
    parser.add_argument("--log", help="a log in a file, to be copied there and back")
    parser.add_argument("--seconds", type=float, default=5, help="for each number of writers")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        if asked.log:
            copies(asked.server, asked.log, folder)
        bare(asked.server, asked.seconds)
        for many in (1, 4, 20):
            writers(asked.server, many, asked.seconds, folder)
        writers(asked.server, 20, asked.seconds, folder, shared=True)
        lag(asked.server, folder)


if __name__ == "__main__":
    main()
