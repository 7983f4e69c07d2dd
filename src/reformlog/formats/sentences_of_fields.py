"""What the form explains of each field, in Japanese: more pairs like `sentences_of_acts`."""

from __future__ import annotations

FIELDS: tuple[tuple[str, str], ...] = (
    # what every act has
    ("official name of the act, in Japanese", "行為の正式な件名"),
    ("one short sentence", "短い一文"),
    ("takes effect on this day", "この日に効力が生じる"),
    ("another date of the act", "行為のほかの日付"),
    ("what the act changes: {words}", "この行為により変わるもの：{words}"),
    (
        "the document that says so: {words} grade={list}",
        "根拠となる文書：{words} grade={list}（題名、発行者、文書の日付、所在、箇所、引用、等級）",
    ),
    # what some kinds have
    ("第N回 of the body: {words}", "会議体の第何回かを数字で：{words}"),
    ("zone=number: {words}", "区域=回数：{words}"),
    ("number={words} amends=…", "number={words} amends=…（法令番号、改正の対象）"),
    (
        "what={words} enforced={day} words=…",
        "what={words} enforced={day} words=…（その部分、施行日、法令の文言）",
    ),
    ("a body it was held jointly with", "合同で開催した会議体"),
    ("short id of the body: {words}", "会議体の短い識別子：{words}"),
    (
        "zone-council-members, operators …",
        "公募の対象：zone-council-members（区域会議の構成員）、operators（事業者）など",
    ),
    ("the other regime", "国家戦略特区以外の制度の名称"),
    ("what the source states: {words} ({list})", "出典にある件数：{words}（使えるもの：{list}）"),
    # what few acts need
    (
        "1, 2, 3 when several acts of one day touch one entity",
        "同じ日の複数の行為が同じ対象に関わるときの順（1、2、3）",
    ),
    ("why a date is only bounded by other facts", "出典に日付がなく、ほかの事実から期間だけが分かるときの理由"),
    ("what the act says will be done: {words}", "行為の中で予定として述べたこと：{words}"),
    ("ids of acts whose expectations this act fulfils", "この行為が果たした予定を述べた行為の識別子"),
    ("id of the act in whose row it is shown", "経緯の表でまとめて示す行為の識別子"),
    ("further zones whose chronology shows the act", "効果のほかに、この行為を経緯に示す区域の識別子"),
    (
        "{miyagi-kumamoto: {title: …, detail: …}}",
        "公式の表のとおりの文言を区域ごとに：{miyagi-kumamoto: {title: …, detail: …}}",
    ),
    ("where it was held", "開催した場所"),
    ("in-person, online or written", "in-person（対面）、online（オンライン）、written（持ち回り）のどれか"),
    ("an item of the agenda", "議題の一つ"),
    ("draft or agreed", "draft（案）又は agreed（合意済みの議事録）"),
    ("a sentence: why this date and not that one", "一文で：例えば、なぜこの日付を採ったか"),
    ("title in English, where there is an official one", "正式な英語の件名があれば"),
    ("detail in English", "説明の英語"),
    # what the form itself asks for
    (
        "id of the act, where it is not to be DATE.kind: {words}",
        "行為の識別子。書かなければ「日付.種類」になる。例：{words}",
    ),
    ("names of further fields: {list}", "書きたい欄の名前（空白で区切る）：{list}"),
)
