"""The row of a zone folded again from the lines of acts, by the rules of the semantics and by no code of the register.

Part of the program that an evidence package carries, and so written for Python 3.8 alone.
"""

import collections
import datetime
import re

# mypy: ignore-errors

ENTITY_KEYS = ("measure", "plan", "policy", "basic-policy", "proposal", "call", "bill", "zone")
LIVES = {
    "zone": "candidate consulted endorsed designated area-changed renamed nicknamed evaluated cancelled",
    "policy": "consulted endorsed decided amended",
    "plan": "agreed applied endorsed approved change-approved minor-changed evaluated revoked",
}
RANKS = [f"{entity}.{word}" for entity, words in LIVES.items() for word in words.split()]
DATES = """held: council-meeting expert-panel wg-hearing discussion zone-council zone-subcommittee
decided: cabinet-decision zone-policy  enforced: law cabinet-order  opened: proposal-call public-offering
submitted: proposal bill  made: request plan-minor-change  answered: consultation  ended: bill-outcome project-end
promulgated: ministerial-order  applied: plan-application  approved: plan-approval  revoked: plan-revocation
started: project-start  evaluated: evaluation  published: announcement  done: other-regime"""
DATE_OF = {kind: date for date, kinds in re.findall(r"(\w+):((?: [\w-]+(?!:)\b)+)", DATES) for kind in kinds.split()}
DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
FIELDS = (
    *("zone", "name", "nickname", "type", "status", "in_progress", "areas", "proposed_areas"),
    *("policy", "policy_in_progress", "plan", "since", "since_earliest", "since_latest", "act", "position"),
)
# One effect; the first six fields are its place in the order of folding.
Fact = collections.namedtuple("Fact", "latest earliest order rank first index act position words effect")


def is_day(text):
    """Whether it is a day of the calendar, as 2024-06-21."""
    try:
        return bool(type(text) is str and DAY.fullmatch(text) and datetime.date(*map(int, text.split("-"))))
    except ValueError:
        return False


def effects_on(row, zone):
    """The effects of a version of an act on the zone, its policy and the plan of its id: index, name, effect."""
    for index, effect in enumerate((row.get("body") or {}).get("effects", [])):
        entity = next((key for key in ENTITY_KEYS if key in effect), None)
        if entity in LIVES and effect[entity] == zone:
            yield index, entity + "." + effect["is"], effect


def facts_of(rows, zone, readings):
    """The effects on a zone in folding order, as the acts now read. readings: words of a date -> earliest, latest."""
    first, current, facts = {}, {}, []
    for position, row in sorted(rows.items()):
        first.setdefault(row["act"], position)
        current[row["act"]] = position, row
    for act, (position, row) in current.items():
        for index, name, effect in effects_on(row, zone):
            at, body = effect.get("at") or DATE_OF[row["body"]["kind"]], row["body"]
            words = body.get(at) if re.fullmatch("[a-z]+", at) else at
            if words:
                earliest, latest = (words, words) if DAY.fullmatch(words) else readings[words]
                place = latest, earliest, body.get("order", 0), RANKS.index(name), first[act], index
                facts.append(Fact(*place, act, position, words, effect))
    return sorted(facts)


def standing(facts):
    """Whether the zone is designated after these, one after the other."""
    names = [RANKS[fact.rank] for fact in facts]
    return [name for name in names if name in ("zone.designated", "zone.cancelled")][-1:] == ["zone.designated"]


def designated(facts, day):
    """Whether the zone is designated at the end of the day, certainly or possibly: enough for policy and plan."""
    maybe = [fact for fact in facts if RANKS[fact.rank] == "zone.designated" and fact.earliest <= day < fact.latest]
    begun = sorted((fact for fact in facts if fact.earliest <= day), key=lambda f: (f.earliest, f.latest, *f[2:6]))
    return bool(maybe) or standing(begun) or standing(fact for fact in facts if fact.latest <= day)


def zone_step(row, word, fact):
    """What an effect on the zone itself changes: nothing, when the zone is not such that it can take this step."""
    status, effect = row["status"], fact.effect
    given = {field: effect[field] for field in ("name", "type", "nickname") if field in effect}
    now = {"status": word, "since": fact.words, "since_earliest": fact.earliest, "since_latest": fact.latest}
    now.update(act=fact.act, position=fact.position)
    add, remove = effect.get("add", []), effect.get("remove", [])
    if word in ("candidate", "endorsed") and status in ("designated", "cancelled"):
        return {"in_progress": "endorsed"} if word == "endorsed" else {}
    if word in ("candidate", "endorsed"):
        kept = [area for area in row["proposed_areas"] if area not in remove]
        proposed = list(dict.fromkeys(effect.get("areas", kept + add)))
        higher = status == "none" or (status, word) == ("candidate", "endorsed")
        return dict(given, proposed_areas=proposed, **(now if higher else {}))
    if word == "designated" and status != "designated":
        # What was decided or approved within the interval of this very designation is of the new life already.
        anew = {"policy": "none", "policy_in_progress": None} if row["policy"] == "ended" else {}
        anew.update({"plan": "none"} if row["plan"] == "ended" else {})
        areas = list(dict.fromkeys(effect.get("areas", row["proposed_areas"] or row["areas"])))
        return dict(given, areas=areas, proposed_areas=[], in_progress=None, **now, **anew)
    if word == "nicknamed":
        return given
    if word == "renamed" and status == "designated":
        return dict(given, in_progress=None)
    if word == "area-changed" and status == "designated":
        if any(area in row["areas"] for area in add) or any(area not in row["areas"] for area in remove):
            return {}
        kept = [area for area in row["areas"] if area not in remove]
        return {"areas": kept + list(dict.fromkeys(add)), "in_progress": None}
    if word == "cancelled" and status == "designated":
        return dict(now, in_progress=None, policy="ended", policy_in_progress=None, plan="ended")
    return {}


def policy_step(row, word, possible):
    """What an effect on the policy changes. possible: whether the zone is designated, certainly or possibly."""
    if word in ("consulted", "endorsed"):
        return {} if row["policy_in_progress"] == "endorsed" else {"policy_in_progress": word}
    if word == "decided" and possible and row["policy"] != "decided":
        return {"policy": "decided", "policy_in_progress": None}
    return {"policy_in_progress": None} if word == "amended" and row["policy"] == "decided" else {}


def plan_step(row, word, possible):
    """What an effect on the zone's own plan changes of the zone's row."""
    if word == "approved" and possible:
        return {"plan": "approved"}
    return {"plan": "revoked"} if word == "revoked" and row["plan"] == "approved" else {}


def fold(facts, zone, day):
    """The row of the zone at the end of the day, None while its status is none."""
    row = dict.fromkeys(FIELDS)
    row.update(zone=zone, status="none", areas=[], proposed_areas=[], policy="none", plan="none")
    # A plan is of the zone that its first effect to name one names; what is of another zone is not the row's.
    named = [fact.effect["zone"] for fact in facts if "plan" in fact.effect and "zone" in fact.effect]
    facts = facts if named[:1] in ([], [zone]) else [fact for fact in facts if "plan" not in fact.effect]
    for fact in (fact for fact in facts if fact.latest <= day):
        entity, word = RANKS[fact.rank].split(".")
        if entity == "zone":
            row.update(zone_step(row, word, fact))
        else:
            step = policy_step if entity == "policy" else plan_step
            row.update(step(row, word, designated(facts, fact.latest)))
    return None if row["status"] == "none" else row
