"""Files that a command is given to read, keys among them; and how far a long reading has come, on a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import Usage

if TYPE_CHECKING:
    from ..proof.keys import Verifier


def bytes_of(name: str) -> bytes:
    """The bytes of a file, `-` for stdin. Usage when it cannot be read."""
    if name == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as error:
        message = f"{name} cannot be read: {error.strerror}."
        raise Usage("unreadable", message, "Look at the name and its rights.") from None


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
def progress(total: int, what: str) -> Iterator[Callable[[int], object] | None]:
    """A function that shows how many of `total` are done, on stderr, once it takes long; None when nobody looks."""
    if not sys.stderr.isatty():
        yield None
        return
    started = shown = time.monotonic()

    def show(done: int) -> None:
        nonlocal shown
        now = time.monotonic()
        if now - started > 1 and now - shown > 0.2:
            shown = now
            print(f"\r{done:,} of {total:,} {what} ", end="", file=sys.stderr, flush=True)

    try:
        yield show
    finally:
        if shown > started:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
