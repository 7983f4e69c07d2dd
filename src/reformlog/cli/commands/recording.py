"""init, append, correct, withdraw; and what the other commands that record share with these."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ... import folders
from ...errors import Damaged, Error, Refused, Usage, Where, shell_word
from .. import appending, completing, notices, options
from ..context import Context
from ..how import How
from ..inputs import admitted, entries_of
from ..output import AS_JSON, emit, say, write

if TYPE_CHECKING:
    from ...log import Log
    from ...recording.admitting import Admitted
    from ...recording.deciding import Outcome

as_json = click.option("--json", "as_json", is_flag=True, help="Print the outcomes as JSON.")
dry_run = click.option("--dry-run", is_flag=True, help="Say what would be recorded, and record nothing.")
how = options.together(dry_run, options.accept_conflict, options.late_reason, options.recorded_by, as_json)


@click.command("init")
@click.option("--origin", metavar="NAME", help="The name of the register. Default: reformlog/ and 16 random digits.")
@as_json
@options.pass_context
def init(context: Context, /, origin: str | None, as_json: bool) -> None:
    """Make an empty log at --db.

    \b
      reformlog --db new.db init --origin reformlog.example/kokusen
    """
    from ... import log
    from ...custody.naming import refuse_unsignable

    if origin is not None:
        refuse_unsignable(origin)
    try:
        with log.create(context.db, origin) as made:
            say(f"{made.name}: an empty log named {made.origin}.")
            path, name = made.name, made.origin
    except Usage as taken:
        if taken.code != "exists":
            raise
        with _there(context.db) as there:
            if origin not in (None, there.origin):
                message = f"{there.name} is a log named {there.origin} already; a log keeps its name."
                raise Refused("exists", message, "Choose another file: --db FILE") from None
            say(f"{there.name} is a log already, named {there.origin}; it was left as it is.")
            path, name = there.name, there.origin
    if as_json:
        emit({"path": path, "log": {"origin": name}}, AS_JSON)


def _there(db: str) -> Log:
    """The log that is there already. Refused when it is something else."""
    from ... import log

    try:
        return log.open_log(db, readonly=True)
    except Damaged as other:
        raise Refused("exists", other.message, "Choose another file: --db FILE") from None


@click.command("append")
@click.argument("files", nargs=-1, required=True, type=click.Path(), metavar="FILE… | -")
@how
@options.pass_context
def append(context: Context, /, files: Sequence[str], **how: Any) -> int:
    """Record the acts of files or folders (YAML, JSON, JSONL), all of them or none.

    \b
      reformlog append 2024.yaml --dry-run
    """
    _say_undecided(files)
    wanted = How.of(**how)
    if wanted.dry_run or wanted.as_json:
        return record_or_rehearse(context, list(admitted(files)), wanted)
    appending.append(context, files, wanted)
    return 0


def _say_undecided(files: Iterable[str]) -> None:
    """A word on stderr for drafts of `import` in which a question still stands."""
    for name in files:
        path = Path(name)
        if path.suffix in (".yaml", ".yml") and folders.is_file(name):
            open_ = sum(b"# DECIDE" in line for line in folders.bytes_of(name).splitlines())
            if open_:
                say(f"{name}: {open_} of its lines still say DECIDE; what stands there is taken as it stands.")


@click.command("correct")
@click.argument("act", shell_complete=completing.acts)
@click.argument("file", type=click.Path(), required=False)
@click.option(
    "--set",
    "fields",
    multiple=True,
    metavar="FIELD=VALUE",
    help="Change a field, written as record takes it; empty removes it.",
    shell_complete=completing.assignments,
)
@options.reason
@options.replaces
@how
@options.pass_context
def correct(
    context: Context,
    /,
    act: str,
    file: str | None,
    fields: Sequence[str],
    reason: str,
    replaces: int | None,
    **how: Any,
) -> int:
    """Replace what is recorded of an act: it was never so. ACT is an id or #position.

    With --set the rest stays as it is; a correction someone else makes meanwhile is then not lost (exit 4).

    \b
      reformlog correct 2024-09-05.zone-policy --set decided=2024-09-05 --reason 官報により訂正
    """
    if (file is None) == (not fields):
        also, hint = "", "--set decided=2024-09-05"
        if file is not None and "=" not in fields[-1]:  # --set decided 2024-09-05: the value was taken for the FILE
            from ..setting import with_equals

            also, hint = with_equals(fields[-1], file)
        message = f"A correction is either a FILE with the whole act, or --set FIELD=VALUE.{also}"
        raise Usage("correct-what", message, hint)
    register, act = context.register(), context.act(act)
    _held(register.log, act, replaces)
    if file is None:
        from ..hints import hinted
        from ..setting import changed, form_of, version_of

        replaces, body = version_of(register.log, act, replaces)
        tree, where = changed(body, fields), None
        given: AbstractContextManager[None] = hinted(form_of(tree))
    else:
        tree, where = _single(file)
        given = nullcontext()
    with given:
        entry = _admit({"correct": act, "act": tree, "reason": reason, "replaces": replaces}, where)
        return record_or_rehearse(context, [entry], How.of(**how))


@click.command("withdraw")
@click.argument("act", shell_complete=completing.acts)
@options.reason
@options.replaces
@how
@options.pass_context
def withdraw(context: Context, /, act: str, reason: str, replaces: int | None, **how: Any) -> int:
    """Take an act back: it never happened. ACT is an id or #position.

    \b
      reformlog withdraw 2024-09-05.zone-policy --reason 二重に記録したため
    """
    act = context.act(act)
    _held(context.register().log, act, replaces)
    entry = _admit({"withdraw": act, "reason": reason, "replaces": replaces}, None)
    return record_or_rehearse(context, [entry], How.of(**how))


def _held(log: Log, act: str, replaces: int | None) -> None:
    """Usage when --replaces names a version that the act never had; whether there is the act is asked later."""
    from ...recording.deciding import no_version

    versions = len(log.versions(act)) if replaces is not None else 0
    if replaces is not None and 0 < versions < replaces:
        raise Usage("version-unknown", no_version(act, replaces, versions)[0], f"--replaces {versions}")


def _admit(tree: Mapping[str, Any], where: Where | None) -> Admitted:
    from ...recording import admitting

    return admitting.admit({key: value for key, value in tree.items() if value is not None}, where)


def _single(file: str) -> tuple[dict[str, Any], Where]:
    """The one act of a file, and the places of its fields as those of a correction's `act`."""
    entries = list(entries_of(file))
    if len(entries) != 1:
        message = f"{file} holds {len(entries)} entries; a correction takes one act."
        raise Refused("not-one-act", message, f"Put the others elsewhere, or: reformlog append {shell_word(file)}")
    tree, where = entries[0]
    if "correct" in tree or "withdraw" in tree:
        message = f"{file} holds a correction or withdrawal already, with a reason of its own."
        raise Refused("not-an-act", message, f"reformlog append {shell_word(file)}")
    return tree, lambda path: where(path[1:] if path[:1] == ("act",) else path)


