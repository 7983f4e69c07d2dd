"""What `--help` says of proving, keeping and handing out, in Japanese: more of `help_in_japanese`."""

from __future__ import annotations

CUSTODY: dict[str, str] = {
    # prove
    "Read every stored byte again, hold every known checkpoint against it, and say what was not checked.": (
        "保存された全体を読み直し、すべてのチェックポイントと比べ、確認していないものを示します。"
    ),
    "Exit 0 when all that was checked is right, 3 when not.": (
        "確認したものがすべて正しければ終了コード 0、そうでなければ 3。"
    ),
    "docs/proof.md says what this proves and what it does not.": (
        "何が証明され、何がされないかは docs/proof.md にあります。"
    ),
    "With --local it reads the lines that are kept here of a log on a server.": (
        "--local では、サーバにある記録簿のうち、ここにある行を読みます。"
    ),
    "A checkpoint kept elsewhere.": "別の場所に保存したチェックポイント。",
    "A verifier key, as `key new` printed it, or a file of them; not the private key.": (
        "key new が表示した検証鍵、又はそれを書いたファイル。秘密鍵ではありません。"
    ),
    "Whose cosignatures are asked for (C2SP tlog-policy).": "誰の署名を求めるかの方針（C2SP tlog-policy）。",
    "Work the rows out from zero as well, and compare them.": "行から導いたものも、初めから導き直して比べます。",
    "Read only what came after this checkpoint.": "このチェックポイントより後だけを読みます。",
    "Make the keys that sign.": "署名する鍵を作ります。",
    "Make a private key in a file only you can read, and print the verifier key to publish.": (
        "本人だけが読めるファイルに秘密鍵を作り、公開する検証鍵を表示します。"
    ),
    "NAME is the log's origin by default; a witness needs one of its own.": (
        "NAME は既定では記録簿の名前です。立会人には別の名前が要ります。"
    ),
    "Where.": "書く場所。",
    "Default: reformlog.key or witness.key.": "既定は reformlog.key 又は witness.key。",
    "A key for a witness, which signs other offices' checkpoints.": (
        "ほかの機関のチェックポイントに署名する、立会人の鍵。"
    ),
    "Sign the head of the log: its name, how many events it has, and the root over them.": (
        "記録簿の名前、件数及び全体の root に署名し、チェックポイントを作ります。"
    ),
    "Without --key it signs with the reformlog.key of this folder, where key new leaves it.": (
        "--key がなければ、key new がこのフォルダーに作った reformlog.key で署名します。"
    ),
    "The checkpoint is kept in the log and in the folder beside it.": (
        "チェックポイントは、記録簿の中と隣のフォルダーに残ります。"
    ),
    "Send it where nobody here can take it back.": "ここの誰も取り戻せない所へ送ってください。",
    "Write it to a file as well.": "ファイルにも書きます。",
    "The file of the log's private key, which `key new` made.": "key new で作った、記録簿の秘密鍵のファイル。",
    "Default: REFORMLOG_KEY.": "既定は REFORMLOG_KEY。",
    "Write the proof that an act stands in the log (C2SP tlog-proof).": (
        "行為が記録簿にあることの証明（C2SP tlog-proof）を書きます。"
    ),
    "ACT is an id (its latest version) or #position.": "ACT は識別子（最新の版）又は #位置。",
    "It is made under the newest checkpoint; with --key under a new one.": (
        "最新のチェックポイントによります。--key を付けると新しく署名します。"
    ),
    "Write the proof to a file.": "証明をファイルに書きます。",
    "Check a proof without the log, and print the event it proves.": (
        "記録簿なしで証明を確かめ、証明された記録を表示します。"
    ),
    "Exit 3 when it does not hold.": "成り立たなければ終了コード 3。",
    "The event's line, or a file of it, when the one in the proof is not to be used.": (
        "証明の中のものを使わないときの、記録の行又はそのファイル。"
    ),
    "Print what is proved as JSON.": "証明されたものを JSON で表示します。",
    "Have another office sign what it saw: request, sign, add.": (
        "ほかの機関に、見たものへの署名を求めます（request、sign、add）。"
    ),
    "Write what a witness is sent: the newest checkpoint, and the proof that it continues what the witness saw.": (
        "立会人に送るもの（最新のチェックポイントと、前に見たものの続きである証明）を書きます。"
    ),
    "How many events the witness saw last.": "立会人が前回見た件数。",
    "Default: those of the newest checkpoint here that it cosigned.": (
        "既定は、その署名のある最新のチェックポイントの件数。"
    ),
    "The verifier key of the witness asked, when several cosign.": "立会人が複数のとき、依頼する立会人の検証鍵。",
    "Write the request to a file.": "依頼をファイルに書きます。",
    "As a witness: check a request against what was seen before, remember it, and sign.": (
        "立会人として、依頼を前に見たものと比べ、覚えた上で署名します。"
    ),
    "Roll-backs and split views are refused.": "巻き戻しや、食い違う履歴は拒みます。",
    "Needs no log.": "記録簿は要りません。",
    "The memory must never be brought back from an older copy.": "覚えたものを、古い写しから戻してはいけません。",
    "The file of the witness's private key, which `key new --witness` made.": (
        "key new --witness で作った、立会人の秘密鍵のファイル。"
    ),
    "The log's key, from its office.": "記録簿の機関から受け取った検証鍵。",
    "Where the witness remembers what it saw.": "立会人が見たものを覚えておく場所。",
    "Default: beside its key.": "既定は鍵の隣。",
    "Write the answer to a file.": "回答をファイルに書きます。",
    "Add a witness's answer to the checkpoint it is for.": "立会人の回答を、そのチェックポイントに加えます。",
    "The witness's verifier key, from the witness.": "立会人から受け取った検証鍵。",
    "A policy that names the witnesses (C2SP tlog-policy).": "立会人を定めた方針（C2SP tlog-policy）。",
    "Have an authority stamp the newest checkpoint: request, add, check.": (
        "時刻認証局に、最新のチェックポイントへのタイムスタンプを求めます（request、add、check）。"
    ),
    "Write the request for the newest checkpoint, to be sent to an authority by any means.": (
        "最新のチェックポイントについて、時刻認証局へ送る依頼を書きます。"
    ),
    "The request.": "依頼のファイル。",
    "Check the authority's answer and keep it beside the checkpoint it is over.": (
        "時刻認証局の回答を確かめ、チェックポイントの隣に残します。"
    ),
    "The authority's root certificate.": "時刻認証局のルート証明書。",
    "Certificates between the root and the authority.": "ルートと時刻認証局の間の証明書。",
    "Check every time stamp that is kept, and that what it stamps is a checkpoint of this log.": (
        "残したすべてのタイムスタンプと、その対象がこの記録簿のチェックポイントであることを確かめます。"
    ),
    "Exit 3 when one fails.": "一つでも成り立たなければ終了コード 3。",
    "Hand the log out: its lines, static tiles, or the evidence for one answer.": (
        "記録簿を渡せる形（行、静的なタイル、一つの回答の証拠）で書き出します。"
    ),
    "Write the stored lines as they are, one a line: the leaves of the tree.": (
        "保存された行（木の葉）を、一行に一つずつそのまま書きます。"
    ),
    "Write to a file, whole or not at all.": "ファイルに、全体を書くか、何も書きません。",
    "Write the log as static tiles that any web server can hand out (C2SP tlog-tiles).": (
        "記録簿を、どのウェブサーバからも渡せる静的なタイル（C2SP tlog-tiles）として書きます。"
    ),
    "They go as far as the newest checkpoint; with --key as far as a new one.": (
        "最新のチェックポイントまでを書きます。--key を付けると新しく署名した所まで書きます。"
    ),
    "A new folder.": "新しいフォルダー。",
    "Pack an act, or the state of a zone on a day, with its acts, sources and proofs and a program that checks them.": (
        "一つの行為又はある日の区域の状態を、行為、出典、証明及び確かめるプログラムとともにまとめます。"
    ),
    "The program, verify.py, needs Python and nothing else.": "プログラム verify.py には Python だけが要ります。",
    "The package.": "まとめたファイル。",
    "All lines of the log as well: shows that no act was left out.": (
        "記録簿のすべての行も入れます。漏れた行為がないことを示せます。"
    ),
    "The verifier key to put in.": "入れる検証鍵。",
    # keep and hand out
    "Copy the log into a file while it is in use; the copy is read and found whole before it has its name.": (
        "使用中の記録簿をファイルに写します。写しの全体を読んで確かめてから、その名前にします。"
    ),
    "Put the log back from a backup; refuses to give up a single event unless told.": (
        "バックアップから記録簿を戻します。指示がなければ、一件でも失うときは戻しません。"
    ),
    "What is replaced is kept beside the log under another name.": (
        "置き換えたものは、別の名前で記録簿の隣に残ります。"
    ),
    "Give up the events behind the end of the backup.": "バックアップより後の記録を失っても戻します。",
    "Put it in the place of another history, or of what cannot be read.": (
        "別の履歴や、読めないものとも置き換えます。"
    ),
    "Copy the log to another store: positions, times, lines and root stay as they are.": (
        "記録簿を別の保管先に写します。位置、時刻、行及び root は変わりません。"
    ),
    "Goes on where an earlier run was interrupted, and reads every byte of the copy again at the end.": (
        "前に中断した所から続け、最後に写しの全体を読み直します。"
    ),
    "With --local the source is what is kept here of a log on a server.": (
        "--local では、ここにある写しを元にします。"
    ),
    "Print the outcome as JSON.": "結果を JSON で表示します。",
    "Keep the rows here as far as the log goes, from a server, a standby or a file, until stopped.": (
        "サーバ、予備機又はファイルの記録簿に合わせて、止めるまで、ここの行を最新に保ちます。"
    ),
    "A server tells of what is new; besides, it is looked at every few seconds, and asked again when it did not "
    "answer.": ("新しいものはサーバから知らされます。数秒ごとにも確かめ、答えがなければ尋ね直します。"),
    "Bring the rows up to the log and end.": "一度だけ最新にして終わります。",
    "Seconds between looks.": "確かめる間隔（秒）。",
    "A line of JSON on stdout for each change.": "変化ごとに JSON を一行、標準出力に書きます。",
    "Work every row out from the log again; questions are answered from the old rows meanwhile.": (
        "記録から導いた行をすべて導き直します。その間は元の行で答えます。"
    ),
    "Print what was done as JSON.": "行ったことを JSON で表示します。",
    "Write chronologies, states and measures as Markdown files, the same bytes for the same acts everywhere.": (
        "経緯、状態及び特例措置を Markdown のファイルに書きます。同じ行為からは、どこでも同じファイルになります。"
    ),
    "Write nothing; exit 1 when a file is not what it would be.": "何も書かず、違うファイルがあれば終了コード 1。",
    "Of the built-in record instead of the log.": "記録簿ではなく、付属の記録について書きます。",
    "Write a static site: pages for every day of change, data, feeds, tiles.": (
        "変化のあった日ごとのページ、データ、フィード、タイルからなる静的なサイトを書きます。"
    ),
    "Refuses a folder that is not its own.": "自分で作ったフォルダーでなければ書きません。",
    "Files in a format that this machine cannot make, such as PDF without a Japanese font, are left out.": (
        "この機械で作れない形式（日本語フォントのない PDF など）のファイルは省きます。"
    ),
    "Show the register as read-only pages, until Ctrl-C.": "登録簿を閲覧のみのページで示します（Ctrl-C で終了）。",
    "The address to listen on.": "待ち受けるアドレス。",
    "0: any free one.": "0 は空いている番号。",
    "A further name by which the pages may be asked for.": "ページを尋ねてよい、ほかの名前。",
    "Make ./demo.db from the built-in record and print a chronology from it.": (
        "付属の記録から ./demo.db を作り、経緯を表示します。"
    ),
}
