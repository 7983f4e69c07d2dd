"""Why an answer is so: its rule, the acts in order, those not applied and why, sources, and places in the log.

The answer to "why not" stands in the same list: an effect that is pending, possible, in conflict, withdrawn, corrected
or not known yet is an act of the entity that was not applied.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import orjson

from .. import dates
from ..errors import Usage
from ..events.effects import RANK, entity_of
from ..events.kinds import KINDS
from ..log.lines import read
from ..projections.facts import Fact, first_reached
from ..projections.life import CANCELLED, DESIGNATED
from ..projections.shapes import kind_of
from . import walking
from .entities import Entity, resolve
from .fields import of_entity
from .giving import given, owed
from .origins import origins
from .view import Day, View, coordinates

Row = dict[str, Any]


def explain(
    view: View, entity: str, field: str | None = None, *, as_of: Day = None, hindsight: bool = False
) -> dict[str, Any]:
    """What holds of an entity on a day and why; field: only that one, with the acts up to the last that gave it.

    `fields`: value, effect and article that gave it. `acts`: in the order of folding, then those not applied.
    `sources` and `events`: where each act is written, and its place in the log. hindsight: also what came after the
    position asked, which no other answer tells: acts recorded, corrected or withdrawn later, and the checkpoints that
    cover each event.
    Usage for an unknown entity or field.
    """
    named = view._replace(position=view.log.position()) if hindsight else view  # also what nobody had spoken of then
    on, subject = view.day(as_of), resolve(named, entity)
    kept = walking.ever(view, subject.group)
    walk = walking.walk(view, subject.group, on, walking.visible(view, kept))
    known = of_entity(subject, walk.state)
    if field is not None and field not in known:
        from ..events.meant import nearest
        from .known import ALIKE

        message = f"A {subject.sort} has no field named {field}; it has {', '.join(known)}."
        hint = f"reformlog explain {entity} {nearest(field, known, ALIKE) or next(iter(known))}"
        if subject.sort == "zone" and field in ("policy", "plan"):  # columns of the zone's row, entities of their own
            hint = f"reformlog explain {field}:{entity.removeprefix('zone:')} status"
        raise Usage("field-unknown", message, hint)
    last = owed(subject, walk)
    applied = _applied(subject, walk, last, field)
    own = [recorded for recorded in kept if recorded.fact.effect.entity == subject.sort]
    undated = _undated(view, subject)
    rows = [*_grounds(subject, walk, on), *applied, *_not_applied(view, subject, walk, own, undated, on)]
    rows += _superseded(view, [*own, *undated])
    if hindsight:
        rows += [*_superseded_since(view, [*own, *undated]), *_unknown_then(view, [*own, *undated])]
    asked: Row = {"entity": subject.sort, "id": subject.id, **({} if field is None else {"field": field})}
    asked |= {"hindsight": view.log.position()} if hindsight else {}
    shown = known if field is None else {field: known[field]}
    positions = dict.fromkeys(row["position"] for row in rows if row["position"] is not None)
    return {
        **coordinates(view, on),
        **asked,
        "fields": _fields(shown, last, walk),
        "acts": rows,
        **origins(view, positions, hindsight),
    }


def fields(view: View, entity: str, *, as_of: Day = None) -> list[Row]:
    """Only the `fields` of the answer: what holds of an entity on a day, and the effect that gave it."""
    on, subject = view.day(as_of), resolve(view, entity)
    walk = walking.walk(view, subject.group, on, walking.visible(view, walking.ever(view, subject.group)))
    return _fields(of_entity(subject, walk.state), owed(subject, walk), walk)


def _fields(shown: Mapping[str, Any], last: Mapping[str, Fact], walk: walking.Walk) -> list[Row]:
    return _expired([_field(name, value, last.get(name)) for name, value in shown.items()], walk)


def _field(name: str, value: Any, fact: Fact | None) -> Row:
    """One field of the answer with the effect that gave it; no effect when nothing recorded ever gave it."""
    if fact is None:
        return {"field": name, "value": value, "rule": None, "article": None, "act": None, "date": None}
    effect = fact.effect
    return {
        "field": name,
        "value": value,
        "rule": effect.name,
        "article": effect.article_on(fact.latest),
        "act": fact.act,
        "date": fact.words,
    }


def _expired(told: list[Row], walk: walking.Walk) -> list[Row]:
    """The status of a measure whose last day has passed is given by time alone."""
    state = walk.state
    if state.get("status") == "expired":
        for row in told:
            if row["field"] == "status":
                row |= {"rule": "measure.expired", "article": None, "act": state["act"], "date": state["since"]}
    return told


def _applied(subject: Entity, walk: walking.Walk, last: Mapping[str, Fact], field: str | None) -> list[Row]:
    """The effects that changed the entity or gave a field of it, up to the last that gave the field asked for.

    Of the status of a measure also up to the one that set its last day, without which it would read expired.
    """
    rows: list[Row] = []
    end = 0
    wanted = {"status", "until"} if (subject.sort, field) == ("measure", "status") else {field}
    ends = [fact for name, fact in last.items() if name in wanted]
    for step in walk.steps:
        changed = {name: (was, now) for (sort, name), was, now in step.changed if sort == subject.sort}
        gave = sorted(name for sort, name in given(kind_of(subject.group), step) if sort == subject.sort)
        if changed or gave:
            rows.append(_act(step.fact, "took-effect", _again(gave, changed, field), changed))
        if any(step.fact is fact for fact in ends):
            end = len(rows)
    return rows if field is None else rows[:end]


def _again(gave: Iterable[str], changed: Mapping[str, Any], field: str | None) -> str | None:
    """Why an effect is named that left the field asked for as it was, or without one left everything: it gave it."""
    same = [name for name in gave if name not in changed and (name == field or (field is None and not changed))]
    return f"It gives {', '.join(same)} anew, the same as before." if same else None


def _grounds(subject: Entity, walk: walking.Walk, on: str) -> list[Row]:
    """What an entity that depends on its zone is judged by: the act that says whose a plan is, on whatever day, and the
    zone's designations and cancellations."""
    if subject.sort == "zone":
        return []
    bound = [] if walk.binder is None else [_act(walk.binder, "ground", "it says which zone the plan belongs to", {})]
    facts = [f for f in walk.life.facts if f.earliest <= on and f.rank in (DESIGNATED, CANCELLED)]
    return bound + [_act(fact, "ground", "what depends on the zone is judged by this", {}) for fact in facts]


