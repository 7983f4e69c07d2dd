"""What is told of keys, signatures, checkpoints, proofs and policies that do not hold, in Japanese: more pairs like
`sentences_of_custody`."""

from __future__ import annotations

PROOF: tuple[tuple[str, str], ...] = (
    # files of any of these
    ("The note", "署名付きの文書"),
    ("The text to sign", "署名する文"),
    ("The request", "依頼"),
    ("The witness's answer", "立会人の回答"),
    ("The proof", "証明"),
    ("The policy", "方針"),
    ("The response", "時刻認証局の回答"),
    (
        "{named} has more than {number} bytes; so many are not read.",
        "{named}が {number} バイトを超えています。それより長いものは読みません。",
    ),
    (
        "{named} have more than {number} bytes; so many are not read.",
        "{named}が {number} バイトを超えています。それより長いものは読みません。",
    ),
    (
        "{named} holds the control character U+{number}; only the newline is allowed.",
        "{named}に制御文字 U+{number} があります。許されるのは改行だけです。",
    ),
    ("{named} is not UTF-8 text (byte {number}).", "{named}が UTF-8 の文字になっていません（{number} バイト目）。"),
    ("Is it the right file?", "ファイルに間違いはありませんか。"),
    (
        "An editor put a byte order mark (U+FEFF) in front: take the file as it was sent.",
        "エディターが先頭に BOM（U+FEFF）を付けています。送られてきたままのファイルを使ってください。",
    ),
    (
        "It is UTF-16, as > in PowerShell writes it: make it again with -o FILE.",
        "UTF-16 です（PowerShell の > はそう書きます）。-o ファイル で作り直してください。",
    ),
    (
        "A mail program or editor changed the line ends: send the file as an attachment.",
        "メールソフト又はエディターが改行を変えています。添付ファイルとして送り直してください。",
    ),
    ("«{words}» is not a SHA-256 hash in base64.", "「{words}」は base64 で書いた SHA-256 のハッシュではありません。"),
    # keys
    ("Choose a file in a folder of your own.", "自分のフォルダーのファイルを指定してください。"),
    (
        "{file} is a link; a key is read only from the file itself.",
        "{file} はリンクです。鍵はファイルそのものからしか読みません。",
    ),
    ("Name the file it points to.", "リンク先のファイルを指定します。"),
    ("{file} is not a plain file.", "{file} は通常のファイルではありません。"),
    ("Name the file that `{command}` wrote.", "{command} で作ったファイルを指定します。"),
    (
        "{file} has mode {number}: others than its owner can use this key.",
        "{file} のアクセス権が {number} のため、所有者以外もこの鍵を使えます。",
    ),
    (
        "If nobody has taken it: {command}   If in doubt, make a new key and publish its verifier key.",
        "誰にも渡っていなければ：{command}　疑いがあれば、新しい鍵を作り、その検証鍵を公表します。",
    ),
    (
        "Ask for the one line that `{command}` printed, and paste it whole.",
        "{command} が表示した一行を受け取り、その全体を貼り付けてください。",
    ),
    (
        "The key «{words}» is of kind {number}, which is not used here.",
        "鍵「{words}」の種類 {number} は、ここでは使いません。",
    ),
    (
        "The key «{words}» has {number} bytes; a public key has 32.",
        "鍵「{words}」が {number} バイトです（公開鍵は 32 バイト）。",
    ),
    (
        "The key «{words}» does not belong to its id {number}: it was altered.",
        "鍵「{words}」が識別子 {number} と合いません。改変されています。",
    ),
    (
        "This is not a private key: it does not begin with PRIVATE+KEY+.",
        "PRIVATE+KEY+ で始まっていないため、秘密鍵ではありません。",
    ),
    ("Is it the key file?", "鍵のファイルに間違いはありませんか。"),
    (
        "The private key is of a kind or length that is not used here.",
        "秘密鍵の種類又は長さが、ここで使うものではありません。",
    ),
    (
        "The private key does not belong to its id: the file was altered.",
        "秘密鍵が識別子と合いません。ファイルが改変されています。",
    ),
    ("Restore the key file.", "鍵のファイルを元に戻してください。"),
    (
        "This is not a key «{words}»: a key reads name+8 hexadecimal digits+base64.",
        "「{words}」は鍵ではありません。鍵は「名前+16 進数 8 桁+base64」と書きます。",
    ),
    (
        "This is not a key: a key reads name+8 hexadecimal digits+base64.",
        "鍵ではありません。鍵は「名前+16 進数 8 桁+base64」と書きます。",
    ),
    # signed notes
    (
        "The note begins with U+FEFF, which nobody signed.",
        "署名付きの文書の先頭に、署名の対象でない BOM（U+FEFF）があります。",
    ),
    (
        "The note has no signatures: no empty line parts them from the text.",
        "署名がありません（本文との間に空の行がありません）。",
    ),
    (
        "The last signature is cut off: no newline ends it.",
        "最後の署名が途中で切れています（改行で終わっていません）。",
    ),
    ("There are more than {number} signatures.", "署名が {number} を超えています。"),
    ("Remove those nobody needs.", "不要な署名を除いてください。"),
    (
        "No key we know has signed this note; it is signed by {who}.",
        "知っている鍵による署名がありません。署名しているのは {who} です。",
    ),
    (
        "Give the verifier key with that name and number, obtained some other way than with the note: a signer may "
        "have had others at other times.",
        "その名前と番号の検証鍵を、この文書とは別の経路で入手します（鍵は時期により異なります）。",
    ),
    ("The text to sign does not end with a newline.", "署名する文が改行で終わっていません。"),
    ("End the last line.", "最後の行を改行で終えてください。"),
    ("These signatures cannot stand under this text.", "この文の下に、これらの署名は置けません。"),
    ("This is not a signature line: «{words}».", "署名の行ではありません：「{words}」。"),
    (
        "Two different keys are known as {words}; one was made to look alike.",
        "{words} という鍵が二つあります。一方は似せて作られたものです。",
    ),
    ("Keep only the key you obtained from the signer.", "署名者から入手した鍵だけを残してください。"),
    (
        "The signature of «{words}» is not over this text: one of the two was altered.",
        "「{words}」の署名が本文と合いません。署名か本文が改変されています。",
    ),
    (
        "Do not use this file. Ask the signer for the original.",
        "このファイルは使わず、署名者に原本を求めてください。",
    ),
    # checkpoints
    (
        "Its first three lines are the log's origin, the number of lines, and the root in base64.",
        "先頭の 3 行は、記録簿の名前、行数、根のハッシュ（base64）です。",
    ),
    (
        "This is not a checkpoint: it is not three whole lines and few more.",
        "チェックポイントではありません（3 行と、あっても僅かな行からなるものです）。",
    ),
    (
        "«{words}» is not a number of lines: plain digits, no leading zero.",
        "「{words}」は行数ではありません（半角の数字で書き、先頭に 0 を付けません）。",
    ),
    ("«{words}» is not a root in base64.", "「{words}」は base64 で書いた根のハッシュではありません。"),
    (
        "This checkpoint is of the log «{words}», not of «{name}».",
        "記録簿「{words}」のチェックポイントで、「{name}」のものではありません。",
    ),
    (
        "Give a checkpoint of this log, or name the other log's file.",
        "この記録簿のチェックポイントか、そのチェックポイントの記録簿を指定します。",
    ),
    (
        "No key we know of the log «{words}» has signed its checkpoint, only {who}.",
        "記録簿「{words}」のチェックポイントに、その記録簿の鍵による署名がありません（署名は {who} だけです）。",
    ),
    (
        "Give the verifier key of that log, as its office published it.",
        "その記録簿の機関が公表した検証鍵を指定します。",
    ),
    ("«{words}» is not the name of a log.", "「{words}」は記録簿の名前ではありません。"),
    ("A log cannot have {number} lines.", "記録簿が {number} 行になることはありません。"),
    (
        "The root has {number} bytes; SHA-256 has {count}.",
        "根のハッシュが {number} バイトです（SHA-256 は {count} バイト）。",
    ),
    (
        "The log is said to be empty, but the root is that of some line.",
        "記録簿は空とされていますが、根のハッシュは空のものではありません。",
    ),
    (
        "After the root there is a line that is empty or not text.",
        "根のハッシュの後に、空の行又は文字でない行があります。",
    ),
    # policies
    (
        "The policy begins with a byte order mark (U+FEFF), which is no part of it.",
        "方針の先頭に余分な BOM（U+FEFF）があります。",
    ),
    ("Save it as plain text, UTF-8 without BOM.", "UTF-8（BOM なし）のテキストとして保存してください。"),
    ("The policy holds the byte {number}.", "方針に {number} のバイトがあります。"),
    ("Save it as plain text.", "テキストとして保存してください。"),
    ("{number} lines of {file} are no policy.", "{file} の {number} 行が方針として読めません。"),
    (
        "No known key of the log «{words}» has signed its checkpoint.",
        "記録簿「{words}」のチェックポイントに、その記録簿の鍵による署名がありません。",
    ),
    ("Add the log's verifier key: log VERIFIER-KEY", "記録簿の検証鍵を加えます：log 検証鍵"),
    (
        "The quorum «{words}» is not reached: of {number} witnesses {count} have cosigned (none).",
        "定足数「{words}」に達していません。立会人 {number} のうち署名したのは {count} です。",
    ),
    (
        "The quorum «{words}» is not reached: of {number} witnesses {count} have cosigned ({who}).",
        "定足数「{words}」に達していません。立会人 {number} のうち署名したのは {count}（{who}）です。",
    ),
    ("Send a request to the missing ones: {command}", "署名していない立会人に依頼します：{command}"),
    ("The key of «{words}» is listed twice.", "「{words}」の鍵が二度書かれています。"),
    ("Keep one of the lines.", "どちらかの行だけを残してください。"),
    ("The name «{words}» has a meaning of its own.", "「{words}」は特別な意味のある語のため、名前にできません。"),
    ("The name «{words}» is already defined.", "名前「{words}」は既に定められています。"),
    ("«{words}» is no number from 1 to {number}.", "「{words}」は 1 から {number} までの数ではありません。"),
    ("Write: {words}", "書き方：{words}"),
    ("No line says which quorum is asked for.", "求める定足数（quorum）の行がありません。"),
    ("Add: quorum none", "求めないときは次の行を加えます：quorum none"),
    ("«{words}» is not defined above this line.", "「{words}」がこの行より前に定められていません。"),
    ("Define it first.", "先に定めてください。"),
    ("«{words}» is already a member of a group.", "「{words}」は既に別のグループに属しています。"),
    ("A name counts once only.", "一つの名前は一度しか数えません。"),
    ("A second quorum is asked for.", "定足数（quorum）の行が二つあります。"),
    ("Keep one line quorum.", "quorum の行を一つだけ残してください。"),
    # proofs
    (
        "The proof would have {number} bytes; more than {count} nobody reads.",
        "証明が {number} バイトになります。{count} バイトを超えるものは読まれません。",
    ),
    ("Hand out the whole log: {command}", "記録簿の全体を渡してください：{command}"),
    ("This is a ZIP and no proof.", "ZIP で、証明ではありません。"),
    ("An evidence package is checked by the verify.py in it.", "証拠資料は、その中の verify.py で検証します。"),
    (
        "There is no line «index» with the event's place in plain digits.",
        "記録の位置を半角の数字で書いた「index」の行がありません。",
    ),
    (
        "The proof is cut off: no checkpoint follows the hashes.",
        "証明が途中で切れています（ハッシュの後にチェックポイントがありません）。",
    ),
    (
        "The proof does not carry the event, so there is nothing to compare.",
        "証明に記録の行が入っていないため、比べるものがありません。",
    ),
    ("Give the event's line: {command}", "記録の行を指定します：{command}"),
    (
        "This is not event {number} of the {count} that the checkpoint of «{words}» covers, or the proof was altered.",
        "記録簿「{words}」のチェックポイントが対象とする {count} 件のうちの {number} 件目ではないか、証明が"
        "改変されています。",
    ),
    (
        "Take proof and event as they were sent, for every byte counts; or ask for them anew: {command}",
        "証明と行は送られてきたまま使ってください（1 バイト違っても合いません）。改めて求めるには：{command}",
    ),
    (
        "The proof is for event {number}, but its checkpoint has {count} events.",
        "{number} 件目の証明ですが、そのチェックポイントは {count} 件を対象としています。",
    ),
    (
        "The path to the root is no list of at most {number} SHA-256 hashes.",
        "根に至る経路が、SHA-256 のハッシュ（{number} 個以内）の並びになっていません。",
    ),
    ("The line «extra» is not base64.", "「extra」の行が base64 になっていません。"),
    (
        "Event {number} has {count} bytes; a tile's entry holds at most {words}.",
        "#{number} は {count} バイトあります。タイルに入るのは {words} バイトまでです。",
    ),
    (
        "Give the events to readers with `{command}` instead.",
        "代わりに {command} で記録の行を渡してください。",
    ),
)
