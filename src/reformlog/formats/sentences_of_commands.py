"""What a clerk is told of commands, options and answers, in Japanese: more pairs like `sentences_of_acts`."""

from __future__ import annotations

COMMANDS: tuple[tuple[str, str], ...] = (
    # the command line
    ("No such command '{command}'.", "「{command}」というコマンドはありません。"),
    (
        "No such command '{command}'. Did you mean {other}?",
        "「{command}」というコマンドはありません。{other} ではありませんか。",
    ),
    ("Missing command.", "コマンドがありません。"),
    ("No such option '{option}'.", "{option} というオプションはありません。"),
    (
        "No such option '{option}'. Did you mean '{other}'?",
        "{option} というオプションはありません。{other} ではありませんか。",
    ),
    (
        "No such option '{option}'. (Did you mean one of: {words}?)",
        "{option} というオプションはありません。次のどれかではありませんか：{words}",
    ),
    ("Option '{option}' requires an argument.", "{option} の値がありません。"),
    ("Option '{option}' does not take a value.", "{option} に値は要りません。"),
    ("Missing argument 'FILE… -- COMMAND…'.", "ファイル（FILE）とコマンド（COMMAND）がありません。"),
    ("Missing argument 'ACT'.", "行為の識別子（ACT）がありません。"),
    ("Missing argument 'ENTITY'.", "対象（ENTITY）がありません。"),
    ("Missing argument 'FILE'.", "ファイル（FILE）がありません。"),
    ("Missing argument 'FILE… | -'.", "ファイル（FILE）がありません。"),
    ("Missing argument 'DOCUMENT'.", "文書（DOCUMENT）がありません。"),
    ("Missing argument 'DIR'.", "フォルダー（DIR）がありません。"),
    ("Missing argument 'WORDS...'.", "検索する語（WORDS）がありません。"),
    ("Missing argument 'PERIOD'.", "期間（PERIOD）がありません。"),
    ("Missing argument 'KEY|ACT'.", "指摘の符号又は行為の識別子（KEY|ACT）がありません。"),
    ("Missing argument 'REQUEST'.", "依頼のファイル（REQUEST）がありません。"),
    ("Missing argument 'TOKEN|FILE'.", "token 又はファイル（TOKEN|FILE）がありません。"),
    ("Missing argument '{words}'.", "{words} がありません。"),
    ("Missing option '{option}'.", "{option} がありません。"),
    ("Got unexpected extra argument ({words})", "余分なもの（{words}）があります。"),
    ("Got unexpected extra arguments ({words})", "余分なもの（{words}）があります。"),
    (
        "Invalid value for '{option}': '{words}' is not one of {list}.",
        "{option} に「{words}」は使えません。使えるのは {list} です。",
    ),
    (
        "Invalid value for '{option}': {number} is not in the range {words}.",
        "{option}：{number} は範囲の外です（{words}）。",
    ),
    (
        "Invalid value for '{option}': '{words}' is not a valid integer range.",
        "{option}：「{words}」は整数ではありません。",
    ),
    ("Invalid value for '{option}': File '{file}' is a directory.", "{option}：{file} はフォルダーです。"),
    ("{file} may not be read by you.", "{file} を読む権限がありません。"),
    ("{file} may not be written by you.", "{file} に書き込む権限がありません。"),
    (
        "Ask its owner for the right; who that is: {command}",
        "所有者に権限を求めてください。所有者を見るには：{command}",
    ),
    ("{option} stands before the command.", "{option} はコマンドの前に書きます。"),
    ("{command} takes the zone without an option.", "{command} では区域をオプションなしで書きます。"),
    ("{words} is not UTF-8.", "{words} は UTF-8 ではありません。"),
    ("Set the terminal to UTF-8 and type it again.", "端末の文字コードを UTF-8 にして、もう一度入力してください。"),
    ("{option} needs a reason.", "{option} には理由が要ります。"),
    (
        "A correction is either a FILE with the whole act, or --set FIELD=VALUE.",
        "訂正は、行為の全体を書いたファイルか、--set 項目=値 のどちらかで行います。",
    ),
    (
        "A correction is either a FILE with the whole act, or --set FIELD=VALUE. {said}",
        "訂正は、行為の全体を書いたファイルか、--set 項目=値 のどちらかで行います。{said}",
    ),
    (
        "{act} was withdrawn by #{number}; there is no field to change.",
        "{act} は #{number} で取り消されており、変える項目がありません。",
    ),
    (
        "To record it again: {command}   Then: {words}",
        "もう一度記録するには：{command}　次に：{words}",
    ),
    (
        "{file} holds {number} entries; a correction takes one act.",
        "{file} に {number} 件あります。訂正できるのは一度に一つの行為です。",
    ),
    ("Put the others elsewhere, or: {command}", "ほかを別のファイルに移すか、次を使います：{command}"),
    (
        "{file} holds a correction or withdrawal already, with a reason of its own.",
        "{file} は既に理由のある訂正又は取消しの形で書かれています。",
    ),
    (
        "{act} has one version; there is no version {number} to replace.",
        "{act} の版は一つで、置き換える版 {number} はありません。",
    ),
    (
        "{act} has {count} versions; there is no version {number} to replace.",
        "{act} の版は {count} までで、置き換える版 {number} はありません。",
    ),
    (
        "{act} version {number} was replaced first by #{other}, recorded by {words} at {again} (reason: {then}).",
        "{act} の版 {number} は、先に #{other} で置き換えられました（記録者 {words}、{again}、理由：{then}）。",
    ),
    (
        "Look at it ({command}), then correct version {number}.",
        "内容を確かめてから（{command}）、版 {number} を訂正してください。",
    ),
    ("… and {number} more (all of them: --json).", "ほか {number} 件（すべて見るには：--json）。"),
    # days and states of knowledge
    ("{words} is after {other}; there are no days between.", "{words} が {other} より後で、間に日がありません。"),
    ("{words} is not two ends with two dots between.", "{words} は「始め..終わり」の形ではありません。"),
    (
        "D1..D2 names the days already; --as-of goes with --known alone.",
        "D1..D2 で日は決まっています。--as-of は --known とだけ使います。",
    ),
    (
        "A difference is between two days, D1..D2, or --known K1..K2.",
        "比べるには、二つの日 D1..D2 か、--known K1..K2 を書きます。",
    ),
    (
        "--known names two states of knowledge, --as-known one.",
        "--known は二つの時点、--as-known は一つの時点を書きます。",
    ),
    ("{words} is not an instant that exists.", "{words} という時刻はありません。"),
    ("{words} is not an instant with an offset.", "{words} に時差（+09:00 など）がありません。"),
    (
        "There is no position {number}; the log goes from 1 to {other}.",
        "位置 {number} はありません。記録は 1 から {other} までです。",
    ),
    (
        "There is no axis named {words}; there are {list}.",
        "「{words}」という日付の種類はありません。使えるのは {list} です。",
    ),
    (
        "There is no sort of entity named {words}; there are {list}.",
        "「{words}」という対象の種類はありません。使えるのは {list} です。",
    ),
    (
        "A {sort} has no field named {field}; it has {list}.",
        "{sort}に「{field}」という項目はありません。項目は {list} です。",
    ),
    ("reformlog zones   lists the zones", "区域の一覧：reformlog zones"),
    ("reformlog zones   lists them", "区域の一覧：reformlog zones"),
    ("No act in the log speaks of a zone {zone}.", "区域「{zone}」に関する行為は記録されていません。"),
    ("Evidence is for an ACT, or for a zone on a day.", "証拠は、一つの行為か、ある日の一つの区域について作ります。"),
    (
        "{act} was not recorded yet at #{number}; its first version is #{other}.",
        "{act} は #{number} の時点でまだ記録されていません。最初の版は #{other} です。",
    ),
    # formats
    ("{words} is not a format known here.", "「{words}」という形式はありません。"),
    ("Known: {list}.", "使える形式：{list}"),
    ("Did you mean {words}? Known: {list}.", "{words} ではありませんか。使える形式：{list}"),
    (
        "{file}: {words} is no format known here, so what to write is not clear.",
        "{file}：{words} という形式はなく、何を書き出すか決まりません。",
    ),
    (
        "Name the file with one of {list}, or add {option}",
        "ファイル名の末尾を {list} のどれかにするか、{option} を付けます。",
    ),
    ("--json and --format {words} ask for two formats.", "--json と --format {words} で、形式が二つ指定されています。"),
    ("Give one of them.", "どちらか一つにしてください。"),
    ("{words} cannot show this answer.", "{words} ではこの回答を示せません。"),
    ("Formats that can: {list}.", "示せる形式：{list}"),
    ("The schema covers every kind of act.", "スキーマは、すべての種類の行為をまとめたものです。"),
    # answers kept elsewhere
    (
        "This is not the token of an answer, or not the whole of it; one begins with rl1. and ends an answer.",
        "回答の token ではないか、途中で切れています。token は rl1. で始まり、回答の末尾にあります。",
    ),
    ("reformlog zones --json   prints one", "token を出すには：reformlog zones --json"),
    ("No token can be read in {file}.", "{file} に token が見つかりません。"),
    (
        "A Word, Excel or PDF file shows it at its end, CSV has none: {command}",
        "Word、Excel、PDF では末尾にあり、CSV にはありません：{command}",
    ),
    (
        "The answer is of the log {other}; this is {again}.",
        "この回答は記録簿 {other} のものです。開いているのは {again} です。",
    ),
    (
        "What-if runs a command that reads: no command follows --. It can run {list}.",
        "what-if は読むだけのコマンドを実行します。-- の後にコマンドがありません。使えるのは {list} です。",
    ),
    (
        "What-if runs a command that reads: {command} does not only read. It can run {list}.",
        "what-if は読むだけのコマンドを実行します。{command} は使えません。使えるのは {list} です。",
    ),
    # files
    ("{file} cannot be read: No such file or directory.", "{file} がありません。"),
    ("{file} cannot be read: Permission denied.", "{file} を読む権限がありません。"),
    ("{file} cannot be read: Is a directory.", "{file} はフォルダーです。"),
    ("{file} cannot be read: {words}.", "{file} を読めません：{words}。"),
    ("{file} cannot be written: No such file or directory.", "{file} に書き込めません。そのフォルダーがありません。"),
    ("{file} cannot be written: Permission denied.", "{file} に書き込む権限がありません。"),
    ("{file} cannot be written: Is a directory.", "{file} はフォルダーで、書き込めません。"),
    ("{file} cannot be written: {words}.", "{file} に書き込めません：{words}。"),
    ("Is there room on the disk, and a right to write there?", "ディスクの空きと、書き込む権限を確かめてください。"),
    ("Look at the name and its rights.", "名前と権限を確かめてください。"),
    ("Look for a typing error in its name.", "名前を確かめてください。"),
    # what was done
    ("{file}: the rows of {number} events.", "{file}：記録 {number} 件から導き直しました。"),
    ("{number} files of {file} written.", "{file} のファイル {number} 個を書き出しました。"),
    ("{file} was up to date.", "{file} は最新のままです。"),
    ("{number} files in {file}; begin at {words}", "{file} にファイル {number} 個。最初のページ：{words}"),
    ("{file}: {number} events, {count} of them new.", "{file}：{number} 件（うち新しいもの {count} 件）。"),
    ("Ask it: {command}", "尋ねるには：{command}"),
    (
        "What if: {number} of {count} entries are new; nothing is recorded.",
        "仮の答え：{count} 件のうち新しいもの {number} 件。何も記録していません。",
    ),
    (
        "As known at #{number}; the log goes on to #{other}.",
        "位置 #{number} までの答えです。記録は #{other} まであります。",
    ),
    (
        "{command}    (text, Markdown, CSV and HTML need nothing more)",
        "{command}　（テキスト、Markdown、CSV、HTML には要りません）",
    ),
    (
        "pdf needs a Japanese font, and none of these is on this system: {list}.",
        "pdf には日本語のフォントが要りますが、次のどれもありません：{list}。",
    ),
    ("On Debian: {command}", "Debian では：{command}"),
    (
        "{words} files are left out: {name} needs a part of reformlog that is not installed. {command}",
        "{words} のファイルは作りません。要る部分が組み込まれていません：{command}",
    ),
    (
        "{words} files are left out: {name} needs a Japanese font, and none of these is on this system: {list}. "
        "On Debian: {command}",
        "{words} のファイルは作りません。日本語のフォントが次のどれもありません：{list}。Debian では：{command}",
    ),
    ("{words}   read-only pages; Ctrl-C stops.", "{words}　閲覧のみのページ（Ctrl-C で終了）"),
    (
        "Others on this machine can see the password in the list of processes: keep it in ~/.pgpass.",
        "パスワードは、同じ機械のほかの人にプロセスの一覧で見えます。~/.pgpass に置いてください。",
    ),
    # a log elsewhere
    ("This command asks the log itself.", "このコマンドは記録簿そのものに尋ねます。"),
    ("Repeat it without --local.", "--local を付けずに実行してください。"),
    ("Repeat the command without --local.", "--local を付けずに実行してください。"),
    ("To follow a log is to ask it.", "follow は記録簿そのものに尋ねます。"),
    ("{file} is a file, which is here already.", "{file} はこの機械にあるファイルです。"),
    ("Nothing of that log is kept here yet.", "その記録簿の写しはまだここにありません。"),
    ("While the server answers: {command}", "サーバがつながる間に：{command}"),
    (
        "That is not the address of a PostgreSQL database, nor the name of a file.",
        "PostgreSQL の場所でも、ファイルの名前でもありません。",
    ),
    ("{words}, the password in ~/.pgpass", "{words}（パスワードは ~/.pgpass に置く）"),
    # what the help says of a kind of act, and of formats
    ("Record one act of kind {kind} ({words}).", "種類 {kind}（{words}）の行為を一つ記録します。"),
    ("Takes effect on: {field}.", "効力の日：{field}。"),
    ("Effects: none.", "効果：なし。"),
    ("Effects: {list}.", "効果：{list}。"),
    ("text (default), {list}.", "text（既定）, {list}"),
    # what stands behind a command to type
    ("{words}   ({command} --help)", "{words}　（説明：{command} --help）"),
    ("{command}   (all commands: reformlog --help)", "{command}　（コマンドの一覧：reformlog --help）"),
)
