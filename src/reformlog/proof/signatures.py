"""The two kinds of signature: a log's over a text, and a witness's over a text and the time it was seen.

Sources: C2SP signed-note (Ed25519, type 0x01) and C2SP tlog-cosignature (cosignature/v1, type 0x04); Ed25519 is RFC
8032.
"""

from __future__ import annotations

from ..errors import Usage
from .fields import MAX_NUMBER

ED25519 = 0x01
COSIGNATURE = 0x04
KINDS = (ED25519, COSIGNATURE)

SEED_BYTES = PUBLIC_BYTES = 32
_SIGNATURE_BYTES = 64
_TIME_BYTES = 8


def new_seed() -> bytes:
    """Thirty-two secret bytes from the operating system: an Ed25519 private key."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.generate().private_bytes_raw()


def public_key(seed: bytes) -> bytes:
    """The 32-byte public key of a private seed."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def cosigned_message(text: bytes, time: int) -> bytes:
    """What a witness signs: two lines of its own, then the whole text. time: seconds since 1970 (UTC)."""
    return b"cosignature/v1\ntime %d\n" % time + text


def sign(kind: int, seed: bytes, text: bytes, time: int | None = None) -> bytes:
    """The signature over a text; a cosignature needs `time` (seconds since 1970) and begins with it in eight bytes."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.from_private_bytes(seed)
    if kind == ED25519:
        return key.sign(text)
    if time is None or not 0 <= time <= MAX_NUMBER:
        raise Usage("cosignature-time", f"A witness signs with the time it saw the checkpoint; {time} is none.")
    return time.to_bytes(_TIME_BYTES, "big") + key.sign(cosigned_message(text, time))


def accepts(kind: int, public: bytes, text: bytes, signature: bytes) -> bool:
    """Whether the key made this signature over exactly this text. False for any other length or time out of range."""
    if kind == COSIGNATURE:
        time = time_of(signature)
        if time is None:
            return False
        text, signature = cosigned_message(text, time), signature[_TIME_BYTES:]
    return len(signature) == _SIGNATURE_BYTES and _verifies(public, text, signature)


def time_of(signature: bytes) -> int | None:
    """When a witness says it signed (seconds since 1970), or None when these bytes are no cosignature. Unverified."""
    if len(signature) != _TIME_BYTES + _SIGNATURE_BYTES:
        return None
    time = int.from_bytes(signature[:_TIME_BYTES], "big")
    return time if time <= MAX_NUMBER else None


def _verifies(public: bytes, message: bytes, signature: bytes) -> bool:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
