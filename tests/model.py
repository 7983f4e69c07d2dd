"""What the register must answer, worked out slowly from the whole log each time: the pages on semantics as plain loops.

Nothing here is shared with the projections or the queries. A log is a list of `Known`; an answer is worked out from the
list, a day, a position, an axis and whether the possible effects are folded in.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from reformlog import dates

# Kind → its dates in legal order; the one with the star is the effective date (catalogue, section 2).
KINDS = {
    "council-meeting": "*held decided",
    "expert-panel": "*held",
    "wg-hearing": "*held",
    "discussion": "*held",
    "zone-council": "*held",
    "zone-subcommittee": "*held",
    "consultation": "asked *answered",
    "proposal-call": "*opened closed",
    "proposal": "*submitted",
    "public-offering": "*opened closed",
    "request": "*made",
    "cabinet-decision": "*decided published",
    "bill": "decided *submitted",
    "bill-outcome": "*ended",
    "law": "passed promulgated *enforced",
    "cabinet-order": "decided promulgated *enforced",
    "ministerial-order": "*promulgated enforced",
    "zone-policy": "*decided published",
    "plan-application": "*applied",
    "plan-approval": "consented *approved published",
    "plan-minor-change": "*made",
    "plan-revocation": "notified *revoked published",
    "project-start": "*started",
    "project-end": "*ended",
    "evaluation": "*evaluated reported",
    "announcement": "*published",
    "other-regime": "*done",
}

# The rows of section 3 from top to bottom, combined rows from left to right: the rank of an effect.
LIVES = {
    "zone": "candidate consulted endorsed designated area-changed renamed nicknamed evaluated cancelled",
    "policy": "consulted endorsed decided amended",
    "basic-policy": "endorsed decided amended",
    "plan": "agreed applied endorsed approved change-approved minor-changed evaluated revoked",
    "measure": "proposed heard adopted created extended nationwide transferred ended",
    "use": "included started ended",
    "proposal": "submitted under-discussion heard adopted not-adopted retracted",
    "call": "decided opened closed under-discussion",
    "bill": "decided submitted passed lapsed rejected taken-back",
}
RANK = {pair: rank for rank, pair in enumerate((sort, word) for sort, life in LIVES.items() for word in life.split())}
NAMES = ("measure", "plan", "policy", "basic-policy", "proposal", "call", "bill", "zone")


class Known(NamedTuple):
    """An event of the log. body: None for a withdrawal. accepted: why its conflicts were accepted, or None."""

    position: int
    act: str
    version: int
    body: dict[str, Any] | None
    accepted: str | None = None


class Act(NamedTuple):
    """An act as known at a position. first: the position of its first version. position: of the visible one."""

    id: str
    first: int
    position: int
    body: dict[str, Any]
    accepted: str | None


class Fact(NamedTuple):
    """An effect of a visible act with the days on which it can have taken place; None when they are unknown."""

    act: Act
    number: int
    effect: dict[str, Any]
    sort: str
    id: Any
    day: dates.LegalDate | None

    @property
    def word(self) -> str:
        return str(self.effect["is"])

    @property
    def tail(self) -> tuple[int, ...]:
        rank = RANK[self.sort, self.word]
        return (self.act.body.get("order", 0), rank, self.act.first, self.number)


def next_day(day: str) -> str:
    return (datetime.date.fromisoformat(day) + datetime.timedelta(1)).isoformat()


# What is known, and when it takes place


def visible(log: Sequence[Known], known: int) -> list[Act]:
    """Each act's latest version up to a position; a withdrawn act is absent."""
    first: dict[str, int] = {}
    latest: dict[str, Known] = {}
    for event in log:
        if event.position <= known:
            first.setdefault(event.act, event.position)
            latest[event.act] = event
    return [
        Act(event.act, first[event.act], event.position, event.body, event.accepted)
        for event in latest.values()
        if event.body is not None
    ]


def kind_dates(body: dict[str, Any]) -> list[str]:
    return KINDS[body["kind"]].replace("*", "").split()


