"""How a sentence that was made in English is recognised, so that it can be told in Japanese."""

from __future__ import annotations

import re
from collections.abc import Mapping

HOLE = re.compile(r"\{(\w+)\}")
"""A part of a sentence that is another each time: `{act}`."""


def pattern(english: str, shapes: Mapping[str, str], flags: int = 0) -> re.Pattern[str]:
    """What recognises a sentence; every part of it is as short as it can be.

    shapes: part → the regular expression of one character of it; any character where none is said.
    """
    texts = [
        f"(?P<{part}>{shapes.get(part, '.')}+?)" if at % 2 else re.escape(part)
        for at, part in enumerate(HOLE.split(english))
    ]
    return re.compile("".join(texts), flags)
