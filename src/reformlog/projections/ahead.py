"""What is not certain yet: effects possible on a day, effects still to come, and what an act says will be done."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from .. import dates
from ..events.effects import entity_key, entity_of
from .facts import Body, Reached, day_of, group, ordered_parts


class Ahead(NamedTuple):
    """From `from_day` until before `until_day` an effect is `possible` or `pending`. entry: the row an answer lists.

    It is `undated`, and that on no day, when its act has no date at all. A promise is `foreseen` in the group
    `expects:ACT` from the day its act began; what keeps it `meets` it there.
    """

    index: int  # type: ignore[assignment]  # as in `Fact`
    sort: str
    from_day: str
    until_day: str
    group: str
    entry: dict[str, Any]


def keys(effect: Any) -> dict[str, Any]:
    """How a listed effect names its entity: one key, and for a use the zone and part beside the measure."""
    key = entity_key(effect)
    named = {key: effect[key]} if key else {}
    if entity_of(effect) in ("use", "plan") and "zone" in effect:
        named["zone"] = effect["zone"]
    if entity_of(effect) == "use" and "part" in effect:
        named["part"] = ordered_parts(effect["part"])
    return named


def ahead(body: Body, when: Reached) -> list[Ahead]:
    """Every stretch of days in which an effect of the act is possible or pending.

    Possible: earliest ≤ day < latest. Pending: some legal date of the act is reached while the effect's own day is
    later or unknown. Undated: that day is unknown and the act has no legal date.
    """
    _, begun, own = when
    # Reached on one certain day, when the act is.
    certain = own is not None and begun is not None and own.earliest == own.latest <= begun
    found = [*_promises(body, begun)] if "expects" in body or "meets" in body else []
    for index, effect in enumerate(body.get("effects", ())):
        if certain and "at" not in effect:
            continue  # by far the most
        day = day_of(body, effect) if "at" in effect else own
        whose, entry = group(effect), {"act": body["id"], **keys(effect), "is": effect["is"]}
        if day is not None and day.earliest < day.latest:
            span = {"earliest": day.earliest, "latest": day.latest}
            found.append(Ahead(index, "possible", day.earliest, day.latest, whose, {**entry, **span}))
        if begun is not None and (day is None or begun < day.earliest):
            words, until = (None, dates.LAST_DAY) if day is None else (day.words, day.earliest)
            found.append(Ahead(index, "pending", begun, until, whose, {**entry, "effective": words}))
        elif day is None:
            never = dates.FIRST_DAY
            found.append(Ahead(index, "undated", never, never, whose, {**entry, "effective": None}))
    return found


def _promises(body: Body, begun: str | None) -> Iterator[Ahead]:
    """What the act says will be done, and which acts' promises it keeps."""
    act = body["id"]
    if begun is None:
        return
    for index, promise in enumerate(body.get("expects", ())):
        date = dates.read(promise["date"])
        words = {"text": promise["text"], "words": promise.get("words", date.words)}
        entry = {"act": act, **words, "earliest": date.earliest, "latest": date.latest}
        yield Ahead(index, "foreseen", begun, dates.LAST_DAY, "expects:" + act, entry | keys(promise.get("effect", {})))
    for index, met in enumerate(body.get("meets", ())):
        yield Ahead(index, "meets", begun, dates.LAST_DAY, "expects:" + met, {"act": act})
