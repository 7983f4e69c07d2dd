"""A register and the model of it side by side: what is recorded in the one is told to the other."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import ExitStack, closing
from typing import Any

import orjson
import pytest

import emptied
import histories
import model
import reformlog
from reformlog.register import Register

TABLES = ("entity", "fact", "point", "text", "conflict", "life", "member", "ahead", "chronology")


def rows_in(path: str) -> dict[str, list[Any]]:
    """Every row of a projection file as it lies there, by its table."""
    with closing(sqlite3.connect(path)) as connection:
        return {name: sorted(connection.execute(f"SELECT * FROM {name}").fetchall()) for name in TABLES}


class World:
    """A register in a folder of its own, and the log the model knows. Use it in a `with`."""

    def __init__(self) -> None:
        self.ending = ExitStack()
        self.register: Register = self.ending.enter_context(emptied.register())
        self.log: list[model.Known] = []
        self.refused = 0

    def __enter__(self) -> World:
        return self

    def __exit__(self, *_: object) -> None:
        self.ending.close()

    @property
    def head(self) -> int:
        return self.log[-1].position if self.log else 0

    def versions(self, act: str, log: Sequence[model.Known]) -> list[model.Known]:
        return [event for event in log if event.act == act]

    def told(self, batch: Iterable[histories.Step]) -> tuple[list[dict[str, Any]], list[model.Known]]:
        """The entries a batch stands for, and the events they must become."""
        entries: list[dict[str, Any]] = []
        log = list(self.log)
        for step in batch:
            known = self.versions(step.act, log)
            last = known[-1].body if known else None
            if isinstance(step, histories.Drop):
                if last is None:
                    continue
                entries.append({"withdraw": step.act, "reason": f"撤回 {len(log)}"})
                body = None
            else:
                body = step.body if isinstance(step, histories.Put) else known[0].body if known else None
                if body is None:
                    continue
                if known:
                    entries.append({"correct": step.act, "act": body, "reason": f"訂正 {len(log)}"})
                else:
                    entries.append(body)
                if same(body, last):
                    continue
            log.append(model.Known(len(log) + 1, step.act, len(known) + 1, body))
        return entries, log[len(self.log) :]

    def play(self, batch: Iterable[histories.Step], accept: bool = True) -> bool:
        """Records a batch; a conflict is refused exactly when the model says so, and then accepted. Whether it was."""
        entries, events = self.told(batch)
        if not entries:
            return False
        head = self.head
        after = [*self.log, *events]
        new = model.conflicting(after, head + len(events)) - model.conflicting(self.log, head) if events else set()
        if not new:
            self.register.append(entries)
            self.log = after
            return True
        with pytest.raises(reformlog.Refused) as refusal:
            self.register.append(entries)
        assert {error.code for error in refusal.value.errors} == {"conflict"}
        told = {error.message.partition(" (")[0] for error in refusal.value.errors}
        assert told == {f"{act}, effect {number + 1}" for act, number in new}
        self.refused += 1
        if accept:
            self.register.append(entries, accept_conflict=f"両方正しい {head}")
            self.log = [*self.log, *(event._replace(accepted=f"両方正しい {head}") for event in events)]
        return accept

    def rows(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of the projection file."""
        self.register.view()
        execute = self.register.projection.connection.execute
        about = sorted(execute("SELECT key, value FROM about").fetchall())
        return {"about": about, **{name: sorted(execute(f"SELECT * FROM main.{name}").fetchall()) for name in TABLES}}

    def lines(self) -> list[bytes]:
        """Every stored line."""
        return [event.line for event in self.register.log.events()]


def same(one: Any, other: Any) -> bool:
    """Equality of the canonical body: keys in any order."""
    return orjson.dumps(one, option=orjson.OPT_SORT_KEYS) == orjson.dumps(other, option=orjson.OPT_SORT_KEYS)


def in_any_order(rows: Iterable[Any]) -> list[str]:
    return sorted(orjson.dumps(row, option=orjson.OPT_SORT_KEYS).decode() for row in rows)


WORDS = ("rule", "article", "message", "accepted")


def without_words(conflicts: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Conflicts as the model knows them: the words of a rule are the program's own."""
    return [{key: value for key, value in row.items() if key not in WORDS} for row in conflicts]


def day_before(day: str) -> str:
    return (datetime.date.fromisoformat(day) - datetime.timedelta(1)).isoformat()
