"""Which kind of act a row speaks of, told from the words officials use, and how sure that is."""

from __future__ import annotations

import re
from typing import NamedTuple

from ...events.kind_names import kind_named


class Guess(NamedTuple):
    """A value with how sure it is (`sure`, `likely` or `guess`) and the words that speak for it."""

    value: str
    sure: str
    reason: str

    @property
    def comment(self) -> str:
        """As it stands behind the value in a draft."""
        return f"{self.sure}: {self.reason}"


# The first that fits decides, so what is narrower stands before what is wider.
KIND_WORDS: tuple[tuple[str, str], ...] = (
    ("public-offering", r"(?:構成員|候補|候補者|事業者|実施主体).{0,6}公募"),
    ("zone-subcommittee", r"分科会"),
    ("council-meeting", r"諮問会議"),
    ("zone-council", r"区域会議"),
    ("expert-panel", r"専門調査会"),
    ("wg-hearing", r"(?:WG|ＷＧ|ワーキンググループ).*?ヒアリング|ヒアリング.*?(?:WG|ＷＧ|ワーキンググループ)"),
    ("bill-outcome", r"法(?:律)?案.*?(?:廃案|否決|撤回)|廃案"),
    ("bill", r"法(?:律)?案.*?(?:閣議決定|提出)|国会.*?提出"),
    (
        "cabinet-order",
        r"政令.*?(?:閣議決定|公布|施行|改正|改廃)|閣議決定.*?政令|施行令(?:$|.*?(?:公布|施行|改正|制定))",
    ),
    ("ministerial-order", r"(?:府令|省令|告示|施行規則).*?(?:公布|施行|改正|制定)|告示$|施行規則$"),
    ("law", r"(?:特区法|特別区域法|法律|改正法).*?(?:成立|可決|公布|施行(?!令|規則))|法案の?成立|法（[^）]*法律第"),
    ("cabinet-decision", r"閣議決定"),
    ("zone-policy", r"区域方針.*?(?:決定|変更|策定)"),
    ("plan-revocation", r"認定.{0,4}取(?:り)?消"),
    ("plan-minor-change", r"軽微な変更"),
    ("plan-application", r"(?:認定|計画).{0,8}申請"),
    ("plan-approval", r"(?:区域計画|事業|計画).*?認定|(?:変更)?認定$|^認定"),
    ("proposal", r"共同で?提案|募集.{0,4}に.{0,16}提案|提案書.{0,8}(?:提出|応募)"),
    ("proposal-call", r"提案.{0,4}募集|集中募集"),
    ("public-offering", r"公募"),
    ("consultation", r"意見(?:の)?聴取|意見を聴"),
    ("request", r"要望|要請"),
    ("proposal", r"提案(?:書)?(?:を|の)?(?:提出|応募)|に(?:応募|提案)|^.{0,30}提案$"),
    ("discussion", r"議論|協議"),
    ("wg-hearing", r"ヒアリング"),
    ("evaluation", r"評価"),
    ("other-regime", r"構造改革特(?:区|別区域)|総合特(?:区|別区域)"),
    ("project-end", r"(?:事業|サービス|運用|利用).*?(?:終了|廃止)"),
    ("project-start", r"(?:事業|サービス|運用|運行|受入れ?|飛行).{0,12}(?:開始|スタート)|開業|開校|開院|開所|就農"),
    ("council-meeting", r"指定.{0,6}(?:了承|決定)"),
    ("cabinet-order", r"(?:特区|区域).{0,20}指定|指定区域|次指定"),
)
WEAK = {"discussion", "evaluation", "request", "project-start"}
# The subcommittee of a zone council is named behind the council, where it must not be taken for the council.
SUBCOMMITTEE = re.compile(r"第\s?[0-9０-９]+\s?回[^、。]{0,12}分科会|分科会（第")
_COMPILED = tuple((kind, re.compile(words)) for kind, words in KIND_WORDS)


def guess_kind(title: str, detail: str) -> Guess:
    """The kind of act: told by the title it is sure, by the detail likely; `announcement` when nothing tells."""
    body_below = SUBCOMMITTEE.search(f"{title} {detail}")
    if body_below:
        return Guess("zone-subcommittee", "sure", body_below[0])
    for text, sure in ((title, "sure"), (detail, "likely")):
        for place, (kind, words) in enumerate(_COMPILED):
            match = words.search(text)
            if match:
                # The last two rules tell a designation from a word that council, order and press all use.
                last = place >= len(_COMPILED) - 2
                return Guess(kind, "guess" if last else "likely" if kind in WEAK else sure, _short(match[0]))
    return Guess("announcement", "guess", "no word of the row tells the kind")


def kind_called(written: str) -> str | None:
    """The kind of act that a cell of a column of kinds means: the one it names, else the one its words surely tell.

    None when it is empty or means no kind.
    """
    if not written:
        return None
    if (named := kind_named(written)) is not None:
        return named.name
    guess = guess_kind(written, "")
    return guess.value if guess.sure == "sure" else None


def _short(words: str) -> str:
    """The words that decided, shortened in the middle when they are long."""
    return words if len(words) <= 24 else f"{words[:12]}…{words[-10:]}"