def date_named(body: dict[str, Any], name: str) -> dates.LegalDate | None:
    if name not in kind_dates(body) or name not in body:
        return None
    return dates.read(body[name])


def day_of(body: dict[str, Any], effect: dict[str, Any], axis: str) -> dates.LegalDate | None:
    """When an effect takes place along an axis."""
    at = effect.get("at")
    if axis != "effective":
        own_day = at is not None and at not in kind_dates(body)
        return None if own_day else date_named(body, axis)
    if at is None:
        return date_named(body, next(name.strip("*") for name in KINDS[body["kind"]].split() if name.startswith("*")))
    return date_named(body, at) if at in kind_dates(body) else dates.read(at)


def named(effect: dict[str, Any]) -> tuple[str, Any]:
    """The sort and the id of the entity an effect speaks of."""
    if "measure" in effect and "zone" in effect:
        return "use", (effect["measure"], effect["zone"], tuple(sorted(effect.get("part", ()))))
    of_measure = ("proposed", "heard", "created", "extended", "nationwide", "transferred", "ended")
    if "measure" in effect and "proposal" in effect and effect["is"] not in of_measure:
        return "proposal", effect["proposal"]
    sort = next(name for name in NAMES if name in effect)
    return sort, effect[sort]


def facts(acts: Sequence[Act], axis: str) -> list[Fact]:
    """Every effect of every act, dated or not."""
    return [
        Fact(act, number, effect, *named(effect), day_of(act.body, effect, axis))
        for act in acts
        for number, effect in enumerate(act.body.get("effects", ()))
    ]


def in_order(found: Sequence[Fact], possible: bool = False) -> list[Fact]:
    """The order of folding: by the latest day, or with the possible ones by the earliest."""

    def key(fact: Fact) -> Any:
        assert fact.day is not None
        ends = (fact.day.earliest, fact.day.latest) if possible else (fact.day.latest, fact.day.earliest)
        return (*ends, *fact.tail)

    return sorted((fact for fact in found if fact.day is not None), key=key)


def is_certain(fact: Fact, day: str) -> bool:
    return fact.day is not None and fact.day.latest <= day


def is_possible(fact: Fact, day: str) -> bool:
    return fact.day is not None and fact.day.earliest <= day < fact.day.latest


# The lives


NOTHING = {"since": None, "since_earliest": None, "since_latest": None, "act": None, "position": None}


def because(fact: Fact) -> dict[str, Any]:
    """The effect that gave a status: the words of its date, the interval, act and position of the visible version."""
    assert fact.day is not None
    words = {"since": fact.day.words, "since_earliest": fact.day.earliest, "since_latest": fact.day.latest}
    return {**words, "act": fact.act.id, "position": fact.act.position}


class Life:
    """The state of one entity while its effects are folded. by: for each field the effect that last gave it."""

    def __init__(self, **fields: Any):
        self.status = "none"
        self.in_progress: str | None = None
        self.since: dict[str, Any] = dict(NOTHING)
        self.fields = fields
        self.by: dict[str, Fact] = {}

    def become(self, status: str, fact: Fact) -> None:
        if status != self.status:
            self.since = because(fact)
            self.by["status"] = fact
        self.status = status

    def steps(self, fact: Fact, ladder: str) -> None:
        """A step towards the next decision; a lower word never replaces a higher one."""
        steps = ladder.split()
        if self.in_progress is None or steps.index(fact.word) >= steps.index(self.in_progress):
            self.proceed(fact.word, fact)

    def proceed(self, step: str | None, fact: Fact) -> None:
        self.in_progress = step
        self.by["in_progress"] = fact

    def give(self, fact: Fact, **values: Any) -> None:
        """Sets fields; who gives one is remembered also when its value is the same as before."""
        self.fields |= values
        self.by |= dict.fromkeys(values, fact)

    def carry(self, fact: Fact, *names: str) -> None:
        """A given value replaces what was known, an absent one keeps it."""
        self.give(fact, **{name: fact.effect[name] for name in names if name in fact.effect})