def record_or_rehearse(context: Context, entries: Sequence[Admitted], how: How) -> int:
    """Records, or with --dry-run shows what recording would do; the exit code: 1 when a rehearsed append is refused."""
    register = context.register()
    if not how.dry_run:
        report(context, register.record(entries, how.terms), how.as_json)
        return 0
    from ...recording.deciding import Outcome
    from ...recording.rehearsing import rehearse

    answer = rehearse(register, entries, how.terms)
    if how.as_json:
        emit(answer, AS_JSON)
        return 1 if answer["errors"] else 0
    _tell([Outcome(**outcome) for outcome in answer["outcomes"]])
    notices.tell_doubts(answer["doubts"])
    apart = ("outcomes", "doubts", "dry_run", "errors")
    shown = {key: value for key, value in answer.items() if key not in apart and value}
    if any(answer[key] for key in ("changes", "events", "conflicts", "gaps", "pending", "assertions")):
        emit(shown)
    say("Nothing was recorded: --dry-run.")
    if answer["errors"]:
        raise Refused.many([Error(**error) for error in answer["errors"]])
    return 0


def report(context: Context, outcomes: Sequence[Outcome], as_json: bool) -> None:
    """A line on stdout for each new event, words on stderr beside it: what was there, what may be wrong."""
    view = context.register().view()
    slips = notices.doubts_since(view, min((outcome.position for outcome in outcomes if outcome.new), default=None))
    if as_json:
        from ...queries.view import coordinates

        rows = [outcome._asdict() for outcome in outcomes]
        emit({**coordinates(view), "dry_run": False, "outcomes": rows, "doubts": slips}, AS_JSON)
    else:
        _tell(outcomes)
    notices.tell_doubts(slips)
    notices.tell_unguarded(context.register().log)


def _tell(outcomes: Sequence[Outcome]) -> None:
    for outcome in outcomes:
        if not outcome.new:
            say(outcome.told)
    write("".join(f"#{outcome.position} {outcome.act}\n" for outcome in outcomes if outcome.new))


COMMANDS = {"init": init, "append": append, "correct": correct, "withdraw": withdraw}
