"""What is told of rows, of copies and of the stores that keep a log when they fail, in Japanese: more pairs like
`sentences_of_damage`."""

from __future__ import annotations

STORES: tuple[tuple[str, str], ...] = (
    # the rows
    (
        "The log itself is not touched by this. Work the rows out again: {command}",
        "記録そのものに影響はありません。導き直してください：{command}",
    ),
    ("{file} cannot be compared: {words}.", "{file} を比べられません：{words}。"),
    (
        "{file}: the {object} {name} is foreign, missing or in another wording.",
        "{file}：{object} {name} が余分か、ないか、定義が元と違います。",
    ),
    (
        "{file}, table {name}: a row ({words} …) should not be.",
        "{file} の表 {name}：あるはずのない行（{words} …）があります。",
    ),
    (
        "{file}, table {name}: a row ({words} …) is missing.",
        "{file} の表 {name}：行（{words} …）がありません。",
    ),
    (
        "{file}, table {name}: {number} rows instead of {count}.",
        "{file} の表 {name}：{count} 行のはずが {number} 行あります。",
    ),
    (
        "{file} has {number} events so far, but the rows here go to {count}.",
        "{file} にあるのはまだ {number} 件で、手元の行は位置 {count} までです。",
    ),
    (
        "Repeat the command when the standby has been sent the rest.",
        "待機系に残りが届いてから、もう一度実行してください。",
    ),
    (
        "The rows cannot be worked out again among the temporary files: {words}.",
        "一時ファイルの置き場所で導き直せません：{words}。",
    ),
    (
        "TMPDIR=FOLDER names another for temporary files.",
        "一時ファイルの置き場所は TMPDIR=フォルダー で変えられます。",
    ),
    ("It holds nothing of its own: {command}", "そのファイルにしかないものはありません：{command}"),
    # copies
    ("{file} has another root than {name} after copying.", "写した後の {file} の根のハッシュが {name} と違います。"),
    ("{file} is the register {words}, not {name}.", "{file} は登録簿 {words} で、{name} ではありません。"),
    ("{file} holds what {name} does not.", "{file} に、{name} にないものがあります。"),
    ("{file} holds checkpoints that {name} does not.", "{file} に、{name} にないチェックポイントがあります。"),
    ("Copy into a new log.", "新しい記録簿に写してください。"),
    (
        "{file} ends at position {number}, but {count} events of it are kept here: it has lost some.",
        "{file} は位置 {number} までですが、手元には {count} 件あります。失われた記録があります。",
    ),
    (
        "{file} has another history behind position {number} than the {count} events kept here: it has lost {other} of "
        "them.",
        "{file} の位置 {number} より後が、手元の {count} 件と違う履歴です。{other} 件が失われています。",
    ),
    (
        "reformlog --local copy FILE saves them; then: reformlog rebuild",
        "手元のものを残すには：reformlog --local copy ファイル　その後：reformlog rebuild",
    ),
    (
        "The lines of {file} do not make the root that is kept with them.",
        "{file} の行が、ともに保存された根のハッシュになりません。",
    ),
    (
        "{named} cannot be read as a log, so nobody can say what it held. {said} Nothing was changed.",
        "{named} を記録簿として読めないため、何が入っていたか分かりません。{said}何も変えていません。",
    ),
    (
        "{file} is another history: it ends at {number}, the backup at {other}. Nothing was changed.",
        "{file} は別の履歴で、位置 {number} までです。バックアップは位置 {other} までです。何も変えていません。",
    ),
    ("{said} Nothing was changed.", "{said}何も変えていません。"),
    ("{file} is the log itself; it was left as it is.", "{file} は記録簿そのものです。何も変えていません。"),
    (
        "{file} is a part of the log, or would be taken for one.",
        "{file} は記録簿の一部か、一部と取り違えられるものです。",
    ),
    (
        "Another program has {file} open; it cannot be replaced meanwhile.",
        "別のプログラムが {file} を開いているため、置き換えられません。",
    ),
    ("End it, and repeat the command.", "それを終了してから、もう一度実行してください。"),
    ("{file} is there, of a file that is gone.", "{file} が残っています（元のファイルはもうありません）。"),
    ("{file} is there, of a log that is gone.", "{file} が残っています（元の記録簿はもうありません）。"),
    ("Move it away.", "別の場所に移してください。"),
    # files that cannot be used
    ("{words} is no text that UTF-8 can hold.", "{words} は UTF-8 で書けない文字です。"),
    ("Type it again.", "もう一度入力してください。"),
    (
        "{file} was closed; nothing can be asked of it any more.",
        "{file} は閉じられており、もう尋ねられません。",
    ),
    ("What was asked is no text: {words}.", "尋ねたものが文字ではありません：{words}。"),
    ("Name it by a text.", "文字で指定してください。"),
    ("The disk is full: {file} cannot grow.", "ディスクに空きがなく、{file} に書き足せません。"),
    ("Free some space and repeat it.", "空きを作ってから、もう一度実行してください。"),
    ("Another program has kept {file} locked for a minute.", "別のプログラムが {file} を 1 分間使い続けています。"),
    (
        "Wait until it is done, or end it, and repeat the command.",
        "終わるのを待つか終了させてから、もう一度実行してください。",
    ),
    ("{file} may only be read here.", "{file} は、ここでは読むことしかできません。"),
    ("Ask for the right to write it.", "書き込む権限を求めてください。"),
    (
        "Ask for the right to write it, or name another place for the rows: --projection FILE",
        "書き込む権限を求めるか、別の場所を指定します：--projection ファイル",
    ),
    (
        "{file} cannot be opened: the file, its folder or a file beside it may not be read or written.",
        "{file} を開けません。ファイル、そのフォルダー又は隣のファイルを読み書きする権限がありません。",
    ),
    (
        "Look at the rights of the file and of its folder.",
        "ファイルとそのフォルダーの権限を確かめてください。",
    ),
    (
        "{file} needs a file beside it that cannot be made or grow: the disk is full, as far as one can tell.",
        "{file} の隣に要るファイルを作れないか、書き足せません。ディスクに空きがないようです。",
    ),
    (
        "The disk failed while {file} was in use ({words}).",
        "{file} の使用中にディスクの障害がありました（{words}）。",
    ),
    (
        "Look after the disk first; then `{command}` says what is there.",
        "先にディスクを直してください。残っているものは {command} で分かります。",
    ),
    (
        "{said} Whether the last entries were kept is not known; half of them never are.",
        "{said}最後の記録が残ったかどうかは分かりません（一部だけが残ることはありません）。",
    ),
    (
        "Repeat the command when the cause is gone: what was kept is not recorded twice.",
        "原因がなくなったら、もう一度実行してください。残っていたものが二重に記録されることはありません。",
    ),
    (
        "{file} refuses the entry: its version or position is taken, or not the next.",
        "{file} が記録を受け付けません。版か位置が既にあるか、次のものではありません。",
    ),
    ("{file} refuses the entry: {words}.", "{file} が記録を受け付けません：{words}。"),
    (
        "Someone else may have been first: look with `{command}`; when it is said again: `{name}`.",
        "ほかの人が先に記録したかもしれません。{command} で確かめてください。繰り返すときは：{name}",
    ),
    (
        "Someone else may have been first: look with `{command}`.",
        "ほかの人が先に記録したかもしれません。{command} で確かめてください。",
    ),
    ("The last append to {file} failed at the disk.", "{file} への前回の記録が、ディスクの障害で失敗しています。"),
    ("Open the log again.", "記録簿を開き直してください。"),
    ("What is kept here of {file} is only to be read.", "手元にある {file} の写しは、読むことしかできません。"),
    (
        "This is a fault of reformlog, not yours: {words}",
        "reformlog の不具合で、操作の誤りではありません：{words}",
    ),
    (
        "Please report it with what REFORMLOG_DEBUG=1 prints for the same command. "
        "Whether the log holds what is no act: {command}",
        "REFORMLOG_DEBUG=1 を付けて同じコマンドを実行し、その表示とともに報告してください。記録簿にあり得ない行が"
        "ないかは：{command}",
    ),
    ("The system did not do what the command asked of it: {words}.", "システムの都合でできませんでした：{words}。"),
    ("There is not memory enough for that.", "メモリーが足りません。"),
    ("End other programs, or ask for less at once.", "ほかのプログラムを終了するか、一度に扱う量を減らしてください。"),
    ("Look at the file's rights.", "ファイルの権限を確かめてください。"),
    ("{file} cannot be used: it is no file.", "{file} はファイルではないため、使えません。"),
    ("{file} is no name of a file.", "{file} はファイルの名前になりません。"),
    ("Name another.", "別の名前を指定してください。"),
    ("Choose another name for the log.", "記録簿を別の名前にしてください。"),
    ("{file} cannot be made: {words}.", "{file} を作れません：{words}。"),
    ("Look at the folder.", "フォルダーを確かめてください。"),
    ("Is there room on the disk?", "ディスクに空きがあるか確かめてください。"),
    (
        "{words} cannot name a log: a name has no spaces and no plus sign, and 1 to {number} characters.",
        "{words} は記録簿の名前になりません。空白と + は使えず、1～{number} 文字です。",
    ),
    (
        "The log has no position {number}; it ends at {count}.",
        "記録は位置 {count} までで、位置 {number} はありません。",
    ),
    (
        "The rows can be kept neither at {file} nor among the temporary files: {words}.",
        "記録から導いたものを {file} にも一時ファイルの置き場所にも置けません：{words}。",
    ),
    (
        "Name a place with room: --projection FILE or TMPDIR=FOLDER",
        "空きのある場所を指定します：--projection ファイル 又は TMPDIR=フォルダー",
    ),
    (
        "{words} holds text or a number that cannot be written down ({name}).",
        "{words} に、書き表せない文字又は数があります（{name}）。",
    ),
    (
        "{act} holds {words}, which has no one way to be written down.",
        "{act} の {words} は、書き表し方が一つに定まりません。",
    ),
    (
        "Write whole numbers, or the figure as text in quotes.",
        "整数で書くか、引用符で囲んで文字として書いてください。",
    ),
    (
        "This user has no folder for the rows worked out from a log on a server.",
        "この利用者には、サーバの記録簿から導いたものを置くフォルダーがありません。",
    ),
    # the server
    ("That is not the address of a PostgreSQL database.", "PostgreSQL のデータベースのアドレスではありません。"),
    (
        "postgresql://USER@HOST/DATABASE, the password in ~/.pgpass; in an address / is %2F and @ is %40",
        "postgresql://利用者@ホスト/データベース（パスワードは ~/.pgpass に。アドレスの中の / は %2F、@ は %40）",
    ),
    ("{file} cannot be reached.", "{file} に接続できません。"),
    (
        "Is the server running, and may this machine reach it?",
        "サーバが動いているか、この機械から接続できるかを確かめてください。",
    ),
    ("{file} was shut down or is starting.", "{file} は停止したか、起動中です。"),
    ("Wait until it runs again and repeat the command.", "動き始めてから、もう一度実行してください。"),
    ("{file} does not let this user in.", "{file} は、この利用者の接続を認めていません。"),
    (
        "Look at the user, the password and the server's rules.",
        "利用者名、パスワード、サーバの接続の設定を確かめてください。",
    ),
    (
        "{file} does not exist: the server has no such database.",
        "{file} がありません（サーバにそのデータベースがありません）。",
    ),
    ("{command}   as who may make one", "作る権限のある利用者で：{command}"),
    ("{file} names no schema that is there.", "{file} の示すスキーマがありません。"),
    ("{command}   makes the one it names", "そのスキーマを作るには：{command}"),
    ("This user has no right to do that at {file}.", "この利用者には、{file} でそれを行う権限がありません。"),
    ("Ask for the right to read, or to append.", "読む権限又は記録する権限を求めてください。"),
    (
        "{file} may only be read: it is a standby or set so.",
        "{file} は読むことしかできません（待機系か、そのように設定されています）。",
    ),
    ("Append at the primary server.", "主系のサーバで記録してください。"),
    ("The disk of {file} is full.", "{file} のディスクに空きがありません。"),
    (
        "Free some space on the server and repeat the command.",
        "サーバに空きを作ってから、もう一度実行してください。",
    ),
    (
        "{file} has no room for another connection, or no memory left.",
        "{file} の接続の数かメモリーが上限に達しています。",
    ),
    ("Try again later.", "後でもう一度試してください。"),
    ("Wait until it is done and repeat it.", "終わるのを待ってから、もう一度実行してください。"),
    (
        "{file} gave up: its time limit for a statement was reached.",
        "{file} が、文の時間の上限に達して打ち切りました。",
    ),
    ("Raise statement_timeout there.", "そのサーバの statement_timeout を延ばしてください。"),
    (
        "{file} ended the transaction: it waited too long for us.",
        "{file} が、待ちすぎたためトランザクションを終えました。",
    ),
    (
        "Fewer acts at once, or raise idle_in_transaction_session_timeout there.",
        "一度に記録する行為を減らすか、そのサーバの idle_in_transaction_session_timeout を延ばしてください。",
    ),
    ("The disk of {file} failed.", "{file} のディスクに障害がありました。"),
    (
        "Look after the server first; then `{command}` says what is there.",
        "先にサーバを直してください。残っているものは {command} で分かります。",
    ),
    (
        "{file} is damaged, or not the log it was (SQLSTATE {words}).",
        "{file} が壊れているか、元の記録簿ではありません（SQLSTATE {words}）。",
    ),
    ("{file} cannot be used (SQLSTATE {words}).", "{file} を使えません（SQLSTATE {words}）。"),
    ("The tables at {file} are no log of reformlog.", "{file} にある表は reformlog の記録簿ではありません。"),
    ("Choose another schema.", "別のスキーマにしてください。"),
    (
        "There are tables of a log at {file} already; they were left as they are.",
        "{file} には既に記録簿の表があります。何も変えていません。",
    ),
    ("Choose another database or schema.", "別のデータベース又はスキーマにしてください。"),
    ("{file} was opened to be read only.", "{file} は読むためだけに開かれています。"),
    ("Open it for writing.", "書き込めるように開いてください。"),
    ("{file}: position {number}, current at {at}", "{file}：位置 {number}、最新（{at}）"),
    (
        "{file}: position {number}, current at {at}, {count} new, {again} s after they were recorded",
        "{file}：位置 {number}、最新（{at}）、新しいもの {count} 件、記録から {again} 秒後",
    ),
    ("position {number}, no longer current at {at}: {said}", "位置 {number}、{at} より後は最新か分かりません：{said}"),
    ("a standby", "予備機"),
    (
        "A log on PostgreSQL needs a part of reformlog that is not installed.",
        "PostgreSQL の記録簿に要る部分が組み込まれていません。",
    ),
)
