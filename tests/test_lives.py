"""The lives of the catalogue, effect by effect: the state each leaves, and the hard precondition that stops it."""

from __future__ import annotations

from typing import Any

import pytest

from reformlog.events.effects import RANK, entity_of
from reformlog.projections.facts import Fact, ordered_parts, use_id
from reformlog.projections.folds import FOLDS, measure
from reformlog.projections.life import Life
from reformlog.projections.timeline import fold_day

ONE = {"zone": "z", "is": "designated"}


def fact(effect: dict[str, Any], day: str, number: int = 0) -> Fact:
    """An effect on a day, of the act that is called as its word and the number of the day: `approved-3`."""
    rank = RANK[entity_of(effect) or "", effect["is"]]
    return Fact(day, day, 0, rank, number, 0, number, f"{effect['is']}-{int(day[-2:])}", day, effect)


def designated(*days: str) -> Life:
    """The life of a zone that is designated and cancelled by turns on these days."""
    words = ("designated", "cancelled")
    return Life([fact({"zone": "z", "is": words[turn % 2]}, day) for turn, day in enumerate(days)])


ALWAYS = designated("2024-01-01")


def folded(kind: str, name: str, *effects: dict[str, Any], life: Life = ALWAYS) -> tuple[dict[str, Any], list[str]]:
    """The state after one effect a day from 2024-04-01 on, and the rules of those that were not applied."""
    facts = [fact(effect, f"2024-04-{day:02}", day) for day, effect in enumerate(effects, 1)]
    state, conflicts = fold_day(FOLDS[kind], FOLDS[kind].initial(name), facts, life)
    return state, [conflict.rule for _, conflict in conflicts]


def lived(kind: str, name: str, *effects: dict[str, Any], life: Life = ALWAYS) -> tuple[dict[str, Any], list[str]]:
    """As `folded`, with what no row shows beside what it does."""
    state, rules = folded(kind, name, *effects, life=life)
    return {**state["more"], **{key: value for key, value in state.items() if key != "more"}}, rules


def text_of_policy(*effects: dict[str, Any]) -> dict[str, Any]:
    """What a zone keeps of the text of its policy, and its version."""
    policy: dict[str, Any] = folded("zone", "z", *effects)[0]["more"]["policy"]
    return policy


def words(key: str, *named: str, **fields: Any) -> list[dict[str, Any]]:
    """Effects on the entity z, one a word; what else is given is said by the last of them."""
    said = [{key: "z", "is": word} for word in named]
    return [*said[:-1], {**said[-1], **fields}]


def assert_reads(state: dict[str, Any], **expected: Any) -> None:
    assert {key: state[key] for key in expected} == expected


@pytest.mark.parametrize(
    ("said", "status", "in_progress", "since"),
    [
        (("candidate",), "candidate", None, "candidate-1"),
        (("candidate", "candidate"), "candidate", None, "candidate-1"),
        (("candidate", "consulted", "endorsed"), "endorsed", None, "endorsed-3"),
        (("endorsed", "candidate"), "endorsed", None, "endorsed-1"),
        (("endorsed", "endorsed"), "endorsed", None, "endorsed-1"),
        (("endorsed", "designated"), "designated", None, "designated-2"),
        (("designated", "candidate"), "designated", None, "designated-1"),
        (("designated", "endorsed"), "designated", "endorsed", "designated-1"),
        (("designated", "endorsed", "nicknamed"), "designated", "endorsed", "designated-1"),
        (("designated", "endorsed", "renamed"), "designated", None, "designated-1"),
        (("designated", "endorsed", "area-changed"), "designated", None, "designated-1"),
        (("designated", "endorsed", "evaluated"), "designated", "endorsed", "designated-1"),
        (("designated", "endorsed", "cancelled"), "cancelled", None, "cancelled-3"),
        (("designated", "cancelled", "candidate"), "cancelled", None, "cancelled-2"),
        (("designated", "cancelled", "endorsed"), "cancelled", "endorsed", "cancelled-2"),
        (("designated", "cancelled", "endorsed", "designated"), "designated", None, "designated-4"),
    ],
)
def test_a_lower_word_never_takes_back_the_status_of_a_zone_and_a_step_towards_a_change_moves_in_progress_only(
    said, status, in_progress, since
):
    state, conflicts = lived("zone", "z", *words("zone", *said))
    assert_reads(state, status=status, in_progress=in_progress, act=since)
    assert conflicts == []


