"""Appending any number of entries in bounded memory: how far it has come, and at the end what became of them."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from . import notices
from .context import Context
from .how import How
from .inputs import admitted
from .output import say, send, sent
from .progress import progress

if TYPE_CHECKING:
    from ..recording.admitting import Admitted
    from ..recording.deciding import Outcome

TOLD = 20  # lines for entries that were there already; of the others only the number is said


def append(context: Context, files: Sequence[str], how: How) -> None:
    """Record the entries of files, all or none, and print position and act of each new one once they are kept.

    Raises what is refused.
    """
    from ..recording.admitting import read_first

    register = context.register()
    with Outcomes() as outcomes:
        with progress(partial(lines_in, files), "entries") as show:
            entries = read_first(_counted(admitted(files), show))
            register.record(entries, how.terms, told=outcomes.add)
        outcomes.report()
    notices.tell_doubts(notices.doubts_since(register.view(), outcomes.first))
    notices.tell_unguarded(register.log)


def lines_in(names: Sequence[str]) -> int:
    """How many lines the JSONL files among these have, which are as many entries; 0 when others are among them."""
    count = 0
    for name in names:
        if not name.endswith((".jsonl", ".ndjson")) or not Path(name).is_file():
            return 0
        with Path(name).open("rb") as file:
            while block := file.read(1 << 20):
                count += block.count(b"\n")
    return count


def _counted(entries: Iterable[Admitted], show: Callable[[int], object] | None) -> Iterator[Admitted]:
    for done, entry in enumerate(entries, 1):
        yield entry
        if show is not None:
            show(done)


class Outcomes:
    """What became of the entries. Lines wait in a file until all are recorded: nothing is told before it is kept."""

    def __init__(self) -> None:
        self.new = self.there = 0
        self.first: int | None = None  # the position of the first that is new
        self._lines = tempfile.SpooledTemporaryFile(1 << 20)  # noqa: SIM115 (closed in __exit__)
        self._told: list[str] = []

    def add(self, outcomes: Iterable[Outcome]) -> None:
        """Takes the outcomes of a block."""
        for outcome in outcomes:
            if outcome.new:
                self.new += 1
                self.first = self.first or outcome.position
                self._lines.write(b"#%d %s\n" % (outcome.position, outcome.act.encode()))
            else:
                self.there += 1
                if self.there <= TOLD:
                    self._told.append(outcome.told)

    def report(self) -> None:
        """A line on stdout for each new event; on stderr what was there already, beyond some only their number."""
        for line in self._told:
            say(line)
        if self.there > TOLD:
            say(f"… in all {self.there:,} entries were there already; {self.new:,} are new.")
        self._lines.seek(0)
        while block := self._lines.read(1 << 16):
            send(block)
        sent()

    def __enter__(self) -> Outcomes:
        return self

    def __exit__(self, *_: object) -> None:
        self._lines.close()
