"""From the log's events to what the projection needs of them: each with its body and the version it supersedes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..events.streams import is_act, sort_of_stream
from ..log import Event, Log
from ..log.lines import read
from .facts import make
from .gather import Recorded

Versions = Mapping[str, Sequence[tuple[int, int, str, bytes]]]


def body_in(line: bytes) -> dict[str, Any] | None:
    """The body a stored line holds; None for a withdrawal."""
    body: dict[str, Any] | None = read(line).get("body")
    return body


def recorded(log: Log, events: Sequence[Event]) -> list[Recorded]:
    """The events of one run, with what each supersedes; earlier versions are read from the log."""
    start = events[0].position if events else 0
    later = {event.act for event in events if event.version > 1}
    known = {
        act: [version for version in versions if version[0] < start]
        for act, versions in (log.versions_of(later) if later else {}).items()
    }
    return chained(events, known)


def chained(events: Iterable[Event], known: Versions) -> list[Recorded]:
    """Events in order, their lines read and tied to the versions before them. known: act → earlier versions."""
    latest = {
        act: Recorded(versions[-1][0], versions[0][0], body_in(versions[-1][3]))
        for act, versions in known.items()
        if versions and is_act(act)
    }
    run: list[Recorded] = []
    for position, act, _, _, stored in events:
        line = read(stored)
        body = line.get("body")
        if not is_act(act):
            _refuse_illegible(act, body)
            run.append(Recorded(position, position, None, statement=(act, body)))
            continue
        first, was, before = position, None, latest.get(act)
        if before is not None:
            first, was = before.first, None if before.body is None else (before.position, before.body)
        latest[act] = each = make(Recorded, (position, first, body, was, line.get("accepted"), None))
        run.append(each)
    return run


def _refuse_illegible(stream: str, body: Any) -> None:
    """Raises what no question could read of a statement, before it is kept; one of an unknown sort is not asked for."""
    sort = sort_of_stream(stream)
    if sort is not None and body is not None:
        from ..events.statements import refuse_illegible  # heavy

        refuse_illegible(body, sort)
