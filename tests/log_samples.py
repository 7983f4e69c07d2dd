"""Small logs for tests of the log itself: hearings of one moment, and the library's own tests of a recorder."""

from __future__ import annotations

import unittest
from collections.abc import Callable
from typing import Any

from reformlog.log import Draft, Event, Log


def now() -> str:
    """The moment at which everything here is recorded."""
    return "2024-06-21T00:00:00.000000Z"


def record(log: Log, *acts: str, **fields: object) -> list[Event]:
    """Records an event for each of these acts, with these fields instead of the body of a hearing."""
    drafts = [Draft(act, 1, "hearing", fields or {"body": {"title": "ヒアリング"}}) for act in acts]
    with log.batch(now) as batch:
        return batch.add(drafts)


def timed(recorder: type[Any]) -> type[Any]:
    """A recorder of ours that is given no times, as the library's tests give none: it records all at one moment."""

    class Timed(recorder):
        def insert_events(self, stored_events, **kwargs):
            return super().insert_events(stored_events, times=[now()] * len(stored_events), **kwargs)

    return Timed


def passes_the_librarys_tests(new_recorder: Callable[[], Any], new_id: Callable[[], Any], id_type: str) -> None:
    """Runs `ApplicationRecorderTestCase` of eventsourcing. new_recorder: makes one over an empty log."""
    from eventsourcing.tests.persistence import ApplicationRecorderTestCase

    class Suite(ApplicationRecorderTestCase):
        originator_id_type = id_type

        def new_originator_id(self):
            return new_id()

        def create_recorder(self):
            return new_recorder()

    outcome = unittest.TestResult()
    unittest.defaultTestLoader.loadTestsFromTestCase(Suite).run(outcome)
    assert not outcome.errors + outcome.failures, outcome.errors + outcome.failures
    assert outcome.testsRun >= 4
