"""What was probably meant: the nearest word, the word for a Japanese name, a number in a text, an id."""

from __future__ import annotations

import difflib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from .. import dates
from ..errors import Error
from .kinds import Kind

_IN_PARTS = re.compile(r"[・（）()、/]")
_NO_ID = re.compile(r"[^a-z0-9._/-]+")


def nearest(word: Any, words: Iterable[str], cutoff: float = 0.5) -> str | None:
    """The word most like the one written, None when none is like it."""
    return next(iter(alike(word, words, 1, cutoff)), None)


def alike(word: Any, words: Iterable[str], most: int, cutoff: float = 0.5) -> list[str]:
    """The words most like the one written, each once, the most alike first."""
    return difflib.get_close_matches(str(word), list(dict.fromkeys(words)), most, cutoff)


def shown(value: Any) -> str:
    """What was written, not longer than a line of a terminal; of what is no text its JSON, as files have it."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str, skipkeys=True)
    return text if len(text) <= 60 else text[:57] + "…"


def by_japanese(written: Any, names: Mapping[str, str]) -> str | None:
    """The word of which this is the Japanese name, or the better part of it: 施行 and 施行期日 → `enforced`.

    names: word → its Japanese name (施行日). The whole name decides before a part of it, the nearer part before others.
    """
    if not isinstance(written, str) or written.isascii():
        return None
    typed = bare(written)
    if len(typed) < 2:
        return None
    known = [*names.items()][::-1]  # of two words that share a name the first is meant
    whole: dict[str, str] = {bare(ja): word for word, ja in known}
    partly: dict[str, str] = {bare(part): word for word, ja in known for part in parts(ja)}
    found = partly | whole
    if typed in found:
        return found[typed]
    alike = [name for name in found if len(name) > 1 and (name in typed or typed in name)]
    return found[min(alike, key=lambda name: abs(len(name) - len(typed)))] if alike else None


def parts(name: str) -> list[str]:
    """The parts of a Japanese name: 府省令・告示 → 府省令, 告示."""
    return [part for part in _IN_PARTS.split(name) if part]


def bare(name: str) -> str:
    """A name without what offices write or leave out: 公布日 and 公布 are one, 変更の認定 and 変更認定."""
    return unicodedata.normalize("NFKC", name).strip().replace("の", "").removesuffix("日")


def numbers_in(value: Any) -> list[int]:
    """The whole numbers a text holds: `第６５回` → 65, `1,204件` → 1204."""
    text = unicodedata.normalize("NFKC", str(value))
    return [int(found) for found in re.findall(r"[0-9]{1,10}", re.sub(r"(?<=\d),(?=\d{3})", "", text))]


def as_id(value: Any) -> str | None:
    """The form of an id made from what was written: `Sendai City` → `sendai-city`; None when nothing of it is left."""
    text = unicodedata.normalize("NFKD", str(value)).lower()
    text = "".join(sign for sign in text if not unicodedata.combining(sign))
    if any(ord(sign) > 0x7F for sign in text):
        return None  # half a Japanese name is no name
    return _NO_ID.sub("-", text).strip("-._/")[:120] or None


def default_id(kind: Kind, tree: Mapping[str, Any]) -> str:
    """`2024-06-21.cabinet-order`: the row date as far as it is a day, month or year, and the kind; the kind alone where
    no such date can be read."""
    words = next((tree[date] for date in kind.dates if date in tree), None)
    if not isinstance(words, str):
        return kind.name
    try:
        date = dates.read(words)
    except Error:
        return kind.name
    return f"{dates.in_common(date.earliest, date.latest)}.{kind.name}"