class Fold(NamedTuple):
    """What folding a register along an axis gives: the lives by (sort, id), and the effects in conflict.

    anew: the designation after a cancellation that took a life away.
    """

    lives: dict[tuple[str, Any], Life]
    conflicts: list[Fact]
    anew: dict[tuple[str, Any], Fact]


class Past:
    """A register folded along one axis at one position of knowledge: everything an answer about any day needs."""

    def __init__(self, log: Sequence[Known], known: int, axis: str = "effective"):
        self.acts = visible(log, known)
        self.facts = facts(self.acts, axis)
        self.bound = self._bound()

    def _bound(self) -> dict[str, str]:
        """Plan → zone: as its first effect that names one says, else the id before the slash."""
        bound: dict[str, str] = {}
        for fact in in_order(self.facts):
            if fact.sort == "plan" and "zone" in fact.effect:
                bound.setdefault(fact.id, fact.effect["zone"])
        return bound

    def zone_of(self, fact: Fact) -> str | None:
        """Whose zone an effect concerns, or None."""
        if fact.sort == "zone":
            return str(fact.id)
        if fact.sort == "use":
            return str(fact.id[1])
        if fact.sort == "plan":
            return self.bound.get(fact.id, str(fact.id).partition("/")[0])
        return str(fact.id) if fact.sort == "policy" else None

    def reached(self, day: str | None, possible: bool) -> list[Fact]:
        """The effects to fold, in order; all that are dated when the day is None."""
        if day is None:
            return in_order(self.facts)
        wanted = [fact for fact in self.facts if is_certain(fact, day) or (possible and is_possible(fact, day))]
        return in_order(wanted, possible)

    def may_be_designated(self, zone: str, day: str) -> bool:
        """Whether a zone is, certainly or possibly, designated at the end of a day."""
        own = [fact for fact in self.facts if fact.sort == "zone" and fact.id == zone]
        for possible in (False, True):
            reached = [fact for fact in own if is_certain(fact, day) or (possible and is_possible(fact, day))]
            life = FIELDS["zone"](zone)
            for fact in in_order(reached, possible):
                if refusal_zone(life, fact) is None:
                    apply_zone(life, fact)
            if life.status == "designated":
                return True
        return any(fact.word == "designated" and is_possible(fact, day) for fact in own)

    def fold(self, day: str | None, possible: bool = False) -> Fold:
        """Everything reached by a day, folded in one go."""
        lives: dict[tuple[str, Any], Life] = {}
        conflicts: list[Fact] = []
        begun_anew: dict[tuple[str, Any], Fact] = {}
        for fact in self.reached(day, possible):
            life = self._life(lives, fact)
            if self._refusal(life, fact):
                conflicts.append(fact)
                continue
            lives[fact.sort, fact.id] = life
            before = life.status
            APPLY[fact.sort](life, fact)
            begun_anew |= dict.fromkeys(self._spread(lives, fact, before), fact)
        return Fold(lives, conflicts, begun_anew)

    def _life(self, lives: dict[tuple[str, Any], Life], fact: Fact) -> Life:
        """The life an effect speaks of: one that is there, or a new one, which in a cancelled zone begins as ended."""
        if (fact.sort, fact.id) in lives:
            return lives[fact.sort, fact.id]
        life = FIELDS[fact.sort](fact.id)
        zone = lives.get(("zone", self.zone_of(fact)))
        if fact.sort in ("policy", "plan", "use") and zone is not None and zone.status == "cancelled":
            life.status, life.since, life.by = "ended", dict(zone.since), {"status": zone.by["status"]}
            if fact.sort == "policy":  # of which the zone says that it ended, whether or not anybody had spoken of it
                life.by["in_progress"] = zone.by["status"]
        return life

    def _refusal(self, life: Life, fact: Fact) -> str | None:
        needs_zone = {("policy", "decided"), ("plan", "approved"), ("use", "included")}
        zone = self.zone_of(fact)
        if (fact.sort, fact.word) in needs_zone:
            assert zone is not None and fact.day is not None
            if not self.may_be_designated(zone, fact.day.latest):
                return "zone not designated"
        return refusal_of(life, fact)

    def _spread(self, lives: dict[tuple[str, Any], Life], fact: Fact, before: str) -> list[tuple[str, Any]]:
        """A cancellation ends what hangs on the zone, a new designation begins it anew, a revocation ends the uses.

        The lives that begin anew, a policy's also when it had none.
        """
        anew = fact.word == "designated" and before == "cancelled"
        begun = [("policy", fact.id)] if anew and ("policy", fact.id) not in lives else []
        for (sort, id_), life in list(lives.items()):
            if sort not in ("policy", "plan", "use"):
                continue
            zone = self.zone_of(Fact(fact.act, 0, {}, sort, id_, None))
            if fact.sort == "zone" and fact.word == "cancelled" and zone == fact.id:
                life.become("ended", fact)
                life.proceed(None, fact)
            if fact.sort == "zone" and anew and zone == fact.id and life.status == "ended":
                del lives[sort, id_]
                begun.append((sort, id_))
            own = fact.sort == "plan" and self.zone_of(fact) == fact.id
            if own and fact.word == "revoked" and sort == "use" and zone == fact.id:
                life.become("ended", fact)
        return begun


