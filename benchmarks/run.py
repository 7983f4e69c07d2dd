"""Measures reformlog against a program written by hand in SQLite for the same acts, and compares every answer.

    python benchmarks/run.py [SIZE …] [--rounds 3] [--write]      sizes: 10000 100000 when none is given

Both run in turn, each in a process of its own that was warmed up. Only ratios of one run count. --write puts the
tables into docs/performance.md. Exit 1 when an answer differs. Memory is read from /proc (Linux).
"""

from __future__ import annotations

import argparse
import datetime
import itertools
import json
import multiprocessing
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import orjson
from baseline import Baseline

import reformlog
from acts import entries, zone

QUESTIONS = {  # what is asked, the ratio that must hold, the aim
    "load": ("load and work out all rows, durable", 5, 2),
    "append": ("one durable append, visible on return", 2.5, 1.3),
    "zones": ("all zones on a day", 3, 1.5),
    "zone": ("one zone on a day as known at a position", 4, 2),
    "chronology": ("chronology of a zone", 3, 1.5),
    "diff": ("difference of two days", 3, 1.3),
    "rebuild": ("work all rows out again", 12, 6),
    "verify": ("read every stored byte again", 3, 1.5),
}
MEMORY = {"load": 150, "rebuild": 150, "questions": 60}
WARM_UP: dict[str, tuple[Any, ...]] = {
    "zones": ("2020-01-01",),
    "zone": (zone(0), "2020-01-01", 50),
    "chronology": (zone(0),),
    "diff": ("2015-01-01", "2020-01-01"),
    "rebuild": (),
    "verify": (),
}
PAGE = Path(__file__).parents[1] / "docs" / "performance.md"
MARK = "<!-- measured by benchmarks/run.py -->"
SPAWN = multiprocessing.get_context("spawn")


class Ours:
    """reformlog by its Python interface. folder: where its files are kept."""

    def __init__(self, folder: Path):
        self.register = reformlog.open(folder / "ours.db", create=True)

    def load(self, path: Path) -> None:
        with path.open("rb") as file:
            self.register.append(map(orjson.loads, file))

    def append(self, line: bytes) -> None:
        self.register.append(orjson.loads(line))
        self.register.zone(zone(0), as_of="2020-01-01")

    def zones(self, day: str) -> Any:
        return self.register.zones(as_of=day)

    def zone(self, name: str, day: str, position: int) -> Any:
        return self.register.zone(name, as_of=day, as_known=position)

    def chronology(self, name: str) -> Any:
        return self.register.chronology(name)

    def diff(self, one: str, other: str) -> Any:
        return self.register.diff(one, other)

    def rebuild(self) -> None:
        self.register.rebuild()

    def verify(self) -> bool:
        return bool(self.register.verify())


def plain(question: str, answer: Any) -> Any:
    """What is compared of an answer, outside the time taken."""
    ours = hasattr(answer, "model_dump")
    if question == "zones":
        return sorted([row.zone, row.name] for row in answer.zones) if ours else sorted(answer)
    if question == "zone":
        return answer.name if ours else answer
    if question == "chronology":
        return [row[0] if isinstance(row, tuple) else row.act for row in answer]
    if question == "diff" and not ours:
        return sorted([name, before, after] for name, before, after in answer)
    if question == "diff":
        named = (change for change in answer.changes if change.field in ("name", "projects"))
        text: Callable[[Any], Any] = lambda value: value[0] if isinstance(value, list) else value  # noqa: E731
        return sorted([change.id, text(change.before), text(change.after)] for change in named)
    return answer


def private() -> float:
    """Megabytes that only this process has."""
    with Path("/proc/self/smaps_rollup").open() as file:
        return sum(int(line.split()[1]) for line in file if line.startswith("Private_")) / 1024


def measured(work: Callable[[], Any], peak: list[float]) -> Any:
    """Runs, and keeps the greatest memory seen meanwhile, twenty times a second."""
    done = threading.Event()

    def watch() -> None:
        while not done.wait(0.05):
            peak[0] = max(peak[0], private())

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        return work()
    finally:
        done.set()
        watcher.join()
        peak[0] = max(peak[0], private())