def _act(
    fact: Fact, outcome: str, why: str | None, changed: Mapping[str, tuple[Any, Any]], rule: Row | None = None
) -> Row:
    return {
        "act": fact.act,
        "effect": fact.index,
        "is": fact.effect.name,
        "date": fact.words or None,
        "outcome": outcome,
        "why": why,
        "changed": {name: {"before": was, "after": now} for name, (was, now) in changed.items()},
        "rule": rule["rule"] if rule else None,
        "article": (rule["article"] if rule else fact.effect.article_on(fact.latest or dates.LAST_DAY)) or None,
        "earliest": fact.earliest or None,
        "latest": fact.latest or None,
        "position": fact.position,
    }


# What was not applied, and why


def _not_applied(
    view: View, subject: Entity, walk: walking.Walk, own: list[walking.Kept], undated: list[walking.Kept], on: str
) -> Iterator[Row]:
    """What the versions that stand say and the state does not have. own, undated: the effects on the entity."""
    for step in walk.steps:
        if step.conflict is not None and step.fact.effect.entity == subject.sort:
            rule = {"rule": step.conflict.rule, "article": step.conflict.article}
            yield _act(step.fact, "conflict", step.conflict.message, {}, rule)
    told_of_later = False
    for fact in walking.visible(view, own):
        if fact.latest <= on:
            continue
        if fact.earliest <= on:
            first, last = fact.earliest, fact.latest
            why = f"It happened between {first} and {last} ({fact.words}): certain only from {last}."
            yield _act(fact, "possible", why, {})
        elif (reached := _reached(_body(view, fact.position), on)) is not None:
            yield _act(fact, "pending", f"{reached}; it takes effect on {fact.words}, after {on}.", {})
        elif not told_of_later:
            told_of_later = True
            yield _act(fact, "later", f"It takes effect on {fact.words}, after {on}.", {})
    for fact in walking.visible(view, undated):
        yield _without_a_day(view, fact, on)


def _body(view: View, position: int) -> Mapping[str, Any]:
    body: Mapping[str, Any] = read(view.line(position))["body"]
    return body


