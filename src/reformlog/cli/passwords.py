"""A word on stderr when a password stands on the command line, where every user of the machine can read it."""

from __future__ import annotations

import re

_PASSWORD = re.compile(r"postgres(ql)?://([^/?@]*:[^@]+@|.*[?&]password=)")


def warn_of_password(address: str) -> None:
    """Says where a password belongs, when the address of a log given on the command line holds one."""
    if _PASSWORD.match(address):
        from .output import say

        say("Others on this machine can see the password in the list of processes: keep it in ~/.pgpass.")
