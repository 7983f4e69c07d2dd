"""What a command is given to read: files, act files and keys; `-` is stdin."""

from __future__ import annotations

import codecs
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from .. import folders
from ..errors import Error, Refused, Usage

if TYPE_CHECKING:
    from ..intake.entries import Entry
    from ..proof.keys import Verifier
    from ..recording.admitting import Admitted


MOST = 64 << 20
"""Bytes of what is read to check something by it: as long as a proof may be, and of the rest nothing is."""


def bytes_of(name: str) -> bytes:
    """The bytes of a file, `-` for stdin; of one longer than `MOST` one byte more. Usage when it cannot be read."""
    return sys.stdin.buffer.read(MOST + 1) if name == "-" else folders.bytes_of(name, MOST)


def verifiers(words: Sequence[str]) -> list[Verifier]:
    """The verifier keys meant: each the key itself, or a file with one key a line.

    Usage for a private key, and for a file without a key: a signature would not be looked at, though a key was given.
    """
    from ..proof.keys import read_verifier, verifier_of_private

    keys = []
    for word in words:
        is_key = "+" in word and not Path(word).exists()
        text = word if is_key else _text(bytes_of(word))
        lines = [line for line in map(str.strip, text.splitlines()) if line]
        if not lines:
            raise Usage("key-missing", f"There is no key in {word}.", "--key VERIFIER-KEY, or a file with one a line")
        for line in lines:
            if line.startswith("PRIVATE+KEY+"):
                named = "What was given" if is_key else word
                message = f"{named} is a private key; others check with the verifier key, which `key new` printed."
                public = verifier_of_private(line)
                raise Usage("key-private", message, f"Its verifier key: {public}" if public else "--key VERIFIER-KEY")
            keys.append(read_verifier(line))
    return keys


def _text(data: bytes) -> str:
    """What a file of keys says, also as an editor or the > of PowerShell saves it, with a mark of its encoding."""
    in_utf_16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return data.decode("utf-16" if in_utf_16 else "utf-8-sig", errors="replace")


def entries_of(name: str) -> Iterator[Entry]:
    """The entries of an act file, or of those of a folder, as they are written."""
    from ..intake import reading

    return reading.read_stream(sys.stdin.buffer) if name == "-" else reading.read_file(name)


def admitted(names: Iterable[str]) -> Iterator[Admitted]:
    """The entries of all act files, each through the door; raises with everything that is wrong in any of them."""
    from ..recording import admitting

    found: list[Error] = []
    for name in names:
        try:
            for entry in admitting.admitted(entries_of(name)):
                if not found:
                    yield entry
        except Error as error:
            found += error.errors
    if found:
        raise Refused.many(found)
