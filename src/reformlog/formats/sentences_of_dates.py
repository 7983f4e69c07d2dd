"""What a clerk is told of a date that is none, or not one, in Japanese: more pairs like `sentences_of_acts`.

What `dates` says seldom stands in `sentences_of_documents`. A hint may end with the two dots of an open end
(`2024-06-21/..`), which are not the end of its sentence.
"""

from __future__ import annotations

DATES: tuple[tuple[str, str], ...] = (
    ("{words} is not a date the register reads.", "{words}は日付として読めません。"),
    ("{words}: there is no month {number}.", "{words}：{number}月はありません。"),
    (
        "{words}: {day} has {number} days, and no day {other}.",
        "{words}：{day} は{number}日までで、{other}日はありません。",
    ),
    ("{words}: {era} ran from {day} to {other}.", "{words}：{era}は {day} から {other} までです。"),
    ("{words}: {day} was not a {one} but a {other}.", "{words}：{day} は{one}ではなく{other}です。"),
    ("{words}: {year} names no era and no century.", "{words}：{year}の元号又は世紀がありません。"),
    ("{words} names no year, and no document here carries one.", "{words}に年がありません。"),
    ("{words}: {one} can mean more than one interval.", "{words}：「{one}」は期間が一つに決まりません。"),
    ("{words}: {one} depends on the day of its document.", "{words}：「{one}」は文書の日付によって変わります。"),
    ("{words} is not written as the notation wants it.", "{words}は書き方が違います。"),
    (
        "{words} has a time of day; a legal date is a civil day in Japan.",
        "{words}に時刻があります。日付だけを書きます。",
    ),
    ("{words} ends before it begins.", "{words}は終わりが始まりより前です。"),
    (
        "{words} is not one day: it can be any from {day} to {other}.",
        "{words}は一日に決まりません（{day} から {other} まで）。",
    ),
    ("The nearest that exists: {words}", "最も近い実在の日：{words}"),
    ("If the dates are swapped: {words}", "日付が入れ替わっていれば：{words}"),
    (
        "If the day is right: {words}. If the weekday is right: {then}.",
        "日が正しければ：{words}　曜日が正しければ：{then}",
    ),
    ("If the day is right: {words}", "日が正しければ：{words}"),
    ("Write the year before it: {words} or {then}", "年を書きます：{words} 又は {then}"),
    ("Write the day only: {words}", "日付だけを書きます：{words}"),
    ("Write the date it was.", "実際の日付を書きます。"),
    (
        "Write one day, for example the first, {day}, or the last, {other}",
        "一日を書きます。例えば初日 {day} 又は末日 {other}",
    ),
    ("Only the date belongs here: {words}", "日付だけを書きます：{words}"),
    (
        "If the other words say nothing of the day, write only the date: {words}",
        "ほかの言葉が日付に関わらなければ、日付だけを書きます：{words}",
    ),
    ("Leave the date out until the day is known.", "日が分かるまで、日付は書かないでおきます。"),
    # eras and years
    ("{words}: {era} ran from {day}.", "{words}：{era}は {day} からです。"),
    ("{words}: 元年 is the first year of an era, and none is named.", "{words}に元号がありません。"),
    ("Write the era before it.", "元号を書きます。"),
    ("{words} names an era but no year of it.", "{words}に元号の年がありません。"),
    ("Write the year: {words}", "年を書きます：{words}"),
    ("{words}: {one} is no way to write a year.", "{words}：「{one}」は年の書き方ではありません。"),
    ("{words} names two years, {number} and {other}.", "{words}に年が二つあります（{number} と {other}）。"),
    ("Write the western year.", "西暦で書きます。"),
    ("Write the western year. The year it would name is {words}.", "西暦で書きます。数えた年は {words} です。"),
    (
        "Write the era or the century before it: YYYY年 or 令和N年.",
        "元号か、西暦の初めの2桁を書きます：YYYY年 か 令和N年",
    ),
    # months and days
    ("{words} names no month.", "{words}に月がありません。"),
    ("Write the month before it: {words}", "月を書きます：{words}"),
    ("Write the day only.", "日付だけを書きます。"),
    ("Write the day only, as YYYY-MM-DD.", "日付だけを YYYY-MM-DD の形で書きます。"),
    (
        "Write the day only. The nearest that exists: {words}",
        "日付だけを書きます。最も近い実在の日：{words}",
    ),
    ("Write one day, for example the first: {day}", "一日を書きます。例えば初日 {day}"),
    # intervals and sets
    (
        "If it ends in the next year, write that year too: {words}",
        "終わりが翌年であれば、その年も書きます：{words}",
    ),
    (
        "In the order of the calendar: {words}. If a later one is of another month or year, write that, too.",
        "暦の順では：{words}　後の日が別の月や年であれば、それも書きます。",
    ),
    (
        "{words} leaves out digits that the register cannot read as one interval.",
        "{words}は、省いた数字のため一つの期間として読めません。",
    ),
    ("Write the first and the last day it can mean: {dates}", "あり得る最初と最後の日を書きます：{dates}"),
    (
        "Write the first and the last day it can mean: {dates} or {last}.",
        "あり得る最初と最後の日を書きます：{dates} か {last}",
    ),
    (
        '{words}: ~ means "about", and only behind a date in figures like YYYY-MM~.',
        "{words}：~ は「頃」を表し、YYYY-MM~ のように数字で書いた日付の後だけに書けます。",
    ),
    ("From … to is written with ～: {words}", "「から」は ～ で書きます：{words}"),
    # words that can mean several things, each with what it leaves open
    (
        "Write the first and the last day or month that is meant: {dates} or {last}.",
        "最初と最後の日又は月を書きます：{dates} か {last}",
    ),
    (
        "Write the interval in which it happened, or {either} when it began then.",
        "行われた期間を書きます。その時に始まったのであれば：{either}",
    ),
    ("Calendar or fiscal half-year?", "暦年の半期ですか、年度の半期ですか。"),
    ("Calendar or fiscal quarter?", "暦年の四半期ですか、年度の四半期ですか。"),
    ("March, or its last day?", "3月ですか、その末日ですか。"),
    ("The last third, or the last day?", "下旬ですか、末日ですか。"),
    ("Within the month, or in its middle?", "その月のうちですか、中旬ですか。"),
    ("Spring of the calendar or of the fiscal year?", "暦年の春ですか、年度の春ですか。"),
    ("Winter lies in two years.", "冬は二つの年にわたります。"),
    ("About a month or a year is written with ~.", "月や年の「頃」は ~ で書きます。"),
    ("Write {dates}.", "次のように書きます：{dates}"),
    ("Write {dates}..", "次のように書きます：{dates}.."),
    ("Write {dates} or {last}", "次のどれかを書きます：{dates}、{last}"),
    ("Write {dates} or {last}..", "次のどれかを書きます：{dates}、{last}.."),
    ("{said} Write {dates}.", "{said}次のように書きます：{dates}"),
    ("{said} Write {dates}..", "{said}次のように書きます：{dates}.."),
    ("{said} Write {dates} or {last}.", "{said}次のどれかを書きます：{dates}、{last}"),
    ("{said} Write {dates} or {last}..", "{said}次のどれかを書きます：{dates}、{last}.."),
    ("{said} What is only planned belongs in expects.", "{said}　予定にすぎない日は expects に書きます。"),
    (
        "What is only planned belongs in expects, with nothing but its date: {words}",
        "予定にすぎない日は、expects に日付だけを書きます：{words}",
    ),
)
