"""A static site of the register: a page for every day on which something changed, the data, feeds, tiles and proofs.

The same log gives the same bytes. Links are relative, so any web server or a CD will do. Files in a format that this
machine cannot make, and the links to them, are left out.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import orjson

from ..errors import Refused
from ..log.workplace import workplace
from ..queries.view import View, coordinates
from . import contents, downloads

MARK = "reformlog-site.json"  # by this file a folder is known to be ours
_STATIC = Path(__file__).parent / "static"

Progress = Callable[[int, int], object]


def publish(view: View, target: Path, progress: Progress | None = None) -> int:
    """Writes the site into a folder: all of it beside, then switched. Returns the number of files.

    Refused when the folder holds anything that an earlier `publish` did not write.
    """
    target = target.absolute()
    _ours(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with workplace(target.parent) as work:
            fresh = work / "site"
            fresh.mkdir()
            count = _write(view, fresh, progress)
            fresh.chmod(0o755)
            _switch(fresh, target)
    except OSError as error:
        message = f"{target} cannot be written: {error.strerror or error}. What was there is as it was."
        raise Refused("cannot-write", message, "Is there room on the disk, and may you write there?") from None
    return count


def _ours(target: Path) -> None:
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise Refused("not-a-folder", f"{target} is not a folder.", "reformlog publish NEW-FOLDER")
    if target.exists() and any(target.iterdir()) and not (target / MARK).is_file():
        message = f"{target} holds things that `publish` did not write; they were left as they are."
        raise Refused("folder-taken", message, "reformlog publish NEW-FOLDER")


def _switch(fresh: Path, target: Path) -> None:
    """Puts the new folder in the place of the old one; the old one is there until then."""
    old = fresh.with_name("old")
    if target.exists():
        target.rename(old)
    try:
        fresh.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise


def _write(view: View, folder: Path, progress: Progress | None) -> int:
    written: set[str] = set()

    def put(path: str, data: bytes) -> None:
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        written.add(path)

    plan = contents.plan(view)
    for path in sorted(_STATIC.iterdir()):
        put(f"static/{path.name}", path.read_bytes())
    for number, day in enumerate(plan.days, 1):
        contents.of_day(view, plan, day, put)
        if progress:
            progress(number, len(plan.days))
    contents.of_all_days(view, plan, put)
    contents.of_data(view, plan, downloads.write(view, folder / "data", put), put)
    mark = {**coordinates(view), "site": "reformlog publish", "days": len(plan.days)}
    put(MARK, orjson.dumps(mark, option=orjson.OPT_INDENT_2) + b"\n")
    return len(written)
