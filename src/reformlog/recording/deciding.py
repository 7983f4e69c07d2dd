"""Deciding what an entry becomes: the next event of its act, or the answer that it is there already, or a refusal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any, NamedTuple

import orjson

from ..errors import Refused, Stale
from ..events.door import canonical
from ..events.meant import shown
from ..events.periods import one_name
from ..events.streams import is_act, sort_of_stream
from ..log import Draft
from ..log.lines import read
from ..projections.history import Versions
from ..queries.known import Acts
from .admitting import TOPICS, Admitted


class Outcome(NamedTuple):
    """What became of an entry. new: False when it was there already. superseded: position of a later one, or None.

    withdrawn: whether that later one took the act back, so that it is recorded but does not count.
    """

    position: int
    act: str
    event: str
    new: bool
    superseded: int | None = None
    withdrawn: bool = False

    @property
    def told(self) -> str:
        """What is said of an entry that was there already."""
        if self.withdrawn:
            anew = f"to record it anew: {anew_from_log(self.act)}"
            return f"{self.act}: already recorded as #{self.position}, and withdrawn by #{self.superseded}; {anew}"
        since = f" (since corrected by #{self.superseded})" if self.superseded else ""
        return f"{self.act}: already recorded as #{self.position}{since}."


class Version(NamedTuple):
    """A version of an act, recorded or about to be."""

    position: int
    topic: str
    line: Mapping[str, Any]

    @property
    def body(self) -> bytes | None:
        """The bytes by which it is compared; None for a withdrawal."""
        return canonical(self.line["body"]) if "body" in self.line else None


class Streams:
    """The versions of the acts of a batch: those of the log, and those of the batch as they come.

    known: the acts of the log, of which one may be meant by an id that nothing has.
    """

    def __init__(self, versions: Versions, position: int, known: Acts):
        self.versions = {
            act: [Version(at, topic, read(raw)) for at, _, topic, raw in rows] for act, rows in versions.items()
        }
        self.position, self.known = position, known
        self.drafts: list[Draft] = []

    def has(self, act: str) -> bool:
        """Whether anything was recorded under an id, or is being recorded."""
        return act in self.versions or bool(self.known.log.versions(act))

    def add(self, entry: Admitted, topic: str, fields: Mapping[str, Any]) -> int:
        """Takes the next version of an act into the batch and returns the position it will have."""
        stream = self.versions.setdefault(entry.act, [])
        self.position += 1
        line = {**fields} if entry.body is None else {**fields, "body": entry.body}
        stream.append(Version(self.position, topic, line))
        self.drafts.append(Draft(entry.act, len(stream), topic, line))
        return self.position


def decide(entry: Admitted, streams: Streams, fields: Mapping[str, Any]) -> Outcome:
    """What an entry becomes: an event of the batch, or the answer that it is there. Refused or Stale otherwise."""
    stream = streams.versions.get(entry.act, [])
    if entry.sort == "act":
        return _record(entry, stream, streams, fields)
    if not stream:
        message = f"No act named {entry.act} is recorded; there is nothing to {entry.sort}."
        named = one_name(entry.act)
        hint = f"{entry.sort}: {named}" if named != entry.act else streams.known.asked(entry.act, streams.versions)
        raise Refused("act-unknown", message, hint, entry.where)
    if (made := _made_already(entry, stream)) is not None:
        return made
    last = stream[-1]
    if entry.sort == "withdraw" and last.body is None:
        if last.line.get("reason") == entry.reason:
            return _there(last, stream, entry)
        message = f"{entry.act} was withdrawn already by #{last.position} (reason: {last.line.get('reason')})."
        raise Refused("withdrawn-already", message, f"reformlog show {entry.act}", entry.where)
    if entry.sort == "correct" and last.body is not None and last.body == canonical(entry.body or {}):
        return _there(last, stream, entry)
    if entry.replaces is not None and entry.replaces > len(stream):
        raise Refused("version-unknown", *no_version(entry.act, entry.replaces, len(stream)), entry.where)
    if entry.replaces is not None and entry.replaces < len(stream):
        raise _stale(entry, stream)
    topic = TOPICS[entry.sort]
    own = {"reason": entry.reason} if entry.replaces is None else {"reason": entry.reason, "replaces": entry.replaces}
    position = streams.add(entry, topic, {**fields, **own})
    return Outcome(position, entry.act, _BECAME[entry.sort], new=True)


_BECAME = {"act": "recorded", "correct": "corrected", "withdraw": "withdrawn"}


def _there(version: Version, stream: Sequence[Version], entry: Admitted) -> Outcome:
    """The outcome of an entry that the log has already, as this version of its act, and what came of the act since."""
    last = stream[-1]
    later = None if last is version else last.position
    withdrawn = later is not None and last.body is None
    return Outcome(version.position, entry.act, _BECAME[entry.sort], new=False, superseded=later, withdrawn=withdrawn)


def _made_already(entry: Admitted, stream: Sequence[Version]) -> Outcome | None:
    """The outcome of a change that names the version it replaces and is the very one that replaced it; None otherwise.

    So whoever never heard that it was recorded can repeat it, whatever others made of the act since.
    """
    if entry.replaces is None or entry.replaces >= len(stream):
        return None
    made = stream[entry.replaces]
    body = None if entry.body is None else canonical(entry.body)
    if (made.topic, made.line.get("reason"), made.body) != (TOPICS[entry.sort], entry.reason, body):
        return None
    return _there(made, stream, entry)


def _record(entry: Admitted, stream: Sequence[Version], streams: Streams, fields: Mapping[str, Any]) -> Outcome:
    if not stream:
        assert entry.body is not None
        topic = sort_of_stream(entry.act) or entry.body["kind"]
        return Outcome(streams.add(entry, topic, fields), entry.act, "recorded", new=True)
    body = canonical(entry.body or {})
    for version in stream:
        if version.body == body:
            return _there(version, stream, entry)
    latest = next(version for version in reversed(stream) if version.body is not None)
    differences = _differences(latest, entry)
    if "recorded_at" not in stream[0].line:
        message = f"{entry.act} stands twice in this batch, the second time with another body; {differences}."
        raise Refused("id-used", message, f"Delete one, or choose another id: {entry.act}-2", entry.where)
    gone = "" if stream[-1].body is not None else f", and was withdrawn by #{stream[-1].position}"
    message = f"{entry.act} is recorded already as #{stream[0].position} with another body{gone}; {differences}."
    if entry.where is not None:  # the file that was appended
        again = f"reformlog correct {entry.act} FILE --reason …"
    else:
        again = anew_from_log(entry.act) if gone else f"reformlog correct {entry.act} --set FIELD=VALUE --reason …"
    hint = f"{'To record it anew' if gone else 'To correct it'}: {again}   {_another(entry, streams)}"
    raise Refused("id-used", message, hint.rstrip(), entry.where)


def anew_from_log(act: str) -> str:
    """What to type to bring back an act that was withdrawn, by somebody who has no file of it."""
    file = f"{act}.yaml" if is_act(act) else "statement.yaml"
    return f"reformlog show {act} -o {file}   Then: reformlog correct {act} {file} --reason …"


def _another(entry: Admitted, streams: Streams) -> str:
    """How what has the id of something else is recorded beside it; of a series or a period there is only one."""
    if is_act(entry.act):
        free = next(number for number in count(2) if not streams.has(f"{entry.act}-{number}"))
        return f"For another act: id: {entry.act}-{free}"
    if sort_of_stream(entry.act) != "remark":
        return ""
    target = entry.act.partition("#")[0]
    free = next(number for number in count(2) if not streams.has(f"{target}#{number}"))
    return f"For a second remark on it: {'--id ' if entry.where is None else 'id: '}{free}"


def _differences(version: Version, entry: Admitted) -> str:
    """The fields in which a recorded body and another differ, shortly."""
    old, new = version.line["body"], entry.body or {}
    fields = [key for key in {**old, **new} if old.get(key) != new.get(key)]
    changes = "; ".join(f"{key}: {_short(old.get(key))} → {_short(new.get(key))}" for key in fields[:5])
    return f"they differ in {changes}" + ("" if len(fields) <= 5 else f"; … (+{len(fields) - 5})")


def _short(value: Any) -> str:
    if value is None:
        return "∅"
    return shown(value if isinstance(value, str) else orjson.dumps(value).decode())


def no_version(act: str, replaces: int, versions: int) -> tuple[str, str]:
    """What to say, and what to write instead, when there never was the version an entry replaces: nobody was first."""
    count = "one version" if versions == 1 else f"{versions} versions"
    return f"{act} has {count}; there is no version {replaces} to replace.", f"replaces: {versions}"


def _stale(entry: Admitted, stream: Sequence[Version]) -> Stale:
    first = stream[entry.replaces or 0]
    who, when = first.line.get("recorded_by", "another entry of this batch"), first.line.get("recorded_at", "now")
    message = (
        f"{entry.act} version {entry.replaces} was replaced first by #{first.position}, recorded by {who} at {when} "
        f"(reason: {first.line.get('reason')})."
    )
    hint = f"Look at it (reformlog show {entry.act}), then correct version {len(stream)}."
    return Stale("stale-version", message, hint, entry.where)
