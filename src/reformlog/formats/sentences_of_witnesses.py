"""What is told of witnesses, time stamps and evidence, in Japanese: more pairs like `sentences_of_proof`."""

from __future__ import annotations

WITNESSES: tuple[tuple[str, str], ...] = (
    # requests and answers
    (
        "The first line «{words}» is not «old» and a size in plain digits.",
        "最初の行「{words}」が、old と半角数字の件数になっていません。",
    ),
    ("The answer holds no cosignature of a witness we know.", "回答に、知っている立会人の署名がありません。"),
    (
        "Give the witness's verifier key, obtained from the witness itself.",
        "立会人から直接受け取った検証鍵を指定します。",
    ),
    (
        "The request starts from {number} lines, but its checkpoint has only {count}.",
        "依頼は {number} 行から始まっていますが、そのチェックポイントは {count} 行までです。",
    ),
    (
        "The proof in the request is no list of at most {number} SHA-256 hashes.",
        "依頼の中の証明が、SHA-256 のハッシュ（{number} 個以内）の並びになっていません。",
    ),
    (
        "A witness signs with the time it saw the checkpoint; {words} is none.",
        "立会人はチェックポイントを見た時刻とともに署名します。{words} は時刻ではありません。",
    ),
    # as a witness
    (
        "Keep the request and the witness's folder: together they are the evidence. Then ask the log's office.",
        "依頼と立会人のフォルダーを保存してください（合わせて証拠になります）。その上で、記録簿の機関に確かめます。",
    ),
    (
        "This key is not a witness's: a witness signs with the time.",
        "立会人の鍵ではありません（立会人は時刻とともに署名します）。",
    ),
    (
        "The log «{words}» is not one this witness watches.",
        "記録簿「{words}」は、この立会人が見ているものではありません。",
    ),
    (
        "Give the log's verifier key, obtained from its office.",
        "記録簿の機関から受け取った検証鍵を指定します。",
    ),
    (
        "A request that starts from nothing must not carry a proof.",
        "0 行から始まる依頼に証明は付きません。",
    ),
    ("Ask for a new request.", "依頼を作り直してもらってください。"),
    (
        "The request starts from {number} lines, but this witness saw {count} last.",
        "依頼は {number} 行から始まっていますが、この立会人が最後に見たのは {count} 行です。",
    ),
    (
        "Ask the log for a request from there: {command}",
        "そこからの依頼を記録簿の機関に求めます：{command}",
    ),
    (
        "The log shows {number} lines, but not that the {count} this witness saw are the first of them.",
        "記録簿は {number} 行を示していますが、この立会人が見た {count} 行の続きであることが示されていません。",
    ),
    (
        "The log now shows {number} lines, but this witness saw {count}: lines were taken away.",
        "記録簿は {number} 行を示していますが、この立会人は {count} 行を見ています。行が取り去られています。",
    ),
    (
        "The log shows {number} lines and this witness saw {count}, but the roots differ ({words} and {name}): "
        "there are two histories.",
        "記録簿は {number} 行を示し、この立会人は {count} 行を見ていますが、根のハッシュが異なります"
        "（{words} と {name}）。履歴が二つあります。",
    ),
    (
        "{file} is not what this witness wrote, so it cannot say what it saw.",
        "{file} がこの立会人の書いたものではなくなっており、何を見たかが分かりません。",
    ),
    (
        "Do not delete the file: a witness that forgot must stop. Keep it, and make a new witness key.",
        "ファイルを消さないでください。見たものを忘れた立会人は続けられません。保存した上で、立会人の鍵を新しく作ります。",
    ),
    (
        "The folder {file} is in use by another witness, or cannot be written ({words}).",
        "フォルダー {file} は別の立会人が使っているか、書き込めません（{words}）。",
    ),
    ("Try again.", "もう一度試してください。"),
    ("{file} cannot be used: {words}. Nothing was signed.", "{file} を使えません：{words}。何も署名していません。"),
    (
        "Give the witness a folder of its own on a disk with room.",
        "空きのあるディスクに、その立会人だけのフォルダーを用意してください。",
    ),
    # time stamps
    ("The root certificates", "ルート証明書"),
    ("The intermediate certificates", "中間証明書"),
    ("There is nothing to stamp: the file is empty.", "ファイルが空で、タイムスタンプの対象がありません。"),
    ("Give a checkpoint file.", "チェックポイントのファイルを指定します。"),
    (
        "No root certificate is given, so any stamp would do.",
        "ルート証明書がなければ、どのようなタイムスタンプも通ってしまいます。",
    ),
    ("Give the authority's root in PEM.", "時刻認証局のルート証明書（PEM）を指定します。"),
    (
        "The stamp is over other bytes than this file's.",
        "タイムスタンプの対象が、このファイルの内容と違います。",
    ),
    ("Give the very file that was stamped.", "タイムスタンプを受けたファイルそのものを指定します。"),
    (
        "The authority did not stamp (status {number}: no reason given).",
        "時刻認証局がタイムスタンプを付けませんでした（状態 {number}、理由の記載なし）。",
    ),
    (
        "The authority did not stamp (status {number}: {words}).",
        "時刻認証局がタイムスタンプを付けませんでした（状態 {number}：{words}）。",
    ),
    ("Ask it again.", "もう一度求めてください。"),
    ("This is not a time-stamp response.", "タイムスタンプの回答ではありません。"),
    ("Give the file the authority sent (.tsr).", "時刻認証局から届いたファイル（.tsr）を指定します。"),
    (
        "This holds a time stamp, but not whole, or not in the encoding (DER) that is read here.",
        "タイムスタンプはありますが、欠けているか、ここで読む符号化（DER）になっていません。",
    ),
    (
        "Fetch it again. What others make of it: {command}",
        "取得し直してください。別のプログラムで確かめるには：{command}",
    ),
    ("Give one PEM file.", "PEM のファイルを一つ指定します。"),
    (
        "Time stamps need a part that is not installed.",
        "タイムスタンプに要る部分が組み込まれていません。",
    ),
    (
        "The stamp is not by an authority under that root, or it was altered.",
        "そのルート証明書に連なる時刻認証局のタイムスタンプではないか、改変されています。",
    ),
    (
        "Give the authority's own root certificate, and the intermediate ones it names.",
        "その時刻認証局のルート証明書と、間の中間証明書を指定します。",
    ),
    (
        "{named} are not PEM text, or not whole.",
        "{named}が PEM になっていないか、欠けています。",
    ),
    (
        "If it is DER: {command}   Else fetch it again from the authority.",
        "DER であれば：{command}　そうでなければ、時刻認証局から取得し直してください。",
    ),
    (
        "The checkpoint over {number} events was there at {words}, says the authority.",
        "{number} 件までのチェックポイントが {words} に存在したことを、時刻認証局が証明しています。",
    ),
    (
        "A log on a server has no folder beside it for time stamps.",
        "サーバの記録簿には、タイムスタンプを置くフォルダーが隣にありません。",
    ),
    ("Name one: REFORMLOG_CHECKPOINTS=FOLDER", "指定します：REFORMLOG_CHECKPOINTS=フォルダー"),
    # a folder of checkpoints that says nothing
    (
        "An older copy of the log would not be noticed: {said}.",
        "記録簿が古い写しに置き換わっていても気付けません（{said}）。",
    ),
    (
        "Connect the share it lies on; where it is to be made: reformlog checkpoint --key FILE",
        "共有フォルダーを接続してください。新しく作る場合：reformlog checkpoint --key ファイル",
    ),
    ("See who may read it: ls -ld {place}", "読める人を確かめてください：ls -ld {place}"),
    # what a proof shows
    ("#{number} is version {count} of {other} of {act}.", "#{number} は {act} の {other} 版のうち {count} 版目です。"),
    (
        "Event #{number} of {count} of {words}, whose signature was NOT checked (--key):",
        "記録簿 {words} の {count} 件のうち #{number} です。署名は確認していません（--key）：",
    ),
    (
        "Event #{number} of {count} of {words}, signed by {who}:",
        "記録簿 {words} の {count} 件のうち #{number} です。署名は {who}：",
    ),
    # evidence packages, and files that nothing is written over
    (
        "The checkpoint covers {number} events; the answer knows {count}.",
        "チェックポイントの対象は {number} 件ですが、答えは {count} 件までの記録によります。",
    ),
    (
        "--as-known {number}, or sign a new one: --key FILE",
        "--as-known {number} とするか、新しく署名します：--key ファイル",
    ),
    ("{file} is a database; it was left as it is.", "{file} はデータベースです。何も変えていません。"),
    (
        "{file} is a part of a database, or would be taken for one; it was left as it is.",
        "{file} はデータベースの一部か、一部と取り違えられるものです。何も変えていません。",
    ),
    ("{file} is a private key; it was left as it is.", "{file} は秘密鍵です。何も変えていません。"),
    (
        "{file} is a signed checkpoint; it was left as it is.",
        "{file} は署名済みのチェックポイントです。何も変えていません。",
    ),
)
