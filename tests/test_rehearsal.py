"""append --dry-run: everything is decided and judged as if it were recorded, shown, and taken back."""

from __future__ import annotations

from typing import Any

from reformlog.recording import admitting
from reformlog.recording.rehearsing import rehearse
from reformlog.recording.terms import Terms

SOURCE = [{"title": "資料"}]


def entries(*trees: Any) -> list[admitting.Admitted]:
    return [admitting.admit(tree) for tree in trees]


def policy(decided: str) -> dict[str, Any]:
    effects = [{"policy": "hokkaido", "is": "decided"}]
    return {
        "id": "p",
        "kind": "zone-policy",
        "title": "方針",
        "decided": decided,
        "effects": effects,
        "sources": SOURCE,
    }


def order(**fields: Any) -> dict[str, Any]:
    effects = [{"zone": "aichi", "is": "cancelled"}]
    return {"id": "o", "kind": "cabinet-order", "title": "政令", "effects": effects, "sources": SOURCE, **fields}


def test_a_rehearsal_shows_the_difference_and_records_nothing(record_copy):
    with record_copy() as register:
        head = register.head
        told = rehearse(register, entries(policy("2024-10-01")))
        (change,) = [row for row in told["changes"] if row["field"] == "status"]
        assert (change["entity"], change["id"], change["before"], change["after"]) == (
            "policy",
            "hokkaido",
            "none",
            "decided",
        )
        assert told["outcomes"][0]["position"] == head.position + 1 and told["errors"] == []
        assert register.head == head and register.zone("hokkaido").policy == "none"


def test_it_shows_new_gaps_and_what_becomes_pending(record_copy):
    with record_copy() as register:
        told = rehearse(register, entries(policy("2024-10-01"), order(decided="2026-10-01", enforced="2030-01-01")))
        assert {(row["act"], row["needs"]) for row in told["gaps"]} == {("p", "policy.consulted")}
        assert [(row["act"], row["effective"]) for row in told["pending"]] == [("o", "2030-01-01")]


def test_a_gap_or_what_is_pending_is_new_when_it_was_not_there_before_whichever_act_it_is_of(record_copy):
    with record_copy() as register:
        first = policy("2024-10-01")
        register.append([first, order(decided="2026-10-01", enforced="2030-01-01")])
        retitled = [
            {"correct": body["id"], "reason": "誤字", "act": {**body, "title": "題"}} for body in (first, order())
        ]
        retitled[1]["act"] |= {"decided": "2026-10-01", "enforced": "2030-01-01"}
        told = rehearse(register, entries(*retitled))
        assert (told["gaps"], told["pending"]) == ([], [])
        plan = {"id": "a", "kind": "plan-approval", "title": "認定", "approved": "2024-11-01", "sources": SOURCE}
        register.append({**plan, "effects": [{"plan": "hokkaido", "is": "approved"}]})
        told = rehearse(register, entries({"withdraw": "p", "reason": "取り違え"}))
        assert [(row["act"], row["needs"], row["outcome"]) for row in told["gaps"]] == [
            ("a", "policy.decided", "missing")
        ]


def test_what_was_pending_before_is_not_told_of_the_batch(record_copy):
    with record_copy() as register:
        register.append([order(decided="2026-10-01", enforced="2030-01-01")])
        assert rehearse(register, entries(policy("2024-10-01")))["pending"] == []
        again = order(decided="2026-10-01", enforced="2031-01-01")
        told = rehearse(
            register, entries({"correct": "o", "reason": "誤り", "act": again}, {"withdraw": "o", "reason": "重複"})
        )
        assert told["pending"] == []


def test_a_conflict_is_shown_and_named_as_the_reason_for_a_refusal(record_copy):
    with record_copy() as register:
        told = rehearse(register, entries(policy("2024-01-01")))
        assert [row["rule"] for row in told["conflicts"]] == ["policy.decided: zone not designated"]
        assert [error["code"] for error in told["errors"]] == ["conflict"]
        accepted = rehearse(register, entries(policy("2024-01-01")), Terms(accepted="両方正しい"))
        assert accepted["errors"] == [] and accepted["conflicts"][0]["accepted"] == "両方正しい"


def test_an_assertion_that_would_break_is_shown(record_copy):
    with record_copy() as register:
        register.append({"assert": "none-yet", "as-of": "2024-12-31", "that": {"policy": "hokkaido", "status": "none"}})
        told = rehearse(register, entries(policy("2024-10-01")))
        (broken,) = told["assertions"]
        assert (broken["name"], broken["found"], broken["acts"]) == ("none-yet", "decided", ["p"])
        assert [error["code"] for error in told["errors"]] == ["assertion-broken"]


def test_of_what_is_recorded_already_nothing_is_shown_and_nothing_would_be_refused(record_copy):
    with record_copy() as register:
        register.append([policy("2024-10-01")])
        told = rehearse(register, entries(policy("2024-10-01")))
    assert [row["new"] for row in told.pop("outcomes")] == [False]
    lists = ("changes", "events", "conflicts", "gaps", "pending", "assertions", "doubts", "errors")
    assert {name: told[name] for name in lists} == {name: [] for name in lists}


def test_after_a_rehearsal_the_same_append_does_what_was_shown(record_copy):
    with record_copy() as register:
        told = rehearse(register, entries(policy("2024-10-01")))
        assert register.append(policy("2024-10-01")) == [told["outcomes"][0]["position"]]
        before = register.view(register.head.position - 1)
        from reformlog.queries import diff

        again = diff.diff(register.view(), told["as_of"], told["as_of"], before)
        assert again["changes"] == told["changes"] and register.verify()
        assert register.ask("zones")["log"] != told["log"]
