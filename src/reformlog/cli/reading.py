"""Files that a command is given to read, keys among them; and how far a long reading has come, on a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from .. import folders
from ..errors import Usage

if TYPE_CHECKING:
    from ..proof.keys import Verifier


def bytes_of(name: str) -> bytes:
    """The bytes of a file, `-` for stdin. Usage when it cannot be read."""
    return sys.stdin.buffer.read() if name == "-" else folders.bytes_of(name)


def verifiers(words: Sequence[str]) -> list[Verifier]:
    """The verifier keys meant: each the key itself, or a file with one key a line. Usage for a private key."""
    from ..proof.keys import read_verifier

    found = []
    for word in words:
        is_key = "+" in word and not Path(word).exists()
        text = word if is_key else bytes_of(word).decode(errors="replace")
        for line in filter(None, map(str.strip, text.splitlines())):
            if line.startswith("PRIVATE+KEY+"):
                message = f"{word[:40]} is a private key; others check with the verifier key, which `key new` printed."
                raise Usage("key-private", message, "--key VERIFIER-KEY")
            found.append(read_verifier(line))
    return found


@contextmanager
def progress(total: int | Callable[[], int], what: str) -> Iterator[Callable[[int], object] | None]:
    """A function that shows on stderr, once it takes long, how many are done, how fast, and how long the rest takes.

    total: how many there will be, 0 when that is not known; counted only when somebody looks. None when nobody does.
    """
    if not sys.stderr.isatty():
        yield None
        return
    started = shown = time.monotonic()
    expected = total if isinstance(total, int) else total()

    def show(done: int) -> None:
        nonlocal shown
        now = time.monotonic()
        if now - started > 1 and now - shown > 0.2:
            shown = now
            print(f"\r\x1b[K{told(done, expected, what, now - started)} ", end="", file=sys.stderr, flush=True)

    try:
        yield show
    finally:
        if shown > started:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def told(done: int, total: int, what: str, seconds: float) -> str:
    """`20,000 of 1,000,000 entries, 9,800 a second, 1 min 40 s left`; a total that was too small is not repeated."""
    rate = done / seconds
    if total <= done:
        return f"{done:,} {what}, {rate:,.0f} a second"
    minutes, left = divmod(round((total - done) / rate) if rate else 0, 60)
    return f"{done:,} of {total:,} {what}, {rate:,.0f} a second, {f'{minutes} min ' if minutes else ''}{left} s left"


def lines_in(names: Sequence[str]) -> int:
    """How many lines the JSONL files among these have, which are as many entries; 0 when others are among them."""
    count = 0
    for name in names:
        if not name.endswith((".jsonl", ".ndjson")) or not Path(name).is_file():
            return 0
        with Path(name).open("rb") as file:
            while block := file.read(1 << 20):
                count += block.count(b"\n")
    return count
