"""What the data of each address is: the answer of a query, as `--json` prints it, of one view and one day."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from contextlib import suppress
from typing import Any, NamedTuple

from ..errors import Usage
from ..queries import (
    abridged,
    audit,
    blame,
    check,
    chronology,
    diff,
    due,
    explain,
    history,
    known,
    search,
    states,
    tokens,
)
from ..queries.diff import one_zone
from ..queries.view import View, coordinates
from ..text import ordinal
from .addresses import Address, unknown
from .listing import Answer, all_acts, bounded, log_events

MAX_RESULTS = 200  # acts that a search lists, as `reformlog search` does

Ask = Callable[[View, str, Address], Answer]


class Subject(NamedTuple):
    """One sort of page. path: its parts, `*` for an id. ask: gives its data, of a view, an ISO day and its address.

    template: the file under `templates` that shows it. title: its heading, a key of `words.WORDS`; empty where the page
    has one of its own. command: the command that gives the same answer, with the parameters it takes from the address;
    empty when there is none. Usage is raised by `ask` for an id or a day that there is not.
    """

    path: tuple[str, ...]
    ask: Ask
    template: str = "answer.html"
    title: str = ""
    command: tuple[str, ...] = ()

    def told(self, view: View, day: str, address: Address, answer: Answer | None = None) -> Answer:
        """What is handed out under the address, in its format: the answer, and the token by which it is given again.

        answer: what `ask` gave, when it is at hand.
        """
        name = address.format or "json"
        shown = abridged.for_format(self.ask(view, day, address) if answer is None else answer, name)
        if not self.command:
            return dict(shown)
        command, *names = self.command
        values, output = _asked(view, day, address), {"format": name}
        output |= {"lang": address.lang} if address.lang != "ja" and name != "json" else {}
        return tokens.with_token(shown, command, {each: values[each] for each in names}, output)


def _asked(view: View, day: str, address: Address) -> dict[str, Any]:
    """What an address may ask for, by the names of the parameters of commands."""
    named, last = (address.page[1], address.page[-1]) if len(address.page) > 1 else ("", "")
    days = {"as_of": day, "start": last, "end": day, "days": f"{last}..{day}", "known": f"{last}..{view.position}"}
    asked = {"words": [address.field("q")], "everything": True, "zone": named, "zones": [named], "act": named}
    return {**days, **asked, "entity": f"zone:{named}" if address.page[:1] == ("zones",) else named}


def known_zone(view: View, zone: str) -> str:
    """The id of a zone that some act known to the view speaks of, or spoke of. Usage when none does."""
    if not known.is_zone(view, zone):
        raise Usage("zone-unknown", f"No act that is recorded speaks of a zone {zone[:120]}.")
    return zone


def _of_zone(name: str) -> Ask:
    def ask(view: View, day: str, address: Address) -> Answer:
        return states.states(view, name, as_of=day, zone=known_zone(view, address.page[1]))

    return ask


def _states(name: str) -> Ask:
    def ask(view: View, day: str, address: Address) -> Answer:
        return states.states(view, name, as_of=day)

    return ask


def _chronology(view: View, day: str, address: Address) -> Answer:
    return chronology.chronology(view, [known_zone(view, address.page[1])])


def _act(view: View, day: str, address: Address) -> Answer:
    return history.show(view, address.page[1])


def _since(view: View, day: str, address: Address) -> Answer:
    return _of_one(view, address, diff.diff(view, calendar_day(address.page[-1]), day))


def _learned(view: View, day: str, address: Address) -> Answer:
    earlier = view._replace(position=position(view, address.page[-1]))
    return _of_one(view, address, diff.diff(view, day, day, earlier))


def _of_one(view: View, address: Address, difference: Answer) -> Answer:
    """Of a difference what is the zone's on whose page it was asked for."""
    if address.page[0] != "zones":
        return difference
    return one_zone.of_zone(view, difference, known_zone(view, address.page[1]))


def calendar_day(text: str) -> str:
    """A day of an address. Usage when there is no such day."""
    with suppress(ValueError):
        if len(text) == 10:
            return datetime.date.fromisoformat(text).isoformat()
    raise Usage("day-unknown", f"There is no day {text[:40]}.")


def position(view: View, text: str) -> int:
    """A position of an address. Usage when the view does not go so far."""
    number = ordinal(text)
    if number is not None and number <= view.position:
        return number
    raise Usage("no-position", f"There is no position {text[:40]} up to {view.position}.")


