"""The catalogue of what an act may be and may change, as Markdown; run, this file writes it into `events/README.md`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from reformlog.events.effects import COMPANIONS, EFFECTS, Effect
from reformlog.events.fields import DATES_JA, Field, fields_of
from reformlog.events.kinds import KINDS, Kind
from reformlog.events.statements import SORTS, Sort
from reformlog.formats.md import cell

README = Path(__file__).parents[1] / "events" / "README.md"
BEGIN = "<!-- catalogue: from here on made by script/catalogue -->"
END = "<!-- catalogue: to here -->"


_KIND = ("kind", "日本語", "English", "dates 日付", "fields of its own", "effects 効果", "article")
_ENTITIES = {
    "zone": "区域",
    "policy": "区域方針",
    "plan": "区域計画",
    "measure": "規制の特例措置",
    "use": "特定事業（区域における特例措置の活用）",
    "proposal": "提案",
    "call": "提案募集・公募",
    "bill": "法律案",
    "basic-policy": "国家戦略特別区域基本方針",
}


def catalogue() -> str:
    """Every kind of act, every effect and every field, as tables."""
    return "\n\n".join(
        (
            "### Kinds 行為の種類",
            "The dates stand in legal order. The first that an act has is its date in a chronology (行の日付). "
            "The **bold** one is the day on which its effects take place (効力の日).",
            table(_KIND, map(_kind, KINDS.values())),
            "### Dates 日付",
            table(("date", "日本語"), ((f"`{name}`", ja) for name, ja in DATES_JA.items())),
            "### Effects 効果",
            "An effect names its entity, and `is` says what becomes of it: `{zone: aichi, is: designated}`. "
            "Of two effects of one moment the one further up is applied first.",
            *(part for entity, ja in _ENTITIES.items() for part in (f"#### {entity} {ja}", _effects(entity))),
            "### Fields 項目",
            "Every act has an `id`, a `kind`, a `title` and `sources`. Beside its dates, the fields of its own and its "
            "`effects` it may have these:",
            table(("field", "日本語", "what it holds"), map(_field, _common())),
            "### Statements 記録そのものについて",
            "Entries that are no acts: no authority did anything, and no state follows from them. They may stand in "
            "the same files, and are corrected and withdrawn like acts, by the name `SORT:NAME` (`assert:kizuna`).",
            table(("statement", "日本語", "what it does", "fields", "example"), map(_statement, SORTS.values())),
        )
    )


def _kind(kind: Kind) -> Sequence[str]:
    dates = " ".join(f"**{name}**" if name == kind.effective else name for name in kind.dates)
    return f"`{kind.name}`", kind.ja, kind.en, dates, " ".join(kind.fields), " ".join(kind.effects), kind.article


def _effects(entity: str) -> str:
    rows = [_effect(effect) for effect in EFFECTS if effect.entity == entity]
    return table(("effect", "日本語", "English", "may carry", "article"), rows)


def _effect(effect: Effect) -> Sequence[str]:
    carried = " ".join((*COMPANIONS.get(effect.entity, ()), *effect.fields))
    return f"`{effect.written}`", effect.ja, effect.en, carried, effect.article


def _common() -> Iterator[Field]:
    """The fields that acts of any kind may have: those of the kind that has none of its own, less its dates."""
    kind = KINDS["request"]
    return (field for field in fields_of(kind) if field.name not in (*kind.dates, "title"))


def _field(field: Field) -> Sequence[str]:
    return f"`{field.name}`", field.ja, field.help


def _statement(sort: Sort) -> Sequence[str]:
    return f"`{sort.key}`", sort.ja, sort.en, " ".join(sort.fields), f"`{sort.example}`"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; backticks and bold stay, everything else is shown as it is."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(_cell(text) for text in line) + " |" for line in lines)


def _cell(text: str) -> str:
    marked = re.fullmatch(r"(`+)[^`]+\1", text) or "**" in text
    return text.replace("|", "\\|") if marked else cell(text)


def with_catalogue(text: str) -> str:
    """The text of `events/README.md` with the catalogue as the program has it today."""
    before, found, rest = text.partition(BEGIN)
    _, closed, after = rest.partition(END)
    if not (found and closed):
        raise SystemExit(f"{README.name} has lost the comments between which the catalogue stands.")
    return f"{before}{BEGIN}\n\n{catalogue()}\n\n{END}{after}"


if __name__ == "__main__":
    README.write_text(with_catalogue(README.read_text("utf-8")), "utf-8")
