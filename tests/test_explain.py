"""explain: why an answer is what it is, on the real record and on random histories."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import histories
import played
import reformlog
from reformlog import formats
from reformlog.log.lines import read
from reformlog.queries import blame
from reformlog.queries import explain as query


def explain(
    register: Any, entity: str, field: str | None = None, as_of: str | None = None, known: Any = None
) -> dict[str, Any]:
    return query.explain(register.view(known), entity, field, as_of=as_of)


def test_on_22_june_the_order_is_decided_and_not_in_force(real):
    """The Cabinet decided on the 21st; the zone is only endorsed until the order is in force on the 26th."""
    told = explain(real, "miyagi-kumamoto", "status", "2024-06-22")
    assert told["fields"] == [
        {
            "field": "status",
            "value": "endorsed",
            "rule": "zone.endorsed",
            "article": "法2条6項、30条1項1号",
            "act": "2024-06-04.council-63",
            "date": "2024-06-04",
        }
    ]
    (pending,) = [row for row in told["acts"] if row["act"] == "2024-06-21.cabinet-order"]
    assert (pending["outcome"], pending["changed"]) == ("pending", {})
    assert pending["why"] == "decided 2024-06-21; it takes effect on 2024-06-26, after 2024-06-22."


def test_on_26_june_the_order_gave_the_status(real):
    told = explain(real, "miyagi-kumamoto", "status", "2024-06-26")
    assert (told["fields"][0]["value"], told["fields"][0]["act"]) == ("designated", "2024-06-21.cabinet-order")
    assert [row["changed"]["status"] for row in told["acts"] if row["outcome"] == "took-effect"] == [
        {"before": "none", "after": "candidate"},
        {"before": "candidate", "after": "endorsed"},
        {"before": "endorsed", "after": "designated"},
    ]


def test_every_act_comes_with_its_sources_and_its_place_in_the_log(real):
    told = explain(real, "miyagi-kumamoto", "status", "2024-06-26")
    acts = {row["act"] for row in told["acts"]}
    assert {row["act"] for row in told["sources"]} == {row["act"] for row in told["events"]} == acts
    event = next(row for row in told["events"] if row["act"] == "2024-06-21.cabinet-order")
    assert event["recorded_by"] == "registrar" and event["recorded_at"].startswith("2026-11-01")
    assert len(event["leaf"]) == 44 and "checkpoint" not in event


def test_an_approval_of_an_unknown_day_is_possible_before_it_is_certain(real):
    told = explain(real, "plan:miyagi-kumamoto", "status", "2025-01-10")
    assert told["fields"][0]["value"] == "none"
    outcomes = {row["act"]: row["outcome"] for row in told["acts"]}
    assert outcomes["2024.plan-approval-kumamoto"] == "possible"
    assert outcomes["2024-06-21.cabinet-order"] == "ground"


def test_an_order_promulgated_whose_enforcement_nobody_knows_is_pending_without_a_day(tmp_path):
    """公布 2024年6月26日; the day on which it comes into force is set by another order that is not recorded."""
    zone = {"zone": "okinawa", "is": "designated", "name": "沖縄", "areas": ["47"]}
    order = {"id": "order", "kind": "cabinet-order", "title": "政令", "promulgated": "2024-06-26", "effects": [zone]}
    with reformlog.open(tmp_path / "a.db", create=True) as register:
        register.append({**order, "sources": [{"title": "官報"}]})
        (row,) = explain(register, "okinawa", as_of="2024-07-01")["acts"]
    assert (row["act"], row["is"], row["outcome"], row["date"]) == ("order", "zone.designated", "pending", None)
    assert row["why"] == "promulgated 2024-06-26; the day on which it takes effect is not known."


def test_a_zones_bare_id_is_the_zone_and_its_policy_is_asked_by_its_own_name(real):
    assert explain(real, "miyagi-kumamoto")["entity"] == "zone"
    told = explain(real, "policy:miyagi-kumamoto", "status", "2024-09-05")
    assert (told["fields"][0]["value"], told["fields"][0]["article"]) == ("decided", "法6条1項")


def test_a_use_is_named_by_measure_zone_and_part(real):
    told = explain(real, "foreign-engineer-screening@miyagi-kumamoto/43", "status", "2025-02-01")
    assert (told["fields"][0]["value"], told["fields"][0]["act"]) == ("started", "2025-01.start-kumamoto")


@pytest.mark.parametrize(
    ("entity", "field", "code"),
    [
        ("miyagi-kumamot", None, "entity-unknown"),
        ("town:x", None, "entity-kind"),
        ("plan:no-such", None, "entity-unknown"),
        ("okinawa", "colour", "field-unknown"),
    ],
)
def test_what_cannot_be_explained_is_refused_with_the_nearest(real, entity, field, code):
    with pytest.raises(reformlog.Usage) as refused:
        explain(real, entity, field)
    assert refused.value.code == code and refused.value.hint


def test_a_bare_id_that_is_several_things_lists_them(tmp_path):
    source = [{"title": "資料"}]
    call = {"id": "a", "kind": "proposal-call", "title": "募集", "opened": "2024-01-01", "sources": source}
    law = {"id": "b", "kind": "law", "title": "法律", "enforced": "2024-01-01", "sources": source}
    with reformlog.open(tmp_path / "r.db", create=True) as register:
        register.append(
            [
                {**call, "effects": [{"call": "x", "is": "opened"}]},
                {**law, "effects": [{"measure": "x", "is": "created"}]},
            ]
        )
        with pytest.raises(reformlog.Usage) as refused:
            explain(register, "x")
        assert "measure:x, call:x" in refused.value.message
        assert explain(register, "call:x")["entity"] == "call"


def test_a_corrected_and_a_withdrawn_version_are_listed_with_reason_and_who(record_copy):
    with record_copy() as register:
        body = register.log.versions("2024-09-05.zone-policy")[0]
        wrong = {**read(body.line)["body"], "decided": "2024-09-15"}
        register.correct("2024-09-05.zone-policy", wrong, reason="官報により訂正", recorded_by="auditor")
        (row,) = [
            r
            for r in explain(register, "policy:miyagi-kumamoto", as_of="2024-10-01")["acts"]
            if r["outcome"] == "corrected"
        ]
        assert row["date"] == "2024-09-05" and row["why"].endswith("recorded by auditor: 官報により訂正")
        register.withdraw("2024-09-05.zone-policy", reason="別の文書だった", recorded_by="auditor")
        told = explain(register, "policy:miyagi-kumamoto", "status", "2024-10-01")
        assert told["fields"][0]["value"] == "none"
        withdrawn = {row["date"] for row in told["acts"] if row["outcome"] == "withdrawn"}
        assert withdrawn == {"2024-09-15"}


def test_the_version_that_stands_and_the_one_corrected_have_each_its_own_source_and_place_in_the_log(tmp_path):
    act = {"id": "o", "kind": "cabinet-order", "title": "政令", "decided": "2024-06-21", "enforced": "2024-06-26"}
    act |= {"effects": [{"zone": "z", "is": "designated"}]}
    with reformlog.open(tmp_path / "log.db", create=True) as register:
        register.append({**act, "sources": [{"title": "速報", "locator": "1頁"}]}, recorded_by="first")
        new = {**act, "enforced": "2024-06-27", "sources": [{"title": "官報", "locator": "2頁"}]}
        register.correct("o", new, reason="官報により", recorded_by="second")
        told = explain(register, "z", as_of="2024-07-01")
        assert [(row["outcome"], row["position"]) for row in told["acts"]] == [("took-effect", 2), ("corrected", 1)]
        assert [(row["act"], row["position"], row["title"]) for row in told["sources"]] == [
            ("o", 2, "官報"),
            ("o", 1, "速報"),
        ]
        assert [(row["position"], row["recorded_by"]) for row in told["events"]] == [(2, "second"), (1, "first")]
        assert len({row["leaf"] for row in told["events"]}) == 2
        _, stands, corrected = formats.render(told, "text").split("\n\n")[1:4]
        assert "官報 2頁" in stands and "#2 " in stands and "速報" not in stands
        assert "速報 1頁" in corrected and "#1 " in corrected and "出典: 官報" not in corrected


def test_with_hindsight_what_was_not_known_at_a_position_is_named_as_such(real):
    acts = explain(real, "miyagi-kumamoto")["acts"]
    position = next(row["position"] for row in acts if row["act"] == "2024-06-21.cabinet-order")
    told = explain(real, "miyagi-kumamoto", "status", "2024-06-26", position - 1)
    assert told["fields"][0]["value"] == "endorsed"
    assert "2024-06-21.cabinet-order" not in {row["act"] for row in told["acts"]}
    view = real.view(position - 1)
    told = query.explain(view, "miyagi-kumamoto", "status", as_of="2024-06-26", hindsight=True)
    (row,) = [row for row in told["acts"] if row["act"] == "2024-06-21.cabinet-order"]
    assert row["outcome"] == "not-known-then" and f"#{position}" in row["why"]
    assert told["hindsight"] == real.head.position


def test_with_hindsight_an_entity_is_explained_that_nobody_had_spoken_of_at_the_position():
    """Its fields read as known then, and its acts are those nobody knew; without hindsight there is no answer."""
    with played.register() as register:
        register.append(order("o", "2024-01-02", "designated"))
        approval = {
            "id": "p",
            "kind": "plan-approval",
            "title": "認定",
            "approved": "2024-02-02",
            "sources": [{"title": "官報"}],
        }
        effects = [{"plan": "z", "is": "approved"}, {"measure": "m", "zone": "z", "is": "included"}]
        register.append({**approval, "effects": effects})
        for entity in ("z", "policy:z", "plan:z", "m@z"):
            told = query.explain(register.view(0), entity, as_of="2024-06-01", hindsight=True)
            assert {row["outcome"] for row in told["acts"]} <= {"not-known-then"}
            assert next(row["value"] for row in told["fields"] if row["field"] == "status") == "none"
            with pytest.raises(reformlog.Usage):
                query.explain(register.view(0), entity, as_of="2024-06-01")
        (row,) = query.explain(register.view(1), "m@z", as_of="2024-06-01", hindsight=True)["acts"][1:]
        assert (row["act"], row["outcome"]) == ("p", "not-known-then")


def test_with_hindsight_the_first_checkpoint_that_covers_an_event_is_named(record_copy):
    with record_copy() as register:
        size = register.head.position - 1
        register.log.keep_note(lambda log: (size, b"a note"))
        told = query.explain(register.view(), "miyagi-kumamoto", "status", as_of="2024-06-26", hindsight=True)
        assert {row["checkpoint"] for row in told["events"]} == {size}


def test_a_conflict_is_explained_with_its_rule_and_article(tmp_path):
    with reformlog.open(tmp_path / "r.db", create=True) as register:
        act = {
            "id": "a",
            "kind": "zone-policy",
            "title": "方針",
            "decided": "2024-01-01",
            "sources": [{"title": "資料"}],
        }
        register.append({**act, "effects": [{"policy": "z", "is": "decided"}]}, accept_conflict="指定の政令は未確認")
        (row,) = explain(register, "policy:z", "status", "2024-02-01")["acts"]
        assert (row["outcome"], row["rule"], row["article"]) == (
            "conflict",
            "policy.decided: zone not designated",
            "法6条1項",
        )


def order(act: str, day: str, word: str, **fields: Any) -> dict[str, Any]:
    effect = {"zone": "z", "is": word, **fields}
    body = {"id": act, "kind": "cabinet-order", "title": act, "enforced": day, "effects": [effect]}
    return {**body, "sources": [{"title": "官報"}]}


def test_what_was_given_anew_as_it_was_is_explained_by_the_act_that_gave_it_last():
    with played.register() as register:
        first = order("r1", "2024-01-02", "designated", name="甲", areas=["04"])
        again = order("r6", "2024-06-02", "designated", name="甲", areas=["04"])
        named = order("r7", "2024-06-03", "renamed", name="甲")
        register.append([first, order("r5", "2024-05-02", "cancelled"), again, named])
        told = explain(register, "z", "areas", "2024-06-05")
        assert told["fields"][0]["act"] == "r6"
        (row,) = [act for act in told["acts"] if act["act"] == "r6"]
        assert row["why"] == "It gives areas anew, the same as before." and "areas" not in row["changed"]
        told = explain(register, "z", None, "2024-06-05")
        whys = {row["act"]: row["why"] for row in told["acts"]}
        assert whys == {
            **dict.fromkeys(("r1", "r5", "r6")),
            "r7": "It gives in_progress, name anew, the same as before.",
        }
        assert explain(register, "z", "nickname", "2024-06-05")["acts"] == []  # which nothing gave


def test_the_zone_of_a_plan_is_explained_by_the_act_that_binds_it():
    """Without that act the plan would be another zone's, and be judged by that zone's life."""
    agreed = {
        "id": "a",
        "kind": "zone-council",
        "title": "区域会議",
        "held": "2024-02-01",
        "sources": [{"title": "資料"}],
    }
    bound = {"plan": "zone-plan", "is": "agreed", "zone": "z"}
    with played.register() as register:
        register.append([order("r", "2024-01-02", "designated"), {**agreed, "effects": [bound]}])
        for day in ("2024-02-01", "2024-01-15"):  # on the day before, the plan is that zone's all the same
            told = explain(register, "plan:zone-plan", "zone", day)
            assert [(row["value"], row["act"]) for row in told["fields"]] == [("z", "a")]
            grounds = [(row["act"], row["why"]) for row in told["acts"] if row["outcome"] == "ground"]
            assert grounds == [
                ("a", "it says which zone the plan belongs to"),
                ("r", "what depends on the zone is judged by this"),
            ]
            assert {"a", "r"} <= {source["act"] for source in told["sources"]}


def test_an_expiry_is_explained_up_to_the_act_that_set_the_last_day():
    law = {"kind": "law", "title": "法律", "sources": [{"title": "官報"}]}
    created = {"measure": "m", "is": "created", "until": "2024-03-31"}
    extended = {"measure": "m", "is": "extended", "until": "2024-06-30"}
    with played.register() as register:
        register.append({**law, "id": "m1", "enforced": "2024-01-01", "effects": [created]})
        register.append({**law, "id": "m2", "enforced": "2024-03-01", "effects": [extended]})
        told = explain(register, "m", "status", "2024-07-01")
        assert (told["fields"][0]["value"], told["fields"][0]["act"]) == ("expired", "m2")
        assert [row["act"] for row in told["acts"]] == ["m1", "m2"]
        told = explain(register, "m", "status", "2024-05-01")  # beyond the first last day: why has it not expired?
        assert (told["fields"][0]["value"], told["fields"][0]["act"]) == ("created", "m1")
        assert [row["act"] for row in told["acts"]] == ["m1", "m2"]


@settings(max_examples=40)
@given(histories.histories() | histories.deep_lives(), st.sampled_from(histories.DAYS), st.integers(0, 99))
def test_the_act_that_gave_a_field_is_told_with_its_sources_and_is_the_one_blamed(history, day, pick):
    with played.register() as register:
        played.play(register, history)
        if not (found := played.subjects(register)):
            return
        subject = found[pick % len(found)]
        blamed = {row["field"]: row["act"] for row in blame.blame(register.view(), subject, as_of=day)["fields"]}
        for field, act in blamed.items():
            told = explain(register, subject, field, day)
            assert told["fields"][0]["act"] == act
            shown = {row["act"] for row in told["acts"] if row["outcome"] in ("took-effect", "ground")}
            assert act is None or (act in shown and act in {row["act"] for row in told["sources"]})


@settings(max_examples=40)
@given(histories.histories(), st.sampled_from(histories.DAYS), st.integers(0, 99))
def test_the_acts_of_an_explanation_alone_give_the_same_answer(history, day, pick):
    """Whatever else is in the log, the acts that took effect and the grounds refold to what was explained."""
    with played.register() as register, played.register() as alone:
        played.play(register, history)
        if not (found := played.subjects(register)):
            return
        subject = found[pick % len(found)]
        told = explain(register, subject, as_of=day)
        kept = {row["position"] for row in told["acts"] if row["outcome"] in ("took-effect", "ground")}
        if kept:
            alone.append(played.bodies(register, kept), accept_conflict="refolded")
        if subject in played.subjects(alone):
            assert explain(alone, subject, as_of=day)["fields"] == told["fields"]
        else:
            assert all(row["act"] is None for row in told["fields"])


def test_who_asks_a_zone_for_its_policy_or_plan_is_shown_where_these_are_explained(real):
    for field in ("policy", "plan"):
        with pytest.raises(reformlog.Usage) as refused:
            real.explain("okinawa", field, as_of="2024-01-01")
        assert refused.value.hint == f"reformlog explain {field}:okinawa status"


def test_what_is_recorded_later_changes_no_name_asked_for_earlier(tmp_path):
    """A bare id that comes to be of two things, and is of one again when the other act is withdrawn."""

    def act(name: str, kind: str, effect: dict[str, Any], **fields: Any) -> dict[str, Any]:
        return {"id": name, "kind": kind, "title": name, "effects": [effect], "sources": [{"title": "資料"}], **fields}

    with reformlog.open(tmp_path / "r.db", create=True) as register:
        register.append(act("law", "law", {"measure": "startup", "is": "created"}, enforced="2024-01-06"))
        with pytest.raises(reformlog.Usage, match="No act of this log speaks of zb"):
            register.explain("zb", as_of="2024-02-01", as_known=1)
        register.append(act("bill", "bill", {"bill": "startup", "is": "submitted"}, submitted="2024-01-07"))
        register.append(act("order", "cabinet-order", {"zone": "zb", "is": "designated"}, enforced="2024-01-08"))
        assert register.explain("startup", as_of="2024-02-01", as_known=1)
        with pytest.raises(reformlog.Usage, match="zb, as known at position 1"):
            register.explain("zb", as_of="2024-02-01", as_known=1)
        with pytest.raises(reformlog.Usage, match="several things"):
            register.explain("startup", as_of="2024-02-01")
        register.withdraw("bill", reason="取り違え")
        assert register.explain("startup", as_of="2024-02-01")


def of_no_day(act: str, zone: str, **fields: Any) -> dict[str, Any]:
    """An order of which nobody knows when it comes into force."""
    effects = [{"zone": zone, "is": "designated"}]
    return {
        "id": act,
        "kind": "cabinet-order",
        "title": act,
        "effects": effects,
        "sources": [{"title": "資料"}],
        **fields,
    }


def test_of_what_only_acts_without_a_date_speak_it_is_said_what_acts_and_that_they_have_none():
    with played.register() as register:
        register.append([of_no_day("a", "za"), of_no_day("b", "za", decided="2030-01-02")])
        told = explain(register, "za", as_of="2024-06-01")
        assert {row["value"] for row in told["fields"] if row["field"] == "status"} == {"none"}
        assert [(row["act"], row["outcome"], row["date"], row["why"]) for row in told["acts"]] == [
            ("a", "undated", None, "It has no date enforced, on which it takes effect."),
            ("b", "undated", None, "Nothing had happened by 2024-06-01, and it has no date enforced."),
        ]
        later = {row["act"]: row["outcome"] for row in explain(register, "za", as_of="2030-01-02")["acts"]}
        assert later == {"a": "undated", "b": "pending"}
        assert [row["act"] for row in told["sources"]] == ["a", "b"]
        with pytest.raises(reformlog.Usage, match="No act of this log speaks of zb"):
            explain(register, "zb")


def test_an_act_without_a_date_is_told_beside_those_that_have_one():
    with played.register() as register:
        register.append([order("r1", "2024-01-02", "designated"), of_no_day("a", "z")])
        assert {row["act"]: row["outcome"] for row in explain(register, "z", as_of="2024-06-01")["acts"]} == {
            "r1": "took-effect",
            "a": "undated",
        }


def test_an_act_without_a_date_that_was_taken_back_or_given_a_date_is_told_so():
    with played.register() as register:
        register.append([of_no_day("a", "za"), of_no_day("b", "zb")])
        register.withdraw("a", reason="なかった")
        register.correct("b", of_no_day("b", "zb", enforced="2024-01-02"), reason="施行日が分かった")
        (row,) = explain(register, "za", as_of="2024-06-01")["acts"]
        assert (row["outcome"], row["position"]) == ("withdrawn", 1) and "by #3" in row["why"]
        told = {row["outcome"]: row["why"] for row in explain(register, "zb", as_of="2024-06-01")["acts"]}
        assert told.keys() == {"took-effect", "corrected"} and told["corrected"].endswith("施行日が分かった")


def test_an_effect_is_taken_back_by_the_event_that_changed_it_and_by_no_correction_of_something_else():
    with played.register() as register:
        first = order("r1", "2024-01-02", "designated", name="甲")
        register.append(first)
        register.correct("r1", {**first, "title": "別の件名"}, reason="件名の誤り")
        register.correct("r1", order("r1", "2024-01-03", "designated", name="甲"), reason="日付の誤り")
        taken = [row for row in explain(register, "z", as_of="2024-06-01")["acts"] if row["outcome"] == "corrected"]
        assert [(row["date"], row["position"]) for row in taken] == [("2024-01-02", 2)]
        assert "by #3" in taken[0]["why"] and taken[0]["why"].endswith("日付の誤り")


def test_with_hindsight_an_effect_is_known_since_the_event_that_first_said_it():
    with played.register() as register:
        register.append(order("r1", "2024-01-02", "designated"))
        second = order("r2", "2024-02-02", "nicknamed", nickname="通称")
        second |= {"kind": "announcement", "published": second.pop("enforced")}
        register.append(second)
        register.correct("r2", {**second, "title": "別の件名"}, reason="件名の誤り")
        told = query.explain(register.view(1), "z", as_of="2024-06-01", hindsight=True)
        (row,) = [row for row in told["acts"] if row["outcome"] == "not-known-then"]
        assert row["position"] == 3 and row["why"].startswith("It was recorded as #2 at ")


def test_with_hindsight_what_was_known_and_taken_back_since_is_named_with_the_event_that_took_it_back():
    """Recorded of the wrong zone, corrected in its title, then in its zone; another withdrawn, and brought back."""

    def of(name: str, zone: str, title: str = "政令") -> dict[str, Any]:
        effects = [{"zone": zone, "is": "designated"}]
        return {**order(name, "2024-01-01", "designated"), "title": title, "effects": effects}

    def told(zone: str, known: int, *, hindsight: bool = True) -> list[tuple[str, str]]:
        answer = query.explain(register.view(known), zone, as_of="2024-06-01", hindsight=hindsight)
        return [(row["outcome"], row["why"] or "") for row in answer["acts"] if row["outcome"] != "took-effect"]

    with played.register() as register:
        register.append([of("a", "x"), of("b", "v")], recorded_by="甲")
        register.correct("a", of("a", "x", "題"), reason="誤字", recorded_by="甲")
        register.correct("a", of("a", "y"), reason="別の区域", recorded_by="甲")
        register.withdraw("b", reason="取り違え", recorded_by="甲")
        by = "nobody knew that it was corrected by #4, recorded by 甲: 別の区域"
        for known in (1, 3):
            assert told("x", known) == [("corrected", f"At #{known} {by}")]
            assert told("x", known, hindsight=False) == []
        assert told("x", 4) == [("corrected", "It was corrected by #4, recorded by 甲: 別の区域")]
        assert told("v", 2) == [
            ("withdrawn", "At #2 nobody knew that it was withdrawn by #5, recorded by 甲: 取り違え")
        ]
        register.correct("b", of("b", "v"), reason="取り違えではなかった")
        assert told("v", 2) == []
