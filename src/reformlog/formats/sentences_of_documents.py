"""What is told of documents, of dates seldom written and of the system, in Japanese: like `sentences_of_acts`.

Most of them only an odd file or a full disk brings about; a test holds them to the words in the program.
"""

from __future__ import annotations

_READS = "タブ又は | で区切ったテキスト若しくは Markdown、CSV、HTML、DOCX、XLSX、文字のある PDF"

DOCUMENTS: tuple[tuple[str, str], ...] = (
    ("{file} is not a file.", "{file} はファイルではありません。"),
    ("Give one document, for example: {words}", "文書を一つ指定します。例：{words}"),
    ("{file} cannot be opened: {words}.", "{file} を開けません：{words}。"),
    ("A document is {words}.", f"文書として読めるもの：{_READS}"),
    ("{file} is a ZIP archive, and neither DOCX nor XLSX; that is not read.", "{file} は ZIP で、読めません。"),
    (
        "{file} is an office document of the old kind (.doc, .xls, .ppt); that is not read.",
        "{file} は古い形式の文書（.doc、.xls、.ppt）で、読めません。",
    ),
    ("{file} is a picture ({words}); that is not read.", "{file} は画像（{words}）で、読めません。"),
    ("{file} is {words}; that is not read.", "{file} は読めない形式です（{words}）。"),
    ("Save it as one of these: {words}.", f"次のどれかの形式で保存してください：{_READS}"),
    (
        "{file} is encrypted: it opens with a password only.",
        "{file} は暗号化されており、パスワードがなければ開けません。",
    ),
    (
        "Open it in an office program and save a copy without the password.",
        "Office などで開き、パスワードのない写しを保存してください。",
    ),
    (
        "Save a copy without the password, for example: {command}",
        "パスワードのない写しを作ります。例：{command}",
    ),
    (
        "{file} is damaged: its name ends in {words}, but it does not begin like such a file.",
        "{file} は壊れています（名前は {words} ですが、中身が違います）。",
    ),
    (
        "Fetch the file again; a page of an error saved under this name is the usual reason.",
        "もう一度取得してください。多くは、エラーのページがこの名前で保存されています。",
    ),
    (
        "{file} is damaged: it begins like a PDF, but its pages cannot be found.",
        "{file} は壊れています（PDF ですが、ページが見つかりません）。",
    ),
    (
        "Fetch the file again, or try to repair it, for example: {command}",
        "もう一度取得するか、直してみてください。例：{command}",
    ),
    (
        "{file} is damaged: it begins like a DOCX or XLSX file, but its contents cannot be read.",
        "{file} は壊れています（DOCX 又は XLSX ですが、中身が読めません）。",
    ),
    (
        "Fetch the file again, or open it in an office program and save it anew.",
        "もう一度取得するか、Office などで開いて保存し直してください。",
    ),
    (
        "{file} has no text layer: its {number} page(s) are pictures (a scan).",
        "{file} に文字がありません。{number} ページとも画像（スキャン）です。",
    ),
    ("Recognise the text first, for example: {command}", "先に文字認識をします。例：{command}"),
    (
        "{file} has a text layer that cannot be read: its fonts do not say which characters they draw.",
        "{file} の文字は読めません（フォントに文字の対応がありません）。",
    ),
    ("Recognise the text anew, for example: {command}", "文字認識をやり直します。例：{command}"),
    (
        "{file} has {count} pages; more than {number} are not read.",
        "{file} は {count} ページあります。読むのは {number} ページまでです。",
    ),
    ("Take out the pages of the chronology and import those.", "経緯のページだけを取り出して読み込んでください。"),
    (
        "Take out the pages with the chronology and import those.",
        "経緯のあるページだけを取り出して読み込んでください。",
    ),
    (
        "{file} has {count} MB; a document is read under {number} MB.",
        "{file} は {count} MB あります。読むのは {number} MB 未満の文書です。",
    ),
    (
        "{file} has no row with a date: nothing in its tables or lines begins with one "
        "(2024年6月4日, 令和6年6月4日, 6月4日 …).",
        "{file} に日付のある行がありません（2024年6月4日、令和6年6月4日、6月4日 などで始まる表や行）。",
    ),
    (
        "If it is the right document, add a column of dates, or record the acts by hand: reformlog record.",
        "正しい文書であれば、日付の列を加えるか、手で記録します：reformlog record",
    ),
    (
        "{file} cannot be read as CSV: {words}.",
        "{file} を CSV として読めません：{words}。",
    ),
    (
        "Look for a quotation mark that is never closed, or a cell with a whole document.",
        "閉じていない引用符や、文書全体の入ったセルがないか確かめてください。",
    ),
    (
        "{file} is not text in UTF-8, UTF-16, Shift_JIS, EUC-JP or ISO-2022-JP; some of its bytes mean nothing there.",
        "{file} は UTF-8、UTF-16、Shift_JIS、EUC-JP、ISO-2022-JP のどれとしても読めません。",
    ),
    (
        "Save it as UTF-8, or take another format: text, Markdown, CSV, HTML, DOCX, XLSX, PDF.",
        "UTF-8 で保存するか、別の形式にします（テキスト、Markdown、CSV、HTML、DOCX、XLSX、PDF）。",
    ),
    (
        "{file}, sheet {words}: more than {number} rows; no chronology has so many.",
        "{file} のシート {words} に {number} 行を超える行があります。経緯の表にそれほどの行はありません。",
    ),
    (
        "Copy the rows of the chronology into a sheet of their own.",
        "経緯の行だけを別のシートに写してください。",
    ),
    (
        "{file} is not the document it was: its bytes no longer have the SHA-256 in its name.",
        "{file} は元の文書ではありません（名前にある SHA-256 と一致しません）。",
    ),
    (
        "Put the right document back from a copy; compare with: {command}",
        "写しから元の文書を戻してください。比べるには：{command}",
    ),
    # act files
    (
        "Open it in an editor, mend the line and save as UTF-8.",
        "エディターで開き、その行を直して UTF-8 で保存してください。",
    ),
    ("Mend these first, then run it again.", "先にこれらを直し、もう一度実行してください。"),
    ("Check the name and your permissions.", "名前と権限を確かめてください。"),
    ("Delete that character and try again.", "その文字を消して、もう一度試してください。"),
    ("{words}: a quotation mark is not closed.", "{words}：引用符が閉じていません。"),
    ("{words} is not one value.", "{words} は一つの値ではありません。"),
    ("Leave it out, or choose another kind.", "削るか、別の種類にします。"),
    ("See: reformlog kinds", "種類の一覧：reformlog kinds"),
    # dates
    ("{words} is too long to be a date.", "{words}は日付として長すぎます。"),
    ("Write the date only.", "日付だけを書きます。"),
    ("{words} has an open end; one day is wanted.", "{words}は終わりが決まっていません。一日を書きます。"),
    ("{words} has no meaning here.", "{words}はここでは使えません。"),
    ("Write the day as YYYY-MM-DD.", "日を YYYY-MM-DD の形で書きます。"),
    (
        "{words} lies outside the years 0001 to 9999, which are all the register reads.",
        "{words}は読める範囲（0001年から9999年まで）の外です。",
    ),
    ("Write a year of four digits, as in YYYY-MM-DD.", "年を4桁で書きます（YYYY-MM-DD）。"),
    ("{words} has a weekday but names no day.", "{words}に曜日がありますが、日がありません。"),
    ("Write the day, or leave the weekday out.", "日を書くか、曜日を除きます。"),
    ("Write the one that is right.", "正しいものを書きます。"),
    ("{words} has neither a beginning nor an end.", "{words}に始まりも終わりもありません。"),
    ("Write at least one of them.", "少なくとも一方を書きます。"),
    ("If the ends are swapped: {words}", "始めと終わりが逆であれば：{words}"),
    (
        "{words}: an era's first year is 1, written 元年; there is no year 0.",
        "{words}：元号の最初の年は元年（1年）で、0年はありません。",
    ),
    ("If the first year is meant: {words}.", "最初の年であれば：{words}"),
    ("Write the year that is meant.", "正しい年を書きます。"),
    ("{words}: no era has a year {number}.", "{words}：{number}年まで続いた元号はありません。"),
    ("{words} is not an instant with its offset from UTC.", "{words}は時差（+09:00 など）のある時刻ではありません。"),
    (
        "{words} is still to come (today is {day} in Japan).",
        "{words} はまだ来ていません（日本では今日は {day} です）。",
    ),
    ("{words} is still to come (it is {at}).", "{words} はまだ来ていません（今は {at} です）。"),
    # what is installed
    ("{words} needs a part of reformlog that is not installed.", "{words} に要る部分が組み込まれていません。"),
    ("The pages need a part of reformlog that is not installed.", "ページに要る部分が組み込まれていません。"),
    (
        "{file} cannot be read: the packages that read DOCX, XLSX and PDF are not installed.",
        "{file} を読めません。DOCX、XLSX、PDF を読む部分が組み込まれていません。",
    ),
    # the folder projections/
    (
        "{number} files of {file} are not what the log says.",
        "{file} のファイル {number} 個が、記録のとおりではありません。",
    ),
    ("{file}: is missing", "{file}：ありません"),
    ("{file}: is not made by anything", "{file}：記録から作られるファイルではありません"),
    ("{file}: is {words}, would be {then}", "{file}：{words} とありますが、{then} のはずです"),
    ("{file}: has {count} lines, would have {number}", "{file}：{count} 行ありますが、{number} 行のはずです"),
    # the system, copies and the rest
    ("This format is not for a terminal.", "この形式は端末に表示できません。"),
    ("Write it to a file: -o FILE", "ファイルに書きます：-o ファイル"),
    ("Name another: -o FILE", "別の名前にします：-o ファイル"),
    ("Choose another place: -o PATH", "別の場所にします：-o 場所"),
    (
        "Repeat it for the answer, into a file: -o FILE",
        "回答を見るには、ファイルに書くようにしてもう一度実行します：-o ファイル",
    ),
    ("{file} cannot be used: {words}.", "{file} を使えません：{words}。"),
    ("Look at the file and its rights.", "ファイルと権限を確かめてください。"),
    ("Look at the rights of the folder.", "フォルダーの権限を確かめてください。"),
    (
        "Look whether there is room on the disk; what is recorded: reformlog log",
        "ディスクの空きを確かめてください。記録済みのものを見るには：reformlog log",
    ),
    ("A log on a server is copied with `copy`.", "サーバにある記録簿は copy で写します。"),
    ("Name another file for the backup.", "バックアップを別のファイルにしてください。"),
    ("{file} was appended to meanwhile.", "その間に {file} へ記録が加えられました。"),
    ("Repeat the command.", "もう一度実行してください。"),
    ("{file} is there already.", "{file} は既にあります。"),
    ("Choose another name.", "別の名前にしてください。"),
    ("No checkpoint of this log was ever signed.", "この記録簿のチェックポイントに署名されたことはありません。"),
    ("Any key: the next act. q: end.", "任意のキー：次の行為　q：終了"),
    ("{words} is several things: {list}.", "「{words}」に当たるものが複数あります：{list}。"),
    ("Say which: {words}", "どれかを示します：{words}"),
    (
        "{words} was not asked: answered from here, position {number}, last current {at}.",
        "{words} には尋ねず、ここにある写しで答えました（位置 {number}、最新だった時刻 {at}）。",
    ),
    (
        "Install the version of reformlog that gave it, and ask that.",
        "この回答を出した版の reformlog を入れて尋ねてください。",
    ),
    ("Ask the log itself, or a newer copy: --db PATH", "記録簿そのものか、新しい写しに尋ねます：--db 場所"),
    ("The built-in record is not where it was installed.", "付属の記録が、入れた場所にありません。"),
    ("Install reformlog again.", "reformlog を入れ直してください。"),
)
