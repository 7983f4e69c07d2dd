"""The statutory steps of a zone's life: which act they concern, who acts, what proves them, and under which article.

Articles are written as they are numbered today; `events.articles` knows what the number was on a day.
To add a step, add a row to `RULES`; to test in a new way, name a test in `queries.audit.steps`.
"""

from __future__ import annotations

from typing import NamedTuple

from ..events import articles

LAW_IN_FORCE = "2013-12-13"  # the parts on the Basic Policy
PLANS_IN_FORCE = "2014-04-01"  # chapters 3 and 4: 附則1条1号, its day in the 附則 of 施行令


class Article(NamedTuple):
    """An article as numbered on a day. presumed: whether the day on which it got that number is only presumed."""

    words: str
    presumed: bool


class Rule(NamedTuple):
    """One step that the law, or custom, asks for. Effects are named as in the catalogue: `zone.designated`."""

    id: str
    """`Z1`; several steps may share one, and are told apart by `sub`."""
    step: str
    """What is to be done, in Japanese."""
    who: str
    """Whose duty it is."""
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
    """The effect that proves the step."""
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
    """The same steps asked for again by another rule: a change goes the way of the first decision."""
    own = (rule._replace(id=under, sub=rule.id, step=f"{rule.id} {rule.step}", occasions=occasions) for rule in rules)
    return tuple(rule._replace(law=article if rule.law in article else f"{article}（{rule.law}）") for rule in own)


_BASIC = ("basic-policy.decided", "basic-policy.amended")
_POLICY = ("policy.decided", "policy.amended")
_ORDER = ("zone.designated", "zone.area-changed", "zone.cancelled")
_PLAN = ("plan.approved", "plan.change-approved")
_CHOSEN = ("zone.candidate",)
_SPOKEN_OF = ("zone.candidate", "zone.endorsed", "zone.designated")
_STANDS = ("zone.designated",)

BASIC_POLICY = (
    Rule("R1", "諮問会議の意見", "内閣総理大臣", _BASIC, "effect", "must", "法5条3項・6項",
         ("council-meeting",), "basic-policy.endorsed", series="council", since=LAW_IN_FORCE),
    Rule("R2", "閣議決定", "内閣", _BASIC, "date", "must", "法5条3項", date="decided", since=LAW_IN_FORCE),
    Rule("R3", "基本方針の公表", "内閣総理大臣", _BASIC, "date-after", "must", "法5条4項",
         date="published", since=LAW_IN_FORCE),
)  # fmt: skip

_COUNCIL_ON_ORDER = Rule(
    "Z1", "諮問会議の意見（政令の立案の前）", "内閣総理大臣", ("zone.designated",), "effect", "must",
    "法2条6項", ("council-meeting",), "zone.endorsed", upto="decided", among=_ORDER,
    opens=_CHOSEN, series="council",
    certain="inferred: the day of drafting is not known; held against the Cabinet decision",
)  # fmt: skip
_LOCAL_ON_ORDER = Rule(
    "Z2", "関係地方公共団体の意見", "内閣総理大臣", ("zone.designated",), "effect", "must",
    "法2条6項", ("consultation",), "zone.consulted", upto="decided", among=_ORDER, opens=_CHOSEN,
    series="consultations", published=False,
)  # fmt: skip
_DECIDED = Rule("Z3", "政令の閣議決定", "内閣", ("zone.designated",), "date", "must", "憲法73条6号",
                date="decided", upto="promulgated")  # fmt: skip
_PROMULGATED = Rule("Z4", "政令の公布", "内閣", ("zone.designated",), "date", "must", "憲法7条1号",
                    date="promulgated", upto="enforced")  # fmt: skip

ZONE = (
    _COUNCIL_ON_ORDER,
    _LOCAL_ON_ORDER,
    _DECIDED,
    _PROMULGATED,
    Rule("Z5", "政令による指定", "内閣", ("zone.designated",), "own", "must", "法2条1項", ("cabinet-order",)),
    *_repeated("Z6", ("zone.area-changed", "zone.cancelled"), "法2条6項、10条3項",
               _COUNCIL_ON_ORDER, _LOCAL_ON_ORDER, _DECIDED, _PROMULGATED),
)  # fmt: skip

POLICY = (
    Rule("P1", "区域方針の決定", "内閣総理大臣", ("zone.designated",), "follows", "must", "法6条1項",
         ("zone-policy",), "policy.decided", series="policy:{zone}"),
    Rule("P2", "諮問会議の意見", "内閣総理大臣", _POLICY, "effect", "must", "法6条3項・6項",
         ("council-meeting",), "policy.endorsed", opens=_SPOKEN_OF, series="council"),
    Rule("P3", "関係地方公共団体の意見", "内閣総理大臣", _POLICY, "effect", "must", "法6条3項・6項",
         ("consultation",), "policy.consulted", opens=_SPOKEN_OF, series="consultations", published=False),
    Rule("P4", "区域方針の公表・送付", "内閣総理大臣", _POLICY, "date-after", "must", "法6条4項",
         date="published"),
)  # fmt: skip

