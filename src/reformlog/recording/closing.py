"""Closed periods: what is dated inside one is recorded only with a reason for being late, which its line then keeps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from .. import dates
from ..errors import Error, Refused
from ..events.kinds import KINDS
from ..events.streams import is_act, sort_of_stream
from ..projections.store import Projection
from ..queries.statements import standing

if TYPE_CHECKING:
    from ..log import Draft
    from .deciding import Streams


class Period(NamedTuple):
    """A closed period: its stream, the words that closed it, its first and last day."""

    stream: str
    words: str
    first: str
    last: str


def closed(projection: Projection) -> list[Period]:
    """The periods that are closed by what the rows were worked out from."""
    return [period(stream, body) for stream, _, body in standing(projection.connection, "close")]


def period(stream: str, body: Mapping[str, Any]) -> Period:
    """What a statement closes: the days its words may mean."""
    date = dates.read(body["close"])
    return Period(stream, date.words, date.earliest, date.latest)


def touched(body: Mapping[str, Any], periods: Iterable[Period]) -> Period | None:
    """The first closed period in which a date of an act, or of one of its effects, may lie; None when none does."""
    kind = KINDS[body["kind"]]
    words = [body[name] for name in kind.dates if name in body]
    words += [effect["at"] for effect in body.get("effects", ()) if effect.get("at", kind.effective) not in kind.dates]
    spans = [dates.read(text) for text in words]
    return next((p for p in periods if any(d.earliest <= p.last and p.first <= d.latest for d in spans)), None)


def tag_late(streams: Streams, periods: list[Period], reason: str | None, places: Mapping[str, str | None]) -> None:
    """Write the reason into each draft dated inside a closed period. Refused, naming all of them, without a reason.

    A correction or withdrawal is also dated as what it replaces was. What the batch itself closes or opens again counts
    for the drafts behind it. periods: those closed before, changed in place. places: act → where it stands in the
    clerk's file.
    """
    found: list[Error] = []
    for draft in streams.drafts:
        if not is_act(draft.act):
            _follow(draft, periods)
            continue
        before = streams.versions[draft.act][: draft.version - 1]
        bodies = [draft.fields.get("body"), before[-1].line.get("body") if before else None]
        hits = [touched(body, periods) for body in bodies if body is not None]
        hit = next(filter(None, hits), None)
        if hit is not None and reason is None:
            message = f"{draft.act} is dated inside {hit.words}, which is closed ({hit.stream})."
            hint = "Record it all the same, and say why it is late: --late-reason TEXT"
            found.append(Refused("period-closed", message, hint, places.get(draft.act)))
        elif hit is not None:
            draft.fields["late"] = reason
    if found:
        raise Refused.many(found)


def _follow(draft: Draft, periods: list[Period]) -> None:
    """What a statement of the batch does to the closed periods."""
    if sort_of_stream(draft.act) == "close":
        periods[:] = [closed for closed in periods if closed.stream != draft.act]
        if "body" in draft.fields:
            periods.append(period(draft.act, draft.fields["body"]))


def any_closed(periods: Sequence[Period], streams: Streams) -> bool:
    """Whether a period is closed, or the batch closes one. Most batches have none, and need not be looked at."""
    return bool(periods) or any(draft.act.startswith("close:") for draft in streams.drafts)
