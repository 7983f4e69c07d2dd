"""The Merkle tree of RFC 6962, for the program in an evidence package, which may use Python 3.8 alone."""

import hashlib

from reformlog.custody.evidence.words import must

# mypy: ignore-errors


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def root_over(leaves):
    """The root of the tree over all leaves."""
    while len(leaves) > 1:
        pairs = [sha(b"\1", leaves[i], leaves[i + 1]) for i in range(0, len(leaves) - 1, 2)]
        leaves = pairs + leaves[len(leaves) // 2 * 2 :]
    return leaves[0]


def root_from(found, at, size, path):
    """The root that a proof leads to from the leaf at a place (RFC 9162, section 2.1.3.2)."""
    must(0 <= at < size, "a proof is of a place that the checkpoint does not cover")
    last = size - 1
    for step in path:
        must(last > 0, "a proof is too long")
        if at & 1 or at == last:
            found = sha(b"\1", step, found)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            found = sha(b"\1", found, step)
        at, last = at >> 1, last >> 1
    return found if last == 0 else b""
