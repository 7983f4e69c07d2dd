"""Recording: entries that passed the door become events of the log, all or nothing, judged before they are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice

from ..errors import Error, Refused, Stale
from ..events.door import MAX_REFUSALS
from ..log import Batch, Log
from ..log.lines import read
from ..log.store import Now
from ..projections.history import chained
from ..projections.store import BLOCK, Projection
from ..queries.known import Acts
from .admitting import Admitted, at_position
from .closing import Period, any_closed, closed, tag_late
from .deciding import Outcome, Streams, decide
from .judging import assertions_kept, conflicts_refused, remarks_kept
from .terms import Terms

Show = Callable[[int, int], object]
"""Looks at the rows as they would be. Given: the position before the batch, and the last one of the batch."""


class _Rehearsed(Exception):
    """Ends a rehearsal: everything was decided and judged, and nothing of it is kept."""


def record(
    projection: Projection,
    entries: Iterable[Admitted],
    now: Now,
    terms: Terms,
    told: Callable[[list[Outcome]], object],
    *,
    rehearse: Show | None = None,
) -> None:
    """Record entries in the log of a projection as one batch, all or nothing, in bounded memory.

    One transaction spans all of it, so that whatever raises, also in the midst of the entries or by Ctrl-C, leaves the
    log and the rows as they were. now: the clock, asked once at most. told: gets what became of the entries, block by
    block. rehearse: do everything and keep nothing; it is called once, before anything is judged, and the outcomes have
    the positions that the entries would have had. Raises Refused or Stale with everything that is refused.
    """
    rest = iter(entries)
    with suppress(_Rehearsed), projection.writing(), projection.log.batch(now) as batch:
        recording = _Recording(projection, batch, terms)
        while block := list(islice(rest, BLOCK)):
            told(recording.take(block))
        recording.finish(rehearse)
        if rehearse is not None:
            raise _Rehearsed


class _Recording:
    """A batch on its way into the log and the rows, within the transactions of both.

    head: the position before it; at: the one reached. fields: what every line of it holds. places: act → where it
    stands in the clerk's file, of the first block; of a longer batch a refusal names the act alone. periods: those that
    are closed, None until something is recorded. refused: what was refused so far, raised in the end.
    """

    def __init__(self, projection: Projection, batch: Batch, terms: Terms):
        self.log: Log = projection.log
        self.projection, self.batch, self.terms = projection, batch, terms
        self.fields = {"recorded_by": terms.recorded_by}
        if terms.accepted is not None:
            self.fields["accepted"] = terms.accepted
        self.head = self.at = batch.position
        self.places: dict[str, str | None] = {}
        self.periods: list[Period] | None = None
        self.remarked = False  # whether something is remarked on
        self.settlement = projection.settlement()
        self.known = Acts(self.log, self.head)
        self.refused: list[Error] = []

    def take(self, block: list[Admitted]) -> list[Outcome]:
        """Decides what the entries become and records it; empties the list, for what came in is kept in lines then."""
        block[:] = self._named(block)
        versions = self.log.versions_of({entry.act for entry in block})
        streams = Streams(versions, self.at, self.known)
        outcomes = list(self._decided(block, streams))
        if streams.drafts:
            if self.at == self.head:
                self._begin(block)
            if self.periods is not None and any_closed(self.periods, streams):
                try:
                    tag_late(streams, self.periods, self.terms.late, {entry.act: entry.where for entry in block})
                except Error as refusal:
                    self._refuse(refusal)
            self.remarked = self.remarked or any(draft.act.startswith("remark:") for draft in streams.drafts)
            stored, self.at = self.batch.add(streams.drafts), streams.position
            self.projection.keep(stored)
            block.clear()
            del streams
            # The rows are worked out from the very lines that are kept, as a rebuild does.
            self.settlement.take(chained([(event.position, read(event.line)) for event in stored], versions))
        return outcomes

    def _named(self, block: Iterable[Admitted]) -> Iterator[Admitted]:
        """The entries by the ids of their acts, where a position was named; without those refused."""
        for entry in block:
            try:
                yield at_position(entry, self.log)
            except Error as refusal:
                self._refuse(refusal)

    def _decided(self, block: Iterable[Admitted], streams: Streams) -> Iterator[Outcome]:
        """What the entries become, without those that are refused."""
        for entry in block:
            try:
                yield decide(entry, streams, self.fields)
            except Error as refusal:
                self._refuse(refusal)

    def _refuse(self, refusal: Error) -> None:
        """Keeps a refusal until all can be named at once. Raises all of them when there are `MAX_REFUSALS`."""
        self.refused += refusal.errors
        if len(self.refused) >= MAX_REFUSALS:
            raise _together(self.refused) from None

    def _begin(self, block: Sequence[Admitted]) -> None:
        """Before the first event: brings the rows up to the log, and asks them which periods are closed."""
        self.projection.bring_to(self.head)
        self.periods = closed(self.projection)
        self.places = {entry.act: entry.where for entry in block}

    def finish(self, show: Show | None) -> None:
        """Works out what follows from the batch, and judges it."""
        if self.at > self.head:
            self.settlement.fold()
            if show is not None and not self.refused:
                show(self.head, self.at)
            self._judge()
        if self.refused:
            raise _together(self.refused)
        if self.at > self.head:
            assertions_kept(self.projection, self.at)
            self.projection.mark(self.at, self.log.root(self.at), self.batch.recorded_at)

    def _judge(self) -> None:
        """Judges, and says of each refusal where in the clerk's file its act is; None when it came from elsewhere.

        When an entry was refused already, conflicts are not looked for: with that entry there might be none.
        """
        clashed = self.settlement.clashed and self.terms.accepted is None and not self.refused
        judges = [conflicts_refused] if clashed else []
        judges += [remarks_kept] if self.remarked else []
        found: list[Error] = []
        for judge in judges:
            try:
                judge(self.projection, self.head)
            except Error as refusal:
                found += refusal.errors
        for error in found:
            error.where = self.places.get(error.where or "")
        self.refused += found


def _together(refused: Sequence[Error]) -> Error:
    """One refusal of all: Stale when in every one of them someone else was first, else Refused."""
    return (Stale if all(isinstance(error, Stale) for error in refused) else Refused).many(refused)