def _reached(body: Mapping[str, Any], on: str) -> str | None:
    """The legal dates of an act that are reached by the day, in words (`decided 2024-06-21`); None when none is."""
    begun = first_reached(body)
    if begun is None or begun > on:
        return None
    names = [name for name in KINDS[body["kind"]].dates if name in body and dates.read(body[name]).latest <= on]
    return ", ".join(f"{name} {body[name]}" for name in names)


def _undated(view: View, subject: Entity) -> list[walking.Kept]:
    """The effects on an entity, in every version of every act, whose day nobody knows: as facts without one."""
    query = (
        "SELECT known_from, known_to, idx, entry FROM ahead WHERE grp = ? AND sort IN ('pending', 'undated') "
        "AND json_extract(entry, '$.effective') IS NULL ORDER BY known_from, idx"
    )
    found = []
    for position, known_to, index, text in view.rows(query, (subject.group,)).fetchall():
        entry = orjson.loads(text)
        if entity_of(entry) == subject.sort:
            effect = _body(view, position)["effects"][index]
            place = ("", "", 0, RANK[subject.sort, entry["is"]], position, index, position)
            found.append(walking.Kept(Fact(*place, entry["act"], "", effect), known_to))
    return found


def _without_a_day(view: View, fact: Fact, on: str) -> Row:
    """An effect whose day nobody knows: pending once something of its act has happened."""
    body = _body(view, fact.position)
    if (reached := _reached(body, on)) is not None:
        return _act(fact, "pending", f"{reached}; the day on which it takes effect is not known.", {})
    date = fact.data.get("at", KINDS[body["kind"]].effective)
    why = f"It has no date {date}, on which it takes effect."
    if first_reached(body) is not None:
        why = f"Nothing had happened by {on}, and it has no date {date}."
    return _act(fact, "undated", why, {})


def _superseded(view: View, own: Iterable[walking.Kept]) -> Iterator[Row]:
    """What an earlier version said and the version that stands does not: corrected or withdrawn, why and by whom.

    By the event that took it back: a correction of something else leaves it in the next version as it was.
    """
    said = {(fact.position, _content(fact)) for fact, _ in own}
    now = {_content(fact) for fact in walking.visible(view, own)}
    for fact, known_to in own:
        content = _content(fact)
        if known_to <= view.position and content not in now and (known_to, content) not in said:
            word, how = _taken_back(view, known_to)
            yield _act(fact, word, f"It was {how}", {})


def _superseded_since(view: View, own: Iterable[walking.Kept]) -> Iterator[Row]:
    """What the version that stood at the position asked says and the one that stands today does not, by the event that
    took it back, of which nobody knew then."""
    from ..projections.schema import OPEN

    until = {(fact.position, _content(fact)): known_to for fact, known_to in own}
    now = {_content(fact) for fact, known_to in own if known_to == OPEN}
    for fact in walking.visible(view, own):
        content, ceased = _content(fact), fact.position
        if content not in now:
            while (ceased, content) in until:  # the next version said so still
                ceased = until[ceased, content]
            word, how = _taken_back(view, ceased)
            yield _act(fact, word, f"At #{view.position} nobody knew that it was {how}", {})


def _taken_back(view: View, position: int) -> tuple[str, str]:
    """What an event did to what its act had said, in a word, and with by whom and why."""
    event = view.log.event(position)
    line = read(event.line)
    word = "withdrawn" if event.topic == "withdrawal" else "corrected"
    return word, f"{word} by #{position}, recorded by {line.get('recorded_by')}: {line.get('reason')}"


def _unknown_then(view: View, own: Iterable[walking.Kept]) -> Iterator[Row]:
    """What the register knows today and did not know at the position asked, and since which event it does."""
    from ..projections.schema import OPEN

    before = {(known_to, _content(fact)): fact.position for fact, known_to in own}
    now = {_content(fact) for fact in walking.visible(view, own)}
    for fact, known_to in own:
        if fact.position > view.position and known_to == OPEN and (content := _content(fact)) not in now:
            since = fact.position
            while (since, content) in before:  # the version before said so already
                since = before[since, content]
            why = f"It was recorded as #{since} at {view.log.recorded_at(since)}; at #{view.position} nobody knew."
            yield _act(fact, "not-known-then", why, {})


def _content(fact: Fact) -> tuple[Any, ...]:
    """A fact without the version it is read from."""
    return (*fact[:3], fact.rank, fact.act, fact.index, repr(sorted(fact.data.items())))
