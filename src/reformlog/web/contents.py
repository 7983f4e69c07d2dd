"""What a published site contains: its days, and every page and file of data, handed to whoever writes them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .. import dates, formats
from ..formats.labels import LANGUAGES
from ..projections.folds import measure as measures_fold
from ..projections.schema import MORE
from ..projections.shapes import state_of
from ..queries import chronology
from ..queries.states import rows_at
from ..queries.view import View
from . import asking, pages, render
from .addresses import Address
from .asking import Subject
from .downloads import Downloads
from .files import DATED, DATED_FORMATS, WHOLE, Plan, Put, relative
from .listing import MAX_ROWS

LISTS = (("chronology",), ("log",), ("check",), ("audit",))  # published once, not for every day


def plan(view: View) -> Plan:
    """The days on which something changes, and the zones there are on each."""
    days = sorted(_days(view)) or ["1970-01-01"]
    at = view.log.recorded_at(view.position)
    recorded = dates.jst_day(at) if at else days[0]
    here = max((day for day in days if day <= recorded), default=days[0])
    zones = {day: {row["zone"] for row in rows_at(view, "zone", day)} for day in days}
    return Plan(days, here, zones, view.position > MAX_ROWS)


def _days(view: View) -> set[str]:
    """Every day on which a state changes, by an act or, for a measure whose last day has passed, by time alone."""
    known = (view.position, view.position)
    query = "SELECT DISTINCT valid FROM point WHERE known_from <= ? AND known_to > ?"
    days = {day for (day,) in view.rows(query, known)}
    measures = "grp > 'measure:' AND grp < 'measure;'"
    query = f"SELECT row, {MORE} FROM point WHERE {measures} AND known_from <= ? AND known_to > ?"
    for row, more in view.rows(query, known):
        state = state_of("measure", row, more)
        over = measures_fold.expiry(state)
        if over is not None and measures_fold.on(state, over)["status"] == "expired":
            days.add(over)
    return days


def of_day(view: View, plan: Plan, day: str, put: Put) -> None:
    """The pages of one day; those of the map once more at the top when it is the day shown there."""
    before = plan.days.index(day) - 1
    pages = [(), *((name,) for name in sorted(DATED)), *(("zones", zone) for zone in sorted(plan.zones[day]))]
    if before >= 0:
        pages.append(("since", plan.days[before]))
    for page in pages:
        for lang in LANGUAGES:
            _page(view, plan, Address(page, day, lang=lang), put)
        for name in DATED_FORMATS:
            _data(view, plan, Address(page, day, format=name), put)
    if day == plan.here:
        for lang, folder in zip(LANGUAGES, ("", "en/"), strict=True):
            _page(view, plan, Address((), day, lang=lang), put, f"{folder}index.html")


def of_all_days(view: View, plan: Plan, put: Put) -> None:
    """What is published once: acts, the long lists a page at a time, and chronologies in every format."""
    zones = chronology.zones(view)
    for lang in LANGUAGES:
        for path in LISTS:
            _page(view, plan, Address(path, lang=lang), put)
            _formats(view, plan, Address(path, lang=lang), put)
        for zone in zones:
            _formats(view, plan, Address(("zones", zone, "chronology"), lang=lang), put)
            _page(view, plan, Address(("zones", zone, "audit"), lang=lang), put)
    for zone in zones:
        _data(view, plan, Address(("zones", zone, "audit"), format="json"), put)
    for act in _acts(view):
        for lang in LANGUAGES:
            _page(view, plan, Address(("acts", act), lang=lang), put)
        _data(view, plan, Address(("acts", act), format="json"), put)


def of_data(view: View, plan: Plan, downloads: Downloads, put: Put) -> None:
    """The page that says what the folder `data` has."""
    for lang in LANGUAGES:
        address = Address(("data",), lang=lang)
        file = plan.file(address) or "data.html"
        subject = Subject(("data",), lambda *_: {}, "data.html")
        put(file, render.html(_site(plan, file), subject, address, view, plan.here, {}, downloads=downloads).encode())


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


def _page(view: View, plan: Plan, address: Address, put: Put, file: str | None = None) -> None:
    """A page, and where its list is long the further ones; nothing when it is not published."""
    number, count, subject = 1, 1, asking.subject(address)
    while number <= count:
        here = address if number == 1 else address._replace(query=(("page", str(number)),))
        target = file if file and number == 1 else plan.file(here)
        if target is None:
            return
        made = pages.page(_site(plan, target), subject, here, view, address.day or plan.here)
        put(target, made.text.encode())
        number, count = number + 1, made.pages


def _formats(view: View, plan: Plan, address: Address, put: Put) -> None:
    """The data of an address in every format that is published of it."""
    names = [name for name in WHOLE if plan.file(address._replace(format=name)) is not None]
    if names:
        answer = asking.subject(address).ask(view, plan.here, address)
        for name in set(names) & set(render.downloads(answer)):
            _data(view, plan, address._replace(format=name), put, answer)


def _data(view: View, plan: Plan, address: Address, put: Put, answer: dict[str, Any] | None = None) -> None:
    file, name = plan.file(address), address.format or "json"
    if file is not None:
        told = asking.subject(address).told(view, address.day or plan.here, address, answer)
        body = formats.render(told, name, lang=address.lang)
        put(file, body.encode() if isinstance(body, str) else body)
