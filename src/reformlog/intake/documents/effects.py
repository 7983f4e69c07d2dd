"""What a row's act changes, told from its words (了承 endorses, 認定 approves); what cannot be told is asked."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .named_zones import Named, areas_of, type_of


@dataclass
class Course:
    """What the earlier rows of a document tell about the later ones; each row adds to it.

    zone: the zone whose table it is, or None. nicknames: zone → nickname, from the whole document. call: the id of the
    last call for proposals. approved: zones whose plan was approved; decided, endorsed: zones whose policy was.
    """

    zone: str | None
    nicknames: dict[str, str]
    call: str | None = None
    approved: set[str] = field(default_factory=set)
    decided: set[str] = field(default_factory=set)
    endorsed: set[str] = field(default_factory=set)


@dataclass
class Effects:
    """Effects of one act; comments: one for each effect, in their order; decide: questions a person must answer."""

    effects: list[dict[str, Any]] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    decide: list[str] = field(default_factory=list)

    def add(self, effect: dict[str, Any], sure: str, reason: str) -> None:
        self.effects.append(effect)
        self.comments.append(f"{sure}: {reason}")


@dataclass(frozen=True)
class Told:
    """What of a row tells its effects.

    kind: of its act. year: the western year it belongs to, or None. named: the zones its text names. items: its
    bullets. closed: whether the act has a date `closed`, the last day of a call.
    """

    kind: str
    text: str
    year: int | None
    named: tuple[Named, ...]
    items: tuple[str, ...] = ()
    closed: bool = False


def effects_of(told: Told, course: Course) -> Effects:
    """The effects of a row's act. Each is one its kind allows; `course` is told what later rows need."""
    found = Effects()
    teller = _TELLERS.get(told.kind)
    if teller:
        teller(told, course, found)
    return found


def _zones(told: Told, course: Course, found: Effects) -> list[tuple[str, str | None, str, str]]:
    """(zone, name as written or None, how sure, why): the zones named, else the zone whose table it is."""
    if told.named:
        return [(named.zone, named.name, named.guess.sure, f"{named.name} named") for named in told.named]
    if course.zone:
        return [(course.zone, None, "likely", "no zone named; the table is this zone's")]
    found.decide.append("which zone? No known zone is named, so the effect was left out.")
    return []


def _weaker(sure: str, other: str) -> str:
    """The less sure of two."""
    return max(sure, other, key=["sure", "likely", "guess"].index)


def _council(told: Told, course: Course, found: Effects) -> None:
    text = told.text
    endorsed = re.search(r"了承|答申|決定|認定", text)
    if re.search(r"提案.{0,4}募集.*決定", text):
        _call(told, course, found, "decided")
    elif re.search(r"基本方針", text) and endorsed:
        found.add({"basic-policy": "kokusentoc", "is": "endorsed"}, "likely", "基本方針")
    elif re.search(r"区域方針", text) and endorsed:
        _each(told, course, found, "policy", "endorsed", "区域方針…" + endorsed[0])
        course.endorsed.update(effect["policy"] for effect in found.effects)
    elif re.search(r"区域計画|計画の認定", text) and endorsed:
        _each(told, course, found, "plan", "endorsed", "区域計画…" + endorsed[0])
    elif re.search(r"評価", text):
        _each(told, course, found, "zone", "evaluated", "評価", weak=True)
    elif re.search(r"指定", text) and endorsed:
        for zone, name, sure, why in _zones(told, course, found):
            effect = {"zone": zone, "is": "endorsed", **_described(zone, name, course, found)}
            found.add(effect, sure, f"指定…{endorsed[0]}, {why}")


def _hearing(told: Told, course: Course, found: Effects) -> None:
    match = re.search(r"指定候補|候補.{0,6}選定|候補区域", told.text)
    if match:
        for zone, name, sure, why in _zones(told, course, found):
            effect = {"zone": zone, "is": "candidate", **_described(zone, name, course, found)}
            found.add(effect, _weaker("likely", sure), f"{match[0]}, {why}")


def _described(zone: str, name: str | None, course: Course, found: Effects) -> dict[str, Any]:
    """Name and areas as far as the name tells them."""
    areas = areas_of(name) if name else None
    described: dict[str, Any] = {"name": name} if name else {}
    if areas:
        described["areas"] = areas
    elif name:
        found.decide.append(f"areas of {zone}: the JIS codes of {name} are not all prefectures; add areas: […].")
    return described


def _discussion(told: Told, course: Course, found: Effects) -> None:
    if course.call and re.search(r"提案", told.text):
        found.add({"call": course.call, "is": "under-discussion"}, "likely", "提案内容…議論, after the call above")


def _call_row(told: Told, course: Course, found: Effects) -> None:
    _call(told, course, found, "opened")
    if told.closed and course.call:
        found.add({"call": course.call, "is": "closed", "at": "closed"}, "likely", "the row gives the last day")


def _call(told: Told, course: Course, found: Effects, word: str) -> None:
    if course.call is None:
        if told.year is None:
            found.decide.append("which call? Its year is not known, so the effect was left out.")
            return
        course.call = f"call-{told.year}"
        found.decide.append(f"{course.call} stands in for the call's id; use the register's own where it has one.")
    found.add({"call": course.call, "is": word}, "likely", "提案募集")


