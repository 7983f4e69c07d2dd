"""Is the log what it was? Every stored byte is read, every known checkpoint held against it, and the rest is named."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from reformlog.custody import known
from reformlog.custody.known import Kept
from reformlog.errors import Damaged, Error
from reformlog.log import Log, checking
from reformlog.proof import notes, policy
from reformlog.proof.fields import base64_text
from reformlog.proof.keys import Verifier
from reformlog.proof.policy import Policy

Progress = Callable[[int], object]
Deep = Callable[[], str]
"""Compares the rows with the log, and says what was compared. Raises Damaged."""

_TAIL = "a tail cut off, or the whole file written anew: shows only against a checkpoint kept elsewhere"
_GIVE = "--checkpoint FILE"


class Asked(NamedTuple):
    """What to verify by.

    given: checkpoints from elsewhere, (name, bytes). keys: the log's verifier keys. policy: whose cosignatures are
    asked for, or None. start: the checkpoint up to which the lines need not be read again, or None.
    """

    given: Sequence[tuple[str, bytes]] = ()
    keys: Sequence[Verifier] = ()
    policy: Policy | None = None
    start: tuple[str, bytes] | None = None


class Report:
    """What was checked, what was not, and what was found wrong, as `verify --json` prints it."""

    def __init__(self) -> None:
        self.checked: list[dict[str, str]] = []
        self.not_checked: list[dict[str, str]] = []
        self.errors: list[Error] = []

    def done(self, what: str, found: str) -> None:
        """Something was checked and is right."""
        self.checked.append({"what": what, "found": found})

    def left(self, what: str, hint: str) -> None:
        """Something was not checked. hint: what to type so that it is."""
        self.not_checked.append({"what": what, "hint": hint})

    def attempt(self, what: str, check: Callable[[], str]) -> bool:
        """Run a check; whatever it raises makes the log not verified, and the next check is made all the same."""
        try:
            self.done(what, check())
        except Error as error:
            self.errors += [_as_damage(one) for one in error.errors]
            return False
        return True

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
        return {**verdict, "checked": self.checked, "not_checked": self.not_checked}


def verify(
    log: Log, folder: Path | None, asked: Asked, deep: Deep | None = None, progress: Progress | None = None
) -> Report:
    """Verify a log. folder: of the checkpoints beside it. deep: compares the rows too. The report has the verdict."""
    report, start = Report(), 1
    if asked.start is not None:
        name, note = asked.start
        start = _prefix(log, report, Kept(name, note, True), asked) + 1
    whole = report.attempt("lines", lambda: _lines(log, start, progress))
    best = 0
    for kept in [*known.all_kept(log, folder), *(Kept(name, note, True) for name, note in asked.given)]:
        if report.attempt("checkpoint", lambda kept=kept: _checkpoint(log, kept, asked)) and kept.outside:  # type: ignore[misc]
            best = max(best, known.hold(log, kept).size)
    if deep is not None and whole:
        report.attempt("projection", deep)
    elif deep is None:
        report.left("the rows worked out from the log", "--deep")
    _say_what_is_left(log, report, asked, start, best)
    return report


def unreadable(error: Error) -> Report:
    """The report on a log that cannot even be opened: missing, empty, something else, or newer than this program."""
    report = Report()
    report.errors = [_as_damage(one) for one in error.errors]
    report.left("everything: there was nothing to read", "Name the log: --db FILE")
    return report


def _lines(log: Log, start: int, progress: Progress | None) -> str:
    checked = checking.check_stored(log, start=start, progress=progress)
    many = f"positions {start} to {checked.position}" if checked.position >= start else "no events"
    return f"{many}: leaves, root, versions, times, tables, triggers and indexes; root {base64_text(checked.root)}"


def _prefix(log: Log, report: Report, kept: Kept, asked: Asked) -> int:
    """The size of the checkpoint the reading starts from; 0, so that all is read, when it is not of this log."""
    whole = report.attempt("checkpoint", lambda: _checkpoint(log, kept, asked))
    return known.hold(log, kept).size if whole else 0


def _checkpoint(log: Log, kept: Kept, asked: Asked) -> str:
    size = known.hold(log, kept).size
    return f"{kept.where}: the first {size} events are those it covers; {_signed(kept.note, log.origin, asked)}"


def _signed(note: bytes, origin: str, asked: Asked) -> str:
    """By whom a note is signed, as far as keys are known. Raises Refused when a known key's signature fails."""
    if asked.policy is not None:
        _, seen = policy.check(asked.policy, note, asked.keys, origin)
        return f"signed by the log, cosigned by {', '.join(seen) or 'nobody asked for'}"
    if not asked.keys:
        return "its signature was not checked"
    opened = notes.open_note(note, asked.keys)
    return f"signed by {', '.join(signature.name for signature in opened.verified)}"


def _say_what_is_left(log: Log, report: Report, asked: Asked, start: int, best: int) -> None:
    if start > 1:
        report.left(f"the lines up to {start - 1}: only their root was compared", "leave out --from")
    if not asked.keys and asked.policy is None:
        report.left("signatures, for no verifier key was given", "--key VERIFIER-KEY")
    if not asked.given and asked.start is None:
        report.left(_TAIL, _GIVE)
    elif not report.errors and best < (end := log.position()):
        report.left(f"events {best + 1} to {end} are covered by no checkpoint kept elsewhere", _GIVE)


def _as_damage(error: Error) -> Damaged:
    """The same finding as what it is here: the log does not verify (exit 3)."""
    return error if isinstance(error, Damaged) else Damaged(error.code, error.message, error.hint, error.where)
