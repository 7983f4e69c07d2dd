"""What a text may contain, how it is shown on a terminal, and how it is searched; stored text itself is never changed.

The rule: text is kept exactly as written (U+3000, ～, “ ”, U+FA19, ideographic variation sequences, private-use 外字)
unless a reader could not see what is in it. Sources: Unicode property Default_Ignorable_Code_Point, UAX #9, UTS #37.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import islice

from .glyphs import CAPITALS, LOOKALIKES, MARKS, OLD_GLYPHS

MAX_TITLE = 2_000  # characters of a title or name
MAX_TEXT = 20_000  # characters of any one text
MAX_LINE = 1 << 20  # bytes of one line of JSONL
MAX_FILE = 64 << 20  # bytes of a YAML or JSON file; JSONL has no limit
MAX_DEPTH = 32  # lists and fields inside one another

_REASONS = {
    "NUL": "NUL, which ends a text for many programs",
    "control": "a control character, which a terminal may obey instead of showing",
    "direction": "a character that changes the direction in which the text is shown",
    "invisible": "an invisible character: two texts that look the same would differ",
    "line": "a line separator that other programs do not see",
    "surrogate": "half of a character (a lone surrogate): the text was cut or converted wrongly",
    "noncharacter": "not a character: Unicode keeps this number out of texts",
    "lost": "the mark for a character that was lost in a conversion",
}
_CLASSES = {
    "NUL": r"\x00",
    "control": r"\x01-\x08\x0b-\x1f\x7f-\x9f",
    "direction": r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069",
    "line": r"\u2028\u2029",
    "invisible": r"\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f\u2800\u3164"
    r"\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb",
    "surrogate": r"\ud800-\udfff",
    "noncharacter": r"\ufdd0-\ufdef\ufffe\uffff",
    "lost": r"\ufffd",
}
_BEYOND = {  # the same beyond U+FFFF, apart because a search for both at once is slow
    "invisible": r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff",
    "noncharacter": "".join(f"\\U{plane:04x}fffe\\U{plane:04x}ffff" for plane in range(1, 17)),
}
_IN_BMP = "".join(_CLASSES.values())
_IDEOGRAPH = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
_CJK = f"[{_IDEOGRAPH}\u2e80-\u2fdf\u3000-\u30ff\u31f0-\u31ff\u3099\u309a\uff00-\uff65]"
_PATTERNS = {
    "suspect": "|".join(f"(?P<{name}>[{members}{_BEYOND.get(name, '')}])" for name, members in _CLASSES.items()),
    "any suspect": f"[{_IN_BMP}{''.join(_BEYOND.values())}]",
    "suspect in BMP": f"[{_IN_BMP}]",
    "suspect in ASCII": r"[\x00-\x08\x0b-\x1f\x7f]",
    "unshowable": rf"[{_IN_BMP}\t\n\ue000-\uf8ff{''.join(_BEYOND.values())}\U000f0000-\U0010fffd]",
    "ideograph": f"[{_IDEOGRAPH}]",
    "space at CJK": rf"(?<={_CJK})\s+|\s+(?={_CJK})",
    "space": r"\s+",
}


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """A pattern, compiled when it is first needed: to compile all would take longer than most questions."""
    return re.compile(_PATTERNS[name])


def visible(text: str, keep_newlines: bool = False) -> str:
    """The text as a terminal may get it: what could not be seen, or would be obeyed, is written out like `⟨U+202E⟩`.

    Ordinary Japanese stays, with the ideographic space, combining dakuten and variation selectors in their place.
    Tabs, newlines (unless `keep_newlines`) and private-use characters are written out as well.
    """

    def shown(found: re.Match[str]) -> str:
        if (keep_newlines and found[0] == "\n") or _selects_a_variant(text, found.start()):
            return found[0]
        return f"⟨U+{ord(found[0]):04X}⟩"

    return _pattern("unshowable").sub(shown, text)


def problems(text: str, most: int | None = None) -> list[tuple[int, str, str]]:
    """Characters an act may not contain: (offset in characters, `U+202E`, why); empty when the text may be stored.

    most: how many to look for, None for all.

    Refused: control characters other than newline and tab, marks of direction, invisible (default-ignorable)
    characters and blanks that are letters to Unicode, U+2028, U+2029, lone surrogates, noncharacters and U+FFFD.
    A variation selector is refused only where it selects nothing.
    """
    if not suspicious(text):
        return []
    refused = (found for found in _pattern("suspect").finditer(text) if not _selects_a_variant(text, found.start()))
    return [
        (found.start(), f"U+{ord(found[0]):04X}", _REASONS[found.lastgroup or ""]) for found in islice(refused, most)
    ]


def suspicious(text: str) -> bool:
    """Whether `problems` should look: False is certain, True is not. For a million lines."""
    if text.isascii():
        return _pattern("suspect in ASCII").search(text) is not None
    # A character beyond U+FFFF takes two units of UTF-16; what cannot be written so is found first.
    return _pattern("suspect in BMP").search(text) is not None or len(text.encode("utf-16-le")) != 2 * len(text)


def ordinal(text: str) -> int | None:
    """The position or version that ASCII digits write, None for any other text; more digits than any has are 10¹⁸."""
    if not (text.isascii() and text.isdigit()):
        return None
    return int(text) if len(text) <= 18 else 10**18


def position_of(name: str) -> int | None:
    """The position by which an act is named: `#57` → 57; None for an id."""
    return ordinal(name[1:]) if name.startswith("#") else None


def position_typed(name: str) -> int | None:
    """The position that a command is given: `#57`, or `57`, as a shell takes what follows a `#` for a comment."""
    return ordinal(name.removeprefix("#"))


def fold(text: str) -> str:
    """A copy for searching, never for storing: what two offices type differently is made equal.

    第６１回 = 第61回, ｱｲﾁ = アイチ, 國家戰略特區 = 国家戦略特区, ～ = 〜, ― = -, 霞ヶ関 = 霞ケ関; case, variation
    selectors and spaces beside Japanese characters do not count. Hiragana and katakana stay apart.
    The words searched for are folded too; `fold(fold(t)) == fold(t)`.
    """
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", _ignored_removed(text)).casefold())
    text = _ignored_removed(text.translate(MARKS).translate(OLD_GLYPHS))
    while (closer := unicodedata.normalize("NFKC", _pattern("space at CJK").sub("", text))) != text:
        text = closer  # か and a spacing dakuten become が only when the space between them has gone
    return _pattern("space").sub(" ", text.translate(MARKS)).strip()


@lru_cache(maxsize=65_536)
def skeleton(name: str) -> str:
    """What a reader sees of a name: equal for names that look alike. Keep a dict of it to compare many names."""
    return fold(name.translate(CAPITALS)).translate(LOOKALIKES).replace(" ", "")


def lookalike(name: str, known: Iterable[str]) -> str | None:
    """The known name that this one could be taken for though it is not the same, or None; None too when it is known.

    Width, case, spaces, 口/ロ, 一/ー/―, ニ/二, カ/力, small kana, old glyphs, U+FA19 for 神, Latin, Greek and Cyrillic
    letters do not tell two names apart to a reader.
    """
    seen, like = skeleton(name), None
    for other in known:
        if other == name:
            return None
        if like is None and skeleton(other) == seen:
            like = other
    return like


def _selects_a_variant(text: str, at: int) -> bool:
    """Whether the character at `at` is a variation selector right after a character that can have variants."""
    code = ord(text[at])
    if not (0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF) or at == 0:
        return False
    before = text[at - 1]
    if _pattern("ideograph").match(before):
        return True
    return code <= 0xFE0F and unicodedata.category(before)[0] in "LNPS" and not _pattern("any suspect").match(before)


def _ignored_removed(text: str) -> str:
    """Without the characters that are not seen; line separators become spaces."""
    return _pattern("any suspect").sub(lambda found: " " if found[0].isspace() else "", text)
