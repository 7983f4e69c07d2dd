"""Refusals of entries that are no act and nothing else: the key that was meant, and what has to stand beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ...errors import Refused
from ..fields import DATES_JA
from ..meant import by_japanese, nearest, shown
from ..statements import SORTS
from ..streams import sort_of_stream

_CHANGES = {
    "correct": "{correct: 2024-09-05.zone-policy, reason: …, act: {…the whole act…}}",
    "withdraw": "{withdraw: 2024-09-05.zone-policy, reason: …}",
}
_EXAMPLES = _CHANGES | {sort.key: sort.example for sort in SORTS.values()}
_JA = {"correct": "訂正", "withdraw": "取消し・撤回"} | {sort.key: sort.ja for sort in SORTS.values()}
_FORMS = {  # how the words are said of what was done
    **dict.fromkeys(("withdrawn", "withdrew", "withdrawal", "withdraws", "retract", "retracted"), "withdraw"),
    **dict.fromkeys(("correction", "corrected", "corrects"), "correct"),
    **dict.fromkeys(("closing", "closed", "closes"), "close"),
    **dict.fromkeys(("assertion", "asserts", "asserted"), "assert"),
    **dict.fromkeys(("covers", "covered", "cover"), "coverage"),
    **dict.fromkeys(("remarks", "remarked"), "remark"),
}
_DATES = DATES_JA.keys() - _FORMS.keys()  # `closed` is a date of a call, and what a clerk may write for `close`
_OF_ACTS = frozenset({"id", "kind", "title", "sources", "effects"})


def of_entry_key(tree: Mapping[str, Any]) -> Refused | None:
    """The refusal of an entry whose first word is nearly one of an act file's; None when it may be an act."""
    if _OF_ACTS & tree.keys() or _DATES & tree.keys():
        return None
    for key in tree:
        written = str(key).strip().lower()
        meant = _FORMS.get(written) or by_japanese(written, _JA) or nearest(written, _EXAMPLES, 0.8)
        if meant is not None:
            message = f"An entry cannot begin with {shown(key)}:, which nothing is recorded as; write {meant}:."
            example = re.sub(r"(?<=: )[^,}]+", shown(tree[key]).replace("\\", ""), _EXAMPLES[meant], count=1)
            return Refused("entry-key", message, example)
    return None


def without_act(named: Any) -> Refused:
    """A correction that does not say what is right."""
    sort = sort_of_stream(named) if isinstance(named, str) else None
    what = f"the whole {sort}" if sort else "the whole act"
    message = f"The correction of {shown(named)} has no act:, under which {what} stands as it should have been."
    if sort is not None:
        fields = re.sub(r"^\{[a-z]+: [^,}]+(, )?", "{", SORTS[sort].example)  # what it is about stays as it is
        body = "{note: …}" if fields == "{}" else fields
        return Refused("act-missing", message, f"{{correct: {shown(named)}, reason: …, act: {body}}}")
    hint = "act: {kind: …, title: …, decided: …, sources: [{title: …}]}"
    by_field = f"of one field only: reformlog correct {shown(named)} --set FIELD=VALUE --reason TEXT"
    return Refused("act-missing", message, f"{hint}   ({by_field})")