# Zone


LADDER = ["none", "candidate", "endorsed", "designated", "cancelled"]


def refusal_zone(life: Life, fact: Fact) -> str | None:
    designated = life.status == "designated"
    if fact.word == "designated" and designated:
        return "already designated"
    if fact.word in ("area-changed", "renamed", "evaluated", "cancelled") and not designated:
        return "not designated"
    if fact.word == "area-changed":
        there = life.fields["areas"]
        if any(area in there for area in fact.effect.get("add", ())):
            return "add what is there"
        if any(area not in there for area in fact.effect.get("remove", ())):
            return "remove what is not"
    return None


def apply_zone(life: Life, fact: Fact) -> None:
    effect, fields, word = fact.effect, life.fields, fact.word
    if word in ("candidate", "endorsed"):
        if life.status in ("designated", "cancelled"):  # a step towards a change
            if word == "endorsed":
                life.proceed("endorsed", fact)
            return
        life.carry(fact, "name", "type", "nickname")
        kept = [area for area in fields["proposed"] if area not in effect.get("remove", ())]
        changed = kept + [area for area in effect.get("add", ()) if area not in kept]
        if any(name in effect for name in ("areas", "add", "remove")):
            life.give(fact, proposed=list(effect.get("areas", changed)))
        if LADDER.index(word) > LADDER.index(life.status):
            life.become(word, fact)
    if word == "designated":
        life.carry(fact, "name", "type", "nickname")
        known = fields["proposed"] or fields["areas"]
        life.give(fact, areas=list(effect.get("areas", known)), proposed=[])
        if "council-name" in effect:
            life.give(fact, council_name=effect["council-name"])
        life.become("designated", fact)
    if word == "area-changed" and (effect.get("add") or effect.get("remove")):
        kept = [area for area in fields["areas"] if area not in effect.get("remove", ())]
        life.give(fact, areas=kept + list(dict.fromkeys(effect.get("add", ()))))
    if word == "renamed":
        life.carry(fact, "name")
    if word == "nicknamed":
        life.carry(fact, "nickname")
    if word == "evaluated":
        life.give(fact, evaluations=fields["evaluations"] + 1)
    if word == "cancelled":
        life.become("cancelled", fact)
    if word in ("designated", "area-changed", "renamed", "cancelled"):
        life.proceed(None, fact)


# Policy, basic policy, plan


def refusal_policy(life: Life, fact: Fact) -> str | None:
    if fact.word == "decided" and life.status == "decided":
        return "decided already"
    if fact.word == "amended" and life.status != "decided":
        return "not decided"
    return None


def apply_policy(life: Life, fact: Fact) -> None:
    if fact.word in ("consulted", "endorsed"):
        life.steps(fact, "consulted endorsed")
    else:
        life.give(fact, version=1 if fact.word == "decided" else life.fields["version"] + 1)
        life.carry(fact, "issues", "measures", "goals")
        life.become("decided", fact)
        life.proceed(None, fact)


