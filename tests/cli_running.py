"""Runs a command in this process and keeps what it printed and how it ended."""

from __future__ import annotations

import io
import json
import sys
from typing import Any, NamedTuple

from reformlog.cli import main


class Done(NamedTuple):
    """How a command ended: its exit code, what stood on stdout and on stderr."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What stood on stdout, as data."""
        return json.loads(self.out)


class _Stdin(io.TextIOWrapper):
    """Standard input made of bytes."""

    def __init__(self, data: bytes):
        super().__init__(io.BytesIO(data), encoding="utf-8")


def run(*words: str, stdin: bytes = b"") -> Done:
    """Runs `reformlog WORDS` as the shell would, but in this process, which is twenty times as fast."""
    kept = sys.stdin, sys.stdout, sys.stderr
    out, err = io.BytesIO(), io.BytesIO()
    sys.stdin, sys.stdout, sys.stderr = _Stdin(stdin), io.TextIOWrapper(out), io.TextIOWrapper(err)
    try:
        main(list(words))
        code: Any = 0
    except SystemExit as end:
        code = end.code
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        printed, told = out.getvalue().decode(), err.getvalue().decode()
        sys.stdin, sys.stdout, sys.stderr = kept
    return Done(code or 0, printed, told)
