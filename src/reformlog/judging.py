"""Judging a batch: new conflicts are refused unless a reason is given for accepting them."""

from __future__ import annotations

import orjson

from .errors import Error, Refused
from .projections.store import Projection


def conflicts_refused(projection: Projection, since: int) -> None:
    """Refuses a batch after which effects conflict that did not before, naming each with its rule and article.

    `where` of each is the id of its act; who knows the place in the clerk's file puts that there.
    """
    found: list[Error] = []
    for _, act, index, entry, fact in projection.new_conflicts(since):
        told = orjson.loads(entry)
        words = orjson.loads(fact)[8]
        law = f" ({told['article']})" if told["article"] else ""
        message = f"{act}, effect {index + 1} ({words}): {told['rule']}{law}. {told['message']}"
        hint = 'Correct the date or the effect; when both acts are right as recorded: --accept-conflict "reason"'
        found.append(Refused("conflict", message, hint, act))
    if found:
        raise Refused.many(found)


def conflicts_accepted(projection: Projection, since: int) -> None:
    """Accepts every conflict; the reason stands in the events and beside each conflict."""
