#!/usr/bin/env python3
"""Check an evidence package without reformlog: leaves, proofs, root, signature, and the answer worked out again.

    python3 verify.py PACKAGE [VERIFIER-KEY]

PACKAGE is the ZIP, or the folder it was unpacked into. The key is the line the office published (name+id+base64), or a
file with that line: take it from there, not from this package. Exit 0 when the package holds, 1 when it does not, 2
when this was called wrongly. Needs Python 3.8 and nothing else.

Sources: RFC 6962 (tree), C2SP signed-note, tlog-checkpoint and tlog-proof, RFC 8032 (Ed25519).
"""

import base64
import collections
import json
import re
import sys

from reformlog.custody.evidence.note import opened, unspelt
from reformlog.custody.evidence.package import keys_in, package_at, parsed, read, said
from reformlog.custody.evidence.tree import root_from, root_over, sha
from reformlog.custody.evidence.words import misused, must, plain, say, spoken
from reformlog.custody.evidence.zone import DAY, effects_on, facts_of, fold, is_day

# mypy: ignore-errors


ZONE, ACT = re.compile("[a-z][a-z0-9._/-]{0,119}"), re.compile("[A-Za-z0-9][A-Za-z0-9._:/@,#-]{0,499}")
UNHELD = {"README.txt", "key.txt", "verify.py"}  # what is in a package for its reader alone
NEXT = (
    "\nNext: check the package as it was sent, for mail programs and editors change files, with the key that the "
    "office\npublishes, of this year or of former ones. When it still does not hold, rely on nothing in it: send the "
    "office the line\nabove, and ask for the package anew (reformlog export evidence)."
)


