"""What is said of a refused batch: what rests on a withdrawn act, which id nothing introduces, what may be meant."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import reformlog
from cli_running import run
from reformlog.events.effects import EFFECTS, ENTITY_KEYS
from reformlog.events.fields import EXAMPLES, fields_of
from reformlog.events.kinds import KINDS
from reformlog.events.meant import nearest
from reformlog.events.refusals.effects import ENTITIES_JA
from reformlog.formats.values import WORDS

SOURCES = [{"title": "官報"}]


def act(name: str, kind: str, day: str, *effects: dict[str, Any]) -> dict[str, Any]:
    date = KINDS[kind].effective
    return {"id": name, "kind": kind, "title": "題", date: day, "sources": SOURCES, "effects": [*effects]}


def withdrawal(name: str) -> dict[str, Any]:
    return {"withdraw": name, "reason": "取り違え"}


ORDER = act("order", "cabinet-order", "2020-01-01", {"zone": "x-area", "is": "designated", "areas": ["04"]})


@pytest.fixture
def register(tmp_path: Path):
    with reformlog.open(tmp_path / "r.db", create=True) as made:
        made.append(ORDER)
        yield made


def refused(register, *entries: dict[str, Any]) -> list[tuple[str, str]]:
    """What is said of each thing refused, and what to do about it; nothing is recorded."""
    before = register.head
    with pytest.raises(reformlog.Refused) as found:
        register.append([*entries])
    assert register.head == before
    return [(error.message, error.hint or "") for error in found.value.errors]


# What rests on what is withdrawn


def test_an_act_of_the_batch_itself_rests_on_nothing_the_batch_withdraws(register):
    """A nickname is withdrawn, and an area added that the zone has already: the area is wrong by itself."""
    register.append(act("nick", "announcement", "2021-01-01", {"zone": "x-area", "is": "nicknamed", "nickname": "愛"}))
    again = act("again", "cabinet-order", "2022-01-01", {"zone": "x-area", "is": "area-changed", "add": ["04"]})
    [(message, hint)] = refused(register, withdrawal("nick"), again)
    assert "rests on" not in message
    assert hint.startswith("Correct the date or the effect")


def test_an_act_of_the_batch_with_a_slip_keeps_its_hint_beside_a_withdrawal_of_the_same_zone(register):
    """The zone of the plan is misspelt, and the withdrawn act had that misspelling too."""
    slip = {"policy": "x-aera", "is": "endorsed"}
    register.append(act("slip", "council-meeting", "2020-02-01", slip))
    plan = act("plan", "plan-approval", "2020-03-01", {"plan": "x-aera", "is": "approved"})
    [(message, hint)] = refused(register, withdrawal("slip"), plan)
    assert message.endswith("No other act introduces a zone x-aera.")
    assert hint.startswith("Did you mean  plan: x-area  ?")


def test_an_effect_nothing_needs_is_not_what_an_earlier_act_rests_on(register):
    """The approval was recorded and is undone by an earlier one in the batch, not by the nickname's withdrawal."""
    register.append(
        [
            act("nick", "announcement", "2021-01-01", {"zone": "x-area", "is": "nicknamed", "nickname": "愛"}),
            act("late", "plan-approval", "2022-01-01", {"plan": "x-area", "is": "approved"}),
        ]
    )
    early = act("early", "plan-approval", "2021-06-01", {"plan": "x-area", "is": "approved"})
    [(message, hint)] = refused(register, withdrawal("nick"), early)
    assert message.startswith("late, ") and "approved already" in message
    assert "rests on" not in message and "withdraw: late" not in hint


RESTING = {
    "zone.designated": (
        [],
        ORDER,
        act("later", "cabinet-order", "2021-01-01", {"zone": "x-area", "is": "area-changed", "add": ["43"]}),
    ),
    "zone.area-changed": (
        [ORDER],
        act("first", "cabinet-order", "2021-01-01", {"zone": "x-area", "is": "area-changed", "add": ["43"]}),
        act("later", "cabinet-order", "2022-01-01", {"zone": "x-area", "is": "area-changed", "remove": ["43"]}),
    ),
    "zone.cancelled": (
        [ORDER],
        act("first", "cabinet-order", "2021-01-01", {"zone": "x-area", "is": "cancelled"}),
        act("later", "cabinet-order", "2022-01-01", {"zone": "x-area", "is": "designated", "areas": ["04"]}),
    ),
    "policy.decided": (
        [ORDER],
        act("first", "zone-policy", "2021-01-01", {"policy": "x-area", "is": "decided"}),
        act("later", "zone-policy", "2022-01-01", {"policy": "x-area", "is": "amended"}),
    ),
    "plan.approved": (
        [ORDER],
        act("first", "plan-approval", "2021-01-01", {"plan": "x-area", "is": "approved"}),
        act("later", "plan-approval", "2022-01-01", {"plan": "x-area", "is": "change-approved"}),
    ),
    "use.included": (
        [
            ORDER,
            act("ended", "plan-approval", "2020-06-01", {"measure": "m", "zone": "x-area", "is": "ended"}),
        ],
        act("first", "plan-approval", "2021-01-01", {"measure": "m", "zone": "x-area", "is": "included"}),
        act("later", "project-start", "2022-01-01", {"measure": "m", "zone": "x-area", "is": "started"}),
    ),
    "measure.created": (
        [],
        act("first", "law", "2021-01-01", {"measure": "m", "is": "created"}),
        act("later", "law", "2022-01-01", {"measure": "m", "is": "ended"}),
    ),
}