def refusal_plan(life: Life, fact: Fact) -> str | None:
    if fact.word == "approved" and life.status == "approved":
        return "approved already"
    if fact.word in ("change-approved", "minor-changed", "evaluated", "revoked") and life.status != "approved":
        return "not approved"
    return None


def apply_plan(life: Life, fact: Fact) -> None:
    if fact.word in ("agreed", "applied", "endorsed"):
        life.steps(fact, "agreed applied endorsed")
    if fact.word == "approved":
        life.give(fact, revision=1)
        life.become("approved", fact)
    if fact.word == "change-approved":
        life.give(fact, revision=life.fields["revision"] + 1)
    if fact.word in ("approved", "change-approved"):
        life.carry(fact, "projects", "part")
    if fact.word == "evaluated":
        life.give(fact, evaluations=life.fields["evaluations"] + 1)
    if fact.word == "revoked":
        life.become("revoked", fact)
    if fact.word in ("approved", "change-approved", "revoked"):
        life.proceed(None, fact)


# Measure and use


def expired(life: Life, day: str) -> bool:
    """Whether the last day in force has certainly passed by a day."""
    until = life.fields["until"]
    return life.status == "created" and until is not None and dates.read(until).latest < day


def refusal_measure(life: Life, fact: Fact) -> str | None:
    assert fact.day is not None
    over = expired(life, fact.day.latest)
    in_force = life.status == "created" and not over
    if fact.word == "created" and (in_force or life.status in ("nationwide", "transferred")):
        return "created and not ended"
    if fact.word == "extended":
        if not in_force:
            return "not in force that day"
        now, then = life.fields["until"], fact.effect.get("until")
        if then is None or (now is not None and dates.read(then).latest <= dates.read(now).latest):
            return "until not later than now"
    # A measure that only expired may still be transferred, as that of 養父市 was on the day after.
    if fact.word in ("nationwide", "transferred") and life.status in ("ended", "nationwide", "transferred"):
        return "ended, nationwide or transferred already"
    if fact.word == "ended" and not in_force:
        return "not in force"
    return None


def apply_measure(life: Life, fact: Fact) -> None:
    life.carry(fact, "title", "ministry", "issue", "proposal", "to", "because")
    ladder = ["none", "proposed", "heard", "adopted"]
    if fact.word in ladder:
        if life.status in ladder and ladder.index(fact.word) > ladder.index(life.status):
            life.become(fact.word, fact)
    elif fact.word == "extended":
        life.give(fact, until=fact.effect["until"])
    else:
        if fact.word == "created":
            life.give(fact, until=fact.effect.get("until"))
            life.status = "none"  # created again after it expired: since then, in new words
        life.become(fact.word, fact)


def refusal_use(life: Life, fact: Fact) -> str | None:
    return "use ended" if fact.word == "started" and life.status == "ended" else None


def apply_use(life: Life, fact: Fact) -> None:
    if fact.word == "included":
        life.carry(fact, "operators", "projects")
        if life.fields["because"] is not None:
            life.give(fact, because=None)
    if fact.word == "ended":
        life.carry(fact, "because")
    if fact.word == "included" and life.status == "started":
        return
    life.become(fact.word, fact)


# Proposal, call, bill


def refusal_bill(life: Life, fact: Fact) -> str | None:
    if fact.word in ("passed", "lapsed", "rejected") and life.status in ("passed", "lapsed", "rejected", "taken-back"):
        return "the bill has already ended"
    return None


def apply_word(life: Life, fact: Fact) -> None:
    given = {"counts": fact.act.body["counts"]} if "counts" in fact.act.body else {}
    for name, value in {**given, **fact.effect}.items():
        if name in life.fields:
            life.give(fact, **{name: value})
    life.become(fact.word, fact)


def never(life: Life, fact: Fact) -> str | None:
    return None


def refusal_of(life: Life, fact: Fact) -> str | None:
    """Which hard precondition on the entity itself does not hold, if any."""
    return REFUSE[fact.sort](life, fact)


