"""The password in an address of a database: found in whatever form libpq takes it, so that it is shown nowhere.

Source: PostgreSQL, libpq, *Connection Strings*: `postgresql://user:PASSWORD@host`, `?password=PASSWORD`, and as words
`password=PASSWORD` or `password = 'PASS WORD'`; in an address any sign may be written as %XX.
"""

from __future__ import annotations

import re

from ..log import on_server


def _spelt(name: str) -> str:
    """A pattern for the name of a parameter, each letter of which may be percent-encoded in an address."""
    return "".join(f"(?:{letter}|%{ord(letter):02x})" for letter in name)


# Behind a user, up to the last @ before the path. It may hold a slash or a space, which libpq would have encoded, as
# long as only one of them: a text goes on behind an address.
_OF_USER = r":/+[^/?@:\n]*:(?:[^@\s]+|[^@/\n]+)(?:@[^@\s/?]*)*?(?=@(?![^\s/?]*@))"
_NAMED = rf"\b(?:{_spelt('ssl')})?{_spelt('password')}\s*=\s*"
_VALUE = r"'(?:[^'\\]|\\.)*(?:'|\Z)|(?:[^\s\\&']|\\.)+(?:(?:\ [^\s&=]+)+(?=&))?"
_PASSWORD = re.compile(rf"(?P<before>:/+[^/?@:\n]*:)?(?:(?<=:)(?!//)|(?P<name>{_NAMED}))", re.IGNORECASE)
