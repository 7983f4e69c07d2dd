"""A PostgreSQL of the tests' own: in a temporary folder, on a private socket, gone at the end; and a standby of it."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import quote

PORT = 5432  # of the socket's name, whatever PGPORT says
SETTINGS = {
    "listen_addresses": "''",
    "fsync": "off",
    "wal_level": "replica",
    "max_wal_senders": "4",
    "hot_standby": "on",
    "max_connections": "60",
    "shared_buffers": "16MB",
}


def binaries() -> Path | None:
    """The folder with initdb and pg_ctl: on the path, else the newest Debian installed; None when there is none."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    installed = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(installed, key=lambda path: float(path.parent.parent.name), default=None)
    return newest.parent if newest else None


class Server:
    """A server, stopped until `start`. Use it in a `with`."""

    def __init__(self, primary: Server | None = None):
        folder = binaries()
        if folder is None or os.name != "posix":
            raise FileNotFoundError("no initdb is installed")
        self.binaries = folder
        self.folder = Path(tempfile.mkdtemp(prefix="rl-", dir="/tmp"))  # a socket's path is short
        self._user()
        if primary is None:
            self._run("initdb", "-D", self.data, "-U", "reform", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        else:
            source = f"host={primary.folder} port={PORT} user=reform"
            self._run("pg_basebackup", "-D", self.data, "-d", source, "-R", "-X", "stream", "-c", "fast", "--no-sync")

    @property
    def data(self) -> str:
        return str(self.folder / "data")

    @property
    def address(self) -> str:
        return f"postgresql://reform@/postgres?host={quote(str(self.folder), safe='')}&port={PORT}"

    def _user(self) -> None:
        """Who runs it: PostgreSQL refuses to be run by root."""
        self.user: str | None = None
        if os.geteuid() == 0:
            names = {entry.pw_name for entry in pwd.getpwall()}
            self.user = "postgres" if "postgres" in names else "nobody"
            shutil.chown(self.folder, self.user)
        self.folder.chmod(0o755)

    def _run(self, program: str, *arguments: str) -> None:
        as_user = {} if self.user is None else {"user": self.user, "group": pwd.getpwnam(self.user).pw_gid}
        done = subprocess.run(
            [str(self.binaries / program), *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=self.folder,
            timeout=60,
            extra_groups=[] if as_user else None,
            **as_user,  # type: ignore[arg-type]
        )
        if done.returncode:
            raise OSError(f"{program}: {done.stdout.decode(errors='replace')}")

    def start(self) -> Server:
        """Returns when it answers."""
        told = " ".join(f"-c {name}={value}" for name, value in SETTINGS.items())
        log = str(self.folder / "log")
        options = f"-p {PORT} -k {self.folder} {told}"
        self._run("pg_ctl", "start", "-w", "-t", "30", "-D", self.data, "-l", log, "-o", options)
        return self

    def stop(self, how: str = "fast") -> None:
        """how: `fast` as an administrator does, `immediate` as a power cut does."""
        self._run("pg_ctl", "stop", "-w", "-m", how, "-D", self.data)

    def remove(self) -> None:
        """Stops it when it runs, and takes the folder away."""
        if Path(self.data, "postmaster.pid").exists():
            self.stop("immediate")
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self) -> Server:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.remove()
