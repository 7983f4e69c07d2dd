"""What an office does with its log so that others can rely on it: sign, verify, prove, hand out, back up, restore."""

from __future__ import annotations

import os
from pathlib import Path

from ..errors import shell_word
from ..log import Log

_NAME = "REFORMLOG_CHECKPOINTS"


def beside(path: str) -> Path:
    """The folder of the checkpoints a log is known by: `reformlog.db` → `reformlog.checkpoints`.

    It lies beside the file itself, not beside a link to it: by whatever name a log is opened, it is known by the same.
    """
    real = os.path.realpath(path) if Path(path).is_symlink() else path
    return Path(real.removesuffix(".db") + ".checkpoints")


def folder(log: Log) -> Path | None:
    """The folder of the checkpoints an open log is known by; None where there is none. See `folder_of`."""
    return folder_of(log.path)


def folder_of(path: str | None) -> Path | None:
    """The folder of the checkpoints that the log at a path is known by.

    It is the one that REFORMLOG_CHECKPOINTS names, which may be a share this machine cannot roll back, else the one
    beside the log.

    path: None for a log on a server; its checkpoints are kept in it alone when no folder is named, which gives None.
    """
    named = os.environ.get(_NAME)
    if named:
        return Path(named)
    return None if path is None else beside(path)


def unguarded(log: Log | None) -> tuple[str, str] | None:
    """Why nothing would tell an older copy of the log from the log itself, and what to type so that something does.

    None where the folder that REFORMLOG_CHECKPOINTS names can be read, or none is named: the one beside the log is made
    with the first checkpoint. log: to see whether an empty folder ought to hold something, as where a share is not
    connected; None for one that is not there.
    """
    named = os.environ.get(_NAME)
    if not named:
        return None
    from .keeping import SUFFIX  # heavy

    connect = "Connect the share it lies on; where it is to be made: reformlog checkpoint --key FILE"
    try:
        with os.scandir(named) as files:
            empty = not any(file.name.endswith(SUFFIX) for file in files)
    except FileNotFoundError:
        return f"there is no folder {named}, which {_NAME} names", connect
    except OSError as error:
        unread = f"the folder {named}, which {_NAME} names, cannot be read ({error.strerror})"
        return unread, f"See who may read it: ls -ld {shell_word(named)}"
    if empty and log is not None and log.notes():
        return f"the folder {named}, which {_NAME} names, holds no checkpoint, though the log does", connect
    return None


def changed(folder: Path | None) -> int | None:
    """When a checkpoint was last added to the folder (nanoseconds, only to be compared); None when there is none."""
    try:
        return None if folder is None else folder.stat().st_mtime_ns
    except OSError:
        return None
