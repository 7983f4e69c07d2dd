"""What a clerk is told while entering acts, in Japanese: why an act or a date is refused, and what may be a slip.

Refusals are made in English, as programs get them; here stands each beside its Japanese. What is not here stays in
English. To add one, add a pair, and a case under `tests/errors/` that says it.
"""

from __future__ import annotations

ACTS: tuple[tuple[str, str], ...] = (
    # how it ended
    ("{number} things are refused; nothing was recorded.", "誤りが{number}件あり、何も記録していません。"),
    ("Nothing was recorded: --dry-run.", "--dry-run のため、何も記録していません。"),
    ("Stopped; nothing more was recorded.", "中止しました。これ以上は何も記録していません。"),
    ("{act}: already recorded as #{number}.", "{act}：#{number} として記録済みです。"),
    (
        "{act}: already recorded as #{number} (since corrected by #{other}).",
        "{act}：#{number} として記録済みです（その後 #{other} で訂正）。",
    ),
    # fields
    ("The act has no id.", "識別子（id）がありません。"),
    ("The act has no kind.", "種類（kind）がありません。"),
    ("The act has no title.", "件名（title）がありません。"),
    (
        "The act has no source; nothing is recorded without one.",
        "出典（sources）がありません。出典のない行為は記録できません。",
    ),
    ("{field} has no title.", "{field} に題名（title）がありません。"),
    ("{field} is empty.", "{field} が空です。"),
    ("An item of {field} is empty.", "{field} に空の項目があります。"),
    (
        "{option}: an act of kind {kind} has no date named {field}; its dates are {words}.",
        "{option}：種類 {kind} の行為にその日付はありません。日付は {words} です。",
    ),
    (
        "{option}: an act of kind {kind} has no field named {field}.",
        "{option}：種類 {kind} の行為にその項目はありません。",
    ),
    ("an act of kind {kind} has no field named {field}.", "種類 {kind} の行為に「{field}」という項目はありません。"),
    (
        "an act of kind {kind} has no date named {field}; its dates are {words}.",
        "種類 {kind} の行為に「{field}」という日付はありません。日付は {words} です。",
    ),
    ("{where} has no field named {field}.", "{where} に「{field}」という項目はありません。"),
    (
        "{field}: {words} does not have the shape this field takes.",
        "{field}：「{words}」はこの項目の書き方ではありません。",
    ),
    ("{field}: {words} is not a whole number from 0 on.", "{field}：「{words}」は0以上の整数ではありません。"),
    ("{field}: {words} is none of {list}.", "{field}：「{words}」は使えません。使えるのは {list} です。"),
    ("{words} is not FIELD=VALUE.", "{words} は「項目=値」の形ではありません。"),
    (
        "{words} is not a JIS area code (2 digits for a prefecture, 5 for a municipality, as text).",
        "「{words}」は区域のコードではありません（都道府県は2桁、市区町村は5桁の全国地方公共団体コード）。",
    ),
    (
        "{field}: {words} is not an id (a–z, 0–9, '-', '.', '_', '/'; it begins with a letter).",
        "{field}：「{words}」は識別子ではありません（英小文字で始まり、a–z 0–9 - . _ / だけを使う）。",
    ),
    (
        "{field}: {words} is not the address of a page on the web (http:// or https://, without spaces).",
        "{field}：「{words}」はウェブのアドレスではありません（http:// か https:// で始まり、空白のないもの）。",
    ),
    ("There is no kind of act named {kind}.", "「{kind}」という種類の行為はありません。"),
    (
        "There is no effect {effect}; of {words} an act of kind {kind} may say {list}.",
        "{effect} という効果はありません。種類 {kind} の行為に書けるのは {list} です。",
    ),
    (
        "There is no effect {effect}; an act of kind {kind} may carry {list}.",
        "{effect} という効果はありません。種類 {kind} の行為に書けるのは {list} です。",
    ),
    (
        "An act of kind {kind} cannot carry {effect}; it may carry {list}.",
        "種類 {kind} の行為に {effect} は書けません。書けるのは {list} です。",
    ),
    ("The effect names no entity; it needs one of {list}.", "効果の対象がありません。{list} のどれかを書きます。"),
    (
        "{field} {words} is before {other} {then}; {again} cannot come first.",
        "{field}（{words}）が {other}（{then}）より前です。順序が逆です。",
    ),
    # acts that are there, or are not
    ("No act named {act} is recorded.", "行為「{act}」は記録されていません。"),
    (
        "No act named {act} is recorded; there is nothing to correct.",
        "行為「{act}」は記録されておらず、訂正できません。",
    ),
    (
        "No act named {act} is recorded; there is nothing to withdraw.",
        "行為「{act}」は記録されておらず、取り消せません。",
    ),
    (
        "{act} is recorded already as #{number} with another body; they differ in {words}.",
        "{act} は別の内容で #{number} に記録済みです。違う項目：{words}。",
    ),
    (
        "{act} was withdrawn already by #{number} (reason: {words}).",
        "{act} は #{number} で取消済みです（理由：{words}）。",
    ),
    (
        "No act names a zone {zone}. Did you mean {words}?",
        "区域「{zone}」に関する行為はありません。{words} ではありませんか。",
    ),
    (
        "No act names a zone {zone}. The zones: reformlog zones",
        "区域「{zone}」に関する行為はありません。区域の一覧：reformlog zones",
    ),
    (
        "There is no position {number}; the log goes to {other}.",
        "位置 {number} はありません。記録は {other} までです。",
    ),
    ("A reason is needed; this one is empty.", "理由が空です。理由を書いてください。"),
    ("Missing option '--reason'.", "理由（--reason）がありません。"),
    (
        "{act}, effect {number} ({day}), {entity}: {rule}: {words} ({law}). {said}",
        "{act} の効果{number}（{day}、{entity}、{law}）：{said}",
    ),
    (
        "{act} is dated inside {day}, which is closed ({words}).",
        "{act} の日付は、締め切った期間 {day} の中にあります（{words}）。",
    ),
    ("{said} No other act introduces a {sort} {name}.", "{said}{name}（{sort}）を定めた行為はほかにありません。"),
    ("{said} It rests on {act}, which this batch withdraws.", "{said}前提の {act} が、この記録で取り消されます。"),
    ("{said} It rests on {act}, which this batch corrects.", "{said}前提の {act} が、この記録で訂正されます。"),
    # what may be a slip
    (
        "Look again: {act}: it has no date; no chronology shows it.",
        "要確認：{act} には日付がなく、どの経緯にも現れません。",
    ),
    (
        "Look again: {act}: {field} is {words}, {number} years ahead.",
        "要確認：{act} の {field}「{words}」は{number}年先です。",
    ),
    (
        "Look again: {act}: until is {day}, before the effect itself ({words}).",
        "要確認：{act} の until（{day}）は、効力の日（{words}）より前です。",
    ),
    (
        "Look again: {act}: no act introduces the {sort} {name}.",
        "要確認：{act} の {name}（{sort}）を定めた行為がありません。",
    ),
    (
        "Look again: {act}: no other act introduces the zone {name}.",
        "要確認：{act} の区域 {name} を定めた行為はほかにありません。",
    ),
    (
        "Look again: {act}: no other act names the plan {name}.",
        "要確認：{act} の区域計画 {name} を書いた行為はほかにありません。",
    ),
    (
        "Look again: {act}: {field} is {words}, {number} years before every other act of a zone.",
        "要確認：{act} の {field}「{words}」は、区域のほかのどの行為より{number}年前です。",
    ),
    (
        "Look again: {act}: {field} is {words}, {number} years before {other}.",
        "要確認：{act} の {field}「{words}」は、{other} より{number}年前です。",
    ),
    (
        "Look again: {act}: it may be {other}: the same day, kind, title and effects.",
        "要確認：{act} は {other} と同じ行為かもしれません（日、種類、件名、効果が同じ）。",
    ),
    (
        "Look again: {act}: #{number} repeats #{other}, with the same reason.",
        "要確認：{act} の #{number} は、#{other} と内容も理由も同じです。",
    ),
    (
        "If a file was appended again, name in it what each replaces, here  replaces: {number}",
        "同じファイルを再び記録したのであれば、置き換える版をそれぞれに書きます。ここでは  replaces: {number}",
    ),
    ("If it was mistyped: {command}", "誤りであれば：{command}"),
    ("Is the id right ({command})?", "識別子を確かめてください（{command}）。"),
)
