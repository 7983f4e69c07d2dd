#!/usr/bin/env python3
"""Check an evidence package without reformlog: leaves, proofs, root, signature, and the answer worked out again.

    python3 verify.py PACKAGE.zip [VERIFIER-KEY]

Needs Python 3.8 and nothing else. The key is the line the office published (name+id+base64): take it from there, not
from this package. Sources: RFC 6962 (tree), C2SP signed-note, tlog-checkpoint and tlog-proof, RFC 8032 (Ed25519).
"""

import base64
import hashlib
import json
import re
import sys
import zipfile

# mypy: ignore-errors


def must(holds, message):
    """End here, saying what does not hold."""
    if not holds:
        sys.exit("DOES NOT HOLD: " + message)


# Ed25519: RFC 8032, section 5.1, points in extended coordinates.
P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def add(a, b):
    m, n = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    c, d = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = n - m, d - c, d + c, n + m
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(k, point):
    result = (0, 1, 1, 0)
    while k:
        result = add(result, point) if k & 1 else result
        point, k = add(point, point), k >> 1
    return result


def decode(raw):
    sign, y = raw[31] >> 7, int.from_bytes(raw, "little") & (2**255 - 1)
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(x2, (P + 3) // 8, P)
    x = x if (x * x - x2) % P == 0 else x * pow(2, (P - 1) // 4, P) % P
    must(len(raw) == 32 and y < P and (x * x - x2) % P == 0 and (x or not sign), "the signature or key is malformed")
    x = x if x & 1 == sign else P - x
    return x, y, 1, x * y % P


def signed(public, message, signature):
    """Whether the key made this signature of 64 bytes over the message."""
    base, s = decode((4 * pow(5, P - 2, P) % P).to_bytes(32, "little")), int.from_bytes(signature[32:], "little")
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    left, right = times(s, base), add(decode(signature[:32]), times(h, decode(public)))
    return s < L and all((left[i] * right[2] - right[i] * left[2]) % P == 0 for i in (0, 1))


# The checkpoint, and the tree under it.
def opened(note, key):
    """(origin, size, root) of the checkpoint; with a key its signature is checked."""
    text, _, signatures = note.rpartition("\n\n")
    origin, size, root = text.split("\n")[:3]
    if key:
        name, key_id, encoded = key.split("+", 2)
        public = base64.b64decode(encoded)
        must(public[:1] == b"\1" and hashlib.sha256(name.encode() + b"\n" + public).hexdigest()[:8] == key_id, "no key")
        lines = [line.split(" ") for line in signatures.splitlines()]
        mine = [base64.b64decode(words[2]) for words in lines if words[:2] == ["\u2014", name]]
        mine = [raw[4:] for raw in mine if raw[:4].hex() == key_id and len(raw) == 68]
        must(name == origin and mine, "the key given did not sign the checkpoint")
        must(signed(public[1:], (text + "\n").encode(), mine[0]), "the signature is not over this checkpoint")
    return origin, int(size), base64.b64decode(root)


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def root_over(leaves):
    """The root of the tree over all leaves."""
    while len(leaves) > 1:
        pairs = [sha(b"\1", leaves[i], leaves[i + 1]) for i in range(0, len(leaves) - 1, 2)]
        leaves = pairs + leaves[len(leaves) // 2 * 2 :]
    return leaves[0]


def root_from(found, at, size, path):
    """The root that a proof leads to from the leaf at a place (RFC 9162, section 2.1.3.2)."""
    last = size - 1
    for step in path:
        must(last > 0, "a proof is too long")
        if at & 1 or at == last:
            found = sha(b"\1", step, found)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            found = sha(b"\1", found, step)
        at, last = at >> 1, last >> 1
    return found if last == 0 else b""


# The answer, folded again: the status of a zone, its policy and its plan (reformlog: semantics, order of folding).
ENTITIES = ("measure", "plan", "policy", "basic-policy", "proposal", "call", "bill", "zone")
LIVES = {
    "zone": "candidate consulted endorsed designated area-changed renamed nicknamed evaluated cancelled",
    "policy": "consulted endorsed decided amended",
    "plan": "agreed applied endorsed approved change-approved minor-changed evaluated revoked",
}
RANKS = [f"{entity}.{word}" for entity, words in LIVES.items() for word in words.split()]
DATES = """held: council-meeting expert-panel wg-hearing discussion zone-council zone-subcommittee
decided: cabinet-decision zone-policy  enforced: law cabinet-order  opened: proposal-call public-offering
submitted: proposal bill  made: request plan-minor-change  answered: consultation  ended: bill-outcome project-end
promulgated: ministerial-order  applied: plan-application  approved: plan-approval  revoked: plan-revocation
started: project-start  evaluated: evaluation  published: announcement  done: other-regime"""
DATE_OF = {kind: date for date, kinds in re.findall(r"(\w+):((?: [\w-]+(?!:)\b)+)", DATES) for kind in kinds.split()}


def facts_of(lines, zone, readings):
    """The effects on a zone in folding order: latest, earliest, order, rank, first, index, act, position, words."""
    first, current, facts = {}, {}, []
    for position in sorted(lines):
        line = json.loads(lines[position])
        first.setdefault(line["act"], position)
        current[line["act"]] = position, line.get("body") or {}
    for act, (position, body) in current.items():
        for index, effect in enumerate(body.get("effects", [])):
            entity = next(key for key in ENTITIES if key in effect)
            at, name = effect.get("at") or DATE_OF[body["kind"]], entity + "." + effect["is"]
            words = body.get(at) if re.fullmatch("[a-z]+", at) else at
            if effect[entity] == zone == effect.get("zone", zone) and name in RANKS and words:
                plain = re.fullmatch(r"\d{4}-\d\d-\d\d", words)
                earliest, latest = (words, words) if plain else readings[words]
                place = latest, earliest, body.get("order", 0), RANKS.index(name), first[act], index
                facts.append((*place, act, position, words))
    return sorted(facts)


def is_zone(facts):
    """Whether the zone is designated after these."""
    state = False
    for fact in facts:
        if RANKS[fact[3]] in ("zone.designated", "zone.cancelled") and state == (RANKS[fact[3]] == "zone.cancelled"):
            state = not state
    return state


def fold(facts, day):
    """The state at the end of the day, with the act that gave the status."""
    row = {"status": "none", "policy": "none", "plan": "none", "since": None, "act": None, "position": None}
    for latest, _, _, rank, _, _, *origin in (fact for fact in facts if fact[0] <= day):
        status, name, new = row["status"], RANKS[rank], None
        certain = is_zone([fact for fact in facts if fact[0] <= latest])
        by_start = sorted((fact for fact in facts if fact[1] <= latest), key=lambda f: (f[1], f[0], f[2:]))
        if name in ("zone.candidate", "zone.endorsed") and status in ("none", "candidate"):
            new = name[5:]
        elif name == "zone.designated" and status != "designated":
            row.update({"policy": "none", "plan": "none"} if status == "cancelled" else {})
            new = "designated"
        elif name == "zone.cancelled" and status == "designated":
            row.update(policy="ended", plan="ended")
            new = "cancelled"
        elif name in ("policy.decided", "plan.approved") and (certain or is_zone(by_start)):
            row.update([name.split(".")])
        elif name == "plan.revoked" and row["plan"] == "approved":
            row["plan"] = "revoked"
        if new and new != status:
            row.update(status=new, act=origin[0], position=origin[1], since=origin[2])
    return row


def main():
    """Check the package named on the command line."""
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    package, key = zipfile.ZipFile(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else None
    note, lines = package.read("checkpoint").decode(), {}
    origin, size, root = opened(note, key)
    print(f"The log {origin} had {size} events when its checkpoint was made.")
    for name in sorted(name for name in package.namelist() if name.startswith("events/")):
        line, stem = package.read(name), name[7:-5]
        head, _, below = package.read(f"proofs/{stem}.tlog-proof").decode().partition("\n\n")
        path = [base64.b64decode(row) for row in head.split("\n")[1:] if " " not in row]
        must(below == note and f"\nindex {int(stem) - 1}\n" in head + "\n", f"the proof of {name} is another's")
        must(root_from(sha(b"\0", line), int(stem) - 1, size, path) == root, f"{name} does not stand in the log")
        lines[int(stem)] = line
    print(f"{len(lines)} events stand in it: each leaf was hashed, each proof followed to the root.")
    whole = "events.jsonl" in package.namelist()
    if whole:
        rows = package.read("events.jsonl").split(b"\n")[:-1]
        must(len(rows) == size and root_over([sha(b"\0", row) for row in rows]) == root, "events.jsonl is not the log")
        lines = dict(enumerate(rows, 1))
    question, answer = json.loads(package.read("question.json")), json.loads(package.read("answer.json"))
    lines = {position: line for position, line in lines.items() if position <= question["as_known"]}
    if "zone" in question:
        readings = json.loads(package.read("readings.json"))
        found = fold(facts_of(lines, question["zone"], readings), question["as_of"])
        said = {field: (answer or fold([], "")).get(field) for field in found}
        must(said == found, f"the acts give {found}, the answer says {said}")
        print("Zone {zone} at the end of {as_of}, as known at {as_known}:".format(**question))
        print("".join(f"  {field}: {value}\n" for field, value in found.items()), end="")
        for words, (earliest, latest) in sorted(readings.items()):
            print(f"For you to judge: the date {words} was read as {earliest} to {latest}.")
    else:
        rows = [json.loads(line) for _, line in sorted(lines.items())]
        must([row.get("body") for row in rows if row["act"] == question["act"]] == answer, "the answer is another")
        print("Act {}: {} versions, as answered.".format(question["act"], len(answer)))
    if not key:
        print("NOT CHECKED: who signed. Give the verifier key that the office published: verify.py PACKAGE.zip KEY")
    print("All lines of the log are here." if whole else "NOT SHOWN: that no other event speaks of this; --whole does.")
    print("HOLDS")


if __name__ == "__main__":
    main()
