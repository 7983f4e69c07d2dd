"""The words around the data in Japanese and English: headings and phrases.

The names of acts and fields stand in `names`, what stands in a column of statuses or outcomes in `values`.

Official names of things are never translated here. The English terms follow the office's own usage: approval for 認定,
Council for 諮問会議 and zone council for 区域会議, publication for 公示 (public notice is 告示).
"""

from __future__ import annotations

from ..events.streams import STATEMENTS
from .names import ACT_FIELDS, ENTITY_FIELDS, KINDS, LISTS, steps_in_english
from .values import WORDS

LANGUAGES = ("ja", "en")

ANSWERS: dict[str, tuple[str, str]] = {
    "zones": ("国家戦略特別区域", "National Strategic Special Zones"),
    "plans": ("区域計画", "Zone plans"),
    "measures": ("規制の特例措置", "Special regulatory measures"),
    "proposals": ("提案", "Proposals"),
    "calls": ("提案募集", "Invitations for proposals"),
    "bills": ("法律案", "Bills"),
    "rows": ("これまでの経緯", "Chronology"),
    "events": ("記録", "Log"),
    "changes": ("変更点", "Changes"),
    "findings": ("確認事項", "Findings"),
    "steps": ("行為ごとの経過", "Act by act"),
    "versions": ("版", "Versions"),
    "corrected": ("訂正で変わった項目", "What the corrections changed"),
    "effects": ("効果", "Effects"),
    "fields": ("項目", "Fields"),
    "due": ("期日到来", "Due"),
    "acts": ("行為", "Acts"),
    "sources": ("出典", "Sources"),
    "results": ("検索結果", "Results"),
    "kinds": ("行為の種類", "Kinds of act"),
    "statements": ("記録そのものについて", "Statements about the record"),
    "possible": ("その日までにあり得るもの", "Possible by that day"),
    "pending": ("未到来のもの", "Pending"),
    "foreseen": ("予定", "Foreseen"),
    "conflicts": ("適用されなかった効果", "Conflicts: effects not applied"),
    "overdue": ("予定の期日を過ぎたもの", "Overdue"),
    "summary": ("まとめ", "Summary"),
    "gaps": ("前提の記録がないもの", "Gaps: what should have come before"),
    "assertions": ("破られる表明", "Assertions that would break"),
    "checked": ("確認したもの", "Checked"),
    "not_checked": ("確認していないもの", "Not checked"),
    "errors": ("誤り", "Errors"),
    "explain": ("この状態の根拠", "Why it is so"),
    "audit": ("法定手続の点検", "Audit of the statutory steps"),
}

