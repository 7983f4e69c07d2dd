"""Where a private key lies: a file of its own that only its owner can read.

The key is never written into the log, an export or a page; it leaves this file only to sign.
"""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path

from ..errors import Refused, Usage, shell_word
from .keys import ED25519, MAX_KEY_TEXT, Signer, is_verifier, new_signer, read_signer

_OWNER_ONLY = 0o600
# Windows has no such bits: there the folder's permissions decide, and os.stat reports an invented 0666.
_HAS_MODES = os.name == "posix"


def new_key(name: str, path: Path | str, kind: int = ED25519) -> Signer:
    """Make a private key and write it to a new file with mode 0600, on disk before this returns.

    name: the log's origin, or the witness's name. Raises Refused when the name cannot be one, or when anything is at
    that path: an overwritten key could never sign for its log again; Usage when nothing can be written there. The line
    to publish is `signer.verifier.text`.
    """
    signer, path = new_signer(name, kind), Path(path)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
    except FileExistsError:
        raise Refused(
            "key-exists",
            f"{path} is already there; a key is never overwritten.",
            "Choose another file: key new -o FILE",
        ) from None
    except OSError as error:
        raise Usage.like(_unusable(path, error)) from None
    try:
        with os.fdopen(descriptor, "wb") as file:
            if _HAS_MODES:
                os.fchmod(descriptor, _OWNER_ONLY)  # a umask may have taken the owner's own bits away
            file.write(signer.private_text.encode() + b"\n")
            file.flush()
            os.fsync(descriptor)
    except OSError as error:
        with contextlib.suppress(OSError):
            path.unlink()
        raise Usage.like(_unusable(path, error)) from None
    return signer


def read_key(path: Path | str) -> Signer:
    """The private key in a file.

    Raises Refused when others could read it, when it is a link, folder or device, or when it holds anything but one
    key.
    """
    given, path = str(path), Path(path)
    # Not following links, and judging the opened file itself: nobody can swap it between the look and the reading.
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
    if path.is_symlink():
        raise Refused(
            "key-link", f"{path} is a link; a key is read only from the file itself.", "Name the file it points to."
        )
    try:
        descriptor = os.open(path, flags)
    except FileNotFoundError:
        if is_verifier(given):
            return read_signer(given)  # refuses it, and says which key is wanted
        hint = f"Make one: reformlog key new -o {shell_word(given)}"
        raise Refused("key-missing", f"There is no key file {path}.", hint) from None
    except OSError as error:
        raise _unusable(path, error) from None
    try:
        _judge(path, os.fstat(descriptor))
        data = os.read(descriptor, MAX_KEY_TEXT + 64)
    except OSError as error:
        raise _unusable(path, error) from None
    finally:
        os.close(descriptor)
    try:
        text = data.decode("utf-8").removesuffix("\n")
    except UnicodeDecodeError:
        text = ""
    return read_signer(text)


def _judge(path: Path, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise Refused(
            "key-odd", f"{path} is not a plain file.", "Name the file that `reformlog key new -o FILE` wrote."
        )
    if _HAS_MODES and status.st_mode & 0o077:
        raise Refused(
            "key-open",
            f"{path} has mode {stat.S_IMODE(status.st_mode):04o}: others than its owner can use this key.",
            f"If nobody has taken it: chmod 600 {shell_word(path)}   If in doubt, make a new key and publish its "
            "verifier key.",
        )


def _unusable(path: Path, error: OSError) -> Refused:
    return Refused("key-file", f"{path} cannot be used: {error.strerror}.", "Choose a file in a folder of your own.")
