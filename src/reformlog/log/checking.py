"""Read every stored byte again and say where the first one is that is not as it was kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing
from datetime import datetime
from functools import lru_cache
from itertools import compress, repeat
from operator import and_, le, not_
from threading import Event
from typing import Any, NamedTuple

import orjson

from ..errors import Damaged, Stale
from . import lines as written
from . import merkle
from .shapes import Stored
from .store import INSTANT, Log, Pages, Progress

_PAGE = 200  # rows that are read and compared at once
_GLANCE = 0.2  # seconds after which a signal is noticed where it does not end a wait (Windows)

# What may stand between the time and the version of a line: members that are text or whole numbers.
_MEMBERS = re.compile(rb'(?:,"[a-z_]+":(?:"(?:[^"\\]|\\.)*"|\d+))*')
_ESCAPED = bytes(range(0x20)) + b'"\\'  # what does not stand in JSON as it is


class Checked(NamedTuple):
    """How far the log was read and found whole."""

    position: int
    recorded_at: str
    root: bytes


def check_stored(
    log: Log,
    *,
    start: int = 1,
    form: bool = False,
    progress: Progress | None = None,
) -> Checked:
    """Re-read the log in order of position and recompute everything that is kept beside the lines.

    That is: the leaf and tree hashes; positions without gaps; act, version, topic and time equal in line and columns;
    times that never decrease; versions 1, 2, 3 … of each act in the order of positions; no table, view, trigger or
    index that is not ours and none of ours missing. Damaged names the first bad position. Stale when a file that is
    read without a lock was written to meanwhile.

    form: also hold each line to its canonical form, which takes as long again (`lines.fault`). Without it a line that
    the owner of the file wrote, with hashes that fit, may have a key twice, of which two readers believe two things.

    start: read from there on only; the hashes up to there are taken from the ledger, so compare `log.root(start - 1)`
    with a checkpoint first. What it cannot notice: a log that was cut or written anew as a whole, which shows only
    against a checkpoint kept elsewhere.
    """
    stopped = Event()
    try:
        with ThreadPoolExecutor(2) as beside:
            # The store looks at its own structure meanwhile, in C and on another core. This thread waits for signals.
            structure = beside.submit(log.faults)
            reading = beside.submit(_read_on, log, start - 1, form, progress, stopped)
            try:
                while wait((reading,), _GLANCE).not_done:
                    pass
            finally:
                stopped.set()
            checked, faults = reading.result(), structure.result()
        if faults:
            anew = "Keep it, and copy the log into an empty schema: reformlog copy postgresql://…"
            hint = anew if log.remote else "Keep the file and bring back a backup."
            raise Damaged("damaged", f"{log.name}: {'; '.join(faults)}.", hint)
    except Damaged:
        if log.disturbed():
            raise Stale("disturbed", f"{log.name} was written to while it was read.", "Repeat the command.") from None
        raise
    return checked


def _read_on(log: Log, size: int, form: bool, progress: Progress | None, stopped: Event) -> Checked:
    last, peaks = log.recorded_at(size) or "", list(log.peaks(size))
    with closing(_pages(log, size)) as pages:
        for page in pages:
            _check_page(log, page, size, last, peaks)
            if form:
                check_form(log, page)
            size, last = size + len(page), page[-1][5]
            if progress is not None:
                progress(size)
            if stopped.is_set():
                break
    return Checked(size, last, merkle.fold(peaks))


def _pages(log: Log, size: int) -> Pages:
    """The rows behind position `size`, up to `_PAGE` at a time.

    Where a row cannot even be read, the rows before it come one by one, and then Damaged with its position.
    """
    try:
        with closing(log.pages(size + 1, _PAGE)) as pages:
            for page in pages:
                yield page
                size += len(page)
    except Damaged as error:
        at = size
        while True:
            at += 1
            try:
                row = next(log.stored(at))
            except StopIteration:
                raise error from None
            except Damaged:
                raise Damaged("damaged", f"{log.name}, position {at}: cannot be read.", error.hint) from None
            yield [row]


def _check_page(log: Log, page: list[tuple[Any, ...]], size: int, last: str, peaks: list[bytes]) -> None:
    """Column by column, for row by row takes far longer; only when something is bad is the first bad row looked for."""
    positions, acts, versions, topics, lines, times, trees = zip(*page, strict=True)
    before = list(peaks)
    try:
        whole = (
            positions == tuple(range(size + 1, size + 1 + len(page)))
            and tuple(merkle.grow(size, peaks, lines)) == trees
            and all(map(le, (last, *times), times))
            and all(map(_is_time, set(times)))
            and _all_agree(acts, versions, topics, lines, times)
        )
    except (TypeError, AttributeError):  # a column of another type than was written
        whole = False
    if whole:
        return
    for expected, row in enumerate(map(Stored._make, page), size + 1):
        fault = _fault(row, expected, last, before)
        if fault:
            raise Damaged("damaged", f"{log.name}, position {expected}: {fault}.", "Keep it and bring back a backup.")
        last = row.recorded_at


def check_form(log: Log, page: Iterable[tuple[Any, ...]]) -> None:
    """Hold each line of the rows to its canonical form (`lines.fault`). Damaged names the first that is of another."""
    for row in map(Stored._make, page):
        fault = written.fault(row.line)
        if fault:
            raise Damaged("form", f"{log.name}, position {row.position}: {fault}.", "Keep it and bring back a backup.")


@lru_cache(maxsize=1000)
def _is_time(text: str) -> bool:
    """Whether it is an instant as the log writes it, `2024-06-21T00:00:00.000000Z`."""
    try:
        return bool(INSTANT.fullmatch(text) and datetime.fromisoformat(text))
    except ValueError:
        return False


def _fault(row: Stored, expected: int, last: str, peaks: list[bytes]) -> str | None:
    """What is wrong with a row, None when it is whole."""
    if row.position != expected:
        return f"missing; the next one is {row.position}"
    for column, value, kind in zip(Stored._fields, row, (int, str, int, str, bytes, str, bytes), strict=True):
        if type(value) is not kind:
            return f"its {column} is {'missing' if value is None else 'not of the kind it was'}"
    if next(merkle.grow(expected - 1, peaks, [row.line])) != row.tree:
        return "the line, or the hash kept with it, was changed"
    if row.recorded_at < last:
        return f"recorded at {row.recorded_at}, before the one in front of it ({last})"
    if not _is_time(row.recorded_at):
        return f"recorded at {row.recorded_at!a}, which is no time"
    if not agrees(row.act, row.version, row.topic, row.line, row.recorded_at):
        return "its line says something else than its columns (act, version, kind or time)"
    return None


def _all_agree(
    acts: Sequence[str], versions: Sequence[int], topics: Sequence[str], lines: Sequence[bytes], times: Sequence[str]
) -> bool:
    """Whether each line names its own act, version, kind and time (`agrees`).

    Most lines show it by how they begin and end, for most were recorded by the same clerk as the first; only the
    others are parsed. The keys of a line are sorted: it begins with the act, and its last members are plain. A column
    that could hold more than one member, or reach into the next line here, shows nothing.
    """
    named = "".join((*acts, *set(topics))).encode()
    if named.translate(None, _ESCAPED) != named:
        return all(map(agrees, acts, versions, topics, lines, times))
    heads = ('{"act":"' + '",\n{"act":"'.join(acts) + '",').encode().split(b"\n")
    ends = map(_end, repeat(_between(lines[0])), topics, times, versions)
    shown = map(and_, map(bytes.startswith, lines, heads), map(bytes.endswith, lines, ends))
    others = compress(range(len(lines)), map(not_, shown))
    return all(agrees(acts[at], versions[at], topics[at], lines[at], times[at]) for at in others)


def _between(line: bytes) -> bytes:
    """What stands between the time and the version of a line: members that are text or whole numbers, else nothing.

    A quote within text has a backslash before it, so what is found belongs to the object that the last brace closes.
    """
    start, end = line.rfind(b'Z"') + 2, line.rfind(b',"v":1,')
    between = line[start:end] if 1 < start <= end else b""
    return between if _MEMBERS.fullmatch(between) else b""


@lru_cache(maxsize=1000)
def _end(between: bytes, topic: str, recorded_at: str, version: int) -> bytes:
    return b',"kind":"%b","recorded_at":"%b"%b,"v":1,"version":%a}' % (
        topic.encode(), recorded_at.encode(), between, version
    )  # fmt: skip


def agrees(act: str, version: int, topic: str, line: bytes, recorded_at: str) -> bool:
    """Whether a line names its own act, version, kind and time."""
    try:
        entry = orjson.loads(line)
    except orjson.JSONDecodeError:
        return False
    if not isinstance(entry, dict):
        return False
    said = tuple(entry.get(key) for key in ("act", "version", "kind", "recorded_at"))
    return said == (act, version, topic, recorded_at)