@pytest.mark.parametrize(
    ("said", "rules"),
    [
        (("designated", "designated"), ["zone.designated: already designated"]),
        (("endorsed", "area-changed"), ["zone.area-changed: zone not designated"]),
        (("endorsed", "renamed"), ["zone.renamed: zone not designated"]),
        (("endorsed", "evaluated"), ["zone.evaluated: zone not designated"]),
        (("endorsed", "cancelled"), ["zone.cancelled: zone not designated"]),
        (("designated", "cancelled", "cancelled"), ["zone.cancelled: zone not designated"]),
    ],
)
def test_what_only_a_designated_zone_or_one_that_is_not_can_undergo_is_a_conflict_and_changes_nothing(said, rules):
    state, conflicts = lived("zone", "z", *words("zone", *said))
    before, _ = lived("zone", "z", *words("zone", *said[:-1]))
    assert (conflicts, state) == (rules, before)


def test_a_given_value_replaces_what_was_known_of_a_zone_and_an_absent_one_keeps_it():
    named = {"zone": "z", "is": "candidate", "name": "甲", "areas": ["04", "04", "07"]}
    state, _ = lived("zone", "z", named)
    assert_reads(state, name="甲", areas=[], proposed_areas=["04", "07"])
    wider = {"zone": "z", "is": "endorsed", "add": ["43"], "remove": ["07"], "type": "連携“絆”特区"}
    state, _ = lived("zone", "z", named, wider)
    assert_reads(state, name="甲", type="連携“絆”特区", areas=[], proposed_areas=["04", "43"])
    state, _ = lived("zone", "z", named, wider, {**ONE, "nickname": "乙", "council-name": "甲区域会議"})
    assert_reads(state, name="甲", nickname="乙", council_name="甲区域会議", areas=["04", "43"], proposed_areas=[])
    state, _ = lived("zone", "z", named, {**ONE, "areas": ["13"]}, {"zone": "z", "is": "renamed", "name": "丙"})
    assert_reads(state, name="丙", areas=["13"], proposed_areas=[])
    again = (ONE | {"areas": ["13"]}, {"zone": "z", "is": "cancelled"}, ONE)
    assert_reads(lived("zone", "z", *again)[0], status="designated", areas=["13"])


def test_areas_are_added_and_removed_and_neither_what_is_there_is_added_nor_what_is_not_removed():
    order = {**ONE, "areas": ["04", "07"]}
    changed = {"zone": "z", "is": "area-changed"}
    assert_reads(lived("zone", "z", order, {**changed, "add": ["43"], "remove": ["04"]})[0], areas=["07", "43"])
    for wrong, rule in (
        ({"add": ["43", "07"]}, "zone.area-changed: area already there"),
        ({"remove": ["04", "13"]}, "zone.area-changed: area not there"),
    ):
        state, conflicts = lived("zone", "z", order, {**changed, **wrong})
        assert (state["areas"], conflicts) == (["04", "07"], [rule])


def test_each_evaluation_counts_one_more():
    assert lived("zone", "z", *words("zone", "designated", "evaluated", "evaluated"))[0]["evaluations"] == 2
    assert lived("plan", "z", *words("plan", "approved", "evaluated", "evaluated"))[0]["evaluations"] == 2


@pytest.mark.parametrize(
    ("said", "status", "in_progress", "version", "rules"),
    [
        (("consulted",), "none", "consulted", None, []),
        (("endorsed", "consulted"), "none", "endorsed", None, []),
        (("consulted", "endorsed", "decided"), "decided", None, 1, []),
        (("decided", "endorsed"), "decided", "endorsed", 1, []),
        (("decided", "endorsed", "amended", "amended"), "decided", None, 3, []),
        (("decided", "decided"), "decided", None, 1, ["policy.decided: decided already"]),
        (("endorsed", "amended"), "none", "endorsed", None, ["policy.amended: not decided"]),
    ],
)
def test_a_policy_is_decided_once_and_amended_then(said, status, in_progress, version, rules):
    state, conflicts = lived("zone", "z", ONE, *words("policy", *said))
    assert_reads(state, policy=status, policy_in_progress=in_progress)
    assert (text_of_policy(ONE, *words("policy", *said))["version"], conflicts) == (version, rules)


