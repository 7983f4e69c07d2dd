"""The Merkle tree over the stored lines (RFC 6962 §2.1, RFC 9162 §2.1): roots, and proofs that need no log.

A *node* is the hash of a complete subtree: `node(level, index)` covers the 2**level leaves from index * 2**level on
(leaves count from 0; the event at position p is leaf p - 1). It is complete once the leaf at position
(index + 1) * 2**level is there, and the ledger keeps it with that leaf: all nodes a leaf completes, level 0 first,
32 bytes each. So nothing is ever changed, an append adds two hashes on average, and a root of any size, or a proof,
takes O(log n) reads.

Size 0: the root is SHA-256 of nothing (RFC 6962 §2.1) and no leaf is in it. Every tree grows out of the empty one,
so there is nothing to prove from size 0: RFC 9162 §2.1.4 defines proofs for 0 < old only, and so does this module.
The proof handed out is empty, as tlog-witness sends it, and no such "proof" is ever accepted: who holds a checkpoint
of size 0 compares its root with that of the empty tree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256

Node = Callable[[int, int], bytes]
"""(level, index) -> the 32 bytes of that complete subtree."""

EMPTY = sha256(b"").digest()
"""The root of a tree without leaves (RFC 6962 §2.1)."""
HASH_BYTES = 32
"""The length of a SHA-256 hash, and so of every leaf, node and root."""
_LEAF, _NODE = sha256(b"\x00"), sha256(b"\x01")  # what every hash of a leaf, and of a node, begins with


def leaf_hash(line: bytes) -> bytes:
    """SHA-256(0x00 ‖ line), RFC 6962 §2.1."""
    return sha256(b"\x00" + line).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256(0x01 ‖ left ‖ right), RFC 6962 §2.1."""
    return sha256(b"\x01" + left + right).digest()


def grow(size: int, peaks: list[bytes], lines: Iterable[bytes]) -> Iterator[bytes]:
    """For each new line the nodes its leaf completes, as kept in the ledger. `peaks` is brought along in place.

    peaks: the complete subtrees of the tree of `size` leaves, the greatest first (`peaks_of`).
    """
    # This is most of what a check costs: names are looked up once, and no line is copied to have a byte in front.
    new_leaf, new_node, pop, append = _LEAF.copy, _NODE.copy, peaks.pop, peaks.append
    for line in lines:
        leaf = new_leaf()
        leaf.update(line)
        node = tree = leaf.digest()
        full = size
        while full & 1:
            above = new_node()
            above.update(pop() + node)
            node = above.digest()
            tree += node
            full >>= 1
        append(node)
        size += 1
        yield tree


def peaks_of(size: int, start: int = 0) -> list[tuple[int, int]]:
    """The complete subtrees that the leaves `start` .. `start + size - 1` fall into, greatest first: (level, index).

    `start` must be a multiple of the least power of two that holds `size` leaves, as in every split of RFC 6962.
    """
    if size < 0:
        raise ValueError(f"no tree has {size} leaves")
    found = []
    while size:
        level = size.bit_length() - 1
        found.append((level, start >> level))
        start += 1 << level
        size -= 1 << level
    return found


def home(level: int, index: int) -> int:
    """The position of the leaf that completes a node, with which the ledger keeps it."""
    return (index + 1) << level


def node_in(tree: bytes, level: int) -> bytes:
    """The node of a level out of what the ledger keeps with its leaf; shorter than 32 bytes when it is not there."""
    return tree[level * HASH_BYTES : (level + 1) * HASH_BYTES]


def fold(peaks: Iterable[bytes]) -> bytes:
    """The root over complete subtrees given greatest first."""
    stack = list(peaks)
    if not stack:
        return EMPTY
    root = stack.pop()
    while stack:
        root = node_hash(stack.pop(), root)
    return root


def root(node: Node, size: int, start: int = 0) -> bytes:
    """The Merkle tree hash of `size` leaves from leaf `start` on, MTH(D[start:start+size])."""
    return fold(node(level, index) for level, index in peaks_of(size, start))


def inclusion_proof(node: Node, index: int, size: int) -> list[bytes]:
    """PATH(index, D[size]) of RFC 6962 §2.1.1: the hashes that lead from leaf `index` (from 0) up to the root."""
    if not 0 <= index < size:
        raise ValueError(f"leaf {index} is not in a tree of {size}")
    path, start = [], 0
    while size > 1:
        left = _split(size)
        if index - start < left:
            path.append(root(node, size - left, start + left))
            size = left
        else:
            path.append(root(node, left, start))
            start, size = start + left, size - left
    return path[::-1]


def consistency_proof(node: Node, old: int, new: int) -> list[bytes]:
    """PROOF(old, D[new]) of RFC 6962 §2.1.2: that the tree of `old` leaves is the beginning of that of `new`.

    Empty when `old` is 0 or equals `new`.
    """
    if not 0 <= old <= new:
        raise ValueError(f"a tree of {old} is not the beginning of one of {new}")
    if old in (0, new):
        return []
    path, start, size, whole = [], 0, new, True
    while old != size:
        left = _split(size)
        if old <= left:
            path.append(root(node, size - left, start + left))
            size = left
        else:
            path.append(root(node, left, start))
            start, old, size, whole = start + left, old - left, size - left, False
    if not whole:
        path.append(root(node, size, start))
    return path[::-1]


def verify_inclusion(leaf: bytes, index: int, size: int, proof: list[bytes], root: bytes) -> bool:
    """Whether `proof` leads from the leaf hash to the root (RFC 9162 §2.1.3.2)."""
    if not 0 <= index < size or any(len(part) != HASH_BYTES for part in (leaf, root, *proof)):
        return False
    at, last, node = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return False
        if at & 1 or at == last:
            node = node_hash(step, node)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            node = node_hash(node, step)
        at, last = at >> 1, last >> 1
    return last == 0 and node == root


def verify_consistency(old: int, old_root: bytes, new: int, new_root: bytes, proof: list[bytes]) -> bool:
    """Whether `proof` shows the tree of `old` leaves to be the beginning of that of `new` (RFC 9162 §2.1.4.2).

    Equal sizes: true when the proof is empty and the roots are equal. From size 0: never (see above).
    """
    if not 0 < old <= new or any(len(step) != HASH_BYTES for step in proof):
        return False
    if old == new:
        return not proof and old_root == new_root
    path = [old_root, *proof] if old & (old - 1) == 0 else proof
    if not path:
        return False
    at, last = old - 1, new - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    first = second = path[0]
    for step in path[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            first, second = node_hash(step, first), node_hash(step, second)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            second = node_hash(second, step)
        at, last = at >> 1, last >> 1
    return last == 0 and first == old_root and second == new_root


def _split(size: int) -> int:
    """The greatest power of two below `size` (RFC 6962 §2.1)."""
    return 1 << ((size - 1).bit_length() - 1)
