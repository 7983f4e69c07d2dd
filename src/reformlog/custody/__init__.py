"""What an office does with its log so that others can rely on it: sign, verify, prove, hand out, back up, restore."""

from __future__ import annotations

import os
from pathlib import Path

from ..log import Log


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
    named = os.environ.get("REFORMLOG_CHECKPOINTS")
    if named:
        return Path(named)
    return None if path is None else beside(path)


def changed(folder: Path | None) -> int | None:
    """When a checkpoint was last added to the folder (nanoseconds, only to be compared); None when there is none."""
    try:
        return None if folder is None else folder.stat().st_mtime_ns
    except OSError:
        return None
