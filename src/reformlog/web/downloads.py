"""The data that a published site carries whole: stored lines, the projection file for Datasette, tiles and proofs."""

from __future__ import annotations

import base64
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import orjson

from ..errors import Refused
from ..log import merkle
from ..log.lines import read
from ..projections.chronologies import shown_by
from ..projections.schema import MORE, NAMED_ROW
from ..projections.store import Projection
from ..proof import checkpoints, tiles, tlog
from ..queries.binding import binder
from ..queries.view import View
from .files import Put

_STATES = f"""
WITH held AS (
    SELECT e.grp, (SELECT max(valid) FROM point WHERE grp = e.grp AND valid <= :as_of AND known_from <= :known
                   AND known_to > :known) AS valid
    FROM entity e WHERE e.grp LIKE :kind || ':%'
), told AS (
    SELECT grp, {NAMED_ROW} AS state, {MORE} AS more, date({MORE} ->> 'until_latest', '+1 day') AS over
    FROM held JOIN point USING (grp, valid) WHERE known_from <= :known AND known_to > :known
)
SELECT grp, iif(:kind = 'measure' AND state ->> 'status' = 'created' AND over <= :as_of, json_set(state,
    '$.status', 'expired', '$.since', over, '$.since_earliest', over, '$.since_latest', over,
    '$.act', more ->> 'until_act', '$.position', more ->> 'until_position'), state) AS state
FROM told WHERE state ->> 'status' <> 'none' OR (:kind <> 'zone' AND state ->> 'in_progress' IS NOT NULL)
"""
_CHRONOLOGY = (
    "SELECT c.earliest, c.latest, json_extract(e.line, '$.body.title') AS title, "
    "json_extract(e.line, '$.body.detail') AS detail, e.act, e.position FROM shown c JOIN events e "
    "ON e.position = c.position WHERE c.zone = :zone AND c.known_from <= :known AND c.known_to > :known "
    "ORDER BY c.earliest, c.latest, c.ord, c.first"
)
_VERSIONS = "SELECT DISTINCT earliest, latest, ord, first, known_from, known_to FROM chronology ORDER BY known_from"
_BINDING = "SELECT known_from, known_to FROM fact WHERE grp = ? AND json_extract(data, '$.zone') IS NOT NULL"


class Downloads(NamedTuple):
    """What the folder `data` has. files: (name, what it is). size: events in the tiles; signed: by a key."""

    files: list[tuple[str, str]]
    size: int
    signed: bool


def write(view: View, folder: Path, put: Put) -> Downloads:
    """Write the folder `data` of a site. folder: where it lies on the disk; put: writes a file of the site.

    Raises Refused when the log grows meanwhile.
    """
    lines = [event.line for event in view.log.events(1, view.position)]
    put("data/events.jsonl", b"".join(line + b"\n" for line in lines))
    folder.mkdir(parents=True, exist_ok=True)
    put("data/reformlog.projection.db", _projection(view, folder / "reformlog.projection.db"))
    put("data/metadata.json", orjson.dumps(_metadata(view), option=orjson.OPT_INDENT_2) + b"\n")
    note = next((note for size, note in reversed(view.log.notes()) if size <= view.position), None)
    size = view.position if note is None else checkpoints.read_unverified(note).size
    fits = all(len(line) <= tiles.MAX_ENTRY for line in lines[:size])
    for path, data in _tree(view, size, note, fits):
        put("data/" + path, data)
    if note is not None:
        for path, data in _proofs(view, size, note):
            put("data/" + path, data)
    return Downloads(_contents(note is not None), size, note is not None)


def _contents(signed: bool) -> list[tuple[str, str]]:
    contents = [
        ("events.jsonl", "stored"),
        ("reformlog.projection.db", "projection"),
        ("metadata.json", "metadata"),
        ("tile/", "tiles"),
    ]
    return [*contents, ("checkpoint", "checkpoint"), ("proof/", "proofs")] if signed else contents


def _tree(view: View, size: int, note: bytes | None, fits: bool) -> Iterator[tuple[str, bytes]]:
    """The tiles of the tree; of a log without a signed checkpoint, or with a line longer than the format can hold, the
    hashes only: the lines stand in `events.jsonl` as well."""
    if note is not None and fits:
        yield from tiles.files(note, view.log.node, lambda index: view.line(index + 1))
        return
    for path, level, first, width in tiles.hash_tiles(size):
        yield path, b"".join(view.log.node(level * tiles.HEIGHT, index) for index in range(first, first + width))
    if note is not None:
        yield "checkpoint", note