COUNCIL = (
    Rule("C1", "区域会議の組織（最初の開催）", "国務大臣・関係地方公共団体の長", ("zone.designated",), "first-sitting",
         "must", "法7条1項", ("zone-council",), series="zone-council:{zone}"),
    Rule("C2", "構成員の公募", "内閣総理大臣", ("use.included",), "offering", "must", "法7条2項、令1条の2",
         ("public-offering",), "zone-council-members", against=("plan.applied", "plan.agreed"), among=_PLAN,
         opens=_STANDS, series="public-offerings",
         certain="certain; two exceptions in the order"),
)  # fmt: skip

_OFFERED = Rule("L1", "実施主体の公募", "区域会議", ("plan.approved",), "offering", "must", "法8条3項",
                ("public-offering",), "operators", against=("plan.applied", "plan.agreed"), among=_PLAN, opens=_STANDS,
                series="public-offerings",
                certain="certain; only where an operator is named")  # fmt: skip
_AGREED = Rule("L2", "区域会議の合意", "区域会議", ("plan.approved",), "effect", "must",
               "法8条7項", ("zone-council",), "plan.agreed", against=("plan.applied",),
               among=_PLAN, opens=_STANDS, series="zone-council:{zone}")  # fmt: skip
_APPLIED = Rule("L3", "認定の申請", "区域会議", ("plan.approved",), "effect", "must", "法8条1項",
                ("plan-application",), "plan.applied", among=_PLAN, opens=_STANDS,
                series="plan-applications")  # fmt: skip
_FITS = Rule("L4", "区域方針の決定（計画が適合すべきもの）", "内閣総理大臣", ("plan.approved",), "ground", "must",
             "法8条1項、8条8項1号", ("zone-policy",), "policy.decided",
             opens=_STANDS, series="policy:{zone}")  # fmt: skip
_OPINION = Rule("L5", "諮問会議の意見", "内閣総理大臣", ("plan.approved",), "effect", "may",
                "法8条9項", ("council-meeting",), "plan.endorsed", among=_PLAN, opens=_STANDS,
                series="council")  # fmt: skip
_CONSENT = Rule("L6", "関係行政機関の長の同意", "内閣総理大臣", ("plan.approved",), "date", "must",
                "法8条10項", date="consented", upto="approved", published=False)  # fmt: skip
_NOTICE = Rule("L7", "認定の公示", "内閣総理大臣", ("plan.approved",), "date-after", "must",
               "法8条11項", date="published")  # fmt: skip

PLAN = (
    _OFFERED, _AGREED, _APPLIED, _FITS, _OPINION, _CONSENT, _NOTICE,
    *_repeated("L8", ("plan.change-approved",), "法9条1項・2項",
               _OFFERED, _AGREED, _APPLIED, _FITS, _OPINION, _CONSENT, _NOTICE),
    Rule("L9", "取消しの通知（あらかじめ）", "内閣総理大臣", ("plan.revoked",), "date", "must", "法11条1項",
         date="notified", upto="revoked", sub="notified"),
    Rule("L9", "取消しの公示", "内閣総理大臣", ("plan.revoked",), "date-after", "must", "法11条3項",
         date="published", sub="published"),
)  # fmt: skip

EVALUATION = (
    Rule("E1", "区域計画の評価（年度ごと）", "区域会議", ("plan.approved",), "yearly", "must", "法12条",
         ("evaluation", "zone-council"), "plan.evaluated", series="evaluations",
         certain="duty certain; each year inferred from practice"),
    Rule("E2", "指定区域の評価（年度ごと）", "諮問会議", ("zone.designated",), "yearly", "custom", "基本方針",
         ("council-meeting",), "zone.evaluated", series="evaluations", certain="inferred"),
)  # fmt: skip

MEASURES = (
    Rule("M1", "特例措置が使えること", "関係府省", ("use.included",), "ground", "must",
         "法8条2項3号、12条の2–27条", (), "measure.created", series="measures"),
    Rule("M2", "認定区域計画によること", "内閣総理大臣", ("use.included",), "by-plan", "must",
         "法12条の2–27条（当該認定の日以後）", ("plan-approval",), opens=_STANDS,
         series="plan:{zone}"),
    Rule("M3", "ヒアリング（提案から措置まで）", "国家戦略特区WG", ("use.included",), "menu", "custom",
         "基本方針第六", (), "measure.heard", through="proposal.heard",
         series="wg-hearings", certain="inferred",
         since=LAW_IN_FORCE, sub="heard"),
    Rule("M3", "諮問会議の決定（提案から措置まで）", "諮問会議", ("use.included",), "menu", "custom",
         "基本方針第六", (), "measure.adopted", series="council", certain="inferred",
         since=LAW_IN_FORCE, sub="adopted"),
)  # fmt: skip

RULES: tuple[Rule, ...] = (*BASIC_POLICY, *ZONE, *POLICY, *COUNCIL, *PLAN, *EVALUATION, *MEASURES)
