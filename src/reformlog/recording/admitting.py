"""Admitting: what stands in an act file passes the door and becomes an entry, or is refused with all that is wrong."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple

from ..errors import Error, Refused, Where
from ..events.characters import unfitness
from ..events.door import MAX_REFUSALS, body_of
from ..events.periods import one_name
from ..events.refusals.entries import of_entry_key, without_act
from ..events.statements import sort_of, statement_of, stream_of
from ..events.streams import is_act, sort_of_stream
from ..log import Log
from ..text import ordinal, position_of

READ_AHEAD = 2_000  # entries that are read before the log is locked for them
TOPICS = {"correct": "correction", "withdraw": "withdrawal"}


class Admitted(NamedTuple):
    """An entry that has passed the door. sort: `act`, `correct` or `withdraw`. body: None for a withdrawal.

    act: the stream it belongs to: an act's id, or that of a statement (`remark:…`, `close:2024-09`); of a change that
    names a position (`#57`) that, until the log is asked whose it is: `at_position`. parts: the places in the file of
    what such a correction holds, which is validated only then; else None.
    """

    sort: str
    act: str
    body: dict[str, Any] | None
    reason: str | None = None
    replaces: int | None = None
    where: str | None = None
    parts: Where | None = None


def admit(tree: Any, where: Where | None = None) -> Admitted:
    """One entry of an act file, validated. Raises Refused with everything that is wrong with it."""
    place = where(()) if where else None
    try:
        return _entry(tree, where, place)
    except RecursionError:  # only from Python: files are read to a depth
        message = "Lists and fields stand too deep inside one another, or within themselves; no act is like that."
        raise Refused("too-deep", message, "Look at how the entry is made.", place) from None
    except ValueError as error:
        if "integer string conversion" not in str(error):
            raise
        message = "A number in the entry has thousands of digits; no act has one."
        raise Refused("not-a-number", message, "Look at how the entry is made.", place) from None


def _entry(tree: Any, where: Where | None, place: str | None) -> Admitted:
    if isinstance(tree, Mapping):
        for sort in TOPICS:
            if sort in tree:
                return _change(sort, tree, where, place)
        if said := sort_of(tree):
            statement = statement_of(tree, said, where)
            return Admitted("act", stream_of(statement), statement, where=place)
        if "kind" not in tree and (slip := of_entry_key(tree)) is not None:
            slip.where = place
            raise slip
    body = body_of(tree, where)
    return Admitted("act", body["id"], body, where=place)


def admitted(trees: Iterable[tuple[Any, Where | None]]) -> Iterator[Admitted]:
    """The entries of trees with their places, each as soon as it is read.

    Once an entry is refused, none is given any more: the rest is only read for what else is wrong, up to `MAX_REFUSALS`
    refusals. Raises Refused with all of them at the end.
    """
    found: list[Error] = []
    try:
        for tree, where in trees:
            try:
                entry = admit(tree, where)
            except Error as error:
                found += error.errors
                if len(found) >= MAX_REFUSALS:
                    break
            else:
                if not found:
                    yield entry
    except Error as error:  # what could not be read at all
        found += error.errors
    if found:
        raise Refused.many(found)


def of_trees(trees: Iterable[Any]) -> Iterator[Admitted]:
    """The entries of trees that stand in no file, as `read_first` gives them."""
    return read_first(admitted((tree, None) for tree in trees))


def read_first(entries: Iterator[Admitted]) -> Iterator[Admitted]:
    """The entries, the first `READ_AHEAD` of them read now: a batch of no more is not read under the log's lock.

    Raises what reading these raises.
    """
    return _one_by_one(deque(islice(entries, READ_AHEAD)), entries)


def _one_by_one(first: deque[Admitted], rest: Iterator[Admitted]) -> Iterator[Admitted]:
    while first:  # let go of each as it is given
        yield first.popleft()
    yield from rest


def _change(sort: str, tree: Mapping[str, Any], where: Where | None, place: str | None) -> Admitted:
    """A correction or withdrawal: whose act, why, and the version it replaces. Refused with all that is wrong."""
    act, body, replaces = tree[sort], None, _version(tree.get("replaces"))
    found = [*_unknown_fields(sort, tree), *_no_reason(sort, act, tree.get("reason"))]
    if replaces is not None and (type(replaces) is not int or replaces < 1):
        found.append(Refused("replaces-form", f"replaces: {replaces!r} is not the number of a version.", "replaces: 1"))
    if not isinstance(act, str) or not act:
        found.append(Refused("act-missing", f"{sort}: names no act.", f"{sort}: 2024-09-05.zone-policy"))
    if sort == "correct":
        try:
            body = _right_body(act, tree.get("act"), where)
        except Error as error:
            found += error.errors
    if found:
        for refusal in found:
            refusal.where = refusal.where or place
        raise Refused.many(found)
    parts = where if body is not None and _position(act) is not None else None
    return Admitted(sort, act, body, tree["reason"], replaces, place, parts)


def _version(given: Any) -> Any:
    """The number of a version, also where it is written as text; anything else as it is, to be refused."""
    return (ordinal(given) or given) if isinstance(given, str) else given


def _unknown_fields(sort: str, tree: Mapping[str, Any]) -> list[Error]:
    """The refusal of fields that no change has: an act only where it is corrected."""
    wanted = {sort, "reason", "replaces"} | ({"act"} if sort == "correct" else set())
    unknown = sorted(map(str, set(tree) - wanted))
    if not unknown:
        return []
    message = f"An entry with {sort}: has no field named {', '.join(unknown)}; it has {', '.join(sorted(wanted))}."
    return [Refused("field-unknown", message, f"{{{sort}: 2024-09-05.zone-policy, reason: …}}")]


def _no_reason(sort: str, act: Any, reason: Any) -> list[Error]:
    """The refusals of a reason that is none, or holds what cannot be kept."""
    if isinstance(reason, str) and reason.strip():
        return unfitness("reason", reason)
    message = f"A {TOPICS[sort]} needs a reason; {act} has none."
    return [Refused("reason-missing", message, "reason: 官報により日付を訂正")]


def _right_body(act: Any, body: Any, where: Where | None) -> Any:
    """The body an act should have had; as it was written where the act is named by a position, until the log has told
    its name (`at_position`)."""
    if body is None:
        raise without_act(act)
    if _position(act) is not None or not isinstance(act, str):
        return body
    right = _corrected(act, body, (lambda at: where(("act", *at))) if where else None)
    named = right["id"] if is_act(act) else stream_of(right)
    if named not in (act, one_name(act)):
        message = f"The correction of {act} holds an act named {named}; an id is never changed."
        raise Refused("id-changed", message, f"id: {act}")
    return right


def _position(act: Any) -> int | None:
    """The position by which a change names an act (`#57`); None for an id."""
    return position_of(act) if isinstance(act, str) else None


def at_position(entry: Admitted, log: Log) -> Admitted:
    """The entry by the id of its act, where it names the act by a position (`#57`); any other entry as it is."""
    position = _position(entry.act)
    if position is None:
        return entry
    head = log.position()
    if not 1 <= position <= head:
        raise Refused("no-position", f"There is no position {position}; the log goes to {head}.", None, entry.where)
    act = log.event(position).act
    if entry.body is None:
        return entry._replace(act=act)
    tree = {entry.sort: act, "act": entry.body, "reason": entry.reason, "replaces": entry.replaces}
    return _change(entry.sort, tree, entry.parts, entry.where)


def _corrected(act: str, body: Any, where: Where | None) -> dict[str, Any]:
    """The whole new body of an act or a statement; its id need not be written again."""
    sort = sort_of_stream(act)
    if sort is None:
        return body_of({"id": act, **body} if isinstance(body, Mapping) else body, where)
    if not isinstance(body, Mapping):
        return statement_of(body, sort, where)
    name = act.partition(":")[2]
    target, mark, own = name.rpartition("#")
    named = {"remark": target, "id": own} if sort == "remark" and mark and target else {sort: name}
    return statement_of({**named, **body}, sort, where)
