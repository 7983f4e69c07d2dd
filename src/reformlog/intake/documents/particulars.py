"""What a row says beside its date: numbers of sittings, counts, further dates, promises, who took part."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from . import dated

DIGITS = r"[0-9０-９]+(?:[,，][0-9０-９]{3})*"
NTH = re.compile(r"第\s?([0-9０-９]{1,3})\s?回")
NOT_EXACT = re.compile(r"(?:約|およそ|延べ|うち|最大|第|各)\s?$")
COUNTS: tuple[tuple[str, str], ...] = (
    ("proposals", rf"({DIGITS})件の(?:規制・制度改革の)?提案|提案(?:数)?(?:は|：)?({DIGITS})件|({DIGITS})提案"),
    ("municipalities", rf"({DIGITS})(?:の)?(?:自治体|市町村)"),
    ("local-governments", rf"({DIGITS})(?:の)?地方公共団体"),
    ("applicants", rf"({DIGITS})(?:の)?(?:団体|主体|者から)"),
    ("zones", rf"({DIGITS})(?:の)?区域(?!会議|計画|方針)"),
    ("areas", rf"({DIGITS})(?:都道府県|県|府県|道県)(?!知事|庁|民|内|立)"),
    ("measures", rf"({DIGITS})(?:の)?(?:特例|規制の特例)"),
    ("projects", rf"({DIGITS})(?:の)?事業(?!者|所|年度)"),
    ("items", rf"({DIGITS})(?:の)?項目"),
)
ROLES = {
    "閣議決定": "decided", "決定": "decided", "成立": "passed", "公布": "promulgated", "施行": "enforced",
    "告示": "promulgated", "公示": "published", "公表": "published", "認定": "approved", "申請": "applied",
    "開催": "held", "締切": "closed", "募集開始": "opened", "通知": "notified", "同意": "consented",
}  # fmt: skip
_ROLE = "|".join(sorted(ROLES, key=len, reverse=True))
ROLE_AFTER = re.compile(rf"\s?(?:付け?(?:で)?|に|より)?\s?((?:{_ROLE})(?:\s?(?:・|、|及び)\s?(?:{_ROLE}))*)")
ROLE_BEFORE = re.compile(rf"((?:{_ROLE})(?:(?:・|及び)(?:{_ROLE}))*)(?:日)?(?:は|\s?[：:])\s?$")
SAME_DAY_ROLE = re.compile(rf"同日(?:付け?)?\s?((?:{_ROLE})(?:・(?:{_ROLE}))*)")
UNTIL_BEFORE = re.compile(r"[～〜~]\s?$")
UNTIL_AFTER = re.compile(r"\s?(?:まで|締切|〆切|期限)")
PROMISE = re.compile(
    r"((?:[0-9０-９]{4}年)?[0-9０-９]{1,2}月(?:中|頃)?を?(?:めど|目途|目処)に)、?([^。、]{2,40}?)(?:する旨|する予定|することと?|旨|予定|を決定|。|$)"
)
PRESENT = re.compile(r"[（、・\s]([^（）、。・\s]{2,20}?(?:大臣|知事|市長|町長|村長))(?:も|が|ら)?(?:参加|出席|同席)")


class FurtherDate(NamedTuple):
    """A date in the text of a row: the fields of the act it gives, its words with their year, how sure, and why."""

    fields: tuple[str, ...]
    words: str
    sure: str
    reason: str


def whole(digits: str) -> int:
    """The number that digits of any width say, commas left out."""
    return int(unicodedata.normalize("NFKC", digits).replace(",", ""))


def sitting(text: str, body: str) -> int | None:
    """N of 第N回 beside the name of a body, else the first 第N回 of the text, else None."""
    near = re.search(rf"{body}[^、。第]{{0,12}}{NTH.pattern}|{NTH.pattern}[^、。]{{0,30}}?{body}", text)
    if near:
        return whole(near[1] or near[2])
    first = NTH.search(text)
    return whole(first[1]) if first else None


def counts(text: str) -> dict[str, int]:
    """The counts a text states exactly; about (約), of these (うち) and two different numbers are left out."""
    found: dict[str, int] = {}
    for key, words in COUNTS:
        numbers = set()
        for match in re.finditer(words, text):
            if not NOT_EXACT.search(text[: match.start()]):
                numbers.add(whole(next(group for group in match.groups() if group)))
        if len(numbers) == 1:
            found[key] = numbers.pop()
    return found


def further_dates(text: str, year: int | None, row_words: str) -> list[FurtherDate]:
    """The dates within a row's text that say what they are: （6月26日公布・施行）, （～2024年2月29日 …）, 同日公布.

    A date without a year takes the row's; when that would put it before the row, the next one.
    """
    found = [FurtherDate(_fields(m[1]), row_words, "likely", "同日") for m in SAME_DAY_ROLE.finditer(text)]
    for date in dated.all_in(text):
        after = ROLE_AFTER.match(text, date.end)
        before = ROLE_BEFORE.search(text[: date.start])
        if UNTIL_BEFORE.search(text[: date.start]) or UNTIL_AFTER.match(text, date.end):
            fields: tuple[str, ...] = ("closed",)
        elif after or before:
            fields = _fields((after or before)[1])  # type: ignore[index]
        else:
            continue
        found.append(FurtherDate(fields, *_in_year(date.words, year, row_words)))
    return found


def _fields(roles: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ROLES[role] for role in re.findall(_ROLE, roles)))


def _in_year(words: str, year: int | None, row_words: str) -> tuple[str, str, str]:
    """(words with their year, how sure, why)."""
    if year is None or dated.own_year(words):
        return words, "sure", f"written {words}"
    row = dated.meaning(dated.with_year(row_words, year), year)
    here = dated.meaning(dated.with_year(words, year), year)
    if row and here and here.latest < row.earliest:
        return dated.with_year(words, year + 1), "likely", f"written {words}, which would lie before the row in {year}"
    return dated.with_year(words, year), "sure", f"written {words}, in the year of the row"


def promises(text: str, year: int | None, month: int | None) -> list[dict[str, str]]:
    """What the row says will be done: 6月をめどに… as an entry of `expects`."""
    found = []
    for match in PROMISE.finditer(text):
        own = dated.own_year(match[1])
        then = dated.month_of(match[1])
        if then is None or (year is None and own is None):
            continue
        number = own.number if own else (year or 0) + (1 if month and then <= month else 0)
        found.append({"text": match[2], "date": f"{number}-{then:02}~", "words": match[1]})
    return found


def attendees(text: str) -> list[dict[str, str]]:
    """Those who are said to have taken part, by office."""
    return [{"role": role} for role in dict.fromkeys(PRESENT.findall(text))]


def split_cell(text: str) -> tuple[str, str]:
    """(title, detail): cut at the first U+0020 outside brackets, as the official table sets them."""
    depth = 0
    for place, char in enumerate(text):
        if char in "（「『【(〔":
            depth += 1
        elif char in "）」』】)〕":
            depth = max(0, depth - 1)
        elif char == " " and depth == 0 and 0 < place < len(text) - 1:
            return text[:place], text[place + 1 :]
    return text, ""


def act_title(title: str) -> str:
    """The title of the act: the cell's, without a bracket at its end that only tells dates."""
    match = re.search(r"\s?[（(]([^（）()]*)[）)]$", title)
    if match and dated.all_in(match[1]) and re.search(_ROLE, match[1]):
        return title[: match.start()] or title
    return title
