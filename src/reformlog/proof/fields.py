"""The small fields that proof files share (a whole number, a hash, a piece of text), each read in exactly one way.

The public formats leave no freedom here on purpose: where two readers could disagree about one byte, a forger has room.
"""

from __future__ import annotations

import base64
import binascii
import codecs
import re

from ..errors import Refused
from ..log.merkle import HASH_BYTES

MAX_NUMBER = 2**63 - 1
"""The greatest size, index or time in a proof: Go's tlog package and SQLite both count in signed 64 bits."""
MAX_HASHES = 63
"""The most hashes of a proof: a tree of `MAX_NUMBER` leaves has 63 levels (C2SP tlog-proof, tlog-witness)."""

_WHOLE = re.compile(r"0|[1-9][0-9]{0,18}")
_RIGHT = "Is it the right file?"
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")


def whole_number(text: str) -> int | None:
    """The number in ASCII decimals without sign, space, underscore or leading zero, at most 2**63 - 1; else None.

    `int()` would also read `+20`, ` 20`, `2_0`, `020` and `２０`.
    """
    if not _WHOLE.fullmatch(text):
        return None
    number = int(text)
    return number if number <= MAX_NUMBER else None


def base64_bytes(text: str) -> bytes | None:
    """The bytes of standard padded base64 (RFC 4648 §4), or None. Unused bits of the last letter are not looked at."""
    try:
        raw = binascii.a2b_base64(text, strict_mode=True)
    except ValueError:
        return None
    return raw if len(text) == (len(raw) + 2) // 3 * 4 else None  # strict as it is, it takes any padding behind four


def exact_base64(text: str) -> bytes | None:
    """Like `base64_bytes`, and None too when another spelling of the same bytes was used."""
    raw = base64_bytes(text)
    return raw if raw is not None and base64_text(raw) == text else None


def base64_text(raw: bytes) -> str:
    """Standard padded base64 on one line."""
    return base64.b64encode(raw).decode("ascii")


def hash_of_line(line: str) -> bytes | None:
    """The SHA-256 hash a line of base64 holds, or None when it is not exactly one."""
    raw = exact_base64(line)
    return raw if raw is not None and len(raw) == HASH_BYTES else None


def plain_text(data: bytes, limit: int, code: str, what: str) -> str:
    """The UTF-8 text of a file that may hold no control character but the newline.

    code, what: the refusal's code and its name for the file (`the note`). limit: bytes. Raises Refused.
    """
    if len(data) > limit:
        raise Refused(code, f"{what} has more than {limit:,} bytes; so many are not read.", _RIGHT)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        in_utf_16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        hint = "It is UTF-16, as > in PowerShell writes it: make it again with -o FILE." if in_utf_16 else _RIGHT
        raise Refused(code, f"{what} is not UTF-8 text (byte {error.start + 1}).", hint) from None
    found = _CONTROL.search(text)
    if found:
        carriage = found.group() == "\r"
        raise Refused(
            code,
            f"{what} holds the control character U+{ord(found.group()):04X}; only the newline is allowed.",
            "A mail program or editor changed the line ends: send the file as an attachment." if carriage else _RIGHT,
        )
    return text


def unmarked(text: str, hint: str) -> str:
    """What to do about a text that is not as it should be: the hint, or that a byte order mark stands in front."""
    mark = "An editor put a byte order mark (U+FEFF) in front: take the file as it was sent."
    return mark if text.startswith("\ufeff") else hint


def shown(text: str, width: int = 60) -> str:
    """Foreign text for a message: quoted, control characters escaped, cut after `width` characters."""
    cut = text if len(text) <= width else text[:width] + "…"
    return "«" + "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in cut) + "»"
