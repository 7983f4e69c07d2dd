"""The program at a terminal: started as a shell starts it, or as a copy of this process, in which it is loaded."""

from __future__ import annotations

import ctypes
import gc
import locale
import os
import signal
import sys
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

import pexpect

from reformlog.cli import dialogue, main
from reformlog.cli.commands import record

try:
    import readline
except ImportError:  # a Python without a line editor
    EDITOR = None
else:
    EDITOR = getattr(readline, "__file__", None)

LOADED = (dialogue, record)  # so that a copy need not
USUAL: dict[str, Any] = {"encoding": "utf-8", "timeout": 120, "dimensions": (24, 200)}


def started(words: list[str], folder: Path, environment: Mapping[str, str]) -> pexpect.spawn:
    """`python -m reformlog WORDS` in a process of its own, for what belongs to the start or the end of a process."""
    return pexpect.spawn(sys.executable, ["-m", "reformlog", *words], cwd=folder, env=dict(environment), **USUAL)


def copied(words: list[str], folder: Path, environment: Mapping[str, str]) -> pexpect.spawn:
    """`reformlog WORDS` in a copy of this process, at a terminal of its own: a tenth of the work of starting it.

    Where the line editor cannot be told of that terminal, the program is started.
    """
    if EDITOR is None:
        return started(words, folder, environment)

    def become() -> NoReturn:
        _become(words, environment)

    signal.signal(signal.SIGWINCH, signal.SIG_DFL)  # the size is set before the line editor asks for it
    return pexpect.spawn(sys.executable, cwd=folder, env=dict(environment), preexec_fn=become, **USUAL)


def _become(words: list[str], environment: Mapping[str, str]) -> NoReturn:
    """What the child does instead of starting another program. It has the terminal as its files 0, 1 and 2."""
    os.closerange(3, 4096)  # with the rest the pipe through which pexpect would hear that nothing could be started
    gc.freeze()  # what the tests left is theirs: it is not tidied up here
    os.environ.clear()
    os.environ.update(environment)
    locale.setlocale(locale.LC_CTYPE, "")
    ctypes.CDLL(EDITOR).rl_reset_terminal(environment["TERM"].encode())  # pytest has begun with its own
    sys.stdin, sys.stdout, sys.stderr = (os.fdopen(file, mode, encoding="utf-8") for file, mode in enumerate("rww"))
    code: Any = 1
    try:
        main(words)
    except SystemExit as end:
        code = end.code or 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
