"""The register from Python: open a log, append, ask; the same things by the same names as on the command line."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from types import TracebackType
from typing import TYPE_CHECKING, Any

from . import custody, folders
from .dates.clock import as_written
from .errors import Error, Refused, Usage, shell_word
from .log import Head, Log, on_server, open_log, open_or_create, refuse_misspelt
from .pausing import paused, swept
from .projections.store import Progress, Projection
from .queries import view as views
from .queries.view import Known, View
from .questions import Questions, in_words
from .recording.terms import NO_REASON, Terms

if TYPE_CHECKING:
    from .answers import Answer
    from .recording.admitting import Admitted
    from .recording.deciding import Outcome
    from .recording.record import Show

Clock = Callable[[], datetime.datetime]


def utc_now() -> datetime.datetime:
    """The clock of the machine."""
    return datetime.datetime.now(datetime.UTC)


def user() -> str:
    """Who records when nobody is named: REFORMLOG_USER, else the login name."""
    return os.environ.get("REFORMLOG_USER") or _login()


@cache
def _login() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"


class Register(Questions):
    """An open register: its log and the rows worked out from it. One thread at a time; close it, or use it in a `with`.

    What it is asked stands in `Questions`. Every method raises `errors.Error` in plain words.
    """

    def __init__(self, log: Log, projection: Projection, clock: Clock = utc_now):
        self.log, self.projection, self._clock = log, projection, clock
        self.pinned: int | None = None  # what counts as the head when it is asked again what was asked then
        self.checkpoints = custody.folder(log)
        self._watched: int | None = None
        self.local: tuple[str, str] | None = None  # the log that is not asked, and when the rows were last current

    def now(self) -> str:
        """The instant as the log writes it."""
        return as_written(self._clock())

    @property
    def head(self) -> Head:
        """How far the log goes: position, recorded_at, root."""
        return self.log.head()

    @in_words
    def view(self, as_known: Known = None, progress: Progress | None = None) -> View:
        """The register as known at a position, a day, an instant or a checkpoint; the head when None.

        What was known at a position the rows go to never changes, so the log is not asked how far it goes by now.
        """
        if type(as_known) is int and as_known >= 0 and self.pinned is None and self.projection.holds(as_known):
            return View(self.projection.lines, self.projection, as_known, self._clock)
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

    def failure(self, error: Exception) -> Error | None:
        """See `custody.causes`."""
        from .custody.causes import cause

        return cause(error, self.log, self.projection)

    def first_position(self, known: Known) -> int:
        """The first position from a position, day or instant on, or after a checkpoint; head + 1 when nothing came."""
        lines = self.projection.lines
        return views.first(lines, lines.position(), known, self.now(), self._checkpoint_size)

    def _checkpoint_size(self, text: str) -> int | None:
        """The size a checkpoint file names, after holding its root against the log; None when it is no file."""
        if not folders.is_file(text):
            return None
        from .proof import checkpoints, notes

        checkpoint = checkpoints.read_unverified(folders.bytes_of(text, notes.MAX_BYTES), self.log.origin)
        if checkpoint.size <= self.log.position() and self.log.root(checkpoint.size) != checkpoint.root:
            message = f"The checkpoint {text} is not of this history: at size {checkpoint.size} the roots differ."
            raise Refused("checkpoint-foreign", message, f"reformlog verify --checkpoint {shell_word(text)}")
        return checkpoint.size

    # Recording

    @in_words
    @swept
    def record(
        self,
        entries: Iterable[Admitted],
        terms: Terms = NO_REASON,
        *,
        rehearse: Show | None = None,
        told: Callable[[list[Outcome]], object] | None = None,
    ) -> list[Outcome]:
        """Records entries that have passed the door, as one batch, and says what became of each.

        rehearse: looks at the rows as they would be, and nothing is recorded. told: gets what became of the entries,
        block by block, and the answer is empty, so that any number can be recorded in bounded memory. Raises Refused
        or Stale with everything that is refused.
        """
        from .recording.record import record

        self._watch()
        terms.refuse_blank()
        terms = terms._replace(recorded_by=terms.recorded_by or user())
        terms.refuse_unfit()
        outcomes: list[Outcome] = []
        told = told or outcomes.extend
        record(self.projection, entries, self.now, terms, told, rehearse=rehearse)
        return outcomes

    def _watch(self) -> None:
        """Refuses to go on from a log that is not the history of a checkpoint it is known by. Raises Damaged.

        Where the folder that was named cannot be read nothing is refused: `custody.unguarded` tells who records.
        """
        changed = custody.changed(self.checkpoints)
        if changed is not None and changed != self._watched and custody.unguarded(None) is None:
            from .custody import keeping

            keeping.watch(self.log, self.checkpoints)
            self._watched = changed

    @in_words
    @swept
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
        from .recording.admitting import of_trees

        trees = [entries] if isinstance(entries, Mapping) or hasattr(entries, "model_dump") else entries
        positions: list[int] = []
        self.record(
            of_trees(trees),
            Terms(recorded_by, accept_conflict, late_reason),
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

    # Keeping

    @in_words
    @paused
    def verify(
        self,
        *checkpoints: str | os.PathLike[str],
        keys: Iterable[str] = (),
        deep: bool = False,
        progress: Callable[[int], object] | None = None,
    ) -> Answer:
        """Reads every stored byte again and holds every known checkpoint against it; says what was and was not checked.

        checkpoints: files kept elsewhere. keys: verifier keys. deep: compares the rows with those worked out from zero.
        Raises Damaged naming the first bad position.
        """
        from . import answers
        from .custody import deep as rows
        from .custody import verifying
        from .proof import notes
        from .proof.keys import read_verifier

        given = [(os.fspath(name), folders.bytes_of(name, notes.MAX_BYTES)) for name in checkpoints]
        asked = verifying.Asked(given, [read_verifier(key) for key in keys], clock=self._clock)
        compare = (lambda: rows.compare(self.log, self.projection)) if deep else None
        report = verifying.verify(self.log, self.checkpoints, asked, compare, progress)
        if report.errors:
            raise report.failure()
        return answers.of(report.as_dict())

    @in_words
    @swept
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
    if create_log and origin is not None:
        from .custody.naming import refuse_unsignable

        refuse_unsignable(origin)
    log = open_or_create(name, origin) if create_log else open_log(name)
    try:
        return Register(log, Projection(log, projection or folders.projection_of(name)), clock)
    except BaseException:
        log.close()
        raise


def _kept_here(name: str, projection: str | None, clock: Clock) -> Register:
    """The register as it was last brought here. Usage when the log is a file, Refused when nothing was brought yet."""
    from .projections.local import open_local

    refuse_misspelt(name)
    if not on_server(name):
        raise Usage("local-file", f"{name} is a file, which is here already.", "Repeat the command without --local.")
    rows = open_local(projection or folders.projection_of(name))
    register = Register(rows.log, rows, clock)
    register.local = rows.log.name, rows.current()
    return register
