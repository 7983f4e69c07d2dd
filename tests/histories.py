"""Random histories of a few zones: acts, corrections and withdrawals, dated as officials date them, lawful or not."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from hypothesis import strategies as st

from reformlog import dates
from reformlog.events.effects import BY_NAME
from reformlog.events.kinds import KINDS

ZONES = ("z1", "z2", "z3")
# Plan → the zone an effect may name beside it. p1 is told apart from a zone's id, and may be told of the wrong zone.
PLANS = ("z1", "z1", "z2", "z1/2", "p1", "p1")
AREAS = ("04", "43", "07100")
ACTS = tuple(f"a{number}" for number in range(9))

EXACT = tuple(f"2024-{month:02}-{day:02}" for month in (2, 3, 4) for day in (1, 10, 20, 28))
WIDE = (
    "2024",
    "2024-02",
    "2024-03",
    "2024-04",
    "2024年3月中旬",
    "2024年2月下旬～",
    "2024-03-10/..",
    "2024-02-20/2024-03-10",
    "令和6年4月",
    "2024年3月10日・20日",
    "2024-04~",
    "令和5年度",
)
DAYS = ("2023-12-31", "2024-01-31", "2024-02-15", "2024-02-29", "2024-03-15", "2024-05-01", "2025-01-01", *EXACT)


class Put(NamedTuple):
    """An act is recorded under an id, or, when the id is known, corrected to this body."""

    act: str
    body: dict[str, Any]


class Drop(NamedTuple):
    """An act is withdrawn, when it is there."""

    act: str


class Back(NamedTuple):
    """An act is corrected back to its first body: a revival when it was withdrawn."""

    act: str


Step = Put | Drop | Back

written_days = st.one_of(st.sampled_from(EXACT), st.sampled_from(EXACT), st.sampled_from(WIDE))


@cache  # here and below: to make a strategy anew for each draw costs more than the draw
def rarely(often: int = 4) -> st.SearchStrategy[bool]:
    """False mostly."""
    return st.integers(0, often).map(lambda number: number == often)


@cache
def some(values: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True)


FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "name": st.sampled_from(["甲区域", "乙区域", "丙区域"]),
    "type": st.sampled_from(["super-city", "kizuna"]),
    "nickname": st.sampled_from(["あだ名", "通称"]),
    "areas": some(AREAS),
    "add": some(AREAS),
    "remove": some(AREAS),
    "title": st.sampled_from(["特例その一", "特例その二"]),
    "by": some(("仙台市", "熊本県")),
    "measure": st.just("m1"),
    "counts": st.fixed_dictionaries({"proposals": st.integers(0, 3)}),
    "law": st.sampled_from(["改正法"]),
    "projects": st.integers(1, 3),
    "period": st.just("令和5年度"),
    "issues": some(("農業", "医療")),
    "goals": some(("移住", "創業")),
    "measures": some(("m1", "m2")),
    "operators": st.integers(1, 2),
    "ministry": st.sampled_from(["厚生労働省", "農林水産省"]),
    "issue": st.sampled_from(["担い手", "人手"]),
    "to": st.sampled_from(["全国の制度", "他の特区"]),
    "because": st.sampled_from(["終了", "移行"]),
    "council-name": st.sampled_from(["甲区域会議", "乙区域会議"]),
}
KEPT = tuple(FIELDS)


@cache
@st.composite
def effects(draw: st.DrawFn, kind: str) -> dict[str, Any]:
    """One effect that a kind allows, of one of the few entities."""
    sort, _, word = draw(chances(kind)).partition(".")
    key = "measure" if sort == "use" else sort
    effect: dict[str, Any] = {key: draw(ids(sort)), "is": word}
    if sort == "plan":
        plan = effect["plan"]
        if plan == "p1" and draw(st.booleans()):
            effect["zone"] = draw(st.sampled_from(("z1", "z1", "z2")))
        if plan != "p1" and draw(rarely()):
            effect["zone"] = draw(st.sampled_from(("z1", "z2")))  # which may be another than the id says
    if sort == "use":
        effect["zone"] = draw(st.sampled_from(ZONES[:2]))
    for name in BY_NAME[sort, word].fields:
        if name == "until" and draw(rarely(9)) is False:
            effect[name] = draw(written_days)
        elif name == "part" and sort in ("use", "plan") and draw(rarely()):
            effect[name] = draw(st.sampled_from((["04"], ["43"], ["04", "43"], ["43", "04"])))
        elif name in KEPT and draw(st.booleans()):
            effect[name] = draw(FIELDS[name])
    if draw(rarely(6)):
        effect["at"] = draw(own_days(kind))
    return effect


@cache
def own_days(kind: str) -> st.SearchStrategy[str]:
    """The name of a date of the act, or a day."""
    return st.one_of(st.sampled_from(KINDS[kind].dates), written_days)


@cache
def chances(kind: str) -> st.SearchStrategy[str]:
    """The effects of a kind; those of measures as uses as well, and those that decide much more often."""
    written = KINDS[kind].effects
    uses = [use for name in written if (use := name.replace("measure.", "use.")) in USES]
    if kind in ("project-start", "project-end"):
        return st.sampled_from(uses)
    names = [name for name in written if tuple(name.split(".")) in BY_NAME]
    more = ["zone.designated"] * 3 + ["zone.cancelled"] if kind == "cabinet-order" else []
    return st.sampled_from([*names, *more, *uses, *uses])


USES = ("use.included", "use.started", "use.ended")


@cache
def ids(sort: str) -> st.SearchStrategy[str]:
    if sort in ("zone", "policy"):
        return st.sampled_from(("z1", "z1", "z1", "z2", "z3"))
    if sort == "plan":
        return st.sampled_from(PLANS)
    if sort in ("measure", "use"):
        return st.sampled_from(("m1", "m1", "m2"))
    if sort == "proposal":
        return st.sampled_from(("c1/01", "c1/02", "x-2024"))
    return st.just({"call": "c1", "bill": "b1", "basic-policy": "kokusentoc"}[sort])


CHANGING = tuple(kind.name for kind in KINDS.values() if kind.effects)
# Orders and approvals make most of what there is to get wrong.
DEEP = ("cabinet-order", "plan-approval", "zone-policy", "plan-revocation", "council-meeting", "project-start", "law")
kinds = st.one_of(
    st.just("cabinet-order"),
    st.sampled_from(DEEP),
    st.sampled_from(DEEP),
    st.sampled_from(CHANGING),
    st.just("request"),
)


def lawful(body: dict[str, Any]) -> dict[str, Any]:
    """The body without what the door refuses of effects: days on which a call closes certainly before it opens, by the
    date `opened` of the act or by another effect of it."""
    calls = [effect for effect in body.get("effects", ()) if "call" in effect]
    closed, opened = (
        [day for e in calls if e["is"] == word and (day := day_of(body, e))] for word in ("closed", "opened")
    )
    first = [min(opened, key=lambda day: dates.read(day).earliest)] if opened else []
    first += [body["opened"]] if "opened" in body else []
    if any(is_before(day, other) for day in closed for other in first):
        for effect in calls:
            effect.pop("at", None)
    return body


def day_of(body: dict[str, Any], effect: dict[str, Any]) -> str | None:
    """The day of an effect as it is written; None when its act has no such date."""
    kind = KINDS[body["kind"]]
    at: str = effect.get("at", kind.effective)
    return body.get(at) if at in kind.dates else at


def is_before(day: str, other: str) -> bool:
    return dates.read(day).latest < dates.read(other).earliest


@cache
@st.composite
def bodies(draw: st.DrawFn, act: str, only: st.SearchStrategy[str] = kinds) -> dict[str, Any]:
    """The body of an act that passes the door."""
    kind = KINDS[draw(only)]
    body: dict[str, Any] = {"id": act, "kind": kind.name, "title": f"{kind.ja} {act}", "sources": [{"title": "官報"}]}
    body |= draw(legal_dates(kind.name))
    if draw(rarely()):
        body["order"] = draw(st.integers(1, 3))
    if kind.effects:
        made = draw(st.lists(effects(kind.name), min_size=1, max_size=3))
        body["effects"] = made
    if kind.name == "proposal-call" and draw(st.booleans()):
        body["counts"] = {"proposals": 2}
    if draw(rarely()):
        body["zones"] = [draw(st.sampled_from(ZONES))]
    if draw(rarely(6)):
        body["words"] = {draw(st.sampled_from(ZONES)): {"title": "表の言葉", "date": "某日"}}
    if draw(rarely(6)):
        body["part-of"] = draw(st.sampled_from(ACTS))
    return lawful(body)


@cache
@st.composite
def legal_dates(draw: st.DrawFn, kind: str) -> dict[str, str]:
    """Dates of a kind that are not certainly out of order; the effective one is seldom absent."""
    found: dict[str, str] = {}
    row = KINDS[kind]
    for name in row.dates:
        if draw(rarely(9)) if name == row.effective else not draw(rarely(2)):
            continue
        words = draw(written_days)
        if all(dates.read(words).latest >= dates.read(earlier).earliest for earlier in found.values()):
            found[name] = words
    return found


@st.composite
def steps(draw: st.DrawFn, only: st.SearchStrategy[str] = kinds) -> Step:
    act = draw(st.sampled_from(ACTS))
    sort = draw(st.sampled_from(("put",) * 5 + ("drop", "back")))
    if sort == "drop":
        return Drop(act)
    return Back(act) if sort == "back" else Put(act, draw(bodies(act, only)))


def batches(most: int = 3) -> st.SearchStrategy[list[Step]]:
    """What is recorded at one moment."""
    return st.lists(steps(), min_size=1, max_size=most)


def histories(most: int = 6) -> st.SearchStrategy[list[list[Step]]]:
    """Batches, one after the other. Each begins where a zone can be expected to be designated."""
    return st.builds(lambda first, rest: [first, *rest], founding(), st.lists(batches(), min_size=1, max_size=most))


@st.composite
def founding(draw: st.DrawFn) -> list[Step]:
    """A first batch that designates z1, often with its policy, plan and a measure in use."""
    day = draw(st.sampled_from(("2024-02-01", "2024-02-10", "2024-02")))

    def act(kind: str, name: str, *effects: dict[str, Any]) -> dict[str, Any]:
        return {"kind": kind, "title": kind, name: day, "effects": list(effects), "sources": [{"title": "官報"}]}

    found = [act("cabinet-order", "enforced", {"zone": "z1", "is": "designated", "areas": ["04"]})]
    if draw(st.booleans()):
        found.append(act("law", "enforced", {"measure": "m1", "is": "created", "until": draw(written_days)}))
    if draw(st.booleans()):
        use = {"measure": "m1", "zone": "z1", "is": "included"}
        found.append(act("plan-approval", "approved", {"plan": "z1", "is": "approved"}, use))
    if draw(st.booleans()):
        found.append(act("zone-policy", "decided", {"policy": "z1", "is": "decided"}))
    return [Put(f"a{8 - number}", {"id": f"a{8 - number}", **body}) for number, body in enumerate(found)]


@st.composite
def one_zone(draw: st.DrawFn, zone: str) -> dict[str, Any]:
    """The body of an act on one zone, its policy, its plan and a use of a measure of its own; without an id."""
    words = {
        "cabinet-order": [("zone", word) for word in ("designated", "designated", "cancelled", "area-changed")],
        "zone-policy": [("policy", "decided"), ("policy", "amended")],
        "plan-approval": [("plan", "approved"), ("plan", "change-approved"), ("use", "included"), ("use", "ended")],
        "plan-revocation": [("plan", "revoked")],
        "project-start": [("use", "started")],
        "announcement": [("zone", "candidate"), ("zone", "nicknamed")],
    }
    kind = draw(st.sampled_from(tuple(words)))
    made: list[dict[str, Any]] = []
    for sort, word in draw(st.lists(st.sampled_from(tuple(words[kind])), min_size=1, max_size=2)):
        named = {"measure": f"m-{zone}", "zone": zone} if sort == "use" else {sort: zone}
        more = {"areas": ["04"]} if word == "designated" else {"add": ["43"]} if word == "area-changed" else {}
        made.append({**named, "is": word, **more})
    body = {"kind": kind, "title": kind, KINDS[kind].effective: draw(written_days), "effects": made}
    return {**body, "sources": [{"title": "官報"}]}


# What makes the life of an entity: effect → the kind of act that has it.
_LIVES: dict[str, dict[str, str]] = {
    "zone": {
        "candidate": "expert-panel",
        "endorsed": "council-meeting",
        "renamed": "cabinet-order",
        "area-changed": "cabinet-order",
        "nicknamed": "announcement",
        "evaluated": "evaluation",
    },
    "policy": {
        "consulted": "consultation",
        "endorsed": "council-meeting",
        **dict.fromkeys(("decided", "amended"), "zone-policy"),
    },
    "plan": {
        "agreed": "zone-council",
        "applied": "plan-application",
        "endorsed": "council-meeting",
        "approved": "plan-approval",
        "change-approved": "plan-approval",
        "revoked": "plan-revocation",
        "evaluated": "evaluation",
        "minor-changed": "plan-minor-change",
    },
    "use": {"included": "plan-approval", "started": "project-start", "ended": "project-end"},
    "measure": {"heard": "wg-hearing", **dict.fromkeys(("created", "extended", "transferred", "ended"), "law")},
}


@st.composite
def deep_lives(draw: st.DrawFn) -> list[list[Step]]:
    """One batch: what becomes of one entity, its zone now and then cancelled or designated; mostly in order."""
    sort = draw(st.sampled_from(tuple(_LIVES)))
    batch: list[Step] = []
    there = False
    for number in range(draw(st.integers(3, 14))):
        own, (word, kind) = sort, draw(st.sampled_from(tuple(_LIVES[sort].items())))
        if number == 0 or draw(rarely(3)):
            own, kind, word = "zone", "cabinet-order", "cancelled" if there else "designated"
            there = not there
        effect = {**({"measure": "m1"} if own in ("use", "measure") else {own: "z1"}), "is": word}
        effect |= {"zone": "z1"} if own == "use" else {}
        for key in BY_NAME[own, word].fields:
            if key == "until" or (key in FIELDS and draw(st.booleans())):
                effect[key] = draw(written_days if key == "until" else FIELDS[key])
        day = draw(written_days) if draw(rarely(5)) else f"2024-{2 + number // 5:02}-{5 * (number % 5) + 2:02}"
        body = {"id": f"d{number}", "kind": kind, "title": kind, KINDS[kind].effective: day, "effects": [effect]}
        batch.append(Put(f"d{number}", lawful({**body, "sources": [{"title": "官報"}]})))
    return [batch]