Refusal = Callable[[Life, Fact], str | None]
REFUSE: dict[str, Refusal] = {
    "zone": refusal_zone,
    "policy": refusal_policy,
    "basic-policy": refusal_policy,
    "plan": refusal_plan,
    "measure": refusal_measure,
    "use": refusal_use,
    "proposal": never,
    "call": never,
    "bill": refusal_bill,
}
APPLY: dict[str, Callable[[Life, Fact], None]] = {
    "zone": apply_zone,
    "policy": apply_policy,
    "basic-policy": apply_policy,
    "plan": apply_plan,
    "measure": apply_measure,
    "use": apply_use,
    "proposal": apply_word,
    "call": apply_word,
    "bill": apply_word,
}
FIELDS: dict[str, Callable[[Any], Life]] = {
    "zone": lambda _: Life(
        name=None, nickname=None, type=None, areas=[], proposed=[], council_name=None, evaluations=0
    ),
    "policy": lambda _: Life(version=None, issues=None, measures=None, goals=None),
    "basic-policy": lambda _: Life(version=None),
    "plan": lambda _: Life(revision=None, projects=None, part=None, evaluations=0),
    "measure": lambda _: Life(title=None, until=None, ministry=None, issue=None, proposal=None, to=None, because=None),
    "use": lambda _: Life(operators=None, projects=None, because=None),
    "proposal": lambda id: Life(call=id.partition("/")[0] if "/" in id else None, measure=None, by=None, counts=None),
    "call": lambda _: Life(counts=None),
    "bill": lambda _: Life(law=None),
}


# Who is responsible for a field


def whole(sort: str, life: Life, day: str) -> dict[str, Any]:
    """Every field of a life on a day."""
    status = "expired" if sort == "measure" and expired(life, day) else life.status
    step = {"in_progress": life.in_progress} if sort in ("zone", "policy", "basic-policy", "plan") else {}
    return {"status": status, **step, **life.fields}


def responsible(past: Past, day: str) -> dict[tuple[str, Any], dict[str, tuple[Any, str, str]]]:
    """(sort, id) → each field that some effect gave: its value on a day, the act, the effect."""
    fold = past.fold(day)
    lives = {**{place: FIELDS[place[0]](place[1]) for place in fold.anew}, **fold.lives}
    for (sort, zone), life in fold.lives.items():
        if sort == "zone" and life.status == "cancelled" and ("policy", zone) not in fold.lives:
            policy = lives["policy", zone] = FIELDS["policy"](zone)
            policy.status, policy.by = "ended", dict.fromkeys(("status", "in_progress"), life.by["status"])
    found: dict[tuple[str, Any], dict[str, tuple[Any, str, str]]] = {}
    for (sort, id_), life in lives.items():
        values = whole(sort, life, day)
        gave = {name: life.by.get(name) or fold.anew.get((sort, id_)) for name in values}
        if values["status"] == "expired":
            gave["status"] = gave["until"]
        found[sort, id_] = {
            name: (values[name], by.act.id, f"{by.sort}.{by.word}") for name, by in gave.items() if by is not None
        }
    return found


# The rows of an answer, and what stands beside them


def rows_of(past: Past, fold: Fold, sort: str, day: str) -> list[dict[str, Any]]:
    """The rows of one sort of entity on a day, by their ids."""
    found = sorted((id_, life) for (kind, id_), life in fold.lives.items() if kind == sort)
    rows = [ROWS[sort](past, fold, id_, life, day) for id_, life in found]
    return [row for row in rows if row["status"] != "none" or (row.get("in_progress") and sort != "zone")]


