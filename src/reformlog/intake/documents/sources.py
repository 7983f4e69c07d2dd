"""Documents kept beside the register under the SHA-256 of their bytes, so that a quotation can be looked up again."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from functools import lru_cache
from pathlib import Path

from ...errors import Damaged, Error, Refused
from ...text import fold
from . import reading

DIGEST = re.compile(r"[0-9a-f]{64}")
BLANKS = re.compile(r"\s+")


def keep(path: str | Path, folder: str | Path) -> str:
    """Keep a document in `folder` as `sha256/ab/cdef….ext` and answer its SHA-256; a second time changes nothing."""
    data = reading.load(path)
    digest = hashlib.sha256(data).hexdigest()
    if place(folder, digest) is not None:
        return digest
    target = Path(folder) / "sha256" / digest[:2] / f"{digest[2:]}{Path(path).suffix.lower()}"
    target.parent.mkdir(parents=True, exist_ok=True)
    # Written beside its place and moved there, so that nobody ever finds half a document under a whole digest.
    handle, draft = tempfile.mkstemp(dir=target.parent, prefix=".")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(draft).chmod(0o644)
        Path(draft).replace(target)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
    return digest


def place(folder: str | Path, sha256: str) -> Path | None:
    """Where the document with this SHA-256 is kept, or None. Raises Refused `source-digest` when it is no SHA-256."""
    if not DIGEST.fullmatch(sha256):
        raise Refused(
            "source-digest",
            f"「{sha256}」 is not a SHA-256.",
            "It has 64 hexadecimal digits in small letters: sha256sum FILE",
        )
    shelf = Path(folder) / "sha256" / sha256[:2]
    if not shelf.is_dir():
        return None
    return next((path for path in sorted(shelf.iterdir()) if path.name.partition(".")[0] == sha256[2:]), None)


def quote_found(folder: str | Path, sha256: str, quote: str) -> bool | None:
    """Whether the quoted words occur in the kept document; None when it is not kept or has no text to search.

    Blanks, line ends and the width of characters do not count (第６１回 is found in 第61回).
    Raises Damaged `source-changed` when the kept bytes no longer have this SHA-256.
    """
    kept = place(folder, sha256)
    if kept is None:
        return None
    status = kept.stat()
    text = _text(str(kept), sha256, status.st_mtime_ns, status.st_size)
    return None if text is None else _searched(quote) in text


@lru_cache(maxsize=64)
def _text(path: str, sha256: str, changed: int, size: int) -> str | None:
    """The searched text of a kept document; its time and size are arguments so that a changed file is read anew."""
    data = Path(path).read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise Damaged(
            "source-changed",
            f"{path} is not the document it was: its bytes no longer have the SHA-256 in its name.",
            "Put the right document back from a copy; compare with: sha256sum FILE",
        )
    try:
        return _searched(reading.from_bytes(Path(path).name, data).text)
    except Error:
        return None


def _searched(text: str) -> str:
    return BLANKS.sub("", fold(text))
