"""What a row's act changes, told from its words (了承 endorses, 認定 approves); what cannot be told is asked."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from .free_ids import Ids
from .named_zones import Named, areas_of, type_of


@dataclass
class Course:
    """What the earlier rows of a document tell about the later ones; each row adds to it.

    zone: the zone whose table it is, or None. nicknames: zone → nickname, from the whole document. call: the id of the
    last call for proposals. approved: zones whose plan was approved; decided, endorsed: zones whose policy was. ids:
    those in use.
    """

    zone: str | None
    nicknames: dict[str, str]
    ids: Ids
    call: str | None = None
    approved: set[str] = field(default_factory=set)
    decided: set[str] = field(default_factory=set)
    endorsed: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Clues:
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


class Meant(NamedTuple):
    """A zone that an effect is on: its name as written or None, how sure it is meant, and why."""

    zone: str
    name: str | None
    sure: str
    why: str


@dataclass
class Effects:
    """The effects of one act, as they are found in the clues of its row and the course of the document.

    comments: one for each effect, in their order; decide: questions a person must answer.
    """

    clues: Clues
    course: Course
    effects: list[dict[str, Any]] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    decide: list[str] = field(default_factory=list)

    def add(self, effect: dict[str, Any], sure: str, reason: str) -> None:
        self.effects.append(effect)
        self.comments.append(f"{sure}: {reason}")

    def add_each(self, entity: str, word: str, reason: str, *, at_most: str = "sure") -> None:
        """One effect on each zone that is meant, by its entity of this sort. at_most: how sure it can be."""
        for zone, _, sure, why in self.zones():
            self.add({entity: zone, "is": word}, _weaker(sure, at_most), f"{reason}, {why}")

    def zones(self) -> list[Meant]:
        """The zones that the row names, else the zone whose table it is."""
        if self.clues.named:
            return [
                Meant(named.zone, named.name, named.guess.sure, f"{named.name} named") for named in self.clues.named
            ]
        if self.course.zone:
            return [Meant(self.course.zone, None, "likely", "no zone named; the table is this zone's")]
        self.decide.append("which zone? No known zone is named, so the effect was left out.")
        return []


def effects_of(clues: Clues, course: Course) -> Effects:
    """The effects of a row's act. Each is one its kind allows; `course` is told what later rows need."""
    found = Effects(clues, course)
    if clues.kind in _TELLERS:
        _TELLERS[clues.kind](found)
    return found


def _weaker(sure: str, other: str) -> str:
    """The less sure of two."""
    return max(sure, other, key=["sure", "likely", "guess"].index)


def _council(found: Effects) -> None:
    text = found.clues.text
    endorsed = re.search(r"了承|答申|決定|認定", text)
    if re.search(r"提案.{0,4}募集.*決定", text):
        _call(found, "decided")
    elif re.search(r"基本方針", text) and endorsed:
        found.add({"basic-policy": "kokusentoc", "is": "endorsed"}, "likely", "基本方針")
    elif re.search(r"区域方針", text) and endorsed:
        found.add_each("policy", "endorsed", "区域方針…" + endorsed[0])
        found.course.endorsed.update(effect["policy"] for effect in found.effects)
    elif re.search(r"区域計画|計画の認定", text) and endorsed:
        found.add_each("plan", "endorsed", "区域計画…" + endorsed[0])
    elif re.search(r"評価", text):
        found.add_each("zone", "evaluated", "評価", at_most="likely")
    elif re.search(r"指定", text) and endorsed:
        for zone, name, sure, why in found.zones():
            effect = {"zone": zone, "is": "endorsed", **_described(zone, name, found)}
            found.add(effect, sure, f"指定…{endorsed[0]}, {why}")


def _hearing(found: Effects) -> None:
    match = re.search(r"指定候補|候補.{0,6}選定|候補区域", found.clues.text)
    if match:
        for zone, name, sure, why in found.zones():
            effect = {"zone": zone, "is": "candidate", **_described(zone, name, found)}
            found.add(effect, _weaker("likely", sure), f"{match[0]}, {why}")


def _described(zone: str, name: str | None, found: Effects) -> dict[str, Any]:
    """Name and areas as far as the name tells them."""
    areas = areas_of(name) if name else None
    described: dict[str, Any] = {"name": name} if name else {}
    if areas:
        described["areas"] = areas
    elif name:
        found.decide.append(f"areas of {zone}: the JIS codes of {name} are not all prefectures; add areas: […].")
    return described