def serve(kind: type, folder: Path, warm: Path, pipe: Any) -> None:
    """One peer in its own process: answers (question, list of arguments) with seconds, what is compared, and memory."""
    warmed = kind(warm)
    warmed.load(warm / "acts.jsonl")
    for question, arguments in WARM_UP.items():
        getattr(warmed, question)(*arguments)
    peer = kind(folder)
    pipe.send(None)
    while message := pipe.recv():
        question, calls = message
        seconds, answers, peak = [], [], [0.0]
        for arguments in calls:
            ask = getattr(peer, question)
            start = time.perf_counter()
            large = question in ("load", "rebuild")
            answer = measured(partial(ask, *arguments), peak) if large else ask(*arguments)
            seconds.append(time.perf_counter() - start)
            answers.append(sha256(json.dumps(plain(question, answer)).encode()).digest())
        pipe.send((statistics.mean(seconds), answers, max(peak[0], private())))


class Peer:
    """A peer in its process, from here."""

    def __init__(self, kind: type, folder: Path):
        warm = folder / "warm"
        warm.mkdir(parents=True)
        write(warm / "acts.jsonl", itertools.islice(entries(100), 100))
        self.pipe, there = SPAWN.Pipe()
        self.process = SPAWN.Process(target=serve, args=(kind, folder, warm, there), daemon=True)
        self.process.start()
        self.pipe.recv()

    def ask(self, question: str, calls: list[tuple[Any, ...]]) -> Any:
        self.pipe.send((question, calls))
        return self.pipe.recv()

    def end(self) -> None:
        self.pipe.send(None)
        self.process.join()


def write(path: Path, acts: Iterable[Any]) -> None:
    """Acts as a JSONL file."""
    with path.open("wb") as file:
        file.writelines(orjson.dumps(act) + b"\n" for act in acts)