def test_an_amendment_replaces_the_parts_of_a_policy_that_it_gives_and_keeps_the_others():
    decided = {"policy": "z", "is": "decided", "issues": ["農業"], "measures": ["a"], "goals": ["移住"]}
    policy = text_of_policy(ONE, decided, {"policy": "z", "is": "amended", "issues": ["医療"]})
    assert_reads(policy, version=2, issues=["医療"], measures=["a"], goals=["移住"])


def test_a_cancellation_ends_the_policy_and_the_plan_and_a_new_designation_starts_them_from_none():
    first = [ONE, {"policy": "z", "is": "decided", "goals": ["移住"]}, {"plan": "z", "is": "approved"}]
    state, _ = lived("zone", "z", *first)
    assert_reads(state, policy="decided", plan="approved")
    ended = [*first, {"policy": "z", "is": "endorsed"}, {"zone": "z", "is": "cancelled"}]
    assert_reads(lived("zone", "z", *ended)[0], policy="ended", policy_in_progress=None, plan="ended")
    assert_reads(lived("zone", "z", *ended, ONE)[0], policy="none", policy_in_progress=None, plan="none")
    assert text_of_policy(*ended, ONE)["version"] is None and "goals" not in text_of_policy(*ended, ONE)
    again, conflicts = lived("zone", "z", *ended, ONE, {"policy": "z", "is": "decided"})
    assert (again["policy"], conflicts) == ("decided", [])
    assert text_of_policy(*ended, ONE, {"policy": "z", "is": "decided"})["version"] == 1


@pytest.mark.parametrize(
    ("said", "status", "in_progress", "version", "since", "rules"),
    [
        (("endorsed",), "none", "endorsed", None, None, []),
        (("endorsed", "decided"), "decided", None, 1, "decided-2", []),
        (("decided", "endorsed"), "decided", "endorsed", 1, "decided-1", []),
        (("decided", "endorsed", "amended", "amended"), "decided", None, 3, "decided-1", []),
        (("decided", "decided"), "decided", None, 1, "decided-1", ["basic-policy.decided: decided already"]),
        (("endorsed", "amended"), "none", "endorsed", None, None, ["basic-policy.amended: not decided"]),
    ],
)
def test_the_basic_policy_is_decided_once_and_amended_then(said, status, in_progress, version, since, rules):
    state, conflicts = lived("basic-policy", "z", *words("basic-policy", *said))
    assert_reads(state, status=status, in_progress=in_progress, version=version, act=since)
    assert conflicts == rules


@pytest.mark.parametrize(
    ("said", "status", "in_progress", "revision", "since", "rules"),
    [
        (("agreed", "applied", "endorsed"), "none", "endorsed", None, None, []),
        (("applied", "agreed"), "none", "applied", None, None, []),
        (("applied", "approved"), "approved", None, 1, "approved-2", []),
        (("approved", "agreed"), "approved", "agreed", 1, "approved-1", []),
        (("approved", "agreed", "minor-changed"), "approved", "agreed", 1, "approved-1", []),
        (("approved", "agreed", "change-approved", "change-approved"), "approved", None, 3, "approved-1", []),
        (("approved", "agreed", "revoked"), "revoked", None, 1, "revoked-3", []),
        (("approved", "change-approved", "revoked", "approved"), "approved", None, 1, "approved-4", []),
        (("approved", "approved"), "approved", None, 1, "approved-1", ["plan.approved: approved already"]),
        (("applied", "change-approved"), "none", "applied", None, None, ["plan.change-approved: not approved"]),
        (("minor-changed",), "none", None, None, None, ["plan.minor-changed: not approved"]),
        (("evaluated",), "none", None, None, None, ["plan.evaluated: not approved"]),
        (("approved", "revoked", "revoked"), "revoked", None, 1, "revoked-2", ["plan.revoked: not approved"]),
    ],
)
def test_a_plan_is_approved_once_and_changed_then_until_it_is_revoked(
    said, status, in_progress, revision, since, rules
):
    state, conflicts = lived("plan", "z", *words("plan", *said))
    assert_reads(state, status=status, in_progress=in_progress, revision=revision, act=since)
    assert conflicts == rules