def _discussion(found: Effects) -> None:
    if found.course.call and re.search(r"提案", found.clues.text):
        found.add(
            {"call": found.course.call, "is": "under-discussion"}, "likely", "提案内容…議論, after the call above"
        )


def _call_row(found: Effects) -> None:
    _call(found, "opened")
    if found.clues.closed and found.course.call:
        found.add({"call": found.course.call, "is": "closed", "at": "closed"}, "likely", "the row gives the last day")


def _call(found: Effects, word: str) -> None:
    if found.course.call is None:
        if found.clues.year is None:
            found.decide.append("which call? Its year is not known, so the effect was left out.")
            return
        found.course.call = f"call-{found.clues.year}"
        found.decide.append(
            f"{found.course.call} stands in for the call's id; use the register's own where it has one."
        )
    found.add({"call": found.course.call, "is": word}, "likely", "提案募集")


def _order(found: Effects) -> None:
    text = found.clues.text
    if re.search(r"指定(?:を)?解除|区域(?:の指定)?を廃止", text):
        found.add_each("zone", "cancelled", "指定解除")
    elif re.search(r"(?:区域|範囲).{0,6}(?:拡大|変更)|(?:市|区|県|町|村)を追加(?!指定)", text):
        found.decide.append("the areas change: add the effect {zone: …, is: area-changed, add: […], remove: […]}.")
    elif re.search(r"指定", text):
        for zone, name, sure, why in found.zones():
            nickname = found.course.nicknames.get(zone)
            effect = {"zone": zone, "is": "designated", **_described(zone, name, found)}
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


def _policy(found: Effects) -> None:
    for zone, _, sure, why in found.zones():
        changed = "変更" in found.clues.text or zone in found.course.decided
        found.course.decided.add(zone)
        word = "amended" if changed else "decided"
        found.add({"policy": zone, "is": word}, sure, f"区域方針の{'変更' if changed else '決定'}, {why}")
    others = sorted(found.course.endorsed - found.course.decided)
    if others and not found.clues.named:
        found.decide.append(
            f"does this act decide the policy of {', '.join(others)} too? The council endorsed it in a row above."
        )


def _approval(found: Effects) -> None:
    for zone, _, sure, why in found.zones():
        if "変更" in found.clues.text:
            word, reason = "change-approved", "変更の認定"
        elif zone in found.course.approved:
            word, reason, sure = "change-approved", "an earlier row approves the plan", _weaker(sure, "likely")
        else:
            word, reason, sure = "approved", "the first approval in this document", "guess"
            found.decide.append(f"plan of {zone}: is this its first approval (approved) or a change (change-approved)?")
        found.course.approved.add(zone)
        projects = {"projects": list(found.clues.items)} if found.clues.items else {}
        found.add({"plan": zone, "is": word, **projects}, sure, f"{reason}, {why}")


def _zone_council(found: Effects) -> None:
    text = found.clues.text
    if re.search(r"区域計画|計画(?:\(案\)|（案）|案|素案)", text) and "評価" not in text:
        found.add_each("plan", "agreed", "区域計画", at_most="likely")
    elif "評価" in text:
        found.add_each("plan", "evaluated", "評価", at_most="likely")


def _basic_policy(found: Effects) -> None:
    if "基本方針" in found.clues.text:
        word = "amended" if re.search("変更|改定|改正", found.clues.text) else "decided"
        found.add({"basic-policy": "kokusentoc", "is": word}, "likely", "基本方針")


def _bill(found: Effects) -> None:
    clues = found.clues
    for japanese, word in _OF_A_BILL[clues.kind]:
        if japanese in clues.text and clues.year is not None:
            bill = f"nssz-{clues.year}"
            found.add({"bill": bill, "is": word}, "guess", f"{japanese}; the bill's id is made from the year")
            found.decide.append(f"{bill} stands in for the bill's id.")
            return


_OF_A_BILL = {
    "bill": (("提出", "submitted"), ("閣議決定", "decided")),
    "bill-outcome": (("廃案", "lapsed"), ("否決", "rejected"), ("撤回", "taken-back")),
}


def _project(found: Effects) -> None:
    word = "started" if found.clues.kind == "project-start" else "ended"
    zone = found.clues.named[0].zone if found.clues.named else found.course.zone or "…"
    found.decide.append(f"which measure? Add the effect {{measure: …, zone: {zone}, is: {word}}}.")


def _plain(entity: str, word: str, reason: str) -> Callable[[Effects], None]:
    return lambda found: found.add_each(entity, word, reason)


_TELLERS: dict[str, Callable[[Effects], None]] = {
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
