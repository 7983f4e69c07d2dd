"""The fields of an act as a person fills them in: in which order, of which shape, what each is for."""

from __future__ import annotations

from typing import NamedTuple

from .kinds import COUNTS, GRADES, Kind


class Field(NamedTuple):
    """One field. shape: `text`, `date`, `number`, `mapping` (one) or `texts`, `mappings` (any number of them)."""

    name: str
    shape: str
    ja: str
    help: str
    required: bool = False


EXAMPLES = {
    "numbers": "tokyo-area=26 aichi=10",
    "instrument": "number=平成26年政令第178号",
    "parts": "what=第三章 enforced=2014-04-01",
    "counts": "municipalities=19 proposals=44",
    "effects": "zone=miyagi-kumamoto is=designated areas=04,43",
    "sources": 'title=官報 publisher="内閣府 地方創生"',
    "expects": "text=区域計画の認定 date=2024-06~",
    "words": "{miyagi-kumamoto: {title: 区域方針の決定}}",
    "attendees": "role=地方創生担当大臣",
}
"""What may be typed for a field that is made of fields."""

LISTED = {
    "zone": "zones",
    "zones": "zones",
    "policy": "zones",
    "numbers": "zones",
    "words": "zones",
    "plan": "plans",
    "measure": "measures",
    "measures": "measures",
    "proposal": "proposals",
    "call": "proposals",
    "bill": "bills",
}
"""Which question lists the ids that a field takes, and those of a sort of entity."""

ENTITY_WORDS = {
    "zone": ("区域", "zone"),
    "policy": ("区域方針", "zone policy"),
    "basic-policy": ("基本方針", "Basic Policy"),
    "plan": ("区域計画", "zone plan"),
    "measure": ("規制の特例措置", "special regulatory measure"),
    "use": ("特定事業", "specified project"),
    "proposal": ("提案", "proposal"),
    "call": ("提案募集", "invitation for proposals"),
    "bill": ("法律案", "bill"),
}
"""What a sort of entity is called in Japanese and in English."""

_FIRST = (
    Field("title", "text", "件名", "official name of the act, in Japanese", required=True),
    Field("detail", "text", "説明", "one short sentence"),
)
_OWN: dict[str, Field] = {
    "number": Field("number", "number", "回数", "第N回 of the body: 63"),
    "numbers": Field("numbers", "mapping", "区域会議の回数", f"zone=number: {EXAMPLES['numbers']}"),
    "instrument": Field("instrument", "mapping", "法令番号", f"{EXAMPLES['instrument']} amends=…"),
    "parts": Field("parts", "mappings", "施行期日の異なる部分", f"{EXAMPLES['parts']} words=…"),
    "joint-with": Field("joint-with", "texts", "合同開催", "a body it was held jointly with"),
    "body": Field("body", "text", "会議体", "short id of the body: super-city"),
    "for": Field("for", "text", "公募の対象", "zone-council-members, operators …"),
    "session": Field("session", "text", "国会会期", "第187回国会（臨時会）"),
    "regime": Field("regime", "text", "制度", "the other regime"),
    "counts": Field(
        "counts", "mapping", "件数", f"what the source states: {EXAMPLES['counts']} (" + " ".join(COUNTS) + ")"
    ),
}
_LAST = (
    Field("order", "number", "同日の順序", "1, 2, 3 when several acts of one day touch one entity"),
    Field("inferred", "text", "推定の理由", "why a date is only bounded by other facts"),
    Field("expects", "mappings", "予定", "what the act says will be done: text=… date=2024-06~"),
    Field("meets", "texts", "果たした予定", "ids of acts whose expectations this act fulfils"),
    Field("part-of", "text", "親の行為", "id of the act in whose row it is shown"),
    Field("zones", "texts", "関係する区域", "further zones whose chronology shows the act"),
    Field("words", "mapping", "公式の表の文言", "{miyagi-kumamoto: {title: …, detail: …}}"),
    Field("time", "text", "時刻", "14:58～16:01"),
    Field("place", "text", "場所", "where it was held"),
    Field("form", "text", "開催方法", "in-person, online or written"),
    Field("attendees", "mappings", "出席者", EXAMPLES["attendees"]),
    Field("agenda", "texts", "議題", "an item of the agenda"),
    Field("minutes", "text", "議事録", "draft or agreed"),
    Field("notes", "texts", "注記", "a sentence: why this date and not that one"),
    Field("title-en", "text", "件名（英語）", "title in English, where there is an official one"),
    Field("detail-en", "text", "説明（英語）", "detail in English"),
)
SOURCES = Field(
    "sources",
    "mappings",
    "出典",
    "the document that says so: title=… publisher=… dated=… url=… locator=… quote=… grade=" + "|".join(GRADES),
    required=True,
)
_EFFECTS = Field("effects", "mappings", "効果", f"what the act changes: {EXAMPLES['effects']}")

DATES_JA = {
    "held": "開催日",
    "decided": "決定日",
    "promulgated": "公布日",
    "enforced": "施行日",
    "approved": "認定日",
    "applied": "申請日",
    "opened": "開始日",
    "closed": "締切日",
    "published": "公表・公示の日",
    "submitted": "提出日",
    "passed": "成立日",
    "asked": "照会日",
    "answered": "回答日",
    "consented": "同意日",
    "notified": "通知日",
    "revoked": "取消日",
    "started": "開始日",
    "ended": "終了日",
    "evaluated": "評価日",
    "reported": "報告日",
    "made": "実施日",
    "done": "実施日",
}


def fields_of(kind: Kind) -> list[Field]:
    """The fields of a kind in the order they are asked for: names, dates, its own, effects, sources, the rest."""
    dates = [
        Field(
            name,
            "date",
            DATES_JA[name],
            "takes effect on this day" if name == kind.effective else "another date of the act",
        )
        for name in kind.dates
    ]
    own = [_OWN[name] for name in dict.fromkeys((*kind.fields, "counts"))]
    effects = [_EFFECTS] if kind.effects else []
    return [*_FIRST, *dates, *own, *effects, SOURCES, *_LAST]


def of_shape(shape: str) -> frozenset[str]:
    """The names of all fields of acts that have a shape."""
    return frozenset(field.name for field in _every() if field.shape == shape)


def _every() -> tuple[Field, ...]:
    """The fields acts of any kind may have, but for their dates."""
    return (*_FIRST, *_OWN.values(), _EFFECTS, SOURCES, *_LAST)


JAPANESE = DATES_JA | {field.name: field.ja for field in _every()}
"""What a field of an act is called in Japanese: in the form, in options, in answers and on pages alike."""


def seldom(fields: list[Field]) -> tuple[list[Field], list[Field]]:
    """The fields a form asks of everyone, and those it asks only of who names them."""
    return [f for f in fields if f not in _LAST[1:]], [f for f in fields if f in _LAST[1:]]
