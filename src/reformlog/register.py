"""The register from Python: open a log, append, ask; the same things by the same names as on the command line."""

from __future__ import annotations

import datetime
import getpass
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from . import custody, folders, judging
from .errors import Error, Refused, Usage
from .log import Head, Log, not_misspelt, on_server, open_log, open_or_create
from .pausing import paused
from .projections.store import Progress, Projection
from .queries import view as views
from .queries.view import View

if TYPE_CHECKING:
    from .recording import Entry, Outcome

Clock = Callable[[], datetime.datetime]


def utc_now() -> datetime.datetime:
    """The clock of the machine."""
    return datetime.datetime.now(datetime.UTC)


def user() -> str:
    """Who records when nobody is named: REFORMLOG_USER, else the login name."""
    return os.environ.get("REFORMLOG_USER") or _login()


@cache
def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"


class Register:
    """An open register: its log and the rows worked out from it. One thread at a time; close it, or use it in a `with`.

    Answers of the methods named after commands are plain dicts, exactly what `--json` prints.
    """

    def __init__(self, log: Log, projection: Projection, clock: Clock = utc_now):
        self.log, self.projection, self._clock = log, projection, clock
        self.pinned: int | None = None  # the position that counts as the head for whoever asks again what was asked then
        self.checkpoints = custody.folder(log)
        self._watched: int | None = None
        self.local: tuple[str, str] | None = None  # the log that is not asked, and when the rows were last current

    def now(self) -> str:
        """The instant as the log writes it."""
        return self._clock().astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    @property
    def head(self) -> Head:
        """How far the log goes: position, recorded_at, root."""
        return self.log.head()

    def view(self, as_known: Any = None, progress: Progress | None = None) -> View:
        """The register as known at a position, a day, an instant or a checkpoint; the head when None."""
        head = self.projection.catch_up(progress)
        if self.log.remote:
            self.projection.was_current(self.now())
        if self.pinned is not None:
            head = min(head, self.pinned)
        if as_known is None:
            position = head
        elif type(as_known) is int and 0 <= as_known <= head:
            position = as_known
        else:
            position = views.resolve(self.projection.lines, head, as_known, self.now(), self._checkpoint_size)
        return View(self.projection.lines, self.projection, position, self._clock)

    def first_position(self, known: Any) -> int:
        """The first position recorded at or after a position, a day or an instant; beyond the head when none was."""
        lines = self.projection.lines
        return views.first(lines, lines.position(), known, self.now(), self._checkpoint_size)

    def _checkpoint_size(self, text: str) -> int | None:
        """The size a checkpoint file names, after holding its root against the log; None when it is no file."""
        if not Path(text).is_file():
            return None
        from .proof import checkpoints

        checkpoint = checkpoints.read_unverified(Path(text).read_bytes(), self.log.origin)
        if checkpoint.size <= self.log.position() and self.log.root(checkpoint.size) != checkpoint.root:
            message = f"The checkpoint {text} is not of this history: at size {checkpoint.size} the roots differ."
            raise Refused("checkpoint-foreign", message, f"reformlog verify --checkpoint {text}")
        return checkpoint.size

    # Recording

    @paused
    def record(
        self,
        entries: Iterable[Entry],
        accept_conflict: str | None = None,
        recorded_by: str | None = None,
        rehearse: bool = False,
        late_reason: str | None = None,
        show: Callable[[int, int], object] | None = None,
        told: Callable[[list[Outcome]], object] | None = None,
    ) -> list[Outcome]:
        """Records entries that have passed the door, as one batch, and says what became of each.

        rehearse: says what would become of each, and records nothing. late_reason: why something dated inside a closed
        period is recorded all the same. show, told: see `recording.stream`; with `told` the answer is empty, so that any
        number of entries can be recorded in bounded memory.
        """
        from . import recording

        self._watch()
        if accept_conflict is not None and not accept_conflict.strip():
            raise Usage("reason-missing", "--accept-conflict needs a reason.", '--accept-conflict "reason"')
        if late_reason is not None and not late_reason.strip():
            raise Usage("reason-missing", "--late-reason needs a reason.", '--late-reason "reason"')
        fields = {"recorded_by": recorded_by or user(), "accepted": accept_conflict, "late": late_reason}
        judge = judging.conflicts_refused if accept_conflict is None else judging.conflicts_accepted
        return recording.record(self.log, self.projection, entries, self.now, fields, judge, rehearse, show, told)

    def _watch(self) -> None:
        """Refuses to go on from a log that ends before a checkpoint it is known by, or is another history. Raises Damaged."""
        changed = custody.changed(self.checkpoints)
        if changed is not None and changed != self._watched:
            from .custody import known

            known.watch(self.log, self.checkpoints)
            self._watched = changed

    @paused
    def append(
        self,
        entries: Any,
        accept_conflict: str | None = None,
        recorded_by: str | None = None,
        late_reason: str | None = None,
    ) -> list[int]:
        """Records one entry or an iterable of them (dicts as in an act file, or models): all or nothing.

        Returns the position of each entry, also of those that were there already. Raises Refused with everything found.
        """
        from . import recording

        trees = [entries] if isinstance(entries, Mapping) or hasattr(entries, "model_dump") else entries
        positions: list[int] = []
        self.record(
            recording.read_first(recording.admitted((tree, None) for tree in trees)),
            accept_conflict,
            recorded_by,
            late_reason=late_reason,
            told=lambda outcomes: positions.extend([outcome.position for outcome in outcomes]),
        )
        return positions

    def correct(
        self,
        act: str,
        body: Any,
        reason: str,
        replaces: int | None = None,
        accept_conflict: str | None = None,
        recorded_by: str | None = None,
        late_reason: str | None = None,
    ) -> int:
        """Replaces the whole body of an act: it was never so. Returns the position of the correction."""
        tree = {"correct": act, "act": _tree(body), "reason": reason, "replaces": replaces}
        return self.append(tree, accept_conflict, recorded_by, late_reason)[0]

    def withdraw(
        self,
        act: str,
        reason: str,
        replaces: int | None = None,
        accept_conflict: str | None = None,
        recorded_by: str | None = None,
        late_reason: str | None = None,
    ) -> int:
        """Takes an act back: it never happened. Returns the position of the withdrawal."""
        tree = {"withdraw": act, "reason": reason, "replaces": replaces}
        return self.append(tree, accept_conflict, recorded_by, late_reason)[0]

    # Asking: the plain dicts

    def ask(self, answer: str, as_known: Any = None, **asked: Any) -> dict[str, Any]:
        """`zones`, `plans`, `measures`, `uses`, `proposals` … as a plain dict (see `queries.states.states`)."""
        from .queries import states, tokens

        found = states.states(self.view(as_known), answer, **asked)
        along = asked.get("along", "effective")
        given = {"axis": None if along == "effective" else along, "include_possible": asked.get("include_possible")}
        command = "measures" if answer == "uses" else answer
        return tokens.stamped(found, command, {"as_of": found["as_of"], "zone": asked.get("zone_id"), **given})

    # Asking: the models

    def zones(self, as_of: Any = None, as_known: Any = None, axis: str = "effective", include_possible: bool = False, zone: str | None = None) -> Any:
        """All zones on a day."""
        return self._answer("zones", as_of, as_known, axis, include_possible, zone)

    def plans(self, as_of: Any = None, as_known: Any = None, axis: str = "effective", include_possible: bool = False, zone: str | None = None) -> Any:
        """All plans on a day."""
        return self._answer("plans", as_of, as_known, axis, include_possible, zone)

    def measures(self, as_of: Any = None, as_known: Any = None, axis: str = "effective", include_possible: bool = False, zone: str | None = None) -> Any:
        """The measures of the menu on a day, or the uses in one zone."""
        return self._answer("measures" if zone is None else "uses", as_of, as_known, axis, include_possible, zone)

    def proposals(self, as_of: Any = None, as_known: Any = None, axis: str = "effective", include_possible: bool = False, zone: str | None = None) -> Any:
        """All proposals and calls on a day."""
        return self._answer("proposals", as_of, as_known, axis, include_possible, zone)

    @paused
    def _answer(self, name: str, as_of: Any, as_known: Any, axis: str, include_possible: bool, zone: str | None) -> Any:
        from . import answers

        found = self.ask(name, as_known, as_of=as_of, along=axis, include_possible=include_possible, zone_id=zone)
        return answers.of(found)

    def zone(self, zone: str, as_of: Any = None, as_known: Any = None) -> Any:
        """The row of one zone on a day, or None when nothing is known of it then."""
        from . import answers
        from .queries import states

        view = self.view(as_known)
        row = states.zone(view, zone, views.day(as_of, view.today))
        return None if row is None else answers.row("zones", row)

    @paused
    def chronology(self, *zones: str, worded: bool = False, as_known: Any = None) -> Any:
        """The bare rows of a chronology."""
        from . import answers
        from .queries import chronology

        return answers.rows("rows", chronology.rows_of(self.view(as_known), zones, worded=worded))

    @paused
    def diff(
        self,
        start: Any = None,
        end: Any = None,
        *,
        as_of: Any = None,
        as_known: Any = None,
        known: Sequence[Any] | None = None,
    ) -> Any:
        """What changed between two days; or, with `known=(K1, K2)` and `as_of`, what was learned about one day."""
        from . import answers
        from .queries import diff, tokens

        if known is None:
            found = diff.diff(self.view(as_known), start, end)
        else:
            before, after = self.view(known[0]), self.view(known[1])
            first = as_of if start is None else start
            found = diff.diff(after, first, first if end is None else end, before)
        a, b = found["from"], found["to"]
        asked = {"days": f"{a['as_of']}..{b['as_of']}"} if start is not None else {"as_of": b["as_of"]}
        asked |= {} if known is None else {"known": f"{a['position']}..{b['position']}"}
        return answers.of(tokens.stamped(found, "diff", asked))

    def explain(
        self, entity: str, field: str | None = None, as_of: Any = None, as_known: Any = None, hindsight: bool = False
    ) -> Any:
        """Why something is so, and why not otherwise: rule, acts applied and not, sources, places in the log."""
        from .queries import explain

        found = explain.explain(self.view(as_known), entity, field, as_of=as_of, hindsight=hindsight)
        return self._told("explain", found, {"entity": entity, "field": field, "as_of": found["as_of"]})

    def blame(self, entity: str, as_of: Any = None, as_known: Any = None) -> Any:
        """For each field who said so: act, legal date, recorded when and by whom, source."""
        from .queries import blame

        found = blame.blame(self.view(as_known), entity, as_of=as_of)
        return self._told("blame", found, {"entity": entity, "as_of": found["as_of"]})

    def due(self, start: Any = None, end: Any = None, since: int | None = None, as_known: Any = None) -> Any:
        """What time alone did between two days, and what is pending, foreseen and overdue."""
        from .queries import due

        found = due.due(self.view(as_known), start, end, since=since)
        return self._told("due", found, {"start": found["from"], "end": found["to"], "since": since})

    def audit(self, zone: str | None = None, as_of: Any = None, as_known: Any = None) -> Any:
        """The statutory steps of the zones, sources, numbers and gaps; `open` counts what needs an answer."""
        from .queries import audit

        found = audit.audit(self.view(as_known), zone, as_of=as_of)
        return self._told("audit", found, {"zone": zone, "as_of": found["as_of"]})

    def replay(self, start: Any = None, end: Any = None, as_known: Any = None) -> Any:
        """History act by act, with what each changed."""
        from .queries import replay

        found = replay.replay(self.view(as_known), start, end)
        asked = {"start": found["from"], "end": found["to"]} if start is not None else {"end": found["to"]}
        return self._told("replay", found, asked)

    @staticmethod
    def _told(command: str, found: dict[str, Any], asked: dict[str, Any]) -> Any:
        from . import answers
        from .queries import tokens

        return answers.of(tokens.stamped(found, command, asked))

    # Keeping

    def check(self) -> Any:
        """What a person should look at; `findings` is empty when all is well."""
        from . import answers

        return answers.of(self.checked())

    def checked(self) -> dict[str, Any]:
        """The same as a plain dict: the record itself, and the quotes in the documents kept beside it."""
        from .intake.quotes import quotes
        from .queries import check, tokens

        view = self.view()
        answer = check.check(view)
        return tokens.stamped({**answer, "findings": [*answer["findings"], *quotes(view)]}, "check", {})

    def verify(
        self,
        *checkpoints: str | os.PathLike[str],
        keys: Iterable[str] = (),
        deep: bool = False,
        progress: Callable[[int], object] | None = None,
    ) -> Any:
        """Reads every stored byte again and holds every known checkpoint against it; says what was and was not checked.

        checkpoints: files kept elsewhere. keys: verifier keys. deep: compares the rows with those worked out from zero.
        Raises Damaged naming the first bad position.
        """
        from . import answers
        from .custody import deep as rows
        from .custody import verifying
        from .proof.keys import read_verifier

        given = [(os.fspath(name), Path(name).read_bytes()) for name in checkpoints]
        asked = verifying.Asked(given, [read_verifier(key) for key in keys])
        compare = (lambda: rows.compare(self.log, self.projection)) if deep else None
        report = verifying.verify(self.log, self.checkpoints, asked, compare, progress)
        if report.errors:
            raise report.failure()
        return answers.of(report.as_dict())

    @paused
    def rebuild(self, progress: Progress | None = None) -> int:
        """Works the rows out from the log again; returns the position they go to."""
        return self.projection.rebuild(progress)

    def close(self) -> None:
        """Lets go of the files."""
        self.projection.close()
        self.log.close()

    def __enter__(self) -> Register:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def _tree(body: Any) -> Any:
    return body.model_dump(by_alias=True, exclude_unset=True, mode="json") if hasattr(body, "model_dump") else body


def open_register(
    path: str | os.PathLike[str],
    *,
    create_log: bool = False,
    origin: str | None = None,
    projection: str | None = None,
    local: bool = False,
    clock: Clock = utc_now,
) -> Register:
    """Opens a register. create_log: make the log when there is none. projection: where the rows are kept.

    local: of a log on a server, answer from what is kept here and do not ask the server; `register.local` says how old.
    """
    name = os.fspath(path)
    if local:
        return _kept_here(name, projection, clock)
    log = open_or_create(name, origin) if create_log else open_log(name)
    try:
        return Register(log, Projection(log, projection or folders.projection_of(name)), clock)
    except BaseException:
        log.close()
        raise


def _kept_here(name: str, projection: str | None, clock: Clock) -> Register:
    """The register as it was last brought here. Usage when the log is a file, Refused when nothing was brought yet."""
    from .projections.local import open_local

    not_misspelt(name)
    if not on_server(name):
        raise Usage("local-file", f"{name} is a file, which is here already.", "Repeat the command without --local.")
    rows = open_local(projection or folders.projection_of(name))
    register = Register(rows.log, rows, clock)
    register.local = rows.log.name, rows.current()
    return register