def _order(told: Told, course: Course, found: Effects) -> None:
    text = told.text
    if re.search(r"指定(?:を)?解除|区域(?:の指定)?を廃止", text):
        _each(told, course, found, "zone", "cancelled", "指定解除")
    elif re.search(r"(?:区域|範囲).{0,6}(?:拡大|変更)|(?:市|区|県|町|村)を追加(?!指定)", text):
        found.decide.append("the areas change: add the effect {zone: …, is: area-changed, add: […], remove: […]}.")
    elif re.search(r"指定", text):
        for zone, name, sure, why in _zones(told, course, found):
            nickname = course.nicknames.get(zone)
            effect = {"zone": zone, "is": "designated", **_described(zone, name, course, found)}
            if nickname:
                kind = type_of(nickname)
                effect.update({"type": kind} if kind else {}, nickname=nickname)
                why += "; nickname and type from elsewhere in the document"
            found.add(effect, sure, f"指定, {why}")
    else:
        found.decide.append("what does the order change? Add its effects, or leave them out when no zone is touched.")
    if re.search(r"指定$|指定され|に指定", text) and "政令" not in text:
        found.decide.append(
            "指定: the order's decision (decided), its day in force (enforced), or the council's 了承? Taken: enforced."
        )


def _policy(told: Told, course: Course, found: Effects) -> None:
    for zone, _, sure, why in _zones(told, course, found):
        changed = "変更" in told.text or zone in course.decided
        course.decided.add(zone)
        word = "amended" if changed else "decided"
        found.add({"policy": zone, "is": word}, sure, f"区域方針の{'変更' if changed else '決定'}, {why}")
    others = sorted(course.endorsed - course.decided)
    if others and not told.named:
        found.decide.append(
            f"does this act decide the policy of {', '.join(others)} too? The council endorsed it in a row above."
        )


def _approval(told: Told, course: Course, found: Effects) -> None:
    for zone, _, sure, why in _zones(told, course, found):
        if "変更" in told.text:
            word, reason = "change-approved", "変更の認定"
        elif zone in course.approved:
            word, reason, sure = "change-approved", "an earlier row approves the plan", _weaker(sure, "likely")
        else:
            word, reason, sure = "approved", "the first approval in this document", "guess"
            found.decide.append(f"plan of {zone}: is this its first approval (approved) or a change (change-approved)?")
        course.approved.add(zone)
        projects = {"projects": list(told.items)} if told.items else {}
        found.add({"plan": zone, "is": word, **projects}, sure, f"{reason}, {why}")


def _zone_council(told: Told, course: Course, found: Effects) -> None:
    if re.search(r"区域計画|計画(?:\(案\)|（案）|案|素案)", told.text) and not re.search(r"評価", told.text):
        _each(told, course, found, "plan", "agreed", "区域計画", weak=True)
    elif re.search(r"評価", told.text):
        _each(told, course, found, "plan", "evaluated", "評価", weak=True)


def _basic_policy(told: Told, course: Course, found: Effects) -> None:
    if "基本方針" in told.text:
        word = "amended" if re.search("変更|改定|改正", told.text) else "decided"
        found.add({"basic-policy": "kokusentoc", "is": word}, "likely", "基本方針")


def _bill(told: Told, course: Course, found: Effects) -> None:
    words = {"bill": (("提出", "submitted"), ("閣議決定", "decided")),
             "bill-outcome": (("廃案", "lapsed"), ("否決", "rejected"), ("撤回", "taken-back"))}[told.kind]  # fmt: skip
    for japanese, word in words:
        if japanese in told.text and told.year is not None:
            found.add(
                {"bill": f"nssz-{told.year}", "is": word}, "guess", f"{japanese}; the bill's id is made from the year"
            )
            found.decide.append(f"nssz-{told.year} stands in for the bill's id.")
            return


def _project(told: Told, course: Course, found: Effects) -> None:
    word = "started" if told.kind == "project-start" else "ended"
    zone = told.named[0].zone if told.named else course.zone or "…"
    found.decide.append(f"which measure? Add the effect {{measure: …, zone: {zone}, is: {word}}}.")


def _each(told: Told, course: Course, found: Effects, entity: str, word: str, words: str, weak: bool = False) -> None:
    for zone, _, sure, why in _zones(told, course, found):
        found.add({entity: zone, "is": word}, _weaker(sure, "likely") if weak else sure, f"{words}, {why}")


def _plain(entity: str, word: str, words: str) -> Callable[[Told, Course, Effects], None]:
    return lambda told, course, found: _each(told, course, found, entity, word, words)


_TELLERS: dict[str, Callable[[Told, Course, Effects], None]] = {
    "council-meeting": _council,
    "expert-panel": _hearing,
    "wg-hearing": _hearing,
    "discussion": _discussion,
    "proposal-call": _call_row,
    "cabinet-order": _order,
    "cabinet-decision": _basic_policy,
    "zone-council": _zone_council,
    "zone-policy": _policy,
    "plan-application": _plain("plan", "applied", "申請"),
    "plan-approval": _approval,
    "plan-minor-change": _plain("plan", "minor-changed", "軽微な変更"),
    "plan-revocation": _plain("plan", "revoked", "認定の取消し"),
    "evaluation": _plain("plan", "evaluated", "評価"),
    "bill": _bill,
    "bill-outcome": _bill,
    "project-start": _project,
    "project-end": _project,
}
