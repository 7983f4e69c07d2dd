"""The statutory steps of a zone's life: which act they concern, who acts, what proves them, and under which article.

Articles are written as they are numbered today; `events.articles` knows what the number was on a day.
To add a step, add a row to the table of what it concerns; to test in a new way, name a test in `queries.audit.steps`.
"""

from __future__ import annotations

from typing import NamedTuple

from ..events import articles

LAW_IN_FORCE = "2013-12-13"  # the parts on the Basic Policy
PLANS_IN_FORCE = "2014-04-01"  # chapters 3 and 4: 附則1条1号, its day in the 附則 of 施行令

WHO = {
    "内閣総理大臣": "Prime Minister",
    "内閣": "Cabinet",
    "国務大臣・関係地方公共団体の長": "Minister and heads of the local governments concerned",
    "区域会議": "Zone council",
    "諮問会議": "Council",
    "関係府省": "Ministries concerned",
    "国家戦略特区WG": "Working group",
}
"""Who takes a step: as answers name them in Japanese, and in English."""


class Article(NamedTuple):
    """An article as numbered on a day. presumed: whether the day on which it got that number is only presumed."""

    words: str
    presumed: bool


class Rule(NamedTuple):
    """One step that the law, or custom, asks for. Effects are named as in the catalogue: `zone.designated`."""

    id: str
    """`Z1`; several steps may share one, and are told apart by `sub`."""
    step: str
    """What is to be done, in Japanese, as answers name it."""
    english: str
    """What is to be done, in English."""
    who: str
    """Whose duty it is, a key of `WHO`."""
    occasions: tuple[str, ...]
    """The effects that ask for the step."""
    test: str
    """How the step is looked for: a key of `queries.audit.steps.TESTS`."""
    force: str = "must"
    """`must`, `may` (the law allows it) or `custom` (practice asks for it)."""
    law: str = ""
    """The article, as numbered today; empty where no law asks for the step."""
    kinds: tuple[str, ...] = ()
    """The kinds of act that prove the step; () for any."""
    effect: str = ""
    """The effect that proves the step; of a public offering, what it is for (`operators`)."""
    date: str = ""
    """Instead of an effect: the date of the occasion's own act that proves it."""
    upto: str | None = None
    """The date of the occasion's act that the step must precede; None for the day of the occasion itself."""
    against: tuple[str, ...] = ()
    """Effects the step must precede instead where they are recorded, each looked for as a step before the last."""
    among: tuple[str, ...] = ()
    """The decisions among which such steps are shared out, one to each; () for the occasions."""
    opens: tuple[str, ...] = ()
    """The effects from the first of which on the step could be taken for a first decision; () for `since`."""
    through: str = ""
    """An effect on a proposal for the measure that proves the step as well."""
    series: str = ""
    """The series that must be complete before the step counts as missing; `{zone}` in it is filled in."""
    published: bool = True
    """False where papers of this sort are seldom made public."""
    certain: str = "certain"
    """How sure this reading of the law is, in words."""
    since: str = PLANS_IN_FORCE
    """The ISO day from which on the step is asked for."""
    sub: str = ""
    """What tells the rule from others of its id: the rule it repeats, or the part of the duty."""

    @property
    def name(self) -> str:
        """`Z1`, or for a step repeated under another rule `Z6.Z1`."""
        return f"{self.id}.{self.sub}" if self.sub else self.id

    def article(self, day: str) -> Article | None:
        """The article as numbered on a day; None where no law asks for the step."""
        return Article(articles.numbered(self.law, day), articles.presumed(self.law)) if self.law else None


def _repeated(under: str, occasions: tuple[str, ...], article: str, *rules: Rule) -> tuple[Rule, ...]:
    """The steps of these rules as another asks for them once more: a change goes the way of the first decision."""

    def again(rule: Rule) -> Rule:
        law = article if rule.law in article else f"{article}（{rule.law}）"
        step, english = f"{rule.id} {rule.step}", f"{rule.id} {rule.english}"
        return rule._replace(id=under, sub=rule.id, step=step, english=english, occasions=occasions, law=law)

    return tuple(again(rule) for rule in rules)


_BASIC = ("basic-policy.decided", "basic-policy.amended")
_POLICY = ("policy.decided", "policy.amended")
_ORDER = ("zone.designated", "zone.area-changed", "zone.cancelled")
_PLAN = ("plan.approved", "plan.change-approved")
_CHOSEN = ("zone.candidate",)
_SPOKEN_OF = ("zone.candidate", "zone.endorsed", "zone.designated")
_STANDS = ("zone.designated",)

BASIC_POLICY = (
    Rule(
        "R1", "諮問会議の意見", "Opinion of the Council", "内閣総理大臣",
        occasions=_BASIC, test="effect", law="法5条3項・6項", kinds=("council-meeting",),
        effect="basic-policy.endorsed", series="council", since=LAW_IN_FORCE,
    ),
    Rule(
        "R2", "閣議決定", "Decision of the Cabinet", "内閣",
        occasions=_BASIC, test="date", law="法5条3項", date="decided", since=LAW_IN_FORCE,
    ),
    Rule(
        "R3", "基本方針の公表", "Publication of the Basic Policy", "内閣総理大臣",
        occasions=_BASIC, test="date-after", law="法5条4項", date="published", since=LAW_IN_FORCE,
    ),
)  # fmt: skip

