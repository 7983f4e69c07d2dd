"""What the program in an evidence package says, in Japanese: for whose shell speaks it; for Python 3.8 alone."""

# mypy: ignore-errors

JAPANESE = {
    "HOLDS": "成り立つ（HOLDS）",
    "DOES NOT HOLD: ": "成り立たない（DOES NOT HOLD）：",
    # what was found
    "The log {} had {} events when its checkpoint was made.": "記録簿 {} は、チェックポイントの時点で {} 件だった。",
    "The checkpoint is signed by {}": "チェックポイントの署名：{}",
    "{} events stand in it: each leaf was hashed, each proof followed to the root.": (
        "{} 件がその中にある（葉のハッシュを計算し、証明を根までたどった）。"
    ),
    "Zone {} at the end of {}, as known at {}:": "区域 {}、{} の終わりの時点（位置 {} までの記録による）：",
    "For you to judge: the date {} was read as {} to {}.": "要判断：日付「{}」を {} から {} までと読んだ。",
    "Act {}: {} versions, as answered.": "行為 {}：答えのとおり {} 版。",
    "Not compared with anything: {}": "何とも比べていないもの：{}",
    "NOT CHECKED: who signed. Give the verifier key that the office published: verify.py PACKAGE KEY": (
        "確認していない：誰の署名か。機関の公表した検証鍵を指定する：verify.py 資料 検証鍵"
    ),
    "All lines of the log are here.": "記録簿の全行がここにある。",
    "NOT SHOWN: that no other event speaks of this; --whole does.": (
        "示されていない：ほかに関係する記録がないこと（--whole で作った資料なら示される）。"
    ),
    # what does not hold
    "line {} is not written as the lines of a log are": "{} 行目が、記録簿の行の書き方ではない",
    "line {} is of a version that this program does not know": "{} 行目が、このプログラムの知らない形式である",
    "at {} stands version {} of {}, not {}": "位置 {} に {} 版目の {} がある（{} 版目のはず）",
    "{} names no position": "{} が位置を示していない",
    "the checkpoint covers {} events, none of them is {}": "チェックポイントの対象は {} 件で、{} はその中にない",
    "the proof of {} is another's": "{} の証明が別のものである",
    "{} does not stand in the log": "{} が記録簿の中にない",
    "readings.json reads other dates than the acts have": "readings.json の日付が、行為の日付と違う",
    "{} cannot be read so": "{} をそのようには読めない",
    "{}: the acts give {}, the answer says {}": "{}：行為からは {}、答えでは {}",
    "the acts give {}, the answer says {}": "行為からは {}、答えでは {}",
    "the answer is another than the versions of the act say": "答えが、行為の各版と違う",
    "the question is none that this program knows": "このプログラムの知らない問いである",
    "{} is no id of a zone": "{} は区域の識別子ではない",
    "{} is no id of an act": "{} は行為の識別子ではない",
    "{} is no day": "{} は日付ではない",
    "the checkpoint covers {} events, not what was known at {}": (
        "チェックポイントの対象は {} 件で、位置 {} までの記録は対象でない"
    ),
    "no file of an evidence package: {}": "証拠資料にないファイルがある：{}",
    "a file is in the package twice": "同じ名前のファイルが二つある",
    "no event is in the package: it shows nothing": "記録が一つも入っておらず、何も示していない",
    "events.jsonl is not the log": "events.jsonl が記録簿のものではない",
    "events/ has not the events that speak of this, up to the position asked at": (
        "events/ が、問いの位置までの関係する記録と一致しない"
    ),
    "sources.txt does not say what the acts cite": "sources.txt が、行為の引用する文書と一致しない",
    "a file of the package is not as the register writes it ({})": "登録簿が書いたとおりでないファイルがある（{}）",
    # the checkpoint and who signed it
    "the checkpoint is longer than any is": "チェックポイントが長すぎる",
    "the checkpoint begins with a mark (U+FEFF) that an editor put there": (
        "チェックポイントの先頭に、エディターの付けた BOM（U+FEFF）がある"
    ),
    "the line ends were changed, as a mail program or an editor does: take the package as it was sent": (
        "改行が変えられている（メールソフトやエディターによる）。送られてきたままの資料を使うこと"
    ),
    "the checkpoint holds a control character": "チェックポイントに制御文字がある",
    "the checkpoint has no signatures: no empty line parts them from the text": (
        "チェックポイントに署名がない（本文との間に空の行がない）"
    ),
    "the last signature of the checkpoint is cut off: no newline ends it": (
        "チェックポイントの最後の署名が途中で切れている（改行で終わっていない）"
    ),
    "the checkpoint has more than 100 signatures": "チェックポイントの署名が 100 を超えている",
    "the checkpoint has a line that is no signature: {}": "チェックポイントに署名でない行がある：{}",
    "a hash or a signature has another spelling": "ハッシュ又は署名の書き方が正規のものでない",
    "two different keys are given as {}": "{} という鍵が二つ指定されている",
    "the signature of {} is not over this checkpoint": "{} の署名が、このチェックポイントのものでない",
    "no key given signed the checkpoint as the log {}; these did: {}": (
        "記録簿 {} としての署名が、指定された鍵のものでない（署名しているのは {}）"
    ),
    "the checkpoint is not three whole lines and few more": "チェックポイントが、3 行と僅かな行からなっていない",
    "the checkpoint has a line that is empty or too long": "チェックポイントに、空の行又は長すぎる行がある",
    "the checkpoint has no size": "チェックポイントに件数がない",
    "the checkpoint has no root": "チェックポイントに根のハッシュがない",
    "a proof is of a place that the checkpoint does not cover": "チェックポイントの対象でない位置の証明がある",
    "a proof is too long": "証明が長すぎる",
    # the package, and how the program is called
    "a key stands twice in JSON: {}": "JSON に同じキーが二つある：{}",
    "{} is no whole number": "{} は整数ではない",
    "{} is missing in the package": "資料に {} がない",
    "{} is not as the register writes it: {}": "{} が、登録簿の書いたとおりでない：{}",
    "it unpacks to hundreds of times its size": "展開すると、大きさが数百倍になる",
    "{} is no package: neither a ZIP nor the folder one was unpacked into.": (
        "{} は証拠資料ではない（ZIP でも、その展開先のフォルダでもない）。"
    ),
    "The key given is neither the verifier key of a register (name+id+base64) nor a file with it.": (
        "指定された鍵が、登録簿の検証鍵（名前+識別子+base64）でも、それの入ったファイルでもない。"
    ),
    "Name the package, and the key that the office published.": "資料と、機関の公表した検証鍵を指定する。",
    "\n    python3 verify.py PACKAGE [VERIFIER-KEY]\n\nNothing was checked.": (
        "\n    python3 verify.py 資料 [検証鍵]\n\n何も確かめていない。"
    ),
    "\nNext: check the package as it was sent, for mail programs and editors change files, with the key that the "
    "office\npublishes, of this year or of former ones. When it still does not hold, rely on nothing in it: send the "
    "office the line\nabove, and ask for the package anew (reformlog export evidence).": (
        "\n次に：送られてきたままの資料を（メールソフトやエディターはファイルを変えることがある）、機関の公表する鍵"
        "（今年の\nもの又は以前のもの）で確かめる。それでも成り立たなければ、資料のどの部分にも依拠せず、上の行を機関に"
        "伝えて、\n資料を改めて求める（reformlog export evidence）。"
    ),
}
