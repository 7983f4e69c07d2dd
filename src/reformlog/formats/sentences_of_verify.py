"""What `verify` says it checked and did not check, in Japanese: more of the pairs of `sentences`."""

from __future__ import annotations

VERIFY: tuple[tuple[str, str], ...] = (
    # what was checked
    (
        "positions {number} to {other}: leaves, root, versions, times, tables, triggers and indexes",
        "位置 {number} から {other} まで：葉と根のハッシュ、版、時刻、表・トリガー・索引",
    ),
    (
        "positions {number} to {other}: leaves, root, versions, times, form, tables, triggers and indexes",
        "位置 {number} から {other} まで：葉と根のハッシュ、版、時刻、行の形、表・トリガー・索引",
    ),
    (
        "none from {number} on: leaves, root, versions, times, tables, triggers and indexes",
        "位置 {number} 以降に行はない：根のハッシュ、表・トリガー・索引",
    ),
    (
        "none from {number} on: leaves, root, versions, times, form, tables, triggers and indexes",
        "位置 {number} 以降に行はない：根のハッシュ、表・トリガー・索引",
    ),
    (
        "{number} rows in {other} tables equal those worked out from zero, to position {at}",
        "{other} 個の表の {number} 行が、位置 {at} まで最初から導き直したものと一致した",
    ),
    (
        "{number} rows in {other} tables equal those worked out from zero, to position {at}; {act} lines kept with "
        "them are those of the server",
        "{other} 個の表の {number} 行が、位置 {at} まで最初から導き直したものと一致した。"
        "手元の {act} 行はサーバのものと一致した",
    ),
    (
        "{number} in the log: the events they cover are those here",
        "記録の中の {number} 件：対象の行はこの記録と一致した",
    ),
    (
        "{number} beside the log, in {place}: the events they cover are those here",
        "記録の隣（{place}）の {number} 件：対象の行はこの記録と一致した",
    ),
    ("{name}: the first {number} events are those it covers; {said}", "{name}：最初の {number} 行が一致した。{said}"),
    ("its signature was not checked", "署名は確認していない"),
    ("signed by the log, cosigned by nobody asked for", "登録簿の署名あり、求めた立会人の署名なし"),
    ("signed by the log, cosigned by {who}", "登録簿の署名あり、立会人 {who} の署名あり"),
    ("signed by {who}", "{who} の署名あり"),
    (
        "on {number} of the checkpoints kept in and beside the log",
        "記録の中と隣に保存されたチェックポイント {number} 件の署名",
    ),
    (
        "met by the checkpoint over the first {number} events, {said}",
        "最初の {number} 行のチェックポイントが満たす。{said}",
    ),
    # what was not
    ("signatures, for no verifier key was given", "署名（検証鍵が渡されていない）"),
    (
        "the signatures on {number} kept checkpoints, made with other keys than those given",
        "渡された鍵とは別の鍵による、保存されたチェックポイント {number} 件の署名",
    ),
    ("the form of each line, and the rows worked out from them", "各行の形と、行から導いたもの"),
    ("the rows worked out from the log", "記録の行から導いたもの"),
    ("time stamps", "タイムスタンプ"),
    ("everything: there was nothing to read", "すべて（読むものがない）"),
    ("the lines up to {number}: only their root was compared", "位置 {number} までの行（根のハッシュのみ比較した）"),
    (
        "a tail cut off, another name, or all of it written anew: shows only against a checkpoint kept elsewhere",
        "末尾の切り落とし、名称の変更、全体の書き直し（別の場所に保存したチェックポイントと比べなければ分からない）",
    ),
    (
        "events {number} to {other} are covered by no checkpoint kept elsewhere",
        "位置 {number} から {other} まで（別の場所に保存したチェックポイントの対象外）",
    ),
    (
        "events {number} to {other} are covered by no checkpoint that meets the policy",
        "位置 {number} から {other} まで（方針を満たすチェックポイントの対象外）",
    ),
    (
        "position {number}, {act}: would not be recorded today: {why}",
        "位置 {number} の {act}：今の規則では記録されない（{why}）",
    ),
    (
        "whether more behind position {number} would be recorded today",
        "位置 {number} より後に、今の規則では記録されないものがあるか",
    ),
    (
        "when positions {number} to {other} were recorded: {at} is still to come here",
        "位置 {number} から {other} までの記録の時刻（{at} はこの機械ではまだ来ていない）",
    ),
    ("whether this is an older copy of the log: {said}", "これが古い写しでないか（{said}）"),
    (
        "there is no folder {place}, which REFORMLOG_CHECKPOINTS names",
        "REFORMLOG_CHECKPOINTS の指すフォルダー {place} がない",
    ),
    (
        "the folder {place}, which REFORMLOG_CHECKPOINTS names, cannot be read ({words})",
        "REFORMLOG_CHECKPOINTS の指すフォルダー {place} を読めない：{words}",
    ),
    (
        "the folder {place}, which REFORMLOG_CHECKPOINTS names, holds no checkpoint, though the log does",
        "記録の中にはあるのに、REFORMLOG_CHECKPOINTS の指すフォルダー {place} にチェックポイントがない",
    ),
    (
        "Connect the share it lies on; where it is to be made: reformlog checkpoint --key FILE",
        "共有フォルダーを接続する。新しく作る場合：reformlog checkpoint --key ファイル",
    ),
    ("See who may read it: ls -ld {place}", "読める人を確かめる：ls -ld {place}"),
    ("the log on the server, which was not asked", "サーバの記録（尋ねていない）"),
    ("bring back the log first", "先に記録を元に戻す"),
    ("see first that the log can be read", "先に記録を読めるようにする"),
    ("leave out --from", "--from を付けない"),
    (
        "reformlog checkpoint --key FILE, then reformlog witness request -o FILE",
        "reformlog checkpoint --key ファイル、その後 reformlog witness request -o ファイル",
    ),
    ("Name the log: --db FILE", "記録を指定する：--db FILE"),
    ("Repeat the command without --local.", "--local を付けずに実行する。"),
    (
        "Look at the clocks, and at who appended: reformlog log",
        "時計と、誰が記録したかを確かめる：reformlog log",
    ),
)