_COUNCIL_ON_ORDER = Rule(
    "Z1", "諮問会議の意見（政令の立案の前）", "Opinion of the Council (before the order is drafted)", "内閣総理大臣",
    occasions=("zone.designated",), test="effect", law="法2条6項", kinds=("council-meeting",), effect="zone.endorsed",
    upto="decided", among=_ORDER, opens=_CHOSEN, series="council",
    certain="inferred: the day of drafting is not known; held against the Cabinet decision",
)  # fmt: skip
_LOCAL_ON_ORDER = Rule(
    "Z2", "関係地方公共団体の意見", "Opinion of the local governments concerned", "内閣総理大臣",
    occasions=("zone.designated",), test="effect", law="法2条6項", kinds=("consultation",), effect="zone.consulted",
    upto="decided", among=_ORDER, opens=_CHOSEN, series="consultations", published=False,
)  # fmt: skip
_DECIDED = Rule(
    "Z3", "政令の閣議決定", "Decision of the Cabinet on the order", "内閣",
    occasions=("zone.designated",), test="date", law="憲法73条6号", date="decided", upto="promulgated",
)  # fmt: skip
_PROMULGATED = Rule(
    "Z4", "政令の公布", "Promulgation of the order", "内閣",
    occasions=("zone.designated",), test="date", law="憲法7条1号", date="promulgated", upto="enforced",
)  # fmt: skip

ZONE = (
    _COUNCIL_ON_ORDER,
    _LOCAL_ON_ORDER,
    _DECIDED,
    _PROMULGATED,
    Rule(
        "Z5", "政令による指定", "Designation by the order", "内閣",
        occasions=("zone.designated",), test="own", law="法2条1項", kinds=("cabinet-order",),
    ),
    *_repeated("Z6", ("zone.area-changed", "zone.cancelled"), "法2条6項、10条3項",
               _COUNCIL_ON_ORDER, _LOCAL_ON_ORDER, _DECIDED, _PROMULGATED),
)  # fmt: skip

POLICY = (
    Rule(
        "P1", "区域方針の決定", "Decision of the zone policy", "内閣総理大臣",
        occasions=("zone.designated",), test="follows", law="法6条1項", kinds=("zone-policy",),
        effect="policy.decided", series="policy:{zone}",
    ),
    Rule(
        "P2", "諮問会議の意見", "Opinion of the Council", "内閣総理大臣",
        occasions=_POLICY, test="effect", law="法6条3項・6項", kinds=("council-meeting",), effect="policy.endorsed",
        opens=_SPOKEN_OF, series="council",
    ),
    Rule(
        "P3", "関係地方公共団体の意見", "Opinion of the local governments concerned", "内閣総理大臣",
        occasions=_POLICY, test="effect", law="法6条3項・6項", kinds=("consultation",), effect="policy.consulted",
        opens=_SPOKEN_OF, series="consultations", published=False,
    ),
    Rule(
        "P4", "区域方針の公表・送付", "Publication and sending of the zone policy", "内閣総理大臣",
        occasions=_POLICY, test="date-after", law="法6条4項", date="published",
    ),
)  # fmt: skip

COUNCIL = (
    Rule(
        "C1", "区域会議の組織（最初の開催）", "Zone council set up (its first sitting)",
        "国務大臣・関係地方公共団体の長", occasions=("zone.designated",), test="first-sitting", law="法7条1項",
        kinds=("zone-council",), series="zone-council:{zone}",
    ),
    Rule(
        "C2", "構成員の公募", "Public call for members", "内閣総理大臣",
        occasions=("use.included",), test="offering", law="法7条2項、令1条の2", kinds=("public-offering",),
        effect="zone-council-members", against=("plan.applied", "plan.agreed"), among=_PLAN, opens=_STANDS,
        series="public-offerings", certain="certain; two exceptions in the order",
    ),
)  # fmt: skip