def _explained(view: View, day: str, address: Address) -> Answer:
    return explain.explain(view, _entity(view, address), as_of=day)


def _blamed(view: View, day: str, address: Address) -> Answer:
    return blame.blame(view, _entity(view, address), as_of=day)


def _entity(view: View, address: Address) -> str:
    """What an explanation is of: the zone whose page leads to it, or anything else as the command line names it."""
    return f"zone:{known_zone(view, address.page[1])}" if address.page[0] == "zones" else address.page[1]


def _audit(view: View, day: str, address: Address) -> Answer:
    bounded(view, "reformlog audit --json")
    return audit.audit(view, as_of=day)


def _zone_audit(view: View, day: str, address: Address) -> Answer:
    bounded(view, f"reformlog audit --zone {address.page[1][:120]} --json")
    return audit.audit(view, known_zone(view, address.page[1]), as_of=day)


def _due(view: View, day: str, address: Address) -> Answer:
    return due.due(view, calendar_day(address.page[1]), day)


def _search(view: View, day: str, address: Address) -> Answer:
    words = address.field("q")
    if not words.strip() and address.format is None:
        return {**coordinates(view), "words": "", "found": 0, "results": []}
    return search.search(view, words, limit=MAX_RESULTS)


def _check(view: View, day: str, address: Address) -> Answer:
    bounded(view, "reformlog check --json")
    return check.check(view)


SUBJECTS: tuple[Subject, ...] = (
    Subject((), _states("zones"), "home.html", "map", ("zones", "as_of")),
    Subject(("zones",), _states("zones"), title="zones", command=("zones", "as_of")),
    Subject(("zones", "*"), _of_zone("zones"), "zone.html", command=("zones", "as_of", "zone")),
    Subject(("zones", "*", "chronology"), _chronology, title="chronology", command=("chronology", "zones")),
    Subject(("zones", "*", "plans"), _of_zone("plans"), title="plans", command=("plans", "as_of", "zone")),
    Subject(("zones", "*", "measures"), _of_zone("uses"), title="uses", command=("measures", "as_of", "zone")),
    Subject(("zones", "*", "audit"), _zone_audit, title="audit", command=("audit", "as_of", "zone")),
    Subject(("zones", "*", "explain"), _explained, title="explain", command=("explain", "as_of", "entity")),
    Subject(("zones", "*", "blame"), _blamed, title="blame", command=("blame", "as_of", "entity")),
    Subject(("explain", "*"), _explained, title="explain", command=("explain", "as_of", "entity")),
    Subject(("blame", "*"), _blamed, title="blame", command=("blame", "as_of", "entity")),
    Subject(("plans",), _states("plans"), title="plans", command=("plans", "as_of")),
    Subject(("measures",), _states("measures"), title="measures", command=("measures", "as_of")),
    Subject(("uses",), _states("uses"), title="uses"),
    Subject(("proposals",), _states("proposals"), title="proposals", command=("proposals", "as_of")),
    Subject(("bills",), _states("bills"), title="bills", command=("bills", "as_of")),
    Subject(("chronology",), all_acts, title="acts", command=("chronology",)),
    Subject(("log",), log_events, title="log", command=("log",)),
    Subject(("acts", "*"), _act, "act.html", command=("show", "act")),
    Subject(("since", "*"), _since, "difference.html", command=("diff", "days")),
    Subject(("learned", "*"), _learned, "difference.html", command=("diff", "known", "as_of")),
    Subject(("zones", "*", "since", "*"), _since, "difference.html", command=("diff", "days", "zone")),
    Subject(("zones", "*", "learned", "*"), _learned, "difference.html", command=("diff", "known", "as_of", "zone")),
    Subject(("search",), _search, "search.html", "search", ("search", "words")),
    Subject(("due", "*"), _due, title="due", command=("due", "start", "end")),
    Subject(("audit",), _audit, title="audit", command=("audit", "as_of", "everything")),
    Subject(("check",), _check, title="check"),
)


def subject(address: Address) -> Subject:
    """The sort of page an address asks for. Usage when there is none."""
    for subject in SUBJECTS:
        if len(subject.path) == len(address.page) and all(
            word in ("*", part) for word, part in zip(subject.path, address.page, strict=True)
        ):
            return subject
    raise unknown("/" + "/".join(address.page))
