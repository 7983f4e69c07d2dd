"""What answers say in sentences of their own, in Japanese: of findings, conflicts and explanations.

An answer carries them in English, the same for every reader and for ever. Here stands each beside its Japanese; where a
sentence stands that is not here, a reader sees the English. To add one, add a pair.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache

from . import labels
from .names import SERIES
from .recognising import pattern
from .sentences_of_refusals import REFUSALS
from .sentences_of_verify import VERIFY

# `{said}` and `{then}` are again sentences of these, `{date}` a field of acts, `{reached}` such fields with their
# dates, `{fields}` those of an entity, `{status}` and `{sort}` words of the labels, `{entity}` begins with one,
# `{series}` is one of `names.SERIES`; other parts are taken over as they are. The first pair that fits is taken: what
# follows any sentence stands at the beginning, or the last part of that sentence would take it in; what goes before
# any stands at the end.
SENTENCES: tuple[tuple[str, str], ...] = (
    # what follows another sentence
    ("{said} Held against {act} of {words}.", "{said}比較した行為：{act}（{words}）。"),
    ("{said} Not followed: {why}", "{said}採らない理由：{why}"),
    ("{said} The act may be corrected to it.", "{said}この日付に訂正できる。"),
    ("{said} The record says so itself.", "{said}未収録であることは記録にも明示されている。"),
    # the steps of an audit
    ("Found, in order.", "記録があり、順序も正しい。"),
    (
        "Found; the dates overlap or one is not recorded, so the order is not certain.",
        "記録はあるが、日付が重なるか一方の日付がないため、順序は確かでない。",
    ),
    (
        "Found on the same day; nobody recorded which came first (order: 1, 2 …).",
        "同じ日の記録があり、どちらが先かは記録されていない。",
    ),
    ("Found only after what it should have preceded.", "先に行うべき手続が、後の日付で記録されている。"),
    ("Found before what it should have followed.", "後に行うべき手続が、先の日付で記録されている。"),
    (
        "Found; it may lie before a cancellation or revocation and belong to what that ended.",
        "記録はあるが、指定の解除又は認定の取消しより前のもので、それにより終わったものに属する可能性がある。",
    ),
    (
        "Found years before; it may have served an earlier decision that is not recorded.",
        "何年も前の記録であり、記録されていない以前の決定のためのものであった可能性がある。",
    ),
    ("Found; it may lie in another fiscal year.", "記録はあるが、別の年度のものである可能性がある。"),
    (
        "The law allows this step and does not ask for it; none is recorded.",
        "法律上行うことができる手続（義務ではない）で、記録はない。",
    ),
    (
        "None is recorded, though {series} is complete for these days.",
        "記録がない。この期間の「{series}」はすべて収録済みである。",
    ),
    ("None is recorded; such papers are seldom made public.", "記録がない。この種の文書が公表されることは少ない。"),
    (
        "None is recorded; the record is not complete for these days.",
        "記録がない。この期間は収録が完了していない。",
    ),
    (
        "None is recorded; {series} is not complete for these days.",
        "記録がない。この期間の「{series}」は収録が完了していない。",
    ),
    ("Nothing recorded asks for this step.", "この手続を要する行為は記録されていない。"),
    ("The act is recorded, its date {date} is not.", "行為の記録はあるが、{date}は記録されていない。"),
    (
        "The first sitting recorded is not numbered; the first of all is not recorded.",
        "記録のある最初の会議に回数がなく、第1回の記録はない。",
    ),
    (
        "The first sitting recorded is {number}; the first of all is not recorded.",
        "記録のある最初の会議は{number}で、第1回の記録はない。",
    ),
    ("No evaluation is recorded for these fiscal years.", "これらの年度の評価は記録されていない。"),
    # the papers
    ("{text}: foreseen for {words}; no act says it was done.", "{text}：{words}に予定。実施した行為の記録はない。"),
    ("{title} says {date} {words}; the act says {own}.", "「{title}」では{date}が{words}、記録では{own}。"),
    (
        "No source is a law or of an authority; they are graded {grades}.",
        "法令や公の機関の出典がない（等級：{grades}）。",
    ),
    ("One source: {title}.", "出典は「{title}」のみ。"),
    ("Recorded {days} days after.", "{days}日後に記録された。"),
    ("Recorded {days} days after: {reason}.", "{days}日後に記録された（理由：{reason}）。"),
    ("{number} stands twice in {series}: {acts}.", "「{series}」に{number}が二つある：{acts}。"),
    ("Not recorded: {numbers}.", "記録がない回：{numbers}。"),
    # what check finds
    (
        "{act}, effect {number}, {entity}: {rule} ({law}). {said} Accepted: {reason}",
        "{act} の効果{number}（{entity}、{law}）：{said}容認の理由：{reason}",
    ),
    ("{act}, effect {number}, {entity}: {rule} ({law}). {said}", "{act} の効果{number}（{entity}、{law}）：{said}"),
    (
        "{act}, effect {number}, {entity}: {rule}. {said} Accepted: {reason}",
        "{act} の効果{number}（{entity}）：{said}容認の理由：{reason}",
    ),
    ("{act}, effect {number}, {entity}: {rule}. {said}", "{act} の効果{number}（{entity}）：{said}"),
    ("{act} has no date; no chronology shows it.", "{act} には日付がなく、どの経緯にも現れない。"),
    (
        "{acts} may be one act: the same kind, title and effects, on days that meet.",
        "{acts} は同じ行為の可能性がある（種類、件名及び効果が同じで、日付が重なる）。",
    ),
    (
        "{acts} touch {entity} on {day} and do not say in which order.",
        "{acts} はいずれも {day} に {entity} に関わるが、前後の順が記録されていない。",
    ),
    ("{act} meets {other}, which is not recorded.", "{act} が果たしたとする {other} は記録されていない。"),
    ("{act} meets {other}, which is the act itself.", "{act} が果たしたとする {other} はその行為自身である。"),
    ("{act} meets {other}, which expects nothing.", "{act} が果たしたとする {other} には予定の記載がない。"),
    (
        "{act} is part of {other}, which is not recorded.",
        "{act} は {other} の一部とされるが、{other} は記録されていない。",
    ),
    (
        "{act} is part of {other}, which is itself a part; one level only.",
        "{act} は {other} の一部とされるが、{other} も別の行為の一部である（一段に限る）。",
    ),
    (
        "{act} speaks of the {sort} {name}, which no act introduces.",
        "{act} にある {name}（{sort}）を定めた行為が記録されていない。",
    ),
    (
        "{act} tells the plan {plan} of the zone {zone}; {first} bound it to {own}.",
        "{act} は区域計画 {plan} を区域 {zone} のものとするが、{first} により {own} のものである。",
    ),
    (
        "{act} tells the plan {plan} of the zone {zone} on no day, and so the id binds it to {own}.",
        "{act} は区域計画 {plan} を区域 {zone} のものとするが、日付がないため、計画は id により {own} のものである。",
    ),
    (
        "The plan {plan} has the id of the zone {zone} and is bound to {own}.",
        "区域計画 {plan} は区域 {zone} の id を持つが、{own} のものである。",
    ),
    (
        "{act}: {title} says {date} {words}, the act says {own}.",
        "{act}：「{title}」では{date}が{words}、記録では{own}。",
    ),
    # what to do about it
    ("Correct the act that is wrong.", "誤っている行為を訂正する。"),
    ("Correct {field}:", "{field} を訂正する。"),
    ("Correct zone: in the act that is wrong.", "誤っている行為の zone を訂正する。"),
    ("Correct the number of one of them.", "いずれかの回数を訂正する。"),
    (
        "Correct the date, or write why-not: under the source.",
        "日付を訂正する。又は出典に why-not（採らない理由）を書く。",
    ),
    ("Give each an order: order: 1, order: 2 …", "それぞれに前後の順を書く（order: 1、order: 2 …）。"),
    (
        "If so: {command}   Else give each an order: order: 1, order: 2 …",
        "同じ行為であれば {command} 　別の行為であれば、それぞれに前後の順を書く（order: 1、order: 2 …）。",
    ),
    ("Did you mean  {key}: {near}  ? {then}", "{key}: {near} の誤りではないか。{then}"),
    ("Is the id right ({command})? {then}", "識別子を確かめる（{command}）。{then}"),
    ("Is the id right? {then}", "識別子を確かめる。{then}"),
    ("Else record the act that created it.", "正しければ、それを定めた行為を記録する。"),
    ("Else record its designation.", "正しければ、その指定を記録する。"),
    # why an effect is a conflict
    ("The zone is already designated.", "区域は既に指定されている。"),
    ("The zone is not designated at the end of that day.", "その日の終わりに区域は指定されていない。"),
    (
        "The zone is not designated then (its status is {status}).",
        "その時点で区域は指定されていない（状態：{status}）。",
    ),
    ("Already in the zone: {areas}.", "既に区域に含まれる：{areas}。"),
    ("Not in the zone: {areas}.", "区域に含まれない：{areas}。"),
    ("It is already decided; a change is amended.", "既に決定されている。変更は「変更」として記録する。"),
    ("It is not decided then.", "その時点で決定されていない。"),
    (
        "The policy is already decided; a change is amended.",
        "区域方針は既に決定されている。変更は「変更」として記録する。",
    ),
    (
        "The policy is not decided then (its status is {status}).",
        "その時点で区域方針は決定されていない（状態：{status}）。",
    ),
    (
        "The plan is already approved; a change is change-approved.",
        "区域計画は既に認定されている。変更は「変更の認定」として記録する。",
    ),
    (
        "The plan is not approved then (its status is {status}).",
        "その時点で区域計画は認定されていない（状態：{status}）。",
    ),
    ("The use has ended.", "この活用は既に終了している。"),
    ("The measure exists already and has not ended.", "この特例措置は既にあり、終了していない。"),
    ("The measure is {status} already.", "この特例措置は既に「{status}」である。"),
    (
        "The measure is not in force on that day (it is {status}).",
        "その日に特例措置は効力を有しない（状態：{status}）。",
    ),
    ("The extension does not say until when (until).", "延長後の期限（until）が示されていない。"),
    ("until {day} is not later than {other}.", "期限 {day} は、これまでの期限 {other} より後でない。"),
    ("{effect}: it had already ended ({status}).", "既に終わっている（状態：{status}）。"),
    # what became of an effect
    ("It gives {fields} anew, the same as before.", "前と同じ値を改めて与えた：{fields}。"),
    ("what depends on the zone is judged by this", "区域に依存するものの前提となる。"),
    ("it says which zone the plan belongs to", "区域計画がどの区域のものかを定める。"),
    (
        "It happened between {earliest} and {latest} ({words}): certain only from {day}.",
        "{earliest} から {latest} までの間（{words}）の行為で、確かになるのは {day} から。",
    ),
    ("It takes effect on {words}, after {day}.", "効力の日は {words}（{day} より後）。"),
    ("{reached}; it takes effect on {words}, after {day}.", "{reached}。効力の日は {words}（{day} より後）。"),
    ("{reached}; the day on which it takes effect is not known.", "{reached}。効力の日は不明。"),
    ("It has no date {date}, on which it takes effect.", "効力の日となる{date}がない。"),
    ("Nothing had happened by {day}, and it has no date {date}.", "{day} までは何もなく、{date}もない。"),
    ("It was {status} by #{number}, recorded by {who}: {reason}", "#{number} で「{status}」（記録者 {who}）：{reason}"),
    (
        "At #{known} nobody knew that it was {status} by #{number}, recorded by {who}: {reason}",
        "#{known} の時点では知られていなかったが、#{number} で「{status}」（記録者 {who}）：{reason}",
    ),
    (
        "It was recorded as #{number} at {at}; at #{known} nobody knew.",
        "#{number} として {at} に記録された。#{known} の時点では記録がなかった。",
    ),
    # what stands before another sentence
    ("{entity}: {said}", "{entity}：{said}"),
)
_SENTENCES = {"said", "then"}
_ONE_WORD = ("act", "at", "date", "day", "field", "key", "known", "near", "number", "other", "status")
_SHAPES = dict.fromkeys(_ONE_WORD, r"\S")  # parts without a space in them


@lru_cache(maxsize=4096)
def japanese(text: str, depth: int = 3) -> str | None:
    """The Japanese of a sentence of an answer; None of any other text, which is somebody's own.

    depth: how many sentences may stand one in the other; what somebody wrote may look like any number of them.
    """
    for fits, told in _patterns():
        found = fits(text)
        parts = None if found is None else _parts(found.groupdict(), depth)
        if parts is not None:
            return told.format_map(parts)
    return None


@cache
def _patterns() -> list[tuple[Callable[[str], re.Match[str] | None], str]]:
    """Each sentence as what recognises it."""
    pairs = (*VERIFY, *REFUSALS, *SENTENCES)
    return [(pattern(english, _SHAPES, re.DOTALL).fullmatch, told) for english, told in pairs]


def _parts(found: Mapping[str, str], depth: int) -> dict[str, str] | None:
    """The parts of a sentence as a reader is told them; None when one that must be a sentence is none."""
    parts = dict(found)
    for sentence in _SENTENCES & parts.keys():
        said = japanese(parts[sentence], depth - 1) if depth else None
        if said is None:
            return None
        parts[sentence] = said
    if "date" in parts:
        parts["date"] = labels.field(parts["date"], "ja")
    if "acts" in parts:
        parts["acts"] = parts["acts"].replace(" and ", "、").replace(", ", "、")
    if "entity" in parts:
        sort, space, name = parts["entity"].replace(":", " ", 1).partition(" ")
        parts["entity"] = labels.word("entity", sort, "ja") + space + name
    if "reached" in parts:
        dates = (date.partition(" ") for date in parts["reached"].split(", "))
        parts["reached"] = "、".join(f"{labels.field(name, 'ja')} {words}" for name, _, words in dates)
    if "fields" in parts:
        parts["fields"] = "、".join(labels.column(name, "ja") for name in parts["fields"].split(", "))
    if "sort" in parts:
        parts["sort"] = labels.word("entity", parts["sort"], "ja")
    if "series" in parts:
        named = SERIES.get(parts["series"].partition(":")[0])
        parts["series"] = f"{named}（{parts['series']}）" if named else parts["series"]
    if "status" in parts:
        parts["status"] = labels.word("status", parts["status"], "ja")
    return parts
