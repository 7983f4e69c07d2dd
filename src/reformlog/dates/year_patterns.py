"""How a year with 年 is written, as regular expressions: one for each of the four sorts of text it is looked for in.

`OF_A_DATE` reads one date and tells its parts apart, also the same year in the other count: 平成31年（2019年）.
`OF_A_VAGUE_DATE` finds years in words that are no date yet: 令和5年度 runs from April, and 2020年代 is no year.
`IN_RUNNING_TEXT` finds where a date may begin in a sentence, whose spaces are still there.
`IN_A_CELL` finds the year in the words of a known date, to cut it out; these are as they were written.

The first two read the working copy of a date (`written.working_copy`), the third a text in which likewise all figures
and brackets are plain; only the fourth meets full-width ones.
"""

from __future__ import annotations

from .eras import ERA_MARKS, ERA_NAMES
from .figures import DIGIT, KANJI_NUMBER, NUMBER

_ERA_OR_WESTERN = rf"(?:(?P<era>{ERA_MARKS})(?P<era_year>元|{NUMBER})|(?P<western>{NUMBER}))"
_OTHER_COUNT = rf"(?:{ERA_NAMES})?(?:元|{NUMBER})"

OF_A_DATE = rf"{_ERA_OR_WESTERN}(?:\((?P<also_inside>{_OTHER_COUNT})年?\))?年(?:\((?P<also>{_OTHER_COUNT})年?\))?"
"""Groups: `era` (name or letter) with `era_year`, or `western`; `also`, `also_inside`: the year in the other count."""

OF_A_VAGUE_DATE = rf"{_ERA_OR_WESTERN}(?:\([^()]{{1,8}}\))?年(?!代)(?:\([^()]{{1,8}}\))?(?P<fiscal>度)?"
"""Groups: `era` with `era_year`, or `western`; `fiscal` for 年度. What stands in brackets is passed over."""

GAP = " *"
"""Between the parts of a date in running text: never a tab or a line, which divide the cells of a table."""

IN_RUNNING_TEXT = (
    rf"(?:(?:{ERA_NAMES}|(?<![A-Za-z])[MTSHR]){GAP}(?:元|{NUMBER}){GAP}"
    rf"|(?<![0-9])(?:[0-9]{{4}}|[一二][〇零一二三四五六七八九]{{3}}){GAP})"
    rf"(?:\([^()]{{1,8}}\))?年{GAP}(?:\((?:{ERA_NAMES})?(?:元|[0-9]{{1,4}})年?\))?{GAP}"
)
"""No groups: what is found is read again as a date. A western year has four figures here."""

ERA_IN_A_CELL = f"{ERA_MARKS}|[㍾㍽㍼㍻㋿ＭＴＳＨＲ]"
_SPACE = r"[ \t\u3000]*"
_NUMBER_IN_A_CELL = rf"(?:{DIGIT}{{1,4}}|{KANJI_NUMBER})"
IN_A_CELL = (
    rf"(?P<era>{ERA_IN_A_CELL})?{_SPACE}(?P<year>元|{_NUMBER_IN_A_CELL}){_SPACE}(?:[（(][^（()）]{{1,8}}[）)])?年"
    rf"(?P<within>内)?(?:[（(](?:{ERA_NAMES})?(?:元|{_NUMBER_IN_A_CELL})年?[）)])?{_SPACE}"
)
"""Groups: `era` or none, `year`, `within` for 年内. The spaces behind it belong to it, so that it can be cut out."""
