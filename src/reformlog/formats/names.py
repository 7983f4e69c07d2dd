"""The names of kinds and series of acts, of fields and of the grades of sources, in Japanese and English."""

from __future__ import annotations

from functools import cache

from ..events import kinds
from ..events.fields import JAPANESE

KINDS: dict[str, tuple[str, str]] = {kind.name: (kind.ja, kind.en) for kind in kinds.KINDS.values()}

CONFIDENCE: dict[str, tuple[str, str]] = {"high": ("高", "high"), "medium": ("中", "medium"), "low": ("低", "low")}

GRADES: dict[str, tuple[str, str]] = {
    "law": ("法令・官報", "law or Official Gazette"),
    "official": ("国の機関", "national authority"),
    "local": ("地方公共団体", "local government"),
    "press": ("報道", "press"),
    "other": ("その他", "other"),
}

SERIES: dict[str, str] = {
    "council": "諮問会議",
    "panel": "専門調査会",
    "zone-council": "区域会議",
    "subcommittee": "分科会",
    "wg": "ワーキンググループヒアリング",
    "wg-hearings": "ワーキンググループヒアリング",
    "consultations": "意見聴取",
    "policy": "区域方針",
    "plan": "区域計画",
    "plan-applications": "認定の申請",
    "public-offerings": "公募",
    "measures": "特例措置",
    "evaluations": "評価",
}
"""What a series of acts (`zone-council:aichi`) is called in Japanese, by what stands before its colon."""

# What `verify` looks at.
LOOKED_AT: dict[str, tuple[str, str]] = {
    "lines": ("記録の行", "lines"),
    "projection": ("行から導いたもの", "projection"),
    "checkpoints": ("保存されたチェックポイント", "checkpoints"),
    "checkpoint": ("渡されたチェックポイント", "checkpoint"),
    "signatures": ("署名", "signatures"),
    "policy": ("方針", "policy"),
}


@cache
def steps_in_english() -> dict[str, str]:
    """The steps an audit looks for, and who takes them, by the Japanese with which an answer names them.

    Read when an audit is printed in English: nothing else needs the rules.
    """
    from ..rules.steps import PAPERS, RULES, WHO

    return {rule.step: rule.english for rule in RULES} | dict(PAPERS.values()) | WHO


# The values of fields and columns that only have these.
LISTS = {
    "grade": GRADES,
    "confidence": CONFIDENCE,
    "required": {"yes": ("はい", "yes")},
    "what": LOOKED_AT,
}

_ENGLISH = {
    "asked": "Asked",
    "answered": "Answered",
    "held": "Held",
    "opened": "Opened",
    "closed": "Closed",
    "submitted": "Submitted",
    "made": "Made",
    "decided": "Decided",
    "passed": "Passed",
    "promulgated": "Promulgated",
    "enforced": "In force",
    "ended": "Ended",
    "applied": "Applied for",
    "consented": "Consented",
    "approved": "Approved",
    "notified": "Notified",
    "revoked": "Revoked",
    "started": "Started",
    "evaluated": "Evaluated",
    "reported": "Reported",
    "published": "Published",
    "done": "Done",
    "title-en": "Title in English",
    "detail-en": "Detail in English",
    "inferred": "Inferred because",
    "order": "Order within the day",
    "time": "Time",
    "place": "Place",
    "form": "Form",
    "attendees": "Attendees",
    "agenda": "Agenda",
    "minutes": "Minutes",
    "zones": "Zones concerned",
    "number": "Number",
    "numbers": "Numbers of the zone councils",
    "joint-with": "Joint with",
    "body": "Body",
    "session": "Session",
    "regime": "Regime",
    "for": "Called for",
    "instrument": "Instrument",
    "parts": "Parts in force on other days",
    "expects": "What it foresees",
    "meets": "Fulfils what was foreseen by",
    "part-of": "Part of",
    "words": "The official table's own words",
    "notes": "Notes",
}

# The fields of an act file, by the Japanese names that the form has for them.
ACT_FIELDS: dict[str, tuple[str, str]] = {name: (JAPANESE[name], english) for name, english in _ENGLISH.items()} | {
    "amends": ("改正の対象", "Amends"),
    "says": ("この出典にある日付", "Dates this source gives"),
    "why-not": ("採らない理由", "Why not followed"),
    "confidence": ("確度", "Confidence"),
    "role": ("役職", "Role"),
}

# Fields of entities, counts and kinds that are no column of a list of states: explanations and differences name them.
ENTITY_FIELDS: dict[str, tuple[str, str]] = {
    # of a zone, its policy, its plan and their uses
    "council_name": ("区域会議の名称", "Name of the zone council"),
    "evaluations": ("評価の回数", "Evaluations"),
    "issue": ("課題", "Issue"),
    "issues": ("課題", "Issues"),
    "goals": ("目標", "Goals"),
    "operators": ("事業者", "Operators"),
    "because": ("終了の理由", "Ended because"),
    "basic-policy": ("基本方針", "Basic Policy"),
    # of a measure
    "ministry": ("所管府省庁", "Ministry"),
    "to": ("移行先", "Transferred to"),
    "measure_status": ("特例措置の状態", "Status of the measure"),
    # of a difference
    "events": ("記録の位置", "Positions"),
    # of a kind
    "with": ("ともに書く項目", "With"),
    "required": ("必須", "Required"),
    # what is counted
    "applicants": ("提案者", "Applicants"),
    "items": ("項目", "Items"),
    "local-governments": ("地方公共団体", "Local governments"),
    "measures": ("特例措置", "Measures"),
    "municipalities": ("自治体", "Municipalities"),
    "private": ("民間", "Private bodies"),
    "projects": ("事業", "Projects"),
    "proposals": ("提案", "Proposals"),
    "zones": ("区域", "Zones"),
}