def zone_row(past: Past, fold: Fold, zone: str, life: Life, day: str) -> dict[str, Any]:
    hanging = "ended" if life.status == "cancelled" else "none"
    policy, plan = fold.lives.get(("policy", zone)), fold.lives.get(("plan", zone))
    return {
        "zone": zone,
        "name": life.fields["name"],
        "nickname": life.fields["nickname"],
        "type": life.fields["type"],
        "status": life.status,
        "in_progress": life.in_progress,
        "areas": life.fields["areas"],
        "proposed_areas": life.fields["proposed"],
        "policy": policy.status if policy else hanging,
        "policy_in_progress": policy.in_progress if policy else None,
        "plan": plan.status if plan and past.bound.get(zone, zone) == zone else hanging,
        **life.since,
    }


def plan_row(past: Past, fold: Fold, plan: str, life: Life, day: str) -> dict[str, Any]:
    zone = past.bound.get(plan, plan.partition("/")[0])
    own = {"plan": plan, "zone": zone, "status": life.status, "in_progress": life.in_progress}
    return {**own, "revision": life.fields["revision"], **life.since}


def measure_row(past: Past, fold: Fold, measure: str, life: Life, day: str) -> dict[str, Any]:
    status, since, until = life.status, life.since, life.fields["until"]
    if expired(life, day):
        first = next_day(dates.read(until).latest)
        by = life.by["until"].act
        since = {"since": first, "since_earliest": first, "since_latest": first, "act": by.id, "position": by.position}
        status = "expired"
    own = {"measure": measure, "zone": None, "part": None, "title": life.fields["title"], "status": status}
    return {**own, "until": until, **since}


def use_row(past: Past, fold: Fold, use: tuple[str, str, tuple[str, ...]], life: Life, day: str) -> dict[str, Any]:
    measure, zone, part = use
    item = fold.lives.get(("measure", measure))
    menu = measure_row(past, fold, measure, item, day) if item else {"title": None, "until": None, "status": None}
    own = {"measure": measure, "zone": zone, "part": list(part) or None, "title": menu["title"], "status": life.status}
    return {**own, "until": menu["until"], **life.since, "measure_status": menu["status"]}


def proposal_row(past: Past, fold: Fold, proposal: str, life: Life, day: str) -> dict[str, Any]:
    return {"proposal": proposal, "status": life.status, **life.fields, **life.since}


def call_row(past: Past, fold: Fold, call: str, life: Life, day: str) -> dict[str, Any]:
    nothing = {"proposal": None, "measure": None, "by": None}
    return {"call": call, **nothing, "status": life.status, "counts": life.fields["counts"], **life.since}


def bill_row(past: Past, fold: Fold, bill: str, life: Life, day: str) -> dict[str, Any]:
    return {"bill": bill, "status": life.status, "law": life.fields["law"], **life.since}


def basic_row(past: Past, fold: Fold, name: str, life: Life, day: str) -> dict[str, Any]:
    own = {"basic-policy": name, "status": life.status, "in_progress": life.in_progress}
    return {**own, "version": life.fields["version"], **life.since}


ROWS: dict[str, Callable[[Past, Fold, Any, Life, str], dict[str, Any]]] = {
    "zone": zone_row,
    "plan": plan_row,
    "measure": measure_row,
    "use": use_row,
    "proposal": proposal_row,
    "call": call_row,
    "bill": bill_row,
    "basic-policy": basic_row,
}
# Answer → the sorts of its rows, and the sorts whose possible, pending and conflicting effects stand beside them.
ANSWERS = {
    "zones": (("zone",), ("zone", "policy", "plan")),
    "plans": (("plan",), ("plan",)),
    "measures": (("measure",), ("measure", "use")),
    "uses": (("use",), ("measure", "use")),
    "proposals": (("proposal", "call"), ("proposal", "call")),
    "bills": (("bill",), ("bill",)),
    "basic-policies": (("basic-policy",), ("basic-policy",)),
}


def listed(fact: Fact) -> dict[str, Any]:
    """How a list beside the rows names an effect."""
    key = {"use": "measure"}.get(fact.sort, fact.sort)
    beside = {"use": ("zone", "part"), "plan": ("zone",)}.get(fact.sort, ())
    named = {name: fact.effect[name] for name in (key, *beside) if name in fact.effect}
    if "part" in named:
        named["part"] = sorted(named["part"])
    return {"act": fact.act.id, **named, "is": fact.word}


