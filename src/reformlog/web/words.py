"""The words of the pages in Japanese and English; those of the data itself stand in `formats.labels`."""

from __future__ import annotations

import re

from ..errors import Error
from ..formats import cells, labels, refused

WORDS: dict[str, tuple[str, str]] = {
    "site": ("規制改革の記録", "Register of regulatory reform"),
    "skip": ("本文へ移動", "Skip to the content"),
    "pages": ("主なページ", "Main pages"),
    "map": ("地図", "Map"),
    "zones": ("区域", "Zones"),
    "plans": ("区域計画", "Zone plans"),
    "measures": ("特例措置", "Measures"),
    "uses": ("特例措置の活用", "Uses of measures"),
    "proposals": ("提案", "Proposals"),
    "bills": ("法律案", "Bills"),
    "acts": ("行為の一覧", "Acts"),
    "log": ("記録の順", "Log"),
    "due": ("期日の到来と予定", "Due and foreseen"),
    "audit": ("法定手続の点検", "Audit"),
    "check": ("確認事項", "Findings"),
    "search": ("検索", "Search"),
    "search for": ("検索する語", "Words to search for"),
    "last of": ("全 {} 件のうち終わりの {} 件です。", "The last {1} of {0}."),
    "first rows": ("全 {} 件のうちはじめの {} 件です。", "The first {1} of {0}."),
    "last days of": ("変化のあった {} 日のうち終わりの {} 日です。", "The last {1} of {0} days of change."),
    "all acts": ("すべて見る", "See all"),
    "found": ("{} 件", "{} found"),
    "first of": (
        "はじめの {} 件を示します。語を足すと絞り込めます。",
        "The first {} are shown; more words narrow the search.",
    ),
    "date": (
        "日付（例：2024-06-26、令和6年6月26日、R6.6.26、今日）",
        "Day (2024-06-26, 令和6年6月26日, R6.6.26, today)",
    ),
    "known as": (
        "いつ時点の記録か（位置又は日付。空欄は最新）",
        "As known at (a position or a day; empty: the latest)",
    ),
    "show": ("表示", "Show"),
    "choose": ("日付と記録の時点を選ぶ", "Choose the day and the state of knowledge"),
    "previous change": ("前の変化 {}", "Change before: {}"),
    "next change": ("次の変化 {}", "Next change: {}"),
    "no earlier": ("これより前の変化なし", "No change before"),
    "no later": ("これより後の変化なし", "No change after"),
    "changes": ("変化のあった日", "Days of change"),
    "all days": ("変化のあった日の一覧", "All days of change"),
    "today": ("今日", "Today"),
    "latest": ("最新の記録で見る", "With all that is recorded"),
    "permanent": ("この表示の固定リンク", "Permanent link to this view"),
    "as of": ("{} 終了時点", "End of {}"),
    "known": ("記録の位置 {} まで", "as known at position {}"),
    "recorded": ("記録 {}", "recorded {}"),
    "nothing recorded": ("まだ何も記録されていません。", "Nothing is recorded yet."),
    "map of": ("{} の国家戦略特別区域", "National Strategic Special Zones on {}"),
    "legend": ("凡例", "Legend"),
    "no zone": ("区域なし", "no zone"),
    "part of it": ("一部の市区町村", "some municipalities"),
    "zones here": ("この日の区域", "Zones on this day"),
    "no zones": ("この日までに区域はありません。", "There is no zone by this day."),
    "play": ("再生", "Play"),
    "pause": ("停止", "Pause"),
    "through time": ("時間をたどる", "Through time"),
    "open day": ("この日のページを開く", "Open the page of this day"),
    "playing": ("地図は {} の状態です", "The map shows {}"),
    "state": ("状態", "State"),
    "timeline": ("推移", "Timeline"),
    "timeline of": ("{} の推移：区域、区域方針、区域計画と行為", "{} through time: zone, policy, plan and acts"),
    "history": ("状態の移り変わり", "How the state changed"),
    "chronology": ("これまでの経緯", "Chronology"),
    "plan and measures": ("区域計画と特例措置", "Plan and measures"),
    "all well": ("確認を要することはありません。", "There is nothing to look at."),
    "nothing changed": ("違いはありません。", "Nothing differs."),
    "blame": ("項目ごとの根拠と記録者", "Who recorded each field, and from what"),
    "explain": ("この状態の根拠", "Why it is so"),
    "explain whole": ("根拠のすべて（適用されなかったものを含む）", "The whole reasoning, with what was not applied"),
    "later": ("この日より後", "after this day"),
    "on this day": ("選んだ日 {}", "chosen day {}"),
    "act": ("行為", "Act"),
    "versions": ("版", "Versions"),
    "version": ("第{}版", "Version {}"),
    "version differences": ("前の版との違い", "Differences from the version before"),
    "first version": ("はじめの版です。", "This is the first version."),
    "withdrawn": ("この行為の記録は取り消されています。", "The record of this act has been withdrawn."),
    "was": ("前", "Before"),
    "is": ("後", "After"),
    "body": ("内容", "Content"),
    "sources": ("出典", "Sources"),
    "leaf": ("葉のハッシュ（SHA-256、base64）", "Leaf hash (SHA-256, base64)"),
    "leaf agrees": (
        "記録された行から計算し直した値と一致しました。",
        "It agrees with the hash computed again from the stored line.",
    ),
    "stored line": ("記録された行", "Stored line"),
    "effects": ("この行為が変えたもの", "What it changed"),
    "no effects": ("状態を変えない行為です。", "It changes no state."),
    "not applied": ("不適用", "not applied"),
    "difference": ("違い", "Difference"),
    "between days": ("{} と {} の間の違い", "What changed between {} and {}"),
    "between known": (
        "{} について記録位置 {} から {} までに分かったこと",
        "What was learned about {} between positions {} and {}",
    ),
    "compare days": ("ほかの日と比べる", "Compare with another day"),
    "compare known": ("ほかの時点の記録と比べる", "Compare with another state of knowledge"),
    "since day": ("比べる日", "Day to compare with"),
    "since known": ("比べる記録の位置", "Position to compare with"),
    "compare": ("比べる", "Compare"),
    "downloads": ("ダウンロード", "Downloads"),
    "at position": ("位置 {}", "position {}"),
    "page number": ("{} ページ", "page {}"),
    "page of": ("{} / {} ページ", "Page {} of {}"),
    "previous page": ("前のページ", "Previous page"),
    "next page": ("次のページ", "Next page"),
    "other language": ("English", "日本語"),
    "about": ("この記録について", "About this register"),
    "origin": ("登録簿", "Register"),
    "root": ("根のハッシュ", "Root"),
    "not proof": (
        "このページ自体は証明ではありません。reformlog verify で手元の写しを確かめられます。",
        "This page itself proves nothing; reformlog verify checks a copy of your own.",
    ),
    "term": (
        "「認定」は approval と訳しています（首相官邸の英語ページでは certification）。",
        "認定 is rendered as approval here; the Kantei's English pages say certification.",
    ),
    "error": ("表示できません", "This cannot be shown"),
    "unavailable": ("いまは表示できません", "Not available at the moment"),
    "unavailable words": (
        "登録簿を読めないため、推測で答えずに止めています。直り次第、このページは元に戻ります。",
        "The register cannot be read, so nothing is shown rather than a guess. The pages come back when it is well.",
    ),
    "our fault": (
        "プログラムの誤りです。登録簿そのものには影響ありません。",
        "This is a fault of the program; the register itself is not affected.",
    ),
    "static": (
        "この一式は、記録の位置 {} のときに書き出されたものです。",
        "This copy was written at position {} of the log.",
    ),
    "data stored": (
        "記録された行。一行が木の一枚の葉になる",
        "The stored lines; each is one leaf of the tree",
    ),
    "data projection": (
        "状態と経緯の表（SQLite）。Datasette でそのまま開ける",
        "Tables of states and chronologies (SQLite), which Datasette opens as they are",
    ),
    "data metadata": ("Datasette 用の説明と、用意された問い", "Descriptions and ready questions for Datasette"),
    "data tiles": ("木のハッシュ（C2SP tlog-tiles）", "The hashes of the tree (C2SP tlog-tiles)"),
    "data checkpoint": ("署名されたチェックポイント", "The signed checkpoint"),
    "data proofs": ("行為ごとの証明（C2SP tlog-proof）", "A proof for every event (C2SP tlog-proof)"),
    "unsigned": (
        "この登録簿には署名されたチェックポイントがまだないため、ハッシュだけを載せています。",
        "No checkpoint of this register has been signed yet, so only the hashes are here.",
    ),
    "data": ("データ一式", "Data"),
    "in brackets": ("（{}）", " ({})"),
    "since": ("{} から", "since {}"),
    "shared": ("区域が二つ以上ある都道府県", "Prefectures with more than one zone"),
    "not found": ("この場所にページはありません。", "There is no page at this address."),
    "ask for": ("この記録を管理する者に次の処理を依頼してください：{}", "Ask whoever keeps the register to run: {}"),
    "write": ("次のように書けます：{}", "Write: {}"),
    "none": ("（該当なし）", "(none)"),
}


