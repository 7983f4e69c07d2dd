"""What a remark is about, an act, a statement or a finding of the audit by its key, and whether that is there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import orjson

from ..events.kinds import KINDS
from ..events.meant import nearest
from ..events.streams import is_act, sort_of_stream
from ..projections.schema import OPEN
from ..projections.shapes import ROWS
from ..projections.store import Projection
from ..rules.steps import PAPERS, RULES
from . import known
from .view import View

_COUNTED = re.compile(r"[0-9]+(,[0-9]+)*\Z")  # a year, the number of a source or a sitting, the areas of a use
_DATES = frozenset(date for kind in KINDS.values() for date in kind.dates)
_BODIES = re.compile(r"(council|wg|panel:.*|zone-council:(?P<zone>[^:]+)|subcommittee:(?P<own>[^:]+):.*)\Z")


class Lost(NamedTuple):
    """A remark on what is not there. message: why; hint: what may be meant."""

    message: str
    hint: str


def lost(view: View, target: str) -> Lost | None:
    """Why nothing is there that a remark could be about; None when it is there.

    A withdrawn act is there: what is said of it stands in the log as it does. Of a finding's key the rule must be one
    of the audit's, and every zone, act or other entity in it one that some act has named. Whether the finding stands
    today is not asked, for it may be answered for good.
    """
    rule, *rest = target.split("/")
    if not rest and (is_act(target) or sort_of_stream(target)) and not rule[:1].isupper():
        return None if _recorded(view, target) else _no_act(view, target, "A remark is about")
    if rule not in (rules := _rules()):
        meant = "/".join([rule.upper(), *rest])
        hint = f"Did you mean {meant}?" if rule.upper() in rules else f"Its rules: {', '.join(rules)}"
        message = f"The audit has no rule {rule}; {target} is the key of no finding."
        return Lost(message, f"{hint}   (keys of findings: reformlog audit --json)")
    missing = _first_unknown(view, rest)
    if missing is None:
        return None
    if missing[:1].isdigit() and "." in missing:
        return _no_act(view, missing, f"{target} is the key of a finding about")
    near = nearest(missing, known.zones(view.projection.connection), known.ALIKE)
    message = f"{target} is the key of no finding: no act or zone, nor anything else, is named {missing}."
    asked = f"Did you mean {target.replace(missing, near)}?   (" if near else "("
    return Lost(message, f"{asked}keys of findings: reformlog audit --json)")


def new(projection: Projection, since: int) -> list[tuple[str, str]]:
    """The remarks that were recorded after a position, without those that stood before: stream, what it is about."""
    query = (
        "SELECT stream, body FROM statement s WHERE stream > 'remark:' AND stream < 'remark;' AND known_from > ? "
        "AND known_to = ? AND NOT EXISTS (SELECT 1 FROM statement o WHERE o.stream = s.stream AND o.known_from <= ?)"
    )
    rows = projection.connection.execute(query, (since, OPEN, since))
    return [(stream, orjson.loads(body)["remark"]) for stream, body in rows]


def _rules() -> list[str]:
    return [*dict.fromkeys(rule.name for rule in RULES), *PAPERS]


def _recorded(view: View, act: str) -> bool:
    return any(event.position <= view.position for event in view.log.versions(act))


def _first_unknown(view: View, parts: Sequence[str]) -> str | None:
    """The first part of a key that names nothing; an id may have slashes of its own, so parts are tried together."""
    if not parts:
        return None
    lacking: str | None = parts[0]
    for count in range(1, len(parts) + 1):
        if _named(view, "/".join(parts[:count])):
            lacking = _first_unknown(view, parts[count:])
            if lacking is None:
                return None
    return lacking


def _named(view: View, name: str) -> bool:
    """Whether some act is named so or names it: a zone, a plan, a measure, a series of sittings; or it is a number or
    a date of acts."""
    if _COUNTED.match(name) or name in _DATES:
        return True
    if body := _BODIES.match(name):
        zone = body["zone"] or body["own"]
        return zone is None or _named(view, zone)
    fact = "SELECT 1 FROM fact WHERE grp = ? AND known_from <= ? LIMIT 1"
    if any(view.rows(fact, (f"{sort}:{name}", view.position)).fetchone() for sort in ROWS):
        return True
    return known.shown(view.projection.connection, name, view.position) or _recorded(view, name)


def _no_act(view: View, act: str, why: str) -> Lost:
    """An id that no act has, with those most like it."""
    return Lost(f"{why} {act}, and nothing of that name is recorded.", known.Acts(view.log, view.position).asked(act))
