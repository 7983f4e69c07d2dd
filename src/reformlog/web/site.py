"""A static site of the register: a page for every day on which something changed, the data, feeds, tiles and proofs.

The same log gives the same bytes. Links are relative, so any web server or a CD will do.
"""

from __future__ import annotations

import datetime
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import orjson

from .. import dates, formats
from ..errors import Refused
from ..projections.folds import measure as measures_fold
from ..queries.states import rows_at
from ..queries.view import View, coordinates
from . import asking, bulk, pages, render
from .addresses import Address
from .asking import Subject
from .files import DATED, DATED_FORMATS, WHOLE, Plan, relative
from .listing import PAGE

MARK = "reformlog-site.json"  # by this file a folder is known to be ours
LANGUAGES = ("ja", "en")
_STATIC = Path(__file__).parent / "static"

Put = Callable[[str, bytes], None]
Progress = Callable[[int, int], object]


def publish(view: View, target: Path, progress: Progress | None = None) -> int:
    """Writes the site into a folder: all of it beside, then switched. Returns the number of files.

    Refused when the folder holds anything that an earlier `publish` did not write.
    """
    target = target.absolute()
    _ours(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
        try:
            count = _write(view, fresh, progress)
            fresh.chmod(0o755)
            _switch(fresh, target)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
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
    old = fresh.with_name(fresh.name + ".old")
    if target.exists():
        target.rename(old)
    try:
        fresh.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _write(view: View, folder: Path, progress: Progress | None) -> int:
    written: set[str] = set()

    def put(path: str, data: bytes) -> None:
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        written.add(path)

    plan = _plan(view)
    for path in sorted(_STATIC.iterdir()):
        put(f"static/{path.name}", path.read_bytes())
    for number, day in enumerate(plan.days, 1):
        _day(view, plan, day, put)
        if progress:
            progress(number, len(plan.days))
    _undated(view, plan, put)
    held = bulk.write(view, folder / "data", put)
    for lang in LANGUAGES:
        address = Address(("data",), lang=lang)
        put(*_html(view, plan, address, Subject(("data",), _nothing, "data.html"), plan.here, held=held))
    mark = {**coordinates(view), "site": "reformlog publish", "days": len(plan.days)}
    put(MARK, orjson.dumps(mark, option=orjson.OPT_INDENT_2) + b"\n")
    return len(written)


def _nothing(view: View, day: str, address: Address) -> dict[str, Any]:
    return coordinates(view)


def _plan(view: View) -> Plan:
    days = sorted(_days(view)) or ["1970-01-01"]
    at = view.log.recorded_at(view.position)
    recorded = dates.jst_day(at) if at else days[0]
    here = max((day for day in days if day <= recorded), default=days[0])
    zones = {day: {row["zone"] for row in rows_at(view, "zone", day)} for day in days}
    lengths = {"chronology": pages.length(view, "chronology"), "log": view.position}
    return Plan(days, here, zones, {name: max(1, -(-rows // PAGE)) for name, rows in lengths.items()})


def _days(view: View) -> set[str]:
    """Every day on which a state changes, by an act or, for a measure whose last day has passed, by time alone."""
    known = (view.position, view.position)
    found = {
        day for (day,) in view.rows("SELECT DISTINCT valid FROM point WHERE known_from <= ? AND known_to > ?", known)
    }
    query = (
        "SELECT row, more FROM point WHERE grp > 'measure:' AND grp < 'measure;' AND known_from <= ? AND known_to > ?"
    )
    for row, more in view.rows(query, known):
        state = {**orjson.loads(row), "more": orjson.loads(more)}
        last = state["more"]["until_latest"]
        if last is not None and last < "9999":
            after = (datetime.date.fromisoformat(last) + datetime.timedelta(1)).isoformat()
            if measures_fold.on(state, after)["status"] == "expired":
                found.add(after)
    return found


def _day(view: View, plan: Plan, day: str, put: Put) -> None:
    """The pages of one day, and of the day that `index.html` shows those once more at the top."""
    before = plan.days.index(day) - 1
    addresses = [(), *((name,) for name in sorted(DATED)), *(("zones", zone) for zone in sorted(plan.zones[day]))]
    if before >= 0:
        addresses.append(("since", plan.days[before]))
    for page in addresses:
        subject = asking.subject(Address(page))
        for lang in LANGUAGES:
            address = Address(page, day, lang=lang)
            put(*_html(view, plan, address, subject, day))
        for name in DATED_FORMATS:
            _data(view, plan, Address(page, day, format=name), subject, day, put)
    if day == plan.here:
        for lang in LANGUAGES:
            folder = "en/" if lang == "en" else ""
            address = Address((), day, lang=lang)
            put(*_html(view, plan, address, asking.subject(address), day, file=f"{folder}index.html"))


def _undated(view: View, plan: Plan, put: Put) -> None:
    """What is written once: acts, the long lists a page at a time, and chronologies in every format."""
    for lang in LANGUAGES:
        for name, count in plan.pages.items():
            for number in range(1, count + 1):
                address = Address((name,), lang=lang, query=(("page", str(number)),))
                put(*_html(view, plan, address, asking.subject(address), plan.here))
        for path in asking.paths():
            if path in (("check",), ("audit",)):
                address = Address(path, lang=lang)
                put(*_html(view, plan, address, asking.subject(address), plan.here))
                _all_formats(view, plan, address, put)
        for zone in sorted(_chronicled(view)):
            _all_formats(view, plan, Address(("zones", zone, "chronology"), lang=lang), put)
        for name in plan.pages:
            _all_formats(view, plan, Address((name,), lang=lang), put)
    for act in _acts(view):
        for lang in LANGUAGES:
            address = Address(("acts", act), lang=lang)
            put(*_html(view, plan, address, asking.subject(address), plan.here))
        _data(view, plan, Address(("acts", act), format="json"), asking.subject(address), plan.here, put)


def _chronicled(view: View) -> Iterator[str]:
    """Zones of which some act is known."""
    query = "SELECT DISTINCT zone FROM chronology WHERE known_from <= ? AND known_to > ? AND zone NOT LIKE 'plan:%'"
    yield from (zone for (zone,) in view.rows(query, (view.position, view.position)).fetchall())


def _acts(view: View) -> Iterator[str]:
    """Every act, in recorded order."""
    yield from (event.act for event in view.log.events(1, view.position) if event.version == 1)


def _site(plan: Plan, file: str) -> render.Site:
    """Links as the page in `file` writes them."""

    def link(address: Address) -> str | None:
        target = plan.file(address)
        return None if target is None else relative(target, file)

    def asset(name: str) -> str:
        return relative(name[3:] if name.startswith("../") else f"static/{name}", file)

    return render.Site(link, asset, live=False)


def _html(
    view: View, plan: Plan, address: Address, subject: Subject, day: str, file: str | None = None, **more: Any
) -> tuple[str, bytes]:
    """(file, bytes) of one page."""
    file = file or plan.file(address)
    assert file is not None
    site = _site(plan, file)
    if more:
        text = render.html(site, subject, address, view, day, subject.ask(view, day, address), **more)
    else:
        text = pages.page(site, subject, address, view, day)
    return file, text.encode()


def _all_formats(view: View, plan: Plan, address: Address, put: Put) -> None:
    subject = asking.subject(address)
    answer = subject.ask(view, plan.here, address)
    for name in render.downloads(answer):
        if name in WHOLE:
            _data(view, plan, address._replace(format=name), subject, plan.here, put, answer)


def _data(
    view: View, plan: Plan, address: Address, subject: Subject, day: str, put: Put, answer: dict[str, Any] | None = None
) -> None:
    file, name = plan.file(address), address.format or "json"
    answer = subject.ask(view, day, address) if answer is None else answer
    if file is not None and name in formats.fitting(answer):
        body = formats.render(answer, name, lang=address.lang)
        put(file, body.encode() if isinstance(body, str) else body)
