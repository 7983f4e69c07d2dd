"""What is found wrong with a log, its rows or what is kept of it, in Japanese: more pairs like `sentences_of_proof`.

`{said}` is a sentence or a part of one that stands here, too; `{faults}` several of them, `{object}` one word of a
database, `{named}` a file or what a file is called here.
"""

from __future__ import annotations

DAMAGE: tuple[tuple[str, str], ...] = (
    # where and what
    ("{file}, checkpoint over {number}", "{file} の中の {number} 件のチェックポイント"),
    ("the checkpoint", "チェックポイント"),
    ("what was just read", "今読んだもの"),
    ("the PostgreSQL address", "PostgreSQL のアドレス"),
    ("{file}, position {number}: {said}.", "{file} の位置 {number}：{said}。"),
    ("cannot be read", "読めません"),
    ("missing; the next one is {number}", "記録がありません（次は {number}）"),
    ("its {field} is missing", "{field} がありません"),
    ("its {field} is not of the kind it was", "{field} の型が元と違います"),
    ("the line, or the hash kept with it, was changed", "記録の行か、ともに保存されたハッシュが改変されています"),
    (
        "recorded at {words}, before the one in front of it ({other})",
        "記録の時刻 {words} が、前の記録（{other}）より前です",
    ),
    ("recorded at {words}, which is no time", "記録の時刻 {words} が時刻になっていません"),
    (
        "its line says something else than its columns (act, version, kind or time)",
        "記録の行が、列（行為、版、種別又は時刻）と食い違っています",
    ),
    # the form of a line
    (
        "its line is not canonical JSON (a key twice or out of order, white space, another spelling)",
        "記録の行が正規の JSON ではありません（キーの重複や順序、余分な空白、別の書き方）",
    ),
    ("its line cannot be read ({words})", "記録の行が読めません（{words}）"),
    ("its line has a number with a fraction", "記録の行に小数があります"),
    ("it is a withdrawal with a body", "取消しに内容（body）があります"),
    ("it has no body, and is no withdrawal", "取消しでないのに内容（body）がありません"),
    ("its body is no object", "内容（body）がオブジェクトではありません"),
    ("it is version {number} and a {kind}", "{number} 版目が {kind} になっています"),
    ("its body is that of a {words}", "内容（body）の種別が {words} です"),
    ("its body is that of {words}", "内容（body）が {words} のものです"),
    ("it has the member {words}, which no line has", "記録の行にない項目 {words} があります"),
    (
        "it replaces another version than the one before it",
        "直前でない版を置き換えています",
    ),
    ("The body in the line of {act} is no object.", "{act} の行の内容（body）がオブジェクトではありません。"),
    ("A stored line cannot be read ({words}): {name}.", "保存された行が読めません（{words}）：{name}"),
    ("A stored line has no version `v`: {name}.", "保存された行に版（v）がありません：{name}"),
    (
        "The line of {act} is of version {number}; this program knows up to {count}.",
        "{act} の行は形式 {number} で、このプログラムが読めるのは {count} までです。",
    ),
    (
        "The line of {act} is of version {number}, which no release of reformlog wrote for {kind}; it is not guessed.",
        "{act} の行は形式 {number} とありますが、どの版の reformlog も {kind} をその形式で書いていません。",
    ),
    ("Install a newer reformlog.", "新しい版の reformlog を入れてください。"),
    (
        "Bring back a backup of the log: {command}",
        "記録簿のバックアップから戻してください：{command}",
    ),
    # tables and what else lies in a log
    ("a foreign entry `{name}`", "余分な項目 {name}"),
    ("a foreign {object} `{name}`", "余分な{object} {name}"),
    ("no {object} `{name}`", "{object} {name} がない"),
    ("no `{name}`", "{name} がない"),
    ("`{name}` twice", "{name} が二つある"),
    ("`{name}` in another wording", "{name} の定義が元と違う"),
    ("{object} `{name}` is in another wording", "{object} {name} の定義が元と違う"),
    (
        "{object} `{name}` is switched off or in another wording",
        "{object} {name} が無効になっているか、定義が元と違う",
    ),
    (
        "{object} `{name}` is not in use or in another wording",
        "{object} {name} が使われていないか、定義が元と違う",
    ),
    ("{number} events, but a ledger of {count}", "記録は {number} 件、台帳は {count} 件"),
    ("rows below position 1: {number}", "位置 1 より前に {number} 行ある"),
    (
        "{number} signed checkpoints, but the last is number {count}",
        "署名したチェックポイントは {number} 件なのに、最後の番号が {count}",
    ),
    ("position {number} is not the next version of its act", "位置 {number} が、その行為の次の版になっていない"),
    ("`{name}` is not a table", "{name} が表でない"),
    (
        "`{name}` is unlogged: a crash of the server empties it",
        "{name} が UNLOGGED（サーバの異常終了で空になる）",
    ),
    ("rows of `{name}` come from another table", "{name} の行が別の表から来ている"),
    ("`{name}` is written by way of another table", "{name} が別の表を通して書かれている"),
    ("`{name}` is written by a subscription", "{name} がサブスクリプションで書かれている"),
    ("the event trigger `{name}` runs at each login", "イベントトリガー {name} がログインのたびに動く"),
    ("rows of `{name}` are hidden by policies", "{name} の行が行セキュリティで隠されている"),
    (
        "triggers are switched off by session_replication_role",
        "session_replication_role でトリガーが無効になっている",
    ),
    ("the entry `layout` is not {number}", "項目 layout が {number} でない"),
    ("{file}: {faults}.", "{file}：{faults}。"),
    # the ledger
    (
        "The ledger lacks the hash of level {number} at position {count}.",
        "台帳の位置 {count} に、段 {number} のハッシュがありません。",
    ),
    (
        "{file} holds {number} events, but its ledger has {count}.",
        "{file} の記録は {number} 件ですが、台帳は {count} 件です。",
    ),
    (
        "{file} does not say which register it is.",
        "{file} に、どの登録簿かが書かれていません。",
    ),
    (
        "{file} is empty: not a log, or no longer one.",
        "{file} は空です。記録簿ではないか、もはや記録簿ではありません。",
    ),
    (
        "{file} is of layout {number}, made by a newer reformlog; this one knows up to {count}.",
        "{file} は新しい版の reformlog の形式 {number} です。このプログラムが読めるのは {count} までです。",
    ),
    (
        "{file} is of layout {number}; this reformlog knows up to {count}.",
        "{file} は形式 {number} です。このプログラムが読めるのは {count} までです。",
    ),
    (
        "{file} says to be of layout {number}, which no release of reformlog has made.",
        "{file} は形式 {number} とありますが、どの版の reformlog も作っていない形式です。",
    ),
    (
        "Install a newer reformlog. The file was left as it is.",
        "新しい版の reformlog を入れてください。ファイルは変えていません。",
    ),
    ("{file} was written to while it was read.", "{file} が、読んでいる間に書き込まれました。"),
    ("{file} was written to while it was copied.", "{file} が、写している間に書き込まれました。"),
    (
        "{file} was moved or replaced while it was open; nothing was recorded.",
        "{file} が、開いている間に移されたか置き換えられました。何も記録していません。",
    ),
    (
        "Repeat the command, which opens the log that is there now.",
        "もう一度実行してください。今ある記録簿を開きます。",
    ),
    (
        "{file}-journal is not of this log, which keeps none: opening it would write over what is recorded.",
        "{file}-journal はこの記録簿のものではありません。開くと、記録が上書きされます。",
    ),
    (
        "Nothing was changed. Keep a copy of both, move {file}-journal away; then: {command}",
        "何も変えていません。両方の写しを残し、{file}-journal を移してから：{command}",
    ),
    (
        "{file}-wal is not of this log, or damaged: with it {name} is another, a shorter or no log.",
        "{file}-wal はこの記録簿のものではないか、壊れています。合わせると {name} は別の、短い、又は読めない記録簿に"
        "なります。",
    ),
    (
        "Nothing was changed. Keep a copy of both; without the -wal the log is as it was when that was left.",
        "何も変えていません。両方の写しを残してください。-wal がなければ、それが残された時の記録簿になります。",
    ),
    (
        "{file} has another name, a hard link: what is recorded under one is lost under the other.",
        "{file} には別の名前（ハードリンク）があります。一方の名前で記録したものは、他方では失われます。",
    ),
    (
        "{command}   finds it; move it away, or put a copy in its place.",
        "{command} で見つかります。移すか、写しに置き換えてください。",
    ),
    ("{file} is damaged: {words}.", "{file} が壊れています：{words}。"),
    (
        "{file} did not keep what was written: of {number} rows {count} arrived. Nothing was recorded.",
        "{file} に書いたものが残りませんでした（{number} 行のうち {count} 行）。何も記録していません。",
    ),
    (
        "reformlog verify   says what was put into it that is not ours",
        "余分に入れられたものは reformlog verify で分かります。",
    ),
    (
        "{file} ends at {number}; what is to follow does not begin there.",
        "{file} は位置 {number} までです。続くものがそこから始まっていません。",
    ),
    ("Someone else may have been first: begin again.", "ほかの人が先に記録したかもしれません。やり直してください。"),
    ("What was to be copied is not as it was kept.", "写すものが、保存された時のままではありません。"),
    # acts that are none
    (
        "{file}, position {number}: {act} is no act ({words}).",
        "{file} の位置 {number}：{act} は行為ではありません（{words}）。",
    ),
    (
        "{file}, position {number}: {act} is no statement ({words}).",
        "{file} の位置 {number}：{act} は記録についての申告ではありません（{words}）。",
    ),
    (
        "Keep the log as it is; all that is wrong with it: {command}",
        "記録簿はそのまま残してください。誤りのすべて：{command}",
    ),
    (
        "{act} is the name of no act and no statement.",
        "{act} は、行為の名前でも記録についての申告の名前でもありません。",
    ),
    ("Its body is that of {words}.", "内容（body）が {words} のものです。"),
    (
        "No rows can be worked out from the log ({words}): an act says what none can.",
        "記録から導けません（{words}）。あり得ない内容の行為があります。",
    ),
    ("Bring back a backup of the log.", "記録簿をバックアップから戻してください。"),
    # what to do
    ("Keep it and bring back a backup.", "それを残し、バックアップから戻してください。"),
    ("Keep the file and bring back a backup.", "このファイルを残し、バックアップから戻してください。"),
    ("Keep it as it is and bring back a backup.", "そのまま残し、バックアップから戻してください。"),
    (
        "Keep the file as it is and bring back a backup: `{command}`.",
        "このファイルをそのまま残し、バックアップから戻してください：{command}",
    ),
    (
        "Keep it, and copy the log into an empty schema: {command}",
        "それを残し、空のスキーマに写してください：{command}",
    ),
    ("Repeat the command.", "もう一度実行してください。"),
    # checkpoints
    ("A checkpoint kept in {file} is not what it was.", "{file} の中のチェックポイントが、元のものではありません。"),
    (
        "{named} is kept as one over {number} events, but it covers {count}.",
        "{named} は {number} 件のものとして保存されていますが、対象は {count} 件です。",
    ),
    ("Bring back the file.", "ファイルを元に戻してください。"),
    (
        "{named} is of the log {words}; {other} is {again}.",
        "{named} は記録簿 {words} のものです。{other} は {again} です。",
    ),
    (
        "{file} ends at {number}, but {named} covers {other}: events were taken away.",
        "{file} は位置 {number} までですが、{named} は位置 {other} までを対象としています。記録が取り去られています。",
    ),
    (
        "{file}, which ends at {number}, is not the history that {named} covers: of the first {count} events some were "
        "changed.",
        "{file}（位置 {number} まで）は、{named} が対象とする履歴ではありません。最初の {count} 件に、改変されたものが"
        "あります。",
    ),
    (
        "Keep the file, and bring back the true one: {command}",
        "このファイルは残し、正しいものから戻してください：{command}",
    ),
    (
        "The checkpoint {file} is not of this history: at size {number} the roots differ.",
        "チェックポイント {file} はこの履歴のものではありません（{number} 件での根のハッシュが異なります）。",
    ),
    (
        "No checkpoint has the signatures that the policy asks for.",
        "方針の求める署名のそろったチェックポイントがありません。",
    ),
    # what stands before another sentence
    ("{named}: {said}", "{named}：{said}"),
)