COLUMNS: dict[str, tuple[str, str]] = {
    "year": ("年", "Year"),
    "date": ("日付", "Date"),
    "text": ("内容", "Text"),
    "zone": ("区域", "Zone"),
    "zone_name": ("区域の名称", "Name of the zone"),
    "name": ("名称", "Name"),
    "nickname": ("愛称・通称", "Nickname"),
    "type": ("類型", "Type"),
    "status": ("状態", "Status"),
    "in_progress": ("手続中", "In progress"),
    "areas": ("区域の範囲", "Areas"),
    "proposed_areas": ("予定の範囲", "Proposed areas"),
    "policy": ("区域方針", "Zone policy"),
    "policy_in_progress": ("区域方針の手続", "Policy in progress"),
    "plan": ("区域計画", "Zone plan"),
    "since": ("いつから", "Since"),
    "instrument.number": ("番号", "Number"),
    "since_earliest": ("いつから（最早）", "Since, earliest"),
    "since_latest": ("いつから（最遅）", "Since, latest"),
    "revision": ("認定回数", "Revision"),
    "version": ("版", "Version"),
    "measure": ("特例措置", "Measure"),
    "part": ("部分", "Part"),
    "parts": ("部分", "Parts"),
    "until": ("期限", "Until"),
    "proposal": ("提案", "Proposal"),
    "call": ("募集", "Call"),
    "bill": ("法律案", "Bill"),
    "law": ("法律", "Law"),
    "needs": ("前提", "Needs"),
    "by": ("提案者", "By"),
    "counts": ("件数", "Counts"),
    "act": ("行為", "Act"),
    "acts": ("行為", "Acts"),
    "position": ("位置", "Position"),
    "recorded_at": ("記録日時", "Recorded at"),
    "recorded_by": ("記録者", "Recorded by"),
    "event": ("記録の別", "Event"),
    "kind": ("種類", "Kind"),
    "title": ("件名", "Title"),
    "detail": ("説明", "Detail"),
    "reason": ("理由", "Reason"),
    "late": ("遅れた理由", "Late because"),
    "entity": ("対象", "Entity"),
    "id": ("識別子", "Id"),
    "field": ("項目", "Field"),
    "before": ("前", "Before"),
    "after": ("後", "After"),
    "value": ("値", "Value"),
    "is": ("効果", "Effect"),
    "effect": ("効果の番号", "Effect no."),
    "effective": ("効力の日", "Effective"),
    "earliest": ("最早", "Earliest"),
    "latest": ("最遅", "Latest"),
    "rule": ("規則", "Rule"),
    "article": ("条項", "Article"),
    "message": ("説明", "Message"),
    "hint": ("対処", "Hint"),
    "where": ("箇所", "Where"),
    "code": ("符号", "Code"),
    "accepted": ("容認の理由", "Accepted because"),
    "step": ("手続", "Step"),
    "outcome": ("結果", "Outcome"),
    "force": ("拘束力", "Force"),
    "who": ("主体", "Who"),
    "days": ("日数", "Days"),
    "delay": ("遅れ（日）", "Delay, days"),
    "source": ("出典", "Source"),
    "sources": ("出典", "Sources"),
    "locator": ("箇所", "Locator"),
    "quote": ("引用", "Quote"),
    "publisher": ("発行者", "Publisher"),
    "grade": ("等級", "Grade"),
    "withdrawn": ("取消記録", "Withdrawn"),
    "japanese": ("日本語", "Japanese"),
    "english": ("英語", "English"),
    "dates": ("日付の種類", "Dates"),
    "fields": ("項目", "Fields"),
    "example": ("例", "Example"),
    "list": ("表", "List"),
    "what": ("対象", "What"),
    "found": ("結果", "Found"),
    "found in": ("該当箇所", "Found in"),
    "looked": ("前回の位置", "Since position"),
    "searched": ("検索語", "Words searched for"),
    "hits": ("件数", "Acts found"),
    "verified": ("検証", "Verified"),
    "why": ("理由", "Why"),
    "changed": ("変わった項目", "Changed"),
    "leaf": ("葉のハッシュ", "Leaf hash"),
    "checkpoint": ("チェックポイント", "Checkpoint"),
    "dated": ("文書の日付", "Dated"),
    "says": ("記載の日付", "Says"),
    "url": ("所在", "Address"),
    "day": ("日", "Day"),
    "how": ("経過", "How"),
    "words": ("記載", "Words"),
    "applied": ("適用", "Applied"),
    **ENTITY_FIELDS,
    "replaces": ("置き換えた版", "Replaces"),
    "done": ("済", "Done"),  # of the steps of an audit
    "open": ("要対応", "Open"),
    "median": ("日数の中央値", "Median of the days"),
    "peers": ("中央値の件数", "Counted in the median"),
    "of": ("対象の行為", "Of the act"),
    "recorded_after": ("記録までの日数（中央値）", "Days until recorded (median)"),
    "of_date": ("対象の行為の日付", "Date of that act"),
    "key": ("指摘の符号", "Key of the finding"),
    "changes": ("変更点", "Changes"),
    "effects": ("効果", "Effects"),
    # fields of statements about the record
    "remark": ("所見の対象", "Remark on"),
    "coverage": ("系列", "Series"),
    "complete-from": ("漏れのない期間の始め", "Complete from"),
    "complete-to": ("漏れのない期間の終わり", "Complete to"),
    "known-missing": ("欠けていると分かる回", "Known to be missing"),
    "assert": ("条件の名称", "Assertion"),
    "as-of": ("基準日", "As of"),
    "that": ("条件", "That"),
    "close": ("締めた期間", "Period closed"),
    "note": ("注記", "Note"),
}

