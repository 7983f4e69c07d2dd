"""The comments of a draft in Japanese, recognised from their English as refusals are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache, partial

from . import recognising, refused
from .sentences_of_drafts import DRAFTS

_ENGLISH = re.compile(r"[a-z]{2} [a-z]")  # else it is not asked whether it is why a date is refused


@lru_cache(maxsize=4096)
def japanese(line: str, depth: int = 4) -> str | None:
    """The Japanese of a comment, or of a part of one; None of what the document itself says.

    depth: how many may stand one in the other; what a document says may look like any number of them.
    """
    for texts, pattern, words in _comments():
        found = pattern.fullmatch(line) if all(text in line for text in texts) else None
        if found is None:
            continue
        parts = found.groupdict()
        if "said" in parts:
            parts["said"] = (japanese(parts["said"], depth - 1) or "") if depth else ""
        if parts.get("said") != "":
            return recognising.HOLE.sub(partial(_filled, parts), words)
    return _of_a_date(line) if _ENGLISH.search(line) else None


@cache
def _comments() -> list[tuple[list[str], re.Pattern[str], str]]:
    """Each comment: the texts in it that are always the same, what recognises it, its Japanese."""
    return [
        (recognising.HOLE.split(english)[::2], recognising.pattern(english, {}), words) for english, words in DRAFTS
    ]


def _filled(parts: Mapping[str, str], hole: re.Match[str]) -> str:
    return parts[hole[1]]


def _of_a_date(text: str) -> str | None:
    """Why a date is refused, and the hint behind it on the same line, which may be what to type alone."""
    if (whole := refused.japanese(text)) is not None:
        return whole
    for end in re.finditer(r"(?<=[.?]) ", text):
        why, hint = refused.japanese(text[: end.start()]), text[end.end() :]
        if why is not None:
            return why + (refused.japanese(hint) or hint)
    return None
