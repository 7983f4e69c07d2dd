"""A view: one log as known at one position. Every question is asked of a view and prints its coordinates."""

from __future__ import annotations

import base64
import datetime
import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from .. import dates
from ..errors import Error, Usage
from ..events.kinds import DATE_NAMES
from ..log import Log
from ..projections.store import Projection
from ..text import ordinal, position_of

Day = str | datetime.date | None
"""A day as it is asked about; None is today in Japan."""
Known = int | str | datetime.date | None
"""A state of knowledge: a position, a day, an instant or a checkpoint; None is the head."""

AXES = ("effective", *DATE_NAMES)


class View(NamedTuple):
    """A log with its rows, as known at `position`. clock: asked only by a question that names no day."""

    log: Log
    projection: Projection
    position: int
    clock: Callable[[], datetime.datetime]

    @property
    def today(self) -> str:
        """The day it is in Japan."""
        return dates.today_jst(self.clock())

    def day(self, words: Day) -> str:
        """The day a question is about, as ISO; today in Japan when it names none. Usage when it is no single day."""
        if words is None:
            return self.today
        text = words.isoformat() if isinstance(words, datetime.date) else str(words)
        return dates.day(text, today=None if text[:1].isdigit() else self.today)

    def days(self, start: Day, end: Day) -> tuple[str | None, str | None]:
        """Both days between which a question is asked; None where it names none. Usage when they run backwards."""
        first, last = (None if words is None else self.day(words) for words in (start, end))
        if first is not None and last is not None and first > last:
            message = f"{first} is after {last}; there are no days between."
            raise Usage("days-backwards", message, f"--from {last} --to {first}")
        return first, last

    def rows(self, query: str, values: Mapping[str, Any] | tuple[Any, ...] = ()) -> Any:
        """The rows of a query on the projection file."""
        return self.projection.connection.execute(query, values)

    def line(self, position: int) -> bytes:
        """The stored line of an event."""
        return self.log.event(position).line


def axis_named(name: str) -> str:
    """The axis of a question. Usage when there is none of that name."""
    if name not in AXES:
        message = f"There is no axis named {name}; there are {', '.join(AXES)}."
        raise Usage("axis-unknown", message, "--axis decided")
    return name


_FILE = re.compile(r"\.[A-Za-z]+\Z")  # how a checkpoint's name ends, and neither a day nor an instant
_INSTANT = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(:\d\d(\.\d{1,6})?)?)(Z|[+-]\d\d:?\d\d)\Z")


def resolve(log: Log, head: int, known: Known, now: str, read_size: Callable[[str], int | None]) -> int:
    """The position that a state of knowledge means: the greatest recorded at or before it.

    known: None (the head), a position, a day (to its end in Japan; today is the head as it is now), an instant with
    offset, or what `read_size` takes for a checkpoint. Usage when it lies in the future or above the head.
    """
    if known is None:
        return head
    if isinstance(known, datetime.datetime):
        return _instant(log, known.isoformat() if known.tzinfo else str(known), now)
    if isinstance(known, datetime.date):
        known = known.isoformat()
    text = str(known).strip()
    position = known if type(known) is int else position_named(text)
    if position is not None:
        if position < 0:
            raise Usage(
                "no-position", f"There is no position {position}; the log goes from 1 to {head}.", "--as-known 0"
            )
        if position > head:
            message = f"The log goes to position {head}; nothing is known yet as of position {position}."
            raise Usage("known-above-head", message, f"--as-known {head}")
        return position
    instant = _INSTANT.match(text) is not None
    if not instant and _is_day(text, now):
        return _end_of_day(log, head, text, now)
    size = None if instant else read_size(text)
    if size is not None:
        return resolve(log, head, size, now, read_size)
    if _FILE.search(text):
        raise Usage("file-missing", f"There is no file {text}.", f"--as-known {head}")
    return _instant(log, text, now) if instant or "T" in text else _end_of_day(log, head, text, now)


