"""Random histories recorded in a register as they come: every conflict accepted, nothing refused."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import emptied
import histories
from reformlog.log.lines import read
from reformlog.register import Register

register = emptied.register


def play(made: Register, history: Iterable[Iterable[histories.Step]]) -> None:
    """Records every step of every batch."""
    for step in (step for batch in history for step in batch):
        versions = made.log.versions(step.act)
        if isinstance(step, histories.Put) and not versions:
            made.append(step.body, accept_conflict="both are right")
        elif versions and isinstance(step, histories.Drop):
            if "body" in read(versions[-1].line):
                made.withdraw(step.act, reason="it never happened", accept_conflict="both are right")
        elif versions:
            body = step.body if isinstance(step, histories.Put) else read(versions[0].line)["body"]
            made.correct(step.act, body, reason="it was otherwise", accept_conflict="both are right")


def bodies(made: Register, positions: Iterable[int]) -> list[Any]:
    """The bodies of versions, in the order in which their acts were first recorded."""
    events = [made.log.event(position) for position in positions]
    return [read(e.line)["body"] for e in sorted(events, key=lambda e: made.log.versions(e.act)[0].position)]


def subjects(made: Register, known: int | None = None) -> list[str]:
    """Every entity the register speaks of, by its full name; known: by acts up to that position."""
    query = (
        "SELECT grp FROM entity e WHERE EXISTS (SELECT 1 FROM fact WHERE grp = e.grp AND known_from <= ?) ORDER BY grp"
    )
    position = made.head.position if known is None else known
    groups = [group for (group,) in made.projection.connection.execute(query, (position,))]
    return groups + ["policy:" + group.partition(":")[2] for group in groups if group.startswith("zone:")]