def test_an_approval_gives_the_projects_and_the_part_that_it_names_and_keeps_those_it_does_not():
    first = {"plan": "z", "is": "approved", "projects": 2, "part": ["04"]}
    state, _ = lived("plan", "z", first, {"plan": "z", "is": "change-approved", "projects": 3})
    assert_reads(state, projects=3, part=["04"])


@pytest.mark.parametrize("key", ["policy", "plan", "use"])
def test_what_needs_a_designated_zone_is_lawful_on_the_day_of_the_designation_and_a_conflict_on_the_day_before(key):
    kind, name, effect, rule = {
        "policy": ("zone", "z", {"policy": "z", "is": "decided"}, "policy.decided: zone not designated"),
        "plan": ("plan", "z", {"plan": "z", "is": "approved"}, "plan.approved: zone not designated"),
        "use": ("use", "m@z", {"measure": "m", "zone": "z", "is": "included"}, "measure.included: zone not designated"),
    }[key]
    field = "policy" if key == "policy" else "status"
    for life, rules in (
        (designated("2024-04-01"), []),
        (designated("2024-03-01", "2024-04-02"), []),
        (designated("2024-04-02"), [rule]),
        (designated("2024-03-01", "2024-04-01"), [rule]),
        (designated("2024-03-01", "2024-03-02", "2024-04-01"), []),
        (designated(), [rule]),
    ):
        state, conflicts = lived(kind, name, effect, life=life)
        assert (conflicts, state[field] == "none") == (rules, bool(rules))


@pytest.mark.parametrize(
    ("said", "status", "since", "rules"),
    [
        (("proposed", "heard", "adopted", "created"), "created", "created-4", []),
        (("heard", "proposed"), "heard", "heard-1", []),
        (("created", "adopted", "heard"), "created", "created-1", []),
        (("created", "ended", "created"), "created", "created-3", []),
        (("created", "extended"), "created", "created-1", ["measure.extended: until not later"]),
        (("adopted", "nationwide"), "nationwide", "nationwide-2", []),
        (("created", "nationwide", "heard"), "nationwide", "nationwide-2", []),
        (("created", "created"), "created", "created-1", ["measure.created: created and not ended"]),
        (("nationwide", "created"), "nationwide", "nationwide-1", ["measure.created: created and not ended"]),
        (("transferred", "created"), "transferred", "transferred-1", ["measure.created: created and not ended"]),
        (("nationwide", "transferred"), "nationwide", "nationwide-1", ["measure.transferred: ended already"]),
        (("transferred", "nationwide"), "transferred", "transferred-1", ["measure.nationwide: ended already"]),
        (("created", "ended", "nationwide"), "ended", "ended-2", ["measure.nationwide: ended already"]),
        (("created", "nationwide", "ended"), "nationwide", "nationwide-2", ["measure.ended: not in force"]),
        (("adopted", "ended"), "adopted", "adopted-1", ["measure.ended: not in force"]),
        (("created", "ended", "ended"), "ended", "ended-2", ["measure.ended: not in force"]),
    ],
)
def test_a_measure_rises_by_its_words_and_what_has_ended_ends_in_no_other_way(said, status, since, rules):
    state, conflicts = lived("measure", "z", *words("measure", *said))
    assert_reads(state, status=status, act=since)
    assert conflicts == rules


@pytest.mark.parametrize(
    ("until", "then", "rules"),
    [
        (None, {"is": "extended", "until": "2025-03-31"}, []),
        ("2024-04-02", {"is": "extended", "until": "2024-04-03"}, []),
        ("2024-04-02", {"is": "extended", "until": "2024-04-02"}, ["measure.extended: until not later"]),
        ("2024-04-02", {"is": "extended", "until": "2024-04-01"}, ["measure.extended: until not later"]),
        ("2024-04-01", {"is": "extended", "until": "2025-03-31"}, ["measure.extended: not in force"]),
        ("2024-04-02", {"is": "ended"}, []),
        ("2024-04-01", {"is": "ended"}, ["measure.ended: not in force"]),
        ("2024-04-02", {"is": "created"}, ["measure.created: created and not ended"]),
        ("2024-04-01", {"is": "created"}, []),
        ("2024-04-01", {"is": "transferred", "to": "構造改革特区"}, []),
        ("2024-04-01", {"is": "nationwide"}, []),
    ],
)
def test_until_is_the_last_day_in_force_and_what_has_expired_may_be_transferred_but_not_extended(until, then, rules):
    """The measure is created on 1 April 2024; the other effect is of 2 April."""
    created = {"measure": "z", "is": "created"} | ({"until": until} if until else {})
    state, conflicts = lived("measure", "z", created, {"measure": "z", **then})
    assert conflicts == rules
    assert state["until"] == (
        until if rules or then["is"] in ("ended", "nationwide", "transferred") else then.get("until")
    )


