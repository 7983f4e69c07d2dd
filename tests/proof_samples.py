"""Published keys and notes that several proof tests read, and one small log. The private keys are public test keys."""

from __future__ import annotations

from reformlog.log import merkle
from reformlog.proof import checkpoints, keys

# golang/mod, sumdb/note/note_test.go
PETER_PRIVATE = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
ENOCH = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop"
QUOTE = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
BY_PETER = (
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
BY_ENOCH = "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n"

ORIGIN = "reformlog.example/kokusen"
LOG = keys.Signer(ORIGIN, keys.ED25519, bytes(range(32)))


def witness_named(name: str) -> keys.Signer:
    """A witness whose key follows from its name."""
    return keys.Signer(name, keys.COSIGNATURE, name.encode().ljust(32, b"\0")[:32])


def event(index: int) -> bytes:
    """A line such as a log stores."""
    return f'{{"act":"{index}","title":"政令 {index}"}}'.encode()


def node_of(lines: list[bytes]) -> merkle.Node:
    """A reader of complete subtrees over lines, hashed anew each time: slow, plain, and right by RFC 6962 §2.1."""

    def node(level: int, index: int) -> bytes:
        if level == 0:
            return merkle.leaf_hash(lines[index])
        return merkle.node_hash(node(level - 1, 2 * index), node(level - 1, 2 * index + 1))

    return node


def checkpoint_of(lines: list[bytes], origin: str = ORIGIN) -> checkpoints.Checkpoint:
    """The checkpoint of a log of these lines."""
    return checkpoints.Checkpoint(origin, len(lines), merkle.root(node_of(lines), len(lines)))


def signed(lines: list[bytes], signer: keys.Signer = LOG) -> bytes:
    """That checkpoint, signed by the log."""
    return checkpoints.sign(checkpoint_of(lines), signer)
