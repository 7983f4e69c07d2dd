"""Evidence packages held by the program they carry: genuine ones always, altered ones never."""

from __future__ import annotations

import ast
import contextlib
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import histories
import played
from acts import act
from reformlog.custody import evidence, signing
from reformlog.custody.evidence import check, note, words
from reformlog.custody.evidence import zone as apart
from reformlog.custody.evidence.japanese import JAPANESE
from reformlog.custody.evidence.package import package_at
from reformlog.errors import Refused
from reformlog.events.effects import BY_NAME, EFFECTS
from reformlog.events.kinds import KINDS, Kind
from reformlog.log import lines
from reformlog.projections.shapes import ROWS
from reformlog.proof import keys
from reformlog.queries import states
from reformlog.register import Register

KEY = keys.Signer("reformlog.example/played", keys.ED25519, bytes(range(32)))
Content = dict[str, Any]


def packed(made: Register, zone: str, on: str, known: int | None = None, whole: bool = False) -> bytes:
    """The evidence for a zone on a day, under a checkpoint over all of the log."""
    note = signing.checkpoint(made.log, KEY, None)
    return evidence.of_zone(made.view(known), zone, on, note, [KEY.verifier], whole)


def told(package: bytes, key: str | None = None) -> str:
    """What the program says of a package; ends the test when it does not hold."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), zipfile.ZipFile(io.BytesIO(package)) as opened:
        check.check(opened, check.keys_in(key) if key else ())
    assert said.getvalue().endswith("HOLDS\n")
    return said.getvalue()


def refused(package: bytes) -> str:
    """Why the program does not hold a package."""
    with pytest.raises(SystemExit) as ended:
        told(package)
    assert str(ended.value.code).startswith("DOES NOT HOLD: ")
    return str(ended.value.code)


def changed(package: bytes, change: Callable[[Content], object]) -> bytes:
    """The package after a change of its files, of which those in JSON are given as what they hold."""
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        content: Content = {name: opened.read(name) for name in opened.namelist()}
    told_in_json = ("question.json", "answer.json", "readings.json")
    for name in told_in_json:
        content[name] = json.loads(content[name])
    change(content)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as new:
        for name, data in content.items():
            new.writestr(name, json.dumps(data).encode() if name in told_in_json else data)
    return buffer.getvalue()


def renumbered(content: Content, old: int, new: int) -> None:
    """Puts an event and its proof at another position."""
    line, proof = content.pop(f"events/{old:08d}.json"), content.pop(f"proofs/{old:08d}.tlog-proof")
    content[f"events/{new:08d}.json"] = line
    content[f"proofs/{new:08d}.tlog-proof"] = proof.replace(b"\nindex %d\n" % (old - 1), b"\nindex %d\n" % (new - 1))


def order(name: str, day: str, word: str = "designated", /, **more: Any) -> dict[str, Any]:
    return act(name, "cabinet-order", {"zone": "z1", "is": word, **more}, enforced=day)


def approval(name: str, day: str) -> dict[str, Any]:
    return act(name, "plan-approval", {"plan": "z1", "is": "approved"}, approved=day)


@pytest.fixture
def withdrawn() -> Iterable[Register]:
    """A designation at 1, withdrawn at 2; at 3 another zone."""
    with played.register() as made:
        made.append(order("a1", "2024-02-01", areas=["04"], name="甲区域"))
        made.withdraw("a1", reason="it never happened")
        made.append(act("a2", "cabinet-order", {"zone": "z2", "is": "designated"}, enforced="2024-02-01"))
        yield made


# What is altered


@pytest.mark.parametrize("place", ["path", "root", "signature"])
def test_a_hash_or_signature_in_another_spelling_than_its_own_is_refused(withdrawn, place):
    """A letter that base64 does not have stands in it; a lenient reader would pass over it and read the same."""

    def respelt(content: Content) -> None:
        lines = content["checkpoint"].split(b"\n")
        at = {"root": 2, "signature": 4}.get(place)
        if at is not None:
            lines[at] = lines[at][:-3] + b"}" + lines[at][-3:]
            proof = content["proofs/00000001.tlog-proof"].partition(b"\n\n")[0]
            content["checkpoint"] = b"\n".join(lines)
            content["proofs/00000001.tlog-proof"] = proof + b"\n\n" + content["checkpoint"]
        else:
            head, blank, note = content["proofs/00000001.tlog-proof"].partition(b"\n\n")
            content["proofs/00000001.tlog-proof"] = head[:-3] + b"}" + head[-3:] + blank + note

    package = changed(packed(withdrawn, "z1", "2024-03-01", known=1), respelt)
    with pytest.raises(SystemExit, match="another spelling"):
        told(package, KEY.verifier.text if place == "signature" else None)


def test_an_event_at_a_position_beyond_the_checkpoint_is_refused(withdrawn):
    """Put at 5, after its withdrawal, an order that was withdrawn would read as standing."""
    honest = packed(withdrawn, "z1", "2024-03-01", known=1)

    def forge(content: Content) -> None:
        renumbered(content, 1, 5)
        content["question.json"]["as_known"] = content["answer.json"]["position"] = 5
        content["sources.txt"] = content["sources.txt"].replace(b"#1 ", b"#5 ")

    assert "status: designated" in told(honest, KEY.verifier.text)
    assert "covers 3 events" in refused(changed(honest, forge))
    assert told(packed(withdrawn, "z1", "2024-03-01")).count("status: none")


@pytest.mark.parametrize("size", range(1, 10))
def test_a_path_leads_to_the_root_from_its_own_place_and_from_no_other(size):
    """RFC 9162 §2.1.3.2: a place that the tree does not have is refused before the path is followed."""
    leaves = [check.sha(b"\0", bytes([place])) for place in range(size)]
    root = check.root_over(leaves)

    def path(place: int, leaves: list[bytes]) -> list[bytes]:
        if len(leaves) == 1:
            return []
        half = 1 << (len(leaves) - 1).bit_length() - 1
        left, right = leaves[:half], leaves[half:]
        if place < half:
            return [*path(place, left), check.root_over(right)]
        return [*path(place - half, right), check.root_over(left)]

    def leads(place: int, at: int) -> bool:
        try:
            return check.root_from(leaves[place], at, size, path(place, leaves)) == root
        except SystemExit:
            return False

    for place in range(size):
        assert [at for at in range(-2, 4 * size) if leads(place, at)] == [place]


def test_the_versions_of_an_act_stand_in_the_order_of_their_positions_with_none_missing():
    with played.register() as made:
        made.append(order("a1", "2024-02-01"))
        for day in ("2024-02-02", "2024-02-03"):
            made.correct("a1", order("a1", day), reason="it was otherwise")
        package = packed(made, "z1", "2024-03-01")
    for missing in (1, 2):

        def leave_out(content: Content, at: int = missing) -> None:
            del content[f"events/{at:08d}.json"]

        assert "stands version" in refused(changed(package, leave_out))
    with pytest.raises(SystemExit, match="stands version 2 of a, not 1"):
        check.told({1: b'{"act":"a","v":1,"version":2}', 2: b'{"act":"a","v":1,"version":1}'})
    with pytest.raises(SystemExit, match="stands version 1 of a, not 2"):
        check.told({1: b'{"act":"a","v":1,"version":1}', 2: b'{"act":"a","v":1,"version":1}'})


@pytest.mark.parametrize("known", [4, 99999, 0, -1, True, "3", None])
@pytest.mark.parametrize("whole", [False, True])
def test_nothing_is_known_beyond_the_checkpoint(withdrawn, known, whole):
    package = packed(withdrawn, "z1", "2024-03-01", whole=whole)
    forged = changed(package, lambda content: content["question.json"].update(as_known=known))
    assert "the checkpoint covers 3 events" in refused(forged)


@pytest.mark.parametrize(
    "as_of", ["20240301", "2024-03", "2024年3月1日", "２０２４-０３-０１", "", "2024-06-99", "2023-02-29", None]
)
def test_a_question_is_about_one_day(withdrawn, as_of):
    package = packed(withdrawn, "z1", "2024-03-01", known=1)
    assert "is no day" in refused(changed(package, lambda content: content["question.json"].update(as_of=as_of)))


def test_a_question_with_more_in_it_than_the_program_knows_is_not_held(withdrawn):
    package = packed(withdrawn, "z1", "2024-03-01", known=1)
    assert "question" in refused(changed(package, lambda content: content["question.json"].update(axis="decided")))


@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize("field", ROWS["zone"])
def test_every_field_of_an_answer_is_compared(withdrawn, whole, field):
    package = packed(withdrawn, "z1", "2024-03-01", known=1, whole=whole)
    answered = states.zone(withdrawn.view(1), "z1", "2024-03-01")[field]
    for value in ("another", ["04", "13"], None, 1, True):
        if (type(value), value) != (type(answered), answered):
            forged = changed(package, lambda content, new=value: content["answer.json"].update({field: new}))
            assert refused(forged).startswith(f"DOES NOT HOLD: {field}: ")
    refused(changed(package, lambda content: content["answer.json"].pop(field)))


def test_an_answer_with_a_field_more_or_none_at_all_is_not_held(withdrawn):
    package = packed(withdrawn, "z1", "2024-03-01", known=1)
    refused(changed(package, lambda content: content["answer.json"].update(more=None)))
    refused(changed(package, lambda content: content.update({"answer.json": None})))
    nothing = packed(withdrawn, "z1", "2024-03-01")
    refused(changed(nothing, lambda content: content.update({"answer.json": {"status": "none"}})))


@pytest.mark.parametrize("whole", [False, True])
def test_sources_are_those_the_acts_cite(withdrawn, whole):
    package = packed(withdrawn, "z1", "2024-03-01", known=1, whole=whole)
    for new in (b"", b"forged\n", b"#1 a1, version 1\n  \xe5\xae\x98\xe5\xa0\xb1, p. 2\n"):
        assert "sources.txt" in refused(changed(package, lambda content, new=new: content.update({"sources.txt": new})))


def test_a_whole_package_holds_each_event_that_speaks_of_the_zone_and_no_other(withdrawn):
    package = packed(withdrawn, "z1", "2024-03-01", whole=True)

    def leave_out(content: Content) -> None:
        del content["events/00000002.json"]
        content["sources.txt"] = b"#1 a1, version 1\n  \xe5\xae\x98\xe5\xa0\xb1\n"

    assert "events/ has not the events" in refused(changed(package, leave_out))
    other = packed(withdrawn, "z2", "2024-03-01")
    with zipfile.ZipFile(io.BytesIO(other)) as opened:
        more = {name: opened.read(name) for name in opened.namelist() if "00000003" in name}
    assert "events/ has not the events" in refused(changed(package, lambda content: content.update(more)))


@pytest.mark.parametrize("more", [b"{}", b"{}\n", b"\n"])
def test_nothing_stands_behind_the_lines_of_the_log(withdrawn, more):
    package = packed(withdrawn, "z1", "2024-03-01", whole=True)
    said = refused(changed(package, lambda content: content.update({"events.jsonl": content["events.jsonl"] + more})))
    assert "events.jsonl is not the log" in said


def test_a_package_made_to_fill_the_memory_is_refused_before_it_is_unpacked(withdrawn, tmp_path):
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as new:
        new.writestr("checkpoint", bytes(1 << 22))
    with pytest.raises(SystemExit, match="unpacks to hundreds of times"):
        package_at(str(bomb))


def test_what_a_date_is_read_as_is_printed_and_only_for_dates_that_count():
    with played.register() as made:
        made.append(order("a1", "2024年2月"))
        made.correct("a1", order("a1", "2024年3月"), reason="it was otherwise")
        package = packed(made, "z1", "2024-03-31")
    assert "the date 2024年3月 was read as 2024-03-01 to 2024-03-31" in told(package)
    for readings in (
        {"2024年3月": ["2024-03-01", "2024-03-31"], "2024年2月": ["2024-02-01", "2024-02-29"]},
        {"2024年3月": ["2024-03-31", "2024-03-01"]},
        {"2024年3月": ["", "2024-03-31"]},
    ):
        refused(changed(package, lambda content, new=readings: content.update({"readings.json": new})))


def test_the_program_names_what_it_compared_with_nothing(withdrawn):
    package = packed(withdrawn, "z1", "2024-03-01", known=1)
    assert "Not compared with anything: 'README.txt', 'key.txt', 'verify.py'\n" in told(package)


@pytest.mark.parametrize(
    "name",
    ["events2.json", "proofs/9.tlog-proof", "EVENTS.JSONL", "Events/00000001.json", "../../evil", "key.txt\u202e"],
)
def test_a_file_that_no_package_has_is_refused_by_its_name(withdrawn, name):
    """Where a disk does not tell case apart, or paths are followed, it would stand in for a file that was compared."""
    package = packed(withdrawn, "z1", "2024-03-01", known=1)
    said = refused(changed(package, lambda content: content.update({name: b""})))
    assert said == f"DOES NOT HOLD: no file of an evidence package: {name}".replace("\u202e", "⟨U+202E⟩")


FORGED = "z1 at the end of 2024-03-01, as known at 3:\n  status: cancelled\nHOLDS\n\x1b[8m"


def test_a_question_prints_no_answer_of_its_own(withdrawn):
    """The name of a zone or an act is an id, so that no line can be made with it."""

    def forge(content: Content) -> None:
        for name in [name for name in content if name.startswith(("events/", "proofs/"))]:
            del content[name]
        content["question.json"]["zone"] = FORGED
        content.update({"answer.json": None, "readings.json": {}, "sources.txt": b""})

    package = packed(withdrawn, "z1", "2024-03-01")
    assert "it shows nothing" in refused(changed(package, forge))
    said = refused(changed(package, lambda content: content["question.json"].update(zone=FORGED)))
    assert said.startswith("DOES NOT HOLD: z1 at the end of") and said.endswith("⟨U+001B⟩[8m is no id of a zone")
    of_act = changed(package, lambda content: content.update({"question.json": {"act": FORGED, "as_known": 3}}))
    assert "⟨U+001B⟩[8m is no id of an act" in refused(of_act)


def test_nothing_in_a_package_reaches_the_terminal_as_it_is(withdrawn):
    """Names of files, the name of the log, and texts of acts are printed on their line, control characters spelt."""
    package = packed(withdrawn, "z1", "2024-03-01", known=1)
    named = refused(changed(package, lambda content: content.update({"events/\x1b[2J\nHOLDS": b""})))
    assert named == "DOES NOT HOLD: events/⟨U+001B⟩[2J⟨U+000A⟩HOLDS names no position"
    with played.register() as made:
        made.append(order("a1", "2024-02-01", areas=["04"], name="甲　区域\n  status: cancelled\nHOLDS"))
        said = told(packed(made, "z1", "2024-03-01"))
    assert "  name: 甲　区域⟨U+000A⟩  status: cancelled⟨U+000A⟩HOLDS\n" in said
    assert words.plain("\x9b\u202e\u2028a") == "⟨U+009B⟩⟨U+202E⟩⟨U+2028⟩a"


def test_a_key_that_stands_twice_is_refused_whichever_of_its_values_is_true(withdrawn):
    package = packed(withdrawn, "z1", "2024-03-01", known=1)

    def twice(file: str, first: bytes) -> bytes:
        with zipfile.ZipFile(io.BytesIO(package)) as opened:
            content = {name: opened.read(name) for name in opened.namelist()}
        content[file] = first + (b"" if first.endswith(b"}") else content[file].lstrip()[1:])
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as new:
            for name, data in content.items():
                new.writestr(name, data)
        return buffer.getvalue()

    told(twice("answer.json", b"{"))
    for file, first in (
        ("answer.json", b'{"status":"cancelled",'),
        ("question.json", b'{"as_of":"1999-01-01",'),
        ("readings.json", b'{"x":1,"x":1}'),
    ):
        assert "a key stands twice" in refused(twice(file, first))


@pytest.mark.parametrize(
    "line",
    [
        b'{"act":"b","act":"a","v":1,"version":1}',
        b'{"act":"a","body":{},"body":{"x":1},"v":1,"version":1}',
        b'{"act": "a","v":1,"version":1}',
        b'{"act":"a","v":1,"version":1} ',
        b'{"act":"a",\n"v":1,"version":1}',
        b'{"v":1,"act":"a","version":1}',
        b'{"act":"\\u0061","v":1,"version":1}',
        b'{"act":"a","body":{"order":1.5},"v":1,"version":1}',
        b'{"act":"a","body":{"order":NaN},"v":1,"version":1}',
    ],
)
def test_a_line_that_is_not_written_as_the_log_writes_lines_is_not_held(line):
    with pytest.raises(SystemExit, match="DOES NOT HOLD: "):
        check.told({1: line})


def test_a_line_with_whatever_characters_is_held_as_the_log_writes_it():
    text = "".join(map(chr, (*range(0x300), 0x2028, 0xE000, 0xFFFD, 0x20BB7, 0xE0100)))
    body = {text: text, "\uffff": [0, -1, 2**63 - 1, True, None, {}, []], "\U00010000": {"b": 1, "a": 2, "é": 3}}
    line = lines.write("a", 1, "law", "2024-02-01T00:00:00.000000Z", {"body": body})
    assert check.told({1: line})[1]["body"] == body


def test_a_file_that_is_in_a_package_twice_is_not_held(withdrawn):
    buffer = io.BytesIO(packed(withdrawn, "z1", "2024-03-01"))
    with zipfile.ZipFile(buffer, "a") as opened, pytest.warns(UserWarning, match="Duplicate"):
        opened.writestr("answer.json", opened.read("answer.json"))
    assert "twice" in refused(buffer.getvalue())


def test_an_act_is_packed_from_the_position_at_which_it_was_recorded(withdrawn):
    note = signing.checkpoint(withdrawn.log, KEY, None)
    with pytest.raises(Refused, match="its first version is #3"):
        evidence.of_act(withdrawn.view(2), "a2", note)
    told(evidence.of_act(withdrawn.view(3), "a2", note))
    told(evidence.of_act(withdrawn.view(1), "a1", note, whole=True))


# What is genuine


def test_a_terminal_that_cannot_show_japanese_does_not_make_a_package_doubtful(withdrawn, tmp_path, monkeypatch):
    (tmp_path / "e.zip").write_bytes(packed(withdrawn, "z1", "2024-03-01", known=1))
    terminal = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr("sys.stdout", terminal)
    monkeypatch.setattr("sys.argv", ["verify.py", str(tmp_path / "e.zip")])
    check.main()
    terminal.seek(0)
    assert "name: \\u7532" in (said := terminal.read()) and said.endswith("HOLDS\n")


def test_a_plan_approved_before_its_zone_is_certain_shows_in_no_answer_until_it_is():
    """Designated in March, the plan approved in its first days: on the 10th nothing is in force."""
    with played.register() as made:
        made.append(order("a1", "2024年3月"))
        made.append(approval("a2", "2024年3月上旬"))
        assert "status: none" in told(packed(made, "z1", "2024-03-10"))
        assert "plan: approved" in told(packed(made, "z1", "2024-03-31"))


def test_what_is_approved_within_the_interval_of_a_new_designation_belongs_to_it():
    with played.register() as made:
        made.append(order("a1", "2024-03-01"))
        made.append(order("a2", "2024-05-01", "cancelled"))
        made.append(order("a3", "2024年6月"))
        made.append(approval("a4", "2024-06-10"))
        made.append(act("a5", "zone-policy", {"policy": "z1", "is": "decided"}, decided="2024-06-10"))
        said = told(packed(made, "z1", "2024-06-30"))
        assert "plan: approved" in said and "policy: decided" in said


def test_a_plan_may_be_approved_while_it_is_only_possible_that_the_zone_was_cancelled():
    with played.register() as made:
        made.append(order("a1", "2024-03-01"))
        made.append(order("a2", "2024年5月", "cancelled"))
        made.append(approval("a3", "2024-05-10"))
        assert "plan: approved" in told(packed(made, "z1", "2024-05-30"))
        assert "plan: ended" in told(packed(made, "z1", "2024-05-31"))


def test_the_program_ranks_effects_and_names_fields_as_the_register_does():
    assert [effect.name for effect in EFFECTS if effect.entity in apart.LIVES] == apart.RANKS
    assert ROWS["zone"] == apart.FIELDS


FEW = settings(
    max_examples=80,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
# Each effect that the row of a zone shows with a kind that may have it; those that decide more often than the others.
ALLOWED = {name: next(kind for kind in KINDS.values() if name in kind.effects) for name in apart.RANKS}
DATED = st.sampled_from((*histories.EXACT[2:8], *histories.EXACT[2:8], *histories.WIDE))  # few days, so that many meet
OFTEN = ("zone.designated", "zone.designated", "zone.cancelled", "plan.approved", "policy.decided", "policy.endorsed")


@cache
@st.composite
def effects(draw: st.DrawFn, kind: Kind) -> dict[str, Any]:
    """An effect on z1, its policy or its plan; rarely on a plan called so that belongs to another zone."""
    entity, _, word = draw(st.sampled_from(tuple(name for name in kind.effects if name in ALLOWED))).partition(".")
    effect = {entity: "z1", "is": word}
    for field in BY_NAME[entity, word].fields:
        if field in histories.FIELDS and draw(st.booleans()):
            effect[field] = draw(histories.FIELDS[field])
    if entity == "plan" and draw(histories.rarely(6)):
        effect["zone"] = draw(st.sampled_from(("z1", "z2")))
    if draw(histories.rarely(6)):
        effect["at"] = draw(DATED)
    return effect


@st.composite
def entries(draw: st.DrawFn) -> list[dict[str, Any]]:
    """A batch about one zone, in which acts are corrected, withdrawn and brought back."""
    made = [order("a", draw(DATED), areas=["04"])]
    names, gone = ["a"], set()
    for number in range(draw(st.integers(6, 18))):
        again = draw(histories.rarely())
        name = draw(st.sampled_from(names)) if again else f"a{number}"
        kind = ALLOWED[draw(st.sampled_from((*OFTEN, *OFTEN, *OFTEN, *ALLOWED)))]
        body = {"id": name, "kind": kind.name, "title": name, "sources": [{"title": "官報", "locator": str(number)}]}
        body |= {kind.effective: draw(DATED), "order": draw(st.integers(0, 2))}
        body["effects"] = draw(st.lists(effects(kind), min_size=1, max_size=2))
        if not again:
            names.append(name)
            made.append(body)
        elif draw(st.booleans()) and name not in gone:
            gone.add(name)
            made.append({"withdraw": name, "reason": "it never happened"})
        else:
            gone.discard(name)
            made.append({"correct": name, "reason": "it was otherwise", "act": body})
    return made


def test_an_area_that_an_act_names_twice_is_one_area_of_the_zone():
    """Proposed, designated and added; whoever takes it away takes away all of it. A package says the same."""
    with played.register() as made:
        made.append(
            act("a0", "expert-panel", {"zone": "z1", "is": "candidate", "areas": ["04", "04"]}, held="2024-01-01")
        )
        assert made.zone("z1", as_of="2024-01-31").proposed_areas == ["04"]
        made.append(order("a1", "2024-02-01", areas=["04", "43", "04"]))
        assert made.zone("z1", as_of="2024-02-01").areas == ["04", "43"]
        told(packed(made, "z1", "2024-03-01"))
        made.append(order("a2", "2024-03-01", "area-changed", remove=["04"], add=["07", "07"]))
        assert made.zone("z1", as_of="2024-03-01").areas == ["43", "07"]


@FEW
@given(entries(), st.data())
def test_every_answer_the_register_packs_is_held(batch: Any, data: st.DataObject) -> None:
    """One package as it is, and the answers for the other days by the function that holds them."""
    with played.register() as made:
        made.append(batch, accept_conflict="both are right")
        earlier = data.draw(st.integers(1, made.log.position()))
        told(packed(made, "z1", data.draw(st.sampled_from(histories.DAYS)), earlier, whole=data.draw(st.booleans())))
        for known in {earlier, made.log.position()}:
            view = made.view(known)
            rows = {event.position: json.loads(event.line) for event in made.log.events(1, known)}
            readings = evidence.readings_of(view, "z1")
            for on in histories.DAYS:
                question = {"zone": "z1", "as_of": on, "as_known": known}
                with contextlib.redirect_stdout(io.StringIO()):
                    check.hold_zone(rows, question, states.zone(view, "z1", on), readings)


def test_a_package_tells_its_reader_in_japanese_too_what_it_shows_and_holds_no_empty_key(withdrawn):
    note = signing.checkpoint(withdrawn.log, KEY, None)
    package = evidence.of_zone(withdrawn.view(1), "z1", "2024-03-01", note, ())
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        assert "key.txt" not in opened.namelist()
        assert "確かめられないこと：行為が事実であること。" in opened.read("README.txt").decode()
    assert "NOT CHECKED: who signed." in told(package)


SPOKEN = re.compile(r"(must|say|misused|spoken)\(")


def test_the_program_says_each_of_its_sentences_in_japanese_too_with_the_same_parts():
    """Whoever writes a new one adds it to the list; and none stands there that is said no more."""
    said = set()
    for node in ast.walk(ast.parse(evidence.program())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and SPOKEN.match(node.func.id + "("):
            said |= {part.value for part in ast.walk(node) if isinstance(part, ast.Constant)} & set(map(str, JAPANESE))
            sentences = node.args[1:2] if node.func.id == "must" else node.args[:1]
            for part in (part for sentence in sentences for part in ast.walk(sentence)):
                if isinstance(part, ast.Constant) and part.value not in ("  {}: {}", None):
                    assert part.value in JAPANESE, part.value
    elsewhere = {check.NEXT, note.MAILED, "a file of the package is not as the register writes it ({})"}
    assert JAPANESE.keys() - said == elsewhere
    assert [english for english, told in JAPANESE.items() if english.count("{}") != told.count("{}")] == []


def test_in_a_japanese_shell_the_program_speaks_japanese_and_names_its_verdict_as_ever(withdrawn, monkeypatch):
    """What stands in a package is put into a sentence and never taken for one."""
    package = packed(withdrawn, "z1", "2024-03-01")
    monkeypatch.setenv("REFORMLOG_LANG", "ja")
    said = io.StringIO()
    with contextlib.redirect_stdout(said), zipfile.ZipFile(io.BytesIO(package)) as opened:
        check.check(opened)
    lines = said.getvalue().splitlines()
    assert lines[-1] == "成り立つ（HOLDS）" and "  status: none" in lines
    assert "示されていない：ほかに関係する記録がないこと（--whole で作った資料なら示される）。" in lines
    forged = changed(package, lambda content: content.update({"events/HOLDS": b""}))
    with pytest.raises(SystemExit, match="成り立たない（DOES NOT HOLD）：events/HOLDS が位置を示していない"):
        told(forged)