@pytest.mark.parametrize("carrying", RESTING)
def test_an_earlier_act_is_said_to_rest_on_the_withdrawn_act_that_carried_what_it_needs(tmp_path, carrying):
    before, first, later = RESTING[carrying]
    with reformlog.open(tmp_path / "r.db", create=True) as register:
        register.append([*before, first, later])
        [(message, hint)] = refused(register, withdrawal(first["id"]))
    assert message.endswith(f"It rests on {first['id']}, which this batch withdraws.")
    assert f"- {{withdraw: later, reason: …}}\n    - {{withdraw: {first['id']}, reason: …}}" in hint


@pytest.mark.parametrize("carrying", RESTING)
def test_an_earlier_act_is_said_to_rest_on_the_act_whose_day_is_corrected(tmp_path, carrying):
    """What `later` needs is from 2023 on."""
    before, first, later = RESTING[carrying]
    moved = {**first, KINDS[first["kind"]].effective: "2023-01-01"}
    with reformlog.open(tmp_path / "r.db", create=True) as register:
        register.append([*before, first, later])
        [(message, hint)] = refused(register, {"correct": first["id"], "reason": "官報による", "act": moved})
    assert message.endswith(f"It rests on {first['id']}, which this batch corrects.")
    lines = f"- {{correct: later, reason: …, act: {{…}}}}\n    - {{correct: {first['id']}, reason: …, act: {{…}}}}"
    assert hint.startswith("When the correction is right: correct or withdraw later first") and lines in hint


def test_an_act_may_rest_on_the_areas_that_a_correction_takes_away(register):
    register.append(
        act("less", "cabinet-order", "2021-01-01", {"zone": "x-area", "is": "area-changed", "remove": ["04"]})
    )
    other = {**ORDER, "effects": [{"zone": "x-area", "is": "designated", "areas": ["43"]}]}
    [(message, _)] = refused(register, {"correct": "order", "reason": "官報による", "act": other})
    assert message.startswith("less, ") and message.endswith("It rests on order, which this batch corrects.")


def test_nothing_is_said_to_rest_on_what_a_correction_leaves_as_it_was(register):
    """The title of the order is mended; an approval is undone by an earlier one beside it."""
    register.append(act("late", "plan-approval", "2022-01-01", {"plan": "x-area", "is": "approved"}))
    early = act("early", "plan-approval", "2021-06-01", {"plan": "x-area", "is": "approved"})
    retitled = {"correct": "order", "reason": "誤字", "act": {**ORDER, "title": "政令"}}
    [(message, _)] = refused(register, retitled, early)
    assert message.startswith("late, ") and "rests on" not in message


def test_of_two_withdrawn_acts_the_one_is_named_that_carried_what_is_needed(register):
    """An amendment rests on the decision of the policy and not on the approval of the plan."""
    register.append(
        [
            act("plan", "plan-approval", "2021-01-01", {"plan": "x-area", "is": "approved"}),
            act("policy", "zone-policy", "2021-01-01", {"policy": "x-area", "is": "decided"}),
            act("amended", "zone-policy", "2022-01-01", {"policy": "x-area", "is": "amended"}),
        ]
    )
    [(message, _)] = refused(register, withdrawal("plan"), withdrawal("policy"))
    assert message.endswith("It rests on policy, which this batch withdraws.")


BOUND = act("bound", "plan-application", "2020-02-01", {"plan": "second", "zone": "x-area", "is": "applied"})
APPROVED = act("approved", "plan-approval", "2020-03-01", {"plan": "second", "is": "approved"})


def test_a_plan_rests_on_the_designation_of_the_zone_it_is_bound_to_whatever_its_id_or_an_effect_of_it_names(register):
    register.append([BOUND, APPROVED])
    [(message, _)] = refused(register, withdrawal("order"))
    assert message.endswith("It rests on order, which this batch withdraws.")
    far = act("far", "cabinet-order", "2020-01-01", {"zone": "far", "is": "designated", "areas": ["01"]})
    change = act("change", "plan-approval", "2020-04-01", {"plan": "second", "zone": "far", "is": "change-approved"})
    register.append([far, change])
    said = {message.partition(",")[0]: message for message, _ in refused(register, withdrawal("order"))}
    assert said.keys() == {"approved", "change"}
    assert all(message.endswith("It rests on order, which this batch withdraws.") for message in said.values())


