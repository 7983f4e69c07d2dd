"""What `--help` says of commands and options, in Japanese: sentence by sentence, beside the English it stands for."""

from __future__ import annotations

from .help_of_custody import CUSTODY

HELP: dict[str, str] = CUSTODY | {
    # headings
    "Usage": "使い方",
    "Options": "オプション",
    "Commands": "コマンド",
    "Record": "記録する",
    "Ask": "尋ねる",
    "Look behind an answer": "回答の根拠を確かめる",
    "Prove": "証明する",
    "Keep and hand out": "保管し、公開する",
    "Try it": "試すには",
    "Ask it": "尋ねるには",
    # before every command
    "A register of regulatory reform: acts in, kept for ever, the state on any day as it was known at any time.": (
        "規制改革の記録簿です。行為を記録して残し、任意の日の状態を、任意の時点の知識で答えます。"
    ),
    "The log.": "記録簿。",
    "Default: ./reformlog.db": "既定は ./reformlog.db",
    "Where the derived rows are kept.": "記録から導いた行を置く場所。",
    "Of a log on a server: answer from what is kept here, without asking it.": (
        "サーバにある記録簿について、サーバに尋ねず、ここにある写しから答えます。"
    ),
    "Show the version and exit.": "版を表示して終わります。",
    "Show this message and exit.": "この説明を表示して終わります。",
    # record
    "Make an empty log at --db.": "空の記録簿を --db の場所に作ります。",
    "The name of the register.": "登録簿の名前。",
    "Default: reformlog/ and 16 random digits.": "既定は reformlog/ と任意の16桁。",
    "Print the outcomes as JSON.": "結果を JSON で表示します。",
    "Record the acts of files or folders (YAML, JSON, JSONL), all of them or none.": (
        "ファイル又はフォルダー（YAML、JSON、JSONL）の行為を、すべて記録するか、一つも記録しません。"
    ),
    "Say what would be recorded, and record nothing.": "何が記録されるかを示し、何も記録しません。",
    "Record although effects conflict; keeps why.": "効果が矛盾していても記録します。理由を残します。",
    "Record what is dated in a closed period; keeps why.": "締め切った期間の日付でも記録します。理由を残します。",
    "Who records.": "記録者。",
    "Default: REFORMLOG_USER, else the login name.": "既定は REFORMLOG_USER、なければログイン名。",
    "Record one act: options made from the kind's fields, or a guided form on a terminal.": (
        "一つの行為を、種類ごとのオプションで、又は端末で項目に答えながら記録します。"
    ),
    "Default: DATE.kind": "既定は 日付.種類",
    "Replace what is recorded of an act: it was never so.": (
        "行為の記録を訂正します（初めからそうではなかったものとして）。"
    ),
    "ACT is an id or #position.": "ACT は識別子又は #位置。",
    "With --set the rest stays as it is; a correction someone else makes meanwhile is then not lost (exit 4).": (
        "--set では、ほかの項目はそのまま残ります。その間にほかの人が行った訂正も失われません（終了コード 4）。"
    ),
    "Change a field, written as record takes it; empty removes it.": (
        "項目を変えます。値は record と同じ書き方で、空にすると項目を除きます。"
    ),
    "Why; kept in the log.": "理由。記録に残ります。",
    "The version replaced; default: the latest.": "置き換える版。既定は最新の版。",
    "Take an act back: it never happened.": "行為の記録を取り消します（初めからなかったものとして）。",
    "Answer a finding of audit by its key, or remark on an act; recorded with who said it.": (
        "点検の指摘に符号で答え、又は行為に注釈を付けます。記録者とともに残ります。"
    ),
    "Tells a second remark on the same thing from the first.": "同じものへの二つ目の注釈を区別する名前。",
    "Close a month, a year or a day: a later act or correction dated inside then needs --late-reason.": (
        "月、年又は日を締め切ります。その後、期間内の日付の行為や訂正には --late-reason が要ります。"
    ),
    "To open it again: reformlog withdraw close:PERIOD --reason TEXT": (
        "締切りを解くには：reformlog withdraw close:PERIOD --reason 理由"
    ),
    "What was checked before closing.": "締切りの前に確かめたこと。",
    "Draft acts from a chronology (text, Markdown, CSV, HTML, DOCX, XLSX, PDF).": (
        "経緯の表（テキスト、Markdown、CSV、HTML、DOCX、XLSX、PDF）から行為の下書きを作ります。"
    ),
    "Records nothing.": "何も記録しません。",
    "Look at every line that says DECIDE, then append the file.": (
        "DECIDE とある行をすべて確かめてから、append で記録します。"
    ),
    "The zone whose table it is.": "どの区域の表か。",
    "Title of the document, where its first lines do not say it.": "文書の題名（初めの数行にないとき）。",
    "Who published it.": "発行者。",
    "Its date, as printed.": "文書の日付（書かれているとおりに）。",
    "Keep the document under sources/ beside the log; check then finds its quotes.": (
        "文書を記録簿の隣の sources/ に残します。check が引用を確かめられるようになります。"
    ),
    "Write the drafts to a new file.": "下書きを新しいファイルに書きます。",
    "List the kinds of act and of statements; with KIND its fields, dates, effects, article and an example file.": (
        "行為などの種類を一覧にします。KIND を書くと、その項目、日付、効果、条項と例を示します。"
    ),
    "--format json-schema prints the JSON Schema of act files, for an editor.": (
        "--format json-schema は、行為のファイルの JSON Schema（エディター用）を表示します。"
    ),
    # how an answer is asked for and printed
    "Short for --format json.": "--format json と同じ。",
    "Language of headings.": "見出しの言語。",
    "How years are printed.": "年の書き方。",
    "CSV as Excel opens it: byte order mark, CRLF.": "CSV を Excel で開ける形（BOM、CRLF）にします。",
    "Write to a file; its ending is the format.": "ファイルに書きます。名前の末尾が形式になります。",
    "Write to a file.": "ファイルに書きます。",
    "Answer from what is kept here of a log.": "ここにある写しから答えます。",
    "The day asked about (2024-06-26, 令和6年6月26日, R6.6.26, today).": (
        "尋ねる日（2024-06-26、令和6年6月26日、R6.6.26、today＝今日）。"
    ),
    "As known at a position, day, instant or checkpoint file.": (
        "いつの時点の記録で答えるか（位置、日、時刻又はチェックポイントのファイル）。"
    ),
    "Which legal date counts: decided, promulgated …": (
        "どの日付で数えるか（decided＝決定日、promulgated＝公布日など）。"
    ),
    "Only this zone.": "この区域だけ。",
    "Fold in what may have happened by the day.": "その日までに行われた可能性のあるものも含めます。",
    # ask
    "List the zones as they stand at the end of a day.": "ある日の終わりの区域の状態を一覧にします。",
    "List the zone plans as they stand at the end of a day.": "ある日の終わりの区域計画の状態を一覧にします。",
    "List the measures of the national menu, or with --zone their uses there.": (
        "規制の特例措置を一覧にします。--zone を付けると、その区域での活用を示します。"
    ),
    "List calls and proposals with their status and counts.": "提案募集と提案を、状態及び件数とともに一覧にします。",
    "List the bills with their outcome.": "法律案とその結果を一覧にします。",
    "Print the chronology これまでの経緯 of zones, or of all acts when none is named.": (
        "区域の「これまでの経緯」を表示します。区域を書かなければ、すべての行為を示します。"
    ),
    "Only the rows of the official table, in its own words.": "公式の表にある行だけを、その文言で示します。",
    "Only acts whose date may lie on or after this day.": "日付がこの日以後であり得る行為だけ。",
    "Only acts whose date may lie on or before this day.": "日付がこの日以前であり得る行為だけ。",
    "Say what changed between two days, or with --known what was learned about one.": (
        "二つの日の間に何が変わったかを示します。--known では、ある日について後から何が分かったかを示します。"
    ),
    "Compare two states of knowledge (positions, days …).": "二つの時点の記録（位置、日など）を比べます。",
    "List what time alone did between two days: in force, certain, expired; and what is pending, foreseen, overdue.": (
        "二つの日の間に日の経過だけで起きたこと（効力発生、確定、期限の到来）と、未到来、予定、期日経過のものを示します。"
    ),
    "The first day.": "初めの日。",
    "Default: the last, or the day of --since.": "既定は終わりの日、又は --since の日。",
    "The last day.": "終わりの日。",
    "Default: today.": "既定は今日。",
    "When you last looked: a position, day, instant or checkpoint; lists what came since.": (
        "前回見た時点（位置、日、時刻又はチェックポイント）。その後のものを示します。"
    ),
    "List the events in the order they were recorded, corrections and withdrawals included.": (
        "記録を、訂正と取消しも含めて、記録した順に示します。"
    ),
    "Only acts of this kind.": "この種類の行為だけ。",
    "Only what was recorded from this position, day or instant on, or after this checkpoint.": (
        "この位置、日若しくは時刻以後、又はこのチェックポイントより後に記録したものだけ。"
    ),
    "Only what was recorded up to this position, day, instant or checkpoint.": (
        "この位置、日、時刻又はチェックポイントまでに記録したものだけ。"
    ),
    "Show one act: its versions, sources, effects and what they changed.": (
        "一つの行為について、版、出典、効果と、それにより変わったものを示します。"
    ),
    "--format yaml gives it as an act file, also of an act that was withdrawn: to be changed, and given to correct.": (
        "--format yaml では、取り消した行為も含めて、行為のファイルとして示します。直して correct に渡せます。"
    ),
    "Find acts by words of their titles, details, official words, sources and quotes.": (
        "件名、説明、公式の文言、出典及び引用の語から行為を探します。"
    ),
    "Width, kana form and old glyphs do not matter: 第６１回 finds 第61回.": (
        "全角と半角、仮名の種類、旧字体は区別しません（第６１回 で 第61回 も見つかります）。"
    ),
    "How many are listed.": "示す件数。",
    # look behind an answer
    "Say why: the rule, the acts applied and not applied, their sources, their places in the log.": (
        "なぜそうなるかを、規則、適用された行為とされなかった行為、出典、記録の位置とともに示します。"
    ),
    "ENTITY is a zone, policy:ID, plan:ID, a measure, MEASURE@ZONE/PART, a call, a proposal, a bill;": (
        "ENTITY は、区域、policy:ID（区域方針）、plan:ID（区域計画）、特例措置、"
        "特例措置@区域/部分、提案募集、提案、法律案。"
    ),
    "FIELD a field of it.": "FIELD はその項目。",
    "Also what was recorded after --as-known, and the checkpoints kept.": (
        "--as-known より後に記録したものと、保存されたチェックポイントも示します。"
    ),
    "List each field of an entity with its act, its legal date, when and by whom it was recorded, and its source.": (
        "対象の項目ごとに、行為、効力の日、記録の日時と記録者、出典を示します。"
    ),
    "Walk through history act by act and show what each changed.": (
        "行為を一つずつたどり、それぞれ何を変えたかを示します。"
    ),
    "--format jsonl gives one JSON line a step.": "--format jsonl では一行に一つの JSON で示します。",
    "The first day shown.": "示す初めの日。",
    "Default: from the beginning.": "既定は最初から。",
    "On a terminal: wait for a key after each act; q ends.": "端末で、行為ごとにキーを待ちます（q で終了）。",
    "Audit the zones: statutory steps with article and act, sources, numbers; exit 1 when a duty was not kept.": (
        "区域ごとに、法定手続（条項と行為）、出典、回数を点検します。義務に反するものがあれば終了コード 1。"
    ),
    "Exit 1 means: a duty out of order, or missing where the record is complete, and no remark recorded on it.": (
        "終了コード 1 は、義務である手続の順序が違うか、収録済みの期間に記録がなく、注釈もないことを示します。"
    ),
    "Every zone's page; without --zone only what a person should look at.": (
        "すべての区域について示します。--zone を付けなければ、人が確かめるべきものだけを示します。"
    ),
    "Find conflicts, ties of one day and references that lead nowhere; silent when all is well.": (
        "矛盾、同日で前後の不明なもの、参照先のないものを探します。問題がなければ何も表示しません。"
    ),
    "Run a reading COMMAND as if the acts of FILES were recorded; the log stays as it is.": (
        "FILE の行為が記録されたものとして、読むだけの COMMAND を実行します。記録簿は変わりません。"
    ),
    "Conflicts are let pass, so that their effect can be seen: they stand in the answer.": (
        "矛盾があっても止めず、回答の中に示します。"
    ),
    "Give the answer of a TOKEN again, byte for byte, whatever was recorded since; or say exactly why not.": (
        "TOKEN の回答を、その後の記録にかかわらず、そのまま再現します。できなければ理由を示します。"
    ),
    "A FILE with an answer in it, as text, JSON, Markdown or HTML, will do; of Word, Excel and PDF the token at the "
    "end.": (
        "回答のファイル（テキスト、JSON、Markdown、HTML）でも構いません。Word、Excel、PDF では末尾の token を使います。"
    ),
    "When the log has grown since, it also says how to ask what is known now.": (
        "その後に記録が増えていれば、今の記録で尋ねる方法も示します。"
    ),
}