def possible_on(past: Past, sorts: Sequence[str], day: str) -> list[dict[str, Any]]:
    """The effects that are possible on a day."""
    found = [fact for fact in past.facts if fact.sort in sorts and is_possible(fact, day)]
    ends = [(fact, fact.day) for fact in found if fact.day is not None]
    return [{**listed(fact), "earliest": day.earliest, "latest": day.latest} for fact, day in ends]


def pending_on(past: Past, sorts: Sequence[str], day: str) -> list[dict[str, Any]]:
    """The effects that are still to come, of acts of which something has happened by a day."""
    found = []
    for fact in past.facts:
        own = [date_named(fact.act.body, name) for name in kind_dates(fact.act.body)]
        begun = any(date is not None and date.latest <= day for date in own)
        ahead = fact.day is None or fact.day.earliest > day
        if fact.sort in sorts and begun and ahead:
            found.append({**listed(fact), "effective": fact.day.words if fact.day else None})
    return found


def conflicting(log: Sequence[Known], known: int) -> set[tuple[str, int]]:
    """Every (act, effect) that conflicts as known at a position, on whatever day."""
    return {(fact.act.id, fact.number) for fact in Past(log, known).fold(None).conflicts}


def reasons(log: Sequence[Known], known: int) -> dict[tuple[str, int], set[str | None]]:
    """Every conflict with the reasons ever given for it; None among them when it came to stand without one."""
    given: dict[tuple[str, int], set[str | None]] = {}
    ever: dict[tuple[str, int], set[str | None]] = {}
    for event in log:
        if event.position <= known:
            more = {event.accepted} - {None}
            now = conflicting(log, event.position)
            given = {key: given[key] | more if key in given else ever.get(key, set()) | more or {None} for key in now}
            for key, those in given.items():
                ever[key] = ever.get(key, set()) | (those - {None})
    return given


def answer(
    log: Sequence[Known], name: str, day: str, known: int, axis: str = "effective", include_possible: bool = False
) -> dict[str, list[dict[str, Any]]]:
    """What the register answers: `rows`, `possible`, `pending`, `conflicts` (without rules, words and reasons)."""
    past = Past(log, known, axis)
    fold = past.fold(day, include_possible)
    sorts, beside = ANSWERS[name]
    rows = [row for sort in sorts for row in rows_of(past, fold, sort, day)]
    ahead = {
        "possible": [] if include_possible else possible_on(past, beside, day),
        "pending": pending_on(past, beside, day) if axis == "effective" else [],
    }
    refused = fold.conflicts if axis == "effective" else []
    conflicts = [{**listed(fact), "effect": fact.number} for fact in refused if fact.sort in beside]
    return {"rows": rows, **ahead, "conflicts": conflicts}


def chronology(log: Sequence[Known], zone: str, known: int, worded: bool = False) -> list[tuple[str, list[str]]]:
    """The acts of a zone's chronology in order, each with the acts that are part of it."""
    past = Past(log, known)
    shown = []
    for act in past.acts:
        dated = next((day for name in kind_dates(act.body) if (day := date_named(act.body, name))), None)
        own = [fact for fact in past.facts if fact.act == act]
        # An effect that names a zone beside its plan shows there, whosever the plan is.
        touched = {past.zone_of(fact) for fact in own} | {fact.effect.get("zone") for fact in own}
        named = {*act.body.get("numbers", ()), *act.body.get("zones", ()), *act.body.get("words", ())}
        wanted = act.body.get("words", ()) if worded else touched | named
        if dated is not None and zone in wanted:
            shown.append(((dated.earliest, dated.latest, act.body.get("order", 0), act.first), act))
    shown.sort(key=lambda entry: entry[0])
    ids = {act.id for _, act in shown}
    wholes = {act.id for _, act in shown if act.body.get("part-of") not in ids}
    return [
        (act.id, [part.id for _, part in shown if part.body.get("part-of") == act.id and act.id in wholes])
        for _, act in shown
        if act.body.get("part-of") not in wholes
    ]
