"""The record that comes with the program: the acts of the National Strategic Special Zones since 2013."""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import Damaged
from .recording.terms import Terms

if TYPE_CHECKING:
    from .recording.admitting import Admitted
    from .register import Register

# A register made only to be read and thrown away says the same wherever it is made.
_ORIGIN = "reformlog/built-in-record"
_MADE = datetime.datetime(2013, 12, 13, tzinfo=datetime.UTC)


def folder() -> Path:
    """Where the act files are: in the installed package, or `events/` of a checkout."""
    here = Path(__file__).parent
    for place in (here / "record", here.parent.parent / "events"):
        if any(place.glob("*.yaml")):
            return place
    raise Damaged("record-missing", "The built-in record is not where it was installed.", "Install reformlog again.")


def act_files() -> list[Path]:
    """The act files in the order of their years, and after them what the record says about itself."""
    return [*sorted(folder().glob("[0-9]*.yaml")), folder() / "coverage.yaml"]


def entries() -> Iterator[Admitted]:
    """The entries of the record, validated, file by file."""
    from .intake.reading import read_file
    from .recording.admitting import admit

    for file in act_files():
        for entry in read_file(file):
            yield admit(entry.tree, entry.where)


@contextmanager
def register() -> Iterator[Register]:
    """The record alone in a register of its own, with the same origin and time of recording everywhere."""
    from .register import open_register

    with tempfile.TemporaryDirectory(prefix="reformlog-") as place:
        path = Path(place) / "record.db"
        with open_register(path, create_log=True, origin=_ORIGIN, clock=lambda: _MADE) as made:
            made.record(entries(), Terms(recorded_by="reformlog"))
            yield made