def questions(size: int, more: Iterator[Any], path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """What is asked of a register of a size."""
    chance, zones = random.Random(size), max(1, size // 50)
    first = datetime.date(2014, 1, 1)
    day = lambda: (first + datetime.timedelta(chance.randrange(12 * 365))).isoformat()  # noqa: E731
    some = lambda: zone(chance.randrange(zones))  # noqa: E731
    few = max(5, min(60, 1_000_000 // size))
    return {
        "load": [(path,)],
        "append": [(orjson.dumps(entry),) for entry in itertools.islice(more, 30)],
        "zones": [(day(),) for _ in range(few)],
        "zone": [(some(), day(), chance.randrange(1, size)) for _ in range(200)],
        "chronology": [(some(),) for _ in range(100)],
        "diff": [(day(), day()) for _ in range(few)],
        "rebuild": [()],
        "verify": [()],
    }


def compare(size: int, rounds: int) -> dict[str, Any]:
    """Runs both in turn; the ratios and times of each question, memory, and how many answers differed."""
    ratios: dict[str, list[float]] = {name: [] for name in QUESTIONS}
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in QUESTIONS}
    memory = dict.fromkeys(MEMORY, 0.0)
    wrong = 0
    for turn in range(rounds):
        with tempfile.TemporaryDirectory() as name:
            folder, made = Path(name), entries(size)
            write(folder / "acts.jsonl", itertools.islice(made, size))
            peers = [Peer(Baseline, folder / "baseline"), Peer(Ours, folder / "ours")]
            for question, calls in questions(size, made, folder / "acts.jsonl").items():
                found = [peer.ask(question, calls) for peer in (peers if turn % 2 else peers[::-1])]
                (limit, expected, _), (ours, answers, used) = found if turn % 2 else found[::-1]
                wrong += sum(a != b for a, b in zip(expected, answers, strict=True))
                ratios[question].append(ours / limit)
                times[question].append((limit, ours))
                if question in memory:
                    memory[question] = max(memory[question], used)
            for peer in peers:
                peer.end()
            asking = Peer(Ours, folder / "asking") if not (folder / "asking").exists() else None
            if asking is not None:
                asking.end()
                for file in (folder / "ours").glob("ours*"):
                    shutil.copy(file, folder / "asking")
                memory["questions"] = max(memory["questions"], asked(folder / "asking", size))
    return {"size": size, "ratios": ratios, "times": times, "memory": memory, "wrong": wrong}


def asked(folder: Path, size: int) -> float:
    """Megabytes of a fresh process after it answered 500 questions."""
    shutil.rmtree(folder / "warm")
    peer = Peer(Ours, folder)
    used = 0.0
    for question, calls in questions(size, iter(()), folder).items():
        if question in ("zones", "zone", "chronology", "diff"):
            _, _, used = peer.ask(question, (calls * 125)[:125] if question != "diff" else calls[:25])
    peer.end()
    return used


def cold(folder: Path) -> tuple[float, float]:
    """Milliseconds of `reformlog zones --json` and of a bare Python with what it cannot do without; medians of ten."""
    path = folder / "cold.db"
    with reformlog.open(path, create=True) as register:
        register.append(itertools.islice(entries(3000), 3000))
    asked = [sys.executable, "-m", "reformlog", "--db", str(path), "zones", "--as-of", "2020-01-01", "--json"]
    bare = [sys.executable, "-c", "import click, sqlite3, orjson"]
    spent: tuple[list[float], list[float]] = [], []
    for _ in range(11):
        for command, seconds in zip((asked, bare), spent, strict=True):
            start = time.perf_counter()
            subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
            seconds.append((time.perf_counter() - start) * 1000)
    return statistics.median(spent[0][1:]), statistics.median(spent[1][1:])


def table(found: dict[str, Any]) -> str:
    """One size as Markdown."""
    lines = [f"## {found['size']:,} acts, {found['wrong']} wrong answers", ""]
    lines += ["| question | by hand | reformlog | ratio | least–greatest | must | aim |"]
    lines += ["|---|--:|--:|--:|--:|--:|--:|"]
    for name, (what, must, aim) in QUESTIONS.items():
        limit, ours = (statistics.median(column) * 1000 for column in zip(*found["times"][name], strict=True))
        ratios = sorted(found["ratios"][name])
        middle, spread = statistics.median(ratios), f"{ratios[0]:.1f}–{ratios[-1]:.1f}"
        lines.append(f"| {what} | {limit:,.2f} ms | {ours:,.2f} ms | {middle:.1f} | {spread} | {must} | {aim} |")
    used = ", ".join(f"{what} {found['memory'][what]:.0f} MB (at most {most})" for what, most in MEMORY.items())
    return "\n".join([*lines, "", f"Private memory: {used}.", ""])


def main() -> int:
    """Measures, prints, and writes the page when asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    found = [compare(size, asked.rounds) for size in asked.sizes]
    with tempfile.TemporaryDirectory() as folder:
        ours, bare = cold(Path(folder))
    parts = [table(one) for one in found]
    for small, large in itertools.pairwise(found):
        grown = {name: large["times"][name][0][1] / small["times"][name][0][1] for name in ("append", "zone")}
        told = ", ".join(f"{name} × {factor:.2f}" for name, factor in grown.items())
        parts.append(f"Growth from {small['size']:,} to {large['size']:,} acts: {told} (at most 1.5 to 1,000,000).\n")
    told = f"`zones --json` {ours:.0f} ms, a bare Python {bare:.0f} ms, difference {ours - bare:.0f} ms (at most 60)"
    parts.append(f"Cold start: {told}.\n")
    print(text := "\n".join(parts))
    if asked.write:
        before, _, after = PAGE.read_text(encoding="utf-8").split(MARK)
        PAGE.write_text(f"{before}{MARK}\n\n{text}\n{MARK}{after}", encoding="utf-8")
    return any(one["wrong"] for one in found)


if __name__ == "__main__":
    sys.exit(main())
