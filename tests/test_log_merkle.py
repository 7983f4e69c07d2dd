"""The tree over the lines is that of RFC 6962, and its proofs verify without the log."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reformlog.log import merkle

# The eight leaves and the roots of Certificate Transparency's own tests (google/certificate-transparency,
# python/ct/crypto/merkle_test.py).
LEAVES = [bytes.fromhex(text) for text in (
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
)]  # fmt: skip
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def tree(lines: list[bytes]) -> merkle.Node:
    """A reader of nodes over what the ledger would keep."""
    kept = list(merkle.grow(0, [], lines))
    return lambda level, index: kept[merkle.home(level, index) - 1][32 * level : 32 * level + 32]


def mth(lines: list[bytes]) -> bytes:
    """RFC 6962 §2.1, word for word."""
    if len(lines) < 2:
        return sha256(b"\x00" + lines[0] if lines else b"").digest()
    k = 1
    while 2 * k < len(lines):
        k *= 2
    return sha256(b"\x01" + mth(lines[:k]) + mth(lines[k:])).digest()


def test_the_empty_tree_has_the_root_of_no_bytes():
    """RFC 6962 §2.1: MTH({}) = SHA-256()."""
    assert merkle.root(tree([]), 0) == merkle.EMPTY == bytes.fromhex(
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    )  # fmt: skip


def test_a_leaf_and_a_node_never_hash_alike():
    """RFC 6962 §2.1: 0x00 before a leaf, 0x01 before a node (cases of transparency-dev/merkle, rfc6962_test.go)."""
    leaf, node = merkle.leaf_hash(b"L123456"), merkle.node_hash(b"N123", b"N456")
    assert leaf.hex() == "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56"
    assert node.hex() == "aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb"


@pytest.mark.parametrize("size", range(1, 9))
def test_the_roots_are_those_of_certificate_transparency(size):
    assert merkle.root(tree(LEAVES[:size]), size).hex() == ROOTS[size - 1]
    assert merkle.root(tree(LEAVES), size).hex() == ROOTS[size - 1]


def test_the_proofs_are_those_printed_in_rfc_6962():
    """RFC 6962 §2.1.3, the tree of seven leaves: the paths of d0, d3, d4, d6 and the proofs from 3, 4 and 6."""
    d = [b"d%d" % number for number in range(7)]
    node = tree(d)
    a, b, c, dd, e, f, j = (merkle.leaf_hash(line) for line in d)
    g, h, i = merkle.node_hash(a, b), merkle.node_hash(c, dd), merkle.node_hash(e, f)
    k, m = merkle.node_hash(g, h), merkle.node_hash(i, j)
    assert merkle.inclusion_proof(node, 0, 7) == [b, h, m]
    assert merkle.inclusion_proof(node, 3, 7) == [c, g, m]
    assert merkle.inclusion_proof(node, 4, 7) == [f, j, k]
    assert merkle.inclusion_proof(node, 6, 7) == [i, k]
    assert merkle.consistency_proof(node, 3, 7) == [c, dd, g, m]
    assert merkle.consistency_proof(node, 4, 7) == [m]
    assert merkle.consistency_proof(node, 6, 7) == [i, j, k]


@given(st.lists(st.binary(max_size=9), min_size=1, max_size=70), st.data())
def test_a_leaf_is_proved_in_every_later_tree_and_nowhere_else(lines, data):
    """RFC 9162 §2.1.3."""
    size = len(lines)
    index = data.draw(st.integers(0, size - 1))
    proof = merkle.inclusion_proof(tree(lines), index, size)
    leaf, root = merkle.leaf_hash(lines[index]), mth(lines)
    assert merkle.verify_inclusion(leaf, index, size, proof, root)
    assert len(proof) <= (size - 1).bit_length()
    other = merkle.leaf_hash(b"another line")
    assert not merkle.verify_inclusion(other, index, size, proof, root)
    assert not merkle.verify_inclusion(leaf, index, size, [*proof, other], root)
    if proof:  # the only leaf needs none
        assert not merkle.verify_inclusion(leaf, index, size, proof[:-1], root)
    assert not merkle.verify_inclusion(leaf, size, size, proof, root)


@given(st.lists(st.binary(max_size=9), min_size=1, max_size=70), st.data())
def test_an_older_tree_is_proved_the_beginning_of_a_newer_one_and_a_forked_one_is_not(lines, data):
    """RFC 9162 §2.1.4."""
    new = len(lines)
    old = data.draw(st.integers(1, new))
    proof = merkle.consistency_proof(tree(lines), old, new)
    old_root, new_root = mth(lines[:old]), mth(lines)
    assert merkle.verify_consistency(old, old_root, new, new_root, proof)
    forked = mth([*lines[: old - 1], lines[old - 1] + b"!"])
    assert not merkle.verify_consistency(old, forked, new, new_root, proof)
    assert not merkle.verify_consistency(old, old_root, new, forked, proof)
    assert not merkle.verify_consistency(old, old_root, new, new_root, [*proof, old_root])


def test_nothing_is_proved_from_size_zero():
    """RFC 9162 §2.1.4 has 0 < m; tlog-witness sends an empty proof for the first checkpoint it is shown."""
    assert merkle.consistency_proof(tree(LEAVES), 0, 8) == []
    assert not merkle.verify_consistency(0, merkle.EMPTY, 8, bytes.fromhex(ROOTS[7]), [])
    assert not merkle.verify_consistency(0, merkle.EMPTY, 0, merkle.EMPTY, [])
    assert not merkle.verify_inclusion(merkle.leaf_hash(b""), 0, 0, [], merkle.EMPTY)


def test_a_hash_of_another_length_is_never_part_of_a_proof():
    """transparency-dev/merkle, inclusion/single-entry/empty-root-and-leaf; and bytes shifted over the seam of two."""
    assert not merkle.verify_inclusion(b"", 0, 1, [], b"")
    lines = [b"a", b"b"]
    left, right, root = merkle.leaf_hash(b"a"), merkle.leaf_hash(b"b"), mth(lines)
    assert merkle.verify_inclusion(left, 0, 2, [right], root)
    assert not merkle.verify_inclusion(left + right[:1], 0, 2, [right[1:]], root)


@pytest.mark.parametrize("index,size", [(-1, 3), (3, 3), (0, 0)])
def test_no_proof_is_made_for_a_leaf_outside_the_tree(index, size):
    with pytest.raises(ValueError):
        merkle.inclusion_proof(tree(LEAVES), index, size)
    with pytest.raises(ValueError):
        merkle.consistency_proof(tree(LEAVES), size + 1, size)
