"""A fact: one effect of one version of an act, the days on which it is reached, its place in the order of folding."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from .. import dates
from ..events.effects import EFFECTS, RANK, Effect, entity_of
from ..events.kinds import KINDS, row_words

Body = Mapping[str, Any]


class Fact(NamedTuple):
    """One effect as it is folded. The first six fields are its place in the order of folding.

    latest, earliest: the interval in which it is reached, ISO days. order: within the day, 0 when absent. rank: the
    row of its effect in the catalogue. first: position of the act's first version. index: of the effect in its act.
    position: of the version it is read from. words: of its date. data: the effect as written, and the act's counts.
    """

    latest: str
    earliest: str
    order: int
    rank: int
    first: int
    index: int  # type: ignore[assignment]  # shadows a method of tuples that nothing here calls
    position: int
    act: str
    words: str
    data: Mapping[str, Any]

    @property
    def effect(self) -> Effect:
        """The row of the catalogue; the folds ask `EFFECTS` themselves, where every fact comes by."""
        return EFFECTS[self.rank]


make = tuple.__new__  # `make(Fact, values)`: what a named tuple does when it is made by its name, without the call
Whose = Callable[[str], str]  # plan → the zone it is bound to


def default_zone(plan: str) -> str:
    """The zone of a plan that names none: its own id, or what stands before the slash (`zone/2`)."""
    return plan.partition("/")[0]


def use_id(measure: str, zone: str, part: Any = None) -> str:
    """`startup-visa@hiroshima-imabari`, with a part `…/43`; several parts are joined by a comma."""
    return f"{measure}@{zone}/{','.join(ordered_parts(part))}" if part else f"{measure}@{zone}"


def ordered_parts(part: Iterable[str]) -> list[str]:
    """The parts of a use: each once, in the order of their codes."""
    return sorted(set(part))


def zone_of_use(use: str) -> str:
    """The zone in the id of a use."""
    return use.partition("@")[2].partition("/")[0]


def group(effect: Mapping[str, Any]) -> str:
    """The group an effect is folded in."""
    return group_of(entity_of(effect) or "", effect)


def group_of(entity: str, effect: Mapping[str, Any]) -> str:
    """The group of an effect that speaks of an entity of this sort (`entity_of`)."""
    if entity == "policy":
        return "zone:" + effect["policy"]  # type: ignore[no-any-return]
    if entity == "use":
        return "use:" + use_id(effect["measure"], effect["zone"], effect.get("part"))
    return f"{entity}:{effect[entity]}"


def subject(effect: Mapping[str, Any]) -> str:
    """The entity an effect speaks of, as its group; a policy, which is folded with its zone, apart from it."""
    return f"policy:{effect['policy']}" if entity_of(effect) == "policy" else group(effect)


def zone_of(effect: Mapping[str, Any]) -> str | None:
    """The zone an effect names or speaks of; None for the menu, calls and bills, and for a plan that does not say."""
    if "zone" in effect:
        zone: str = effect["zone"]
        return zone
    return effect.get("policy")


def day_of(body: Body, effect: Mapping[str, Any], axis: str = "effective") -> dates.LegalDate | None:
    """When an effect is reached along an axis; None when its act has no such date, for the axis never falls back.

    axis: `effective` (the kind's own date, or what `at` says), or the name of a date such as `decided`. An `at` with
    a day of its own exists on the effective axis only.
    """
    at, kind = effect.get("at"), KINDS[body["kind"]]
    if at is not None and at not in kind.dates:
        return dates.read(at) if axis == "effective" else None
    words = body.get(at or kind.effective) if axis == "effective" else body.get(axis)
    return dates.read(words) if words else None


class Reached(NamedTuple):
    """When an act is reached, by its legal dates; each None when it has no such date.

    row: the first in legal order, under which a chronology prints it. begun: the day by which something of it has
    certainly happened, the least `latest` of all. own: the one on which its effects take place unless they say `at`.
    """

    row: dates.LegalDate | None
    begun: str | None
    own: dates.LegalDate | None


def reached(body: Body) -> Reached:
    """Reads the legal dates of an act, each once."""
    kind, read = KINDS[body["kind"]], dates.read
    row = begun = own = None
    for name in kind.dates:
        if name in body:
            day = read(body[name])
            if begun is None:
                row, begun = day, day.latest
            elif day.latest < begun:
                begun = day.latest
            if name == kind.effective:
                own = day
    return make(Reached, (row, begun, own))


def facts(
    body: Body, position: int, first: int, own: dates.LegalDate | None, axis: str = "effective"
) -> list[tuple[str, Fact]]:
    """The facts of one version of an act, each after the group it is folded in, in the order of the act's effects;
    effects without a day have none.

    own: as in `Reached`, the day of the effects that do not say `at`.
    """
    found: list[tuple[str, Fact]] = []
    order, act, counts = body.get("order", 0), body["id"], body.get("counts")
    for index, effect in enumerate(body.get("effects", ())):
        day = day_of(body, effect, axis) if "at" in effect else own
        if day is not None:
            entity = entity_of(effect) or ""
            rank = RANK[entity, effect["is"]]
            if counts is not None and "counts" not in effect and ("call" in effect or "proposal" in effect):
                effect = {**effect, "counts": counts}  # of an entity that keeps counts
            words, earliest, latest, _ = day
            fact = make(Fact, (latest, earliest, order, rank, first, index, position, act, words, effect))
            found.append((group_of(entity, effect), fact))
    return found


def facts_along(axis: str, body: Body, position: int, first: int) -> list[Fact]:
    """The facts along an axis: `effective`, or a date of acts, such as `decided`."""
    return [fact for _, fact in facts(body, position, first, day_of(body, {}, axis), axis)]


def row_date(body: Body) -> dates.LegalDate | None:
    """The date under which a chronology prints the act (`row_words`)."""
    words = row_words(body)
    return None if words is None else dates.read(words)


def first_reached(body: Body) -> str | None:
    """The day by which something of the act has certainly happened: the least `latest` of its legal dates."""
    return reached(body).begun
