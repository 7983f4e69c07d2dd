"""An evidence package: an answer, its acts, their sources, the proofs, the checkpoint, and a program to check it.

The other modules of this folder are that program: joined to one file they run anywhere, so they import nothing of
reformlog but each other, and nothing that Python 3.8 does not have.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Any

from ...errors import Refused
from ...log import Event
from ...log.lines import read
from ...projections.facts import day_of, group
from ...proof.keys import Verifier
from ...queries import known, refold, states
from ...queries.view import Day, View
from .. import keeping, proving

# The earliest time a ZIP can tell, for every file: the same question then gives the same bytes.
_EARLIEST = (1980, 1, 1, 0, 0, 0)


def of_zone(
    view: View, zone: str, as_of: Day, note: bytes, keys: Iterable[Verifier] = (), whole: bool = False
) -> bytes:
    """The package (a ZIP) for the state of a zone at the end of a day, as known at the view.

    note: a signed checkpoint that covers the view. keys: put in for convenience. whole: all lines of the log as well,
    so that it is shown that no act was left out. Refused when nothing in the log speaks of the zone.
    """
    on, told = view.day(as_of), _telling(zone)
    acts = {event.act for event, body in _bodies(view) if any(group(e) in told for e in body.get("effects", ()))}
    if not acts:
        meant = known.zone_meant(view, zone)
        hint = f"Did you mean --zone {meant[0]}?" if meant else "reformlog zones   lists them"
        raise Refused("zone-unknown", f"No act in the log speaks of a zone {zone}.", hint)
    question = {"zone": zone, "as_of": on, "as_known": view.position}
    answer = states.zone(view, zone, on)
    said = {"question": question, "answer": answer, "readings": readings_of(view, zone)}
    return _packed(view, acts, note, keys, whole, said)


def _telling(zone: str) -> tuple[str, str]:
    """The groups whose effects tell of the row of a zone: its own, and the plan of its id, whose status it shows."""
    return "zone:" + zone, "plan:" + zone


def readings_of(view: View, zone: str) -> dict[str, list[str]]:
    """The days which the words of imprecise dates of effects on a zone are taken for: words -> [earliest, latest].

    Of the acts as they read at the view: what a correction replaced has no part in the answer.
    """
    readings, told = {}, _telling(zone)
    for _, _, body in refold.visible(view.log, view.position):
        for effect in body.get("effects", ()):
            date = day_of(body, effect) if group(effect) in told else None
            if date is not None and date.words != date.earliest:
                readings[date.words] = [date.earliest, date.latest]
    return readings


def of_act(view: View, act: str, note: bytes, keys: Iterable[Verifier] = (), whole: bool = False) -> bytes:
    """The package for one act: all its versions as known at the view. See `of_zone`."""
    event, _ = proving.event_of(view.log, act)
    every = view.log.versions(event.act)
    first, versions = every[0].position, [version for version in every if version.position <= view.position]
    if not versions:
        message = f"{event.act} was not recorded yet at #{view.position}; its first version is #{first}."
        raise Refused("act-unknown", message, f"--as-known {first}")
    question = {"act": event.act, "as_known": view.position}
    answer = [read(version.line).get("body") for version in versions]
    return _packed(view, {event.act}, note, keys, whole, {"question": question, "answer": answer})


def _bodies(view: View) -> list[tuple[Event, dict[str, Any]]]:
    """Every version up to the view that has a body."""
    versions = ((event, read(event.line).get("body")) for event in view.log.events(1, view.position))
    return [(event, body) for event, body in versions if body is not None]


def _packed(
    view: View, acts: set[str], note: bytes, keys: Iterable[Verifier], whole: bool, said: Mapping[str, Any]
) -> bytes:
    """The package of what is said and of every version of the acts as known at the view, with their proofs.

    said: what stands in `question.json`, `answer.json` and, of a zone, `readings.json`, by these names without ending.
    Refused when the checkpoint does not cover the view.
    """
    log, size = view.log, keeping.size_of(view.log, note)
    if size < view.position:
        message = f"The checkpoint covers {size} events; the answer knows {view.position}."
        raise Refused("no-checkpoint", message, f"--as-known {size}, or sign a new one: --key FILE")
    every = [event for act in acts for event in log.versions(act)]
    events = [event for event in every if event.position <= view.position]
    content: dict[str, bytes] = {"checkpoint": note, **{f"{name}.json": _json(value) for name, value in said.items()}}
    for event in sorted(events):
        content[f"events/{event.position:08d}.json"] = event.line
        content[f"proofs/{event.position:08d}.tlog-proof"] = proving.prove(log, event.position, note)
    if whole:
        content["events.jsonl"] = b"".join(event.line + b"\n" for event in log.events(1, size))
    content["sources.txt"] = _sources(events).encode()
    if published := "".join(key.text + "\n" for key in keys):
        content["key.txt"] = published.encode()
    content["verify.py"] = program()
    content["README.txt"] = _README.format(origin=log.origin, size=size).encode()
    return _zip(content)


def program() -> bytes:
    """verify.py: the modules of this folder in one, each put where `check`, or one of these, first imports it."""
    told = set[str]()

    def text(name: str) -> str:
        if name in told:
            return ""
        told.add(name)
        own = files(__package__).joinpath(name + ".py").read_text("utf-8")
        return re.sub(r"from reformlog\.custody\.evidence\.(\w+) import .*\n", lambda found: text(found[1]), own)

    return text("check").encode()


def _sources(events: Iterable[Event]) -> str:
    """What each version of each act cites, for a person to look up."""
    lines = []
    for event in sorted(events):
        lines.append(f"#{event.position} {event.act}, version {event.version}")
        for source in (read(event.line).get("body") or {}).get("sources", ()):
            named = (source.get(field) for field in ("title", "publisher", "dated", "locator", "url", "sha256"))
            lines.append("  " + ", ".join(str(value) for value in named if value))
    return "\n".join(lines) + "\n"


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _zip(content: dict[str, bytes]) -> bytes:
    """The files under their names, stored as they are: no clock and no version of a compressor shows in the bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as package:
        for name in sorted(content):
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            package.writestr(entry, content[name])
    return buffer.getvalue()