_OFFERED = Rule(
    "L1", "実施主体の公募", "Public call for operators", "区域会議",
    occasions=("plan.approved",), test="offering", law="法8条3項", kinds=("public-offering",), effect="operators",
    against=("plan.applied", "plan.agreed"), among=_PLAN, opens=_STANDS, series="public-offerings",
    certain="certain; only where an operator is named",
)  # fmt: skip
_AGREED = Rule(
    "L2", "区域会議の合意", "Agreement of the zone council", "区域会議",
    occasions=("plan.approved",), test="effect", law="法8条7項", kinds=("zone-council",), effect="plan.agreed",
    against=("plan.applied",), among=_PLAN, opens=_STANDS, series="zone-council:{zone}",
)  # fmt: skip
_APPLIED = Rule(
    "L3", "認定の申請", "Application for approval", "区域会議",
    occasions=("plan.approved",), test="effect", law="法8条1項", kinds=("plan-application",), effect="plan.applied",
    among=_PLAN, opens=_STANDS, series="plan-applications",
)  # fmt: skip
_FITS = Rule(
    "L4", "区域方針の決定（計画が適合すべきもの）", "Decision of the zone policy (to which the plan must conform)",
    "内閣総理大臣", occasions=("plan.approved",), test="ground", law="法8条1項、8条8項1号", kinds=("zone-policy",),
    effect="policy.decided", opens=_STANDS, series="policy:{zone}",
)  # fmt: skip
_OPINION = Rule(
    "L5", "諮問会議の意見", "Opinion of the Council", "内閣総理大臣",
    occasions=("plan.approved",), test="effect", force="may", law="法8条9項", kinds=("council-meeting",),
    effect="plan.endorsed", among=_PLAN, opens=_STANDS, series="council",
)  # fmt: skip
_CONSENT = Rule(
    "L6", "関係行政機関の長の同意", "Consent of the heads of the ministries concerned", "内閣総理大臣",
    occasions=("plan.approved",), test="date", law="法8条10項", date="consented", upto="approved", published=False,
)  # fmt: skip
_NOTICE = Rule(
    "L7", "認定の公示", "Public notice of the approval", "内閣総理大臣",
    occasions=("plan.approved",), test="date-after", law="法8条11項", date="published",
)  # fmt: skip

PLAN = (
    _OFFERED, _AGREED, _APPLIED, _FITS, _OPINION, _CONSENT, _NOTICE,
    *_repeated("L8", ("plan.change-approved",), "法9条1項・2項",
               _OFFERED, _AGREED, _APPLIED, _FITS, _OPINION, _CONSENT, _NOTICE),
    Rule(
        "L9", "取消しの通知（あらかじめ）", "Notice of the revocation (beforehand)", "内閣総理大臣",
        occasions=("plan.revoked",), test="date", law="法11条1項", date="notified", upto="revoked", sub="notified",
    ),
    Rule(
        "L9", "取消しの公示", "Public notice of the revocation", "内閣総理大臣",
        occasions=("plan.revoked",), test="date-after", law="法11条3項", date="published", sub="published",
    ),
)  # fmt: skip

EVALUATION = (
    Rule(
        "E1", "区域計画の評価（年度ごと）", "Evaluation of the zone plan (each fiscal year)", "区域会議",
        occasions=("plan.approved",), test="yearly", law="法12条", kinds=("evaluation", "zone-council"),
        effect="plan.evaluated", series="evaluations", certain="duty certain; each year inferred from practice",
    ),
    Rule(
        "E2", "指定区域の評価（年度ごと）", "Evaluation of the designated zone (each fiscal year)", "諮問会議",
        occasions=("zone.designated",), test="yearly", force="custom", law="基本方針", kinds=("council-meeting",),
        effect="zone.evaluated", series="evaluations", certain="inferred",
    ),
)  # fmt: skip

MEASURES = (
    Rule(
        "M1", "特例措置が使えること", "The measure can be used", "関係府省",
        occasions=("use.included",), test="ground", law="法8条2項3号、12条の2–27条", effect="measure.created",
        series="measures",
    ),
    Rule(
        "M2", "認定区域計画によること", "Under an approved zone plan", "内閣総理大臣",
        occasions=("use.included",), test="by-plan", law="法12条の2–27条（当該認定の日以後）",
        kinds=("plan-approval",), opens=_STANDS, series="plan:{zone}",
    ),
    Rule(
        "M3", "ヒアリング（提案から措置まで）", "Hearing (between proposal and measure)", "国家戦略特区WG",
        occasions=("use.included",), test="menu", force="custom", law="基本方針第六", effect="measure.heard",
        through="proposal.heard", series="wg-hearings", certain="inferred", since=LAW_IN_FORCE, sub="heard",
    ),
    Rule(
        "M3", "諮問会議の決定（提案から措置まで）", "Decision of the Council (between proposal and measure)",
        "諮問会議", occasions=("use.included",), test="menu", force="custom", law="基本方針第六",
        effect="measure.adopted", series="council", certain="inferred", since=LAW_IN_FORCE, sub="adopted",
    ),
)  # fmt: skip

RULES: tuple[Rule, ...] = (*BASIC_POLICY, *ZONE, *POLICY, *COUNCIL, *PLAN, *EVALUATION, *MEASURES)

PAPERS = {
    "F1": ("予定されたことの実施", "What was foreseen is done"),
    "F2": ("出典の食い違い", "Sources at odds"),
    "F3": ("出典の日付の幅が違う", "A source dates it more or less exactly"),
    "F4": ("出典が一つ又は弱い", "One source, or weak ones"),
    "F5": ("推定の日付", "An inferred date"),
    "F6": ("遅れた記録", "Recorded late"),
    "N1": ("回数の重複", "A number twice"),
    "N2": ("回数の欠け", "A number missing"),
}
"""What an audit finds about the papers, by the id that stands where a step has its rule: in Japanese and English."""