HINTS: dict[str, tuple[str, str]] = {
    "no-page": ("地図からたどれます。", "Begin at the map."),
    "day-unknown": ("日付は 2024-06-26 のように書きます。", "A day is written like 2024-06-26."),
    "act-unknown": ("行為は「検索」で探せます。", "Search finds acts by their words."),
    "entity-unknown": ("区域は「区域」の一覧にあります。", "All zones stand under Zones."),
    "no-field": (
        "日付は at、記録の時点は known と書きます：?at=2024-06-26&known=57",
        "A day is at, a state of knowledge known: ?at=2024-06-26&known=57",
    ),
    "no-page-number": ("とアドレスに書けます。", "can stand in the address."),
    "zone-unknown": ("区域は「区域」の一覧にあります。", "All zones stand under Zones."),
}
"""Where a page shows what the hint of a refusal, by its code, has a command for."""

_OPTION = re.compile(r"^--[a-z-]+ ")  # before a value, which is written into a form as well
_COMMAND = re.compile(r"\(?\breformlog |\S*python\S* -m ")


def phrase(key: str, lang: str, *values: object) -> str:
    """A phrase of the pages, with its values in their places."""
    text = WORDS[key][lang == "en"]
    return text.format(*values) if values else text


def message(error: Error, lang: str) -> str:
    """Why a page cannot be shown, in its language where there is a sentence for it."""
    return _told(error.message, lang)


def _told(text: str, lang: str) -> str:
    return (refused.japanese(text) if lang == "ja" else None) or cells.worded("message", text, lang)


def hint(error: Error, lang: str) -> str:
    """What to do about a refusal, for who has a browser and no command line; empty when there is nothing.

    A command is named only as what can be asked of whoever keeps the register.
    """
    typed = _OPTION.sub("", error.hint or "", count=1)
    command = _COMMAND.search(typed)
    words = typed if command is None else typed[: command.start()].rstrip()
    if typed and typed != error.hint:
        return phrase("write", lang, words)
    words = _told(words, lang)
    if error.code in HINTS:
        return f"{words} {HINTS[error.code][lang == 'en']}".strip()
    return phrase("ask for", lang, typed) if command is not None and not words else words


def status(word: str | None, lang: str) -> str:
    """A status for a reader; a zone not yet begun is 「区域なし」."""
    return phrase("no zone", lang) if word in (None, "none") else labels.word("status", word, lang)
