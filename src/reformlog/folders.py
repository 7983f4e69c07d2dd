"""Files by name: where the derived rows of a log lie, beside it or in the user's cache, and what somebody names."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from .errors import Usage
from .log import on_server
from .log.files import no_name
from .projections.file import beside

# What tells one log on a server from another. A password is none of it, nor is how patient the client is.
_PLACE = ("host", "hostaddr", "port", "dbname", "user", "service", "options")
_DEFAULTS = {
    "host": "PGHOST",
    "hostaddr": "PGHOSTADDR",
    "port": "PGPORT",
    "dbname": "PGDATABASE",
    "user": "PGUSER",
    "service": "PGSERVICE",
    "options": "PGOPTIONS",
}


def projection_of(db: str, environment: Mapping[str, str] = os.environ) -> str:
    """The projection file of a log: beside a file; for a server one in the user's cache folder for each address.

    Found without asking the server, and made of the address by a hash, so that it tells neither password nor host.
    """
    if not on_server(db):
        return beside(db)
    folder = _cache(environment)
    with suppress(OSError):  # the rows then lie in a temporary file
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest = hashlib.sha256("\n".join(_place(db, environment)).encode()).hexdigest()
    return str(folder / f"{digest[:32]}.projection.db")


def _place(url: str, environment: Mapping[str, str]) -> list[str]:
    """The parts of an address that say which log it is, with what the environment adds (as libpq does)."""
    from urllib.parse import parse_qsl, unquote

    rest, _, query = url.partition("://")[2].partition("?")
    server, _, database = rest.partition("/")
    before, at, host = server.rpartition("@")
    user = before.partition(":")[0] if at else ""
    asked = {key: value for key, value in parse_qsl(query) if key in _PLACE}
    given = {"host": host, "dbname": database.lstrip("/"), "user": user}
    named = {key: unquote(value) for key, value in given.items() if value} | asked
    return [f"{key}={named.get(key) or environment.get(_DEFAULTS[key], '')}" for key in _PLACE]


def is_file(word: str) -> bool:
    """Whether a word names a file that is there; a word too long to be a name names none."""
    try:
        return Path(word).is_file()
    except OSError:
        return False


def bytes_of(name: str | os.PathLike[str], most: int | None = None) -> bytes:
    """The bytes of a file that somebody names. Usage when it cannot be read.

    most: how many its reader takes, None for all; of a longer one a byte more comes back, for it to refuse. A device
    has no end, and what a stranger sent may be longer than the memory here.
    """
    try:
        with Path(name).open("rb") as file:
            return file.read() if most is None else file.read(most + 1)
    except OSError as error:
        message = f"{os.fspath(name)} cannot be read: {error.strerror}."
        raise Usage("unreadable", message, "Look at the name and its rights.") from None
    except ValueError:
        raise no_name(os.fspath(name)) from None


def _cache(environment: Mapping[str, str]) -> Path:
    """The user's folder for what can be made again (XDG Base Directory; on Windows the local application data)."""
    named = environment.get("LOCALAPPDATA" if os.name == "nt" else "XDG_CACHE_HOME", "")
    folder = Path(named) if Path(named).is_absolute() else Path("~/.cache").expanduser()
    if not folder.is_absolute():
        message = "This user has no folder for the rows worked out from a log on a server."
        raise Usage("no-cache-folder", message, "--projection FILE")
    return folder / "reformlog"
