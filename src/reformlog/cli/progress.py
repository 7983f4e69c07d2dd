"""How far something long has come, on a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


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
            print(f"\r\x1b[K{pace(done, expected, what, now - started)} ", end="", file=sys.stderr, flush=True)

    try:
        yield show
    finally:
        if shown > started:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def of_many(show: Callable[[int], object] | None) -> Callable[[int, int], object] | None:
    """For work that also says how many there are: passes on only how many are done; None when nobody looks."""
    return None if show is None else lambda done, _: show(done)


def pace(done: int, total: int, what: str, seconds: float) -> str:
    """`20,000 of 1,000,000 entries, 9,800 a second, 1 min 40 s left`; a total that was too small is not repeated."""
    rate = done / seconds
    if total <= done:
        return f"{done:,} {what}, {rate:,.0f} a second"
    minutes, left = divmod(round((total - done) / rate) if rate else 0, 60)
    return f"{done:,} of {total:,} {what}, {rate:,.0f} a second, {f'{minutes} min ' if minutes else ''}{left} s left"
