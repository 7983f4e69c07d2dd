"""From the log's events to what the projection needs of them: each with its body and the version it supersedes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..errors import Damaged
from ..events.streams import is_act, sort_of_stream
from ..log import Log
from ..log.lines import read
from .facts import make
from .gather import Recorded

Entry = tuple[int, dict[str, Any]]  # a position and what its line holds
Versions = Mapping[str, Sequence[tuple[int, int, str, bytes]]]


def body_in(line: bytes) -> dict[str, Any] | None:
    """The body a stored line holds; None for a withdrawal."""
    body: dict[str, Any] | None = read(line).get("body")
    return body


def recorded(log: Log, lines: Sequence[tuple[int, bytes]]) -> list[Recorded]:
    """The events of one run of numbered lines, with what each supersedes; earlier versions are read from the log."""
    entries = [(position, read(line)) for position, line in lines]
    start = entries[0][0] if entries else 0
    try:
        later = {entry["act"] for _, entry in entries if entry["version"] > 1}
        known = {
            act: [version for version in versions if version[0] < start]
            for act, versions in (log.versions_of(later) if later else {}).items()
        }
        return chained(entries, known)
    except (KeyError, TypeError):
        _refuse_nameless(log, entries)
        raise


def chained(entries: Iterable[Entry], known: Versions) -> list[Recorded]:
    """Entries in order, tied to the versions before them. known: act → earlier versions."""
    latest = {
        act: Recorded(versions[-1][0], versions[0][0], body_in(versions[-1][3]))
        for act, versions in known.items()
        if versions and is_act(act)
    }
    run: list[Recorded] = []
    for position, entry in entries:
        act, body = entry["act"], entry.get("body")
        if not is_act(act):
            _refuse_illegible(act, body)
            run.append(Recorded(position, position, None, statement=(act, body)))
            continue
        first, was, before = position, None, latest.get(act)
        if before is not None:
            first, was = before.first, None if before.body is None else (before.position, before.body)
        latest[act] = each = make(Recorded, (position, first, body, was, entry.get("accepted"), None))
        run.append(each)
    return run


def _refuse_nameless(log: Log, entries: Iterable[Entry]) -> None:
    """Raises Damaged for the first entry that does not say which version of which act it is."""
    for position, entry in entries:
        if type(entry.get("act")) is not str or type(entry.get("version")) is not int:
            message = f"{log.name}, position {position}: its line does not say which version of which act it is."
            raise Damaged("line", message, "All that is wrong with the log: reformlog verify") from None


def _refuse_illegible(stream: str, body: Any) -> None:
    """Raises what no question could read of a statement, before it is kept; one of an unknown sort is not asked for."""
    sort = sort_of_stream(stream)
    if sort is not None and body is not None:
        from ..events.statements import refuse_illegible  # heavy

        refuse_illegible(body, sort)
