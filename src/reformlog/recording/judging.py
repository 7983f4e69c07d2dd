"""Judging a batch: new conflicts are refused unless a reason is given for accepting them, remarks on nothing and broken
assertions always."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

import orjson

from ..errors import Error, Refused
from ..events.effects import named
from ..projections.clashes import new_clashes
from ..projections.facts import Fact
from ..projections.store import Projection
from ..queries.statements import standing
from ..queries.view import View


def conflicts_refused(projection: Projection, since: int) -> None:
    """Refuses a batch after which effects conflict that did not before, naming each with its rule and article.

    `where` of each is the id of its act; who knows the place in the clerk's file puts that there.
    """
    if rows := new_clashes(projection.connection, since):
        raise Refused.many(_conflicting(projection, since, rows))


def _conflicting(projection: Projection, since: int, rows: Iterable[tuple[str, str, int, str, str]]) -> list[Error]:
    """The refusals of conflicts, with what may be meant, or with what rested on an act the batch changes."""
    from ..queries.binding import binder
    from . import objecting

    log = projection.log
    gone = objecting.gone(log, since)
    before, after = (binder(view_within(projection, at)) for at in (since, log.position()))
    introduced = objecting.Introduced(projection, after)
    found: list[Error] = []
    resting: dict[str, list[tuple[Error, str]]] = {}
    for _, act, index, entry, kept in rows:
        conflict, fact = orjson.loads(entry), Fact._make(orjson.loads(kept))
        law = f" ({conflict['article']})" if conflict["article"] else ""
        which = f"{act}, effect {index + 1} ({fact.words}), {named(fact.data)}"
        message = f"{which}: {conflict['rule']}{law}. {conflict['message']}"
        hint = 'Correct the date or the effect; when both acts are right as recorded: --accept-conflict "reason"'
        refusal = Refused("conflict", message, hint, act)
        found.append(refusal)
        rests_on = objecting.rests_on(fact.data, gone, before, after) if fact.position <= since else None
        if rests_on is not None:
            refusal.message += f" It rests on {rests_on}, which this batch {gone[rests_on].how}s."
            refusal.hint = None
            resting.setdefault(rests_on, []).append((refusal, act))
        elif (stranger := introduced.stranger(act, fact.data)) is not None:
            refusal.message += " " + stranger[0]
            refusal.hint = stranger[1]
    for act, others in resting.items():
        first, _ = others[0]
        first.hint = objecting.together(act, gone[act].how, [other for _, other in others])
    return found


def remarks_kept(projection: Projection, since: int) -> None:
    """Refuses a batch with a remark on an act that is not recorded, or on a finding that no audit could make."""
    from ..queries import remarks

    view, refused = view_within(projection, projection.log.position()), []
    for stream, about in remarks.new(projection, since):
        if (lost := remarks.lost(view, about)) is not None:
            refused.append(Refused("remark-on-nothing", lost.message, lost.hint, stream))
    if refused:
        raise Refused.many(refused)


def view_within(projection: Projection, position: int) -> View:
    """The rows as they are within a transaction that is not kept yet; nobody asks such a view what day it is."""
    return View(projection.log, projection, position, lambda: datetime.datetime.now(datetime.UTC))


def assertions_kept(projection: Projection, position: int) -> None:
    """Refuses a batch after which an assertion of the record does not hold: expected, found, and the acts behind it."""
    if next(standing(projection.connection, "assert"), None) is None:
        return  # one seek, so that a log without assertions pays nothing
    from ..queries import assertions

    found: list[Error] = []
    for assertion in assertions.broken(view_within(projection, position)):
        hint = f"Correct the act; when the assertion is wrong: reformlog withdraw assert:{assertion.name} --reason TEXT"
        found.append(Refused("assertion-broken", assertion.message, hint))
    if found:
        raise Refused.many(found)
