"""The password in an address of a database: found in whatever form libpq takes it, so that it is shown nowhere.

Source: PostgreSQL, libpq, *Connection Strings*: `postgresql://user:PASSWORD@host`, `?password=PASSWORD`, and as words
`password=PASSWORD` or `password = 'PASS WORD'`; in an address any sign may be written as %XX.
"""

from __future__ import annotations

import re
from functools import cache

from ..log import on_server


def _spelt(name: str) -> str:
    """A pattern for the name of a parameter, of which each letter may be percent-encoded."""
    return "".join(f"(?:{letter}|%{ord(letter):02x})" for letter in name)


# Behind a user, up to the last @ of the host: with slashes in it or with spaces, which an old libpq takes as they are,
# not with both, for a text goes on behind an address.
_OF_USER = r"(:/+[^/?@:\n]*:)(?:[^@\s]+|[^@/\n]+)(?:@[^@\s/?]*(?=@))*(?=@)"
_NAMED = rf"((?<![a-z])(?:{_spelt('ssl')})?{_spelt('password')}\s*=\s*)"
# In quotation marks, as they are or as a shell is given them, or without; with spaces as far as to the next parameter.
_QUOTE = r"""(?:'"'"'|')"""
_QUOTED = rf"{_QUOTE}(?:\\{_QUOTE}|\\.|(?!{_QUOTE})[^\\])*(?:{_QUOTE}|\Z)"
_VALUE = rf"(?:{_QUOTED}|(?!')(?:\\.|[^\s&])+(?:(?:\ [^\s&=]+)+(?=&))?)"


@cache
def _password() -> re.Pattern[str]:
    """Made when something is first said: an answer alone says nothing, and need not wait for it."""
    return re.compile(f"{_OF_USER}|{_NAMED}{_VALUE}", re.IGNORECASE | re.DOTALL)


def concealed(text: str) -> str:
    """A text without the password of an address, which may have been typed in the place of something else."""
    return _password().sub(r"\1\2…", text)


def holds_password(address: str) -> bool:
    """Whether an address of a log on a server holds a password."""
    return on_server(address) and concealed(address) != address
