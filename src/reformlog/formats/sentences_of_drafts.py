"""What `import` writes behind a # in its drafts, in Japanese; pairs like `sentences_of_acts`.

The first that fits is taken: `{said}` is another of these, and what has one stands before what may be anything. DECIDE
stays as it is, for `append` counts it.
"""

from __future__ import annotations

_DOCUMENT = (
    ("Document: {title} | publisher not found | day not found", "資料：{title} | 発行者不明 | 日付不明"),
    ("Document: {title} | {publisher} | day not found", "資料：{title} | {publisher} | 日付不明"),
    ("Document: {title} | publisher not found | {day}", "資料：{title} | 発行者不明 | {day}"),
    ("Document: {title} | {publisher} | {day}", "資料：{title} | {publisher} | {day}"),
)
_OPENING = (
    (
        "Draft of {number} act from {file}, for a person to check. Nothing is recorded by it.",
        "{file} から作った行為 {number} 件の下書きです。人が確かめるためのもので、これだけでは何も記録されません。",
    ),
    (
        "Draft of {number} acts from {file}, for a person to check. Nothing is recorded by it.",
        "{file} から作った行為 {number} 件の下書きです。人が確かめるためのもので、これだけでは何も記録されません。",
    ),
    *_DOCUMENT,
    (
        "Behind a value: sure, likely or guess, and what speaks for it. DECIDE: a question only a person can answer.",
        "値の後ろは確からしさ（確実、おそらく、推測）とその根拠です。DECIDE の行は、人でなければ答えられない問いです。",
    ),
    ("The sheet {name} is hidden; it was read all the same.", "シート「{name}」は非表示ですが、読みました。"),
    (
        "The file is in {encoding}, not UTF-8; it was read as that. To keep a copy in UTF-8: {command}",
        "ファイルの文字コードは UTF-8 ではなく {encoding} で、そのまま読みました。UTF-8 の写しを作るには：{command}",
    ),
    (
        "{number} row in the register already: offered as a further source, not as a new act.",
        "{number} 行は登録簿に記録済みです。新しい行為とはせず、出典の追加として示します。",
    ),
    (
        "{number} rows in the register already: offered as a further source, not as a new act.",
        "{number} 行は登録簿に記録済みです。新しい行為とはせず、出典の追加として示します。",
    ),
    ("{number} line could not be read: listed at the end.", "{number} 行を読めませんでした（末尾に並べます）。"),
    ("{number} lines could not be read: listed at the end.", "{number} 行を読めませんでした（末尾に並べます）。"),
    ("Zone: {zone} ({said})", "区域：{zone}（{said}）"),
    (
        "whose table is it? Import again with --zone ZONE, so that its own words are kept for that zone.",
        "どの区域の表ですか。--zone ZONE を付けて取り込み直すと、表の文言がその区域のものとして残ります。",
    ),
)
_QUESTIONS = (
    (
        "which zone? No known zone is named, so the effect was left out.",
        "どの区域ですか。登録簿にある区域の名がないため、効果を書いていません。",
    ),
    (
        "areas of {zone}: the JIS codes of {name} are not all prefectures; add areas: […].",
        "{zone} の範囲：{name} は都道府県だけではなく、JIS コードが分かりません。areas: […] を書き足してください。",
    ),
    (
        "which call? Its year is not known, so the effect was left out.",
        "どの提案募集ですか。年が分からないため、効果を書いていません。",
    ),
    (
        "{call} stands in for the call's id; use the register's own where it has one.",
        "{call} は提案募集の仮の識別子です。登録簿に識別子があれば、それに替えてください。",
    ),
    (
        "the areas change: add the effect {zone: …, is: area-changed, add: […], remove: […]}.",
        "範囲が変わります。効果 {zone: …, is: area-changed, add: […], remove: […]} を書き足してください。",
    ),
    (
        "what does the order change? Add its effects, or leave them out when no zone is touched.",
        "この政令は何を変えますか。効果を書き足してください。どの区域にも関わらなければ、効果は要りません。",
    ),
    (
        "指定: the order's decision (decided), its day in force (enforced), or the council's 了承? Taken: enforced.",
        "「指定」は政令の決定（decided）、施行（enforced）、諮問会議の了承のどれですか。enforced としました。",
    ),
    (
        "does this act decide the policy of {zones} too? The council endorsed it in a row above.",
        "{zones} の区域方針もこの行為で決定しましたか。上の行で諮問会議が了承しています。",
    ),
    (
        "plan of {zone}: is this its first approval (approved) or a change (change-approved)?",
        "{zone} の区域計画：最初の認定（approved）ですか、変更の認定（change-approved）ですか。",
    ),
    ("{bill} stands in for the bill's id.", "{bill} は法案の仮の識別子です。"),
    (
        "which measure? Add the effect {measure: …, zone: {zone}, is: {word}}.",
        "どの特例措置ですか。効果 {measure: …, zone: {zone}, is: {word}} を書き足してください。",
    ),
    (
        "the row calls its kind {kind}, which is none of those that reformlog kinds lists.",
        "行にある種類「{kind}」は、reformlog kinds の一覧にありません。",
    ),
    (
        "{kind} has no date of the column {head}; is the day the right one?",
        "{kind} には「{head}」に当たる日付の項目がありません。この日でよいですか。",
    ),
    (
        "the table says that the date is inferred, and not from what; write it into inferred.",
        "表に〔推定〕とありますが、何によるかは書かれていません。inferred に書いてください。",
    ),
    (
        "a note tells of 廃案: the outcome of a bill is an act of its own (bill-outcome).",
        "注に廃案とあります。法案の結果は別の行為（bill-outcome）です。",
    ),
    (
        "第{number}回 of which zone's council? Add numbers: {ZONE: {other}}.",
        "第{number}回はどの区域の区域会議ですか。numbers: {ZONE: {other}} を書き足してください。",
    ),
    (
        "no zone of the register is called {names}; its effects were left out.",
        "登録簿に {names} という区域はありません。その効果は書いていません。",
    ),
    (
        "{id} has the same kind and day: is this the same act? Then join the two.",
        "{id} は種類と日が同じです。同じ行為であれば、一つにまとめてください。",
    ),
    (
        "the month steps back and no new year is written here; is the year right?",
        "月が前の行より戻っていますが、年が書かれていません。この年でよいですか。",
    ),
    (
        "「{cell}」 under a date is not read as a date and was left out.",
        "日付の欄の「{cell}」は日付として読めないため、書いていません。",
    ),
    (
        "「{cell}」 under {head} is not read as a date and was left out.",
        "「{head}」の欄の「{cell}」は日付として読めないため、書いていません。",
    ),
    (
        "{field} {date} does not fit {other} {day}; {left} was left out.",
        "{field}（{date}）は {other}（{day}）と前後するため、{left} を書いていません。",
    ),
    (
        "{field}: 「{words}」 has no year, and none is carried down to it.",
        "{field}：「{words}」に年がなく、上の行からも分かりません。",
    ),
    ("{said} Taken as {value}.", "{said}　{value} としました。"),
    ("{field}: 「{words}」 is not read.", "{field}：「{words}」を読めません。"),
    ("{field}: {said}", "{field}：{said}"),
)
_REASONS = (
    ("{said}; nickname and type from elsewhere in the document", "{said}。通称と類型は資料の別の箇所による"),
    ("an earlier row approves the plan, {said}", "前の行で認定している、{said}"),
    ("the first approval in this document, {said}", "この資料で最初の認定、{said}"),
    ("the same days, {said}", "日が同じ、{said}"),
    ("days that meet, {said}", "日が重なる、{said}"),
    ("the same sitting（第{number}回）", "同じ回（第{number}回）"),
    ("the same sitting", "同じ回"),
    ("the words of its own table", "その表の文言と同じ"),
    ("the same title", "件名が同じ"),
    ("a title like 「{title}」", "件名が似ている（「{title}」）"),
    ("written {words}, which would lie before the row in {year}", "「{words}」とある（{year}年では行の日付より前）"),
    ("written {words}, in the year of the row", "「{words}」とある（年は行と同じ）"),
    ("written {words}, {year} carried down", "「{words}」とある（年は上の行の {year}）"),
    ("written {words}", "「{words}」とある"),
    ("the column {head}", "「{head}」の列"),
    ("a column of its own gives its day", "日付の列が別にある"),
    ("no word of the row tells the kind", "種類を示す語が行にない"),
    ("the sitting decided", "会議で決定"),
    ("as the row states them", "行にあるとおり"),
    ("named in the row", "行に名がある"),
    ("a promise, never a state", "予定であり、状態ではない"),
    ("the row gives the last day", "行に最終日がある"),
    ("given", "指定された区域"),
    ("the only zone that the title names ({name})", "題名にある区域はこれだけ（{name}）"),
    ("the only zone that the publisher names ({name})", "発行者の名にある区域はこれだけ（{name}）"),
    ("the only zone that the text names ({name})", "本文にある区域はこれだけ（{name}）"),
    ("the title names a part of it ({name})", "題名にその一部の名がある（{name}）"),
    ("the publisher names a part of it ({name})", "発行者の名にその一部の名がある（{name}）"),
    ("no zone named; the table is this zone's", "区域の名はなく、表がこの区域のもの"),
    ("{words}, after the call above", "{words}（上の提案募集の後）"),
    ("{words}; the bill's id is made from the year", "{words}（法案の識別子は年から作った）"),
    ("{words}, {said}", "{words}、{said}"),
    ("{name} named", "「{name}」とある"),
)
_RECORDED = (
    ("Already recorded as {act} ({said}).", "{act} として記録済みです（{said}）。"),
    (
        "This document is among its sources already: nothing to do.",
        "この資料はすでに出典にあります。何もする必要はありません。",
    ),
    (
        "To add this document: {command}   Put the next line at its end, then: {other}",
        "この資料を出典に加えるには：{command}　次の行をその末尾に書き足してから：{other}",
    ),
)
_NOT_READ = (
    ("Not read ({number}):", "読めなかった行（{number}）："),
    ("it begins with a date, but stands outside the tables", "日付で始まるが、表の外にある"),
    ("there is a date and no text below it", "日付の下に本文がない"),
    ("there is a date and no text beside it", "日付の横に本文がない"),
    ("it has no date of its own", "日付がない"),
    ("it is a sentence that begins with a date, not a row", "日付で始まる文で、表の行ではない"),
    ("「{words}」 is not read as a date", "「{words}」を日付として読めない"),
    ("it has no date; it may belong to the row above ({words})", "日付がない。上の行（{words}）の続きかもしれない"),
    ("it has no date", "日付がない"),
    ("its text is too long for one row", "一行の本文としては長すぎる"),
)
_MARKS = (
    ("DECIDE: {said}", "DECIDE: {said}"),
    ("sure: {said}", "確実：{said}"),
    ("likely: {said}", "おそらく：{said}"),
    ("guess: {said}", "推測：{said}"),
    ("sure: {words}", "確実：{words}"),
    ("likely: {words}", "おそらく：{words}"),
    ("guess: {words}", "推測：{words}"),
)

DRAFTS: tuple[tuple[str, str], ...] = (*_MARKS, *_OPENING, *_RECORDED, *_NOT_READ, *_QUESTIONS, *_REASONS)
