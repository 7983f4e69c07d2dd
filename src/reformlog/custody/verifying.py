"""Is the log what it was? Every stored byte is read, every known checkpoint held against it, and the rest is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from .. import custody
from ..dates.clock import as_written
from ..errors import Damaged, Error
from ..log import Log, Progress, checking
from ..projections.unreadable import no_acts
from ..proof import checkpoints, policy
from ..proof.fields import base64_text
from ..proof.keys import Verifier
from ..proof.policy import Policy
from . import keeping
from .keeping import Kept

T = TypeVar("T")
Deep = Callable[[], str]
"""Compares the rows with the log, and says what was compared. Raises Damaged."""

_TAIL = "a tail cut off, another name, or all of it written anew: shows only against a checkpoint kept elsewhere"
_APART = timedelta(minutes=5)  # the clocks of two machines
_NAMED = 20  # lines that would not be recorded today, of which each is named
_GIVE = "--checkpoint FILE"
_OTHERS_SIGNED = ("note-unverified", "checkpoint-signer", "policy-log")  # a key of former years


class Asked(NamedTuple):
    """What to verify by.

    given: checkpoints from elsewhere, (name, bytes). keys: the log's verifier keys. policy: whose cosignatures are
    asked for, or None. start: the checkpoint up to which the lines need not be read again, or None. clock: what times
    still to come are told by.
    """

    given: Sequence[tuple[str, bytes]] = ()
    keys: Sequence[Verifier] = ()
    policy: Policy | None = None
    start: tuple[str, bytes] | None = None
    clock: Callable[[], datetime] = partial(datetime.now, UTC)


class Report:
    """What was checked, what was not, and what was found wrong, as `verify --json` prints it.

    coordinates: which log it is about, and how far it went; empty when none could be opened.
    """

    def __init__(self) -> None:
        self.coordinates: dict[str, Any] = {}
        self.checked: list[dict[str, str]] = []
        self.not_checked: list[dict[str, str]] = []
        self.errors: list[Error] = []
        self.unread: set[str] = set()  # checks that could not be made now, which says nothing of the log

    def done(self, what: str, found: str) -> None:
        """Something was checked and is right."""
        self.checked.append({"what": what, "found": found})

    def left(self, what: str, hint: str) -> None:
        """Something was not checked. hint: what to type so that it is."""
        self.not_checked.append({"what": what, "hint": hint})

    def attempt(self, what: str, check: Callable[[], str]) -> bool:
        """Run a check; whatever it raises makes the log not verified, and the next check is made all the same."""
        found = self.tried(check, what)
        if found is not None:
            self.done(what, found)
        return found is not None

    def tried(self, check: Callable[[], T], what: str = "") -> T | None:
        """What a check finds; None when it raised, which is then among the errors."""
        try:
            return check()
        except Error as error:
            if not any(isinstance(single, Damaged) for single in error.errors):
                self.unread.add(what)
            self.errors += [_as_damage(single) for single in error.errors]
            return None

    def failure(self) -> Error:
        """What was found wrong as one error that carries all of it."""
        first = self.errors[0]
        first.errors = list(self.errors)
        return first

    def as_dict(self) -> dict[str, Any]:
        """The report as plain data; `errors` only when there are any."""
        verdict: dict[str, Any] = {"verified": not self.errors}
        if self.errors:
            verdict["errors"] = [error.as_dict() for error in self.errors]
        return {**verdict, "checked": self.checked, "not_checked": self.not_checked, **self.coordinates}


def verify(
    log: Log, folder: Path | None, asked: Asked, deep: Deep | None = None, progress: Progress | None = None
) -> Report:
    """Read every stored byte of a log and hold every known checkpoint against it; the report has the verdict.

    folder: of the checkpoints beside the log, or None. deep: compares the rows too; without it the form of each line
    is not looked at either. Nothing is raised for what does not hold: it stands among the errors of the report.
    """
    report, start = Report(), 1
    if asked.start is not None:
        name, note = asked.start
        start = _prefix(log, report, Kept(name, note, outside=True), asked) + 1
    whole = report.attempt("lines", lambda: _lines(log, start, deep is not None, progress))
    best = _checkpoints(log, folder, report, asked)
    if deep is not None and whole:
        if report.attempt("projection", lambda: _worked_out(deep)):
            _say_what_is_no_act(log, report, start)
    else:
        rows = "the rows worked out from"
        what = f"{rows} the log" if deep else f"the form of each line, and {rows} them"
        before = "see first that the log can be read" if "lines" in report.unread else "bring back the log first"
        report.left(what, "--deep" if whole else before)
    if (unguarded := custody.unguarded(log)) is not None:
        report.left(f"whether this is an older copy of the log: {unguarded[0]}", unguarded[1])
    elif folder is not None and keeping.stamps(folder):
        report.left("time stamps", "reformlog timestamp check --root PEM")
    _say_what_is_left(log, report, asked, start, best)
    _say_what_is_ahead(log, report, asked.clock())
    report.coordinates = _coordinates(log, report)
    return report


def _coordinates(log: Log, report: Report) -> dict[str, Any]:
    """Which log at which position; only its name when its ledger cannot be believed."""
    if report.errors:
        return {"log": {"origin": log.origin}}
    head = log.head()
    known = {"position": head.position, "recorded_at": head.recorded_at}
    return {"as_known": known, "log": {"origin": log.origin, "root": base64_text(head.root)}}


def unreadable(error: Error) -> Report:
    """The report on a log that cannot even be opened: missing, empty, something else, or newer than this program."""
    report = Report()
    report.errors = [_as_damage(single) for single in error.errors]
    report.left("everything: there was nothing to read", "Name the log: --db FILE")
    return report


def _lines(log: Log, start: int, form: bool, progress: Progress | None) -> str:
    checked = checking.check_stored(log, start=start, form=form, progress=progress)
    many = f"positions {start} to {checked.position}" if checked.position >= start else f"none from {start} on"
    return f"{many}: leaves, root, versions, times, {'form, ' if form else ''}tables, triggers and indexes"


def _worked_out(deep: Deep) -> str:
    """What the comparison of the rows says. Damaged too where none can be worked out: the rest is told all the same."""
    try:
        return deep()
    except Error:
        raise
    except Exception as error:
        message = (
            f"No rows can be worked out from the log ({type(error).__name__}: {error}): an act says what none can."
        )
        raise Damaged("act-unreadable", message, "Bring back a backup of the log.") from error


def _checkpoints(log: Log, folder: Path | None, report: Report, asked: Asked) -> int:
    """Hold every checkpoint against the log: in it, beside it, given. Returns the greatest size of those given."""
    best, places, unsigned, met = 0, Counter[str](), 0, list[tuple[int, str]]()
    for kept in report.tried(lambda: keeping.all_kept(log, folder)) or ():
        held = report.tried(partial(keeping.hold, log, kept))
        if held is None:
            continue
        places[f"beside the log, in {folder}" if kept.outside else "in the log"] += 1
        try:
            met.append((held.size, _signed(kept.note, log.origin, asked)))
        except Error as error:
            if error.code in _OTHERS_SIGNED:
                unsigned += 1
            elif error.code != "policy-not-met":  # not yet by the witnesses asked for: `_say_what_meets`
                report.errors.append(_as_damage(error))
    for place, count in places.items():
        report.done("checkpoints", f"{count} {place}: the events they cover are those here")
    for name, note in asked.given:
        found = report.tried(partial(_checkpoint, log, Kept(name, note, outside=True), asked))
        if found is not None:
            best = max(best, found[0])
            met.append(found)
            report.done("checkpoint", f"{name}: the first {found[0]} events are those it covers; {found[1]}")
    _say_who_signed(report, asked, sum(places.values()), unsigned)
    if asked.policy is not None and not report.errors:
        _say_what_meets(report, max(met, default=None), log.position())
    return best


def _say_who_signed(report: Report, asked: Asked, kept: int, unsigned: int) -> None:
    if asked.policy is None and not asked.keys:
        report.left("signatures, for no verifier key was given", "--key VERIFIER-KEY")
        return
    if kept > unsigned:
        report.done("signatures", f"on {kept - unsigned} of the checkpoints kept in and beside the log")
    if unsigned:
        by_others = f"the signatures on {unsigned} kept checkpoints, made with other keys than those given"
        report.left(by_others, "--key VERIFIER-KEY")


def _say_what_meets(report: Report, met: tuple[int, str] | None, end: int) -> None:
    """Up to where the policy is met. met: the newest checkpoint that meets it, and by whom it is signed."""
    if met is None:
        message = "No checkpoint has the signatures that the policy asks for."
        report.errors.append(Damaged("policy-not-met", message, "reformlog witness request"))
        return
    size, signers = met
    report.done("policy", f"met by the checkpoint over the first {size} events, {signers}")
    if size < end:
        hint = "reformlog checkpoint --key FILE, then reformlog witness request -o FILE"
        report.left(f"events {size + 1} to {end} are covered by no checkpoint that meets the policy", hint)


def _prefix(log: Log, report: Report, kept: Kept, asked: Asked) -> int:
    """The size of the checkpoint the reading starts from; 0, so that all is read, when it is not of this log."""
    covered = report.tried(partial(_checkpoint, log, kept, asked))
    return 0 if covered is None else covered[0]


def _checkpoint(log: Log, kept: Kept, asked: Asked) -> tuple[int, str]:
    """How many events a checkpoint covers, all of which are here, and who signed it."""
    return keeping.hold(log, kept).size, _signed(kept.note, log.origin, asked)


def _signed(note: bytes, origin: str, asked: Asked) -> str:
    """By whom a note is signed, as far as keys are known. Raises Refused when a known key's signature fails."""
    if asked.policy is not None:
        _, seen = policy.check(asked.policy, note, asked.keys, origin)
        return f"signed by the log, cosigned by {', '.join(seen) or 'nobody asked for'}"
    if not asked.keys:
        return "its signature was not checked"
    _, opened = checkpoints.open_own(note, asked.keys)
    return f"signed by {', '.join(signature.name for signature in opened.verified)}"