def test_an_act_may_rest_on_the_one_that_says_whose_the_plan_is(register):
    register.append([BOUND, APPROVED])
    [(message, hint)] = refused(register, withdrawal("bound"))
    assert message.endswith("It rests on bound, which this batch withdraws.")
    assert "- {withdraw: approved, reason: …}\n    - {withdraw: bound, reason: …}" in hint


def test_the_zone_nothing_introduces_is_the_one_the_plan_is_bound_to(register):
    elsewhere = {**BOUND, "effects": [{"plan": "x-area", "zone": "x-aera", "is": "applied"}]}
    approved = act("a", "plan-approval", "2020-03-01", {"plan": "x-area", "is": "approved"})
    [(message, hint)] = refused(register, elsewhere, approved)
    assert message.endswith("No other act introduces a zone x-aera.")
    assert hint.startswith("Did you mean  zone: x-area  ?")


# Which id nothing introduces


@pytest.mark.parametrize("days", [("2021-01-01", "2022-01-01"), ("2022-01-01", "2021-01-01")])
def test_the_one_act_that_speaks_of_a_zone_is_told_so_and_another_that_has_it_to_rest_on_is_not(register, days):
    """`alone` changes the area of a zone no other act introduces; for `use` it is the act that does."""
    alone = act("alone", "cabinet-order", days[0], {"zone": "far", "is": "area-changed", "add": ["01"]})
    use = act("use", "plan-approval", days[1], {"measure": "m", "zone": "far", "is": "included"})
    said = {message.partition(",")[0]: message for message, _ in refused(register, alone, use)}
    assert said["alone"].endswith("No other act introduces a zone far.")
    assert "zone not designated" in said["use"] and "introduces a zone" not in said["use"]


def test_check_says_which_zone_and_which_measure_may_be_meant(register):
    """A use of `startup-vsa` in `x-aera` ends; the log has `startup-visa` and `x-area`."""
    register.append(act("law", "law", "2020-01-01", {"measure": "startup-visa", "is": "created"}))
    use = {"measure": "startup-vsa", "zone": "x-aera", "is": "ended"}
    other = {"measure": "kindergarten", "zone": "x-area", "is": "ended"}
    register.append(act("uses", "plan-approval", "2020-03-01", use, other))
    hints = {finding.message.partition(" speaks of ")[2]: finding.hint for finding in register.check().findings}
    assert hints == {
        "the zone x-aera, which no act introduces.": "Did you mean  zone: x-area  ? Else record its designation.",
        "the measure startup-vsa, which no act introduces.": (
            "Did you mean  measure: startup-visa  ? Else record the act that created it."
        ),
        "the measure kindergarten, which no act introduces.": (
            "Is the id right (reformlog measures)? Else record the act that created it."
        ),
    }


def test_an_entity_that_shares_its_id_with_another_is_offered_once(tmp_path, monkeypatch):
    """A zone and its plan have one id."""
    monkeypatch.chdir(tmp_path)
    with reformlog.open("reformlog.db", create=True) as made:
        made.append([ORDER, act("plan", "plan-approval", "2021-01-01", {"plan": "x-area", "is": "approved"})])
    assert run("explain", "x-aera").err.splitlines()[-1].strip() == "Did you mean x-area?"


# What is written once


def test_every_sort_of_entity_has_its_words_and_they_are_those_of_the_labels():
    sorts = {effect.entity for effect in EFFECTS}
    assert sorts | {*ENTITY_KEYS} == {*ENTITIES_JA}
    assert {sort: WORDS[sort][0] for sort in ENTITIES_JA} == ENTITIES_JA


def test_an_effect_with_the_japanese_word_for_a_use_is_told_the_key_of_its_measure(register):
    """A use is written as a measure with a zone; there is no key `use`."""
    effect = {"特定事業": "startup-visa", "is": "included"}
    [(_, hint)] = refused(register, act("plan", "plan-approval", "2021-01-01", effect))
    assert hint == "measure: startup-visa   (instead of 特定事業:)"


def test_the_help_of_a_field_shows_the_example_that_a_wrong_answer_is_given():
    """Of sources, words and expectations the help shows the fields there are instead, each with an ellipsis."""
    fields = {field.name: field for kind in KINDS.values() for field in fields_of(kind)}
    made_of_fields = {name for name, field in fields.items() if field.shape in ("mapping", "mappings")}
    assert made_of_fields == {*EXAMPLES}
    assert {name for name in EXAMPLES if EXAMPLES[name] not in fields[name].help} == {"sources", "words", "expects"}


def test_the_nearest_word_is_found_and_nothing_offered_where_none_is_like_it():
    assert nearest("zons", ["plans", "zones"], 0.6) == "zones"
    assert nearest("zons", ["explain"], 0.6) is None
