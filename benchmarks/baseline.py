"""What a careful engineer writes by hand in SQLite for these acts alone: nothing is validated, nothing is general."""

from __future__ import annotations

import calendar
import hashlib
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import orjson

TABLES = """
CREATE TABLE line(position INTEGER PRIMARY KEY, body BLOB, chain BLOB);
CREATE TABLE version(act TEXT, position INT, first INT, PRIMARY KEY(act, position)) WITHOUT ROWID;
CREATE TABLE entity(id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE shown(zone TEXT, earliest TEXT, latest TEXT, first INT, position INT, act TEXT, until INT,
                   PRIMARY KEY(zone, earliest, latest, first, position)) WITHOUT ROWID;
"""
POINT = """
CREATE TABLE point(entity TEXT, latest TEXT, earliest TEXT, first INT, position INT, name TEXT, until INT,
                   PRIMARY KEY(entity, latest, earliest, first, position)) WITHOUT ROWID"""
LAST = "ORDER BY latest DESC, earliest DESC, first DESC LIMIT 1"
NAME = f"(SELECT name FROM point WHERE entity = id AND latest <= ? AND until IS NULL {LAST})"


def span(words: str) -> tuple[str, str]:
    """The first and the last day of a day or a month."""
    if len(words) == 10:
        return words, words
    year, month = map(int, words.split("-"))
    return f"{words}-01", f"{words}-{calendar.monthrange(year, month)[1]}"


def read(entry: dict[str, Any]) -> tuple[str, dict[str, Any] | None, bool]:
    """Act, its new body (None when withdrawn), and whether it is a first version."""
    if "withdraw" in entry:
        return entry["withdraw"], None, False
    body = entry.get("act", entry)
    return body["id"], body, "correct" not in entry


class Baseline:
    """The hand-written program. folder: where its file is kept."""

    def __init__(self, folder: Path):
        self.path = folder / "baseline.db"
        self.db = sqlite3.connect(self.path, isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "cache_size=-32768"):
            self.db.execute(f"PRAGMA {pragma}")
        if not self.db.execute("SELECT 1 FROM sqlite_master").fetchone():
            self.db.executescript(TABLES + POINT)

    def load(self, path: Path) -> None:
        """All lines of a file in one transaction, durable when it returns."""
        with path.open("rb") as file:
            self._keep(line[:-1] for line in file)

    def append(self, line: bytes) -> None:
        """One line, durable and visible when it returns."""
        self._keep([line])

    def _keep(self, lines: Iterable[bytes]) -> None:
        execute = self.db.execute
        execute("BEGIN IMMEDIATE")
        end = execute("SELECT position, chain FROM line ORDER BY position DESC LIMIT 1").fetchone()
        position, chain = end or (0, b"")
        for position, line in enumerate(lines, position + 1):  # noqa: B020 (goes on counting)
            act, body, new = read(orjson.loads(line))
            chain = hashlib.sha256(chain + line).digest()
            execute("INSERT INTO line VALUES(?,?,?)", (position, line, chain))
            first = position
            if not new:
                query = "SELECT position, first FROM version WHERE act = ? ORDER BY position DESC LIMIT 1"
                before, first = execute(query, (act,)).fetchone()
                self._close(act, before, first, position)
            execute("INSERT INTO version VALUES(?,?,?)", (act, position, first))
            if body is not None:
                self._show(act, body, first, position)
        execute("COMMIT")

    def _close(self, act: str, before: int, first: int, position: int) -> None:
        """Ends what an earlier version says."""
        (line,) = self.db.execute("SELECT body FROM line WHERE position = ?", (before,)).fetchone()
        _, body, _ = read(orjson.loads(line))
        entity, zone, (earliest, latest), _ = facts(body or {})
        key = (position, latest, earliest, first, before)
        place = "latest = ? AND earliest = ? AND first = ? AND position = ?"
        self.db.execute(f"UPDATE point SET until = ? WHERE {place} AND entity = ?", (*key, entity))
        self.db.execute(f"UPDATE shown SET until = ? WHERE {place} AND zone = ?", (*key, zone))

    def _show(self, act: str, body: dict[str, Any], first: int, position: int) -> None:
        entity, zone, (earliest, latest), name = facts(body)
        execute = self.db.execute
        execute("INSERT OR IGNORE INTO entity VALUES(?)", (entity,))
        execute("INSERT INTO point VALUES(?,?,?,?,?,?,NULL)", (entity, latest, earliest, first, position, name))
        execute("INSERT INTO shown VALUES(?,?,?,?,?,?,NULL)", (zone, earliest, latest, first, position, act))

    def zones(self, day: str) -> Any:
        """Zones with their names on a day."""
        query = f"SELECT id, {NAME} name FROM entity WHERE id > 'zone-' AND id < 'zone.'"
        return [[zone, name] for zone, name in self.db.execute(query, (day,)) if name]

    def zone(self, zone: str, day: str, position: int) -> Any:
        """The name of one zone on a day as known at a position."""
        known = "position <= ? AND (until IS NULL OR until > ?)"
        query = f"SELECT name FROM point WHERE entity = ? AND latest <= ? AND {known} {LAST}"
        found = self.db.execute(query, (zone, day, position, position)).fetchone()
        return found[0] if found else None

    def chronology(self, zone: str) -> Any:
        """The acts of a zone with their parsed bodies, in order."""
        query = (
            "SELECT act, body FROM shown JOIN line USING (position) WHERE zone = ? AND until IS NULL "
            "ORDER BY earliest, latest, first"
        )
        return [(act, orjson.loads(body)) for act, body in self.db.execute(query, (zone,))]

    def diff(self, one: str, other: str) -> Any:
        """Entities with their names before and after, where they differ."""
        query = f"SELECT id, {NAME} a, {NAME} b FROM entity"
        return [row for row in self.db.execute(query, (one, other)) if row[1] != row[2]]

    def rebuild(self) -> None:
        """The points again from the lines."""
        execute = self.db.execute
        execute("BEGIN IMMEDIATE")
        execute("DROP TABLE point")
        execute(POINT)
        latest: dict[str, tuple[int, tuple[Any, ...] | None]] = {}
        rows: list[list[Any]] = []
        for position, line in execute("SELECT position, body FROM line ORDER BY position"):
            act, body, _ = read(orjson.loads(line))
            first, row = latest.get(act, (position, None))
            if row is not None:
                row[6] = position  # type: ignore[index]
            made: Any = None
            if body is not None:
                entity, _, (earliest, last), name = facts(body)
                made = [entity, last, earliest, first, position, name, None]
                rows.append(made)
            latest[act] = first, made
        rows.sort(key=lambda row: row[:5])
        self.db.executemany("INSERT INTO point VALUES(?,?,?,?,?,?,?)", rows)
        execute("COMMIT")
        execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def verify(self) -> bool:
        """Whether the chain of hashes still fits every line."""
        chain = b""
        for line, kept in self.db.execute("SELECT body, chain FROM line ORDER BY position"):
            chain = hashlib.sha256(chain + line).digest()
            if chain != kept:
                return False
        return True


def facts(body: dict[str, Any]) -> tuple[str, str, tuple[str, str], str]:
    """The entity an act changes, the zone whose chronology shows it, the days it means, and the new name."""
    (effect,) = body["effects"]
    name = effect["projects"][0] if "plan" in effect else effect["name"]
    return effect.get("plan") or effect["zone"], effect["zone"], span(body.get("enforced") or body["approved"]), name
