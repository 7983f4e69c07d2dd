"""How an article was numbered on a day. All the program's articles are written with the numbers of today.

Paragraphs were renumbered between the text of 2015-09-28 and that of 2024-04-01. Which amendment did it was not
read; it is presumed, and the audit says so of what names such a paragraph. 法2条: 令和2年法律第34号, which put the
activities with advanced data into it. 法8条: 令和5年法律第20号, the only one between the text of 2022-10-01, whose
10条2項 still names the consent of the ministers as 8条9項, and that of 2024-04-01, whose 30条1項4号 names the Council's
opinion, the paragraph before it, as 8条9項.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple


class Moved(NamedTuple):
    """The paragraphs of an article of 国家戦略特別区域法 from one on had the number before, until the eve of a day.

    The paragraph is named by its number of today.
    """

    article: str
    paragraph: int
    since: str


MOVED = (Moved("2", 6, "2020-09-01"), Moved("8", 7, "2023-09-01"))

_NUMBERS = re.compile(r"(?P<law>憲法|法|令)?(?P<article>[0-9]+)条|(?P<paragraph>[0-9]+)項")


def numbered(words: str, day: str) -> str:
    """Articles as they were numbered on an ISO day: `法8条1項・8項` of a day in 2016 is `法8条1項・7項`."""
    return _numbered(words, tuple(moved for moved in MOVED if day < moved.since))


@lru_cache(maxsize=1024)  # the catalogue names some hundred articles, and an audit asks for them at every step
def _numbered(words: str, ahead: tuple[Moved, ...]) -> str:
    """Articles as they were numbered on a day that was before these renumberings."""
    law = article = ""

    def then(found: re.Match[str]) -> str:
        nonlocal law, article
        if found["article"]:
            law, article = found["law"] or law, found["article"]
            return found[0]
        own = int(found["paragraph"])
        before = any(law == "法" and article == moved.article and own >= moved.paragraph for moved in ahead)
        return f"{own - before}項"

    return _NUMBERS.sub(then, words)


def presumed(words: str) -> bool:
    """Whether the days on which these numbers are right are presumed."""
    return numbered(words, "") != words
