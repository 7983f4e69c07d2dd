"""Every kind of act: its names, its dates in legal order, the date on which it takes effect, and what it may change.

To add a kind, add one entry to `KINDS`; models, options, help, labels and the printed catalogue are made from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple


class Kind(NamedTuple):
    """One kind of act.

    dates: in legal order; the first that an act has is its row date in a chronology. effective: the date on which its
    effects take place. fields: beyond those every act has. effects: `entity.word` as written in an act (a use's are
    `measure.…`). article: where the law speaks of it.
    """

    name: str
    ja: str
    en: str
    dates: tuple[str, ...]
    effective: str
    fields: tuple[str, ...]
    effects: tuple[str, ...]
    article: str = ""


def _kind(name: str, ja: str, en: str, dates: str, fields: str, effects: str, article: str = "") -> Kind:
    """A row as the catalogue prints it: the effective date is marked with a star."""
    plain = tuple(word.strip("*") for word in dates.split())
    effective = next(word.strip("*") for word in dates.split() if word.startswith("*"))
    return Kind(name, ja, en, plain, effective, tuple(fields.split()), tuple(effects.split()), article)


_LAW_EFFECTS = "measure.created measure.extended measure.nationwide measure.transferred measure.ended"

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        _kind(
            "council-meeting",
            "国家戦略特別区域諮問会議",
            "Meeting of the Council on National Strategic Special Zones",
            "*held decided",
            "number joint-with",
            "zone.endorsed zone.evaluated policy.endorsed plan.endorsed basic-policy.endorsed "
            "measure.adopted call.decided",
            "法29–33条、30条1項",
        ),
        _kind("expert-panel", "専門調査会", "Expert panel", "*held", "number body", "zone.candidate", "施行令"),
        _kind(
            "wg-hearing",
            "ワーキンググループヒアリング",
            "Working group hearing",
            "*held",
            "number",
            "zone.candidate proposal.heard measure.heard",
            "基本方針",
        ),
        _kind(
            "discussion",
            "関係省庁との議論",
            "Discussion with ministries",
            "*held",
            "",
            "call.under-discussion proposal.under-discussion",
        ),
        _kind(
            "zone-council",
            "国家戦略特別区域会議（区域会議）",
            "Zone council meeting",
            "*held",
            "numbers",
            "plan.agreed plan.evaluated zone.evaluated",
            "法7条、8条1項・7項",
        ),
        _kind("zone-subcommittee", "分科会", "Zone council subcommittee", "*held", "number body", "", "法7条8項"),
        _kind(
            "consultation",
            "関係地方公共団体の意見聴取",
            "Hearing of the relevant local governments",
            "asked *answered",
            "",
            "zone.consulted policy.consulted",
            "法2条6項、6条3項",
        ),
        _kind(
            "proposal-call",
            "提案募集",
            "Invitation for proposals",
            "*opened closed",
            "",
            "call.opened call.closed",
            "法5条7項",
        ),
        _kind(
            "proposal",
            "提案",
            "Proposal",
            "*submitted",
            "",
            "proposal.submitted proposal.retracted measure.proposed",
            "法5条7項、28条の4",
        ),
        _kind(
            "public-offering",
            "公募",
            "Public call (members, candidate areas, operators)",
            "*opened closed",
            "for",
            "call.opened call.closed",
            "法7条2項、施行令1条の2、法8条3項",
        ),
        _kind("request", "要望・要請", "Request", "*made", "", ""),
        _kind(
            "cabinet-decision",
            "閣議決定",
            "Cabinet decision",
            "*decided published",
            "",
            "basic-policy.decided basic-policy.amended bill.decided",
            "法5条3項",
        ),
        _kind("bill", "法律案の提出", "Bill", "decided *submitted", "session", "bill.decided bill.submitted"),
        _kind(
            "bill-outcome",
            "法律案の結果（廃案・否決・撤回）",
            "Outcome of a bill",
            "*ended",
            "session",
            "bill.lapsed bill.rejected bill.taken-back",
        ),
        _kind(
            "law",
            "法律",
            "Act (law)",
            "passed promulgated *enforced",
            "instrument parts",
            "bill.passed " + _LAW_EFFECTS,
        ),
        _kind(
            "cabinet-order",
            "政令",
            "Cabinet Order",
            "decided promulgated *enforced",
            "instrument parts",
            "zone.designated zone.area-changed zone.renamed zone.cancelled "
            "measure.created measure.extended measure.nationwide measure.ended",
            "法2条1項、26条",
        ),
        _kind(
            "ministerial-order",
            "府省令・告示",
            "Ministerial order or public notice",
            "*promulgated enforced",
            "instrument",
            "measure.created measure.extended measure.nationwide measure.ended",
            "法26条",
        ),
        _kind(
            "zone-policy",
            "区域方針の決定・変更",
            "Zone policy",
            "*decided published",
            "",
            "policy.decided policy.amended",
            "法6条",
        ),
        _kind(
            "plan-application",
            "区域計画の認定申請",
            "Application for approval of a zone plan",
            "*applied",
            "",
            "plan.applied",
            "法8条1項",
        ),
        _kind(
            "plan-approval",
            "区域計画の認定・変更の認定",
            "Approval of a zone plan",
            "consented *approved published",
            "",
            "plan.approved plan.change-approved measure.created measure.included measure.ended",
            "法8条8項、9条1項",
        ),
        _kind(
            "plan-minor-change",
            "軽微な変更",
            "Minor change of a zone plan",
            "*made",
            "",
            "plan.minor-changed",
            "法9条1項括弧書",
        ),
        _kind(
            "plan-revocation",
            "認定の取消し",
            "Revocation of approval",
            "notified *revoked published",
            "",
            "plan.revoked",
            "法11条",
        ),
        _kind("project-start", "事業の開始", "Start of a project", "*started", "", "measure.started", "法12条の2–27条"),
        _kind("project-end", "事業の終了", "End of a project", "*ended", "", "measure.ended"),
        _kind(
            "evaluation",
            "評価",
            "Evaluation",
            "*evaluated reported",
            "",
            "plan.evaluated zone.evaluated",
            "法12条",
        ),
        _kind(
            "announcement",
            "公表（根拠となる行為が不明のもの）",
            "Announcement",
            "*published",
            "",
            "zone.nicknamed zone.candidate measure.nationwide measure.ended measure.transferred "
            "proposal.adopted proposal.not-adopted",
        ),
        _kind(
            "other-regime",
            "他制度の行為",
            "Act under another regime",
            "*done",
            "regime",
            "",
            "構造改革特別区域法・総合特別区域法",
        ),
    )
}

COUNTS = (
    "proposals",
    "applicants",
    "municipalities",
    "local-governments",
    "private",
    "zones",
    "areas",
    "measures",
    "projects",
    "items",
)
GRADES = ("law", "official", "local", "press", "other")
FORMS = ("in-person", "online", "written")
DATE_NAMES: tuple[str, ...] = tuple(dict.fromkeys(name for kind in KINDS.values() for name in kind.dates))


def row_words(body: Mapping[str, Any]) -> str | None:
    """As written, the date under which a chronology prints an act: the first it has in its kind's legal order."""
    return next((body[name] for name in KINDS[body["kind"]].dates if name in body), None)
