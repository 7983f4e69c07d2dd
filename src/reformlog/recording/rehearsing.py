"""Rehearsing an append: everything is decided, settled and judged as if it were recorded, shown, and taken back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import orjson

from ..dates import LAST_DAY
from ..errors import Error, Refused
from ..projections.clashes import new_clashes
from ..queries import diff
from ..queries.states import kept_conflict
from ..queries.view import View, coordinates
from .judging import view_within
from .terms import NO_REASON, Terms

if TYPE_CHECKING:
    from ..register import Register
    from .admitting import Admitted


def rehearse(register: Register, entries: Iterable[Admitted], terms: Terms = NO_REASON) -> dict[str, Any]:
    """What recording entries would do; nothing is recorded, and the coordinates are those of the log as it stays.

    `outcomes`: what would become of each entry. `changes` and `events`: the difference of the state today.
    `conflicts`, `gaps`, `pending`: those that would be new. `assertions`: what would break. `doubts`: what may be a
    slip. `errors`: for what it would be refused, empty when it would not.
    """
    batch = list(entries)
    before = register.view()
    on = before.today
    names = ("changes", "events", "conflicts", "gaps", "pending", "assertions", "doubts")
    shown: dict[str, Any] = {name: [] for name in names}

    def show(head: int, at: int) -> None:
        now, then = (view_within(register.projection, position) for position in (head, at))
        shown.update(_shown(now, then, on))

    errors: list[Error] = []
    told: list[dict[str, Any]] = []
    try:
        outcomes = register.record(batch, terms, rehearse=show)
        told = [outcome._asdict() for outcome in outcomes]
    except Refused as refusal:
        errors = refusal.errors
    refused = [error.as_dict() for error in errors]
    return {**coordinates(before, on), "dry_run": True, "outcomes": told, **shown, "errors": refused}


_PENDING = (
    "SELECT entry FROM ahead WHERE sort = 'pending' AND from_day <= :day AND until_day > :day "
    "AND known_from <= :known AND known_to > :known ORDER BY until_day, known_from, idx"
)


def _shown(now: View, then: View, on: str) -> dict[str, Any]:
    """The difference between the rows as they are and as they would be."""
    from ..queries import assertions
    from ..queries.audit.gaps import gaps
    from ..queries.audit.record import read_record
    from ..queries.doubts import doubts

    def pending(view: View) -> list[str]:
        return [entry for (entry,) in view.rows(_PENDING, {"day": on, "known": view.position})]

    gaps_now = {tuple(row.values()) for row in gaps(read_record(now, LAST_DAY))}
    pending_now = set(pending(now))
    return {
        **diff.changes(now, on, then, on),
        "conflicts": [kept_conflict(*clash[1:]) for clash in new_clashes(then.projection.connection, now.position)],
        "gaps": [row for row in gaps(read_record(then, LAST_DAY)) if tuple(row.values()) not in gaps_now],
        "doubts": doubts(then, now.position),
        "pending": [orjson.loads(entry) for entry in pending(then) if entry not in pending_now],
        "assertions": [{**broken._asdict(), "message": broken.message} for broken in assertions.broken(then)],
    }
