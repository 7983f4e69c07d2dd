"""What is told of logs, keys, checkpoints, witnesses and copies, in Japanese: more pairs like `sentences_of_acts`."""

from __future__ import annotations

CUSTODY: tuple[tuple[str, str], ...] = (
    # the log
    ("{file}: an empty log named {words}.", "{file}：空の記録簿 {words} を作りました。"),
    (
        "{file} is a log already, named {words}; it was left as it is.",
        "{file} は既に記録簿（{words}）です。何も変えていません。",
    ),
    (
        "{file} is a log named {words} already; a log keeps its name.",
        "{file} は既に記録簿（{words}）です。記録簿の名前は変えられません。",
    ),
    ("Choose another file: --db FILE", "別のファイルにします：--db ファイル"),
    (
        "{file} is not a log of reformlog; it was left as it is.",
        "{file} は reformlog の記録簿ではありません。何も変えていません。",
    ),
    ("Name a log: --db FILE", "記録簿を指定します：--db ファイル"),
    ("There is no folder {file} for the log.", "記録簿を置くフォルダー {file} がありません。"),
    ("{file} is a folder, not a log.", "{file} はフォルダーで、記録簿ではありません。"),
    (
        "{file} is not a projection of reformlog; it was left as it is.",
        "{file} は reformlog が記録から導いたファイルではありません。何も変えていません。",
    ),
    (
        "Move the file away, or name another place: --projection FILE",
        "ファイルを移すか、別の場所を指定します：--projection ファイル",
    ),
    # backups
    (
        "{file}: {number} events, root {words}; every byte of the copy was read.",
        "{file}：{number} 件、root {words}。写しの全体を読んで確かめました。",
    ),
    ("{file}: {number} events, {count} of them brought back.", "{file}：{number} 件（うち {count} 件を戻しました）。"),
    ("What was there before is {file}.", "以前のものは {file} に残しました。"),
    (
        "{number} events were given up. Witnesses and holders of later checkpoints will notice.",
        "{number} 件を失いました。立会人や、後のチェックポイントを持つ人は気付きます。",
    ),
    (
        "{file} is there already and is no earlier backup of this log; it was left as it is.",
        "{file} は既にあり、この記録簿の以前のバックアップではありません。何も変えていません。",
    ),
    ("Choose another name for the backup.", "バックアップを別の名前にしてください。"),
    (
        "{file} is the log {words}: it ends at {number}, the backup at {other}. Nothing was changed.",
        "{file} は記録簿 {words} で、位置 {number} までです。バックアップは位置 {other} までです。何も変えていません。",
    ),
    ("If that is meant: {command}", "そのとおりでよければ：{command}"),
    (
        "{file} ends at {number}, the backup at {other}: what is between would be given up. Nothing was changed.",
        "{file} は位置 {number} まで、バックアップは位置 {other} までで、その間の記録を失います。何も変えていません。",
    ),
    ("{file} is there already; it was left as it is.", "{file} は既にあります。何も変えていません。"),
    ("Name a new folder: -o DIR", "新しいフォルダーを指定します：-o フォルダー"),
    # keys
    ("There is no key file {file}.", "鍵のファイル {file} がありません。"),
    ("Make one: {command}", "作るには：{command}"),
    (
        "{file}: the private key; keep it apart from the log. Publish this line:",
        "{file}：秘密鍵です。記録簿とは別の場所に保管してください。公開するのは次の行です：",
    ),
    ("{file} is the key of {words}; this log is {other}.", "{file} は {words} の鍵です。この記録簿は {other} です。"),
    ("Name the key made for this log: --key FILE", "この記録簿の鍵を指定します：--key ファイル"),
    ("{file} is a witness's key; a log signs with its own.", "{file} は立会人の鍵です。記録簿は自分の鍵で署名します。"),
    (
        "This is a verifier key, with which others check; what signs is the private key.",
        "これは検証鍵（他者が検証に使う鍵）です。署名には秘密鍵を使います。",
    ),
    (
        "--key FILE, the file that `{command}` wrote",
        "--key ファイル（{command} で作ったもの）",
    ),
    (
        "A checkpoint is signed with the log's key; none was named.",
        "チェックポイントは記録簿の鍵で署名します。鍵が指定されていません。",
    ),
    ("--key FILE   (where there is none yet: {command})", "--key ファイル　（まだなければ：{command}）"),
    ("{file} is already there; a key is never overwritten.", "{file} は既にあります。鍵は上書きされません。"),
    ("Choose another file: key new -o FILE", "別のファイルにします：key new -o ファイル"),
    (
        "«{words}» cannot name a key: a name has no spaces and no plus sign, and is not empty.",
        "「{words}」は鍵の名前になりません。空白と + は使えず、空にもできません。",
    ),
    ("Use the log's origin, as in: {words}", "記録簿の名前を使います。例：{words}"),
    (
        "A private key goes into a file that only you can read, not to standard output.",
        "秘密鍵は標準出力に出さず、本人だけが読めるファイルに書きます。",
    ),
    ("A witness's key needs a name.", "立会人の鍵には名前が要ります。"),
    (
        "{file} is a private key; others check with the verifier key, which `key new` printed.",
        "{file} は秘密鍵です。検証には、key new が表示した検証鍵を使います。",
    ),
    ("Its verifier key: {words}", "その検証鍵：{words}"),
    ("There is no key in {file}.", "{file} に鍵がありません。"),
    ("--key VERIFIER-KEY, or a file with one a line", "--key 検証鍵（又は一行に一つずつ書いたファイル）"),
    # checkpoints and proofs
    ("No checkpoint was signed yet.", "署名したチェックポイントがまだありません。"),
    (
        "No signed checkpoint covers #{number} yet.",
        "#{number} を対象とする署名済みのチェックポイントがまだありません。",
    ),
    ("Sign one with the log's key: {command}", "記録簿の鍵で署名します：{command}"),
    ("Name the log that belongs to the checkpoint: --db FILE", "チェックポイントの記録簿を指定します：--db ファイル"),
    (
        "A signed note ends with an empty line and lines that begin with an em dash. Is the file whole?",
        "署名のある文書は、空の行と「—」で始まる行で終わります。ファイルが途中で切れていませんか。",
    ),
    (
        "The file does not begin with «{words}»: it is no proof.",
        "「{words}」で始まっていないため、証明ではありません。",
    ),
    (
        "Is this the file that `{command}` wrote, whole and unchanged?",
        "{command} で書き出したファイルのままですか。",
    ),
    (
        "Keep the file, and bring back a later copy: {command}",
        "このファイルは残し、新しい写しから戻してください：{command}",
    ),
    ("This line cannot be read: «{words}».", "この行は読めません：「{words}」。"),
    (
        "A line begins with log, witness, group, quorum or #.",
        "行は log、witness、group、quorum 又は # で始めます。",
    ),
    ("No time stamp is kept beside this log.", "この記録簿にタイムスタンプは保存されていません。"),
    # witnesses
    ("Without the witness's key its answer cannot be checked.", "立会人の鍵がなければ、回答を確かめられません。"),
    ("--witness KEY", "--witness 検証鍵"),
    (
        "The witness saw {number} lines, but the newest checkpoint covers {other}: ours is behind.",
        "立会人は {number} 行まで見ていますが、最新のチェックポイントは {other} 行までです。こちらが遅れています。",
    ),
    (
        "Sign a newer one ({command}), or find out why lines are missing.",
        "新しいものに署名するか（{command}）、行が足りない理由を調べてください。",
    ),
    (
        "The checkpoint over {number} events has the cosignature.",
        "{number} 件までのチェックポイントに立会人の署名を加えました。",
    ),
)
