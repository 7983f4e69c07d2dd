"""What can be asked of a register from Python, by the names of the commands; answers are models."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from functools import cache, partial, wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from .errors import Error, Usage
from .pausing import paused
from .queries.view import Day, Known, View

if TYPE_CHECKING:
    from .answers import Answer, ChronologyRow, Zone


P = ParamSpec("P")
T = TypeVar("T")
Q = TypeVar("Q", bound="Questions")


def in_words(method: Callable[Concatenate[Q, P], T]) -> Callable[Concatenate[Q, P], T]:
    """A method of which every failure is raised as a refusal that its store, its log or its rows are to blame for."""

    @wraps(method)
    def worded(register: Q, /, *args: P.args, **kwargs: P.kwargs) -> T:
        """What the method answers. A refusal goes through, and what nothing is to blame for as Python raises it."""
        try:
            return method(register, *args, **kwargs)
        except Error:
            raise
        except Exception as error:
            from traceback import clear_frames

            found = register.failure(error)
            if found is None:
                raise
            # A reader that was left half way, held by what is told of the failure, would keep a rebuild from the rows.
            clear_frames(error.__traceback__)
            raise found from error

    return worded


@cache
def _of_zone() -> tuple[Callable[[View, str, str], dict[str, Any] | None], Callable[[dict[str, Any]], Zone]]:
    """What finds the row of a zone on a day, and what makes a model of it.

    Kept once imported: to import again what is there takes an eighth of the instructions of the question.
    """
    from .answers import Zone, row
    from .queries.states import zone

    return zone, partial(row, Zone)


class Questions(ABC):
    """The questions of a register. as_of: the day asked about; as_known: the state of knowledge asked from.

    An answer is a model (`answers.Answer`) whose rows stand under the name of the question: `zones(…).zones`.
    A day is a date or `2024-06-21`, the day of the clock in Japan when None; a state of knowledge is what `view` takes.
    """

    @abstractmethod
    def view(self, as_known: Known = None) -> View:
        """The register as known at a position, a day, an instant or a checkpoint; the head when None."""

    @abstractmethod
    def now(self) -> str:
        """The instant as the log writes it."""

    @abstractmethod
    def first_position(self, known: Known) -> int:
        """The first position from a position, day or instant on, or after a checkpoint; head + 1 when nothing came."""

    @abstractmethod
    def failure(self, error: Exception) -> Error | None:
        """What a failure amounts to that nobody put into words; None for a fault of the program or of the call."""

    @in_words
    def ask(self, /, answer: str, as_known: Known = None, **asked: Any) -> dict[str, Any]:
        """`zones`, `plans`, `measures`, `uses`, `proposals` … as a plain dict (see `queries.states.states`).

        `measures` with a zone are its uses, as everywhere.
        """
        from .queries import states, tokens

        if answer == "measures" and asked.get("zone") is not None:
            answer = "uses"
        result = states.states(self.view(as_known), answer, **asked)
        axis = asked.get("axis", "effective")
        given = {"axis": None if axis == "effective" else axis, "include_possible": asked.get("include_possible")}
        command = "measures" if answer == "uses" else answer
        return tokens.with_token(result, command, {"as_of": result["as_of"], "zone": asked.get("zone"), **given})

    def zones(
        self,
        as_of: Day = None,
        as_known: Known = None,
        axis: str = "effective",
        include_possible: bool = False,
        zone: str | None = None,
    ) -> Answer:
        """All zones on a day."""
        return self._answer("zones", as_of, as_known, axis, include_possible, zone)

    def plans(
        self,
        as_of: Day = None,
        as_known: Known = None,
        axis: str = "effective",
        include_possible: bool = False,
        zone: str | None = None,
    ) -> Answer:
        """All plans on a day."""
        return self._answer("plans", as_of, as_known, axis, include_possible, zone)

    def measures(
        self,
        as_of: Day = None,
        as_known: Known = None,
        axis: str = "effective",
        include_possible: bool = False,
        zone: str | None = None,
    ) -> Answer:
        """The measures of the menu on a day, or the uses in one zone."""
        return self._answer("measures", as_of, as_known, axis, include_possible, zone)

    def proposals(
        self,
        as_of: Day = None,
        as_known: Known = None,
        axis: str = "effective",
        include_possible: bool = False,
        zone: str | None = None,
    ) -> Answer:
        """All proposals and calls on a day."""
        return self._answer("proposals", as_of, as_known, axis, include_possible, zone)

    @in_words
    @paused
    def _answer(
        self, name: str, as_of: Day, as_known: Known, axis: str, include_possible: bool, zone: str | None
    ) -> Answer:
        from . import answers

        result = self.ask(name, as_known, as_of=as_of, axis=axis, include_possible=include_possible, zone=zone)
        return answers.of(result)

    @in_words
    def zone(self, zone: str, as_of: Day = None, as_known: Known = None) -> Zone | None:
        """The row of one zone on a day, or None when nothing is known of it then."""
        row_on, model = _of_zone()
        view = self.view(as_known)
        row = row_on(view, zone, view.day(as_of))
        return None if row is None else model(row)

    @in_words
    @paused
    def chronology(self, *zones: str, worded: bool = False, as_known: Known = None) -> list[ChronologyRow]:
        """The bare rows of a chronology, of all acts when no zone is named."""
        from . import answers
        from .queries import chronology

        if not all(isinstance(zone, str) for zone in zones):
            raise Usage("zone-form", "Each zone is named by its id.", 'chronology("miyagi-kumamoto", "okinawa")')
        return answers.rows(answers.ChronologyRow, chronology.rows_of(self.view(as_known), zones, worded=worded))

    @in_words
    @paused
    def diff(
        self,
        start: Day = None,
        end: Day = None,
        *,
        as_of: Day = None,
        as_known: Known = None,
        known: Sequence[Known] | None = None,
        zone: str | None = None,
    ) -> Answer:
        """What changed between two days; or, with `known=(K1, K2)` and `as_of`, what was learned about one day.

        zone: only what is this zone's, its policy's, its plans' and its uses'.
        """
        from . import answers
        from .queries import diff, tokens
        from .queries.diff import one_zone

        between = None if start is None else f"{start}..{end or 'today'}"
        diff.refuse_mixed(between, as_of, None if known is None else "..".join(map(str, known)), as_known)
        if known is None:
            view = self.view(as_known)
            result = diff.diff(view, start, end)
        else:
            if len(known) != 2:
                raise Usage("range-form", f"{known} are not two states of knowledge.", "known=(57, 72)")
            earlier, later = known
            first = as_of if start is None else start
            view = self.view(later)
            result = diff.diff(view, first, first if end is None else end, self.view(earlier))
        if zone is not None:
            result = one_zone.of_zone(view, result, zone)
        a, b = result["from"], result["to"]
        asked = {"days": f"{a['as_of']}..{b['as_of']}"} if start is not None else {"as_of": b["as_of"]}
        asked |= {} if known is None else {"known": f"{a['position']}..{b['position']}"}
        asked |= {} if zone is None else {"zone": zone}
        return answers.of(tokens.with_token(result, "diff", asked))

    @in_words
    def explain(
        self, entity: str, field: str | None = None, as_of: Day = None, as_known: Known = None, hindsight: bool = False
    ) -> Answer:
        """Why something is so, and why not otherwise: rule, acts applied and not, sources, places in the log."""
        from .queries import explain

        result = explain.explain(self.view(as_known), entity, field, as_of=as_of, hindsight=hindsight)
        return self._with_token("explain", result, {"entity": entity, "field": field, "as_of": result["as_of"]})

    @in_words
    def blame(self, entity: str, as_of: Day = None, as_known: Known = None) -> Answer:
        """For each field who said so: act, legal date, recorded when and by whom, source."""
        from .queries import blame

        result = blame.blame(self.view(as_known), entity, as_of=as_of)
        return self._with_token("blame", result, {"entity": entity, "as_of": result["as_of"]})

    @in_words
    def due(self, start: Day = None, end: Day = None, since: Known = None, as_known: Known = None) -> Answer:
        """What time alone did between two days, and what is pending, foreseen and overdue. since: see `looked`."""
        from .queries import due

        position, day = self.looked(since)
        result = due.due(self.view(as_known), day if start is None else start, end, since=position)
        return self._with_token("due", result, {"start": result["from"], "end": result["to"], "since": position})

    def looked(self, since: Known) -> tuple[int | None, str | None]:
        """How far the log went when somebody last looked, and the day that was; None where it is that of the position.

        Of a day alone nothing counts as seen: whoever looked at noon has not seen the evening.
        """
        from .queries.view import day_named, position_named

        position = None if since is None else position_named(str(since).strip())
        if since is None or position is not None:
            return position, None  # which the question itself holds to the log
        day, whole = day_named(since, self.now())
        return (self.first_position(since) - 1 if whole else self.view(since).position), day

    @in_words
    def audit(self, zone: str | None = None, as_of: Day = None, as_known: Known = None) -> Answer:
        """The statutory steps of the zones, sources, numbers and gaps; `open` counts what needs an answer."""
        from .queries import audit

        result = audit.audit(self.view(as_known), zone, as_of=as_of)
        return self._with_token("audit", result, {"zone": zone, "as_of": result["as_of"]})

    @in_words
    def replay(self, start: Day = None, end: Day = None, as_known: Known = None) -> Answer:
        """History act by act, with what each changed."""
        from .queries import replay

        result = replay.replay(self.view(as_known), start, end)
        asked = {"start": result["from"], "end": result["to"]} if start is not None else {"end": result["to"]}
        return self._with_token("replay", result, asked)

    @staticmethod
    def _with_token(command: str, result: dict[str, Any], asked: dict[str, Any]) -> Answer:
        from . import answers
        from .queries import tokens

        return answers.of(tokens.with_token(result, command, asked))

    @in_words
    def check(self) -> Answer:
        """What a person should look at; `findings` is empty when all is well."""
        from . import answers

        return answers.of(self.checked())

    @in_words
    def checked(self) -> dict[str, Any]:
        """What `check` finds, as a plain dict: in the record, and of quotes in the documents kept beside it."""
        from .intake.quotes import quotes
        from .queries import check, tokens

        view = self.view()
        answer = check.check(view)
        return tokens.with_token({**answer, "findings": [*answer["findings"], *quotes(view)]}, "check", {})
