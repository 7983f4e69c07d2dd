"""Keys as one line of text: the verifier key everyone may have, and the private key of the one who signs.

A verifier key is `name+id+base64(kind || public key)`, a private key `PRIVATE+KEY+name+id+base64(kind || seed)`; the
id is the first four bytes of SHA-256(name, newline, kind, public key) in hexadecimal. Source: C2SP signed-note; Go's
sumdb/note.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property

from ..errors import Refused
from . import signatures
from .fields import base64_bytes, base64_text, shown

ED25519, COSIGNATURE = signatures.ED25519, signatures.COSIGNATURE
MAX_KEY_TEXT = 1024

# The characters of Unicode's White_Space, which is what Go's unicode.IsSpace tests; str.isspace knows four more.
_SPACES = "\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_NAME = re.compile(f"[^{_SPACES}+\\x00-\\x1f\\ud800-\\udfff]+")
_ID = re.compile("[0-9A-Fa-f]{8}")
_HINT = "Ask for the one line that `reformlog key new` printed, and paste it whole."


@dataclass(frozen=True)
class Verifier:
    """A public key under a name. kind: ED25519 for a log, COSIGNATURE for a witness; public_key: 32 bytes."""

    name: str
    kind: int
    public_key: bytes

    @cached_property
    def key_id(self) -> int:
        """The short number by which a signature line names its key."""
        content = self.name.encode() + b"\n" + bytes([self.kind]) + self.public_key
        return int.from_bytes(hashlib.sha256(content).digest()[:4], "big")

    @property
    def text(self) -> str:
        """The verifier key as one line, without newline."""
        return f"{self.name}+{self.key_id:08x}+{base64_text(bytes([self.kind]) + self.public_key)}"

    def accepts(self, text: bytes, signature: bytes) -> bool:
        """Whether this key made the signature (the bytes after the key id) over exactly this text."""
        return signatures.accepts(self.kind, self.public_key, text, signature)


@dataclass(frozen=True)
class Signer:
    """A private key under a name. Printing it shows the name only, so that no message can carry the secret."""

    name: str
    kind: int
    seed: bytes = field(repr=False)

    @cached_property
    def verifier(self) -> Verifier:
        """The public half."""
        return Verifier(self.name, self.kind, signatures.public_key(self.seed))

    @property
    def private_text(self) -> str:
        """The private key as one line: for the key file and nothing else."""
        secret = base64_text(bytes([self.kind]) + self.seed)
        return f"PRIVATE+KEY+{self.name}+{self.verifier.key_id:08x}+{secret}"

    def sign(self, text: bytes, time: int | None = None) -> bytes:
        """The signature over a text; a witness key needs the time in seconds since 1970, a log's key ignores it."""
        return signatures.sign(self.kind, self.seed, text, time)


def is_name(text: str) -> bool:
    """Whether a key may bear this name: not empty, no space of any script, no plus, no control character."""
    return _NAME.fullmatch(text) is not None


def new_signer(name: str, kind: int = ED25519) -> Signer:
    """A new private key under a name, from the operating system's randomness. Raises Refused for an impossible name."""
    if not is_name(name):
        raise Refused(
            "key-name",
            f"{shown(name)} cannot name a key: a name has no spaces and no plus sign, and is not empty.",
            "Use the log's origin, as in: reformlog.example/kokusen",
        )
    return Signer(name, kind, signatures.new_seed())


def read_verifier(text: str, kinds: Collection[int] = signatures.KINDS) -> Verifier:
    """The verifier key in one line of text. kinds: those accepted here. Raises Refused when it is none."""
    name, key_id, kind, public = _parts(text, "verifier-key")
    if kind not in kinds:
        raise Refused("verifier-key", f"The key {shown(name)} is of kind 0x{kind:02x}, which is not used here.", _HINT)
    if len(public) != signatures.PUBLIC_BYTES:
        raise Refused("verifier-key", f"The key {shown(name)} has {len(public)} bytes; a public key has 32.", _HINT)
    verifier = Verifier(name, kind, public)
    if verifier.key_id != key_id:
        raise Refused(
            "verifier-key", f"The key {shown(name)} does not belong to its id {key_id:08x}: it was altered.", _HINT
        )
    return verifier


def read_signer(text: str) -> Signer:
    """The private key in one line of text. Raises Refused; no message repeats any of the text."""
    prefix = "PRIVATE+KEY+"
    if is_verifier(text):
        message = "This is a verifier key, with which others check; what signs is the private key."
        raise Refused("private-key", message, "--key FILE, the file that `reformlog key new -o FILE` wrote")
    if not text.startswith(prefix):
        raise Refused(
            "private-key", "This is not a private key: it does not begin with PRIVATE+KEY+.", "Is it the key file?"
        )
    name, key_id, kind, seed = _parts(text[len(prefix) :], "private-key")
    if kind not in signatures.KINDS or len(seed) != signatures.SEED_BYTES:
        raise Refused(
            "private-key", "The private key is of a kind or length that is not used here.", "Is it the key file?"
        )
    signer = Signer(name, kind, seed)
    if signer.verifier.key_id != key_id:
        raise Refused(
            "private-key", "The private key does not belong to its id: the file was altered.", "Restore the key file."
        )
    return signer


def is_verifier(text: str) -> bool:
    """Whether one line of text is a verifier key."""
    try:
        read_verifier(text)
    except Refused:
        return False
    return True


def verifier_of_private(text: str) -> str | None:
    """The verifier key of a private key in one line of text, as a line; None when that is none."""
    try:
        return read_signer(text).verifier.text
    except Refused:
        return None


def _parts(text: str, code: str) -> tuple[str, int, int, bytes]:
    """(name, id, kind, key bytes) of `name+id+base64`."""
    pieces = text.split("+", 2) if len(text) <= MAX_KEY_TEXT else []
    raw = base64_bytes(pieces[2]) if len(pieces) == 3 else None
    if not raw or not _ID.fullmatch(pieces[1]) or not is_name(pieces[0]):
        found = "" if code == "private-key" else f" {shown(text)}"
        raise Refused(code, f"This is not a key{found}: a key reads name+8 hexadecimal digits+base64.", _HINT)
    return pieces[0], int(pieces[1], 16), raw[0], raw[1:]
