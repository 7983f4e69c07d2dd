"""A refusal or a hint in Japanese, recognised from its English as the sentences of answers are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, partial

from . import labels, recognising, sentences
from .sentences_of_acts import ACTS
from .sentences_of_commands import COMMANDS
from .sentences_of_custody import CUSTODY
from .sentences_of_damage import DAMAGE
from .sentences_of_dates import DATES
from .sentences_of_documents import DOCUMENTS
from .sentences_of_fields import FIELDS
from .sentences_of_files import WRITTEN
from .sentences_of_hints import FILES, FORM, HINTS
from .sentences_of_proof import PROOF
from .sentences_of_refusals import REFUSALS
from .sentences_of_stores import STORES
from .sentences_of_witnesses import WITNESSES

_ONE_WORD = ("act", "again", "count", "day", "effect", "field", "kind", "number", "object", "other", "sort", "zone")
_SHAPES = dict.fromkeys(_ONE_WORD, "[^ ]") | dict.fromkeys(("dates", "last"), "(?:(?![a-z]{2}).)")
"""What a part of a sentence may be, a character at a time: one word, dates as they are written, else anything."""


_LEFT_OPEN = {
    "the official name of the act, in Japanese": "行為の正式な件名",
    "the name of the document": "文書の題名",
    "the document that says so": "根拠となる文書の題名",
    "who published it": "発行者",
}
"""What stands in a command or a line for a file in place of what only the clerk knows."""


_OBJECTS = {
    "table": "表",
    "index": "索引",
    "trigger": "トリガー",
    "view": "ビュー",
    "column": "列",
    "constraint": "制約",
    "rule": "ルール",
    "function": "関数",
    "sequence": "順序",
    "operator": "演算子",
    "type": "型",
}
"""What a database is made of."""


def japanese(line: str, depth: int = 3) -> str | None:
    """The Japanese of a line; None of one that is nobody's sentence, such as a command or a line for a file.

    depth: how many sentences may stand one in the other; what a stranger wrote may look like any number of them.
    """
    plain = line.strip().replace("«»", "« »")  # a part of a sentence is never empty, what was found may be
    for english, texts, words in _sentences():
        found = pattern(english).fullmatch(plain) if all(text in plain for text in texts) else None
        if found is None:
            continue
        parts = found.groupdict()
        inner = [parts["said"]] if "said" in parts else parts["faults"].split("; ") if "faults" in parts else []
        said = [_said(sentence, depth - 1) for sentence in inner]
        if None in said:
            continue
        parts |= dict.fromkeys(parts.keys() & {"said", "faults"}, "、".join(filter(None, said)))
        if "named" in parts:
            parts["named"] = japanese(parts["named"], 1) or parts["named"]
        if "option" in parts:
            parts["option"] = parts["option"].replace("' / '", " / ")
        if "object" in parts:
            parts["object"] = _OBJECTS.get(parts["object"], parts["object"])
        if "either" in parts:
            parts["either"] = parts["either"].replace(" or ", " か ")
        if "sort" in parts:
            parts["sort"] = labels.word("entity", parts["sort"], "ja")
        if "entity" in parts:  # measure startup-visa in zone okinawa
            of = (entity.partition(" ") for entity in parts["entity"].split(" in "))
            parts["entity"] = "、".join(f"{labels.word('entity', sort, 'ja')} {name}" for sort, _, name in of)
        indent = line[: len(line) - len(line.lstrip())]
        return indent + recognising.HOLE.sub(partial(_filled, parts), words)
    filled = line
    for english, words in _LEFT_OPEN.items():
        filled = filled.replace(english, words)
    return None if filled == line else filled


def _said(sentence: str, depth: int) -> str | None:
    """A sentence, or a part of one, that stands in another."""
    return (japanese(sentence, depth) if depth else None) or sentences.japanese(sentence)


def _filled(parts: Mapping[str, str], hole: re.Match[str]) -> str:
    return parts[hole[1]]


@cache
def _sentences() -> list[tuple[str, list[str], str]]:
    """Each sentence: its English, the texts in it that are always the same, its Japanese. The one that says most by
    itself comes first: a part of another may be anything, and would take it in.
    """
    clerks = (FORM, FIELDS, FILES, DATES, ACTS, HINTS, WRITTEN, CUSTODY, COMMANDS, DOCUMENTS, REFUSALS)
    tables = (PROOF, WITNESSES, STORES, *clerks, DAMAGE)
    all_ = [(english, recognising.HOLE.split(english)[::2], words) for table in tables for english, words in table]
    return sorted(all_, key=lambda sentence: -len("".join(sentence[1])))


@cache
def pattern(english: str) -> re.Pattern[str]:
    """What recognises a line that a person at the terminal is told; made when a line has all its texts."""
    return recognising.pattern(english, _SHAPES)
