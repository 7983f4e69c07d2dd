"""Python's search for cyclic garbage rests while rows are made, and leaves nothing of it to the next question."""

from __future__ import annotations

import gc

import pytest

from reformlog.pausing import paused, swept


@pytest.mark.parametrize("resting", [paused, swept])
def test_the_search_rests_within_and_goes_on_afterwards_also_when_something_is_raised(resting):
    seen = []

    @resting
    def raising():
        seen.append(gc.isenabled())
        raise KeyError

    with pytest.raises(KeyError):
        raising()
    assert seen == [False] and gc.isenabled()


@pytest.mark.parametrize("resting", [paused, swept])
def test_who_has_switched_the_search_off_finds_it_off(resting):
    gc.disable()
    try:
        resting(list)()
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_what_much_work_has_left_is_looked_through_before_the_next_question():
    kept = swept(lambda: [[] for _ in range(100_000)])()
    assert len(kept) == 100_000
    assert gc.get_count()[0] < gc.get_threshold()[0]
