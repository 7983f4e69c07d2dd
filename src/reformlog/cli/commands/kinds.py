"""kinds: the catalogue of what an act may be, one kind in full, and the JSON Schema of act files."""

from __future__ import annotations

from typing import Any

import click

from ...errors import Usage
from ...events.kind_names import kind_asked
from ...events.kinds import KINDS, Kind
from ...formats import labels
from .. import completing, options
from ..output import Output, emit, write


@click.command("kinds")
@click.argument("kind", required=False, shell_complete=completing.kinds)
@options.output()
def kinds(kind: str | None, output: Output) -> None:
    """List the kinds of act and of statements; with KIND its fields, dates, effects, article and an example file.

    --format json-schema prints the JSON Schema of act files, for an editor.

    \b
      reformlog kinds cabinet-order
      reformlog kinds 区域計画の認定
      reformlog kinds --format json-schema -o acts.schema.json
    """
    statement = next((sort for sort in _statements() if kind in (sort["name"], sort["japanese"])), None)
    if output.format_ == "json-schema":
        _schema(None if kind is None else kind_asked(kind).name, output.target)
    elif kind is None:
        emit({"kinds": [_row(kind) for kind in KINDS.values()], "statements": _statements()}, output)
    elif statement is not None:
        emit(statement, output)
    else:
        _with_example(kind_asked(kind), output)


def _with_example(kind: Kind, output: Output) -> None:
    """One kind; on a screen its example is the file that would be typed, and else a part of the answer."""
    from ...events import examples

    if output.format_ in (None, "text") and not output.as_json and output.target is None:
        emit(_in_full(kind), output)
        write("\n" + examples.as_yaml(kind.name))
    else:
        emit({**_in_full(kind), "example": examples.example(kind.name)}, output)


def _row(kind: Kind) -> dict[str, Any]:
    """A line of the catalogue; the star marks the date on which the effects take place."""
    return {
        "name": kind.name,
        "japanese": kind.ja,
        "english": kind.en,
        "dates": [name + ("*" if name == kind.effective else "") for name in kind.dates],
        "effects": list(kind.effects),
        "article": kind.article or None,
    }


def _statements() -> list[dict[str, Any]]:
    """What may be said of the record itself, in the same files as the acts."""
    from ...events.statements import SORTS

    return [
        {"name": sort.key, "japanese": sort.ja, "english": sort.en, "fields": sort.fields, "example": sort.example}
        for sort in SORTS.values()
    ]


def _in_full(kind: Kind) -> dict[str, Any]:
    """One kind: its dates, every field an act of it may have with its own first, and what it may change."""
    from ...events.effects import effects_of
    from ...events.models import hyphened, model_of

    fields = {hyphened(name): field.is_required() for name, field in model_of(kind).model_fields.items()}
    if not kind.effects:
        del fields["effects"]
    first = ["id", "kind", "title", *kind.dates, *kind.fields, "effects", "sources"]
    ordered = [name for name in first if name in fields] + [name for name in fields if name not in first]
    return {
        **_row(kind),
        "effective": kind.effective,
        "effects": [
            {
                "name": e.written,
                "entity": e.entity,
                "japanese": e.ja,
                "english": e.en,
                "with": list(e.fields),
                "article": e.article or None,
            }
            for e in effects_of(kind)
        ],
        "fields": [
            {"name": name, "japanese": labels.field(name, "ja"), "required": "yes" if fields[name] else None}
            for name in ordered
        ],
    }


def _schema(kind: str | None, target: str | None) -> None:
    if kind is not None:
        raise Usage("schema-of-all", "The schema covers every kind of act.", "reformlog kinds --format json-schema")
    import orjson

    from ...events.json_schema import json_schema

    write(orjson.dumps(json_schema(), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode(), target)


COMMANDS = {"kinds": kinds}
