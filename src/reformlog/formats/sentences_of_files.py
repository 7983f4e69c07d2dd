"""What is told of how acts are written in files and options, in Japanese: more pairs like `sentences_of_acts`."""

from __future__ import annotations

WRITTEN: tuple[tuple[str, str], ...] = (
    # entries
    ("An entry is made of fields; here stands “{words}”.", "項目と値で書きます。ここには「{words}」とあります。"),
    ("Write fields and values, for example  {words}", "項目と値を書きます。例：{words}"),
    (
        "The colon is full-width (：); write an ordinary colon and a space, for example  {words}",
        "コロンが全角（：）です。半角のコロンと空白を書きます。例：{words}",
    ),
    (
        "The colon in “{words}” is full-width (：), so that the field has no value.",
        "「{words}」のコロンが全角（：）のため、項目に値がありません。",
    ),
    ("Write an ordinary colon and a space: {words}", "半角のコロンと空白を書きます：{words}"),
    (
        "An entry cannot begin with {words}:, which nothing is recorded as; write {other}:.",
        "「{words}:」という記録はありません。{other}: と書きます。",
    ),
    (
        "An entry with {words}: has no field named {field}; it has {list}.",
        "{words}: に「{field}」という項目はありません。項目は {list} です。",
    ),
    (
        "The correction of {act} has no act:, under which the whole {words} stands as it should have been.",
        "{act} の訂正に act: がありません。その下に、正しい内容の全体を書きます。",
    ),
    ("{words}   (of one field only: {command})", "{words}　（一つの項目だけなら：{command}）"),
    ("A correction needs a reason; {act} has none.", "訂正には理由が要ります。{act} にありません。"),
    (
        "The correction of {act} holds an act named {other}; an id is never changed.",
        "{act} の訂正に別の行為 {other} が書かれています。識別子は変えられません。",
    ),
    (
        "{act} stands twice in this batch, the second time with another body; they differ in {words}.",
        "{act} が二度あり、内容が違います。違う項目：{words}。",
    ),
    ("Delete one, or choose another id: {words}", "一方を削るか、別の識別子にします：{words}"),
    # effects and fields
    ("The effect on {words} does not say what it is.", "{words} に対する効果（is）がありません。"),
    ("{words} is not an effect.", "「{words}」は効果の書き方ではありません。"),
    ("at: {words}   (or a day of its own, as in {then})", "at: {words}　（又は別の日。例：{then}）"),
    ("{words}   (instead of {other}:)", "{words}　（{other}: の代わりに）"),
    (
        "It is a list, also of one: begin it with “- ”, as in  {words}",
        "一つでも一覧で書きます。「- 」で始めます。例：{words}",
    ),
    (
        "“{words}” stands in the place of a field and has no value; there is no field of that name.",
        "項目の場所に「{words}」があります。そういう項目はなく、値もありません。",
    ),
    (
        "Put a list in brackets, {list}, and a text with a comma or colon in quotation marks.",
        "一覧は {list} のように角括弧で囲み、コンマやコロンのある文は引用符で囲みます。",
    ),
    ("An item of the list “{words}” is empty.", "一覧「{words}」に空の項目があります。"),
    ("Delete the item, or write its value.", "その項目を削るか、値を書きます。"),
    ("Write it in digits, as in  {words}", "数字で書きます。例：{words}"),
    (
        "{field}: {number} is too large; at most {other} is taken.",
        "{field}：{number} は大きすぎます。{other} までです。",
    ),
    ("Look at it again.", "もう一度確かめてください。"),
    (
        "{field} has {number} characters; at most {other} are taken.",
        "{field} が{number}字あります。{other}字までです。",
    ),
    (
        "Shorten {field}, or keep the text as a file and cite it under sources.",
        "{field} を短くするか、全文をファイルに置いて出典（sources）に書きます。",
    ),
    (
        "{words} is not an id of an act (a–z, 0–9, '.', '_', '-'; it begins with a letter or digit; "
        "at most 120 characters).",
        "「{words}」は行為の識別子ではありません（a–z 0–9 . _ - を使い、英小文字か数字で始まり、120字まで）。",
    ),
    ("{words}   (ids of acts: reformlog search WORDS)", "{words}　（識別子を探すには：reformlog search 語）"),
    ("{field}: {words} is not 64 hexadecimal digits.", "{field}：「{words}」は16進数64桁ではありません。"),
    (
        "{number} is an area code with its check digit; it is written here without the last digit.",
        "{number} は検査数字の付いた6桁のコードです。最後の1桁を除いて書きます。",
    ),
    (
        "{number} is a prefecture with its check digit; it is written here with two digits.",
        "{number} は検査数字の付いた都道府県のコードです。2桁で書きます。",
    ),
    (
        "{number} is not a JIS area code: a 0 at its beginning seems lost.",
        "{number} は全国地方公共団体コードではありません。先頭の0が落ちたようです。",
    ),
    (
        "{words}: before {era} ({day}) Japan counted months by the moon; no rule turns that into a day.",
        "{words}：{era}（{day}）より前は旧暦で、計算では日が決まりません。",
    ),
    (
        "Look the day up in a table of the old calendar and write it as YYYY-MM-DD.",
        "旧暦の対照表で日を調べ、年-月-日（YYYY-MM-DD）で書きます。",
    ),
    (
        "Write its name under  file: …   (url: only for what lies on the web)",
        "名前を file: … に書きます　（url: はウェブにあるものだけ）",
    ),
    # options
    ("{option}=DATE   The nearest that exists: {day}", "{option}=日付　最も近い実在の日：{day}"),
    (
        "{option}: {number} is not the place of an item; there are {count}, counted from 0.",
        "{option}：{number} 番目はありません。0 から数えて {count} 個あります。",
    ),
    (
        "{words}: The list opened with [ here is never closed.",
        "{words}：ここで開いた [ が閉じていません。",
    ),
    (
        "{words}: The fields opened with { here are never closed.",
        "{words}：ここで開いた { が閉じていません。",
    ),
    ("{words}: the fields are divided by a full-width space.", "{words}：項目の間の空白が全角です。"),
    ("Type an ordinary one.", "半角の空白にします。"),
    ("{words}: {key} is there twice.", "{words}：{key} が二度あります。"),
    ("Give {key} once.", "{key} は一度だけ書きます。"),
    # characters
    (
        "{sign} is character {number} of {words}: a character that changes the direction in which the text is shown.",
        "{words} の{number}字目の {sign} は、文字の並ぶ向きを変える文字です。",
    ),
    (
        "{sign} is character {number} of {words}: a control character, which a terminal may obey instead of showing.",
        "{words} の{number}字目の {sign} は、画面に表れない制御文字です。",
    ),
    (
        "{sign} is character {number} of {words}: an invisible character: two texts that look the same would differ.",
        "{words} の{number}字目の {sign} は見えない文字で、同じに見える文が違うものになります。",
    ),
    ("Delete the character and type what should stand there.", "その文字を消して、入力し直してください。"),
    # YAML and JSON
    (
        "A second colon stands in one field: a comma is missing before it, or the text has a colon in it. "
        "The line is: {words}",
        "一つの項目にコロンが二つあります。前のコンマがないか、文の中にコロンがあります。その行：{words}",
    ),
    (
        "Put a comma between two fields, or quotes around the whole text: {words}",
        "項目の間にコンマを書くか、文の全体を引用符で囲みます：{words}",
    ),
    (
        "A colon and a space stand in the middle of a text, or the line is indented too far. The line is: {words}",
        "文の途中にコロンと空白があるか、字下げが深すぎます。その行：{words}",
    ),
    ("The bracket is full-width ({sign}); write an ordinary one.", "括弧が全角（{sign}）です。半角で書きます。"),
    (
        "The comma is full-width ({sign}); write an ordinary comma and a space.",
        "コンマが全角（{sign}）です。半角のコンマと空白を書きます。",
    ),
    (
        "Text follows a closing quotation mark. The line is: {words}",
        "閉じた引用符の後に文字があります。その行：{words}",
    ),
    ("Put quotes around the whole text.", "文の全体を引用符で囲みます。"),
    (
        "The line begins further in than the line above it. The line is: {words}",
        "上の行より深く字下げされています。その行：{words}",
    ),
    ("Begin the fields of one act in one column.", "一つの行為の項目は、行頭をそろえます。"),
    (
        "The quotation mark opened here is closed only in line {number}. The line is: {words}",
        "ここで開いた引用符が、{number}行目まで閉じていません。その行：{words}",
    ),
    ('Close it, or write a " inside the text as \\".', '閉じるか、文の中の " は \\" と書きます。'),
    (
        "{words} asks for a type of value; every value here is text, and its field says what it means.",
        "{words} は値の型の指定です。ここでは値はすべて文字で、意味は項目が決めます。",
    ),
    ("Delete it, or put quotes around the text.", "削るか、文を引用符で囲みます。"),
    (
        "Lists and fields stand more than {number} deep inside one another; no act is like that.",
        "一覧と項目の入れ子が{number}段を超えています。そのような行為はありません。",
    ),
    ("Check the brackets and the indentation.", "括弧と字下げを確かめてください。"),
    (
        "The text ends before its brackets or quotation marks are closed. It is at: {words}",
        "括弧又は引用符が閉じないまま終わっています。その場所：{words}",
    ),
    ("Close them.", "閉じてください。"),
    ("The number {number} has a fraction or is too large.", "{number} は小数か、大きすぎる数です。"),
    ("Put it in quotation marks, exactly as it is written.", "書かれているとおりに、引用符で囲みます。"),
    # documents
    ("Act files end in {list}.", "行為のファイルの末尾は {list} のどれかです。"),
    (
        "The quotation mark that opens a cell here is never closed; the rows below would all be part of the cell.",
        "ここで開いたセルの引用符が閉じておらず、下の行がすべて一つのセルになります。",
    ),
    (
        'Close it with " at the end of the cell; write a " within a cell twice.',
        'セルの終わりを " で閉じます。セルの中の " は二つ続けて書きます。',
    ),
    ("Small letters, digits and hyphens: {option}", "英小文字、数字、ハイフンで書きます：{option}"),
    # statements about the record
    ("A remark has no text.", "注釈の文（text）がありません。"),
    ("A remark is about {act}, and nothing of that name is recorded.", "注釈の対象 {act} は記録されていません。"),
    (
        "{key} is the key of a finding about {act}, and nothing of that name is recorded.",
        "{key} は {act} についての指摘の符号ですが、{act} は記録されていません。",
    ),
    (
        "{key} is the key of no finding: no act or zone, nor anything else, is named {again}.",
        "{key} という指摘はありません。「{again}」という行為や区域などがありません。",
    ),
    (
        "Did you mean {key}?   (keys of findings: reformlog audit --json)",
        "{key} ではありませんか（指摘の符号の一覧：reformlog audit --json）。",
    ),
    (
        "The audit has no rule {again}; {key} is the key of no finding.",
        "点検に規則 {again} はなく、{key} という指摘はありません。",
    ),
    (
        "Its rules: {list}   (keys of findings: reformlog audit --json)",
        "規則：{list}　（指摘の符号の一覧：reformlog audit --json）",
    ),
    (
        "To correct it: {command}   For a second remark on it: {words}",
        "訂正するには：{command}　もう一つ注釈を付けるには：{words}",
    ),
    ("To correct it: {command}", "訂正するには：{command}"),
    ("The assertion {again} asserts nothing.", "表明 {again} に中身がありません。"),
    ("Correct the act; when the assertion is wrong: {command}", "行為を訂正します。表明が誤りであれば：{command}"),
    (
        "A coverage has no field named {field}; it has {list}.",
        "収録範囲に「{field}」という項目はありません。項目は {list} です。",
    ),
)
