"""Twenty writers at once, on one file or each on a host of its own: every acknowledged act once, and nobody skipped."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from queue import Empty
from typing import Any

import pytest

import reformlog
from cli_running import run
from log_postgres import own_schema
from reformlog.errors import Stale
from reformlog.following import follow
from reformlog.log import checking, open_log
from reformlog.register import open_register
from world import rows_in

WRITERS, EACH = 20, 4
START = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"


def act(writer: int, number: int) -> dict[str, Any]:
    """Zones are shared among the writers, so that they write to the same rows."""
    body = {"id": f"a{writer}-{number}", "kind": "cabinet-order", "title": f"政令 {writer}-{number}"}
    is_first = writer < 4 and number == 0
    effect = {"zone": f"z{writer % 4}", "is": "designated", "areas": ["04"]}
    changed = {"zone": f"z{writer % 4}", "is": "renamed", "name": f"区域 {writer}-{number}"}
    day = "2024-02-01" if is_first else f"2024-03-{1 + number:02}"
    return {**body, "enforced": day, "effects": [effect if is_first else changed], "sources": [{"title": "官報"}]}


def write(address: str, rows: str | None, writer: int, told: Any) -> None:
    """One writer: each act by itself, told with its position when it was acknowledged."""
    with open_register(address, projection=rows) as register:
        for number in range(1 if writer < 4 else 0, EACH):
            [position] = register.append(act(writer, number), accept_conflict="同日", recorded_by=f"writer {writer}")
            told.put((position, f"a{writer}-{number}"))


def follow_to(address: str, rows: str, end: int, told: Any) -> None:
    """One follower: every position it was told of, until the last."""
    with open_register(address, projection=rows) as register:
        seen = []
        for standing in follow(register, every=1):
            seen.append(standing.position)
            if standing.position >= end:
                break
    told.put(seen)


@pytest.fixture(params=["sqlite", "postgres"])
def address(request, tmp_path) -> Iterator[str]:
    with own_schema() if request.param == "postgres" else nullcontext(str(tmp_path / "reform.db")) as address:
        with reformlog.open(address, create=True, projection=str(tmp_path / "first.rows")) as register:
            register.append([act(writer, 0) for writer in range(4)])
        yield address


def test_twenty_writers_lose_nothing_repeat_nothing_and_are_followed_in_order(address, tmp_path):
    """Positions 1..n without gaps, each acknowledged act once; what three followers hold equals the fold of the log."""
    total = WRITERS * EACH
    context = multiprocessing.get_context(START)
    acknowledged, seen = context.Queue(), context.Queue()
    own = "://" in address  # one projection file for each host; on one machine the writers share theirs
    following = [
        context.Process(target=follow_to, args=(address, str(tmp_path / f"f{n}.rows"), total, seen)) for n in range(3)
    ]
    writing = [
        context.Process(target=write, args=(address, str(tmp_path / f"w{n}.rows") if own else None, n, acknowledged))
        for n in range(WRITERS)
    ]
    for process in (*following, *writing):
        process.start()
    try:
        told = [acknowledged.get(timeout=60) for _ in range(total - 4)]
        followed = [seen.get(timeout=60) for _ in range(3)]
    except Empty:
        pytest.fail("somebody did not come to an end")
    finally:
        for process in (*following, *writing):
            process.join(10)
            process.kill()
    assert sorted(position for position, _ in told) == list(range(5, total + 1))
    with open_log(address) as log:
        kept = {event.position: event.act for event in log.events()}
        assert list(kept) == list(range(1, total + 1)) and len(set(kept.values())) == total
        assert all(kept[position] == name for position, name in told)
        assert checking.check_stored(log).position == total
    folded = str(Path(tmp_path) / "folded.rows")
    with open_register(address, projection=folded) as register:
        register.rebuild()
    for number, positions in enumerate(followed):
        assert positions == sorted(positions) and positions[-1] == total
        assert rows_in(str(tmp_path / f"f{number}.rows")) == rows_in(folded)


def test_a_change_whose_acknowledgement_was_lost_is_recorded_once_whatever_others_made_of_the_act_since(
    address, tmp_path
):
    """Who names the version that a change replaces may repeat it until it is heard, and is told where it stands."""

    def correct(title: str, replaces: int) -> dict[str, Any]:
        body = {**act(0, 0), "title": title}
        return {"correct": "a0-0", "act": body, "reason": f"{title}の訂正", "replaces": replaces}

    mine = [correct("一", 1), {"withdraw": "a1-0", "reason": "二重", "replaces": 1}, act(5, 1)]
    others = [correct("二", 2), {"correct": "a1-0", "act": act(1, 0), "reason": "二重ではない", "replaces": 2}]
    with (
        open_register(address, projection=str(tmp_path / "one.rows")) as one,
        open_register(address, projection=str(tmp_path / "two.rows")) as two,
    ):
        assert one.append(mine, accept_conflict="同日") == [5, 6, 7]
        assert two.append(others, accept_conflict="同日") == [8, 9]
        assert one.append(mine, accept_conflict="同日") == two.append(mine, accept_conflict="同日") == [5, 6, 7]
        assert two.append({"withdraw": "a1-0", "reason": "やはり", "replaces": 3}, accept_conflict="同日") == [10]
        assert one.append(mine, accept_conflict="同日") == [5, 6, 7] and two.append(others[0]) == [8]
        for late in (
            correct("三", 1),
            {**mine[0], "reason": "別の理由"},
            {"withdraw": "a0-0", "reason": "二重", "replaces": 1},
        ):
            with pytest.raises(Stale, match="was replaced first by #5"):
                one.append(late)
        assert one.head.position == 10 and one.verify(deep=True).verified


def test_a_setting_repeated_with_the_version_it_was_made_for_is_recorded_once(address, tmp_path):
    """--set with --replaces changes that version, not what others made of it since."""
    words = ("correct", "a0-0", "--set", "title=一", "--reason", "誤記", "--replaces", "1")
    rows = ("--db", address, "--projection", str(tmp_path / "one.rows"))
    assert run(*rows, *words).out == "#5 a0-0\n"
    assert run(*rows, "correct", "a0-0", "--set", "enforced=2024-02-02", "--reason", "誤記").code == 0
    again = run(*rows, *words)
    assert again.code == 0 and "a0-0: already recorded as #5 (since corrected by #6)." in again.err
    assert run(*rows, *words[:3], "title=二", *words[4:]).code == 4