_README = """\
Evidence from the register {origin}

question.json, answer.json   what was asked, and the answer
events/                      the acts behind it, each file the bytes of one line of the log
proofs/                      for each event a C2SP tlog-proof: that it is one of the {size} lines of the log
checkpoint                   the C2SP checkpoint over those {size} lines, signed with the register's key
events.jsonl                 when it is here: all lines of the log, so that nothing can have been left out
readings.json                when it is here: which days the words of imprecise dates were taken for
sources.txt                  the documents the acts cite
key.txt                      when it is here: the register's verifier key; compare it with the one the office published
verify.py                    checks it with Python 3.8 alone: python3 verify.py PACKAGE VERIFIER-KEY

PACKAGE is the ZIP or the folder it was unpacked into, VERIFIER-KEY the key itself or a file with it.
verify.py works out every field of answer.json and all of sources.txt from the events and compares them. The readings in
readings.json it prints, for you to judge. What it compares with nothing, such as this text, it names.

What it shows: these acts were recorded in this register, in these words and in this order, before the checkpoint was
signed, and the answer follows from them. What it does not show: that the acts are true; that a source says what an act
says of it; without events.jsonl, that no other act and no later version of these acts changes the answer; without a
witness or a time stamp, that the register shows everyone the same history.

―――― 日本語 ――――
登録簿 {origin} の証拠資料

question.json, answer.json   問いと答え
events/                      答えの根拠となる行為。各ファイルは記録の 1 行をそのまま写したもの
proofs/                      その行が全 {size} 行の記録に含まれることの証明（C2SP tlog-proof）
checkpoint                   全 {size} 行に対する署名（C2SP checkpoint）
events.jsonl                 （ある場合）記録の全行。漏れた行為がないことを確かめられる
readings.json                （ある場合）幅のある日付を、いつからいつまでと読んだか
sources.txt                  行為が引用する文書
key.txt                      （ある場合）登録簿の検証鍵。登録簿の公表する鍵と必ず照合する
verify.py                    検証プログラム（Python 3.8 以降のみで動く）： python3 verify.py 資料 検証鍵

「資料」は ZIP ファイル又はその展開先のフォルダ、「検証鍵」は鍵そのもの又は鍵の入ったファイル。

確かめられること：これらの行為が、署名より前に、この文言と順序で記録されたこと。答えがそこから導かれること。
確かめられないこと：行為が事実であること。出典にその記載があること。
events.jsonl がなければ、ほかの行為や後の訂正が答えを変えないこと。
立会人の署名又はタイムスタンプがなければ、登録簿が誰に対しても同じ記録を示していること。
"""
