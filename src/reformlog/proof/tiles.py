"""The log as a folder of static files that any web server can hand out: hashes, events, and the checkpoint over them.

Source: C2SP tlog-tiles. A tile holds 256 hashes of one level; a bundle holds 256 events, each after its length in two
bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..errors import Refused
from ..log.merkle import Node
from . import checkpoints

WIDTH = 256
HEIGHT = 8
MAX_ENTRY = 0xFFFF

Line = Callable[[int], bytes]
"""index (position less one) -> the event's line as stored, without newline."""


def files(checkpoint: bytes, node: Node, line: Line) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of every file for the tree of a signed checkpoint; `checkpoint` itself last.

    Whoever copies in this order never shows a checkpoint whose tiles are not there yet. Raises Refused for an event
    over 65,535 bytes, which the format cannot hold: write into a new folder and name it at the end.
    """
    size = checkpoints.read_unverified(checkpoint).size
    for path, first, width in entry_bundles(size):
        yield path, b"".join(_entry(line(index), index) for index in range(first, first + width))
    for path, level, first, width in hash_tiles(size):
        yield path, b"".join(node(level * HEIGHT, index) for index in range(first, first + width))
    yield "checkpoint", checkpoint


def hash_tiles(size: int) -> Iterator[tuple[str, int, int, int]]:
    """(path, level, index of the first hash in its level, number of hashes) of every tile for `size` leaves."""
    level, hashes = 0, size
    while hashes:
        for path, first, width in _pieces(f"tile/{level}", hashes):
            yield path, level, first, width
        level, hashes = level + 1, hashes // WIDTH


def entry_bundles(size: int) -> Iterator[tuple[str, int, int]]:
    """(path, index of the first event, number of events) of every bundle of a log of `size` events."""
    return _pieces("tile/entries", size)


def tile_number(index: int) -> str:
    """The index as path elements of three digits, all but the last with an x: 1234067 is x001/x234/067."""
    digits = str(index)
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    parts = [digits[at : at + 3] for at in range(0, len(digits), 3)]
    return "/".join(["x" + part for part in parts[:-1]] + parts[-1:])


def _pieces(folder: str, count: int) -> Iterator[tuple[str, int, int]]:
    for index in range(count // WIDTH):
        yield f"{folder}/{tile_number(index)}", index * WIDTH, WIDTH
    rest = count % WIDTH
    if rest:
        yield f"{folder}/{tile_number(count // WIDTH)}.p/{rest}", count - rest, rest


def _entry(line: bytes, index: int) -> bytes:
    if len(line) > MAX_ENTRY:
        raise Refused(
            "tiles-entry-too-long",
            f"Event {index + 1} has {len(line):,} bytes; a tile's entry holds at most {MAX_ENTRY:,}.",
            "Give the events to readers with `reformlog export events` instead.",
        )
    return len(line).to_bytes(2, "big") + line