def test_a_measure_is_expired_from_the_day_after_its_last_by_the_act_that_set_it():
    said = (
        {"measure": "z", "is": "created", "until": "2024-04-30"},
        {"measure": "z", "is": "extended", "until": "2024-05"},
    )
    state, _ = folded("measure", "z", *said)
    assert_reads(measure.on(state, "2024-05-31"), status="created", act="created-1")
    over = dict.fromkeys(("since", "since_earliest", "since_latest"), "2024-06-01")
    assert_reads(measure.on(state, "2024-06-01"), status="expired", act="extended-2", position=2, **over)


def test_a_measure_keeps_what_is_said_of_it_until_something_else_is():
    first = {"measure": "z", "is": "proposed", "title": "甲", "issue": "人手", "proposal": "p"}
    state, _ = lived("measure", "z", first, {"measure": "z", "is": "created", "ministry": "農林水産省"})
    assert_reads(state, title="甲", issue="人手", proposal="p", ministry="農林水産省", until=None)
    state, _ = lived("measure", "z", first, {"measure": "z", "is": "heard", "title": "乙"})
    assert_reads(state, title="乙", issue="人手")


def use(word: str, **fields: Any) -> dict[str, Any]:
    return {"measure": "m", "zone": "z", "is": word, **fields}


@pytest.mark.parametrize(
    ("said", "status", "since", "rules"),
    [
        ((use("included"),), "included", "included-1", []),
        ((use("included"), use("included")), "included", "included-1", []),
        ((use("started"), use("included")), "started", "started-1", []),
        ((use("started"), use("ended")), "ended", "ended-2", []),
        ((use("ended"), use("ended")), "ended", "ended-1", []),
        ((use("ended"), use("started")), "ended", "ended-1", ["measure.started: use ended"]),
        ((use("started"), use("ended"), use("included")), "included", "included-3", []),
        ((use("started"), {"plan": "z", "is": "revoked"}), "ended", "revoked-2", []),
        (({"plan": "z", "is": "revoked"},), "none", None, []),
        ((use("started"), {"zone": "z", "is": "cancelled"}), "ended", "cancelled-2", []),
        ((use("ended"), {"zone": "z", "is": "cancelled"}), "ended", "ended-1", []),
        ((use("started"), {"zone": "z", "is": "cancelled"}, ONE), "none", None, []),
        ((use("started"), {"zone": "z", "is": "cancelled"}, ONE, use("started")), "started", "started-4", []),
    ],
)
def test_a_use_ends_with_its_plan_or_its_zone_and_begins_again_by_a_plan(said, status, since, rules):
    state, conflicts = lived("use", "m@z/43,44", *said)
    assert_reads(state, status=status, act=since, measure="m", zone="z", part=["43", "44"])
    assert conflicts == rules


def test_a_use_names_each_of_its_parts_once_in_the_order_of_their_codes():
    assert ordered_parts(["43", "04", "43"]) == ["04", "43"]
    assert use_id("m", "z", ["43", "04", "43"]) == "m@z/04,43"


@pytest.mark.parametrize(
    ("said", "status", "since", "rules"),
    [
        (("decided", "submitted", "passed"), "passed", "passed-3", []),
        (("submitted", "submitted"), "submitted", "submitted-1", []),
        (("lapsed", "passed"), "lapsed", "lapsed-1", ["bill.passed: already ended"]),
        (("passed", "rejected"), "passed", "passed-1", ["bill.rejected: already ended"]),
        (("rejected", "lapsed"), "rejected", "rejected-1", ["bill.lapsed: already ended"]),
        (("taken-back", "passed"), "taken-back", "taken-back-1", ["bill.passed: already ended"]),
        (("passed", "passed"), "passed", "passed-1", ["bill.passed: already ended"]),
        (("lapsed", "submitted"), "submitted", "submitted-2", []),
    ],
)
def test_a_bill_that_has_ended_is_not_passed_lapsed_or_rejected_any_more(said, status, since, rules):
    state, conflicts = lived("bill", "z", *words("bill", *said, law="改正法"))
    assert_reads(state, status=status, act=since)
    assert conflicts == rules
    assert state["law"] == (None if rules else "改正法")


