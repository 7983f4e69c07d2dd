"""An act of each kind as a clerk would first write it: every date, one effect, a source. It passes the door."""

from __future__ import annotations

from typing import Any

from .effects import Effect, effects_of
from .kinds import KINDS

_DAYS = ("2024-06-21", "2024-06-26", "2024-07-01")
_ENTITIES = {
    "zone": "miyagi-kumamoto",
    "policy": "miyagi-kumamoto",
    "plan": "miyagi-kumamoto",
    "measure": "foreign-engineer-screening",
    "proposal": "kumamoto-2024-foreign-engineers",
    "call": "kizuna-2023",
    "bill": "special-zones-2024",
    "basic-policy": "basic-policy",
}
_FIELDS: dict[str, Any] = {
    "name": "宮城県・熊本県",
    "areas": ["04", "43"],
    "add": ["04100"],
    "nickname": "産業拠点形成連携“絆”特区",
    "title": "外国人材の在留資格審査の迅速化",
    "until": "2027-03-31",
    "part": ["43"],
    "measures": ["foreign-engineer-screening"],
}
_OWN: dict[str, Any] = {
    "number": "63",
    "body": "kizuna-panel",
    "session": "第213回国会",
    "regime": "構造改革特別区域法",
    "for": "区域会議の構成員",
    "numbers": {"miyagi-kumamoto": "1"},
    "joint-with": ["国家戦略特別区域会議"],
    "instrument": {"number": "令和6年政令第221号", "amends": "平成26年政令第178号"},
    "parts": [{"what": "附則", "enforced": "2024-07-01"}],
}
_SOURCE = {
    "title": "根拠となる文書の題名",
    "publisher": "内閣府地方創生推進事務局",
    "dated": "令和6年6月21日",
    "locator": "1頁",
}


def effect_example(effect: Effect) -> dict[str, Any]:
    """An effect as an act writes it, with those of its fields that most need showing."""
    tree: dict[str, Any] = {effect.key: _ENTITIES[effect.key]}
    if effect.entity == "use":
        tree["zone"] = _ENTITIES["zone"]
    tree["is"] = effect.word
    return tree | {name: _FIELDS[name] for name in effect.fields if name in _FIELDS}


def example(name: str) -> dict[str, Any]:
    """The example of a kind, as the tree of an act file."""
    kind = KINDS[name]
    act: dict[str, Any] = {"id": f"{_DAYS[0]}.{name}", "kind": name, "title": kind.ja}
    act |= dict(zip(kind.dates, _DAYS, strict=False))
    act |= {field: _OWN[field] for field in kind.fields}
    effects = effects_of(kind)
    if effects:
        act["effects"] = [effect_example(effects[0])]
    else:
        act["zones"] = [_ENTITIES["zone"]]
    act["sources"] = [_SOURCE]
    return act


def as_yaml(name: str) -> str:
    """The example of a kind as an act file. Codes of areas stand in quotes: other readers of YAML take `04` for 4."""
    lines: list[str] = []
    for key, value in example(name).items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            lines += [f"{key}:", *(f"  - {_flow(item)}" for item in value)]
        else:
            lines.append(f"{key}: {_flow(value)}")
    return "\n".join(lines) + "\n"


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(f'"{item}"' if item.isdigit() else item for item in value) + "]"
    return str(value)