# The acts.
def told(lines):
    """What each line says, by position; the versions of an act must stand there as they were recorded, one by one."""
    rows, versions = {}, collections.Counter()
    for position in sorted(lines):
        row = rows[position] = parsed(lines[position])
        canonical = json.dumps(row, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
        must(canonical == lines[position], "line {} is not written as the lines of a log are", position)
        act, version = row["act"], row["version"]
        versions[act] += 1
        must(row["v"] == 1, "line {} is of a version that this program does not know", position)
        must(version == versions[act], "at {} stands version {} of {}, not {}", position, version, act, versions[act])
    return rows


def sources(rows):
    """What each version of each act cites, as sources.txt has it."""
    text = ""
    for position, row in sorted(rows.items()):
        text += f"#{position} {row['act']}, version {row['version']}\n"
        for source in (row.get("body") or {}).get("sources", []):
            named = (source.get(field) for field in ("title", "publisher", "dated", "locator", "url", "sha256"))
            text += "  " + ", ".join(str(value) for value in named if value) + "\n"
    return text


# The package.
def proved(package, note, size, root):
    """Its events by position, each shown by its proof to stand there in the log."""
    lines = {}
    for name in (name for name in package.namelist() if name.startswith("events/")):
        position = int(name[7:-5]) if re.fullmatch(r"events/[0-9]+\.json", name) else 0
        must(name == f"events/{position:08d}.json", "{} names no position", name)
        must(0 < position <= size, "the checkpoint covers {} events, none of them is {}", size, name)
        line = package.read(name)
        head, _, below = read(package, f"proofs/{position:08d}.tlog-proof").partition(b"\n\n")
        first, extra, index, *path = head.decode().split("\n")
        mine = first == "c2sp.org/tlog-proof@v1" and extra == "extra " + base64.b64encode(line).decode()
        must(mine and index == f"index {position - 1}" and below == note, "the proof of {} is another's", name)
        leads_to = root_from(sha(b"\0", line), position - 1, size, [unspelt(step) for step in path])
        must(leads_to == root, "{} does not stand in the log", name)
        lines[position] = line
    return lines


def same(one, other):
    """Whether two values of JSON are the same, also in sort: 1 and true are not."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def hold_zone(rows, question, answer, readings):
    """Hold the answer for a zone against its acts, every field of it. Returns the acts that speak of the zone."""
    zone, day = question["zone"], question["as_of"]
    facts = facts_of(rows, zone, readings)
    must(
        set(readings) == {fact.words for fact in facts if not DAY.fullmatch(fact.words)},
        "readings.json reads other dates than the acts have",
    )
    for words, (earliest, latest) in readings.items():
        must(is_day(earliest) and is_day(latest) and earliest <= latest, "{} cannot be read so", words)
    found = fold(facts, zone, day)
    for field in sorted({*(found or {}), *(answer or {})}):
        ours, theirs = ((row or {}).get(field) for row in (found, answer))
        must(same(ours, theirs), "{}: the acts give {}, the answer says {}", field, ours, theirs)
    must(same(found, answer), "the acts give {}, the answer says {}", found, answer)
    say("Zone {} at the end of {}, as known at {}:", zone, day, question["as_known"])
    for field, value in (found or {"status": "none"}).items():
        say("  {}: {}", field, value)
    for words, (earliest, latest) in sorted(readings.items()):
        say("For you to judge: the date {} was read as {} to {}.", words, earliest, latest)
    return {row["act"] for row in rows.values() if any(effects_on(row, zone))}


def hold_act(rows, question, answer):
    """Hold the answer for an act against its versions. Returns the act."""
    versions = [row.get("body") for _, row in sorted(rows.items()) if row["act"] == question["act"]]
    must(versions and same(versions, answer), "the answer is another than the versions of the act say")
    say("Act {}: {} versions, as answered.", question["act"], len(answer))
    return {question["act"]}


def asked(package, size):
    """The question, when it is one that a package answers: (of a zone or of an act, the question)."""
    question = said(package, "question.json")
    of_zone, known = sorted(question) == ["as_known", "as_of", "zone"], question.get("as_known")
    must(of_zone or sorted(question) == ["act", "as_known"], "the question is none that this program knows")
    name, form = (question["zone"], ZONE) if of_zone else (question["act"], ACT)
    must(
        type(name) is str and form.fullmatch(name),
        "{} is no id of a zone" if of_zone else "{} is no id of an act",
        name,
    )
    must(not of_zone or is_day(question["as_of"]), "{} is no day", question.get("as_of"))
    known_then = type(known) is int and 0 < known <= size
    must(known_then, "the checkpoint covers {} events, not what was known at {}", size, known)
    return of_zone, question


def not_held(names, events, of_zone):
    """The files of a package that are compared with nothing; ends the program for one that no package has."""
    held = {"checkpoint", "question.json", "answer.json", "sources.txt", "events.jsonl"}
    held.update({"readings.json"} if of_zone else ())
    held.update(*({f"events/{at:08d}.json", f"proofs/{at:08d}.tlog-proof"} for at in events))
    strange = sorted(set(names) - held - UNHELD)
    must(not strange, "no file of an evidence package: {}", ", ".join(strange))
    return sorted(set(names) - held)


def check(package, keys=()):
    """Check a package, which is an open ZIP or a Folder; ends the program where something does not hold."""
    names = package.namelist()
    must(len(names) == len(set(names)), "a file is in the package twice")
    note = read(package, "checkpoint")
    origin, size, root, by = opened(note, keys)
    say("The log {} had {} events when its checkpoint was made.", origin, size)
    if keys:
        say("The checkpoint is signed by {}", ", ".join(by))
    events = lines = proved(package, note, size, root)
    must(events, "no event is in the package: it shows nothing")
    say("{} events stand in it: each leaf was hashed, each proof followed to the root.", len(lines))
    of_zone, question = asked(package, size)
    whole = "events.jsonl" in names
    if whole:
        *leaves, behind = package.read("events.jsonl").split(b"\n")
        mine = not behind and len(leaves) == size and root_over([sha(b"\0", leaf) for leaf in leaves]) == root
        must(mine, "events.jsonl is not the log")
        lines = dict(enumerate(leaves, 1))
    answer, readings = said(package, "answer.json"), said(package, "readings.json") if of_zone else {}
    rows = {position: row for position, row in told(lines).items() if position <= question["as_known"]}
    acts = hold_zone(rows, question, answer, readings) if of_zone else hold_act(rows, question, answer)
    mine = {position: row for position, row in rows.items() if row["act"] in acts}
    must(set(events) == set(mine), "events/ has not the events that speak of this, up to the position asked at")
    must(read(package, "sources.txt").decode() == sources(mine), "sources.txt does not say what the acts cite")
    say("Not compared with anything: {}", ", ".join(map(ascii, not_held(names, events, of_zone))))
    if not keys:
        say("NOT CHECKED: who signed. Give the verifier key that the office published: verify.py PACKAGE KEY")
    say("All lines of the log are here." if whole else "NOT SHOWN: that no other event speaks of this; --whole does.")
    say("HOLDS")


def main():
    """Check the package named on the command line."""
    if not 2 <= len(sys.argv) <= 3:
        misused("Name the package, and the key that the office published.")
    sys.stdout.reconfigure(errors="backslashreplace")  # a terminal without Japanese says nothing about the package
    keys = keys_in(sys.argv[2]) if sys.argv[2:] else ()
    try:
        check(package_at(sys.argv[1]), keys)
    except Exception as error:
        why = "a file of the package is not as the register writes it ({})"
        why = spoken("DOES NOT HOLD: ") + spoken(why, repr(error))
    except SystemExit as end:
        why = end.code
    else:
        return
    sys.exit(plain(why) + "\n" + spoken(NEXT) if isinstance(why, str) else why)


if __name__ == "__main__":
    main()