def _proofs(view: View, size: int, note: bytes) -> Iterator[tuple[str, bytes]]:
    for event in view.log.events(1, size):
        hashes = tuple(merkle.inclusion_proof(view.log.node, event.position - 1, size))
        proof = tlog.Proof(event.position - 1, hashes, note, event.line)
        yield f"proof/{event.position}.tlog-proof", tlog.write(proof)


def _projection(view: View, target: Path) -> bytes:
    """The projection made anew, with the stored lines beside its rows; the same log gives the same bytes."""
    with tempfile.TemporaryDirectory(prefix="reformlog-") as place:
        made = Projection(view.log, str(Path(place) / "made.db"))
        try:
            if made.rebuild() != view.position:
                raise Refused("log-grew", "The log grew while it was being published.", "Publish it again.")
            # Of a log on a server: where it lies, and when it was asked, is nobody's business and no part of the log.
            made.connection.execute("DELETE FROM about WHERE key IN ('log', 'current')")
            _with_events(made.connection, view)
            _with_shown(made.connection, view)
            made.connection.execute("VACUUM main INTO ?", (str(target),))
        finally:
            made.close()
    with closing(sqlite3.connect(target)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    return target.read_bytes()


def _with_events(connection: sqlite3.Connection, view: View) -> None:
    connection.execute(
        "CREATE TABLE main.events(position INTEGER PRIMARY KEY, recorded_at TEXT, recorded_by TEXT, act TEXT, "
        "version INT, event TEXT, kind TEXT, title TEXT, line TEXT)"
    )
    connection.execute("BEGIN")
    for event in view.log.events(1, view.position):
        line = read(event.line)
        body = line.get("body") or {}
        connection.execute(
            "INSERT INTO main.events VALUES(?,?,?,?,?,?,?,?,?)",
            (
                event.position,
                line["recorded_at"],
                line.get("recorded_by"),
                event.act,
                event.version,
                event.topic,
                body.get("kind"),
                body.get("title"),
                event.line.decode(),
            ),
        )
    connection.execute("COMMIT")


def _with_shown(connection: sqlite3.Connection, view: View) -> None:
    """A table of which acts each zone's chronology shows, from one position until before another.

    The table `chronology` leaves to be asked whose the plan is of which an act tells (`queries.chronology`).
    """
    connection.execute(
        "CREATE TABLE main.shown(zone TEXT, earliest TEXT, latest TEXT, ord INT, first INT, position INT, "
        "known_from INT, known_to INT)"
    )

    @cache
    def bound_anew(plan: str) -> set[int]:
        return {position for pair in view.rows(_BINDING, ("plan:" + plan,)) for position in pair}

    connection.execute("BEGIN")
    for *place, start, end in connection.execute(_VERSIONS).fetchall():
        body = read(view.line(start))["body"]
        plans = [effect["plan"] for effect in body.get("effects", ()) if "plan" in effect]
        cuts = {position for plan in plans for position in bound_anew(plan) if start < position < end}
        for since, until in pairwise(sorted({start, end} | cuts)):
            zones = shown_by(binder(view._replace(position=since)), body)
            rows = [(zone, *place, start, since, until) for zone in zones]
            connection.executemany("INSERT INTO main.shown VALUES(?,?,?,?,?,?,?,?)", rows)
    connection.execute("COMMIT")


def _metadata(view: View) -> dict[str, object]:
    """What Datasette shows beside the tables, with questions about a day as known at a position ready to ask."""
    asked = f":as_of is a day (2024-06-26), :known a position up to {view.position}."
    queries = {
        "states_as_of": {
            "sql": _STATES,
            "title": "States of a kind on a day, as known at a position",
            "description": asked,
        },
        "chronology_of": {
            "sql": _CHRONOLOGY,
            "title": "Chronology of a zone, as known at a position",
            "description": asked,
        },
    }
    root = base64.b64encode(view.log.root(view.position)).decode()
    about = f"Worked out from the first {view.position} events of {view.log.origin}, root {root}."
    return {
        "title": "規制改革の記録 / Register of regulatory reform",
        "description": about,
        "databases": {"reformlog.projection": {"description": about, "queries": queries}},
    }
