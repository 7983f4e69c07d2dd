"""What a clerk is told of files, in hints and by the guided form, in Japanese: more pairs like `sentences_of_acts`."""

from __future__ import annotations

FILES: tuple[tuple[str, str], ...] = (
    ("There is no file {file}.", "ファイル {file} がありません。"),
    ("The folder {file} has no act file.", "フォルダー {file} に行為のファイルがありません。"),
    ("The file is empty.", "ファイルが空です。"),
    ("The file has no act in it.", "ファイルに行為がありません。"),
    ("The file is not UTF-8; it looks like {words}.", "ファイルが UTF-8 ではありません（{words} のようです）。"),
    (
        "The file is {words}, no act file; acts are drafted from it first, for a person to check.",
        "行為のファイルではありません。先に import で下書きを作り、人が確かめます。",
    ),
    (
        "{file} is an act file, no document; nothing of it has to be drafted.",
        "{file} は行為のファイルです。下書きは要りません。",
    ),
    ("{file} is a folder; one document is read at a time.", "{file} はフォルダーです。文書は一つずつ読みます。"),
    (
        "{file} is there already; drafts are never written over a file.",
        "{file} は既にあります。下書きは上書きされません。",
    ),
    ("There is no log at {file}.", "{file} に記録簿がありません。"),
    (
        "{zone} is no id of a zone; words under it could not be recorded.",
        "「{zone}」は区域の識別子ではなく、このままでは記録できません。",
    ),
    ("A tab is used for indentation. The line is: {words}", "字下げにタブがあります。その行：{words}"),
    (
        "The list opened with [ here is never closed. The line is: {words}",
        "ここで開いた [ が閉じていません。その行：{words}",
    ),
    (
        "The field {words} is written twice in one place; the first is at {where}.",
        "項目{words}が同じ所に二度あります。一つ目は {where} です。",
    ),
    ("Indent with spaces.", "空白で字下げします。"),
    ("Close it with ].", "] で閉じます。"),
    ("Keep one of the two.", "どちらか一つを残します。"),
    ("Write at least one act in it.", "行為を一つ以上書きます。"),
    ("Check the name; - reads standard input.", "名前を確かめてください（- は標準入力）。"),
    ("Name another file: -o FILE", "別の名前にします：-o FILE"),
    ("Choose another: -o FILE", "別の名前にします：-o FILE"),
    (
        "If it lies elsewhere: {option}   To make one here: {command}",
        "別の場所にあれば：{option}　ここに作るには：{command}",
    ),
    ("It may be {either}   To make one here: {command}", "{either} かもしれません。ここに作るには：{command}"),
    (
        "{number} drafts, {other} rows already recorded, {count} not read.",
        "下書き {number} 件、記録済みの行 {other}、読めなかった行 {count}。",
    ),
    (
        "{number} drafts, {other} rows already recorded, {count} not read. Check them, then: {command}",
        "下書き {number} 件、記録済みの行 {other}、読めなかった行 {count}。確かめてから：{command}",
    ),
    (
        "{file}: {number} of its lines still say DECIDE; what stands there is taken as it stands.",
        "{file}：判断の要る行（DECIDE）が {number} 行残っています。書かれているとおりに扱います。",
    ),
)

