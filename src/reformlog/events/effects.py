"""What an act may change: every effect with its names, its fields and its article, in the order of its entity's life.

The place of an effect in `EFFECTS` is its rank: of two effects of one moment the one further up is folded first.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from .articles import numbered
from .kinds import Kind

# An effect names its entity by the first of these keys it has.
ENTITY_KEYS = ("measure", "plan", "policy", "basic-policy", "proposal", "call", "bill", "zone")


class Effect(NamedTuple):
    """One row of the catalogue.

    entity: `zone`, `policy`, `plan`, `measure`, `use` … (a use is a measure in a zone). word: what `is:` says.
    fields: what the effect may carry besides its entity, `is` and `at`. article: the law that decides, as numbered
    today, or "".
    """

    entity: str
    word: str
    ja: str
    en: str
    fields: tuple[str, ...] = ()
    article: str = ""

    @property
    def name(self) -> str:
        """`zone.designated`."""
        return f"{self.entity}.{self.word}"

    def article_on(self, day: str) -> str:
        """The article as it was numbered on an ISO day."""
        return numbered(self.article, day)

    @property
    def key(self) -> str:
        """The key of its entity, as act files write it: `zone`, of a use `measure`."""
        return "measure" if self.entity == "use" else self.entity

    @property
    def written(self) -> str:
        """The name under which kinds allow it: `zone.designated`, of a use `measure.included`."""
        return f"{self.key}.{self.word}"


_PROPOSAL = "法5条7項"

EFFECTS: tuple[Effect, ...] = (
    Effect("zone", "candidate", "候補選定", "selected as a candidate", ("name", "type", "areas")),
    Effect("zone", "consulted", "地方公共団体の意見聴取", "local governments heard", ("by",), "法2条6項"),
    Effect(
        "zone",
        "endorsed",
        "指定（変更）を了承",
        "designation endorsed",
        ("name", "type", "areas", "add", "remove", "wording"),
        "法2条6項、30条1項1号",
    ),
    Effect(
        "zone", "designated", "指定", "designated", ("name", "type", "areas", "nickname", "council-name"), "法2条1項"
    ),
    Effect("zone", "area-changed", "区域の変更", "area changed", ("add", "remove"), "法2条1項・6項"),
    Effect("zone", "renamed", "名称変更", "renamed by order", ("name",), "平成26年政令第178号"),
    Effect("zone", "nicknamed", "愛称・通称の変更", "nickname changed", ("nickname",)),
    Effect("zone", "evaluated", "指定区域の評価", "evaluated", ("period", "result"), "基本方針"),
    Effect("zone", "cancelled", "指定解除", "designation cancelled", (), "法2条6項、10条3項"),
    Effect("policy", "consulted", "意見聴取", "local governments heard", ("by",), "法6条3項"),
    Effect("policy", "endorsed", "了承", "endorsed", ("by",), "法6条3項"),
    Effect("policy", "decided", "決定", "decided", ("issues", "measures", "goals"), "法6条1項"),
    Effect("policy", "amended", "変更", "amended", ("issues", "measures", "goals"), "法6条5項・6項"),
    Effect("basic-policy", "endorsed", "了承", "endorsed", (), "法5条3項"),
    Effect("basic-policy", "decided", "決定", "decided", (), "法5条3項"),
    Effect("basic-policy", "amended", "変更", "amended", (), "法5条6項"),
    Effect("plan", "agreed", "区域会議の合意", "agreed by the zone council", ("projects", "part"), "法8条7項"),
    Effect("plan", "applied", "認定申請", "application made", ("projects", "part"), "法8条1項"),
    Effect("plan", "endorsed", "諮問会議の意見", "opinion of the Council", ("projects", "part"), "法8条9項"),
    Effect("plan", "approved", "認定", "approved", ("projects", "part"), "法8条8項"),
    Effect("plan", "change-approved", "変更の認定", "change approved", ("projects", "part"), "法9条1項"),
    Effect("plan", "minor-changed", "軽微な変更", "minor change made", (), "法9条1項"),
    Effect("plan", "evaluated", "進捗状況の評価", "progress evaluated", ("period",), "法12条"),
    Effect("plan", "revoked", "認定の取消し", "approval revoked", (), "法11条"),
    Effect("measure", "proposed", "提案", "proposed", ("title", "issue", "proposal"), _PROPOSAL),
    Effect("measure", "heard", "ヒアリング", "heard", ("title", "issue", "proposal"), _PROPOSAL),
    Effect(
        "measure", "adopted", "追加の規制改革事項として決定", "adopted as an item of reform", ("title",), "法30条1項"
    ),
    Effect("measure", "created", "措置", "created", ("title", "until", "ministry"), "法12条の2–27条"),
    Effect("measure", "extended", "期限延長", "extended", ("until",)),
    Effect("measure", "nationwide", "全国展開", "rolled out nationwide"),
    Effect("measure", "transferred", "他制度への移行", "transferred to another regime", ("to",)),
    Effect("measure", "ended", "廃止", "ended", ("because",)),
    Effect(
        "use", "included", "区域計画に記載", "included in a plan", ("part", "operators", "projects"), "法8条2項2–3号"
    ),
    Effect("use", "started", "事業開始", "started", ("part",)),
    Effect("use", "ended", "事業終了・計画から削除", "ended", ("part", "because"), "法9条1項"),
    Effect("proposal", "submitted", "提案", "submitted", ("call", "by"), _PROPOSAL),
    Effect("proposal", "under-discussion", "調整中", "under discussion", ("call", "by"), _PROPOSAL),
    Effect("proposal", "heard", "ヒアリング", "heard", ("call", "by"), _PROPOSAL),
    Effect("proposal", "adopted", "実現", "adopted", ("call", "by"), _PROPOSAL),
    Effect("proposal", "not-adopted", "不採択", "not adopted", ("call", "by"), _PROPOSAL),
    Effect("proposal", "retracted", "取下げ", "retracted", ("call", "by"), _PROPOSAL),
    Effect("call", "decided", "実施決定", "decided", ("counts",), _PROPOSAL),
    Effect("call", "opened", "開始", "opened", ("counts",), _PROPOSAL),
    Effect("call", "closed", "締切", "closed", ("counts",), _PROPOSAL),
    Effect("call", "under-discussion", "提案の議論", "proposals under discussion", ("counts",), _PROPOSAL),
    Effect("bill", "decided", "閣議決定", "decided", ("law",)),
    Effect("bill", "submitted", "提出", "submitted", ("law",)),
    Effect("bill", "passed", "成立", "passed", ("law",)),
    Effect("bill", "lapsed", "廃案", "lapsed", ("law",)),
    Effect("bill", "rejected", "否決", "rejected", ("law",)),
    Effect("bill", "taken-back", "撤回", "taken back", ("law",)),
)

RANK: dict[tuple[str, str], int] = {(e.entity, e.word): rank for rank, e in enumerate(EFFECTS)}
BY_NAME: dict[tuple[str, str], Effect] = {(e.entity, e.word): e for e in EFFECTS}
# Keys an effect may carry beside the first one, because they say whose the entity is.
COMPANIONS: dict[str, tuple[str, ...]] = {"plan": ("zone",), "use": ("zone",), "proposal": ("measure",)}


def effects_of(kind: Kind) -> list[Effect]:
    """What acts of a kind may change; a `measure.…` that is also one of a use comes as both."""
    return [effect for name in kind.effects for effect in EFFECTS if effect.written == name]


def entity_key(effect: Mapping[str, Any]) -> str | None:
    """The key by which an effect names its entity, or None.

    A proposal may name the measure it asks for, and what happens to it (`retracted`, `adopted`) is then told by a word
    that no measure has, or that of a measure names no proposal; everywhere else the first key of `ENTITY_KEYS`
    decides.
    """
    if "measure" in effect:
        return "proposal" if "proposal" in effect and _of_proposal(str(effect.get("is"))) else "measure"
    for key in ENTITY_KEYS:
        if key in effect:
            return key
    return None


def _of_proposal(word: str) -> bool:
    """Whether an effect that names a proposal and a measure tells of the proposal."""
    of_measure = BY_NAME.get(("measure", word))
    return of_measure is None or (("proposal", word) in BY_NAME and "proposal" not in of_measure.fields)


def named(effect: Mapping[str, Any]) -> str:
    """The entity an effect speaks of, in words: `policy okinawa`, of a use `measure startup-visa in zone okinawa`."""
    key = entity_key(effect)
    if key is None:
        return "no entity"
    own = f"{key} {effect[key]}"
    return f"{own} in zone {effect['zone']}" if key == "measure" and "zone" in effect else own


def entity_of(effect: Mapping[str, Any]) -> str | None:
    """The sort of entity an effect speaks of: `zone`, `plan` … `use` for a measure in a zone; None where none is."""
    key = entity_key(effect)
    return "use" if key == "measure" and "zone" in effect else key
