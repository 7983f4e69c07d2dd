"""Static tiles: the files of C2SP tlog-tiles, from which anyone rebuilds the root."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proof_samples import checkpoint_of, event, node_of, signed
from reformlog.errors import Refused
from reformlog.log import merkle
from reformlog.proof import tiles


def files(lines: list[bytes]) -> dict[str, bytes]:
    made = list(tiles.files(signed(lines), node_of(lines), lines.__getitem__))
    assert made[-1][0] == "checkpoint"
    assert len(dict(made)) == len(made)
    return dict(made)


def entries(bundle: bytes) -> list[bytes]:
    found = []
    while bundle:
        length = int.from_bytes(bundle[:2], "big")
        found.append(bundle[2 : 2 + length])
        bundle = bundle[2 + length :]
    return found


def test_the_index_in_a_path_has_three_digits_an_element():
    """C2SP tlog-tiles.md."""
    assert tiles.tile_number(1234067) == "x001/x234/067"
    assert [tiles.tile_number(index) for index in (0, 7, 999, 1000)] == ["000", "007", "999", "x001/000"]


def test_a_tree_of_seventy_thousand_has_the_tiles_the_specification_counts():
    """C2SP tlog-tiles.md: 273 full and one of 112 at level 0, one full and one of 17 at level 1, one of 1 above."""
    found = Counter((level, width) for _, level, _, width in tiles.hash_tiles(70_000))
    assert found == {(0, 256): 273, (0, 112): 1, (1, 256): 1, (1, 17): 1, (2, 1): 1}
    paths = [path for path, *_ in tiles.hash_tiles(70_000)]
    assert {"tile/0/272", "tile/0/273.p/112", "tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1"} <= set(paths)


def test_a_tree_of_256_has_a_full_tile_and_one_hash_above_it():
    """C2SP tlog-tiles.md."""
    assert [path for path, *_ in tiles.hash_tiles(256)] == ["tile/0/000", "tile/1/000.p/1"]
    assert [path for path, *_ in tiles.entry_bundles(256)] == ["tile/entries/000"]


def test_an_empty_log_has_its_checkpoint_only():
    assert list(files([])) == ["checkpoint"]


@settings(max_examples=15)
@given(st.sampled_from([1, 2, 255, 256, 257, 511, 512, 600]))
def test_the_bundles_hold_the_lines_and_the_tiles_their_hashes(size):
    lines = [event(index) for index in range(size)]
    made = files(lines)
    bundled = [line for path, data in made.items() if path.startswith("tile/entries/") for line in entries(data)]
    hashed = b"".join(data for path, data in made.items() if path.startswith("tile/0/"))
    assert bundled == lines
    assert hashed == b"".join(map(merkle.leaf_hash, lines))


def test_the_root_is_rebuilt_from_the_tiles_alone():
    """A level 1 hash is the root of the full tile below it; the partial tile's leaves close the tree."""
    lines = [event(index) for index in range(600)]
    made = files(lines)
    upper = [made["tile/1/000.p/2"][at : at + 32] for at in (0, 32)]
    rest = [made["tile/0/002.p/88"][at : at + 32] for at in range(0, 88 * 32, 32)]

    def node(level: int, index: int) -> bytes:
        if level == 8:
            return upper[index]
        if level == 0:
            return rest[index - 512]
        return merkle.node_hash(node(level - 1, 2 * index), node(level - 1, 2 * index + 1))

    assert merkle.root(node, 600) == checkpoint_of(lines).root


def test_an_event_too_long_for_the_format_is_refused_with_its_position():
    files([b"x" * 65_535])
    with pytest.raises(Refused, match="Event 2 has 65,536 bytes") as refusal:
        files([b"x", b"x" * 65_536])
    assert refusal.value.code == "tiles-entry-too-long"