def _say_what_is_left(log: Log, report: Report, asked: Asked, start: int, best: int) -> None:
    if start > 1:
        report.left(f"the lines up to {start - 1}: only their root was compared", "leave out --from")
    if asked.start is not None and asked.start[0] not in dict(asked.given):
        best = max(best, start - 1)
    if not best:
        report.left(_TAIL, _GIVE)
    elif not report.errors and best < (end := log.position()):
        report.left(f"events {best + 1} to {end} are covered by no checkpoint kept elsewhere", _GIVE)


def _say_what_is_no_act(log: Log, report: Report, start: int) -> None:
    """Lines that today's rules refuse. No damage: rules grow stricter, and what was recorded before stays."""
    refused = list(islice(no_acts(log, start, log.position()), _NAMED + 1))
    for position, act, why in refused[:_NAMED]:
        report.left(
            f"position {position}, {act!a}: would not be recorded today: {why}", f"reformlog show '#{position}'"
        )
    if len(refused) > _NAMED:
        report.left(f"whether more behind position {refused[-2].position} would be recorded today", "reformlog log")


def _say_what_is_ahead(log: Log, report: Report, now: datetime) -> None:
    """Times still to come by the clock here: the log never goes back behind its last, so all that follow share it."""
    if report.errors:
        return  # its ledger cannot be believed
    first = log.position_at(as_written(now + _APART)) + 1
    if first <= (end := log.position()):
        what = f"when positions {first} to {end} were recorded: {log.recorded_at(first)} is still to come here"
        report.left(what, "Look at the clocks, and at who appended: reformlog log")


def _as_damage(error: Error) -> Error:
    """A refusal of whatever class as Damaged: found by `verify`, it says that the log does not verify (exit 3)."""
    return error if isinstance(error, Damaged) else Damaged.like(error)
