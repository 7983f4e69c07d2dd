"""What the Tab key offers: zones, acts, entities, kinds and fields, read from the files as they are.

A shell asks while somebody types, so nothing here waits, writes or fails: what cannot be read is not offered.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

OFFERED = 200  # ids that are offered at once
PATIENCE = 0.2  # seconds for a file that somebody else is just writing
_PAST = "\U0010ffff"  # sorts behind every id

_ENTITIES = "SELECT grp FROM entity WHERE grp >= ? AND grp < ? ORDER BY grp LIMIT ?"
_ACTS = (
    "SELECT originator_id, topic FROM stored_events WHERE originator_id >= ? AND originator_id < ? "
    "AND originator_version = 1 AND instr(originator_id, ':') = 0 ORDER BY originator_id LIMIT ?"
)
_TOPICS = "SELECT topic FROM stored_events WHERE originator_id = ? ORDER BY originator_version DESC"


def zones(ctx: click.Context, _: click.Parameter, typed: str) -> list[CompletionItem]:
    """The ids of zones on which some act has an effect."""
    return [CompletionItem(name) for name in _of_sort(ctx, "zone", typed)]


def acts(ctx: click.Context, _: click.Parameter, typed: str) -> list[CompletionItem]:
    """The ids of acts, each with the kind it was first recorded as."""
    from ..events.kinds import KINDS

    found = _lines(ctx, _ACTS, (typed, typed + _PAST, OFFERED))
    return [CompletionItem(act, help=KINDS[topic].ja if topic in KINDS else None) for act, topic in found]


def acts_begun(ctx: click.Context, typed: str) -> list[str]:
    """The ids of acts that begin as typed, for the guided form."""
    return [act for act, _ in _lines(ctx, _ACTS, (typed, typed + _PAST, OFFERED))]


def kinds(ctx: click.Context, _: click.Parameter, typed: str) -> list[CompletionItem]:
    """The kinds of act, each with its Japanese name."""
    from ..events.kinds import KINDS

    return [CompletionItem(kind.name, help=kind.ja) for kind in KINDS.values() if kind.name.startswith(typed)]


def entities(ctx: click.Context, _: click.Parameter, typed: str) -> list[CompletionItem]:
    """Zones and measures by their ids alone, everything else as `sort:id`, which may be typed for any."""
    from ..queries.entities import SORTS

    sort, colon, rest = typed.partition(":")
    if colon:
        return [CompletionItem(f"{sort}:{name}") for name in _of_sort(ctx, sort, rest)]
    by_id = ("zone", "measure")
    bare = [CompletionItem(n, help=sort) for sort in by_id for n in _of_sort(ctx, sort, typed)]
    # A shell puts a space behind what it completes, so what is offered of a sort are its ids and not the sort alone.
    meant = [sort for sort in SORTS if sort not in by_id and typed and sort.startswith(typed)]
    others = [CompletionItem(f"{sort}:{name}") for sort in meant for name in _of_sort(ctx, sort, "")]
    return [*bare, *others][:OFFERED]


def entity_fields(ctx: click.Context, _: click.Parameter, typed: str) -> list[CompletionItem]:
    """The fields of the entity named before."""
    from ..projections.folds import FOLDS
    from ..projections.shapes import kind_of
    from ..queries.entities import Entity
    from ..queries.fields import of_entity

    sort, colon, name = (ctx.params.get("entity") or "").partition(":")
    if not colon:
        sort, name = "use" if "@" in sort else _sort_of(ctx, sort), sort
    subject = Entity(sort, name)
    fold = FOLDS.get(kind_of(subject.group))
    known = of_entity(subject, fold.initial(name)) if fold else ()
    return [CompletionItem(field) for field in known if field.startswith(typed)]


def _sort_of(ctx: click.Context, name: str) -> str:
    """The sort of a bare id: a zone before its plan, and anything else that there is; empty for none."""
    from ..projections.folds import FOLDS

    for sort in FOLDS:
        if name in _of_sort(ctx, sort, name):
            return sort
    return ""


def assignments(ctx: click.Context, _: click.Parameter, typed: str) -> list[CompletionItem]:
    """`FIELD=` for the fields of the act that is being corrected; for those of every kind when it is not known."""
    from ..events.fields import fields_of
    from ..events.kinds import KINDS

    act = ctx.params.get("act") or next(iter(ctx.args), "")  # behind an option without its value words are left over
    topics = [topic for (topic,) in _lines(ctx, _TOPICS, (act,)) if topic in KINDS]
    of = [KINDS[topic] for topic in topics[:1]] or list(KINDS.values())
    fields = {field.name: field.ja for kind in of for field in fields_of(kind)}
    return [CompletionItem(f"{name}=", help=ja) for name, ja in fields.items() if name.startswith(typed)]


def axes(ctx: click.Context, _: click.Parameter, typed: str) -> list[CompletionItem]:
    """The legal dates a question may be asked along."""
    from ..events.kinds import DATE_NAMES

    return [CompletionItem(name) for name in ("effective", *DATE_NAMES) if name.startswith(typed)]


def one_of(names: Sequence[str]) -> Callable[[click.Context, click.Parameter, str], list[CompletionItem]]:
    """What offers these names, as a command has them for its option."""
    return lambda ctx, _, typed: [CompletionItem(name) for name in names if name.startswith(typed)]


OF_FIELD = {"zones": zones, "meets": acts, "part-of": acts}
"""The fields of an act that name something already recorded, as `record` asks for them."""


def _of_sort(ctx: click.Context, sort: str, typed: str) -> Iterator[str]:
    """The ids of one sort of entity that begin as typed."""
    from ..queries.entities import Entity

    begin = Entity(sort, typed).group
    for (group,) in _ask(_projection(ctx), _ENTITIES, (begin, begin + _PAST, OFFERED)):
        yield group.partition(":")[2]


def _lines(ctx: click.Context, query: str, values: Sequence[Any]) -> list[Any]:
    """Rows of the log itself; of a log on a server those of the copy kept here."""
    from ..log import on_server

    db = _root(ctx, "db") or "reformlog.db"
    return _ask(_projection(ctx) if on_server(db) else db, query, values)


def _projection(ctx: click.Context) -> str:
    from ..errors import Error
    from ..folders import projection_of

    try:
        return _root(ctx, "projection") or projection_of(_root(ctx, "db") or "reformlog.db")
    except (Error, OSError):
        return ""


def _root(ctx: click.Context, option: str) -> str | None:
    """An option that stands before the command."""
    value = ctx.find_root().params.get(option)
    return value if isinstance(value, str) else None


def _ask(path: str, query: str, values: Sequence[Any]) -> list[Any]:
    """The rows of a query on a file that is neither made, changed nor waited for; none when it cannot be read."""
    from ..log import files

    try:
        if not Path(path).is_file():
            return []
        uri = files.address(path, files.quiet_mode(path))
        with closing(sqlite3.connect(uri, uri=True, timeout=PATIENCE)) as connection:
            return connection.execute(query, values).fetchall()
    except (sqlite3.Error, OSError, ValueError):
        return []
