"""Why a page cannot be shown, in Japanese: more of the pairs of `sentences`."""

from __future__ import annotations

REFUSALS: tuple[tuple[str, str], ...] = (
    ("No act that is recorded speaks of a zone {zone}.", "区域「{zone}」に関する行為は記録されていません。"),
    ("No act of this log speaks of a zone named {zone}.", "区域「{zone}」に関する行為は記録されていません。"),
    ("No act of this log speaks of {act}.", "「{act}」に関する行為は記録されていません。"),
    ("No act named {act} is recorded.", "行為「{act}」は記録されていません。"),
    ("There is no page at {address}.", "{address} というページはありません。"),
    (
        "There is no page {page}; the pages of a list are counted from 1.",
        "{page} ページはありません。一覧のページは 1 から数えます。",
    ),
    (
        "There is no page {page}; the list ends with page {number}.",
        "{page} ページはありません。一覧は {number} ページまでです。",
    ),
    ("There is no day {day}.", "{day} という日はありません。"),
    ("There is no position {known} up to {number}.", "記録は位置 {number} までで、位置 {known} はありません。"),
    (
        "There is no position {number}; the log is asked as known at {known}.",
        "位置 {number} はありません（位置 {known} までの記録）。",
    ),
    (
        "The log goes to position {number}; nothing is known yet as of position {known}.",
        "記録は位置 {number} までで、位置 {known} の時点はまだありません。",
    ),
    (
        "{words} is still to come (today is {day} in Japan); what will be known then cannot be asked.",
        "{words} はまだ来ていません（日本の今日は {day}）。その時点の記録は尋ねられません。",
    ),
    ("No page reads the field {field} of this address.", "アドレスの項目「{field}」を読むページはありません。"),
    ("The address is too long.", "アドレスが長すぎます。"),
    ("There is no word to search for.", "検索する語がありません。"),
    (
        "All {number} events are too many to be read for one page; at most {most} are.",
        "記録 {number} 件は一つのページで読むには多すぎます（{most} 件まで）。",
    ),
    ("This is too much to be made into {format} while you wait.", "量が多く、すぐには {format} にできません。"),
    ("Too many questions at once.", "同時の問い合わせが多すぎます。"),
)