def test_of_a_call_and_a_proposal_the_last_word_holds_and_what_was_said_stays():
    call, _ = lived("call", "c", *({"call": "c", "is": word} for word in ("decided", "opened", "closed")))
    assert_reads(call, status="closed", act="closed-3")
    counts = {"proposals": 12}
    call, _ = lived("call", "c", {"call": "c", "is": "closed", "counts": counts}, {"call": "c", "is": "closed"})
    assert_reads(call, status="closed", act="closed-1", counts=counts)
    made = {"proposal": "c/7", "is": "submitted", "by": "仙台市"}
    proposal, _ = lived("proposal", "c/7", made, {"proposal": "c/7", "is": "adopted", "measure": "m"})
    assert_reads(proposal, status="adopted", act="adopted-2", call="c", by="仙台市", measure="m")
    assert lived("proposal", "sendai-2014", {**made, "proposal": "sendai-2014"})[0]["call"] is None


def of_zone(word: str, earliest: str, latest: str | None = None, number: int = 0) -> Fact:
    """An effect on the zone z or its plan in an interval of days."""
    key = "zone" if word in ("designated", "cancelled") else "plan"
    return fact({key: "z", "is": word}, latest or earliest, number)._replace(earliest=earliest)


def test_a_zone_is_designated_certainly_from_the_last_day_its_order_can_be_of_and_possibly_from_the_first():
    life = Life([of_zone("designated", "2024-04-10", "2024-04-20"), of_zone("cancelled", "2024-06-10", "2024-06-20")])
    read = {day: (life.certainly(day), life.designated(day)) for day in DAYS_OF_LIFE}
    assert read == DAYS_OF_LIFE


DAYS_OF_LIFE = {
    "2024-04-09": (False, False),
    "2024-04-10": (False, True),
    "2024-04-19": (False, True),
    "2024-04-20": (True, True),
    "2024-06-19": (True, True),
    "2024-06-20": (False, False),
}


def test_a_designation_that_is_only_possible_is_enough_until_its_end_is_certain():
    """Designated in April or May, cancelled from mid-April to the end of May."""
    life = Life([of_zone("designated", "2024-04-01", "2024-05-20"), of_zone("cancelled", "2024-04-15", "2024-05-31")])
    days = ("2024-03-31", "2024-04-01", "2024-04-15", "2024-05-19", "2024-05-20", "2024-05-30", "2024-05-31")
    assert [life.designated(day) for day in days] == [False, True, True, True, True, True, False]


def test_what_hangs_on_a_zone_feels_each_end_that_took_effect_and_each_beginning_after_one():
    facts = [
        of_zone(word, f"2024-0{month}-01", number=month)
        for month, word in enumerate(
            ("cancelled", "designated", "designated", "cancelled", "cancelled", "designated"), 1
        )
    ]
    assert [mark.first for mark in Life(facts).marks] == [4, 6]
    assert [mark.first for mark in Life(facts).use_marks] == [4, 6]


@pytest.mark.parametrize(
    ("said", "felt"),
    [
        ("designated approved revoked", [3]),
        ("designated revoked", []),
        ("designated approved revoked revoked", [3]),
        ("designated approved revoked approved revoked", [3, 5]),
        ("approved designated revoked", []),
        ("designated approved cancelled revoked", [3]),
        ("designated approved cancelled designated revoked", [3, 4]),
        ("designated approved cancelled designated approved revoked", [3, 4, 6]),
    ],
)
def test_uses_feel_a_revocation_only_where_the_plan_was_approved_in_a_designated_zone(said, felt):
    facts = [of_zone(word, f"2024-0{month}-01", number=month) for month, word in enumerate(said.split(), 1)]
    for life in (Life(facts), Life(reversed(facts))):
        assert [mark.first for mark in life.use_marks] == felt
        assert all(mark.rank in (RANK["zone", "designated"], RANK["zone", "cancelled"]) for mark in life.marks)