_OF_AUDIT = ("step", "who")  # columns of an audit that are named in Japanese in the answer itself
# Columns whose values come from a closed list; in every other column the text is somebody's own and stays as it is.
CLOSED = {
    "status",
    "in_progress",
    "policy",
    "policy_in_progress",
    "plan",
    "is",
    "event",
    "outcome",
    "force",
    "kind",
    "entity",
    "field",
    "before",
    "after",
    "value",
    "how",
    "measure_status",
    *LISTS,
    *_OF_AUDIT,
}
_EFFECTS = ("is", "rule", "needs")  # columns that name an effect with its entity: `zone.designated`
_LISTS = {"kind": {**KINDS, **STATEMENTS}, **LISTS}

PHRASES: dict[str, tuple[str, str]] = {
    "end of day": ("{} 終了時点", "end of {}"),
    "known to": ("記録の位置 {} まで", "known to {}"),
    "chronology of": ("{}のこれまでの経緯", "Chronology: {}"),
    "nothing": ("（該当なし）", "(none)"),
    "no change": ("変化なし", "no change"),
    "sources": ("出典", "Sources"),
    "page": ("{} / {} 頁", "page {} of {}"),
    "yes": ("はい", "yes"),
    "no": ("いいえ", "no"),
    "about": ("この回答について", "About this answer"),
}


def _pick(pair: tuple[str, str], lang: str) -> str:
    return pair[1] if lang == "en" else pair[0]


def answer(key: str, lang: str) -> str:
    """The heading of a list of an answer (`zones` → 国家戦略特別区域); an unknown one keeps its own name."""
    return _pick(ANSWERS.get(key, (key, key)), lang)


def column(key: str, lang: str) -> str:
    """The heading of a column (`in_progress` → 手続中): its own, that of a field of an act, or of an outcome counted.

    An unknown one is printed with spaces for underscores.
    """
    plain = key.replace("_", " ")
    return _pick(COLUMNS.get(key) or ACT_FIELDS.get(key) or WORDS.get(key.replace("_", "-"), (plain, plain)), lang)


def part(key: str, name: str, lang: str) -> str:
    """The name of a part of a column's value: the `number` of an instrument is none of a sitting."""
    return column(f"{key}.{name}" if f"{key}.{name}" in COLUMNS else name, lang)


def field(key: str, lang: str) -> str:
    """The name of a field of an act (`done` → 実施), where a column of an answer may be called the same."""
    return _pick(ACT_FIELDS[key], lang) if key in ACT_FIELDS else column(key, lang)


def word(key: str, value: str, lang: str) -> str:
    """A value of a closed list for a reader (`status`, `designated` → 指定); anything else comes back unchanged."""
    if key in _EFFECTS:
        parts = [WORDS.get(part) for part in value.split(".")]
        if len(parts) == 2 and parts[0] and parts[1]:
            return f"{_pick(parts[0], lang)} {_pick(parts[1], lang)}"
    if key not in CLOSED:
        return value
    if key == "field":
        return column(value, lang)
    if key in _OF_AUDIT:
        return steps_in_english().get(value, value) if lang == "en" else value
    return _pick(_LISTS.get(key, WORDS).get(value, (value, value)), lang)


def phrase(key: str, lang: str) -> str:
    """A fixed phrase, with `{}` where a value goes."""
    return _pick(PHRASES[key], lang)
