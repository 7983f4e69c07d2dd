"""Which kind of act is meant by what somebody typed: its own name, the Japanese or the English one."""

from __future__ import annotations

from ..errors import Usage
from .kinds import KINDS, Kind
from .meant import alike, bare, nearest, parts


def kind_named(words: str) -> Kind | None:
    """The kind that is meant by its name, here or in Japanese or English, or by an end of the Japanese that no other
    kind has (諮問会議, 区域計画の認定); None when it is no kind's or several are meant (会議)."""
    typed = bare(words)
    for kind in KINDS.values():
        if words in (kind.name, kind.en) or typed == bare(kind.ja):
            return kind
    ending = [kind for kind in KINDS.values() if any(bare(part).endswith(typed) for part in parts(kind.ja))]
    return ending[0] if len(ending) == 1 and len(typed) > 1 else None


def kind_asked(words: str) -> Kind:
    """The kind that a command was given by name. Usage, with what may be meant, when no kind is called so."""
    if (kind := kind_named(words)) is not None:
        return kind
    near = " or ".join(near_kinds(words))
    hint = f"{f'Did you mean {near}?   ' if near else ''}All kinds: reformlog kinds"
    raise Usage("kind-unknown", f"There is no kind of act named {words}.", hint)


def near_kinds(words: str) -> list[str]:
    """The kinds that may be meant by what is no kind's name, three at most: 会議 those whose Japanese name has it, 指定
    those that may have an effect of that name."""
    if (near := nearest(words, KINDS, 0.6)) is not None:
        return [near]
    typed = bare(words)
    if len(typed) < 2:
        return []
    having = [kind for kind in KINDS.values() if typed in bare(kind.ja)] or _with_effect(typed)
    names = {bare(part): kind for kind in KINDS.values() for part in parts(kind.ja)}
    likely = having or [names[name] for name in alike(typed, names, 3)]
    return list(dict.fromkeys(f"{kind.name} ({kind.ja})" for kind in likely))[:3]


def _with_effect(typed: str) -> list[Kind]:
    from .effects import EFFECTS

    meant = {effect.written for effect in EFFECTS if bare(effect.ja) == typed}
    return [kind for kind in KINDS.values() if meant.intersection(kind.effects)]