HINTS: tuple[tuple[str, str], ...] = (
    (
        "Did you mean {words}?   (reformlog search WORDS finds an id)",
        "{words} ではありませんか（識別子を探すには：reformlog search 語）。",
    ),
    ("Did you mean {words}?   All kinds: reformlog kinds", "{words} ではありませんか。種類の一覧：reformlog kinds"),
    ("Did you mean {words}?", "{words} ではありませんか。"),
    ("Did you mean  {words}  ?   If so: {command}", "{words} ではありませんか。そうであれば：{command}"),
    (
        "If so: {command}   Else give each an order.",
        "同じ行為であれば：{command}　別の行為であれば、それぞれに同日の順序（order）を書きます。",
    ),
    ("reformlog search WORDS   finds the id of an act", "識別子を探すには：reformlog search 語"),
    ("{words}   (all kinds: reformlog kinds)", "{words}　（種類の一覧：reformlog kinds）"),
    ("All kinds: reformlog kinds", "種類の一覧：reformlog kinds"),
    (
        "{words}   (ids: {command}; the Japanese name goes under name:)",
        "{words}　（一覧：{command}。日本語の名称は name に書く）",
    ),
    ("{words}   (ids: {command})", "{words}　（一覧：{command}）"),
    ("{words}   (for example)", "{words}　（例）"),
    (
        "Is the id right ({command})? Else record the act that introduces it first, or in the same batch; "
        'when the act is right as recorded: --accept-conflict "reason"',
        "識別子を確かめてください（{command}）。正しければ、それを定めた行為を先に又は同時に記録します。"
        'この行為が正しければ：--accept-conflict "理由"',
    ),
    (
        "Did you mean  {words}  ? Else record its designation first, or in the same batch; "
        'when the act is right as recorded: --accept-conflict "reason"',
        "{words} ではありませんか。そうでなければ、指定の行為を先に又は同時に記録します。"
        'この行為が正しければ：--accept-conflict "理由"',
    ),
    (
        "Withdraw or correct {words} first, or all in one file:",
        "先に {words} を取り消すか訂正します。又は全部を一つのファイルに書きます：",
    ),
    (
        "When the correction is right: correct or withdraw {words} first, or all in one file:",
        "訂正が正しければ、先に {words} を訂正するか取り消します。又は全部を一つのファイルに書きます：",
    ),
    (
        'Then: reformlog append FILE   When they are right as recorded all the same: --accept-conflict "reason"',
        '次に：reformlog append ファイル　どれも記録のとおり正しければ：--accept-conflict "理由"',
    ),
    ("Leave it out, or see: {command}", "削るか、次で確かめてください：{command}"),
    ("Write it as  {words}", "次のように書きます：{words}"),
    ("Write it:  title: the official name of the act, in Japanese", "次のように書きます：title: 行為の正式な件名"),
    ("Write it:  title: the name of the document", "次のように書きます：title: 文書の題名"),
    ("Write it, or delete the item.", "書くか、その項目を削ります。"),
    ("Say why: {words}   ({command})", "理由を書きます：{words}　（{command}）"),
    ("A value with a space stands in quotation marks: {words}", "空白のある値は引用符で囲みます：{words}"),
    (
        "A value with a space stands in quotation marks, as in  {words}   ({command})",
        "空白のある値は引用符で囲みます：{words}　（説明：{command}）",
    ),
    (
        "{words} (CP932 is Shift_JIS as Windows writes it; it keeps ～ and ①)",
        "{words}　（CP932 は Windows の Shift_JIS。～ や ① も保たれる）",
    ),
    ("{words} belongs to: {kind}", "{words} を書ける種類：{kind}"),
    ("title: the official name of the act, in Japanese", "title: 行為の正式な件名"),
    ("title: the name of the document", "title: 文書の題名"),
    (
        "sources: [{title: the document that says so, publisher: who published it}]",
        "sources: [{title: 根拠となる文書の題名, publisher: 発行者}]",
    ),
    (
        'Correct the date or the effect; when both acts are right as recorded: --accept-conflict "reason"',
        '日付か効果を直します。どちらの行為も正しければ：--accept-conflict "理由"',
    ),
    (
        "Is the id right ({command})? Else record its designation first, or in the same batch; "
        'when the act is right as recorded: --accept-conflict "reason"',
        "識別子を確かめてください（{command}）。正しければ、指定の行為を先に又は同時に記録します。"
        'この行為が正しければ：--accept-conflict "理由"',
    ),
    (
        "Record it all the same, and say why it is late: --late-reason TEXT",
        "それでも記録するには、遅れた理由を書きます：--late-reason 理由",
    ),
    ("To correct it: {command}   For another act: {words}", "訂正するには：{command}　別の行為であれば：{words}"),
    ("Write {dates} or {last}.", "次のどれかを書きます：{dates}、{last}"),
    ("Write {dates}", "次のように書きます：{dates}"),
)

FORM: tuple[tuple[str, str], ...] = (
    (
        "Enter goes on and keeps what is there (optional fields may stay empty), - clears it, < goes back one step, "
        "? explains, Ctrl-C keeps a draft.",
        "Enter で次へ（任意の欄は空のままでよい）、- で消す、< で一つ戻る、? で説明、Ctrl-C で下書きを残して終わる。",
    ),
    ("{field} is needed: {words}", "{field} は必須です。"),
    ("Example: {words}", "例：{words}"),
    (
        "Enter keeps this. Type one more to add it, 1 to change the first, -1 to remove it, - to remove all.",
        "Enter でこのまま。続けて書けば追加、1 で一つ目を直す、-1 で一つ目を削る、- ですべて消す。",
    ),
    ("There is no {number}.", "{number} はありません。"),
    ("Change it, or Ctrl-C keeps a draft.", "直してください。Ctrl-C で下書きを残します。"),
    (
        "What was typed is kept in {file}; complete it, then: {command}",
        "入力したものは {file} に残しました。仕上げてから：{command}",
    ),
    ("Record it as {act}?", "{act} として記録しますか。"),
    ("There is no further field named {field}; ? lists them.", "「{field}」という欄はありません。? で一覧を示します。"),
    (
        "{words} looks like {again} but is not the same; type {then}",
        "{words} は {again} に似ていますが別のものです。{then} と書いてください。",
    ),
    (
        "Is the id right ({command})? Else record the act that introduces it first, or in the same batch.",
        "識別子を確かめてください（{command}）。正しければ、それを定めた行為を先に又は同時に記録します。",
    ),
    (
        "Is the id right ({command})? Else record its designation first, or in the same batch.",
        "識別子を確かめてください（{command}）。正しければ、指定の行為を先に又は同時に記録します。",
    ),
    (
        "Did you mean  {words}  ? Else record its designation first, or in the same batch.",
        "{words} ではありませんか。そうでなければ、指定の行為を先に又は同時に記録します。",
    ),
    ("{again} goes back to {field}", "{again} で {field} に戻る"),
    ("; - clears", "、- で消す"),
    ("already recorded as #{number}", "#{number} として記録済みです。"),
    ("{day}..{other} imprecise", "{day} から {other} までのいずれか"),
    (
        "{day}..{other} imprecise (open end: may have begun then)",
        "{day} から {other} までのいずれか（終わりは未定。その間に始まった可能性がある）",
    ),
    (
        "{file} cannot be written: {words}. This is what was typed, to be kept by hand:",
        "{file} に書き込めません：{words}。入力したものを示します。手元に控えてください：",
    ),
    (
        "Correct the effect or the date; or, when both acts are right as recorded, say why.",
        "効果か日付を直します。どちらの行為も正しければ、理由を書きます。",
    ),
    (
        "Correct the date; or say why it is recorded so late.",
        "日付を直します。正しければ、記録が遅れた理由を書きます。",
    ),
)
