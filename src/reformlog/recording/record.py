"""Recording: entries that passed the door become events of the log, all or nothing, judged before they are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from typing import Any

from ..errors import Error, Refused, Stale
from ..events.door import MAX_REFUSALS
from ..log import Batch, Log
from ..projections.history import chained
from ..projections.store import BLOCK, Projection
from ..queries.known import Acts
from .admitting import Admitted, at_position
from .closing import Period, closed, needed, tag_late
from .deciding import Outcome, Streams, decide
from .judging import assertions_kept, remarks_kept

Judge = Callable[[Projection, int], None]
"""Raises when what a batch does to the rows since a position is refused; none, when its conflicts are accepted."""
Show = Callable[[int, int], object]
"""Sees the rows as they would be, between the position before a batch and the one after."""


class _Rehearsed(Exception):
    """Ends a rehearsal: everything was decided and judged, and nothing of it is kept."""


def record(
    log: Log,
    projection: Projection,
    entries: Iterable[Admitted],
    now: Callable[[], str],
    fields: Mapping[str, Any],
    judge: Judge | None,
    told: Callable[[list[Outcome]], object],
    rehearse: bool = False,
    show: Show | None = None,
) -> None:
    """Records entries as one batch, all or nothing, in bounded memory: locks, compares, keeps, settles, judges.

    One transaction spans all of it, so that whatever raises, also in the midst of the entries or by Ctrl-C, leaves the
    log and the rows as they were. fields: what every line of the batch holds (`recorded_by`, `accepted`); `late` only
    in the lines of what is dated inside a closed period. told: gets what became of the entries, block by block.
    rehearse: do all of it but the keeping; the positions are those it would have had.
    """
    rest = iter(entries)
    with suppress(_Rehearsed), projection.writing(), log.batch(now) as batch:
        recording = _Recording(log, projection, batch, fields)
        while block := list(islice(rest, BLOCK)):
            told(recording.take(block))
        recording.finish(judge, show)
        if rehearse:
            raise _Rehearsed


class _Recording:
    """A batch on its way into the log and the rows, within the transactions of both.

    head: the position before it; at: the one reached. places: act → where it stands in the clerk's file, of the first
    block; of a longer batch a refusal names the act alone. refused: what was refused so far, raised in the end.
    """

    def __init__(self, log: Log, projection: Projection, batch: Batch, fields: Mapping[str, Any]):
        self.log, self.projection, self.batch = log, projection, batch
        self.fields = {key: value for key, value in fields.items() if value is not None}
        self.late = self.fields.pop("late", None)
        self.head = self.at = log.position()
        self.places: dict[str, str | None] = {}
        self.periods: list[Period] | None = None
        self.remarked = False  # whether something is remarked on
        self.settlement = projection.settlement()
        self.known = Acts(log, self.head)
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
            if self.periods is not None and needed(self.periods, streams):
                try:
                    tag_late(streams, self.periods, self.late, {entry.act: entry.where for entry in block})
                except Error as refusal:
                    self._refuse(refusal)
            self.remarked = self.remarked or any(draft.act.startswith("remark:") for draft in streams.drafts)
            stored, self.at = self.batch.add(streams.drafts), streams.position
            self.projection.keep(stored)
            block.clear()
            del streams
            # The rows are worked out from the very lines that are kept, as a rebuild does.
            self.settlement.take(chained(stored, versions))
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
        """Keeps a refusal until all can be named at once; after the thousandth nothing more is looked at."""
        self.refused += refusal.errors
        if len(self.refused) >= MAX_REFUSALS:
            raise _together(self.refused) from None

    def _begin(self, block: Sequence[Admitted]) -> None:
        """Before the first event: the rows are brought up to the log, and say which periods are closed."""
        self.projection.bring_to(self.head)
        self.periods = closed(self.projection)
        self.places = {entry.act: entry.where for entry in block}

    def finish(self, judge: Judge | None, show: Show | None) -> None:
        """Works out what follows from the batch, and judges it."""
        if self.at > self.head:
            self.settlement.fold()
            if show is not None and not self.refused:
                show(self.head, self.at)
            self._judge(judge)
        if self.refused:
            raise _together(self.refused)
        if self.at > self.head:
            assertions_kept(self.log, self.projection, self.at)
            self.projection.mark(self.at, self.log.root(self.at), self.batch.recorded_at)

    def _judge(self, judge: Judge | None) -> None:
        """Judges, and says of each refusal where in the clerk's file its act is; None when it came from elsewhere.

        What conflicts without an entry that was refused may not with it, and is not told.
        """
        found: list[Error] = []
        for each in (None if self.refused else judge, remarks_kept if self.remarked else None):
            try:
                if each is not None:
                    each(self.projection, self.head)
            except Error as refusal:
                found += refusal.errors
        for one in found:
            one.where = self.places.get(one.where or "")
        self.refused += found


def _together(refused: Sequence[Error]) -> Error:
    """One refusal of all; that someone was first, when it is nothing else."""
    return (Stale if all(isinstance(one, Stale) for one in refused) else Refused).many(refused)