def first(log: Log, head: int, known: Known, now: str, read_size: Callable[[str], int | None]) -> int:
    """The first position recorded from a state of knowledge on; head + 1 when nothing was.

    known: as for `resolve`. A position is meant itself, also the one that comes next; of a day or an instant, what came
    at or after it; of a checkpoint, what came after all that it covers.
    """
    text = str(known).strip()
    position = known if type(known) is int else position_named(text)
    if position is not None:
        return position if position == head + 1 else resolve(log, head, position, now, read_size)
    if _INSTANT.match(text):
        position = _instant(log, text, now)
        while position and log.recorded_at(position) == _utc(_read_instant(text)):
            position -= 1
        return position + 1
    if not _is_day(text, now):
        return resolve(log, head, known, now, read_size) + 1
    day = datetime.date.fromisoformat(dates.day(text, today=dates.jst_day(now)))
    if day == datetime.date.min:
        return 1
    return _end_of_day(log, head, (day - datetime.timedelta(days=1)).isoformat(), now) + 1


def day_named(known: Known, now: str) -> tuple[str | None, bool]:
    """The day in Japan that a state of knowledge names, and whether it names no more of it; None where it names none.

    A day alone, or an instant; a position and a checkpoint name none. Usage for a day to come.
    """
    if isinstance(known, datetime.datetime):
        known = known.isoformat()
    text = known.isoformat() if isinstance(known, datetime.date) else str(known).strip()
    today = dates.jst_day(now)
    if position_named(text) is not None or not _is_day(text, now):
        found = _INSTANT.match(text)
        return (dates.jst_day(_utc(_read_instant(text))) if found else None), False
    day = dates.day(text, today=today)
    if day > today:
        raise Usage("known-in-future", f"{text} is still to come (today is {today} in Japan).", f"--as-known {today}")
    return day, True


def position_named(text: str) -> int | None:
    """The position that a number means, also as answers print it (`#57`); eight digits alone are a day."""
    if text.startswith("#"):
        return position_of(text)
    if text.startswith("-") and (below := ordinal(text[1:])) is not None:
        return -below
    return None if len(text) == 8 else ordinal(text)


def _is_day(text: str, now: str) -> bool:
    """Whether a text that is no position is a day."""
    try:
        dates.day(text, today=dates.jst_day(now))
    except Error:
        return False
    return True


def _end_of_day(log: Log, head: int, words: str, now: str) -> int:
    today = dates.jst_day(now)
    wanted = dates.day(words, today=today)
    if wanted > today:
        message = f"{words} is still to come (today is {today} in Japan); what will be known then cannot be asked."
        raise Usage("known-in-future", message, f"--as-known {today}")
    if wanted == today:
        return head
    midnight = datetime.datetime.fromisoformat(wanted + "T23:59:59.999999+09:00")
    return log.position_at(_utc(midnight))


def _instant(log: Log, text: str, now: str) -> int:
    if not _INSTANT.match(text):
        message = f"{text} is not an instant with an offset."
        raise Usage("instant-form", message, "--as-known 2024-12-10T10:00:00+09:00")
    instant = _utc(_read_instant(text))
    if instant > now:
        raise Usage("known-in-future", f"{text} is still to come (it is {now}).", f"--as-known {now}")
    return log.position_at(instant)


def _read_instant(text: str) -> datetime.datetime:
    try:
        return datetime.datetime.fromisoformat(text)
    except ValueError:
        raise Usage(
            "instant-form", f"{text} is not an instant that exists.", "--as-known 2024-12-10T10:00:00+09:00"
        ) from None


def _utc(instant: datetime.datetime) -> str:
    """The instant as the log writes it; one before or after all that a calendar can hold is the first or the last."""
    try:
        instant = instant.astimezone(datetime.UTC)
    except OverflowError:
        instant = datetime.datetime.min if instant.year == 1 else datetime.datetime.max
    return instant.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def coordinates(view: View, as_of: str | None = None, axis: str = "effective") -> dict[str, Any]:
    """The coordinates an answer carries: the day and axis it is about, what was known, the log and its root then."""
    asked = {} if as_of is None else {"as_of": as_of, "axis": axis}
    recorded_at, root = view.projection.history_at(view.position)
    known = {"position": view.position, "recorded_at": recorded_at}
    return {**asked, "as_known": known, "log": {"origin": view.log.origin, "root": base64.b64encode(root).decode()}}
